//! The lines of a text, whatever ends them.

use std::ops::Range;

use super::bytes::position_from;

/// The lines of `text` from the byte `from` on, each without its line end; LF, CRLF and CR end a line.
pub(super) const fn lines_from(text: &str, from: usize) -> Lines<'_> {
    Lines { text, next: Some(from) }
}

/// The line of `text` the byte `at` stands on, without its line end.
pub(super) fn line_around(text: &str, at: usize) -> Range<usize> {
    let bytes = text.as_bytes();
    let at = at.min(bytes.len());
    let is_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
    let start = bytes.iter().take(at).rposition(is_end).map_or(0, |end| end + 1);
    let end = bytes.iter().skip(at).position(is_end).map_or(bytes.len(), |length| at + length);
    start..end
}

/// Iterator of [`lines_from`].
pub(super) struct Lines<'a> {
    text: &'a str,
    next: Option<usize>,
}

/// A line: its bytes without the line end, and where the following line begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) span: Range<usize>,
    pub(super) next: usize,
}

impl Iterator for Lines<'_> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        let start = self.next?;
        let bytes = self.text.as_bytes();
        if start > bytes.len() {
            return None;
        }
        let end = position_from(bytes, start, |byte| matches!(byte, b'\n' | b'\r'));
        let next = match end.and_then(|end| bytes.get(end..)) {
            Some([b'\r', b'\n', ..]) => end.map(|end| end + 2),
            _ => end.map(|end| end + 1),
        };
        self.next = next;
        Some(Line { span: start..end.unwrap_or(bytes.len()), next: next.unwrap_or(bytes.len()) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_end_ends_a_line() {
        let spans: Vec<_> = lines_from("a\r\nb\rc\n\nd", 0).map(|line| line.span).collect();
        assert_eq!(spans, [0..1, 3..4, 5..6, 7..7, 8..9]);
    }

    #[test]
    fn the_line_around_a_byte_excludes_its_ends() {
        assert_eq!(line_around("a\r\nbcd\re", 4), 3..6);
        assert_eq!(line_around("a\r\nbcd\re", 99), 7..8);
        assert_eq!(line_around("", 0), 0..0);
    }
}
