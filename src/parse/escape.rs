//! Text as it may stand in HTML, between tags or in a quoted attribute.

use std::io::{self, Write};

use super::bytes::position_from;

/// Adds `text` to `out` with `& < > " '` as references and without control characters HTML has no place for.
pub fn escape_into(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = position_from(rest.as_bytes(), 0, |byte| is_markup(byte) | is_control(byte)) {
        let (plain, special) = rest.split_at(at);
        out.push_str(plain);
        out.push_str(written(special.as_bytes().first().copied().unwrap_or_default()));
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

/// The control character that marks a place in pieces which stand on many pages: templates write it as they do texts.
const MARK: u8 = 0x1a;

/// Writes what a template shows, as the templates' own function does one byte at a time: as [`escape_into`], but [`MARK`]
/// stays.
pub fn escape_shown(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut rest = text;
    while let Some(at) = position_from(rest.as_bytes(), 0, is_rewritten) {
        let (plain, special) = rest.split_at(at);
        out.write_all(plain.as_bytes())?;
        out.write_all(written(special.as_bytes().first().copied().unwrap_or_default()).as_bytes())?;
        rest = special.get(1..).unwrap_or_default();
    }
    out.write_all(rest.as_bytes())
}

/// Whether a byte isn't written as it stands by [`escape_shown`].
#[expect(clippy::needless_bitwise_bool, reason = "without branches the compiler makes vectors of it")]
const fn is_rewritten(byte: u8) -> bool {
    is_markup(byte) | (is_control(byte) & (byte != MARK))
}

/// Whether a byte means something in HTML.
#[expect(clippy::needless_bitwise_bool, reason = "without branches the compiler makes vectors of it")]
const fn is_markup(byte: u8) -> bool {
    (byte == b'"') | (byte == b'&') | (byte == b'\'') | (byte == b'<') | (byte == b'>')
}

/// Whether a byte is a control character; hardly any text holds one, so which of them may stay is asked later.
#[expect(clippy::needless_bitwise_bool, reason = "without branches the compiler makes vectors of it")]
const fn is_control(byte: u8) -> bool {
    (byte < 0x20) | (byte == 0x7f)
}

/// What stands for a byte that is markup or a control character.
const fn written(byte: u8) -> &'static str {
    match byte {
        b'&' => "&amp;",
        b'<' => "&lt;",
        b'>' => "&gt;",
        b'"' => "&quot;",
        b'\'' => "&#39;",
        b'\t' => "\t",
        b'\n' => "\n",
        b'\r' => "\r",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::{escape, escape_shown};

    #[test]
    fn markup_becomes_text_and_controls_vanish() {
        assert_eq!(
            escape("<a href=\"x\" b='&'>é\0\u{7}\t\n\u{7f}ب"),
            "&lt;a href=&quot;x&quot; b=&#39;&amp;&#39;&gt;é\t\nب"
        );
        assert_eq!(escape(""), "");
        assert_eq!(escape("plain"), "plain");
    }

    #[test]
    fn what_templates_show_forges_no_sign() {
        let mut shown = Vec::new();
        escape_shown("\u{1c}00 <a>\t\0\u{1a}", &mut shown).expect("memory takes it");
        assert_eq!(shown, b"00 &lt;a&gt;\t\x1a");
    }
}
