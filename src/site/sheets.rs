//! The numbers behind charts as CSV: a file a chart, the same for every language.

use std::fmt::Write as _;

use super::Site;
use super::route::{reports_file, sheet_file};
use crate::archive::{DurationRange, Id, Incident, Report};
use crate::config::OptionalOutput;
use crate::derive::{Breakdown, DurationClass, GapClass, IncidentNumber, Statistics, Tally, YearMonth};

/// A table of numbers with an address of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sheet {
    /// What a chart of a service, or of all incidents, is drawn from.
    Chart(Option<Id>, Chart),
    /// The reports of an incident over time.
    Reports(IncidentNumber),
}

/// What a chart shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Chart {
    /// Each incident of a service with its times.
    Timeline,
    /// How many began in each month.
    Months,
    /// How long they lasted.
    Durations,
    /// How far apart they began.
    Gaps,
    /// By cause.
    Causes,
    /// By region.
    Regions,
    /// By service and region.
    Matrix,
}

impl Chart {
    /// The charts of one service.
    pub(super) const OF_SERVICE: [Self; 6] =
        [Self::Timeline, Self::Months, Self::Durations, Self::Gaps, Self::Causes, Self::Regions];
    /// The charts of all incidents.
    pub(super) const OF_ALL: [Self; 6] =
        [Self::Months, Self::Durations, Self::Gaps, Self::Causes, Self::Regions, Self::Matrix];

    /// What it is of the outputs that a site may do without; a service always has its timeline.
    pub(super) const fn output(self) -> Option<OptionalOutput> {
        match self {
            Self::Timeline => None,
            _ => Some(OptionalOutput::Statistics),
        }
    }

    /// Its word in addresses, anchors and messages.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Timeline => "timeline",
            Self::Months => "months",
            Self::Durations => "durations",
            Self::Gaps => "intervals",
            Self::Causes => "causes",
            Self::Regions => "regions",
            Self::Matrix => "services-regions",
        }
    }
}

impl Sheet {
    /// Its file, from the site's root.
    pub(super) fn file(&self, incident_id: impl Fn(IncidentNumber) -> Option<Id>) -> Option<String> {
        match self {
            Self::Chart(service, chart) => Some(sheet_file(service.as_ref(), chart.key())),
            Self::Reports(number) => incident_id(*number).map(|id| reports_file(&id)),
        }
    }
}

/// Whether an incident has reports over time.
pub(super) fn has_points(incident: &Incident) -> bool {
    incident.facts.reports.iter().any(|report| !report.points.is_empty())
}

impl Site<'_> {
    /// The CSV of a table. Identifiers that are parts of addresses need no quotes.
    pub(super) fn sheet(&self, sheet: &Sheet) -> String {
        match sheet {
            Sheet::Chart(service, chart) => self.chart_sheet(service.as_ref(), *chart),
            Sheet::Reports(number) => {
                let incident = self.archive.incidents.get(*number as usize);
                reports(incident.map_or(&[], |incident| &incident.facts.reports))
            }
        }
    }

    fn chart_sheet(&self, service: Option<&Id>, chart: Chart) -> String {
        let (nothing, none) = (Breakdown::default(), Statistics::default());
        let breakdown = || self.breakdown(service).unwrap_or(&nothing);
        let statistics = || self.statistics(service).unwrap_or(&none);
        match chart {
            Chart::Timeline => self.timeline_sheet(service),
            Chart::Months => months(&breakdown().periods),
            Chart::Durations => durations(statistics()),
            Chart::Gaps => gaps(statistics()),
            Chart::Causes => tally_sheet("cause", &breakdown().causes, Tally::default()),
            Chart::Regions => tally_sheet("region", &breakdown().regions, breakdown().nowhere),
            Chart::Matrix => self.matrix_sheet(),
        }
    }

    fn timeline_sheet(&self, service: Option<&Id>) -> String {
        let mut csv = "id,start,end,planned_end,min_seconds,max_seconds,impact\n".to_owned();
        let Some((service, list)) = service.and_then(|id| self.insights.lists.services.get_key_value(id)) else {
            return csv;
        };
        for incident in list.iter().filter_map(|number| self.archive.incidents.get(*number as usize)) {
            let course = incident.course_for(service);
            let is_planned = course.is_end_planned;
            let (least, most) = ends(course.duration().filter(|_| !is_planned));
            let (start, end) = (course.start.in_utc(), course.end.in_utc());
            let end = if is_planned { format!(",{end}") } else { format!("{end},") };
            let _ = writeln!(csv, "{},{start},{end},{least},{most},{}", incident.id, course.impact.key());
        }
        csv
    }

    fn matrix_sheet(&self) -> String {
        let mut csv = "service,region,incidents\n".to_owned();
        for (service, breakdown) in &self.breakdowns().services {
            for (region, tally) in &breakdown.regions {
                let _ = writeln!(csv, "{service},{region},{}", tally.count);
            }
        }
        csv
    }
}

/// A row a month; what is known to the year alone has none.
fn months(periods: &[(YearMonth, Tally)]) -> String {
    let mut csv = "year,month,incidents\n".to_owned();
    for ((year, month), tally) in periods {
        let count = match month {
            Some(_) => tally.count,
            None => known_to_the_year(*year, periods),
        };
        if count > 0 {
            let month = month.map_or_else(String::new, |month| month.to_string());
            let _ = writeln!(csv, "{year},{month},{count}");
        }
    }
    csv
}

/// How many incidents of a year are known to no month.
pub(super) fn known_to_the_year(year: i32, periods: &[(YearMonth, Tally)]) -> usize {
    // Periods stand in their order: a year, then its months.
    let from = periods.partition_point(|((of, _), _)| *of < year);
    let of_year = periods.iter().skip(from).take_while(|((of, _), _)| *of == year);
    of_year.fold(0, |known, ((_, month), tally)| match month {
        None => known + tally.count,
        Some(_) => known.saturating_sub(tally.count),
    })
}

fn durations(statistics: &Statistics) -> String {
    let mut csv = "class,incidents\n".to_owned();
    for class in DurationClass::ALL {
        let count = statistics.lengths.classes.get(&class).map_or(0, |tally| tally.count);
        let _ = writeln!(csv, "{},{count}", class.key());
    }
    csv
}

fn gaps(statistics: &Statistics) -> String {
    let mut csv = "class,intervals\n".to_owned();
    for class in GapClass::ALL {
        let count = statistics.gaps.classes.get(&class).copied().unwrap_or(0);
        let _ = writeln!(csv, "{},{count}", class.key());
    }
    csv
}

fn tally_sheet(column: &str, tallies: &[(Id, Tally)], unnamed: Tally) -> String {
    let mut csv = format!("{column},incidents\n");
    for (id, tally) in tallies {
        let _ = writeln!(csv, "{id},{}", tally.count);
    }
    if unnamed.count > 0 {
        let _ = writeln!(csv, ",{}", unnamed.count);
    }
    csv
}

fn reports(reports: &[Report]) -> String {
    let mut csv = "report,source,region,at,reports\n".to_owned();
    for (number, report) in (1..).zip(reports) {
        let source = quoted(report.source.as_deref().unwrap_or_default());
        let region = report.region.as_deref().unwrap_or_default();
        for (at, count) in &report.points {
            let _ = writeln!(csv, "{number},{source},{region},{},{count}", at.in_utc());
        }
    }
    csv
}

/// A text that may hold anything, as a field.
fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

/// Both ends of a range; empty where there is none.
fn ends(range: Option<DurationRange>) -> (String, String) {
    range.map_or_else(Default::default, |range| (range.min_seconds.to_string(), range.max_seconds.to_string()))
}
