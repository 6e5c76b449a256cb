//! JSON Feed 1.1.

use std::borrow::Cow;

use serde::Serialize;

use super::entry::{Entry, published, rfc3339};
use super::{ENTRIES, Feed, Making, plain};
use crate::archive::Incident;
use crate::config::OptionalOutput;
use crate::derive::{IncidentNumber, Unknown, unknowns};
use crate::site::data::{CLOSING, add_items, opening};
use crate::site::files::incident_data;
use crate::site::rows::MOST_NAMES;

#[derive(Serialize)]
struct Head<'d> {
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
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
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
        let head = Head {
            version: "https://jsonfeed.org/version/1.1",
            title: plain(&self.title()).into_owned(),
            description: plain(&self.edition.local(&settings.description)).into_owned(),
            language: self.edition.language.as_str(),
            home_page_url: known.then(|| self.page()),
            feed_url: known.then(|| self.address(Feed::Json)),
            authors: [Author { name: plain(&self.edition.local(&settings.title)).into_owned() }],
            _annals: About { about: "Moments as exact as they are known (EDTF), and what is not known and why." },
        };
        let items = self.newest(ENTRIES).iter().map(|number| self.kept_item(*number)).collect::<Result<Vec<_>, _>>()?;
        let mut feed = opening(&head, "items")?;
        add_items(&mut feed, items.iter().map(|item| item.as_bytes()), true);
        feed.extend_from_slice(CLOSING);
        Ok(feed)
    }

    /// An incident as an item; it is the same in every feed of the language.
    fn kept_item(&self, number: IncidentNumber) -> Result<Cow<'_, str>, String> {
        let incident = self.site.incident(number).ok_or("a feed has an incident the archive has not")?;
        self.kept.item(number, || {
            let item = self.item(incident, &self.entry(number, incident));
            serde_json::to_string(&item).map_err(|error| error.to_string())
        })
    }

    fn item(&self, incident: &'m Incident, entry: &Entry) -> Item {
        let edition = self.edition;
        let known = self.site.options.base_url.is_some();
        let telling = self.telling(incident);
        let services = incident.facts.services.iter().take(MOST_NAMES);
        let html = entry.html();
        Item {
            id: self.identity.uri(incident.first_id()),
            url: known.then(|| self.at(&self.incident_page(incident, telling))),
            title: plain(&telling.title).into_owned(),
            summary: incident.summary(telling).map(|(summary, _)| plain(summary).into_owned()),
            content_html: format!("<div lang=\"{}\" dir=\"{}\">{html}</div>", edition.language, edition.direction()),
            date_published: published(incident),
            date_modified: incident.last_change().as_ref().map(rfc3339),
            language: self.site.tongue(telling.language).0,
            tags: services.map(|affected| edition.service(self.site.archive, &affected.service)).collect(),
            _annals: Facts {
                start: incident.start.in_utc().to_string(),
                end: incident.end.moment().map(|end| end.in_utc().to_string()),
                impact: incident.facts.impact().key(),
                unknown: unknowns(incident).into_iter().map(|Unknown { fact, why }| Missing { fact, why }).collect(),
                data: (known && self.site.has(OptionalOutput::Data)).then(|| self.at(&incident_data(&incident.id))),
            },
        }
    }
}
