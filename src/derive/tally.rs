//! How many incidents two kinds of list have in common.

use std::collections::BTreeMap;

use super::lists::IncidentNumber;

/// How many incidents something is true of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many.
    pub count: usize,
    /// The newest of them, if there is one.
    pub newest: Option<IncidentNumber>,
}

impl Tally {
    /// Counts one more.
    pub(super) fn add(&mut self, incident: IncidentNumber) {
        self.count += 1;
        self.newest = Some(self.newest.map_or(incident, |newest| newest.min(incident)));
    }

    /// Of a list, newest first.
    pub fn of(list: &[IncidentNumber]) -> Self {
        Self { count: list.len(), newest: list.first().copied() }
    }
}

/// For each key of one kind of list the keys of another that it shares incidents with, in their order.
pub type Tallies<A, B> = BTreeMap<A, Vec<(B, Tally)>>;

/// Counts what two kinds of list share. Each list is gone through once, however many keys there are.
pub fn tallies<'l, A: Ord + Clone + 'l, B: Clone + 'l>(
    rows: &'l BTreeMap<A, Vec<IncidentNumber>>,
    columns: impl IntoIterator<Item = (&'l B, &'l [IncidentNumber])>,
) -> Tallies<A, B> {
    let rows_of = RowsOf::new(rows.values());
    let mut shared: Vec<Vec<(B, Tally)>> = vec![Vec::new(); rows.len()];
    let mut counts = vec![Tally::default(); rows.len()];
    for (column, list) in columns {
        let mut touched = Vec::new();
        for incident in list {
            for row in rows_of.get(*incident) {
                let Some(tally) = counts.get_mut(*row as usize) else { continue };
                if tally.count == 0 {
                    touched.push(*row as usize);
                }
                tally.add(*incident);
            }
        }
        for row in touched {
            if let (Some(tally), Some(shared)) = (counts.get_mut(row), shared.get_mut(row)) {
                shared.push((column.clone(), std::mem::take(tally)));
            }
        }
    }
    rows.keys().cloned().zip(shared).collect()
}

/// The rows each incident stands in, one behind the other.
struct RowsOf {
    rows: Vec<u32>,
    /// Where the rows of each incident end.
    ends: Vec<usize>,
}

impl RowsOf {
    fn new<'l>(lists: impl Iterator<Item = &'l Vec<IncidentNumber>>) -> Self {
        let mut pairs: Vec<(IncidentNumber, u32)> =
            (0..).zip(lists).flat_map(|(row, list)| list.iter().map(move |incident| (*incident, row))).collect();
        pairs.sort_unstable();
        let incidents = pairs.last().map_or(0, |(incident, _)| *incident as usize + 1);
        let mut ends = vec![0; incidents];
        for (end, (incident, _)) in (1..).zip(&pairs) {
            if let Some(known) = ends.get_mut(*incident as usize) {
                *known = end;
            }
        }
        // An incident in no list ends where the one before does.
        let mut reached = 0;
        for end in &mut ends {
            reached = reached.max(*end);
            *end = reached;
        }
        Self { rows: pairs.into_iter().map(|(_, row)| row).collect(), ends }
    }

    fn get(&self, incident: IncidentNumber) -> &[u32] {
        let incident = incident as usize;
        let from = incident.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let to = self.ends.get(incident).copied().unwrap_or(from);
        self.rows.get(from..to).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    type ByKey = BTreeMap<u8, Vec<IncidentNumber>>;

    fn lists() -> impl Strategy<Value = ByKey> {
        let list = prop::collection::btree_set(0..40_u32, 0..12).prop_map(|set| set.into_iter().collect());
        prop::collection::btree_map(0..6_u8, list, 0..6)
    }

    proptest! {
        #[test]
        fn a_tally_counts_what_stands_in_both_lists(rows in lists(), columns in lists()) {
            let found = tallies(&rows, columns.iter().map(|(key, list)| (key, list.as_slice())));
            for (row, of_row) in &rows {
                let mut expected = Vec::new();
                for (column, list) in &columns {
                    let both: Vec<u32> = list.iter().filter(|number| of_row.contains(number)).copied().collect();
                    if !both.is_empty() {
                        expected.push((*column, Tally::of(&both)));
                    }
                }
                prop_assert_eq!(&found[row], &expected);
            }
        }
    }
}
