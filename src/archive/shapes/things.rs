//! Services, regions, causes and free pages.

use super::{REGION_CODE, SERVICE_ID, most};
use crate::archive::words::Family;
use crate::parse::shape::{Key, Shape, Takes};

/// A service.
pub static SERVICE: Shape = Shape {
    name: "service",
    doc: "A service. Translations of the file hold its name and prose only.",
    keys: &[
        Key::new("name", Takes::Localized, "What it is called.").required(),
        Key::new("aliases", Takes::list(&Takes::Text, most::NAMES), "Other names it is known and searched by."),
        Key::new("group", Takes::Localized, "The heading it stands under in the list of services."),
        Key::new("part-of", SERVICE_ID, "The service it is a part of."),
        Key::new("provider", SERVICE_ID, "The service it depends on."),
        Key::new("homepage", Takes::Url, "Its own address."),
        Key::new("since", Takes::Moment, "When it began to exist."),
        Key::new("until", Takes::Moment, "When it ceased to exist."),
        Key::new(
            "tags",
            Takes::list(&Takes::Id, most::NAMES),
            "Words of your own, shown on its page; those that incidents have too lead to theirs.",
        ),
    ],
    rules: &[],
};

/// A region.
pub static REGION: Shape = Shape {
    name: "region",
    doc: "A region that ISO 3166 and UN M49 lack. Translations of the file hold its name and prose only.",
    keys: &[
        Key::new("name", Takes::Localized, "What it is called.").required(),
        Key::new("within", Takes::list(&REGION_CODE, most::REGIONS), "The regions it lies in."),
        Key::new("members", Takes::list(&REGION_CODE, most::REGIONS), "The regions it is made of."),
    ],
    rules: &[],
};

/// A kind of cause.
pub static CAUSE: Shape = Shape {
    name: "cause",
    doc: "A kind of cause that Annals lacks, or words about one it knows. Translations of the file hold its name and prose only.",
    keys: &[
        Key::new("name", Takes::Localized, "What it is called. Required unless Annals knows the kind."),
        Key::new("family", Takes::Words(Family::OFFERED), "The family it belongs to."),
    ],
    rules: &[],
};

/// A free page.
pub static PAGE: Shape = Shape {
    name: "page",
    doc: "A page of your own, in the navigation. Translations of the file hold its title and prose only.",
    keys: &[
        Key::new("title", Takes::Localized, "What it is called.").required(),
        Key::new("order", Takes::Number, "Its place among the pages: lower numbers first."),
    ],
    rules: &[],
};
