//! What an archive is looked after for as it grows old: sources that may vanish, questions that stay open.

use std::sync::Arc;

use super::document::place_of_item;
use super::incident::Incident;
use super::moment::Moment;
use super::words::{Impact, UNKNOWN_CAUSE};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::SourceFile;

/// The sources on the web that have no archived copy.
pub fn unarchived_sources<'a>(
    incidents: &'a [Arc<Incident>],
    files: &'a [SourceFile],
) -> impl Iterator<Item = Diagnostic> + 'a {
    let told = incidents.iter().filter(|incident| !incident.is_withdrawn());
    told.flat_map(|incident| incident.facts.sources.iter().enumerate().map(move |found| (incident, found)))
        .filter(|(_, (_, source))| source.archived.is_none())
        .filter_map(|(incident, (number, source))| {
            let message = format!("the source `{}` has no archived copy", source.url.as_deref()?);
            let problem = Diagnostic::new(Code::SourceNotArchived, place(incident, files, "sources", number), message);
            Some(problem.key_path(format!("sources[{number}]")).help(
                "save the page at https://web.archive.org/save and add the copy’s address, `archived: \"https://…\"`",
            ))
        })
}

/// The incidents whose authors wrote more than a year before `today` that the cause is unknown. Where nobody wrote
/// anything of a cause, there is no question to come back to.
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
        is_open && !causes.is_empty() && is_incident && incident.facts.impact() != Impact::Maintenance
    };
    let is_old = |incident: &&Arc<Incident>| incident.start.latest().0 + YEAR < today.earliest().0;
    incidents.iter().filter(is_open).filter(is_old).map(|incident| {
        let message = "the cause has been unknown for over a year: maybe a report has appeared since";
        Diagnostic::new(Code::CauseStillUnknown, place(incident, files, "cause", 0), message)
            .key_path("cause")
            .help("write the cause, or `{ kind: unknown, certainty: confirmed }` if it is settled that nobody knows")
    })
}

fn place(incident: &Incident, files: &[SourceFile], key: &str, number: usize) -> Place {
    let file = incident.original().file;
    let text = files.get(file.0 as usize).map_or("", |file| &*file.text);
    Place::new(file, place_of_item(file, text, key, number).unwrap_or(0..0))
}
