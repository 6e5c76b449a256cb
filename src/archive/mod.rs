//! Takes: documents (shape) and settings.
//! Gives: the archive (meaning): incidents with their tellings, services, regions, causes, pages.
//! Promises: what is in an archive has been checked; an unknown is a value of its own.
//! Never: reads the disk, knows an address or a template.

mod checks;
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
pub use words::{
    About, CAUSES, Certainty, Family, Impact, Relation, ReportKind, Role, Status, UNKNOWN_CAUSE,
};

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
    let labels = labels(&files, &documents, &settings, problems);
    let (incidents, others): (Vec<_>, Vec<_>) =
        labels.into_iter().partition(|(_, label)| label.folder == Folder::Incidents);
    let names = names(&files, others, &settings, problems);
    let mut known: BTreeSet<Id> = incidents.iter().map(|(_, label)| label.id.clone()).collect();
    let by_id = read_incidents(&files, incidents, &names, &settings, problems);
    known.extend(by_id.keys().cloned());
    let mut all = Vec::with_capacity(by_id.len());
    for drafts_of_one in by_id.into_values() {
        all.extend(join::join(drafts_of_one, &files, problems));
    }
    checks::check(&all, &known, drafts, problems);
    let mut incidents = if drafts { all } else { all.into_iter().filter_map(published).collect() };
    incidents.sort_by(|a, b| (b.start.order_key(), &a.id).cmp(&(a.start.order_key(), &b.id)));
    let links = Links::new(&files, &documents, &attachments, &settings);
    let archive = Archive { settings, files, attachments, names, incidents, links };
    links::check(&archive, problems);
    archive
}

fn labels(
    files: &[SourceFile],
    documents: &[FileId],
    settings: &Settings,
    problems: &mut Diagnostics,
) -> Vec<(FileId, Label)> {
    let mut labels = Vec::with_capacity(documents.len());
    for file in documents {
        let Some(source) = files.get(file.0 as usize) else { continue };
        labels.extend(document::label(*file, &source.path, settings, problems).map(|label| (*file, label)));
    }
    labels
}

fn names(
    files: &[SourceFile],
    labels: Vec<(FileId, Label)>,
    settings: &Settings,
    problems: &mut Diagnostics,
) -> Names {
    let mut documents = Vec::with_capacity(labels.len());
    for (file, label) in labels {
        let Some(source) = files.get(file.0 as usize) else { continue };
        documents.extend(document::parse(file, source, label, problems));
    }
    read::read_names(&documents, settings, problems)
}

/// Reads write-ups in parallel; a tree of front matter lives only as long as it is read.
fn read_incidents(
    files: &[SourceFile],
    labels: Vec<(FileId, Label)>,
    names: &Names,
    settings: &Settings,
    problems: &mut Diagnostics,
) -> BTreeMap<Id, Vec<read::Draft>> {
    let read: Vec<(Option<read::Draft>, Diagnostics)> = labels
        .into_par_iter()
        .map(|(file, label)| {
            let mut found = Diagnostics::new();
            let draft = files.get(file.0 as usize).and_then(|source| {
                let document = document::parse(file, source, label, &mut found)?;
                read::read_incident(&document, names, settings, &mut found)
            });
            (draft, found)
        })
        .collect();
    let mut by_id: BTreeMap<Id, Vec<read::Draft>> = BTreeMap::new();
    for (draft, found) in read {
        problems.append(found);
        if let Some(draft) = draft {
            by_id.entry(draft.id.clone()).or_default().push(draft);
        }
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
