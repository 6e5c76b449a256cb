//! Incidents that look like one which was written up twice.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::incident::{Id, Incident};
use super::moment::{Moment, Precision};
use super::names::Names;
use super::places::Places;
use super::prose::words;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::SourceFile;

/// Two incidents that begin no more seconds apart are near.
const NEAR: i64 = 3_600;
/// So many incidents that began before are compared with each: more at once are no accident of two authors.
const NEIGHBOURS: usize = 32;
/// Titles are similar that share so many of ten words.
const TENTHS: usize = 6;

/// Tells incidents of one service that begin at the same time and have similar titles, unless one names the other. Each
/// is compared with those that began just before only.
pub fn check(incidents: &[Arc<Incident>], names: &Names, files: &[SourceFile], problems: &mut Diagnostics) {
    let mut order: Vec<(Span, &Incident)> = incidents.iter().filter_map(|one| Some((span(one)?, &**one))).collect();
    order.sort_by(|(a, one), (b, other)| (a, &one.id).cmp(&(b, &other.id)));
    let places = Places::new(files);
    let mut words = TitleWords { names, of_services: BTreeMap::new() };
    for (at, (span, one)) in order.iter().enumerate() {
        // Told of the later one, and once however many there are.
        let before = order.get(at.saturating_sub(NEIGHBOURS)..at).unwrap_or_default();
        let near = before.iter().rev().filter(|(before, _)| span.0 <= before.1 + NEAR).map(|(_, other)| *other);
        let mut alike = near.filter(|other| {
            shares_service(one, other) && !names_other(one, other) && !is_after(one, other) && !is_after(other, one)
        });
        if let Some(other) = alike.find(|other| words.are_similar(one, other)) {
            problems.push(similar(other, one, &places));
        }
    }
}

/// The first and last second at which an incident may have begun.
type Span = (i64, i64);

/// Nothing for incidents that can't be compared: begun on a day nobody knows, withdrawn, or told to be duplicates.
fn span(incident: &Incident) -> Option<Span> {
    let is_compared =
        incident.start.precision() >= Precision::Day && !incident.is_withdrawn() && !incident.is_duplicate();
    let (first, last) = bounds(&incident.start);
    is_compared.then_some((first, last))
}

/// A day is a day here, in whatever zone: two authors of one incident tell it alike.
fn bounds(start: &Moment) -> Span {
    if start.clock().is_some() {
        return (start.earliest().0, start.latest().0);
    }
    let (first, last) = start.span_in_utc();
    (first.0, last.0)
}

fn shares_service(one: &Incident, other: &Incident) -> bool {
    let services = &other.facts.services;
    one.facts.services.iter().any(|mine| services.iter().any(|theirs| mine.service == theirs.service))
}

/// Whether one surely began when the other was over. Only times tell: days are the same for both authors of an outage.
fn is_after(one: &Incident, other: &Incident) -> bool {
    let Some(end) = other.end.moment() else { return false };
    let is_timed = [end, &one.start].into_iter().all(|moment| moment.clock().is_some());
    let is_exact = [&other.start, end, &one.start].into_iter().all(|moment| !moment.is_approximate());
    // What ends with a minute leaves it to what begins with it, unless it took no time at all.
    let follows = is_exact && other.start.earliest() < end.earliest() && end.earliest() <= one.start.earliest();
    is_timed && (follows || end.certainly_before(&one.start))
}

fn names_other(one: &Incident, other: &Incident) -> bool {
    let names = |one: &Incident, other: &Incident| one.facts.related.iter().any(|related| related.id == other.id);
    names(one, other) || names(other, one)
}

struct TitleWords<'a> {
    names: &'a Names,
    /// The words of services' names, which say nothing of what happened.
    of_services: BTreeMap<Id, BTreeSet<String>>,
}

impl TitleWords<'_> {
    /// Whether titles in one language share most of their words.
    fn are_similar(&mut self, one: &Incident, other: &Incident) -> bool {
        let pairs = one.tellings.iter().filter_map(|mine| Some((&mine.title, &other.telling(mine.language)?.title)));
        let pairs: Vec<_> = pairs.collect();
        pairs.into_iter().any(|(mine, theirs)| {
            let (mine_left, theirs_left) = (self.left(mine, one), self.left(theirs, other));
            let shared = mine_left.intersection(&theirs_left).count();
            mine == theirs || shared > 1 && 10 * shared >= TENTHS * mine_left.union(&theirs_left).count()
        })
    }

    /// The words of a title that are not those of its services.
    fn left(&mut self, title: &str, incident: &Incident) -> BTreeSet<String> {
        let mut left: BTreeSet<String> = words(title).into_iter().collect();
        for service in &incident.facts.services {
            let own = self.of_services.entry(service.service.clone()).or_insert_with(|| {
                let service = self.names.services.get(&service.service);
                service.into_iter().flat_map(super::prose::words_of_names).collect()
            });
            left.retain(|word| !own.contains(word));
        }
        left
    }
}

fn similar(one: &Incident, other: &Incident, places: &Places<'_>) -> Diagnostic {
    let message = format!("this may be the same incident as `{}`: one service, about one time, similar titles", one.id);
    let id = &one.id;
    Diagnostic::new(Code::SimilarIncident, places.of(other, "title", 0), message)
        .key_path("title")
        .label(places.of(one, "title", 0), "the other incident")
        .help(format!("keep one of them, or say how they relate: `related: [{{ id: {id}, as: duplicate }}]` or `as: not-to-be-confused-with`"))
}
