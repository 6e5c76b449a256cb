//! Values come in one by one; a stack of open lists and mappings makes them a tree.

use std::cell::OnceCell;
use std::ops::Range;

use super::DEPTH;
use super::slips;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::parse::lines::{line_around, lines_from};
use crate::parse::tree::{Entry, Node, Value};
use crate::source::FileId;

/// Why a value can't be taken.
#[derive(Clone, Copy, Debug)]
pub(super) enum Stop {
    /// It lies within too many others.
    TooDeep,
    /// A list or mapping stands where a key should.
    KeyIsNoText,
}

/// A tree in the making.
pub(super) struct Builder<'a> {
    file: FileId,
    text: &'a str,
    open: Vec<Open>,
    root: Option<Node>,
    line_starts: OnceCell<Vec<usize>>,
}

/// A list or mapping whose end has not come.
struct Open {
    start: usize,
    content: Content,
}

enum Content {
    Sequence(Vec<Node>),
    Mapping { entries: Vec<Entry>, key: Option<(String, Range<usize>)> },
}

impl<'a> Builder<'a> {
    pub(super) const fn new(file: FileId, text: &'a str) -> Self {
        Self { file, text, open: Vec::new(), root: None, line_starts: OnceCell::new() }
    }

    pub(super) fn open_sequence(&mut self, start: usize) -> Result<(), Stop> {
        self.push(start, Content::Sequence(Vec::new()))
    }

    pub(super) fn open_mapping(&mut self, start: usize) -> Result<(), Stop> {
        self.push(start, Content::Mapping { entries: Vec::new(), key: None })
    }

    fn push(&mut self, start: usize, content: Content) -> Result<(), Stop> {
        if self.open.len() >= DEPTH {
            return Err(Stop::TooDeep);
        }
        if matches!(self.open.last(), Some(Open { content: Content::Mapping { key: None, .. }, .. })) {
            return Err(Stop::KeyIsNoText);
        }
        self.open.push(Open { start, content });
        Ok(())
    }

    /// Takes a value, or a key where a key is due.
    pub(super) fn value(&mut self, node: Node, problems: &mut Diagnostics) {
        match self.open.last_mut().map(|open| &mut open.content) {
            None => self.root = Some(node),
            Some(Content::Sequence(items)) => {
                slips::check_value(self.file, self.text, &node, problems);
                items.push(placed_after_dash(self.text, node));
            }
            Some(Content::Mapping { key: key @ None, .. }) => {
                *key = Some(take_key(self.file, self.text, node, problems));
            }
            Some(Content::Mapping { entries, key }) => {
                slips::check_value(self.file, self.text, &node, problems);
                if let Some((key, key_span)) = key.take() {
                    let value = placed_after_colon(self.text, key_span.end, node);
                    entries.push(Entry { key, key_span, value });
                }
            }
        }
    }

    /// Ends the innermost list or mapping; `bracket` is where its closing bracket stands, if it has brackets.
    pub(super) fn close(&mut self, bracket: Option<usize>, problems: &mut Diagnostics) {
        let Some(open) = self.open.pop() else { return };
        let bracket = bracket.filter(|_| is_bracket(self.text, open.start, &open.content));
        let mut start = open.start;
        let (value, content_end) = match open.content {
            Content::Sequence(items) => {
                start = first_dash(self.text, start, items.first());
                let end = items.last().map(|item| item.span.end);
                (Value::Sequence(items), end)
            }
            Content::Mapping { entries, .. } => {
                let end = entries.last().map(|entry| entry.value.span.end);
                (Value::Mapping(self.distinct(entries, problems)), end)
            }
        };
        let end = bracket.map(|at| at + 1).or(content_end).unwrap_or(start);
        self.value(Node { span: start..end, value }, problems);
    }

    /// The innermost bracket that is still open.
    pub(super) fn open_bracket(&self) -> Option<usize> {
        let innermost = self.open.last()?;
        is_bracket(self.text, innermost.start, &innermost.content).then_some(innermost.start)
    }

    /// The tree. Where reading stopped at the byte `stopped`, a value that ends there may be cut short and is left out,
    /// and so is a mapping whose end has not come, except the outermost; the finished items of a list are kept.
    pub(super) fn finish(mut self, stopped: usize, problems: &mut Diagnostics) -> Option<Node> {
        let text = self.text;
        // A value with nothing but blanks before the byte where reading stopped went on there.
        let is_blank = |between: &str| between.bytes().all(|byte| byte == b' ');
        let is_cut = |span: &Range<usize>| span.end >= stopped || text.get(span.end..stopped).is_some_and(is_blank);
        if let Some(innermost) = self.open.last_mut() {
            innermost.drop_last_if(is_cut);
        }
        while self.open.len() > 1 {
            let says_nothing = self.open.last().is_some_and(|Open { content, .. }| match content {
                Content::Mapping { .. } => true,
                Content::Sequence(items) => items.is_empty(),
            });
            if says_nothing {
                self.open.pop();
                self.forget_key();
            } else {
                self.close(None, problems);
            }
        }
        if !self.open.is_empty() {
            self.close(None, problems);
        }
        self.root
    }

    fn forget_key(&mut self) {
        if let Some(Open { content: Content::Mapping { key, .. }, .. }) = self.open.last_mut() {
            *key = None;
        }
    }

    /// The entries, each key once: the first is kept, the others are told.
    fn distinct(&self, entries: Vec<Entry>, problems: &mut Diagnostics) -> Vec<Entry> {
        let mut order: Vec<usize> = (0..entries.len()).collect();
        order.sort_by(|a, b| entries[*a].key.cmp(&entries[*b].key));
        let mut repeated = vec![false; entries.len()];
        for run in order.chunk_by(|a, b| entries[*a].key == entries[*b].key) {
            for again in run.iter().skip(1) {
                repeated[*again] = true;
                problems.push(self.duplicate(&entries[run[0]], &entries[*again]));
            }
        }
        let mut repeated = repeated.into_iter();
        entries.into_iter().filter(|_| !repeated.next().unwrap_or(false)).collect()
    }

    fn duplicate(&self, first: &Entry, again: &Entry) -> Diagnostic {
        let (one, two) = (self.line(first.key_span.start), self.line(again.key_span.start));
        let lines = if one == two { format!("line {one}") } else { format!("lines {one} and {two}") };
        let message = format!("the key `{}` stands twice, in {lines}", slips::shown(&first.key));
        Diagnostic::new(Code::DuplicateKey, Place::new(self.file, again.key_span.clone()), message)
            .label(Place::new(self.file, first.key_span.clone()), "first here")
            .help("keep one of the two and remove the other")
    }
}

impl Builder<'_> {
    /// The number, from 1, of the line the byte `at` stands on; lines are looked up only once there is a problem to tell.
    fn line(&self, at: usize) -> usize {
        let starts = self.line_starts.get_or_init(|| lines_from(self.text, 0).map(|line| line.span.start).collect());
        starts.partition_point(|start| *start <= at)
    }
}

impl Open {
    fn drop_last_if(&mut self, is_cut: impl Fn(&Range<usize>) -> bool) {
        match &mut self.content {
            Content::Sequence(items) => drop(items.pop_if(|item| is_cut(&item.span))),
            Content::Mapping { entries, .. } => drop(entries.pop_if(|entry| is_cut(&entry.value.span))),
        }
    }
}

/// A key and its bytes; keys that can't be meant are told.
fn take_key(file: FileId, text: &str, node: Node, problems: &mut Diagnostics) -> (String, Range<usize>) {
    let key = match node.value {
        Value::Scalar(scalar) => scalar.text,
        _ if is_untyped(text, &node.span) => String::new(),
        _ => text[node.span.clone()].to_owned(),
    };
    problems.extend(slips::check_key(file, &key, &node.span));
    (key, node.span)
}

fn placed_after_colon(text: &str, key_end: usize, mut node: Node) -> Node {
    if node.value != Value::Null || !is_untyped(text, &node.span) {
        return node;
    }
    let rest = text.get(key_end..).unwrap_or("");
    let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let at = if rest[blank..].starts_with(':') { key_end + blank + 1 } else { key_end };
    node.span = at..at;
    node
}

/// The parser may mark an untyped item behind the comment that follows its dash.
fn placed_after_dash(text: &str, mut node: Node) -> Node {
    if node.value == Value::Null && is_untyped(text, &node.span) {
        let line = line_around(text, node.span.start);
        let typed = text.get(line.start..node.span.start).unwrap_or("");
        let before = typed.split('#').next().unwrap_or("").trim_end_matches([' ', '\t']);
        let at = line.start + before.len();
        node.span = at..at;
    }
    node
}

/// The parser marks a list that is not indented below its key at its first item: go back to the dash.
fn first_dash(text: &str, start: usize, first: Option<&Node>) -> usize {
    let Some(first) = first.filter(|first| first.span.start <= start) else { return start };
    let before = text.get(..first.span.start).unwrap_or("").trim_end();
    if before.ends_with('-') { before.len() - 1 } else { start }
}

/// Whether nothing was typed for a null: the parser's span may then cover what follows.
fn is_untyped(text: &str, span: &Range<usize>) -> bool {
    !matches!(text.get(span.clone()), Some("~" | "null"))
}

fn is_bracket(text: &str, start: usize, content: &Content) -> bool {
    let bracket = match content {
        Content::Sequence(_) => b'[',
        Content::Mapping { .. } => b'{',
    };
    text.as_bytes().get(start) == Some(&bracket)
}
