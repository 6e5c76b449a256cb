//! Services that were not there yet, or no longer, when an incident began.

use std::sync::Arc;

use super::incident::{AffectedService, Incident};
use super::moment::Moment;
use super::names::{Names, Service};
use super::places::Places;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::source::SourceFile;

/// Tells incidents that surely began before a service of theirs did, or after it was gone. One that begins while the
/// service is there may outlast it.
pub fn check(incidents: &[Arc<Incident>], files: &[SourceFile], names: &Names, problems: &mut Diagnostics) {
    let places = Places::new(files);
    for incident in incidents.iter().filter(|incident| !incident.is_withdrawn()) {
        for (number, affected) in incident.facts.services.iter().enumerate() {
            let Some(service) = names.services.get(&affected.service) else { continue };
            problems
                .extend(outside(incident, affected, service).map(|outside| outside.told(incident, number, &places)));
        }
    }
}

/// A moment at which a service was concerned, and the end of its time that this lies beyond.
struct Outside<'a> {
    service: &'a Service,
    moment: Moment,
    key: &'static str,
    limit: &'a Moment,
}

fn outside<'a>(incident: &Incident, affected: &AffectedService, service: &'a Service) -> Option<Outside<'a>> {
    if service.since.zip(service.until).is_some_and(|(since, until)| until.certainly_before(&since)) {
        // This is told of the service, and no incident could be right.
        return None;
    }
    let moment = affected.start.unwrap_or(incident.start);
    let since = service.since.as_ref().filter(|since| moment.certainly_before(since)).map(|since| ("since", since));
    let until = service.until.as_ref().filter(|until| until.certainly_before(&moment)).map(|until| ("until", until));
    let (key, limit) = since.or(until)?;
    Some(Outside { service, moment, key, limit })
}

impl Outside<'_> {
    fn told(self, incident: &Incident, number: usize, places: &Places<'_>) -> Diagnostic {
        let Self { service, moment, key, limit } = self;
        let lies = if key == "since" { "not there yet" } else { "no longer there" };
        let message = format!("the service `{}` was {lies} on `{moment}`, when it was concerned", service.id);
        let limited = Place::new(service.file, places.item(service.file, key, 0).unwrap_or(0..0));
        let problem = Diagnostic::new(Code::OutsideService, places.of(incident, "services", number), message);
        problem
            .key_path(format!("services[{number}]"))
            .label(limited, format!("`{key}` is `{limit}` here"))
            .help(format!("correct the date of the incident, its service, or `{key}` of the service"))
    }
}
