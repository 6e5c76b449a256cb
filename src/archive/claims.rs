//! Claims beside the facts they are about: a claim is there to say otherwise.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::incident::{Cause, Claim, ClaimValue, Figure, Id, Incident};
use super::places::Places;
use super::words::About;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::SourceFile;

/// Tells claims that say what the archive follows anyway.
pub fn check(incidents: &[Arc<Incident>], files: &[SourceFile], problems: &mut Diagnostics) {
    let places = Places::new(files);
    for incident in incidents {
        let claims = incident.facts.claims.iter().enumerate();
        for (number, claim) in claims.filter(|(_, claim)| incident.follows(claim)) {
            let about = claim.about.key();
            let message = format!("the claim about `{about}` says what the archive follows anyway");
            problems.push(
                Diagnostic::new(Code::AgreeingClaim, places.of(incident, "claims", number), message)
                    .key_path(format!("claims[{number}]"))
                    .help("remove the claim, or correct its value: claims hold what a source says otherwise"),
            );
        }
    }
}

impl ClaimValue {
    /// What it is about; an interval is about both its ends.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Interval(..) => "interval",
            Self::Start(_) => About::Date.key(),
            Self::End(_) => About::End.key(),
            Self::Regions(_) => About::Regions.key(),
            Self::Impact(_) => About::Impact.key(),
            Self::Causes(_) => About::Cause.key(),
            Self::Status(_) => About::Status.key(),
            Self::Figures(_) => About::Figures.key(),
        }
    }

    /// The sources named within it.
    pub fn sources(&self) -> Vec<&Id> {
        match self {
            Self::Causes(causes) => causes.iter().filter_map(|cause| cause.source.as_ref()).collect(),
            Self::Figures(figures) => figures.iter().filter_map(|figure| figure.source.as_ref()).collect(),
            _ => Vec::new(),
        }
    }
}

impl Claim {
    /// Its source and those named within its value, each once.
    pub fn sources(&self) -> Vec<&Id> {
        let mut sources: Vec<&Id> = Vec::new();
        for source in self.source.iter().chain(self.value.sources()) {
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        sources
    }
}

impl Incident {
    /// Whether a value is about a fact; an interval is about those of its ends that are given otherwise.
    pub fn is_concerned_by(&self, about: About, value: &ClaimValue) -> bool {
        match (value, about) {
            (ClaimValue::Interval(start, _), About::Date) => *start != self.start,
            (ClaimValue::Interval(_, end), About::End) => *end != self.end,
            (ClaimValue::Interval(..), _) => false,
            _ => value.key() == about.key(),
        }
    }

    /// Whether a claim says nothing but what the facts say. Of an empty list nothing is known: it could not be read.
    pub fn follows(&self, claim: &Claim) -> bool {
        let Self { facts, start, end, status, .. } = self;
        match &claim.value {
            ClaimValue::Start(claimed) => claimed == start,
            ClaimValue::Interval(from, to) => from == start && to == end,
            ClaimValue::End(claimed) => claimed == end,
            ClaimValue::Regions(claimed) => {
                let followed: BTreeSet<&Id> = facts.regions.iter().map(|affected| &affected.region).collect();
                !claimed.is_empty() && claimed.iter().collect::<BTreeSet<_>>() == followed
            }
            ClaimValue::Impact(claimed) => *claimed == facts.impact(),
            ClaimValue::Causes(claimed) => {
                !claimed.is_empty()
                    && claimed.len() == facts.causes.len()
                    && claimed.iter().all(|cause| facts.causes.iter().any(|followed| is_said_by(cause, followed)))
            }
            ClaimValue::Status(claimed) => claimed == status,
            ClaimValue::Figures(claimed) => {
                !claimed.is_empty()
                    && claimed
                        .iter()
                        .all(|figure| facts.figures.iter().any(|followed| is_same_number(figure, followed)))
            }
        }
    }
}

/// Whether a cause that is claimed is the one that is followed, and no less or more certain as far as it says.
fn is_said_by(claimed: &Cause, followed: &Cause) -> bool {
    claimed.kind == followed.kind && (claimed.certainty.is_none() || claimed.certainty == followed.certainty)
}

fn is_same_number(claimed: &Figure, followed: &Figure) -> bool {
    (&claimed.what, claimed.amount, &claimed.unit) == (&followed.what, followed.amount, &followed.unit)
        && (claimed.at.is_none() || claimed.at == followed.at)
}
