//! Incidents by service, region, cause, tag, year and month, and by relation.

use std::collections::{BTreeMap, BTreeSet};

use super::lasting::DurationClass;
use crate::archive::{Archive, Family, Id, Incident, Moment, Relation, UNKNOWN_CAUSE};

/// An incident by its place in the archive's list (newest first).
pub type IncidentNumber = u32;

/// A year, or a month (1 to 12) of it.
pub type YearMonth = (i32, Option<u32>);

/// Incidents by what they concern; every list is newest first. Duplicates and withdrawn ones are in none of them.
#[derive(Debug, Default)]
pub struct Lists {
    /// Every incident that counts.
    pub all: Vec<IncidentNumber>,
    /// By service.
    pub services: BTreeMap<Id, Vec<IncidentNumber>>,
    /// By region, each also under the regions it lies within.
    pub regions: BTreeMap<Id, Vec<IncidentNumber>>,
    /// The regions that incidents name themselves; the other listed ones hold some of these.
    pub named_regions: BTreeSet<Id>,
    /// Those that name no region.
    pub nowhere: Vec<IncidentNumber>,
    /// By cause.
    pub causes: BTreeMap<Id, Vec<IncidentNumber>>,
    /// The causes of each family, those of most incidents first.
    pub families: BTreeMap<Family, Vec<Id>>,
    /// Those of which nobody has stated a cause; under the unknown cause stand also those of which somebody has.
    pub unexplained: Vec<IncidentNumber>,
    /// By tag.
    pub tags: BTreeMap<Id, Vec<IncidentNumber>>,
    /// By how long they lasted.
    pub durations: BTreeMap<DurationClass, Vec<IncidentNumber>>,
    /// When each incident of the archive began, in UTC, the month where it is sure: many pages ask for it, in no order.
    began: Vec<YearMonth>,
    /// By year (month `None`), as written, and by month, where the beginning can lie in no other.
    pub periods: BTreeMap<YearMonth, Vec<IncidentNumber>>,
    /// By year, those of which the month isn't sure: they stand under no month.
    pub without_month: BTreeMap<i32, Vec<IncidentNumber>>,
    /// Those that go on.
    pub ongoing: Vec<IncidentNumber>,
    /// For each incident of the archive, those related to it.
    pub related: Vec<Vec<Related>>,
    /// The regions that directly hold each region that is listed.
    pub parents: BTreeMap<Id, BTreeSet<Id>>,
    /// The listed regions directly within each that has such.
    pub parts: BTreeMap<Id, BTreeSet<Id>>,
}

/// One incident as related to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Related {
    /// How.
    pub relation: Relation,
    /// Whether the other one names this one.
    pub inverse: bool,
    /// The other one.
    pub incident: IncidentNumber,
}

impl Lists {
    /// Goes through the archive once.
    pub fn new(archive: &Archive) -> Self {
        let (related, lists) = rayon::join(|| related(archive), || Self::by_what_they_concern(archive));
        Self { related, ..lists }
    }

    fn by_what_they_concern(archive: &Archive) -> Self {
        let mut lists = Self::default();
        let mut regions = Regions { archive, named: BTreeMap::new(), places: BTreeMap::new(), lists: Vec::new() };
        let began = |start: &Moment| (start.in_utc().year(), start.sure_month());
        lists.began = archive.incidents.iter().map(|incident| began(&incident.start)).collect();
        for (number, incident) in (0..).zip(&archive.incidents) {
            if !incident.is_duplicate() && !incident.is_withdrawn() {
                lists.add(number, incident, &mut regions);
            }
        }
        let Regions { named, places, lists: mut of_regions, .. } = regions;
        let list = |(region, place): (Id, usize)| Some((region, std::mem::take(of_regions.get_mut(place)?)));
        lists.regions = places.into_iter().filter_map(list).collect();
        for region in lists.regions.keys() {
            let parents = archive.names.parents(region);
            for parent in &parents {
                lists.parts.entry(parent.clone()).or_default().insert(region.clone());
            }
            lists.parents.insert(region.clone(), parents);
        }
        lists.named_regions = named.into_keys().collect();
        lists.families = lists.by_family(archive);
        lists
    }

    fn by_family(&self, archive: &Archive) -> BTreeMap<Family, Vec<Id>> {
        let mut causes: Vec<(&Id, usize)> = self.causes.iter().map(|(cause, list)| (cause, list.len())).collect();
        causes.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let mut families: BTreeMap<Family, Vec<Id>> = BTreeMap::new();
        for (cause, _) in causes {
            if let Some(family) = archive.names.family(cause) {
                families.entry(family).or_default().push(cause.clone());
            }
        }
        families
    }

    /// When an incident began.
    pub fn began(&self, number: IncidentNumber) -> YearMonth {
        self.began.get(number as usize).copied().unwrap_or_default()
    }

    /// What began in a month of a year; without one, what is known to have begun in that year and no more.
    pub fn of_month(&self, year: i32, month: Option<u32>) -> &[IncidentNumber] {
        let list = match month {
            Some(_) => self.periods.get(&(year, month)),
            None => self.without_month.get(&year),
        };
        list.map_or(&[], Vec::as_slice)
    }

    /// How many of `numbers`, a list in the order of the archive, began in each year. Incidents stand in the order
    /// of their beginning, so the end of each year is looked up, not each incident.
    pub fn count_by_year(&self, numbers: &[IncidentNumber]) -> BTreeMap<i32, usize> {
        let mut counts = Vec::new();
        let mut rest = numbers;
        while let Some((newest, _)) = rest.split_first() {
            let (year, _) = self.began(*newest);
            let count = rest.partition_point(|number| self.began(*number).0 >= year);
            counts.push((year, count));
            rest = rest.get(count..).unwrap_or_default();
        }
        counts.into_iter().rev().collect()
    }

    fn add(&mut self, number: IncidentNumber, incident: &Incident, regions: &mut Regions<'_>) {
        let facts = &incident.facts;
        self.all.push(number);
        if incident.goes_on_as_a_whole() {
            self.ongoing.push(number);
        }
        let (year, month) = self.began(number);
        self.periods.entry((year, None)).or_default().push(number);
        match month {
            Some(_) => self.periods.entry((year, month)).or_default().push(number),
            None => self.without_month.entry(year).or_default().push(number),
        }
        for affected in &facts.services {
            self.services.entry(affected.service.clone()).or_default().push(number);
        }
        let named = facts.regions.iter().map(|affected| &affected.region);
        if !regions.add(number, named.chain(facts.services.iter().flat_map(|service| &service.regions))) {
            self.nowhere.push(number);
        }
        if !facts.is_cause_known() {
            self.unexplained.push(number);
        }
        for cause in cause_kinds(incident) {
            self.causes.entry(cause).or_default().push(number);
        }
        self.durations.entry(DurationClass::of(incident)).or_default().push(number);
        for tag in &facts.tags {
            self.tags.entry(tag.clone()).or_default().push(number);
        }
    }
}

/// Lists by region while they are made; regions go by numbers, since most incidents name several and each lies within
/// others.
struct Regions<'a> {
    archive: &'a Archive,
    /// The numbers of each region that is named and of those it lies within.
    named: BTreeMap<Id, Vec<usize>>,
    /// The number of each region.
    places: BTreeMap<Id, usize>,
    /// By number.
    lists: Vec<Vec<IncidentNumber>>,
}

impl Regions<'_> {
    /// Adds an incident to the lists of the regions it names and of all they lie within; `false` if it names none.
    fn add<'i>(&mut self, incident: IncidentNumber, named: impl Iterator<Item = &'i Id>) -> bool {
        let mut places: Vec<usize> = Vec::new();
        for region in named {
            if let Some(known) = self.named.get(region) {
                places.extend(known);
            } else {
                let holders = self.archive.names.ancestors(region);
                let known: Vec<usize> = holders.into_iter().chain([region.clone()]).map(|id| self.place(id)).collect();
                places.extend(&known);
                self.named.insert(region.clone(), known);
            }
        }
        places.sort_unstable();
        places.dedup();
        for place in &places {
            self.lists.get_mut(*place).expect("each place has a list").push(incident);
        }
        !places.is_empty()
    }

    fn place(&mut self, region: Id) -> usize {
        *self.places.entry(region).or_insert_with(|| {
            self.lists.push(Vec::new());
            self.lists.len() - 1
        })
    }
}

/// The kinds of cause of an incident, each once; `unknown` where none is given.
fn cause_kinds(incident: &Incident) -> BTreeSet<Id> {
    if incident.facts.causes.is_empty() {
        return BTreeSet::from([Id::from(UNKNOWN_CAUSE)]);
    }
    incident.facts.causes.iter().map(|cause| cause.kind.clone()).collect()
}

/// Relations of both directions, by relation and then newest first.
fn related(archive: &Archive) -> Vec<Vec<Related>> {
    let numbers: BTreeMap<&str, IncidentNumber> =
        archive.incidents.iter().map(|incident| &*incident.id).zip(0..).collect();
    let mut all: Vec<Vec<Related>> = vec![Vec::new(); archive.incidents.len()];
    for (number, incident) in (0..).zip(&archive.incidents) {
        for named in &incident.facts.related {
            let Some(other) = numbers.get(&*named.id).copied() else { continue };
            add_related(&mut all, number, Related { relation: named.relation, inverse: false, incident: other });
            // What a withdrawn write-up said is said no more.
            if !incident.is_withdrawn() {
                add_related(&mut all, other, Related { relation: named.relation, inverse: true, incident: number });
            }
        }
    }
    for related in &mut all {
        related.sort();
        related.dedup_by(|a, b| a.incident == b.incident && a.relation == b.relation && is_symmetric(a.relation));
    }
    all
}

fn add_related(all: &mut [Vec<Related>], of: IncidentNumber, related: Related) {
    if let Some(list) = all.get_mut(of as usize) {
        let inverse = related.inverse && !is_symmetric(related.relation);
        list.push(Related { inverse, ..related });
    }
}

/// Whether a relation reads the same from both sides.
const fn is_symmetric(relation: Relation) -> bool {
    matches!(relation, Relation::SameCause | Relation::SeeAlso | Relation::NotToBeConfusedWith)
}
