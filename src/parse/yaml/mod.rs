//! Front matter: YAML, bounded, as a tree in which every value knows its bytes.
//!
//! The parser hands over events with marks; nothing here or there recurses on an author's nesting. What YAML offers
//! beyond keys, lists and texts (anchors, aliases, merge keys, tags, directives, more documents) is refused.

mod block;
mod build;
mod indent;
mod line;
mod offsets;
mod plain;
#[cfg(test)]
mod plain_tests;
mod slips;
#[cfg(test)]
mod tests;

use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span};

use super::front_matter::{TITLE, no_key};
use super::tree::{Node, Scalar, Value};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::source::FileId;
use build::{Builder, Stop};
use offsets::Offsets;
use slips::Slip;

/// The most bytes front matter may have.
pub const FRONT_MATTER_BYTES: usize = 1 << 20;
/// The most values that may lie within each other, the front matter itself being the first.
pub const DEPTH: usize = 12;

/// Front matter as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Front {
    /// The mapping of all keys; its values are what was typed.
    pub root: Node,
    /// False if a syntax error hides the rest, so that a key not found may yet stand there.
    pub whole: bool,
}

/// Reads the YAML that stands in `range` of a file's `text`, see [`read_of`], where what it holds at least isn't asked.
pub fn read(file: FileId, text: &str, range: Range<usize>, problems: &mut Diagnostics) -> Option<Front> {
    read_of(file, text, range, TITLE, problems)
}

/// Reads the YAML that stands in `range` of a file's `text` and holds the keys `least` at least. Problems are told; what stands before a syntax error is
/// given, and nothing at all where no key could be read.
///
/// A span is tight: it covers a value with its quotes or brackets, the lines of a block text without its `|` or `>`,
/// and is empty, after the colon or dash, where nothing was typed.
pub fn read_of(
    file: FileId,
    text: &str,
    range: Range<usize>,
    least: &str,
    problems: &mut Diagnostics,
) -> Option<Front> {
    let front = text.get(range.clone())?;
    if front.len() > FRONT_MATTER_BYTES {
        problems.push(too_large(file, range));
        return None;
    }
    if let Some(root) = plain::read(text, range.clone()) {
        return Some(Front { root, whole: true });
    }
    let Some(indent::OddIndent { readable_to, problem }) = indent::odd_indent(file, text, range.clone()) else {
        return read_any(file, text, range, least, problems);
    };
    let is_any_readable = text.get(range.start..readable_to).is_some_and(|before| !before.trim().is_empty());
    let before = if is_any_readable { read_any(file, text, range.start..readable_to, least, problems) } else { None };
    problems.push(problem);
    before.map(|before| Front { whole: false, ..before })
}

/// Reads any YAML, by the events of the parser.
fn read_any(file: FileId, text: &str, range: Range<usize>, least: &str, problems: &mut Diagnostics) -> Option<Front> {
    let front = text.get(range.clone())?;
    let mut reader = Reader {
        file,
        text,
        offsets: Offsets::new(front, range.start),
        builder: Builder::new(file, text),
        problems,
        ended_at: range.end,
    };
    let whole = reader.read_events(Parser::new_from_str(front)).is_ok();
    let root = reader.builder.finish(reader.ended_at, reader.problems);
    let root = match root {
        Some(node) if matches!(node.value, Value::Mapping(_)) => node,
        Some(node) if whole => return tell(problems, no_mapping(file, text, &node, least)),
        None if whole => {
            return tell(problems, no_key(Place::new(file, range), "the front matter holds no key", least));
        }
        _ => return None,
    };
    Some(Front { root, whole })
}

/// Where the comment begins that follows `node` on its line: an unquoted ` #` cuts a text short.
pub fn comment_after(text: &str, node: &Node) -> Option<usize> {
    let rest = text.get(node.span.end..)?;
    let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    (blank > 0 && rest[blank..].starts_with('#')).then_some(node.span.end + blank)
}

/// Reading stops early; what was to be told about it has been told.
struct Stopped;

struct Reader<'a> {
    file: FileId,
    text: &'a str,
    offsets: Offsets,
    builder: Builder<'a>,
    problems: &'a mut Diagnostics,
    /// Where reading ended: values that touch this byte may be cut short.
    ended_at: usize,
}

impl<'a> Reader<'a> {
    fn read_events(
        &mut self,
        events: impl Iterator<Item = Result<(Event<'a>, Span), ScanError>>,
    ) -> Result<(), Stopped> {
        let mut documents = 0;
        for event in events {
            let (event, span) = match event {
                Ok(event) => event,
                Err(error) => return Err(self.stop_at_error(&error)),
            };
            let span = self.offsets.byte(span.start.index())..self.offsets.byte(span.end.index());
            if let Event::DocumentStart(explicit) = event {
                documents += 1;
                if explicit || documents > 1 {
                    let slip = if documents == 1 { Slip::Directive } else { Slip::SecondDocument };
                    return Err(self.stop(span.start, &slip));
                }
            }
            self.take(event, span)?;
        }
        Ok(())
    }

    fn take(&mut self, event: Event<'a>, span: Range<usize>) -> Result<(), Stopped> {
        match event {
            Event::Alias(_) => return Err(self.stop(span.start, &Slip::Anchor)),
            Event::Scalar(_, _, anchor, ref tag) => self.refuse_properties(anchor, tag.is_some(), span.start)?,
            Event::SequenceStart(anchor, ref tag) | Event::MappingStart(anchor, ref tag) => {
                self.refuse_properties(anchor, tag.is_some(), span.start)?;
            }
            _ => {}
        }
        let start = span.start;
        let taken = match event {
            Event::Scalar(text, style, ..) => {
                let node = self.scalar(text.into_owned(), style, span);
                self.builder.value(node, self.problems);
                Ok(())
            }
            Event::SequenceStart(..) => self.builder.open_sequence(start),
            Event::MappingStart(..) => self.builder.open_mapping(start),
            Event::SequenceEnd | Event::MappingEnd => {
                self.builder.close(Some(start), self.problems);
                Ok(())
            }
            _ => Ok(()),
        };
        taken.map_err(|stop| match stop {
            Stop::TooDeep => self.stop(start, &Slip::TooDeep),
            Stop::KeyIsNoText => self.stop(start, &Slip::KeyIsNoText),
        })
    }

    fn refuse_properties(&mut self, anchor: usize, tagged: bool, at: usize) -> Result<(), Stopped> {
        match (anchor, tagged) {
            (0, false) => Ok(()),
            (0, true) => Err(self.stop(at, &Slip::Tag)),
            _ => Err(self.stop(at, &Slip::Anchor)),
        }
    }

    fn scalar(&self, text: String, style: ScalarStyle, span: Range<usize>) -> Node {
        let plain = style == ScalarStyle::Plain;
        let span = match style {
            ScalarStyle::Plain => span,
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => quoted_span(self.text, span),
            ScalarStyle::Literal | ScalarStyle::Folded => block_span(self.text, span),
        };
        if plain && matches!(text.as_str(), "" | "~" | "null") {
            return Node { span, value: Value::Null };
        }
        Node { span, value: Value::Scalar(Scalar { text, plain }) }
    }

    fn stop_at_error(&mut self, error: &ScanError) -> Stopped {
        let slip = Slip::of(error.info());
        self.stop(self.offsets.byte(error.marker().index()), &slip)
    }

    fn stop(&mut self, at: usize, slip: &Slip) -> Stopped {
        self.ended_at = at;
        let scene = slips::Scene { file: self.file, text: self.text, at, bracket: self.builder.open_bracket() };
        self.problems.push(scene.tell(slip));
        Stopped
    }
}

/// The parser's span of a quoted text runs on over blanks and comments: cut it after the closing quote.
fn quoted_span(text: &str, span: Range<usize>) -> Range<usize> {
    let bytes = text.as_bytes().get(span.clone()).unwrap_or_default();
    let quote = bytes.first().copied().unwrap_or(b'"');
    let mut at = 1;
    while let Some(byte) = bytes.get(at) {
        let escaped = (quote == b'"' && *byte == b'\\') || (quote == b'\'' && bytes.get(at..at + 2) == Some(b"''"));
        if escaped {
            at += 2;
        } else if *byte == quote {
            return span.start..span.start + at + 1;
        } else {
            at += 1;
        }
    }
    span
}

fn block_span(text: &str, span: Range<usize>) -> Range<usize> {
    let content = text.get(span.clone()).unwrap_or("").trim_end_matches([' ', '\t', '\n', '\r']);
    span.start..span.start + content.len()
}

fn tell<T>(problems: &mut Diagnostics, problem: Diagnostic) -> Option<T> {
    problems.push(problem);
    None
}

fn no_mapping(file: FileId, text: &str, node: &Node, least: &str) -> Diagnostic {
    let place = Place::new(file, node.span.clone());
    let message = format!("the front matter is {} where keys with values should stand", node.value.shape());
    let help = match text.get(node.span.clone()).and_then(|typed| typed.split_once(':')) {
        Some((key, value)) if !key.contains(char::is_whitespace) => {
            format!("put a space after the colon: `{key}: {}`", value.trim().chars().take(40).collect::<String>())
        }
        _ => format!("write each as a key, a colon, a space and its value, at least {least}"),
    };
    Diagnostic::new(Code::WrongShape, place, message).help(help)
}

fn too_large(file: FileId, range: Range<usize>) -> Diagnostic {
    let message = format!("the front matter has {} bytes, more than the {FRONT_MATTER_BYTES} allowed", range.len());
    Diagnostic::new(Code::FileTooLarge, Place::new(file, range.start..range.start), message)
        .help("move long texts into the body below the second `---`")
}
