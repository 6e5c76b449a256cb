//! Numbers about a set of incidents. An unknown is counted as unknown and moves no other number.

use std::collections::BTreeMap;

use super::gaps::Gaps;
use super::lasting::{DurationClass, Lasting};
use super::lists::IncidentNumber;
use super::tally::Tally;
use crate::archive::{DurationRange, Extent, Incident, Instant, Moment};

/// A length of time in seconds.
pub type Seconds = u64;

/// When an incident was: all that statistics know of one.
#[derive(Clone, Copy, Debug)]
pub struct Occurrence {
    /// The incident.
    pub incident: IncidentNumber,
    /// When it began.
    pub start: Moment,
    /// How long it lasted.
    pub lasting: Lasting,
}

impl Occurrence {
    /// When `incident`, which is the archive's `number`th, was.
    pub fn new(number: IncidentNumber, incident: &Incident) -> Self {
        Self { incident: number, start: incident.start, lasting: Lasting::of(incident) }
    }
}

/// Numbers about a set of incidents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// How many.
    pub incidents: usize,
    /// How long they lasted.
    pub lengths: Lengths,
    /// How far apart they began; announced work has not.
    pub gaps: Gaps,
}

/// How long incidents lasted. `exact`, `rough`, `unknown`, `ongoing` and `announced` add up to all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lengths {
    /// Those whose length is known to the minute.
    pub exact: usize,
    /// Those whose ends are known, but not to the minute.
    pub rough: usize,
    /// Those that ended nobody knows when.
    pub unknown: usize,
    /// Those that go on.
    pub ongoing: usize,
    /// Those that are announced.
    pub announced: usize,
    /// The time in which any of the exact ones ran; `None` without one.
    pub total: Option<Seconds>,
    /// The median length of the exact ones.
    pub median: Option<Seconds>,
    /// Between what and what both lie if the rough ones are counted too; `None` without rough ones.
    pub with_rough: Option<Bounded>,
    /// Of those with a length, the one that certainly lasted longest.
    pub longest: Option<IncidentNumber>,
    /// How many there are of each class.
    pub classes: BTreeMap<DurationClass, Tally>,
}

/// Numbers that are known within bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounded {
    /// The time in which any of the incidents ran.
    pub total: DurationRange,
    /// Their median length.
    pub median: DurationRange,
}

impl Statistics {
    /// Makes the numbers of incidents, in whatever order they are given.
    pub fn new(occurrences: impl IntoIterator<Item = Occurrence>) -> Self {
        let occurrences: Vec<Occurrence> = occurrences.into_iter().collect();
        let begun = occurrences.iter().filter(|occurrence| occurrence.lasting != Lasting::Announced);
        Self {
            incidents: occurrences.len(),
            lengths: Lengths::new(&occurrences),
            gaps: Gaps::new(begun.map(|occurrence| (occurrence.incident, &occurrence.start))),
        }
    }
}

impl Lengths {
    fn new(occurrences: &[Occurrence]) -> Self {
        let mut lengths = Self::default();
        let (mut exact, mut rough) = (Vec::new(), Vec::new());
        for Occurrence { incident, lasting, .. } in occurrences {
            lengths.classes.entry(DurationClass::from(lasting)).or_default().add(*incident);
            match lasting {
                Lasting::Exactly(extent) => exact.push((*incident, *extent)),
                Lasting::Roughly(extent) | Lasting::Doubtfully(extent) => rough.push((*incident, *extent)),
                Lasting::Unknown => lengths.unknown += 1,
                Lasting::Ongoing => lengths.ongoing += 1,
                Lasting::Announced => lengths.announced += 1,
            }
        }
        (lengths.exact, lengths.rough) = (exact.len(), rough.len());
        lengths.total = (!exact.is_empty()).then(|| merged(exact.iter().filter_map(|(_, extent)| extent.certain)));
        lengths.median = median(exact.iter().map(|(_, extent)| extent.length().min_seconds));
        let is_rough = !rough.is_empty();
        exact.append(&mut rough);
        lengths.longest = longest(&exact);
        lengths.with_rough = if is_rough { Bounded::new(&exact) } else { None };
        lengths
    }
}

impl Bounded {
    fn new(extents: &[(IncidentNumber, Extent)]) -> Option<Self> {
        let ranges = || extents.iter().map(|(_, extent)| extent.length());
        Some(Self {
            total: DurationRange {
                min_seconds: merged(extents.iter().filter_map(|(_, extent)| extent.certain)),
                max_seconds: merged(extents.iter().map(|(_, extent)| extent.possible)),
            },
            median: DurationRange {
                min_seconds: median(ranges().map(|range| range.min_seconds))?,
                max_seconds: median(ranges().map(|range| range.max_seconds))?,
            },
        })
    }
}

/// The one with the greatest least length, of equals the newest; none of which no length is certain.
fn longest(extents: &[(IncidentNumber, Extent)]) -> Option<IncidentNumber> {
    let length = |extent: &Extent| {
        let range = extent.length();
        (range.min_seconds, range.max_seconds)
    };
    let certain = extents.iter().filter(|(_, extent)| extent.certain.is_some());
    let longest = certain.max_by_key(|(number, extent)| (length(extent), std::cmp::Reverse(*number)));
    longest.map(|(number, _)| *number)
}

/// The time within any of the stretches, each moment counted once.
fn merged(stretches: impl IntoIterator<Item = (Instant, Instant)>) -> Seconds {
    let mut stretches: Vec<(Instant, Instant)> = stretches.into_iter().collect();
    stretches.sort_unstable();
    let mut total = 0;
    let mut reached = Instant(i64::MIN);
    for (start, end) in stretches {
        if end > reached {
            total += start.max(reached).0.abs_diff(end.0);
            reached = end;
        }
    }
    total
}

/// The middle of some lengths; of two middles, their mean, a half of which counts as a whole.
pub(super) fn median(lengths: impl IntoIterator<Item = u64>) -> Option<u64> {
    let mut sorted: Vec<u64> = lengths.into_iter().collect();
    sorted.sort_unstable();
    let middle = sorted.len() / 2;
    let upper = sorted.get(middle)?;
    if sorted.len() % 2 == 1 {
        return Some(*upper);
    }
    let lower = sorted.get(middle.checked_sub(1)?)?;
    Some(lower + (upper - lower).div_ceil(2))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::archive::End;

    /// Moments of every precision around one month, so that much overlaps.
    fn moments() -> impl Strategy<Value = Moment> {
        let time = (1..=28_u32, 0..24_u32, 0..60_u32, prop_oneof![3 => Just(""), 1 => Just("~")]);
        let text = prop_oneof![
            6 => time.prop_map(|(day, hour, minute, mark)| format!("2024-03-{day:02}T{hour:02}:{minute:02}Z{mark}")),
            2 => (1..=28_u32).prop_map(|day| format!("2024-03-{day:02}")),
            1 => (1..=28_u32).prop_map(|day| format!("2024-03-{day:02}~")),
            1 => Just("2024-03".to_owned()),
            1 => Just("2024".to_owned()),
        ];
        text.prop_map(|text| Moment::parse(&text, None).expect("the text is a moment"))
    }

    fn ends() -> impl Strategy<Value = End> {
        prop_oneof![8 => moments().prop_map(End::Moment), 1 => Just(End::Unknown), 1 => Just(End::Ongoing)]
    }

    fn sets() -> impl Strategy<Value = Vec<Occurrence>> {
        let lasting = (moments(), ends(), prop::bool::weighted(0.1)).prop_map(|(start, end, is_announced)| {
            (start, if is_announced { Lasting::Announced } else { Lasting::new(&start, &end) })
        });
        let set = prop::collection::vec(lasting, 0..12);
        set.prop_map(|set| {
            (0..).zip(set).map(|(incident, (start, lasting))| Occurrence { incident, start, lasting }).collect()
        })
    }

    fn at(text: &str) -> Moment {
        Moment::parse(text, None).unwrap()
    }

    fn occurrence(incident: IncidentNumber, start: &str, end: &str) -> Occurrence {
        let (start, end) = (at(start), End::parse(end, None).unwrap());
        Occurrence { incident, start, lasting: Lasting::new(&start, &end) }
    }

    proptest! {
        #[test]
        fn the_order_of_incidents_does_not_matter(set in sets().prop_shuffle(), turn in 0..12_usize) {
            let mut turned = set.clone();
            turned.rotate_left(turn.min(set.len()));
            prop_assert_eq!(Statistics::new(set.iter().copied().rev()), Statistics::new(set.clone()));
            prop_assert_eq!(Statistics::new(turned), Statistics::new(set));
        }

        #[test]
        fn every_incident_is_counted_once_as_what_it_is(set in sets()) {
            let all = set.len();
            let Statistics { incidents, lengths, gaps } = Statistics::new(set);
            prop_assert_eq!(incidents, all);
            let left = lengths.unknown + lengths.ongoing + lengths.announced;
            prop_assert_eq!(lengths.exact + lengths.rough + left, all);
            prop_assert_eq!(lengths.classes.values().map(|tally| tally.count).sum::<usize>(), all);
            prop_assert_eq!(gaps.classes.values().sum::<usize>(), gaps.count);
            prop_assert_eq!(gaps.count + gaps.unknown, (all - lengths.announced).saturating_sub(1));
        }

        #[test]
        fn merged_time_is_no_more_than_the_sum_and_no_less_than_the_longest(set in sets()) {
            let lengths = Statistics::new(set.clone()).lengths;
            let exact: Vec<u64> = set.iter().filter_map(|one| match one.lasting {
                Lasting::Exactly(extent) => Some(extent.length().min_seconds),
                _ => None,
            }).collect();
            prop_assert_eq!(lengths.total.is_some(), !exact.is_empty());
            if let Some(total) = lengths.total {
                prop_assert!(total <= exact.iter().sum::<u64>());
                prop_assert!(total >= exact.iter().max().copied().unwrap_or(0));
            }
        }

        #[test]
        fn an_unknown_end_moves_no_number_but_its_own(set in sets(), start in moments(), which in 0..3_usize) {
            let before = Statistics::new(set.clone());
            let lasting = [Lasting::Unknown, Lasting::Ongoing, Lasting::Announced][which];
            let after = Statistics::new(set.into_iter().chain([Occurrence { incident: 99, start, lasting }]));
            let mut expected = before.lengths.clone();
            *[&mut expected.unknown, &mut expected.ongoing, &mut expected.announced][which] += 1;
            expected.classes.entry(DurationClass::from(&lasting)).or_default().add(99);
            prop_assert_eq!(after.lengths, expected);
        }

        #[test]
        fn an_incident_known_to_the_month_bounds_no_gap_and_hides_those_it_may_divide(set in sets()) {
            let is_first = set.iter().all(|one| one.lasting == Lasting::Announced);
            let before = Statistics::new(set.clone()).gaps;
            let after = Statistics::new(set.into_iter().chain([occurrence(99, "2023-02", "unknown")])).gaps;
            prop_assert!(after.count <= before.count);
            prop_assert_eq!(after.count + after.unknown, before.count + before.unknown + usize::from(!is_first));
            prop_assert!(after.longest.is_none_or(|gap| before.longest.is_some_and(|longest| gap.days <= longest.days)));
        }

        #[test]
        fn rough_times_widen_and_never_narrow(set in sets()) {
            let lengths = Statistics::new(set).lengths;
            if let Some(Bounded { total, median }) = lengths.with_rough {
                prop_assert!(total.min_seconds <= total.max_seconds);
                prop_assert!(median.min_seconds <= median.max_seconds);
                prop_assert!(lengths.total.unwrap_or(0) <= total.min_seconds);
            }
        }

        #[test]
        fn what_happens_twice_at_once_takes_no_more_time(set in sets()) {
            let twice = set.iter().chain(&set).copied();
            prop_assert_eq!(Statistics::new(twice).lengths.total, Statistics::new(set).lengths.total);
        }
    }

    #[test]
    fn half_a_day_of_a_median_is_rounded_up() {
        assert_eq!(median([20, 23]), Some(22));
        assert_eq!([median([4, 1, 3]), median([2, 8]), median([])], [Some(3), Some(5), None]);
    }

    #[test]
    fn stretches_that_overlap_count_once() {
        let lengths = Statistics::new([
            occurrence(0, "2024-10-03T10:00Z", "2024-10-03T11:00Z"),
            occurrence(1, "2024-10-03T10:30Z", "2024-10-03T12:00Z"),
            occurrence(2, "2024-10-05T10:00Z", "2024-10-05T10:10Z"),
            occurrence(3, "2024-10-06", "2024-10-06"),
            occurrence(4, "2024-10-07", "unknown"),
        ])
        .lengths;
        assert_eq!(lengths.total, Some(7_800));
        assert_eq!(lengths.median, Some(3_600));
        assert_eq!(lengths.longest, Some(1));
        let bounded = lengths.with_rough.unwrap();
        assert_eq!((bounded.total.min_seconds, bounded.total.max_seconds), (7_800, 7_800 + 86_399));
        assert_eq!((bounded.median.min_seconds, bounded.median.max_seconds), (2_100, 4_500));
    }

    #[test]
    fn what_surely_lasted_longer_is_longest_however_rough() {
        let set = [occurrence(0, "2024-10-03T10:00Z", "2024-10-03T11:00Z"), occurrence(1, "2024-10-03", "2024-10-06")];
        assert_eq!(Statistics::new(set).lengths.longest, Some(1));
    }

    #[test]
    fn the_median_of_an_even_number_is_the_mean_of_the_middles() {
        assert_eq!(median([]), None);
        assert_eq!(median([5]), Some(5));
        assert_eq!(median([100, 1, 4, 2]), Some(3));
    }

    #[test]
    fn fewer_incidents_than_two_have_no_gap() {
        let unknown = |starts: &[&str]| {
            let occurrences = (0..).zip(starts).map(|(number, start)| occurrence(number, start, "unknown"));
            Statistics::new(occurrences).gaps.unknown
        };
        assert_eq!([unknown(&[]), unknown(&["2024"]), unknown(&["2024", "2023"])], [0, 0, 1]);
    }

    #[test]
    fn gaps_are_days_between_beginnings() {
        let gaps = Statistics::new([
            occurrence(3, "2024-01-01", "unknown"),
            occurrence(2, "2024-01-03T23:59Z", "unknown"),
            occurrence(1, "2024-01-03", "unknown"),
            occurrence(0, "2024-12-01", "unknown"),
            occurrence(4, "2023", "unknown"),
        ])
        .gaps;
        assert_eq!((gaps.count, gaps.unknown, gaps.median), (3, 1, Some(2)));
        assert_eq!(gaps.longest.map(|gap| (gap.days, gap.before, gap.after)), Some((333, 1, 0)));
    }

    #[test]
    fn announced_work_is_no_beginning() {
        let begun = [occurrence(1, "2024-01-01", "unknown"), occurrence(2, "2024-01-11", "unknown")];
        let work = Occurrence { lasting: Lasting::Announced, ..occurrence(0, "2026-12-20T05:00Z", "unknown") };
        assert_eq!(Statistics::new(begun.into_iter().chain([work])).gaps, Statistics::new(begun).gaps);
    }

    #[test]
    fn a_gap_in_which_another_beginning_may_lie_is_not_known() {
        let known = |vague: &[&str]| {
            let starts = ["2024-01-01", "2024-01-11", "2024-03-01", "2024-03-04"].iter().chain(vague);
            let gaps =
                Statistics::new((0..).zip(starts).map(|(number, start)| occurrence(number, start, "unknown"))).gaps;
            assert_eq!(gaps.count + gaps.unknown, 3 + vague.len());
            gaps.longest.map(|gap| (gaps.count, gap.days))
        };
        assert_eq!(known(&[]), Some((3, 50)));
        assert_eq!(known(&["2024-02"]), Some((2, 10)));
        assert_eq!(known(&["2024-04", "2023"]), Some((3, 50)));
        assert_eq!(known(&["2024-01-10~"]), Some((1, 3)));
        assert_eq!(known(&["2024"]), None);
        // Doubted, and perhaps on the next day.
        assert_eq!(known(&["2024-02-01?"]), Some((2, 10)));
        assert_eq!(known(&["2024-02-01T23:50Z~"]), Some((2, 10)));
        assert_eq!(known(&["2024-02-01T12:00Z~"]), Some((4, 29)));
    }
}
