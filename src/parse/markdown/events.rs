//! The events of a body, with the bytes they stand on.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser};

use super::bare::Linked;
use crate::parse::bytes::position_from;
use crate::parse::lines::lines_from;

/// The longest footnote label looked for, in bytes.
const LONGEST_LABEL: usize = 200;
/// No line of honest prose opens this many blocks; beyond, the parser's cost would grow with their number.
const LINE_DEPTH: usize = 128;

/// A body made ready for the parser, which takes only *defined* footnotes for footnotes: empty definitions of every
/// label typed stand before it and are left out of the events.
pub(super) struct Source<'a> {
    text: Cow<'a, str>,
    lead: usize,
    may_define: bool,
}

impl<'a> Source<'a> {
    pub(super) fn new(body: &'a str) -> Self {
        let (labels, may_define) = labels(body);
        if labels.is_empty() {
            return Self { text: Cow::Borrowed(body), lead: 0, may_define };
        }
        let mut text = String::with_capacity(body.len() + 256);
        for label in labels {
            text.extend(["[^", label, "]:\n"]);
        }
        // The rule ends the last definition, whatever the body begins with.
        text.push_str("\n***\n");
        let lead = text.len();
        text.push_str(body);
        Self { text: Cow::Owned(text), lead, may_define }
    }

    /// Whether a footnote may be defined in the body; it surely isn't where this is false.
    pub(super) const fn may_define(&self) -> bool {
        self.may_define
    }

    /// Where the definitions of links begin that are called by these labels.
    pub(super) fn definitions(&self, labels: &[&str]) -> Vec<Option<usize>> {
        let parser = Parser::new_ext(&self.text, options());
        let definitions = parser.reference_definitions();
        let begin = |label: &&str| definitions.get(label)?.span.start.checked_sub(self.lead);
        labels.iter().map(begin).collect()
    }

    /// Labels and places of the definitions of links that are called by none of these labels.
    pub(super) fn definitions_beside(&self, labels: &BTreeSet<String>) -> Vec<(String, Range<usize>)> {
        let parser = Parser::new_ext(&self.text, options());
        let definitions = parser.reference_definitions();
        let begin = |label: &String| Some(definitions.get(label)?.span.start);
        let referred: BTreeSet<usize> = labels.iter().filter_map(begin).collect();
        let others = definitions.iter().filter(|(_, one)| !referred.contains(&one.span.start));
        let others = others.filter_map(|(label, one)| {
            let start = one.span.start.checked_sub(self.lead)?;
            Some((label.to_owned(), start..one.span.end - self.lead))
        });
        let mut others: Vec<_> = others.collect();
        others.sort_by_key(|(_, span)| span.start);
        others
    }

    /// The events with their bytes in the body; addresses in words are links, `<br>` breaks a line, for cells of tables
    /// have no other way to, and the end of a line is no blank where none may stand.
    pub(super) fn events(&self) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
        let body = self.text.get(self.lead..).unwrap_or_default();
        let events = self.events_as_parsed().filter_map(|(event, span)| match event {
            Event::InlineHtml(html) if is_line_break(&html) => Some((Event::HardBreak, span)),
            Event::SoftBreak if is_within_words(body, &span) => None,
            event => Some((event, span)),
        });
        Linked::new(body, events)
    }

    /// The same as the parser gives them.
    pub(super) fn events_as_parsed(&self) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
        let lead = self.lead;
        let events = Parser::new_ext(&self.text, options()).into_offset_iter();
        events
            .skip_while(move |(_, span)| span.start < lead)
            .map(move |(event, span)| (event, span.start - lead..span.end - lead))
    }
}

/// Whether a line ends between two signs of a script without spaces, whatever is emphasised (CSS Text 3, §4.1.3, which
/// browsers don't follow).
fn is_within_words(body: &str, line_end: &Range<usize>) -> bool {
    let emphasis = |c: char| matches!(c, '*' | '_' | ' ' | '\t');
    let before = body.get(..line_end.start).unwrap_or_default();
    // Nearly all lines end in ASCII, or begin so.
    if before.as_bytes().last().is_none_or(u8::is_ascii) && !before.ends_with(emphasis) {
        return false;
    }
    let after = body.get(line_end.end..).unwrap_or_default();
    let last = before.trim_end_matches(emphasis).chars().next_back();
    let first = after.trim_start_matches(|c| emphasis(c) || c == '>').chars().next();
    last.is_some_and(is_written_close) && first.is_some_and(is_written_close)
}

/// Whether a sign is Chinese or Japanese, or punctuation of these. Korean has blanks.
const fn is_written_close(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{312f}' | '\u{31a0}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}'
            | '\u{ff01}'..='\u{ff60}' | '\u{1b000}'..='\u{1b16f}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether raw HTML is a line break, as HTML and XML write it.
fn is_line_break(html: &str) -> bool {
    let inside = html.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
    inside.is_some_and(|tag| tag.trim_end_matches(['/', ' ']).eq_ignore_ascii_case("br"))
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_GFM
}

/// Whatever may be the label of a footnote reference, in code or not, and whether one may be that of a definition.
fn labels(body: &str) -> (BTreeSet<&str>, bool) {
    let mut labels = BTreeSet::new();
    let mut may_define = false;
    let mut from = 0;
    while let Some(at) = position_from(body.as_bytes(), from, |byte| byte == b'^') {
        from = at + 1;
        if at.checked_sub(1).and_then(|before| body.as_bytes().get(before)) != Some(&b'[') {
            continue;
        }
        let rest = body.get(from..).unwrap_or("");
        let label = label(rest);
        may_define |= label.is_none_or(|label| rest.get(label.len()..).is_some_and(|rest| rest.starts_with("]:")));
        labels.extend(label);
    }
    (labels, may_define)
}

fn label(rest: &str) -> Option<&str> {
    let end = rest.bytes().take(LONGEST_LABEL).position(|byte| matches!(byte, b'[' | b']' | b'\\' | b'\n' | b'\r'))?;
    let label = rest.get(..end).filter(|label| rest.as_bytes().get(end) == Some(&b']') && label.trim() == *label)?;
    (!label.is_empty()).then_some(label)
}

/// The first line that opens so many blocks within each other that it must not reach the parser.
pub(super) fn line_too_deep(body: &str) -> Option<Range<usize>> {
    if may_open_many(body.as_bytes()) { first_too_deep(body) } else { None }
}

fn first_too_deep(body: &str) -> Option<Range<usize>> {
    lines_from(body, 0).map(|line| line.span).find(|span| opened_blocks(&body[span.clone()]) > LINE_DEPTH)
}

/// How many bytes are looked at together; a line that opens too many blocks without a footnote fills at least one.
const BLOCK: usize = LINE_DEPTH / 4;

/// Whether some line may open so many blocks: one begins with a footnote, or a whole block is made of signs and blanks,
/// each of which opens two blocks at most. Hardly any prose has its lines looked at after this.
fn may_open_many(bytes: &[u8]) -> bool {
    let (blocks, _) = bytes.as_chunks::<BLOCK>();
    blocks.iter().any(|block| block.iter().fold(true, |all, byte| all & opens(*byte))) || may_begin_with_footnote(bytes)
}

/// Whether nothing but signs and blanks may stand between the begin of a line and a `[^`.
fn may_begin_with_footnote(bytes: &[u8]) -> bool {
    let mut from = 0;
    while let Some(at) = position_from(bytes, from, |byte| byte == b'^') {
        from = at + 1;
        let Some([before @ .., b'[']) = bytes.get(..at) else { continue };
        if before.iter().rfind(|byte| !opens(**byte)).is_none_or(|byte| matches!(byte, b'\n' | b'\r')) {
            return true;
        }
    }
    false
}

/// Whether a byte may belong to the blocks a line opens, footnotes aside; some harmless neighbours count too.
#[expect(clippy::needless_bitwise_bool, reason = "without branches the compiler makes vectors of it")]
const fn opens(byte: u8) -> bool {
    (byte.wrapping_sub(b' ') <= b'>' - b' ') | (byte == b'\t')
}

/// At least as many blocks as this line can open or continue: one a marker, one for every two columns of indent.
fn opened_blocks(line: &str) -> usize {
    let bytes = line.as_bytes();
    let (mut columns, mut markers, mut at) = (0, 0, 0);
    while let Some(byte) = bytes.get(at) {
        let is_last = bytes.get(at + 1).is_none_or(u8::is_ascii_whitespace);
        match byte {
            b' ' => columns += 1,
            b'\t' => columns += 4,
            b'>' => markers += 1,
            b'-' | b'+' | b'*' | b'.' | b')' if is_last => markers += 1,
            b'0'..=b'9' => {}
            b'[' if bytes.get(at + 1) == Some(&b'^') => match bytes.iter().skip(at).position(|byte| *byte == b':') {
                Some(length) => {
                    at += length;
                    markers += 1;
                }
                None => break,
            },
            _ => break,
        }
        at += 1;
    }
    markers + columns / 2
}

/// The visible parts of raw HTML: what stands outside its comments.
pub(super) fn without_comments(html: &str) -> Cow<'_, str> {
    if !html.contains("<!--") {
        return Cow::Borrowed(html);
    }
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, comment)) = rest.split_once("<!--") {
        let Some((_, after)) = comment.split_once("-->") else { break };
        out.push_str(before);
        rest = after;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_line_that_is_too_deep_is_passed_over(
            before in "(\\PC{0,3}[\n\r]{0,2}){0,2}",
            indent in "[ \t]{0,2}",
            sign in "([>\\-+*.)0-9 \t]|[>+*-] |1[.)]\t|\\[\\^a\\]: ?){1,4}",
            count in 0..300_usize,
            after in "[\n\r]{0,2}a{0,2}",
        ) {
            let body = format!("{before}{indent}{}{after}", sign.repeat(count));
            prop_assert_eq!(line_too_deep(&body), first_too_deep(&body), "{:?}", body);
        }
    }

    #[test]
    fn the_end_of_a_line_is_no_blank_where_none_may_stand() {
        let breaks = |body: &str| Source::new(body).events().filter(|(event, _)| *event == Event::SoftBreak).count();
        for closed in
            ["データ\nセンター", "障害。\n復旧", "**障**\n**害**", "> 障害\n> 復旧", "障害\n  復旧", "服务\n器"]
        {
            assert_eq!(breaks(closed), 0, "{closed}");
        }
        for open in ["a\nb", "障害\nAWS", "AWS\n障害", "장애\n복구", "é\n害", "ไทย\nไทย", "障\n\n害"]
        {
            assert_eq!(breaks(open), usize::from(!open.contains("\n\n")), "{open}");
        }
    }
}
