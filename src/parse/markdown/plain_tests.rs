//! Plain words take a way of their own to HTML: it must lead where the parser leads.

use std::ops::Range;

use proptest::prelude::*;

use super::events::is_plain;
use super::render::{Labels, Pieces, Rendered, Writing, marked_up, render};
use super::{Citation, Image, Resolve};

/// A project without anything in it.
struct Nothing;

impl Resolve for Nothing {
    fn link(&self, _: &str, _: Option<&str>) -> Option<String> {
        None
    }

    fn image(&self, _: &str) -> Option<Image> {
        None
    }

    fn citation(&self, _: &str) -> Option<Citation> {
        None
    }
}

fn both(text: &str, pieces: &[Range<usize>]) -> (Rendered, Rendered) {
    let writing = Writing { prefix: "", highest_heading: 2, labels: Labels::default(), resolve: &Nothing };
    (render(text, 0..text.len(), pieces, &writing), marked_up(text, Pieces::new(pieces, 0), &writing))
}

fn assert_same(text: &str, pieces: &[Range<usize>]) -> Result<(), TestCaseError> {
    let (quick, parsed) = both(text, pieces);
    prop_assert_eq!(quick, parsed, "{:?}", text);
    Ok(())
}

#[test]
fn updates_are_plain_and_markup_is_not() {
    for text in ["Voice is back: 40% of users, \"all\" soon (A/B).", "L’épissure tient ; merci.", "تعود الحركة، وتواصل"]
    {
        assert!(is_plain(text), "{text}");
    }
    for text in
        ["", " a", "a ", "1. a", "- a", "a\nb", "a *b*", "a_b_", "a `b`", "a[^b]", "a <b>", "a &amp; b", "a\\!", "a\tb"]
    {
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
