//! What site.toml may hold.

use crate::diagnostic::{Code, Level};
use crate::parse::shape::{Key, Shape, Takes};

/// The most languages a site may have.
pub const MOST_LANGUAGES: usize = 100;
/// The most entries the navigation may have.
pub const MOST_NAVIGATION: usize = 30;
/// The names of the two kinds of links.
pub const LINKS: &[(&str, &str)] = &[
    ("folders", "Links name folders, as web servers like it."),
    ("files", "Links name files, for `file://`, ZIPs and plain buckets."),
];
/// The numbering systems digits can be chosen from.
pub const DIGITS: &[(&str, &str)] = &[
    ("latn", "0123456789"),
    ("arab", "٠١٢٣٤٥٦٧٨٩"),
    ("arabext", "۰۱۲۳۴۵۶۷۸۹"),
    ("deva", "०१२३४५६७८९"),
    ("beng", "০১২৩৪৫৬৭৮৯"),
    ("thai", "๐๑๒๓๔๕๖๗๘๙"),
];
const LEVELS: &[(&str, &str)] = &[
    ("error", "Nothing is published until it is mended."),
    ("warning", "It is told; `--deny warnings` makes it count."),
    ("note", "It is mentioned."),
    ("off", "It is not told."),
];

/// The settings of a site.
pub static SITE: Shape = Shape {
    name: "site",
    doc: "The settings of a site: site.toml.",
    keys: &[
        Key::new("title", Takes::Localized, "The site's title.").required(),
        Key::new("description", Takes::Localized, "What the site holds, in a sentence."),
        Key::new("base_url", WEB, "Where the site will be served; without it no absolute links are written."),
        Key::new(
            "authority",
            Takes::Form {
                of: "a name you own, a comma, and a date on which you owned it",
                pattern: r"^\s*[A-Za-z0-9.@_-]+,[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?\s*$",
            },
            "What feeds and calendars are known by, such as `example.org,2024`. Set it before people subscribe.",
        ),
        Key::new(
            "default_language",
            Takes::Language,
            "The language at the root of the site; without it, the first of `languages`, or `en`.",
        ),
        Key::new(
            "languages",
            Takes::list(&Takes::Language, MOST_LANGUAGES),
            "All languages of the site, in the order readers are offered them.",
        ),
        Key::new(
            "time_zone",
            Takes::Listed { of: "a time zone of the IANA list", list: time_zones },
            "The zone of clock times that name none; without it such times are errors.",
        ),
        Key::new("theme", FOLDER, "The theme's name; without it, `annals`."),
        Key::new("content", FOLDER, "The folder of write-ups; without it, `content`."),
        Key::new("output", FOLDER, "The folder of the finished site; without it, `public`."),
        Key::new("source_url", ADDRESS_OF_FILES, "The address of a file's source, with `{path}` in it."),
        Key::new("edit_url", ADDRESS_OF_FILES, "The address at which a file can be edited, with `{path}` in it."),
        Key::new("contact", Takes::Text, "How to reach the editors: a mail address or a page."),
        Key::new("licence", Takes::ShortOr(&Takes::Text, &LICENCE), "The licence of the content."),
        Key::new(
            "logo",
            FOLDER,
            "A picture of the content folder, such as `content/logo.png`, to stand beside the title at the head of each page: PNG, JPEG, GIF or WebP.",
        ),
        Key::new(
            "navigation",
            Takes::list(&Takes::ShortOr(&Takes::Text, &NAVIGATION_ITEM), MOST_NAVIGATION),
            "The navigation, where it isn't the usual one: sections, pages by id, addresses.",
        ),
        Key::new("outputs", Takes::Mapping(&OUTPUTS), "What the site may do without: `false` switches it off."),
        Key::new(
            "diagnostics",
            Takes::Keyed { of: "a problem, by name or number", keys: problems },
            "How grave problems are: levels by name or number.",
        ),
        Key::new(
            "vocabulary",
            Takes::MapOf { of: "a word of figures", takes: &Takes::Localized },
            "The words of figures, each with its name.",
        ),
        Key::new(
            "digits",
            Takes::MapOf { of: "a language", takes: &Takes::Words(DIGITS) },
            "The digits of a language, where they aren't its usual ones.",
        ),
        Key::new(
            "formats",
            Takes::MapOf { of: "a language", takes: &Takes::Language },
            "How a language writes dates and numbers, such as `en = \"en-GB\"`.",
        ),
        Key::new("links", Takes::Words(LINKS), "Whether links name folders or files."),
    ],
    rules: &[],
};

/// A licence.
pub static LICENCE: Shape = Shape {
    name: "licence",
    doc: "A licence with the address of its text.",
    keys: &[Key::new("name", Takes::Text, "Its name.").required(), Key::new("url", WEB, "The address of its text.")],
    rules: &[],
};

/// An entry of the navigation.
pub static NAVIGATION_ITEM: Shape = Shape {
    name: "navigation-item",
    doc: "An entry of the navigation with a label of its own.",
    keys: &[
        Key::new(
            "to",
            Takes::Text,
            "A section (`home`, `search`, `incidents`, `services`, `regions`, `causes`, `tags`, `years`, `statistics`, `data`), the id of a page, or an address (`https:`, `http:` or `mailto:`). `tags` stands there once an incident has some. `pages/ID` is the page whose id is the name of a section.",
        )
        .required(),
        Key::new("label", Takes::Localized, "What it says, where that isn't the name of the section or page, or the address."),
    ],
    rules: &[],
};

/// What a site may do without.
pub static OUTPUTS: Shape = Shape {
    name: "outputs",
    doc: "What a site has unless it is switched off. What is off isn't made, and nothing leads there.",
    keys: &[
        Key::new(
            "search",
            Takes::Truth,
            "The search page, its index, and the box on home pages. Numbers that would lead to a search stand as text.",
        ),
        Key::new(
            "statistics",
            Takes::Truth,
            "The page of statistics, the lists by duration, and calendars and charts wherever they stand, with their CSV files. A service keeps its numbers and its timeline.",
        ),
        Key::new("feeds", Takes::Truth, "Atom with its archives, the feeds of updates, and JSON Feed."),
        Key::new("calendars", Takes::Truth, "Calendars (iCalendar)."),
        Key::new(
            "data",
            Takes::Truth,
            "Open data: `data/` with its schemas, and the `index.json` beside each incident. CSV files of charts go with `statistics`; those of timelines and of reports over time are always there.",
        ),
        Key::new("statuspage", Takes::Truth, "The public API of a Statuspage, in `api/v2/`."),
        Key::new("badges", Takes::Truth, "A picture of each service's latest incident, in `badges/`."),
        Key::new("embeds", Takes::Truth, "A page of each service for other sites to frame, in `embed/`."),
    ],
    rules: &[],
};

const WEB: Takes = Takes::Url;
const FOLDER: Takes = Takes::Text;
const ADDRESS_OF_FILES: Takes = Takes::Url;

fn time_zones() -> Vec<&'static str> {
    chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()).collect()
}

/// Problems by name, then by number; what makes an archive wrong is always an error.
fn problems() -> Vec<Key> {
    let levels = |code: &Code| {
        let only_error = code.level() == Level::Error;
        Takes::Words(if only_error { LEVELS.get(..1).unwrap_or(LEVELS) } else { LEVELS })
    };
    let names = Code::ALL.iter().map(|code| Key::new(code.name(), levels(code), code.summary()));
    names.chain(Code::ALL.iter().map(|code| Key::new(code.number(), levels(code), code.summary()))).collect()
}
