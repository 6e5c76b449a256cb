//! Characters of an author's text that a terminal would act on, or a reader not see.

use std::borrow::Cow;

/// Whether `c` moves the cursor, turns the direction of text, or is invisible. Joiners, which Persian and emoji
/// need, and tabs are none of these.
pub(super) const fn is_unsafe(c: char) -> bool {
    matches!(c,
        '\0'..='\u{8}' | '\n'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

/// The text, of one line, with such characters written as `\u{202e}`.
pub fn visible(text: &str) -> Cow<'_, str> {
    replaced(text, |c| c.escape_unicode().to_string())
}

/// JSON with such characters written as `\u202e`: the same values, safe to look at.
pub(super) fn visible_json(json: &str) -> Cow<'_, str> {
    replaced(json, |c| match c.encode_utf16(&mut [0; 2]) {
        [high, low] => format!("\\u{high:04x}\\u{low:04x}"),
        _ => format!("\\u{:04x}", u32::from(c)),
    })
}

fn replaced(text: &str, escape: impl Fn(char) -> String) -> Cow<'_, str> {
    if !text.contains(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_unsafe(c) {
            out.push_str(&escape(c));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_on_a_terminal_is_written_out() {
        assert_eq!(visible("a\u{1b}[31m\u{202e}b\nc\u{9b}"), "a\\u{1b}[31m\\u{202e}b\\u{a}c\\u{9b}");
        assert_eq!(visible("مرحبا\tनमस्ते 👩\u{200d}🚒"), "مرحبا\tनमस्ते 👩\u{200d}🚒");
    }

    #[test]
    fn json_keeps_its_values() {
        let json = serde_json::to_string("\u{202e}\u{e0001}é").unwrap();
        assert_eq!(visible_json(&json), "\"\\u202e\\udb40\\udc01é\"");
        assert_eq!(serde_json::from_str::<String>(&visible_json(&json)).unwrap(), "\u{202e}\u{e0001}é");
    }
}
