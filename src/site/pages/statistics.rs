//! The page of statistics: numbers about all incidents.

use super::subject::Subject;
use super::{Frame, Site};
use crate::site::edition::Edition;
use crate::site::route::Route;
use crate::site::view::StatisticsView;

impl Site<'_> {
    pub(super) fn statistics_page(&self, edition: &Edition) -> Result<Vec<u8>, String> {
        let route = Route::Statistics;
        let root = self.root(edition, &route);
        let lead = if self.has_search() { "statistics-lead" } else { "statistics-lead-without-search" };
        let (heading, lead) = (edition.say("statistics"), edition.say(lead));
        let frame = Frame {
            route: &route,
            title: heading.clone(),
            description: lead.clone(),
            section: "statistics",
            kind: "statistics",
            crumbs: self.crumbs(edition, None),
        };
        let page = self.shell(edition, frame);
        let subject = Subject::new(self, edition, None, &root);
        let subject = subject.as_ref();
        let view = StatisticsView {
            page,
            heading,
            lead,
            numbers: subject.map(Subject::numbers).unwrap_or_default(),
            heat: subject.and_then(Subject::heat),
            charts: subject.map(Subject::charts).unwrap_or_default(),
            matrix: subject.and_then(Subject::matrix),
        };
        edition.render("statistics.html", &view)
    }
}
