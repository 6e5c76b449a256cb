//! The lists of documents, in memory while the archive is read: pieces one after the other on pages that never move.

use super::bytes::{number, take_number};
use super::chunk::Chunk;
use super::lexicon::{Lexicon, ListNumber, adopted};

/// Where a form of a group stands: a chain of pieces, each of which knows the one before.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct List {
    /// How many documents.
    pub documents: u32,
    last: u32,
    /// How many bytes its documents and impacts take.
    pub size: u32,
    newest: Place,
}

#[derive(Clone, Copy, Debug, Default)]
struct Place {
    page: u32,
    at: u32,
}

/// What one chunk of documents adds to a list.
pub(super) struct Piece<'p> {
    documents: u32,
    before: Place,
    /// Each document's distance from the one before (the first from the last of the piece before, or from zero) and
    /// its impact.
    pub entries: &'p [u8],
    /// For each document how many positions, then the first and the distances.
    pub positions: &'p [u8],
}

/// All lists with the words they belong to.
#[derive(Default)]
pub(super) struct Lists {
    pub lexicon: Lexicon,
    chains: Vec<List>,
    pages: Pages,
}

impl Lists {
    /// Takes in a chunk; chunks come in the order of their documents.
    pub(super) fn adopt(&mut self, chunk: &Chunk) {
        let numbers = self.lexicon.adopt(&chunk.fresh);
        for stretch in &chunk.stretches {
            let entries = chunk.entries.get(stretch.entries.clone()).unwrap_or_default();
            let positions = chunk.positions.get(stretch.positions.clone()).unwrap_or_default();
            let list = adopted(stretch.list, &numbers);
            self.append(list, [stretch.first, stretch.last], stretch.documents, entries, positions);
        }
    }

    /// Adds a list of documents by a key of its own.
    pub(super) fn add(&mut self, key: &[u8], documents: &[u32]) {
        let list = self.lexicon.lists.number(key);
        let [Some(first), Some(last)] = [documents.first(), documents.last()] else { return };
        let mut entries = vec![1];
        for (one, next) in documents.iter().zip(documents.iter().skip(1)) {
            number(&mut entries, (next - one) as usize);
            entries.push(1);
        }
        let count = u32::try_from(documents.len()).unwrap_or(u32::MAX);
        self.append(list, [*first, *last], count, &entries, &vec![0; documents.len()]);
    }

    /// Adds a piece to a list; `entries` are without the distance of the first document.
    fn append(&mut self, list: ListNumber, ends: [u32; 2], documents: u32, entries: &[u8], positions: &[u8]) {
        let place = list as usize;
        if place >= self.chains.len() {
            self.chains.resize_with(self.lexicon.lists.len().max(place + 1), List::default);
        }
        let Some(list) = self.chains.get_mut(place) else { return };
        let [first, last] = ends;
        let mut distance = Vec::new();
        number(&mut distance, (first - list.last) as usize);
        list.newest = self.pages.append(documents, list.newest, [&distance, entries], positions);
        list.documents += documents;
        list.last = last;
        list.size = list.size.saturating_add(u32::try_from(distance.len() + entries.len()).unwrap_or(u32::MAX));
    }

    /// The list of a number; an empty one where there is none.
    pub(super) fn get(&self, number: ListNumber) -> List {
        self.chains.get(number as usize).copied().unwrap_or_default()
    }

    /// The pieces of a list, in the order of documents.
    pub(super) fn pieces(&self, list: List) -> Vec<Piece<'_>> {
        let mut pieces = Vec::new();
        let (mut left, mut place) = (list.documents, list.newest);
        while left > 0 {
            let piece = self.pages.piece(place);
            left = left.saturating_sub(piece.documents.max(1));
            place = piece.before;
            pieces.push(piece);
        }
        pieces.reverse();
        pieces
    }
}

/// Bytes of pieces. A list that grew in a place of its own would be moved again and again, and leave holes.
#[derive(Default)]
struct Pages {
    pages: Vec<Vec<u8>>,
    head: Vec<u8>,
}

/// The bytes of a page; a larger piece has one of its own.
const PAGE: usize = 1 << 18;

impl Pages {
    fn append(&mut self, documents: u32, before: Place, entries: [&[u8]; 2], positions: &[u8]) -> Place {
        let Self { pages, head } = self;
        let length = entries.iter().map(|part| part.len()).sum();
        head.clear();
        for value in [documents as usize, before.page as usize, before.at as usize, length, positions.len()] {
            number(head, value);
        }
        let size = head.len() + length + positions.len();
        if pages.last().is_none_or(|page| page.capacity() - page.len() < size) {
            pages.push(Vec::with_capacity(PAGE.max(size)));
        }
        let place = u32::try_from(pages.len() - 1).expect("fewer pages than fit into memory");
        let Some(page) = pages.last_mut() else { return before };
        let at = u32::try_from(page.len()).expect("a piece begins within a page");
        for part in [head, entries[0], entries[1], positions] {
            page.extend_from_slice(part);
        }
        Place { page: place, at }
    }

    fn piece(&self, place: Place) -> Piece<'_> {
        let page = self.pages.get(place.page as usize).map(Vec::as_slice);
        let mut rest = page.and_then(|page| page.get(place.at as usize..)).unwrap_or_default();
        let mut next = || take_number(&mut rest);
        let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let documents = small(next());
        let before = Place { page: small(next()), at: small(next()) };
        let lengths = [next(), next()];
        let (entries, rest) = rest.split_at_checked(lengths[0]).unwrap_or_default();
        Piece { documents, before, entries, positions: rest.get(..lengths[1]).unwrap_or_default() }
    }
}

/// The documents of some pieces with their impacts.
pub(super) fn entries<'p>(pieces: &'p [Piece<'_>]) -> impl Iterator<Item = (u32, u8)> + 'p {
    let mut document = 0;
    pieces
        .iter()
        .flat_map(|piece| {
            let mut rest = piece.entries;
            std::iter::from_fn(move || {
                if rest.is_empty() {
                    return None;
                }
                let distance = take_number(&mut rest);
                let (impact, after) = rest.split_first()?;
                rest = after;
                Some((u32::try_from(distance).unwrap_or(0), *impact))
            })
        })
        .map(move |(distance, impact)| {
            document += distance;
            (document, impact)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn documents(lists: &Lists, key: &[u8]) -> Vec<(u32, u8)> {
        let list = lists.lexicon.lists.find(key).map(|number| lists.get(number)).unwrap_or_default();
        entries(&lists.pieces(list)).collect()
    }

    #[test]
    fn lists_grow_piece_by_piece_and_keep_their_order() {
        let mut lists = Lists::default();
        let long: Vec<u32> = (1_000..300_000).step_by(2).collect();
        for (key, part) in [(b"one", &[0, 7][..]), (b"two", &[300]), (b"one", &[8, 900]), (b"two", &long)] {
            lists.add(key, part);
        }
        let told = |key: &[u8; 3]| documents(&lists, key).into_iter().map(|(document, _)| document).collect::<Vec<_>>();
        assert_eq!(told(b"one"), [0, 7, 8, 900]);
        assert_eq!(told(b"two"), [&[300][..], &long].concat());
        let list = lists.get(1);
        let pieces = lists.pieces(list);
        assert_eq!(pieces.iter().map(|piece| piece.entries.len()).sum::<usize>(), list.size as usize);
        assert_eq!(pieces.iter().map(|piece| piece.positions.len()).sum::<usize>(), list.documents as usize);
        assert!(documents(&lists, b"none").is_empty());
    }
}
