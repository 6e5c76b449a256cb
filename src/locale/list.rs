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
        let narrow = ListFormatterOptions::default().with_length(ListLength::Narrow);
        let known = "root has lists for every locale";
        let units = |options| ListFormatter::try_new_unit(preferences, options).expect(known);
        // "1 d and 2 h and 3 d" is no range that can be read: where CLDR joins short units by a word, narrow ones do
        // without, if any do.
        let has_word =
            |units: &ListFormatter| units.format(["1", "2"].iter()).to_string().contains(char::is_alphabetic);
        let units_short = [short, narrow].map(units).into_iter().find(|units| !has_word(units));
        Self {
            and: ListFormatter::try_new_and(preferences, wide).expect(known),
            units: units(wide),
            units_short: units_short.unwrap_or_else(|| units(short)),
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
    fn short_units_are_joined_without_a_word_where_a_language_lets_them() {
        let joined =
            ["en", "fr", "de", "es"].map(|language| lists(language).units(&["1 d".into(), "2 h".into()], true));
        assert_eq!(joined, ["1 d, 2 h", "1 d 2 h", "1 d, 2 h", "1 d 2 h"]);
        assert_eq!(lists("fr").units(&["1 jour".into(), "2 heures".into()], false), "1 jour et 2 heures");
    }

    #[test]
    fn short_lists_are_lists_too() {
        let en = lists("en");
        assert_eq!([en.and::<&str>(&[]), en.and(&["A"]), en.and(&["A", "B"])], ["", "A", "A and B"]);
    }
}
