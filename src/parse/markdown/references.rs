//! Which characters numeric references (`&#x202e;`) may write in prose: those that may stand there as they are.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::parse::characters::{self, Kind, Written};
use crate::source::FileId;

/// Reads the events of a body for what references write; in code they write nothing.
pub(super) struct References<'a> {
    file: FileId,
    body: &'a str,
    base: usize,
    written: Written,
    /// What is wrong with titles; none where they are not looked at, for what is wrong may be typed as it is.
    titles: Option<Diagnostics>,
}

impl<'a> References<'a> {
    /// A reader for the body that begins at byte `base` of its file, if any reference stands in it.
    pub(super) fn of(file: FileId, body: &'a str, base: usize) -> Option<Self> {
        if !body.contains("&#") {
            return None;
        }
        let titles = characters::is_fit(body, Kind::Prose).then(Diagnostics::new);
        Some(Self { file, body, base, written: Written::new(file, Kind::Prose), titles })
    }

    /// Reads an event that stands at `span` of the body.
    pub(super) fn event(&mut self, event: &Event<'_>, span: &Range<usize>) {
        let place = self.base + span.start..self.base + span.end;
        match event {
            // The parser gives each reference as a text of its own.
            Event::Text(text) if self.typed(span).starts_with("&#") && self.typed(span) != &**text => {
                text.chars().for_each(|c| self.written.take(c, place.clone()));
            }
            Event::Start(Tag::Link { title, .. } | Tag::Image { title, .. }) => self.title(title, place),
            Event::Start(tag) if !is_inline(tag.to_end()) => self.written.end_text(),
            Event::End(end) if !is_inline(*end) => self.written.end_text(),
            _ => {}
        }
    }

    /// A title may stand elsewhere, where a link is defined: the place is that of the link.
    fn title(&mut self, title: &str, place: Range<usize>) {
        let Some(titles) = self.titles.as_mut().filter(|_| !characters::is_fit(title, Kind::Prose)) else { return };
        let message = "the title of this holds a control or direction-overriding character, or an open isolate";
        let problem = Diagnostic::new(Code::RefusedCharacter, Place::new(self.file, place), message);
        titles.push(problem.help("remove the `&#…;` that writes it"));
    }

    fn typed(&self, span: &Range<usize>) -> &'a str {
        self.body.get(span.clone()).unwrap_or_default()
    }

    /// Tells what is wrong with them.
    pub(super) fn finish(self, problems: &mut Diagnostics) {
        problems.append(self.written.finish());
        problems.append(self.titles.unwrap_or_default());
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
        for text in ["a &#x2067;b\n\nc&#x2069;", "- a &#x2067;b\n  - c &#x2069;d"] {
            assert_eq!(places(text), ["&#x2067;", "&#x2069;"], "{text}");
        }
        assert_eq!(
            places("[a](https://b.example \"c&#x2067;d\") e&#x2069;"),
            ["[a](https://b.example \"c&#x2067;d\")", "&#x2069;"]
        );
    }

    #[test]
    fn what_stands_around_a_reference_in_a_title_is_not_taken_for_it() {
        let text = "See [the report][r] for more.\n\n[r]: https://b.example \"c&#x202e;d\"";
        let mut problems = Diagnostics::new();
        inspect(FileId(0), text, 0..text.len(), &mut problems);
        let told = problems.into_sorted();
        assert_eq!(told.len(), 1);
        assert!(
            told.iter().all(|problem| problem.fix.is_none() && text[problem.place.span.clone()] == *"[the report][r]")
        );
    }

    #[test]
    fn a_run_of_one_character_is_told_once() {
        assert_eq!(places("&#x202e;&#x202e;&#x202e;a&#x202e;"), ["&#x202e;&#x202e;&#x202e;", "&#x202e;"]);
    }

    #[test]
    fn code_and_other_references_pass() {
        for text in ["`&#x202e;`", "```\n&#x202e;\n```", "&amp;#x202e; &rlm; &#8207; &#233; &# &#x; \\&#x202e;"] {
            assert!(places(text).is_empty(), "{text}");
        }
    }
}
