//! Text for programs that know nothing of HTML.

use std::borrow::Cow;

/// The text without controls of any kind: feed readers and calendars show a text alone, where nothing needs isolating.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    if holds_control(text.as_bytes()) { text.replace(is_control, "").into() } else { text.into() }
}

/// How many bytes are judged at once.
const LANES: usize = 16;

/// Whether there is a control: by bytes, many at a time, which takes a fraction of the time that characters take.
fn holds_control(text: &[u8]) -> bool {
    let behind = |at: usize| text.get(at..).unwrap_or_default();
    let mut at = 0;
    while let (Some(bytes), Some(next)) = (behind(at).first_chunk(), behind(at + 1).first_chunk()) {
        if may_hold_control(bytes, next) && (at..at + LANES).any(|at| begins_control(behind(at))) {
            return true;
        }
        at += LANES;
    }
    (at..text.len()).any(|at| begins_control(behind(at)))
}

/// Whether one of some bytes, with the one behind it, may begin a control: all are judged in one go, by instructions
/// that take many.
fn may_hold_control(bytes: &[u8; LANES], next: &[u8; LANES]) -> bool {
    let doubtful = |(first, second): (&u8, &u8)| {
        let (first, second) = (*first, *second);
        let is_ascii = first < 0x20 && first != b'\t' && first != b'\n' || first == 0x7f;
        let is_longer = first == 0xc2 && second < 0xa0
            || first == 0xd8 && second == 0x9c
            || first == 0xe2 && (second == 0x80 || second == 0x81)
            || first == 0xef && second == 0xbb;
        u8::from(is_ascii || is_longer)
    };
    bytes.iter().zip(next).map(doubtful).fold(0, |all, one| all | one) != 0
}

/// Whether a text begins with a control.
const fn begins_control(text: &[u8]) -> bool {
    match text {
        // U+0080 to U+009F; U+061C; the marks of direction; U+FEFF.
        [0xc2, 0x80..=0x9f, ..]
        | [0xd8, 0x9c, ..]
        | [0xe2, 0x80, 0x8e | 0x8f | 0xaa..=0xae, ..]
        | [0xe2, 0x81, 0xa6..=0xa9, ..]
        | [0xef, 0xbb, 0xbf, ..] => true,
        [b'\t' | b'\n', ..] | [] => false,
        [first, ..] => first.is_ascii_control(),
    }
}

fn is_control(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_vanish_and_words_stay() {
        assert_eq!(plain("a\u{202e}b\u{7}c\u{2068}d\u{2069}"), "abcd");
        assert!(matches!(plain("line\none\u{200c}"), Cow::Borrowed("line\none\u{200c}")));
    }
    #[test]
    fn bytes_and_characters_agree() {
        let far = "é".repeat(LANES / 2 - 1);
        for c in '\0'..=char::MAX {
            for text in [format!("é{c}x"), format!("{far}x{c}"), format!("{far}{c}{far}")] {
                assert_eq!(holds_control(text.as_bytes()), is_control(c), "{c:?}");
            }
        }
    }
}
