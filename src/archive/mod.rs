//! Takes: documents (shape) and settings.
//! Gives: the archive (meaning): incidents with their tellings, services, regions, causes, pages.
//! Promises: what is in an archive has been checked; an unknown is a value of its own.
//! Never: reads the disk, knows an address or a template.

mod checks;
mod circles;
mod claims;
mod compare;
mod course;
mod document;
mod incident;
mod join;
mod kept;
mod lifetimes;
mod links;
mod loops;
mod moment;
mod names;
mod neighbours;
mod order;
mod origin;
mod parted;
mod places;
mod prose;
mod read;
mod reading;
mod renamed;
mod settled;
pub mod shapes;
mod shown;
mod twice;
mod upkeep;
mod words;

pub use course::Course;
pub use document::{Folder, Label, id_and_language};
pub use incident::{
    AffectedRegion, AffectedService, Amendment, Amount, Cause, CauseTelling, Claim, ClaimValue, Correction, Facts,
    Figure, Id, Incident, InnerLink, Justification, LanguageNumber, Related, Report, Source, Telling, Texts, Update,
    UpdateTelling, UpdateText,
};
pub use kept::KeptWriteUps;
pub use links::{LinkTarget, Links, heading_names, path_from_root};
pub use moment::{
    Clock, DurationRange, End, Extent, Instant, Moment, MomentProblem, NOTATION, Offset, OrderKey, Precision, When,
    duration, duration_as_told,
};
pub use names::{CauseKind, Names, Page, Prose, Region, Service, best_prose};
pub use origin::fingerprint;
pub use places::Places;
pub use upkeep::{left_open, open_causes, told_ahead, unarchived_sources};
pub use words::{About, CAUSES, Certainty, Family, Impact, Relation, ReportKind, Role, Status, UNKNOWN_CAUSE};

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::config::Settings;
use crate::diagnostic::{Code, Diagnostics};
use crate::source::{Attachment, FileId, Project, SourceFile};
use reading::Reading;
use shown::Attachments;

/// Everything the site is about, checked.
#[derive(Debug)]
pub struct Archive {
    /// The site's settings.
    pub settings: Settings,
    /// The files, for the prose in them.
    pub files: Vec<SourceFile>,
    /// Files that lie beside write-ups.
    pub attachments: Vec<Attachment>,
    /// The numbers of those that are published: what is published leads to them.
    pub shown: BTreeSet<usize>,
    /// What incidents name.
    pub names: Names,
    /// The incidents, newest first; shared with those that read the project again and again.
    pub incidents: Vec<Arc<Incident>>,
    /// Where links in prose lead.
    pub links: Links,
}

impl Archive {
    /// The text of a file.
    pub fn text(&self, file: FileId) -> &str {
        self.files.get(file.0 as usize).map_or("", |file| &*file.text)
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
    compile_again(project, settings, drafts, None, problems)
}

/// [`compile`] of a project that is read again and again: what is `kept` of write-ups isn't read anew.
pub fn compile_again(
    project: Project,
    mut settings: Settings,
    drafts: bool,
    mut kept: Option<&mut KeptWriteUps>,
    problems: &mut Diagnostics,
) -> Archive {
    let Project { files, attachments, documents, versions, .. } = project;
    let labelled = labels(&files, &documents, &settings, problems);
    let unfit: BTreeSet<FileId> = labelled.iter().filter(|one| !one.label.is_fit).map(|one| one.file).collect();
    let (incidents, others): (Vec<_>, Vec<_>) =
        labelled.into_iter().partition(|labelled| labelled.label.folder == Folder::Incidents);
    if let Some(kept) = &mut kept {
        kept.begin(&files, &versions, others.iter().map(|labelled| labelled.file));
    }
    let mut names = names(&files, others, &settings, problems);
    problems.extend(attachments.iter().filter_map(|attachment| document::unfit_attachment(attachment, &settings)));
    settled::check(&mut settings, &names, &files, &attachments, problems);
    let reading = Reading { files: &files, names: &names, settings: &settings, kept: kept.as_deref() };
    let joined = reading.incidents(incidents, problems);
    // What is unfit for the archive is still checked with the rest, so that one run tells everything.
    let unusable: BTreeSet<Id> = joined.iter().filter(|one| !one.usable).map(|one| one.incident.id.clone()).collect();
    let mut incidents: Vec<Arc<Incident>> = joined.into_iter().map(|one| one.incident).collect();
    let (between, (links, dead)) = rayon::join(
        || {
            found(|problems| {
                checks::check(&incidents, &files, drafts, problems);
                claims::check(&incidents, &files, problems);
                lifetimes::check(&incidents, &files, &names, problems);
            })
        },
        || {
            let links = Links::new(&files, &documents, &attachments, &settings, &incidents);
            let content = &settings.content;
            let dead = found(|problems| links::check(&links, &files, &incidents, &names, content, drafts, problems));
            (links, dead)
        },
    );
    problems.append(between);
    problems.append(dead);
    let beside = Attachments { files: &files, all: &attachments, links: &links, names: &names, settings: &settings };
    if !problems.has_errors() {
        problems.extend(beside.unused(&incidents));
    }
    incidents.retain(|incident| !unusable.contains(&incident.id));
    if !drafts {
        incidents = incidents.into_iter().filter_map(published).collect();
    }
    let (twice, prose) = rayon::join(
        || found(|problems| twice::check(&incidents, &names, &files, problems)),
        || prose::check(&incidents, &files, &names, &settings, kept.as_deref()),
    );
    problems.append(twice);
    problems.append(prose);
    if settings.levels.get(&Code::SourceNotArchived).is_some_and(Option::is_some) {
        problems.extend(unarchived_sources(&incidents, &files));
    }
    if !unfit.is_empty() {
        names.leave_out(&unfit);
        incidents = incidents
            .into_iter()
            .filter_map(|one| with_tellings(one, |telling| !unfit.contains(&telling.file)))
            .collect();
    }
    let beside = Attachments { files: &files, all: &attachments, links: &links, names: &names, settings: &settings };
    let shown = beside.led_to(&incidents);
    incidents.sort_by(|a, b| (b.start.order_key(), &a.id).cmp(&(a.start.order_key(), &b.id)));
    Archive { settings, files, attachments, shown, names, incidents, links }
}

fn found(check: impl FnOnce(&mut Diagnostics)) -> Diagnostics {
    let mut problems = Diagnostics::new();
    check(&mut problems);
    problems
}

/// What would be wrong with a file of the content by itself, were it in the archive: what `new` writes is judged so.
pub fn judge(source: &SourceFile, archive: &Archive) -> Diagnostics {
    let mut problems = Diagnostics::new();
    let file = FileId(0);
    let Some(label) = document::label(file, &source.path, &archive.settings, &mut problems) else { return problems };
    let folder = label.folder;
    let document = document::parse(file, source, label, &mut problems);
    if folder == Folder::Incidents {
        read::read_incident(&document, &source.text, &archive.names, &archive.settings, false, &mut problems);
    } else {
        read::read_names(&[document], &archive.settings, &mut problems);
    }
    problems
}

/// A content file and what its path says.
#[derive(Clone)]
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
        if !is_read && source.path.rsplit_once('.').is_none_or(|(_, ending)| ending != "md") {
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

/// The incident as the public sees it: not at all if its facts are a draft, else without tellings that are.
fn published(shared: Arc<Incident>) -> Option<Arc<Incident>> {
    if shared.facts.draft { None } else { with_tellings(shared, |telling| !telling.draft) }
}

/// The incident with those of its tellings that are wanted, unless none is.
fn with_tellings(mut shared: Arc<Incident>, is_wanted: impl Fn(&Telling) -> bool) -> Option<Arc<Incident>> {
    if shared.tellings.iter().all(&is_wanted) {
        return Some(shared);
    }
    let incident = Arc::make_mut(&mut shared);
    let original = incident.original().file;
    incident.tellings.retain(&is_wanted);
    incident.original = incident.tellings.iter().position(|telling| telling.file == original).unwrap_or(0);
    (!incident.tellings.is_empty()).then_some(shared)
}
