//! Whether a passage may say anything of the kind, told without reading it: most say nothing.

use super::lexicon::{Lexicon, Meaning};
use super::tokens::holds_digit;

/// Parts of words of each phrase of a language, in every case they are written in.
#[derive(Debug)]
pub struct Hints {
    outages: Vec<String>,
    /// Of what is said of an outage.
    verbs: Vec<String>,
    /// Of what is said of a service that fails.
    failing: Vec<String>,
    weekdays: Vec<String>,
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
            outages: in_both_cases(lexicon.words_for(|meaning| meaning == Meaning::Outage).map(rest)),
            verbs: in_both_cases(lexicon.verbs.iter().map(|(words, _)| rest(longest(words)))),
            failing: in_both_cases(lexicon.failing.iter().map(|words| rest(longest(words)))),
            weekdays: in_both_cases(lexicon.weekday_hints.iter().copied()),
        }
    }

    /// What a passage may say; what is said of services counts only where a text `opens`.
    pub fn hinted(&self, pieces: &[(usize, &str)], opens: bool) -> Hinted {
        let holds = |hints: &[String]| pieces.iter().any(|(_, text)| hints.iter().any(|hint| text.contains(&**hint)));
        let course = holds(&self.verbs) && holds(&self.outages) || opens && holds(&self.failing);
        let is_dated = || pieces.iter().any(|(_, text)| holds_digit(text));
        Hinted { course, weekday: holds(&self.weekdays) && is_dated() }
    }
}

/// The longest of some words: the rarest, as a rule.
fn longest(words: &[&'static str]) -> &'static str {
    words.iter().max_by_key(|word| word.len()).copied().unwrap_or_default()
}

/// All of a word in lower case but a first letter that may be a capital.
fn rest(word: &'static str) -> &'static str {
    let first = word.chars().next().filter(|first| first.to_uppercase().ne(std::iter::once(*first)));
    word.get(first.map_or(0, char::len_utf8)..).unwrap_or_default()
}

/// Parts of words as they are and in capitals, each once.
fn in_both_cases(parts: impl Iterator<Item = &'static str>) -> Vec<String> {
    let mut hints: Vec<String> = parts.flat_map(|part| [part.to_owned(), part.to_uppercase()]).collect();
    hints.sort_unstable();
    hints.dedup();
    hints
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon(language: &str) -> &'static Lexicon {
        Lexicon::of(&language.parse().expect("a tag")).expect("a language that is read")
    }

    /// Each word with a capital.
    fn capitalised(words: &str) -> String {
        let one = |word: &str| {
            let first = word.chars().next().unwrap_or_default();
            first.to_uppercase().chain(word.chars().skip(1)).collect::<String>()
        };
        words.split(' ').map(one).collect::<Vec<_>>().join(" ")
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
                    for said in [said.clone(), capitalised(&said), said.to_uppercase()] {
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

    #[test]
    fn most_texts_say_nothing() {
        assert_eq!(hinted("en", "The outage was reported by many on 3 May.", true), (false, false));
        assert_eq!(hinted("en", "It began at 9.", true), (false, false));
        assert_eq!(hinted("fr", "Le service a repris à 10 h.", true), (false, false));
        assert_eq!(hinted("ar", "عادت الخدمة في الساعة ٩.", true), (false, false));
    }
}
