//! Atom (RFC 4287), with archives (RFC 5005).

use super::entry::{Entry, Told};
use super::{ENTRIES, Feed, Making, archives, plain, rfc3339};
use crate::archive::Incident;
use crate::site::files::{Xml, incident_data};

const ATOM: &str = "http://www.w3.org/2005/Atom";
const HISTORY: &str = "http://purl.org/syndication/history/1.0";

/// The time of a feed in which nothing has happened: the format asks for one.
const NEVER: &str = "1970-01-01T00:00:00Z";

impl<'m> Making<'m> {
    /// The newest incidents.
    pub(super) fn atom(&self) -> Vec<u8> {
        let entries: Vec<Entry<'m>> =
            self.incidents(self.newest(ENTRIES)).map(|incident| self.entry(incident)).collect();
        let mut xml = self.opened(&self.name(""), Feed::Atom, latest(&entries));
        if let Some(newest) = archives(self.list.len()).checked_sub(1) {
            self.link(&mut xml, "prev-archive", Feed::Archive(newest + 1));
        }
        self.closed(xml, &entries)
    }

    /// An archive of older ones: newest first, as everywhere.
    pub(super) fn archive(&self, number: usize) -> Vec<u8> {
        let end = self.list.len() - (number.saturating_sub(1) * ENTRIES).min(self.list.len());
        let numbers = self.list.get(end.saturating_sub(ENTRIES)..end).unwrap_or_default();
        let entries: Vec<Entry<'m>> = self.incidents(numbers).map(|incident| self.entry(incident)).collect();
        let mut xml = self.opened(&self.name(""), Feed::Archive(number), latest(&entries));
        xml.empty("fh:archive", &[]);
        self.link(&mut xml, "current", Feed::Atom);
        if number > 1 {
            self.link(&mut xml, "prev-archive", Feed::Archive(number - 1));
        }
        if number < archives(self.list.len()) {
            self.link(&mut xml, "next-archive", Feed::Archive(number + 1));
        }
        self.closed(xml, &entries)
    }

    /// The newest updates, each an entry.
    pub(super) fn updates(&self) -> Vec<u8> {
        let mut newest: Vec<_> = self
            .incidents(self.list)
            .flat_map(|incident| {
                let updates = incident.facts.updates.iter().enumerate();
                updates.map(move |(number, update)| (update.at.order_key(), number, incident))
            })
            .collect();
        newest.sort_by(|a, b| (b.0, b.1, &b.2.id).cmp(&(a.0, a.1, &a.2.id)));
        newest.truncate(ENTRIES);
        let last = newest.first().and_then(|(_, number, incident)| incident.facts.updates.get(*number));
        let updated = last.map(|update| rfc3339(&update.at));
        let mut xml = self.opened(&self.name("updates"), Feed::Updates, updated.as_deref());
        for (_, number, incident) in newest {
            self.write_update(&mut xml, incident, number);
        }
        self.closed(xml, &[])
    }

    /// The head of a feed, up to its entries.
    fn opened(&self, name: &str, kind: Feed, updated: Option<&str>) -> Xml {
        let (edition, settings) = (self.edition, &self.site.archive.settings);
        let mut xml = Xml::new();
        xml.open("feed", &[("xmlns", ATOM), ("xmlns:fh", HISTORY), ("xml:lang", edition.language.as_str())]);
        xml.line();
        xml.element("id", &[], &self.identity.uri(name));
        xml.element("title", &[], &plain(&self.title()));
        let description = edition.local(&settings.description);
        if !description.is_empty() {
            xml.element("subtitle", &[], &plain(&description));
        }
        xml.element("updated", &[], updated.unwrap_or(NEVER));
        xml.open("author", &[]);
        xml.element("name", &[], &plain(&edition.local(&settings.title)));
        xml.close("author");
        if let Some(licence) = &settings.licence {
            xml.element("rights", &[], &plain(&licence.name));
        }
        xml.element("generator", &[], "Annals");
        self.link(&mut xml, "self", kind);
        xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &self.page())]);
        if let Some(url) = settings.licence.as_ref().and_then(|licence| licence.url.as_deref()) {
            xml.empty("link", &[("rel", "license"), ("href", url)]);
        }
        xml
    }

    /// The feed with its last entries.
    fn closed(&self, mut xml: Xml, entries: &[Entry<'_>]) -> Vec<u8> {
        for entry in entries {
            self.write(&mut xml, entry);
        }
        xml.close("feed");
        xml.finish()
    }

    fn link(&self, xml: &mut Xml, relation: &str, kind: Feed) {
        let href = self.address(kind);
        xml.empty("link", &[("rel", relation), ("type", "application/atom+xml"), ("href", &href)]);
    }

    fn write(&self, xml: &mut Xml, entry: &Entry<'_>) {
        xml.open("entry", &[("xml:lang", &entry.lang)]);
        xml.line();
        xml.element("id", &[], &entry.id);
        xml.element("title", &[], &entry.title);
        if let Some(published) = &entry.published {
            xml.element("published", &[], published);
        }
        xml.element("updated", &[], &entry.updated);
        page_link(xml, &entry.lang, &entry.address);
        let data = self.at(&incident_data(&entry.incident.id));
        xml.empty("link", &[("rel", "alternate"), ("type", "application/json"), ("href", &data)]);
        self.impact(xml, entry.incident);
        if !entry.summary.is_empty() {
            xml.element("summary", &[], &entry.summary);
        }
        xml.element("content", &[("type", "html"), ("xml:lang", self.edition.language.as_str())], &entry.html);
        xml.close("entry");
    }

    fn impact(&self, xml: &mut Xml, incident: &Incident) {
        let impact = self.edition.term("impact", incident.facts.impact().key());
        xml.empty("category", &[("term", impact.key), ("label", &impact.label)]);
    }

    fn write_update(&self, xml: &mut Xml, incident: &'m Incident, number: usize) {
        let telling = self.telling(incident);
        let Some(Told { update, anchor, status, text }) = self.told(incident, telling).into_iter().nth(number) else {
            return;
        };
        let status = self.edition.term("status", status.key());
        let lang = self.site.tongue(telling.language).0;
        xml.open("entry", &[("xml:lang", &lang)]);
        xml.line();
        xml.element("id", &[], &self.identity.uri(&format!("{}#{anchor}", incident.first_id())));
        xml.element("title", &[], &plain(&format!("{} · {}", status.label, telling.title)));
        xml.element("updated", &[], &rfc3339(&update.at));
        page_link(xml, &lang, &format!("{}#{anchor}", self.incident_page(incident, telling)));
        self.impact(xml, incident);
        let time = self.edition.time_text(&update.at);
        xml.element("content", &[("type", "text")], plain(&format!("{time}\n{text}")).trim_end());
        xml.close("entry");
    }
}

fn page_link(xml: &mut Xml, lang: &str, href: &str) {
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("hreflang", lang), ("href", href)]);
}

fn latest<'e>(entries: &'e [Entry<'_>]) -> Option<&'e str> {
    entries.iter().map(|entry| entry.updated.as_str()).max()
}
