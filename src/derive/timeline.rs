//! The timeline of a set of incidents: a lane a year on one time scale, what overlaps in rows of its own.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::lists::IncidentNumber;
use super::years::{YearStep, axis};
use crate::archive::{Course, End, Impact, Instant, Moment, Precision};

/// Lanes by year, newest first.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline {
    /// The lanes.
    pub lanes: Vec<Lane>,
}

/// One year.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// The year.
    pub year: i32,
    /// How many rows its bars need.
    pub rows: u32,
    /// The bars, in the order of time.
    pub bars: Vec<Bar>,
    /// How many more had begun before and went on beyond it: of those only the oldest have a bar.
    pub through: usize,
    /// The empty years before it that have no lane: the first and the last.
    pub left_out: Option<(i32, i32)>,
}

/// An incident, or the part of it that lies in a year. Positions are fractions of the year, from 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// The incident.
    pub incident: IncidentNumber,
    /// How grave it was.
    pub impact: Impact,
    /// Where it begins as told; the middle of what the beginning may mean where that is rough.
    pub from: f64,
    /// Where it ends as far as known; `from` where no end is known.
    pub to: f64,
    /// The row, from 0.
    pub row: u32,
    /// Stretch in which it may have begun, if that can be seen.
    pub rough_start: Option<(f64, f64)>,
    /// Stretch in which it may have ended, if that can be seen.
    pub rough_end: Option<(f64, f64)>,
    /// How it ends.
    pub end: BarEnd,
    /// Whether it comes from the year before.
    pub continued: bool,
    /// Whether its end is a plan.
    pub is_planned: bool,
}

impl Bar {
    /// Whether it neither begins nor ends in the year.
    fn runs_through(&self) -> bool {
        self.continued && self.end == BarEnd::Continues
    }
}

/// How a bar ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BarEnd {
    /// At a known moment.
    Closed,
    /// Nobody knows when.
    Open,
    /// It goes on.
    Ongoing,
    /// In the next year's lane.
    Continues,
}

/// The least width of a bar with its mark, as a fraction of the year: what overlaps this gets a row of its own.
const LEAST_WIDTH: f64 = 0.045;
/// The width an end that isn't known takes, likewise.
const OPEN_WIDTH: f64 = 0.08;
/// A stretch narrower than this can't be told from a point.
const VISIBLE: f64 = 0.004;
/// More years than this in one bar are a mistake of the author's; it is drawn as going on beyond them.
const MOST_LANES_OF_ONE: i32 = 200;

/// The most bars of a lane that neither begin nor end in it: they all look alike, and what went on for centuries has one
/// in each.
const MOST_THROUGH: usize = 20;

/// Lays out incidents, each with its course; bars that go on end at `latest`, the latest moment of the archive.
pub fn timeline(incidents: impl IntoIterator<Item = (IncidentNumber, Course)>, latest: Option<Instant>) -> Timeline {
    let mut years: BTreeMap<i32, Vec<Bar>> = BTreeMap::new();
    for (number, course) in incidents {
        for (year, bar) in bars(number, &course, latest) {
            years.entry(year).or_default().push(bar);
        }
    }
    let mut lanes: Vec<Lane> = Vec::new();
    let mut left_out = None;
    for step in axis(years.keys().copied()) {
        match step {
            YearStep::Year(year) => {
                let bars = years.remove(&year).unwrap_or_default();
                lanes.push(Lane { left_out: left_out.take(), ..lane(year, bars) });
            }
            YearStep::LeftOut(from, to) => left_out = Some((from, to)),
        }
    }
    lanes.reverse();
    Timeline { lanes }
}

/// A stretch of seconds in which something may have been; equal ends where it is exact.
type Stretch = (i64, i64);

fn stretch(moment: &Moment) -> Stretch {
    let (from, to) = if moment.is_approximate() && moment.precision() < Precision::Minute {
        (moment.earliest(), moment.latest())
    } else {
        moment.span_in_utc()
    };
    if moment.precision() >= Precision::Minute && !moment.is_approximate() { (from.0, from.0) } else { (from.0, to.0) }
}

const fn middle((from, to): Stretch) -> i64 {
    from + (to - from) / 2
}

fn bars(number: IncidentNumber, course: &Course, latest: Option<Instant>) -> Vec<(i32, Bar)> {
    let start = stretch(&course.start);
    let begin = if start.0 == start.1 { start.0 } else { middle(start) };
    let (end, finish) = match &course.end {
        End::Moment(end) => (Some(stretch(end)), middle(stretch(end)).max(begin)),
        End::Ongoing => (None, latest.map_or(begin, |latest| latest.0).max(begin)),
        End::Unknown => (None, begin),
    };
    let first = year_of(begin);
    let over = last_year(begin, finish, &course.end);
    let last = over.min(first + MOST_LANES_OF_ONE);
    let bar = |year: i32| {
        let scale = Scale::new(year);
        let end_kind = match &course.end {
            _ if year < over => BarEnd::Continues,
            End::Moment(_) => BarEnd::Closed,
            End::Unknown => BarEnd::Open,
            End::Ongoing => BarEnd::Ongoing,
        };
        let bar = Bar {
            incident: number,
            impact: course.impact,
            from: scale.at(begin),
            to: scale.at(finish),
            row: 0,
            rough_start: scale.rough(start).filter(|_| year == first),
            rough_end: end.and_then(|end| scale.rough(end)).filter(|_| year == last),
            end: end_kind,
            continued: year > first,
            is_planned: course.is_end_planned,
        };
        (year, bar)
    };
    (first..=last).map(bar).collect()
}

/// The year in which something ends: the one before, where it ends as a year begins and takes nothing of it.
fn last_year(begin: i64, finish: i64, end: &End) -> i32 {
    let is_over = matches!(end, End::Moment(_)) && finish > begin;
    year_of(if is_over { finish - 1 } else { finish })
}

/// The time scale of one year.
struct Scale {
    from: i64,
    length: f64,
}

impl Scale {
    fn new(year: i32) -> Self {
        let from = first_second(year);
        #[expect(clippy::cast_precision_loss, reason = "a year's seconds are far below 2^53")]
        let length = (first_second(year + 1) - from).max(1) as f64;
        Self { from, length }
    }

    fn at(&self, second: i64) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "clamped to a year's length just after")]
        let fraction = (second - self.from) as f64 / self.length;
        fraction.clamp(0.0, 1.0)
    }

    fn rough(&self, (from, to): Stretch) -> Option<(f64, f64)> {
        let (from, to) = (self.at(from), self.at(to));
        (to - from > VISIBLE).then_some((from, to))
    }
}

fn first_second(year: i32) -> i64 {
    let day = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default();
    day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp()
}

fn year_of(second: i64) -> i32 {
    use chrono::Datelike;
    chrono::DateTime::from_timestamp(second, 0).map_or(1970, |at| at.year())
}

/// Gives each bar the first row that is free where it begins.
fn lane(year: i32, mut bars: Vec<Bar>) -> Lane {
    bars.sort_by(|a, b| a.from.total_cmp(&b.from).then(b.incident.cmp(&a.incident)));
    let mut through = 0;
    bars.retain(|bar| {
        through += usize::from(bar.runs_through());
        !bar.runs_through() || through <= MOST_THROUGH
    });
    let mut free = FreeRows::new(bars.len());
    let mut rows = 1;
    for bar in &mut bars {
        let (from, to) = reach(bar);
        let row = free.take(from, to);
        rows = rows.max(row + 1);
        bar.row = u32::try_from(row).unwrap_or(0);
    }
    let through = through.saturating_sub(MOST_THROUGH);
    Lane { year, rows: u32::try_from(rows).unwrap_or(1), bars, through, left_out: None }
}

/// From where each row is free, as a tree in which what is above others has the least of them: the first free row of
/// thousands is found in a few steps.
struct FreeRows {
    tree: Vec<f64>,
    rows: usize,
}

impl FreeRows {
    fn new(most: usize) -> Self {
        let rows = most.next_power_of_two();
        Self { tree: vec![f64::NEG_INFINITY; rows * 2], rows }
    }

    /// The first row that is free at `from`, taken up to `to`.
    fn take(&mut self, from: f64, to: f64) -> usize {
        let mut place = 1;
        while place < self.rows {
            place *= 2;
            place += usize::from(self.at(place) > from);
        }
        let row = place - self.rows;
        let mut least = to;
        while let Some(free) = self.tree.get_mut(place) {
            *free = least;
            least = least.min(self.at(place ^ 1));
            place /= 2;
            if place == 0 {
                break;
            }
        }
        row
    }

    fn at(&self, place: usize) -> f64 {
        self.tree.get(place).copied().unwrap_or(f64::NEG_INFINITY)
    }
}

/// What a bar takes of its row: mark, rough edges and open end included.
fn reach(bar: &Bar) -> (f64, f64) {
    let from = bar.rough_start.map_or(bar.from, |(from, _)| from.min(bar.from)) - LEAST_WIDTH / 2.0;
    let tail = if matches!(bar.end, BarEnd::Open | BarEnd::Ongoing) { OPEN_WIDTH } else { LEAST_WIDTH / 2.0 };
    let to = bar.rough_end.map_or(bar.to, |(_, to)| to.max(bar.to));
    (from, to.max(bar.rough_start.map_or(0.0, |(_, to)| to)) + tail)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn bar(incident: IncidentNumber, (from, to): (f64, f64), continued: bool, end: BarEnd) -> Bar {
        let impact = Impact::Minor;
        let [rough_start, rough_end] = [None, None];
        Bar { incident, impact, from, to, row: 0, rough_start, rough_end, end, continued, is_planned: false }
    }

    #[test]
    fn of_many_that_run_through_a_year_the_oldest_are_drawn_and_the_rest_counted() {
        let through = (0..300).map(|number| bar(number, (0.0, 1.0), true, BarEnd::Continues));
        let others = [(300, false, BarEnd::Continues), (301, true, BarEnd::Closed), (302, true, BarEnd::Ongoing)];
        let others = others.map(|(number, continued, end)| bar(number, (0.0, 0.5), continued, end));
        let lane = lane(2024, through.chain(others).collect());
        assert_eq!((lane.bars.len(), lane.through, lane.rows), (23, 280, 23));
        let mut drawn: Vec<_> = lane.bars.iter().map(|bar| bar.incident).collect();
        drawn.sort_unstable();
        assert_eq!(drawn, (280..303).collect::<Vec<_>>(), "the highest numbers are the oldest");
    }

    proptest! {
        #[test]
        fn each_takes_the_first_row_that_is_free(bars in prop::collection::vec((0.0..1.0, 0.0..0.4), 0..60)) {
            let mut free = FreeRows::new(bars.len());
            let mut plain: Vec<f64> = Vec::new();
            for (from, length) in bars {
                let first = plain.iter().position(|free| *free <= from).unwrap_or(plain.len());
                plain.resize(plain.len().max(first + 1), 0.0);
                plain[first] = from + length;
                prop_assert_eq!(free.take(from, from + length), first);
            }
        }
    }
}
