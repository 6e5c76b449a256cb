//! Language tags, the direction of their script, and the names of languages.

use std::fmt;
use std::str::FromStr;

use icu_locale::{Direction as IcuDirection, LocaleDirectionality, LocaleExpander};
use icu_locale_core::LanguageIdentifier;

use super::regions;
use super::tables::{ByLanguage, lookup};

/// A BCP 47 language tag in canonical case, such as `en`, `pt-BR` or `zh-Hant`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LanguageTag(String);

/// A text that is not a language tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidLanguageTag;

/// The direction a language is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// The value of HTML's `dir` attribute.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

impl LanguageTag {
    /// The tag as it is written in `lang` attributes, addresses and file names.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language alone: `pt` of `pt-BR`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// The direction of the script the language is written in; left to right where nothing is known.
    pub fn direction(&self) -> Direction {
        match LocaleDirectionality::new_extended().get(&self.identifier()) {
            Some(IcuDirection::RightToLeft) => Direction::Rtl,
            _ => Direction::Ltr,
        }
    }

    /// The name of the language in itself, as a menu shows it: `Français`; the tag where the tables don't have it.
    pub fn endonym(&self) -> String {
        let named = |tag: &LanguageTag| lookup(ENDONYMS, tag.as_str()).map(str::to_owned);
        self.described(named, self).unwrap_or_else(|| self.0.clone())
    }

    /// The name of the language in another, as within a sentence: `French`, `français`.
    pub fn name_in(&self, language: &LanguageTag) -> Option<String> {
        let table = NAMES.text(language)?;
        self.described(|tag| lookup(table, tag.as_str()).map(str::to_owned), language)
    }

    /// The tag of ICU for this language.
    pub(super) fn identifier(&self) -> LanguageIdentifier {
        self.0.parse().expect("a language tag is checked when it is made")
    }

    /// Which of some languages serves a reader of this one: the same, or the same language in the same script.
    pub fn best_of<'a>(&self, tags: &(impl Iterator<Item = &'a str> + Clone)) -> Option<&'a str> {
        let find = |wanted: &str| tags.clone().find(|tag| *tag == wanted);
        if let Some(same) = find(&self.0) {
            return Some(same);
        }
        let script = likely_script(&self.identifier());
        if let Some(found) = script.as_ref().and_then(|script| find(&format!("{}-{script}", self.primary()))) {
            return Some(found);
        }
        let usual = self.primary().parse().ok().and_then(|language| likely_script(&language));
        // Bokmål is what data of Norwegian is in: CLDR has it under `no` alone.
        let other = match self.primary() {
            "nb" => "no",
            "no" => "nb",
            same => same,
        };
        if script == usual { find(self.primary()).or_else(|| find(other)) } else { None }
    }

    /// A name from a table, or that of the language with its region behind it, else a script it isn't mostly written in.
    fn described(&self, named: impl Fn(&LanguageTag) -> Option<String>, language: &LanguageTag) -> Option<String> {
        if let Some(name) = named(self) {
            return Some(name);
        }
        let name = named(&LanguageTag(self.primary().to_owned()))?;
        let region = self.identifier().region.map(|region| region.to_string());
        let usual = self.primary().parse().ok().and_then(|primary| likely_script(&primary));
        let script =
            self.identifier().script.map(|script| script.to_string()).filter(|script| Some(script) != usual.as_ref());
        match (region.and_then(|code| regions::name(&code, language)), script) {
            (Some(region), _) => Some(format!("{name} ({region})")),
            (None, Some(script)) => Some(format!("{name} ({script})")),
            (None, None) => Some(name),
        }
    }
}

impl FromStr for LanguageTag {
    type Err = InvalidLanguageTag;

    fn from_str(text: &str) -> Result<Self, InvalidLanguageTag> {
        let identifier: LanguageIdentifier = text.parse().map_err(|_| InvalidLanguageTag)?;
        if identifier.language.is_unknown() || text.contains('_') {
            return Err(InvalidLanguageTag);
        }
        Ok(Self(identifier.to_string()))
    }
}

impl fmt::Display for LanguageTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for InvalidLanguageTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a language tag such as `en`, `pt-BR` or `zh-Hant`")
    }
}

impl std::error::Error for InvalidLanguageTag {}

fn likely_script(identifier: &LanguageIdentifier) -> Option<String> {
    let mut full = identifier.clone();
    LocaleExpander::new_extended().maximize(&mut full);
    full.script.map(|script| script.to_string())
}

const ENDONYMS: &str = include_str!("../../data/names/endonyms.tsv");

static NAMES: ByLanguage = ByLanguage { tables: include!("../../data/names/languages.rs") };

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(text: &str) -> LanguageTag {
        text.parse().unwrap()
    }

    #[test]
    fn tags_are_written_in_canonical_case() {
        let written = ["EN", "pt-br", "ZH-hant", "sr-latn-RS", "fr"].map(|text| tag(text).to_string());
        assert_eq!(written, ["en", "pt-BR", "zh-Hant", "sr-Latn-RS", "fr"]);
    }

    #[test]
    fn what_is_no_tag_is_refused() {
        for text in ["", "e", "und", "english!", "pt_BR", "v2", "ar-u-nu-latn", "-", "en-"] {
            assert_eq!(text.parse::<LanguageTag>(), Err(InvalidLanguageTag), "{text}");
        }
    }

    #[test]
    fn direction_follows_the_script() {
        let rtl = ["ar", "fa", "he", "ur", "ckb", "ps", "az-Arab", "pa-PK", "yi", "dv"];
        let ltr = ["en", "fr", "ru", "zh-Hant", "az", "pa", "tr", "ku", "xx"];
        assert_eq!(rtl.map(|text| tag(text).direction()), [Direction::Rtl; 10]);
        assert_eq!(ltr.map(|text| tag(text).direction()), [Direction::Ltr; 9]);
    }

    #[test]
    fn languages_have_names_in_themselves() {
        let names = ["en", "fr", "ar", "fa", "pt-BR", "zh-Hant", "zh-TW", "xx"].map(|text| tag(text).endonym());
        assert_eq!(
            names,
            ["English", "Français", "العربية", "فارسی", "Português (Brasil)", "繁體中文", "中文 (台灣)", "xx"]
        );
    }

    #[test]
    fn a_script_that_is_not_the_usual_one_tells_two_of_a_language_apart() {
        let names = ["sr", "sr-Latn", "sr-Cyrl", "pa-Arab"].map(|text| tag(text).endonym());
        assert_eq!(names, ["Српски", "Српски (Latn)", "Српски", "ਪੰਜਾਬੀ (Arab)"]);
    }

    #[test]
    fn languages_have_names_in_each_other() {
        let name = |of: &str, language: &str| tag(of).name_in(&tag(language));
        assert_eq!(name("fr", "en").as_deref(), Some("French"));
        assert_eq!(name("ar", "fr").as_deref(), Some("arabe"));
        assert_eq!(name("en", "ar").as_deref(), Some("الإنجليزية"));
        assert_eq!(name("de", "zh-TW").as_deref(), Some("德文"));
        assert_eq!(name("fr-BE", "de").as_deref(), Some("Französisch (Belgien)"));
        assert_eq!(name("xx", "en"), None);
    }

    #[test]
    fn a_language_in_another_script_does_not_serve() {
        let tags = ["sr", "zh", "zh-Hant", "en"];
        let best = ["sr", "sr-Latn", "sr-Cyrl-BA", "zh-TW", "zh-SG", "en-GB", "fr"]
            .map(|text| tag(text).best_of(&tags.iter().copied()));
        assert_eq!(best, [Some("sr"), None, Some("sr"), Some("zh-Hant"), Some("zh"), Some("en"), None]);
    }

    #[test]
    fn every_row_of_the_tables_is_found() {
        for (language, table) in NAMES.tables {
            for mut row in crate::locale::tables::rows(table) {
                let (tag, name) = (row.next().unwrap(), row.next());
                assert_eq!(lookup(table, tag), name, "{language}");
            }
        }
    }
}
