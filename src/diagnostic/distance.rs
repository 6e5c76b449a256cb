//! How far a known word is from the one that was typed.

use rapidfuzz::distance::osa::{Args, BatchComparator};

/// A word that was typed, in small letters: prepared once to be compared with many.
pub(super) struct Typed(BatchComparator<char>);

impl Typed {
    pub(super) fn new(lower: &str) -> Self {
        Self(BatchComparator::new(lower.chars()))
    }

    /// How many letters are wrong, missing, too many or swapped, whatever their case; `None` if more than `allowed`.
    pub(super) fn distance(&self, candidate: &str, allowed: usize) -> Option<usize> {
        let within = Args::default().score_cutoff(allowed);
        self.0.distance_with_args(candidate.to_lowercase().chars(), &within)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_letters_up_to_what_is_allowed() {
        let typed = Typed::new("titel");
        assert_eq!(typed.distance("TITEL", 0), Some(0));
        assert_eq!(typed.distance("title", 1), Some(1));
        assert_eq!(typed.distance("title", 0), None);
        assert_eq!(typed.distance("", 5), Some(5));
        assert_eq!(Typed::new("عنوان").distance("عنون", 2), Some(1));
    }

    #[test]
    fn long_words_are_counted_as_short_ones() {
        let word = "ab".repeat(40);
        assert_eq!(Typed::new(&word).distance(&format!("{word}c"), 2), Some(1));
        assert_eq!(Typed::new(&word).distance(&word.replacen("ab", "ba", 1), 2), Some(1));
    }
}
