//! From a word to its group: what the forms of a word have in common in a language.

use frostem::{Algorithm, Stemmer};
use unicode_normalization::char::is_combining_mark;

use super::{Kind, Token, fold, light_arabic};

/// The group of a word: its language (none for names, numbers and the like) and its stem.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stem {
    /// One more than the language's number in the site; zero is none.
    pub language: u16,
    pub text: String,
}

/// Stems the words of a site's languages.
#[derive(Debug)]
pub(super) struct Analysis {
    /// The rules of each language, after those of none.
    rules: Vec<Rules>,
    /// The language code of Arabic words in texts of other languages.
    arabic: u16,
}

/// Stems of longer words are the words themselves; no language has such words.
const LONGEST_STEMMED: usize = 120;

impl Analysis {
    pub(super) fn new(languages: &[String]) -> Self {
        let rules: Vec<Rules> =
            std::iter::once(Rules::None).chain(languages.iter().map(|tag| Rules::of(tag))).collect();
        let arabic = rules.iter().position(|rules| matches!(rules, Rules::Arabic));
        Self { rules, arabic: arabic.and_then(|place| u16::try_from(place).ok()).unwrap_or(0) }
    }

    /// The group of a token that stands as `surface` in a text of a language.
    pub(super) fn stem(&self, language: u16, surface: &str, token: &Token<'_>) -> Stem {
        let of = |language, text: &str| Stem { language, text: text.to_owned() };
        if token.kind == Kind::Whole || token.text.bytes().any(|byte| byte.is_ascii_digit()) {
            return of(0, token.text);
        }
        let script = Script::of(token.text);
        match self.rules.get(usize::from(language)).unwrap_or(&Rules::None) {
            Rules::Arabic if script == Script::Arabic => of(language, light_arabic(token.text)),
            Rules::Own(written) if script == *written => of(language, token.text),
            Rules::Snowball(stemmer, written) if script == *written => of(language, &snowball(stemmer, surface, token)),
            Rules::Own(Script::Other) => of(language, token.text),
            _ if script == Script::Arabic => of(self.arabic, light_arabic(token.text)),
            _ => of(0, token.text),
        }
    }
}

/// Accents decide about stems, so the stemmer is given them; what is left is folded like everything else.
fn snowball(stemmer: &Stemmer, surface: &str, token: &Token<'_>) -> String {
    if surface.len() > LONGEST_STEMMED {
        return token.text.to_owned();
    }
    let lower = surface.to_lowercase();
    let word = if stemmer.algorithm() == Algorithm::French { french_singular(&lower) } else { &lower };
    let stem = fold(&stemmer.stem(word));
    // One letter says nothing: the Hindi stemmer leaves that of "May" and of "in".
    let is_word = stem.chars().filter(|c| c.is_alphabetic() && !is_combining_mark(*c)).nth(1).is_some();
    if is_word { stem } else { token.text.to_owned() }
}

/// A French word without the mark of a plural that the stemmer leaves on: *abris*, *vélos*, *clochers*, *noyaux*.
fn french_singular(word: &str) -> &str {
    let one = match word.strip_suffix('s') {
        Some(rest) => Some(rest).filter(|rest| rest.ends_with(['a', 'i', 'o', 'u']) || rest.ends_with("er")),
        None if ROYAL.iter().any(|royal| word.ends_with(royal)) => None,
        None => word.strip_suffix('x').filter(|rest| rest.ends_with("yau") || rest.ends_with("éau")),
    };
    one.filter(|rest| rest.chars().nth(3).is_some()).unwrap_or(word)
}

/// Their singular is in -al, which the stemmer knows.
const ROYAL: [&str; 2] = ["royaux", "loyaux"];

/// The rules of a language.
enum Rules {
    /// Every word is its own group, in no language.
    None,
    Arabic,
    /// Every word of the script is a group of the language.
    Own(Script),
    /// Words of the script are stemmed.
    Snowball(Stemmer, Script),
}

impl std::fmt::Debug for Rules {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::None => "None",
            Self::Arabic => "Arabic",
            Self::Own(_) => "Own",
            Self::Snowball(stemmer, _) => stemmer.algorithm().name(),
        })
    }
}

impl Rules {
    fn of(tag: &str) -> Self {
        use Algorithm as A;
        let algorithm = match tag.split('-').next().unwrap_or(tag) {
            "ar" | "arz" | "apc" | "ary" | "acm" | "aeb" | "arb" => return Self::Arabic,
            "fa" | "ur" | "ps" | "ckb" | "sd" | "ug" | "ks" => return Self::Own(Script::Arabic),
            "ca" => A::Catalan,
            "cs" => A::Czech,
            "da" => A::Danish,
            "de" => A::German,
            "el" => A::Greek,
            "en" => A::English,
            "eo" => A::Esperanto,
            "es" => A::Spanish,
            "et" => A::Estonian,
            "eu" => A::Basque,
            "fi" => A::Finnish,
            "fr" => A::French,
            "ga" => A::Irish,
            "hi" => A::Hindi,
            "hu" => A::Hungarian,
            "hy" => A::Armenian,
            "id" | "ms" => A::Indonesian,
            "it" => A::Italian,
            "lt" => A::Lithuanian,
            "ne" => A::Nepali,
            "nl" => A::Dutch,
            "no" | "nb" | "nn" => A::Norwegian,
            "pl" => A::Polish,
            "pt" => A::Portuguese,
            "ro" => A::Romanian,
            "ru" => A::Russian,
            "sr" | "hr" | "bs" | "sh" => A::Serbian,
            "st" => A::Sesotho,
            "sv" => A::Swedish,
            "ta" => A::Tamil,
            "tr" => A::Turkish,
            "uk" => A::Ukrainian,
            "yi" => A::Yiddish,
            _ => return Self::Own(Script::Other),
        };
        Self::Snowball(Stemmer::new(algorithm), written(algorithm, tag))
    }
}

/// The script a stemmer's rules are about.
fn written(algorithm: Algorithm, tag: &str) -> Script {
    match algorithm {
        Algorithm::Russian | Algorithm::Ukrainian => Script::Cyrillic,
        // Of these only Serbian is written in Cyrillic where its tag names no script, but in Montenegro (CLDR).
        Algorithm::Serbian if tag.contains("Cyrl") => Script::Cyrillic,
        Algorithm::Serbian if tag.starts_with("sr") && !tag.contains("Latn") && tag != "sr-ME" => Script::Cyrillic,
        Algorithm::Greek => Script::Greek,
        Algorithm::Armenian => Script::Armenian,
        Algorithm::Yiddish => Script::Hebrew,
        Algorithm::Hindi | Algorithm::Nepali => Script::Devanagari,
        Algorithm::Tamil => Script::Tamil,
        _ => Script::Latin,
    }
}

/// The script of a word, by its first character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
    Armenian,
    Hebrew,
    Arabic,
    Devanagari,
    Tamil,
    Other,
}

impl Script {
    fn of(word: &str) -> Self {
        match word.chars().next().map_or(0, u32::from) {
            0x41..=0x24f | 0x1e00..=0x1eff => Self::Latin,
            0x370..=0x3ff | 0x1f00..=0x1fff => Self::Greek,
            0x400..=0x52f => Self::Cyrillic,
            0x530..=0x58f => Self::Armenian,
            0x590..=0x5ff => Self::Hebrew,
            0x600..=0x6ff | 0x750..=0x77f | 0x8a0..=0x8ff => Self::Arabic,
            0x900..=0x97f => Self::Devanagari,
            0xb80..=0xbff => Self::Tamil,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::each_token;

    fn stems(language: &str, text: &str) -> Vec<(u16, String)> {
        let analysis = Analysis::new(&[language.to_owned(), "ar".to_owned()]);
        let mut found = Vec::new();
        each_token(text, &mut |token| {
            let surface = text.get(token.range.clone()).unwrap_or_default();
            let stem = analysis.stem(1, surface, &token);
            found.push((stem.language, stem.text));
        });
        found
    }

    fn same(language: &str, words: &str) {
        let found = stems(language, words);
        assert!(found.iter().all(|stem| *stem == found[0] && stem.0 == 1), "{found:?}");
    }

    #[test]
    fn forms_of_a_word_are_one_group() {
        same("en", "outage outages OUTAGE");
        same("fr-CA", "panne pannes Panne");
        same("fr", "électrique électriques");
        for words in ["abri abris", "numéro numéros", "quai quais", "léger légers", "pointu pointus", "noyau noyaux"]
        {
            same("fr", words);
        }
        same("fr", "royal royaux royale");
        same("de", "Ausfall Ausfälle");
        same("ru", "авария аварии аварий");
        same("ar", "انقطاع الانقطاع وانقطاع");
    }

    #[test]
    fn a_stem_is_more_than_a_letter() {
        for word in ["मई", "में", "का", "नई"] {
            assert_eq!(stems("hi", word), [(1, fold(word))]);
        }
    }

    #[test]
    fn serbian_is_cyrillic_unless_its_tag_says_otherwise() {
        for tag in ["sr", "sr-RS", "sr-Cyrl", "sr-Cyrl-ME", "bs-Cyrl"] {
            same(tag, "мрежа мреже мрежи");
        }
        for tag in ["sr-Latn", "sr-Latn-RS", "sr-ME", "hr", "bs"] {
            same(tag, "mreža mreže mreži");
        }
    }

    #[test]
    fn names_and_numbers_belong_to_no_language() {
        assert_eq!(stems("ar", "Telegram"), [(0, "telegram".into())]);
        assert_eq!(stems("en", "2024"), [(0, "2024".into())]);
        assert_eq!(stems("ru", "Telegram"), [(0, "telegram".into())]);
        assert_eq!(stems("en", "payments-api").first(), Some(&(0, "payments-api".into())));
    }

    #[test]
    fn arabic_words_are_arabic_in_texts_of_any_language_but_those_that_write_their_own_so() {
        assert_eq!(stems("fr", "الانقطاع"), [(2, "انقطاع".into())]);
        assert_eq!(stems("fa", "الانقطاع"), [(1, "الانقطاع".into())]);
    }

    #[test]
    fn languages_without_rules_keep_their_words() {
        assert_eq!(stems("vi", "mạng"), [(1, "mang".into())]);
        assert_eq!(stems("zh", "网络").first(), Some(&(1, "网络".into())));
    }

    #[test]
    fn no_word_is_too_strange() {
        let strange = ["\u{301}\u{301}", &"é".repeat(70_000), "ΐ", "İi", "ﷺ", "a\u{200d}b"];
        for language in ["en", "fr", "el", "tr", "hi", "ta", "yi", "nl", "hy", "fi"] {
            for word in &strange {
                assert!(stems(language, word).iter().all(|(_, stem)| !stem.is_empty()), "{language} {word:.20}");
            }
        }
    }
}
