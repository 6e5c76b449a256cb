//! Words by number: each form of a word is analysed once, however often it stands in the archive.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::Token;
use super::analysis::{Analysis, Stem};

/// A list of documents: those in which a form of a group stands.
pub(super) type ListNumber = u32;

/// Texts numbered in the order they came in.
#[derive(Default)]
pub(super) struct Numbered {
    bytes: Vec<u8>,
    ends: Vec<usize>,
    table: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Numbered {
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn get(&self, number: u32) -> &[u8] {
        text_of(&self.bytes, &self.ends, number)
    }

    pub(super) fn find(&self, text: &[u8]) -> Option<u32> {
        self.table.find(self.hasher.hash_one(text), |number| self.get(*number) == text).copied()
    }

    /// The number of a text, a new one if it has none.
    pub(super) fn number(&mut self, text: &[u8]) -> u32 {
        let Self { bytes, ends, table, hasher } = self;
        let hash = hasher.hash_one(text);
        if let Some(number) = table.find(hash, |number| text_of(bytes, ends, *number) == text) {
            return *number;
        }
        let number = u32::try_from(ends.len()).expect("fewer words than fit into memory");
        bytes.extend_from_slice(text);
        ends.push(bytes.len());
        table.insert_unique(hash, number, |number| hasher.hash_one(text_of(bytes, ends, *number)));
        number
    }
}

fn text_of<'b>(bytes: &'b [u8], ends: &[usize], number: u32) -> &'b [u8] {
    let number = number as usize;
    let start = number.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
    ends.get(number).and_then(|end| bytes.get(start..*end)).unwrap_or_default()
}

/// The words known so far.
#[derive(Default)]
pub(super) struct Lexicon {
    /// Words as they are folded and, where accents may matter, as they are written, each after its language and kind.
    surfaces: Numbered,
    /// The list of each surface.
    lists_of: Vec<ListNumber>,
    /// Lists by their language, stem and form.
    pub(super) lists: Numbered,
}

/// What stands between stem and form in a list's key: no byte of UTF-8.
const BETWEEN: u8 = 0xff;

/// The key of a list: keys sort by language and stem, so that a group's forms stand together.
pub(super) fn list_key(stem: &Stem, form: &str) -> Vec<u8> {
    let mut key = stem.language.to_be_bytes().to_vec();
    key.extend_from_slice(stem.text.as_bytes());
    key.push(BETWEEN);
    key.extend_from_slice(form.as_bytes());
    key
}

/// The group of a list, as bytes, and its form.
pub(super) fn parts_of(key: &[u8]) -> (&[u8], &str) {
    let place = key.iter().rposition(|byte| *byte == BETWEEN).unwrap_or(key.len());
    let (group, form) = key.split_at(place);
    (group, std::str::from_utf8(form.get(1..).unwrap_or_default()).unwrap_or_default())
}

/// The language of a group.
pub(super) fn language_of(group: &[u8]) -> u16 {
    group.first_chunk().map_or(0, |bytes| u16::from_be_bytes(*bytes))
}

/// The stem of a group.
pub(super) fn stem_of(group: &[u8]) -> &str {
    group.get(2..).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
}

/// What marks the number of a list that only one chunk of documents knows so far.
const FRESH: ListNumber = 1 << 31;

/// Words of one chunk of documents that are new to the lexicon.
pub(super) struct Reader<'l> {
    analysis: &'l Analysis,
    known: &'l Lexicon,
    fresh: Lexicon,
    key: Vec<u8>,
}

impl<'l> Reader<'l> {
    pub(super) fn new(analysis: &'l Analysis, known: &'l Lexicon) -> Self {
        Self { analysis, known, fresh: Lexicon::default(), key: Vec::new() }
    }

    /// The list of a token of `text`.
    pub(super) fn list(&mut self, language: u16, text: &str, token: &Token<'_>) -> ListNumber {
        let surface = text.get(token.range.clone()).unwrap_or_default();
        // A form has few characters; what was written may have any number of marks.
        let surface = if surface.len() > LONGEST_SURFACE { token.text } else { surface };
        self.set_key(language, surface, token);
        let known = self.known.surfaces.find(&self.key).and_then(|number| self.known.lists_of.get(number as usize));
        if let Some(list) = known {
            return *list;
        }
        let number = self.fresh.surfaces.number(&self.key) as usize;
        if let Some(list) = self.fresh.lists_of.get(number) {
            return *list;
        }
        let stem = self.analysis.stem(language, surface, token);
        let list = self.list_of(&list_key(&stem, token.text));
        self.fresh.lists_of.push(list);
        list
    }

    /// Accents decide about stems, capitals don't.
    fn set_key(&mut self, language: u16, surface: &str, token: &Token<'_>) {
        self.key.clear();
        self.key.extend_from_slice(&language.to_be_bytes());
        self.key.push(token.kind as u8);
        self.key.extend_from_slice(token.text.as_bytes());
        if !surface.is_ascii() {
            self.key.push(BETWEEN);
            self.key.extend_from_slice(surface.as_bytes());
        }
    }

    fn list_of(&mut self, key: &[u8]) -> ListNumber {
        self.known.lists.find(key).unwrap_or_else(|| FRESH | self.fresh.lists.number(key))
    }

    /// A dense number for a list: those of the lexicon, then those of this chunk.
    pub(super) fn dense(&self, list: ListNumber) -> usize {
        if list & FRESH == 0 { list as usize } else { self.known.lists.len() + (list & !FRESH) as usize }
    }

    /// How many dense numbers there are.
    pub(super) fn dense_len(&self) -> usize {
        self.known.lists.len() + self.fresh.lists.len()
    }

    pub(super) fn into_fresh(self) -> Lexicon {
        self.fresh
    }
}

/// The most bytes of a surface that are remembered.
const LONGEST_SURFACE: usize = 256;

impl Lexicon {
    /// Takes in the words of a chunk; gives the number here of each of its lists.
    pub(super) fn adopt(&mut self, fresh: &Lexicon) -> Vec<ListNumber> {
        let numbers: Vec<ListNumber> =
            (0..).take(fresh.lists.len()).map(|number| self.lists.number(fresh.lists.get(number))).collect();
        for (number, list) in (0..).zip(&fresh.lists_of) {
            let place = self.surfaces.number(fresh.surfaces.get(number)) as usize;
            if place == self.lists_of.len() {
                self.lists_of.push(adopted(*list, &numbers));
            }
        }
        numbers
    }
}

/// The number in the lexicon of a list as a chunk knows it.
pub(super) fn adopted(list: ListNumber, numbers: &[ListNumber]) -> ListNumber {
    if list & FRESH == 0 { list } else { numbers.get((list & !FRESH) as usize).copied().unwrap_or(list) }
}
