//! Takes: documents (shape) and settings.
//! Gives: the archive (meaning): incidents with their tellings, services, regions, causes, pages.
//! Promises: what is in an archive has been checked; an unknown is a value of its own.
//! Never: reads the disk, knows an address or a template.

mod checks;
mod compare;
mod document;
mod incident;
mod join;
mod links;
mod moment;
mod names;
mod read;
mod words;

pub use document::{Folder, Label};
pub use incident::{
    AffectedRegion, AffectedService, Amendment, Amount, Cause, CauseTelling, Claim, ClaimValue, Facts, Figure, Id,
    Incident, InnerLink, Justification, LanguageNumber, Related, Report, Source, Telling, Texts, Update, UpdateTelling,
    UpdateText,
};
pub use links::{LinkTarget, Links};
pub use moment::{
    Clock, DurationRange, End, Instant, Moment, MomentProblem, Offset, OrderKey, Precision, When, duration,
};
pub use names::{CauseKind, Names, Page, Prose, Region, Service};
pub use words::{About, CAUSES, Certainty, Family, Impact, Relation, ReportKind, Role, Status, UNKNOWN_CAUSE};

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::config::Settings;
use crate::diagnostic::Diagnostics;
use crate::source::{Attachment, FileId, Project, SourceFile};

/// Everything the site is about, checked.
#[derive(Debug)]
pub struct Archive {
    /// The site's settings.
    pub settings: Settings,
    /// The files, for the prose in them.
    pub files: Vec<SourceFile>,
    /// Files that lie beside write-ups.
    pub attachments: Vec<Attachment>,
    /// What incidents name.
    pub names: Names,
    /// The incidents, newest first.
    pub incidents: Vec<Incident>,
    /// Where links in prose lead.
    pub links: Links,
}

impl Archive {
    /// The text of a file.
    pub fn text(&self, file: FileId) -> &str {
        self.files.get(file.0 as usize).map_or("", |file| file.text.as_str())
    }

    /// The number of the default language.
    pub fn default_language(&self) -> LanguageNumber {
        let default = &self.settings.default_language;
        self.settings.languages.iter().position(|language| language == default).unwrap_or(0)
    }
}

/// Makes the archive of a project; with `drafts` also of what its authors hide.
/// What is wrong is told; the archive holds what is right, and may be published only if nothing is wrong.
pub fn compile(project: Project, settings: Settings, drafts: bool, problems: &mut Diagnostics) -> Archive {
    let Project { files, attachments, documents, .. } = project;
    let labelled = labels(&files, &documents, &settings, problems);
    let (incidents, others): (Vec<_>, Vec<_>) =
        labelled.into_iter().partition(|labelled| labelled.label.folder == Folder::Incidents);
    let names = names(&files, others, &settings, problems);
    let by_id = read_incidents(&files, incidents, &names, &settings, problems);
    let mut joined = Vec::with_capacity(by_id.len());
    for drafts_of_one in by_id.into_values() {
        joined.extend(join::join(drafts_of_one, &files, problems));
    }
    // What is unfit for the archive is still checked with the rest, so that one run tells everything.
    let usable: BTreeSet<Id> = joined.iter().filter(|one| one.usable).map(|one| one.incident.id.clone()).collect();
    let mut incidents: Vec<Incident> = joined.into_iter().map(|one| one.incident).collect();
    checks::check(&incidents, &files, drafts, problems);
    let links = Links::new(&files, &documents, &attachments, &settings, &incidents);
    links::check(&links, &files, &incidents, &names, &settings.content, drafts, problems);
    incidents.retain(|incident| usable.contains(&incident.id));
    if !drafts {
        incidents = incidents.into_iter().filter_map(published).collect();
    }
    incidents.sort_by(|a, b| (b.start.order_key(), &a.id).cmp(&(a.start.order_key(), &b.id)));
    Archive { settings, files, attachments, names, incidents, links }
}

/// A content file and what its path says.
struct Labelled {
    file: FileId,
    label: Label,
    /// Whether its text could be read; if not, that was told, and the file is known by name only.
    is_read: bool,
}

fn labels(
    files: &[SourceFile],
    documents: &[FileId],
    settings: &Settings,
    problems: &mut Diagnostics,
) -> Vec<Labelled> {
    let mut labels = Vec::with_capacity(documents.len());
    let read: BTreeSet<FileId> = documents.iter().copied().collect();
    for (file, source) in (0..).map(FileId).zip(files) {
        let is_read = read.contains(&file);
        if !is_read && !source.path.ends_with(".md") {
            continue;
        }
        let mut found = Diagnostics::new();
        let label = document::label(file, &source.path, settings, &mut found);
        if is_read {
            problems.append(found);
        }
        labels.extend(label.map(|label| Labelled { file, label, is_read }));
    }
    labels
}

fn names(files: &[SourceFile], labelled: Vec<Labelled>, settings: &Settings, problems: &mut Diagnostics) -> Names {
    let documents: Vec<_> = labelled.into_iter().filter_map(|one| parsed(files, one, problems)).collect();
    read::read_names(&documents, settings, problems)
}

fn parsed(files: &[SourceFile], labelled: Labelled, problems: &mut Diagnostics) -> Option<document::Document> {
    let Labelled { file, label, is_read } = labelled;
    let source = files.get(file.0 as usize)?;
    Some(if is_read { document::parse(file, source, label, problems) } else { document::Document::unread(file, label) })
}

/// Reads write-ups in parallel; a tree of front matter lives only as long as it is read.
fn read_incidents(
    files: &[SourceFile],
    labelled: Vec<Labelled>,
    names: &Names,
    settings: &Settings,
    problems: &mut Diagnostics,
) -> BTreeMap<Id, Vec<read::Draft>> {
    let read: Vec<(Option<read::Draft>, Diagnostics)> = labelled
        .into_par_iter()
        .map(|labelled| {
            let mut found = Diagnostics::new();
            let text = files.get(labelled.file.0 as usize).map_or("", |file| file.text.as_str());
            let draft = parsed(files, labelled, &mut found)
                .and_then(|document| read::read_incident(&document, text, names, settings, &mut found));
            (draft, found)
        })
        .collect();
    let mut drafts = Vec::with_capacity(read.len());
    for (draft, found) in read {
        problems.append(found);
        drafts.extend(draft);
    }
    by_id(drafts, files)
}

/// The drafts of each incident. An `id` in one file holds for the files that tell the same in other languages:
/// those beside it whose names differ only in the language.
fn by_id(drafts: Vec<read::Draft>, files: &[SourceFile]) -> BTreeMap<Id, Vec<read::Draft>> {
    let stem = |draft: &read::Draft| {
        let path = files.get(draft.file.0 as usize).map_or("", |file| file.path.as_str());
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        (folder.to_owned(), draft.named.clone())
    };
    let mut given: BTreeMap<(String, Id), Id> = BTreeMap::new();
    for draft in drafts.iter().filter(|draft| draft.id != draft.named) {
        given.entry(stem(draft)).or_insert_with(|| draft.id.clone());
    }
    let mut by_id: BTreeMap<Id, Vec<read::Draft>> = BTreeMap::new();
    for mut draft in drafts {
        if !given.is_empty() && draft.id == draft.named && draft.id_span.is_empty() {
            draft.id = given.get(&stem(&draft)).unwrap_or(&draft.id).clone();
        }
        by_id.entry(draft.id.clone()).or_default().push(draft);
    }
    by_id
}

/// The incident as the public sees it: not at all if its facts are a draft, else without tellings that are.
fn published(mut incident: Incident) -> Option<Incident> {
    if incident.facts.draft {
        return None;
    }
    let original = incident.original().file;
    incident.tellings.retain(|telling| !telling.draft);
    incident.original = incident.tellings.iter().position(|telling| telling.file == original).unwrap_or(0);
    (!incident.tellings.is_empty()).then_some(incident)
}
