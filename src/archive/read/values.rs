//! Reading single values that mean something: moments, ids, regions, links, languages.

use std::ops::Range;

use super::marked_up::MarkedUp;
use super::source_ids::SourceIds;
use super::unknown::several;
use crate::archive::incident::Id;
use crate::archive::moment::{End, Moment, MomentProblem, When};
use crate::archive::names::Names;
use crate::archive::shapes::most;
use crate::config::Settings;
use crate::diagnostic::Code;
use crate::locale::LanguageTag;
use crate::parse::fields::{Fields, KeyPath, Reader};
use crate::parse::tree::{Entry, Node, Value};
use crate::parse::url::web_fault;
use crate::source::Segment;

/// What is written as an end that nobody knows.
pub const UNKNOWN_END: &str = "an end nobody knows is `unknown`";

/// Reads values of one file against the names and settings of the site.
pub struct Values<'a> {
    /// Where problems go.
    pub reader: Reader,
    /// What can be named.
    pub names: &'a Names,
    /// The site's settings.
    pub settings: &'a Settings,
    /// The id of what the file tells, which none of its own keys means.
    pub own: Option<&'a Id>,
    /// Whether the file is a translation, whose facts another file holds.
    pub is_translation: bool,
    /// When the incident began, and where that stands, once it is read.
    pub start: Option<(Moment, Range<usize>)>,
    /// When it ended, likewise, if that is known.
    pub end: Option<(Moment, Range<usize>)>,
    /// Where its impact is told to be none, once it is read.
    pub no_impact: Option<Range<usize>>,
    /// Of markdown typed as values.
    pub marked_up: MarkedUp,
}

impl<'a> Values<'a> {
    /// Values of one file.
    pub fn new(reader: Reader, names: &'a Names, settings: &'a Settings) -> Self {
        let marked_up = MarkedUp::default();
        let (own, is_translation) = (None, false);
        Self { reader, names, settings, own, is_translation, start: None, end: None, no_impact: None, marked_up }
    }

    /// A moment.
    pub fn moment(&mut self, node: &Node, path: &KeyPath<'_>) -> Option<Moment> {
        let text = self.reader.text(node, path)?;
        self.moment_text(text, &node.span, path)
    }

    /// A moment typed as `text` at `span`.
    pub fn moment_text(&mut self, text: &str, span: &Range<usize>, path: &KeyPath<'_>) -> Option<Moment> {
        match Moment::parse(text, self.settings.time_zone) {
            Ok(moment) => Some(moment),
            Err(problem) => self.refuse_moment(span, path, &problem),
        }
    }

    fn refuse_moment<T>(&mut self, span: &Range<usize>, path: &KeyPath<'_>, problem: &MomentProblem) -> Option<T> {
        let message = format!("`{path}` can't be read: {problem}");
        let mut diagnostic = self.reader.problem(problem.code(), span, path, message);
        diagnostic.help = Some(problem.help());
        if let Some(replacement) = problem.replacement() {
            diagnostic = diagnostic.fix(replacement);
        }
        self.reader.tell(diagnostic);
        None
    }

    /// A start, or a start and an end.
    pub fn when(&mut self, node: &Node, path: &KeyPath<'_>) -> Option<(Moment, Option<End>)> {
        let text = self.reader.text(node, path)?;
        match When::parse(text, self.settings.time_zone) {
            Ok(When::At(moment)) => Some((moment, None)),
            Ok(When::Interval { start, end }) => {
                let unknown = format!("an interval whose end nobody knows is `{start}/`");
                self.end_not_before(&start, &end, (&node.span, path), None, &unknown);
                Some((start, Some(end)))
            }
            Err(problem) => self.refuse_moment(&node.span, path, &problem),
        }
    }

    /// An end: a moment, `unknown` or `ongoing`.
    pub fn end(&mut self, node: &Node, path: &KeyPath<'_>) -> Option<End> {
        let text = self.reader.text(node, path)?;
        match End::parse(text, self.settings.time_zone) {
            Ok(end) => Some(end),
            Err(problem) => self.refuse_moment(&node.span, path, &problem),
        }
    }

    /// Tells an end that lies before its start whatever the precision; `start_span` is where the start stands, `unknown`
    /// says what is written where nobody knows the end.
    pub fn end_not_before(
        &mut self,
        start: &Moment,
        end: &End,
        (span, path): (&Range<usize>, &KeyPath<'_>),
        start_span: Option<&Range<usize>>,
        unknown: &str,
    ) {
        let End::Moment(end) = end else { return };
        if !end.certainly_before(start) {
            return;
        }
        let message = format!("the end `{end}` lies before the start `{start}`");
        let mut problem = self
            .reader
            .problem(Code::EndBeforeStart, span, path, message)
            .help(format!("correct one of the two; {unknown}"));
        if let Some(start_span) = start_span {
            problem = problem.label(self.reader.place(start_span), "the start stands here");
        }
        self.reader.tell(problem);
    }

    /// A region that is known.
    pub fn region(&mut self, node: &Node, path: &KeyPath<'_>) -> Option<Id> {
        if let Value::Mapping(entries) = &node.value {
            self.tell_code_alone(node, entries, path);
            return None;
        }
        let text = self.reader.text(node, path)?;
        let found = self.names.region(text);
        if found.is_none() {
            let problem = self.unknown_region(text, node, path);
            self.reader.tell(problem);
        }
        found
    }

    /// Tells a region with particulars where a code stands alone.
    fn tell_code_alone(&mut self, node: &Node, entries: &[Entry], path: &KeyPath<'_>) {
        let code = entries.iter().find(|entry| entry.key == "region").and_then(|entry| match &entry.value.value {
            Value::Scalar(scalar) => self.names.region(&scalar.text),
            _ => None,
        });
        let code = code.as_deref().unwrap_or("UA");
        let message = format!("`{path}` is a mapping, not the code of a region");
        let problem = self.reader.problem(Code::WrongShape, &node.span, path, message);
        let help = format!("write `{code}` alone, and what else is known of it in a `note` or the text");
        self.reader.tell(problem.help(help));
    }

    /// A list of regions, each named once.
    pub fn regions(&mut self, node: &Node, path: &KeyPath<'_>) -> Vec<Id> {
        let items = self.reader.items(node, path, most::REGIONS);
        let read: Vec<_> =
            items.iter().enumerate().map(|(i, item)| (item, self.region(item, &path.index(i)))).collect();
        self.distinct(read, path, "region")
    }

    /// Drops, and tells, what stands twice in a list.
    pub fn distinct(&mut self, read: Vec<(&Node, Option<Id>)>, path: &KeyPath<'_>, what: &str) -> Vec<Id> {
        let mut kept: Vec<Id> = Vec::new();
        for (node, id) in read {
            let Some(id) = id else { continue };
            if kept.contains(&id) {
                let message = format!("the {what} `{id}` stands twice in `{path}`");
                let problem =
                    self.reader.problem(Code::DuplicateEntry, &node.span, path, message).help("remove one of the two");
                self.reader.tell(problem);
            } else {
                kept.push(id);
            }
        }
        kept
    }

    /// A service that is declared.
    pub fn service(&mut self, node: &Node, path: &KeyPath<'_>) -> Option<Id> {
        let text = self.reader.text(node, path)?;
        if let Some(id) = self.names.service(text) {
            return Some(id.clone());
        }
        let problem = self.unknown_service(text, node, path);
        self.reader.tell(problem);
        None
    }

    /// A kind of cause that is known.
    pub fn cause(&mut self, node: &Node, path: &KeyPath<'_>) -> Option<Id> {
        let text = self.reader.text(node, path)?;
        if self.names.family(text).is_some() {
            return Some(Id::from(text));
        }
        let problem = self.unknown_cause(text, &node.span, path);
        self.reader.tell(problem);
        None
    }

    /// An id, which has to be a segment to be part of an address.
    pub fn id(&mut self, node: &Node, path: &KeyPath<'_>) -> Option<Id> {
        let text = self.reader.text(node, path)?;
        match Segment::new(text) {
            Ok(_) => Some(Id::from(text)),
            Err(why) => {
                let message = format!("`{path}` can't be part of an address: `{text}` {why}");
                let problem = self.reader.problem(Code::InvalidId, &node.span, path, message);
                self.reader.tell(match (several(text, node, path), why.suggestion()) {
                    (Some(help), _) => problem.help(help),
                    // It may be named elsewhere as it is: only its author knows all places.
                    (None, Some(better)) => problem.help(format!("write `{better}`")).guess(better),
                    (None, None) => problem.help("write lower-case letters, digits and hyphens"),
                });
                None
            }
        }
    }

    /// A list of ids, each once.
    pub fn ids(&mut self, node: &Node, path: &KeyPath<'_>, most: usize, what: &str) -> Vec<Id> {
        let items = self.reader.items(node, path, most);
        let read: Vec<_> = items.iter().enumerate().map(|(i, item)| (item, self.id(item, &path.index(i)))).collect();
        self.distinct(read, path, what)
    }

    /// An address on the web.
    pub fn url(&mut self, node: &Node, path: &KeyPath<'_>) -> Option<String> {
        let text = self.reader.text(node, path)?;
        let Some((why, help)) = web_fault(text) else { return Some(text.to_owned()) };
        let problem = self
            .reader
            .problem(Code::RefusedUrl, &node.span, path, format!("`{text}` is refused as `{path}`: {why}"))
            .help(help);
        self.reader.tell(problem);
        None
    }

    /// A language tag, not necessarily one of the site's.
    pub fn language(&mut self, node: &Node, path: &KeyPath<'_>) -> Option<String> {
        let text = self.reader.text(node, path)?;
        if let Ok(tag) = text.parse::<LanguageTag>() {
            return Some(tag.as_str().to_owned());
        }
        let problem = self
            .reader
            .problem(Code::InvalidLanguage, &node.span, path, format!("`{text}` is not a language"))
            .help("write a language tag such as `en`, `pt-BR` or `ar`");
        self.reader.tell(problem);
        None
    }

    /// The text of an optional key.
    pub fn optional_text(&mut self, fields: &Fields<'_>, path: &KeyPath<'_>, key: &str) -> Option<String> {
        let node = fields.node(key)?;
        self.reader.text(node, &path.key(key)).map(str::to_owned)
    }

    /// The prose of an optional key.
    pub fn optional_prose(&mut self, fields: &Fields<'_>, path: &KeyPath<'_>, key: &str) -> Option<String> {
        let node = fields.node(key)?;
        self.reader.prose(node, &path.key(key)).map(str::to_owned)
    }

    /// The moment of an optional key.
    pub fn optional_moment(&mut self, fields: &Fields<'_>, path: &KeyPath<'_>, key: &str) -> Option<Moment> {
        let node = fields.node(key)?;
        self.moment(node, &path.key(key))
    }

    /// The id of a source named by an optional key; whether it exists is checked once all sources are read.
    pub fn optional_source(&mut self, fields: &Fields<'_>, path: &KeyPath<'_>, known: &SourceIds<'_>) -> Option<Id> {
        let node = fields.node("source")?;
        self.source_id(node, &path.key("source"), known)
    }

    /// The id of a source that the write-up lists.
    pub fn source_id(&mut self, node: &Node, path: &KeyPath<'_>, known: &SourceIds<'_>) -> Option<Id> {
        let text = self.reader.text(node, path)?;
        if let Some(id) = known.find(text) {
            return Some(id);
        }
        let problem =
            self.reader.problem(Code::UnknownSource, &node.span, path, format!("there is no source `{text}`"));
        self.reader.tell(match known.meant(text) {
            Some(near) => problem.help(format!("did you mean `{near}`?")).guess(near),
            None => problem.help(known.how_to_add(text)),
        });
        None
    }
}

/// Whether a node is a mapping (the long form of a value that has a short one).
pub const fn is_mapping(node: &Node) -> bool {
    matches!(node.value, Value::Mapping(_))
}
