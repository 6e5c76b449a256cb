//! Which services were hit where.

use std::collections::BTreeMap;

use tera::Value;

use super::entries::open_name;
use super::subject::{Subject, Trait, add_cell_link, add_link, strength};
use crate::archive::Id;
use crate::derive::{Breakdown, Tally};
use crate::site::sheets::Chart;
use crate::site::view::MatrixView;

/// How many services a page has room for.
const MOST_SERVICES: usize = 8;
/// How many regions.
const MOST_REGIONS: usize = 20;

/// A column: a service with its incidents by region.
type Column<'c> = (&'c Id, BTreeMap<&'c Id, Tally>);

fn column<'c>(id: &'c Id, breakdown: &'c Breakdown) -> Column<'c> {
    (id, breakdown.regions.iter().map(|(region, tally)| (region, *tally)).collect())
}

impl Subject<'_> {
    /// Services by region; none without two of each.
    pub(super) fn matrix(&self) -> Option<MatrixView> {
        let regions = &self.breakdown?.regions;
        let services = self.site.breakdowns().services_by_count();
        if services.len() < 2 || regions.len() < 2 {
            return None;
        }
        let columns: Vec<Column<'_>> = services.iter().take(MOST_SERVICES).map(|(id, of)| column(id, of)).collect();
        let rows: Vec<&Id> = regions.iter().take(MOST_REGIONS).map(|(id, _)| id).collect();
        let is_whole = services.len() == columns.len() && regions.len() == rows.len();
        Some(MatrixView {
            id: Chart::Matrix.key(),
            heading: self.edition.say("chart-services-regions"),
            method: self.matrix_method((!is_whole).then_some((columns.len(), rows.len()))),
            columns: Value::safe_string(&self.matrix_heads(&columns)),
            rows: Value::safe_string(&self.matrix_rows(&rows, &columns)),
            csv: self.csv(Chart::Matrix),
        })
    }

    fn matrix_method(&self, shown: Option<(usize, usize)>) -> String {
        let method = self.edition.say("method-services-regions");
        let Some((services, regions)) = shown else { return method };
        let (services, regions) = (self.edition.number_text(services), self.edition.number_text(regions));
        let numbers = [("services", services.as_str().into()), ("regions", regions.as_str().into())];
        format!("{method} {}", self.edition.tell("matrix-part", &numbers))
    }

    fn matrix_heads(&self, columns: &[Column<'_>]) -> String {
        let mut html = String::new();
        for (id, _) in columns {
            let link = self.edition.service_link(self.site.archive, &self.site.router, id);
            html.push_str("<th scope=\"col\">");
            open_name(&mut html, &link);
            add_link(&mut html, &[self.root, &link.href].concat(), "", &link.label);
            html.push_str("</bdi></th>");
        }
        html
    }

    fn matrix_rows(&self, rows: &[&Id], columns: &[Column<'_>]) -> String {
        let cell = |region: &Id, (_, regions): &Column<'_>| regions.get(region).copied().unwrap_or_default();
        let counts = rows.iter().flat_map(|region| columns.iter().map(move |column| cell(region, column).count));
        let most = counts.max().unwrap_or(1);
        let mut html = String::new();
        for region in rows {
            html.push_str("\n<tr><th scope=\"row\">");
            let link = self.edition.region_link(&self.site.router, region);
            open_name(&mut html, &link);
            add_link(&mut html, &[self.root, &link.href].concat(), "", &link.label);
            html.push_str("</bdi></th>");
            for column in columns {
                self.add_shared(&mut html, column.0, region, cell(region, column), most);
            }
            html.push_str("</tr>");
        }
        html
    }

    /// How many incidents a service and a region share, with a link to them if there is a page of theirs.
    fn add_shared(&self, html: &mut String, service: &Id, region: &Id, tally: Tally, most: usize) {
        html.push_str("<td>");
        let only = tally.newest.filter(|_| tally.count == 1);
        if tally.count > 0 {
            let search = || self.search(service, Trait::Region(region));
            let href = only.map_or_else(search, |only| Some(self.incident(only)));
            let number = self.edition.number_text(tally.count);
            add_cell_link(html, href.as_deref(), strength(tally.count, most), &number);
        }
        html.push_str("</td>");
    }
}
