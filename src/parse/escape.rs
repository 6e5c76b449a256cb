//! Text as it may stand in HTML, between tags or in a quoted attribute.

/// Adds `text` to `out` with `& < > " '` as references and without control characters HTML has no place for.
pub fn escape_into(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| SPECIAL[byte as usize]) {
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

/// Bytes that can't stand as they are.
const SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let mut byte = 0;
    while byte < 0x80 {
        special[byte as usize] =
            matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'' | 0..=8 | 0x0b | 0x0c | 0x0e..=0x1f | 0x7f);
        byte += 1_u8;
    }
    special
};

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
