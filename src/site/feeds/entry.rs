//! An incident as an entry of a feed: what it is, what is known and what isn't, and every update.

use std::borrow::Cow;
use std::ops::Range;

use super::{Making, plain};
use crate::archive::{Incident, Instant, Moment, Status, Telling, Update, UpdateText};
use crate::config::OptionalOutput;
use crate::derive::{IncidentNumber, Unknown, unknowns};
use crate::parse::escape::escape_into;
use crate::parse::markdown::plain_text;
use crate::site::Site;
use crate::site::edition::Edition;
use crate::site::files::{Xml, incident_data, percent_encoded};
use crate::site::marked::Marked;
use crate::site::route::Route;
use crate::site::rows::MOST_NAMES;
use crate::site::view::{LinkView, Shared};

const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// What stands behind the text of an entry.
const AFTER: &str = "</div></content>\n</entry>\n";

/// An incident as an entry, in one language.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// As Atom writes it.
    pub xml: Marked,
    /// Where in it the text is.
    html: Range<usize>,
    /// When it last changed, as far as that is known.
    pub updated: Instant,
}

impl Entry {
    /// Its text as HTML, without the element around it.
    pub fn html(&self) -> &str {
        self.xml.text().get(self.html.clone()).unwrap_or_default()
    }
}

/// What follows depends on the language alone, not on the feed: entries are shared by all feeds of a language.
impl<'m> Making<'m> {
    pub(super) fn telling(&self, incident: &'m Incident) -> &'m Telling {
        incident.best_telling(self.edition.number, self.site.archive.default_language())
    }

    /// The page of an incident, from the site's root.
    pub(super) fn incident_page(&self, incident: &Incident, telling: &Telling) -> String {
        percent_encoded(&self.site.router.href(telling.language, &Route::Incident(incident.id.clone())))
    }

    /// An incident as Atom writes it.
    pub(super) fn make_entry(&self, number: IncidentNumber, incident: &'m Incident) -> Entry {
        let telling = self.telling(incident);
        let lang = self.site.tongue(telling.language).0;
        let mut xml = Xml::piece();
        let updated = self.changed(incident);
        xml.open("entry", &[("xml:lang", &lang)]);
        xml.line();
        xml.element("id", &[], &self.identity.uri(incident.first_id()));
        xml.element("title", &[], &plain(&telling.title));
        if let Some(published) = published(incident) {
            xml.element("published", &[], &published);
        }
        xml.element("updated", &[], &updated.to_string());
        let page = [("rel", "alternate"), ("type", "text/html"), ("hreflang", &lang)];
        xml.marked_link(&page, &self.incident_page(incident, telling));
        if self.site.has(OptionalOutput::Data) {
            let data = percent_encoded(&incident_data(&incident.id));
            xml.marked_link(&[("rel", "alternate"), ("type", "application/json")], &data);
        }
        self.impact(&mut xml, incident);
        if let Some((summary, told)) = incident.summary(telling) {
            let tongue = self.site.tongue(told.language).0;
            let attributes = [("xml:lang", tongue.as_str())];
            xml.element("summary", if tongue == lang { &[] } else { &attributes }, &plain(summary));
        }
        let own = self.edition.language.as_str();
        xml.open("content", &[("type", "xhtml"), ("xml:lang", own)]);
        xml.open("div", &[("xmlns", XHTML), ("lang", own), ("dir", self.edition.direction())]);
        let marked = xml.markup();
        let before = marked.len();
        self.html(marked, (number, incident), telling);
        let length = marked.len() - before;
        marked.push_str(AFTER);
        let xml = Marked::new(marked);
        let end = xml.text().len() - AFTER.len();
        Entry { xml, html: end - length..end, updated }
    }

    /// When an incident last changed, for formats that ask for a second.
    ///
    /// Announced work may date no change at all. Told as of its planned start it would be younger than its feed, and a
    /// thing of the future until then. What can be said is that it stands beside the last change that the archive dates:
    /// by then it is told, or by the start itself where that is past.
    pub(super) fn changed(&self, incident: &Incident) -> Instant {
        let second = |moment: Moment| moment.span_in_utc().0;
        let start = second(incident.start);
        let told = || self.site.last_change().map_or(start, |last| second(last).min(start));
        incident.last_change().map_or_else(told, second)
    }

    /// How grave it is, as a category: `unknown` where that isn't known.
    pub(super) fn impact(&self, xml: &mut Xml, incident: &Incident) {
        let impact = self.edition.term("impact", incident.facts.impact().key());
        xml.empty("category", &[("term", impact.key), ("label", &impact.label)]);
    }

    /// The incident in a few lines: when, how grave, where, what is not known, and its updates.
    fn html(&self, html: &mut String, (number, incident): (IncidentNumber, &'m Incident), telling: &'m Telling) {
        if let Some((summary, told)) = incident.summary(telling) {
            paragraph(html, &self.tongue(told), &plain(summary));
        }
        self.lines(number, incident).iter().for_each(|line| paragraph(html, "", line));
        let updates = &incident.facts.updates;
        if updates.is_empty() {
            return;
        }
        html.push_str("\n<ul>");
        for (number, update) in updates.iter().enumerate() {
            html.push_str("\n<li>");
            escape_into(html, &self.heading(update));
            let told = update_text(self.site, incident, telling, number);
            if let Some((text, told)) = told.filter(|(text, _)| !text.is_empty()) {
                paragraph(html, &self.tongue(told), &text);
            }
            html.push_str("</li>");
        }
        html.push_str("\n</ul>\n");
    }

    /// The language of a telling as attributes, where that isn't the feed's.
    fn tongue(&self, told: &Telling) -> String {
        if told.language == self.edition.number {
            return String::new();
        }
        let (lang, dir) = self.site.tongue(told.language);
        format!(" lang=\"{lang}\" dir=\"{dir}\"")
    }

    /// When an update was, and how things stood then where it says so.
    pub(super) fn heading(&self, update: &Update) -> String {
        let time = self.edition.time_text(&update.at);
        match self.status(update) {
            Some(status) => format!("{time} · {status}"),
            None => time,
        }
    }

    /// How things stood at an update, where it says so.
    pub(super) fn status(&self, update: &Update) -> Option<String> {
        let status = update.status.filter(|status| *status != Status::Unknown)?;
        Some(self.edition.term("status", status.key()).label.clone())
    }

    /// When, how grave, what and where, in a line; and what is not known, in another.
    pub(super) fn lines(&self, number: IncidentNumber, incident: &Incident) -> Cow<'_, [String]> {
        let make = || std::iter::once(self.line(incident)).chain(unknown_line(self.edition, incident)).collect();
        self.kept.lines(number, make)
    }

    fn line(&self, incident: &Incident) -> String {
        let (edition, archive, router) = (self.edition, self.site.archive, &self.site.router);
        let facts = &incident.facts;
        let time = edition.course_interval(&incident.course());
        let impact = edition.term("impact", facts.impact().key());
        let impact = edition.tell("feed-impact", &[("impact", impact.label.as_str().into())]);
        let services = facts.services.iter().take(MOST_NAMES);
        let services =
            services.map(|affected| edition.service_link(archive, router, &affected.service)).collect::<Vec<_>>();
        let services = self.names("more-services", &services, facts.services.len());
        let regions = facts.regions.iter().take(MOST_NAMES);
        let regions = regions.map(|affected| edition.region_link(router, &affected.region)).collect::<Vec<_>>();
        let regions = self.names("more-regions", &regions, facts.regions.len());
        let parts = [time, impact, services, regions].into_iter().filter(|part| !part.is_empty());
        plain(&parts.collect::<Vec<_>>().join(" · ")).into_owned()
    }

    /// The names of the first of `all`, and how many more there are.
    fn names(&self, key: &'static str, shown: &[Shared<LinkView>], all: usize) -> String {
        let more = all.saturating_sub(shown.len());
        let more = (more > 0).then(|| self.edition.count(key, more));
        let names: Vec<&str> = shown.iter().map(|link| link.label.as_str()).chain(more.as_deref()).collect();
        self.edition.locale().list(&names)
    }
}

fn paragraph(html: &mut String, attributes: &str, text: &str) {
    html.extend(["\n<p", attributes, ">"]);
    escape_into(html, text);
    html.push_str("</p>");
}

/// What is not known of an incident, as a sentence; none where everything is.
fn unknown_line(edition: &Edition, incident: &Incident) -> Option<String> {
    let told = unknowns(incident);
    // The duration follows from the end, and that it goes on, or that its end is planned, is told as the end.
    let is_told = |unknown: &Unknown| matches!(unknown.why, "ongoing" | "planned");
    let facts = told.iter().filter(|unknown| unknown.fact != "duration" && !is_told(unknown));
    let names: Vec<String> = facts.map(|unknown| edition.say(&format!("unknown-{}", unknown.fact))).collect();
    if names.is_empty() {
        return None;
    }
    let list = edition.locale().list(&names);
    Some(edition.tell("feed-unknown", &[("list", list.as_str().into())]))
}

/// What an update says in a telling, else in the original, as plain words, with the telling it stands in.
pub(crate) fn update_text<'i>(
    site: &Site<'_>,
    incident: &'i Incident,
    telling: &'i Telling,
    number: usize,
) -> Option<(String, &'i Telling)> {
    let (text, told) = site.told_update(incident, telling, number)?;
    let text = match text {
        UpdateText::Typed(text) => plain_text(text, 0..text.len()),
        UpdateText::Body(range) => plain_text(site.archive.text(told.file), range.clone()),
    };
    Some((plain(&text).into_owned(), told))
}

/// When an incident was first told, where that is known to the minute without doubt: when it began, or was announced.
pub(super) fn published(incident: &Incident) -> Option<String> {
    let told = incident.first_told()?;
    let exact = told.clock().is_some() && !told.is_approximate() && !told.is_uncertain();
    exact.then(|| rfc3339(&told))
}

/// The first second a moment may mean, for formats that ask for one.
pub(crate) fn rfc3339(moment: &Moment) -> String {
    moment.span_in_utc().0.to_string()
}
