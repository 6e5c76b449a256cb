//! Files of lists: groups of forms, those whose smallest forms are near each other in one file.

use std::ops::Range;

use rayon::prelude::*;

use super::bytes::{browser_order, front_coded, marks, number};
use super::cut::Cuts;
use super::files::{File, Hash};
use super::lexicon::{ListNumber, group_of, language_of, parts_of};
use super::lists::{List, Lists, Piece, entries};

/// The forms of a word in a language.
pub(super) struct Group<'l> {
    /// Language and stem.
    pub key: &'l [u8],
    /// Its forms, sorted.
    pub forms: Vec<Form<'l>>,
    /// The documents in which any of them stands.
    pub documents: usize,
    /// The number of the first group of those it is put beside; its own where there is none.
    pub cluster: usize,
}

/// A form with its list.
pub(super) struct Form<'l> {
    pub text: &'l str,
    pub list: List,
}

/// The files of lists.
pub(super) struct Postings {
    /// Which groups are in which file.
    pub files: Vec<PostingsFile>,
    pub outputs: Vec<File>,
}

/// A file of lists and the one of positions beside it.
pub(super) struct PostingsFile {
    pub groups: Range<usize>,
    pub lists: Hash,
    pub positions: Hash,
}

/// All groups, in the order of their smallest forms.
pub(super) fn groups(lists: &Lists) -> Vec<Group<'_>> {
    let numbers = (0..).take(lists.lexicon.lists.len()).filter(|number| lists.get(*number).documents > 0);
    let mut keys: Vec<Key<'_>> = numbers.map(|number| (lists.lexicon.lists.get(number), number)).collect();
    keys.par_sort_unstable();
    let runs: Vec<&[Key<'_>]> = keys.chunk_by(|one, other| group_of(one.0) == group_of(other.0)).collect();
    let mut groups: Vec<Group<'_>> = runs.par_iter().filter_map(|run| group(lists, run)).collect();
    groups.par_sort_unstable_by(|one, other| {
        browser_order(one.smallest(), other.smallest()).then_with(|| one.key.cmp(other.key))
    });
    groups.iter_mut().enumerate().for_each(|(number, group)| group.cluster = number);
    groups
}

/// The key of a list with its number.
type Key<'l> = (&'l [u8], ListNumber);

fn group<'l>(lists: &'l Lists, keys: &[Key<'l>]) -> Option<Group<'l>> {
    let form = |(key, number): &Key<'l>| Form { text: parts_of(key).1, list: lists.get(*number) };
    let mut forms: Vec<Form<'l>> = keys.iter().map(form).collect();
    forms.sort_unstable_by(|one, other| browser_order(one.text, other.text));
    let documents = count_documents(lists, forms.iter().map(|form| form.list));
    Some(Group { key: group_of(keys.first()?.0), forms, documents, cluster: 0 })
}

/// In how many documents any of some lists is.
pub(super) fn count_documents(lists: &Lists, of: impl ExactSizeIterator<Item = List>) -> usize {
    if of.len() == 1 {
        return of.map(|list| list.documents as usize).sum();
    }
    let mut documents = Vec::new();
    for list in of {
        documents.extend(entries(&lists.pieces(list)).map(|(document, _)| document));
    }
    #[expect(clippy::stable_sort_primitive, reason = "it is made of sorted runs, which a stable sort only merges")]
    documents.sort();
    documents.dedup();
    documents.len()
}

impl Group<'_> {
    pub(super) fn smallest(&self) -> &str {
        self.forms.first().map_or("", |form| form.text)
    }

    /// About how many bytes it takes.
    pub(super) fn size(&self) -> usize {
        self.forms.iter().map(|form| form.list.size as usize + form.text.len() + 4).sum::<usize>() + 4
    }

    fn write_lists(&self, lists: &Lists, of: u32, bytes: &mut Vec<u8>) {
        let mut rest = Vec::with_capacity(self.size());
        number(&mut rest, language_of(self.key).into());
        number(&mut rest, self.documents);
        number(&mut rest, self.forms.len());
        let mut previous = "";
        for form in &self.forms {
            front_coded(&mut rest, previous, form.text);
            previous = form.text;
            let pieces = lists.pieces(form.list);
            let is_dense = is_dense(form.list.documents, of);
            number(&mut rest, (form.list.documents as usize) << 1 | usize::from(is_dense));
            if is_dense {
                write_marks(&mut rest, &pieces);
            } else {
                write_distances(&mut rest, &pieces);
            }
            write_impacts(&mut rest, &pieces, roughly(form.list.documents));
        }
        number(bytes, rest.len());
        bytes.append(&mut rest);
    }

    fn write_positions(&self, lists: &Lists, bytes: &mut Vec<u8>) {
        let pieces: Vec<Piece<'_>> = self.forms.iter().flat_map(|form| lists.pieces(form.list)).collect();
        number(bytes, pieces.iter().map(|piece| piece.positions.len()).sum());
        for piece in pieces {
            bytes.extend_from_slice(piece.positions);
        }
    }
}

/// Whether a list holds so many of all documents that a bit for each of them takes less than distances do, which are
/// compressed well only where most are long.
const fn is_dense(documents: u32, of: u32) -> bool {
    documents > of / 4
}

/// A bit for each document; before them, how many bytes.
fn write_marks(bytes: &mut Vec<u8>, pieces: &[Piece<'_>]) {
    let mut marks = marks(entries(pieces).map(|(document, _)| document));
    number(bytes, marks.len());
    bytes.append(&mut marks);
}

/// The distance of each document from the one before. Documents and impacts stand apart: each compresses better among
/// its like.
fn write_distances(bytes: &mut Vec<u8>, pieces: &[Piece<'_>]) {
    let mut last = 0;
    for (document, _) in entries(pieces) {
        number(bytes, (document - last) as usize);
        last = document;
    }
}

fn write_impacts(bytes: &mut Vec<u8>, pieces: &[Piece<'_>], told: fn(u8) -> u8) {
    bytes.extend(entries(pieces).map(|(_, impact)| told(impact)));
}

/// Lists of more documents tell one of four impacts: their words decide little, and their length is what a search
/// loads.
const MANY: u32 = 2_048;
/// Lists of more documents tell one of two.
const VERY_MANY: u32 = 16_384;

/// How the impacts in a list of so many documents are told.
fn roughly(documents: u32) -> fn(u8) -> u8 {
    if documents <= MANY {
        return |impact| impact;
    }
    if documents > VERY_MANY {
        return |impact| if impact < 10 { 5 } else { 12 };
    }
    |impact| match impact {
        ..4 => 2,
        4..7 => 5,
        7..10 => 8,
        _ => 12,
    }
}

/// The most bytes of a file's content; a group beyond them has a file of its own.
pub(super) const LARGEST_FILE: usize = 32 << 10;

/// Sizes of a file's content.
const SIZES: Cuts = Cuts { least: 16 << 10, most: LARGEST_FILE, one_in: 8 };

/// The groups of each file. Those that are best read together are.
fn ranges<'g>(groups: &'g [Group<'_>]) -> Vec<Range<usize>> {
    let item = |cluster: &'g [Group<'_>]| {
        let size = cluster.iter().map(Group::size).sum::<usize>();
        (size, cluster.first().map_or("", Group::smallest), cluster.len())
    };
    let items: Vec<_> = groups.chunk_by(|one, other| one.cluster == other.cluster).map(item).collect();
    let mut end = 0;
    let cut = SIZES.ranges(items.iter().map(|(size, text, _)| (*size, *text)));
    let groups = cut.into_iter().map(|range| {
        let start = end;
        end += items.get(range).unwrap_or_default().iter().map(|(_, _, groups)| groups).sum::<usize>();
        start..end
    });
    groups.collect()
}

/// Puts groups into files, of an archive of so many documents.
pub(super) fn files(lists: &Lists, groups: &[Group<'_>], of: u32) -> Postings {
    let ranges = ranges(groups);
    let made: Vec<(PostingsFile, [File; 2])> = ranges
        .into_par_iter()
        .map(|range| {
            let made = |kind, write: &dyn Fn(&Group<'_>, &mut Vec<u8>)| {
                let mut bytes = Vec::new();
                groups.get(range.clone()).unwrap_or_default().iter().for_each(|group| write(group, &mut bytes));
                File::of(kind, &bytes)
            };
            let (list, list_hash) = made('p', &|group, bytes| group.write_lists(lists, of, bytes));
            let (positions, positions_hash) = made('q', &|group, bytes| group.write_positions(lists, bytes));
            let file = PostingsFile { groups: range, lists: list_hash, positions: positions_hash };
            (file, [list, positions])
        })
        .collect();
    let (files, outputs): (Vec<_>, Vec<_>) = made.into_iter().unzip();
    Postings { files, outputs: outputs.into_iter().flatten().collect() }
}
