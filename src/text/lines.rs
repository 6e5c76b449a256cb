//! From byte offsets to lines and columns.

/// A line and a column, both counted from 1; columns count characters (Unicode scalar values).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// Where the lines of a text begin; LF, CRLF and CR end a line.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
    /// How many columns stand before every `STEP`th byte of the text, so that a place far into a long line is found
    /// without counting from the line's start.
    columns: Vec<usize>,
    /// How many of the characters there are pairs in UTF-16.
    pairs: Vec<usize>,
}

const STEP: usize = 1024;

impl LineIndex {
    /// Finds the lines of `text`.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (at, byte) in bytes.iter().enumerate() {
            let ends_line = *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
            if ends_line {
                starts.push(at + 1);
            }
        }
        Self { starts, columns: steps(bytes, columns_in), pairs: steps(bytes, pairs_in) }
    }

    /// The line and column of the byte `offset` of the same `text`; an offset past the end is the end,
    /// one inside a character is that character. A byte order mark takes no column.
    pub fn position(&self, text: &str, offset: usize) -> LineColumn {
        let (line, start, offset) = self.on_line(text, offset);
        let before = |at: usize| before(&self.columns, columns_in, text, at);
        LineColumn { line, column: before(offset) - before(start) + 1 }
    }

    /// As [`LineIndex::position`], the column counted in UTF-16 code units.
    pub fn utf16_position(&self, text: &str, offset: usize) -> LineColumn {
        let at = self.position(text, offset);
        let (_, start, offset) = self.on_line(text, offset);
        let before = |at: usize| before(&self.pairs, pairs_in, text, at);
        LineColumn { column: at.column + before(offset) - before(start), ..at }
    }

    /// The line of the byte `offset`, where the line begins, and where the byte's character does.
    fn on_line(&self, text: &str, offset: usize) -> (usize, usize, usize) {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        (line, self.starts.get(line - 1).copied().unwrap_or(0), offset)
    }

    /// The byte at which `line` (from 1) begins.
    pub fn start_of(&self, line: usize) -> Option<usize> {
        self.starts.get(line.checked_sub(1)?).copied()
    }
}

/// What `count` finds before every `STEP`th byte.
fn steps(bytes: &[u8], count: impl Fn(&[u8], usize, usize) -> usize) -> Vec<usize> {
    let mut found = 0;
    let mut counts = vec![found];
    for (number, part) in bytes.chunks(STEP).enumerate() {
        found += count(bytes, number * STEP, number * STEP + part.len());
        counts.push(found);
    }
    counts
}

/// What `count` finds before the byte `offset` in the whole text, of which `steps` were counted before.
fn before(steps: &[usize], count: impl Fn(&[u8], usize, usize) -> usize, text: &str, offset: usize) -> usize {
    let step = offset / STEP;
    steps.get(step).copied().unwrap_or(0) + count(text.as_bytes(), step * STEP, offset)
}

/// How many columns begin at the bytes `from..to`: one a character, none for a byte order mark.
fn columns_in(bytes: &[u8], from: usize, to: usize) -> usize {
    let begins = |at: &usize| bytes.get(*at).is_some_and(|byte| byte & 0xc0 != 0x80);
    let is_mark = |at: &usize| bytes.get(*at..*at + 3) == Some(&[0xef, 0xbb, 0xbf]);
    (from..to).filter(|at| begins(at) && !is_mark(at)).count()
}

/// How many characters begin at the bytes `from..to` that are two code units in UTF-16: those of four bytes here.
fn pairs_in(bytes: &[u8], from: usize, to: usize) -> usize {
    bytes.get(from..to).unwrap_or_default().iter().filter(|byte| **byte >= 0xf0).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, offset: usize) -> (usize, usize) {
        let position = LineIndex::new(text).position(text, offset);
        (position.line, position.column)
    }

    #[test]
    fn counts_lines_whatever_ends_them() {
        assert_eq!(at("a\r\nb\rc\nd", 3), (2, 1));
        assert_eq!(at("a\r\nb\rc\nd", 5), (3, 1));
        assert_eq!(at("a\r\nb\rc\nd", 7), (4, 1));
    }

    #[test]
    fn counts_characters_not_bytes() {
        assert_eq!(at("مرحبا x", 11), (1, 7));
        assert_eq!(at("\u{feff}ab", 4), (1, 2));
        assert_eq!(at("é", 1), (1, 1));
        assert_eq!(at("é", 99), (1, 2));
    }

    #[test]
    fn counts_in_utf_16_what_is_a_pair_there() {
        let utf16 = |text: &str, offset| LineIndex::new(text).utf16_position(text, offset);
        assert_eq!(utf16("😀é\n😀b", 4), LineColumn { line: 1, column: 3 });
        assert_eq!(utf16("😀é\n😀b", 11), LineColumn { line: 2, column: 3 });
        assert_eq!(utf16("\u{feff}😀b", 7), LineColumn { line: 1, column: 3 });
    }

    #[test]
    fn finds_columns_far_into_long_lines() {
        let text = format!("{}\n{}", "é".repeat(3_000), "\u{feff}ab é😀".repeat(900));
        let index = LineIndex::new(&text);
        for (offset, _) in text.char_indices().filter(|(offset, _)| offset % 7 == 0) {
            let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
            let before = || text[start..offset].chars().filter(|c| *c != '\u{feff}');
            assert_eq!(index.position(&text, offset).column, before().count() + 1, "{offset}");
            let units: usize = before().map(char::len_utf16).sum();
            assert_eq!(index.utf16_position(&text, offset).column, units + 1, "{offset}");
        }
    }
}
