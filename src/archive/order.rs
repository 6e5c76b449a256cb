//! The order of time among moments that are known only roughly: what was typed first comes first, unless it was surely
//! later. A day without a time is not midnight.

use super::moment::Moment;

/// Up to here a list that is right neither way is put in order by what is sure; beyond, which would take the square of
/// its length, by when each moment may have begun.
const MOST: usize = 1_000;

/// The numbers of moments in the order of time. The author's order stays where no moment rules it out; a list that is
/// right from its end, newest first, is turned round; in any other, each moment goes forward as far as it surely must.
pub(super) fn in_order_of_time(moments: &[Moment]) -> Vec<usize> {
    let typed: Vec<usize> = (0..moments.len()).collect();
    let turned: Vec<usize> = typed.iter().rev().copied().collect();
    if is_possible(moments, &typed) {
        typed
    } else if is_possible(moments, &turned) {
        turned
    } else if moments.len() <= MOST {
        mended(moments)
    } else {
        let mut sorted = typed;
        sorted.sort_by_key(|number| (moments.get(*number).map(Moment::order_key), *number));
        sorted
    }
}

/// Whether no moment is surely before one that stands before it: then the earliest end of what follows isn't, either.
fn is_possible(moments: &[Moment], order: &[usize]) -> bool {
    let (mut first_time, mut first_day): (Option<Moment>, Option<Moment>) = (None, None);
    order.iter().rev().filter_map(|number| moments.get(*number)).all(|moment| {
        let is_possible = [first_time, first_day].iter().flatten().all(|later| !later.certainly_before(moment));
        let first = if moment.clock().is_some() { &mut first_time } else { &mut first_day };
        let ends_first = |known: &Moment| moment.latest() < known.latest();
        if first.as_ref().is_none_or(ends_first) {
            *first = Some(*moment);
        }
        is_possible
    })
}

/// Takes, again and again, the first in the author's order that nothing left is surely before.
fn mended(moments: &[Moment]) -> Vec<usize> {
    let mut left: Vec<usize> = (0..moments.len()).collect();
    let mut order = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let ends_first = |has_clock: bool| {
            let alike = left.iter().filter_map(|number| moments.get(*number));
            alike.filter(|moment| moment.clock().is_some() == has_clock).min_by_key(|moment| moment.latest())
        };
        let first = [ends_first(true), ends_first(false)];
        let is_free = |number: &usize| {
            let moment = moments.get(*number);
            moment.is_none_or(|moment| first.iter().flatten().all(|other| !other.certainly_before(moment)))
        };
        let place = left.iter().position(is_free).unwrap_or_default();
        order.push(left.remove(place));
    }
    order
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ordered(typed: &[&str]) -> Vec<String> {
        let moments: Vec<Moment> = typed.iter().map(|text| Moment::parse(text, None).expect("a moment")).collect();
        in_order_of_time(&moments).into_iter().map(|number| typed[number].to_owned()).collect()
    }

    #[test]
    fn what_is_rough_stays_where_its_author_put_it() {
        for typed in [
            ["2025-01-01T10:00Z", "2025-01-01"].as_slice(),
            &["2025-01-01", "2025-01-01T10:00Z"],
            &["2025-02-03T10:00Z", "2025-02"],
            &["2025-02-03T10:00Z", "2025-02-03T10:30Z~", "2025-02-03T10:10Z", "2025"],
            &["2025-01-01T10:00Z", "2025-01-01T10:00Z"],
        ] {
            assert_eq!(ordered(typed), typed);
        }
    }

    #[test]
    fn a_list_from_the_newest_is_turned_round() {
        let typed = ["2025-01-01", "2025-01-01T12:00Z", "2025-01-01T10:00Z"];
        assert_eq!(ordered(&typed), ["2025-01-01T10:00Z", "2025-01-01T12:00Z", "2025-01-01"]);
    }

    #[test]
    fn what_was_surely_earlier_goes_forward_and_no_other() {
        let typed = ["2025-01-02T10:00Z", "2025-01-04", "2025-01-02", "2025-01-01T08:00Z", "2025-01-05"];
        let expected = ["2025-01-01T08:00Z", "2025-01-02T10:00Z", "2025-01-02", "2025-01-04", "2025-01-05"];
        assert_eq!(ordered(&typed), expected);
    }

    fn moment() -> impl Strategy<Value = Moment> {
        let day = (1_u32..5).prop_map(|day| format!("2025-01-0{day}"));
        let clock = (1_u32..5, 0_u32..24).prop_map(|(day, hour)| format!("2025-01-0{day}T{hour:02}:00Z"));
        let text = prop_oneof![day, clock, Just("2025-01".to_owned()), Just("2025-01-03T10:00Z~".to_owned())];
        text.prop_map(|text| Moment::parse(&text, None).expect("a moment"))
    }

    proptest! {
        #[test]
        fn nothing_stands_before_what_was_surely_before_it(moments in prop::collection::vec(moment(), 0..12)) {
            let order = in_order_of_time(&moments);
            let mut numbers = order.clone();
            numbers.sort_unstable();
            prop_assert_eq!(numbers, (0..moments.len()).collect::<Vec<_>>());
            for (place, one) in order.iter().enumerate() {
                for other in &order[place..] {
                    prop_assert!(!moments[*other].certainly_before(&moments[*one]), "{:?}", order);
                }
            }
        }
    }
}
