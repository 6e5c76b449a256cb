//! Facets: lists of the documents that have a value, names and counts of values, and columns to count with.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};

use super::analysis::Stem;
use super::bytes::number;
use super::document::{Facet, Facts, Outline, Value, ValueNumber};
use super::files::{File, Hash};
use super::lexicon::list_key;
use super::lists::Lists;

/// Documents of a segment of columns.
const SEGMENT: usize = 4096;

/// The documents of each value of each facet.
pub(super) type ByValue = BTreeMap<Facet, Vec<Vec<u32>>>;

/// Sorts the documents by their values.
pub(super) fn by_value(outline: &Outline) -> ByValue {
    let mut by_value: ByValue =
        outline.values.iter().map(|(facet, values)| (*facet, vec![Vec::new(); values.len()])).collect();
    for (document, facts) in (0..).zip(&outline.facts) {
        for (facet, values) in &facts.values {
            let Some(lists) = by_value.get_mut(facet) else { continue };
            for value in values {
                if let Some(list) = lists.get_mut(*value as usize) {
                    list.push(document);
                }
            }
        }
    }
    by_value
}

/// Adds a list for each value, under a term that nobody can type.
pub(super) fn add_lists(outline: &Outline, by_value: &ByValue, lists: &mut Lists) {
    for (facet, documents) in by_value {
        let values = outline.values.get(facet).map(Vec::as_slice).unwrap_or_default();
        for (value, documents) in values.iter().zip(documents) {
            let term = format!("\u{1}{}:{}", facet.key(), value.key);
            lists.add(&list_key(&Stem { language: 0, text: term.clone() }, &term), documents);
        }
    }
}

/// The names and counts of all values, one file a language.
pub(super) fn values(outline: &Outline, by_value: &ByValue) -> Vec<(File, Hash)> {
    let languages = 0..outline.languages.len();
    languages.map(|language| File::of('v', &values_in(outline, by_value, language))).collect()
}

fn values_in(outline: &Outline, by_value: &ByValue, language: usize) -> Vec<u8> {
    let mut all = Map::new();
    for facet in Facet::ALL {
        let values = outline.values.get(&facet).map(Vec::as_slice).unwrap_or_default();
        let counts = by_value.get(&facet).map(Vec::as_slice).unwrap_or_default();
        let rows = values.iter().zip(counts).map(|(value, documents)| row(facet, value, documents.len(), language));
        all.insert(facet.key().to_owned(), rows.collect());
    }
    serde_json::to_vec(&all).expect("rows have nothing but texts and numbers")
}

fn row(facet: Facet, value: &Value, count: usize, language: usize) -> Json {
    let label = value.labels.get(language).map_or("", String::as_str);
    match facet {
        Facet::Region => json!([value.key, label, count, value.parent.map_or(-1, i64::from)]),
        _ => json!([value.key, label, count]),
    }
}

/// What values each document has, in segments.
pub(super) fn columns(outline: &Outline) -> Vec<(File, Hash)> {
    outline.facts.chunks(SEGMENT).map(|facts| File::of('c', &segment(facts))).collect()
}

fn segment(facts: &[Facts]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for facet in Facet::ALL {
        let values = |facts: &'_ Facts| facts.values.get(&facet).cloned().unwrap_or_default();
        let mut numbers: BTreeMap<Vec<ValueNumber>, usize> = BTreeMap::new();
        let mut sets = Vec::new();
        let mut column = Vec::with_capacity(facts.len());
        for set in facts.iter().map(values) {
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
