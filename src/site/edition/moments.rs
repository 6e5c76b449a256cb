//! When things were and how long they took, in the words of an edition.

use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveDate};
use tera::Value;

use super::Edition;
use crate::archive::{Clock, Course, DurationRange, End, Incident, Moment, Precision, Status, duration_as_told};
use crate::locale::{DateValue, DurationStyle, written_above, written_below};
use crate::parse::escape::escape_into;
use crate::site::view::{Html, TimeView};

impl Edition {
    /// A moment as exact as its author made it; times in UTC.
    pub fn time(&self, moment: &Moment) -> TimeView {
        let value = date_value(moment);
        let text = self.moment_text(moment, &value);
        let rough = moment.is_approximate() || moment.is_uncertain();
        let html = Value::safe_string(&time_html(moment, &value, &text));
        TimeView { machine: value.machine(), text, rough, clock: moment.clock().is_some(), html }
    }

    /// A moment in words.
    pub fn time_text(&self, moment: &Moment) -> String {
        self.moment_text(moment, &date_value(moment))
    }

    fn moment_text(&self, moment: &Moment, value: &DateValue) -> String {
        let text = if moment.is_approximate() { self.approximate(value) } else { self.locale().date(value) };
        self.uncertain(moment, text)
    }

    /// The words for a moment, marked where its author was not certain of it.
    fn uncertain(&self, moment: &Moment, text: String) -> String {
        if !moment.is_uncertain() {
            return text;
        }
        self.tell("moment-uncertain", &[("moment", text.as_str().into())])
    }

    /// The day of a moment, or what is known of it, with the doubt there is about it: where a clock time is approximate,
    /// the day is sure.
    pub fn day(&self, moment: &Moment) -> String {
        let text = match date_value(moment) {
            DateValue::Minute(at) | DateValue::Second(at) => self.locale().date(&DateValue::Day(at.date_naive())),
            value => return self.moment_text(moment, &value),
        };
        self.uncertain(moment, text)
    }

    /// The time from a moment to an end in words; one moment where both are the same.
    pub(in crate::site) fn interval(&self, from: &Moment, to: &End) -> String {
        let from = self.time_text(from);
        let to = match to {
            End::Moment(to) => self.time_text(to),
            // "From … to" would need a moment to go to: what is said instead is another sentence.
            End::Unknown => return self.tell("interval-end-not-known", &[("from", from.as_str().into())]),
            End::Ongoing => return self.tell("interval-ongoing", &[("from", from.as_str().into())]),
        };
        if from == to {
            return from;
        }
        self.tell("interval", &[("from", from.as_str().into()), ("to", to.as_str().into())])
    }

    /// A moment as a `<time>`; empty where there is none.
    pub fn time_html(&self, moment: Option<&Moment>) -> Html {
        moment.map_or_else(|| Value::safe_string(""), |moment| Value::safe_string(&self.time_markup(moment)))
    }

    /// The same as a text to be put together with others.
    pub(in crate::site) fn time_markup(&self, moment: &Moment) -> String {
        let value = date_value(moment);
        time_html(moment, &value, &self.moment_text(moment, &value))
    }

    /// "about" stands where the doubt is: before the clock time where there is one, for the day is sure.
    fn approximate(&self, value: &DateValue) -> String {
        let locale = self.locale();
        let (at, time) = match value {
            DateValue::Minute(at) => (at, locale.time(at.time())),
            DateValue::Second(at) => (at, locale.time_with_seconds(at.time())),
            DateValue::Day(_) => {
                return self.tell("moment-approximate-day", &[("day", locale.date(value).as_str().into())]);
            }
            _ => return self.tell("moment-approximate", &[("moment", locale.date(value).as_str().into())]),
        };
        let day = locale.date(&DateValue::Day(at.date_naive()));
        let time = format!("{time}\u{a0}{}", locale.zone(*at.offset()));
        self.tell("moment-approximate-clock", &[("day", day.as_str().into()), ("time", time.as_str().into())])
    }

    /// How long an incident took, in words, and the kind of that answer.
    pub fn duration(&self, incident: &Incident) -> (String, &'static str) {
        self.course_duration(&incident.course())
    }

    /// The same of a course.
    pub fn course_duration(&self, course: &Course) -> (String, &'static str) {
        if course.is_planned_without_end() {
            return (self.term("status", Status::Scheduled.key()).label.clone(), "planned");
        }
        let (length, kind) = self.told_duration(course);
        if course.is_end_planned { (self.planned(&length), "planned") } else { (length, kind) }
    }

    /// A time or a length that is a plan.
    pub fn planned(&self, time: &str) -> String {
        self.tell("planned", &[("time", time.into())])
    }

    /// When something ran or is to run, in words.
    pub(in crate::site) fn course_interval(&self, course: &Course) -> String {
        if course.is_planned_without_end() {
            return self.planned(&self.time_text(&course.start));
        }
        let interval = self.interval(&course.start, &course.end);
        if course.is_end_planned { self.planned(&interval) } else { interval }
    }

    /// [`Self::course_duration`] where it is told beside it whether it is a plan.
    pub fn told_duration(&self, course: &Course) -> (String, &'static str) {
        let end = match &course.end {
            End::Moment(end) => end,
            End::Ongoing => return (self.say("ongoing"), "ongoing"),
            End::Unknown => return (self.say("end-not-known"), "unknown"),
        };
        let is_approximate = course.start.is_approximate() || end.is_approximate();
        let (length, kind) = self.duration_range(duration_as_told(&course.start, end), is_approximate);
        if course.is_doubted() { (self.doubted(&length), "rough") } else { (length, kind) }
    }

    /// A length between moments of which one is doubted.
    pub fn doubted(&self, length: &str) -> String {
        self.tell("moment-uncertain", &[("moment", length.into())])
    }

    /// A length that is known within bounds, in words.
    pub fn bounded(&self, range: DurationRange) -> String {
        self.duration_range(range, false).0
    }

    fn duration_range(&self, range: DurationRange, approximate: bool) -> (String, &'static str) {
        if let Some(seconds) = range.exact() {
            let length = self.length(seconds);
            return if approximate { (self.about(&length), "rough") } else { (length, "known") };
        }
        // Bounds hold as they are written, so they are rounded outwards.
        let least = self.length(written_below(range.min_seconds));
        let most = self.length(written_above(range.max_seconds));
        if range.min_seconds == 0 {
            return (self.tell("duration-at-most", &[("duration", most.as_str().into())]), "rough");
        }
        let between = [("from", least.as_str().into()), ("to", most.as_str().into())];
        (self.tell("duration-between", &between), "rough")
    }

    fn about(&self, duration: &str) -> String {
        self.tell("duration-about", &[("duration", duration.into())])
    }

    /// A length of time in words, its two largest units.
    pub fn length(&self, seconds: u64) -> String {
        self.locale().duration(Duration::from_secs(seconds), DurationStyle::Short)
    }

    /// The years in which nothing happened and which a chart leaves out: the first and the last, in words.
    pub fn years_left_out(&self, (from, to): (i32, i32)) -> String {
        let (from, to) = (self.year(from), self.year(to));
        self.tell("years-left-out", &[("from", from.as_str().into()), ("to", to.as_str().into())])
    }

    /// The end of an incident in words.
    pub fn end(&self, end: &End) -> String {
        match end {
            End::Moment(moment) => self.time_text(moment),
            End::Unknown => self.say("end-not-known"),
            End::Ongoing => self.say("ongoing"),
        }
    }
}

/// A moment and its text as a `<time>`. Doubt about a clock time is marked: a script that tells it in another zone must
/// tell the doubt as well.
fn time_html(moment: &Moment, value: &DateValue, text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 72);
    html.push_str("<time datetime=\"");
    value.write_machine(&mut html);
    html.push_str(match (moment.clock().is_some(), moment.is_approximate(), moment.is_uncertain()) {
        (true, true, true) => "\" data-doubt=\"%\">",
        (true, true, false) => "\" data-doubt=\"~\">",
        (true, false, true) => "\" data-doubt=\"?\">",
        _ => "\">",
    });
    escape_into(&mut html, text);
    html.push_str("</time>");
    html
}

/// A moment for the locale: times told in UTC.
pub fn date_value(moment: &Moment) -> DateValue {
    let utc = moment.in_utc();
    let (year, month) = (utc.year(), utc.month().unwrap_or(1));
    let date = NaiveDate::from_ymd_opt(year, month, utc.day().unwrap_or(1)).unwrap_or_default();
    match (moment.precision(), utc.clock()) {
        (Precision::Year, _) => DateValue::Year(year),
        (Precision::Month, _) => DateValue::Month(year, month),
        (Precision::Day, _) | (_, None) => DateValue::Day(date),
        (Precision::Minute, Some(clock)) => DateValue::Minute(at(date, clock)),
        (Precision::Second, Some(clock)) => DateValue::Second(at(date, clock)),
    }
}

fn at(date: NaiveDate, clock: Clock) -> DateTime<FixedOffset> {
    let second = clock.second().unwrap_or(0).into();
    let time = date.and_hms_opt(clock.hour().into(), clock.minute().into(), second).unwrap_or_default();
    time.and_utc().fixed_offset()
}
