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
        let anchor = format!("u-{}", at.anchor());
        if anchor == self.last {
            self.repeats += 1;
            return format!("{anchor}-{}", self.repeats);
        }
        self.last.clone_from(&anchor);
        self.repeats = 1;
        anchor
    }
}
