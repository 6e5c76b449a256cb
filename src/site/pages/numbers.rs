//! Numbers with their method: how many incidents, how long, how far apart. What isn't known says so.

use super::subject::Subject;
use crate::archive::DurationRange;
use crate::derive::{Bounded, Lengths, Seconds};
use crate::site::edition::Edition;
use crate::site::route::Route;
use crate::site::sheets::Chart;
use crate::site::view::{Html, NumberView};

impl Subject<'_> {
    /// The numbers of these incidents; each leads to them, or to the chart that does.
    pub(super) fn numbers(&self) -> Vec<NumberView> {
        let Self { statistics, edition, .. } = *self;
        let lengths = &statistics.lengths;
        let bounded = |of: fn(Bounded) -> DurationRange| lengths.with_rough.map(|rough| edition.bounded(of(rough)));
        let (total, median) = (bounded(|rough| rough.total), bounded(|rough| rough.median));
        let exactly = |seconds: Option<Seconds>| seconds.map(|seconds| edition.length(seconds));
        let merged = length_method(edition, lengths, total.clone());
        let merged = edition.tell("method-total-merged", &[("method", merged.as_str().into())]);
        vec![
            number(edition, "number-incidents", Some(edition.number_text(statistics.incidents)))
                .with(Html::normal_string(&edition.say("method-incidents")), self.all()),
            number(edition, "number-total", exactly(lengths.total).or(total))
                .with(Html::normal_string(&merged), self.chart_or_list(Chart::Durations)),
            number(edition, "number-median", exactly(lengths.median).or_else(|| median.clone())).with(
                Html::normal_string(&length_method(edition, lengths, median)),
                self.chart_or_list(Chart::Durations),
            ),
            self.longest(lengths),
            self.between(),
        ]
    }

    fn longest(&self, lengths: &Lengths) -> NumberView {
        let incident = lengths.longest.and_then(|number| self.site.incident(number));
        let value = incident.map(|incident| self.edition.duration(incident).0);
        let title = incident.map(|incident| {
            let title = self.site.title(self.edition, self.site.incident_href(self.edition, incident).1);
            self.edition.tell_with("method-longest", ("title", &title), &[])
        });
        let href = lengths.longest.map_or_else(String::new, |number| self.incident(number));
        number(self.edition, "number-longest", value).with(title.unwrap_or_else(no_method), href)
    }

    fn between(&self) -> NumberView {
        let gaps = &self.statistics.gaps;
        let value = gaps.median.map(|_| self.days(gaps.median));
        let method = if gaps.count == 0 { String::new() } else { self.edition.count("method-between", gaps.count) };
        number(self.edition, "number-between", value)
            .with(Html::normal_string(&method), self.chart_or_list(Chart::Gaps))
    }

    /// The chart that leads to the incidents behind a number; where there are no charts, the list of these incidents.
    fn chart_or_list(&self, chart: Chart) -> String {
        self.breakdown.map_or_else(|| self.all(), |_| format!("#{}", chart.key()))
    }

    /// Where all these incidents are listed.
    fn all(&self) -> String {
        match self.service {
            Some(_) => "#list".to_owned(),
            None => [self.root, &self.site.router.href(self.edition.number, &Route::Incidents)].concat(),
        }
    }

    /// A number of days, which is as exact as dates are.
    pub(super) fn days(&self, days: Option<u64>) -> String {
        match days {
            None => self.edition.say("number-not-known"),
            Some(0) => self.edition.say("number-under-a-day"),
            Some(days) => self.edition.length(days.saturating_mul(86_400)),
        }
    }
}

impl NumberView {
    fn with(self, method: Html, href: String) -> Self {
        Self { method, href: Some(href).filter(|href| self.known && !href.is_empty()), ..self }
    }
}

fn number(edition: &Edition, label: &str, value: Option<String>) -> NumberView {
    let known = value.is_some();
    let value = value.unwrap_or_else(|| edition.say("number-not-known"));
    NumberView { label: edition.say(label), value, method: no_method(), href: None, known }
}

fn no_method() -> Html {
    Html::safe_string("")
}

/// From how many incidents a length was made, and what it would be if times known roughly were counted.
fn length_method(edition: &Edition, lengths: &Lengths, bounded: Option<String>) -> String {
    let Some(bounded) = bounded else {
        return with_left_out(edition, exact_method(edition, lengths), left_out(lengths));
    };
    let number = edition.number_text(lengths.rough);
    if lengths.exact == 0 {
        let method = edition.tell("method-only-rough", &[("number", number.as_str().into())]);
        return with_left_out(edition, method, left_out(lengths) - lengths.rough);
    }
    let method = with_left_out(edition, exact_method(edition, lengths), left_out(lengths));
    let words =
        [("method", method.as_str().into()), ("number", number.as_str().into()), ("duration", bounded.as_str().into())];
    edition.tell("method-rough", &words)
}

const fn left_out(lengths: &Lengths) -> usize {
    lengths.rough + lengths.unknown + lengths.ongoing + lengths.announced
}

fn exact_method(edition: &Edition, lengths: &Lengths) -> String {
    edition.count("method-known", lengths.exact)
}

fn with_left_out(edition: &Edition, method: String, left_out: usize) -> String {
    if left_out == 0 {
        return method;
    }
    let unknown = edition.count("method-unknown", left_out);
    edition.tell("method-length", &[("known", method.as_str().into()), ("unknown", unknown.as_str().into())])
}
