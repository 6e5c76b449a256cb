//! A body as the parser understood it, kept small: what is parsed once is rendered and indexed from here.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Tag, TagEnd};

/// The events of a body. Words are places in the body, and most events take three to five bytes: whole archives of them
/// stand in memory. What is rare is kept as it came.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// For each event its mark and how far from the one before it begins, as 16 bits; then, for events that are places,
    /// how many bytes those have, as 16 bits.
    events: Vec<u8>,
    rare: Vec<Event<'static>>,
    /// Where the event kept last begins.
    last: usize,
    /// Whether a footnote may be defined in it.
    pub(super) may_define: bool,
}

/// Text that stands in the body as it is.
const TEXT: u8 = 0;
/// Code between single backticks.
const CODE: u8 = 1;
/// A reference to a footnote, `[^` and `]` included.
const REFERENCE: u8 = 2;
/// The next of the rare ones.
const RARE: u8 = 3;
/// No event: the next one begins farther away than 16 bits tell, by as much as the next 32 do.
const FAR: u8 = 4;
/// Added to the level of a heading that begins.
const HEADING: u8 = 0x40;
/// Added to the level of a heading that ends.
const HEADING_END: u8 = 0x50;

/// From the marks of events that are nothing but themselves: the way to the mark, and the way back.
macro_rules! marks {
    ($($number:literal => [$($event:tt)*])*) => {
        fn mark(event: &Event<'_>) -> Option<u8> {
            Some(match event {
                $($($event)* => $number,)*
                Event::Start(Tag::Heading { level, id: None, classes, attrs })
                    if classes.is_empty() && attrs.is_empty() =>
                {
                    HEADING + *level as u8
                }
                Event::End(TagEnd::Heading(level)) => HEADING_END + *level as u8,
                _ => return None,
            })
        }

        fn marked(mark: u8) -> Option<Event<'static>> {
            let level = |base: u8| HeadingLevel::try_from(usize::from(mark - base)).ok();
            Some(match mark {
                $($number => $($event)*,)*
                HEADING_END.. => Event::End(TagEnd::Heading(level(HEADING_END)?)),
                HEADING.. => {
                    let level = level(HEADING)?;
                    Event::Start(Tag::Heading { level, id: None, classes: Vec::new(), attrs: Vec::new() })
                }
                _ => return None,
            })
        }
    };
}

marks! {
    8 => [Event::Start(Tag::Paragraph)]
    9 => [Event::Start(Tag::List(None))]
    10 => [Event::Start(Tag::Item)]
    11 => [Event::Start(Tag::Emphasis)]
    12 => [Event::Start(Tag::Strong)]
    13 => [Event::SoftBreak]
    14 => [Event::End(TagEnd::Paragraph)]
    15 => [Event::End(TagEnd::List(false))]
    16 => [Event::End(TagEnd::Item)]
    17 => [Event::End(TagEnd::Emphasis)]
    18 => [Event::End(TagEnd::Strong)]
    19 => [Event::End(TagEnd::Link)]
    20 => [Event::Start(Tag::BlockQuote(None))]
    21 => [Event::Start(Tag::List(Some(1)))]
    22 => [Event::Start(Tag::TableHead)]
    23 => [Event::Start(Tag::TableRow)]
    24 => [Event::Start(Tag::TableCell)]
    25 => [Event::Start(Tag::Strikethrough)]
    26 => [Event::End(TagEnd::BlockQuote(None))]
    27 => [Event::End(TagEnd::List(true))]
    28 => [Event::End(TagEnd::Table)]
    29 => [Event::End(TagEnd::TableHead)]
    30 => [Event::End(TagEnd::TableRow)]
    31 => [Event::End(TagEnd::TableCell)]
    32 => [Event::End(TagEnd::Strikethrough)]
    33 => [Event::End(TagEnd::FootnoteDefinition)]
    34 => [Event::End(TagEnd::Image)]
    35 => [Event::HardBreak]
    36 => [Event::Rule]
}

impl Parsed {
    pub(super) fn new(may_define: bool) -> Self {
        Self { may_define, ..Self::default() }
    }

    /// Keeps an event of `body`.
    pub(super) fn keep(&mut self, body: &str, event: &Event<'_>, span: &Range<usize>) {
        let length = u16::try_from(span.len()).ok();
        let place = match event {
            Event::Text(text) if body.get(span.clone()) == Some(text) => Some(TEXT),
            Event::Code(code) if within(body, span, "`", "`") == Some(code) => Some(CODE),
            Event::FootnoteReference(label) if within(body, span, "[^", "]") == Some(label) => Some(REFERENCE),
            _ => None,
        };
        if let (Some(mark), Some(length)) = (place, length) {
            self.begin(mark, span.start);
            self.events.extend_from_slice(&length.to_le_bytes());
        } else if let Some(mark) = mark(event) {
            self.begin(mark, span.start);
        } else {
            self.begin(RARE, span.start);
            self.rare.push(event.clone().into_static());
        }
    }

    fn begin(&mut self, mark: u8, start: usize) {
        // Bodies are far shorter than what 32 bits count.
        let place = |at: usize| i32::try_from(at).unwrap_or(i32::MAX);
        let distance = place(start) - place(self.last);
        self.last = start;
        let near = i16::try_from(distance).unwrap_or_else(|_| {
            self.events.push(FAR);
            self.events.extend_from_slice(&distance.to_le_bytes());
            0
        });
        let [low, high] = near.to_le_bytes();
        self.events.extend_from_slice(&[mark, low, high]);
    }

    pub(super) fn finish(&mut self) {
        self.events.shrink_to_fit();
        self.rare.shrink_to_fit();
    }

    /// The events, each with its begin, of the same body they were kept of.
    pub(super) fn events<'p>(&'p self, body: &'p str) -> impl Iterator<Item = (Event<'p>, usize)> {
        let (mut bytes, mut rare) = (self.events.as_slice(), self.rare.iter());
        let mut at = 0_i64;
        std::iter::from_fn(move || {
            let mut mark = take::<1>(&mut bytes)?[0];
            if mark == FAR {
                at += i64::from(i32::from_le_bytes(take(&mut bytes)?));
                mark = take::<1>(&mut bytes)?[0];
            }
            at += i64::from(i16::from_le_bytes(take(&mut bytes)?));
            let start = usize::try_from(at).ok()?;
            let mut span = || Some(start..start + usize::from(u16::from_le_bytes(take(&mut bytes)?)));
            let event = match mark {
                TEXT => Event::Text(CowStr::Borrowed(body.get(span()?)?)),
                CODE => Event::Code(within(body, &span()?, "`", "`")?.into()),
                REFERENCE => Event::FootnoteReference(within(body, &span()?, "[^", "]")?.into()),
                RARE => rare.next()?.clone(),
                mark => marked(mark)?,
            };
            Some((event, start))
        })
    }
}

/// The first bytes, taken off.
fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (first, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(*first)
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

    #[test]
    fn long_texts_and_paragraphs_come_back_too() {
        let words = "word ".repeat(30_000);
        assert_same(&format!("{words}*end*\n\n{words}\n\n# Head\n\n- {words}\n"));
    }

    proptest! {
        #[test]
        fn gives_back_what_it_was_given(body in "([a-zé&;\\\\*_`#>|:~\\-+.!<\\[\\](){}^ \t]{0,12}\r?\n?){0,8}") {
            assert_same(&body);
        }
    }

    fn assert_same(body: &str) {
        let source = Source::new(body);
        let mut parsed = Parsed::new(source.may_define());
        let given: Vec<_> = source.events().collect();
        for (event, span) in &given {
            parsed.keep(body, event, span);
        }
        let given: Vec<_> = given.into_iter().map(|(event, span)| (event, span.start)).collect();
        assert_eq!(parsed.events(body).collect::<Vec<_>>(), given);
    }
}
