//! JSON Feed 1.1.

use serde::Serialize;

use super::entry::{Entry, published, rfc3339};
use super::{ENTRIES, Feed, Making, plain};
use crate::archive::Incident;
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
    _annals: About,
    items: Vec<Item>,
}

#[derive(Serialize)]
struct Author {
    name: String,
}

#[derive(Serialize)]
struct About {
    about: &'static str,
}

#[derive(Serialize)]
struct Item {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    content_html: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    date_modified: String,
    language: String,
    tags: Vec<String>,
    _annals: Facts,
}

/// What JSON Feed has no field for: moments as exact as they are known, and what is not known.
#[derive(Serialize)]
struct Facts {
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
        let settings = &self.site.archive.settings;
        let known = self.site.options.base_url.is_some();
        let newest = self.incidents(self.newest(ENTRIES));
        let document = Document {
            version: "https://jsonfeed.org/version/1.1",
            title: plain(&self.title()).into_owned(),
            description: plain(&self.edition.local(&settings.description)).into_owned(),
            language: self.edition.language.as_str(),
            home_page_url: known.then(|| self.page()),
            feed_url: known.then(|| self.address(Feed::Json)),
            authors: [Author { name: plain(&self.edition.local(&settings.title)).into_owned() }],
            _annals: About { about: "Moments as exact as they are known (EDTF), and what is not known and why." },
            items: newest.map(|(number, incident)| self.item(incident, &self.entry(number, incident), known)).collect(),
        };
        serde_json::to_vec(&document).map_err(|error| error.to_string())
    }

    fn item(&self, incident: &'m Incident, entry: &Entry, known: bool) -> Item {
        let edition = self.edition;
        let telling = self.telling(incident);
        let services = incident.facts.services.iter();
        let html = entry.html();
        Item {
            id: self.identity.uri(incident.first_id()),
            url: known.then(|| self.at(&self.incident_page(incident, telling))),
            title: plain(&telling.title).into_owned(),
            summary: telling.summary.as_deref().map(|summary| plain(summary).into_owned()),
            content_html: format!("<div lang=\"{}\" dir=\"{}\">{html}</div>", edition.language, edition.direction()),
            date_published: published(incident),
            date_modified: rfc3339(&incident.last_moment()),
            language: self.site.tongue(telling.language).0,
            tags: services.map(|affected| edition.service(self.site.archive, &affected.service)).collect(),
            _annals: Facts {
                start: incident.start.in_utc().to_string(),
                end: incident.end.moment().map(|end| end.in_utc().to_string()),
                impact: incident.facts.impact().key(),
                unknown: unknowns(incident).into_iter().map(|Unknown { fact, why }| Missing { fact, why }).collect(),
                data: known.then(|| self.at(&incident_data(&incident.id))),
            },
        }
    }
}
