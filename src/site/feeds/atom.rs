//! Atom (RFC 4287), with archives (RFC 5005).

use std::borrow::Cow;
use std::cmp::Ordering;

use super::entry::{Entry, update_text};
use super::{ENTRIES, Feed, Making, archives, plain, rfc3339};
use crate::archive::{Incident, OrderKey, Update};
use crate::derive::IncidentNumber;
use crate::parse::escape::escape;
use crate::site::files::{Xml, percent_encoded};
use crate::site::marked::Marked;
use crate::site::pages::Anchors;

const ATOM: &str = "http://www.w3.org/2005/Atom";
const HISTORY: &str = "http://purl.org/syndication/history/1.0";

/// The time of a feed in which nothing has happened: the format asks for one.
const NEVER: &str = "1970-01-01T00:00:00Z";

/// An update with its place in the order of all.
#[derive(Clone)]
struct Place<'p> {
    key: OrderKey,
    incident: (IncidentNumber, &'p Incident),
    /// Which update of the incident.
    update: usize,
}

impl<'m> Making<'m> {
    /// The newest incidents.
    pub(super) fn atom(&self) -> Vec<u8> {
        let entries = self.entries(self.newest(ENTRIES));
        let mut xml = self.opened(&self.name(""), Feed::Atom, latest(&entries).as_deref());
        if let Some(newest) = self.archives().checked_sub(1) {
            self.link(&mut xml, "prev-archive", Feed::Archive(newest + 1));
        }
        self.closed(xml, &marked(&entries))
    }

    /// An archive of older ones: newest first, as everywhere.
    pub(super) fn archive(&self, number: usize) -> Vec<u8> {
        let end = self.list.len() - (number.saturating_sub(1) * ENTRIES).min(self.list.len());
        let entries = self.entries(self.list.get(end.saturating_sub(ENTRIES)..end).unwrap_or_default());
        let mut xml = self.opened(&self.name(""), Feed::Archive(number), latest(&entries).as_deref());
        xml.empty("fh:archive", &[]);
        self.link(&mut xml, "current", Feed::Atom);
        if number > 1 {
            self.link(&mut xml, "prev-archive", Feed::Archive(number - 1));
        }
        if number < self.archives() {
            self.link(&mut xml, "next-archive", Feed::Archive(number + 1));
        }
        self.closed(xml, &marked(&entries))
    }

    /// The newest updates, each an entry.
    pub(super) fn updates(&self) -> Vec<u8> {
        let newest = self.newest_updates();
        let last = newest.first().and_then(|place| place.incident.1.facts.updates.get(place.update));
        let updated = last.map(|update| rfc3339(&update.at));
        let xml = self.opened(&self.name("updates"), Feed::Updates, updated.as_deref());
        let entries: Vec<_> = newest.iter().map(|place| (self.update_entries(place.incident), place.update)).collect();
        let entries: Vec<&Marked> = entries.iter().filter_map(|(entries, update)| entries.get(*update)).collect();
        self.closed(xml, &entries)
    }

    fn newest_updates(&self) -> Vec<Place<'m>> {
        let last = self.site.last_updates();
        let mut newest: Vec<Place<'m>> = Vec::with_capacity(ENTRIES * 2);
        let mut oldest: Option<Place<'m>> = None;
        for incident in self.incidents(self.list) {
            let last = last.get(incident.0 as usize).copied().flatten();
            if last.is_none_or(|last| oldest.as_ref().is_some_and(|oldest| last < oldest.key)) {
                continue;
            }
            for (update, at) in incident.1.facts.updates.iter().enumerate() {
                let place = Place { key: at.at.order_key(), incident, update };
                if oldest.as_ref().is_none_or(|oldest| newest_first(oldest, &place).is_ge()) {
                    newest.push(place);
                }
                if newest.len() == ENTRIES * 2 {
                    newest.sort_unstable_by(newest_first);
                    newest.truncate(ENTRIES);
                    oldest = newest.last().cloned();
                }
            }
        }
        newest.sort_unstable_by(newest_first);
        newest.truncate(ENTRIES);
        newest
    }

    /// The updates of an incident as entries.
    fn update_entries(&self, (number, incident): (IncidentNumber, &'m Incident)) -> Cow<'_, [Marked]> {
        self.kept.updates(number, || self.make_update_entries(incident))
    }

    fn make_update_entries(&self, incident: &'m Incident) -> Vec<Marked> {
        let mut anchors = Anchors::default();
        let updates = incident.facts.updates.iter().enumerate();
        updates.map(|(number, update)| self.update_entry(incident, number, update, &anchors.next(&update.at))).collect()
    }

    /// An update as an entry; it is the same in every feed of the language.
    fn update_entry(&self, incident: &'m Incident, number: usize, update: &Update, anchor: &str) -> Marked {
        let telling = self.telling(incident);
        let status = self.status(update).map_or_else(String::new, |status| format!("{status} · "));
        let lang = self.site.tongue(telling.language).0;
        let mut xml = Xml::piece();
        xml.open("entry", &[("xml:lang", &lang)]);
        xml.line();
        xml.element("id", &[], &self.identity.uri(&format!("{}#{anchor}", incident.first_id())));
        xml.element("title", &[], &plain(&format!("{status}{}", telling.title)));
        xml.element("updated", &[], &rfc3339(&update.at));
        let page = [("rel", "alternate"), ("type", "text/html"), ("hreflang", lang.as_str())];
        xml.marked_link(&page, &format!("{}#{anchor}", self.incident_page(incident, telling)));
        self.impact(&mut xml, incident);
        let (text, told) = update_text(self.site, incident, telling, number).unwrap_or((String::new(), telling));
        let content = format!("{}\n{text}", self.edition.time_text(&update.at));
        let tongue = self.site.tongue(told.language).0;
        let attributes = [("type", "text"), ("xml:lang", tongue.as_str())];
        let attributes = attributes.get(..if tongue == lang { 1 } else { 2 }).unwrap_or_default();
        xml.element("content", attributes, plain(&content).trim_end());
        xml.close("entry");
        Marked::new(xml.markup())
    }

    fn archives(&self) -> usize {
        archives(self.of, &self.site.insights.lists)
    }

    /// The entries of incidents, as many as there are.
    pub(super) fn entries(&self, numbers: &'m [IncidentNumber]) -> Vec<Cow<'_, Entry>> {
        self.incidents(numbers).map(|(number, incident)| self.entry(number, incident)).collect()
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
            xml.empty("link", &[("rel", "license"), ("href", &percent_encoded(url))]);
        }
        xml
    }

    /// The feed with its last entries.
    fn closed(&self, mut xml: Xml, entries: &[&Marked]) -> Vec<u8> {
        let root = escape(&percent_encoded(&self.root));
        let markup = xml.markup();
        let end = "</feed>\n".len();
        markup.reserve(entries.iter().map(|entry| entry.len(&root)).sum::<usize>() + end);
        for entry in entries {
            entry.write(&root, markup);
        }
        xml.close("feed");
        xml.finish()
    }

    fn link(&self, xml: &mut Xml, relation: &str, kind: Feed) {
        let href = self.address(kind);
        xml.empty("link", &[("rel", relation), ("type", "application/atom+xml"), ("href", &href)]);
    }
}

fn newest_first(a: &Place<'_>, b: &Place<'_>) -> Ordering {
    let key = |place: &Place<'_>| (place.key, place.update);
    key(b).cmp(&key(a)).then_with(|| b.incident.1.id.cmp(&a.incident.1.id))
}

fn marked<'e>(entries: &'e [Cow<'_, Entry>]) -> Vec<&'e Marked> {
    entries.iter().map(|entry| &entry.xml).collect()
}

fn latest(entries: &[Cow<'_, Entry>]) -> Option<String> {
    entries.iter().map(|entry| entry.updated).max().map(|last| last.to_string())
}
