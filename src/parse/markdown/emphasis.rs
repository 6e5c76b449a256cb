//! Marks of emphasis that the parser leaves as they are typed, beside punctuation in scripts without spaces: `CommonMark`
//! (§6.2) lets emphasis end behind `」` only where a blank or punctuation follows.

use std::ops::Range;

use pulldown_cmark::Event;
use unicode_normalization::char::is_combining_mark;

use crate::diagnostic::{Code, Diagnostic, Place};

const MARKS: &str = "**";

/// Where in the body a text has marks that were to begin or end an emphasis and can't.
pub(super) fn lost(event: &Event<'_>, span: &Range<usize>, body: &str) -> Option<Range<usize>> {
    let Event::Text(text) = event else { return None };
    // What was escaped, or is an entity, is meant so.
    let typed = body.get(span.clone()).filter(|typed| **typed == **text)?;
    let stands_so = |at: &usize| {
        let before = body.get(..*at).and_then(|before| before.chars().next_back());
        let after = body.get(at + MARKS.len()..).and_then(|after| after.chars().next());
        before.zip(after).is_some_and(|(before, after)| {
            (is_punctuation(before) && is_letter(after)) || (is_letter(before) && is_punctuation(after))
        })
    };
    // The parser gives each mark that it leaves as a text of its own.
    let is_first = |at: &usize| body.get(*at..).is_some_and(|rest| rest.starts_with(MARKS));
    let marks = typed.match_indices('*').map(|(at, _)| span.start + at).filter(is_first);
    marks.into_iter().find(stands_so).map(|at| at..at + MARKS.len())
}

/// What is told of such marks.
pub(super) fn told(place: Place) -> Diagnostic {
    let message =
        "`**` is shown as it is typed: between punctuation and a letter it neither begins nor ends an emphasis";
    Diagnostic::new(Code::LostEmphasis, place, message)
        .help("put the marks on the other side of the punctuation, as in `「**words**」`, or a space outside of them")
}

/// A letter of a script whose words stand close; a power (`f(x)**2`) is none.
fn is_letter(c: char) -> bool {
    !c.is_ascii() && (c.is_alphanumeric() || is_combining_mark(c))
}

fn is_punctuation(c: char) -> bool {
    c != '*' && !c.is_alphanumeric() && !c.is_whitespace() && !is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::markdown::events::Source;

    fn places(body: &str) -> Vec<usize> {
        let source = Source::new(body);
        source.events().filter_map(|(event, span)| lost(&event, &span, body)).map(|marks| marks.start).collect()
    }

    #[test]
    fn marks_that_can_not_end_an_emphasis_are_found() {
        for (body, at) in [
            ("**「全面復旧」**した", vec![20]),
            ("**카카오(주)**는 답하지", vec![16]),
            ("続報は**２０２４年５月。**発表", vec![35]),
            ("障害**「解消」**", vec![6]),
        ] {
            assert_eq!(places(body), at, "{body}");
        }
        for body in
            ["f(x)**2 + g(y)**3", "a ** b ** c", "Price**, more**.", "**", "「**解消**」した", "」\\*\\*復", "`」**復`"]
        {
            assert!(places(body).is_empty(), "{body}");
        }
    }
}
