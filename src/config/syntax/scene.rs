//! A text that isn't TOML, with what is needed to say where something stands in it.

use std::ops::Range;

use super::meant::Stands;
use crate::parse::tree::{Entry, Node, Value};

/// A text, as far as the parser understands it.
pub(super) struct Scene<'t> {
    pub(super) text: &'t str,
    tree: &'t Node,
    /// Where lines begin.
    lines: Vec<usize>,
    /// Where the lines begin that open a table.
    headers: Vec<usize>,
    /// The entries of tables, from the line of the key to the end of the value.
    entries: Vec<Range<usize>>,
}

impl<'t> Scene<'t> {
    pub(super) fn new(text: &'t str, tree: &'t Node) -> Self {
        let lines: Vec<usize> = [0].into_iter().chain(text.match_indices('\n').map(|(end, _)| end + 1)).collect();
        let mut scene = Self { text, tree, lines, headers: Vec::new(), entries: Vec::new() };
        scene.collect_entries(tree);
        scene.entries.sort_by_key(|entry| (entry.start, entry.end));
        let is_header = |start: &usize| scene.from(*start).starts_with('[') && !scene.is_in_value(*start);
        scene.headers = scene.lines.iter().copied().filter(is_header).collect();
        scene
    }

    fn collect_entries(&mut self, table: &Node) {
        let Value::Mapping(entries) = &table.value else { return };
        for Entry { key_span, value, .. } in entries {
            match &value.value {
                // The bytes of a table are those of its header, or of the key where dots make one.
                Value::Mapping(_) if !self.from(value.span.start).starts_with('{') => self.collect_entries(value),
                Value::Sequence(items)
                    if self.from(value.span.start).starts_with("[[") && is_of_tables(items, self.text) =>
                {
                    for item in items {
                        self.collect_entries(item);
                    }
                }
                _ => self.entries.push(self.line(key_span.start).start..key_span.end.max(value.span.end)),
            }
        }
    }

    fn from(&self, at: usize) -> &'t str {
        self.text.get(at..).unwrap_or_default()
    }

    /// The line that the byte `at` stands on, without its end and a byte order mark.
    pub(super) fn line(&self, at: usize) -> Range<usize> {
        let number = self.lines.partition_point(|start| *start <= at).saturating_sub(1);
        let start = self.lines.get(number).copied().unwrap_or_default();
        let end = self.lines.get(number + 1).copied().unwrap_or(self.text.len());
        let line = self.text.get(start..end).unwrap_or_default();
        let marked = if start == 0 { line.len() - line.trim_start_matches('\u{feff}').len() } else { 0 };
        start + marked..start + line.trim_end_matches(['\n', '\r']).len()
    }

    /// The entry whose bytes hold `at`, from the first of its lines to the last.
    pub(super) fn entry(&self, at: usize) -> Option<Range<usize>> {
        let before = self.entries.partition_point(|entry| entry.start <= at).checked_sub(1)?;
        let Range { start, end } = self.entries.get(before)?.clone();
        let end = self.line(end.saturating_sub(1).max(start)).end;
        (at <= end).then_some(start..end)
    }

    /// Whether a line that begins at `start` goes on with the value of one above.
    fn is_in_value(&self, start: usize) -> bool {
        self.entry(start).is_some_and(|entry| entry.start < start)
    }

    /// Where a line stands that begins at `start`.
    pub(super) fn stands(&self, start: usize) -> Stands<'t> {
        if self.is_in_value(start) {
            return Stands::InValue;
        }
        let before = self.headers.partition_point(|header| *header < start).checked_sub(1);
        let header = before.and_then(|number| self.headers.get(number)).map(|start| self.line(*start));
        let name = header.and_then(|line| self.text.get(line)?.split(']').next()).unwrap_or_default();
        Stands::InTable(name.trim_matches(['[', ' ']))
    }

    /// Where the next table begins behind `at`; the end of the text, if none does.
    pub(super) fn next_header(&self, at: usize) -> usize {
        let next = self.headers.partition_point(|header| *header <= at);
        self.headers.get(next).copied().unwrap_or(self.text.len())
    }

    /// Where a line behind `at` looks like the beginning of something new; the end of the text, if none does.
    pub(super) fn next_entry(&self, at: usize) -> usize {
        let next = self.lines.partition_point(|start| *start <= at);
        let is_new = |start: &&usize| {
            let line = self.text.get(self.line(**start)).unwrap_or_default();
            let key = line.split('=').next().unwrap_or_default().trim_end();
            let is_key = line.contains('=') && !key.is_empty() && key.chars().all(is_of_key);
            is_key || (line.starts_with('[') && line.trim_end().ends_with(']') && !line.contains([',', '"']))
        };
        self.lines.iter().skip(next).find(is_new).copied().unwrap_or(self.text.len())
    }

    /// The innermost bracket, or the sign of a text of several lines, that nothing closes.
    pub(super) fn unclosed(&self) -> Option<Range<usize>> {
        let mut waiting = vec![self.tree];
        let mut found = None;
        while let Some(node) = waiting.pop() {
            found = self.opening(node).or(found);
            match &node.value {
                Value::Mapping(entries) => waiting.extend(entries.iter().rev().map(|entry| &entry.value)),
                Value::Sequence(items) => waiting.extend(items.iter().rev()),
                Value::Scalar(_) | Value::Null => {}
            }
        }
        found
    }

    /// The sign that opens a value, if nothing closes it.
    fn opening(&self, node: &Node) -> Option<Range<usize>> {
        let typed = self.text.get(node.span.clone())?;
        let (open, close) = match &node.value {
            Value::Sequence(_) => ("[", "]"),
            Value::Mapping(_) => ("{", "}"),
            _ if typed.starts_with("\"\"\"") => ("\"\"\"", "\"\"\""),
            _ => ("'''", "'''"),
        };
        let rest = typed.strip_prefix(open)?;
        (!rest.ends_with(close)).then(|| node.span.start..node.span.start + open.len())
    }
}

const fn is_of_key(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')
}

/// Whether a list is one of tables with headers of their own.
fn is_of_tables(items: &[Node], text: &str) -> bool {
    items.iter().all(|item| {
        matches!(item.value, Value::Mapping(_))
            && text.get(item.span.start..).is_some_and(|text| text.starts_with("[["))
    })
}
