//! The pieces of a body that are rendered apart.

use std::ops::Range;

use super::BODY_BYTES;

/// Which piece a top-level block belongs to.
pub(super) struct Pieces {
    /// Pieces by start, in bytes of the body, with their number.
    ranges: Vec<(Range<usize>, usize)>,
    next: usize,
    /// The HTML of each piece, in the order asked for.
    pub(super) html: Vec<String>,
}

impl Pieces {
    pub(super) fn new(pieces: &[Range<usize>], base: usize) -> Self {
        let within = |piece: &Range<usize>| piece.start.saturating_sub(base)..piece.end.saturating_sub(base);
        let mut ranges: Vec<_> = pieces.iter().enumerate().map(|(number, piece)| (within(piece), number)).collect();
        ranges.sort_by_key(|(piece, _)| piece.start);
        // Tags and citations make HTML longer than what was typed, often by about this much.
        let html = pieces.iter().map(|piece| String::with_capacity(piece.len().min(BODY_BYTES) * 3 / 2 + 32)).collect();
        Self { ranges, next: 0, html }
    }

    /// The piece of the block at `start`; blocks come in order.
    pub(super) fn of(&mut self, start: usize) -> Option<usize> {
        while self.ranges.get(self.next).is_some_and(|(piece, _)| piece.end <= start) {
            self.next += 1;
        }
        self.ranges.get(self.next).filter(|(piece, _)| piece.contains(&start)).map(|(_, number)| *number)
    }
}
