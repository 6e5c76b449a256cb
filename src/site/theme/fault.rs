//! What keeps a theme from being used, with the place in its files.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

use tera::{Error, ErrorKind, Tera};

use super::{Annals, BYTE_ORDER_MARK, Files, GLOSSARY, TEMPLATES, templates};
use crate::archive::Archive;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::locale::FtlError;
use crate::search::{Glossary, GlossaryProblem};
use crate::site::constants::Constants;
use crate::site::limits;
use crate::source::{FileId, SETTINGS};

const HELP: &str = "see docs/theming.md for what templates may name";

/// How the reader of templates ends when a block replaces none.
const NO_SUCH_BLOCK: &str = "is not defined in any parent template";

/// A theme that can't be used: everything that is wrong with it.
#[derive(Debug)]
pub struct ThemeError(pub(in crate::site) Vec<Fault>);

impl std::error::Error for ThemeError {}

impl fmt::Display for ThemeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let told: Vec<_> = self.0.iter().map(ToString::to_string).collect();
        write!(f, "the theme can't be used: {}", told.join("; "))
    }
}

impl ThemeError {
    /// Tells each as a problem of the project.
    pub fn tell(self, archive: &Archive, problems: &mut Diagnostics) {
        problems.extend(self.0.into_iter().map(|fault| fault.diagnostic(archive)));
    }
}

/// Something wrong in a file of a theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Path in the theme's folder.
    file: String,
    span: Range<usize>,
    line: usize,
    code: Code,
    message: String,
    help: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

impl Fault {
    pub(super) fn not_text(path: &str) -> Self {
        let help = "save it again with the encoding UTF-8";
        Self::start_of(path, Code::InvalidUtf8, "the file is not UTF-8".to_owned(), help)
    }

    pub(super) fn of_messages(path: &str, error: FtlError) -> Self {
        let help = "write it as Fluent has it: `key = text`, with `{ $variable }` where something is put in".to_owned();
        let FtlError { line, span, message, .. } = error;
        Self { file: path.to_owned(), span, line, code: Code::Messages, message: first_lower(&message), help }
    }

    /// What the reader of templates says. Of names that nobody gave it says several at once, as a text.
    fn all_of(error: &Error, files: &Files) -> Vec<Self> {
        let ErrorKind::Msg(text) = error.kind() else { return vec![Self::of(error)] };
        let mut found = Vec::new();
        let mut lines = text.lines().peekable();
        while let Some(line) = lines.next() {
            let place = lines.peek().and_then(|next| next.trim_start().strip_prefix("--> "));
            if let (Some(message), Some(place)) = (line.strip_prefix("error: "), place) {
                found.extend(Self::reported(message, place, files));
            }
        }
        if found.is_empty() { vec![Self::of(error)] } else { found }
    }

    /// A message with a place such as `home.html:3:5`.
    fn reported(message: &str, place: &str, files: &Files) -> Option<Self> {
        let (rest, column) = place.rsplit_once(':')?;
        let (name, line) = rest.rsplit_once(':')?;
        let (line, column): (usize, usize) = (line.parse().ok()?, column.parse().ok()?);
        let file = format!("{TEMPLATES}{name}");
        let text = std::str::from_utf8(files.get(&file)?).ok()?;
        let whole = line_span(text, line);
        let before = text.get(whole.clone())?.chars().take(column.saturating_sub(1)).map(char::len_utf8).sum::<usize>();
        let start = whole.start + before;
        let length = message.split('`').nth(1).filter(|name| text.get(start..).is_some_and(|at| at.starts_with(*name)));
        let span = start..start + length.map_or(0, str::len);
        Some(Self { file, span, line, code: Code::Template, message: first_lower(message), help: HELP.to_owned() })
    }

    /// What the renderer of templates says.
    pub(in crate::site) fn of(error: &Error) -> Self {
        let help = HELP;
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let span = report.span();
                let (message, names) = sentence(report.message());
                Self {
                    file: format!("{TEMPLATES}{}", report.filename()),
                    span: span.range.clone(),
                    line: span.start_line,
                    code: Code::Template,
                    message,
                    help: names.unwrap_or_else(|| help.to_owned()),
                }
            }
            ErrorKind::MissingParent { current, parent } => {
                let message = format!("it extends `{parent}`, which is no template");
                Self::start_of(&format!("{TEMPLATES}{current}"), Code::Template, message, help)
            }
            ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
                let message = "it extends or includes itself".to_owned();
                Self::start_of(&format!("{TEMPLATES}{tpl}"), Code::Template, message, help)
            }
            other => Self::start_of(TEMPLATES, Code::Template, sentence(&other.to_string()).0, help),
        }
    }

    /// A page that would have too many bytes, by the template it is made with.
    pub(in crate::site) fn too_large(template: &str) -> Self {
        let help = "look for a loop that goes on too long, in it or in what it extends or includes";
        Self::start_of(&format!("{TEMPLATES}{template}"), Code::Template, limits::too_large(), help)
    }

    /// The same, with the blocks there are if it is a block that no template above has.
    fn with_blocks(mut self, files: &Files) -> Self {
        if self.message.ends_with(NO_SUCH_BLOCK) {
            let blocks: Vec<_> = blocks_above(&self.file, files).iter().map(|name| format!("`{name}`")).collect();
            if !blocks.is_empty() {
                self.help = format!("the templates it extends have the blocks {}", blocks.join(", "));
            }
        }
        self
    }

    /// The same, with the page that showed it.
    pub(in crate::site) fn on_page(mut self, page: &str) -> Self {
        self.message = format!("{}, on the page `{page}`", self.message);
        self
    }

    /// Whether another is about the same place.
    pub(in crate::site) fn is_at(&self, other: &Self) -> bool {
        (&self.file, &self.span) == (&other.file, &other.span)
    }

    fn start_of(path: &str, code: Code, message: String, help: &str) -> Self {
        Self { file: path.to_owned(), span: 0..0, line: 1, code, message, help: help.to_owned() }
    }

    /// As a problem of the project; of what is not its own at the theme's name in site.toml.
    pub(in crate::site) fn diagnostic(self, archive: &Archive) -> Diagnostic {
        let (place, file) = match own_file(archive, &self.file) {
            Some(own) => (own.place(self.span), None),
            None => (Place::start_of(SETTINGS), Some(self.file)),
        };
        let message = file.map_or(self.message.clone(), |file| format!("`{file}` of the theme: {}", self.message));
        Diagnostic::new(self.code, place, message).help(self.help)
    }
}

/// A file the site has of its theme.
#[derive(Clone, Copy)]
pub(in crate::site) struct OwnFile<'a> {
    /// Its number.
    pub(in crate::site) id: FileId,
    /// Its text behind a byte order mark, as the theme reads it.
    pub(super) text: &'a str,
    /// How many bytes stand before that text.
    skipped: usize,
}

impl OwnFile<'_> {
    /// Where a part of the text stands in the file; the file's start where the text has no such part.
    pub(super) fn place(self, span: Range<usize>) -> Place {
        if self.text.get(span.clone()).is_none() {
            return Place::start_of(self.id);
        }
        Place::new(self.id, span.start + self.skipped..span.end + self.skipped)
    }

    /// Where the file begins.
    pub(super) fn start(self) -> Place {
        Place::start_of(self.id)
    }
}

/// The file of that path in the site's theme.
pub(in crate::site) fn own_file<'a>(archive: &'a Archive, path: &str) -> Option<OwnFile<'a>> {
    let wanted = format!("themes/{}/{path}", archive.settings.theme);
    let (number, file) = (0..).zip(&archive.files).find(|(_, file)| file.path == wanted)?;
    let text = file.text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&file.text);
    Some(OwnFile { id: FileId(number), text, skipped: file.text.len() - text.len() })
}

/// The templates, or everything wrong with the site's own: each that can't be read is left out for the next.
pub(super) fn read_templates(files: &Files, own: &BTreeSet<String>) -> Result<Tera, Vec<Fault>> {
    let is_text = |path: &&String| files.get(*path).is_none_or(|bytes| std::str::from_utf8(bytes).is_ok());
    let unread = own.iter().filter(|path| path.starts_with(TEMPLATES) && !is_text(path));
    let mut faults: Vec<Fault> = unread.map(|path| Fault::not_text(path)).collect();
    let mut files = Cow::Borrowed(files);
    let mut left = own.clone();
    loop {
        let error = match templates(&files, own, &Constants::new()) {
            Ok(templates) if faults.is_empty() => return Ok(templates),
            Ok(_) => return Err(faults),
            Err(error) => error,
        };
        let found: Vec<_> = Fault::all_of(&error, &files).into_iter().map(|fault| fault.with_blocks(&files)).collect();
        let broken: BTreeSet<String> = found.iter().filter_map(|fault| left.take(&fault.file)).collect();
        faults.extend(found);
        if broken.is_empty() {
            return Err(faults);
        }
        for path in broken {
            match Annals::get(&path) {
                Some(file) => files.to_mut().insert(path, file.data),
                None => files.to_mut().remove(&path),
            };
        }
    }
}

pub(super) fn glossary(files: &Files) -> Result<Glossary, Fault> {
    let Some(bytes) = files.get(GLOSSARY) else { return Ok(Glossary::default()) };
    let text = std::str::from_utf8(bytes).map_err(|_| Fault::not_text(GLOSSARY))?;
    Glossary::parse(text).map_err(|GlossaryProblem { line, message }| Fault {
        file: GLOSSARY.to_owned(),
        span: line_span(text, line),
        line,
        code: Code::Messages,
        message,
        help: "write rows such as `en: outage, downtime | fr: panne`, each entry a single word".to_owned(),
    })
}

/// The blocks of the templates that the one of that path extends, those of the nearest first.
fn blocks_above(path: &str, files: &Files) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut passed = BTreeSet::from([path.to_owned()]);
    let mut above = parent(path, files);
    while let Some(path) = above.filter(|path| passed.insert(path.clone())) {
        for block in tags(&path, files).filter_map(|tag| tag.strip_prefix("block ")) {
            let name = block.split_whitespace().next().unwrap_or_default().to_owned();
            if !blocks.contains(&name) {
                blocks.push(name);
            }
        }
        above = parent(&path, files);
    }
    blocks
}

/// The path of the template that another extends.
fn parent(path: &str, files: &Files) -> Option<String> {
    let name = tags(path, files).find_map(|tag| tag.strip_prefix("extends "))?;
    Some(format!("{TEMPLATES}{}", name.trim().trim_matches(['"', '\''])))
}

/// What stands within `{%` and `%}` of a template.
fn tags<'f>(path: &str, files: &'f Files) -> impl Iterator<Item = &'f str> {
    let text = files.get(path).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default();
    let tags = text.split("{%").skip(1).filter_map(|rest| rest.split("%}").next());
    tags.map(|tag| tag.trim_matches('-').trim())
}

fn line_span(text: &str, line: usize) -> Range<usize> {
    let start = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let length = text.get(start..).and_then(|rest| rest.lines().next()).map_or(0, str::len);
    start..start + length
}

/// A report as problems are told: what is wrong, and the names there are instead, if it has them.
fn sentence(report: &str) -> (String, Option<String>) {
    let words: Vec<_> = report.split_whitespace().collect();
    let line = words.join(" ");
    match line.split_once(". Available ") {
        Some((wrong, names)) => (first_lower(wrong), Some(format!("there are the {names}"))),
        None => (first_lower(line.trim_end_matches('.')), None),
    }
}

fn first_lower(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
