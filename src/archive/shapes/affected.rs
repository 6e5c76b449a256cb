//! What an incident concerned, why it happened, and what it has to do with others.

use super::{REGION_CODE, SERVICE_ID, SOURCE_ID, most};
use crate::archive::words::{CAUSES, Certainty, Impact, Relation};
use crate::parse::shape::{Key, Shape, Takes};

/// A kind of cause: one that every archive knows, or one declared.
pub(super) const CAUSE_KIND: Takes = Takes::Name { of: "cause", known: kinds_of_cause };

fn kinds_of_cause() -> Vec<&'static str> {
    CAUSES.iter().map(|(kind, _)| *kind).collect()
}

/// A service with what is particular to it.
pub static AFFECTED_SERVICE: Shape = Shape {
    name: "affected-service",
    doc: "A service, with what was different for it.",
    keys: &[
        Key::new("id", SERVICE_ID, "The service: the name of its file.").required(),
        Key::new("impact", Takes::Words(Impact::OFFERED), "How grave it was for this service."),
        Key::new("date", Takes::Moment, "When it began for this service."),
        Key::new("end", Takes::End, "When it ended for this service."),
        Key::new("regions", Takes::list(&REGION_CODE, most::REGIONS), "Where this service was concerned."),
    ],
    rules: &[],
};

/// A region with what is particular to it.
pub static AFFECTED_REGION: Shape = Shape {
    name: "affected-region",
    doc: "A region, with what was different there.",
    keys: &[
        Key::new("region", REGION_CODE, "The region.").required(),
        Key::new("impact", Takes::Words(Impact::OFFERED), "How grave it was there."),
        Key::new("date", Takes::Moment, "When it began there."),
        Key::new("end", Takes::End, "When it ended there."),
        Key::new("source", SOURCE_ID, "The source that says so."),
    ],
    rules: &[],
};

const KIND: Key = Key::new("kind", CAUSE_KIND, "What kind of cause.").in_original();
const CERTAINTY: Key = Key::new("certainty", Takes::Words(Certainty::OFFERED), "How sure it is.");
const CAUSE_BY: Key = Key::new("by", Takes::Text, "Who says so.");
const CAUSE_SOURCE: Key = Key::new("source", SOURCE_ID, "The source that says so.");

/// A cause as a claim tells it: what more there is to say stands in the claim's note.
pub static CLAIMED_CAUSE: Shape = Shape {
    name: "claimed-cause",
    doc: "A cause that a source tells, with how sure it is.",
    keys: &[KIND, CERTAINTY, CAUSE_BY, CAUSE_SOURCE],
    rules: &[],
};

/// A cause with who says so.
pub static CAUSE_GIVEN: Shape = Shape {
    name: "given-cause",
    doc: "A cause, with how sure it is and who says so.",
    keys: &[
        KIND,
        CERTAINTY,
        CAUSE_BY,
        CAUSE_SOURCE,
        Key::new("summary", Takes::Prose, "The cause in a sentence."),
        Key::new(
            "justification",
            Takes::ShortOr(&Takes::Prose, &JUSTIFICATION),
            "What was stated as the reason; may stand at the top level instead.",
        ),
    ],
    rules: &[],
};

/// What was stated as the reason.
pub static JUSTIFICATION: Shape = Shape {
    name: "justification",
    doc: "What was stated as the reason.",
    keys: &[
        Key::new("by", Takes::Text, "Who stated it."),
        Key::new("text", Takes::Prose, "What was stated.").in_original(),
        Key::new("source", SOURCE_ID, "The source that says so."),
    ],
    rules: &[],
};

/// Another incident.
pub static RELATED: Shape = Shape {
    name: "related-incident",
    doc: "Another incident, and what it has to do with this one.",
    keys: &[
        Key::new("id", Takes::Id, "The other incident.").required(),
        Key::new("as", Takes::Words(Relation::OFFERED), "What the other is to this one; without it, `see-also`."),
    ],
    rules: &[],
};
