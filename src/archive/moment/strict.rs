//! The notation as it is documented: what has its shape, and what of that is a moment.

use std::fmt;

use chrono::{
    Datelike, MappedLocalTime, NaiveDate, NaiveDateTime, NaiveTime, Offset as _, TimeDelta, TimeZone, Timelike as _,
};
use chrono_tz::Tz;

use super::fault::{Fault, LocalFault};
use super::{Clock, Moment, Offset, Precision, bounds, mark};

/// A text of the right shape, its numbers not yet looked at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Written {
    year: u32,
    month: Option<u32>,
    day: Option<u32>,
    time: Option<Time>,
    approximate: bool,
    uncertain: bool,
}

#[derive(Clone, Copy, Debug)]
struct Time {
    hour: u32,
    minute: u32,
    second: Option<u32>,
    offset: Option<WrittenOffset>,
}

#[derive(Clone, Copy, Debug)]
struct WrittenOffset {
    negative: bool,
    hours: u32,
    minutes: u32,
}

const UTC: WrittenOffset = WrittenOffset { negative: false, hours: 0, minutes: 0 };

/// Reads `YYYY[-MM[-DD[Thh:mm[:ss][Z|±hh:mm]]]][~?%]`, and nothing else.
pub(super) fn read(text: &str) -> Option<Written> {
    let mut rest = Rest(text);
    let year = rest.digits(4)?;
    let month = if rest.eat('-') { Some(rest.digits(2)?) } else { None };
    let day = if month.is_some() && rest.eat('-') { Some(rest.digits(2)?) } else { None };
    let time = if day.is_some() && rest.eat('T') { Some(read_time(&mut rest)?) } else { None };
    let both = rest.eat('%');
    let approximate = both || rest.eat('~');
    let uncertain = both || (!approximate && rest.eat('?'));
    rest.0.is_empty().then_some(Written { year, month, day, time, approximate, uncertain })
}

fn read_time(rest: &mut Rest<'_>) -> Option<Time> {
    let hour = rest.digits(2)?;
    if !rest.eat(':') {
        return None;
    }
    let minute = rest.digits(2)?;
    let second = if rest.eat(':') { Some(rest.digits(2)?) } else { None };
    Some(Time { hour, minute, second, offset: read_offset(rest)? })
}

/// The outer option is the shape, the inner one whether an offset stands there.
#[expect(clippy::option_option, reason = "three outcomes: not of the shape, no offset, an offset")]
fn read_offset(rest: &mut Rest<'_>) -> Option<Option<WrittenOffset>> {
    if rest.eat('Z') {
        return Some(Some(UTC));
    }
    let negative = rest.eat('-');
    if !negative && !rest.eat('+') {
        return Some(None);
    }
    let hours = rest.digits(2)?;
    if !rest.eat(':') {
        return None;
    }
    Some(Some(WrittenOffset { negative, hours, minutes: rest.digits(2)? }))
}

/// What is left of a text being read.
struct Rest<'a>(&'a str);

impl Rest<'_> {
    fn eat(&mut self, wanted: char) -> bool {
        let after = self.0.strip_prefix(wanted);
        self.0 = after.unwrap_or(self.0);
        after.is_some()
    }

    fn digits(&mut self, count: usize) -> Option<u32> {
        let (digits, after) = self.0.split_at_checked(count)?;
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        self.0 = after;
        digits.parse().ok()
    }
}

impl Written {
    /// The moment it tells, if there is one.
    pub(super) fn resolve(self, zone: Option<Tz>) -> Result<Moment, Fault> {
        let first = self.first_day(zone)?;
        let Some(time) = self.time else {
            let precision = match (self.month, self.day) {
                (None, _) => Precision::Year,
                (Some(_), None) => Precision::Month,
                (Some(_), Some(_)) => Precision::Day,
            };
            return Ok(self.moment(first, precision, None));
        };
        let clock = self.clock(first, time, zone)?;
        let precision = if clock.second.is_some() { Precision::Second } else { Precision::Minute };
        let moment = self.moment(first, precision, Some(clock));
        if (1..=9999).contains(&moment.in_utc().year()) { Ok(moment) } else { Err(Fault::Year) }
    }

    fn moment(self, first: NaiveDate, precision: Precision, clock: Option<Clock>) -> Moment {
        Moment { first, precision, clock, approximate: self.approximate, uncertain: self.uncertain }
    }

    fn first_day(self, zone: Option<Tz>) -> Result<NaiveDate, Fault> {
        let (month, day) = (self.month.unwrap_or(1), self.day.unwrap_or(1));
        if self.year == 0 {
            return Err(Fault::Year);
        }
        if !(1..=12).contains(&month) {
            return Err(self.month_fault(month, zone));
        }
        let year = i32::try_from(self.year).unwrap_or(0);
        NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| Fault::NoSuchDay {
            year,
            month,
            days: days(year, month),
        })
    }

    fn month_fault(self, month: u32, zone: Option<Tz>) -> Fault {
        match self.day {
            Some(day @ 1..=12) if (13..=31).contains(&month) => {
                let swapped = Self { month: Some(day), day: Some(month), ..self };
                // It may as well be a slip for a month that exists.
                swapped.mends("year, month, day", zone).in_doubt()
            }
            None if (21..=41).contains(&month) => Fault::Season { year: self.year },
            _ => Fault::NoSuchMonth { month },
        }
    }

    fn clock(self, first: NaiveDate, time: Time, zone: Option<Tz>) -> Result<Clock, Fault> {
        if (time.hour, time.minute, time.second.unwrap_or(0)) == (24, 0, 0) {
            return Err(self.next_midnight(first, time, zone));
        }
        if time.hour > 23 || time.minute > 59 || time.second.is_some_and(|second| second > 60) {
            return Err(Fault::NoSuchTime);
        }
        if time.second == Some(60) {
            let before = Self { time: Some(Time { second: Some(59), ..time }), ..self };
            return Err(before.mends("leap seconds are not told apart from the second before", zone));
        }
        let offset = match time.offset {
            Some(offset) => offset.resolve()?,
            None => self.local_offset(first, time, zone)?,
        };
        let part = |value: u32| u8::try_from(value).unwrap_or(0);
        let second = time.second.map(part);
        Ok(Clock { hour: part(time.hour), minute: part(time.minute), second, offset })
    }

    fn next_midnight(self, first: NaiveDate, time: Time, zone: Option<Tz>) -> Fault {
        let Some(next) = first.succ_opt() else { return Fault::NoSuchTime };
        let midnight = Self {
            year: u32::try_from(next.year()).unwrap_or(0),
            month: Some(next.month()),
            day: Some(next.day()),
            time: Some(Time { hour: 0, ..time }),
            ..self
        };
        midnight.mends("the end of a day is 00:00 of the next", zone)
    }

    fn local_offset(self, first: NaiveDate, time: Time, zone: Option<Tz>) -> Result<Offset, Fault> {
        let Some(zone) = zone else {
            let hours_east = WrittenOffset { hours: 3, ..UTC };
            return Err(Fault::MissingZone {
                in_utc: self.at_offset(time, UTC).to_string(),
                elsewhere: self.at_offset(time, hours_east).to_string(),
            });
        };
        let clock = NaiveTime::from_hms_opt(time.hour, time.minute, time.second.unwrap_or(0)).unwrap_or_default();
        let local = first.and_time(clock);
        let (case, before, after) = match zone.offset_from_local_datetime(&local) {
            MappedLocalTime::Single(offset) => {
                if let Some(offset) = whole_minutes(offset.fix().local_minus_utc()) {
                    return Ok(offset);
                }
                let instant = self.in_utc(time, local - offset.fix()).to_string();
                let (first, second) = (instant.clone(), instant);
                return Err(Fault::LocalTime { case: LocalFault::OddOffset, zone: zone.name(), first, second });
            }
            MappedLocalTime::Ambiguous(early, late) => {
                let rounded = |seconds: i32| Offset::from_minutes(seconds / 60).unwrap_or(Offset::UTC);
                (LocalFault::Twice, rounded(early.fix().local_minus_utc()), rounded(late.fix().local_minus_utc()))
            }
            MappedLocalTime::None => {
                let step = TimeDelta::minutes(15);
                (LocalFault::Never, nearby_offset(zone, local, -step), nearby_offset(zone, local, step))
            }
        };
        Err(Fault::LocalTime {
            case,
            zone: zone.name(),
            first: self.at_offset(time, before.into()).to_string(),
            second: self.at_offset(time, after.into()).to_string(),
        })
    }

    /// The text of the instant that is `utc`, to the second.
    fn in_utc(self, time: Time, utc: NaiveDateTime) -> Self {
        let (year, month, day) = (u32::try_from(utc.year()).unwrap_or(0), Some(utc.month()), Some(utc.day()));
        let (hour, minute, second) = (utc.hour(), utc.minute(), Some(utc.second()));
        let whole = Self { year, month, day, ..self };
        whole.at_offset(Time { hour, minute, second, ..time }, UTC)
    }

    fn at_offset(self, time: Time, offset: WrittenOffset) -> Self {
        Self { time: Some(Time { offset: Some(offset), ..time }), ..self }
    }

    /// The fault that this text stands for a mistyped one; or what is wrong with this text too.
    fn mends(self, why: &'static str, zone: Option<Tz>) -> Fault {
        match self.resolve(zone) {
            Ok(_) => Fault::Notation { mended: self.to_string(), why, sure: true },
            Err(fault) => fault,
        }
    }
}

impl WrittenOffset {
    fn resolve(self) -> Result<Offset, Fault> {
        let minutes = i32::try_from(self.hours * 60 + self.minutes).unwrap_or(i32::MAX);
        let signed = if self.negative { -minutes } else { minutes };
        Offset::from_minutes(signed).filter(|_| self.minutes < 60).ok_or(Fault::NoSuchOffset)
    }
}

impl From<Offset> for WrittenOffset {
    fn from(offset: Offset) -> Self {
        let minutes = u32::from(offset.minutes().unsigned_abs());
        Self { negative: offset.minutes() < 0, hours: minutes / 60, minutes: minutes % 60 }
    }
}

/// The offset in force on one side of a gap: the first one found stepping away from it, for a little over a day.
fn nearby_offset(zone: Tz, local: NaiveDateTime, step: TimeDelta) -> Offset {
    let mut at = local;
    for _ in 0..(26 * 4) {
        at = at.checked_add_signed(step).unwrap_or(at);
        if let Some(offset) = zone.offset_from_local_datetime(&at).earliest() {
            return whole_minutes(offset.fix().local_minus_utc()).unwrap_or(Offset::UTC);
        }
    }
    Offset::UTC
}

/// Before zones were agreed on, towns kept offsets to the second, which can't be written.
fn whole_minutes(seconds: i32) -> Option<Offset> {
    if seconds % 60 == 0 { Offset::from_minutes(seconds / 60) } else { None }
}

fn days(year: i32, month: u32) -> u32 {
    let first = NaiveDate::from_ymd_opt(year, month, 1).unwrap_or_default();
    bounds::months_later(first, 1).pred_opt().map_or(31, |last| last.day())
}

/// The text it was read from.
impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        if let Some(time) = self.time {
            write!(f, "T{:02}:{:02}", time.hour, time.minute)?;
            if let Some(second) = time.second {
                write!(f, ":{second:02}")?;
            }
            if let Some(offset) = time.offset {
                write!(f, "{offset}")?;
            }
        }
        f.write_str(mark(self.approximate, self.uncertain))
    }
}

impl fmt::Display for WrittenOffset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.hours == 0 && self.minutes == 0 {
            return f.write_str("Z");
        }
        let sign = if self.negative { '-' } else { '+' };
        write!(f, "{sign}{:02}:{:02}", self.hours, self.minutes)
    }
}
