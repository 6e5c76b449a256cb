//! Changes to a text.

use std::ops::Range;

/// The text with its changes (stretches in bytes and what takes their place), and how many were made: of those that
/// touch each other, the first.
pub fn changed(text: &str, mut changes: Vec<(Range<usize>, &str)>) -> (String, usize) {
    changes.sort_by_key(|(span, _)| (span.start, span.end));
    let (mut out, mut at, mut count) = (String::with_capacity(text.len()), 0, 0);
    for (Range { start, end }, replacement) in changes {
        let (Some(kept), true) = (text.get(at..start), count == 0 || start > at) else { continue };
        out.push_str(kept);
        out.push_str(replacement);
        at = end;
        count += 1;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    (out, count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_made_in_order_and_never_over_each_other() {
        let changes = vec![(5..6, "F"), (0..2, "AB"), (1..3, "no"), (6..6, "beside")];
        assert_eq!(changed("abcdefg", changes), ("ABcdeFg".to_owned(), 2));
        assert_eq!(changed("ab", vec![(0..0, "x")]), ("xab".to_owned(), 1));
    }
}
