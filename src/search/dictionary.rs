//! The dictionary: every form of the archive with the groups it leads to, in files of neighbouring terms.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rayon::prelude::*;

use super::analysis::{Analysis, Stem};
use super::bytes::{browser_order, front_coded, number, shared, signed};
use super::cut::Cuts;
use super::files::{File, Hash};
use super::glossary::Glossary;
use super::lexicon::{language_of, list_key, parts_of, stem_of};
use super::light_arabic::{light_arabic, without_proclitic};
use super::lists::List;
use super::postings::{Group, PostingsFile, count_documents};
use super::tokens::each_token;

/// What a reader may type, with what it leads to.
struct Term<'g> {
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

/// A term leads to a group: by a form with its list, or by its stem.
type Way<'g> = (&'g str, usize, Option<&'g List>);

/// The files of terms, in order.
pub(super) fn shards(
    groups: &[Group<'_>],
    postings: &[PostingsFile],
    glossary: &Glossary,
    analysis: &Analysis,
    languages: &[String],
) -> Vec<Shard> {
    let synonyms = Synonyms::new(groups, glossary, analysis, languages);
    let terms = terms(groups, &synonyms);
    let ranges = SIZES.ranges(terms.iter().map(|term| (term.size(), term.text)));
    ranges.into_par_iter().flat_map_iter(|range| fitting(range, &terms, postings)).collect()
}

/// About how many bytes the terms of a file take, the names of files aside.
const SIZES: Cuts = Cuts { least: 12_000, most: 24_000, one_in: 256 };
/// The most bytes of a file, compressed.
const MOST: usize = 10_000;

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

fn terms<'g>(groups: &'g [Group<'_>], synonyms: &'g Synonyms) -> Vec<Term<'g>> {
    let mut ways: Vec<Way<'g>> = Vec::with_capacity(groups.len() * 2);
    for (number, group) in groups.iter().enumerate() {
        ways.extend(group.forms.iter().map(|form| (form.text, number, Some(form.list))));
        let stem = stem_of(group.key);
        // The browser strips Arabic words only; what is left must lead somewhere even where it is no word itself.
        if stem.starts_with(|first| matches!(first, '\u{600}'..='\u{6ff}')) {
            ways.push((stem, number, None));
        }
    }
    ways.par_sort_unstable_by(|one, other| browser_order(one.0, other.0).then(one.1.cmp(&other.1)));
    let mut terms: Vec<Term<'g>> =
        ways.par_chunk_by(|one, other| one.0 == other.0).filter_map(|ways| term(ways, groups, synonyms)).collect();
    synonyms.add_unknown_words(&mut terms);
    terms
}

fn term<'g>(ways: &[Way<'g>], groups: &[Group<'_>], synonyms: &Synonyms) -> Option<Term<'g>> {
    let lists: Vec<&List> = ways.iter().filter_map(|(_, _, list)| *list).collect();
    let (text, first, _) = *ways.first()?;
    let documents = match lists.as_slice() {
        [] => groups.get(first).map_or(0, |group| group.documents),
        lists => count_documents(lists.iter().copied()),
    };
    let mut own: Vec<usize> = ways.iter().map(|(_, group, _)| *group).collect();
    own.dedup();
    let others: BTreeSet<usize> = own.iter().filter_map(|group| synonyms.of.get(group)).flatten().copied().collect();
    let others: Vec<usize> = others.into_iter().filter(|group| !own.contains(group)).collect();
    Some(Term { text, documents, groups: [own, others].concat() })
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

/// Groups that mean the same.
struct Synonyms {
    of: BTreeMap<usize, BTreeSet<usize>>,
    /// Folded words of the glossary, each with the groups of its row.
    words: BTreeMap<String, BTreeSet<usize>>,
}

impl Synonyms {
    fn new(groups: &[Group<'_>], glossary: &Glossary, analysis: &Analysis, languages: &[String]) -> Self {
        let mut synonyms = Self { of: BTreeMap::new(), words: BTreeMap::new() };
        let mut by_key: Vec<(&[u8], usize)> =
            groups.iter().enumerate().map(|(number, group)| (group.key, number)).collect();
        by_key.sort_unstable();
        let known = |stem: &Stem| {
            let key = list_key(stem, "");
            let place = by_key.binary_search_by_key(&parts_of(&key).0, |(key, _)| *key).ok()?;
            by_key.get(place).map(|(_, number)| *number)
        };
        for row in &glossary.rows {
            let read: Vec<(String, Vec<Stem>)> =
                row.iter().flat_map(|(tag, word)| stems(tag, word, analysis, languages)).collect();
            let found: BTreeSet<usize> = read.iter().flat_map(|(_, stems)| stems).filter_map(known).collect();
            for group in &found {
                synonyms.of.entry(*group).or_default().extend(&found);
            }
            for (word, _) in read {
                // A reader's form of an Arabic word is looked up by its stem.
                for term in [light_arabic(&word).to_owned(), word] {
                    synonyms.words.entry(term).or_default().extend(&found);
                }
            }
        }
        synonyms.join_proclitics(groups, known);
        synonyms
    }

    /// Arabic writes "in", "for" and the like onto the next word: where the rest is a word too, they find each other.
    fn join_proclitics(&mut self, groups: &[Group<'_>], known: impl Fn(&Stem) -> Option<usize>) {
        for (number, group) in groups.iter().enumerate() {
            let language = language_of(group.key);
            for rest in group.forms.iter().filter_map(|form| without_proclitic(form.text)) {
                let stem = Stem { language, text: light_arabic(rest).to_owned() };
                if let Some(other) = known(&stem).filter(|other| *other != number) {
                    self.of.entry(number).or_default().insert(other);
                    self.of.entry(other).or_default().insert(number);
                }
            }
        }
    }

    /// Words that stand nowhere in the archive but mean the same as some that do.
    fn add_unknown_words<'g>(&'g self, terms: &mut Vec<Term<'g>>) {
        let is_known = |word: &str| terms.binary_search_by(|term| browser_order(term.text, word)).is_ok();
        let unknown = self.words.iter().filter(|(word, groups)| !groups.is_empty() && !is_known(word));
        let unknown: Vec<Term<'g>> = unknown
            .map(|(word, groups)| Term { text: word, documents: 0, groups: groups.iter().copied().collect() })
            .collect();
        terms.extend(unknown);
        terms.sort_by(|one, other| browser_order(one.text, other.text));
    }
}

/// The groups a word of the glossary may be in: those of the site's languages it is of, and that of no language.
fn stems(tag: &str, word: &str, analysis: &Analysis, languages: &[String]) -> Vec<(String, Vec<Stem>)> {
    let main = |tag: &str| tag.split('-').next().unwrap_or_default().to_owned();
    let own = (1..).zip(languages).filter(|(_, language)| main(language) == main(tag)).map(|(number, _)| number);
    let codes: Vec<u16> = std::iter::once(0).chain(own).collect();
    let mut found = Vec::new();
    each_token(word, &mut |token| {
        let stems = codes.iter().map(|code| analysis.stem(*code, word, &token)).collect();
        found.push((token.text.to_owned(), stems));
    });
    found
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
