//! What keeps a theme from being used, with the place in its files.

use std::fmt;
use std::ops::Range;

use tera::{Error, ErrorKind, ReportError};

use super::blame::Sources;
use super::names::{offered, template_near};
use super::review::review_messages;
use super::tags::{Tag, blocks_above, components, left_open, tags, text_of};
use super::{BYTE_ORDER_MARK, Files, GLOSSARY, TEMPLATES, Theme};
use crate::archive::Archive;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::locale::FtlError;
use crate::search::{Glossary, GlossaryProblem};
use crate::site::limits;
use crate::source::{FileId, SETTINGS};

/// What is said of templates that aren't written as the template language has it.
const SYNTAX: &str = "see https://keats.github.io/tera/ for how templates are written";

/// What is said of values that are other than a template takes them for.
const RENDERING: &str = "see docs/theming.md for what each field holds";

/// What the reader of templates says where one ends too early.
const END_OF_INPUT: &str = "unexpected end of input";

/// How the reader of templates ends when a block replaces none.
const NO_SUCH_BLOCK: &str = "is not defined in any parent template";

/// A theme that can't be used: everything that is wrong with it.
#[derive(Debug)]
pub struct ThemeError {
    pub(in crate::site) faults: Vec<Fault>,
    /// What could be read of it all the same: what is odd in its messages is told with the faults.
    rest: Option<Box<Theme>>,
}

impl std::error::Error for ThemeError {}

impl fmt::Display for ThemeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let told: Vec<_> = self.faults.iter().map(ToString::to_string).collect();
        write!(f, "the theme can't be used: {}", told.join("; "))
    }
}

impl ThemeError {
    pub(super) const fn of(faults: Vec<Fault>) -> Self {
        Self { faults, rest: None }
    }

    pub(super) fn with_rest(faults: Vec<Fault>, rest: Theme) -> Self {
        Self { faults, rest: Some(Box::new(rest)) }
    }

    /// Tells each as a problem of the project, and what is odd beside them.
    pub fn tell(self, archive: &Archive, problems: &mut Diagnostics) {
        problems.extend(self.faults.into_iter().map(|fault| fault.diagnostic(archive)));
        if let Some(theme) = self.rest {
            review_messages(&theme, archive, problems);
        }
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
    /// The calls that led there, the innermost first.
    callers: Box<[Caller]>,
}

/// A place in a template, as the template language tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Caller {
    /// Path in the theme's folder.
    pub(super) file: String,
    line: usize,
    column: usize,
}

impl Caller {
    /// Of a place such as `home.html:3:5`.
    fn read(place: &str) -> Option<Self> {
        let (rest, column) = place.rsplit_once(':')?;
        let (name, line) = rest.rsplit_once(':')?;
        Some(Self { file: format!("{TEMPLATES}{name}"), line: line.parse().ok()?, column: column.parse().ok()? })
    }

    /// Where that is in the template's text; a place, not a stretch.
    pub(super) fn span(&self, files: &Files) -> Range<usize> {
        let text = text_of(&self.file, files);
        let whole = line_span(text, self.line);
        let before = text.get(whole.clone()).unwrap_or_default().chars().take(self.column.saturating_sub(1));
        let start = whole.start + before.map(char::len_utf8).sum::<usize>();
        start..start
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

impl Fault {
    pub(super) fn not_text(path: &str) -> Self {
        let help = "save it again with the encoding UTF-8";
        Self { code: Code::InvalidUtf8, ..Self::start_of(path, "the file is not UTF-8".to_owned(), help) }
    }

    pub(super) fn of_messages(path: &str, error: FtlError) -> Self {
        let help = "write it as Fluent has it: `key = text`, with `{ $variable }` where something is put in";
        let FtlError { line, span, message, .. } = error;
        let fault = Self::start_of(path, first_lower(&message), help);
        Self { span, line, code: Code::Messages, ..fault }
    }

    /// What the reader of templates says. Of names that nobody gave it says several at once, as a text.
    pub(super) fn all_of(error: &Error, sources: Sources<'_>) -> Vec<Self> {
        let ErrorKind::Msg(text) = error.kind() else { return vec![Self::read(error, sources)] };
        let mut found = Vec::new();
        let mut lines = text.lines().peekable();
        while let Some(line) = lines.next() {
            let place = lines.peek().and_then(|next| next.trim_start().strip_prefix("--> "));
            if let (Some(message), Some(place)) = (line.strip_prefix("error: "), place) {
                found.extend(Self::reported(message, place, sources.files));
            }
        }
        if found.is_empty() { vec![Self::read(error, sources)] } else { found }
    }

    /// A message with a place such as `home.html:3:5`.
    fn reported(message: &str, place: &str, files: &Files) -> Option<Self> {
        let place = Caller::read(place)?;
        let start = place.span(files).start;
        let text = std::str::from_utf8(files.get(&place.file)?).ok()?;
        let length = message.split('`').nth(1).filter(|name| text.get(start..).is_some_and(|at| at.starts_with(*name)));
        let span = start..start + length.map_or(0, str::len);
        let message = first_lower(message);
        let help = offered(&message, files).unwrap_or_else(|| SYNTAX.to_owned());
        Some(Self::at(&place.file, files, span, message, &help))
    }

    /// What the reader of templates says of one template.
    fn read(error: &Error, sources: Sources<'_>) -> Self {
        match error.kind() {
            ErrorKind::SyntaxError(report) => Self::of_syntax(report, sources.files),
            ErrorKind::MissingParent { current, parent } => {
                let message = format!("it extends `{parent}`, which is no template");
                let help = template_near(parent, sources.files);
                Self::start_of(&format!("{TEMPLATES}{current}"), message, &help)
            }
            ErrorKind::CircularExtend { tpl, inheritance_chain } => {
                let chain: Vec<_> = [tpl].into_iter().chain(inheritance_chain).collect();
                Self::circle("extends", &chain, sources)
            }
            ErrorKind::CircularInclude { include_chain, .. } => {
                Self::circle("include", &include_chain.iter().collect::<Vec<_>>(), sources)
            }
            other => Self::of_two(&other.to_string(), sources)
                .unwrap_or_else(|| Self::start_of(TEMPLATES, sentence(&other.to_string()).0, SYNTAX)),
        }
    }

    fn of_syntax(report: &ReportError, files: &Files) -> Self {
        let file = format!("{TEMPLATES}{}", report.filename());
        let (message, _) = sentence(report.message());
        let open = left_open(&file, files).filter(|_| message == END_OF_INPUT);
        let line =
            |tag: &Tag<'_>| text_of(&file, files).get(..tag.span.start).unwrap_or_default().matches('\n').count() + 1;
        let help = match open {
            Some((tag, word)) => {
                format!("write `{{% end{word} %}}` where `{{% {} %}}` of line {} ends", tag.text, line(&tag))
            }
            None if message == END_OF_INPUT => "close each `{{` with `}}` and each `{%` with `%}`".to_owned(),
            None => SYNTAX.to_owned(),
        };
        Self::at(&file, files, report.span().range.clone(), message, &help)
    }

    /// Templates that come back to themselves, along `chain`: told at the first of the site's own among them.
    fn circle(word: &str, chain: &[&String], Sources { files, own, .. }: Sources<'_>) -> Self {
        let last = chain.last().map_or("", |name| name.as_str());
        let first = chain.iter().position(|name| name.as_str() == last).unwrap_or_default();
        let circle = chain.get(first..).unwrap_or_default();
        let path = |name: &str| format!("{TEMPLATES}{name}");
        let culprit = circle.iter().position(|name| own.contains(&path(name))).unwrap_or_default();
        let file = path(circle.get(culprit).map_or(last, |name| name.as_str()));
        let next = circle.get(culprit + 1).or_else(|| circle.get(1)).map_or(last, |name| name.as_str());
        let verb = word.trim_end_matches('s');
        let message = if path(next) == file {
            format!("it {verb}s itself")
        } else {
            format!("it {verb}s `{next}`, which comes back to it")
        };
        let tag = tags(&file, files).into_iter().find(|tag| tag.named_by(word) == Some(next));
        let span = tag.map_or(0..0, |tag| tag.span);
        Self::at(&file, files, span, message, &format!("{verb} another template, or none"))
    }

    /// A component that two templates define, at the site's own of them.
    fn of_two(message: &str, Sources { files, own, .. }: Sources<'_>) -> Option<Self> {
        let mut names = message.strip_prefix("Component `")?.split('`').step_by(2);
        let (name, one, two) = (names.next()?, names.next()?, names.next()?);
        let (own, other) =
            [(one, two), (two, one)].into_iter().find(|(own_one, _)| own.contains(&format!("{TEMPLATES}{own_one}")))?;
        let file = format!("{TEMPLATES}{own}");
        let tag = components(&file, files).into_iter().find(|(known, _)| *known == name).map(|(_, tag)| tag)?;
        let message = format!("it defines the component `{name}`, as `{other}` does");
        Some(Self::at(&file, files, tag.span, message, "give it another name, or leave one of the two out"))
    }

    /// What the renderer of templates says of a page made with `template`.
    pub(in crate::site) fn rendered(error: &Error, template: &str) -> Self {
        let ErrorKind::RenderingError(report) = error.kind() else {
            let message = sentence(&error.kind().to_string()).0;
            return Self::start_of(&format!("{TEMPLATES}{template}"), message, RENDERING);
        };
        let (message, names) = sentence(report.message());
        let help = match names {
            Some(names) => names,
            None if message.starts_with("`range`") => "docs/theming.md says what `range` takes".to_owned(),
            None if message.contains("divide by 0") => {
                "write `{% if … %}` around it, with what it is divided by".to_owned()
            }
            None => RENDERING.to_owned(),
        };
        let file = format!("{TEMPLATES}{}", report.filename());
        let told = error.to_string();
        let callers = told.lines().filter_map(|line| Caller::read(line.strip_prefix("note: called from ")?)).collect();
        let fault = Self::start_of(&file, message, &help);
        Self { span: report.span().range.clone(), line: report.span().start_line, callers, ..fault }
    }

    /// A page that would have too many bytes, by the template it is made with.
    pub(in crate::site) fn too_large(template: &str) -> Self {
        let help = "look for a loop that goes on too long, in it or in what it extends or includes";
        Self::start_of(&format!("{TEMPLATES}{template}"), limits::too_large(), help)
    }

    /// The same, with the blocks there are if it is a block that no template above has.
    pub(super) fn with_blocks(mut self, files: &Files) -> Self {
        if self.is_of_block() {
            let blocks: Vec<_> = blocks_above(&self.file, files).iter().map(|name| format!("`{name}`")).collect();
            if !blocks.is_empty() {
                self.help = format!("the templates it extends have the blocks {}", blocks.join(", "));
            }
        }
        self
    }

    pub(super) fn with_help(self, help: String) -> Self {
        Self { help, ..self }
    }

    /// The same, told at another place.
    pub(super) fn moved(self, file: &str, files: &Files, span: Range<usize>, message: String) -> Self {
        let moved = Self::at(file, files, span, message, &self.help);
        Self { code: self.code, ..moved }
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

    pub(super) fn file(&self) -> &str {
        &self.file
    }

    pub(super) fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    pub(super) fn message(&self) -> &str {
        &self.message
    }

    pub(super) fn callers(&self) -> &[Caller] {
        &self.callers
    }

    /// The first name in the message.
    pub(super) fn name(&self) -> Option<&str> {
        self.message.split('`').nth(1)
    }

    /// Whether a component isn't there.
    pub(super) fn is_of_component(&self) -> bool {
        self.message.starts_with("unknown component")
    }

    /// Whether a block replaces none.
    pub(super) fn is_of_block(&self) -> bool {
        self.message.ends_with(NO_SUCH_BLOCK)
    }

    /// Whether a template isn't there.
    pub(super) fn is_of_template(&self) -> bool {
        self.message.starts_with("unknown template") || self.message.ends_with("which is no template")
    }

    pub(super) fn start_of(path: &str, message: String, help: &str) -> Self {
        let (file, help) = (path.to_owned(), help.to_owned());
        Self { file, span: 0..0, line: 1, code: Code::Template, message, help, callers: Box::default() }
    }

    /// A fault at a stretch of a template.
    pub(super) fn at(path: &str, files: &Files, span: Range<usize>, message: String, help: &str) -> Self {
        let line = text_of(path, files).get(..span.start).unwrap_or_default().matches('\n').count() + 1;
        Self { span, line, ..Self::start_of(path, message, help) }
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
    pub(in crate::site) fn start(self) -> Place {
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

pub(super) fn glossary(files: &Files) -> Result<Glossary, Fault> {
    let Some(bytes) = files.get(GLOSSARY) else { return Ok(Glossary::default()) };
    let text = std::str::from_utf8(bytes).map_err(|_| Fault::not_text(GLOSSARY))?;
    Glossary::parse(text).map_err(|GlossaryProblem { line, message }| {
        let help = "write rows such as `en: outage, downtime | fr: panne`, each entry a single word";
        let fault = Fault::start_of(GLOSSARY, message, help);
        Fault { span: line_span(text, line), line, code: Code::Messages, ..fault }
    })
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
