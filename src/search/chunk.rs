//! The words of a chunk of documents, as stretches of the lists they belong to.

use std::ops::Range;

use super::bytes::number as write;
use super::document::{Document, Facet, Facts, Field, ONE, Outline, Telling};
use super::lexicon::{Lexicon, ListNumber, Reader};
use super::phrases::Phrases;
use super::tokens::Tokenizer;

/// What a chunk of documents adds to the lists.
#[derive(Default)]
pub(super) struct Chunk {
    /// The words only this chunk knows so far.
    pub fresh: Lexicon,
    /// Stretches of lists, each list once.
    pub stretches: Vec<Stretch>,
    /// The documents of all stretches: the impact of the first, then of each other its distance and impact.
    pub entries: Vec<u8>,
    /// The positions of all stretches: for each document how many, then the first and the distances.
    pub positions: Vec<u8>,
}

/// The part of a list that a chunk's documents make up.
pub(super) struct Stretch {
    pub list: ListNumber,
    pub documents: u32,
    pub first: u32,
    pub last: u32,
    pub entries: Range<usize>,
    pub positions: Range<usize>,
}

/// Reads documents one after the other.
pub(super) struct ChunkReader<'r> {
    outline: &'r Outline,
    phrases: &'r Phrases,
    reader: Reader<'r>,
    tokenizer: Tokenizer,
    /// The words of the document: list and position, and the field.
    words: Vec<(u64, u32)>,
    /// What a word weighs, by field.
    weights: Vec<u32>,
    /// The number of the chunk's first document.
    first: u32,
    runs: Vec<Run>,
    positions: Vec<u8>,
}

/// A list's share of one document. A chunk has hundreds of them for each document.
struct Run {
    list: ListNumber,
    /// Where its positions begin; they end where the next run's begin.
    positions: u32,
    /// The document's number less the first one's of the chunk.
    document: u16,
    impact: u8,
}

/// The least distance of words in different fields, so that no phrase runs across.
const GAP: u32 = 16;
/// Fields whose texts authors change begin at multiples of this, so that one may grow a little without moving the next.
const STEP: u32 = 128;
/// Where the texts begin, after the names of facets.
const TEXTS: u32 = 1024;

impl<'r> ChunkReader<'r> {
    /// Begins a chunk with the document of a number.
    pub(super) fn new(outline: &'r Outline, phrases: &'r Phrases, reader: Reader<'r>, first: u32) -> Self {
        Self {
            outline,
            phrases,
            reader,
            tokenizer: Tokenizer::default(),
            words: Vec::new(),
            weights: Vec::new(),
            first,
            runs: Vec::new(),
            positions: Vec::new(),
        }
    }

    /// Takes in the words of a document.
    pub(super) fn read(&mut self, number: u32, document: &Document) {
        self.words.clear();
        self.weights.clear();
        let facts = self.outline.facts.get(number as usize);
        let mut at = facts.map_or(0, |facts| self.names(facts));
        at = self.plain(at, document);
        at = at.next_multiple_of(TEXTS);
        for telling in &document.tellings {
            at = self.telling(at, telling);
        }
        self.end_document(number);
    }

    /// The names of the document's values, in every language; gives the next free position.
    fn names(&mut self, facts: &Facts) -> u32 {
        let mut at = 0;
        for facet in [Facet::Service, Facet::Region, Facet::Cause, Facet::Impact, Facet::Status] {
            for value in facts.values(facet) {
                let field = match facet {
                    Facet::Service => Field::Service,
                    Facet::Region if !facts.regions().contains(value) => Field::Ancestor,
                    _ => Field::Name,
                };
                let place = self.place(field.weight_among(1));
                let phrase = self.phrases.of(facet, *value);
                self.words.extend(phrase.words.iter().map(|(list, offset)| (word(*list, at + offset), place)));
                at += phrase.length + GAP;
            }
        }
        at
    }

    /// Identifiers, days and tags.
    fn plain(&mut self, mut at: u32, document: &Document) -> u32 {
        for id in &document.ids {
            at = self.text(at, Field::Identifier, 0, id) + GAP;
        }
        at = self.text(at, Field::Date, 0, &document.machine_day) + GAP;
        for (language, day) in (1..).zip(&document.days) {
            at = self.text(at, Field::Date, language, day) + GAP;
        }
        for tag in &document.tags {
            at = self.text(at, Field::Name, 0, tag) + GAP;
        }
        at
    }

    fn telling(&mut self, mut at: u32, telling: &Telling) -> u32 {
        let language = u16::try_from(telling.language + 1).unwrap_or(0);
        let texts =
            [(Field::Title, &telling.title), (Field::Summary, &telling.summary), (Field::Prose, &telling.prose)];
        let updates = telling.updates.iter().map(|update| (Field::Update, update));
        for (field, text) in texts.into_iter().chain(updates) {
            at = (self.text(at, field, language, text) + GAP).next_multiple_of(STEP);
        }
        at
    }

    /// Takes in a text; gives the position after it.
    fn text(&mut self, at: u32, field: Field, language: u16, text: &str) -> u32 {
        let before = self.words.len();
        let place = self.place(0);
        let Self { tokenizer, reader, words, .. } = self;
        let end = tokenizer.each(text, at, &mut |token| {
            words.push((word(reader.list(language, text, &token), token.position), place));
        });
        let weight = field.weight_among(self.words.len() - before);
        if let Some(last) = self.weights.last_mut() {
            *last = weight;
        }
        end
    }

    /// A place among the weights of the document.
    fn place(&mut self, weight: u32) -> u32 {
        self.weights.push(weight);
        u32::try_from(self.weights.len() - 1).unwrap_or(0)
    }

    fn end_document(&mut self, number: u32) {
        let document = u16::try_from(number - self.first).expect("a chunk has few documents");
        self.words.sort_unstable();
        for words in self.words.chunk_by(|(one, _), (other, _)| list_of(*one) == list_of(*other)) {
            let Some((first, _)) = words.first() else { continue };
            let positions = u32::try_from(self.positions.len()).expect("the texts of a chunk fit into memory");
            write(&mut self.positions, words.len());
            let (mut previous, mut weight) = (0, 0);
            for (word, place) in words {
                let position = position_of(*word) as usize;
                write(&mut self.positions, position - previous);
                previous = position;
                weight += self.weights.get(*place as usize).copied().unwrap_or(0);
            }
            self.runs.push(Run { list: list_of(*first), positions, document, impact: impact(weight) });
        }
    }

    /// The chunk, its lists one after the other.
    pub(super) fn finish(self) -> Chunk {
        let mut chunk = Chunk {
            entries: Vec::with_capacity(self.runs.len() * 2),
            positions: Vec::with_capacity(self.positions.len()),
            ..Chunk::default()
        };
        let mut open: Option<Stretch> = None;
        for place in self.order() {
            let Some(run) = self.runs.get(place as usize) else { continue };
            let document = self.first + u32::from(run.document);
            match &mut open {
                Some(stretch) if stretch.list == run.list => {
                    write(&mut chunk.entries, (document - stretch.last) as usize);
                    stretch.documents += 1;
                    stretch.last = document;
                }
                _ => {
                    chunk.end(open.take());
                    open = Some(chunk.begin(run.list, document));
                }
            }
            chunk.entries.push(run.impact);
            chunk.positions.extend_from_slice(self.positions_of(place as usize, run));
        }
        chunk.end(open);
        chunk.fresh = self.reader.into_fresh();
        chunk
    }

    fn positions_of(&self, place: usize, run: &Run) -> &[u8] {
        let end = self.runs.get(place + 1).map_or(self.positions.len(), |next| next.positions as usize);
        self.positions.get(run.positions as usize..end).unwrap_or_default()
    }

    /// The runs by list, those of one list in the order of documents, without comparing them.
    fn order(&self) -> Vec<u32> {
        let mut starts = vec![0_u32; self.reader.dense_len() + 1];
        let dense = |run: &Run| self.reader.dense(run.list);
        for run in &self.runs {
            if let Some(start) = starts.get_mut(dense(run) + 1) {
                *start += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut order = vec![0; self.runs.len()];
        for (number, run) in (0..).zip(&self.runs) {
            let Some(start) = starts.get_mut(dense(run)) else { continue };
            if let Some(place) = order.get_mut(*start as usize) {
                *place = number;
            }
            *start += 1;
        }
        order
    }
}

impl Chunk {
    fn begin(&self, list: ListNumber, first: u32) -> Stretch {
        let (entries, positions) = (self.entries.len()..0, self.positions.len()..0);
        Stretch { list, documents: 1, first, last: first, entries, positions }
    }

    fn end(&mut self, stretch: Option<Stretch>) {
        if let Some(mut stretch) = stretch {
            stretch.entries.end = self.entries.len();
            stretch.positions.end = self.positions.len();
            self.stretches.push(stretch);
        }
    }
}

const fn word(list: ListNumber, position: u32) -> u64 {
    (list as u64) << 32 | position as u64
}

const fn list_of(word: u64) -> ListNumber {
    (word >> 32) as ListNumber
}

#[expect(clippy::cast_possible_truncation, reason = "the lower half is what is wanted")]
const fn position_of(word: u64) -> u32 {
    word as u32
}

/// How much a document is about a word, from 1 to 15: the more often, the less each time adds.
fn impact(weight: u32) -> u8 {
    const HALF: u64 = 3 * ONE as u64;
    let weight = u64::from(weight);
    let sixteenths = (16 * weight + weight.midpoint(HALF)) / (weight + HALF);
    u8::try_from(sixteenths.clamp(1, 15)).unwrap_or(15)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn impacts_grow_from_one_to_fifteen() {
        assert_eq!([0, 1, ONE, 3 * ONE, 8 * ONE, 100 * ONE, u32::MAX].map(impact), [1, 1, 4, 8, 12, 15, 15]);
    }
}
