//! Passages: the author's own running text, a paragraph or item at a time.

use std::ops::{ControlFlow, Range};

use pulldown_cmark::{Event, Tag, TagEnd};

use super::parsed::Parsed;

impl Parsed {
    /// Hands over each paragraph and list item within `prose`, stretches of the body in `range` of `text` in their
    /// order, until `each` has read enough: its pieces of text, each with its begin. Quotations, tables, footnotes,
    /// headings and code are left out.
    pub fn passages<'t>(
        &self,
        text: &'t str,
        range: Range<usize>,
        prose: &[Range<usize>],
        mut each: impl FnMut(&[(usize, &'t str)]) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let body = text.get(range.clone()).unwrap_or_default();
        let mut pieces = Vec::new();
        let mut left_out = 0_usize;
        for (event, at) in self.events(body) {
            match event {
                Event::Start(tag) if is_left_out(&tag) => left_out += 1,
                Event::End(end) if is_end_of_left_out(end) => left_out = left_out.saturating_sub(1),
                Event::Start(Tag::Paragraph | Tag::Item | Tag::List(_))
                | Event::End(TagEnd::Paragraph | TagEnd::Item) => {
                    hand_over(&mut pieces, &mut each)?;
                }
                Event::Text(words) if left_out == 0 => {
                    let typed = body.get(at..at + words.len()).filter(|typed| **typed == *words);
                    let piece = typed.map(|typed| (range.start + at, typed));
                    pieces.extend(piece.filter(|(start, _)| lies_in(*start, prose)));
                }
                // What is no text of its own still parts the words around it.
                Event::Code(_) if left_out == 0 => {
                    pieces.extend(body.get(at..at + 1).map(|sign| (range.start + at, sign)));
                }
                _ => {}
            }
        }
        hand_over(&mut pieces, &mut each)
    }
}

fn hand_over<'t>(
    pieces: &mut Vec<(usize, &'t str)>,
    each: &mut impl FnMut(&[(usize, &'t str)]) -> ControlFlow<()>,
) -> ControlFlow<()> {
    if !pieces.is_empty() {
        each(pieces)?;
        pieces.clear();
    }
    ControlFlow::Continue(())
}

fn lies_in(at: usize, stretches: &[Range<usize>]) -> bool {
    let next = stretches.partition_point(|stretch| stretch.start <= at);
    next.checked_sub(1).and_then(|last| stretches.get(last)).is_some_and(|stretch| stretch.contains(&at))
}

const fn is_left_out(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::BlockQuote(_)
            | Tag::Table(_)
            | Tag::FootnoteDefinition(_)
            | Tag::Heading { .. }
            | Tag::CodeBlock(_)
            | Tag::Image { .. }
    )
}

const fn is_end_of_left_out(end: TagEnd) -> bool {
    matches!(
        end,
        TagEnd::BlockQuote(_)
            | TagEnd::Table
            | TagEnd::FootnoteDefinition
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::Image
    )
}
