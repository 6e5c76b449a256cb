//! Numbers about a set of incidents; an unknown is counted as unknown and lowers nothing.

use crate::archive::{Incident, Instant};

/// Numbers about a set of incidents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbers {
    /// How many.
    pub incidents: usize,
    /// Those whose duration is known to the minute.
    pub known: usize,
    /// Those whose duration isn't.
    pub unknown: usize,
    /// Time within known incidents, overlaps counted once, in seconds; `None` if none is known.
    pub total: Option<Known>,
    /// Median of the known durations.
    pub median: Option<Known>,
    /// The longest known duration, and the number of its incident in the list given.
    pub longest: Option<(Known, usize)>,
    /// Median time between beginnings in whole days, of incidents whose beginning is known to the day, and how many
    /// gaps that is.
    pub between: Option<(Known, usize)>,
}

/// The seconds of a day.
const DAY: i64 = 86_400;

/// A length of time that is known, in seconds (or days, where that is said).
pub type Known = u64;

/// Makes the numbers of `incidents`.
pub fn numbers(incidents: &[&Incident]) -> Numbers {
    let known: Vec<(usize, Known, Instant)> =
        incidents.iter().enumerate().filter_map(|(i, incident)| Some((i, exact(incident)?, begin(incident)))).collect();
    let mut lengths: Vec<Known> = known.iter().map(|(_, length, _)| *length).collect();
    lengths.sort_unstable();
    let longest = known.iter().max_by_key(|(number, length, _)| (*length, usize::MAX - number));
    Numbers {
        incidents: incidents.len(),
        known: known.len(),
        unknown: incidents.len() - known.len(),
        total: (!known.is_empty()).then(|| merged(&known)),
        median: median(&lengths),
        longest: longest.map(|(number, length, _)| (*length, *number)),
        between: between(incidents),
    }
}

/// A duration both of whose bounds say the same minute.
fn exact(incident: &Incident) -> Option<Known> {
    let range = incident.duration()?;
    (range.min_seconds / 60 == range.max_seconds / 60).then_some(range.min_seconds)
}

fn begin(incident: &Incident) -> Instant {
    incident.start.span_in_utc().0
}

/// The time within any of the stretches, each moment counted once.
fn merged(known: &[(usize, Known, Instant)]) -> Known {
    let length = |seconds: Known| i64::try_from(seconds).unwrap_or(i64::MAX);
    let mut stretches: Vec<(i64, i64)> =
        known.iter().map(|(_, seconds, start)| (start.0, start.0.saturating_add(length(*seconds)))).collect();
    stretches.sort_unstable();
    let mut total: i64 = 0;
    let mut reached = i64::MIN;
    for (start, end) in stretches {
        total += (end - start.max(reached)).max(0);
        reached = reached.max(end);
    }
    Known::try_from(total).unwrap_or(0)
}

/// The middle of sorted lengths; of two middles, their mean.
fn median(sorted: &[Known]) -> Option<Known> {
    let middle = sorted.len() / 2;
    let upper = sorted.get(middle)?;
    if sorted.len() % 2 == 1 {
        return Some(*upper);
    }
    let lower = sorted.get(middle.checked_sub(1)?)?;
    Some(lower.midpoint(*upper))
}

fn between(incidents: &[&Incident]) -> Option<(Known, usize)> {
    let known = incidents.iter().filter(|incident| incident.start.day().is_some());
    let mut starts: Vec<i64> = known.map(|incident| begin(incident).0.div_euclid(DAY)).collect();
    starts.sort_unstable();
    let mut gaps: Vec<Known> =
        starts.windows(2).filter_map(|pair| Some(pair.get(1)?.abs_diff(*pair.first()?))).collect();
    gaps.sort_unstable();
    median(&gaps).map(|gap| (gap, gaps.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_that_overlap_count_once() {
        let at = |start: i64, length: Known| (0, length, Instant(start));
        assert_eq!(merged(&[at(0, 100), at(50, 100), at(500, 10)]), 160);
        assert_eq!(merged(&[at(0, 100), at(10, 20)]), 100);
    }

    #[test]
    fn the_median_of_an_even_number_is_the_mean_of_the_middles() {
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[5]), Some(5));
        assert_eq!(median(&[1, 2, 4, 100]), Some(3));
    }
}
