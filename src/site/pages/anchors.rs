//! Fragments of addresses.

use crate::archive::Moment;

/// Anchors of updates: `u-<moment>`, with `-2`, `-3` where moments repeat.
#[derive(Default)]
pub(in crate::site) struct Anchors {
    last: String,
    repeats: usize,
}

impl Anchors {
    /// The anchor of the next update, which was at this moment.
    pub fn next(&mut self, at: &Moment) -> String {
        let mut anchor = String::with_capacity("u-20241003T103000Z".len());
        anchor.push_str("u-");
        at.write_anchor(&mut anchor);
        if anchor == self.last {
            self.repeats += 1;
            return format!("{anchor}-{}", self.repeats);
        }
        self.last.clone_from(&anchor);
        self.repeats = 1;
        anchor
    }
}
