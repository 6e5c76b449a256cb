//! Counts over time, as a chart draws them: each at its place between the first and the last.

use std::collections::BTreeMap;

use crate::archive::Moment;

/// Counts on a true time scale.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// The first moment.
    pub first: Moment,
    /// The last moment.
    pub last: Moment,
    /// The greatest count and when it was; of equals the first.
    pub peak: (Moment, f64),
    /// What is drawn, in the order of time.
    pub stems: Vec<Stem>,
}

/// A count: how high it stands, and over what part of the scale its moment reaches. All from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stem {
    /// Where its moment begins.
    pub from: f64,
    /// Where its moment ends; close to `from` for what is known to the minute.
    pub to: f64,
    /// Its share of the greatest count.
    pub height: f64,
}

/// How many places there are on the scale. Of counts at one place the greatest is drawn.
const PLACES: f64 = 400.0;

impl Curve {
    /// The curve of counts in the order of time; none without a count.
    pub fn new(points: &[(Moment, f64)]) -> Option<Self> {
        let (first, last) = (points.first()?.0, points.last()?.0);
        let mut peak = *points.first()?;
        for point in points.iter().filter(|(_, count)| count.is_finite()) {
            if point.1 > peak.1 {
                peak = *point;
            }
        }
        let start = points.iter().map(|(at, _)| at.span_in_utc().0.0).min()?;
        let end = points.iter().map(|(at, _)| at.span_in_utc().1.0).max()?;
        let place = |second: i64| {
            #[expect(clippy::cast_precision_loss, reason = "a place is no finer than one of four hundred")]
            let share = (second - start) as f64 / (end - start).max(1) as f64;
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to PLACES")]
            let place = (share * PLACES) as u32;
            place
        };
        let mut heights: BTreeMap<(u32, u32), f64> = BTreeMap::new();
        for (at, count) in points {
            let (from, to) = at.span_in_utc();
            let height = heights.entry((place(from.0), place(to.0))).or_insert(0.0);
            *height = height.max(count / peak.1.max(f64::MIN_POSITIVE));
        }
        let stem = |((from, to), height): ((u32, u32), f64)| Stem {
            from: f64::from(from) / PLACES,
            to: f64::from(to) / PLACES,
            height: height.clamp(0.0, 1.0),
        };
        Some(Self { first, last, peak, stems: heights.into_iter().map(stem).collect() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn curve(points: &[(&str, f64)]) -> Option<Curve> {
        let points: Vec<_> = points.iter().map(|(at, count)| (Moment::parse(at, None).unwrap(), *count)).collect();
        Curve::new(&points)
    }

    #[test]
    fn counts_stand_at_their_time_and_not_at_their_number() {
        let drawn =
            curve(&[("2024-10-03T10:00Z", 10.0), ("2024-10-03T11:00Z", 40.0), ("2024-10-03T14:00Z", 20.0)]).unwrap();
        let places: Vec<_> = drawn.stems.iter().map(|stem| (stem.from, stem.height)).collect();
        assert_eq!(places.first(), Some(&(0.0, 0.25)));
        assert!((places[1].0 - 0.25).abs() < 0.01 && (places[2].0 - 1.0).abs() < 0.01, "{places:?}");
        assert_eq!(drawn.peak.0.to_string(), "2024-10-03T11:00Z");
    }

    #[test]
    fn a_count_of_a_day_is_as_wide_as_the_day() {
        let drawn = curve(&[("2024-10-03", 1.0), ("2024-10-04", 2.0)]).unwrap();
        let widths: Vec<_> = drawn.stems.iter().map(|stem| stem.to - stem.from).collect();
        assert!(widths.iter().all(|width| (width - 0.5).abs() < 0.01), "{widths:?}");
    }

    #[test]
    fn there_is_no_curve_of_nothing_and_one_of_nothing_but_zeros() {
        assert_eq!(curve(&[]), None);
        let drawn = curve(&[("2024-10-03T10:00Z", 0.0)]).unwrap();
        assert!(drawn.stems.iter().all(|stem| stem.height.abs() < f64::EPSILON));
    }

    #[test]
    fn a_curve_has_no_more_stems_than_a_screen_shows() {
        let points: Vec<(String, f64)> = (0..5_000_u32)
            .map(|n| (format!("2024-10-{:02}T{:02}:{:02}Z", 1 + n / 1_440, n / 60 % 24, n % 60), f64::from(n)))
            .collect();
        let points: Vec<(&str, f64)> = points.iter().map(|(at, count)| (at.as_str(), *count)).collect();
        assert!(curve(&points).unwrap().stems.len() <= 810);
    }
}
