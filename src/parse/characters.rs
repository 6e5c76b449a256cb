//! Which characters a text may hold: none that hide, reorder or fake what is read.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::source::FileId;

/// What kind of text is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Keys and values: direction isolates must be closed on their line, and line separators are refused.
    FrontMatter,
    /// Prose: direction isolates must be closed in their paragraph.
    Prose,
    /// Names, ids and addresses: no direction control at all.
    Name,
}

/// Tells every refused character in `range` of a file's `text`, a run of the same one once.
pub fn check(file: FileId, text: &str, range: Range<usize>, kind: Kind, problems: &mut Diagnostics) {
    let Some(checked) = text.get(range.clone()).filter(|checked| may_tell(checked.as_bytes())) else { return };
    check_each(file, checked, range.start, kind, problems);
}

fn check_each(file: FileId, checked: &str, start: usize, kind: Kind, problems: &mut Diagnostics) {
    let mut taken = Taken::new(kind);
    let mut at = 0;
    while let Some(found) = checked.as_bytes().iter().skip(at).position(|byte| LEADS[*byte as usize]) {
        at += found;
        let Some(c) = checked.get(at..).and_then(|rest| rest.chars().next()) else { break };
        if c == '\n' || c == '\r' {
            taken.end_line(&checked[at + 1..], c);
        } else {
            taken.take(c, start + at..start + at + c.len_utf8());
        }
        at += c.len_utf8();
    }
    taken.finish(file, problems);
}

/// How many bytes are first looked at for a lead byte alone.
const BLOCK: usize = 64;

/// Whether any character of `bytes` is refused or must be closed in some kind of text. Most texts have none, and this
/// passes over many bytes at once: no byte decides whether the next is looked at.
fn may_tell(bytes: &[u8]) -> bool {
    let (blocks, end) = bytes.as_chunks::<BLOCK>();
    let in_blocks = blocks.iter().enumerate().any(|(number, block)| {
        let at = number * BLOCK;
        block.iter().fold(false, |found, byte| found | may_lead(*byte))
            && begins_told(bytes.get(at..at + BLOCK + 2).unwrap_or(block))
    });
    // The last block is looked at without what follows, so its last two bytes are among the rest.
    let last = (end.len() + 2).min(bytes.len());
    let mut padded = [b' '; BLOCK + 4];
    if let Some((end, place)) = bytes.get(bytes.len() - last..).zip(padded.get_mut(..last)) {
        place.copy_from_slice(end);
    }
    in_blocks || begins_told(&padded)
}

/// Whether a character told of begins in `bytes`, the last two aside.
fn begins_told(bytes: &[u8]) -> bool {
    let (Some(second), Some(third)) = (bytes.get(1..), bytes.get(2..)) else { return true };
    bytes.iter().zip(second).zip(third).fold(false, |found, ((a, b), c)| found | is_told(*a, *b, *c))
}

/// Whether a character told of may begin with this byte.
#[expect(clippy::needless_bitwise_bool, reason = "without branches the compiler makes vectors of it")]
const fn may_lead(a: u8) -> bool {
    is_control(a) | (a == 0xc2) | (a == 0xe2) | (a >= 0xef)
}

/// Whether a character told of begins with these bytes; some harmless neighbours count too.
#[expect(clippy::needless_bitwise_bool, reason = "without branches the compiler makes vectors of it")]
const fn is_told(a: u8, b: u8, c: u8) -> bool {
    let is_high_control = (a == 0xc2) & (b < 0xa0);
    let is_direction = (a == 0xe2) & ((b == 0x80) & (c.wrapping_sub(0xa8) < 7) | (b == 0x81));
    // The last two of each plane beyond the first, of which three bytes tell: nF BF BE and nF BF BF.
    let is_last_of_plane = (a >= 0xf0) & (b & 0x0f == 0x0f) & (c == 0xbf);
    is_control(a) | is_high_control | is_direction | is_last_of_plane | (a == 0xef) | (a == 0xf3)
}

#[expect(clippy::needless_bitwise_bool, reason = "without branches the compiler makes vectors of it")]
const fn is_control(a: u8) -> bool {
    (a < 0x20) & (a != b'\t') & (a != b'\n') & (a != b'\r') | (a == 0x7f)
}

/// Bytes a noteworthy character can begin with; all others are passed over.
const LEADS: [bool; 256] = {
    let mut leads = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        leads[byte] = (byte < 0x20 && byte != 0x09) || matches!(byte, 0x7f | 0xc2 | 0xe2 | 0xef..=0xf4);
        byte += 1;
    }
    leads
};

const fn is_isolate(c: char) -> bool {
    matches!(c, '\u{2066}'..='\u{2069}')
}

const fn is_refused(c: char, kind: Kind) -> bool {
    match c {
        '\t' | '\n' | '\r' => false,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}' => {
            true
        }
        '\u{2028}' | '\u{2029}' => !matches!(kind, Kind::Prose),
        '\u{2066}'..='\u{2069}' => matches!(kind, Kind::Name),
        _ => is_noncharacter(c),
    }
}

/// Whether Unicode keeps it from ever being a character (§23.7): XML and HTML refuse some or all of them.
const fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || matches!(c as u32 & 0xffff, 0xfffe | 0xffff)
}

/// What is wrong with a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wrong {
    Refused,
    ClosesNothing,
    NotClosed,
}

/// The characters of a text that were looked at, in their order.
struct Taken {
    kind: Kind,
    /// The direction isolates that are open.
    open: Vec<(char, Range<usize>)>,
    /// What is wrong: a run of the same is one.
    runs: Vec<(char, Wrong, Range<usize>)>,
}

impl Taken {
    const fn new(kind: Kind) -> Self {
        Self { kind, open: Vec::new(), runs: Vec::new() }
    }

    fn take(&mut self, c: char, span: Range<usize>) {
        if !is_isolate(c) || self.kind == Kind::Name {
            if is_refused(c, self.kind) {
                self.tell(c, Wrong::Refused, span);
            }
        } else if c != '\u{2069}' {
            self.open.push((c, span));
        } else if self.open.pop().is_none() {
            self.tell(c, Wrong::ClosesNothing, span);
        }
    }

    fn tell(&mut self, c: char, wrong: Wrong, span: Range<usize>) {
        match self.runs.last_mut() {
            Some((last, same, run)) if *last == c && *same == wrong && run.end == span.start => run.end = span.end,
            _ => self.runs.push((c, wrong, span)),
        }
    }

    /// A paragraph of prose ends where the next line is blank; a value of front matter with its line.
    fn end_line(&mut self, rest: &str, end: char) {
        if self.open.is_empty() {
            return;
        }
        let next = rest.strip_prefix('\n').filter(|_| end == '\r').unwrap_or(rest).trim_start_matches([' ', '\t']);
        if self.kind != Kind::Prose || next.is_empty() || next.starts_with(['\n', '\r']) {
            self.end_text();
        }
    }

    /// Ends what isolates must be closed in.
    fn end_text(&mut self) {
        for (c, span) in std::mem::take(&mut self.open) {
            self.tell(c, Wrong::NotClosed, span);
        }
    }

    fn finish(mut self, file: FileId, problems: &mut Diagnostics) {
        self.end_text();
        problems.extend(self.runs.into_iter().map(|(c, wrong, span)| told(c, wrong, Place::new(file, span))));
    }
}

/// Characters that a text doesn't hold but writes, by escapes or references, in their order.
pub struct Written {
    file: FileId,
    taken: Taken,
}

impl Written {
    /// None so far, in a file where this may stand.
    pub const fn new(file: FileId, kind: Kind) -> Self {
        Self { file, taken: Taken::new(kind) }
    }

    /// Takes the next character, written at `span`.
    pub fn take(&mut self, c: char, span: Range<usize>) {
        self.taken.take(c, span);
    }

    /// Ends the text, or the paragraph, in which isolates must be closed.
    pub fn end_text(&mut self) {
        self.taken.end_text();
    }

    /// What is wrong with them.
    pub fn finish(self) -> Diagnostics {
        let mut problems = Diagnostics::new();
        self.taken.finish(self.file, &mut problems);
        problems
    }
}

/// Whether no character of a text that stands by itself is refused, and its direction isolates are closed in it.
pub fn is_fit(text: &str, kind: Kind) -> bool {
    let mut problems = Diagnostics::new();
    check(FileId(0), text, 0..text.len(), kind, &mut problems);
    problems.is_empty()
}

fn told(c: char, wrong: Wrong, place: Place) -> Diagnostic {
    let (what, help) = match wrong {
        Wrong::Refused => ("is refused here", "remove it: it is invisible, and can make a text look like another"),
        Wrong::ClosesNothing => ("closes nothing", TO_CLOSE),
        Wrong::NotClosed => ("is not closed (U+2069)", TO_CLOSE),
    };
    let message = format!("{} (U+{:04X}) {what}", name(c), u32::from(c));
    Diagnostic::new(Code::RefusedCharacter, place, message).help(help).fix("")
}

const TO_CLOSE: &str = "remove it, or close every isolate (U+2066 to U+2068) by U+2069 in the same paragraph";

const fn name(c: char) -> &'static str {
    match c {
        '\u{202a}' => "the left-to-right embedding",
        '\u{202b}' => "the right-to-left embedding",
        '\u{202c}' => "the end of a direction embedding",
        '\u{202d}' => "the left-to-right override",
        '\u{202e}' => "the right-to-left override",
        '\u{2066}' => "the left-to-right isolate",
        '\u{2067}' => "the right-to-left isolate",
        '\u{2068}' => "the first-strong isolate",
        '\u{2069}' => "the end of a direction isolate",
        '\u{2028}' => "the line separator",
        '\u{2029}' => "the paragraph separator",
        '\u{feff}' => "a byte order mark inside the text",
        '\u{e0000}'..='\u{e007f}' => "an invisible tag character",
        '\u{1b}' => "the escape character",
        '\0' => "the null character",
        c if is_noncharacter(c) => "what is no character",
        _ => "a control character",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn told(text: &str, kind: Kind) -> Vec<(String, Range<usize>)> {
        let mut problems = Diagnostics::new();
        check(FileId(0), text, 0..text.len(), kind, &mut problems);
        problems.into_sorted().into_iter().map(|problem| (problem.message, problem.place.span)).collect()
    }

    fn spans(text: &str, kind: Kind) -> Vec<(usize, usize)> {
        told(text, kind).into_iter().map(|(_, span)| (span.start, span.end)).collect()
    }

    #[test]
    fn ordinary_text_of_any_script_passes() {
        let text =
            "a\tb\r\n«é» — “x”… مرحبا\u{200f}، ١٢٣ \u{200d}\u{200c}\u{61c} 日本 \u{1f600} \u{a0}\u{ad}\u{202f}\u{2060}";
        for kind in [Kind::FrontMatter, Kind::Prose, Kind::Name] {
            assert_eq!(told(text, kind), []);
        }
    }

    #[test]
    fn each_refused_character_is_named_with_its_code_point() {
        let cases = [
            ("a\u{202e}b", "the right-to-left override (U+202E) is refused here", 1..4),
            ("é\0", "the null character (U+0000) is refused here", 2..3),
            ("\u{1b}[31m", "the escape character (U+001B) is refused here", 0..1),
            ("a\u{85}", "a control character (U+0085) is refused here", 1..3),
            ("a\u{7f}", "a control character (U+007F) is refused here", 1..2),
            ("a\u{feff}", "a byte order mark inside the text (U+FEFF) is refused here", 1..4),
            ("\u{e0041}", "an invisible tag character (U+E0041) is refused here", 0..4),
            ("a\u{ffff}", "what is no character (U+FFFF) is refused here", 1..4),
            ("\u{fdd0}b", "what is no character (U+FDD0) is refused here", 0..3),
            ("\u{1fffe}", "what is no character (U+1FFFE) is refused here", 0..4),
        ];
        for (text, message, span) in cases {
            for kind in [Kind::FrontMatter, Kind::Prose, Kind::Name] {
                assert_eq!(told(text, kind), [(message.to_owned(), span.clone())], "{text:?}");
            }
        }
    }

    #[test]
    fn a_run_of_one_character_is_told_once() {
        assert_eq!(spans("a\u{202e}\u{202e}\u{202e}b\u{202e}", Kind::Prose), [(1, 10), (11, 14)]);
        assert_eq!(spans("\u{2067}\u{2067}a\u{2068}", Kind::Prose), [(0, 6), (7, 10)]);
        assert_eq!(spans("a\u{2069}\u{2069}", Kind::Prose), [(1, 7)]);
    }

    #[test]
    fn line_separators_are_refused_in_front_matter_only() {
        assert_eq!(spans("a\u{2028}b\u{2029}", Kind::FrontMatter), [(1, 4), (5, 8)]);
        assert!(spans("a\u{2028}b\u{2029}", Kind::Prose).is_empty());
    }

    #[test]
    fn isolates_pair_within_a_paragraph_of_prose() {
        assert!(spans("\u{2067}a\nb\u{2069} \u{2066}\u{2068}c\u{2069}\u{2069}", Kind::Prose).is_empty());
        assert_eq!(spans("\u{2067}a\n\nb\u{2069}", Kind::Prose), [(0, 3), (7, 10)]);
        assert_eq!(spans("\u{2067}a\r\n \r\nb", Kind::Prose), [(0, 3)]);
    }

    #[test]
    fn isolates_pair_within_a_line_of_front_matter_and_never_stand_in_names() {
        assert!(spans("a: \u{2067}b\u{2069}\nc: d", Kind::FrontMatter).is_empty());
        assert_eq!(spans("a: \u{2067}b\nc: d\u{2069}", Kind::FrontMatter), [(3, 6), (12, 15)]);
        assert_eq!(spans("\u{2067}b\u{2069}", Kind::Name), [(0, 3), (4, 7)]);
    }

    #[test]
    fn only_the_range_is_checked_and_places_count_from_the_file() {
        let mut problems = Diagnostics::new();
        check(FileId(0), "\u{feff}a\u{202e}b\u{202e}", 3..8, Kind::Prose, &mut problems);
        let spans: Vec<_> = problems.iter().map(|problem| (problem.place.span.start, problem.place.span.end)).collect();
        assert_eq!(spans, [(4, 7)]);
    }

    #[test]
    fn a_refused_character_is_told_wherever_it_stands() {
        for before in 0..2 * BLOCK + 3 {
            for refused in
                ["\0", "\u{80}", "\u{202a}", "\u{2069}", "\u{feff}", "\u{fffe}", "\u{1ffff}", "\u{e0001}", "\u{10fffe}"]
            {
                for after in ["", "b", "bc", "bcd"] {
                    let text = format!("{}{refused}{after}", "a".repeat(before));
                    assert_eq!(spans(&text, Kind::Name), [(before, before + refused.len())], "{text:?}");
                }
            }
        }
    }

    proptest! {
        #[test]
        fn what_is_passed_over_at_once_holds_nothing_to_tell(
            text in "([a\t\n\r«é—…\u{202f}\u{200f}\u{600}日\u{2060}]|[\0\u{1b}\u{7f}\u{80}\u{9f}\u{a0}\u{2027}-\u{202f}\u{2065}-\u{206a}\u{feff}\u{fdcf}-\u{fdf0}\u{fffd}-\u{fffe}\u{1fffd}-\u{20001}\u{e0041}\u{10ffff}]){0,6}",
            padding in 0..200_usize,
        ) {
            let text = format!("{}{text}", "x".repeat(padding));
            for kind in [Kind::FrontMatter, Kind::Prose, Kind::Name] {
                let mut each = Diagnostics::new();
                check_each(FileId(0), &text, 0, kind, &mut each);
                let each: Vec<_> =
                    each.into_sorted().into_iter().map(|problem| (problem.message, problem.place.span)).collect();
                prop_assert_eq!(told(&text, kind), each);
            }
        }
    }
}
