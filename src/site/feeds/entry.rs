//! An incident as an entry of a feed: what it is, what is known and what isn't, and every update.

use std::borrow::Cow;

use chrono::{DateTime, SecondsFormat};

use super::{Making, plain};
use crate::archive::{Incident, Moment, Status, Telling, Update, UpdateText};
use crate::derive::unknowns;
use crate::parse::escape::{escape, escape_into};
use crate::parse::markdown::plain_text;
use crate::site::Site;
use crate::site::edition::Edition;
use crate::site::pages::Anchors;
use crate::site::route::Route;

/// An incident as an entry, whatever the format.
pub(super) struct Entry<'e> {
    pub incident: &'e Incident,
    /// The name it has for ever.
    pub id: String,
    pub title: Cow<'e, str>,
    pub summary: Cow<'e, str>,
    /// The language of the title and summary.
    pub lang: String,
    pub address: String,
    pub html: String,
    /// When it began, where that is known to the minute.
    pub published: Option<String>,
    pub updated: String,
}

/// The updates of an incident as told in one language.
pub(super) struct Told<'t> {
    pub update: &'t Update,
    pub anchor: String,
    pub status: Status,
    pub text: String,
}

impl<'m> Making<'m> {
    pub(super) fn entry(&self, incident: &'m Incident) -> Entry<'m> {
        let telling = self.telling(incident);
        let (lang, dir) = self.site.tongue(telling.language);
        Entry {
            id: self.identity.uri(incident.first_id()),
            title: plain(&telling.title),
            summary: plain(telling.summary.as_deref().unwrap_or_default()),
            address: self.incident_page(incident, telling),
            html: self.html(incident, telling, &lang, dir),
            published: is_exact(&incident.start).then(|| rfc3339(&incident.start)),
            updated: rfc3339(&incident.last_moment()),
            lang,
            incident,
        }
    }

    pub(super) fn telling(&self, incident: &'m Incident) -> &'m Telling {
        incident.best_telling(self.edition.number, self.site.archive.default_language())
    }

    pub(super) fn incident_page(&self, incident: &Incident, telling: &Telling) -> String {
        self.at(&self.site.router.href(telling.language, &Route::Incident(incident.id.clone())))
    }

    pub(super) fn told(&self, incident: &'m Incident, telling: &Telling) -> Vec<Told<'m>> {
        let mut anchors = Anchors::default();
        let told = |(number, update): (usize, &'m Update)| Told {
            anchor: anchors.next(&update.at),
            status: update.status.unwrap_or(Status::Unknown),
            text: update_text(self.site, telling, number),
            update,
        };
        incident.facts.updates.iter().enumerate().map(told).collect()
    }

    /// The incident in a few lines: when, how grave, where, what is not known, and its updates.
    fn html(&self, incident: &'m Incident, telling: &Telling, lang: &str, dir: &str) -> String {
        let mut html = String::with_capacity(1 << 10);
        let own = telling.language == self.edition.number;
        let tongue = if own { String::new() } else { format!(" lang=\"{lang}\" dir=\"{dir}\"") };
        let mut paragraph = |text: &str, attributes: &str| {
            html.extend(["<p", attributes, ">"]);
            escape_into(&mut html, text);
            html.push_str("</p>\n");
        };
        if let Some(summary) = &telling.summary {
            paragraph(summary, &tongue);
        }
        paragraph(&self.line(incident), "");
        if let Some(unknown) = unknown_line(self.edition, incident) {
            paragraph(&unknown, "");
        }
        let updates = self.told(incident, telling);
        if !updates.is_empty() {
            html.push_str("<ul>\n");
            for told in &updates {
                self.update_html(&mut html, told, &tongue);
            }
            html.push_str("</ul>\n");
        }
        html
    }

    /// When, how grave, what and where, in a line.
    pub(super) fn line(&self, incident: &Incident) -> String {
        let (edition, archive) = (self.edition, self.site.archive);
        let facts = &incident.facts;
        let from = edition.time_text(&incident.start);
        let to = edition.end(&incident.end);
        let time = edition.tell("interval", &[("from", from.as_str().into()), ("to", to.as_str().into())]);
        let impact = edition.term("impact", facts.impact().key());
        let impact = edition.tell("feed-impact", &[("impact", impact.label.as_str().into())]);
        let services: Vec<String> =
            facts.services.iter().map(|affected| edition.service(archive, &affected.service)).collect();
        let regions: Vec<String> = facts.regions.iter().map(|affected| edition.region(&affected.region)).collect();
        let lists = [services, regions].map(|names| edition.locale().list(&names));
        let parts = [time, impact].into_iter().chain(lists).filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(" · ")
    }

    fn update_html(&self, html: &mut String, told: &Told<'_>, tongue: &str) {
        let status = self.edition.term("status", told.status.key());
        let time = self.edition.time_text(&told.update.at);
        html.extend(["<li>", &escape(&time), " · ", &escape(&status.label)]);
        if !told.text.is_empty() {
            html.extend(["<p", tongue, ">"]);
            escape_into(html, &told.text);
            html.push_str("</p>");
        }
        html.push_str("</li>\n");
    }
}

/// What is not known of an incident, as a sentence; none where everything is.
pub(super) fn unknown_line(edition: &Edition, incident: &Incident) -> Option<String> {
    let told = unknowns(incident);
    // The duration follows from the end, and that it goes on is told as the end.
    let facts = told.iter().filter(|unknown| unknown.fact != "duration" && unknown.why != "ongoing");
    let names: Vec<String> = facts.map(|unknown| edition.say(&format!("unknown-{}", unknown.fact))).collect();
    if names.is_empty() {
        return None;
    }
    let list = edition.locale().list(&names);
    Some(edition.tell("feed-unknown", &[("list", list.as_str().into())]))
}

/// What an update of a telling says, as plain words.
pub(crate) fn update_text(site: &Site<'_>, telling: &Telling, number: usize) -> String {
    let text = telling.texts.updates.get(number).and_then(|update| update.text.as_ref());
    let text = match text {
        Some(UpdateText::Typed(text)) => plain_text(text, 0..text.len()),
        Some(UpdateText::Body(range)) => plain_text(site.archive.text(telling.file), range.clone()),
        None => return String::new(),
    };
    plain(&text).into_owned()
}

/// Whether a moment is known to the minute without doubt.
const fn is_exact(moment: &Moment) -> bool {
    moment.clock().is_some() && !moment.is_approximate() && !moment.is_uncertain()
}

/// The first second a moment may mean, for formats that ask for one.
pub(crate) fn rfc3339(moment: &Moment) -> String {
    let second = DateTime::from_timestamp(moment.span_in_utc().0.0, 0).unwrap_or_default();
    second.to_rfc3339_opts(SecondsFormat::Secs, true)
}
