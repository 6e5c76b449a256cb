//! What statistics are about, and where each of their numbers leads: to the incidents behind it.

use std::fmt::Write as _;

use super::Site;
use super::times::anchor_of_year;
use crate::archive::Id;
use crate::config::OptionalOutput;
use crate::derive::{Breakdown, DurationClass, IncidentNumber, Statistics, Tally};
use crate::parse::escape::escape_into;
use crate::site::edition::Edition;
use crate::site::listing::page_of;
use crate::site::route::{ListPage, Route};
use crate::site::sheets::{Chart, Sheet};

/// All incidents, or those of one service, in a language.
pub(super) struct Subject<'s> {
    pub site: &'s Site<'s>,
    pub edition: &'s Edition,
    /// Leads from the page to the site's root.
    pub root: &'s str,
    /// The service; none for all incidents.
    pub service: Option<&'s Id>,
    /// Its incidents, newest first.
    pub list: &'s [IncidentNumber],
    pub statistics: &'s Statistics,
    /// What its calendar and charts show; `None` where the site does without.
    pub breakdown: Option<&'s Breakdown>,
}

/// What incidents have in common that a number counts.
#[derive(Clone, Copy)]
pub(super) enum Trait<'t> {
    Cause(&'t Id),
    Region(&'t Id),
    Duration(DurationClass),
    Year(i32),
    Month(i32, u32),
}

impl Trait<'_> {
    /// Where all incidents that have it are listed.
    pub(super) fn route(self) -> Route {
        match self {
            Self::Cause(id) => Route::Cause(id.clone(), None),
            Self::Region(id) => Route::Region(id.clone(), None),
            Self::Duration(class) => Route::Duration(class, None),
            Self::Year(year) => Route::Year(year),
            Self::Month(year, month) => Route::Month(year, month, None),
        }
    }

    /// What the search page calls it.
    fn facet(self) -> (&'static str, String) {
        match self {
            Self::Cause(id) => ("cause", id.to_string()),
            Self::Region(id) => ("region", id.to_string()),
            Self::Duration(class) => ("duration", class.key().to_owned()),
            Self::Year(year) | Self::Month(year, _) => ("year", year.to_string()),
        }
    }
}

impl<'s> Subject<'s> {
    /// All incidents, or those of a service; none where there are none.
    pub(super) fn new(
        site: &'s Site<'s>,
        edition: &'s Edition,
        service: Option<&'s Id>,
        root: &'s str,
    ) -> Option<Self> {
        let lists = &site.insights.lists;
        let list = service.map_or(Some(&lists.all), |id| lists.services.get(id))?;
        let statistics = site.statistics(service)?;
        let breakdown = if site.has(OptionalOutput::Statistics) { site.breakdown(service) } else { None };
        (!list.is_empty()).then_some(Self { site, edition, root, service, list, statistics, breakdown })
    }

    /// The page that lists all incidents with a trait, whatever the service.
    pub(super) fn way(&self, of: Trait<'_>) -> String {
        self.rooted(&self.site.router.href(self.edition.number, &of.route()))
    }

    /// Where exactly the incidents of a number stand: the only one, the year in the service's list, or a search, if the
    /// site has one. A number of all incidents stands where [`Self::way`] leads.
    pub(super) fn exact(&self, of: Trait<'_>, tally: Tally) -> Option<String> {
        let Some(service) = self.service else { return Some(self.way(of)) };
        match (of, tally.newest) {
            (_, Some(only)) if tally.count == 1 => Some(self.incident(only)),
            (Trait::Year(year) | Trait::Month(year, _), Some(newest)) => Some(self.in_list(year, newest)),
            _ => self.search(service, of),
        }
    }

    /// The page of an incident.
    pub(super) fn incident(&self, number: IncidentNumber) -> String {
        let incident = self.site.incident(number);
        incident.map_or_else(String::new, |incident| self.rooted(&self.site.incident_href(self.edition, incident).0))
    }

    /// The year's heading in the list of the service, on the page of the list that holds its incident.
    pub(super) fn in_list(&self, year: i32, incident: IncidentNumber) -> String {
        let Some(service) = self.service else { return self.way(Trait::Year(year)) };
        let anchor = format!("#{}", anchor_of_year(year));
        match self.page_of(incident) {
            None => anchor,
            page => {
                let route = Route::Service(service.clone(), page);
                self.rooted(&self.site.router.href(self.edition.number, &route)) + &anchor
            }
        }
    }

    /// Whether the newest page of the list holds an incident.
    pub(super) fn is_on_newest_page(&self, incident: IncidentNumber) -> bool {
        self.page_of(incident).is_none()
    }

    fn page_of(&self, incident: IncidentNumber) -> ListPage {
        page_of(self.list.len(), self.list.binary_search(&incident).unwrap_or(0))
    }

    /// A search for the incidents of a service with a trait; none where the site does without search.
    pub(super) fn search(&self, service: &Id, of: Trait<'_>) -> Option<String> {
        if !self.site.has_search() {
            return None;
        }
        let page = self.rooted(&self.site.router.href(self.edition.number, &Route::Search));
        let (facet, value) = of.facet();
        Some(format!("{page}?service={}&{facet}={}", encoded(service), encoded(&value)))
    }

    /// The file of a chart, from the site's root.
    pub(super) fn csv(&self, chart: Chart) -> String {
        Sheet::Chart(self.service.cloned(), chart).file(|_| None).unwrap_or_default()
    }

    /// How many incidents a chart counts and how many it can't.
    pub(super) fn sample(&self, known: usize, unknown: usize) -> String {
        let (known, unknown) = (self.edition.number_text(known), self.edition.number_text(unknown));
        let numbers = [("known", known.as_str().into()), ("unknown", unknown.as_str().into())];
        self.edition.tell("chart-sample", &numbers)
    }

    fn rooted(&self, href: &str) -> String {
        [self.root, href].concat()
    }
}

/// Adds a link; its label is text.
pub(super) fn add_link(html: &mut String, href: &str, class: &str, label: &str) {
    add_cell_link(html, Some(href), class, label);
}

/// Adds the link of a cell, which looks the same where it leads nowhere.
pub(super) fn add_cell_link(html: &mut String, href: Option<&str>, class: &str, label: &str) {
    html.push_str("<a");
    if !class.is_empty() {
        html.extend([" class=\"", class, "\""]);
    }
    if let Some(href) = href {
        html.push_str(" href=\"");
        escape_into(html, href);
        html.push('"');
    }
    html.push('>');
    escape_into(html, label);
    html.push_str("</a>");
}

/// A value in a query: what is no letter of ASCII, digit or hyphen in per cent and hexadecimal.
pub(super) fn encoded(value: &str) -> String {
    value.bytes().fold(String::with_capacity(value.len()), |mut text, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.') {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
        text
    })
}

/// Quarters of the most, from 1 to 4: how strongly a cell is coloured.
pub(super) fn strength(count: usize, most: usize) -> &'static str {
    match (count * 4).div_ceil(most.max(1)) {
        ..=1 => "h1",
        2 => "h2",
        3 => "h3",
        _ => "h4",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_as_strong_as_its_quarter_of_the_most() {
        let found: Vec<&str> = [1, 2, 3, 4].map(|count| strength(count, 4)).into();
        assert_eq!(found, ["h1", "h2", "h3", "h4"]);
        assert_eq!((strength(1, 100), strength(25, 100), strength(26, 100)), ("h1", "h1", "h2"));
        assert_eq!(strength(1, 1), "h4");
    }

    #[test]
    fn values_of_queries_are_encoded() {
        assert_eq!(encoded("US-CA"), "US-CA");
        assert_eq!(encoded("é&a"), "%C3%A9%26a");
    }
}
