//! The ways in which a text is not a moment, and what to say about each.

use std::fmt;

use crate::diagnostic::Code;

/// What is wrong with a text that should be a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Nothing stands there.
    Missing,
    /// Nothing like a date or time.
    Unreadable,
    /// A date or time in another notation; `sure` if it can mean only this.
    Notation {
        mended: String,
        why: &'static str,
        sure: bool,
    },
    /// Day and month could be either way round.
    Ambiguous {
        day_first: String,
        month_first: String,
        /// Both were given a `Z`, since the text has no zone and the site has none.
        in_utc: bool,
    },
    /// A clock time without offset or zone.
    MissingZone {
        in_utc: String,
        elsewhere: String,
    },
    /// A time by the clock of a zone which names no instant, or two.
    LocalTime {
        case: LocalFault,
        zone: &'static str,
        first: String,
        second: String,
    },
    /// A time without a date.
    TimeOnly,
    /// A year that is out of range.
    Year,
    /// A year that is not complete.
    ShortYear,
    NoSuchMonth {
        month: u32,
    },
    NoSuchDay {
        year: i32,
        month: u32,
        days: u32,
    },
    NoSuchTime,
    NoSuchOffset,
    /// An EDTF season.
    Season {
        year: u32,
    },
    /// EDTF digits left open; what is known before them, if anything.
    OpenDigits {
        known: Option<String>,
    },
    /// An interval where one moment is meant.
    Interval {
        start: String,
    },
    /// An interval whose start is open or unknown.
    NoStart,
    /// A word other than the two an end can be.
    EndWord {
        nearest: Option<&'static str>,
    },
}

/// How a local time fails to name an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LocalFault {
    /// The clocks were put forward over it.
    Never,
    /// The clocks were put back over it.
    Twice,
    /// The zone kept an offset that is not whole minutes.
    OddOffset,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Fault {
    /// The same, where something else may be meant.
    pub(super) fn in_doubt(self) -> Self {
        match self {
            Self::Notation { mended, why, .. } => Self::Notation { mended, why, sure: false },
            other => other,
        }
    }

    /// The kind of problem it is told as.
    pub(super) const fn code(&self) -> Code {
        match self {
            Self::Missing => Code::EmptyValue,
            Self::MissingZone { .. } => Code::MissingZone,
            Self::LocalTime { .. } => Code::LocalTime,
            Self::EndWord { .. } => Code::UnknownWord,
            _ => Code::InvalidMoment,
        }
    }

    /// What is wrong, behind the quoted text.
    pub(super) fn write_message(&self, text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => write!(f, "a date is missing"),
            Self::Unreadable => write!(f, "`{text}` is not a date or time"),
            Self::Notation { .. } => write!(f, "`{text}` is not written as dates and times are here"),
            Self::Ambiguous { .. } => write!(f, "`{text}` does not tell the day from the month"),
            Self::MissingZone { .. } => write!(f, "`{text}` has no time zone"),
            Self::LocalTime { case, zone, .. } => write!(f, "`{text}` {} in `{zone}`", case.message()),
            Self::TimeOnly => write!(f, "`{text}` is a time without a date"),
            Self::Year => write!(f, "`{text}` is outside the years 0001 to 9999"),
            Self::ShortYear => write!(f, "`{text}` has no year of four digits"),
            Self::NoSuchMonth { month } => write!(f, "`{text}` does not exist: there is no month {month}"),
            Self::NoSuchDay { year, month, days } => {
                write!(f, "`{text}` does not exist: {} {year} has {days} days", month_name(*month))
            }
            Self::NoSuchTime => write!(f, "`{text}` does not exist: a day has the times 00:00 to 23:59:59"),
            Self::NoSuchOffset => write!(f, "`{text}` has an offset that exists nowhere"),
            Self::Season { .. } => write!(f, "`{text}` is a season, which is not accepted"),
            Self::OpenDigits { .. } => write!(f, "`{text}` leaves digits open, which is not accepted"),
            Self::Interval { .. } => write!(f, "`{text}` is an interval where one moment is meant"),
            Self::NoStart => write!(f, "`{text}` has no start"),
            Self::EndWord { .. } => write!(f, "`{text}` is neither a date nor `unknown` or `ongoing`"),
        }
    }

    /// What to do about it, in words that can be followed literally.
    pub(super) fn help(&self) -> String {
        match self {
            Self::Missing | Self::Unreadable => {
                "write a date as `2024-10-03`, `2024-10` or `2024`, a time as `2024-10-03T10:30Z`".to_owned()
            }
            Self::Notation { mended, why, sure: true } => format!("write `{mended}`: {why}"),
            Self::Notation { mended, why, sure: false } => format!("if that is what is meant, write `{mended}`: {why}"),
            Self::Ambiguous { day_first, month_first, in_utc } => {
                let zone = if *in_utc { "; `Z` if it is UTC, else an offset as `+02:00`" } else { "" };
                format!("write `{day_first}` or `{month_first}`, whichever is meant: year, month, day{zone}")
            }
            Self::MissingZone { in_utc, elsewhere } => {
                format!(
                    "write `{in_utc}` if it is UTC, or its offset as in `{elsewhere}`; or set `time_zone` in site.toml"
                )
            }
            Self::LocalTime { case, first, second, .. } => case.help(first, second),
            Self::TimeOnly => "write the date before it, as in `2024-10-03T10:30Z`".to_owned(),
            Self::Year | Self::ShortYear => "write the year with four digits, as in `2024-10-03`".to_owned(),
            Self::NoSuchMonth { .. } => "write a month from 01 to 12: year, month, day".to_owned(),
            Self::NoSuchDay { year, month, days } => {
                format!("write a day from `{year:04}-{month:02}-01` to `{year:04}-{month:02}-{days:02}`")
            }
            Self::NoSuchTime => "write hours from 00 to 23, minutes and seconds from 00 to 59".to_owned(),
            Self::NoSuchOffset => "write an offset from `-14:00` to `+14:00`, or `Z` for UTC".to_owned(),
            Self::Season { year } => {
                format!("write the month it began in, as in `{year:04}-03~`, or the year, `{year:04}`")
            }
            Self::OpenDigits { known: Some(known) } => format!("write only what is known: `{known}`"),
            Self::OpenDigits { known: None } => "write the nearest year and mark it, as in `2015~`".to_owned(),
            Self::Interval { start } => format!("write one moment, such as `{start}`"),
            Self::NoStart => "write the first moment it is known from, with `~` if it is approximate".to_owned(),
            Self::EndWord { nearest: Some(word) } => format!("write `{word}`"),
            Self::EndWord { nearest: None } => {
                "write a moment as in `2024-10-03T10:30Z`, or `unknown` or `ongoing`".to_owned()
            }
        }
    }

    /// The same where each text it offers is put into a larger one.
    pub(super) fn within(&self, place: impl Fn(&str) -> String) -> Self {
        match self {
            Self::Notation { mended, why, sure } => Self::Notation { mended: place(mended), why, sure: *sure },
            Self::Ambiguous { day_first, month_first, in_utc } => {
                Self::Ambiguous { day_first: place(day_first), month_first: place(month_first), in_utc: *in_utc }
            }
            Self::MissingZone { in_utc, elsewhere } => {
                Self::MissingZone { in_utc: place(in_utc), elsewhere: place(elsewhere) }
            }
            Self::LocalTime { case, zone, first, second } => {
                Self::LocalTime { case: *case, zone, first: place(first), second: place(second) }
            }
            Self::OpenDigits { known } => Self::OpenDigits { known: known.as_deref().map(place) },
            other => other.clone(),
        }
    }

    /// What is wrong with an interval both sides of which have the same fault, where that can be mended in one go.
    pub(super) fn joined(&self, end: &Self) -> Option<Self> {
        let join = |start: &str, end: &str| format!("{start}/{end}");
        Some(match (self, end) {
            (Self::Notation { mended, why, sure }, Self::Notation { mended: end, sure: end_sure, .. }) => {
                Self::Notation { mended: join(mended, end), why, sure: *sure && *end_sure }
            }
            (
                Self::Ambiguous { day_first, month_first, in_utc },
                Self::Ambiguous { day_first: end_day, month_first: end_month, .. },
            ) => {
                let (day_first, month_first) = (join(day_first, end_day), join(month_first, end_month));
                Self::Ambiguous { day_first, month_first, in_utc: *in_utc }
            }
            (
                Self::MissingZone { in_utc, elsewhere },
                Self::MissingZone { in_utc: end_in_utc, elsewhere: end_elsewhere },
            ) => Self::MissingZone { in_utc: join(in_utc, end_in_utc), elsewhere: join(elsewhere, end_elsewhere) },
            _ => return None,
        })
    }

    /// The one text it offers, for sure or not.
    pub(super) fn mended(&self) -> Option<&str> {
        match self {
            Self::Notation { mended, .. } => Some(mended),
            Self::OpenDigits { known } => known.as_deref(),
            _ => None,
        }
    }

    /// A text it offers whose day is the one that is meant.
    pub(super) fn meant(&self) -> Option<&str> {
        match self {
            Self::MissingZone { in_utc, .. } => Some(in_utc),
            _ => self.mended(),
        }
    }

    /// Whether what it offers are intervals.
    pub(super) fn offers_interval(&self) -> bool {
        match self {
            Self::Ambiguous { day_first, .. } => day_first.contains('/'),
            Self::LocalTime { first, .. } => first.contains('/'),
            _ => self.meant().is_some_and(|text| text.contains('/')),
        }
    }

    /// What can take the text's place without asking anyone.
    pub(super) fn replacement(&self) -> Option<&str> {
        match self {
            Self::Notation { mended, sure: true, .. } => Some(mended),
            Self::OpenDigits { known } => known.as_deref(),
            Self::EndWord { nearest } => *nearest,
            _ => None,
        }
    }
}

impl LocalFault {
    const fn message(self) -> &'static str {
        match self {
            Self::Never => "does not exist",
            Self::Twice => "exists twice",
            Self::OddOffset => "has an offset of odd seconds",
        }
    }

    fn help(self, first: &str, second: &str) -> String {
        match self {
            Self::Never => format!("write `{first}` or `{second}`: the clocks were put forward over that time"),
            Self::Twice => format!("write `{first}` or `{second}`: the clocks were put back over that time"),
            Self::OddOffset => format!("write `{first}`, which is the same time in UTC"),
        }
    }
}

fn month_name(month: u32) -> &'static str {
    let index = usize::try_from(month).unwrap_or(0).wrapping_sub(1);
    MONTHS.get(index).copied().unwrap_or("that month")
}
