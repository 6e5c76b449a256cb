//! Words by number: each form of a word is analysed once, however often it stands in the archive.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::analysis::{Analysis, Stem};
use super::{Kind, Token};

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

/// Words as they stand in texts, each with its list: folded and, where accents may matter, also as they are written.
#[derive(Default)]
struct Surfaces {
    bytes: Vec<u8>,
    table: HashTable<Surface>,
    hasher: DefaultHashBuilder,
}

struct Surface {
    start: u32,
    length: u32,
    sort: u32,
    list: ListNumber,
}

/// The same writing is another word in another language, and as another kind of token.
const fn sort_of(language: u16, kind: Kind) -> u32 {
    (language as u32) << 8 | kind as u32
}

impl Surfaces {
    fn hash(&self, sort: u32, text: &[u8]) -> u64 {
        self.hasher.hash_one((sort, text))
    }

    fn find(&self, hash: u64, sort: u32, text: &[u8]) -> Option<ListNumber> {
        let found = self.table.find(hash, |surface| surface.sort == sort && surface.text(&self.bytes) == text);
        found.map(|surface| surface.list)
    }

    /// An empty one where texts have the same hashes.
    fn like(other: &Self) -> Self {
        Self { hasher: other.hasher.clone(), ..Self::default() }
    }

    /// Adds a surface that isn't there.
    fn add(&mut self, hash: u64, sort: u32, text: &[u8], list: ListNumber) {
        let Self { bytes, table, hasher } = self;
        let start = u32::try_from(bytes.len()).expect("fewer words than fit into memory");
        bytes.extend_from_slice(text);
        let length = u32::try_from(text.len()).expect("words are short");
        let hash_of = |surface: &Surface| hasher.hash_one((surface.sort, surface.text(bytes)));
        table.insert_unique(hash, Surface { start, length, sort, list }, hash_of);
    }
}

impl Surface {
    fn text<'b>(&self, bytes: &'b [u8]) -> &'b [u8] {
        let start = self.start as usize;
        bytes.get(start..start + self.length as usize).unwrap_or_default()
    }
}

/// The words known so far.
#[derive(Default)]
pub(super) struct Lexicon {
    surfaces: Surfaces,
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
    let group = group_of(key);
    let form = key.get(group.len() + 1..).unwrap_or_default();
    (group, std::str::from_utf8(form).unwrap_or_default())
}

/// The group of a list, as bytes.
pub(super) fn group_of(key: &[u8]) -> &[u8] {
    let place = key.iter().rposition(|byte| *byte == BETWEEN);
    place.and_then(|place| key.get(..place)).unwrap_or(key)
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
        let fresh = Lexicon { surfaces: Surfaces::like(&known.surfaces), ..Lexicon::default() };
        Self { analysis, known, fresh, key: Vec::new() }
    }

    /// The list of a token of `text`.
    pub(super) fn list(&mut self, language: u16, text: &str, token: &Token<'_>) -> ListNumber {
        let surface = text.get(token.range.clone()).unwrap_or_default();
        // A form has few characters; what was written may have any number of marks.
        let surface = if surface.len() > LONGEST_SURFACE { token.text } else { surface };
        // Accents decide about stems, capitals don't.
        if surface.is_ascii() || surface == token.text {
            return self.find(language, surface, token, token.text.as_bytes());
        }
        let mut key = std::mem::take(&mut self.key);
        key.clear();
        key.extend_from_slice(token.text.as_bytes());
        key.push(BETWEEN);
        key.extend_from_slice(surface.as_bytes());
        let list = self.find(language, surface, token, &key);
        self.key = key;
        list
    }

    fn find(&mut self, language: u16, surface: &str, token: &Token<'_>, key: &[u8]) -> ListNumber {
        let sort = sort_of(language, token.kind);
        let hash = self.known.surfaces.hash(sort, key);
        let known = |words: &Surfaces| words.find(hash, sort, key);
        if let Some(list) = known(&self.known.surfaces).or_else(|| known(&self.fresh.surfaces)) {
            return list;
        }
        let stem = self.analysis.stem(language, surface, token);
        let list = self.list_of(&list_key(&stem, token.text));
        self.fresh.surfaces.add(hash, sort, key, list);
        list
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
        for surface in &fresh.surfaces.table {
            let text = surface.text(&fresh.surfaces.bytes);
            let hash = self.surfaces.hash(surface.sort, text);
            if self.surfaces.find(hash, surface.sort, text).is_none() {
                self.surfaces.add(hash, surface.sort, text, adopted(surface.list, &numbers));
            }
        }
        numbers
    }

    /// Leaves only the lists' keys: no text is read any more.
    pub(super) fn forget_surfaces(&mut self) {
        self.surfaces = Surfaces::default();
    }
}

/// The number in the lexicon of a list as a chunk knows it.
pub(super) fn adopted(list: ListNumber, numbers: &[ListNumber]) -> ListNumber {
    if list & FRESH == 0 { list } else { numbers.get((list & !FRESH) as usize).copied().unwrap_or(list) }
}
