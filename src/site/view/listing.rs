//! Lists of incidents, overviews, the home page and free pages.

use serde::Serialize;

use super::placed::Placed;
use super::shared::Shared;
use super::shell::{Html, LinkView, Shell, Term, TextView};
use super::statistics::HeatView;
use crate::site::edition::Spoken;

/// One incident in a list; rendered once per language by `parts/row.html`, if a theme has one, and used on every list.
#[derive(Debug, Serialize)]
pub struct RowView {
    /// Leads to the site's root, as on pages.
    pub root: &'static str,
    /// The telling that fits the reader best.
    pub href: String,
    /// Its title.
    pub title: String,
    /// The telling's language.
    pub lang: String,
    /// The telling's direction.
    pub dir: &'static str,
    /// The name of the telling's language, where it isn't the page's.
    pub language: Option<String>,
    /// When it began, as a `<time>`.
    pub start: Html,
    /// Impact.
    pub impact: Shared<Term>,
    /// How long it took, or that the end is not known, or that it goes on.
    pub duration: String,
    /// `known`, `rough`, `unknown` or `ongoing`.
    pub duration_kind: &'static str,
    /// What it concerned: services, regions, and causes with their certainty where it isn't confirmed. Of long lists the
    /// first few, and how many more there are in words. Each a link to its page, or text.
    pub tags: Vec<Html>,
}

/// A page that lists incidents: all, of a year or month, region, cause or tag.
#[derive(Debug, Serialize)]
pub struct ListingView {
    /// The frame.
    pub page: Shell,
    /// What is listed.
    pub heading: String,
    /// The heading's language, where that is known and isn't the page's.
    pub heading_lang: Option<String>,
    /// The direction of that language.
    pub heading_dir: &'static str,
    /// What kind of thing the page is about, such as `Region`; empty for all incidents.
    pub eyebrow: String,
    /// How many there are, in words.
    pub count: String,
    /// Prose about it, from the author.
    pub prose: TextView,
    /// A sentence from the theme, such as what a cause's unknown means; may be empty.
    pub note: String,
    /// Pages around this one (a region's parent and parts, a cause's family), grouped.
    pub around: Vec<CardGroup>,
    /// Incidents by year or month, newest first: a section each, with a heading and the rows.
    pub sections: Placed,
    /// The same as a list.
    pub groups: Vec<ListingGroup>,
    /// Where there are more than one page.
    pub pager: Option<Pager>,
    /// Counts by year or month as columns, oldest first: `<li>`s with a link each, or with none where nothing happened.
    pub columns: Html,
}

/// Incidents of one year or month.
#[derive(Debug, Serialize)]
pub struct ListingGroup {
    /// The year or month, as read.
    pub heading: String,
    /// The anchor of the heading, such as `y-2024`.
    pub anchor: String,
    /// The page of that year or month; empty on that page itself.
    pub href: String,
    /// How many of them stand here, in words; of how many, where others stand on other pages.
    pub count: String,
    /// The rows, one after another.
    pub rows: Html,
}

/// The pages of a long list; page 1 holds the oldest, so that a new incident doesn't move the others.
#[derive(Debug, Serialize)]
pub struct Pager {
    /// The page with newer ones.
    pub newer: Option<LinkView>,
    /// The page with older ones.
    pub older: Option<LinkView>,
    /// Which page of how many, in words.
    pub position: String,
}

/// A count drawn as a bar: a year or month on an overview.
#[derive(Debug, Serialize)]
pub struct Bar {
    /// The year or month, as read.
    pub label: String,
    /// Where the incidents stand that are counted: its page, or its place in a list; empty where no page has them alone.
    pub href: String,
    /// How many, as a number to be read.
    pub count: String,
    /// How many, in words.
    pub text: String,
    /// Height from 0 to 100, the largest being 100.
    pub share: u8,
    /// Whether this page is about it.
    pub current: bool,
}

/// The home page.
#[derive(Debug, Serialize)]
pub struct HomeView {
    /// The frame.
    pub page: Shell,
    /// The site's title.
    pub heading: String,
    /// The site's description.
    pub lead: String,
    /// How many incidents, since when, in words.
    pub extent: String,
    /// Rows of incidents that go on.
    pub ongoing: Html,
    /// Whether there are any.
    pub has_ongoing: bool,
    /// Rows of the newest incidents.
    pub latest: Html,
    /// All incidents.
    pub all: LinkView,
    /// Counts by year, as on lists.
    pub columns: Html,
    /// The services.
    pub services: Vec<CardGroup>,
    /// The calendar of all years; `None` without incidents, or where the site does without statistics.
    pub heat: Option<HeatView>,
    /// The page of statistics; `None` where the site does without.
    pub statistics: Option<LinkView>,
}

/// An overview: services, regions, causes, tags, free pages.
#[derive(Debug, Serialize)]
pub struct CardsView {
    /// The frame.
    pub page: Shell,
    /// What is listed.
    pub heading: String,
    /// A sentence from the theme; may be empty.
    pub note: String,
    /// The cards in groups.
    pub groups: Vec<CardGroup>,
}

/// Cards under one heading.
#[derive(Debug, Serialize)]
pub struct CardGroup {
    /// The heading; may be empty.
    pub heading: String,
    /// The heading's language, where that is known and isn't the page's.
    pub lang: Option<String>,
    /// The direction of that language.
    pub dir: &'static str,
    /// The heading's own page, if it has one.
    pub href: Option<String>,
    /// How many incidents, in words; empty where it doesn't apply.
    pub count: String,
    /// The cards.
    pub cards: Vec<Card>,
}

impl CardGroup {
    /// A group without cards.
    pub(in crate::site) fn new(heading: Spoken) -> Self {
        let Spoken { text, lang, dir } = heading;
        Self { heading: text, lang, dir, href: None, count: String::new(), cards: Vec::new() }
    }
}

/// One service, region, cause or tag with what is known of it at a glance; or a free page, or, last of a part, how many
/// more there are, by name and address alone.
#[derive(Debug, Serialize)]
pub struct Card {
    /// Its page.
    pub href: String,
    /// Its name.
    pub name: String,
    /// The name's language, where that is known and isn't the page's.
    pub lang: Option<String>,
    /// The direction of that language.
    pub dir: &'static str,
    /// How many incidents, in words.
    pub count: String,
    /// The number alone.
    pub number: String,
    /// The newest incident's date; empty if none.
    pub latest: String,
    /// Depth below the heading, from 0, where cards form a tree.
    pub depth: u8,
    /// A short code to show beside the name, such as `UA`; may be empty.
    pub code: String,
}

impl Card {
    /// What leads somewhere and tells no more.
    pub(in crate::site) fn leading(href: String, name: Spoken) -> Self {
        let Spoken { text: name, lang, dir } = name;
        let [count, number, latest, code] = Default::default();
        Self { href, name, lang, dir, count, number, latest, depth: 0, code }
    }
}

/// Years and their months.
#[derive(Debug, Serialize)]
pub struct YearsView {
    /// The frame.
    pub page: Shell,
    /// The heading.
    pub heading: String,
    /// The years, newest first.
    pub years: Vec<YearView>,
}

/// One year with its months.
#[derive(Debug, Serialize)]
pub struct YearView {
    /// The year as read.
    pub label: String,
    /// Its page.
    pub href: String,
    /// How many incidents, in words.
    pub count: String,
    /// Twelve months, with no link where nothing happened (`count` is then empty).
    pub months: Vec<Bar>,
}

/// A free page of the author's.
#[derive(Debug, Serialize)]
pub struct PageView {
    /// The frame.
    pub page: Shell,
    /// Its title.
    pub heading: String,
    /// Its prose.
    pub prose: TextView,
}
