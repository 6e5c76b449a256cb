//! From bytes to text, or to the place where they stop being text.

use std::ops::Range;

use simdutf8::compat::from_utf8;

use crate::text::SharedText;

/// What bytes turned out to be.
pub(super) enum Decoded {
    /// UTF-8.
    Text(SharedText),
    /// Something else: the text up to the end of the line where it breaks, and where and how it does.
    Broken { kept: String, span: Range<usize>, message: String, help: String },
}

/// A line is kept so far past the byte that breaks it.
const KEPT_AFTER: usize = 80;

/// Reads bytes as UTF-8; a byte order mark stays.
pub(super) fn utf8(bytes: &[u8]) -> Decoded {
    if let [0xff, 0xfe, ..] | [0xfe, 0xff, ..] = bytes {
        return Decoded::Broken {
            kept: String::new(),
            span: 0..0,
            message: "the file is UTF-16, not UTF-8".to_owned(),
            help: "save it again with the encoding UTF-8".to_owned(),
        };
    }
    match from_utf8(bytes) {
        Ok(text) => Decoded::Text(text.into()),
        Err(error) => broken(bytes, error.valid_up_to()),
    }
}

fn broken(bytes: &[u8], at: usize) -> Decoded {
    let rest = bytes.get(at..).unwrap_or_default();
    let line_end = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len()).min(KEPT_AFTER);
    let kept = String::from_utf8_lossy(bytes.get(..at + line_end).unwrap_or(bytes)).into_owned();
    let byte = rest.first().copied().unwrap_or_default();
    Decoded::Broken {
        span: at..at + char::REPLACEMENT_CHARACTER.len_utf8(),
        kept,
        message: format!("the file is not UTF-8: byte {at} is 0x{byte:02X}"),
        help: match latin(byte) {
            Some(letter) => format!("save it again with the encoding UTF-8; in Windows-1252 the byte is `{letter}`"),
            None => "save it again with the encoding UTF-8".to_owned(),
        },
    }
}

/// What the byte stands for in the encoding most such files are in: its letters are those of Latin-1.
fn latin(byte: u8) -> Option<char> {
    Some(char::from(byte)).filter(|c| c.is_alphabetic() && !c.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_as_it_is() {
        let bytes = "\u{feff}---\r\ntitle: مرحبا\r\n".as_bytes().to_vec();
        assert!(matches!(utf8(&bytes), Decoded::Text(text) if text.as_bytes() == bytes));
    }

    #[test]
    fn the_first_bad_byte_is_pointed_at() {
        let Decoded::Broken { kept, span, message, help } = utf8(b"title: caf\xe9 noir\nmore") else {
            panic!("not broken");
        };
        assert_eq!(kept, "title: caf\u{fffd} noir");
        assert_eq!(kept.get(span), Some("\u{fffd}"));
        assert_eq!(message, "the file is not UTF-8: byte 10 is 0xE9");
        assert_eq!(help, "save it again with the encoding UTF-8; in Windows-1252 the byte is `é`");
    }

    #[test]
    fn utf_16_is_recognised() {
        let Decoded::Broken { message, .. } = utf8(&[0xff, 0xfe, b'-', 0]) else { panic!("not broken") };
        assert_eq!(message, "the file is UTF-16, not UTF-8");
    }

    #[test]
    fn a_character_cut_at_the_end_breaks_there() {
        let Decoded::Broken { span, .. } = utf8(b"ab\xd9") else { panic!("not broken") };
        assert_eq!(span.start, 2);
    }
}
