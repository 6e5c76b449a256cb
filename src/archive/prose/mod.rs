//! Takes: incidents, their facts joined with their texts.
//! Gives: warnings where a text tells of a weekday, date, time or length that the facts rule out.
//! Promises: what is doubtful is passed over: a false alarm is worse than silence.
//! Never: reads a language it has no words of, or what stands in quotations, tables and code.

mod course;
mod hints;
mod known;
mod lasting;
mod lexicon;
mod reader;
mod tokens;

use std::collections::BTreeMap;
use std::ops::{ControlFlow, Range};
use std::sync::Arc;

use rayon::prelude::*;

use self::course::Said;
pub use self::hints::Hinted;
use self::known::{Known, date, date_of, weekday};
use self::lexicon::{Lexicon, Verb};
use self::reader::{Mention, Reader};
use super::incident::{Id, Incident, Telling};
use super::kept::KeptWriteUps;
use super::moment::End;
use super::names::{Names, Service};
use super::places::Places;
use super::words::Impact;
use crate::config::Settings;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::locale::LanguageTag;
use crate::source::SourceFile;

/// Compares the texts of incidents with their facts; what is `kept` isn't compared again.
pub fn check(
    incidents: &[Arc<Incident>],
    files: &[SourceFile],
    names: &Names,
    settings: &Settings,
    kept: Option<&KeptWriteUps>,
) -> Diagnostics {
    let words: BTreeMap<&Id, Vec<String>> =
        names.services.values().map(|service| (&service.id, words_of_names(service))).collect();
    let judged = |incident: &Incident| {
        let services = incident.facts.services.iter().filter_map(|one| words.get(&one.service));
        let names: Vec<String> = services.flatten().cloned().collect();
        let mut found = Vec::new();
        for telling in &incident.tellings {
            let language = settings.languages.get(telling.language);
            if let Some(lexicon) = language.and_then(Lexicon::of) {
                found.extend(Check { incident, telling, files, names: &names, lexicon, found: Vec::new() }.run());
            }
        }
        found
    };
    let told: Vec<&Arc<Incident>> = incidents.iter().filter(|incident| !incident.is_withdrawn()).collect();
    let found = told.into_par_iter().flat_map_iter(|incident| match kept {
        Some(kept) => kept.prose(incident, || judged(incident)),
        None => judged(incident),
    });
    let mut problems = Diagnostics::new();
    problems.extend(found.collect::<Vec<_>>());
    problems
}

/// What a body may say of facts; nothing in a language it is not read in. That is asked when a write-up is read, for
/// then the processor's caches hold it.
pub fn hinted(language: Option<&LanguageTag>, body: &str) -> Hinted {
    language.and_then(Lexicon::of).map_or(Hinted::NOTHING, |lexicon| lexicon.hints.are_in(body))
}

/// The words of a text, in lower case.
pub fn words(text: &str) -> Vec<String> {
    let tokens = tokens::tokens(&[(0, text)]);
    tokens.into_iter().filter(|token| token.kind == tokens::Kind::Word).map(|token| token.word.into_owned()).collect()
}

/// The words of a service's names, in lower case.
pub fn words_of_names(service: &Service) -> Vec<String> {
    let names = service.name.texts().map(|(_, name)| name).chain(service.aliases.iter().map(String::as_str));
    names.flat_map(words).collect()
}

struct Check<'a> {
    incident: &'a Incident,
    telling: &'a Telling,
    files: &'a [SourceFile],
    names: &'a [String],
    lexicon: &'static Lexicon,
    found: Vec<Diagnostic>,
}

impl<'a> Check<'a> {
    fn run(mut self) -> Vec<Diagnostic> {
        self.value("title", Some(&self.telling.title));
        self.value("summary", self.telling.summary.as_deref());
        self.body();
        self.found
    }

    fn text(&self) -> &'a str {
        self.files.get(self.telling.file.0 as usize).map_or("", |file| &*file.text)
    }

    /// Most bodies say nothing, as all of one tells faster than each passage; of those only what opens them is read.
    fn body(&mut self) {
        let (text, body, within) = (self.text(), self.telling.body.clone(), self.telling.hinted);
        let mut opens = true;
        let _ = self.telling.parsed.passages(text, body, &self.telling.prose, |pieces| {
            self.passage(pieces, opens, within);
            opens = false;
            if within.is_any() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
    }

    /// A text of the front matter: its problems point at it where it stands in the file as it is, else at its key.
    fn value(&mut self, key: &str, value: Option<&str>) {
        let Some(value) = value else { return };
        let before = self.found.len();
        self.passage(&[(0, value)], true, Hinted::ANYTHING);
        let told = self.found.get_mut(before..).unwrap_or_default();
        if told.is_empty() {
            return;
        }
        let file = self.telling.file;
        let whole = Places::new(self.files).item(file, key, 0);
        let whole = whole.unwrap_or(self.telling.body.start..self.telling.body.start);
        let typed = self.files.get(file.0 as usize).and_then(|file| file.text.get(whole.clone()));
        let start = typed.and_then(|typed| typed.find(value)).map(|start| whole.start + start);
        for problem in told {
            let span = &mut problem.place.span;
            *span = start.map_or(whole.clone(), |start| start + span.start..start + span.end);
            problem.key_path = key.to_owned();
        }
    }

    fn passage(&mut self, pieces: &[(usize, &str)], opens: bool, within: Hinted) {
        let hinted = self.lexicon.hints.hinted(pieces, opens, within);
        if !hinted.is_any() {
            return;
        }
        let tokens = tokens::tokens(pieces);
        let reader = Reader::new(&tokens, self.lexicon);
        self.weekdays(&reader);
        let several = self.incident.facts.services.len() > 1;
        let said = if hinted.course { reader.said(self.names, several, opens) } else { Vec::new() };
        for said in said {
            match said.verb {
                Verb::Last => self.lasting(&reader, &said),
                Verb::Begin => self.moments(&reader, &said, "date"),
                Verb::End if matches!(self.incident.end, End::Moment(_)) => self.moments(&reader, &said, "end"),
                Verb::End => {}
            }
        }
    }

    /// A weekday right before a date must be that day's. Where a sentence tells of another time, too, a date without a
    /// year may be of that.
    fn weekdays(&mut self, reader: &Reader<'_>) {
        let mut start = 0;
        while start < reader.tokens.len() {
            let sentence = start..reader.sentence_end(start);
            start = sentence.end + 1;
            if sentence.clone().any(|at| matches!(reader.meaning(at), Some(lexicon::Meaning::Weekday(_)))) {
                self.weekdays_in(reader, sentence);
            }
        }
    }

    fn weekdays_in(&mut self, reader: &Reader<'_>, sentence: Range<usize>) {
        let of_other = |at: usize| reader.meaning(at) == Some(lexicon::Meaning::Other);
        let begun = self.incident.start.year();
        let is_of_other = sentence.clone().any(|at| of_other(at) || reader.year(at).is_some_and(|year| year != begun));
        for at in sentence {
            let Some(lexicon::Meaning::Weekday(told)) = reader.meaning(at) else { continue };
            let is_between =
                |at: &usize| reader.is_sign(*at, &[',', '،', '(']) || reader.is_word(*at, &["the", "le", "الموافق"]);
            let start = at + 1 + (at + 1..at + 3).take_while(is_between).count();
            let Some((day, end)) = reader.day(start) else { continue };
            let names_outage = reader.meaning(end) == Some(lexicon::Meaning::Outage); // the 3 October outage
            if names_outage || day.year.is_none() && is_of_other {
                continue;
            }
            let Some(date) = date(day, &self.incident.start) else { continue };
            let right = weekday(date);
            if right != told && !reader.tokens.get(at).is_some_and(|token| token.is_quoted) {
                let right = self.lexicon.weekdays.get(right).copied().unwrap_or_default();
                let message = format!("the weekday does not fit its date: {} was `{right}`", date.format("%Y-%m-%d"));
                let help = format!("write `{right}`, or correct the date");
                self.tell(Code::WeekdayInProse, reader.span(&(at..end)), message, help);
            }
        }
    }

    /// When it began or ended, as the fact `key` has it.
    fn moments(&mut self, reader: &Reader<'_>, said: &Said, key: &str) {
        let known = Known::new(self.incident, said.of_part);
        let told_day = said.mentions.iter().find_map(|mention| date_of(mention, &self.incident.start));
        for mention in &said.mentions {
            self.day(reader, mention, &known, key);
            self.time(reader, mention, told_day, &known, key);
        }
    }

    fn day(&mut self, reader: &Reader<'_>, mention: &Mention, known: &Known, key: &str) {
        if let (Some((_, tokens)), Some(date)) = (&mention.day, date_of(mention, &self.incident.start)) {
            if !known.has_day(date, mention.is_about) {
                let day = date.format("%Y-%m-%d");
                self.contradiction(Code::DateInProse, reader.span(tokens), &format!("on `{day}`"), key);
            }
        } else if let Some((told, at)) = mention.weekday
            && mention.day.is_none()
            && !known.has_weekday(told)
        {
            let name = self.lexicon.weekdays.get(told).copied().unwrap_or_default();
            self.contradiction(Code::WeekdayInProse, reader.span(&(at..at + 1)), &format!("on `{name}`"), key);
        }
    }

    fn time(
        &mut self,
        reader: &Reader<'_>,
        mention: &Mention,
        day: Option<chrono::NaiveDate>,
        known: &Known,
        key: &str,
    ) {
        let Some((time, tokens)) = &mention.time else { return };
        let fact = if key == "date" { Some(&self.incident.start) } else { self.incident.end.moment() };
        let is_timed = fact.is_some_and(|fact| fact.clock().is_some());
        if is_timed && !known.has_time(*time, day, mention.is_about) {
            let minutes = time.minutes.rem_euclid(24 * 60);
            let told = format!("at `{:02}:{:02}Z`", minutes / 60, minutes % 60);
            self.contradiction(Code::TimeInProse, reader.span(tokens), &told, key);
        }
    }

    fn contradiction(&mut self, code: Code, span: Range<usize>, told: &str, key: &str) {
        let happened = if key == "date" { "it began" } else { "it ended" };
        let fact = if key == "date" { self.incident.start.to_string() } else { self.incident.end.to_string() };
        let message = format!("the text says that {happened} {told}, but `{key}` is `{fact}`");
        let help = format!("correct the text or `{key}`; if a source says otherwise, add that to `claims`");
        self.tell(code, span, message, help);
    }

    /// How long it lasted; what lasts within a window of maintenance is shorter than that.
    fn lasting(&mut self, reader: &Reader<'_>, said: &Said) {
        if self.incident.facts.impact() == Impact::Maintenance {
            return;
        }
        let Some(lasting) = reader.lasting(said.at) else { return };
        let Some(length) = self.incident.duration() else { return };
        if Known::new(self.incident, said.of_part).has_length(lasting.range, lasting.number) {
            return;
        }
        let message = format!("the text says otherwise how long it lasted: from `date` to `end`, {}", shown(length));
        let help = "correct the text, or `date` and `end`; if a source says otherwise, add that to `claims`".to_owned();
        self.tell(Code::DurationInProse, reader.span(&lasting.tokens), message, help);
    }

    fn tell(&mut self, code: Code, span: Range<usize>, message: String, help: String) {
        self.found.push(Diagnostic::new(code, Place::new(self.telling.file, span), message).help(help));
    }
}

/// A length as days, hours and minutes, or both ends of a range.
fn shown(length: super::moment::DurationRange) -> String {
    let one = |seconds: u64| {
        let (days, hours, minutes) = (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60);
        let parts = [(days, "d"), (hours, "h"), (minutes, "min")].into_iter().filter(|(number, _)| *number > 0);
        let parts: Vec<String> = parts.map(|(number, unit)| format!("{number} {unit}")).collect();
        if parts.is_empty() { "less than a minute".to_owned() } else { parts.join(" ") }
    };
    match length.exact() {
        Some(seconds) => one(seconds),
        None => format!("from {} to {}", one(length.min_seconds), one(length.max_seconds)),
    }
}
