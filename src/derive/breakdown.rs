//! Incidents in numbers, and broken down by month, cause and region: all of them, and those of each service.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::lists::{IncidentNumber, Lists, YearMonth};
use super::statistics::{Occurrence, Statistics};
use super::tally::{Tallies, Tally, tallies};
use crate::archive::{Archive, Id, UNKNOWN_CAUSE};

/// How many, how long, how far apart.
#[derive(Debug, Default)]
pub struct Numbers {
    /// Of all incidents.
    pub whole: Statistics,
    /// Of those of each service that has some.
    pub services: BTreeMap<Id, Statistics>,
}

impl Numbers {
    /// Goes through the list of all, and through that of each service.
    pub fn new(archive: &Archive, lists: &Lists) -> Self {
        let of_service = |(id, list): (&Id, &Vec<IncidentNumber>)| (id.clone(), statistics(archive, list));
        Self { whole: statistics(archive, &lists.all), services: lists.services.iter().map(of_service).collect() }
    }
}

/// What a list of incidents has in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Breakdown {
    /// How many there are.
    pub incidents: usize,
    /// By year (month `None`) and by month, oldest first.
    pub periods: Vec<(YearMonth, Tally)>,
    /// By cause, most first; those whose cause isn't known last. An incident may stand under several.
    pub causes: Vec<(Id, Tally)>,
    /// Those of which nobody has stated a cause.
    pub unexplained: usize,
    /// By region that incidents name, with what happened within it, most first. An incident may stand under several.
    pub regions: Vec<(Id, Tally)>,
    /// Those that name no region.
    pub nowhere: Tally,
}

/// The breakdowns of an archive.
#[derive(Debug, Default)]
pub struct Breakdowns {
    /// Of all incidents.
    pub whole: Breakdown,
    /// Of those of each service that has some.
    pub services: BTreeMap<Id, Breakdown>,
}

impl Breakdowns {
    /// Goes through each list once.
    pub fn new(lists: &Lists) -> Self {
        let named = || lists.regions.iter().filter(|(region, _)| lists.named_regions.contains(*region));
        let mut periods = tallies(&lists.services, slices(&lists.periods));
        let mut causes = tallies(&lists.services, slices(&lists.causes));
        let mut regions = tallies(&lists.services, named().map(|(region, list)| (region, list.as_slice())));
        let mut unexplained = tallies(&lists.services, [(&(), lists.unexplained.as_slice())]);
        let mut nowhere = tallies(&lists.services, [(&(), lists.nowhere.as_slice())]);
        let of_service = |(id, list): (&Id, &Vec<IncidentNumber>)| {
            let breakdown = Breakdown {
                incidents: list.len(),
                periods: taken(&mut periods, id),
                causes: by_count(taken(&mut causes, id)),
                unexplained: taken(&mut unexplained, id).first().map_or(0, |((), tally)| tally.count),
                regions: by_count(taken(&mut regions, id)),
                nowhere: taken(&mut nowhere, id).first().map_or_else(Tally::default, |((), tally)| *tally),
            };
            (id.clone(), breakdown)
        };
        let services = lists.services.iter().map(of_service).collect();
        let whole = Breakdown {
            incidents: lists.all.len(),
            periods: lists.periods.iter().map(|(period, list)| (*period, Tally::of(list))).collect(),
            causes: by_count(lists.causes.iter().map(|(cause, list)| (cause.clone(), Tally::of(list))).collect()),
            unexplained: lists.unexplained.len(),
            regions: by_count(named().map(|(region, list)| (region.clone(), Tally::of(list))).collect()),
            nowhere: Tally::of(&lists.nowhere),
        };
        Self { whole, services }
    }

    /// The services, those with most incidents first.
    pub fn services_by_count(&self) -> Vec<(&Id, &Breakdown)> {
        let mut services: Vec<(&Id, &Breakdown)> = self.services.iter().collect();
        services.sort_by_key(|(_, breakdown)| Reverse(breakdown.incidents));
        services
    }
}

fn slices<K>(lists: &BTreeMap<K, Vec<IncidentNumber>>) -> impl Iterator<Item = (&K, &[IncidentNumber])> {
    lists.iter().map(|(key, list)| (key, list.as_slice()))
}

fn taken<B>(tallies: &mut Tallies<Id, B>, id: &Id) -> Vec<(B, Tally)> {
    tallies.remove(id).unwrap_or_default()
}

fn statistics(archive: &Archive, list: &[IncidentNumber]) -> Statistics {
    let occurrence = |number: &IncidentNumber| {
        archive.incidents.get(*number as usize).map(|incident| Occurrence::new(*number, incident))
    };
    Statistics::new(list.iter().filter_map(occurrence))
}

/// Most first, of equals in the order of their keys; what isn't known is no rival of what is.
fn by_count(mut tallies: Vec<(Id, Tally)>) -> Vec<(Id, Tally)> {
    tallies.sort_by_key(|(id, tally)| (**id == *UNKNOWN_CAUSE, Reverse(tally.count)));
    tallies
}
