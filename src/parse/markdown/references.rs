//! Which characters numeric references (`&#x202e;`) may write in prose: those that may stand there as they are.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::diagnostic::Diagnostics;
use crate::parse::characters::{Kind, Written};
use crate::source::FileId;

/// Reads the events of a body for what references write; in code they write nothing.
pub(super) struct References<'a> {
    body: &'a str,
    base: usize,
    written: Written,
}

impl<'a> References<'a> {
    /// A reader for the body that begins at byte `base` of its file, if any reference stands in it.
    pub(super) fn of(file: FileId, body: &'a str, base: usize) -> Option<Self> {
        body.contains("&#").then(|| Self { body, base, written: Written::new(file, Kind::Prose) })
    }

    /// Reads an event that stands at `span` of the body.
    pub(super) fn event(&mut self, event: &Event<'_>, span: &Range<usize>) {
        let place = self.base + span.start..self.base + span.end;
        match event {
            // The parser gives each reference as a text of its own.
            Event::Text(text) if self.typed(span).starts_with("&#") && self.typed(span) != &**text => {
                text.chars().for_each(|c| self.written.take(c, place.clone()));
            }
            Event::Start(Tag::Link { title, .. } | Tag::Image { title, .. }) => {
                let typed = self.typed(span);
                let written = title.chars().filter(|c| !typed.contains(*c));
                written.for_each(|c| self.written.take(c, place.clone()));
            }
            Event::End(end) if !is_inline(*end) => self.written.end_text(),
            _ => {}
        }
    }

    fn typed(&self, span: &Range<usize>) -> &'a str {
        self.body.get(span.clone()).unwrap_or_default()
    }

    /// Tells what is wrong with them.
    pub(super) fn finish(self, problems: &mut Diagnostics) {
        problems.append(self.written.finish());
    }
}

const fn is_inline(end: TagEnd) -> bool {
    use TagEnd::{Emphasis, Image, Link, Strikethrough, Strong, Subscript, Superscript};
    matches!(end, Emphasis | Strong | Strikethrough | Superscript | Subscript | Link | Image)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::markdown::inspect;

    fn places(text: &str) -> Vec<&str> {
        let mut problems = Diagnostics::new();
        inspect(FileId(0), text, 0..text.len(), &mut problems);
        problems.into_sorted().into_iter().map(|problem| &text[problem.place.span]).collect()
    }

    #[test]
    fn references_write_nothing_that_may_not_stand_there() {
        assert_eq!(places("a&#x202e;b &#0027; *&#x85;*\n\n- &#X1c;"), ["&#x202e;", "&#0027;", "&#x85;", "&#X1c;"]);
        assert_eq!(places("[a](https://b.example \"c&#x202e;d\")"), ["[a](https://b.example \"c&#x202e;d\")"]);
        assert_eq!(places("![a](b.png 'c&#x202e;')"), ["![a](b.png 'c&#x202e;')"]);
    }

    #[test]
    fn isolates_they_open_are_closed_in_the_same_paragraph() {
        assert!(places("a &#x2067;*b*&#x2069;").is_empty());
        assert_eq!(places("a &#x2067;b\n\nc&#x2069;"), ["&#x2067;", "&#x2069;"]);
    }

    #[test]
    fn code_and_other_references_pass() {
        for text in ["`&#x202e;`", "```\n&#x202e;\n```", "&amp;#x202e; &rlm; &#8207; &#233; &# &#x; \\&#x202e;"] {
            assert!(places(text).is_empty(), "{text}");
        }
    }
}
