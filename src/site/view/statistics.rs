//! Numbers and charts: of a service on its page, of all incidents on the page of statistics.
//!
//! A chart is a table whose numbers have bars beside them, so that it reads the same without a picture. Links in the
//! HTML of rows are complete: the way to the root is in them.

use serde::Serialize;

use super::service::NumberView;
use super::shell::{Html, Shell};

/// The page of statistics.
#[derive(Debug, Serialize)]
pub struct StatisticsView {
    /// The frame.
    pub page: Shell,
    /// The heading.
    pub heading: String,
    /// What the page holds, and how its numbers are made.
    pub lead: String,
    /// Numbers with their method.
    pub numbers: Vec<NumberView>,
    /// The calendar; `None` without incidents.
    pub heat: Option<HeatView>,
    /// The charts.
    pub charts: Vec<ChartView>,
    /// Services by region; `None` without two of each.
    pub matrix: Option<MatrixView>,
}

/// A chart of bars.
#[derive(Debug, Serialize)]
pub struct ChartView {
    /// Its anchor.
    pub id: &'static str,
    /// What it shows.
    pub heading: String,
    /// How many incidents it counts and how many it can't, such as `n = 12 · not known: 3`.
    pub sample: String,
    /// How it was made.
    pub method: String,
    /// What stands out, with links; may be empty.
    pub note: Html,
    /// The heading of the first column.
    pub label: String,
    /// The heading of the numbers.
    pub count: String,
    /// The rows: name, bar (an SVG as wide as the cell) and number. Those of class `void` count what isn't known; in
    /// those of class `way` the name is the only link and is meant to cover the row.
    pub rows: Html,
    /// The same as CSV, from the site's root.
    pub csv: String,
}

/// A calendar: a row a year, a cell a month.
#[derive(Debug, Serialize)]
pub struct HeatView {
    /// Its anchor.
    pub id: &'static str,
    /// What it shows.
    pub heading: String,
    /// As on charts.
    pub sample: String,
    /// How it was made.
    pub method: String,
    /// The short names of the months as `<th>`s.
    pub months: Html,
    /// The rows: year, twelve months, the year's sum. A month with incidents is a link of class `h1` to `h4`, by
    /// quarters of the fullest.
    pub rows: Html,
    /// As on charts.
    pub csv: String,
}

/// Regions in rows, services in columns.
#[derive(Debug, Serialize)]
pub struct MatrixView {
    /// Its anchor.
    pub id: &'static str,
    /// What it shows.
    pub heading: String,
    /// How it was made, and what it leaves out.
    pub method: String,
    /// The services as `<th>`s with links.
    pub columns: Html,
    /// The rows: a region with a link, a cell a service, of the classes of a calendar.
    pub rows: Html,
    /// As on charts.
    pub csv: String,
}
