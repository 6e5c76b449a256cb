//! Checks that need more than one incident.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::circles;
use super::incident::{Incident, Related};
use super::neighbours::{Patience, around};
use super::places::Places;
use super::renamed::renamed;
use super::words::Relation;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, nearest};
use crate::source::SourceFile;

/// Tells what is wrong between incidents.
pub fn check(incidents: &[Arc<Incident>], files: &[SourceFile], drafts: bool, problems: &mut Diagnostics) {
    let by_id: BTreeMap<&str, &Incident> = incidents.iter().map(|incident| (&*incident.id, &**incident)).collect();
    let places = Places::new(files);
    let mut known = Known { by_id: &by_id, renamed: renamed(incidents), patience: Patience::default() };
    for incident in incidents {
        for related in &incident.facts.related {
            check_related(incident, related, &mut known, &places, drafts, problems);
        }
    }
    check_aliases(incidents, &by_id, problems);
    let in_circles = circles::check(incidents, &by_id, problems);
    // In a circle one always began later: that was told.
    for incident in incidents.iter().filter(|incident| !in_circles.contains(&incident.id)) {
        let related = incident.facts.related.iter();
        problems.extend(related.filter_map(|related| related_later(incident, related, &by_id, &places)));
    }
}

/// What ids may name.
struct Known<'a> {
    by_id: &'a BTreeMap<&'a str, &'a Incident>,
    /// Old ids, each with the incident that it leads to.
    renamed: BTreeMap<&'a str, &'a Incident>,
    patience: Patience,
}

impl Known<'_> {
    /// The problem of an id that `incident` names as related and no incident has.
    fn unknown(&mut self, incident: &Incident, id: &str, at: Place) -> Diagnostic {
        let problem = |message| Diagnostic::new(Code::UnknownIncident, at, message).key_path("related");
        let message = format!("there is no incident `{id}`");
        if let Some(now) = self.renamed.get(id).map(|now| &*now.id) {
            let problem = problem(format!("{message}: it is `{now}` by now"));
            let is_own = *now == *incident.id;
            return if is_own {
                problem.help("remove this entry")
            } else {
                problem.help(format!("write `{now}`")).fix(now)
            };
        }
        // No incident is meant by itself.
        let others = around(self.by_id, id).filter(|other| **other != *incident.id);
        match nearest(id, self.patience.spend(others)) {
            Some(near) => problem(message).help(format!("did you mean `{near}`?")).guess(near),
            None => problem(message).help("write the id of an incident: its file's name without language and `.md`"),
        }
    }
}

fn place(incident: &Incident, related: &Related) -> Place {
    Place::new(incident.original().file, related.span.clone())
}

fn check_related(
    incident: &Incident,
    related: &Related,
    known: &mut Known<'_>,
    places: &Places<'_>,
    drafts: bool,
    problems: &mut Diagnostics,
) {
    let at = place(incident, related);
    let Some(other) = known.by_id.get(&*related.id) else {
        problems.push(known.unknown(incident, &related.id, at));
        return;
    };
    if other.id == incident.id {
        let message = format!("the incident `{}` is related to itself", incident.id);
        problems.push(Diagnostic::new(Code::SelfReference, at, message).key_path("related").help("remove this entry"));
    } else if other.facts.draft && !incident.facts.draft && !drafts {
        problems.push(
            Diagnostic::new(Code::RelatedDraft, at, format!("the related incident `{}` is a draft", related.id))
                .key_path("related")
                .label(places.of(other, "draft", 0), "it is marked as a draft here")
                .help("publish the other incident, or remove this entry until it is"),
        );
    }
}

/// The problem of an incident that is told to have come before, if it began later.
fn related_later(
    incident: &Incident,
    related: &Related,
    by_id: &BTreeMap<&str, &Incident>,
    places: &Places<'_>,
) -> Option<Diagnostic> {
    let came_before = matches!(related.relation, Relation::Precursor | Relation::Follows);
    let other = by_id.get(&*related.id).filter(|other| came_before && incident.start.certainly_before(&other.start))?;
    let (here, there, relation) = (&incident.id, &other.id, related.relation.key());
    let message = format!("`{there}` began after this incident, and `{relation}` is what came before");
    let problem = Diagnostic::new(Code::RelatedLater, place(incident, related), message)
        .key_path("related")
        .label(places.of(other, "date", 0), "it began here");
    Some(problem.help(format!(
        "correct one of the two dates, or name this incident in the other instead: `{{ id: {here}, as: {relation} }}`"
    )))
}

fn check_aliases(incidents: &[Arc<Incident>], by_id: &BTreeMap<&str, &Incident>, problems: &mut Diagnostics) {
    let mut owners: BTreeMap<&str, (Place, &Incident)> = BTreeMap::new();
    for incident in incidents {
        let file = incident.original().file;
        for (alias, span) in &incident.facts.aliases {
            let at = Place::new(file, span.clone());
            let of_id = by_id.get(&**alias).map(|other| {
                let again = format!("if `annals rename {alias} {}` was cut short, run it again", incident.id);
                (Place::start_of(other.original().file), *other, "an incident has this id", again)
            });
            let of_alias = || {
                let (place, other) = owners.get(&**alias)?;
                let again = "if an `annals rename` was cut short, run it again".to_owned();
                Some((place.clone(), *other, "it is an alias here already", again))
            };
            if let Some((place, other, text, again)) = of_id.or_else(of_alias) {
                let remove = "remove the alias, or rename the other incident";
                // A renaming makes the new files before it removes the old ones.
                let help =
                    if are_alike(incident, other) { format!("{again}; else {remove}") } else { remove.to_owned() };
                problems.push(
                    Diagnostic::new(Code::DuplicateId, at.clone(), format!("the alias `{alias}` is taken"))
                        .key_path("aliases")
                        .label(place, text)
                        .help(help),
                );
            }
            owners.entry(alias).or_insert((at, incident));
        }
    }
}

/// Whether two incidents look like one told under two ids.
fn are_alike(one: &Incident, other: &Incident) -> bool {
    one.id != other.id && one.start == other.start && one.original().title == other.original().title
}
