//! How long an incident lasted, as far as that is known.

use crate::archive::{End, Extent, Incident, Moment};

/// How long something lasted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lasting {
    /// Known to the minute.
    Exactly(Extent),
    /// Its ends are known, but not to the minute.
    Roughly(Extent),
    /// Its ends are told, and one of them is doubted: bounds are those of what is told.
    Doubtfully(Extent),
    /// It ended; nobody knows when.
    Unknown,
    /// It goes on, as far as the archive tells.
    Ongoing,
    /// It is announced: whatever is told of its time is a plan.
    Announced,
}

impl Lasting {
    /// What is known of an incident.
    pub fn of(incident: &Incident) -> Self {
        if incident.is_announced() {
            Self::Announced
        } else if incident.goes_on_as_a_whole() {
            Self::Ongoing
        } else {
            Self::new(&incident.start, &incident.end)
        }
    }

    /// What is known of the time from `start` to `end`.
    pub fn new(start: &Moment, end: &End) -> Self {
        let end = match end {
            End::Moment(end) => end,
            End::Unknown => return Self::Unknown,
            End::Ongoing => return Self::Ongoing,
        };
        let extent = Extent::new(start, end);
        let range = extent.length();
        match range.min_seconds / 60 == range.max_seconds / 60 {
            _ if start.is_uncertain() || end.is_uncertain() => Self::Doubtfully(extent),
            true => Self::Exactly(extent),
            false => Self::Roughly(extent),
        }
    }
}

/// Roughly how long an incident lasted: the classes readers choose from, each about four times as long as the one
/// before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DurationClass {
    /// Less than a quarter of an hour.
    Minutes,
    /// Less than an hour.
    UnderHour,
    /// Less than four hours.
    Hours,
    /// Less than twelve hours.
    HalfDay,
    /// Less than a day.
    Day,
    /// Less than a week.
    Days,
    /// A week or more.
    Weeks,
    /// Its ends are known, but not exactly or surely enough for one class.
    Rough,
    /// It ended; nobody knows when.
    Unknown,
    /// It goes on.
    Ongoing,
    /// It is announced.
    Announced,
}

impl DurationClass {
    /// Every class, those with a length first, from the shortest.
    pub const ALL: [Self; 11] = [
        Self::Minutes,
        Self::UnderHour,
        Self::Hours,
        Self::HalfDay,
        Self::Day,
        Self::Days,
        Self::Weeks,
        Self::Rough,
        Self::Unknown,
        Self::Ongoing,
        Self::Announced,
    ];

    /// The class of an incident.
    pub fn of(incident: &Incident) -> Self {
        Self::from(&Lasting::of(incident))
    }

    /// Its word in addresses and messages.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Minutes => "minutes",
            Self::UnderHour => "under-hour",
            Self::Hours => "hours",
            Self::HalfDay => "half-day",
            Self::Day => "day",
            Self::Days => "days",
            Self::Weeks => "weeks",
            Self::Rough => "rough",
            Self::Unknown => "unknown",
            Self::Ongoing => "ongoing",
            Self::Announced => "announced",
        }
    }

    /// Whether it says how long.
    pub fn is_length(self) -> bool {
        self <= Self::Weeks
    }

    const fn of_length(seconds: u64) -> Self {
        const HOUR: u64 = 3_600;
        const DAY: u64 = 24 * HOUR;
        match seconds {
            ..900 => Self::Minutes,
            900..HOUR => Self::UnderHour,
            HOUR..14_400 => Self::Hours,
            14_400..43_200 => Self::HalfDay,
            43_200..DAY => Self::Day,
            DAY..604_800 => Self::Days,
            604_800.. => Self::Weeks,
        }
    }
}

impl From<&Lasting> for DurationClass {
    fn from(lasting: &Lasting) -> Self {
        let extent = match lasting {
            Lasting::Exactly(extent) | Lasting::Roughly(extent) => extent,
            // Its times may mean another class.
            Lasting::Doubtfully(_) => return Self::Rough,
            Lasting::Unknown => return Self::Unknown,
            Lasting::Ongoing => return Self::Ongoing,
            Lasting::Announced => return Self::Announced,
        };
        let range = extent.length();
        let (least, most) = (Self::of_length(range.min_seconds), Self::of_length(range.max_seconds));
        if least == most { least } else { Self::Rough }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(start: &str, end: &str) -> DurationClass {
        let lasting = Lasting::new(&Moment::parse(start, None).unwrap(), &End::parse(end, None).unwrap());
        DurationClass::from(&lasting)
    }

    #[test]
    fn a_class_holds_what_can_be_in_no_other() {
        for (start, end, expected) in [
            ("2024-10-03T10:30Z", "2024-10-03T10:44Z", DurationClass::Minutes),
            ("2024-10-03T10:30Z", "2024-10-03T10:45Z", DurationClass::UnderHour),
            ("2024-10-03T10:30Z", "2024-10-03T11:30Z", DurationClass::Hours),
            ("2024-10-03T10:30Z", "2024-10-03T14:30Z", DurationClass::HalfDay),
            ("2024-10-03T10:30Z", "2024-10-03T22:30Z", DurationClass::Day),
            ("2024-10-03", "2024-10-05", DurationClass::Days),
            ("2024-10", "2024-12", DurationClass::Weeks),
            ("2024-10-03", "2024-10-03", DurationClass::Rough),
            ("2024-10-03T10:30Z~", "2024-10-03T11:30Z", DurationClass::Rough),
            ("2024-10-03T10:30Z?", "2024-10-03T10:31Z", DurationClass::Rough),
            ("2024-10-03", "unknown", DurationClass::Unknown),
            ("2024-10-03", "ongoing", DurationClass::Ongoing),
        ] {
            assert_eq!(class(start, end), expected, "{start} to {end}");
        }
    }
}
