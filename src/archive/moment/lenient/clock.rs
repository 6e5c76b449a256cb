//! Times of day as people write them.

use std::str::FromStr;

use chrono::{NaiveDate, NaiveTime, Offset as _, TimeZone};
use chrono_tz::Tz;

use super::super::Offset;
use super::super::fault::Fault;

/// A time of day read from a text.
pub(super) struct Time {
    /// `hh:mm` or `hh:mm:ss`.
    pub(super) clock: String,
    zone: Zone,
    pub(super) why: &'static str,
    pub(super) sure: bool,
}

enum Zone {
    Missing,
    /// As it is to be written.
    Offset(String),
    Named(Tz),
}

const NOTATION: &str = "`T` between date and time, then `Z` or an offset as `+02:00`";

/// What abbreviations usually mean; they are offered, never assumed.
const ABBREVIATIONS: &[(&str, &str)] = &[
    ("BST", "+01:00"),
    ("CET", "+01:00"),
    ("CEST", "+02:00"),
    ("EET", "+02:00"),
    ("EEST", "+03:00"),
    ("MSK", "+03:00"),
    ("JST", "+09:00"),
    ("EST", "-05:00"),
    ("EDT", "-04:00"),
    ("CDT", "-05:00"),
    ("MST", "-07:00"),
    ("MDT", "-06:00"),
    ("PST", "-08:00"),
    ("PDT", "-07:00"),
];

/// `20241003T1030…` in the extended form.
pub(super) fn expand_basic(text: &str) -> Option<String> {
    let (date, time) = text.split_once(['T', 't'])?;
    let digits = time.bytes().take_while(u8::is_ascii_digit).count();
    let all_digits = date.len() == 8 && date.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits || !matches!(digits, 4 | 6) {
        return None;
    }
    let (clock, rest) = time.split_at_checked(digits)?;
    let parts: Vec<&str> = [clock.get(..2), clock.get(2..4), clock.get(4..6)].into_iter().flatten().collect();
    Some(format!("{}-{}-{}T{}{rest}", date.get(..4)?, date.get(4..6)?, date.get(6..)?, parts.join(":")))
}

/// Where the time of day begins: at the digits before the first `:` or `h` that stands between digits.
pub(super) fn start(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let separator = (1..bytes.len())
        .find(|at| matches!(bytes.get(*at), Some(b':' | b'h' | b'H')) && digit(at - 1) && digit(at + 1))?;
    (0..separator).rev().take_while(|at| digit(*at)).last()
}

/// Reads a time of day and its zone.
pub(super) fn read(text: &str) -> Option<Time> {
    let (hour, rest) = number(text)?;
    let rest = rest.get(1..)?;
    let (minute, rest) = number(rest)?;
    let (second, rest) = match rest.strip_prefix(':') {
        Some(rest) => number(rest).map(|(second, rest)| (Some(second), rest))?,
        None => (None, rest),
    };
    let (fraction, rest) = match rest.strip_prefix(['.', ',']) {
        Some(rest) => number(rest).map(|(_, rest)| (true, rest))?,
        None => (false, rest),
    };
    let (half, rest) = half_of_day(rest.trim_start());
    let (zone, known) = zone(rest.trim())?;
    let odd = |digits: &str| digits.len() > 2;
    if odd(minute) || second.is_some_and(odd) || hour.len() > 3 {
        return None;
    }
    let hour_value = half.hour(hour.parse().ok()?)?;
    let seconds = second.map(|second| format!(":{second:0>2}")).unwrap_or_default();
    let clock = format!("{hour_value:02}:{minute:0>2}{seconds}");
    let why = if fraction { "seconds are the finest unit" } else { NOTATION };
    Some(Time { clock, zone, why, sure: known && hour.len() <= 2 && minute.len() == 2 })
}

impl Time {
    /// The offset as it is to be written behind the time on `date`.
    pub(super) fn offset(&self, date: &str) -> Result<String, Fault> {
        match &self.zone {
            Zone::Missing => Ok(String::new()),
            Zone::Offset(offset) => Ok(offset.clone()),
            Zone::Named(zone) => self.offset_in(*zone, date).ok_or(Fault::Unreadable),
        }
    }

    fn offset_in(&self, zone: Tz, date: &str) -> Option<String> {
        let date = NaiveDate::parse_from_str(date, "%Y-%m-%d").ok()?;
        let hour_minute = self.clock.get(..5)?;
        let local = date.and_time(NaiveTime::parse_from_str(hour_minute, "%H:%M").ok()?);
        let offset = zone.offset_from_local_datetime(&local).single()?;
        Some(Offset::from_minutes(offset.fix().local_minus_utc() / 60)?.to_string())
    }
}

#[derive(Clone, Copy)]
enum Half {
    Whole,
    Morning,
    Afternoon,
}

impl Half {
    fn hour(self, hour: u32) -> Option<u32> {
        match self {
            Self::Whole => Some(hour),
            Self::Morning | Self::Afternoon if !(1..=12).contains(&hour) => None,
            Self::Morning => Some(hour % 12),
            Self::Afternoon => Some(hour % 12 + 12),
        }
    }
}

fn half_of_day(text: &str) -> (Half, &str) {
    for (word, half) in
        [("a.m.", Half::Morning), ("am", Half::Morning), ("p.m.", Half::Afternoon), ("pm", Half::Afternoon)]
    {
        if let Some((head, rest)) = text.split_at_checked(word.len())
            && head.eq_ignore_ascii_case(word)
        {
            return (half, rest);
        }
    }
    (Half::Whole, text)
}

/// A zone, and whether it can mean only one thing.
fn zone(text: &str) -> Option<(Zone, bool)> {
    let text = text.trim_matches(['(', ')']);
    if text.is_empty() {
        return Some((Zone::Missing, true));
    }
    let upper = text.to_ascii_uppercase();
    if matches!(upper.as_str(), "Z" | "UTC" | "GMT") {
        return Some((Zone::Offset("Z".to_owned()), true));
    }
    if let Some((_, offset)) = ABBREVIATIONS.iter().find(|(name, _)| *name == upper) {
        return Some((Zone::Offset((*offset).to_owned()), false));
    }
    if text.contains('/')
        && let Ok(zone) = Tz::from_str(text)
    {
        return Some((Zone::Named(zone), true));
    }
    let digits = upper.strip_prefix("UTC").or_else(|| upper.strip_prefix("GMT")).unwrap_or(&upper);
    offset(digits.trim_start()).map(|offset| (Zone::Offset(offset), true))
}

/// `+2`, `+0200`, `-5:30`.
fn offset(text: &str) -> Option<String> {
    let sign = text.chars().next().filter(|c| matches!(c, '+' | '-'))?;
    let digits: String = text.get(1..)?.chars().filter(|c| *c != ':').collect();
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes) = match digits.len() {
        1 | 2 => (digits.as_str(), "00"),
        3 | 4 => digits.split_at(digits.len() - 2),
        _ => return None,
    };
    if matches!((hours, minutes), ("0" | "00", "00")) {
        return Some("Z".to_owned());
    }
    Some(format!("{sign}{hours:0>2}:{minutes}"))
}

/// The digits a text opens with, and the rest.
fn number(text: &str) -> Option<(&str, &str)> {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    if end == 0 { None } else { text.split_at_checked(end) }
}
