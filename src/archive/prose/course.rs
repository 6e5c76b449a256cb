//! Sentences that say of *the* outage when it began or ended, or how long it lasted.

use std::cell::OnceCell;
use std::ops::Range;

use super::lexicon::{Meaning, Verb};
use super::reader::{Mention, Reader};
use super::tokens::Kind;

/// What a sentence says of the incident.
#[derive(Debug)]
pub struct Said {
    /// What happened.
    pub verb: Verb,
    /// The token behind subject and verb: durations follow there.
    pub at: usize,
    /// When, as told behind them or before them in the sentence.
    pub mentions: Vec<Mention>,
    /// Whether it is said of a part: of some users, a place, one service of several.
    pub of_part: bool,
}

/// How many words may stand between an article and its noun, and between a noun and its verb.
const BETWEEN: usize = 4;

impl Reader<'_> {
    /// What the passage says of the incident. `names` are the words of its services' names, be they one or `several`;
    /// that they failed is read only where a text `opens`, since later it speaks of other times, too.
    pub fn said(&self, names: &[String], several: bool, opens: bool) -> Vec<Said> {
        let mut found = Vec::new();
        let mut start = 0;
        while start < self.tokens.len() {
            let sentence = start..self.sentence_end(start);
            start = sentence.end + 1;
            // What comes after words about another outage may be about that.
            if sentence.clone().any(|at| self.meaning(at) == Some(Meaning::Other)) {
                break;
            }
            let is_asked = self.is_sign(sentence.end, &['?', '؟']);
            if !is_asked && !sentence.clone().any(|at| self.says(at)) {
                self.said_in(&sentence, names, several, opens, &mut found);
            }
        }
        found
    }

    /// What a sentence says; what is asked of it as a whole is asked once, however much it says.
    fn said_in(&self, sentence: &Range<usize>, names: &[String], several: bool, opens: bool, found: &mut Vec<Said>) {
        let (opening, of_part) = (OnceCell::new(), OnceCell::new());
        for at in sentence.clone() {
            let is_quoted = self.tokens.get(at).is_some_and(|token| token.is_quoted);
            let subject = self.outage(at, names).or_else(|| if opens { self.failing(at, names) } else { None });
            let Some((verb, behind)) = subject.filter(|_| !is_quoted) else { continue };
            let mut mentions = vec![self.mention(behind).0];
            if verb == Verb::Begin && sentence.start < at {
                let (before, end) = opening.get_or_init(|| self.mention(sentence.start));
                let is_right_before = *end == at || *end == at + 1 && self.meaning(at) == Some(Meaning::The);
                mentions.extend(is_right_before.then(|| before.clone()));
            }
            let of_part = *of_part.get_or_init(|| sentence.clone().any(|at| self.parts(at, names, several)));
            found.push(Said { verb, at: behind, mentions, of_part });
        }
    }

    /// An outage that begins, ends or lasts: `the outage of Telegram began`, `بدأ العطل`; and the token behind.
    fn outage(&self, at: usize, names: &[String]) -> Option<(Verb, usize)> {
        if self.lexicon.is_verb_first
            && let Some((verb, behind)) = self.verb(at)
            && self.meaning(behind) == Some(Meaning::Outage)
            && !at.checked_sub(1).is_some_and(|before| self.is_among(before, self.lexicon.doubts))
        {
            return Some((verb, self.over(behind + 1, names)));
        }
        let is_definite = self.lexicon.is_verb_first || self.meaning(at) == Some(Meaning::The);
        let noun = if self.lexicon.is_verb_first { at } else { self.over(at + 1, names) };
        if !is_definite || self.meaning(noun) != Some(Meaning::Outage) || !self.is_opened(at, names) {
            return None;
        }
        self.verb(self.over(noun + 1, names))
    }

    /// Whether what begins at `at` may be what its sentence is about: behind another word it is about that, as in `the
    /// review of the outage began`, `what led to the outage began`.
    fn is_opened(&self, at: usize, names: &[String]) -> bool {
        let Some(before) = at.checked_sub(1) else { return true };
        if self.tokens.get(before).is_none_or(|token| token.kind != Kind::Word) {
            return true;
        }
        let tells_time = match self.meaning(before) {
            Some(Meaning::Filler) => !self.is_among(before, self.lexicon.prepositions),
            Some(Meaning::About | Meaning::Same | Meaning::Outage | Meaning::Other | Meaning::Saying) | None => false,
            Some(_) => true,
        };
        let names_part = || self.is_among(before, self.lexicon.parts) || self.is_name(before, names);
        tells_time || self.is_among(before, self.lexicon.openers) || names_part()
    }

    /// A service of the incident that fails: `Telegram went down`, `توقف تيليجرام`; and the token behind.
    fn failing(&self, at: usize, names: &[String]) -> Option<(Verb, usize)> {
        let (phrase, name) = if self.lexicon.is_verb_first {
            let behind = self.phrase(at, self.lexicon.failing.iter().copied())?;
            (at, behind)
        } else {
            (self.after_names(at, names), at)
        };
        let behind_phrase = self.phrase(phrase, self.lexicon.failing.iter().copied())?;
        let behind_name = self.after_names(name, names);
        (behind_name > name).then_some((Verb::Begin, behind_phrase.max(behind_name)))
    }

    fn verb(&self, at: usize) -> Option<(Verb, usize)> {
        let mut verbs = self.lexicon.verbs.iter();
        verbs.find_map(|(words, verb)| Some((*verb, self.phrase(at, std::iter::once(*words))?)))
    }

    fn phrase<'w>(&self, at: usize, phrases: impl IntoIterator<Item = &'w [&'w str]>) -> Option<usize> {
        let stands =
            |words: &&[&str]| words.iter().enumerate().all(|(number, word)| self.is_word(at + number, &[word]));
        phrases.into_iter().find(stands).map(|words| at + words.len())
    }

    /// Past words that don't make another outage of it.
    fn over(&self, at: usize, names: &[String]) -> usize {
        let is_same = |at: &usize| self.meaning(*at) == Some(Meaning::Same) || self.is_name(*at, names);
        at + (at..at + BETWEEN).take_while(is_same).count()
    }

    fn after_names(&self, at: usize, names: &[String]) -> usize {
        at + (at..at + BETWEEN).take_while(|at| self.is_name(*at, names)).count()
    }

    fn is_name(&self, at: usize, names: &[String]) -> bool {
        self.tokens.get(at).is_some_and(|token| names.iter().any(|name| *name == token.word))
    }

    /// Whether the word at `at` makes its sentence one about a part: `most`, `in Poland`, a service among others.
    fn parts(&self, at: usize, names: &[String], several: bool) -> bool {
        let is_place = || {
            let at = if self.meaning(at + 1) == Some(Meaning::The) { at + 2 } else { at + 1 };
            let is_word = self.tokens.get(at).is_some_and(|token| token.kind == Kind::Word);
            is_word && self.meaning(at).is_none() && !self.is_among(at, self.lexicon.wholes) && !self.is_name(at, names)
        };
        self.is_among(at, self.lexicon.parts)
            || several && self.is_name(at, names)
            || self.is_among(at, self.lexicon.prepositions) && is_place()
    }

    /// Whether the word at `at` is one of `words`.
    pub(super) fn is_among(&self, at: usize, words: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| words.split(' ').any(|word| word == token.word))
    }

    /// Whether the token at `at` makes its sentence the words of another.
    fn says(&self, at: usize) -> bool {
        self.meaning(at) == Some(Meaning::Saying) || self.is_sign(at, &[':']) && !self.is_clock(at)
    }

    fn is_clock(&self, colon: usize) -> bool {
        self.number(colon + 1, 2).is_some()
    }

    /// Where the sentence ends that `from` stands in.
    pub(super) fn sentence_end(&self, from: usize) -> usize {
        let is_end = |at: &usize| {
            let is_decimal = at.checked_sub(1).is_some_and(|before| self.number(before, 9).is_some())
                && self.number(*at + 1, 9).is_some();
            self.is_sign(*at, &['.', '!', '?', '؟', ';', '؛', '…']) && !is_decimal
        };
        (from..self.tokens.len()).find(is_end).unwrap_or(self.tokens.len())
    }
}
