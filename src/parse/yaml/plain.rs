//! The short way through front matter as nearly everyone types it: one key, item or bracketed value a line.
//!
//! It exists because the events of the YAML parser cost more than everything else in reading a write-up (measured with
//! callgrind: see ARCHITECTURE.md). It knows part of YAML, tells nothing, and gives up wherever a doubt arises, so that
//! the whole is read by the parser. A tree it gives is the tree the parser gives, which tests compare.

use std::ops::Range;

use memchr::{memchr, memchr_iter};

use super::DEPTH;
use super::block::Block;
use super::line::Line;
use crate::parse::tree::{Entry, Node, Value};

/// The most keys a mapping may have here: each is compared with those before it.
const KEYS: usize = 32;

/// The tree of the YAML that stands in `range` of a file's `text`, if all of it is of the plain kind and sound.
pub(super) fn read(text: &str, range: Range<usize>) -> Option<Node> {
    let returns = returns_of_ordinary(text.get(range.clone())?)?;
    let mut tree = Tree { text, open: Vec::with_capacity(DEPTH), block: None };
    let mut returns_at_ends = 0;
    let mut start = range.start;
    while start < range.end {
        let rest = text.as_bytes().get(start..range.end)?;
        let length = memchr(b'\n', rest).unwrap_or(rest.len());
        let before = rest.get(..length)?;
        let returned = usize::from(before.last() == Some(&b'\r') && length < rest.len());
        returns_at_ends += returned;
        tree.line(Line::new(text, start..start + length - returned)?)?;
        start += length + 1;
    }
    // A block text may lack its last line end only where the front matter does.
    let is_cut = tree.block.is_some() && !text.get(range)?.ends_with('\n');
    if returns != returns_at_ends || is_cut { None } else { tree.finish() }
}

/// How many carriage returns a text has, if it has no tabs, control characters or byte order marks.
fn returns_of_ordinary(front: &str) -> Option<usize> {
    // Without early ends, this loop is done many bytes at a time.
    let (mut odd, mut marks) = (false, false);
    for byte in front.bytes() {
        odd |= (byte < b' ' && byte != b'\n' && byte != b'\r') || byte == 0x7f;
        marks |= byte == 0xef;
    }
    odd |= marks && front.contains('\u{feff}');
    (!odd).then(|| memchr_iter(b'\r', front.as_bytes()).count())
}

/// A tree in the making.
struct Tree<'a> {
    text: &'a str,
    open: Vec<Open>,
    /// The text of whole lines that the last key has for a value.
    block: Option<Block>,
}

/// A list or mapping whose end has not come.
struct Open {
    /// Bytes from the start of the line to its keys or dashes; of no meaning within brackets.
    column: usize,
    start: usize,
    /// A list whose dashes stand right below the key it belongs to.
    beside_key: bool,
    content: Content,
}

enum Content {
    Items(Vec<Node>),
    Entries { entries: Vec<Entry>, key: Option<Range<usize>> },
}

impl Tree<'_> {
    fn line(&mut self, mut line: Line) -> Option<()> {
        let start = line.at;
        line.skip_blanks();
        let column = line.at - start;
        if let Some(block) = &mut self.block {
            if line.peek().is_none() || block.goes_on(column) {
                return block.take(column, &line);
            }
            self.end_block()?;
        }
        if matches!(line.peek(), None | Some(b'#')) {
            return Some(());
        }
        let is_item = line.is_item();
        self.place(column, is_item, line.at)?;
        if is_item { self.item(column, &mut line) } else { self.entry(&mut line) }
    }

    /// Ends what a line does not belong to, and opens what it begins.
    fn place(&mut self, column: usize, is_item: bool, start: usize) -> Option<()> {
        if self.open.is_empty() {
            return if column == 0 && !is_item { self.push(column, start, Content::entries()) } else { None };
        }
        loop {
            let open = self.open.last()?;
            if open.awaits_value() && (column > open.column || (is_item && column == open.column)) {
                let beside_key = column == open.column;
                self.push(column, start, if is_item { Content::Items(Vec::new()) } else { Content::entries() })?;
                self.open.last_mut()?.beside_key = beside_key;
                return Some(());
            }
            let is_over = column < open.column || (column == open.column && open.beside_key && !is_item);
            if !is_over {
                return (column == open.column && open.is_list() == is_item).then_some(());
            }
            self.close(None)?;
        }
    }

    fn item(&mut self, column: usize, line: &mut Line) -> Option<()> {
        let dash = line.at;
        line.at += 1;
        if line.is_done() {
            return self.put(untyped(dash + 1));
        }
        let start = line.at;
        if let Some(key) = line.key() {
            self.push(column + start - dash, start, Content::entries())?;
            self.take_key(key)?;
            return self.value_of_line(line);
        }
        // The parser's span of such a list depends on its first bracket.
        if line.peek() == Some(b'[') && self.open.last()?.beside_key {
            return None;
        }
        self.value_of_line(line)
    }

    fn entry(&mut self, line: &mut Line) -> Option<()> {
        let key = line.key()?;
        self.take_key(key)?;
        self.value_of_line(line)
    }

    /// The rest of a line after a dash or key; after a key there may be none.
    fn value_of_line(&mut self, line: &mut Line) -> Option<()> {
        if line.is_done() {
            return Some(());
        }
        match line.peek()? {
            b'[' | b'{' => self.brackets(line)?,
            b'>' | b'|' if self.open.last()?.awaits_value() => {
                self.block = Some(Block::begin(line.rest()?, self.open.last()?.column)?);
                return Some(());
            }
            _ => line.scalar(false).and_then(|node| self.put(node))?,
        }
        line.is_done().then_some(())
    }

    fn end_block(&mut self) -> Option<()> {
        match self.block.take() {
            Some(block) => block.node().and_then(|node| self.put(node)),
            None => Some(()),
        }
    }

    /// A list or mapping in brackets, and what lies within it.
    fn brackets(&mut self, line: &mut Line) -> Option<()> {
        let outside = self.open.len();
        self.open_bracket(line)?;
        let mut is_first = true;
        loop {
            if !(is_first && self.is_closing(line)) {
                is_first = self.element(line)?;
                if is_first {
                    continue;
                }
            }
            while self.is_closing(line) {
                line.at += 1;
                self.close(Some(line.at))?;
                if self.open.len() == outside {
                    return Some(());
                }
            }
            if line.peek() != Some(b',') {
                return None;
            }
            line.at += 1;
            is_first = false;
        }
    }

    /// The next text of a list, or key and text of a mapping; true if it is a bracket, which now is open.
    fn element(&mut self, line: &mut Line) -> Option<bool> {
        line.skip_blanks();
        if !self.open.last()?.is_list() {
            let key = line.key()?;
            self.take_key(key)?;
            line.skip_blanks();
        }
        match line.peek()? {
            b'[' | b'{' => self.open_bracket(line).map(|()| true),
            b',' | b'}' if self.open.last()?.awaits_value() => self.put_untyped().map(|()| false),
            _ => line.scalar(true).and_then(|node| self.put(node)).map(|()| false),
        }
    }

    fn open_bracket(&mut self, line: &mut Line) -> Option<()> {
        let content = if line.peek()? == b'[' { Content::Items(Vec::new()) } else { Content::entries() };
        self.push(0, line.at, content)?;
        line.at += 1;
        Some(())
    }

    /// Skips blanks and tells whether the bracket follows that closes the innermost one.
    fn is_closing(&self, line: &mut Line) -> bool {
        line.skip_blanks();
        let closing = if self.open.last().is_some_and(Open::is_list) { b']' } else { b'}' };
        line.peek() == Some(closing)
    }

    fn push(&mut self, column: usize, start: usize, content: Content) -> Option<()> {
        if self.open.len() >= DEPTH {
            return None;
        }
        self.open.push(Open { column, start, beside_key: false, content });
        Some(())
    }

    /// A key of the innermost mapping; the one before it may have stood without a value.
    fn take_key(&mut self, span: Range<usize>) -> Option<()> {
        self.put_untyped()?;
        let name = self.text.get(span.clone())?;
        let Content::Entries { entries, key } = &mut self.open.last_mut()?.content else { return None };
        if entries.len() >= KEYS || entries.iter().any(|entry| entry.key == name) {
            return None;
        }
        *key = Some(span);
        Some(())
    }

    /// Gives the key that awaits a value, if there is one, nothing.
    fn put_untyped(&mut self) -> Option<()> {
        match &self.open.last()?.content {
            Content::Entries { key: Some(key), .. } => self.put(untyped(key.end + 1)),
            _ => Some(()),
        }
    }

    fn put(&mut self, value: Node) -> Option<()> {
        match &mut self.open.last_mut()?.content {
            Content::Items(items) => items.push(value),
            Content::Entries { entries, key } => {
                let key_span = key.take()?;
                let key = self.text.get(key_span.clone())?.to_owned();
                entries.push(Entry { key, key_span, value });
            }
        }
        Some(())
    }

    /// Ends the innermost list or mapping, which goes to the byte `end` or else to the end of its last value.
    fn close(&mut self, end: Option<usize>) -> Option<()> {
        let node = self.closed(end)?;
        self.put(node)
    }

    fn closed(&mut self, end: Option<usize>) -> Option<Node> {
        self.put_untyped()?;
        let open = self.open.pop()?;
        let (value, last) = match open.content {
            Content::Items(items) => {
                let last = items.last().map(|item| item.span.end);
                (Value::Sequence(items), last)
            }
            Content::Entries { entries, .. } => {
                let last = entries.last().map(|entry| entry.value.span.end);
                (Value::Mapping(entries), last)
            }
        };
        Some(Node { span: open.start..end.or(last)?, value })
    }

    fn finish(mut self) -> Option<Node> {
        self.end_block()?;
        while self.open.len() > 1 {
            self.close(None)?;
        }
        self.closed(None)
    }
}

impl Open {
    const fn is_list(&self) -> bool {
        matches!(self.content, Content::Items(_))
    }

    const fn awaits_value(&self) -> bool {
        matches!(self.content, Content::Entries { key: Some(_), .. })
    }
}

impl Content {
    /// Most mappings of a write-up have from four to eight keys.
    fn entries() -> Self {
        Self::Entries { entries: Vec::with_capacity(8), key: None }
    }
}

const fn untyped(at: usize) -> Node {
    Node { span: at..at, value: Value::Null }
}
