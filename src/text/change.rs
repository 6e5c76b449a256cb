//! Changes to a text.

use std::ops::{Range, RangeInclusive};

/// A text with changes made.
#[derive(Debug)]
pub struct Changed {
    /// The text as it is now.
    pub text: String,
    /// What was replaced in the text before, in order, each with where what takes its place ends now.
    made: Vec<(Range<usize>, usize)>,
}

impl Changed {
    /// How many changes were made.
    pub const fn count(&self) -> usize {
        self.made.len()
    }

    /// Whether the bytes at `span` were replaced as a whole.
    pub fn has_replaced(&self, span: &Range<usize>) -> bool {
        let place = self.made.partition_point(|(made, _)| made.end < span.end);
        self.made.get(place).is_some_and(|(made, _)| made == span)
    }

    /// Where the byte `at` of the text before stands now: before or behind what was put in right there.
    pub fn now(&self, at: usize) -> RangeInclusive<usize> {
        let moved = |changes: usize| {
            let last = changes.checked_sub(1).and_then(|last| self.made.get(last));
            last.map_or(at, |(span, now)| now + at.saturating_sub(span.end))
        };
        let before = self.made.partition_point(|(span, _)| span.end <= at && span.start < at);
        moved(before)..=moved(self.made.partition_point(|(span, _)| span.end <= at))
    }
}

/// The text with its changes (stretches in bytes and what takes their place): of those that touch each other, the first.
pub fn changed(text: &str, mut changes: Vec<(Range<usize>, &str)>) -> Changed {
    changes.sort_by_key(|(span, _)| (span.start, span.end));
    let (mut out, mut at, mut made) = (String::with_capacity(text.len()), 0, Vec::new());
    for (span, replacement) in changes {
        let (Some(kept), true) = (text.get(at..span.start), made.is_empty() || span.start > at) else { continue };
        out.push_str(kept);
        out.push_str(replacement);
        at = span.end;
        made.push((span, out.len()));
    }
    out.push_str(text.get(at..).unwrap_or_default());
    Changed { text: out, made }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_made_in_order_and_never_over_each_other() {
        let changes = vec![(5..6, "F"), (0..2, "AB"), (1..3, "no"), (6..6, "beside")];
        let made = changed("abcdefg", changes);
        assert_eq!((made.text.as_str(), made.count()), ("ABcdeFg", 2));
        assert_eq!((made.has_replaced(&(0..2)), made.has_replaced(&(1..3))), (true, false));
        assert_eq!(changed("ab", vec![(0..0, "x")]).text, "xab");
    }

    #[test]
    fn it_is_known_where_the_rest_stands_then() {
        let made = changed("abcdef", vec![(0..1, ""), (2..2, "xyz"), (4..5, "EE")]);
        assert_eq!(made.text, "bxyzcdEEf");
        assert_eq!([0, 1, 2, 3, 4, 5].map(|at| made.now(at)), [0..=0, 0..=0, 1..=4, 5..=5, 6..=6, 8..=8]);
    }
}
