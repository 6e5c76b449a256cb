//! One line of plain front matter, read from left to right: keys and texts that end on it.
//!
//! `None` means everywhere that the line is not as simple as this reader; nothing is known about it then.

use std::ops::Range;

use memchr::{memchr, memchr2};

use super::slips::is_odd_space;
use crate::parse::tree::{Node, Scalar, Value};

/// The longest key that is read here; YAML itself has a limit.
const KEY_BYTES: usize = 128;

/// A line and how far it has been read.
pub(super) struct Line<'a> {
    /// The file up to the line's end, blanks at the end left out.
    text: &'a str,
    /// The next byte, counted from the start of the file.
    pub(super) at: usize,
    /// Whether blanks at its end were left out.
    pub(super) has_blank_end: bool,
}

impl<'a> Line<'a> {
    /// The line that stands in `span` of a file's `text`.
    pub(super) fn new(text: &'a str, span: Range<usize>) -> Option<Self> {
        let end = span.start + text.get(span.clone())?.trim_end_matches(' ').len();
        Some(Self { text: text.get(..end)?, at: span.start, has_blank_end: end < span.end })
    }

    /// What has not been read.
    pub(super) fn rest(&self) -> Option<&'a str> {
        self.text.get(self.at..)
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.byte(self.at)
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    pub(super) fn skip_blanks(&mut self) {
        while self.peek() == Some(b' ') {
            self.at += 1;
        }
    }

    /// Skips blanks and tells whether nothing but a comment follows.
    pub(super) fn is_done(&mut self) -> bool {
        let start = self.at;
        self.skip_blanks();
        match self.peek() {
            None => true,
            Some(byte) => byte == b'#' && self.at > start,
        }
    }

    /// Whether a list's dash comes next.
    pub(super) fn is_item(&self) -> bool {
        self.peek() == Some(b'-') && self.is_end_or_blank(self.at + 1)
    }

    fn is_end_or_blank(&self, at: usize) -> bool {
        matches!(self.byte(at), None | Some(b' '))
    }

    /// A key, with the colon after it skipped; nothing is skipped where there is none.
    pub(super) fn key(&mut self) -> Option<Range<usize>> {
        let rest = self.text.as_bytes().get(self.at..)?;
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        if !rest.first().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'_') {
            return None;
        }
        let end = self.at + rest.iter().position(|byte| !is_part(byte))?;
        let span = self.at..end;
        let is_key = self.byte(end) == Some(b':') && self.is_end_or_blank(end + 1) && span.len() <= KEY_BYTES;
        is_key.then(|| {
            self.at = end + 1;
            span
        })
    }

    /// A text, in quotes or without, within brackets or not.
    pub(super) fn scalar(&mut self, in_flow: bool) -> Option<Node> {
        match self.peek()? {
            b'"' => self.double_quoted(),
            b'\'' => self.single_quoted(),
            _ => self.plain(in_flow),
        }
    }

    fn plain(&mut self, in_flow: bool) -> Option<Node> {
        let end = self.plain_end(in_flow)?;
        let text = self.text.get(self.at..end)?.trim_end_matches(' ');
        if !self.begins_plain(text) {
            return None;
        }
        let span = self.at..self.at + text.len();
        self.at = span.end;
        let value = match text {
            "~" | "null" => Value::Null,
            _ => Value::Scalar(Scalar { text: text.to_owned(), plain: true }),
        };
        Some(Node { span, value })
    }

    /// Whether a text may begin like this without a doubt; the signs YAML gives a meaning are left to the other reader.
    fn begins_plain(&self, text: &str) -> bool {
        match text.as_bytes().first() {
            Some(b'.' | b'/' | b'(' | b'+' | b'_' | b'~' | b'$' | b'<') => true,
            Some(b'-') => self.byte(self.at + 1).is_some_and(|next| next.is_ascii_alphanumeric()),
            Some(byte) if byte.is_ascii() => byte.is_ascii_alphanumeric(),
            Some(_) => !text.starts_with(is_odd_space),
            None => false,
        }
    }

    /// Where a text without quotes ends; it may have blanks at its end.
    fn plain_end(&self, in_flow: bool) -> Option<usize> {
        let mut at = self.at;
        for byte in self.text.as_bytes().get(self.at..)? {
            if IS_SIGN[usize::from(*byte)] {
                match byte {
                    b':' if self.is_end_or_blank(at + 1) => return None,
                    b':' if in_flow && self.byte(at + 1).is_some_and(|next| b",[]{}".contains(&next)) => return None,
                    b'#' if at > self.at && self.byte(at - 1) == Some(b' ') => return Some(at),
                    // The parser refuses a dash before these, even where it ends a text.
                    b',' | b']' | b'}' | b'[' | b'{' if in_flow => {
                        return (self.byte(at.checked_sub(1)?) != Some(b'-')).then_some(at);
                    }
                    _ => {}
                }
            }
            at += 1;
        }
        Some(at)
    }

    fn single_quoted(&mut self) -> Option<Node> {
        let start = self.at;
        let mut at = start + 1;
        let mut doubled = false;
        loop {
            at += memchr(b'\'', self.text.as_bytes().get(at..)?)?;
            if self.byte(at + 1) != Some(b'\'') {
                break;
            }
            doubled = true;
            at += 2;
        }
        let typed = self.text.get(start + 1..at)?;
        let text = if doubled { typed.replace("''", "'") } else { typed.to_owned() };
        Some(self.quoted(start..at + 1, text))
    }

    fn double_quoted(&mut self) -> Option<Node> {
        let start = self.at;
        let typed = self.text.get(start + 1..)?;
        let stop = memchr2(b'"', b'\\', typed.as_bytes())?;
        let mut text = typed.get(..stop)?.to_owned();
        let mut at = stop;
        while typed.as_bytes().get(at) == Some(&b'\\') {
            text.push(escaped(*typed.as_bytes().get(at + 1)?)?);
            let rest = typed.get(at + 2..)?;
            let length = memchr2(b'"', b'\\', rest.as_bytes())?;
            text.push_str(rest.get(..length)?);
            at += 2 + length;
        }
        Some(self.quoted(start..start + at + 2, text))
    }

    fn quoted(&mut self, span: Range<usize>, text: String) -> Node {
        self.at = span.end;
        Node { span, value: Value::Scalar(Scalar { text, plain: false }) }
    }
}

/// What the usual escapes stand for; the others are left to the other reader.
const fn escaped(sign: u8) -> Option<char> {
    match sign {
        b'"' | b'\\' | b'/' => Some(sign as char),
        b'n' => Some('\n'),
        b't' => Some('\t'),
        _ => None,
    }
}

/// Bytes that may end a text without quotes.
const IS_SIGN: [bool; 256] = {
    let list = b":#,[]{}";
    let mut signs = [false; 256];
    let mut at = 0;
    while at < list.len() {
        signs[list[at] as usize] = true;
        at += 1;
    }
    signs
};
