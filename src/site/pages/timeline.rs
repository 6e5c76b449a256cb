//! The timeline of a service: lanes by year on one time scale, each an SVG of its own.

use std::fmt::{self, Write};

use tera::Value;

use super::Site;
use crate::archive::{Impact, Incident};
use crate::derive::{Bar, BarEnd, IncidentNumber, Lane, Timeline, timeline};
use crate::parse::escape::escape_into;
use crate::site::edition::Edition;
use crate::site::listing::{PAGE, older_pages};
use crate::site::route::Route;
use crate::site::view::{LaneView, Shared, Term, TickView, TimelineView};

/// The height of a row of bars, in pixels.
const ROW: u32 = 28;

impl Site<'_> {
    pub(super) fn timeline_view(
        &self,
        edition: &Edition,
        name: &str,
        list: &[IncidentNumber],
        root: &str,
    ) -> TimelineView {
        let incidents = list.iter().filter_map(|number| Some((*number, self.incident(*number)?)));
        let drawn = timeline(incidents, self.insights.latest);
        let draw = Drawing { rtl: edition.direction() == "rtl", root };
        let bars = || drawn.lanes.iter().flat_map(|lane| &lane.bars);
        let lanes = drawn.lanes.iter().map(|lane| self.lane_view(edition, lane, list, &draw)).collect();
        let count = edition.count("count-incidents", list.len());
        let year = |lane: Option<&Lane>| lane.map_or_else(String::new, |lane| edition.year(lane.year));
        let (from, to) = (year(drawn.lanes.last()), year(drawn.lanes.first()));
        let text = [
            ("service", name.into()),
            ("incidents", count.as_str().into()),
            ("from", from.as_str().into()),
            ("to", to.as_str().into()),
        ];
        TimelineView {
            text: edition.tell("timeline-text", &text),
            ticks: draw.months(edition),
            impacts: self.impacts(edition, &drawn),
            has_open: bars().any(|bar| bar.end == BarEnd::Open),
            has_ongoing: bars().any(|bar| bar.end == BarEnd::Ongoing),
            has_rough: bars().any(|bar| bar.rough_start.is_some() || bar.rough_end.is_some()),
            lanes,
        }
    }

    /// The impacts that occur, gravest first.
    fn impacts(&self, edition: &Edition, drawn: &Timeline) -> Vec<Shared<Term>> {
        let occurs = |impact: Impact| {
            let mut bars = drawn.lanes.iter().flat_map(|lane| &lane.bars);
            bars.any(|bar| self.incident(bar.incident).is_some_and(|incident| incident.facts.impact() == impact))
        };
        let order =
            [Impact::Critical, Impact::Major, Impact::Minor, Impact::None, Impact::Maintenance, Impact::Unknown];
        order.into_iter().filter(|impact| occurs(*impact)).map(|impact| edition.term("impact", impact.key())).collect()
    }

    fn lane_view(&self, edition: &Edition, lane: &Lane, list: &[IncidentNumber], draw: &Drawing<'_>) -> LaneView {
        let begun = lane.bars.iter().filter(|bar| !bar.continued).count();
        // The list beneath holds a heading for each year of its newest page; older years have pages of their own.
        let on_page = list.len() - older_pages(list.len()) * PAGE;
        let newest = list.get(..on_page).unwrap_or(list);
        let is_here = newest
            .iter()
            .any(|number| self.incident(*number).is_some_and(|incident| incident.start.in_utc().year() == lane.year));
        let year_page = self.router.href(edition.number, &Route::Year(lane.year));
        LaneView {
            label: edition.year(lane.year),
            href: match self.insights.lists.periods.contains_key(&(lane.year, None)) {
                _ if is_here => format!("#y-{:04}", lane.year),
                true => format!("{}{year_page}", draw.root),
                false => String::new(),
            },
            count: edition.count("count-incidents", begun),
            height: lane.rows.max(1) * ROW,
            drawing: Value::safe_string(&self.lane_drawing(edition, lane, draw)),
        }
    }

    fn lane_drawing(&self, edition: &Edition, lane: &Lane, draw: &Drawing<'_>) -> String {
        let mut svg = draw.month_lines();
        for bar in &lane.bars {
            let Some(incident) = self.incident(bar.incident) else { continue };
            let (href, telling) = self.incident_href(edition, incident);
            let text = bar_text(edition, incident, &telling.title);
            svg.extend(["<a href=\"", draw.root]);
            escape_into(&mut svg, &href);
            svg.extend(["\" tabindex=\"-1\" class=\"", incident.facts.impact().key(), "\"><title>"]);
            escape_into(&mut svg, &text);
            svg.push_str("</title>");
            draw.bar(&mut svg, bar, incident.facts.impact());
            svg.push_str("</a>");
        }
        svg
    }
}

/// Title, time and duration in words: the tooltip.
fn bar_text(edition: &Edition, incident: &Incident, title: &str) -> String {
    let (duration, _) = edition.duration(incident);
    let start = edition.time_text(&incident.start);
    let text = [("title", title.into()), ("start", start.as_str().into()), ("duration", duration.as_str().into())];
    edition.tell("bar-text", &text)
}

/// From fractions of a year to per cent of the drawing's width, mirrored in right-to-left.
struct Drawing<'r> {
    rtl: bool,
    /// Leads to the site's root.
    root: &'r str,
}

impl Drawing<'_> {
    fn point(&self, fraction: f64) -> Percent {
        let fraction = if self.rtl { 1.0 - fraction } else { fraction };
        Percent::of(fraction)
    }

    /// Left edge and width.
    fn stretch(&self, from: f64, to: f64) -> (Percent, Percent) {
        let left = if self.rtl { 1.0 - to } else { from };
        (Percent::of(left), Percent::of(to - from))
    }

    /// Where the months begin. Lanes share one scale: that of a year of 365 days.
    fn month_lines(&self) -> String {
        let mut svg = String::new();
        for day in MONTHS.iter().skip(1) {
            let x = self.point(day / 365.0);
            put(&mut svg, format_args!("<line class=\"tick\" x1=\"{x}%\" x2=\"{x}%\" y2=\"100%\"/>"));
        }
        svg
    }

    /// One incident: what is sure of its time, what isn't, and its mark, which is not part of a bar that only goes on
    /// from the year before.
    fn bar(&self, svg: &mut String, bar: &Bar, impact: Impact) {
        let top = bar.row * ROW;
        for (from, to) in [bar.rough_start, bar.rough_end].into_iter().flatten() {
            let (x, width) = self.stretch(from, to);
            let (y, fill) = (top + 8, "url(#hatch)");
            put(
                svg,
                format_args!(
                    "<rect class=\"rough\" x=\"{x}%\" y=\"{y}\" width=\"{width}%\" height=\"12\" fill=\"{fill}\"/>"
                ),
            );
        }
        let (x, width) = self.stretch(bar.from, if bar.end == BarEnd::Open { bar.from } else { bar.to });
        if width.hundredths > 0 {
            let y = top + 11;
            put(svg, format_args!("<rect class=\"bar\" x=\"{x}%\" y=\"{y}\" width=\"{width}%\" height=\"6\"/>"));
        }
        let y = top + 14;
        let beyond = match bar.end {
            // Behind the mark, not from under it.
            BarEnd::Open => "class=\"tail\" d=\"M10 0H34\"",
            BarEnd::Ongoing => "class=\"arrow\" d=\"M0 0H28M22-5l6 5-6 5\"",
            BarEnd::Closed | BarEnd::Continues => "",
        };
        if !beyond.is_empty() {
            let x = self.point(bar.to);
            let mirror = if self.rtl { "transform=\"scale(-1 1)\" " } else { "" };
            put(svg, format_args!("<svg x=\"{x}%\" y=\"{y}\"><path {mirror}{beyond}/></svg>"));
        }
        let x = self.point(bar.from);
        put(
            svg,
            format_args!(
                "<svg x=\"{x}%\" y=\"{y}\"><rect class=\"hit\" x=\"-12\" y=\"-14\" width=\"24\" height=\"28\"/>"
            ),
        );
        if !bar.continued {
            svg.extend(["<use href=\"#i-", impact.key(), "\"/>"]);
        }
        svg.push_str("</svg>");
    }

    fn months(&self, edition: &Edition) -> Vec<TickView> {
        let ends = MONTHS.iter().skip(1).copied().chain([365.0]);
        let month = |((day, end), month): ((&f64, f64), u32)| {
            let (x, width) = self.stretch(day / 365.0, end / 365.0);
            TickView { x: x.to_string(), width: width.to_string(), label: edition.locale().month_short(month) }
        };
        MONTHS.iter().zip(ends).zip(1..).map(month).collect()
    }
}

/// The days before each month of a common year.
const MONTHS: [f64; 12] = [0.0, 31.0, 59.0, 90.0, 120.0, 151.0, 181.0, 212.0, 243.0, 273.0, 304.0, 334.0];

/// A part of the drawing's width in hundredths of a per cent: finer than any screen shows.
#[derive(Clone, Copy)]
struct Percent {
    hundredths: i32,
}

impl Percent {
    fn of(fraction: f64) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "a year's fractions are about 0 to 1")]
        let hundredths = (fraction * 10_000.0).round() as i32;
        Self { hundredths }
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.hundredths / 100, self.hundredths.unsigned_abs() % 100);
        match rest {
            0 => write!(f, "{whole}"),
            _ if rest % 10 == 0 => write!(f, "{whole}.{}", rest / 10),
            _ => write!(f, "{whole}.{rest:02}"),
        }
    }
}

/// A text takes what is written to it.
fn put(svg: &mut String, piece: fmt::Arguments<'_>) {
    svg.write_fmt(piece).expect("a text has room");
}
