//! Takes: a language tag, a set of digits, messages.
//! Gives: direction, names of regions and languages, numbers, dates, lists and messages in that language.
//! Promises: the same text on every machine; a missing message is an error, never an empty string.
//! Never: knows an incident, reads the environment's locale.

mod date;
mod duration;
mod language;
mod list;
mod message;
mod months;
mod number;
pub mod regions;
mod tables;

pub use date::DateValue;
pub use duration::{DurationStyle, machine_duration, written_above, written_below};
pub use language::{Direction, InvalidLanguageTag, LanguageTag};
pub use message::{FtlError, MessageError, Messages, PluralGap, Value, message_places};
pub use number::{Digits, UnknownDigits};

use std::borrow::Cow;
use std::cmp::Ordering;
use std::time::Duration;

use chrono::{FixedOffset, NaiveDate, NaiveTime};
use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{CollatorBorrowed, CollatorPreferences};
use icu_plurals::{PluralCategory, PluralRules, PluralRulesPreferences};

use date::Dates;
use duration::Durations;
use list::Lists;
use months::Months;
use number::Numbers;
use regions::Names;

/// Everything that is written by the rules of one language; made once, then shared.
#[derive(Debug)]
pub struct Locale {
    language: LanguageTag,
    direction: Direction,
    names: Names,
    numbers: Numbers,
    dates: Dates,
    months: Months,
    durations: Durations,
    lists: Lists,
    plurals: PluralRules,
    collator: CollatorBorrowed<'static>,
}

impl Locale {
    /// The locale of a language, with the digits CLDR has for it.
    pub fn new(language: &LanguageTag) -> Self {
        Self::with_digits(language, None)
    }

    /// The locale of a language with chosen digits, for numbers and dates alike.
    pub fn with_digits(language: &LanguageTag, digits: Option<Digits>) -> Self {
        let identifier = language.identifier();
        let mut order = CollatorPreferences::from(&identifier);
        order.numeric_ordering = Some(CollationNumericOrdering::True);
        let known = "root has rules for every locale";
        Self {
            language: language.clone(),
            direction: language.direction(),
            names: Names::of(language),
            numbers: Numbers::new(language, digits),
            dates: Dates::new(language, digits),
            months: Months::new(language),
            durations: Durations::new(language),
            lists: Lists::new(language),
            plurals: PluralRules::try_new_cardinal(PluralRulesPreferences::from(&identifier)).expect(known),
            collator: CollatorBorrowed::try_new(order, CollatorOptions::default()).expect(known),
        }
    }

    /// The language.
    pub fn language(&self) -> &LanguageTag {
        &self.language
    }

    /// The tag by which a browser writes numbers as this locale does: `ar-u-nu-latn`.
    pub fn browser_tag(&self) -> String {
        format!("{}-u-nu-{}", self.language, self.numbers.system())
    }

    /// The direction the language is written in.
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// The name of a region of the built-in tables, by its canonical code.
    pub fn region_name(&self, code: &str) -> Option<&'static str> {
        self.names.get(code)
    }

    /// A whole number: `12,345`.
    pub fn integer(&self, value: i64) -> String {
        self.numbers.integer(value)
    }

    /// A number of tenths with one decimal: 125 is `12.5`.
    pub fn tenths(&self, tenths: i64) -> String {
        self.numbers.tenths(tenths)
    }

    /// A number given as text (`1250000`, `0.50`) with the precision it has; `None` if it is no number.
    pub fn decimal(&self, value: &str) -> Option<String> {
        self.numbers.decimal(value)
    }

    /// A whole percentage: `12%`.
    pub fn percent(&self, value: i64) -> String {
        self.numbers.percent_tenths(value.saturating_mul(10))
    }

    /// A percentage in tenths, without a decimal that is zero: 125 is `12.5%`.
    pub fn percent_tenths(&self, tenths: i64) -> String {
        self.numbers.percent_tenths(tenths)
    }

    /// The digits 0–9 of a text in the locale's own.
    pub fn localize_digits(&self, text: &str) -> String {
        self.numbers.localize_digits(text)
    }

    /// A date or time as precise as it is known; times have 24 hours and their zone.
    pub fn date(&self, value: &DateValue) -> String {
        self.dates.date(value, &self.numbers)
    }

    /// A day and short month without the year, for axes and lists of one year.
    pub fn day_month(&self, day: NaiveDate) -> String {
        self.dates.day_month(day)
    }

    /// The name of a month (1 to 12) as it stands alone.
    pub fn month_name(&self, month: u32) -> String {
        self.dates.month_name(month)
    }

    /// The short name of a month (1 to 12) as it stands alone.
    pub fn month_short(&self, month: u32) -> String {
        self.dates.month_short(month)
    }

    /// The names that countries of the language have for a month (1 to 12); none where all have the same.
    pub fn month_names(&self, month: u32) -> &[String] {
        self.months.names(month)
    }

    /// A clock time in hours and minutes.
    pub fn time(&self, time: NaiveTime) -> String {
        self.dates.time(time)
    }

    /// A clock time with its seconds.
    pub fn time_with_seconds(&self, time: NaiveTime) -> String {
        self.dates.time_seconds(time)
    }

    /// A zone as it stands behind a time: `UTC`, `UTC+02:00`.
    pub fn zone(&self, offset: FixedOffset) -> Cow<'static, str> {
        date::zone(offset, &self.numbers)
    }

    /// A duration in words.
    pub fn duration(&self, duration: Duration, style: DurationStyle) -> String {
        self.durations.format(duration, style, &self.numbers, &self.plurals, &self.lists)
    }

    /// Items joined as in a sentence.
    pub fn list<T: AsRef<str>>(&self, items: &[T]) -> String {
        self.lists.and(items)
    }

    /// The order of two names; numbers within them count by value, and only equal texts are equal.
    pub fn compare(&self, left: &str, right: &str) -> Ordering {
        self.collator.compare(left, right).then_with(|| left.cmp(right))
    }

    /// The plural category of a number, by its absolute value.
    pub fn plural(&self, value: i64) -> PluralCategory {
        self.plurals.category_for(value.unsigned_abs())
    }

    /// The plural categories the language has.
    pub fn plural_categories(&self) -> impl Iterator<Item = PluralCategory> + '_ {
        self.plurals.categories()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locale(language: &str) -> Locale {
        Locale::new(&language.parse().unwrap())
    }

    #[test]
    fn locales_are_shared_between_threads() {
        fn assert_send_sync<T: Send + Sync>() {}
        assert_send_sync::<Locale>();
    }

    #[test]
    fn browsers_are_told_the_digits() {
        assert_eq!(locale("fr-CA").browser_tag(), "fr-CA-u-nu-latn");
        assert_eq!(Locale::with_digits(&"ar".parse().unwrap(), "arab".parse().ok()).browser_tag(), "ar-u-nu-arab");
    }

    #[test]
    fn numbers_and_dates_have_the_same_digits() {
        let digits = "arab".parse().ok();
        let ar = Locale::with_digits(&"ar".parse().unwrap(), digits);
        let (number, year) = (ar.decimal("2024").unwrap(), ar.date(&DateValue::Year(2024)));
        assert_eq!((number.as_str(), year.as_str()), ("٢٬٠٢٤", "٢٠٢٤"));
        assert_eq!(ar.percent(50), "٥٠٪\u{61c}");
        assert_eq!(ar.localize_digits("v1.2"), "v١.٢");
    }

    #[test]
    fn names_are_sorted_by_the_rules_of_their_language() {
        let sorted = |language: &str, names: [&'static str; 4]| {
            let locale = locale(language);
            let mut names = names;
            names.sort_by(|left, right| locale.compare(left, right));
            names
        };
        assert_eq!(sorted("fr", ["Zambie", "Écosse", "Espagne", "Eau"]), ["Eau", "Écosse", "Espagne", "Zambie"]);
        assert_eq!(sorted("en", ["node 10", "node 2", "Åland", "zone"]), ["Åland", "node 2", "node 10", "zone"]);
        assert_eq!(sorted("sv", ["Åland", "Zon", "Ö", "A"]), ["A", "Zon", "Åland", "Ö"]);
        assert_eq!(sorted("ar", ["مصر", "أوكرانيا", "إيران", "تركيا"]), ["أوكرانيا", "إيران", "تركيا", "مصر"]);
    }

    #[test]
    fn languages_have_the_plural_categories_of_cldr() {
        use PluralCategory::{Few, Many, One, Other, Two, Zero};
        let categories = |language| {
            let mut all: Vec<_> = locale(language).plural_categories().collect();
            all.sort();
            all
        };
        assert_eq!(categories("en"), [One, Other]);
        assert_eq!(categories("fr"), [One, Many, Other]);
        assert_eq!(categories("ar"), [Zero, One, Two, Few, Many, Other]);
        assert_eq!([0, 1, 2, 3, 11, 100].map(|n| locale("ar").plural(n)), [Zero, One, Two, Few, Many, Other]);
        assert_eq!([0, 1, 2, 1_000_000].map(|n| locale("fr").plural(n)), [One, One, Other, Many]);
    }

    #[test]
    fn a_locale_names_regions() {
        assert_eq!(
            ["fr", "ar", "sv"].map(|tag| locale(tag).region_name("DE")),
            [Some("Allemagne"), Some("ألمانيا"), None]
        );
        assert_eq!(locale("fr").region_name("NL-NH"), Some("Hollande-Septentrionale"));
        assert_eq!(locale("ar").direction(), Direction::Rtl);
    }
}
