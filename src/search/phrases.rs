//! The names of facets' values: read once, though every document that has the value is found by them.

use std::collections::BTreeMap;

use super::document::{Facet, Outline, Value, ValueNumber};
use super::lexicon::{ListNumber, Reader};
use super::tokens::Tokenizer;

/// The words of a value's names.
#[derive(Debug, Default)]
pub(super) struct Phrase {
    /// Lists, each with its position.
    pub words: Vec<(ListNumber, u32)>,
    /// How many positions they take.
    pub length: u32,
}

/// The words of all values.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    of: BTreeMap<Facet, Vec<Phrase>>,
}

/// The distance of the names of one value.
const GAP: u32 = 16;

impl Phrases {
    /// Reads the names of all values.
    pub(super) fn read(outline: &Outline, reader: &mut Reader<'_>) -> Self {
        let mut tokenizer = Tokenizer::default();
        let mut phrases = |values: &[Value]| values.iter().map(|value| phrase(value, reader, &mut tokenizer)).collect();
        Self { of: outline.values.iter().map(|(facet, values)| (*facet, phrases(values))).collect() }
    }

    /// The words of a value.
    pub(super) fn of(&self, facet: Facet, value: ValueNumber) -> &Phrase {
        const NONE: &Phrase = &Phrase { words: Vec::new(), length: 0 };
        self.of.get(&facet).and_then(|phrases| phrases.get(value as usize)).unwrap_or(NONE)
    }

    /// Changes the numbers of lists.
    pub(super) fn renumber(&mut self, number: impl Fn(ListNumber) -> ListNumber) {
        let words = self.of.values_mut().flatten().flat_map(|phrase| &mut phrase.words);
        words.for_each(|(list, _)| *list = number(*list));
    }
}

fn phrase(value: &Value, reader: &mut Reader<'_>, tokenizer: &mut Tokenizer) -> Phrase {
    let mut phrase = Phrase::default();
    let labels = (1..).zip(&value.labels);
    for (language, text) in labels.chain(value.aliases.iter().map(|alias| (0, alias))) {
        let words = &mut phrase.words;
        let end = tokenizer.each(text, phrase.length, &mut |token| {
            words.push((reader.list(language, text, &token), token.position));
        });
        phrase.length = end + GAP;
    }
    phrase
}
