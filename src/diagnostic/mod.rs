//! Takes: problems found by any stage, each with its place in an author's file.
//! Gives: one sorted list of them, told as text with excerpts, one a line, as JSON, or as code hosts read them.
//! Promises: everything found in a run is told once, in the order of files and lines.
//! Never: reads the disk, knows what an incident is, or shows a Rust type.

mod code;
pub mod concise;
pub mod csv;
mod distance;
pub mod github;
pub mod gitlab;
pub mod json;
mod located;
pub mod sarif;
mod suggestion;
pub mod text;
mod unsafe_text;

pub use code::Code;
pub use located::Files;
pub use suggestion::{count, nearest, one_of, surely};
pub use unsafe_text::visible;

use std::ops::Range;

use crate::text::FileId;

/// How grave a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The archive would be wrong: nothing is published.
    Error,
    /// The archive may be wrong or incomplete.
    Warning,
    /// Worth knowing.
    Note,
}

impl Level {
    /// The word the level goes by in output and settings.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// A stretch of an author's file: byte offsets into its text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// Bytes from the start of the file's text.
    pub span: Range<usize>,
}

impl Place {
    /// The stretch `span` of `file`.
    pub const fn new(file: FileId, span: Range<usize>) -> Self {
        Self { file, span }
    }

    /// The very start of `file`.
    pub const fn start_of(file: FileId) -> Self {
        Self { file, span: 0..0 }
    }
}

/// A second place that belongs to a problem, with what it has to do with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// What stands there, in a few words.
    pub text: String,
}

/// A change of the author's file that mends a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What is replaced.
    pub place: Place,
    /// What takes its place.
    pub replacement: String,
    /// Whether somebody should look first: the author may have meant something else.
    pub is_guess: bool,
}

/// One problem in the author's material.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How grave.
    pub level: Level,
    /// Which kind of problem: stable across versions.
    pub code: Code,
    /// What is wrong: lower case, no full stop, names in backticks, the author's own words.
    pub message: String,
    /// The value or key it is about.
    pub place: Place,
    /// The path of the key, such as `updates[2].at`; empty where there is none.
    pub key_path: String,
    /// Other places that belong to it.
    pub labels: Vec<Label>,
    /// What to do, in words that can be followed literally.
    pub help: Option<String>,
    /// A safe change that mends it.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A problem of kind `code`, at the kind's usual level.
    pub fn new(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self {
            level: code.level(),
            code,
            message: message.into(),
            place,
            key_path: String::new(),
            labels: Vec::new(),
            help: None,
            fix: None,
        }
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds the path of the key it is about.
    #[must_use]
    pub fn key_path(mut self, path: impl Into<String>) -> Self {
        self.key_path = path.into();
        self
    }

    /// Adds another place that belongs to it.
    #[must_use]
    pub fn label(mut self, place: Place, text: impl Into<String>) -> Self {
        self.labels.push(Label { place, text: text.into() });
        self
    }

    /// Adds a change that mends it: `replacement` in place of what the problem points at.
    #[must_use]
    pub fn fix(mut self, replacement: impl Into<String>) -> Self {
        self.fix = Some(Fix { place: self.place.clone(), replacement: replacement.into(), is_guess: false });
        self
    }

    /// Adds a change that likely mends it, but only if the author meant that.
    #[must_use]
    pub fn guess(mut self, replacement: impl Into<String>) -> Self {
        self.fix = Some(Fix { place: self.place.clone(), replacement: replacement.into(), is_guess: true });
        self
    }
}

impl Diagnostic {
    fn order(&self) -> (FileId, usize, usize, Code, &str) {
        (self.place.file, self.place.span.start, self.place.span.end, self.code, &self.message)
    }
}

/// The problems found so far.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Nothing found yet.
    pub const fn new() -> Self {
        Self { list: Vec::new() }
    }

    /// Adds one problem.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds all of another collection.
    pub fn append(&mut self, mut other: Self) {
        self.list.append(&mut other.list);
    }

    /// Whether any of them is an error.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.level == Level::Error)
    }

    /// How many there are of a level.
    pub fn count(&self, level: Level) -> usize {
        self.list.iter().filter(|diagnostic| diagnostic.level == level).count()
    }

    /// All of them, in the order found.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// All of them by file, place and code; the same problem at the same place once.
    /// Files are numbered in the order of their paths (site.toml first), so this is the order of paths and lines.
    #[must_use]
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.list.sort_by(|a, b| a.order().cmp(&b.order()));
        self.list.dedup();
        self.list
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, iter: T) {
        self.list.extend(iter);
    }
}
