//! The direction of blocks of prose: each runs as the language of its text does, unless all its words run the other way.

/// The blocks that are open.
pub(super) struct Directions {
    is_rtl: bool,
    open: Vec<Open>,
}

/// What kind of block is open.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Block {
    /// Words: a paragraph, a heading, a cell.
    Words,
    /// An item of a list, which has words of its own or holds other blocks.
    Item,
    /// A list, quote or table, which is judged by all it holds.
    Holder,
}

/// An open block: where in the output the name of its element ends, and the letters it has.
struct Open {
    block: Block,
    name_end: usize,
    own: bool,
    other: bool,
}

impl Directions {
    pub(super) const fn new(is_rtl: bool) -> Self {
        Self { is_rtl, open: Vec::new() }
    }

    pub(super) fn open(&mut self, block: Block, name_end: usize) {
        self.open.push(Open { block, name_end, own: false, other: false });
    }

    /// Takes note of the letters of a text; after the first of the language's direction there is nothing to find.
    pub(super) fn read(&mut self, text: &str) {
        let Some(open) = self.open.last_mut().filter(|open| !open.own) else { return };
        let (own, other) = letters(text, self.is_rtl);
        open.own = own;
        open.other |= other;
    }

    /// Closes the innermost block and writes the attribute it needs.
    pub(super) fn close(&mut self, out: &mut String) {
        let name_end = self.open.last().map_or(0, |open| open.name_end);
        let attribute = self.end();
        if !attribute.is_empty() {
            out.insert_str(name_end, attribute);
        }
    }

    /// Closes the innermost block and gives the attribute it needs, if any.
    pub(super) fn end(&mut self) -> &'static str {
        let Some(Open { block, own, other, .. }) = self.open.pop() else { return "" };
        if let Some(outer) = self.open.iter_mut().rev().find(|open| open.block == Block::Holder) {
            outer.own |= own;
            outer.other |= other;
        }
        match (other && !own, block) {
            (false, _) => "",
            // With a `dir` its mark would change sides.
            (true, Block::Item) => " class=\"turned\"",
            (true, _) => turned(self.is_rtl),
        }
    }

    /// Closes the innermost block, whose text says nothing about those around it.
    pub(super) fn leave_out(&mut self) {
        self.open.pop();
    }
}

/// The attribute of a text alone.
pub(super) fn attribute(text: &str, is_rtl: bool) -> &'static str {
    if runs_against(text, is_rtl) { turned(is_rtl) } else { "" }
}

/// Whether a text of a language has letters, and all of them run against that language's direction.
pub fn runs_against(text: &str, is_rtl: bool) -> bool {
    letters(text, is_rtl) == (false, true)
}

const fn turned(is_rtl: bool) -> &'static str {
    if is_rtl { " dir=\"ltr\"" } else { " dir=\"rtl\"" }
}

/// Whether a text has a letter of its language's direction, and whether one of the other stands before that.
fn letters(text: &str, is_rtl: bool) -> (bool, bool) {
    let mut other = false;
    for from_right in text.chars().filter_map(from_right) {
        if from_right == is_rtl {
            return (true, other);
        }
        other = true;
    }
    (false, other)
}

/// Whether a character is written from the right; `None` of those that stand in either direction, as digits do.
fn from_right(c: char) -> Option<bool> {
    match c {
        'a'..='z' | 'A'..='Z' | '\u{200e}' => Some(false),
        // The letters of Hebrew and Arabic, so that no table is asked for most texts.
        '\u{200f}' | '\u{5d0}'..='\u{5ea}' | '\u{620}'..='\u{64a}' => Some(true),
        // Marks and stops of Hebrew, Arabic and Syriac.
        '\u{5be}' | '\u{5c0}' | '\u{5c3}' | '\u{5c6}' | '\u{5f3}' | '\u{5f4}' | '\u{61b}'..='\u{61f}' | '\u{6d4}' => {
            Some(true)
        }
        _ if c.is_alphabetic() => Some(is_rtl(c)),
        _ => None,
    }
}

/// Whether a letter stands in a block that Unicode keeps for scripts written from the right.
const fn is_rtl(letter: char) -> bool {
    matches!(
        letter,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}'
    )
}
