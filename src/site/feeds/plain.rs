//! Text for programs that know nothing of HTML.

use std::borrow::Cow;

/// The text without controls of any kind: feed readers and calendars show a text alone, where nothing needs isolating.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    if holds_control(text.as_bytes()) { text.replace(is_control, "").into() } else { text.into() }
}

/// Whether there is a control: by bytes, which takes a fraction of the time that characters take.
fn holds_control(text: &[u8]) -> bool {
    let begins_one = |(at, byte): (usize, &u8)| {
        let then = |further: usize| text.get(at + further).copied().unwrap_or_default();
        match byte {
            b'\t' | b'\n' => false,
            0..0x20 | 0x7f => true,
            // U+0080 to U+009F; U+061C; the marks of direction; U+FEFF.
            0xc2 => then(1) < 0xa0,
            0xd8 => then(1) == 0x9c,
            0xe2 => matches!((then(1), then(2)), (0x80, 0x8e | 0x8f | 0xaa..=0xae) | (0x81, 0xa6..=0xa9)),
            0xef => (then(1), then(2)) == (0xbb, 0xbf),
            _ => false,
        }
    };
    text.iter().enumerate().any(begins_one)
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
        for c in '\0'..=char::MAX {
            assert_eq!(holds_control(format!("é{c}x").as_bytes()), is_control(c), "{c:?}");
        }
    }
}
