//! Dates, times and durations as prose tells them.

use std::ops::Range;

use super::lexicon::{Lexicon, Meaning};
use super::tokens::{Kind, Token};

/// The tokens of a passage, read by the words of its language.
pub struct Reader<'p> {
    /// What is read.
    pub tokens: &'p [Token<'p>],
    /// The words of its language.
    pub lexicon: &'static Lexicon,
    /// What each token means: it is asked for many times.
    meanings: Vec<Option<Meaning>>,
}

/// A day of the calendar, its year not always told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// The year, if told.
    pub year: Option<i32>,
    /// 1 to 12.
    pub month: u32,
    /// 1 to 31.
    pub number: u32,
}

/// A time of day in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Time {
    /// Minutes since midnight; below nothing or past the day if it was told in another zone.
    pub minutes: i64,
    /// So many minutes either way it may have been rounded.
    pub slack: i64,
}

/// What is told of when something happened. Places are numbers of tokens.
#[derive(Clone, Debug, Default)]
pub struct Mention {
    /// The day.
    pub day: Option<(Day, Range<usize>)>,
    /// The weekday, Monday is 0.
    pub weekday: Option<(usize, usize)>,
    /// The time, if its zone is told.
    pub time: Option<(Time, Range<usize>)>,
    /// Whether it is told as not exact.
    pub is_about: bool,
}

impl<'p> Reader<'p> {
    /// The tokens of a passage, to be read by the words of its language.
    pub fn new(tokens: &'p [Token<'p>], lexicon: &'static Lexicon) -> Self {
        let meaning = |token: &Token<'_>| (token.kind == Kind::Word).then(|| lexicon.meaning(&token.word)).flatten();
        Self { tokens, lexicon, meanings: tokens.iter().map(meaning).collect() }
    }

    /// What the word at `at` means.
    pub fn meaning(&self, at: usize) -> Option<Meaning> {
        self.meanings.get(at).copied().flatten()
    }

    /// Whether the word at `at` is one of `words`.
    pub fn is_word(&self, at: usize, words: &[&str]) -> bool {
        self.tokens.get(at).is_some_and(|token| words.contains(&&*token.word))
    }

    /// Whether the sign at `at` is one of `signs`.
    pub fn is_sign(&self, at: usize, signs: &[char]) -> bool {
        matches!(self.tokens.get(at).map(|token| token.kind), Some(Kind::Sign(sign)) if signs.contains(&sign))
    }

    /// The bytes from one token to before another.
    pub fn span(&self, tokens: &Range<usize>) -> Range<usize> {
        let start = self.tokens.get(tokens.start).map_or(0, |token| token.span.start);
        start..tokens.end.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(start, |token| token.span.end)
    }

    /// The number in digits at `at`, if it has no more than `digits`.
    pub(super) fn number(&self, at: usize, digits: usize) -> Option<u32> {
        match self.tokens.get(at)?.kind {
            Kind::Number(value, length) if length <= digits => Some(value),
            _ => None,
        }
    }

    /// Everything from `at` on that tells when, and the token behind it.
    pub fn mention(&self, mut at: usize) -> (Mention, usize) {
        let mut found = Mention::default();
        while self.tokens.get(at).is_some_and(|token| !token.is_quoted) {
            if let Some((day, end)) = self.day(at).filter(|_| found.day.is_none()) {
                found.day = Some((day, at..end));
                at = end;
            } else if let Some((time, end)) = self.time(at).filter(|_| found.time.is_none()) {
                found.time = time.map(|time| (time, at..end));
                at = end;
            } else if !self.passed_over(at, &mut found) {
                break;
            } else {
                at += 1;
            }
        }
        (found, at)
    }

    fn passed_over(&self, at: usize, found: &mut Mention) -> bool {
        match self.meaning(at) {
            Some(Meaning::Weekday(day)) if found.weekday.is_none() => found.weekday = Some((day, at)),
            Some(Meaning::About) => found.is_about = true,
            Some(Meaning::Filler | Meaning::Same | Meaning::The) => {}
            _ => return self.is_sign(at, &[',', '،', '(', ')']),
        }
        true
    }

    /// The day told at `at`, and the token behind it. Of days joined to others none is read.
    pub fn day(&self, at: usize) -> Option<(Day, usize)> {
        let joined = at.checked_sub(1).is_some_and(|before| {
            self.is_sign(before, &['-', '–', '/', '.']) || self.meaning(before) == Some(Meaning::And)
        });
        if joined && at.checked_sub(2).is_some_and(|before| self.number(before, 4).is_some()) {
            return None;
        }
        self.iso_day(at).or_else(|| self.day_then_month(at)).or_else(|| self.month_then_day(at))
    }

    fn iso_day(&self, at: usize) -> Option<(Day, usize)> {
        let joins = self.is_sign(at + 1, &['-']) && self.is_sign(at + 3, &['-']);
        let (month, number) = (self.number(at + 2, 2)?, self.number(at + 4, 2)?);
        Some((Day { year: Some(self.year(at)?), month, number }, at + 5)).filter(|_| joins)
    }

    fn day_then_month(&self, at: usize) -> Option<(Day, usize)> {
        let day = self.day_of_month(at)?;
        let is_joint = |at| self.is_word(at, &["st", "nd", "rd", "th", "er", "of", "من"]);
        let mut at = at + 1;
        while is_joint(at) {
            at += 1;
        }
        let (month, end) = self.month(at)?;
        Some(self.with_year(month, day, end))
    }

    fn month_then_day(&self, at: usize) -> Option<(Day, usize)> {
        let (month, at) = self.month(at).filter(|_| self.lexicon.is_month_first)?;
        let day = self.day_of_month(at)?;
        let end = if self.is_word(at + 1, &["st", "nd", "rd", "th"]) { at + 2 } else { at + 1 };
        Some(self.with_year(month, day, end))
    }

    fn with_year(&self, month: u32, number: u32, end: usize) -> (Day, usize) {
        let skipped = usize::from(self.is_sign(end, &[',']) || self.is_word(end, &["عام", "سنة"]));
        match self.year(end + skipped) {
            Some(year) => (Day { year: Some(year), month, number }, end + skipped + 1),
            None => (Day { year: None, month, number }, end),
        }
    }

    fn day_of_month(&self, at: usize) -> Option<u32> {
        self.number(at, 2).filter(|day| (1..=31).contains(day))
    }

    pub(super) fn year(&self, at: usize) -> Option<i32> {
        let year = self.number(at, 4).filter(|year| (1900..=2100).contains(year))?;
        i32::try_from(year).ok()
    }

    fn month(&self, at: usize) -> Option<(u32, usize)> {
        if let Some(Meaning::Month(month)) = self.meaning(at) {
            // `أكتوبر/تشرين الأول`: both names of a month.
            let other = if self.is_sign(at + 1, &['/']) { self.month(at + 2) } else { None };
            return Some((month, other.map_or(at + 1, |(_, end)| end)));
        }
        let months = [("تشرين", "الأول", 10), ("تشرين", "الثاني", 11), ("كانون", "الأول", 12), ("كانون", "الثاني", 1)];
        let is_here =
            |(first, second, _): &&(&str, &str, u32)| self.is_word(at, &[first]) && self.is_word(at + 1, &[second]);
        months.iter().find(is_here).map(|(_, _, month)| (*month, at + 2))
    }

    /// The time told at `at`, if its zone is told, too; and the token behind it.
    fn time(&self, at: usize) -> Option<(Option<Time>, usize)> {
        let hour = self.number(at, 2).filter(|hour| *hour < 24)?;
        let is_letter = self.meaning(at + 1) == Some(Meaning::Hour);
        if !is_letter && !self.is_sign(at + 1, &[':']) {
            return None;
        }
        let (minute, end) = match self.number(at + 2, 2).filter(|minute| *minute < 60) {
            Some(minute) => (minute, at + 3),
            None if is_letter => (0, at + 2),
            None => return None,
        };
        let Some((offset, end)) = self.zone(end) else { return Some((None, end)) };
        let slack = match minute {
            0 => 30,
            30 => 15,
            15 | 45 => 8,
            minute if minute % 5 == 0 => 3,
            _ => 0,
        };
        Some((Some(Time { minutes: i64::from(hour * 60 + minute) - offset, slack }), end))
    }

    /// The offset from UTC in minutes that follows a time, and the token behind it; nothing where one follows that is
    /// told in a way not known here.
    fn zone(&self, mut at: usize) -> Option<(i64, usize)> {
        while self.is_word(at, &["بتوقيت", "بالتوقيت"]) {
            at += 1;
        }
        if self.meaning(at) != Some(Meaning::Universal) {
            return None;
        }
        let other = if self.is_sign(at + 1, &['/']) { 2 } else { 0 }; // `UTC/GMT+3`
        if other > 0 && self.meaning(at + other) != Some(Meaning::Universal) {
            return None;
        }
        let sign = at + other + 1;
        let is_behind = self.is_sign(sign, &['-', '−', '–', '\u{2011}']);
        if !is_behind && !self.is_sign(sign, &['+']) {
            let is_told = self.is_word(sign, &["plus", "minus", "moins", "زائد", "ناقص"]);
            return (!is_told).then_some((0, sign));
        }
        let (minutes, end) = match (self.number(sign + 1, 2), self.number(sign + 1, 4)) {
            (Some(hours), _) if self.is_sign(sign + 2, &[':']) => (60 * hours + self.number(sign + 3, 2)?, sign + 4),
            (Some(hours), _) => (60 * hours, sign + 2),
            (None, Some(both)) => (60 * (both / 100) + both % 100, sign + 2), // `+0530`
            (None, None) => return if is_behind { Some((0, sign)) } else { None }, // a dash
        };
        let offset = i64::from(minutes);
        Some((if is_behind { -offset } else { offset }, end))
    }
}
