//! Fragments of addresses.

use std::collections::BTreeMap;

use crate::archive::Moment;

/// Anchors of updates: `u-<moment>`, with `-2`, `-3` where moments repeat. The same moment may come again later: one
/// that is known roughly stands between others.
#[derive(Default)]
pub(in crate::site) struct Anchors {
    /// How often each was given, by its text.
    given: BTreeMap<String, usize>,
}

impl Anchors {
    /// The anchor of the next update, which was at this moment.
    pub fn next(&mut self, at: &Moment) -> String {
        let mut anchor = String::with_capacity("u-20241003T103000Z".len());
        anchor.push_str("u-");
        at.write_anchor(&mut anchor);
        if let Some(count) = self.given.get_mut(&anchor) {
            *count += 1;
            return format!("{anchor}-{count}");
        }
        self.given.insert(anchor.clone(), 1);
        anchor
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_that_come_again_are_numbered_also_after_others() {
        let mut anchors = Anchors::default();
        let written = ["2024-10-03T10:00Z", "2024-10-03", "2024-10-03T12:00+02:00", "2024-10-03~", "2024-10-03T10:00Z"];
        let given = written.map(|text| anchors.next(&Moment::parse(text, None).expect("a moment")));
        let first = "u-20241003T1000Z";
        assert_eq!(given, [first, "u-20241003", "u-20241003T1000Z-2", "u-20241003-2", "u-20241003T1000Z-3"]);
    }
}
