//! Names that lead back to themselves.

use std::collections::{BTreeMap, BTreeSet};

/// The names from which a way leads back to them, of `begun` and all that lie above; each is looked at once.
pub fn looped<'n>(begun: impl IntoIterator<Item = &'n str>, above: impl Fn(&str) -> Vec<&'n str>) -> BTreeSet<&'n str> {
    let mut walk = Walk { above, marks: BTreeMap::new(), trail: Vec::new(), open: Vec::new(), knots: Vec::new() };
    begun.into_iter().flat_map(|name| walk.from(name)).collect()
}

/// How far a name has come.
#[derive(Clone, Copy)]
enum Mark {
    /// Its place among those that are open.
    Open(usize),
    Done,
}

/// A search in depth for strongly connected components (Gabow's), without recursion.
struct Walk<'n, F> {
    above: F,
    marks: BTreeMap<&'n str, Mark>,
    /// The way to where the search is, each name with those above it that are still to be looked at.
    trail: Vec<(&'n str, Vec<&'n str>)>,
    /// Names whose component isn't known yet.
    open: Vec<&'n str>,
    /// Where in `open` each component begins, as far as is known.
    knots: Vec<usize>,
}

impl<'n, F: Fn(&str) -> Vec<&'n str>> Walk<'n, F> {
    /// Walks all that can be reached from `begin`, and gives what lies in a loop.
    fn from(&mut self, begin: &'n str) -> Vec<&'n str> {
        let mut looped = Vec::new();
        self.enter(begin);
        while let Some((name, parents)) = self.trail.last_mut() {
            let name = *name;
            match parents.pop() {
                Some(parent) if parent == name => looped.push(name),
                Some(parent) => self.enter(parent),
                None => looped.extend(self.leave(name)),
            }
        }
        looped
    }

    fn enter(&mut self, name: &'n str) {
        match self.marks.get(name) {
            Some(Mark::Done) => {}
            // What was opened since then is of one component with it.
            Some(Mark::Open(place)) => while self.knots.pop_if(|begun| *begun > *place).is_some() {},
            None => {
                self.marks.insert(name, Mark::Open(self.open.len()));
                self.knots.push(self.open.len());
                self.open.push(name);
                self.trail.push((name, (self.above)(name)));
            }
        }
    }

    /// Leaves a name; where its component begins with it, that is complete.
    fn leave(&mut self, name: &'n str) -> Vec<&'n str> {
        self.trail.pop();
        let begun = self.knots.pop_if(|begun| self.open.get(*begun) == Some(&name));
        let knot = begun.map_or_else(Vec::new, |begun| self.open.split_off(begun));
        self.marks.extend(knot.iter().map(|name| (*name, Mark::Done)));
        if knot.len() > 1 { knot } else { Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn names_on_a_way_back_are_found_and_those_that_lead_there_are_not() {
        let above = BTreeMap::from([("a", vec!["b"]), ("b", vec!["c", "d"]), ("c", vec!["b"]), ("e", vec!["e"])]);
        let found = looped(["a", "e", "f"], |name| above.get(name).cloned().unwrap_or_default());
        assert_eq!(found.into_iter().collect::<Vec<_>>(), ["b", "c", "e"]);
    }

    #[test]
    fn a_long_chain_is_walked_once() {
        let names: Vec<String> = (0..20_000).map(|number| number.to_string()).collect();
        let asked = Cell::new(0);
        let above = |name: &str| {
            asked.set(asked.get() + 1);
            let next = name.parse::<usize>().ok().and_then(|number| names.get(number + 1));
            next.iter().map(|name| name.as_str()).collect()
        };
        assert!(looped(names.iter().map(String::as_str), above).is_empty());
        assert_eq!(asked.get(), names.len());
    }
}
