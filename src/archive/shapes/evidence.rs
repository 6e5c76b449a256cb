//! What is said and by whom.

use super::{REGION_CODE, SOURCE_ID, affected, most};
use crate::archive::words::{About, Impact, ReportKind, Role, Status};
use crate::parse::shape::{Key, Need, Rule, Shape, Takes};

/// A source.
pub static SOURCE: Shape = Shape {
    name: "source",
    doc: "Where something is known from: a title, an address or both.",
    keys: &[
        Key::new("id", Takes::Id, "What the write-up calls it; without it `source-1`, `source-2`, by its place."),
        Key::new("title", Takes::Text, "Its title."),
        Key::new("url", Takes::Url, "Its address."),
        Key::new("archived", Takes::Url, "The address of a copy in an archive."),
        Key::new("publisher", Takes::Text, "Who published it."),
        Key::new("author", Takes::Text, "Who wrote it."),
        Key::new("date", Takes::Moment, "When it was published."),
        Key::new("accessed", Takes::Moment, "When you read it."),
        Key::new("lang", Takes::Language, "The language it is in."),
        Key::new("role", Takes::Words(Role::OFFERED), "What kind of source it is."),
        Key::new("note", Takes::Prose, "What a reader should know about it."),
    ],
    rules: &[Rule::AnyOf { keys: &["title", "url"], in_translations: false }],
};

/// A claim.
pub static CLAIM: Shape = Shape {
    name: "claim",
    doc: "What a source says otherwise than the archive follows.",
    keys: &[
        Key::new("about", Takes::Words(About::OFFERED), "The fact it is about.").in_original(),
        Key::new(
            "value",
            Takes::By { key: "about", cases: CLAIMED },
            "What the source says, written as that fact is: regions by their codes alone, causes and figures without texts, \
             which stand in `note`.",
        )
        .in_original(),
        Key::new("source", SOURCE_ID, "The source that says so."),
        Key::new("note", Takes::Prose, "What a reader should know about it."),
    ],
    rules: &[Rule::Needs("about", "value"), Rule::Needs("value", "about")],
};

/// A claim's value is written as the fact it is about, and says something of it.
static CLAIMED: &[(&str, Takes)] = &written_as_facts(1);

/// What stood there before a correction may have been nothing.
static CORRECTED: &[(&str, Takes)] = &written_as_facts(0);

/// How the facts are written that sources disagree about; lists with at least so many.
const fn written_as_facts(least: usize) -> [(&'static str, Takes); 7] {
    static CAUSE: Takes = Takes::ShortOr(&affected::CAUSE_KIND, &affected::CLAIMED_CAUSE);
    static FIGURE: Takes = Takes::Mapping(&CLAIMED_FIGURE);
    [
        ("date", Takes::When),
        ("end", Takes::End),
        ("regions", Takes::List { of: &REGION_CODE, least, most: most::REGIONS }),
        ("impact", Takes::Words(Impact::OFFERED)),
        ("cause", Takes::List { of: &CAUSE, least, most: most::CAUSES }),
        ("status", Takes::Words(Status::OFFERED)),
        ("figures", Takes::List { of: &FIGURE, least, most: most::ENTRIES }),
    ]
}

/// The keys of a figure; its note, which a claim has of its own, is the last.
const FIGURE_KEYS: &[Key] = &[
    Key::new("what", Takes::name("figure"), "What is counted: a word of `[vocabulary]` in site.toml.").in_original(),
    Key::new("value", Takes::Number, "Exactly so many."),
    Key::new("at-least", Takes::Number, "No fewer."),
    Key::new("at-most", Takes::Number, "No more."),
    Key::new("between", Takes::Pair(&Takes::Number, &Takes::Number), "The fewest and the most, as `[8000, 9000]`."),
    Key::new("unit", Takes::Text, "The unit, where it isn't a count."),
    Key::new("at", Takes::Moment, "When that was so."),
    Key::new("source", SOURCE_ID, "The source that says so."),
    Key::new("note", Takes::Prose, "What a reader should know about it."),
];

const FIGURE_RULES: &[Rule] = &[
    Rule::AnyOf { keys: AMOUNTS, in_translations: false },
    Rule::OneOf(AMOUNTS),
    Rule::Needs("value", "what"),
    Rule::Needs("at-least", "what"),
    Rule::Needs("at-most", "what"),
    Rule::Needs("between", "what"),
];

/// A figure.
pub static FIGURE: Shape =
    Shape { name: "figure", doc: "A number or a range, with who said so.", keys: FIGURE_KEYS, rules: FIGURE_RULES };

/// A figure as a claim tells it: what more there is to say stands in the claim's note.
pub static CLAIMED_FIGURE: Shape = Shape {
    name: "claimed-figure",
    doc: "A number or a range that a source tells.",
    keys: FIGURE_KEYS.split_at(FIGURE_KEYS.len() - 1).0,
    rules: FIGURE_RULES,
};

/// The keys that hold the number of a figure.
pub const AMOUNTS: &[&str] = &["value", "at-least", "at-most", "between"];

/// Crowd reports.
pub static REPORT: Shape = Shape {
    name: "report",
    doc: "What users reported of themselves: shares by kind, or counts over time.",
    keys: &[
        Key::new("source", SOURCE_ID, "Who collected them."),
        Key::new("at", Takes::Moment, "When that was so."),
        Key::new("region", REGION_CODE, "Where they came from."),
        Key::new("shares", Takes::Mapping(&SHARES), "Per cent of the reports, by kind."),
        Key::new(
            "points",
            Takes::List { of: &Takes::Pair(&Takes::Moment, &Takes::Number), least: 1, most: most::POINTS },
            "Counts over time, as `[[2024-10-03T10:30Z, 120]]`.",
        ),
    ],
    rules: &[Rule::AnyOf { keys: &["shares", "points"], in_translations: true }, Rule::OneOf(&["shares", "points"])],
};

/// Shares of reports by kind.
pub static SHARES: Shape = Shape {
    name: "shares",
    doc: "Per cent of users' reports, by kind.",
    keys: &SHARES_BY_KIND,
    rules: &[Rule::AnyOf { keys: &REPORT_KINDS, in_translations: true }],
};

const REPORT_KINDS: [&str; ReportKind::OFFERED.len()] = {
    let mut kinds = [""; ReportKind::OFFERED.len()];
    let mut at = 0;
    while at < kinds.len() {
        kinds[at] = ReportKind::OFFERED[at].0;
        at += 1;
    }
    kinds
};

const SHARES_BY_KIND: [Key; ReportKind::OFFERED.len()] = {
    let mut keys =
        [Key { name: "", takes: Takes::Percentage, need: Need::Optional, doc: "" }; ReportKind::OFFERED.len()];
    let mut at = 0;
    while at < keys.len() {
        (keys[at].name, keys[at].doc) = ReportKind::OFFERED[at];
        at += 1;
    }
    keys
};

/// A change to the write-up.
pub static AMENDMENT: Shape = Shape {
    name: "amendment",
    doc: "A change to this write-up after it was published.",
    keys: &[
        Key::new("date", Takes::Moment, "When it was changed.").in_original(),
        Key::new("note", Takes::Prose, "What was changed."),
        Key::new("about", Takes::Words(About::OFFERED), "The fact that was corrected."),
        Key::new(
            "was",
            Takes::By { key: "about", cases: CORRECTED },
            "What stood there before, written as the value of a claim is.",
        ),
    ],
    rules: &[Rule::Needs("about", "was"), Rule::Needs("was", "about"), Rule::Needs("was", "date")],
};
