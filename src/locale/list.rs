//! Lists as a sentence holds them: "A, B and C".

use icu_list::options::{ListFormatterOptions, ListLength};
use icu_list::{ListFormatter, ListFormatterPreferences};

use super::LanguageTag;

/// Formats lists of one locale.
#[derive(Debug)]
pub(super) struct Lists {
    and: ListFormatter,
    units: ListFormatter,
    units_short: ListFormatter,
}

impl Lists {
    pub(super) fn new(language: &LanguageTag) -> Self {
        let preferences = ListFormatterPreferences::from(&language.identifier());
        let wide = ListFormatterOptions::default().with_length(ListLength::Wide);
        let short = ListFormatterOptions::default().with_length(ListLength::Short);
        let known = "root has lists for every locale";
        Self {
            and: ListFormatter::try_new_and(preferences, wide).expect(known),
            units: ListFormatter::try_new_unit(preferences, wide).expect(known),
            units_short: ListFormatter::try_new_unit(preferences, short).expect(known),
        }
    }

    pub(super) fn and<T: AsRef<str>>(&self, items: &[T]) -> String {
        self.and.format(items.iter().map(AsRef::as_ref)).to_string()
    }

    pub(super) fn units(&self, items: &[String], short: bool) -> String {
        let formatter = if short { &self.units_short } else { &self.units };
        formatter.format(items.iter().map(String::as_str)).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lists(language: &str) -> Lists {
        Lists::new(&language.parse().unwrap())
    }

    #[test]
    fn lists_are_joined_by_locale() {
        let joined = ["en", "en-GB", "fr", "ar", "zh"].map(|language| lists(language).and(&["A", "B", "C"]));
        assert_eq!(joined, ["A, B, and C", "A, B and C", "A, B et C", "A وB وC", "A、B和C"]);
    }

    #[test]
    fn short_lists_are_lists_too() {
        let en = lists("en");
        assert_eq!([en.and::<&str>(&[]), en.and(&["A"]), en.and(&["A", "B"])], ["", "A", "A and B"]);
    }
}
