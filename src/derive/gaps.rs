//! How far apart incidents began, in whole days: no finer than most beginnings are known.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::lists::IncidentNumber;
use super::statistics::median;
use crate::archive::{Instant, Moment};

/// The seconds of a day.
const DAY: i64 = 86_400;

/// The times between incidents that follow each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gaps {
    /// How many gaps there are.
    pub count: usize,
    /// How many more there are whose days aren't known: a beginning isn't, of those around or one that may lie between.
    pub unknown: usize,
    /// The median gap in days.
    pub median: Option<u64>,
    /// The longest gap, of equals the latest.
    pub longest: Option<Gap>,
    /// How many gaps there are of each class.
    pub classes: BTreeMap<GapClass, usize>,
}

/// The time between the beginnings of two incidents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Its days.
    pub days: u64,
    /// The incident before it.
    pub before: IncidentNumber,
    /// The incident after it.
    pub after: IncidentNumber,
}

/// How long a gap is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GapClass {
    /// The same day or the next.
    Day,
    /// Less than a week.
    Week,
    /// Less than thirty days.
    Month,
    /// Less than ninety days.
    Quarter,
    /// Less than 365 days.
    Year,
    /// 365 days or more.
    Years,
}

impl GapClass {
    /// Every class, from the shortest.
    pub const ALL: [Self; 6] = [Self::Day, Self::Week, Self::Month, Self::Quarter, Self::Year, Self::Years];

    /// Its word in messages and tables.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
            Self::Years => "years",
        }
    }

    const fn of(days: u64) -> Self {
        match days {
            ..2 => Self::Day,
            2..7 => Self::Week,
            7..30 => Self::Month,
            30..90 => Self::Quarter,
            90..365 => Self::Year,
            365.. => Self::Years,
        }
    }
}

impl Gaps {
    /// The gaps between the beginnings of incidents, in whatever order they are given.
    pub(super) fn new<'m>(starts: impl IntoIterator<Item = (IncidentNumber, &'m Moment)>) -> Self {
        let mut days = Vec::new();
        let mut vague = Vec::new();
        for (number, start) in starts {
            if is_known_to_the_day(start) {
                // The newest has the least number: what began on one day stands in the archive's order.
                days.push((day(start.span_in_utc().0), Reverse(number)));
            } else {
                let (first, last) = start.wide_span_in_utc();
                vague.push((day(first), day(last)));
            }
        }
        days.sort_unstable();
        vague.sort_unstable();
        let all = days.len() + vague.len();
        let gaps = sure(&days, &vague);
        let mut classes = BTreeMap::new();
        for gap in &gaps {
            *classes.entry(GapClass::of(gap.days)).or_default() += 1;
        }
        Self {
            count: gaps.len(),
            unknown: all.saturating_sub(1) - gaps.len(),
            median: median(gaps.iter().map(|gap| gap.days)),
            longest: gaps.into_iter().max_by_key(|gap| gap.days),
            classes,
        }
    }
}

const fn day(instant: Instant) -> i64 {
    instant.0.div_euclid(DAY)
}

/// The gaps between beginnings known to the day, without those that one of the vague ones may lie in and divide.
fn sure(days: &[(i64, Reverse<IncidentNumber>)], vague: &[(i64, i64)]) -> Vec<Gap> {
    let mut vague = vague.iter().peekable();
    let mut reaches = i64::MIN;
    let gap = |pair: &[(i64, Reverse<IncidentNumber>)]| {
        let [(before, first), (after, second)] = pair else { return None };
        while let Some((_, last)) = vague.next_if(|(begins, _)| begins <= after) {
            reaches = reaches.max(*last);
        }
        (reaches < *before).then(|| Gap { days: before.abs_diff(*after), before: first.0, after: second.0 })
    };
    days.windows(2).filter_map(gap).collect()
}

/// Whether it is surely on one day in UTC: about midnight is not, nor is what is doubted.
fn is_known_to_the_day(start: &Moment) -> bool {
    let (first, last) = start.wide_span_in_utc();
    day(first) == day(last) && !start.is_uncertain()
}
