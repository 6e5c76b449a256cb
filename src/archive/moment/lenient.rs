//! What a text of another notation was meant to say, for the help beside the problem.
//!
//! Nothing read here becomes a moment: it is only offered, and only if the strict notation reads it.

mod clock;
mod date;

use std::ops::RangeInclusive;

use chrono_tz::Tz;

use super::fault::Fault;
use super::strict;

/// A text in the documented notation that an author may have meant.
struct Reading {
    text: String,
    why: &'static str,
    sure: bool,
}

/// A text longer than this is no date in any notation.
const LONGEST: usize = 80;

/// Says why `text`, which is not of the documented shape, is no moment.
pub(super) fn explain(text: &str, zone: Option<Tz>) -> Fault {
    if text.len() > LONGEST {
        return Fault::Unreadable;
    }
    let plain = plain_characters(text);
    let plain = plain.trim();
    if plain.is_empty() {
        return Fault::Missing;
    }
    if let Some(fault) = recognised(plain) {
        return fault;
    }
    match reading(plain, zone) {
        Ok(reading) => judge(reading, zone),
        Err(fault) => fault,
    }
}

/// Years that are those of the Solar Hijri or the Islamic calendar where they stand in a date of today.
const HIJRI_YEARS: RangeInclusive<u32> = 1300..=1499;

/// Offers a reading if it is a moment, or says what is wrong with it in its turn.
fn judge(reading: Reading, zone: Option<Tz>) -> Fault {
    let year = reading.text.get(..4).and_then(|year| year.parse().ok());
    let reading = match year {
        Some(year) if HIJRI_YEARS.contains(&year) => {
            Reading { why: "years are those of the Gregorian calendar", sure: false, ..reading }
        }
        _ => reading,
    };
    match strict::read(&reading.text).map(|written| written.resolve(zone)) {
        Some(Ok(_)) => Fault::Notation { mended: reading.text, why: reading.why, sure: reading.sure },
        Some(Err(fault)) => fault,
        None => Fault::Unreadable,
    }
}

/// The text with ASCII digits, hyphens and spaces for their look-alikes, and without invisible and quotation marks.
fn plain_characters(text: &str) -> String {
    text.chars().filter_map(plain_character).collect()
}

fn plain_character(c: char) -> Option<char> {
    let digit = |zero: u32| char::from_digit((c as u32).wrapping_sub(zero), 10);
    Some(match c {
        '\u{660}'..='\u{669}' => digit(0x660).unwrap_or(c),
        '\u{6f0}'..='\u{6f9}' => digit(0x6f0).unwrap_or(c),
        '\u{ff10}'..='\u{ff19}' => digit(0xff10).unwrap_or(c),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{60c}' => ',',
        '\u{ff1a}' | '\u{2236}' => ':',
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{feff}' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' => {
            return None;
        }
        _ if c.is_whitespace() => ' ',
        _ => c,
    })
}

/// Shapes that are refused for what they are, whatever they mean.
fn recognised(text: &str) -> Option<Fault> {
    if let Some((start, end)) = text.split_once('/')
        && strict::read(start).is_some()
        && (matches!(end, "" | "..") || strict::read(end).is_some())
    {
        return Some(Fault::Interval { start: start.to_owned() });
    }
    out_of_range_year(text).or_else(|| open_digits(text))
}

/// `Y170000002`, `-0044-03-15`, `12024-01-01`.
fn out_of_range_year(text: &str) -> Option<Fault> {
    let body = text.trim_start_matches(['Y', 'y', '-', '+']);
    let digits = body.bytes().take_while(u8::is_ascii_digit).count();
    let is_date = body.get(digits..).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
    let marked = body.len() < text.len() && digits > 0;
    let long = (5..=7).contains(&digits) || digits > 14;
    (is_date && (marked || long)).then_some(Fault::Year)
}

/// `201X`, `2018-04-XX`, `2018-04-??`.
fn open_digits(text: &str) -> Option<Fault> {
    // One sign alone says that what stands before it is uncertain.
    let text = &*text.replace("??", "XX");
    let open = |c: char| matches!(c, 'X' | 'x' | 'u');
    let shaped = text
        .chars()
        .enumerate()
        .all(|(at, c)| if matches!(at, 4 | 7) { c == '-' } else { c.is_ascii_digit() || open(c) });
    if !shaped || !matches!(text.len(), 4 | 7 | 10) || !text.contains(open) {
        return None;
    }
    let known: Vec<&str> = text.split('-').take_while(|part| !part.contains(open)).collect();
    let known =
        Some(known.join("-")).filter(|known| strict::read(known).is_some_and(|read| read.resolve(None).is_ok()));
    Some(Fault::OpenDigits { known })
}

fn reading(text: &str, zone: Option<Tz>) -> Result<Reading, Fault> {
    let (text, mark) = qualifier(text);
    let expanded = clock::expand_basic(text);
    let text = expanded.as_deref().unwrap_or(text);
    let Some(start) = clock::start(text) else {
        let read = date::read(text)?;
        let why = read.why.unwrap_or("digits and hyphens, nothing else");
        return read.chosen(why, false, |date| format!("{date}{mark}"));
    };
    let (day, time) = text.split_at(start);
    let time = clock::read(time).ok_or(Fault::Unreadable)?;
    let day = day.trim_end_matches(['T', 't']).trim_end_matches([' ', ',']);
    let day = day.strip_suffix(" at").or_else(|| day.strip_suffix(" à")).unwrap_or(day);
    if day.is_empty() {
        return Err(Fault::TimeOnly);
    }
    let read = date::read(day)?;
    let why = read.why.unwrap_or(time.why);
    let offset = time.offset(&read.first)?;
    // Of two readings each is offered whole: without a zone it would be refused in its turn.
    let in_utc = read.is_ambiguous() && offset.is_empty() && zone.is_none();
    let offset = if in_utc { "Z" } else { offset.as_str() };
    let reading = read.chosen(why, in_utc, |date| format!("{date}T{}{offset}{mark}", time.clock))?;
    Ok(Reading { sure: reading.sure && time.sure, ..reading })
}

/// The mark at the end, or the `~` some put in front.
fn qualifier(text: &str) -> (&str, &str) {
    for mark in ["~", "?", "%"] {
        if let Some(rest) = text.strip_suffix(mark) {
            return (rest.trim_end(), mark);
        }
    }
    text.strip_prefix('~').map_or((text, ""), |rest| (rest.trim_start(), "~"))
}

#[cfg(test)]
mod tests {
    use super::super::Moment;

    /// What is typed, what is said, what can replace it.
    const CASES: &[(&str, &str, Option<&str>)] = &[
        ("2018-29-04", "if that is what is meant, write `2018-04-29`: year, month, day", None),
        ("2024-13-01", "if that is what is meant, write `2024-01-13`: year, month, day", None),
        ("2024-13-01 10:30Z", "if that is what is meant, write `2024-01-13T10:30Z`: year, month, day", None),
        ("2018-02-30", "write a day from `2018-02-01` to `2018-02-28`", None),
        ("2020-02-30", "write a day from `2020-02-01` to `2020-02-29`", None),
        ("2018-13-40", "write a month from 01 to 12: year, month, day", None),
        ("29/04/2018", "write `2018-04-29`: year, month, day", Some("2018-04-29")),
        ("04/29/2018", "write `2018-04-29`: year, month, day", Some("2018-04-29")),
        ("03/04/2018", "write `2018-04-03` or `2018-03-04`, whichever is meant: year, month, day", None),
        (
            "12/03/2024 11:00",
            "write `2024-03-12T11:00Z` or `2024-12-03T11:00Z`, whichever is meant: year, month, day; `Z` if it is UTC, \
             else an offset as `+02:00`",
            None,
        ),
        (
            "12/03/2024 11:00 UTC",
            "write `2024-03-12T11:00Z` or `2024-12-03T11:00Z`, whichever is meant: year, month, day",
            None,
        ),
        ("23.07.2023 08:00BST", "if that is what is meant, write `2023-07-23T08:00+01:00`: year, month, day", None),
        (
            "2018-04-30T24:00Z",
            "write `2018-05-01T00:00Z`: the end of a day is 00:00 of the next",
            Some("2018-05-01T00:00Z"),
        ),
        (
            "2016-12-31T23:59:60Z",
            "write `2016-12-31T23:59:59Z`: leap seconds are not told apart from the second before",
            Some("2016-12-31T23:59:59Z"),
        ),
        ("2018-04-30T25:00Z", "write hours from 00 to 23, minutes and seconds from 00 to 59", None),
        ("2018-4-9", "write `2018-04-09`: four digits for the year, two for month and day", Some("2018-04-09")),
        ("10:30", "write the date before it, as in `2024-10-03T10:30Z`", None),
        (
            "2021-07028",
            "if that is what is meant, write `2021-07-28`: four digits for the year, two for month and day",
            None,
        ),
        (
            "024-10-16",
            "if that is what is meant, write `2024-10-16`: four digits for the year, two for month and day",
            None,
        ),
        ("20241003", "write `2024-10-03`: four digits for the year, two for month and day", Some("2024-10-03")),
        (
            "20241003T103015Z",
            "write `2024-10-03T10:30:15Z`: `T` between date and time, then `Z` or an offset as `+02:00`",
            Some("2024-10-03T10:30:15Z"),
        ),
        (
            "2024-10-03T10:30+0200",
            "write `2024-10-03T10:30+02:00`: `T` between date and time, then `Z` or an offset as `+02:00`",
            Some("2024-10-03T10:30+02:00"),
        ),
        (
            "2022-06-17 02:45:00 GMT+1",
            "write `2022-06-17T02:45:00+01:00`: `T` between date and time, then `Z` or an offset as `+02:00`",
            Some("2022-06-17T02:45:00+01:00"),
        ),
        (
            "2022-06-17 02:45 Europe/Paris",
            "write `2022-06-17T02:45+02:00`: `T` between date and time, then `Z` or an offset as `+02:00`",
            Some("2022-06-17T02:45+02:00"),
        ),
        (
            "2024-10-03T10:30:15.123Z",
            "write `2024-10-03T10:30:15Z`: seconds are the finest unit",
            Some("2024-10-03T10:30:15Z"),
        ),
        (
            "2024-10-03T10:30",
            "write `2024-10-03T10:30Z` if it is UTC, or its offset as in `2024-10-03T10:30+03:00`; or set `time_zone` in site.toml",
            None,
        ),
        (
            "2024-10-03 10:30~",
            "write `2024-10-03T10:30Z~` if it is UTC, or its offset as in `2024-10-03T10:30+03:00~`; or set `time_zone` in site.toml",
            None,
        ),
        ("2024-10-03T10:30+15:00", "write an offset from `-14:00` to `+14:00`, or `Z` for UTC", None),
        ("0000-01-01", "write the year with four digits, as in `2024-10-03`", None),
        ("Y170000002", "write the year with four digits, as in `2024-10-03`", None),
        ("-0044-03-15", "write the year with four digits, as in `2024-10-03`", None),
        ("29/04/18", "write the year with four digits, as in `2024-10-03`", None),
        ("2018-21", "write the month it began in, as in `2018-03~`, or the year, `2018`", None),
        ("201X", "write the nearest year and mark it, as in `2015~`", None),
        ("2018-04-??", "write only what is known: `2018-04`", Some("2018-04")),
        ("2018-04-XX", "write only what is known: `2018-04`", Some("2018-04")),
        ("٢٠٢٤-١٠-٠٣", "write `2024-10-03`: digits and hyphens, nothing else", Some("2024-10-03")),
        ("۲۰۲۴–۱۰–۰۳", "write `2024-10-03`: digits and hyphens, nothing else", Some("2024-10-03")),
        ("3 October 2024", "write `2024-10-03`: year, month, day", Some("2024-10-03")),
        ("Oct 3rd, 2024, 10:30 PM UTC", "write `2024-10-03T22:30Z`: year, month, day", Some("2024-10-03T22:30Z")),
        ("3 octobre 2024 à 10h30 UTC", "write `2024-10-03T10:30Z`: year, month, day", Some("2024-10-03T10:30Z")),
        ("3. Oktober 2024", "write `2024-10-03`: year, month, day", Some("2024-10-03")),
        ("3 de outubro de 2024", "write `2024-10-03`: year, month, day", Some("2024-10-03")),
        ("3 октября 2024 г., 10:30 UTC", "write `2024-10-03T10:30Z`: year, month, day", Some("2024-10-03T10:30Z")),
        (
            "2024年10月3日 10:30 UTC",
            "write `2024-10-03T10:30Z`: four digits for the year, two for month and day",
            Some("2024-10-03T10:30Z"),
        ),
        ("2024년 1월 3일", "write `2024-01-03`: four digits for the year, two for month and day", Some("2024-01-03")),
        ("٣ أكتوبر ٢٠٢٤", "write `2024-10-03`: year, month, day", Some("2024-10-03")),
        ("۱۴۰۲/۱۲/۱۵", "if that is what is meant, write `1402-12-15`: years are those of the Gregorian calendar", None),
        ("~2018", "write `2018~`: digits and hyphens, nothing else", Some("2018~")),
        ("2024-10-03/2024-10-05", "write one moment, such as `2024-10-03`", None),
        ("", "write a date as `2024-10-03`, `2024-10` or `2024`, a time as `2024-10-03T10:30Z`", None),
        ("soon", "write a date as `2024-10-03`, `2024-10` or `2024`, a time as `2024-10-03T10:30Z`", None),
    ];

    #[test]
    fn every_mistake_is_met_with_what_mends_it() {
        for (text, help, replacement) in CASES {
            let problem = Moment::parse(text, None).unwrap_err();
            assert_eq!((problem.help().as_str(), problem.replacement().as_deref()), (*help, *replacement), "{text}");
        }
    }

    #[test]
    fn a_local_time_that_is_no_instant_offers_both_offsets() {
        let paris = Some(chrono_tz::Europe::Paris);
        assert_eq!(Moment::parse("2024-07-01T10:30", paris).unwrap().to_string(), "2024-07-01T10:30+02:00");
        let told = |text: &str| {
            let problem = Moment::parse(text, paris).unwrap_err();
            format!("{problem}; {}", problem.help())
        };
        assert_eq!(
            told("2024-03-31T02:30"),
            "`2024-03-31T02:30` does not exist in `Europe/Paris`; write `2024-03-31T02:30+01:00` or \
             `2024-03-31T02:30+02:00`: the clocks were put forward over that time"
        );
        assert_eq!(
            told("2024-10-27T02:30"),
            "`2024-10-27T02:30` exists twice in `Europe/Paris`; write `2024-10-27T02:30+02:00` or \
             `2024-10-27T02:30+01:00`: the clocks were put back over that time"
        );
    }

    #[test]
    fn what_is_offered_for_a_day_that_could_be_a_month_is_read_as_it_stands() {
        for zone in [None, Some(chrono_tz::Europe::Paris)] {
            let help = Moment::parse("12/03/2024 11:00~", zone).unwrap_err().help();
            let offered: Vec<_> = help.split('`').skip(1).step_by(2).take(2).collect();
            assert_eq!(offered.iter().filter(|text| Moment::parse(text, zone).is_ok()).count(), 2, "{help}");
        }
    }

    #[test]
    fn a_local_time_of_an_odd_offset_offers_the_same_instant_in_utc() {
        let berlin = Some(chrono_tz::Europe::Berlin);
        for (text, help) in [
            ("1850-06-01T12:00", "write `1850-06-01T11:06:32Z`, which is the same time in UTC"),
            ("1850-06-01T00:10~", "write `1850-05-31T23:16:32Z~`, which is the same time in UTC"),
        ] {
            assert_eq!(Moment::parse(text, berlin).unwrap_err().help(), help);
        }
    }

    #[test]
    fn says_what_is_wrong_in_the_words_typed() {
        for (text, message) in [
            ("2018-02-30", "`2018-02-30` does not exist: February 2018 has 28 days"),
            ("30/02/2018", "`30/02/2018` does not exist: February 2018 has 28 days"),
            ("2024-10-03 10:30", "`2024-10-03 10:30` has no time zone"),
            ("10:30", "`10:30` is a time without a date"),
        ] {
            assert_eq!(Moment::parse(text, None).unwrap_err().to_string(), message);
        }
    }
}
