//! Whether a passage may say anything of the kind, told without reading it: most say nothing.

use aho_corasick::packed::Searcher;

use super::lexicon::{Lexicon, Meaning};
use super::tokens::holds_digit;

/// A word of each phrase of a language.
#[derive(Debug)]
pub struct Hints {
    outages: Parts,
    /// Of what is said of an outage.
    verbs: Parts,
    /// Of what is said of a service that fails.
    failing: Parts,
    weekdays: Parts,
}

/// What a passage may say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hinted {
    /// When an outage began or ended, or how long it took.
    pub course: bool,
    /// The weekday of a date.
    pub weekday: bool,
}

impl Hinted {
    /// Nothing.
    pub const NOTHING: Self = Self { course: false, weekday: false };
    /// All there is to say.
    pub const ANYTHING: Self = Self { course: true, weekday: true };

    /// Whether anything is said.
    pub const fn is_any(self) -> bool {
        self.course || self.weekday
    }
}

impl Hints {
    /// What to look for in texts of a language.
    pub fn of(lexicon: &Lexicon) -> Self {
        Self {
            outages: Parts::of(lexicon.words_for(|meaning| meaning == Meaning::Outage)),
            verbs: Parts::of(lexicon.verbs.iter().map(|(words, _)| longest(words))),
            failing: Parts::of(lexicon.failing.iter().map(|words| longest(words))),
            weekdays: Parts::of(lexicon.words_for(|meaning| matches!(meaning, Meaning::Weekday(_)))),
        }
    }

    /// What any passage of a text may say, what is said of services aside.
    pub fn are_in(&self, text: &str) -> Hinted {
        self.hinted(&[(0, text)], false, Hinted::ANYTHING)
    }

    /// What a passage of a text that may say what is `within` may say itself; what is said of services counts only where
    /// a text `opens`.
    pub fn hinted(&self, pieces: &[(usize, &str)], opens: bool, within: Hinted) -> Hinted {
        let holds = |parts: &Parts| pieces.iter().any(|(_, text)| parts.stand_in(text));
        let course = within.course && holds(&self.verbs) && holds(&self.outages) || opens && holds(&self.failing);
        let is_dated = || pieces.iter().any(|(_, text)| holds_digit(text));
        Hinted { course, weekday: within.weekday && holds(&self.weekdays) && is_dated() }
    }
}

/// Words, or parts that tell them, in every case they are written in.
#[derive(Debug)]
struct Parts {
    parts: Vec<String>,
    /// Looks for all of them at once; most processors have the instructions for it.
    searcher: Option<Searcher>,
}

impl Parts {
    fn of(words: impl Iterator<Item = &'static str>) -> Self {
        let mut parts: Vec<String> =
            words.map(telling).flat_map(|word| [word.to_owned(), capitalised(word), word.to_uppercase()]).collect();
        parts.sort_unstable();
        parts.dedup();
        Self { searcher: Searcher::new(&parts), parts }
    }

    /// Whether one of them stands in a text.
    fn stand_in(&self, text: &str) -> bool {
        match &self.searcher {
            Some(searcher) => searcher.find(text).is_some(),
            None => self.each_in(text),
        }
    }

    fn each_in(&self, text: &str) -> bool {
        self.parts.iter().any(|part| text.contains(&**part))
    }
}

/// The longest of some words: the rarest, as a rule.
fn longest(words: &[&'static str]) -> &'static str {
    words.iter().max_by_key(|word| word.len()).copied().unwrap_or_default()
}

/// What is looked for of a word in lower case. The search goes by first letters, and every other Arabic word begins with
/// the article: of a word that has it, its first letter is left out.
fn telling(word: &'static str) -> &'static str {
    word.strip_prefix('ا').filter(|rest| rest.starts_with('ل')).unwrap_or(word)
}

/// A word with a capital.
fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lexicon(language: &str) -> &'static Lexicon {
        Lexicon::of(&language.parse().expect("a tag")).expect("a language that is read")
    }

    /// Each word with a capital.
    fn title(words: &str) -> String {
        words.split(' ').map(capitalised).collect::<Vec<_>>().join(" ")
    }

    fn hinted(language: &str, text: &str, opens: bool) -> (bool, bool) {
        let Hinted { course, weekday } = lexicon(language).hints.hinted(&[(0, text)], opens, Hinted::ANYTHING);
        (course, weekday)
    }

    #[test]
    fn every_phrase_is_hinted_at() {
        for language in ["en", "fr", "ar"] {
            let lexicon = lexicon(language);
            for outage in lexicon.words_for(|meaning| meaning == Meaning::Outage) {
                for (words, _) in lexicon.verbs {
                    let said = format!("{outage} {}", words.join(" "));
                    for said in [said.clone(), title(&said), said.to_uppercase()] {
                        assert_eq!(hinted(language, &said, false), (true, false), "{said}");
                    }
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
                for weekday in [weekday.to_owned(), capitalised(weekday), weekday.to_uppercase()] {
                    assert_eq!(hinted(language, &format!("{weekday} 3"), true), (false, true), "{weekday}");
                }
                assert_eq!(hinted(language, weekday, true), (false, false), "{weekday}");
            }
        }
    }

    proptest! {
        #[test]
        fn all_at_once_is_each_in_turn(before in "\\PC{0,40}", pick in any::<prop::sample::Index>(), is_cut in any::<bool>(), after in "\\PC{0,40}") {
            for language in ["en", "fr", "ar"] {
                let Hints { outages, verbs, failing, weekdays } = &*lexicon(language).hints;
                for parts in [outages, verbs, failing, weekdays] {
                    let part = pick.get(&parts.parts);
                    let part: String = part.chars().take(part.chars().count() - usize::from(is_cut)).collect();
                    let text = format!("{before}{part}{after}");
                    prop_assert_eq!(parts.stand_in(&text), parts.each_in(&text), "{}", text);
                }
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
