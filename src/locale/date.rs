//! Dates and times: Gregorian, 24 hours, as precise as they are known.

mod known;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveTime, Timelike};
use icu_calendar::{Date, Gregorian};
use icu_datetime::fieldsets::{M, MD, T, Y, YM, YMD, YMDT};
use icu_datetime::options::YearStyle;
use icu_datetime::preferences::HourCycle;
use icu_datetime::{
    DateTimeFormatterPreferences, FixedCalendarDateTimeFormatter as Formatter, NoCalendarFormatter,
    input::{DateTime as IcuDateTime, Time},
};

use self::known::Known;
use super::LanguageTag;
use super::number::{Digits, Numbers};

/// A date or time with the precision it is known to; years are 1 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateValue {
    /// A year.
    Year(i32),
    /// A month (1 to 12) of a year.
    Month(i32, u32),
    /// A day, the same in every time zone.
    Day(NaiveDate),
    /// A minute, in the zone it is told in.
    Minute(DateTime<FixedOffset>),
    /// A second, in the zone it is told in.
    Second(DateTime<FixedOffset>),
}

impl DateValue {
    /// The form for machines, as HTML's `datetime` takes it: `2024`, `2024-10`, `2024-10-03`, `2024-10-03T10:30Z`.
    pub fn machine(&self) -> String {
        let mut text = String::with_capacity("2024-10-03T10:30:00Z".len());
        self.write_machine(&mut text);
        text
    }

    /// [`machine`](Self::machine), added to a text.
    pub fn write_machine(&self, text: &mut String) {
        match self {
            Self::Year(year) => machine_year(text, *year),
            Self::Month(year, month) => {
                machine_year(text, *year);
                text.extend(["-", two_digits(*month)]);
            }
            Self::Day(day) => machine_day(text, *day),
            Self::Minute(at) => machine_time(text, *at, &[at.hour(), at.minute()]),
            Self::Second(at) => machine_time(text, *at, &[at.hour(), at.minute(), at.second()]),
        }
    }
}

fn machine_time(text: &mut String, at: DateTime<FixedOffset>, clock: &[u32]) {
    machine_day(text, at.date_naive());
    for (place, part) in clock.iter().enumerate() {
        text.push(if place == 0 { 'T' } else { ':' });
        text.push_str(two_digits(*part));
    }
    match at.offset().local_minus_utc() {
        0 => text.push('Z'),
        _ => text.push_str(&at.format("%:z").to_string()),
    }
}

fn machine_year(text: &mut String, year: i32) {
    let year = u32::try_from(year).unwrap_or(0);
    text.push_str(two_digits(year / 100));
    text.push_str(two_digits(year % 100));
}

fn machine_day(text: &mut String, day: NaiveDate) {
    machine_year(text, day.year());
    text.extend(["-", two_digits(day.month()), "-", two_digits(day.day())]);
}

/// A number below 100, as every moment of a site is written; `format!` costs ten times as much.
fn two_digits(number: u32) -> &'static str {
    const PAIRS: &str = "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849\
        5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";
    let at = 2 * (number as usize % 100);
    PAIRS.get(at..at + 2).unwrap_or_default()
}

/// Formats dates of one locale.
#[derive(Debug)]
pub(super) struct Dates {
    year: Formatter<Gregorian, Y>,
    month: Formatter<Gregorian, YM>,
    day: Formatter<Gregorian, YMD>,
    minute: Formatter<Gregorian, YMDT>,
    second: Formatter<Gregorian, YMDT>,
    day_month: Formatter<Gregorian, MD>,
    month_name: Formatter<Gregorian, M>,
    month_short: Formatter<Gregorian, M>,
    time: NoCalendarFormatter<T>,
    time_seconds: NoCalendarFormatter<T>,
    /// What stands between month and year where ICU has a pattern for both without digits for the year: in Portuguese.
    joint: Option<&'static str>,
    /// What stands between day and time, where a minute is written as both with nothing else around.
    between: Option<String>,
    /// Whether the first of a month is an ordinal, as in French, of which ICU's patterns know nothing.
    has_first: bool,
    known: Known,
}

impl Dates {
    pub(super) fn new(language: &LanguageTag, digits: Option<Digits>) -> Self {
        let mut preferences = DateTimeFormatterPreferences::from(&language.identifier());
        preferences.hour_cycle = Some(HourCycle::H23);
        preferences.numbering_system = digits.map(Digits::system);
        let full = YMD::long().with_year_style(YearStyle::Full);
        macro_rules! formatter {
            ($kind:ident, $fields:expr) => {
                $kind::try_new(preferences, $fields).expect("root has dates for every locale")
            };
        }
        let mut dates = Self {
            year: formatter!(Formatter, Y::long().with_year_style(YearStyle::Full)),
            month: formatter!(Formatter, YM::long().with_year_style(YearStyle::Full)),
            day: formatter!(Formatter, full),
            minute: formatter!(Formatter, full.with_time_hm()),
            second: formatter!(Formatter, full.with_time_hms()),
            day_month: formatter!(Formatter, MD::medium()),
            month_name: formatter!(Formatter, M::long()),
            month_short: formatter!(Formatter, M::medium()),
            time: formatter!(NoCalendarFormatter, T::hm()),
            time_seconds: formatter!(NoCalendarFormatter, T::hms()),
            joint: (language.primary() == "pt").then_some(" de "),
            between: None,
            has_first: language.primary() == "fr",
            known: Known::new(),
        };
        dates.between = dates.find_between();
        dates
    }

    /// Looks at two minutes far apart; if either is more than its day and its time with the same words between, minutes
    /// are left to their own formatter.
    fn find_between(&self) -> Option<String> {
        let between = |year, month, day, hour, minute| {
            let date = NaiveDate::from_ymd_opt(year, month, day)?;
            let time = NaiveTime::from_hms_opt(hour, minute, 0)?;
            let input = IcuDateTime { date: of_day(date)?, time: of_time(time) };
            let whole = self.minute.format(&input).to_string();
            let day = self.day.format(&of_day(date)?).to_string();
            Some(whole.strip_prefix(&day)?.strip_suffix(&self.time(time))?.to_owned())
        };
        let first = between(2001, 3, 4, 5, 6)?;
        (first == between(1987, 12, 30, 23, 59)?).then_some(first)
    }

    fn known_day(&self, day: NaiveDate) -> Option<Cow<'_, str>> {
        self.known.day(day, || Some(self.first(day, self.day.format(&of_day(day)?).to_string())))
    }

    /// A text that begins with its day: `1er octobre` where the pattern gave `1 octobre`.
    fn first(&self, day: NaiveDate, mut text: String) -> String {
        if self.has_first && day.day() == 1 && text.starts_with('1') {
            text.insert_str(1, "er");
        }
        text
    }

    fn moment(
        &self,
        formatter: &Formatter<Gregorian, YMDT>,
        at: DateTime<FixedOffset>,
        numbers: &Numbers,
    ) -> Option<String> {
        let day = at.date_naive();
        let input = IcuDateTime { date: of_day(day)?, time: of_time(at.time()) };
        let text = self.first(day, formatter.format(&input).to_string());
        Some(format!("{text}\u{a0}{}", zone(*at.offset(), numbers)))
    }

    fn known_minute(&self, time: NaiveTime) -> &str {
        self.known.minute(time, || self.time.format(&of_time(time)).to_string())
    }

    fn minute(&self, at: DateTime<FixedOffset>, numbers: &Numbers) -> Option<String> {
        let Some(between) = &self.between else { return self.moment(&self.minute, at, numbers) };
        let day = self.known_day(at.date_naive())?;
        let (time, zone) = (self.known_minute(at.time()), zone(*at.offset(), numbers));
        let mut text = String::with_capacity(day.len() + between.len() + time.len() + 2 + zone.len());
        text.extend([&*day, between, time, "\u{a0}", &zone]);
        Some(text)
    }

    fn known_year(&self, year: i32) -> Option<Cow<'_, str>> {
        self.known.year(year, || Some(self.year.format(&gregorian(year, 1, 1)?).to_string()))
    }

    fn known_month(&self, year: i32, month: u32) -> Option<Cow<'_, str>> {
        self.known.month(year, month, || {
            let date = gregorian(year, month, 1)?;
            Some(match self.joint {
                Some(joint) => format!("{}{joint}{}", self.month_name.format(&date), self.year.format(&date)),
                None => self.month.format(&date).to_string(),
            })
        })
    }

    pub(super) fn date(&self, value: &DateValue, numbers: &Numbers) -> String {
        let text = match value {
            DateValue::Year(year) => self.known_year(*year),
            DateValue::Month(year, month) => self.known_month(*year, *month),
            DateValue::Day(day) => self.known_day(*day),
            DateValue::Minute(at) => self.minute(*at, numbers).map(Cow::Owned),
            DateValue::Second(at) => self.moment(&self.second, *at, numbers).map(Cow::Owned),
        };
        // Only years that no archive takes lead here.
        text.map_or_else(|| value.machine(), Cow::into_owned)
    }

    pub(super) fn day_month(&self, day: NaiveDate) -> String {
        let text = |date| self.first(day, self.day_month.format(&date).to_string());
        of_day(day).map_or_else(|| DateValue::Day(day).machine(), text)
    }

    pub(super) fn month_name(&self, month: u32) -> String {
        let name = self.known.month_name(month, || name_of(&self.month_name, month));
        name.map_or_else(|| month.to_string(), Cow::into_owned)
    }

    pub(super) fn month_short(&self, month: u32) -> String {
        let name = self.known.month_short(month, || name_of(&self.month_short, month));
        name.map_or_else(|| month.to_string(), Cow::into_owned)
    }

    pub(super) fn time(&self, time: NaiveTime) -> String {
        self.known_minute(time).to_owned()
    }

    pub(super) fn time_seconds(&self, time: NaiveTime) -> String {
        self.time_seconds.format(&of_time(time)).to_string()
    }
}

/// The names of the months as they stand alone, from the first.
pub(super) fn month_names(language: &LanguageTag) -> Vec<String> {
    let preferences = DateTimeFormatterPreferences::from(&language.identifier());
    let formatter = Formatter::try_new(preferences, M::long()).expect("root has dates for every locale");
    (1..=12).filter_map(|month| name_of(&formatter, month)).collect()
}

fn name_of(formatter: &Formatter<Gregorian, M>, month: u32) -> Option<String> {
    gregorian(2000, month, 1).map(|date| formatter.format(&date).to_string())
}

/// A zone as it is written behind a time, on the same line: `UTC`, `UTC+02:00`, in the locale's digits.
pub(super) fn zone(offset: FixedOffset, numbers: &Numbers) -> Cow<'static, str> {
    let seconds = offset.local_minus_utc();
    if seconds == 0 {
        return Cow::Borrowed("UTC");
    }
    let sign = if seconds < 0 { '\u{2212}' } else { '+' };
    let (hours, minutes, rest) = (seconds.abs() / 3600, seconds.abs() / 60 % 60, seconds.abs() % 60);
    let text = if rest == 0 {
        format!("UTC{sign}{hours:02}:{minutes:02}")
    } else {
        format!("UTC{sign}{hours:02}:{minutes:02}:{rest:02}")
    };
    numbers.localize_digits(&text).into()
}

fn of_day(day: NaiveDate) -> Option<Date<Gregorian>> {
    gregorian(day.year(), day.month(), day.day())
}

fn gregorian(year: i32, month: u32, day: u32) -> Option<Date<Gregorian>> {
    Date::try_new_gregorian(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?).ok()
}

fn of_time(time: NaiveTime) -> Time {
    let part = |value: u32| u8::try_from(value).expect("parts of a clock time are below 60");
    Time::try_new(part(time.hour()), part(time.minute()), part(time.second()), 0)
        .expect("every clock time is one of ICU's")
}
