//! Dates at each precision, by language.

use super::*;

fn at(offset: i32) -> DateTime<FixedOffset> {
    let local = NaiveDate::from_ymd_opt(2024, 10, 3).unwrap().and_hms_opt(10, 30, 5).unwrap();
    local.and_local_timezone(FixedOffset::east_opt(offset).unwrap()).unwrap()
}

fn values() -> [DateValue; 5] {
    let day = at(0).date_naive();
    [
        DateValue::Year(2024),
        DateValue::Month(2024, 10),
        DateValue::Day(day),
        DateValue::Minute(at(0)),
        DateValue::Second(at(7200)),
    ]
}

fn written(language: &str, digits: Option<&str>) -> [String; 5] {
    let tag: LanguageTag = language.parse().unwrap();
    let digits = digits.map(|name| name.parse().unwrap());
    let (dates, numbers) = (Dates::new(&tag, digits), Numbers::new(&tag, digits));
    values().map(|value| dates.date(&value, &numbers))
}

fn dates(language: &str) -> Dates {
    Dates::new(&language.parse().unwrap(), None)
}

#[test]
fn english_dates_at_each_precision() {
    assert_eq!(
        written("en", None),
        [
            "2024",
            "October 2024",
            "October 3, 2024",
            "October 3, 2024 at 10:30\u{a0}UTC",
            "October 3, 2024 at 10:30:05\u{a0}UTC+02:00"
        ]
    );
    assert_eq!(written("en-GB", None)[3], "3 October 2024 at 10:30\u{a0}UTC");
}

#[test]
fn french_dates_at_each_precision() {
    assert_eq!(
        written("fr", None),
        [
            "2024",
            "octobre 2024",
            "3 octobre 2024",
            "3 octobre 2024 à 10:30\u{a0}UTC",
            "3 octobre 2024 à 10:30:05\u{a0}UTC+02:00"
        ]
    );
}

#[test]
fn the_first_of_a_month_is_an_ordinal_in_french_alone() {
    let first = at(0).with_day(1).unwrap();
    let texts = |tag: &str| {
        let (dates, numbers) = (dates(tag), Numbers::new(&tag.parse().unwrap(), None));
        let day = first.date_naive();
        let values = [DateValue::Day(day), DateValue::Minute(first), DateValue::Second(first)];
        [values.map(|value| dates.date(&value, &numbers)).concat(), dates.day_month(day)].concat()
    };
    for tag in ["fr", "fr-CA", "fr-CH"] {
        assert_eq!(texts(tag).matches("1er oct").count(), 4, "{}", texts(tag));
    }
    assert!(!["en", "it", "ar"].iter().any(|tag| texts(tag).contains("1er")));
    assert_eq!(dates("fr").day_month(at(0).with_day(11).unwrap().date_naive()), "11 oct.");
}

#[test]
fn arabic_dates_at_each_precision() {
    assert_eq!(
        written("ar", None),
        [
            "2024",
            "أكتوبر 2024",
            "3 أكتوبر 2024",
            "3 أكتوبر 2024 في 10:30\u{a0}UTC",
            "3 أكتوبر 2024 في 10:30:05\u{a0}UTC+02:00"
        ]
    );
    assert_eq!(
        written("ar", Some("arab")),
        [
            "٢٠٢٤",
            "أكتوبر ٢٠٢٤",
            "٣ أكتوبر ٢٠٢٤",
            "٣ أكتوبر ٢٠٢٤ في ١٠:٣٠\u{a0}UTC",
            "٣ أكتوبر ٢٠٢٤ في ١٠:٣٠:٠٥\u{a0}UTC+٠٢:٠٠"
        ]
    );
}

#[test]
fn the_calendar_is_gregorian_where_another_is_usual() {
    assert_eq!(written("fa", None)[2], "۳ اکتبر ۲۰۲۴");
    assert_eq!(written("th", None)[0], "ค.ศ. 2024");
}

#[test]
fn machines_get_iso_dates() {
    assert_eq!(
        values().map(|value| value.machine()),
        ["2024", "2024-10", "2024-10-03", "2024-10-03T10:30Z", "2024-10-03T10:30:05+02:00"]
    );
    assert_eq!(DateValue::Year(476).machine(), "0476");
}

#[test]
fn days_and_months_have_short_forms() {
    let day = at(0).date_naive();
    assert_eq!(["en", "fr", "ar"].map(|tag| dates(tag).day_month(day)), ["Oct 3", "3 oct.", "3 أكتوبر"]);
    assert_eq!(["en", "fr", "ar"].map(|tag| dates(tag).month_name(2)), ["February", "février", "فبراير"]);
    assert_eq!(["en", "fr", "ar"].map(|tag| dates(tag).month_short(2)), ["Feb", "févr.", "فبراير"]);
}

#[test]
fn times_have_24_hours() {
    let night = NaiveTime::from_hms_opt(0, 5, 9).unwrap();
    let evening = NaiveTime::from_hms_opt(23, 59, 0).unwrap();
    assert_eq!(["en", "fr", "ar"].map(|tag| dates(tag).time(night)), ["00:05", "00:05", "00:05"]);
    assert_eq!(["en", "fr", "ar"].map(|tag| dates(tag).time_seconds(night)), ["00:05:09", "00:05:09", "00:05:09"]);
    assert_eq!(dates("en").time(evening), "23:59");
}

#[test]
fn zones_are_written_with_hours_and_minutes() {
    let numbers = Numbers::new(&"en".parse().unwrap(), None);
    let zones = [0, 7200, -12600, 20700, 21208].map(|s| zone(FixedOffset::east_opt(s).unwrap(), &numbers));
    assert_eq!(zones, ["UTC", "UTC+02:00", "UTC−03:30", "UTC+05:45", "UTC+05:53:28"]);
}

#[test]
fn dates_are_written_in_every_language_that_has_a_name() {
    let tags = include_str!("../../../data/names/endonyms.tsv").lines().filter(|line| !line.starts_with('#'));
    for tag in tags.filter_map(|line| line.split('\t').next()) {
        let told = written(tag, None);
        assert!(told.iter().all(|text| !text.is_empty() && !text.contains('{')), "{tag}: {told:?}");
    }
    assert_eq!(["pt", "pt-BR", "pt-PT"].map(|tag| written(tag, None)[1].clone()), ["outubro de 2024"; 3]);
}

#[test]
fn early_years_and_impossible_ones_do_not_fail() {
    let numbers = Numbers::new(&"en".parse().unwrap(), None);
    assert_eq!(dates("en").date(&DateValue::Year(1), &numbers), "1 AD");
    assert_eq!(dates("en").date(&DateValue::Year(9999), &numbers), "9999");
    assert_eq!(dates("en").date(&DateValue::Month(2024, 13), &numbers), "2024-13");
    assert_eq!(dates("en").month_name(0), "0");
}
