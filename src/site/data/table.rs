//! The table of the open data: a row for each incident, service and region. The only place that knows the CSV library.

use std::iter::once;

use csv::WriterBuilder;
use serde_json::{Map, Value, json};

use super::export::{Exporter, duration, end_status, known, precision};
use super::pieces::{Pieces, pieces};
use crate::archive::{AffectedRegion, AffectedService, End, Id, Incident, duration as length};
use crate::derive::unknowns;
use crate::site::Site;
use crate::site::edition::Edition;
use crate::site::route::Route;

/// The columns: name, type of a value that is there, what it is. An unknown is an empty cell.
pub(super) const COLUMNS: &[(&str, &str, &str)] = &[
    ("id", "string", "The incident's identifier in the archive"),
    ("uri", "string", "A URI of the incident that never changes"),
    ("url", "string", "The incident's page, where the address of the site is known"),
    ("title", "string", "The incident's title"),
    ("language", "string", "The language of the title (BCP 47)"),
    ("service", "string", "The service's identifier"),
    ("service_name", "string", "The service's name"),
    ("region", "string", "The region: ISO 3166 code, or name of a group or of a region of the archive's own"),
    ("region_name", "string", "The region's name"),
    ("start", "string", "When it began for this service and region (EDTF, times in UTC)"),
    ("start_precision", "string", "The unit the beginning is known to: year, month, day, minute or second"),
    ("end", "string", "When it ended for this service and region (EDTF, times in UTC)"),
    ("end_status", "string", "Whether the end is known, unknown, or the incident ongoing"),
    ("duration_status", "string", "Whether the duration is known, between bounds, unknown, or the incident ongoing"),
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
        let head = COLUMNS.iter().map(|(name, ..)| (*name).to_owned()).collect();
        let edition = match self.edition(self.archive.default_language()) {
            Ok(edition) => edition,
            Err(why) => return Box::new(once(Err(why))),
        };
        let exporter = Exporter::new(self);
        let rows = pieces(self.insights.lists.all.clone(), "", move |number, to| match self.incident(number) {
            Some(incident) => add_rows(exporter.rows(edition, incident), to),
            None => Ok(()),
        });
        let mut first = Vec::new();
        let head = add_rows(once(head), &mut first).map(|()| first);
        Box::new(once(head).chain(rows))
    }
}

fn add_rows(rows: impl Iterator<Item = Vec<String>>, to: &mut Vec<u8>) -> Result<(), String> {
    let mut writer = WriterBuilder::new().buffer_capacity(1 << 10).from_writer(to);
    for row in rows {
        writer.write_record(row).map_err(|error| error.to_string())?;
    }
    writer.flush().map_err(|error| error.to_string())
}

impl Exporter<'_> {
    fn rows<'r>(&'r self, edition: &'r Edition, incident: &'r Incident) -> impl Iterator<Item = Vec<String>> + 'r {
        incident.facts.services.iter().flat_map(move |affected| {
            let regions = regions(incident, affected).into_iter();
            regions.map(move |region| self.row(edition, incident, affected, region))
        })
    }

    fn row(
        &self,
        edition: &Edition,
        incident: &Incident,
        service: &AffectedService,
        region: Option<&Id>,
    ) -> Vec<String> {
        let site = self.site;
        let facts = &incident.facts;
        let there = region.and_then(|id| facts.regions.iter().find(|affected| affected.region == *id));
        let telling = incident.best_telling(edition.number, site.archive.default_language());
        let path = site.router.folder(telling.language, &Route::Incident(incident.id.clone()));
        let start = there.and_then(|there| there.start).or(service.start).unwrap_or(incident.start);
        let end = end(incident, service, there);
        let took = duration(&end, end.moment().map(|end| length(&start, end)));
        let impact = there.and_then(|there| there.impact).or(service.impact).or(facts.impact);
        let causes: Vec<&str> = facts.causes.iter().map(|cause| &*cause.kind).collect();
        let unknown: Vec<String> =
            unknowns(incident).iter().map(|unknown| format!("{}:{}", unknown.fact, unknown.why)).collect();
        vec![
            incident.id.to_string(),
            self.identity.uri(incident.first_id()),
            site.absolute(&path).unwrap_or_default(),
            telling.title.clone(),
            site.tongue(telling.language).0,
            service.service.to_string(),
            edition.service(site.archive, &service.service),
            region.map(ToString::to_string).unwrap_or_default(),
            region.map(|region| edition.region(region)).unwrap_or_default(),
            start.in_utc().to_string(),
            precision(start.precision()).to_owned(),
            end.moment().map(|end| end.in_utc().to_string()).unwrap_or_default(),
            end_status(&end).to_owned(),
            took.status.to_owned(),
            took.min_seconds.map(|seconds| seconds.to_string()).unwrap_or_default(),
            took.max_seconds.map(|seconds| seconds.to_string()).unwrap_or_default(),
            incident.status.key().to_owned(),
            known(impact).unwrap_or_default().to_owned(),
            causes.join(" "),
            facts.sources.len().to_string(),
            facts.updates.len().to_string(),
            unknown.join(" "),
        ]
    }
}

/// Where an incident concerned a service; `None` alone if that isn't told.
fn regions<'i>(incident: &'i Incident, affected: &'i AffectedService) -> Vec<Option<&'i Id>> {
    let named: Vec<&Id> = if affected.regions.is_empty() {
        incident.facts.regions.iter().map(|affected| &affected.region).collect()
    } else {
        affected.regions.iter().collect()
    };
    if named.is_empty() { vec![None] } else { named.into_iter().map(Some).collect() }
}

/// The end for a service in a region.
fn end(incident: &Incident, service: &AffectedService, there: Option<&AffectedRegion>) -> End {
    there.and_then(|there| there.end).or(service.end).unwrap_or(incident.end)
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
