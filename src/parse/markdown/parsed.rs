//! A body as the parser understood it, kept small: what is parsed once is rendered and indexed from here.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Tag, TagEnd};

/// The events of a body. Words are places in the body; what is rare is kept as it came.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    events: Vec<Kept>,
    rare: Vec<Event<'static>>,
    /// Whether a footnote may be defined in it.
    pub(super) may_define: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Kept {
    /// Where it begins, in bytes of the body.
    start: u32,
    what: What,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    /// Text that stands in the body as it is, up to this byte.
    Text(u32),
    /// Code between single backticks, the second of which ends at this byte.
    Code(u32),
    /// A reference to a footnote, `[^` and `]` included, up to this byte.
    Reference(u32),
    Paragraph,
    Heading(HeadingLevel),
    List,
    Item,
    Emphasis,
    Strong,
    End(TagEnd),
    SoftBreak,
    /// By its place among the rare ones.
    Rare(u32),
}

impl Parsed {
    pub(super) fn new(may_define: bool) -> Self {
        Self { may_define, ..Self::default() }
    }

    /// Keeps an event of `body`; bodies are far shorter than what 32 bits count.
    pub(super) fn keep(&mut self, body: &str, event: &Event<'_>, span: &Range<usize>) {
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let what = match event {
            Event::Text(text) if body.get(span.clone()) == Some(text) => What::Text(place(span.end)),
            Event::Code(code) if within(body, span, "`", "`") == Some(code) => What::Code(place(span.end)),
            Event::FootnoteReference(label) if within(body, span, "[^", "]") == Some(label) => {
                What::Reference(place(span.end))
            }
            Event::Start(Tag::Paragraph) => What::Paragraph,
            Event::Start(Tag::Heading { level, id: None, classes, attrs })
                if classes.is_empty() && attrs.is_empty() =>
            {
                What::Heading(*level)
            }
            Event::Start(Tag::List(None)) => What::List,
            Event::Start(Tag::Item) => What::Item,
            Event::Start(Tag::Emphasis) => What::Emphasis,
            Event::Start(Tag::Strong) => What::Strong,
            Event::End(end) => What::End(*end),
            Event::SoftBreak => What::SoftBreak,
            rare => {
                self.rare.push(rare.clone().into_static());
                What::Rare(place(self.rare.len() - 1))
            }
        };
        self.events.push(Kept { start: place(span.start), what });
    }

    pub(super) fn finish(&mut self) {
        self.events.shrink_to_fit();
        self.rare.shrink_to_fit();
    }

    /// The events, each with its begin, of the same body they were kept of.
    pub(super) fn events<'p>(&'p self, body: &'p str) -> impl Iterator<Item = (Event<'p>, usize)> {
        self.events.iter().filter_map(move |kept| {
            let start = kept.start as usize;
            let event = match kept.what {
                What::Text(end) => Event::Text(CowStr::Borrowed(body.get(start..end as usize)?)),
                What::Code(end) => Event::Code(within(body, &(start..end as usize), "`", "`")?.into()),
                What::Reference(end) => {
                    Event::FootnoteReference(within(body, &(start..end as usize), "[^", "]")?.into())
                }
                What::Paragraph => Event::Start(Tag::Paragraph),
                What::Heading(level) => {
                    Event::Start(Tag::Heading { level, id: None, classes: Vec::new(), attrs: Vec::new() })
                }
                What::List => Event::Start(Tag::List(None)),
                What::Item => Event::Start(Tag::Item),
                What::Emphasis => Event::Start(Tag::Emphasis),
                What::Strong => Event::Start(Tag::Strong),
                What::End(end) => Event::End(end),
                What::SoftBreak => Event::SoftBreak,
                What::Rare(place) => self.rare.get(place as usize)?.clone(),
            };
            Some((event, start))
        })
    }
}

/// What stands in a stretch of the body between `open` and `close`.
fn within<'b>(body: &'b str, span: &Range<usize>, open: &str, close: &str) -> Option<&'b str> {
    body.get(span.clone())?.strip_prefix(open)?.strip_suffix(close)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::parse::markdown::events::Source;

    proptest! {
        #[test]
        fn gives_back_what_it_was_given(body in "([a-zé&;\\\\*_`#>|:~\\-+.!<\\[\\](){}^ \t]{0,12}\r?\n?){0,8}") {
            let source = Source::new(&body);
            let mut parsed = Parsed::new(source.may_define());
            let given: Vec<_> = source.events().collect();
            for (event, span) in &given {
                parsed.keep(&body, event, span);
            }
            let given: Vec<_> = given.into_iter().map(|(event, span)| (event, span.start)).collect();
            prop_assert_eq!(parsed.events(&body).collect::<Vec<_>>(), given);
        }
    }
}
