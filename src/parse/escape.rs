//! Text as it may stand in HTML, between tags or in a quoted attribute.

use super::bytes::position_from;

/// Adds `text` to `out` with `& < > " '` as references and without control characters HTML has no place for.
pub fn escape_into(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = position_from(rest.as_bytes(), 0, is_special) {
        let (plain, special) = rest.split_at(at);
        out.push_str(plain);
        out.push_str(reference(special.as_bytes().first().copied().unwrap_or_default()));
        rest = special.get(1..).unwrap_or_default();
    }
    out.push_str(rest);
}

/// [`escape_into`] a new text.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape_into(&mut out, text);
    out
}

/// Whether a byte can't stand as it is.
#[expect(clippy::needless_bitwise_bool, reason = "without branches the compiler makes vectors of it")]
const fn is_special(byte: u8) -> bool {
    let is_control = (byte < 0x20) & (byte != b'\t') & (byte != b'\n') & (byte != b'\r');
    let is_markup = (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == b'"') | (byte == b'\'');
    is_control | is_markup | (byte == 0x7f)
}

const fn reference(byte: u8) -> &'static str {
    match byte {
        b'&' => "&amp;",
        b'<' => "&lt;",
        b'>' => "&gt;",
        b'"' => "&quot;",
        b'\'' => "&#39;",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn markup_becomes_text_and_controls_vanish() {
        assert_eq!(
            escape("<a href=\"x\" b='&'>é\0\u{7}\t\n\u{7f}ب"),
            "&lt;a href=&quot;x&quot; b=&#39;&amp;&#39;&gt;é\t\nب"
        );
        assert_eq!(escape(""), "");
        assert_eq!(escape("plain"), "plain");
    }
}
