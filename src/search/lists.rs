//! The lists of documents, in memory while the archive is read.

use super::bytes::number;
use super::chunk::Chunk;
use super::lexicon::{Lexicon, ListNumber, adopted};

/// Where a form of a group stands.
#[derive(Default)]
pub(super) struct List {
    /// How many documents.
    pub documents: u32,
    last: u32,
    /// Each document's distance from the one before (the first from zero) and its impact.
    pub entries: Vec<u8>,
    /// For each document how many positions, then the first and the distances.
    pub positions: Vec<u8>,
}

impl List {
    fn append(&mut self, first: u32, last: u32, documents: u32, entries: &[u8], positions: &[u8]) {
        number(&mut self.entries, (first - self.last) as usize);
        self.entries.extend_from_slice(entries);
        self.positions.extend_from_slice(positions);
        self.documents += documents;
        self.last = last;
    }
}

/// All lists with the words they belong to.
#[derive(Default)]
pub(super) struct Lists {
    pub lexicon: Lexicon,
    pub lists: Vec<List>,
}

impl Lists {
    /// Takes in a chunk; chunks come in the order of their documents.
    pub(super) fn adopt(&mut self, chunk: &Chunk) {
        let numbers = self.lexicon.adopt(&chunk.fresh);
        self.lists.resize_with(self.lexicon.lists.len(), List::default);
        for stretch in &chunk.stretches {
            let Some(list) = self.lists.get_mut(adopted(stretch.list, &numbers) as usize) else { continue };
            let entries = chunk.entries.get(stretch.entries.clone()).unwrap_or_default();
            let positions = chunk.positions.get(stretch.positions.clone()).unwrap_or_default();
            list.append(stretch.first, stretch.last, stretch.documents, entries, positions);
        }
    }

    /// Adds a list of documents by a key of its own.
    pub(super) fn add(&mut self, key: &[u8], documents: &[u32]) {
        let place = self.lexicon.lists.number(key) as usize;
        self.lists.resize_with(self.lexicon.lists.len(), List::default);
        let Some(list) = self.lists.get_mut(place) else { return };
        for document in documents {
            list.append(*document, *document, 1, &[1], &[0]);
        }
    }

    pub(super) fn get(&self, number: ListNumber) -> Option<&List> {
        self.lists.get(number as usize)
    }
}
