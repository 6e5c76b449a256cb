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
        let mut columns = vec![0];
        for (number, part) in bytes.chunks(STEP).enumerate() {
            let before = columns.last().copied().unwrap_or(0);
            columns.push(before + columns_in(bytes, number * STEP, number * STEP + part.len()));
        }
        Self { starts, columns }
    }

    /// The line and column of the byte `offset` of the same `text`; an offset past the end is the end,
    /// one inside a character is that character. A byte order mark takes no column.
    pub fn position(&self, text: &str, offset: usize) -> LineColumn {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let column = self.before(text, offset) - self.before(text, start) + 1;
        LineColumn { line, column }
    }

    /// How many columns stand before the byte `offset` in the whole text.
    fn before(&self, text: &str, offset: usize) -> usize {
        let step = offset / STEP;
        self.columns.get(step).copied().unwrap_or(0) + columns_in(text.as_bytes(), step * STEP, offset)
    }

    /// The byte at which `line` (from 1) begins.
    pub fn start_of(&self, line: usize) -> Option<usize> {
        self.starts.get(line.checked_sub(1)?).copied()
    }
}

/// How many columns begin at the bytes `from..to`: one a character, none for a byte order mark.
fn columns_in(bytes: &[u8], from: usize, to: usize) -> usize {
    let begins = |at: &usize| bytes.get(*at).is_some_and(|byte| byte & 0xc0 != 0x80);
    let is_mark = |at: &usize| bytes.get(*at..*at + 3) == Some(&[0xef, 0xbb, 0xbf]);
    (from..to).filter(|at| begins(at) && !is_mark(at)).count()
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
    fn finds_columns_far_into_long_lines() {
        let text = format!("{}\n{}", "é".repeat(3_000), "\u{feff}ab é".repeat(900));
        let index = LineIndex::new(&text);
        for (offset, _) in text.char_indices().filter(|(offset, _)| offset % 7 == 0) {
            let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
            let column = text[start..offset].chars().filter(|c| *c != '\u{feff}').count() + 1;
            assert_eq!(index.position(&text, offset).column, column, "{offset}");
        }
    }
}
