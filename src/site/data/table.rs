//! The table of the open data: a row for each incident, service and region. The only place that knows the CSV library.

use std::borrow::Cow;
use std::iter::once;

use csv::{Writer, WriterBuilder};
use serde_json::{Map, Value, json};

use super::export::{Exporter, duration, end_status, known, precision};
use super::pieces::{Pieces, pieces};
use crate::archive::{AffectedRegion, AffectedService, Course, Id, Incident};
use crate::derive::unknowns;
use crate::site::Site;
use crate::site::edition::Edition;
use crate::site::route::Route;

/// The columns: name, type of a value that is there, what it is. An unknown is an empty cell.
pub(super) const COLUMNS: &[(&str, &str, &str)] = &[
    ("id", "string", "The incident's identifier in the archive"),
    ("uri", "string", "A URI of the incident that never changes"),
    ("url", "string", "The incident's page, where the address of the site is known"),
    ("title", "string", "The incident's title; as every name, with `'` before it where it begins as a formula does"),
    ("language", "string", "The language of the title (BCP 47)"),
    ("service", "string", "The service's identifier"),
    ("service_name", "string", "The service's name"),
    ("region", "string", "The region: ISO 3166 code, or name of a group or of a region of the archive's own"),
    ("region_name", "string", "The region's name"),
    ("start", "string", "When it began for this service and region (EDTF, times in UTC)"),
    ("start_precision", "string", "The unit the beginning is known to: year, month, day, minute or second"),
    ("end", "string", "When it ended for this service and region (EDTF, times in UTC)"),
    ("end_status", "string", "Whether the end is known, planned, unknown, or the incident ongoing"),
    (
        "duration_status",
        "string",
        "Whether the duration is known, between bounds, planned, unknown, or the incident ongoing",
    ),
    ("duration_min_seconds", "integer", "It took at least so many seconds"),
    ("duration_max_seconds", "integer", "It took at most so many seconds"),
    ("status", "string", "Where the incident stands, as last known"),
    ("impact", "string", "How grave for this service and region"),
    ("causes", "string", "The kinds of cause, separated by blanks"),
    ("sources", "integer", "How many sources the incident has"),
    ("updates", "integer", "How many updates the incident has"),
    ("unknown", "string", "What is not known of the incident and why: `fact:reason`, separated by blanks"),
];

impl Site<'_> {
    /// All rows, newest incident first.
    pub(super) fn table(&self) -> Pieces<'_> {
        let head: Vec<&str> = COLUMNS.iter().map(|(name, ..)| *name).collect();
        let edition = match self.edition(self.archive.default_language()) {
            Ok(edition) => edition,
            Err(why) => return Box::new(once(Err(why))),
        };
        let exporter = Exporter::new(self);
        let rows = pieces(self.insights.lists.all.clone(), "", move |number, to| match self.incident(number) {
            Some(incident) => add(to, |writer| exporter.rows(edition, incident, writer)),
            None => Ok(()),
        });
        let mut first = Vec::new();
        let head = add(&mut first, |writer| writer.write_record(head)).map(|()| first);
        Box::new(once(head).chain(rows))
    }
}

/// Adds what `write` writes.
fn add(to: &mut Vec<u8>, write: impl FnOnce(&mut Writer<&mut Vec<u8>>) -> csv::Result<()>) -> Result<(), String> {
    let mut writer = WriterBuilder::new().buffer_capacity(1 << 10).from_writer(to);
    write(&mut writer).and_then(|()| Ok(writer.flush()?)).map_err(|error| error.to_string())
}

/// The cells that are alike in all rows of an incident.
struct Alike<'i> {
    uri: String,
    url: String,
    title: Cow<'i, str>,
    language: String,
    causes: String,
    sources: String,
    updates: String,
    unknown: String,
}

impl Exporter<'_> {
    /// Writes the rows of an incident.
    fn rows(&self, edition: &Edition, incident: &Incident, writer: &mut Writer<&mut Vec<u8>>) -> csv::Result<()> {
        let alike = self.alike(edition, incident);
        for service in &incident.facts.services {
            for (region, course) in courses(incident, service) {
                self.row(edition, incident, &alike, (service, region, course), writer)?;
            }
        }
        Ok(())
    }

    fn alike<'i>(&self, edition: &Edition, incident: &'i Incident) -> Alike<'i> {
        let site = self.site;
        let facts = &incident.facts;
        let telling = incident.best_telling(edition.number, site.archive.default_language());
        let path = site.router.href(telling.language, &Route::Incident(incident.id.clone()));
        let causes: Vec<&str> = facts.causes.iter().map(|cause| &*cause.kind).collect();
        let unknown: Vec<String> =
            unknowns(incident).iter().map(|unknown| format!("{}:{}", unknown.fact, unknown.why)).collect();
        Alike {
            uri: self.identity.uri(incident.first_id()),
            url: site.absolute(&path).unwrap_or_default(),
            title: no_formula(&telling.title),
            language: site.tongue(telling.language).0,
            causes: causes.join(" "),
            sources: facts.sources.len().to_string(),
            updates: facts.updates.len().to_string(),
            unknown: unknown.join(" "),
        }
    }

    fn row(
        &self,
        edition: &Edition,
        incident: &Incident,
        alike: &Alike<'_>,
        (service, region, course): (&AffectedService, Option<&Id>, Course),
        writer: &mut Writer<&mut Vec<u8>>,
    ) -> csv::Result<()> {
        let (archive, router) = (self.site.archive, &self.site.router);
        let Course { start, end, impact, .. } = course;
        let took = duration(&course);
        let service_link = edition.service_link(archive, router, &service.service);
        let region_link = region.map(|region| edition.region_link(router, region));
        let text = |seconds: Option<u64>| seconds.map(|seconds| seconds.to_string()).unwrap_or_default();
        let row = [
            &*incident.id,
            &alike.uri,
            &alike.url,
            &alike.title,
            &alike.language,
            &service.service,
            &no_formula(&service_link.label),
            region.map_or("", |region| region),
            &region_link.as_ref().map_or(Cow::Borrowed(""), |link| no_formula(&link.label)),
            &start.in_utc().to_string(),
            precision(start.precision()),
            &end.moment().map(|end| end.in_utc().to_string()).unwrap_or_default(),
            end_status(&course),
            took.status,
            &text(took.min_seconds),
            &text(took.max_seconds),
            incident.status.key(),
            known(Some(impact)).unwrap_or_default(),
            &alike.causes,
            &alike.sources,
            &alike.updates,
            &alike.unknown,
        ];
        writer.write_record(row)
    }
}

/// A text that spreadsheets don't run: `'` before what they take for a formula (as OWASP advises on CSV injection). The
/// records in JSON have texts as they are.
fn no_formula(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}").into() } else { text.into() }
}

/// Where an incident concerned a service, and its course there: no region alone if that isn't told, or if none of those
/// that are was concerned while the service was.
fn courses<'i>(incident: &'i Incident, service: &'i AffectedService) -> Vec<(Option<&'i Id>, Course)> {
    let everywhere = incident.course_of(service);
    let all = &incident.facts.regions;
    let there = |there: &'i AffectedRegion| Some((Some(&there.region), incident.course_of_both(service, there)?));
    let named = |id: &'i Id| match all.iter().find(|affected| affected.region == *id) {
        Some(affected) => there(affected),
        None => Some((Some(id), everywhere)),
    };
    let rows: Vec<_> = if service.regions.is_empty() {
        all.iter().filter_map(there).collect()
    } else {
        service.regions.iter().filter_map(named).collect()
    };
    if rows.is_empty() { vec![(None, everywhere)] } else { rows }
}

/// The schema of a row whose empty cells were read as null.
pub(super) fn row_schema() -> Value {
    let property = |(name, kind, text): &(&str, &str, &str)| {
        ((*name).to_owned(), json!({ "description": text, "type": [kind, "null"] }))
    };
    let properties: Map<String, Value> = COLUMNS.iter().map(property).collect();
    let names: Vec<&str> = COLUMNS.iter().map(|(name, ..)| *name).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Row",
        "description": "A row of incidents.csv; an empty cell is null and means not known.",
        "type": "object",
        "properties": properties,
        "required": names,
        "additionalProperties": false,
    })
}

/// The columns as a Frictionless table schema.
pub(super) fn table_schema() -> Value {
    let field = |(name, kind, text): &(&str, &str, &str)| json!({ "name": name, "type": kind, "description": text });
    json!({ "fields": COLUMNS.iter().map(field).collect::<Vec<_>>(), "missingValues": [""] })
}
