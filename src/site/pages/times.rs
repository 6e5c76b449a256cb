//! Lists in the order of time: rows by year or month, bars, pagers.

use std::borrow::Cow;
use std::collections::BTreeMap;

use tera::Value;

use super::Site;
use super::home::extent;
use crate::archive::Incident;
use crate::derive::{IncidentNumber, YearStep, axis};
use crate::parse::escape::escape_into;
use crate::site::asked::Asked;
use crate::site::edition::Edition;
use crate::site::listing::older_pages;
use crate::site::route::{ListPage, Route};
use crate::site::rows;
use crate::site::view::{Bar, Html, ListingGroup, Pager, Placed};

/// Incidents of one year or month.
pub(super) struct Group<'n> {
    heading: String,
    anchor: String,
    href: String,
    count: String,
    numbers: Cow<'n, [IncidentNumber]>,
}

impl Group<'_> {
    /// The same without a link on the page it would lead to.
    pub(super) fn on_page(mut self, href: &str) -> Self {
        if self.href == href {
            self.href.clear();
        }
        self
    }

    /// Its heading, which leads to its page unless that is this one.
    fn add_heading(&self, root: &str, html: &mut String) {
        if self.href.is_empty() {
            escape_into(html, &self.heading);
            return;
        }
        html.extend(["<a href=\"", root]);
        escape_into(html, &self.href);
        html.push_str("\">");
        escape_into(html, &self.heading);
        html.push_str("</a>");
    }
}

/// What began in a year, by its places in a list.
#[derive(Clone, Copy)]
pub(super) struct OfYear {
    pub year: i32,
    /// The first of them, which is the newest.
    pub from: usize,
    /// The first that isn't.
    pub to: usize,
}

impl OfYear {
    fn count(&self) -> usize {
        self.to - self.from
    }
}

/// What names the heading of a year in a list.
pub(super) fn anchor_of_year(year: i32) -> String {
    format!("y-{year:04}")
}

/// Groups as templates take them.
pub(super) struct Listed {
    pub sections: Placed,
    pub groups: Vec<ListingGroup>,
}

impl Site<'_> {
    /// The rows of incidents, ready for a page from which `root` leads to the site's root.
    pub(super) fn row_html(&self, edition: &Edition, numbers: &[IncidentNumber], root: &str) -> Result<Html, String> {
        let mut html = String::with_capacity(numbers.len() * rows::USUAL_BYTES);
        self.add_rows(edition, numbers, root, &mut html)?;
        Ok(Value::safe_string(&html))
    }

    fn add_rows(
        &self,
        edition: &Edition,
        numbers: &[IncidentNumber],
        root: &str,
        html: &mut String,
    ) -> Result<(), String> {
        self.rows(edition.number)?.add(numbers, root, self.archive, edition, &self.router, html)
    }

    /// Groups as a template asks for them: as sections of HTML, as a list, or both.
    pub(super) fn as_asked(
        &self,
        edition: &Edition,
        groups: Vec<Group<'_>>,
        root: &str,
        asked: &Asked,
    ) -> Result<Listed, String> {
        let mut sections = String::new();
        if asked.has("sections") {
            let rows: usize = groups.iter().map(|group| group.numbers.len()).sum();
            sections.reserve((rows + groups.len()) * rows::USUAL_BYTES);
            for group in &groups {
                sections.extend(["\n<section class=\"group\" id=\"", &group.anchor, "\">\n<h2>"]);
                group.add_heading(root, &mut sections);
                sections.push_str(" <small>");
                escape_into(&mut sections, &group.count);
                sections.push_str("</small></h2>\n<ol class=\"rows\">\n");
                self.add_rows(edition, &group.numbers, root, &mut sections)?;
                sections.push_str("\n</ol>\n</section>");
            }
        }
        let groups = if asked.has("groups") { groups } else { Vec::new() };
        let view = |group: Group<'_>| {
            let rows = self.row_html(edition, &group.numbers, root)?;
            let Group { heading, anchor, href, count, .. } = group;
            Ok(ListingGroup { heading, anchor, href, count, rows })
        };
        let groups = groups.into_iter().map(view).collect::<Result<_, String>>()?;
        Ok(Listed { sections: Placed::new(sections), groups })
    }

    pub(in crate::site) fn incident(&self, number: IncidentNumber) -> Option<&Incident> {
        self.archive.incidents.get(number as usize).map(|incident| &**incident)
    }

    fn year_of(&self, number: IncidentNumber) -> i32 {
        self.insights.lists.began(number).0
    }

    fn month_of(&self, number: IncidentNumber) -> Option<u32> {
        self.insights.lists.began(number).1
    }

    /// The incidents of a list that a page shows, newest first, under a heading for each year.
    pub(super) fn groups_by_year<'n>(
        &self,
        edition: &Edition,
        list: &[IncidentNumber],
        shown: &'n [IncidentNumber],
    ) -> Vec<Group<'n>> {
        let whole = self.insights.lists.count_by_year(list);
        let group = |chunk: &'n [IncidentNumber]| {
            let year = chunk.first().map_or(0, |number| self.year_of(*number));
            Group {
                heading: edition.year(year),
                anchor: anchor_of_year(year),
                href: self.year_href(edition, year),
                count: count_of(edition, chunk.len(), whole.get(&year).copied().unwrap_or(0)),
                numbers: chunk.into(),
            }
        };
        shown.chunk_by(|a, b| self.year_of(*a) == self.year_of(*b)).map(group).collect()
    }

    /// Incidents of one year that a page shows, newest first, under a heading for each month; those known to the year
    /// alone last.
    pub(super) fn groups_by_month(
        &self,
        edition: &Edition,
        year: i32,
        numbers: &[IncidentNumber],
    ) -> Vec<Group<'static>> {
        let mut months: BTreeMap<Option<u32>, Vec<IncidentNumber>> = BTreeMap::new();
        for number in numbers {
            months.entry(self.month_of(*number)).or_default().push(*number);
        }
        let lists = &self.insights.lists;
        let group = |(month, numbers): (Option<u32>, Vec<IncidentNumber>)| {
            let whole = lists.of_month(year, month).len();
            let route = Route::of_month(year, month, None);
            Group {
                heading: month
                    .map_or_else(|| edition.say("month-not-known"), |month| edition.locale().month_name(month)),
                anchor: month.map_or_else(|| anchor_of_year(year), |month| format!("m-{year:04}-{month:02}")),
                href: self.router.href(edition.number, &route),
                count: count_of(edition, numbers.len(), whole),
                numbers: numbers.into(),
            }
        };
        months.into_iter().rev().map(group).collect()
    }

    /// Counts of a list by year, oldest first, years without incidents between them included; long stretches of those
    /// are one bar. Of very many years those around what the page shows of the list; what lies before and after is a bar
    /// each. `way` leads to the incidents of a year, or nowhere.
    pub(super) fn year_bars(
        &self,
        edition: &Edition,
        (numbers, shown): (&[IncidentNumber], &[IncidentNumber]),
        way: impl Fn(OfYear) -> Option<String>,
    ) -> Vec<Bar> {
        let mut from = 0;
        let count = |(year, count): (i32, usize)| {
            from += count;
            (year, OfYear { year, from: from - count, to: from })
        };
        // Lists are newest first.
        let years: BTreeMap<i32, OfYear> =
            self.insights.lists.count_by_year(numbers).into_iter().rev().map(count).collect();
        let most = years.values().map(OfYear::count).max().unwrap_or(1);
        let bar = |step: YearStep| match step {
            YearStep::Year(year) => {
                let of = years.get(&year).copied();
                let href = of.and_then(&way).unwrap_or_default();
                bar(edition, edition.year(year), href, of.map_or(0, |of| of.count()), most)
            }
            YearStep::LeftOut(from, to) => {
                let text = edition.years_left_out((from, to));
                Bar { text, ..bar(edition, "⋯".to_owned(), String::new(), 0, most) }
            }
        };
        let mut steps = axis(years.keys().copied());
        let newest = shown.first().map_or(i32::MAX, |number| self.year_of(*number));
        let oldest = shown.last().map_or(newest, |number| self.year_of(*number));
        let (from, to) = near(&steps, oldest, newest);
        // What is cut off is one bar that leads to the nearest year of it.
        let cut = |years: &[(i32, OfYear)], nearest: Option<&(i32, OfYear)>| {
            let incidents = years.iter().map(|(_, of)| of.count()).sum();
            let href = nearest.and_then(|(_, of)| way(*of)).unwrap_or_default();
            let ends = years.first().zip(years.last()).map(|(first, last)| (first.0, last.0));
            ends.map(|years| Bar {
                text: extent(edition, incidents, years),
                share: 0,
                ..self::bar(edition, "⋯".to_owned(), href, incidents, incidents)
            })
        };
        let all: Vec<(i32, OfYear)> = years.iter().map(|(year, of)| (*year, *of)).collect();
        let after =
            steps.split_off(to).first().map_or(all.len(), |step| all.partition_point(|(year, _)| *year < step.first()));
        let steps = steps.split_off(from);
        let before = steps.first().map_or(0, |step| all.partition_point(|(year, _)| *year < step.first()));
        let (before, after) = (all.get(..before).unwrap_or_default(), all.get(after..).unwrap_or_default());
        let older = cut(before, before.last());
        let newer = cut(after, after.first());
        older.into_iter().chain(steps.into_iter().map(bar)).chain(newer).collect()
    }

    /// The page of a year, which has all its incidents.
    pub(super) fn year_href(&self, edition: &Edition, year: i32) -> String {
        self.router.href(edition.number, &Route::Year(year))
    }

    /// Counts of the months of a year; no link where nothing happened.
    /// Heights are shares of `most`, so that years that stand together share one scale.
    pub(super) fn month_bars(&self, edition: &Edition, year: i32, current: Option<u32>, most: usize) -> Vec<Bar> {
        let periods = &self.insights.lists.periods;
        let counts: Vec<usize> = (1..=12).map(|month| periods.get(&(year, Some(month))).map_or(0, Vec::len)).collect();
        let bar = |(month, count): (u32, usize)| {
            let route = Route::Month(year, month, None);
            let href = if count == 0 { String::new() } else { self.router.href(edition.number, &route) };
            let bar = bar(edition, edition.locale().month_short(month), href, count, most);
            Bar { current: current == Some(month), ..bar }
        };
        (1..=12).zip(counts).map(bar).collect()
    }

    /// The most incidents any month has, of a year or of all.
    pub(super) fn fullest_month(&self, year: Option<i32>) -> usize {
        let (first, last) = year.map_or((i32::MIN, i32::MAX), |year| (year, year));
        let periods = self.insights.lists.periods.range((first, None)..=(last, Some(12)));
        periods.filter(|((_, month), _)| month.is_some()).map(|(_, list)| list.len()).max().unwrap_or(1)
    }

    /// The pages around `page` of a list of `length`; none if it has only one.
    pub(super) fn pager(
        &self,
        edition: &Edition,
        length: usize,
        page: ListPage,
        route: impl Fn(ListPage) -> Route,
    ) -> Option<Pager> {
        let older = older_pages(length);
        if older == 0 {
            return None;
        }
        let (newer_page, older_page) = match page {
            None => (None, Some(older)),
            Some(page) if page == older => (Some(None), (page > 1).then(|| page - 1)),
            Some(page) => (Some(Some(page + 1)), (page > 1).then(|| page - 1)),
        };
        let link = |page: ListPage, key: &str| self.link(edition, &route(page), edition.say(key));
        let place = page.map_or(1, |page| older + 2 - page);
        let (place, pages) = (edition.number_text(place), edition.number_text(older + 1));
        let position = [("page", place.as_str().into()), ("pages", pages.as_str().into())];
        Some(Pager {
            newer: newer_page.map(|page| link(page, "newer")),
            older: older_page.map(|page| link(Some(page), "older")),
            position: edition.tell("page-position", &position),
        })
    }
}

/// The most years a chart of a list has: more can't be told apart, and a long list has the chart on each of its pages.
const MOST_YEARS: usize = 40;

/// The places of the steps that are shown around those from `oldest` to `newest`: the first, and the one after the last.
fn near(steps: &[YearStep], oldest: i32, newest: i32) -> (usize, usize) {
    if steps.len() <= MOST_YEARS {
        return (0, steps.len());
    }
    let end = steps.partition_point(|step| step.first() <= newest);
    let own = end - steps.partition_point(|step| step.first() < oldest).min(end);
    let to = (end + MOST_YEARS.saturating_sub(own) / 2).clamp(MOST_YEARS, steps.len());
    (to - MOST_YEARS, to)
}

/// How many stand under a heading; where that isn't the whole of it, of how many.
fn count_of(edition: &Edition, shown: usize, whole: usize) -> String {
    if shown >= whole {
        return edition.count("count-incidents", shown);
    }
    let (number, total) = (edition.number_text(shown), edition.number_text(whole));
    let arguments = [
        ("shown", shown.into()),
        ("number", number.as_str().into()),
        ("count", whole.into()),
        ("total", total.as_str().into()),
    ];
    edition.tell("count-incidents-of", &arguments)
}

/// Counts as the columns of a chart, each a link where there is something to count.
pub(super) fn columns(bars: &[Bar], root: &str) -> Html {
    let mut html = String::with_capacity(bars.len() * 320);
    for bar in bars {
        html.push_str("\n<li>");
        if bar.count.is_empty() {
            html.push_str("<span class=\"nothing\">");
        } else {
            let current = if bar.current { " aria-current=\"true\"" } else { "" };
            html.push_str("<a");
            if !bar.href.is_empty() {
                html.extend([" href=\"", root]);
                escape_into(&mut html, &bar.href);
                html.push('"');
            }
            html.extend([current, ">"]);
        }
        let (top, height) = ((100 - bar.share.min(100)).to_string(), bar.share.to_string());
        html.extend(["<svg aria-hidden=\"true\"><rect y=\"", &top, "%\" width=\"100%\" height=\"", &height, "%\"/>"]);
        html.extend(["<text x=\"50%\" y=\"", &top, "%\" dy=\"-5\">", &bar.count, "</text></svg>"]);
        html.push_str("<span class=\"when\">");
        escape_into(&mut html, &bar.label);
        html.push_str("</span><span class=\"vh\"> ");
        escape_into(&mut html, &bar.text);
        html.push_str(if bar.count.is_empty() { "</span></span></li>" } else { "</span></a></li>" });
    }
    Value::safe_string(&html)
}

fn bar(edition: &Edition, label: String, href: String, count: usize, most: usize) -> Bar {
    Bar {
        text: edition.count("count-incidents", count),
        count: if count == 0 { String::new() } else { edition.number_text(count) },
        share: u8::try_from(count * 100 / most.max(1)).unwrap_or(100),
        label,
        href,
        current: false,
    }
}
