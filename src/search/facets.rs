//! Facets: lists of the documents that have a value, columns to count values with, and what is told in which language.

use std::collections::BTreeMap;

use super::analysis::Stem;
use super::bytes::{marks, number};
use super::document::{Facet, Facts, Outline, ValueNumber};
use super::files::{File, Hash};
use super::lexicon::list_key;
use super::lists::Lists;

/// Documents of a segment of columns.
const SEGMENT: usize = 4096;

/// Adds a list for each value of each facet, under a term that nobody can type.
pub(super) fn add_lists(outline: &Outline, lists: &mut Lists) {
    for (facet, documents) in by_value(outline) {
        let values = outline.values.get(&facet).map(Vec::as_slice).unwrap_or_default();
        for (value, documents) in values.iter().zip(documents) {
            let term = format!("\u{1}{}:{}", facet.key(), value.key);
            lists.add(&list_key(&Stem { language: 0, text: term.clone() }, &term), &documents);
        }
    }
}

/// The documents of each value of each facet.
fn by_value(outline: &Outline) -> BTreeMap<Facet, Vec<Vec<u32>>> {
    let mut by_value: BTreeMap<Facet, Vec<Vec<u32>>> =
        outline.values.iter().map(|(facet, values)| (*facet, vec![Vec::new(); values.len()])).collect();
    for (document, facts) in (0..).zip(&outline.facts) {
        for (facet, lists) in &mut by_value {
            for value in facts.values(*facet) {
                if let Some(list) = lists.get_mut(*value as usize) {
                    list.push(document);
                }
            }
        }
    }
    by_value
}

/// What is told in each language of a site that has several.
#[derive(Debug)]
pub(super) enum Tellings {
    /// A bit for each document that is told in it.
    Within(Vec<Vec<u8>>),
    /// A file of these bits.
    Beside(Vec<(File, Hash)>),
}

impl Tellings {
    /// The bits stand in the root while they are few: a search has that already, and loads a file less to put what its
    /// reader understands first. The list of the facet's value would be ten times as long.
    pub(super) fn new(outline: &Outline) -> Self {
        let values = outline.values.get(&Facet::Language).map(Vec::as_slice).unwrap_or_default();
        let told = |language: &String| {
            let value = (0..).zip(values).find(|(_, value)| value.key == *language).map(|(number, _)| number);
            let is_told = |facts: &Facts| value.is_some_and(|value| facts.values(Facet::Language).contains(&value));
            let documents = (0..).zip(&outline.facts).filter(|(_, facts)| is_told(facts)).map(|(document, _)| document);
            marks(documents)
        };
        let languages = if outline.languages.len() > 1 { outline.languages.as_slice() } else { &[] };
        let told = languages.iter().map(told);
        if outline.facts.len() <= SEGMENT {
            Self::Within(told.collect())
        } else {
            Self::Beside(told.map(|marks| File::of('l', &marks)).collect())
        }
    }
}

/// What values each document has, in segments.
pub(super) fn columns(facts: &[Facts]) -> Vec<(File, Hash)> {
    facts.chunks(SEGMENT).map(|facts| File::of('c', &segment(facts))).collect()
}

fn segment(facts: &[Facts]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for facet in Facet::ALL {
        let mut numbers: BTreeMap<&[ValueNumber], usize> = BTreeMap::new();
        let mut sets = Vec::new();
        let mut column = Vec::with_capacity(facts.len());
        for set in facts.iter().map(|facts| facts.values(facet)) {
            let next = numbers.len();
            let place = *numbers.entry(set).or_insert_with_key(|set| {
                write_set(&mut sets, set);
                next
            });
            number(&mut column, place);
        }
        number(&mut bytes, numbers.len());
        bytes.append(&mut sets);
        bytes.append(&mut column);
    }
    bytes
}

fn write_set(bytes: &mut Vec<u8>, set: &[ValueNumber]) {
    number(bytes, set.len());
    let mut previous = 0;
    for value in set {
        number(bytes, (value - previous) as usize);
        previous = *value;
    }
}
