//! What is not known of an incident, and why: told wherever its facts are exported.

use crate::archive::{End, Impact, Incident, Status};

/// Something that is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// The fact: `end`, `duration`, `impact`, `status`, `cause` or `regions`.
    pub fact: &'static str,
    /// Why: `not-stated` (the write-up is silent), `not-known` (the write-up says so), `ongoing` (it is not over, as
    /// far as the archive tells), `planned` (it is not over, and its end is a plan), `imprecise` (known between bounds
    /// only).
    pub why: &'static str,
}

/// Everything that is not known of `incident`, in a fixed order.
pub fn unknowns(incident: &Incident) -> Vec<Unknown> {
    let facts = &incident.facts;
    let end = match incident.end {
        _ if incident.is_end_planned() => Some("planned"),
        End::Moment(_) => None,
        End::Unknown => Some("not-known"),
        End::Ongoing => Some("ongoing"),
    };
    let is_doubted = incident.course().is_doubted();
    let imprecise = || incident.duration().filter(|range| range.exact().is_none() || is_doubted).map(|_| "imprecise");
    let impact = match facts.impact {
        None => Some("not-stated"),
        Some(Impact::Unknown) => Some("not-known"),
        Some(_) => None,
    };
    let status = (incident.status == Status::Unknown).then_some("not-stated");
    let silent = if facts.causes.is_empty() { "not-stated" } else { "not-known" };
    let cause = (!facts.is_cause_known()).then_some(silent);
    let nowhere = facts.regions.is_empty() && facts.services.iter().all(|service| service.regions.is_empty());
    let found = [
        ("end", end),
        ("duration", end.or_else(imprecise)),
        ("impact", impact),
        ("status", status),
        ("cause", cause),
        ("regions", nowhere.then_some("not-stated")),
    ];
    found.into_iter().filter_map(|(fact, why)| why.map(|why| Unknown { fact, why })).collect()
}
