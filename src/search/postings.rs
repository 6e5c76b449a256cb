//! Files of lists: groups of forms, those whose smallest forms are near each other in one file.

use std::ops::Range;

use rayon::prelude::*;

use super::bytes::{browser_order, front_coded, number, take_number};
use super::cut::Cuts;
use super::files::{File, Hash};
use super::lexicon::{ListNumber, language_of, parts_of};
use super::lists::{List, Lists};

/// The forms of a word in a language.
pub(super) struct Group<'l> {
    /// Language and stem.
    pub key: &'l [u8],
    /// Its forms, sorted.
    pub forms: Vec<Form<'l>>,
    /// The documents in which any of them stands.
    pub documents: usize,
    /// The number of the group that it is put beside; its own where there is none.
    pub cluster: usize,
}

/// A form with its list.
pub(super) struct Form<'l> {
    pub text: &'l str,
    pub list: &'l List,
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
    let key = |number: ListNumber| lists.lexicon.lists.get(number);
    let mut order: Vec<ListNumber> = (0..).take(lists.lists.len()).collect();
    order.retain(|number| lists.get(*number).is_some_and(|list| list.documents > 0));
    order.par_sort_unstable_by_key(|number| key(*number));
    let group_of = |number: ListNumber| parts_of(key(number)).0;
    let runs: Vec<&[ListNumber]> = order.chunk_by(|one, other| group_of(*one) == group_of(*other)).collect();
    let mut groups: Vec<Group<'_>> = runs.into_par_iter().filter_map(|run| group(lists, run)).collect();
    groups.par_sort_unstable_by(|one, other| {
        browser_order(one.smallest(), other.smallest()).then_with(|| one.key.cmp(other.key))
    });
    groups.iter_mut().enumerate().for_each(|(number, group)| group.cluster = number);
    groups
}

fn group<'l>(lists: &'l Lists, numbers: &[ListNumber]) -> Option<Group<'l>> {
    let key = |number: &ListNumber| parts_of(lists.lexicon.lists.get(*number));
    let form = |number: &ListNumber| Some(Form { text: key(number).1, list: lists.get(*number)? });
    let mut forms: Vec<Form<'l>> = numbers.iter().filter_map(form).collect();
    forms.sort_unstable_by(|one, other| browser_order(one.text, other.text));
    let documents = count_documents(forms.iter().map(|form| form.list));
    Some(Group { key: key(numbers.first()?).0, forms, documents, cluster: 0 })
}

/// In how many documents any of some lists is.
pub(super) fn count_documents<'l>(lists: impl ExactSizeIterator<Item = &'l List> + Clone) -> usize {
    if lists.len() == 1 {
        return lists.map(|list| list.documents as usize).sum();
    }
    let mut documents = Vec::new();
    for list in lists {
        documents.extend(entries(list).map(|(document, _)| document));
    }
    #[expect(clippy::stable_sort_primitive, reason = "it is made of sorted runs, which a stable sort only merges")]
    documents.sort();
    documents.dedup();
    documents.len()
}

/// The documents of a list with their impacts.
fn entries(list: &List) -> impl Iterator<Item = (usize, u8)> {
    let mut rest = list.entries.as_slice();
    let mut document = 0;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        document += take_number(&mut rest);
        let (impact, after) = rest.split_first()?;
        rest = after;
        Some((document, *impact))
    })
}

impl Group<'_> {
    pub(super) fn smallest(&self) -> &str {
        self.forms.first().map_or("", |form| form.text)
    }

    /// About how many bytes it takes.
    fn size(&self) -> usize {
        self.forms.iter().map(|form| form.list.entries.len() + form.text.len() + 4).sum::<usize>() + 4
    }

    fn write_lists(&self, bytes: &mut Vec<u8>) {
        let mut rest = Vec::with_capacity(self.size());
        number(&mut rest, language_of(self.key).into());
        number(&mut rest, self.documents);
        number(&mut rest, self.forms.len());
        let mut previous = "";
        for form in &self.forms {
            front_coded(&mut rest, previous, form.text);
            previous = form.text;
            write_list(&mut rest, form.list);
        }
        number(bytes, rest.len());
        bytes.append(&mut rest);
    }

    fn write_positions(&self, bytes: &mut Vec<u8>) {
        number(bytes, self.forms.iter().map(|form| form.list.positions.len()).sum());
        self.forms.iter().for_each(|form| bytes.extend_from_slice(&form.list.positions));
    }
}

/// Documents and impacts apart: each compresses better among its like.
fn write_list(bytes: &mut Vec<u8>, list: &List) {
    number(bytes, list.documents as usize);
    let mut rest = list.entries.as_slice();
    let mut impacts = Vec::with_capacity(list.documents as usize);
    while let Some(end) = rest.iter().position(|byte| *byte < 0x80) {
        let (distance, after) = rest.split_at(end + 1);
        bytes.extend_from_slice(distance);
        let Some((impact, after)) = after.split_first() else { break };
        impacts.push(if list.documents > MANY { roughly(*impact) } else { *impact });
        rest = after;
    }
    bytes.append(&mut impacts);
}

/// Lists of more documents tell impacts roughly: their words decide little, and their length is what a search loads.
const MANY: u32 = 8_192;

/// One of four impacts.
const fn roughly(impact: u8) -> u8 {
    match impact {
        ..4 => 2,
        4..7 => 5,
        7..10 => 8,
        _ => 12,
    }
}

/// Sizes of a file's content; a group beyond the most has a file of its own.
const SIZES: Cuts = Cuts { least: 16 << 10, most: 32 << 10, one_in: 8 };

/// The groups of each file. Those that are best read together are, unless they are too large for that.
fn ranges(groups: &[Group<'_>]) -> Vec<Range<usize>> {
    let mut items: Vec<(usize, &str, usize)> = Vec::new();
    for cluster in groups.chunk_by(|one, other| one.cluster == other.cluster) {
        let size = cluster.iter().map(Group::size).sum();
        match cluster.first() {
            Some(first) if size <= SIZES.least => items.push((size, first.smallest(), cluster.len())),
            _ => items.extend(cluster.iter().map(|group| (group.size(), group.smallest(), 1))),
        }
    }
    let mut end = 0;
    let cut = SIZES.ranges(items.iter().map(|(size, text, _)| (*size, *text)));
    let groups = cut.into_iter().map(|range| {
        let start = end;
        end += items.get(range).unwrap_or_default().iter().map(|(_, _, groups)| groups).sum::<usize>();
        start..end
    });
    groups.collect()
}

/// Puts groups into files.
pub(super) fn files(groups: &[Group<'_>]) -> Postings {
    let ranges = ranges(groups);
    let made: Vec<(PostingsFile, [File; 2])> = ranges
        .into_par_iter()
        .map(|range| {
            let (mut lists, mut positions) = (Vec::new(), Vec::new());
            for group in groups.get(range.clone()).unwrap_or_default() {
                group.write_lists(&mut lists);
                group.write_positions(&mut positions);
            }
            let ((lists, lists_hash), (positions, positions_hash)) = (File::of('p', &lists), File::of('q', &positions));
            let file = PostingsFile { groups: range, lists: lists_hash, positions: positions_hash };
            (file, [lists, positions])
        })
        .collect();
    let (files, outputs): (Vec<_>, Vec<_>) = made.into_iter().unzip();
    Postings { files, outputs: outputs.into_iter().flatten().collect() }
}
