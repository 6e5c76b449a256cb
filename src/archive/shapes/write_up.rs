//! A write-up and its updates.

use super::{
    AFFECTED_REGION, AFFECTED_SERVICE, AMENDMENT, CAUSE_GIVEN, CLAIM, FIGURE, JUSTIFICATION, RELATED, REPORT, SOURCE,
    SOURCE_ID, affected, most,
};
use crate::archive::words::{Impact, Status};
use crate::parse::shape::{Key, Rule, Shape, Takes};

/// A write-up: one incident, told in one language.
pub static INCIDENT: Shape = Shape {
    name: "incident",
    doc: "A write-up: one incident, told in one language.",
    keys: &[
        Key::new("title", Takes::Text, "What happened, in a line.").required(),
        Key::new("summary", Takes::Prose, "What happened, in a sentence or two."),
        Key::new(
            "date",
            Takes::When,
            "When it began, as exactly as it is known; an interval `a/b` tells the end as well.",
        )
        .in_original(),
        Key::new("end", Takes::End, "When it ended. Without it: unknown, or ongoing while the last status is open."),
        Key::new("status", Takes::Words(Status::OFFERED), "Where it stands; without it, that of the last update."),
        Key::new("impact", Takes::Words(Impact::OFFERED), "How grave it was; without it unknown, never harmless."),
        Key::new(
            "services",
            Takes::List { of: &Takes::ShortOr(&super::SERVICE_ID, &AFFECTED_SERVICE), least: 1, most: most::SERVICES },
            "The services concerned, each declared in a file of its own.",
        )
        .in_original(),
        Key::new(
            "regions",
            Takes::list(&Takes::ShortOr(&super::REGION_CODE, &AFFECTED_REGION), most::REGIONS),
            "Where: codes of ISO 3166-1 and -2, groups of UN M49 by code or name, regions of your own.",
        ),
        Key::new(
            "cause",
            Takes::list(&Takes::ShortOr(&affected::CAUSE_KIND, &CAUSE_GIVEN), most::CAUSES),
            "Why, as far as that is known; several if sources differ. Without it: unknown.",
        ),
        Key::new(
            "justification",
            Takes::ShortOr(&Takes::Prose, &JUSTIFICATION),
            "What was stated as the reason, which is not the cause.",
        ),
        Key::new(
            "sources",
            Takes::list(&Takes::ShortOr(&Takes::Url, &SOURCE), most::ENTRIES),
            "Where it is known from; the text cites them as `[^id]`.",
        ),
        Key::new(
            "claims",
            Takes::list(&Takes::Mapping(&CLAIM), most::ENTRIES),
            "What sources say otherwise; the facts above are those the archive follows.",
        ),
        Key::new("figures", Takes::list(&Takes::Mapping(&FIGURE), most::ENTRIES), "Numbers, each with who said so."),
        Key::new(
            "reports",
            Takes::list(&Takes::Mapping(&REPORT), most::ENTRIES),
            "What users reported of themselves, by kind or over time.",
        ),
        Key::new(
            "related",
            Takes::list(&Takes::ShortOr(&Takes::Id, &RELATED), most::RELATED),
            "Other incidents of the archive; the inverse is shown on their pages.",
        ),
        Key::new(
            "updates",
            Takes::list(&Takes::ShortOr(&Takes::Moment, &UPDATE), most::UPDATES),
            "What was said while it lasted. Headings of the text may tell them instead.",
        ),
        Key::new(
            "amendments",
            Takes::list(&Takes::Mapping(&AMENDMENT), most::ENTRIES),
            "Changes to this write-up after it was published, not to the world.",
        ),
        Key::new("tags", Takes::list(&Takes::Id, most::NAMES), "Words of your own; each has a page."),
        Key::new("aliases", Takes::list(&Takes::Id, most::NAMES), "Ids it had before; their addresses lead here."),
        Key::new("draft", Takes::Truth, "Whether it is kept back: `true` is the only thing that hides a write-up."),
        Key::new("withdrawn", Takes::Reason, "Why it was withdrawn; its page says so and holds nothing else."),
        Key::new("id", Takes::Id, "Its id, where that isn't the name of the file."),
        Key::new(
            "translated_from",
            Takes::Text,
            "A fingerprint of the words it was translated from; `annals translate` writes it.",
        ),
        Key::new(
            "x",
            Takes::Anything,
            "Your own data, carried into the exports; numbers and truth values are the texts that were typed, so that `1.10` stays `1.10`.",
        ),
    ],
    rules: &[Rule::IntervalExcludes("date", "end")],
};

/// Something said while an incident lasted.
pub static UPDATE: Shape = Shape {
    name: "update",
    doc: "Something said while an incident lasted.",
    keys: &[
        Key::new("at", Takes::Moment, "When.").in_original(),
        Key::new("status", Takes::Words(Status::OFFERED), "Where the incident stood then."),
        Key::new("text", Takes::Prose, "What was said."),
        Key::new("source", Takes::list(&SOURCE_ID, most::UPDATE_SOURCES), "The sources that say so, by id."),
        Key::new("by", Takes::Text, "Who said it, if not the source itself."),
        Key::new("lang", Takes::Language, "The language it was said in."),
    ],
    rules: &[],
};
