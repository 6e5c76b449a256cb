//! What stands in prose as plain words.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::BODY_BYTES;
use super::events::{Source, line_too_deep, without_comments};
use super::parsed::Parsed;
use super::plain::is_plain;

/// The words of the prose in `range` of `text`, markup and footnote marks dropped, blocks as lines; HTML as it is typed.
pub fn plain_text(text: &str, range: Range<usize>) -> String {
    if let Some(plain) = text.get(range.clone()).filter(|body| body.len() <= BODY_BYTES && is_plain(body)) {
        return plain.trim_end().to_owned();
    }
    let body = text.get(range.clone()).filter(|body| body.len() <= BODY_BYTES && line_too_deep(body).is_none());
    let source = body.map(Source::new);
    let events = source.iter().flat_map(Source::events).map(|(event, span)| (event, span.start));
    words(events, range.start, &[range]).pop().unwrap_or_default()
}

/// Whether a text holds more than blanks and comments, as a translation that is only begun does.
pub fn says_something(text: &str) -> bool {
    !without_comments(text).trim().is_empty()
}

impl Parsed {
    /// [`plain_text`] of each of some stretches of the body in `range` of `text`, which it was made from; what a stretch
    /// refers to may stand in another.
    pub fn plain_texts(&self, text: &str, range: Range<usize>, pieces: &[Range<usize>]) -> Vec<String> {
        words(self.events(text.get(range.clone()).unwrap_or_default()), range.start, pieces)
    }
}

/// The words of events, each with its begin in the body, by the piece of the text it stands in.
fn words<'e>(events: impl Iterator<Item = (Event<'e>, usize)>, base: usize, pieces: &[Range<usize>]) -> Vec<String> {
    let mut out: Vec<String> = pieces.iter().map(|piece| String::with_capacity(piece.len())).collect();
    let mut order: Vec<usize> = (0..pieces.len()).collect();
    let start = |piece: &usize| pieces.get(*piece).map_or(0, |piece| piece.start);
    order.sort_by_key(start);
    let mut html = None;
    for (event, at) in events {
        let at = base + at;
        let place = order.partition_point(|piece| start(piece) <= at).checked_sub(1);
        let Some(piece) = place.and_then(|place| order.get(place)) else { continue };
        if let (Some(out), true) = (out.get_mut(*piece), pieces.get(*piece).is_some_and(|piece| piece.contains(&at))) {
            add_words(&event, &mut html, out);
        }
    }
    for text in &mut out {
        text.truncate(text.trim_end().len());
    }
    out
}

/// Adds the words of one event; lines of an open block of HTML are gathered, for a comment may go over several.
fn add_words(event: &Event<'_>, html: &mut Option<String>, out: &mut String) {
    match event {
        Event::Text(text) | Event::Code(text) => out.push_str(text),
        Event::Start(Tag::HtmlBlock) => *html = Some(String::new()),
        Event::End(TagEnd::HtmlBlock) => {
            let block = html.take().unwrap_or_default();
            add_block(without_comments(&block).trim(), out);
        }
        Event::Html(typed) | Event::InlineHtml(typed) => match html {
            Some(block) => block.push_str(typed),
            None => out.push_str(&without_comments(typed)),
        },
        Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::TableCell) => out.push(' '),
        Event::End(end) if is_block(*end) && !out.is_empty() && !out.ends_with('\n') => {
            out.truncate(out.trim_end().len());
            out.push('\n');
        }
        _ => {}
    }
}

fn add_block(text: &str, out: &mut String) {
    if !text.is_empty() {
        out.push_str(text);
        out.push('\n');
    }
}

const fn is_block(end: TagEnd) -> bool {
    matches!(
        end,
        TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::Item
            | TagEnd::TableRow
            | TagEnd::TableHead
            | TagEnd::CodeBlock
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn plain_words_are_what_the_parser_makes_of_them(first in "\\PC{0,2}", text in "([ -~]|\\PC|[\\x00-\\x20\\u{80}-\\u{a0}]){0,6}") {
            let text = format!("{first}{text}");
            let source = Source::new(&text);
            let events = source.events().map(|(event, span)| (event, span.start));
            let whole = 0..text.len();
            let parsed = words(events, 0, std::slice::from_ref(&whole)).pop().expect("a text");
            prop_assert_eq!(plain_text(&text, whole), parsed, "{:?}", text);
        }
    }
}
