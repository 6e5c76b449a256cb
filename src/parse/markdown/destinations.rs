//! Where in a text the address of a link stands, so that another can be put there.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, TagEnd};

use super::events::Source;
use super::inspect::RelativeLink;

/// Finds the addresses of links into the project while a body is read.
pub(super) struct Addresses<'a> {
    body: &'a str,
    /// Where the body begins in its file.
    base: usize,
    /// Up to where it is read.
    read: usize,
    /// Links whose address stands in a definition, by their number, and the label it has there.
    defined: Vec<(usize, String)>,
}

impl<'a> Addresses<'a> {
    pub(super) const fn new(body: &'a str, base: usize) -> Self {
        Self { body, base, read: 0, defined: Vec::new() }
    }

    /// Takes note of an event; `links` are those found before it.
    pub(super) fn event(&mut self, event: &Event<'_>, span: &Range<usize>, links: &mut [RelativeLink]) {
        if matches!(event, Event::End(TagEnd::Link | TagEnd::Image)) {
            self.place_inline(span, links);
        }
        self.read = if matches!(event, Event::Start(_)) { span.start } else { span.end };
    }

    /// Keeps the label of a link that was read just now, if it is the last of `links` and its address stands elsewhere.
    pub(super) fn keep_label(
        &mut self,
        link_type: LinkType,
        label: CowStr<'_>,
        span: &Range<usize>,
        links: &[RelativeLink],
    ) {
        if matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut)
            && let Some((number, link)) = links.iter().enumerate().next_back()
            && link.span == *span
        {
            self.defined.push((number, label.into_string()));
        }
    }

    /// Finds the address of an inline link, of which all but the address is read.
    fn place_inline(&self, span: &Range<usize>, links: &mut [RelativeLink]) {
        if !self.body.get(span.clone()).is_some_and(|typed| typed.ends_with(')')) {
            return;
        }
        let start = self.base + span.start;
        let mut inside = links.iter_mut().rev().take_while(|link| link.span.start >= start);
        let link = inside.find(|link| link.span.start == start);
        if let Some((link, dest)) = link.zip(inline(self.body, self.read)) {
            link.dest = self.base + dest.start..self.base + dest.end;
        }
    }

    /// Finds the addresses that stand in definitions.
    pub(super) fn finish(&self, source: &Source<'_>, links: &mut [RelativeLink]) {
        if self.defined.is_empty() {
            return;
        }
        let labels: Vec<&str> = self.defined.iter().map(|(_, label)| label.as_str()).collect();
        for ((number, _), begin) in self.defined.iter().zip(source.definitions(&labels)) {
            let dest = begin.and_then(|begin| defined(self.body, begin));
            if let Some((link, dest)) = links.get_mut(*number).zip(dest) {
                link.dest = self.base + dest.start..self.base + dest.end;
            }
        }
    }
}

/// Where the address of an inline link stands whose words end at byte `from` of `text`.
fn inline(text: &str, from: usize) -> Option<Range<usize>> {
    let opened = text.get(from..)?.find("](")?;
    address(text, from + opened + 2)
}

/// Where the address stands in the definition of a link that begins at byte `from` of `text`.
fn defined(text: &str, from: usize) -> Option<Range<usize>> {
    let definition = text.get(from..)?;
    let is_bare = |at: &usize| !definition.get(..*at).is_some_and(|before| before.ends_with('\\'));
    let colon = definition.match_indices("]:").map(|(at, _)| at).find(is_bare)?;
    address(text, from + colon + 2)
}

/// The address that begins at byte `from`, after blanks: up to a blank or the parenthesis that is closed but was not
/// opened in it, or between angle brackets.
fn address(text: &str, from: usize) -> Option<Range<usize>> {
    let rest = text.get(from..)?;
    let typed = rest.trim_start();
    let start = from + rest.len() - typed.len();
    Some(match typed.strip_prefix('<') {
        Some(inside) => start + 1..start + 1 + end_in_brackets(inside),
        None => start..start + end(typed),
    })
}

fn end_in_brackets(inside: &str) -> usize {
    unescaped(inside).find(|(_, c)| *c == '>').map_or(inside.len(), |(at, _)| at)
}

fn end(typed: &str) -> usize {
    let mut open = 0_usize;
    let ends = |(_, c): &(usize, char)| match c {
        '(' => {
            open += 1;
            false
        }
        ')' => match open.checked_sub(1) {
            Some(still) => {
                open = still;
                false
            }
            None => true,
        },
        c => c.is_ascii_whitespace(),
    };
    unescaped(typed).find(ends).map_or(typed.len(), |(at, _)| at)
}

/// The characters that no backslash stands before.
fn unescaped(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut is_escaped = false;
    text.char_indices().filter(move |(_, c)| {
        let is_shown = !is_escaped;
        is_escaped = is_shown && *c == '\\';
        is_shown
    })
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Diagnostics;
    use crate::parse::markdown::inspect;
    use crate::source::FileId;

    fn addresses(text: &str) -> Vec<&str> {
        let body = inspect(FileId(0), text, 0..text.len(), &mut Diagnostics::new());
        body.relative_links().iter().map(|link| &text[link.dest.clone()]).collect()
    }

    #[test]
    fn the_address_is_found_and_not_what_looks_like_it() {
        for (text, found) in [
            ("[a.md](a.md \"a.md\")", "a.md"),
            ("é [*a*](  a.md#b 'a.md' )", "a.md#b"),
            ("[`](x)`](a.md)", "a.md"),
            ("[a\\](x](a.md)", "a.md"),
            ("[](a.md)", "a.md"),
            ("[a](<b c.md> \"t\")", "b c.md"),
            ("[a](<b\\>c.md>)", "b\\>c.md"),
            ("[a](a(1).md)", "a(1).md"),
            ("[a](caf%C3%A9.md)", "caf%C3%A9.md"),
            ("> [a\n> b](a.md)", "a.md"),
            ("![a](a.png \"a.png\")", "a.png"),
            ("[a.md]\n\n[A.md]:  a.md 'a.md'", "a.md"),
            ("[b][a\\]:c]\n\n[a\\]:c]: <a.md>", "a.md"),
            ("a[^1] [b][]\n\n[b]:\na.md\n\n[^1]: c", "a.md"),
        ] {
            assert_eq!(addresses(text), [found], "{text}");
        }
    }

    #[test]
    fn a_link_and_the_image_in_it_have_their_own() {
        assert_eq!(addresses("[![a](b.png) c ![d](e.png)](f.md)"), ["f.md", "b.png", "e.png"]);
    }
}
