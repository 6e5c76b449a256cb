//! What the front matter of each kind of file may hold.

mod affected;
mod evidence;
mod things;
mod write_up;

pub use affected::{AFFECTED_REGION, AFFECTED_SERVICE, CAUSE_GIVEN, CLAIMED_CAUSE, JUSTIFICATION, RELATED};
pub use evidence::{AMENDMENT, AMOUNTS, CLAIM, CLAIMED_FIGURE, FIGURE, REPORT, SHARES, SOURCE};
pub use things::{CAUSE, PAGE, REGION, SERVICE};
pub use write_up::{INCIDENT, UPDATE};

use crate::parse::shape::Takes;

/// The most items lists may have, of each kind.
pub mod most {
    /// Services of an incident.
    pub const SERVICES: usize = 200;
    /// Regions of an incident, or of a region.
    pub const REGIONS: usize = 400;
    /// Causes of an incident.
    pub const CAUSES: usize = 50;
    /// Incidents an incident refers to.
    pub const RELATED: usize = 200;
    /// Updates of an incident.
    pub const UPDATES: usize = 2_000;
    /// Sources of an update.
    pub const UPDATE_SOURCES: usize = 50;
    /// Sources, claims, figures, reports or amendments of an incident.
    pub const ENTRIES: usize = 500;
    /// Counts over time in a report.
    pub const POINTS: usize = 5_000;
    /// Tags, aliases and names.
    pub const NAMES: usize = 100;
}

const SERVICE_ID: Takes = Takes::name("service");
const SOURCE_ID: Takes = Takes::name("source");
const REGION_CODE: Takes = Takes::name("region");
