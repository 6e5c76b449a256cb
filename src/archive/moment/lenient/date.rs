//! Dates as people write them.

use super::super::fault::Fault;
use super::Reading;

/// A date in the documented notation, and a second one where day and month could be either way round.
pub(super) struct Date {
    pub(super) first: String,
    second: Option<String>,
    pub(super) why: Option<&'static str>,
    sure: bool,
}

const ORDER: &str = "year, month, day";
const DIGITS: &str = "four digits for the year, two for month and day";

/// Names of the months in English, French, German, Spanish, Portuguese, Russian and Arabic (of Egypt and of the Levant),
/// whole and shortened, as they stand in dates.
#[rustfmt::skip]
const MONTHS: [&[&str]; 12] = [
    &["jan", "janv", "january", "janvier", "januar", "jänner", "enero", "janeiro", "января", "يناير", "كانون الثاني"],
    &["feb", "february", "févr", "février", "fevrier", "februar", "febrero", "fevereiro", "февраля", "فبراير", "شباط"],
    &["mar", "march", "mars", "märz", "marzo", "março", "марта", "مارس", "آذار"],
    &["apr", "april", "avr", "avril", "abril", "апреля", "أبريل", "ابريل", "نيسان"],
    &["may", "mai", "mayo", "maio", "мая", "مايو", "أيار"],
    &["jun", "june", "juin", "juni", "junio", "junho", "июня", "يونيو", "حزيران"],
    &["jul", "july", "juil", "juillet", "juli", "julio", "julho", "июля", "يوليو", "تموز"],
    &["aug", "august", "août", "aout", "agosto", "августа", "أغسطس", "آب"],
    &["sep", "sept", "september", "septembre", "septiembre", "setembro", "сентября", "سبتمبر", "أيلول"],
    &["oct", "october", "octobre", "oktober", "octubre", "outubro", "октября", "أكتوبر", "اكتوبر", "تشرين الأول"],
    &["nov", "november", "novembre", "noviembre", "novembro", "ноября", "نوفمبر", "تشرين الثاني"],
    &["dec", "december", "déc", "décembre", "decembre", "dezember", "diciembre", "dezembro", "декабря", "ديسمبر", "كانون الأول"],
];

/// Words that stand in dates and tell nothing.
const EMPTY_WORDS: &[&str] = &[
    "st",
    "nd",
    "rd",
    "th",
    "er",
    "of",
    "the",
    "le",
    "de",
    "del",
    "г",
    "года",
    "年",
    "月",
    "日",
    "년",
    "월",
    "일",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
];

impl Date {
    fn new(text: String, why: Option<&'static str>) -> Self {
        Self { first: text, second: None, why, sure: true }
    }

    fn guess(text: String) -> Self {
        Self { sure: false, ..Self::new(text, Some(DIGITS)) }
    }

    /// Whether day and month could be either way round.
    pub(super) const fn is_ambiguous(&self) -> bool {
        self.second.is_some()
    }

    /// The reading with what stands around the date, or the fault that there are two, which are in UTC for want of a
    /// zone.
    pub(super) fn chosen(
        self,
        why: &'static str,
        in_utc: bool,
        around: impl Fn(&str) -> String,
    ) -> Result<Reading, Fault> {
        match self.second {
            Some(second) => {
                Err(Fault::Ambiguous { day_first: around(&self.first), month_first: around(&second), in_utc })
            }
            None => Ok(Reading { text: around(&self.first), why, sure: self.sure }),
        }
    }
}

/// Reads a date of any usual notation.
pub(super) fn read(text: &str) -> Result<Date, Fault> {
    let lower = text.to_lowercase();
    let (words, month) = without_month(&lower);
    let parts = parts(&words).ok_or(Fault::Unreadable)?;
    let date = match month {
        Some(month) => named(&parts, month),
        None => numeric(&parts, text),
    };
    date.ok_or(if parts.len() == 3 { Fault::ShortYear } else { Fault::Unreadable })
}

/// The text without the name of a month, and that month's number.
fn without_month(text: &str) -> (String, Option<usize>) {
    let mut found: Option<(usize, &str)> = None;
    for (number, name) in
        MONTHS.iter().zip(1..).flat_map(|(names, number)| names.iter().map(move |name| (number, *name)))
    {
        let longer = found.is_none_or(|(_, known)| name.len() > known.len());
        if longer && is_word_of(text, name) {
            found = Some((number, name));
        }
    }
    match found {
        Some((number, name)) => (text.replacen(name, " ", 1), Some(number)),
        None => (text.to_owned(), None),
    }
}

fn is_word_of(text: &str, name: &str) -> bool {
    text.find(name).is_some_and(|at| {
        let before = text.get(..at).unwrap_or("").chars().next_back();
        let after = text.get(at + name.len()..).unwrap_or("").chars().next();
        !before.is_some_and(char::is_alphabetic) && !after.is_some_and(char::is_alphabetic)
    })
}

/// The numbers in a text of numbers, separators and empty words; nothing if there is anything else.
fn parts(text: &str) -> Option<Vec<&str>> {
    let mut numbers = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let same = |c: &char| {
            if first.is_ascii_digit() { c.is_ascii_digit() } else { first.is_alphabetic() && c.is_alphabetic() }
        };
        let length = rest.chars().take_while(same).map(char::len_utf8).sum::<usize>().max(first.len_utf8());
        let (part, after) = rest.split_at(length);
        rest = after;
        let separator = matches!(first, '-' | '/' | '.' | ' ' | ',' | '_' | '\'' | '’');
        if first.is_ascii_digit() {
            numbers.push(part);
        } else if !separator && !EMPTY_WORDS.contains(&part) {
            return None;
        }
    }
    Some(numbers)
}

fn named(numbers: &[&str], month: usize) -> Option<Date> {
    let text = match numbers {
        [year] if year.len() == 4 => format!("{year}-{month:02}"),
        [day, year] | [year, day] if year.len() == 4 && day.len() <= 2 => format!("{year}-{month:02}-{day:0>2}"),
        _ => return None,
    };
    Some(Date::new(text, Some(ORDER)))
}

fn numeric(numbers: &[&str], text: &str) -> Option<Date> {
    match numbers {
        [date] if date.len() == 8 => {
            Some(Date::new(format!("{}-{}-{}", date.get(..4)?, date.get(4..6)?, date.get(6..)?), Some(DIGITS)))
        }
        [year] if year.len() == 4 => Some(Date::new((*year).to_owned(), None)),
        [year, month] | [month, year] if year.len() == 4 && month.len() <= 2 => {
            Some(Date::new(format!("{year}-{month:0>2}"), Some(DIGITS)))
        }
        [year, rest] if year.len() == 4 => run_together(year, rest),
        [year, month, day] if year.len() == 4 && month.len() <= 2 && day.len() <= 2 => {
            let padded = month.len() == 2 && day.len() == 2;
            Some(Date::new(format!("{year}-{month:0>2}-{day:0>2}"), (!padded).then_some(DIGITS)))
        }
        [year, month, day] if year.len() == 3 && year.starts_with('0') && month.len() <= 2 && day.len() <= 2 => {
            Some(Date::guess(format!("2{year}-{month:0>2}-{day:0>2}")))
        }
        [first, second, year] if year.len() == 4 && first.len() <= 2 && second.len() <= 2 => {
            Some(year_last(first, second, year, text.contains('.')))
        }
        _ => None,
    }
}

/// `0728`, or `07028` where a zero was hit for the hyphen.
fn run_together(year: &str, rest: &str) -> Option<Date> {
    let (month, day) = match rest.len() {
        4 => rest.split_at_checked(2)?,
        5 if rest.get(2..3) == Some("0") => (rest.get(..2)?, rest.get(3..)?),
        _ => return None,
    };
    Some(Date::guess(format!("{year}-{month}-{day}")))
}

/// Dots are written only where the day comes first; slashes and hyphens both ways.
fn year_last(first: &str, second: &str, year: &str, dotted: bool) -> Date {
    let at_most_12 = |part: &str| part.parse::<u32>().is_ok_and(|value| value <= 12);
    let day_first = format!("{year}-{second:0>2}-{first:0>2}");
    let month_first = format!("{year}-{first:0>2}-{second:0>2}");
    if !at_most_12(second) && at_most_12(first) {
        return Date::new(month_first, Some(ORDER));
    }
    let both_ways = !dotted && at_most_12(first) && at_most_12(second) && day_first != month_first;
    Date { second: both_ways.then_some(month_first), ..Date::new(day_first, Some(ORDER)) }
}
