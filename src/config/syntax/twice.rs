//! Keys that stand twice in one table.

use std::ops::Range;

use super::tree::{Mistake, parsed};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::parse::tree::{Node, Value};
use crate::source::FileId;

/// For so many the first place is looked up, which takes reading the text again.
const LOOKED_UP: usize = 20;

impl Mistake {
    /// Whether it is a key that stands there already, perhaps with another value than a table.
    pub(super) fn is_of_key_twice(&self) -> bool {
        self.message.starts_with("duplicate key") || self.message.starts_with("cannot extend value")
    }
}

/// Tells keys that stand twice; of each the first counts.
pub(super) fn told(file: FileId, text: &str, again: &[Mistake]) -> impl Iterator<Item = Diagnostic> {
    again.iter().enumerate().map(move |(number, mistake)| {
        let first = if number < LOOKED_UP { first(text, &mistake.span) } else { None };
        let key = key(text, &mistake.span);
        let line = |at: usize| text.get(..at).unwrap_or_default().matches('\n').count() + 1;
        let lines = |first: &Range<usize>| match (line(first.start), line(mistake.span.start)) {
            (one, two) if one == two => format!(", in line {one}"),
            (one, two) => format!(", in lines {one} and {two}"),
        };
        let message = format!("the key `{key}` stands twice{}", first.as_ref().map(lines).unwrap_or_default());
        let problem = Diagnostic::new(Code::DuplicateKey, Place::new(file, mistake.span.clone()), message)
            .help("keep one of the two and remove the other");
        match first {
            Some(first) => problem.label(Place::new(file, first), "first here"),
            None => problem,
        }
    })
}

/// The text of a key at `span`, without its quotes.
fn key<'t>(text: &'t str, span: &Range<usize>) -> &'t str {
    text.get(span.clone()).unwrap_or_default().trim_matches(['"', '\''])
}

/// Where the same key stands first: were the second another one, both would stand in one table.
fn first(text: &str, again: &Range<usize>) -> Option<Range<usize>> {
    let (before, after) = (text.get(..again.start)?, text.get(again.end..)?);
    let (tree, _) = parsed(&format!("{before}{}{after}", "-".repeat(again.len())));
    let mut waiting = vec![&tree];
    while let Some(Node { value, .. }) = waiting.pop() {
        match value {
            Value::Mapping(entries) if entries.iter().any(|entry| entry.key_span == *again) => {
                return entries.iter().find(|entry| entry.key == key(text, again)).map(|entry| entry.key_span.clone());
            }
            Value::Mapping(entries) => waiting.extend(entries.iter().map(|entry| &entry.value)),
            Value::Sequence(items) => waiting.extend(items),
            Value::Scalar(_) | Value::Null => {}
        }
    }
    None
}
