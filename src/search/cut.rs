//! Cutting a sorted list into files so that one more item changes the file it is in, not all that follow.

use std::ops::Range;

/// Where to cut: at an item whose text says so, once a file has its least size.
pub(super) struct Cuts {
    /// The least bytes of a file, those aside that are the last or stand before a large item.
    pub least: usize,
    /// The most bytes of a file of several items.
    pub most: usize,
    /// One item in so many says that it begins a file.
    pub one_in: u32,
}

impl Cuts {
    /// The items of each file, from the size and text of each item.
    pub(super) fn ranges<'t>(&self, items: impl Iterator<Item = (usize, &'t str)>) -> Vec<Range<usize>> {
        let mut ranges = Vec::new();
        let (mut start, mut size, mut end) = (0, 0, 0);
        let mut is_large = false;
        for (own, text) in items {
            // What would fill a file has one, so that nobody loads it for another's sake.
            let was_large = std::mem::replace(&mut is_large, own >= self.least);
            let is_full = size + own > self.most || (size >= self.least && self.begins_file(text));
            if (is_full || is_large || was_large) && end > start {
                ranges.push(start..end);
                (start, size) = (end, 0);
            }
            size += own;
            end += 1;
        }
        if end > start {
            ranges.push(start..end);
        }
        ranges
    }

    /// Whether an item says that it begins a file: a simple hash, the same on every machine.
    fn begins_file(&self, text: &str) -> bool {
        let hash = text.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        (hash >> 8).is_multiple_of(self.one_in)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CUTS: Cuts = Cuts { least: 100, most: 200, one_in: 4 };

    fn cut(words: &[String]) -> Vec<Vec<String>> {
        let ranges = CUTS.ranges(words.iter().map(|word| (10, word.as_str())));
        ranges.into_iter().map(|range| words[range].to_vec()).collect()
    }

    #[test]
    fn an_item_more_changes_few_files() {
        let words: Vec<String> = (0..5_000).map(|number| format!("w{number:05}")).collect();
        let before = cut(&words);
        for place in [0, 777, 2_500, 4_999] {
            let mut more = words.clone();
            more.insert(place, format!("{}+", words[place]));
            let after = cut(&more);
            let changed = after.iter().filter(|file| !before.contains(file)).count();
            assert!(changed <= 8, "{changed} of {}", after.len());
        }
    }

    #[test]
    fn every_item_is_in_one_file_and_large_ones_alone() {
        let sizes = [10, 500, 10, 300, 300, 20];
        let ranges = CUTS.ranges(sizes.iter().map(|size| (*size, "x")));
        assert_eq!(ranges.iter().cloned().flatten().collect::<Vec<_>>(), (0..6).collect::<Vec<_>>());
        assert!(
            ranges.iter().filter(|range| sizes[(*range).clone()].iter().any(|size| *size > 200)).all(|r| r.len() == 1)
        );
        assert!(CUTS.ranges(std::iter::empty()).is_empty());
    }
}
