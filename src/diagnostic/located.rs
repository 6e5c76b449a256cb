//! Where problems are: lines and columns of the files they lie in, found once per file.

use std::cell::OnceCell;
use std::ops::Range;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::Place;
use crate::text::{FileId, LineColumn, LineIndex, SourceFile};

/// The files that problems point into, and how their paths are told.
pub struct Files<'a> {
    sources: &'a [SourceFile],
    prefix: &'a str,
    lines: Vec<OnceCell<LineIndex>>,
}

/// The part of a line around a place.
#[derive(Debug)]
pub(super) struct Excerpt<'a> {
    /// The line, from 1.
    pub(super) line: usize,
    /// The text around the place, without the line's end.
    pub(super) text: &'a str,
    /// The bytes of the place within the text; a place of several lines ends with the first.
    pub(super) span: Range<usize>,
    /// Whether the line begins before the text.
    pub(super) cut_before: bool,
    /// Whether the line goes on behind the text.
    pub(super) cut_after: bool,
}

/// What is encoded in a path: all but RFC 3986's unreserved characters and `/`.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');
/// An excerpt shows so many bytes before the place, and so many from it on.
const BEFORE: usize = 200;
const AFTER: usize = 600;
/// Where a place in no file is told.
const UNKNOWN: LineColumn = LineColumn { line: 1, column: 1 };

impl<'a> Files<'a> {
    /// `files` by their numbers; `prefix` stands before every path, such as the project's folder and a `/`.
    pub fn new(files: &'a [SourceFile], prefix: &'a str) -> Self {
        let lines = files.iter().map(|_| OnceCell::new()).collect();
        Self { sources: files, prefix, lines }
    }

    /// The path of a file as it is told.
    pub fn path(&self, file: FileId) -> String {
        format!("{}{}", self.prefix, self.file(file).map_or("", |file| &file.path))
    }

    /// The path of a file as a relative address (RFC 3986): parts percent-encoded.
    pub(super) fn address(&self, file: FileId) -> String {
        utf8_percent_encode(&self.path(file), PATH).to_string()
    }

    /// As [`Files::position`], the column counted in UTF-16 code units.
    pub(super) fn utf16(&self, file: FileId, offset: usize) -> LineColumn {
        self.lines(file).map_or(UNKNOWN, |lines| lines.utf16_position(self.text(file), offset))
    }

    /// The line and column of a byte of a file.
    pub fn position(&self, file: FileId, offset: usize) -> LineColumn {
        self.lines(file).map_or(UNKNOWN, |lines| lines.position(self.text(file), offset))
    }

    /// What to show of a place; nothing where the file has no text.
    pub(super) fn excerpt(&self, place: &Place) -> Option<Excerpt<'a>> {
        let text = self.text(place.file);
        if text.is_empty() {
            return None;
        }
        let begin = floor(text, place.span.start);
        let line = self.position(place.file, begin).line;
        let mut line_start = self.lines(place.file)?.start_of(line)?;
        if line_start == 0 && text.starts_with('\u{feff}') {
            line_start = '\u{feff}'.len_utf8();
        }
        let begin = begin.max(line_start);
        let from = floor(text, begin.saturating_sub(BEFORE)).max(line_start);
        let limit = floor(text, begin.saturating_add(AFTER));
        let shown = text.get(from..limit)?;
        let line_end = shown.find(['\n', '\r']).unwrap_or(shown.len());
        let shown = shown.get(..line_end)?;
        let within = |offset: usize| floor(text, offset).saturating_sub(from).min(shown.len());
        let start = within(begin);
        Some(Excerpt {
            line,
            text: shown,
            span: start..within(place.span.end).max(start),
            cut_before: from > line_start,
            cut_after: from + line_end == limit && text.get(limit..).is_some_and(goes_on),
        })
    }

    /// A whole line of a file, cut to what an excerpt shows.
    pub(super) fn line(&self, file: FileId, line: usize) -> &'a str {
        let start = self.lines(file).and_then(|lines| lines.start_of(line)).unwrap_or(0);
        self.excerpt(&Place::new(file, start..start)).map_or("", |excerpt| excerpt.text)
    }

    fn file(&self, file: FileId) -> Option<&'a SourceFile> {
        self.sources.get(usize::try_from(file.0).ok()?)
    }

    fn text(&self, file: FileId) -> &'a str {
        self.file(file).map_or("", |file| &file.text)
    }

    fn lines(&self, file: FileId) -> Option<&LineIndex> {
        let lines = self.lines.get(usize::try_from(file.0).ok()?)?;
        Some(lines.get_or_init(|| LineIndex::new(self.text(file))))
    }
}

fn goes_on(rest: &str) -> bool {
    !rest.is_empty() && !rest.starts_with(['\n', '\r'])
}

/// The start of the character that the byte `offset` belongs to; the end of the text at most.
fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn files(text: &str) -> [SourceFile; 1] {
        [SourceFile { path: "a.md".to_owned(), text: text.into() }]
    }

    proptest! {
        #[test]
        fn every_place_has_an_excerpt_of_one_line(text in "[ab\u{e9}\u{feff}\r\n]{1,30}", start in 0..40_usize, length in 0..9_usize) {
            let files = files(&text);
            let excerpt = Files::new(&files, "").excerpt(&Place::new(FileId(0), start..start + length)).unwrap();
            prop_assert!(excerpt.text.get(excerpt.span.clone()).is_some());
            prop_assert!(!excerpt.text.contains(['\n', '\r']));
        }
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let files = files(&format!("{}é{}\nend", "a".repeat(1_000), "b".repeat(1_000)));
        let excerpt = Files::new(&files, "").excerpt(&Place::new(FileId(0), 1_000..1_002)).unwrap();
        assert_eq!((excerpt.text.len(), excerpt.span.clone()), (BEFORE + AFTER, 200..202));
        assert!(excerpt.cut_before && excerpt.cut_after);
        assert_eq!(excerpt.text.get(excerpt.span), Some("é"));
    }
}
