//! Plain words, as short updates are: their way to HTML without the parser, which must lead where the parser leads.

use super::BODY_BYTES;
use super::direction::attribute;
use super::pieces::Pieces;
use crate::parse::escape::escape_into;

/// Whether the parser would take `text` for nothing but one paragraph of plain words: a letter first, no line end, no
/// sign that means anything within a line, no address, no blank at the end.
pub fn is_plain(text: &str) -> bool {
    // No byte decides whether the next is looked at, so that many are looked at together.
    let is_words = text.bytes().fold(true, |all, byte| all & is_word(byte));
    is_words && text.starts_with(char::is_alphabetic) && !text.ends_with(' ') && !text.contains("://")
}

/// Whether a byte has no meaning inside a line, in markdown or in what extends it.
#[expect(clippy::needless_bitwise_bool, reason = "without branches the compiler makes vectors of it")]
const fn is_word(byte: u8) -> bool {
    let is_letter = (byte | 0x20).wrapping_sub(b'a') < 26;
    let is_sign = (byte == b' ') | (byte == b'"') | (byte == b'%') | (byte == b'?') | (byte == b'@');
    let is_bracket_or_apostrophe = byte.wrapping_sub(b'\'') < 3;
    // From `,` to `;` stand `-`, `.`, `/`, the digits and `:`.
    let is_digit_or_stop = byte.wrapping_sub(b',') <= b';' - b',';
    is_letter | is_sign | is_bracket_or_apostrophe | is_digit_or_stop | (byte >= 0x80)
}

/// A text of plain words as a paragraph; `None` if it may be more. `is_rtl` says whether its language is written from the
/// right.
pub fn plain_html(text: &str, is_rtl: bool) -> Option<String> {
    (text.len() <= BODY_BYTES && is_plain(text)).then(|| {
        let mut html = String::with_capacity(text.len() + 32);
        paragraph(&mut html, text, is_rtl);
        html
    })
}

fn paragraph(html: &mut String, text: &str, is_rtl: bool) {
    html.extend(["<p", attribute(text, is_rtl), ">"]);
    escape_into(html, text);
    html.push_str("</p>\n");
}

/// The pieces of a plain body, of which only one can have its paragraph.
pub(super) fn plain(body: &str, mut pieces: Pieces, is_rtl: bool) -> Vec<String> {
    if let Some(html) = pieces.of(0).and_then(|piece| pieces.html.get_mut(piece)) {
        paragraph(html, body, is_rtl);
    }
    pieces.html
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use proptest::prelude::*;

    use super::{is_plain, plain_html};
    use crate::parse::markdown::pieces::Pieces;
    use crate::parse::markdown::render::marked_up;
    use crate::parse::markdown::{Citation, Image, Labels, Rendered, Resolve, Writing, render};

    /// A project without anything in it.
    struct Nothing;

    impl Resolve for Nothing {
        fn link(&self, _: &str, _: Option<&str>) -> Option<String> {
            None
        }

        fn image(&self, _: &str) -> Option<Image> {
            None
        }

        fn citation(&self, _: &str) -> Option<Citation<'_>> {
            None
        }
    }

    fn both(text: &str, pieces: &[Range<usize>], is_rtl: bool) -> (Rendered, Rendered) {
        let writing = Writing { prefix: "", highest_heading: 2, is_rtl, labels: Labels::default(), resolve: &Nothing };
        (render(text, 0..text.len(), pieces, &writing), marked_up(text, Pieces::new(pieces, 0), &writing))
    }

    fn assert_same(text: &str, pieces: &[Range<usize>]) -> Result<(), TestCaseError> {
        for is_rtl in [false, true] {
            let (quick, parsed) = both(text, pieces, is_rtl);
            prop_assert_eq!(&quick, &parsed, "{:?}", text);
            if let Some(html) = plain_html(text, is_rtl).filter(|_| *pieces == *std::slice::from_ref(&(0..text.len())))
            {
                prop_assert_eq!(parsed.pieces, [html], "{:?}", text);
            }
        }
        Ok(())
    }

    #[test]
    fn updates_are_plain_and_markup_is_not() {
        for text in
            ["Voice is back: 40% of users, \"all\" soon (A/B).", "L’épissure tient ; merci.", "تعود الحركة، وتواصل"]
        {
            assert!(is_plain(text), "{text}");
        }
        for text in [
            "",
            " a",
            "a ",
            "1. a",
            "- a",
            "a\nb",
            "a *b*",
            "a_b_",
            "a `b`",
            "a[^b]",
            "a <b>",
            "a &amp; b",
            "a\\!",
            "a\tb",
        ] {
            assert!(!is_plain(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn plain_words_become_what_the_parser_makes_of_them(text in "[a-zéب][a-zA-Z0-9 \"%'(),\\-./:;?@é\u{a0}’\u{2028}\u{85}ب،…]{0,60}") {
            assert_same(&text, std::slice::from_ref(&(0..text.len())))?;
        }

        #[test]
        fn whatever_is_taken_for_plain_becomes_what_the_parser_makes_of_it(first in "\\PC{0,2}", text in "([ -~]|\\PC|[\\x00-\\x20\\u{80}-\\u{a0}]){0,6}", last in "[ -~]{0,1}") {
            let text = format!("{first}{text}{last}");
            assert_same(&text, std::slice::from_ref(&(0..text.len())))?;
        }

        #[test]
        fn plain_words_stand_in_the_piece_they_begin(text in "[a-z][a-z ]{1,8}", ends in prop::collection::vec(0..12_usize, 0..4)) {
            let mut ends = ends;
            ends.sort_unstable();
            let pieces: Vec<_> = ends.windows(2).map(|pair| pair[0]..pair[1]).collect();
            assert_same(&text, &pieces)?;
        }
    }
}
