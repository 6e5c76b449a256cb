//! Takes: the archive.
//! Gives: its facts and texts for programs: per incident, as one document, by line, as a table; their schemas; the archive as a Statuspage.
//! Promises: what is not known is null and told with a reason; moments are as exact as their author made them.
//! Never: counts a duplicate, or tells a text that was withdrawn.

mod export;
mod extra;
mod record;
mod statuspage;
mod table;

use schemars::{JsonSchema, SchemaGenerator, generate::SchemaSettings};
use serde::Serialize;
use serde_json::{Value, json};

use super::Site;
use super::files::{Data, Endpoint};
use crate::archive::Incident;
use crate::derive::IncidentNumber;
use export::Exporter;
use record::Record;

/// The document of all incidents.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Incidents")]
struct Document<'d> {
    /// What the archive is called.
    title: String,
    /// The archive's address, where it is known.
    url: Option<&'d str>,
    /// What others may do with the texts, where it is told.
    licence: Option<Licence<'d>>,
    /// Every incident, newest first. Duplicates and withdrawn ones are left out.
    incidents: Vec<Record<'d>>,
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
        written(&Exporter::new(self).record(incident))
    }

    /// A file of open data.
    pub(super) fn data(&self, data: Data) -> Result<Vec<u8>, String> {
        match data {
            Data::Json => written(&self.whole()),
            Data::Lines => self.lines(),
            Data::Table => Exporter::new(self).table(self.edition(self.archive.default_language())?),
            Data::IncidentSchema => pretty(&self.schema::<Record<'_>>(Data::IncidentSchema)),
            Data::IncidentsSchema => pretty(&self.schema::<Document<'_>>(Data::IncidentsSchema)),
            Data::RowSchema => pretty(&self.identified(table::row_schema(), Data::RowSchema)),
            Data::Package => pretty(&self.package()?),
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

    fn whole(&self) -> Document<'_> {
        let settings = &self.archive.settings;
        let default = &settings.default_language;
        let exporter = Exporter::new(self);
        Document {
            title: settings.title.get(default, default).unwrap_or_default().to_owned(),
            url: self.options.base_url.as_deref(),
            licence: settings
                .licence
                .as_ref()
                .map(|licence| Licence { name: &licence.name, url: licence.url.as_deref() }),
            incidents: self.counted().map(|incident| exporter.record(incident)).collect(),
        }
    }

    fn lines(&self) -> Result<Vec<u8>, String> {
        let exporter = Exporter::new(self);
        let mut lines = Vec::new();
        for incident in self.counted() {
            serde_json::to_writer(&mut lines, &exporter.record(incident)).map_err(|error| error.to_string())?;
            lines.push(b'\n');
        }
        Ok(lines)
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
        if let Some(base) = &self.options.base_url {
            package["homepage"] = base.as_str().into();
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
