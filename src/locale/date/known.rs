//! Texts that many moments share, made when first asked for: an archive has far fewer days than moments.

use std::borrow::Cow;
use std::sync::OnceLock;

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

/// Days of two centuries are kept; those of other years are made anew each time.
const FIRST_YEAR: i32 = 1900;
const YEARS: usize = 200;

type Text = OnceLock<Box<str>>;

/// What was made so far.
#[derive(Debug)]
pub(super) struct Known {
    /// By year from [`FIRST_YEAR`], then by day of the year.
    days: Vec<OnceLock<Vec<Text>>>,
    minutes: Vec<Text>,
    /// By year from [`FIRST_YEAR`].
    years: Vec<Text>,
    /// By month of those years.
    months: Vec<Text>,
    /// By month of any year.
    month_names: Vec<Text>,
    month_shorts: Vec<Text>,
}

impl Known {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        Self {
            days: (0..YEARS).map(|_| OnceLock::new()).collect(),
            minutes: room(24 * 60),
            years: room(YEARS),
            months: room(YEARS * 12),
            month_names: room(12),
            month_shorts: room(12),
        }
    }

    /// A day.
    pub(super) fn day(&self, day: NaiveDate, make: impl FnOnce() -> Option<String>) -> Option<Cow<'_, str>> {
        let year = place_of(day.year()).and_then(|year| self.days.get(year));
        let days = year.map_or(&[] as &[_], |days| days.get_or_init(|| room(366)));
        kept(days, usize::try_from(day.ordinal0()).ok(), make)
    }

    /// The minute of a time of day.
    pub(super) fn minute(&self, time: NaiveTime, make: impl FnOnce() -> String) -> &str {
        let minute = usize::try_from(time.num_seconds_from_midnight() / 60).unwrap_or(0);
        self.minutes.get(minute).map_or("", |text| text.get_or_init(|| make().into_boxed_str()))
    }

    /// A year.
    pub(super) fn year(&self, year: i32, make: impl FnOnce() -> Option<String>) -> Option<Cow<'_, str>> {
        kept(&self.years, place_of(year), make)
    }

    /// A month (1 to 12) of a year.
    pub(super) fn month(&self, year: i32, month: u32, make: impl FnOnce() -> Option<String>) -> Option<Cow<'_, str>> {
        let place = place_of(year).zip(place_of_month(month)).map(|(year, month)| year * 12 + month);
        kept(&self.months, place, make)
    }

    /// The name of a month (1 to 12).
    pub(super) fn month_name(&self, month: u32, make: impl FnOnce() -> Option<String>) -> Option<Cow<'_, str>> {
        kept(&self.month_names, place_of_month(month), make)
    }

    /// The short name of a month (1 to 12).
    pub(super) fn month_short(&self, month: u32, make: impl FnOnce() -> Option<String>) -> Option<Cow<'_, str>> {
        kept(&self.month_shorts, place_of_month(month), make)
    }
}

fn room(count: usize) -> Vec<Text> {
    (0..count).map(|_| OnceLock::new()).collect()
}

/// The text at `place`, made now if nobody asked for it before; made each time where there is no such place.
fn kept(texts: &[Text], place: Option<usize>, make: impl FnOnce() -> Option<String>) -> Option<Cow<'_, str>> {
    let place = place.and_then(|place| texts.get(place));
    if let Some(text) = place.and_then(OnceLock::get) {
        return Some(Cow::Borrowed(text));
    }
    let made = make()?;
    Some(match place {
        Some(place) => Cow::Borrowed(place.get_or_init(|| made.into_boxed_str())),
        None => Cow::Owned(made),
    })
}

/// The place of a year among those that are kept.
fn place_of(year: i32) -> Option<usize> {
    usize::try_from(year.checked_sub(FIRST_YEAR)?).ok().filter(|place| *place < YEARS)
}

fn place_of_month(month: u32) -> Option<usize> {
    usize::try_from(month.checked_sub(1)?).ok().filter(|place| *place < 12)
}
