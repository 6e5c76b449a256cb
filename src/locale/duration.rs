//! Durations in words: "2 hours, 15 minutes".

use std::sync::OnceLock;
use std::time::Duration;

use icu_plurals::{PluralCategory, PluralRules};

use super::LanguageTag;
use super::list::Lists;
use super::number::Numbers;
use super::tables::rows_of;

const UNITS: [(&str, u64); 4] = [("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1)];

/// How a duration is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DurationStyle {
    /// Short names and the two largest units, rounded: "2 hr, 15 min".
    Short,
    /// Whole names and the two largest units, rounded: "2 hours, 15 minutes".
    Long,
    /// Whole names and every unit there is: "1 day, 2 hours, 15 minutes".
    Exact,
}

/// The form for machines, as HTML's `datetime` takes it: `P1DT2H15M`.
pub fn machine_duration(duration: Duration) -> String {
    let [days, hours, minutes, seconds] = parts(duration.as_secs());
    let part = |value: u64, letter: &str| if value == 0 { String::new() } else { format!("{value}{letter}") };
    let time = [part(hours, "H"), part(minutes, "M"), part(seconds, "S")].concat();
    match (days, time.as_str()) {
        (0, "") => "PT0S".to_owned(),
        (_, "") => format!("P{days}D"),
        _ => format!("P{}T{time}", part(days, "D")),
    }
}

/// The patterns of one locale's units.
#[derive(Debug)]
pub(super) struct Durations {
    long: [Patterns; 4],
    short: [Patterns; 4],
    /// Short texts of whole minutes, which incidents share, made when first asked for.
    known: OnceLock<Box<[OnceLock<Box<str>>]>>,
}

/// The minutes of a week.
const KNOWN: usize = 7 * 24 * 60;

type Patterns = Vec<(PluralCategory, &'static str)>;

impl Durations {
    pub(super) fn new(language: &LanguageTag) -> Self {
        Self { long: patterns(language, "long"), short: patterns(language, "short"), known: OnceLock::new() }
    }

    pub(super) fn format(
        &self,
        duration: Duration,
        style: DurationStyle,
        numbers: &Numbers,
        plurals: &PluralRules,
        lists: &Lists,
    ) -> String {
        let seconds = rounded(duration.as_secs());
        let known =
            usize::try_from(seconds / 60).ok().filter(|_| style == DurationStyle::Short && seconds.is_multiple_of(60));
        let made = || self.write(duration, style, numbers, plurals, lists);
        match known.and_then(|minutes| self.known().get(minutes)) {
            Some(text) => text.get_or_init(|| made().into()).to_string(),
            None => made(),
        }
    }

    /// Places for the texts that are shared; many locales are never asked for one.
    fn known(&self) -> &[OnceLock<Box<str>>] {
        self.known.get_or_init(|| std::iter::repeat_with(OnceLock::new).take(KNOWN).collect())
    }

    fn write(
        &self,
        duration: Duration,
        style: DurationStyle,
        numbers: &Numbers,
        plurals: &PluralRules,
        lists: &Lists,
    ) -> String {
        let values = match style {
            DurationStyle::Exact => parts(duration.as_secs()),
            DurationStyle::Short | DurationStyle::Long => parts(rounded(duration.as_secs())),
        };
        let units = if style == DurationStyle::Short { &self.short } else { &self.long };
        let mut written: Vec<String> = (units.iter().zip(values))
            .filter(|(_, value)| *value > 0)
            .map(|(unit, value)| one(unit, value, numbers, plurals))
            .collect();
        if let ([], [_, _, minute, _]) = (written.as_slice(), units) {
            written.push(one(minute, 0, numbers, plurals));
        }
        lists.units(&written, style == DurationStyle::Short)
    }
}

/// Seconds as days, hours, minutes and seconds.
fn parts(seconds: u64) -> [u64; 4] {
    let mut rest = seconds;
    UNITS.map(|(_, size)| {
        let value = rest / size;
        rest %= size;
        value
    })
}

/// Seconds rounded to the unit below the largest.
const fn rounded(seconds: u64) -> u64 {
    let step = step(seconds);
    (seconds + step / 2) / step * step
}

/// The greatest length that is written in full and is not more than `seconds`: what something took at least.
pub const fn written_below(seconds: u64) -> u64 {
    seconds - seconds % step(seconds)
}

/// The least length that is written in full and is not less than `seconds`: what something took at most.
pub const fn written_above(seconds: u64) -> u64 {
    seconds.next_multiple_of(step(seconds))
}

/// The unit below the largest, in seconds.
const fn step(seconds: u64) -> u64 {
    match seconds {
        86_400.. => 3_600,
        3_600.. => 60,
        _ => 1,
    }
}

fn one(patterns: &Patterns, value: u64, numbers: &Numbers, plurals: &PluralRules) -> String {
    let category = plurals.category_for(value);
    let of = |wanted| patterns.iter().find(|(category, _)| *category == wanted).map(|(_, pattern)| *pattern);
    let pattern = of(category).or_else(|| of(PluralCategory::Other)).unwrap_or("{0}");
    pattern.replace("{0}", &numbers.integer(i64::try_from(value).unwrap_or(i64::MAX)))
}

/// The patterns of every unit in one width; English ones where the locale has none.
fn patterns(language: &LanguageTag, width: &str) -> [Patterns; 4] {
    let own = matching(language, width);
    if own.iter().all(|patterns| !patterns.is_empty()) {
        return own;
    }
    let mut english = matching(&"en".parse().expect("a language tag"), width).into_iter();
    own.map(|own| {
        let stand_in = english.next().unwrap_or_default();
        if own.is_empty() { stand_in } else { own }
    })
}

fn matching(language: &LanguageTag, width: &str) -> [Patterns; 4] {
    let mut units: [Patterns; 4] = Default::default();
    for row in rows_of(TABLE, language) {
        let mut fields = row.split('\t');
        let [Some(of_width), Some(unit), Some(category), Some(pattern)] = std::array::from_fn(|_| fields.next()) else {
            continue;
        };
        let patterns = UNITS.iter().zip(&mut units).find(|((name, _), _)| *name == unit).map(|(_, patterns)| patterns);
        let category = PluralCategory::get_for_cldr_string(category).filter(|_| of_width == width);
        if let Some((patterns, category)) = patterns.zip(category) {
            patterns.push((category, pattern));
        }
    }
    units
}

const TABLE: &str = include_str!("../../data/units.tsv");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Locale;

    fn written(language: &str, style: DurationStyle, seconds: u64) -> String {
        Locale::new(&language.parse().unwrap()).duration(Duration::from_secs(seconds), style)
    }

    const LENGTHS: [u64; 6] = [0, 45, 8_100, 172_800, 277_200, 180_059];

    #[test]
    fn short_durations() {
        let all = |language| LENGTHS.map(|seconds| written(language, DurationStyle::Short, seconds));
        assert_eq!(all("en"), ["0 min", "45 sec", "2 hr, 15 min", "2 days", "3 days, 5 hr", "2 days, 2 hr"]);
        let french = ["0 min", "45 s", "2 h 15 min", "2 j", "3 j 5 h", "2 j 2 h"];
        assert_eq!(all("fr").map(|text| text.replace(['\u{a0}', '\u{202f}'], " ")), french);
        assert_eq!(all("ar"), ["0 د", "45 ث", "2 س و15 د", "يومان", "3 أيام و5 س", "يومان و2 س"]);
    }

    #[test]
    fn bokmal_is_norwegian() {
        let bokmal = ["nb", "nb-NO", "no"].map(|language| written(language, DurationStyle::Short, 277_200));
        assert_eq!(bokmal.map(|text| text.replace('\u{a0}', " ")), ["3 d, 5 t", "3 d, 5 t", "3 d, 5 t"]);
    }

    #[test]
    fn long_durations() {
        let all = |language| LENGTHS.map(|seconds| written(language, DurationStyle::Long, seconds));
        assert_eq!(
            all("en"),
            ["0 minutes", "45 seconds", "2 hours, 15 minutes", "2 days", "3 days, 5 hours", "2 days, 2 hours"]
        );
        let french = ["0 minute", "45 secondes", "2 heures et 15 minutes", "2 jours", "3 jours et 5 heures"];
        assert_eq!(all("fr").map(|text| text.replace('\u{a0}', " "))[..5], french);
        assert_eq!(written("en", DurationStyle::Exact, 180_059), "2 days, 2 hours, 59 seconds");
    }

    #[test]
    fn arabic_hours_have_each_plural_form() {
        let hours = [1, 2, 3, 11].map(|hours| written("ar", DurationStyle::Long, hours * 3_600));
        assert_eq!(hours, ["ساعة", "ساعتان", "3 ساعات", "11 ساعة"]);
        let days = [1, 2, 3, 11, 100].map(|days| written("ar", DurationStyle::Long, days * 86_400));
        assert_eq!(days, ["يوم", "يومان", "3 أيام", "11 يومًا", "100 يوم"]);
    }

    #[test]
    fn a_duration_is_rounded_to_the_second_unit() {
        let nearly = [86_399, 86_400 + 1_799, 86_400 + 1_800, 3_629, 3_630, 59];
        assert_eq!(
            nearly.map(|seconds| written("en", DurationStyle::Short, seconds)),
            ["1 day", "1 day", "1 day, 1 hr", "1 hr", "1 hr, 1 min", "59 sec"]
        );
    }

    #[test]
    fn bounds_are_rounded_outwards_and_written_as_they_are() {
        for (seconds, below, above) in [
            (0, 0, 0),
            (59, 59, 59),
            (3_629, 3_600, 3_660),
            (86_399, 86_340, 86_400),
            (86_401, 86_400, 90_000),
            (218_400, 216_000, 219_600),
        ] {
            assert_eq!((written_below(seconds), written_above(seconds)), (below, above), "{seconds}");
            assert_eq!([below, above].map(rounded), [below, above]);
        }
    }

    #[test]
    fn machines_get_iso_durations() {
        let lengths = [0, 45, 8_100, 172_800, 180_059];
        assert_eq!(
            lengths.map(|seconds| machine_duration(Duration::from_secs(seconds))),
            ["PT0S", "PT45S", "PT2H15M", "P2D", "P2DT2H59S"]
        );
    }

    #[test]
    fn a_language_without_units_borrows_english_ones() {
        assert_eq!(written("xx", DurationStyle::Long, 60), "1 minutes");
    }
}
