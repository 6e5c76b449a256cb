//! What the facts of an incident allow its prose to say.

use chrono::{Datelike, NaiveDate};

use super::reader::{Day, Mention, Time};
use crate::archive::incident::{Amount, ClaimValue, Incident};
use crate::archive::moment::{DurationRange, End, Moment, duration};

/// All moments and lengths that the facts tell of, those of claims among them.
pub struct Known {
    moments: Vec<Stretch>,
    lengths: Vec<DurationRange>,
    figures: Vec<f64>,
}

/// The seconds a moment may be, or those of a stretch of time.
struct Stretch {
    first: i64,
    last: i64,
    is_timed: bool,
    /// How far before UTC, in seconds, the day may be told: twelve hours, or what the moment is written with.
    east: i64,
}

impl From<Moment> for Stretch {
    fn from(moment: Moment) -> Self {
        let offset = moment.clock().map_or(0, |clock| 60 * i64::from(clock.offset().minutes()));
        let (first, last) = (moment.earliest().0, moment.latest().0);
        Self { first, last, is_timed: moment.clock().is_some(), east: offset.max(12 * HOUR) }
    }
}

impl Known {
    /// Collects them; of a part of an incident anything is allowed that lies within the whole.
    pub fn new(incident: &Incident, of_part: bool) -> Self {
        let mut known = Self::of_facts(incident);
        if of_part {
            let first = incident.start.earliest().0;
            let last = incident.end.moment().map_or(first + YEAR, |end| end.latest().0);
            known.moments.push(Stretch { first, last, is_timed: true, east: 12 * HOUR });
            let whole = incident.duration().map(|whole| DurationRange { min_seconds: 0, ..whole });
            known.lengths.extend(whole);
        }
        known
    }

    fn of_facts(incident: &Incident) -> Self {
        let facts = &incident.facts;
        let services = facts.services.iter().map(|one| (one.start, one.end));
        let courses = services.chain(facts.regions.iter().map(|one| (one.start, one.end)));
        let claims = facts.claims.iter().filter_map(|claim| match claim.value {
            ClaimValue::Start(start) => Some((Some(start), None)),
            ClaimValue::Interval(start, end) => Some((Some(start), Some(end))),
            ClaimValue::End(end) => Some((None, Some(end))),
            _ => None,
        });
        let courses: Vec<_> = courses.chain(claims).chain([(None, None)]).collect();
        let length = |(start, end): &(Option<Moment>, Option<End>)| {
            Some(duration(&start.unwrap_or(incident.start), end.as_ref().unwrap_or(&incident.end).moment()?))
        };
        let lengths = courses.iter().filter_map(length).collect();
        let of_courses = courses.iter().flat_map(|(start, end)| [*start, end.and_then(|end| end.moment().copied())]);
        let told = [Some(incident.start), incident.end.moment().copied()].into_iter().chain(of_courses).flatten();
        let updates = facts.updates.iter().map(|update| update.at);
        let moments = told.chain(updates).chain(facts.reports.iter().filter_map(|report| report.at));
        let figures = facts.figures.iter().flat_map(|figure| match figure.amount {
            Amount::Exactly(one) | Amount::AtLeast(one) | Amount::AtMost(one) => [one, one],
            Amount::Between(from, to) => [from, to],
        });
        Self { moments: moments.map(Stretch::from).collect(), lengths, figures: figures.collect() }
    }

    /// Whether some fact lies on that day, told in the zone of whoever wrote it.
    pub fn has_day(&self, day: NaiveDate, is_about: bool) -> bool {
        let slack = i64::from(is_about);
        let number = (day - EPOCH).num_days();
        self.moments.iter().any(|moment| {
            let (first, last) = days(moment);
            (first - slack..=last + slack).contains(&number)
        })
    }

    /// Whether some fact lies on such a weekday, told in the zone of whoever wrote it.
    pub fn has_weekday(&self, weekday: usize) -> bool {
        self.moments.iter().any(|moment| {
            let (first, last) = days(moment);
            // The first of January 1970 was a Thursday.
            (first..=last).take(7).any(|day| usize::try_from((day + 3).rem_euclid(7)).is_ok_and(|one| one == weekday))
        })
    }

    /// Whether some fact lies at that time, on `day` if that is told.
    pub fn has_time(&self, time: Time, day: Option<NaiveDate>, is_about: bool) -> bool {
        let slack = 60 * (time.slack + if is_about { 60 } else { 0 });
        self.moments.iter().filter(|moment| moment.is_timed).any(|moment| {
            let (first, last) = (moment.first - slack, moment.last + slack);
            let days = match day {
                // In a zone of its own the day may be the one before or after.
                Some(day) => (day - EPOCH).num_days() - 1..=(day - EPOCH).num_days() + 1,
                None => first.div_euclid(DAY) - 1..=last.div_euclid(DAY) + 1,
            };
            days.take(9).any(|day| (first..=last).contains(&(day * DAY + time.minutes * 60)))
        })
    }

    /// Whether some fact allows that length.
    pub fn has_length(&self, told: DurationRange, number: u64) -> bool {
        #[expect(clippy::cast_precision_loss, reason = "numbers told in prose are small")]
        let is_figure = self.figures.contains(&(number as f64));
        let overlaps = |one: &DurationRange| one.min_seconds <= told.max_seconds && told.min_seconds <= one.max_seconds;
        self.lengths.is_empty() || is_figure || self.lengths.iter().any(overlaps)
    }
}

/// The first and last day a moment may lie on, counted from 1970: a time may be told in a zone up to twelve hours from
/// UTC or in that it is written in, a date is in the zone it is told in.
const fn days(moment: &Stretch) -> (i64, i64) {
    let Stretch { first, last, is_timed, east } = *moment;
    let (first, last) = if is_timed { (first - 12 * HOUR, last + east) } else { (first + 14 * HOUR, last - 12 * HOUR) };
    (first.div_euclid(DAY), last.div_euclid(DAY))
}

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;
const YEAR: i64 = 365 * DAY;
const EPOCH: NaiveDate = NaiveDate::from_ymd_opt(1970, 1, 1).expect("the calendar has that day");

/// The day that is meant near `start`: as told with its year, else in the year that puts it nearest. Nothing for days
/// that don't exist or lie half a year away, of which the year can't be known.
pub fn date(day: Day, start: &Moment) -> Option<NaiveDate> {
    const NEAR: u64 = 60;
    let of_year = |year| NaiveDate::from_ymd_opt(year, day.month, day.number);
    if let Some(year) = day.year {
        return of_year(year);
    }
    let begun = NaiveDate::from_ymd_opt(start.year(), start.month()?, start.day()?)?;
    let is_near = |date: &NaiveDate| (*date - begun).num_days().unsigned_abs() <= NEAR;
    [begun.year() - 1, begun.year(), begun.year() + 1].into_iter().filter_map(of_year).find(is_near)
}

/// The weekday of a day, Monday is 0.
pub fn weekday(day: NaiveDate) -> usize {
    usize::try_from(day.weekday().num_days_from_monday()).unwrap_or(0)
}

/// The day a mention tells, near `start`.
pub fn date_of(mention: &Mention, start: &Moment) -> Option<NaiveDate> {
    mention.day.as_ref().and_then(|(day, _)| date(*day, start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_without_a_year_is_near_the_incident() {
        let near = |month, number, start: &str| {
            let day = Day { year: None, month, number };
            date(day, &Moment::parse(start, None).unwrap()).map(|date| date.to_string())
        };
        assert_eq!(near(12, 31, "2021-01-04").as_deref(), Some("2020-12-31"));
        assert_eq!(near(1, 4, "2020-12-31").as_deref(), Some("2021-01-04"));
        assert_eq!(near(7, 1, "2021-01-04"), None);
        assert_eq!(near(2, 30, "2021-02-04"), None);
        assert_eq!(near(1, 4, "2021"), None);
        assert_eq!(weekday(NaiveDate::from_ymd_opt(2024, 10, 3).unwrap()), 3);
    }
}
