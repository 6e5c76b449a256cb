//! Names of months that only some countries of a language have: a reader looks for a date by those of home.

use std::sync::OnceLock;

use super::LanguageTag;
use super::date::month_names;

/// Languages whose countries differ, with a country for each way to name months.
const COUNTRIES: [(&str, &[&str]); 2] = [("ar", &["ar-EG", "ar-SY", "ar-DZ", "ar-MA"]), ("de", &["de-DE", "de-AT"])];

/// The names of a language's months, made when first asked for.
#[derive(Debug)]
pub(super) struct Months {
    countries: &'static [&'static str],
    names: OnceLock<Vec<Vec<String>>>,
}

impl Months {
    pub(super) fn new(language: &LanguageTag) -> Self {
        let countries = COUNTRIES.iter().find(|(primary, _)| *primary == language.primary());
        Self { countries: countries.map_or(&[], |(_, countries)| countries), names: OnceLock::new() }
    }

    /// Every name of a month (1 to 12); none where the language has the same everywhere.
    pub(super) fn names(&self, month: u32) -> &[String] {
        let names = self.names.get_or_init(|| self.made());
        let place = usize::try_from(month).ok().and_then(|month| month.checked_sub(1));
        place.and_then(|place| names.get(place)).map_or(&[], Vec::as_slice)
    }

    fn made(&self) -> Vec<Vec<String>> {
        let mut names: Vec<Vec<String>> = vec![Vec::new(); 12];
        for country in self.countries {
            let language: LanguageTag = country.parse().expect("the table holds tags");
            for (known, name) in names.iter_mut().zip(month_names(&language)) {
                if !known.contains(&name) {
                    known.push(name);
                }
            }
        }
        names.iter_mut().filter(|names| names.len() < 2).for_each(Vec::clear);
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(tag: &str, month: u32) -> String {
        Months::new(&tag.parse().unwrap()).names(month).join(" ")
    }

    #[test]
    fn countries_of_a_language_call_months_otherwise() {
        assert_eq!(names("ar", 4), "أبريل نيسان أفريل");
        assert_eq!(names("ar-LB", 10), "أكتوبر تشرين الأول");
        assert_eq!(names("ar", 8), "أغسطس آب أوت غشت");
        assert_eq!([1, 2].map(|month| names("de", month)), ["Januar Jänner", ""]);
    }

    #[test]
    fn other_languages_and_months_have_none() {
        assert_eq!([names("fr", 4), names("ar", 0), names("ar", 13)], ["", "", ""]);
    }
}
