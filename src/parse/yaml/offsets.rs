//! From the parser's marks, which count characters, to bytes of the file.

/// Where each character of a stretch of text begins, in bytes of the whole text.
pub(super) struct Offsets {
    base: usize,
    /// Empty where every character is one byte.
    starts: Vec<u32>,
    length: usize,
}

impl Offsets {
    /// Measures `text`, which begins at the byte `base` of its file.
    pub(super) fn new(text: &str, base: usize) -> Self {
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let starts = if text.is_ascii() { Vec::new() } else { text.char_indices().map(|(at, _)| narrow(at)).collect() };
        Self { base, starts, length: text.len() }
    }

    /// The byte the character number `index` begins at; past the end it is the end.
    pub(super) fn byte(&self, index: usize) -> usize {
        let within = if self.starts.is_empty() {
            index.min(self.length)
        } else {
            self.starts.get(index).map_or(self.length, |start| *start as usize)
        };
        self.base + within
    }
}

#[cfg(test)]
mod tests {
    use super::Offsets;

    #[test]
    fn characters_of_any_width_are_counted_once() {
        let offsets = Offsets::new("aé\u{1f600}ب", 10);
        let bytes: Vec<_> = (0..6).map(|index| offsets.byte(index)).collect();
        assert_eq!(bytes, [10, 11, 13, 17, 19, 19]);
        assert_eq!(Offsets::new("ab", 4).byte(9), 6);
    }
}
