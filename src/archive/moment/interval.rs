//! Intervals: both sides read, and what is wrong with either told with the whole interval that may be meant.

use chrono_tz::Tz;

use super::fault::Fault;
use super::{End, Moment, MomentProblem};

/// Reads the sides of an interval that stands in `text`.
pub(super) fn read(text: &str, start: &str, end: &str, zone: Option<Tz>) -> Result<(Moment, End), MomentProblem> {
    let (start, end) = (start.trim(), end.trim());
    let first = Moment::parse(start, zone);
    let second = read_end(text, end, || Day::of(start, &first), zone);
    match (first, second) {
        (Ok(first), Ok(second)) if text.len() == start.len() + 1 + end.len() => Ok((first, second)),
        (first, second) => Err(problem(text, (start, first.err()), (end, second.err()))),
    }
}

/// The interval that two moments with a dash or word between them mean, told as such; nothing where none can be offered.
pub(super) fn in_words(text: &str, zone: Option<Tz>) -> Option<MomentProblem> {
    let between = [" - ", " – ", " — ", " to ", " until "];
    let (start, end) = between.iter().find_map(|between| text.split_once(between))?;
    let (start, end) = (start.trim(), end.trim());
    let first = Moment::parse(start, zone);
    // A time of day may as well belong to the date before the dash.
    let second = read_end(text, end, || Day::of(start, &first).filter(|day| day.has_clock), zone);
    let problem = problem(text, (start, first.err()), (end, second.err()));
    problem.fault().offers_interval().then_some(problem)
}

/// What is wrong with an interval, by what is wrong with its sides; if nothing is, with what stands between them.
fn problem(
    text: &str,
    (start, first): (&str, Option<MomentProblem>),
    (end, second): (&str, Option<MomentProblem>),
) -> MomentProblem {
    let whole = |fault| MomentProblem::new(text, fault);
    let (first, second) = match (first, second) {
        (Some(first), Some(second)) => (first, second),
        (Some(first), None) => return first.within(|start| format!("{start}/{end}")),
        (None, Some(second)) => return second.within(|end| format!("{start}/{end}")),
        (None, None) => {
            let why = "a `/` and nothing else stands between start and end";
            return whole(Fault::Notation { mended: format!("{start}/{end}"), why, sure: true });
        }
    };
    if let Some(both) = first.fault().joined(second.fault()) {
        return whole(both);
    }
    match (first.fault().mended(), second.fault().mended()) {
        (Some(start), _) => second.within(|end| format!("{start}/{end}")),
        (None, mended) => first.within(|start| format!("{start}/{}", mended.unwrap_or(end))),
    }
}

/// An end, which may leave out what it shares with the start.
fn read_end(text: &str, end: &str, day: impl FnOnce() -> Option<Day>, zone: Option<Tz>) -> Result<End, MomentProblem> {
    let notation = |mended: String, why| MomentProblem::new(text, Fault::Notation { mended, why, sure: true });
    let open = |sign: &str| notation(sign.to_owned(), "`a/` ended nobody knows when, `a/..` goes on");
    match end.to_ascii_lowercase().as_str() {
        "" => return Ok(End::Unknown),
        ".." => return Ok(End::Ongoing),
        "unknown" | "?" | "??" | "null" | "~" => return Err(open("")),
        "ongoing" | "now" | "open" | "present" => return Err(open("..")),
        _ => {}
    }
    let problem = match Moment::parse(end, zone) {
        Ok(end) => return Ok(End::Moment(end)),
        Err(problem) => problem,
    };
    let Some(completed) = day().and_then(|day| day.complete(end)) else { return Err(problem) };
    Err(match Moment::parse(&completed, zone) {
        Ok(_) => notation(completed, "both sides of an interval are written in full"),
        Err(problem) => MomentProblem::new(text, problem.fault().clone()),
    })
}

/// The day on which an interval began.
struct Day {
    date: String,
    has_clock: bool,
}

impl Day {
    /// Of a start that is a moment, or may be meant as one.
    fn of(start: &str, read: &Result<Moment, MomentProblem>) -> Option<Self> {
        let meant = match read {
            Ok(_) => start,
            Err(problem) => problem.fault().meant()?,
        };
        Some(Self { date: meant.get(..10)?.to_owned(), has_clock: meant.contains('T') })
    }

    /// An end that leaves out the day, or year and month, as ISO 8601 allows: `2018-04-09/10`.
    fn complete(&self, end: &str) -> Option<String> {
        if end.contains(':') && !end.contains('-') {
            return Some(format!("{}T{end}", self.date));
        }
        let is_day = end.len() == 2 && end.bytes().all(|byte| byte.is_ascii_digit());
        (is_day && !self.has_clock).then(|| format!("{}{end}", self.date.get(..8).unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::When;

    /// What is typed, and what is offered, in the order of the help.
    const CASES: &[(&str, &[&str])] = &[
        ("2024-10-03 / 2024-10-04", &["2024-10-03/2024-10-04"]),
        ("2024-10-03/ 2024-10-04", &["2024-10-03/2024-10-04"]),
        ("2024-10-03 /", &["2024-10-03/"]),
        ("2024-10-03 / ..", &["2024-10-03/.."]),
        ("2024-10-03 10:00Z / 2024-10-03 12:00Z", &["2024-10-03T10:00Z/2024-10-03T12:00Z"]),
        ("2024-10-03 10:00Z / unknown", &["2024-10-03T10:00Z/"]),
        ("2024-10-3 / 2024-10-4", &["2024-10-03/2024-10-04"]),
        ("3 October 2024 / 4 October 2024", &["2024-10-03/2024-10-04"]),
        ("03/10/2024 / 04/10/2024", &["2024-10-03/2024-10-04", "2024-03-10/2024-04-10"]),
        ("2024-10-03 10:00 UTC – 12:00 UTC", &["2024-10-03T10:00Z/2024-10-03T12:00Z"]),
        (
            "2024-10-03T10:00 / 2024-10-03T12:00",
            &["2024-10-03T10:00Z/2024-10-03T12:00Z", "2024-10-03T10:00+03:00/2024-10-03T12:00+03:00"],
        ),
        (
            "2024-10-03 10:00/12:00",
            &["2024-10-03T10:00Z/2024-10-03T12:00Z", "2024-10-03T10:00+03:00/2024-10-03T12:00+03:00"],
        ),
        (
            "2024-10-03 10:00 - 2024-10-03 12:00",
            &["2024-10-03T10:00Z/2024-10-03T12:00Z", "2024-10-03T10:00+03:00/2024-10-03T12:00+03:00"],
        ),
        (
            "2024-10-03T10:00/2024-10-03T12:00Z",
            &["2024-10-03T10:00Z/2024-10-03T12:00Z", "2024-10-03T10:00+03:00/2024-10-03T12:00Z"],
        ),
        ("2024-10-03/2024-10-03T12:00", &["2024-10-03/2024-10-03T12:00Z", "2024-10-03/2024-10-03T12:00+03:00"]),
        ("12/03/2024 / 2024-12-05", &["2024-03-12/2024-12-05", "2024-12-03/2024-12-05"]),
    ];

    #[test]
    fn what_is_offered_is_the_whole_interval_and_can_be_read() {
        for (text, offered) in CASES {
            let problem = When::parse(text, None).unwrap_err();
            let help = problem.help();
            let is_offered = |quoted: &&str| quoted.starts_with('2') && quoted.contains('/');
            let quoted: Vec<&str> = help.split('`').skip(1).step_by(2).filter(is_offered).collect();
            assert_eq!(quoted, *offered, "{text}: {help}");
            assert!(quoted.iter().all(|text| matches!(When::parse(text, None), Ok(When::Interval { .. }))), "{help}");
        }
    }

    #[test]
    fn local_times_of_an_interval_are_offered_with_the_rest_of_it() {
        let paris = Some(chrono_tz::Europe::Paris);
        let problem = When::parse("2024-03-31T01:30/2024-03-31T02:30", paris).unwrap_err();
        let expected = "write `2024-03-31T01:30/2024-03-31T02:30+01:00` or `2024-03-31T01:30/2024-03-31T02:30+02:00`: \
                        the clocks were put forward over that time";
        assert_eq!(problem.help(), expected);
        assert_eq!(problem.to_string(), "`2024-03-31T02:30` does not exist in `Europe/Paris`");
    }

    #[test]
    fn a_side_that_is_no_moment_is_told_by_itself() {
        for (text, message) in [
            ("2024-02-30 / 2024-03-01", "`2024-02-30` does not exist: February 2024 has 29 days"),
            ("2024-10-3 / 2024-02-30", "`2024-02-30` does not exist: February 2024 has 29 days"),
            ("2024-10-03 / soon", "`soon` is not a date or time"),
            ("2024-10-03 to soon", "`2024-10-03 to soon` is not a date or time"),
        ] {
            assert_eq!(When::parse(text, None).unwrap_err().to_string(), message);
        }
    }
}
