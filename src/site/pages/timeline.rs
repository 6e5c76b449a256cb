//! The timeline of a service: lanes by year on one time scale, each an SVG of its own.

use std::fmt::{self, Write};

use super::subject::{Subject, Trait};
use crate::archive::{Course, Impact, Incident};
use crate::derive::{Bar, BarEnd, Lane, Timeline, timeline};
use crate::parse::escape::escape_into;
use crate::site::edition::{Edition, Spoken};
use crate::site::listing::slice;
use crate::site::view::{LaneView, Placed, Shared, Term, TickView, TimelineView};

/// The height of a row of bars, in pixels.
const ROW: u32 = 28;
/// The most rows a lane is high: a year with hundreds of incidents at one time has them closer together.
const MOST_ROWS: u32 = 16;
/// Longer lists do without tooltips: they would be the heaviest part of the page, and say what the list beneath says.
const MOST_TOOLTIPS: usize = 120;
/// A bar shorter than this part of a year is beneath its mark, even on a screen a thousand pixels wide.
const HIDDEN: f64 = 0.006;
/// The least of a bar that goes on from the year before, where no mark shows it: two of those thousand pixels.
const SLIVER: f64 = 0.002;

impl Subject<'_> {
    /// The timeline of these incidents, which are those of the service called `name`.
    pub(super) fn timeline(&self, name: &Spoken) -> TimelineView {
        let Self { site, edition, list, root, .. } = *self;
        let mut own = 0;
        let incidents = list.iter().filter_map(|number| {
            let incident = site.incident(*number)?;
            let course = self.course(incident);
            own += usize::from(course != incident.course());
            Some((*number, course))
        });
        let drawn = timeline(incidents, site.insights.latest);
        let draw = Drawing::new(edition.direction() == "rtl", root);
        let bars = || drawn.lanes.iter().flat_map(|lane| &lane.bars);
        let lanes = drawn.lanes.iter().map(|lane| self.lane_view(lane, &draw)).collect();
        let count = edition.count("count-incidents", list.len());
        let year = |lane: Option<&Lane>| lane.map_or_else(String::new, |lane| edition.year(lane.year));
        let (from, to) = (year(drawn.lanes.last()), year(drawn.lanes.first()));
        let incidents = ("incidents", count.as_str().into());
        let service = ("service", name);
        let text = if from == to {
            edition.tell_with("timeline-text-single", service, &[incidents, ("year", from.as_str().into())])
        } else {
            let years = [incidents, ("from", from.as_str().into()), ("to", to.as_str().into())];
            edition.tell_with("timeline-text", service, &years)
        };
        TimelineView {
            text,
            own: if own == 0 { String::new() } else { edition.count("timeline-own", own) },
            ticks: draw.months(edition),
            impacts: impacts(edition, &drawn),
            has_open: bars().any(|bar| bar.end == BarEnd::Open),
            has_ongoing: bars().any(|bar| bar.end == BarEnd::Ongoing),
            has_planned: bars().any(|bar| bar.is_planned),
            has_rough: bars().any(|bar| bar.rough_start.is_some() || bar.rough_end.is_some()),
            lanes,
        }
    }

    /// The course an incident took for the service, or as a whole.
    fn course(&self, incident: &Incident) -> Course {
        self.service.map_or_else(|| incident.course(), |service| incident.course_for(service))
    }

    fn lane_view(&self, lane: &Lane, draw: &Drawing<'_>) -> LaneView {
        let begun = || lane.bars.iter().filter(|bar| !bar.continued).map(|bar| bar.incident);
        let href = begun().min().map_or_else(|| self.year_page(lane.year), |newest| self.in_list(lane.year, newest));
        LaneView {
            label: self.edition.year(lane.year),
            count: self.lane_count(lane),
            through: if lane.through == 0 {
                String::new()
            } else {
                self.edition.count("timeline-through", lane.through)
            },
            height: lane.rows.clamp(1, MOST_ROWS) * ROW,
            drawing: Placed::new(self.lane_drawing(lane, &href, draw)),
            left_out: lane.left_out.map_or_else(String::new, |years| self.edition.years_left_out(years)),
            href,
        }
    }

    /// How many incidents began in a year, and how many had begun before: a year one ran through isn't one without.
    fn lane_count(&self, lane: &Lane) -> String {
        let edition = self.edition;
        let continued = lane.bars.iter().filter(|bar| bar.continued).count();
        let begun = lane.bars.len() - continued;
        let continued = continued + lane.through;
        if continued == 0 {
            return edition.count("count-incidents", begun);
        }
        let [new, continued] = [edition.count("timeline-new", begun), edition.count("timeline-continued", continued)];
        edition.tell("timeline-year", &[("new", new.as_str().into()), ("continued", continued.as_str().into())])
    }

    /// The page of a year in which something of this began or not; empty where nothing did anywhere.
    fn year_page(&self, year: i32) -> String {
        let is_there = self.site.insights.lists.periods.contains_key(&(year, None));
        if is_there { self.way(Trait::Year(year)) } else { String::new() }
    }

    /// What the list beneath holds is drawn with a link each. What stands on its other pages leads to
    /// its year there: a service of a thousand incidents would else weigh more than its readers' patience.
    fn lane_drawing(&self, lane: &Lane, year: &str, draw: &Drawing<'_>) -> String {
        let mut svg = draw.month_lines.clone();
        let mut others = String::new();
        for bar in &lane.bars {
            let Some(incident) = self.site.incident(bar.incident) else { continue };
            if self.is_on_newest_page(bar.incident) {
                self.add_linked(&mut svg, (lane, bar), incident, draw);
            } else {
                draw.bar(&mut others, bar, top(lane, bar), true);
            }
        }
        if !others.is_empty() {
            svg.push_str("<a href=\"");
            escape_into(&mut svg, year);
            svg.extend(["\" tabindex=\"-1\">", &others, "</a>"]);
        }
        svg
    }

    fn add_linked(&self, svg: &mut String, (lane, bar): (&Lane, &Bar), incident: &Incident, draw: &Drawing<'_>) {
        let (href, telling) = self.site.incident_href(self.edition, incident);
        svg.extend(["<a href=\"", draw.root]);
        escape_into(svg, &href);
        svg.extend(["\" tabindex=\"-1\" class=\"", bar.impact.key(), "\">"]);
        if slice(self.list, None).len() <= MOST_TOOLTIPS {
            svg.push_str("<title>");
            escape_into(svg, &bar_text(self.edition, &self.course(incident), &telling.title));
            svg.push_str("</title>");
        }
        draw.bar(svg, bar, top(lane, bar), false);
        svg.push_str("</a>");
    }
}

/// How far below the top of its lane a bar's row begins, in pixels.
fn top(lane: &Lane, bar: &Bar) -> u32 {
    match lane.rows {
        ..=MOST_ROWS => bar.row * ROW,
        rows => bar.row * (MOST_ROWS - 1) * ROW / (rows - 1),
    }
}

/// The impacts that occur, gravest first.
fn impacts(edition: &Edition, drawn: &Timeline) -> Vec<Shared<Term>> {
    let bars = || drawn.lanes.iter().flat_map(|lane| &lane.bars);
    let occurs = |impact: &Impact| bars().any(|bar| bar.impact == *impact);
    let order = [Impact::Critical, Impact::Major, Impact::Minor, Impact::None, Impact::Maintenance, Impact::Unknown];
    order.into_iter().filter(occurs).map(|impact| edition.term("impact", impact.key())).collect()
}

/// Title, time and duration in words: the tooltip.
fn bar_text(edition: &Edition, course: &Course, title: &str) -> String {
    let (duration, _) = edition.course_duration(course);
    let (title, start) = (edition.apart(title), edition.time_text(&course.start));
    let text =
        [("title", title.as_str().into()), ("start", start.as_str().into()), ("duration", duration.as_str().into())];
    edition.tell("bar-text", &text)
}

/// From fractions of a year to per cent of the drawing's width, mirrored in right-to-left.
struct Drawing<'r> {
    rtl: bool,
    /// Leads to the site's root.
    root: &'r str,
    /// Where the months begin in every lane.
    month_lines: String,
}

impl<'r> Drawing<'r> {
    fn new(rtl: bool, root: &'r str) -> Self {
        let drawing = Self { rtl, root, month_lines: String::new() };
        Self { month_lines: drawing.month_lines(), ..drawing }
    }

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
    /// from the year before. In a drawing of its own, so that its place is told once; `coloured` where nothing around
    /// it has its impact's colour.
    fn bar(&self, svg: &mut String, bar: &Bar, top: u32, coloured: bool) {
        let impact = bar.impact;
        for (from, to) in [bar.rough_start, bar.rough_end].into_iter().flatten() {
            let (x, width) = self.stretch(from, to);
            let y = top + 8;
            put(
                svg,
                format_args!(
                    "<rect class=\"rough\" x=\"{x}%\" y=\"{y}\" width=\"{width}%\" height=\"12\" fill=\"url(#hatch)\"/>"
                ),
            );
        }
        let class = if coloured { format!(" class=\"{}\"", impact.key()) } else { String::new() };
        let (x, y) = (self.point(bar.from), top + 14);
        put(svg, format_args!("<svg{class} x=\"{x}%\" y=\"{y}\">"));
        self.lasting(svg, bar);
        if !coloured {
            svg.push_str("<rect class=\"hit\" x=\"-12\" y=\"-14\" width=\"24\" height=\"28\"/>");
        }
        if !bar.continued {
            let class = if bar.is_planned { " class=\"planned\"" } else { "" };
            svg.extend(["<use", class, " href=\"#i-", impact.key(), "\"/>"]);
        }
        svg.push_str("</svg>");
    }

    /// How long it lasted, from where it began: a bar unless the mark hides it, and what is beyond a known end.
    fn lasting(&self, svg: &mut String, bar: &Bar) {
        let length = (bar.to - bar.from).max(if bar.continued { SLIVER } else { 0.0 });
        let width = Percent::of(length);
        if bar.end != BarEnd::Open && (length > HIDDEN || bar.continued) {
            // A drawing within a drawing is as wide as the whole year.
            let x = if self.rtl { format!(" x=\"-{width}%\"") } else { String::new() };
            let class = if bar.is_planned { "bar planned" } else { "bar" };
            put(svg, format_args!("<rect class=\"{class}\"{x} y=\"-3\" width=\"{width}%\" height=\"6\"/>"));
        }
        let beyond = match bar.end {
            // Behind the mark, not from under it.
            BarEnd::Open => "class=\"tail\" d=\"M10 0H34\"",
            BarEnd::Ongoing => "class=\"arrow\" d=\"M0 0H28M22-5l6 5-6 5\"",
            BarEnd::Closed | BarEnd::Continues => return,
        };
        let mirror = if self.rtl { " transform=\"scale(-1 1)\"" } else { "" };
        if bar.end == BarEnd::Ongoing && width.hundredths > 0 {
            let x = if self.rtl { format!("-{width}") } else { width.to_string() };
            put(svg, format_args!("<svg x=\"{x}%\"><path{mirror} {beyond}/></svg>"));
        } else {
            put(svg, format_args!("<path{mirror} {beyond}/>"));
        }
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

/// A part of the drawing's width in hundredths of a per cent, by fives: half a pixel of a wide screen.
#[derive(Clone, Copy)]
pub(super) struct Percent {
    hundredths: i32,
}

impl Percent {
    pub(super) fn of(fraction: f64) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "a year's fractions are about 0 to 1")]
        let hundredths = (fraction * 2_000.0).round() as i32 * 5;
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

#[cfg(test)]
mod tests {
    use super::*;

    const BAR: Bar = Bar {
        incident: 0,
        impact: Impact::Minor,
        from: 0.5,
        to: 0.5,
        row: 0,
        rough_start: None,
        rough_end: None,
        end: BarEnd::Closed,
        continued: false,
        is_planned: false,
    };

    #[test]
    fn rows_stand_closer_where_there_are_too_many() {
        let tops = |rows: u32| {
            let lane = Lane { year: 2024, rows, bars: Vec::new(), through: 0, left_out: None };
            [0, rows - 1].map(|row| top(&lane, &Bar { row, ..BAR }))
        };
        assert_eq!([tops(1), tops(2), tops(16), tops(300)], [[0, 0], [0, 28], [0, 420], [0, 420]]);
    }

    #[test]
    fn what_goes_on_from_the_year_before_is_seen_however_short_it_is() {
        let drawn = |continued: bool| {
            let mut svg = String::new();
            Drawing::new(false, "").lasting(&mut svg, &Bar { from: 0.0, to: 0.000_02, continued, ..BAR });
            svg
        };
        assert_eq!(drawn(true), "<rect class=\"bar\" y=\"-3\" width=\"0.2%\" height=\"6\"/>");
        assert_eq!(drawn(false), "", "its mark is seen");
    }

    #[test]
    fn what_is_planned_is_hollow() {
        let mut svg = String::new();
        let bar = Bar { to: 0.6, impact: Impact::Maintenance, is_planned: true, ..BAR };
        Drawing::new(false, "").bar(&mut svg, &bar, 0, false);
        assert!(svg.contains("<rect class=\"bar planned\""), "{svg}");
        assert!(svg.contains("<use class=\"planned\" href=\"#i-maintenance\"/>"), "{svg}");
    }
}
