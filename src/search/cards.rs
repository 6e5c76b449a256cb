//! What results are made of, eight documents a file, and the tables that name those files.

use serde::Serialize;

use super::document::{Document, Facet, Facts};
use super::files::{File, Hash};

/// Documents of a block.
pub(super) const BLOCK: usize = 8;
/// Blocks of a table.
const TABLE: usize = 256;
/// The most characters of text a card holds.
const MOST_TEXT: usize = 6_000;

/// A document as a result shows it.
#[derive(Serialize)]
struct Card<'d> {
    i: &'d str,
    s: &'d [u32],
    r: &'d [u32],
    m: u32,
    u: u32,
    d: &'d [String],
    x: &'d [String],
    f: &'d str,
    n: Vec<CardTelling<'d>>,
}

/// A telling of it.
#[derive(Serialize)]
struct CardTelling<'d> {
    l: usize,
    h: &'d str,
    t: &'d str,
    s: &'d str,
    b: String,
}

/// What the file of a block of documents holds.
pub(super) fn block(documents: &[(&Facts, &Document)]) -> Vec<u8> {
    let cards: Vec<Card<'_>> = documents.iter().map(|(facts, document)| card(facts, document)).collect();
    serde_json::to_vec(&cards).expect("cards have nothing but texts, numbers and lists of them")
}

fn card<'d>(facts: &'d Facts, document: &'d Document) -> Card<'d> {
    let only = |facet| facts.values(facet).first().copied().unwrap_or(0);
    let telling = |telling: &'d super::Telling| CardTelling {
        l: telling.language,
        h: &telling.href,
        t: &telling.title,
        s: &telling.summary,
        b: text(telling),
    };
    Card {
        i: document.ids.first().map_or("", String::as_str),
        s: facts.services(),
        r: facts.regions(),
        m: only(Facet::Impact),
        u: only(Facet::Status),
        d: &document.starts,
        x: &document.durations,
        f: document.duration_kind,
        n: document.tellings.iter().map(telling).collect(),
    }
}

/// Prose and updates, as far as there is room.
fn text(telling: &super::Telling) -> String {
    let mut text = String::with_capacity(telling.prose.len().min(MOST_TEXT * 2));
    let mut room = MOST_TEXT;
    for part in std::iter::once(&telling.prose).chain(&telling.updates).filter(|part| !part.is_empty()) {
        if !text.is_empty() && room > 0 {
            text.push('\n');
            room -= 1;
        }
        let length = part.chars().count();
        let end = if length <= room { None } else { part.char_indices().nth(room) };
        text.push_str(end.and_then(|(end, _)| part.get(..end)).unwrap_or(part));
        room -= length.min(room);
    }
    text
}

/// The files that name blocks.
pub(super) fn tables(blocks: &[Hash]) -> Vec<(File, Hash)> {
    blocks.chunks(TABLE).map(|hashes| File::of('t', &hashes.concat())).collect()
}
