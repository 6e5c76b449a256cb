//! Checks that need more than one incident.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::circles;
use super::incident::{Incident, Related};
use super::neighbours::{Patience, around};
use super::places::Places;
use super::words::Relation;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, nearest};
use crate::source::SourceFile;

/// Tells what is wrong between incidents.
pub fn check(incidents: &[Arc<Incident>], files: &[SourceFile], drafts: bool, problems: &mut Diagnostics) {
    let by_id: BTreeMap<&str, &Incident> = incidents.iter().map(|incident| (&*incident.id, &**incident)).collect();
    let aliases = incidents.iter().flat_map(|one| one.facts.aliases.iter().map(|(alias, _)| (&**alias, &*one.id)));
    let aliases: BTreeMap<&str, &str> = aliases.collect();
    let places = Places::new(files);
    let mut known = Known { by_id: &by_id, aliases, patience: Patience::default() };
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
    /// Other ids, each with the one that it leads to.
    aliases: BTreeMap<&'a str, &'a str>,
    patience: Patience,
}

impl<'a> Known<'a> {
    /// The id that was likely meant.
    fn near(&mut self, id: &str) -> Option<&'a str> {
        let near = || nearest(id, self.patience.spend(around(self.by_id, id)));
        self.aliases.get(id).copied().or_else(near)
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
        let problem = Diagnostic::new(Code::UnknownIncident, at, format!("there is no incident `{}`", related.id))
            .key_path("related");
        problems.push(match known.near(&related.id) {
            Some(near) => problem.help(format!("did you mean `{near}`?")).guess(near),
            None => problem.help("write the id of an incident: its file's name without language and `.md`"),
        });
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
