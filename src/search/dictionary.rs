//! The dictionary: every form of the archive with the groups it leads to, in files of neighbouring terms.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rayon::prelude::*;

use super::bytes::{browser_order, front_coded, number, shared, signed};
use super::cut::Cuts;
use super::files::{File, Hash};
use super::lexicon::stem_of;
use super::lists::Lists;
use super::postings::{Form, Group, PostingsFile, count_documents};
use super::synonyms::Synonyms;

/// What a reader may type, with what it leads to.
pub(super) struct Term<'g> {
    text: &'g str,
    /// In how many documents it stands just so.
    documents: usize,
    /// Its own groups, then those of words that mean the same.
    groups: Vec<usize>,
}

/// A file of terms.
pub(super) struct Shard {
    /// Greater than every term of the file before, not greater than any of this one.
    pub first: String,
    pub hash: Hash,
    pub output: File,
}

/// A term leads to a group: by a form of it, or by its stem.
type Way<'g> = (&'g str, usize, Option<&'g Form<'g>>);

/// The files of terms, in order.
pub(super) fn shards(terms: &[Term<'_>], postings: &[PostingsFile]) -> Vec<Shard> {
    let ranges = SIZES.ranges(terms.iter().map(|term| (term.size(), term.text)));
    ranges.into_par_iter().flat_map_iter(|range| fitting(range, terms, postings)).collect()
}

/// About how many bytes the terms of a file take, the names of files aside.
const SIZES: Cuts = Cuts { least: 12_000, most: 24_000, one_in: 256 };
/// The most bytes of a file, compressed.
const MOST: usize = 6_000;

impl Term<'_> {
    /// About how many bytes it takes.
    fn size(&self) -> usize {
        self.text.len() / 2 + 4 + self.groups.len() * 2
    }
}

/// Files of some terms: one, or as many as it takes for none to be too large.
fn fitting(range: Range<usize>, terms: &[Term<'_>], postings: &[PostingsFile]) -> Vec<Shard> {
    let mut open = vec![range];
    let mut shards = Vec::new();
    while let Some(range) = open.pop() {
        let before = range.start.checked_sub(1).and_then(|last| terms.get(last)).map(|term| term.text);
        let shard = shard(before, terms.get(range.clone()).unwrap_or_default(), postings);
        if shard.output.packed().len() > MOST && range.len() > 1 {
            let middle = range.start + range.len() / 2;
            open.extend([middle..range.end, range.start..middle]);
        } else {
            shards.push(shard);
        }
    }
    shards
}

/// The terms of all groups, and words that mean the same, in the order of browsers.
pub(super) fn terms<'g>(lists: &Lists, groups: &'g [Group<'_>], synonyms: &'g Synonyms) -> Vec<Term<'g>> {
    let mut ways: Vec<Way<'g>> = Vec::with_capacity(groups.len() * 2);
    for (number, group) in groups.iter().enumerate() {
        ways.extend(group.forms.iter().map(|form| (form.text, number, Some(form))));
        let stem = stem_of(group.key);
        // The browser strips Arabic words only; what is left must lead somewhere even where it is no word itself.
        if stem.starts_with(|first| matches!(first, '\u{600}'..='\u{6ff}')) {
            ways.push((stem, number, None));
        }
    }
    ways.par_sort_unstable_by(|one, other| browser_order(one.0, other.0).then(one.1.cmp(&other.1)));
    let mut terms: Vec<Term<'g>> = ways
        .par_chunk_by(|one, other| one.0 == other.0)
        .filter_map(|ways| term(lists, ways, groups, synonyms))
        .collect();
    drop(ways);
    add_unknown_words(synonyms, &mut terms);
    terms
}

/// Words that stand nowhere in the archive but mean the same as some that do.
fn add_unknown_words<'g>(synonyms: &'g Synonyms, terms: &mut Vec<Term<'g>>) {
    let is_known = |word: &str| terms.binary_search_by(|term| browser_order(term.text, word)).is_ok();
    let unknown = synonyms.words.iter().filter(|(word, groups)| !groups.is_empty() && !is_known(word));
    let unknown: Vec<Term<'g>> = unknown
        .map(|(word, groups)| Term { text: word, documents: 0, groups: groups.iter().copied().collect() })
        .collect();
    terms.reserve_exact(unknown.len());
    terms.extend(unknown);
    terms.sort_unstable_by(|one, other| browser_order(one.text, other.text));
}

fn term<'g>(lists: &Lists, ways: &[Way<'g>], groups: &[Group<'_>], synonyms: &Synonyms) -> Option<Term<'g>> {
    let own: Vec<_> = ways.iter().filter_map(|(_, _, form)| Some(form.as_ref()?.list)).collect();
    let (text, first, _) = *ways.first()?;
    let documents = match own.as_slice() {
        [] => groups.get(first).map_or(0, |group| group.documents),
        own => count_documents(lists, own.iter().copied()),
    };
    let mut own: Vec<usize> = ways.iter().map(|(_, group, _)| *group).collect();
    own.dedup();
    let others: BTreeSet<usize> = own.iter().filter_map(|group| synonyms.of.get(group)).flatten().copied().collect();
    let others = affordable(&own, others, groups);
    Some(Term { text, documents, groups: [own, others].concat() })
}

/// The most documents of all groups of a term together for words that mean the same to be worth their loading.
const MOST_JOINED: usize = 8_192;

/// Of the groups that mean the same as some, those a reader's first search can afford, the rarest first. Who finds
/// thousands by the word itself has no need of them.
fn affordable(own: &[usize], others: BTreeSet<usize>, groups: &[Group<'_>]) -> Vec<usize> {
    let documents = |group: &usize| groups.get(*group).map_or(0, |group| group.documents);
    let mut room = MOST_JOINED.saturating_sub(own.iter().map(documents).sum());
    let mut others: Vec<usize> = others.into_iter().filter(|group| !own.contains(group)).collect();
    others.sort_by_key(documents);
    let fits = |group: &usize| {
        let left = room.checked_sub(documents(group));
        room = left.unwrap_or(0);
        left.is_some()
    };
    others.into_iter().take_while(fits).collect()
}

fn shard(before: Option<&str>, terms: &[Term<'_>], postings: &[PostingsFile]) -> Shard {
    let file_of = |group: usize| postings.partition_point(|file| file.groups.end <= group);
    let used: BTreeSet<usize> = terms.iter().flat_map(|term| &term.groups).map(|group| file_of(*group)).collect();
    let mut bytes = Vec::new();
    number(&mut bytes, used.len());
    // The groups of the files named here are numbered by their order here.
    let mut local: BTreeMap<usize, usize> = BTreeMap::new();
    let mut next = 0;
    for (place, file) in used.iter().filter_map(|place| Some((*place, postings.get(*place)?))) {
        number(&mut bytes, file.groups.len());
        bytes.extend_from_slice(&file.lists);
        bytes.extend_from_slice(&file.positions);
        local.insert(place, next);
        next += file.groups.len();
    }
    let number_of = |group: usize| {
        let file = file_of(group);
        let start = postings.get(file).map_or(0, |file| file.groups.start);
        local.get(&file).copied().unwrap_or(0) + group - start
    };
    write_terms(&mut bytes, terms, number_of);
    let (output, hash) = File::of('d', &bytes);
    Shard { first: separator(before, terms.first().map_or("", |term| term.text)), hash, output }
}

fn write_terms(bytes: &mut Vec<u8>, terms: &[Term<'_>], number_of: impl Fn(usize) -> usize) {
    number(bytes, terms.len());
    let (mut previous, mut last) = ("", 0_i64);
    for term in terms {
        front_coded(bytes, previous, term.text);
        previous = term.text;
        number(bytes, term.documents);
        number(bytes, term.groups.len());
        for group in &term.groups {
            let group = i64::try_from(number_of(*group)).unwrap_or(0);
            signed(bytes, group - last);
            last = group;
        }
    }
}

/// The shortest beginning of `first` that comes after `before`.
fn separator(before: Option<&str>, first: &str) -> String {
    let Some(before) = before else { return String::new() };
    let same = shared(before, first);
    let more = first.get(same..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    first.get(..same + more).unwrap_or(first).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shards_are_told_apart_by_as_little_as_it_takes() {
        assert_eq!(separator(None, "abc"), "");
        assert_eq!(separator(Some("abacus"), "abbey"), "abb");
        assert_eq!(separator(Some("ab"), "abc"), "abc");
        assert_eq!(separator(Some("é"), "è"), "è");
    }
}
