//! Charts of bars: durations, intervals, causes, regions. Each is a table that holds its own picture.

use std::fmt::Write as _;

use tera::Value;

use super::subject::{Subject, Trait, add_link};
use crate::archive::{Id, UNKNOWN_CAUSE};
use crate::derive::{Breakdown, DurationClass, GapClass, Tally};
use crate::parse::escape::escape_into;
use crate::site::edition::{Spoken, open_bdi};
use crate::site::sheets::Chart;
use crate::site::view::{ChartView, Html};

/// How many regions a chart shows; the file holds all.
const MOST_REGIONS: usize = 15;
/// How many causes, likewise; there are fewer kinds unless the site declares its own.
const MOST_CAUSES: usize = 20;

/// A row of a chart.
struct Bar {
    label: Spoken,
    /// Where the name leads.
    way: Option<String>,
    count: usize,
    /// Where the number leads.
    exact: Exact,
    /// Whether it counts what isn't known.
    void: bool,
}

/// Where the number of a row leads.
enum Exact {
    /// Where its name does, if anywhere.
    AsName,
    /// To the incidents it counts.
    To(String),
    /// Nowhere: no page lists them without others.
    Nowhere,
}

impl Subject<'_> {
    /// The charts of bars; none where the site does without.
    pub(super) fn charts(&self) -> Vec<ChartView> {
        let Some(breakdown) = self.breakdown else { return Vec::new() };
        vec![self.durations(), self.gaps(), self.causes(breakdown), self.regions(breakdown)]
    }

    fn durations(&self) -> ChartView {
        let classes = &self.statistics.lengths.classes;
        let known: usize = classes.iter().filter(|(class, _)| class.is_length()).map(|(_, tally)| tally.count).sum();
        let bar = |class: DurationClass| {
            let label = self.edition.own(self.edition.say(&format!("duration-class-{}", class.key())));
            let tally = classes.get(&class).copied().unwrap_or_default();
            (class.is_length() || tally.count > 0)
                .then(|| Bar { void: !class.is_length(), ..self.bar(label, Trait::Duration(class), tally) })
        };
        let (lengths, voids): (Vec<Bar>, Vec<Bar>) =
            DurationClass::ALL.into_iter().filter_map(bar).partition(|bar| !bar.void);
        let bars: Vec<Bar> = without_ends(lengths).into_iter().chain(voids).collect();
        self.chart(Chart::Durations, (known, self.list.len() - known), &bars)
    }

    fn gaps(&self) -> ChartView {
        let gaps = &self.statistics.gaps;
        let bar = |class: GapClass| {
            let count = gaps.classes.get(&class).copied().unwrap_or(0);
            Bar::plain(self.edition.own(self.edition.say(&format!("gap-class-{}", class.key()))), count)
        };
        let bars = without_ends(GapClass::ALL.into_iter().map(bar).collect());
        let chart = self.chart(Chart::Gaps, (gaps.count, gaps.unknown), &bars);
        ChartView { note: self.longest_gap(), count: self.edition.say("intervals"), ..chart }
    }

    /// The longest time without an incident, with links to both that bound it.
    fn longest_gap(&self) -> Html {
        let Some(gap) = self.statistics.gaps.longest else { return Value::safe_string("") };
        let day = |number| {
            let mut html = String::new();
            if let Some(incident) = self.site.incident(number) {
                add_link(&mut html, &self.incident(number), "", &self.edition.day(&incident.start));
            }
            html
        };
        let length = self.days(Some(gap.days));
        // Braces stand where the links go: a message is text.
        let words = [("duration", length.as_str().into()), ("from", "{0}".into()), ("to", "{1}".into())];
        let mut html = String::new();
        escape_into(&mut html, &self.edition.tell("gap-longest", &words));
        Value::safe_string(&html.replacen("{0}", &day(gap.before), 1).replacen("{1}", &day(gap.after), 1))
    }

    fn causes(&self, breakdown: &Breakdown) -> ChartView {
        let causes = &breakdown.causes;
        let is_unknown = |id: &Id| **id == *UNKNOWN_CAUSE;
        let bar = |(id, tally): &(Id, Tally)| Bar {
            void: is_unknown(id),
            ..self.bar(self.edition.cause_spoken(self.site.archive, id), Trait::Cause(id), *tally)
        };
        // An incident of which one says the cause and another knows none stands under both, and its cause is known.
        let unknown = breakdown.unexplained;
        // Where the cause isn't known stands there however few those are.
        let rest = causes.iter().skip(MOST_CAUSES).filter(|(id, _)| is_unknown(id));
        let bars: Vec<Bar> = causes.iter().take(MOST_CAUSES).chain(rest).map(bar).collect();
        let chart = self.chart(Chart::Causes, (self.list.len() - unknown, unknown), &bars);
        self.with_rest(chart, "more-causes", causes.len() - bars.len())
    }

    fn regions(&self, breakdown: &Breakdown) -> ChartView {
        let edition = self.edition;
        let (regions, nowhere) = (&breakdown.regions, breakdown.nowhere);
        let shown = regions.iter().take(MOST_REGIONS);
        let mut bars: Vec<Bar> =
            shown.map(|(id, tally)| self.bar(edition.region_spoken(id), Trait::Region(id), *tally)).collect();
        if nowhere.count > 0 {
            let only = nowhere.newest.filter(|_| nowhere.count == 1);
            let exact = only.map_or(Exact::AsName, |only| Exact::To(self.incident(only)));
            let label = edition.own(edition.say("region-not-named"));
            bars.push(Bar { void: true, exact, ..Bar::plain(label, nowhere.count) });
        }
        let chart = self.chart(Chart::Regions, (self.list.len() - nowhere.count, nowhere.count), &bars);
        self.with_rest(chart, "more-regions", regions.len().saturating_sub(MOST_REGIONS))
    }

    /// A chart with a note that its file holds so many more.
    fn with_rest(&self, chart: ChartView, key: &'static str, more: usize) -> ChartView {
        if more == 0 {
            return chart;
        }
        let mut note = String::new();
        let more = self.edition.count(key, more);
        escape_into(&mut note, &self.edition.tell("more-in-file", &[("more", more.as_str().into())]));
        ChartView { note: Value::safe_string(&note), ..chart }
    }

    fn bar(&self, label: Spoken, of: Trait<'_>, tally: Tally) -> Bar {
        let bar = Bar::plain(label, tally.count);
        if tally.count == 0 {
            return bar;
        }
        let exact = match self.service {
            None => Exact::AsName,
            Some(_) => self.exact(of, tally).map_or(Exact::Nowhere, Exact::To),
        };
        Bar { way: Some(self.way(of)), exact, ..bar }
    }

    fn chart(&self, chart: Chart, (known, unknown): (usize, usize), bars: &[Bar]) -> ChartView {
        let edition = self.edition;
        let most = bars.iter().map(|bar| bar.count).max().unwrap_or(1).max(1);
        let mut rows = String::with_capacity(bars.len() * 240);
        for bar in bars {
            bar.write(&mut rows, most, &edition.number_text(bar.count));
        }
        ChartView {
            id: chart.key(),
            heading: edition.say(&format!("chart-{}", chart.key())),
            sample: self.sample(known, unknown),
            method: edition.say(&format!("method-{}", chart.key())),
            note: Value::safe_string(""),
            label: edition.say(&format!("column-{}", chart.key())),
            count: edition.say("incidents"),
            rows: Value::safe_string(&rows),
            csv: self.csv(chart),
        }
    }
}

/// A histogram without the empty classes at its ends; those between others are part of what it says.
fn without_ends(mut bars: Vec<Bar>) -> Vec<Bar> {
    bars.truncate(bars.iter().rposition(|bar| bar.count > 0).map_or(0, |last| last + 1));
    let from = bars.iter().position(|bar| bar.count > 0).unwrap_or(0);
    bars.split_off(from)
}

impl Bar {
    fn plain(label: Spoken, count: usize) -> Self {
        Self { label, way: None, count, exact: Exact::AsName, void: false }
    }

    fn write(&self, html: &mut String, most: usize, number: &str) {
        let class = match (self.void, self.way.is_some() && matches!(self.exact, Exact::AsName)) {
            (true, true) => " class=\"void way\"",
            (true, false) => " class=\"void\"",
            (false, true) => " class=\"way\"",
            (false, false) => "",
        };
        let _ = write!(html, "\n<tr{class}><th scope=\"row\">");
        open_bdi(html, self.label.lang.as_deref(), self.label.dir);
        match &self.way {
            Some(way) => add_link(html, way, "", &self.label.text),
            None => escape_into(html, &self.label.text),
        }
        let share = (self.count * 100).div_ceil(most);
        let fill = if self.void { " fill=\"url(#hatch)\"" } else { "" };
        let _ = write!(html, "</bdi></th><td><svg aria-hidden=\"true\">");
        if share > 0 {
            let _ = write!(html, "<rect width=\"{share}%\" height=\"100%\"{fill}/>");
        }
        html.push_str("</svg><span>");
        match &self.exact {
            Exact::To(exact) => add_link(html, exact, "", number),
            Exact::AsName | Exact::Nowhere => escape_into(html, number),
        }
        html.push_str("</span></td></tr>");
    }
}
