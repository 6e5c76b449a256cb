//! Which known names an unknown one is compared with: with all of them, many unknown names would take for ever.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::ops::Bound::{Excluded, Included, Unbounded};

/// The names that stand around `name` in the order of letters, at most a thousand.
pub fn around<'m, K: Borrow<str> + Ord, V>(
    known: &'m BTreeMap<K, V>,
    name: &str,
) -> impl Iterator<Item = &'m str> + use<'m, K, V> {
    const EACH_WAY: usize = 500;
    let before = known.range::<str, _>((Unbounded, Excluded(name))).rev().take(EACH_WAY);
    let behind = known.range::<str, _>((Included(name), Unbounded)).take(EACH_WAY);
    before.chain(behind).map(|(known, _)| known.borrow())
}

/// How many more names are compared for the unknown ones of a run. Where thousands are unknown, it isn't for a slip of
/// the pen, and the last ones are told without a suggestion.
#[derive(Debug)]
pub struct Patience(usize);

impl Default for Patience {
    fn default() -> Self {
        Self(5_000_000)
    }
}

impl Patience {
    /// Takes from it what `names` cost, those that are looked at.
    pub fn spend<'m>(&mut self, names: impl Iterator<Item = &'m str>) -> impl Iterator<Item = &'m str> {
        names.take_while(|_| {
            let goes_on = self.0 > 0;
            self.0 = self.0.saturating_sub(1);
            goes_on
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_names_those_around_are_compared() {
        let known: BTreeMap<String, u32> = (1_000..9_000).map(|number| (number.to_string(), number)).collect();
        let mut around: Vec<&str> = around(&known, "4242-").collect();
        around.sort_unstable();
        assert_eq!((around.len(), around.first(), around.last()), (1_000, Some(&"3743"), Some(&"4742")));
    }

    #[test]
    fn patience_has_an_end_whatever_is_asked() {
        let mut patience = Patience(1_500);
        let mut looked_at = || patience.spend(std::iter::repeat_n("name", 1_000)).count();
        assert_eq!((looked_at(), looked_at(), looked_at()), (1_000, 500, 0));
    }
}
