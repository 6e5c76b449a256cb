//! From moments to instants: what a moment may mean at the earliest and at the latest.

use std::fmt;

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, Timelike};

use super::{Clock, Moment, Precision, Written};

/// A second, counted from the start of 1970 in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(pub i64);

impl Instant {
    /// The first and the last that RFC 3339 can write: years have four digits there.
    const WRITTEN: (i64, i64) = (-62_167_219_200, 253_402_300_799);

    /// As RFC 3339 writes it; quicker than `to_string`. What lies outside its years, as bounds of the first year and the
    /// last do, is the nearest it can write.
    pub fn text(self) -> String {
        let (first, last) = Self::WRITTEN;
        let at = DateTime::from_timestamp(self.0.clamp(first, last), 0).unwrap_or_default().naive_utc();
        let mut text = Written::default();
        text.year(at.year());
        text.separated(b'-', [at.month(), at.day()]);
        text.separated(b'T', [at.hour()]);
        text.separated(b':', [at.minute(), at.second()]);
        text.push(b'Z');
        text.as_str().to_owned()
    }
}

/// As RFC 3339 writes it.
impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

const HOUR: i64 = 3_600;
const DAY: i64 = 86_400;
/// No place is further ahead of UTC than fourteen hours, none further behind than twelve.
const FIRST_ZONE: i64 = 14 * HOUR;
const LAST_ZONE: i64 = 12 * HOUR;

impl Moment {
    /// The first second it may mean: widened by one unit (an hour for times) if approximate; a date without time
    /// begins where the day begins first on Earth.
    pub fn earliest(&self) -> Instant {
        let zone = if self.clock.is_some() { 0 } else { FIRST_ZONE };
        Instant(self.widened().0 - zone)
    }

    /// The last second it may mean, likewise; a date without time ends where the day ends last on Earth.
    pub fn latest(&self) -> Instant {
        let zone = if self.clock.is_some() { 0 } else { LAST_ZONE };
        Instant(self.widened().1 + zone)
    }

    /// Whether no reading of both puts this one at or after the other. Two dates without time are taken to be told
    /// in the same zone, so the third of a month is before the fourth.
    pub fn certainly_before(&self, other: &Self) -> bool {
        if self.clock.is_none() && other.clock.is_none() {
            return self.widened().1 < other.widened().0;
        }
        self.latest() < other.earliest()
    }

    /// Its first and last second as written, dates without time taken as days in UTC: where it is drawn on an axis.
    pub fn span_in_utc(&self) -> (Instant, Instant) {
        let (start, end) = self.plain();
        (Instant(start), Instant(end))
    }

    /// [`Self::span_in_utc`], widened by one unit on each side if approximate.
    pub fn wide_span_in_utc(&self) -> (Instant, Instant) {
        let (start, end) = self.widened();
        (Instant(start), Instant(end))
    }

    /// The month of its year, in UTC; `None` where that is not known, or rough enough to be another.
    pub fn sure_month(&self) -> Option<u32> {
        let utc = self.in_utc();
        let month = |seconds| DateTime::from_timestamp(seconds, 0).map(|at| (at.year(), at.month()));
        let is_sure = || {
            let (first, last) = utc.widened();
            month(first) == month(last)
        };
        utc.month().filter(|_| !utc.approximate || is_sure())
    }

    fn plain(&self) -> (i64, i64) {
        let Some(clock) = self.clock else {
            return (seconds_at(self.first), seconds_at(self.last()) + DAY - 1);
        };
        let start = self.clock_seconds(clock);
        (start, if clock.second.is_some() { start } else { start + 59 })
    }

    fn widened(&self) -> (i64, i64) {
        let (start, end) = self.plain();
        if !self.approximate {
            return (start, end);
        }
        if self.clock.is_some() {
            return (start - HOUR, end + HOUR);
        }
        let before = self.shifted(self.first, false);
        let after = self.shifted(self.last(), true);
        (seconds_at(before), seconds_at(after) + DAY - 1)
    }

    /// `day` one unit of the moment's precision later or earlier. Months keep their ends: what follows the last
    /// day of April ends with the last day of May.
    fn shifted(&self, day: NaiveDate, later: bool) -> NaiveDate {
        let months = match self.precision {
            Precision::Year => 12,
            Precision::Month => 1,
            Precision::Day | Precision::Minute | Precision::Second => {
                let one = Days::new(1);
                let shifted = if later { day.checked_add_days(one) } else { day.checked_sub_days(one) };
                return shifted.unwrap_or(day);
            }
        };
        if !later {
            return day.checked_sub_months(Months::new(months)).unwrap_or(day);
        }
        let first_of_next = day.checked_add_days(Days::new(1)).unwrap_or(day);
        let past = months_later(first_of_next, months);
        past.checked_sub_days(Days::new(1)).unwrap_or(past)
    }

    fn clock_seconds(&self, clock: Clock) -> i64 {
        let minutes = i64::from(clock.hour) * 60 + i64::from(clock.minute) - i64::from(clock.offset.minutes());
        seconds_at(self.first) + minutes * 60 + i64::from(clock.second.unwrap_or(0))
    }

    /// The seconds between which it lies when a duration is counted from or to it.
    fn counted(&self, alone: bool) -> (i64, i64) {
        match self.clock {
            Some(clock) => {
                let at = self.clock_seconds(clock);
                let slack = if self.approximate { HOUR } else { 0 };
                (at - slack, at + slack)
            }
            None if alone => (self.earliest().0, self.latest().0),
            None => self.widened(),
        }
    }
}

/// How long something took, in seconds: a range where its ends are not known exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DurationRange {
    /// It took at least this long.
    pub min_seconds: u64,
    /// It took at most this long.
    pub max_seconds: u64,
}

impl DurationRange {
    /// The one length it can have, if there is only one.
    pub const fn exact(self) -> Option<u64> {
        if self.min_seconds == self.max_seconds { Some(self.min_seconds) } else { None }
    }
}

/// When something ran, as far as its ends are known. First and last seconds; a time to the minute is its full minute,
/// and two dates without time are taken to be told in one zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// It ran at no other time.
    pub possible: (Instant, Instant),
    /// It certainly ran all this time; nothing where its ends may lie closer together than anybody knows, or where
    /// whoever told one of them was not certain of it.
    pub certain: Option<(Instant, Instant)>,
}

impl Extent {
    /// From `start` to `end`.
    pub fn new(start: &Moment, end: &Moment) -> Self {
        let as_told = Self::as_told(start, end);
        Self { certain: as_told.certain.filter(|_| !start.uncertain && !end.uncertain), ..as_told }
    }

    /// The same, were those certain of it who told when it began and ended.
    fn as_told(start: &Moment, end: &Moment) -> Self {
        let mixed = start.clock.is_some() != end.clock.is_some();
        let (start_first, start_last) = start.counted(mixed);
        let (end_first, end_last) = end.counted(mixed);
        // What began on one day may have begun with its last instant, which is the next day's first.
        let surely_from = if start.clock.is_none() { start_last + 1 } else { start_last };
        Self {
            possible: (Instant(start_first), Instant(end_last.max(start_first))),
            certain: (surely_from < end_first).then_some((Instant(surely_from), Instant(end_first))),
        }
    }

    /// The least and the greatest length.
    pub const fn length(&self) -> DurationRange {
        let min_seconds = match self.certain {
            Some((from, to)) => from.0.abs_diff(to.0),
            None => 0,
        };
        DurationRange { min_seconds, max_seconds: self.possible.0.0.abs_diff(self.possible.1.0) }
    }
}

/// The time from `start` to `end`, never below nothing: 10:30 to 11:45 is exactly an hour and a quarter. Where one of
/// them is uncertain, nothing is sure to have passed.
pub fn duration(start: &Moment, end: &Moment) -> DurationRange {
    Extent::new(start, end).length()
}

/// [`duration`], were those certain of it who told both: for a text that tells their doubt beside it.
pub fn duration_as_told(start: &Moment, end: &Moment) -> DurationRange {
    Extent::as_told(start, end).length()
}

/// `first` that many months later; the calendar reaches far beyond the years a moment can have.
pub(super) fn months_later(first: NaiveDate, months: u32) -> NaiveDate {
    first.checked_add_months(Months::new(months)).unwrap_or(first)
}

fn seconds_at(date: NaiveDate) -> i64 {
    const DAYS_TO_1970: i64 = 719_163;
    (i64::from(date.num_days_from_ce()) - DAYS_TO_1970) * DAY
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> Moment {
        Moment::parse(text, None).unwrap()
    }

    fn bounds(text: &str) -> (String, String) {
        (moment(text).earliest().to_string(), moment(text).latest().to_string())
    }

    #[test]
    fn seconds_are_told_as_rfc_3339() {
        let library = |instant: Instant| {
            DateTime::from_timestamp(instant.0, 0).unwrap().to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
        };
        for text in ["2024-10-03T10:30:15+02:00", "0002~", "9998", "1969-12-31", "2000-02-29T23:59:59Z"] {
            for instant in [moment(text).earliest(), moment(text).latest()] {
                assert_eq!(instant.to_string(), library(instant), "{text}");
            }
        }
        assert_eq!(bounds("0001~").0, "0000-01-01T00:00:00Z");
        assert_eq!(bounds("9999-12-31").1, "9999-12-31T23:59:59Z");
    }

    #[test]
    fn bounds_follow_precision_offset_and_approximation() {
        for (text, earliest, latest) in [
            ("2024-10-03T10:30:15+02:00", "2024-10-03T08:30:15Z", "2024-10-03T08:30:15Z"),
            ("2024-10-03T10:30Z", "2024-10-03T10:30:00Z", "2024-10-03T10:30:59Z"),
            ("2024-10-03T10:30Z?", "2024-10-03T10:30:00Z", "2024-10-03T10:30:59Z"),
            ("2024-10-03T10:30Z~", "2024-10-03T09:30:00Z", "2024-10-03T11:30:59Z"),
            ("2024-10-03", "2024-10-02T10:00:00Z", "2024-10-04T11:59:59Z"),
            ("2024-10-03%", "2024-10-01T10:00:00Z", "2024-10-05T11:59:59Z"),
            ("2024-02", "2024-01-31T10:00:00Z", "2024-03-01T11:59:59Z"),
            ("2024-04~", "2024-02-29T10:00:00Z", "2024-06-01T11:59:59Z"),
            ("2024", "2023-12-31T10:00:00Z", "2025-01-01T11:59:59Z"),
            ("2024~", "2022-12-31T10:00:00Z", "2026-01-01T11:59:59Z"),
        ] {
            assert_eq!(bounds(text), (earliest.to_owned(), latest.to_owned()), "{text}");
        }
    }

    #[test]
    fn is_before_only_where_no_reading_says_otherwise() {
        let before = |a, b| moment(a).certainly_before(&moment(b));
        assert!(before("2024-10-02", "2024-10-03"));
        assert!(before("2024-10-03T10:29Z", "2024-10-03T10:30Z"));
        assert!(before("2023", "2024-01"));
        assert!(!before("2024-10-03", "2024-10-03T23:00Z"));
        assert!(!before("2024-10-02", "2024-10-03T11:00Z"), "the second is still going on at UTC-12");
        assert!(before("2024-10-02", "2024-10-03T12:00Z"));
        assert!(!before("2024-10-02~", "2024-10-03"));
        assert!(!before("2024-10-03T10:00Z~", "2024-10-03T11:00Z"));
    }

    #[test]
    fn durations_are_exact_or_a_range() {
        let range = |a, b| {
            let range = duration(&moment(a), &moment(b));
            (range.min_seconds, range.max_seconds)
        };
        assert_eq!(range("2024-10-03T10:30Z", "2024-10-03T13:45+02:00"), (4_500, 4_500));
        assert_eq!(duration(&moment("2024-10-03T10:30Z"), &moment("2024-10-03T10:30:20Z")).exact(), Some(20));
        assert_eq!(range("2024-10-03T10:30Z~", "2024-10-03T13:30Z"), (7_200, 14_400));
        assert_eq!(range("2024-10-03", "2024-10-05"), (86_400, 3 * 86_400 - 1));
        assert_eq!(range("2024-10-03", "2024-10-04"), (0, 2 * 86_400 - 1));
        assert_eq!(range("2023", "2024").0, 0);
        assert_eq!(range("2024-10-03", "2024-10-03"), (0, 86_399));
        assert_eq!(range("2024-10-05", "2024-10-03"), (0, 0));
        assert_eq!(range("2024-10-03T12:00Z", "2024-10-03"), (0, 86_399 - 12 * 3_600 + 12 * 3_600));
    }
}
