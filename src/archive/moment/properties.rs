//! What holds for every text and every moment.

use proptest::prelude::*;

use super::{End, Moment, When, duration};

/// Texts of the right shape, most of them moments.
fn written() -> impl Strategy<Value = String> {
    let date = (1..=9999_u32, 1..=12_u32, 1..=31_u32, 0..3_u8).prop_map(|(year, month, day, parts)| match parts {
        0 => format!("{year:04}"),
        1 => format!("{year:04}-{month:02}"),
        _ => format!("{year:04}-{month:02}-{day:02}"),
    });
    let time = prop_oneof![
        Just(String::new()),
        "T(0[0-9]|1[0-9]|2[0-4]):[0-6][0-9](:[0-6][0-9])?(Z|[+-](0[0-9]|1[0-5]):[0-5][0-9])?",
    ];
    (date, time, "[~?%]?")
        .prop_map(|(date, time, mark)| if date.len() == 10 { date + &time + &mark } else { date + &mark })
}

fn moments() -> impl Strategy<Value = Moment> {
    written().prop_filter_map("not a moment", |text| Moment::parse(&text, None).ok())
}

/// Texts that look like dates without being held to it.
fn nearly() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,20}",
        "[0-9TZXxhY:+~?%/. ,\\-]{0,26}",
        "[0-9]{1,5}[-/. ][0-9]{1,3}[-/. ][0-9]{1,5}[ T]?([0-9]{1,3}[:h][0-9]{1,3})?( ?(UTC|BST|GMT)?[+-]?[0-9]{0,4})?",
        "[0-9٠-٩۰-۹]{4}[-–][0-9٠-٩]{2}[-–][0-9٠-٩]{2}",
        "[0-9]{1,2} (oct|mars|ديسمبر|août|May) [0-9]{2,4}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_text_is_too_strange(text in nearly(), zoned in any::<bool>()) {
        let zone = zoned.then_some(chrono_tz::Africa::Cairo);
        for problem in [
            Moment::parse(&text, zone).err(),
            When::parse(&text, zone).err(),
            End::parse(&text, zone).err(),
        ].into_iter().flatten() {
            prop_assert!(!problem.help().is_empty());
            prop_assert!(!problem.to_string().is_empty());
        }
    }

    #[test]
    fn what_is_offered_in_place_is_accepted(text in nearly(), zoned in any::<bool>()) {
        let zone = zoned.then_some(chrono_tz::America::New_York);
        if let Some(mended) = Moment::parse(&text, zone).err().and_then(|problem| problem.replacement()) {
            prop_assert!(Moment::parse(&mended, zone).is_ok(), "{text} → {mended}");
        }
        if let Some(mended) = End::parse(&text, zone).err().and_then(|problem| problem.replacement()) {
            prop_assert!(End::parse(&mended, zone).is_ok(), "{text} → {mended}");
        }
    }

    #[test]
    fn a_moment_is_what_its_text_says(moment in moments()) {
        prop_assert_eq!(Moment::parse(&moment.to_string(), None).unwrap(), moment);
        prop_assert_eq!(moment, moment.in_utc());
        prop_assert_eq!(moment.in_utc().span_in_utc(), moment.span_in_utc());
    }

    #[test]
    fn bounds_enclose_the_moment(moment in moments()) {
        let (start, end) = moment.span_in_utc();
        prop_assert!(moment.earliest() <= start && start <= end && end <= moment.latest());
        prop_assert!(!moment.certainly_before(&moment));
    }

    #[test]
    fn order_is_total(a in moments(), b in moments(), c in moments(), same: bool) {
        // Generated moments hardly ever meet.
        let b = if same { a.in_utc() } else { b };
        prop_assert_eq!(a.order_key() == b.order_key(), a == b);
        let mut one = [a, b, c];
        let mut other = [c, a, b];
        one.sort_by_key(Moment::order_key);
        other.sort_by_key(Moment::order_key);
        prop_assert_eq!(one, other);
        prop_assert!(!(a.certainly_before(&b) && b.certainly_before(&a)));
    }

    #[test]
    fn durations_never_overflow_or_turn_around(a in moments(), b in moments()) {
        let range = duration(&a, &b);
        prop_assert!(range.min_seconds <= range.max_seconds);
        prop_assert!(range.max_seconds < 400 * 366 * 86_400 * 30);
    }
}
