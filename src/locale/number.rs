//! Numbers in a locale's digits and separators.

use std::fmt;
use std::str::FromStr;

use icu_decimal::input::Decimal;
use icu_decimal::options::DecimalFormatterOptions;
use icu_decimal::preferences::NumberingSystem;
use icu_decimal::{DecimalFormatter, DecimalFormatterPreferences};
use icu_locale_core::extensions::unicode::Value;

use super::LanguageTag;
use super::tables::rows_of;

/// A set of ten digits, such as `latn` (0–9) or `arab` (٠–٩), in place of a locale's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digits(&'static (&'static str, char));

/// A text that names no set of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownDigits;

impl Digits {
    /// The names of all sets, as CLDR has them.
    pub fn names() -> impl Iterator<Item = &'static str> {
        SYSTEMS.iter().map(|(name, _)| *name)
    }

    /// The name of the set.
    pub fn name(self) -> &'static str {
        self.0.0
    }

    pub(super) fn system(self) -> NumberingSystem {
        let known = "the names in the table are CLDR's";
        NumberingSystem::try_from(Value::try_from_str(self.name()).expect(known)).expect(known)
    }
}

impl FromStr for Digits {
    type Err = UnknownDigits;

    fn from_str(text: &str) -> Result<Self, UnknownDigits> {
        SYSTEMS.iter().find(|(name, _)| *name == text).map(Self).ok_or(UnknownDigits)
    }
}

impl fmt::Display for UnknownDigits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a set of digits such as `latn` or `arab`")
    }
}

impl std::error::Error for UnknownDigits {}

/// Formats numbers of one locale.
#[derive(Debug)]
pub(super) struct Numbers {
    formatter: DecimalFormatter,
    digits: [String; 10],
    percent: (&'static str, &'static str),
}

impl Numbers {
    pub(super) fn new(language: &LanguageTag, digits: Option<Digits>) -> Self {
        let mut preferences = DecimalFormatterPreferences::from(&language.identifier());
        preferences.numbering_system = digits.map(Digits::system);
        let formatter = DecimalFormatter::try_new(preferences, DecimalFormatterOptions::default())
            .expect("root has numbers for every locale");
        let digits: [String; 10] = std::array::from_fn(|digit| formatter.format(&Decimal::from(digit)).to_string());
        let percent = percent_pattern(language, &digits[0]);
        Self { formatter, digits, percent }
    }

    /// The name of the set of digits, such as `latn`.
    pub(super) fn system(&self) -> &'static str {
        let [zero, ..] = &self.digits;
        system_of(zero)
    }

    pub(super) fn integer(&self, value: i64) -> String {
        // No language groups fewer than four digits, and hardly any number of a site has more.
        match usize::try_from(value) {
            Ok(value @ 0..1000) => self.ungrouped(value),
            _ => self.formatter.format(&Decimal::from(value)).to_string(),
        }
    }

    /// A number below a thousand.
    fn ungrouped(&self, value: usize) -> String {
        let digits = [value / 100, value / 10 % 10, value % 10];
        let leading = if value >= 100 {
            0
        } else if value >= 10 {
            1
        } else {
            2
        };
        digits.iter().skip(leading).filter_map(|digit| self.digits.get(*digit)).map(String::as_str).collect()
    }

    pub(super) fn tenths(&self, tenths: i64) -> String {
        self.formatter.format(&tenths_of(tenths)).to_string()
    }

    pub(super) fn decimal(&self, value: &str) -> Option<String> {
        let decimal = Decimal::from_str(value).ok()?;
        Some(self.formatter.format(&decimal).to_string())
    }

    pub(super) fn percent_tenths(&self, tenths: i64) -> String {
        let (before, after) = self.percent;
        let mut value = tenths_of(tenths);
        value.trim_end_if_integer();
        let number = self.formatter.format(&value).to_string();
        [before, &number, after].concat()
    }

    /// A text with its digits 0–9 replaced by the locale's.
    pub(super) fn localize_digits(&self, text: &str) -> String {
        let digit = |c: char| c.to_digit(10).and_then(|value| self.digits.get(value as usize));
        text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
            match digit(c) {
                Some(local) => out.push_str(local),
                None => out.push(c),
            }
            out
        })
    }
}

fn tenths_of(tenths: i64) -> Decimal {
    let mut value = Decimal::from(tenths);
    value.multiply_pow10(-1);
    value
}

/// What stands before and after the number in a percentage.
fn percent_pattern(language: &LanguageTag, zero: &str) -> (&'static str, &'static str) {
    let patterns: Vec<_> = rows_of(PERCENT, language).filter_map(|row| row.split_once('\t')).collect();
    let system = system_of(zero);
    let of = |wanted: &str| patterns.iter().find(|(name, _)| *name == wanted);
    let pattern = of(system).or_else(|| of("latn")).map_or("{0}%", |(_, pattern)| *pattern);
    pattern.split_once("{0}").unwrap_or(("", "%"))
}

/// The name of the set of digits with a zero.
fn system_of(zero: &str) -> &'static str {
    SYSTEMS.iter().find(|(_, first)| zero.starts_with(*first)).map_or("latn", |(name, _)| *name)
}

const PERCENT: &str = include_str!("../../data/percent.tsv");

/// CLDR's numbering systems of ten digits that follow one another, each with its zero.
static SYSTEMS: [(&str, char); 20] = [
    ("adlm", '\u{1E950}'),
    ("arab", '٠'),
    ("arabext", '۰'),
    ("beng", '০'),
    ("cakm", '\u{11136}'),
    ("deva", '०'),
    ("gujr", '૦'),
    ("guru", '੦'),
    ("khmr", '០'),
    ("knda", '೦'),
    ("laoo", '໐'),
    ("latn", '0'),
    ("mlym", '൦'),
    ("mymr", '၀'),
    ("olck", '᱐'),
    ("orya", '୦'),
    ("tamldec", '௦'),
    ("telu", '౦'),
    ("thai", '๐'),
    ("tibt", '༠'),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(language: &str, digits: Option<&str>) -> Numbers {
        Numbers::new(&language.parse().unwrap(), digits.map(|name| name.parse().unwrap()))
    }

    #[test]
    fn integers_are_grouped_as_the_language_groups_them() {
        let written =
            ["en", "fr", "ar", "ar-EG", "fa", "de", "es", "hi"].map(|tag| numbers(tag, None).integer(1_234_567));
        assert_eq!(
            written,
            [
                "1,234,567",
                "1\u{202f}234\u{202f}567",
                "1,234,567",
                "١٬٢٣٤٬٥٦٧",
                "۱٬۲۳۴٬۵۶۷",
                "1.234.567",
                "1.234.567",
                "12,34,567"
            ]
        );
        assert_eq!(numbers("en", None).integer(-12), "-12");
    }

    #[test]
    fn small_integers_are_written_as_icu_writes_them() {
        let tags = include_str!("../../data/names/endonyms.tsv").lines().filter(|line| !line.starts_with('#'));
        for tag in tags.filter_map(|line| line.split('\t').next()) {
            let numbers = numbers(tag, None);
            for value in 0..1100 {
                assert_eq!(
                    numbers.integer(value),
                    numbers.formatter.format(&Decimal::from(value)).to_string(),
                    "{tag}"
                );
            }
        }
    }

    #[test]
    fn digits_can_be_chosen() {
        assert_eq!(numbers("ar", Some("arab")).integer(1_234_567), "١٬٢٣٤٬٥٦٧");
        assert_eq!(numbers("ar-EG", Some("latn")).integer(1_234_567), "1,234,567");
        assert_eq!(numbers("fa", Some("latn")).integer(42), "42");
        assert_eq!(numbers("en", Some("arab")).integer(42), "٤٢");
    }

    #[test]
    fn every_set_of_digits_is_known_to_icu() {
        for (name, zero) in &SYSTEMS {
            assert_eq!(numbers("en", Some(name)).integer(0), zero.to_string(), "{name}");
        }
        assert_eq!("roman".parse::<Digits>(), Err(UnknownDigits));
    }

    #[test]
    fn decimals_keep_the_precision_they_have() {
        let (en, fr) = (numbers("en", None), numbers("fr", None));
        let written = ["1.50", "1250000", "0.5", "1e3", "", "x", "NaN"].map(|text| en.decimal(text));
        let expected = [Some("1.50"), Some("1,250,000"), Some("0.5"), Some("1,000"), None, None, None];
        assert_eq!(written, expected.map(|text| text.map(str::to_owned)));
        assert_eq!([en.tenths(125), en.tenths(120), fr.tenths(-5)], ["12.5", "12.0", "-0,5"]);
    }

    #[test]
    fn percentages_are_written_as_the_language_writes_them() {
        let written = ["en", "fr", "ar", "ar-EG", "fa", "tr", "xx"].map(|tag| numbers(tag, None).percent_tenths(125));
        let expected = ["12.5%", "12,5\u{a0}%", "12.5\u{200e}%\u{200e}", "١٢٫٥٪\u{61c}", "۱۲٫۵٪", "%12,5", "12.5%"];
        assert_eq!(written, expected);
        assert_eq!(numbers("en", None).percent_tenths(500), "50%");
    }

    #[test]
    fn every_covered_locale_has_a_pattern_with_a_place_for_the_number() {
        for row in crate::locale::tables::rows(PERCENT) {
            let fields: Vec<_> = row.collect();
            assert!(fields.len() == 3 && fields[2].contains("{0}"), "{fields:?}");
        }
    }
}
