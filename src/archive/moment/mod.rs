//! Takes: a date, a time or an interval as an author wrote it.
//! Gives: a moment that keeps its precision, with the instants it may mean; or a problem that says how to write it.
//! Promises: a moment is never more precise than it was written; its text parses back to itself; nothing overflows.
//! Never: knows what day it is today, or guesses a zone.

mod bounds;
mod fault;
mod interval;
mod lenient;
mod problem;
mod strict;
mod when;
mod written;

#[cfg(test)]
mod properties;

use std::fmt;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use chrono_tz::Tz;

pub use bounds::{DurationRange, Extent, Instant, duration, duration_as_told};
pub use problem::MomentProblem;
pub use when::{End, When};

use written::Written;

/// A moment as a regular expression; whether its month, day and clock exist is another question.
pub const NOTATION: &str =
    "[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?[~?%]?";

/// The unit down to which a moment is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// `2024`
    Year,
    /// `2024-10`
    Month,
    /// `2024-10-03`
    Day,
    /// `2024-10-03T10:30Z`
    Minute,
    /// `2024-10-03T10:30:15Z`
    Second,
}

/// Minutes east of UTC, at most fourteen hours either way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Offset(i16);

impl Offset {
    /// UTC itself.
    pub const UTC: Self = Self(0);

    const LIMIT: i32 = 14 * 60;

    fn from_minutes(minutes: i32) -> Option<Self> {
        let within = (-Self::LIMIT..=Self::LIMIT).contains(&minutes);
        i16::try_from(minutes).ok().filter(|_| within).map(Self)
    }

    /// Minutes east of UTC.
    pub const fn minutes(self) -> i16 {
        self.0
    }
}

/// `Z` for UTC, `+02:00` otherwise.
impl fmt::Display for Offset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = Written::default();
        text.offset(*self);
        f.write_str(text.as_str())
    }
}

/// A time of day with its offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Clock {
    hour: u8,
    minute: u8,
    second: Option<u8>,
    offset: Offset,
}

impl Clock {
    /// 0 to 23.
    pub const fn hour(self) -> u8 {
        self.hour
    }

    /// 0 to 59.
    pub const fn minute(self) -> u8 {
        self.minute
    }

    /// 0 to 59, where it was written.
    pub const fn second(self) -> Option<u8> {
        self.second
    }

    /// How far the time is from UTC.
    pub const fn offset(self) -> Offset {
        self.offset
    }
}

/// A point in time as precisely as it is known: a year, a month, a day, a minute or a second. Two are equal if both mean
/// the same and know it equally well, in whatever offset they were written.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// The first day it covers, as written (for a time: in its own offset).
    first: NaiveDate,
    precision: Precision,
    /// There exactly if the precision is a minute or a second.
    clock: Option<Clock>,
    approximate: bool,
    uncertain: bool,
}

impl PartialEq for Moment {
    fn eq(&self, other: &Self) -> bool {
        let known = |moment: &Self| (moment.precision, moment.approximate, moment.uncertain);
        let offset = |moment: &Self| moment.clock.map(Clock::offset);
        let told = |moment: &Self| (moment.first, moment.clock);
        let is_same = || told(&self.in_utc()) == told(&other.in_utc());
        known(self) == known(other) && if offset(self) == offset(other) { told(self) == told(other) } else { is_same() }
    }
}

impl Eq for Moment {}

/// What moments sort by: their beginning, then their length, then how well they are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrderKey(Instant, Instant, bool, bool);

impl Moment {
    /// Reads an EDTF date, or a date and time with its offset; `zone` is where times without one are meant.
    pub fn parse(text: &str, zone: Option<Tz>) -> Result<Self, MomentProblem> {
        let read = match strict::read(text) {
            Some(written) => written.resolve(zone),
            None => Err(lenient::explain(text, zone)),
        };
        read.map_err(|fault| MomentProblem::new(text, fault))
    }

    /// The unit down to which it is known.
    pub const fn precision(&self) -> Precision {
        self.precision
    }

    /// Whether it was marked `~` or `%`.
    pub const fn is_approximate(&self) -> bool {
        self.approximate
    }

    /// Whether it was marked `?` or `%`.
    pub const fn is_uncertain(&self) -> bool {
        self.uncertain
    }

    /// The year as written, 1 to 9999.
    pub fn year(&self) -> i32 {
        self.first.year()
    }

    /// The month as written, 1 to 12.
    pub fn month(&self) -> Option<u32> {
        (self.precision >= Precision::Month).then(|| self.first.month())
    }

    /// The day of the month as written, 1 to 31.
    pub fn day(&self) -> Option<u32> {
        (self.precision >= Precision::Day).then(|| self.first.day())
    }

    /// The time of day as written.
    pub const fn clock(&self) -> Option<Clock> {
        self.clock
    }

    /// The same moment with its time told in UTC; a date without time stays what it is.
    #[must_use]
    pub fn in_utc(&self) -> Self {
        let Some(clock) = self.clock.filter(|clock| clock.offset != Offset::UTC) else { return *self };
        let local = self.local(clock);
        let utc = local.checked_sub_signed(TimeDelta::minutes(i64::from(clock.offset.0))).unwrap_or(local);
        Self { first: utc.date(), clock: Some(clock_of(utc.time(), clock.second.is_some())), ..*self }
    }

    /// What a list of moments is sorted by: total, and equal exactly for equal moments, in whatever offset they were
    /// written.
    pub fn order_key(&self) -> OrderKey {
        let (start, end) = self.span_in_utc();
        OrderKey(start, end, self.approximate, self.uncertain)
    }

    /// Adds the part of an address that names it: `2024`, `202410`, `20241003`, `20241003T1030Z` (in UTC).
    pub fn write_anchor(&self, address: &mut String) {
        let utc = self.in_utc();
        let mut text = Written::default();
        text.year(utc.first.year());
        text.pairs((self.precision >= Precision::Month).then(|| utc.first.month()));
        text.pairs((self.precision >= Precision::Day).then(|| utc.first.day()));
        if let Some(Clock { hour, minute, second, .. }) = utc.clock {
            text.push(b'T');
            text.pairs([hour, minute].into_iter().chain(second).map(u32::from));
            text.push(b'Z');
        }
        address.push_str(text.as_str());
    }

    fn local(&self, clock: Clock) -> NaiveDateTime {
        let (hour, minute) = (u32::from(clock.hour), u32::from(clock.minute));
        let second = u32::from(clock.second.unwrap_or(0));
        self.first.and_time(NaiveTime::from_hms_opt(hour, minute, second).unwrap_or_default())
    }

    /// The last day it covers, as written.
    fn last(&self) -> NaiveDate {
        let next = match self.precision {
            Precision::Year => bounds::months_later(self.first, 12),
            Precision::Month => bounds::months_later(self.first, 1),
            Precision::Day | Precision::Minute | Precision::Second => return self.first,
        };
        next.checked_sub_days(Days::new(1)).unwrap_or(next)
    }
}

fn clock_of(time: NaiveTime, seconds: bool) -> Clock {
    use chrono::Timelike as _;
    let part = |value: u32| u8::try_from(value).unwrap_or(0);
    Clock {
        hour: part(time.hour()),
        minute: part(time.minute()),
        second: seconds.then(|| part(time.second())),
        offset: Offset::UTC,
    }
}

/// The canonical text, which parses back to the same moment.
impl Moment {
    /// As an author would write it, in EDTF; quicker than `to_string`.
    pub fn text(&self) -> String {
        self.written().as_str().to_owned()
    }

    fn written(&self) -> Written {
        let mut text = Written::default();
        text.year(self.year());
        text.separated(b'-', self.month());
        text.separated(b'-', self.day());
        if let Some(Clock { hour, minute, second, offset }) = self.clock {
            text.separated(b'T', [hour.into()]);
            text.separated(b':', [minute].into_iter().chain(second).map(u32::from));
            text.offset(offset);
        }
        mark(self.approximate, self.uncertain).bytes().for_each(|sign| text.push(sign));
        text
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.written().as_str())
    }
}

/// The sign behind a moment that is not known for sure.
const fn mark(approximate: bool, uncertain: bool) -> &'static str {
    match (approximate, uncertain) {
        (false, false) => "",
        (true, false) => "~",
        (false, true) => "?",
        (true, true) => "%",
    }
}
