//! The home page.

use super::subject::Subject;
use super::times::columns;
use super::{Frame, Site};
use crate::config::OptionalOutput;
use crate::site::edition::Edition;
use crate::site::route::{Route, Router};
use crate::site::view::{Card, CardGroup, HomeView};

/// How many of the newest incidents the home page names.
const LATEST: usize = 8;
/// How many that go on.
const ONGOING: usize = 20;
/// Where there are more services, those to which nothing happened stand on the page of services alone.
const MANY_SERVICES: usize = 24;

impl Site<'_> {
    pub(super) fn home_page(&self, edition: &Edition) -> Result<Vec<u8>, String> {
        let route = Route::Home;
        let settings = &self.archive.settings;
        let lists = &self.insights.lists;
        let title = edition.local(&settings.title);
        let lead = edition.local(&settings.description);
        let root = Router::root_of(&self.router.folder(edition.number, &route));
        let rows = |numbers: &[u32], most: usize| {
            let numbers = numbers.get(..most.min(numbers.len())).unwrap_or_default();
            self.row_html(edition, numbers, &root)
        };
        let frame = Frame {
            route: &route,
            title: title.clone(),
            description: lead.clone(),
            section: "home",
            kind: "home",
            crumbs: Vec::new(),
        };
        let view = HomeView {
            page: self.shell(edition, frame),
            heading: title,
            lead,
            extent: self.extent(edition),
            ongoing: rows(&lists.ongoing, ONGOING)?,
            has_ongoing: !lists.ongoing.is_empty(),
            latest: rows(&lists.all, LATEST)?,
            all: self.link(edition, &Route::Incidents, edition.say("all-incidents")),
            columns: columns(
                &self.year_bars(edition, (&lists.all, &[]), |of| Some(self.year_href(edition, of.year))),
                &root,
            ),
            services: self.headed_services(edition),
            heat: Subject::new(self, edition, None, &root).and_then(|subject| subject.heat()),
            statistics: self
                .has(OptionalOutput::Statistics)
                .then(|| self.link(edition, &Route::Statistics, edition.say("statistics"))),
        };
        edition.render("home.html", &view)
    }

    /// The services; those without a group stand under the heading of all.
    fn headed_services(&self, edition: &Edition) -> Vec<CardGroup> {
        let mut groups = self.service_cards(edition);
        if self.archive.names.services.len() > MANY_SERVICES {
            for group in &mut groups {
                keep_concerned(&mut group.cards);
            }
        }
        for group in groups.iter_mut().filter(|group| group.heading.is_empty()) {
            group.heading = edition.say("services");
            group.href = Some(self.router.href(edition.number, &Route::Services));
        }
        groups
    }

    /// How many incidents from when to when.
    pub(super) fn extent(&self, edition: &Edition) -> String {
        let lists = &self.insights.lists;
        let mut years = lists.periods.keys().filter(|(_, month)| month.is_none()).map(|(year, _)| *year);
        let Some(first) = years.next() else { return edition.count("count-incidents", lists.all.len()) };
        extent(edition, lists.all.len(), (first, years.next_back().unwrap_or(first)))
    }
}

/// How many incidents from the first to the last of some years.
pub(super) fn extent(edition: &Edition, incidents: usize, (first, last): (i32, i32)) -> String {
    let incidents = edition.count("count-incidents", incidents);
    let (from, to) = (edition.year(first), edition.year(last));
    if first == last {
        return edition
            .tell("extent-single", &[("incidents", incidents.as_str().into()), ("year", from.as_str().into())]);
    }
    let arguments =
        [("incidents", incidents.as_str().into()), ("from", from.as_str().into()), ("to", to.as_str().into())];
    edition.tell("extent", &arguments)
}

/// Leaves out services to which nothing happened, nor to a part of them.
fn keep_concerned(cards: &mut Vec<Card>) {
    // A whole stands before its parts, one step less deep: from the end it is found after them.
    let mut depth_of_part = 0;
    cards.reverse();
    cards.retain(|card| {
        let is_kept = !card.latest.is_empty() || card.depth < depth_of_part;
        if is_kept {
            depth_of_part = card.depth;
        }
        is_kept
    });
    cards.reverse();
}
