//! Relations between incidents that lead back to where they began, or to nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::incident::{Id, Incident, Related};
use super::words::Relation;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, count};

/// Relations along which no way may lead back.
struct Way {
    relations: &'static [Relation],
    code: Code,
    /// What incidents in a circle are, before their names.
    message: &'static str,
    help: &'static str,
}

const WAYS: [Way; 3] = [
    Way {
        relations: &[Relation::Precursor, Relation::Follows],
        code: Code::PrecursorCycle,
        message: "these came before one another in a circle",
        help: "of two incidents only one came first: remove one of the entries that close the circle",
    },
    Way {
        relations: &[Relation::Duplicate],
        code: Code::RelationCycle,
        message: "these are duplicates of one another, so that none of them would be counted",
        help: "of two duplicates one stays: remove the entry `as: duplicate` from the one that is to be shown",
    },
    Way {
        relations: &[Relation::PartOf],
        code: Code::RelationCycle,
        message: "these are parts of one another in a circle",
        help: "of two incidents one is the larger: remove one of the entries that close the circle",
    },
];

/// Tells ways that lead back, and duplicates of what was withdrawn. Gives the ids of those that came before one another.
pub fn check<'i>(
    incidents: &'i [Arc<Incident>],
    by_id: &BTreeMap<&str, &'i Incident>,
    problems: &mut Diagnostics,
) -> BTreeSet<&'i Id> {
    let mut in_circles = BTreeSet::new();
    for way in &WAYS {
        way.check(incidents, by_id, &mut in_circles, problems);
    }
    for incident in incidents.iter().filter(|incident| !incident.is_withdrawn()) {
        problems.extend(duplicate_of_withdrawn(incident, by_id));
    }
    in_circles
}

/// An incident that isn't counted because it is told elsewhere, where it is withdrawn.
fn duplicate_of_withdrawn(incident: &Incident, by_id: &BTreeMap<&str, &Incident>) -> Option<Diagnostic> {
    let mut originals = incident.facts.related.iter().filter(|related| related.relation == Relation::Duplicate);
    let of_withdrawn = |related: &&Related| by_id.get(&*related.id).is_some_and(|other| other.is_withdrawn());
    let related = originals.clone().find(of_withdrawn).filter(|_| originals.all(|related| of_withdrawn(&related)))?;
    let message =
        format!("`{}` is a duplicate of `{}`, which was withdrawn: neither is counted", incident.id, related.id);
    Some(
        Diagnostic::new(Code::DuplicateOfWithdrawn, place(incident, related), message)
            .key_path("related")
            .help("remove the entry if this one is to be shown, or withdraw it too"),
    )
}

fn place(incident: &Incident, related: &Related) -> Place {
    Place::new(incident.original().file, related.span.clone())
}

/// How far the search of an incident has come.
#[derive(Clone, Copy, PartialEq)]
enum Mark {
    /// Its place on the trail.
    Open(usize),
    Done,
}

impl Way {
    fn holds(&self, related: &Related) -> bool {
        self.relations.contains(&related.relation)
    }

    /// Follows the relations from each incident. Linear: each incident is finished once.
    fn check<'i>(
        &self,
        incidents: &'i [Arc<Incident>],
        by_id: &BTreeMap<&str, &'i Incident>,
        in_circles: &mut BTreeSet<&'i Id>,
        problems: &mut Diagnostics,
    ) {
        let mut marks: BTreeMap<&Id, Mark> = BTreeMap::new();
        let begun = incidents.iter().filter(|incident| incident.facts.related.iter().any(|one| self.holds(one)));
        for incident in begun {
            if marks.contains_key(&incident.id) {
                continue;
            }
            let mut trail: Vec<(&'i Incident, usize)> = vec![(incident, 0)];
            marks.insert(&incident.id, Mark::Open(0));
            while let Some((at, next)) = trail.pop() {
                let Some(related) = at.facts.related.iter().filter(|related| self.holds(related)).nth(next) else {
                    marks.insert(&at.id, Mark::Done);
                    continue;
                };
                trail.push((at, next + 1));
                let Some(other) = by_id.get(&*related.id).filter(|other| other.id != at.id) else { continue };
                match marks.get(&other.id) {
                    Some(Mark::Done) => {}
                    Some(Mark::Open(begun)) => {
                        let circle = trail.get(*begun..).unwrap_or_default().iter().map(|(incident, _)| *incident);
                        if self.code == Code::PrecursorCycle {
                            in_circles.extend(circle.clone().map(|incident| &incident.id));
                        }
                        problems.push(self.circle(circle, place(at, related)));
                    }
                    None => {
                        marks.insert(&other.id, Mark::Open(trail.len()));
                        trail.push((other, 0));
                    }
                }
            }
        }
    }

    /// The problem of a circle that is closed at a place: the first of its incidents by name, the others as a number.
    fn circle<'i>(&self, circle: impl ExactSizeIterator<Item = &'i Incident>, at: Place) -> Diagnostic {
        const NAMED: usize = 10;
        let others = circle.len().saturating_sub(NAMED);
        let named: Vec<_> = circle.take(NAMED).map(|one| format!("`{}`", one.id)).collect();
        let others = if others == 0 { String::new() } else { format!(" and {}", count(others, "other")) };
        let message = format!("{}: {}{others}", self.message, named.join(", "));
        Diagnostic::new(self.code, at, message).key_path("related").help(self.help)
    }
}
