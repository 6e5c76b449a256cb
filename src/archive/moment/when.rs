//! When an incident was: its moment or interval, and the ends it can have.

use std::fmt;

use chrono_tz::Tz;
use rapidfuzz::distance::osa;

use super::fault::Fault;
use super::{Moment, MomentProblem, interval};

/// When something ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// At a moment.
    Moment(Moment),
    /// It ended; nobody knows when.
    Unknown,
    /// It has not ended, as far as the archive tells.
    Ongoing,
}

impl End {
    /// Reads a moment, `unknown` or `ongoing`.
    pub fn parse(text: &str, zone: Option<Tz>) -> Result<Self, MomentProblem> {
        match text {
            "unknown" => Ok(Self::Unknown),
            "ongoing" => Ok(Self::Ongoing),
            _ if text.chars().any(char::is_numeric) || text.trim().is_empty() => {
                Moment::parse(text, zone).map(Self::Moment)
            }
            _ => Err(MomentProblem::new(text, Fault::EndWord { nearest: nearest_word(text) })),
        }
    }

    /// The moment, if there is one.
    pub const fn moment(&self) -> Option<&Moment> {
        match self {
            Self::Moment(moment) => Some(moment),
            Self::Unknown | Self::Ongoing => None,
        }
    }

    /// The same with its time in UTC.
    #[must_use]
    pub fn in_utc(&self) -> Self {
        match self {
            Self::Moment(moment) => Self::Moment(moment.in_utc()),
            Self::Unknown | Self::Ongoing => *self,
        }
    }
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Moment(moment) => moment.fmt(f),
            Self::Unknown => f.write_str("unknown"),
            Self::Ongoing => f.write_str("ongoing"),
        }
    }
}

fn nearest_word(text: &str) -> Option<&'static str> {
    let lower = text.trim().to_lowercase();
    match lower.as_str() {
        ".." | "open" | "now" | "present" => Some("ongoing"),
        "?" => Some("unknown"),
        _ => ["unknown", "ongoing"].into_iter().find(|word| osa::distance(lower.chars(), word.chars()) <= 2),
    }
}

/// When something was: the moment it began, or from when to when it ran.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// It began at this moment; its end is told elsewhere.
    At(Moment),
    /// It ran from one moment to another; `a/..` is ongoing, `a/` ended nobody knows when.
    Interval {
        /// When it began.
        start: Moment,
        /// When it ended.
        end: End,
    },
}

impl When {
    /// Reads a moment or an interval `a/b`, `a/..` or `a/`.
    pub fn parse(text: &str, zone: Option<Tz>) -> Result<Self, MomentProblem> {
        let Some((start, end)) = sides(text) else {
            let read = Moment::parse(text, zone).map(Self::At);
            return read.map_err(|problem| interval::in_words(text, zone).unwrap_or(problem));
        };
        if matches!(start.trim(), "" | "..") {
            return Err(MomentProblem::new(text, Fault::NoStart));
        }
        interval::read(text, start, end, zone).map(|(start, end)| Self::Interval { start, end })
    }

    /// The moment it began.
    pub const fn start(&self) -> &Moment {
        match self {
            Self::At(start) | Self::Interval { start, .. } => start,
        }
    }

    /// Its end, if it is told here.
    pub const fn end(&self) -> Option<&End> {
        match self {
            Self::At(_) => None,
            Self::Interval { end, .. } => Some(end),
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(moment) => moment.fmt(f),
            Self::Interval { start, end: End::Moment(end) } => write!(f, "{start}/{end}"),
            Self::Interval { start, end: End::Unknown } => write!(f, "{start}/"),
            Self::Interval { start, end: End::Ongoing } => write!(f, "{start}/.."),
        }
    }
}

/// The two sides of an interval; nothing for a date written with slashes, such as `29/04/2018` or `2018/04`.
fn sides(text: &str) -> Option<(&str, &str)> {
    if let Some(sides) = text.split_once(" / ") {
        return Some(sides);
    }
    let (start, end) = text.split_once('/')?;
    let short = |side: &str| side.len() <= 2 && side.bytes().all(|byte| byte.is_ascii_digit()) && !side.is_empty();
    let written_with_slashes = end.contains('/') || short(start) || (start.len() <= 4 && short(end));
    (!written_with_slashes).then_some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_moments_and_intervals_and_writes_them_back() {
        for text in
            ["2024", "2024-10-03T10:30Z~", "2024-10-03/2024-10-05", "2024-10/..", "2024-10-03T10:30Z/", "2018~/2019?"]
        {
            assert_eq!(When::parse(text, None).unwrap().to_string(), text);
        }
        for text in ["unknown", "ongoing", "2024-10-03"] {
            assert_eq!(End::parse(text, None).unwrap().to_string(), text);
        }
    }

    #[test]
    fn an_open_interval_is_ongoing_and_one_without_end_is_unknown() {
        assert_eq!(When::parse("2024/..", None).unwrap().end(), Some(&End::Ongoing));
        assert_eq!(When::parse("2024/", None).unwrap().end(), Some(&End::Unknown));
        assert_eq!(When::parse("2024", None).unwrap().end(), None);
    }

    #[test]
    fn a_problem_of_one_side_mends_the_whole() {
        for (text, mended) in [
            ("2018-4-9/2018-04-10", Some("2018-04-09/2018-04-10")),
            ("2018-04-09/10.04.2018", Some("2018-04-09/2018-04-10")),
            ("2018-04-09/10", Some("2018-04-09/2018-04-10")),
            ("2018-04-09/unknown", Some("2018-04-09/")),
            ("2018-04-09/?", Some("2018-04-09/")),
            ("2018-04-09/ongoing", Some("2018-04-09/..")),
            ("2018-04-09T10:30Z/11:45Z", Some("2018-04-09T10:30Z/2018-04-09T11:45Z")),
            ("2018-04-09 - 2018-04-10", Some("2018-04-09/2018-04-10")),
            ("2018-04-09T10:30Z – 2018-04-09T11:45Z", Some("2018-04-09T10:30Z/2018-04-09T11:45Z")),
            ("2018-04 to 2018-05", Some("2018-04/2018-05")),
            ("2018-04-09 - soon", None),
            ("2018/04", Some("2018-04")),
            ("29/04/2018", Some("2018-04-29")),
            ("../2018", None),
            ("/2018", None),
            ("2018/2019/2020", None),
        ] {
            let problem = When::parse(text, None).unwrap_err();
            assert_eq!(problem.replacement().as_deref(), mended, "{text}: {problem}");
        }
    }

    #[test]
    fn a_word_is_unknown_or_ongoing() {
        for (text, nearest) in
            [("Unknown", Some("unknown")), ("..", Some("ongoing")), ("onging", Some("ongoing")), ("soon", None)]
        {
            let problem = End::parse(text, None).unwrap_err();
            assert_eq!(problem.replacement().as_deref(), nearest);
            assert_eq!(problem.to_string(), format!("`{text}` is neither a date nor `unknown` or `ongoing`"));
        }
    }
}
