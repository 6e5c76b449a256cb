//! Takes: the archive.
//! Gives: timelines and statistics, relations in both directions, lists by service, region, cause, duration, tag and year.
//! Promises: an unknown duration is never a number; order is total; each fact is looked at once, not once a page.
//! Never: knows a language or an address.

mod breakdown;
mod curve;
mod gaps;
mod going_on;
mod lasting;
mod lists;
mod statistics;
mod tally;
mod timeline;
mod unknowns;
mod years;

pub use breakdown::{Breakdown, Breakdowns, Numbers};
pub use curve::{Curve, Stem};
pub use gaps::{Gap, GapClass, Gaps};
pub use going_on::GoingOn;
pub use lasting::{DurationClass, Lasting};
pub use lists::{IncidentNumber, Lists, Related, YearMonth};
pub use statistics::{Bounded, Lengths, Occurrence, Seconds, Statistics};
pub use tally::{Tallies, Tally, tallies};
pub use timeline::{Bar, BarEnd, Lane, Timeline, timeline};
pub use unknowns::{Unknown, unknowns};
pub use years::{YearStep, axis};

use crate::archive::{Archive, Instant, Moment, Precision};

/// What follows from an archive as a whole.
#[derive(Debug)]
pub struct Insights {
    /// Incidents by what they concern.
    pub lists: Lists,
    /// The latest moment the archive tells of: where axes end, since output never depends on today.
    pub latest: Option<Instant>,
}

impl Insights {
    /// Derives everything that is made once.
    pub fn new(archive: &Archive) -> Self {
        let (lists, latest) = rayon::join(|| Lists::new(archive), || latest(archive));
        Self { lists, latest }
    }
}

/// The last that is told to have happened: not what is only announced, nor what was withdrawn, nor the end of a year
/// of which nothing but the year is known.
fn latest(archive: &Archive) -> Option<Instant> {
    let told = archive.incidents.iter().filter(|incident| !incident.is_withdrawn());
    let moments = told.flat_map(|incident| {
        let updates = incident.facts.updates.iter().map(|update| update.at);
        let start = Some(incident.start).filter(|_| !incident.is_announced());
        let end = incident.end.moment().copied().filter(|_| !incident.is_end_planned());
        updates.chain(start).chain(end)
    });
    let last = |moment: Moment| {
        let (first, last) = moment.span_in_utc();
        if moment.precision() < Precision::Day { first } else { last }
    };
    moments.map(last).max()
}
