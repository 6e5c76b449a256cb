//! Moments as an author writes them.

/// How precisely a moment is written down.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Precision {
    /// To the minute, in UTC.
    Minute,
    /// To the second, in UTC.
    Second,
    /// To the minute, with an offset of so many hours.
    Offset(i64),
    /// To the minute, approximate.
    About,
    /// The day.
    Day,
    /// The day, approximate.
    AboutDay,
    /// The day, uncertain.
    DoubtfulDay,
    /// The month.
    Month,
}

/// Seconds from 1970 to 2012-01-01, where the archive begins.
pub(crate) const FIRST: i64 = 1_325_376_000;

/// Seconds from 1970 to 2026-01-01, before which every incident begins.
pub(crate) const LAST: i64 = 1_767_225_600;

/// The moment `seconds` after 1970 in the notation of front matter.
pub(crate) fn write(seconds: i64, precision: Precision) -> String {
    match precision {
        Precision::Minute => format!("{}T{}Z", day(seconds), clock(seconds)),
        Precision::Second => format!("{}T{}:00Z", day(seconds), clock(seconds)),
        Precision::Offset(hours) => {
            let local = seconds + hours * 3600;
            let sign = if hours < 0 { '-' } else { '+' };
            format!("{}T{}{sign}{:02}:00", day(local), clock(local), hours.abs())
        }
        Precision::About => format!("{}T{}Z~", day(seconds), clock(seconds)),
        Precision::Day => day(seconds),
        Precision::AboutDay => format!("{}~", day(seconds)),
        Precision::DoubtfulDay => format!("{}?", day(seconds)),
        Precision::Month => day(seconds)[..7].to_owned(),
    }
}

/// The day in UTC, as `2024-10-03`.
pub(crate) fn day(seconds: i64) -> String {
    let (year, month, day) = civil(seconds.div_euclid(86_400));
    format!("{year:04}-{month:02}-{day:02}")
}

fn clock(seconds: i64) -> String {
    let minutes = seconds.rem_euclid(86_400) / 60;
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// The proleptic Gregorian date of a day counted from 1970, by eras of 400 years that begin in March.
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * march + 2) / 5 + 1;
    let month = if march < 10 { march + 3 } else { march - 9 };
    (year + era * 400 + i64::from(month <= 2), month, day)
}
