//! The page of a service with its timeline.

use super::{Frame, Site};
use crate::archive::{Id, Impact, Incident, Service};
use crate::derive::{Bar, BarEnd, IncidentNumber, Lane, Timeline, numbers, timeline};
use crate::site::edition::Edition;
use crate::site::listing::{PAGE, older_pages, slice};
use crate::site::route::{ListPage, Route};
use crate::site::view::{BarView, FactView, LaneView, NumberView, ServiceView, Term, TickView, TimelineView};

/// The height of a row of bars, in pixels.
const ROW: u32 = 28;

impl Site<'_> {
    pub(super) fn service_page(&self, edition: &Edition, id: &Id, page: ListPage) -> Result<Vec<u8>, String> {
        let service = self.archive.names.services.get(id).ok_or("no such service")?;
        let list = self.insights.lists.services.get(id).map_or(&[][..], Vec::as_slice);
        let route = Route::Service(id.clone(), page);
        let root = self.root(edition, &route);
        let newest = page.is_none();
        let name = edition.service(self.archive, id);
        let count = edition.count("count-incidents", list.len());
        let pager = self.pager(edition, list.len(), page, |page| Route::Service(id.clone(), page));
        let title = match (&pager, newest) {
            (Some(pager), false) => format!("{name} · {}", pager.position),
            _ => name.clone(),
        };
        let frame = Frame {
            route: &route,
            title,
            description: format!("{name}: {count}"),
            section: "services",
            kind: "service",
            crumbs: self.crumbs(edition, Some((&Route::Services, "services"))),
        };
        let timeline = (newest && !list.is_empty()).then(|| self.timeline_view(edition, &name, list, &root));
        let view = ServiceView {
            page: self.shell(edition, frame),
            aliases: edition.locale().list(&service.aliases),
            group: service.group.as_ref().map_or_else(String::new, |group| edition.local(group)),
            homepage: service.homepage.clone(),
            facts: self.service_facts(edition, service),
            prose: self.text(edition, &service.prose, &root)?,
            numbers: if newest { self.numbers_view(edition, list) } else { Vec::new() },
            timeline,
            groups: self.groups_by_year(edition, slice(list, page), &root)?,
            pager,
            around: Vec::new(),
            name,
            count,
        };
        edition.render("service.html", &view)
    }

    fn service_facts(&self, edition: &Edition, service: &Service) -> Vec<FactView> {
        let service_fact = |key: &str, id: &Id| FactView {
            label: edition.say(key),
            text: edition.service(self.archive, id),
            href: Some(self.router.href(edition.number, &Route::Service(id.clone(), None))),
        };
        let time_fact =
            |key: &str, moment| FactView { label: edition.say(key), text: edition.time(moment).text, href: None };
        let facts = [
            service.part_of.as_ref().map(|(id, _)| service_fact("fact-part-of", id)),
            service.provider.as_ref().map(|(id, _)| service_fact("fact-provider", id)),
            service.since.as_ref().map(|moment| time_fact("fact-since", moment)),
            service.until.as_ref().map(|moment| time_fact("fact-until", moment)),
        ];
        let has_part = |other: &&Service| other.part_of.as_ref().is_some_and(|(parent, _)| *parent == service.id);
        let parts = self.archive.names.services.values().filter(has_part);
        let parts = parts.map(|part| service_fact("fact-includes", &part.id));
        facts.into_iter().flatten().chain(parts).collect()
    }

    /// Numbers with their method; what isn't known says so.
    fn numbers_view(&self, edition: &Edition, list: &[IncidentNumber]) -> Vec<NumberView> {
        let incidents: Vec<&Incident> = list.iter().filter_map(|number| self.incident(*number)).collect();
        if incidents.is_empty() {
            return Vec::new();
        }
        let found = numbers(&incidents);
        let method = self.duration_method(edition, found.known, found.unknown);
        let length = |key: &str, value: Option<u64>, method: String| NumberView {
            label: edition.say(key),
            value: value.map_or_else(|| edition.say("number-not-known"), |value| edition.length(value)),
            method,
            known: value.is_some(),
        };
        let merged = edition.tell("method-total-merged", &[("method", method.as_str().into())]);
        let longest = found.longest.and_then(|(_, number)| incidents.get(number));
        let longest_title = longest.map_or_else(String::new, |incident| {
            let title = &incident.best_telling(edition.number, self.archive.default_language()).title;
            edition.tell("method-longest", &[("title", title.as_str().into())])
        });
        let between = found.between.map_or_else(String::new, |(_, gaps)| edition.count("method-between", gaps));
        vec![
            NumberView {
                label: edition.say("number-incidents"),
                value: edition.number_text(found.incidents),
                method: edition.say("method-incidents"),
                known: true,
            },
            length("number-total", found.total, merged),
            length("number-median", found.median, method),
            length("number-longest", found.longest.map(|(length, _)| length), longest_title),
            NumberView {
                value: self.days(edition, found.between.map(|(gap, _)| gap)),
                ..length("number-between", found.between.map(|(gap, _)| gap), between)
            },
        ]
    }

    /// A number of days, which is as exact as dates are.
    fn days(&self, edition: &Edition, days: Option<u64>) -> String {
        match days {
            None => edition.say("number-not-known"),
            Some(0) => edition.say("number-under-a-day"),
            Some(days) => edition.length(days.saturating_mul(86_400)),
        }
    }

    fn duration_method(&self, edition: &Edition, known: usize, unknown: usize) -> String {
        let known = edition.count("method-known", known);
        if unknown == 0 {
            return known;
        }
        let unknown = edition.count("method-unknown", unknown);
        edition.tell("method-durations", &[("known", known.as_str().into()), ("unknown", unknown.as_str().into())])
    }

    fn timeline_view(&self, edition: &Edition, name: &str, list: &[IncidentNumber], root: &str) -> TimelineView {
        let incidents = list.iter().filter_map(|number| Some((*number, self.incident(*number)?)));
        let drawn = timeline(incidents, self.insights.latest);
        let draw = Drawing { rtl: edition.direction() == "rtl" };
        let bars = || drawn.lanes.iter().flat_map(|lane| &lane.bars);
        let lanes = drawn.lanes.iter().map(|lane| self.lane_view(edition, lane, list, &draw, root)).collect();
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
    fn impacts(&self, edition: &Edition, drawn: &Timeline) -> Vec<Term> {
        let occurs = |impact: Impact| {
            let mut bars = drawn.lanes.iter().flat_map(|lane| &lane.bars);
            bars.any(|bar| self.incident(bar.incident).is_some_and(|incident| incident.facts.impact() == impact))
        };
        let order =
            [Impact::Critical, Impact::Major, Impact::Minor, Impact::None, Impact::Maintenance, Impact::Unknown];
        order.into_iter().filter(|impact| occurs(*impact)).map(|impact| edition.term("impact", impact.key())).collect()
    }

    fn lane_view(
        &self,
        edition: &Edition,
        lane: &Lane,
        list: &[IncidentNumber],
        draw: &Drawing,
        root: &str,
    ) -> LaneView {
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
                true => format!("{root}{year_page}"),
                false => String::new(),
            },
            count: edition.count("count-incidents", begun),
            height: lane.rows.max(1) * ROW,
            ticks: draw.ticks(),
            bars: lane.bars.iter().filter_map(|bar| self.bar_view(edition, bar, draw)).collect(),
        }
    }

    fn bar_view(&self, edition: &Edition, bar: &Bar, draw: &Drawing) -> Option<BarView> {
        let incident = self.incident(bar.incident)?;
        let (href, telling) = self.incident_href(edition, incident);
        let (duration, _) = edition.duration(incident);
        let start = edition.time(&incident.start).text;
        let text = [
            ("title", telling.title.as_str().into()),
            ("start", start.as_str().into()),
            ("duration", duration.as_str().into()),
        ];
        let known = bar.end != BarEnd::Open;
        let (x, width) = draw.stretch(bar.from, if known { bar.to } else { bar.from });
        Some(BarView {
            href,
            text: edition.tell("bar-text", &text),
            x,
            width,
            start_x: draw.point(bar.from),
            end_x: draw.point(bar.to),
            y: bar.row * ROW,
            impact: incident.facts.impact().key(),
            rough_start: bar.rough_start.map(|(from, to)| draw.stretch(from, to)),
            rough_end: bar.rough_end.map(|(from, to)| draw.stretch(from, to)),
            end: match bar.end {
                BarEnd::Closed => "closed",
                BarEnd::Open => "open",
                BarEnd::Ongoing => "ongoing",
                BarEnd::Continues => "continues",
            },
            continued: bar.continued,
        })
    }
}

/// From fractions of a year to per cent of the drawing's width, mirrored in right-to-left.
struct Drawing {
    rtl: bool,
}

impl Drawing {
    fn point(&self, fraction: f64) -> f64 {
        let fraction = if self.rtl { 1.0 - fraction } else { fraction };
        rounded(fraction * 100.0)
    }

    /// Left edge and width.
    fn stretch(&self, from: f64, to: f64) -> (f64, f64) {
        let left = if self.rtl { 1.0 - to } else { from };
        (rounded(left * 100.0), rounded((to - from) * 100.0))
    }

    /// Where the months begin. Lanes share one scale: that of a year of 365 days.
    fn ticks(&self) -> Vec<f64> {
        MONTHS.iter().skip(1).map(|day| self.point(day / 365.0)).collect()
    }

    fn months(&self, edition: &Edition) -> Vec<TickView> {
        let ends = MONTHS.iter().skip(1).copied().chain([365.0]);
        let month = |((day, end), month): ((&f64, f64), u32)| {
            let (x, width) = self.stretch(day / 365.0, end / 365.0);
            TickView { x, width, label: edition.locale().month_short(month) }
        };
        MONTHS.iter().zip(ends).zip(1..).map(month).collect()
    }
}

/// The days before each month of a common year.
const MONTHS: [f64; 12] = [0.0, 31.0, 59.0, 90.0, 120.0, 151.0, 181.0, 212.0, 243.0, 273.0, 304.0, 334.0];

/// To two decimals: finer than any screen shows.
fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}
