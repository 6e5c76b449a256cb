//! iCalendar (RFC 5545): incidents as events, of which only what is known is told.
//!
//! Written here, not by a library: those at hand ask for the time and make up identifiers where they miss one.

use std::borrow::Cow;

use chrono::{DateTime, Datelike, NaiveDate};

use super::{EVENTS, Making, plain};
use crate::archive::{Incident, Instant, Moment};
use crate::derive::IncidentNumber;

/// The most bytes a line may have before it is folded.
const LINE: usize = 75;

/// The bytes that what stands around the events of most calendars fits in.
const HEAD: usize = 1 << 10;

/// A calendar in the making.
struct Calendar(String);

impl Making<'_> {
    /// The newest incidents whose day is known; how many it isn't of is told as the calendar's description.
    pub(super) fn calendar(&self) -> Vec<u8> {
        let newest = self.incidents(self.newest(EVENTS));
        let (dated, undated): (Vec<_>, Vec<_>) = newest.partition(|(_, incident)| incident.start.day().is_some());
        let events =
            dated.into_iter().map(|(number, incident)| self.kept.event(number, || self.event(number, incident)));
        let events: Vec<Cow<'_, str>> = events.collect();
        let bytes = events.iter().map(|event| event.len()).sum::<usize>();
        let mut calendar = Calendar(String::with_capacity(bytes + HEAD));
        calendar.line("BEGIN", "VCALENDAR");
        calendar.line("VERSION", "2.0");
        calendar.line("PRODID", "-//Annals//Annals//EN");
        calendar.line("CALSCALE", "GREGORIAN");
        for name in ["NAME", "X-WR-CALNAME"] {
            calendar.text(name, &self.title());
        }
        if !undated.is_empty() {
            let description = self.edition.count("calendar-undated", undated.len());
            for name in ["DESCRIPTION", "X-WR-CALDESC"] {
                calendar.text(name, &description);
            }
        }
        calendar.0.extend(events);
        calendar.line("END", "VCALENDAR");
        calendar.0.into_bytes()
    }

    /// An event: it is the same in every calendar of the language.
    fn event(&self, number: IncidentNumber, incident: &Incident) -> String {
        let mut calendar = Calendar(String::with_capacity(1 << 9));
        let telling = incident.best_telling(self.edition.number, self.site.archive.default_language());
        let end = incident.end.in_utc().to_string();
        calendar.line("BEGIN", "VEVENT");
        calendar.line("UID", &self.identity.uid(incident.first_id()));
        calendar.line("DTSTAMP", &second(self.changed(incident)));
        when(&mut calendar, incident);
        let rough = incident.start.is_approximate() || incident.start.is_uncertain();
        calendar.line("STATUS", if rough { "TENTATIVE" } else { "CONFIRMED" });
        calendar.line("TRANSP", "TRANSPARENT");
        let language = self.site.tongue(telling.language).0;
        calendar.text(&format!("SUMMARY;LANGUAGE={language}"), &telling.title);
        let lines = self.lines(number, incident);
        let description: Vec<&str> = incident
            .summary(telling)
            .map(|(summary, _)| summary)
            .into_iter()
            .chain(lines.iter().map(String::as_str))
            .collect();
        calendar.text("DESCRIPTION", &description.join("\n"));
        calendar.text("CATEGORIES", &self.edition.term("impact", incident.facts.impact().key()).label);
        if self.site.options.base_url.is_some() {
            calendar.line("URL", &self.at(&self.incident_page(incident, telling)));
        }
        calendar.line("X-ANNALS-START", &incident.start.in_utc().to_string());
        calendar.line("X-ANNALS-END", &end);
        calendar.line("END", "VEVENT");
        calendar.0
    }
}

/// The beginning, and the end where it is known. Both are days unless both are times; a last day is told by the next.
fn when(calendar: &mut Calendar, incident: &Incident) {
    let end = incident.end.moment().filter(|end| end.day().is_some()).map(Moment::in_utc);
    let start = incident.start.in_utc();
    let timed = start.clock().is_some() && end.is_none_or(|end| end.clock().is_some());
    if timed {
        let from = start.span_in_utc().0;
        calendar.line("DTSTART", &second(from));
        // The format has no event that ends when it begins.
        if let Some(to) = end.map(|end| end.span_in_utc().0).filter(|to| *to > from) {
            calendar.line("DTEND", &second(to));
        }
        return;
    }
    let day = |date: NaiveDate| date.format("%Y%m%d").to_string();
    let Some(first) = date(&start) else { return };
    calendar.line("DTSTART;VALUE=DATE", &day(first));
    let last = end.and_then(|end| date(&end)).filter(|last| *last >= first);
    // Years have four digits there; without an end it is that day.
    if let Some(after) = last.and_then(|last| last.succ_opt()).filter(|after| after.year() <= 9999) {
        calendar.line("DTEND;VALUE=DATE", &day(after));
    }
}

fn date(moment: &Moment) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(moment.year(), moment.month()?, moment.day()?)
}

fn second(instant: Instant) -> String {
    DateTime::from_timestamp(instant.0, 0).unwrap_or_default().format("%Y%m%dT%H%M%SZ").to_string()
}

impl Calendar {
    /// A property whose value is an author's text.
    fn text(&mut self, name: &str, text: &str) {
        let text = plain(text);
        let text = text.trim_end();
        let mut value = String::with_capacity(text.len() + 8);
        let mut from = 0;
        for (at, byte) in text.bytes().enumerate() {
            let escaped = match byte {
                b'\\' => "\\\\",
                b';' => "\\;",
                b',' => "\\,",
                b'\n' => "\\n",
                _ => continue,
            };
            value.extend([text.get(from..at).unwrap_or_default(), escaped]);
            from = at + 1;
        }
        value.push_str(text.get(from..).unwrap_or_default());
        self.line(name, &value);
    }

    /// A line, folded at 75 bytes between characters.
    fn line(&mut self, name: &str, value: &str) {
        let length = [name, ":", value].into_iter().fold(0, |length, part| self.fold(length, part));
        debug_assert!(length <= LINE);
        self.0.push_str("\r\n");
    }

    /// Adds a part of a line that has `length` bytes so far; how many it has then.
    fn fold(&mut self, mut length: usize, mut part: &str) -> usize {
        while length + part.len() > LINE {
            let most = LINE.saturating_sub(length);
            let end = (0..=most).rev().find(|end| part.is_char_boundary(*end)).unwrap_or_default();
            let (fits, rest) = part.split_at(end);
            self.0.extend([fits, "\r\n "]);
            (length, part) = (1, rest);
        }
        self.0.push_str(part);
        length + part.len()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn lines_are_short_and_texts_come_back(text in "[a-zé،ب😀,;\\\\\n \u{202e}\u{7}]{0,200}") {
            let mut calendar = Calendar(String::new());
            calendar.text("SUMMARY", &text);
            prop_assert!(calendar.0.ends_with("\r\n"));
            prop_assert!(calendar.0.split("\r\n").all(|line| line.len() <= LINE && !line.contains(['\r', '\n'])));
            let lines: Vec<&str> = calendar.0.split("\r\n").collect();
            for pair in lines.windows(2).filter(|pair| pair[1].starts_with(' ')) {
                let next = pair[1].chars().nth(1).map_or(0, char::len_utf8);
                prop_assert!(pair[0].len() + next > LINE, "a folded line has no room left: {:?}", pair[0]);
            }
            let unfolded = calendar.0.replace("\r\n ", "");
            let value = unfolded.strip_prefix("SUMMARY:").and_then(|line| line.strip_suffix("\r\n")).expect("a line");
            let told = plain(&text);
            prop_assert_eq!(unescaped(value), told.trim_end());
        }
    }

    fn unescaped(value: &str) -> String {
        let mut chars = value.chars();
        let mut text = String::new();
        while let Some(c) = chars.next() {
            text.extend(match c {
                '\\' => chars.next().map(|c| if c == 'n' { '\n' } else { c }),
                c => Some(c),
            });
        }
        text
    }
}
