//! Folding: writings that readers take for the same become the same.

use std::ops::RangeInclusive;
use std::sync::{LazyLock, OnceLock};

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// The text as search sees it: compatibility forms resolved, marks dropped, in lower case.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Adds the folded text to another.
pub fn fold_into(text: &str, folded: &mut String) {
    for character in text.chars() {
        match u8::try_from(character) {
            Ok(byte) if byte.is_ascii() => folded.push(byte.to_ascii_lowercase().into()),
            _ => folded.extend(folded_character(character).iter().map(|(part, _)| part)),
        }
    }
}

/// What a folded character is for the tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Ends a word.
    Gap,
    /// Belongs to a word.
    Word,
    /// Belongs to a text written without spaces.
    Paired,
    /// Follows a character of such a text and stays with it.
    PairedMark,
    /// Between two parts of an identifier.
    Joiner,
}

/// What a folded ASCII character is.
pub(super) const fn ascii_class(byte: u8) -> Class {
    match byte {
        b'-' | b'.' | b'_' => Class::Joiner,
        _ if byte.is_ascii_alphanumeric() => Class::Word,
        _ => Class::Gap,
    }
}

/// What a character becomes, each part with its class.
pub(super) fn folded_character(character: char) -> &'static [(char, Class)] {
    static PAGES: [OnceLock<Block>; BLOCKS] = [const { OnceLock::new() }; BLOCKS];
    let code = character as usize;
    let page = PAGES.get(code / BLOCK).map(|page| page.get_or_init(|| Block::new(code / BLOCK)));
    page.map_or(&[], |page| page.parts(code % BLOCK))
}

/// Characters are folded once, by blocks, when the first of a block is met.
const BLOCK: usize = 256;
const BLOCKS: usize = (char::MAX as usize + 1).div_ceil(BLOCK);

/// The folded characters of a block, one after the other, with the end of each.
#[derive(Debug)]
struct Block {
    parts: Vec<(char, Class)>,
    ends: Vec<usize>,
}

impl Block {
    fn new(number: usize) -> Self {
        let mut block = Self { parts: Vec::new(), ends: Vec::with_capacity(BLOCK) };
        for code in number * BLOCK..(number + 1) * BLOCK {
            let character = u32::try_from(code).ok().and_then(char::from_u32);
            if let Some(character) = character {
                TABLE.fold(character, &mut block.parts);
            }
            block.ends.push(block.parts.len());
        }
        block
    }

    fn parts(&self, place: usize) -> &[(char, Class)] {
        let start = place.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(place).and_then(|end| self.parts.get(start..*end)).unwrap_or_default()
    }
}

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("../../data/fold.tsv")));

/// The rules beyond Unicode's own, shared with the script.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub map: Vec<(char, &'static str)>,
    pub drop: Vec<RangeInclusive<char>>,
    pub keep: Vec<RangeInclusive<char>>,
    pub split: Vec<RangeInclusive<char>>,
    pub pair: Vec<RangeInclusive<char>>,
    pub zero: Vec<char>,
}

impl Table {
    pub fn parse(text: &'static str) -> Self {
        let mut table = Self::default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            let (Some(how), Some(range)) = (fields.next(), fields.next().and_then(range)) else { continue };
            match how {
                "map" => table.map.push((*range.start(), fields.next().unwrap_or_default())),
                "drop" => table.drop.push(range),
                "keep" => table.keep.push(range),
                "split" => table.split.push(range),
                "pair" => table.pair.push(range),
                _ => table.zero.push(*range.start()),
            }
        }
        table
    }

    /// Compatibility decomposition, marks that aren't letters dropped, lower case, then the rules of the table.
    fn fold(&self, character: char, parts: &mut Vec<(char, Class)>) {
        decompose_compatible(character, |part| {
            let mark = is_combining_mark(part);
            if within(&self.drop, part) || (mark && !within(&self.keep, part)) {
                return;
            }
            for lower in part.to_lowercase() {
                self.push(lower, mark, parts);
            }
        });
    }

    fn push(&self, character: char, mark: bool, parts: &mut Vec<(char, Class)>) {
        if let Some(digit) = self.digit(character) {
            parts.push((digit, Class::Word));
        } else if let Some((_, to)) = self.map.iter().find(|(from, _)| *from == character) {
            parts.extend(to.chars().map(|part| (part, self.class(part, false))));
        } else {
            parts.push((character, self.class(character, mark)));
        }
    }

    fn digit(&self, character: char) -> Option<char> {
        let value = |zero: &char| (character as u32).checked_sub(*zero as u32).filter(|value| *value < 10);
        self.zero.iter().find_map(value).and_then(|value| char::from_digit(value, 10))
    }

    fn class(&self, character: char, mark: bool) -> Class {
        if character.is_ascii() {
            return u8::try_from(character).map_or(Class::Gap, ascii_class);
        }
        match (mark || character.is_alphanumeric(), within(&self.pair, character)) {
            (true, true) if mark => Class::PairedMark,
            (true, true) => Class::Paired,
            (true, false) if !within(&self.split, character) => Class::Word,
            _ => Class::Gap,
        }
    }
}

fn within(ranges: &[RangeInclusive<char>], character: char) -> bool {
    ranges.iter().any(|range| range.contains(&character))
}

fn range(text: &str) -> Option<RangeInclusive<char>> {
    let code = |text: &str| u32::from_str_radix(text, 16).ok().and_then(char::from_u32);
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    Some(code(first)?..=code(last)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writings_that_readers_take_for_the_same_become_the_same() {
        let same = [
            ("Éléphant", "elephant"),
            ("CŒUR", "coeur"),
            ("Straße", "strasse"),
            ("ΟΔΟΣ", "οδοσ"),
            ("İstanbul ılık", "istanbul ilik"),
            ("ﬁn ＡＢＣ", "fin abc"),
            ("الشَّبَكَةُ", "الشبكه"),
            ("إلــــى", "الي"),
            ("ﻻ", "لا"),
            ("می‌شود", "ميشود"),
            ("١٢٣ ۴۵۶ ४", "123 456 4"),
            ("зелёный йод", "зеленыи иод"),
            ("שָׁלוֹם", "שלום"),
        ];
        for (text, folded) in same {
            assert_eq!(fold(text), folded);
        }
    }

    #[test]
    fn vowel_signs_of_indic_scripts_and_thai_stay() {
        assert_eq!(fold("हिन्दी"), "हिन्दी");
        assert_eq!(fold("ज़िंदगी"), "जिंदगी");
        assert_eq!(fold("தமிழ்"), "தமிழ்");
        assert_eq!(fold("ที่นี่"), "ที่นี่");
        assert_ne!(fold("バグ"), fold("ハク"));
    }

    #[test]
    fn what_is_folded_stays_when_folded_again() {
        for character in (0..=u32::from(char::MAX)).filter_map(char::from_u32) {
            let once = fold(character.encode_utf8(&mut [0; 4]));
            assert_eq!(fold(&once), once, "{character:?}");
        }
    }
}
