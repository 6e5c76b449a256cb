//! Text for programs that know nothing of HTML.

use std::borrow::Cow;

/// The text without controls of any kind: feed readers and calendars show a text alone, where nothing needs isolating.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    if text.contains(is_control) { text.replace(is_control, "").into() } else { text.into() }
}

fn is_control(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn controls_vanish_and_words_stay() {
        assert_eq!(plain("a\u{202e}b\u{7}c\u{2068}d\u{2069}"), "abcd");
        assert!(matches!(plain("line\none\u{200c}"), std::borrow::Cow::Borrowed("line\none\u{200c}")));
    }
}
