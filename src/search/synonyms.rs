//! Groups that are found by each other's words: by the glossary, and by the particles Arabic writes onto words.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::analysis::{Analysis, Stem};
use super::glossary::Glossary;
use super::lexicon::{language_of, list_key, parts_of, stem_of};
use super::light_arabic::{light_arabic, without_proclitic};
use super::postings::{Group, LARGEST_FILE};
use super::spellings::spellings;
use super::tokens::each_token;

/// The bytes from which on a group decides about how many files a search loads.
const LARGE: usize = 1 << 10;
/// The most bytes of a file of groups that share forms: whoever asks for one loads the others anyway.
const MOST_ALIKE: usize = 8 * LARGEST_FILE;

/// How many groups find each other by one spelling.
const MOST_SPELLINGS: usize = 16;

/// Groups that mean the same, by number.
pub(super) struct Synonyms {
    pub of: BTreeMap<usize, BTreeSet<usize>>,
    /// Folded words of the glossary, each with the groups of its row.
    pub words: BTreeMap<String, BTreeSet<usize>>,
    clusters: Clusters,
}

/// Groups that are best read together, as far as a file has room for them.
struct Clusters {
    /// For each group itself or another of its cluster, on the way to the first one.
    next: Vec<usize>,
    /// For the first group of a cluster, about how many bytes all take.
    sizes: Vec<usize>,
}

impl Clusters {
    fn new(groups: &[Group<'_>]) -> Self {
        Self { next: (0..groups.len()).collect(), sizes: groups.iter().map(Group::size).collect() }
    }

    /// The first group of a cluster.
    fn first(&mut self, group: usize) -> usize {
        let mut at = group;
        while let Some(next) = self.next.get(at).copied().filter(|next| *next != at) {
            // Half of the way is saved the next time.
            let after = self.next.get(next).copied().unwrap_or(next);
            self.next.get_mut(at).into_iter().for_each(|place| *place = after);
            at = after;
        }
        at
    }

    /// Puts two clusters together, unless they would take more bytes than `most`.
    fn join(&mut self, one: usize, other: usize, most: usize) {
        let (one, other) = (self.first(one), self.first(other));
        let (first, second) = (one.min(other), one.max(other));
        let size = |group: usize| self.sizes.get(group).copied().unwrap_or(0);
        let whole = size(first) + size(second);
        if first != second && whole <= most {
            self.next.get_mut(second).into_iter().for_each(|place| *place = first);
            self.sizes.get_mut(first).into_iter().for_each(|place| *place = whole);
        }
    }
}

impl Synonyms {
    pub(super) fn new(groups: &[Group<'_>], glossary: &Glossary, analysis: &Analysis, languages: &[String]) -> Self {
        let mut synonyms = Self { of: BTreeMap::new(), words: BTreeMap::new(), clusters: Clusters::new(groups) };
        // First, while there is room: a search for the word loads all of them.
        synonyms.join_same_forms(groups);
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
                synonyms.clusters.join(found.first().copied().unwrap_or(*group), *group, LARGEST_FILE);
            }
            for (word, _) in read {
                // A reader's form of an Arabic word is looked up by its stem.
                for term in [light_arabic(&word).to_owned(), word] {
                    synonyms.words.entry(term).or_default().extend(&found);
                }
            }
        }
        synonyms.join_proclitics(groups, known);
        synonyms.join_spellings(groups, analysis, languages.len(), known);
        synonyms
    }

    /// A word that several languages write alike is in a group of each: large ones are put together, and small ones
    /// beside a large one. Small ones alone stand near each other anyway.
    fn join_same_forms(&mut self, groups: &[Group<'_>]) {
        let sized =
            |is_large: bool| groups.iter().enumerate().filter(move |(_, group)| (group.size() >= LARGE) == is_large);
        let mut of: HashMap<&str, usize> = HashMap::new();
        for (number, group) in sized(true) {
            for form in &group.forms {
                let first = *of.entry(form.text).or_insert(number);
                self.clusters.join(first, number, MOST_ALIKE);
            }
        }
        for (number, group) in sized(false) {
            // Beside one only: two large ones that share no form are no reader's concern at once.
            if let Some(large) = group.forms.iter().find_map(|form| of.get(form.text)) {
                self.clusters.join(*large, number, MOST_ALIKE);
            }
        }
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
                    self.clusters.join(number, other, LARGEST_FILE);
                }
            }
        }
    }

    /// What writers spell in several ways: those with one stem in another spelling find each other, and all are found by
    /// that spelling, which none may have written.
    fn join_spellings(
        &mut self,
        groups: &[Group<'_>],
        analysis: &Analysis,
        languages: usize,
        known: impl Fn(&Stem) -> Option<usize>,
    ) {
        let mut alike: BTreeMap<Stem, (BTreeSet<usize>, BTreeSet<String>)> = BTreeMap::new();
        for (number, group) in groups.iter().enumerate() {
            for word in group.forms.iter().flat_map(|form| spellings(form.text, stem_of(group.key))) {
                each_token(&word, &mut |token| {
                    for stem in (0..).take(languages + 1).map(|code| analysis.stem(code, &word, &token)) {
                        let (groups, words) = alike.entry(stem).or_default();
                        if groups.len() < MOST_SPELLINGS {
                            groups.insert(number);
                            words.insert(word.clone());
                        }
                    }
                });
            }
        }
        for (stem, (mut groups, words)) in alike {
            groups.extend(known(&stem));
            for (one, other) in groups.iter().flat_map(|one| groups.iter().map(move |other| (*one, *other))) {
                if one != other {
                    self.of.entry(one).or_default().insert(other);
                    self.clusters.join(one, other, LARGEST_FILE);
                }
            }
            for word in words {
                self.words.entry(word).or_default().extend(&groups);
            }
        }
    }

    /// Puts groups that mean the same beside each other, so that they are read together.
    pub(super) fn bring_together<'l>(mut self, mut groups: Vec<Group<'l>>) -> (Vec<Group<'l>>, Self) {
        for (number, group) in groups.iter_mut().enumerate() {
            group.cluster = self.clusters.first(number);
        }
        let mut numbered: Vec<(usize, Group<'l>)> = groups.into_iter().enumerate().collect();
        numbered.sort_by_key(|(number, group)| (group.cluster, *number));
        let mut places = vec![0; numbered.len()];
        for (place, (number, _)) in numbered.iter().enumerate() {
            if let Some(new) = places.get_mut(*number) {
                *new = place;
            }
        }
        let place = |number: &usize| places.get(*number).copied().unwrap_or(0);
        let set = |numbers: BTreeSet<usize>| numbers.iter().map(place).collect();
        let of = self.of.into_iter().map(|(number, others)| (place(&number), set(others))).collect();
        let words = self.words.into_iter().map(|(word, others)| (word, set(others))).collect();
        (numbered.into_iter().map(|(_, group)| group).collect(), Self { of, words, clusters: Clusters::new(&[]) })
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
