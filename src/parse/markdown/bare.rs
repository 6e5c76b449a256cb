//! Web addresses that stand in words as they are: links, as if they stood between `<` and `>`. `CommonMark` leaves them
//! words; where write-ups come from, and whoever reads them, takes them for links (GFM's "extended autolinks").

use std::collections::VecDeque;
use std::ops::Range;

use linkify::{LinkFinder, LinkKind};
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use crate::parse::url::{Target, target};

/// The events of `body`, with links where addresses stand.
pub(super) struct Linked<'b, I> {
    events: I,
    /// The event behind words that were split.
    behind: Option<(Event<'b>, Range<usize>)>,
    body: &'b str,
    finder: LinkFinder,
    /// What comes before the next event.
    waiting: VecDeque<(Event<'b>, Range<usize>)>,
    /// How many elements are open in which text is no prose, or part of a link already.
    apart: usize,
}

impl<'b, I: Iterator<Item = (Event<'b>, Range<usize>)>> Linked<'b, I> {
    pub(super) fn new(body: &'b str, events: I) -> Self {
        let mut finder = LinkFinder::new();
        finder.kinds(&[LinkKind::Url]);
        Self { events, behind: None, body, finder, waiting: VecDeque::new(), apart: 0 }
    }

    /// Splits words at the addresses in them. What `goes_on` behind them without a blank may belong to the last address,
    /// which then stays words: half of an address leads elsewhere.
    fn split(&mut self, span: Range<usize>, goes_on: bool) {
        let text = self.body.get(span.clone()).unwrap_or_default();
        let mut from = 0;
        let mut begin = 0;
        for part in text.split_inclusive(ends_address) {
            for link in self.finder.links(part) {
                let address = link.as_str().trim_end_matches(ends_sentence);
                let start = begin + link.start();
                let end = start + address.len();
                let is_cut = goes_on && start + link.as_str().len() == text.len();
                if is_cut || !matches!(target(address), Ok(Target::Web(_))) {
                    continue;
                }
                self.words(span.start + from..span.start + start);
                self.link(address, span.start + start..span.start + end);
                from = end;
            }
            begin += part.len();
        }
        self.words(span.start + from..span.end);
    }

    fn link(&mut self, address: &'b str, span: Range<usize>) {
        let nothing = CowStr::Borrowed("");
        let (dest_url, title, id) = (CowStr::Borrowed(address), nothing.clone(), nothing);
        let tag = Tag::Link { link_type: LinkType::Autolink, dest_url, title, id };
        self.waiting.push_back((Event::Start(tag), span.clone()));
        self.words(span.clone());
        self.waiting.push_back((Event::End(TagEnd::Link), span));
    }

    fn words(&mut self, span: Range<usize>) {
        if let Some(text) = self.body.get(span.clone()).filter(|text| !text.is_empty()) {
            self.waiting.push_back((Event::Text(CowStr::Borrowed(text)), span));
        }
    }

    /// The words that begin at `span`: the parser cuts them where a sign might have meant something.
    fn whole(&mut self, mut span: Range<usize>) -> Range<usize> {
        for (event, next) in self.events.by_ref() {
            if next.start != span.end || !is_as_typed(&event, &next, self.body) {
                self.behind = Some((event, next));
                break;
            }
            span.end = next.end;
        }
        span
    }
}

impl<'b, I: Iterator<Item = (Event<'b>, Range<usize>)>> Iterator for Linked<'b, I> {
    type Item = (Event<'b>, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(event) = self.waiting.pop_front() {
            return Some(event);
        }
        let (event, span) = self.behind.take().or_else(|| self.events.next())?;
        match &event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock) => self.apart += 1,
            Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock | TagEnd::HtmlBlock) => {
                self.apart = self.apart.saturating_sub(1);
            }
            Event::Text(text) if self.apart == 0 && may_hold_address(text) && is_as_typed(&event, &span, self.body) => {
                let span = self.whole(span);
                let goes_on = matches!(&self.behind, Some((Event::Text(text), _)) if !text.starts_with(' '));
                self.split(span, goes_on);
                return self.waiting.pop_front();
            }
            _ => {}
        }
        Some((event, span))
    }
}

/// Whether an address may stand in a text: hardly any has a colon before two slashes, and every text is asked.
fn may_hold_address(text: &str) -> bool {
    memchr::memchr_iter(b':', text.as_bytes()).any(|at| text.as_bytes().get(at + 1..at + 3) == Some(b"//"))
}

/// Whether an event is words that stand in the body just so.
fn is_as_typed(event: &Event<'_>, span: &Range<usize>, body: &str) -> bool {
    matches!(event, Event::Text(text) if body.get(span.clone()) == Some(text))
}

/// Whether a character ends an address and stands in none: quotation marks, brackets, commas and stops of scripts that
/// set no blank before or behind them.
const fn ends_address(c: char) -> bool {
    matches!(c, '«' | '»' | '‹' | '›' | '“' | '”' | '„' | '،' | '؛' | '؟' | '۔' | '।')
        || matches!(c, '\u{3000}'..='\u{3003}' | '〈'..='】' | '〔'..='〟')
        || matches!(c, '，' | '；' | '：' | '！' | '？' | '（' | '）' | '［' | '］' | '｛' | '｝' | '｡' | '､')
}

/// Whether a character may stand in an address, but ends the sentence or its quotation where the address ends with it.
const fn ends_sentence(c: char) -> bool {
    matches!(c, '‘' | '’' | '…' | '–' | '—' | '·') || ends_address(c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::parse::markdown::events::Source;

    /// The links of a body.
    fn links(body: &str) -> Vec<String> {
        let source = Source::new(body);
        let links = source.events().filter_map(|(event, span)| match event {
            Event::Start(Tag::Link { dest_url, .. }) => Some((dest_url.into_string(), span)),
            _ => None,
        });
        links.map(|(dest, span)| if body[span].contains(&dest) { dest } else { format!("elsewhere: {dest}") }).collect()
    }

    #[test]
    fn addresses_are_links_without_what_ends_their_sentence() {
        for (body, found) in [
            (
                "See https://example.org/a_b*c?d=1&e=(2), or http://example.net.",
                vec!["https://example.org/a_b*c?d=1&e=(2)", "http://example.net"],
            ),
            ("(https://example.org/a)", vec!["https://example.org/a"]),
            (
                "«https://example.org/é» و https://example.org/b، ثم",
                vec!["https://example.org/é", "https://example.org/b"],
            ),
            ("见https://example.org/a。然后", vec!["https://example.org/a"]),
            (
                "# https://example.org/a\n\n| https://example.org/b |\n|-|\n| *https://example.org/c* |",
                vec!["https://example.org/a", "https://example.org/b", "https://example.org/c"],
            ),
            (
                "[https://example.org/a](https://example.org/b) <https://example.org/c>",
                vec!["https://example.org/b", "https://example.org/c"],
            ),
        ] {
            assert_eq!(links(body), found, "{body}");
        }
    }

    #[test]
    fn what_may_be_no_link_stays_words() {
        for body in [
            "`https://example.org/`",
            "```\nhttps://example.org/\n```",
            "    https://example.org/",
            "https\\://example.org/",
            "https://user@example.org/ ftp://example.org/ javascript://example.org/ https:// https://",
            "example.org/ www.example.org mail@example.org",
            "https://example.org/?a=1&amp;b=2 or https://example.org/my\\_page",
        ] {
            assert_eq!(links(body), Vec::<String>::new(), "{body}");
        }
    }

    proptest! {
        #[test]
        fn words_stay_the_same(body in "(https?://|a|é|\\*|_|\\.|,|\\(|\\)|\\[|\\]|<|>|&amp;|`|\\\\|\n| |/|\\||#){0,24}") {
            let source = Source::new(&body);
            let text = |linked: bool| {
                let events: Box<dyn Iterator<Item = (Event<'_>, Range<usize>)>> =
                    if linked { Box::new(source.events()) } else { Box::new(source.events_as_parsed()) };
                events.filter_map(|(event, _)| match event { Event::Text(text) => Some(text.into_string()), _ => None }).collect::<String>()
            };
            prop_assert_eq!(text(true), text(false));
        }
    }
}
