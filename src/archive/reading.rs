//! From labelled files to incidents: write-ups are read in parallel, and those of one incident are joined.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::iter::Either;
use rayon::prelude::*;

use super::document::{Folder, Label};
use super::incident::Id;
use super::join::{self, Joined};
use super::kept::KeptWriteUps;
use super::names::Names;
use super::read::{self, Draft};
use super::{Labelled, parsed};
use crate::config::Settings;
use crate::diagnostic::Diagnostics;
use crate::source::{FileId, SourceFile};

/// What write-ups are read with.
pub(super) struct Reading<'r> {
    pub files: &'r [SourceFile],
    pub names: &'r Names,
    pub settings: &'r Settings,
    pub kept: Option<&'r KeptWriteUps>,
}

/// What was read of one incident.
type Group = Vec<Arc<Read>>;

/// An incident, if its write-ups make one, and what was found in them.
type Found = (Option<Joined>, Diagnostics);

impl Reading<'_> {
    /// Reads write-ups and joins those of one incident. Most are joined as soon as they are read, so that neither
    /// trees nor drafts of the whole archive ever stand in memory at once.
    pub fn incidents(&self, labelled: Vec<Labelled>, problems: &mut Diagnostics) -> Vec<Joined> {
        let mut named: BTreeMap<Id, Vec<Labelled>> = BTreeMap::new();
        for one in labelled {
            named.entry(one.label.id.clone()).or_default().push(one);
        }
        let (mut joined, elsewhere): (BTreeMap<Id, Found>, Vec<Group>) =
            named.par_iter().partition_map(|(id, labelled)| {
                let group = self.group(labelled);
                let is_whole = group.iter().all(|read| read.draft.id_span.is_empty());
                if is_whole { Either::Left((id.clone(), self.incident(group))) } else { Either::Right(group) }
            });
        // Where a file gives an `id`, it may be that of any other file.
        let mut given = by_id(elsewhere.into_iter().flatten().collect(), self.files);
        for (id, group) in &mut given {
            if joined.remove(id).is_some() {
                group.extend(named.get(id).into_iter().flat_map(|labelled| self.group(labelled)));
                group.sort_by_key(|read| read.draft.file);
            }
        }
        joined.par_extend(given.into_par_iter().map(|(id, group)| (id, self.incident(group))));
        let told = |(incident, found)| {
            problems.append(found);
            incident
        };
        joined.into_values().filter_map(told).collect()
    }

    /// The write-ups of one name, read.
    fn group(&self, labelled: &[Labelled]) -> Group {
        labelled.iter().filter_map(|one| self.write_up(one.clone(), false)).collect()
    }

    /// The incident its write-ups tell of, unless it is known.
    fn incident(&self, mut group: Group) -> Found {
        let files: Vec<FileId> = group.iter().map(|read| read.draft.file).collect();
        let make = || {
            self.as_translations(&mut group);
            let mut found = Diagnostics::new();
            let drafts = group.into_iter().map(|read| Arc::unwrap_or_clone(read).told(&mut found)).collect();
            (join::join(drafts, self.files, &mut found), found)
        };
        match self.kept {
            Some(kept) => kept.joined(files.into_iter(), make),
            None => make(),
        }
    }

    /// Translations may repeat any fact, the date as well: then which file holds the facts shows only now, and the
    /// others are read once more as what they are.
    fn as_translations(&self, group: &mut [Arc<Read>]) {
        if group.iter().filter(|read| !read.draft.is_translation).count() < 2 {
            return;
        }
        let Some(original) = join::original_of(group.iter().map(|read| &read.draft)) else { return };
        let Some(language) = group.get(original).map(|read| read.draft.language) else { return };
        for read in group.iter_mut().filter(|read| !read.draft.is_translation && read.draft.language != language) {
            let (file, language) = (read.draft.file, read.draft.language);
            let label = Label { folder: Folder::Incidents, id: read.draft.named.clone(), language, is_fit: true };
            let again = self.write_up(Labelled { file, label, is_read: true }, true);
            if let Some(again) = again {
                let Read { draft, found } = Arc::unwrap_or_clone(again);
                *read = Arc::new(Read { draft: Draft { id: read.draft.id.clone(), ..draft }, found });
            }
        }
    }

    /// Reads a write-up, unless it is known what it says.
    fn write_up(&self, labelled: Labelled, as_translation: bool) -> Option<Arc<Read>> {
        let key = (labelled.file, as_translation);
        if let Some(known) = self.kept.and_then(|kept| kept.get(key)) {
            return Some(known);
        }
        let mut found = Diagnostics::new();
        let text = self.files.get(labelled.file.0 as usize).map_or("", |file| &*file.text);
        let document = parsed(self.files, labelled, &mut found)?;
        let draft = read::read_incident(&document, text, self.names, self.settings, as_translation, &mut found)?;
        let read = Arc::new(Read { draft, found });
        if let Some(kept) = self.kept {
            kept.keep(key, &read);
        }
        Some(read)
    }
}

/// A write-up that was read, and what was found in it.
#[derive(Clone, Debug)]
pub(super) struct Read {
    pub draft: Draft,
    found: Diagnostics,
}

impl Read {
    /// The write-up, once its problems are told.
    fn told(self, problems: &mut Diagnostics) -> Draft {
        problems.append(self.found);
        self.draft
    }
}

/// What was read of each incident. An `id` in one file holds for the files that tell the same in other languages:
/// those beside it whose names differ only in the language.
fn by_id(mut read: Vec<Arc<Read>>, files: &[SourceFile]) -> BTreeMap<Id, Group> {
    let stem = |draft: &Draft| {
        let path = files.get(draft.file.0 as usize).map_or("", |file| file.path.as_str());
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        (folder.to_owned(), draft.named.clone())
    };
    originals_are_named(&mut read, stem);
    let mut given: BTreeMap<(String, Id), Id> = BTreeMap::new();
    for read in read.iter().filter(|read| read.draft.id != read.draft.named) {
        given.entry(stem(&read.draft)).or_insert_with(|| read.draft.id.clone());
    }
    let mut by_id: BTreeMap<Id, Group> = BTreeMap::new();
    for mut one in read {
        let is_named = one.draft.id == one.draft.named && one.draft.id_span.is_empty();
        if !given.is_empty()
            && is_named
            && let Some(id) = given.get(&stem(&one.draft))
        {
            Arc::make_mut(&mut one).draft.id = id.clone();
        }
        by_id.entry(one.draft.id.clone()).or_default().push(one);
    }
    by_id
}

/// An original beside its translations that gives no `id` is called as its files are: a translation's `id` moves
/// nothing, and contradicts it.
fn originals_are_named(read: &mut [Arc<Read>], stem: impl Fn(&Draft) -> (String, Id)) {
    if read.iter().all(|one| one.draft.id == one.draft.named) {
        return; // as in most archives
    }
    let mut beside: BTreeMap<(String, Id), Vec<&mut Arc<Read>>> = BTreeMap::new();
    for one in read {
        beside.entry(stem(&one.draft)).or_default().push(one);
    }
    for group in beside.values_mut() {
        let original = join::original_of(group.iter().map(|one| &one.draft)).and_then(|number| group.get(number));
        if original.is_some_and(|one| one.draft.has("date") && !one.draft.has("id")) {
            for one in group.iter_mut().filter(|one| one.draft.id != one.draft.named) {
                let draft = &mut Arc::make_mut(one).draft;
                draft.id = draft.named.clone();
            }
        }
    }
}
