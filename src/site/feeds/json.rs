//! JSON Feed 1.1.

use serde::Serialize;

use super::entry::Entry;
use super::{ENTRIES, Feed, Making, plain};
use crate::derive::{Unknown, unknowns};
use crate::site::files::incident_data;

#[derive(Serialize)]
struct Document<'d> {
    version: &'static str,
    title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    description: String,
    language: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    home_page_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    feed_url: Option<String>,
    authors: [Author; 1],
    items: Vec<Item<'d>>,
}

#[derive(Serialize)]
struct Author {
    name: String,
}

#[derive(Serialize)]
struct Item<'i> {
    id: &'i str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'i str>,
    title: &'i str,
    #[serde(skip_serializing_if = "str::is_empty")]
    summary: &'i str,
    content_html: &'i str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<&'i str>,
    date_modified: &'i str,
    language: &'i str,
    tags: Vec<String>,
    _annals: Facts,
}

/// What JSON Feed has no field for: moments as exact as they are known, and what is not known.
#[derive(Serialize)]
struct Facts {
    about: &'static str,
    start: String,
    end: Option<String>,
    impact: &'static str,
    unknown: Vec<Missing>,
    data: Option<String>,
}

#[derive(Serialize)]
struct Missing {
    fact: &'static str,
    why: &'static str,
}

impl<'m> Making<'m> {
    /// The newest incidents. The format has no relative addresses: without the site's own there are none.
    pub(super) fn json(&self) -> Result<Vec<u8>, String> {
        let entries: Vec<Entry<'m>> =
            self.incidents(self.newest(ENTRIES)).map(|incident| self.entry(incident)).collect();
        let settings = &self.site.archive.settings;
        let known = self.site.options.base_url.is_some();
        let document = Document {
            version: "https://jsonfeed.org/version/1.1",
            title: plain(&self.title()).into_owned(),
            description: plain(&self.edition.local(&settings.description)).into_owned(),
            language: self.edition.language.as_str(),
            home_page_url: known.then(|| self.page()),
            feed_url: known.then(|| self.address(Feed::Json)),
            authors: [Author { name: plain(&self.edition.local(&settings.title)).into_owned() }],
            items: entries.iter().map(|entry| self.item(entry, known)).collect(),
        };
        serde_json::to_vec(&document).map_err(|error| error.to_string())
    }

    fn item<'i>(&self, entry: &'i Entry<'_>, known: bool) -> Item<'i> {
        let incident = entry.incident;
        let service =
            |affected: &crate::archive::AffectedService| self.edition.service(self.site.archive, &affected.service);
        Item {
            id: &entry.id,
            url: known.then_some(entry.address.as_str()),
            title: &entry.title,
            summary: &entry.summary,
            content_html: &entry.html,
            date_published: entry.published.as_deref(),
            date_modified: &entry.updated,
            language: &entry.lang,
            tags: incident.facts.services.iter().map(service).collect(),
            _annals: Facts {
                about: "Moments as exact as they are known (EDTF), and what is not known.",
                start: incident.start.in_utc().to_string(),
                end: incident.end.moment().map(|end| end.in_utc().to_string()),
                impact: incident.facts.impact().key(),
                unknown: unknowns(incident).into_iter().map(|Unknown { fact, why }| Missing { fact, why }).collect(),
                data: known.then(|| self.at(&incident_data(&incident.id))),
            },
        }
    }
}
