//! Whether a passage may say anything of the kind, told without reading it: most say nothing.

use super::lexicon::{Lexicon, Meaning};
use super::tokens::holds_digit;

/// A word of each phrase of a language.
#[derive(Debug)]
pub struct Hints {
    outages: Vec<&'static str>,
    /// Of what is said of an outage.
    verbs: Vec<&'static str>,
    /// Of what is said of a service that fails.
    failing: Vec<&'static str>,
    /// Parts of the weekdays.
    weekdays: &'static [&'static str],
}

/// What a passage may say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hinted {
    /// When an outage began or ended, or how long it took.
    pub course: bool,
    /// The weekday of a date.
    pub weekday: bool,
}

impl Hints {
    /// What to look for in texts of a language.
    pub fn of(lexicon: &Lexicon) -> Self {
        Self {
            outages: lexicon.words_for(|meaning| meaning == Meaning::Outage).collect(),
            verbs: once_each(lexicon.verbs.iter().map(|(words, _)| longest(words))),
            failing: once_each(lexicon.failing.iter().map(|words| longest(words))),
            weekdays: lexicon.weekday_hints,
        }
    }

    /// What a passage may say; what is said of services counts only where a text `opens`.
    pub fn hinted(&self, pieces: &[(usize, &str)], opens: bool) -> Hinted {
        let holds = |words: &[&str]| pieces.iter().any(|(_, text)| words.iter().any(|word| text.contains(word)));
        let course = holds(&self.outages) && holds(&self.verbs) || opens && holds(&self.failing);
        let is_dated = || pieces.iter().any(|(_, text)| holds_digit(text));
        Hinted { course, weekday: holds(self.weekdays) && is_dated() }
    }
}

/// The longest of some words: the rarest, as a rule.
fn longest(words: &[&'static str]) -> &'static str {
    words.iter().max_by_key(|word| word.len()).copied().unwrap_or_default()
}

fn once_each(words: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    let mut words: Vec<_> = words.collect();
    words.sort_unstable();
    words.dedup();
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon(language: &str) -> &'static Lexicon {
        Lexicon::of(&language.parse().expect("a tag")).expect("a language that is read")
    }

    fn hinted(language: &str, text: &str, opens: bool) -> (bool, bool) {
        let Hinted { course, weekday } = lexicon(language).hints.hinted(&[(0, text)], opens);
        (course, weekday)
    }

    #[test]
    fn every_phrase_is_hinted_at() {
        for language in ["en", "fr", "ar"] {
            let lexicon = lexicon(language);
            for outage in lexicon.words_for(|meaning| meaning == Meaning::Outage) {
                for (words, _) in lexicon.verbs {
                    let said = format!("{outage} {}", words.join(" "));
                    assert_eq!(hinted(language, &said, false), (true, false), "{said}");
                    assert_eq!(hinted(language, &words.join(" "), false), (false, false), "{words:?}");
                }
            }
            for words in lexicon.failing {
                let said = words.join(" ");
                assert_eq!(
                    (hinted(language, &said, true).0, hinted(language, &said, false).0),
                    (true, false),
                    "{said}"
                );
            }
            for weekday in lexicon.words_for(|meaning| matches!(meaning, Meaning::Weekday(_))) {
                assert_eq!(hinted(language, &format!("{weekday} 3"), true), (false, true), "{weekday}");
                assert_eq!(hinted(language, weekday, true), (false, false), "{weekday}");
            }
        }
    }

    #[test]
    fn most_texts_say_nothing() {
        assert_eq!(hinted("en", "The outage was reported by many on 3 May.", true), (false, false));
        assert_eq!(hinted("en", "It began at 9.", true), (false, false));
        assert_eq!(hinted("fr", "Le service a repris à 10 h.", true), (false, false));
        assert_eq!(hinted("ar", "عادت الخدمة في الساعة ٩.", true), (false, false));
    }
}
