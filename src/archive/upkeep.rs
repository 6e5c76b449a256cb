//! What an archive is looked after for as it grows old: sources that may vanish, questions that stay open.

use std::sync::Arc;

use super::incident::{Id, Incident, UpdateText};
use super::moment::{End, Moment};
use super::places::Places;
use super::words::{Impact, Role, Status, UNKNOWN_CAUSE};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::SourceFile;

/// The sources on the web that have no archived copy.
pub fn unarchived_sources<'a>(
    incidents: &'a [Arc<Incident>],
    files: &'a [SourceFile],
) -> impl Iterator<Item = Diagnostic> + 'a {
    let places = Places::new(files);
    let told = incidents.iter().filter(|incident| !incident.is_withdrawn());
    told.flat_map(|incident| incident.facts.sources.iter().enumerate().map(move |found| (incident, found)))
        .filter(|(_, (_, source))| source.archived.is_none())
        .filter_map(move |(incident, (number, source))| {
            let message = format!("the source `{}` has no archived copy", source.url.as_deref()?);
            let problem = Diagnostic::new(Code::SourceNotArchived, places.of(incident, "sources", number), message);
            Some(problem.key_path(format!("sources[{number}]")).help(
                "save the page at https://web.archive.org/save and add the copy’s address, `archived: \"https://…\"`",
            ))
        })
}

/// The incidents that began more than a year before `today` and whose cause somebody was looking for, or said to have
/// found, though it is written to be unknown. That nobody knows is an answer; here it is a question left open.
pub fn open_causes<'a>(
    incidents: &'a [Arc<Incident>],
    files: &'a [SourceFile],
    today: &'a Moment,
) -> impl Iterator<Item = Diagnostic> + 'a {
    const YEAR: i64 = 366 * 24 * 3_600;
    let is_open = |incident: &&Arc<Incident>| {
        let causes = &incident.facts.causes;
        let is_open = causes.iter().all(|cause| *cause.kind == *UNKNOWN_CAUSE && cause.certainty.is_none());
        let is_incident = !incident.is_withdrawn() && !incident.is_duplicate();
        let is_kept = is_incident && incident.facts.impact() != Impact::Maintenance;
        is_open && !causes.is_empty() && is_kept && (was_found(incident) || is_looked_for(incident))
    };
    let is_old = |incident: &&Arc<Incident>| incident.start.latest().0 + YEAR < today.earliest().0;
    let places = Places::new(files);
    incidents.iter().filter(is_open).filter(is_old).map(move |incident| {
        let message = if was_found(incident) {
            "an update says that the cause was found, and after over a year it is unknown: maybe a report has appeared"
        } else {
            "those in charge were looking for the cause, unknown after over a year: maybe a report has appeared"
        };
        Diagnostic::new(Code::CauseStillUnknown, places.of(incident, "cause", 0), message)
            .key_path("cause")
            .help("write the cause, or `{ kind: unknown, certainty: confirmed }` if it is settled that nobody knows")
    })
}

/// The incidents that go on or are announced and of which nothing was told for over a month before `today`, maintenance
/// included. Where the author wrote `end: ongoing` it takes a year: shutdowns last, and somebody has looked.
pub fn left_open<'a>(
    incidents: &'a [Arc<Incident>],
    files: &'a [SourceFile],
    today: &'a Moment,
) -> impl Iterator<Item = Diagnostic> + 'a {
    const DAY: i64 = 24 * 3_600;
    let is_silent = |incident: &&Arc<Incident>, says_so: bool| {
        let days = if says_so { 366 } else { 31 };
        incident.last_moment().latest().0 + days * DAY < today.earliest().0
    };
    let is_open = |incident: &&Arc<Incident>| {
        let is_open = incident.goes_on_as_a_whole() || incident.is_announced();
        is_open && !incident.is_withdrawn() && !incident.is_duplicate()
    };
    let places = Places::new(files);
    incidents.iter().filter(is_open).filter_map(move |incident| {
        let end = places.item(incident.original().file, "end", 0);
        // Until the planned end of work there is nothing to tell; after it there is.
        if !is_silent(&incident, end.is_some() && incident.end == End::Ongoing) {
            return None;
        }
        let key = if end.is_some() { "end" } else { "date" };
        let last = incident.last_moment();
        let message = if incident.is_announced() {
            format!("the work is announced, and nothing was told of it after `{last}`")
        } else {
            format!("the incident is told to go on, and nothing was told of it after `{last}`")
        };
        let problem = Diagnostic::new(Code::LeftOpen, places.of(incident, key, 0), message).key_path(key);
        Some(problem.help(if incident.is_announced() {
            "write `status: completed` and when it began and ended; if it never was, say so: `withdrawn: …`"
        } else if incident.is_end_planned() {
            "write `status: completed`, and as `end:` the moment it ended; if it goes on, add an update"
        } else {
            "write `end:` with the moment it ended, or `end: unknown` if nobody knows; if it goes on, add an update"
        }))
    })
}

/// The incidents that begin or end after `today`, or tell updates of then: nobody can know of that. Announced work may
/// begin, and what is planned may end; what was said was said. Of what has not begun only the beginning is told.
pub fn told_ahead<'a>(
    incidents: &'a [Arc<Incident>],
    files: &'a [SourceFile],
    today: &'a Moment,
) -> impl Iterator<Item = Diagnostic> + 'a {
    // It is tomorrow already where the sun rises.
    const DAY: i64 = 24 * 3_600;
    let is_ahead = move |moment: &Moment| moment.earliest().0 > today.latest().0 + DAY;
    let is_work = |incident: &Incident| incident.facts.impact() == Impact::Maintenance;
    let ahead = move |incident: &Incident| -> Vec<Ahead> {
        let is_planned = incident.is_end_planned() || is_work(incident) && !incident.status.is_over();
        if is_ahead(&incident.start) && !incident.is_announced() && !is_work(incident) {
            return vec![Ahead::Start(incident.start)];
        }
        let end = incident.end.moment().filter(|end| is_ahead(end) && !is_planned).map(|end| Ahead::End(*end));
        let updates = incident.facts.updates.iter().enumerate().filter(|(_, update)| is_ahead(&update.at));
        end.into_iter().chain(updates.map(|(number, update)| Ahead::Update(number, update.at))).collect()
    };
    let places = Places::new(files);
    let told = incidents.iter().filter(|incident| !incident.is_withdrawn());
    told.flat_map(move |incident| ahead(incident).into_iter().map(move |ahead| (incident, ahead)))
        .map(move |(incident, ahead)| ahead.told(incident, &places))
}

/// What is told of a time to come.
enum Ahead {
    Start(Moment),
    End(Moment),
    /// The number of an update.
    Update(usize, Moment),
}

impl Ahead {
    fn told(self, incident: &Incident, places: &Places<'_>) -> Diagnostic {
        let file = incident.original().file;
        let (message, key, help) = match self {
            Self::Start(at) => (
                format!("the incident begins on `{at}`, which is yet to come"),
                "date".to_owned(),
                "correct the year, month or day; of announced work say so: `impact: maintenance`",
            ),
            Self::End(at) => (
                format!("the incident ends on `{at}`, which is yet to come"),
                if places.item(file, "end", 0).is_some() { "end" } else { "date" }.to_owned(),
                "correct the year, month or day; write `end: ongoing` if it goes on",
            ),
            Self::Update(number, at) => (
                format!("the update of `{at}` is yet to come"),
                format!("updates[{number}]"),
                "correct the year, month or day: of what is planned the update is when it was announced",
            ),
        };
        let place = match self {
            Self::Update(number, _) => place_of_update(incident, number, places),
            _ => places.of(incident, &key, 0),
        };
        Diagnostic::new(Code::DateAhead, place, message).key_path(key).help(help)
    }
}

/// Where an update stands: in the list of the front matter, else under its heading in the text.
fn place_of_update(incident: &Incident, number: usize, places: &Places<'_>) -> Place {
    let telling = incident.original();
    let text = telling.texts.updates.get(number).and_then(|update| update.text.as_ref());
    let Some(UpdateText::Body(range)) = text else { return places.of(incident, "updates", number) };
    let before = places.text(telling.file).get(..range.start).unwrap_or_default().trim_end();
    let heading = before.rfind('\n').map_or(0, |end| end + 1);
    Place::new(telling.file, heading..before.len())
}

/// Whether an update says that the cause is known to somebody.
fn was_found(incident: &Incident) -> bool {
    incident.facts.updates.iter().any(|update| update.status == Some(Status::Identified))
}

/// Whether the last that was heard is that those in charge are at it: reports of users have the same words.
fn is_looked_for(incident: &Incident) -> bool {
    let Incident { facts, status, .. } = incident;
    let is_official =
        |id: &Id| facts.sources.iter().any(|source| source.id == *id && source.role == Some(Role::Official));
    matches!(status, Status::Investigating | Status::Monitoring)
        && facts.updates.iter().any(|update| update.sources.iter().any(is_official))
}
