//! Takes: the archive.
//! Gives: its facts and texts for programs: per incident, as one document, by line, as a table; their schemas; the archive as a Statuspage.
//! Promises: what is not known is null and told with a reason; moments are as exact as their author made them.
//! Never: counts a duplicate, or tells a text that was withdrawn.

mod export;
mod extra;
mod pieces;
mod record;
mod statuspage;
mod table;
mod texts;

use schemars::{JsonSchema, SchemaGenerator, generate::SchemaSettings};
use serde::Serialize;
use serde_json::{Value, json};

use super::Site;
use super::files::{Data, Endpoint};
use crate::archive::Incident;
use crate::derive::IncidentNumber;
use export::Exporter;
pub(super) use pieces::{CLOSING, Pieces, add_items, opening};
use pieces::{add, whole};
use record::Record;

/// The bytes most records fit in, so that they are written without moving.
const USUAL_RECORD: usize = 16 << 10;

/// The document of all incidents, as its schema tells it.
#[derive(JsonSchema)]
#[schemars(rename = "Incidents")]
#[expect(dead_code, reason = "it is written in pieces")]
struct Document<'d> {
    #[schemars(flatten)]
    head: Head<'d>,
    /// Every incident, newest first. Duplicates and withdrawn ones are left out.
    incidents: Vec<Record<'d>>,
}

/// What a document of all incidents begins with.
#[derive(Serialize, JsonSchema)]
pub(super) struct Head<'d> {
    /// What the archive is called.
    title: String,
    /// Its home page, where the address of the site is known.
    url: Option<String>,
    /// What others may do with the texts, where it is told.
    licence: Option<Licence<'d>>,
}

/// A licence.
#[derive(Serialize, JsonSchema)]
struct Licence<'l> {
    /// Its name.
    name: &'l str,
    /// Its text.
    url: Option<&'l str>,
}

impl Site<'_> {
    /// The facts and texts of one incident.
    pub(super) fn incident_json(&self, number: IncidentNumber) -> Result<Vec<u8>, String> {
        let incident = self.incident(number).ok_or("no such incident")?;
        let mut record = Vec::with_capacity(USUAL_RECORD);
        add(&Exporter::new(self).record(incident), &mut record)?;
        Ok(record)
    }

    /// A file of open data.
    pub(super) fn data(&self, data: Data) -> Result<Vec<u8>, String> {
        if let Some(made) = self.data_pieces(data) {
            return whole(made);
        }
        match data {
            Data::IncidentsSchema => pretty(&self.schema::<Document<'_>>(data)),
            Data::RowSchema => pretty(&self.identified(table::row_schema(), data)),
            Data::Package => pretty(&self.package()?),
            _ => pretty(&self.schema::<Record<'_>>(Data::IncidentSchema)),
        }
    }

    /// The same in pieces, for files that hold every incident.
    pub(super) fn data_pieces(&self, data: Data) -> Option<Pieces<'_>> {
        match data {
            Data::Json => Some(self.document_pieces()),
            Data::Lines => Some(self.lines_pieces()),
            Data::Table => Some(self.table()),
            _ => None,
        }
    }

    /// A resource of the Statuspage API.
    pub(super) fn statuspage(&self, endpoint: Endpoint) -> Result<Vec<u8>, String> {
        statuspage::Statuspage::new(self)?.resource(endpoint)
    }

    /// The incidents that count, newest first.
    fn counted(&self) -> impl Iterator<Item = &Incident> {
        self.insights.lists.all.iter().filter_map(|number| self.incident(*number))
    }

    pub(super) fn head(&self) -> Head<'_> {
        let settings = &self.archive.settings;
        let default = &settings.default_language;
        let licence = settings.licence.as_ref();
        Head {
            title: settings.title.get(default, default).unwrap_or_default().to_owned(),
            url: self.home_address(),
            licence: licence.map(|licence| Licence { name: &licence.name, url: licence.url.as_deref() }),
        }
    }

    fn schema<T: JsonSchema>(&self, data: Data) -> Value {
        let settings = SchemaSettings::draft2020_12().for_serialize();
        let schema = SchemaGenerator::new(settings).into_root_schema_for::<T>();
        self.identified(schema.into(), data)
    }

    /// A schema with its own address, where that is known.
    fn identified(&self, mut schema: Value, data: Data) -> Value {
        let address = self.absolute(&format!("data/{}", data.name()));
        if let (Some(schema), Some(address)) = (schema.as_object_mut(), address) {
            schema.insert("$id".into(), address.into());
        }
        schema
    }

    /// What the files are, for programs: a Frictionless Data Package.
    fn package(&self) -> Result<Value, String> {
        let edition = self.edition(self.archive.default_language())?;
        let settings = &self.archive.settings;
        let file = |data: Data, format: &str, kind: &str, text: &str| {
            let name = data.name().replace('.', "-");
            json!({ "name": name, "path": data.name(), "format": format, "mediatype": kind, "encoding": "utf-8", "description": text })
        };
        let mut rows = file(Data::Table, "csv", "text/csv", "A row for each incident, service and region");
        rows["profile"] = "tabular-data-resource".into();
        rows["schema"] = table::table_schema();
        let mut lines =
            file(Data::Lines, "ndjson", "application/x-ndjson", "One incident a line, with all its languages");
        lines["jsonSchema"] = Data::IncidentSchema.name().into();
        let mut whole = file(Data::Json, "json", "application/json", "All incidents as one document");
        whole["jsonSchema"] = Data::IncidentsSchema.name().into();
        let mut package = json!({
            "profile": "data-package",
            "name": "incidents",
            "title": edition.local(&settings.title),
            "description": edition.local(&settings.description),
            "resources": [rows, lines, whole],
        });
        if let Some(home) = self.home_address() {
            package["homepage"] = home.into();
        }
        if let Some(licence) = &settings.licence {
            package["licenses"] = json!([{ "title": licence.name, "path": licence.url }]);
        }
        Ok(package)
    }
}

/// A document on one line.
fn written(value: &impl Serialize) -> Result<Vec<u8>, String> {
    serde_json::to_vec(value).map_err(|error| error.to_string())
}

/// A document people read, too.
fn pretty(value: &Value) -> Result<Vec<u8>, String> {
    let mut text = serde_json::to_vec_pretty(value).map_err(|error| error.to_string())?;
    text.push(b'\n');
    Ok(text)
}
