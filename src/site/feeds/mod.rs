//! Takes: the incidents of the site, or of a service, region or cause, and a language.
//! Gives: what feed readers and calendars subscribe to.
//! Promises: an entry is known by the same name for ever, whatever becomes of its title, its file, the host or its translations.
//! Never: asks what time it is; makes a date more exact than its author did, where the format lets it.

mod atom;
mod calendar;
mod entries;
mod entry;
mod identity;
mod json;
mod plain;

pub(super) use entries::{Entries, Room};
pub(super) use entry::{rfc3339, update_text};
pub(super) use identity::Identity;
pub(super) use plain::plain;

use std::borrow::Cow;
use std::sync::Arc;

use super::Site;
use super::edition::Edition;
use super::files;
use super::route::Route;
use crate::archive::Incident;
use crate::config::OptionalOutput;
use crate::derive::{IncidentNumber, Lists};
use entry::Entry;

/// How many entries a feed and each of its archives hold.
const ENTRIES: usize = 50;
/// How many events a calendar holds.
const EVENTS: usize = 100;

/// The kinds of feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Feed {
    /// The newest incidents, as Atom.
    Atom,
    /// The same as JSON Feed.
    Json,
    /// The newest updates, as Atom.
    Updates,
    /// Incidents as events.
    Calendar,
    /// Older incidents as Atom (RFC 5005), in archives counted from the oldest, from 1.
    Archive(usize),
}

impl Feed {
    /// What it is of the outputs that a site may do without.
    pub(super) const fn output(self) -> OptionalOutput {
        match self {
            Self::Calendar => OptionalOutput::Calendars,
            Self::Atom | Self::Json | Self::Updates | Self::Archive(_) => OptionalOutput::Feeds,
        }
    }
}

/// How many archives a feed has. All are full, and together with the newest they hold everything; the youngest archive
/// and the newest may share entries, so that an archive changes only when something in it does.
///
/// Regions made of others have none, as they have no second page: what is older stands under the regions within and in
/// the archives of the whole site.
pub(super) fn archives(of: &Route, lists: &Lists) -> usize {
    match of {
        Route::Region(id, _) if lists.parts.contains_key(id) => 0,
        _ => full_archives(list(of, lists).len()),
    }
}

const fn full_archives(length: usize) -> usize {
    length.saturating_sub(ENTRIES).div_ceil(ENTRIES)
}

/// The incidents a feed is about, newest first.
fn list<'l>(of: &Route, lists: &'l Lists) -> &'l [IncidentNumber] {
    let list = match of {
        Route::Service(id, _) => lists.services.get(id),
        Route::Region(id, _) => lists.regions.get(id),
        Route::Cause(id, _) => lists.causes.get(id),
        _ => Some(&lists.all),
    };
    list.map_or(&[], Vec::as_slice)
}

/// One feed in the making.
struct Making<'m> {
    site: &'m Site<'m>,
    edition: &'m Edition,
    kept: Arc<Entries>,
    identity: Identity,
    of: &'m Route,
    list: &'m [IncidentNumber],
    /// What addresses of the site begin with: its own, or the way from the feed to its root.
    root: String,
}

impl Site<'_> {
    /// A feed of what happens to the site, or to a service, region or cause.
    pub(super) fn feed(&self, language: usize, of: &Route, kind: Feed) -> Result<Vec<u8>, String> {
        let edition = self.edition(language)?;
        let address = files::feed(&self.router, language, of, kind);
        let way = || super::route::Router::root_of(&address);
        let root = self.options.base_url.clone().unwrap_or_else(way);
        let making = Making {
            site: self,
            edition,
            kept: self.entries(language)?,
            identity: Identity::new(self.archive),
            of,
            list: list(of, &self.insights.lists),
            root,
        };
        match kind {
            Feed::Atom => Ok(making.atom()),
            Feed::Updates => Ok(making.updates()),
            Feed::Archive(number) => Ok(making.archive(number)),
            Feed::Json => making.json(),
            Feed::Calendar => Ok(making.calendar()),
        }
    }
}

impl<'m> Making<'m> {
    fn incidents(
        &self,
        numbers: &'m [IncidentNumber],
    ) -> impl Iterator<Item = (IncidentNumber, &'m Incident)> + use<'m> {
        let site = self.site;
        numbers.iter().filter_map(move |number| Some((*number, site.incident(*number)?)))
    }

    /// An incident as an entry.
    fn entry(&self, number: IncidentNumber, incident: &'m Incident) -> Cow<'_, Entry> {
        self.kept.entry(number, || self.make_entry(number, incident))
    }

    fn newest(&self, most: usize) -> &'m [IncidentNumber] {
        self.list.get(..most.min(self.list.len())).unwrap_or_default()
    }

    /// What the feed is called: the site, and what of it.
    fn title(&self) -> String {
        let (archive, router) = (self.site.archive, &self.site.router);
        let site = self.edition.local(&archive.settings.title);
        let of = match self.of {
            Route::Service(id, _) => self.edition.service_link(archive, router, id),
            Route::Region(id, _) => self.edition.region_link(router, id),
            Route::Cause(id, _) => self.edition.cause_link(archive, router, id),
            _ => return site,
        };
        format!("{site} · {}", of.label)
    }

    /// The name of the feed among all of the site: it holds the language, but no address.
    fn name(&self, kind: &str) -> String {
        format!("feeds/{}/{}{kind}", self.edition.language, self.of.folder())
    }

    fn address(&self, kind: Feed) -> String {
        self.at(&files::feed(&self.site.router, self.edition.number, self.of, kind))
    }

    fn page(&self) -> String {
        self.at(&self.site.router.href(self.edition.number, self.of))
    }

    /// An address seen from the site's root, as the feed writes it.
    fn at(&self, path: &str) -> String {
        files::percent_encoded(&format!("{}{path}", self.root))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn archives_and_the_newest_hold_everything() {
        for (length, expected) in [(0, 0), (1, 0), (50, 0), (51, 1), (100, 1), (101, 2), (150, 2), (151, 3)] {
            assert_eq!(full_archives(length), expected, "of {length}");
            assert!(full_archives(length) * ENTRIES + ENTRIES >= length);
            assert!(full_archives(length) * ENTRIES <= length, "every archive is full");
        }
    }
}
