//! The page of one service and its timeline.

use serde::Serialize;

use super::listing::{CardGroup, ListingGroup, Pager};
use super::placed::Placed;
use super::shared::Shared;
use super::shell::{Html, Shell, Term, TextView};
use super::statistics::{ChartView, HeatView};

/// The page of one service.
#[derive(Debug, Serialize)]
pub struct ServiceView {
    /// The frame.
    pub page: Shell,
    /// Name.
    pub name: String,
    /// The name's language, where that is known and isn't the page's.
    pub name_lang: Option<String>,
    /// The direction of that language.
    pub name_dir: &'static str,
    /// Other names, joined; may be empty.
    pub aliases: Html,
    /// Group; may be empty.
    pub group: String,
    /// The group's language, where that is known and isn't the page's.
    pub group_lang: Option<String>,
    /// The direction of that language.
    pub group_dir: &'static str,
    /// Homepage.
    pub homepage: Option<String>,
    /// Facts in words, such as since, part of, provider: label and text.
    pub facts: Vec<FactView>,
    /// Prose about the service.
    pub prose: TextView,
    /// How many incidents, in words.
    pub count: String,
    /// Numbers with their method.
    pub numbers: Vec<NumberView>,
    /// The calendar; on the newest page only, as are numbers, timeline and charts. `None` where the site does without
    /// statistics.
    pub heat: Option<HeatView>,
    /// The charts; empty where the calendar is `None`.
    pub charts: Vec<ChartView>,
    /// The incidents of the timeline as CSV, from the site's root.
    pub timeline_csv: String,
    /// The timeline; `None` without incidents.
    pub timeline: Option<TimelineView>,
    /// The same by year, newest first: a section each, with a heading and the rows.
    pub sections: Placed,
    /// The same as a list by year.
    pub groups: Vec<ListingGroup>,
    /// Where the list has more than one page.
    pub pager: Option<Pager>,
    /// Causes and regions of these incidents.
    pub around: Vec<CardGroup>,
}

/// A labelled fact.
#[derive(Debug, Serialize)]
pub struct FactView {
    /// What.
    pub label: String,
    /// The fact in words.
    pub text: Html,
    /// A page about it.
    pub href: Option<String>,
    /// Whether it stands under the label of the one before.
    pub again: bool,
}

/// A number with the method behind it.
#[derive(Debug, Serialize)]
pub struct NumberView {
    /// What is counted.
    pub label: String,
    /// The number in words, or "not known".
    pub value: String,
    /// How it was made and what it leaves out, such as `of 10 incidents; end not known for 4`; or the title of
    /// the incident it is of.
    pub method: Html,
    /// The incidents behind it, or a chart that leads to them: an anchor, or an address with the way to the root in it.
    pub href: Option<String>,
    /// Whether there is a value.
    pub known: bool,
}

/// Lanes by year on one time scale. Across, everything is in percent of the year's width, from the left and mirrored
/// in right-to-left, so that a drawing fits any screen undistorted; down, in pixels.
#[expect(clippy::struct_excessive_bools, reason = "each is a line of the legend")]
#[derive(Debug, Serialize)]
pub struct TimelineView {
    /// What the picture shows, as a text alternative.
    pub text: Html,
    /// How many incidents have times or a gravity of their own for this service, which the timeline alone shows; empty
    /// where none has.
    pub own: String,
    /// Months along the top.
    pub ticks: Vec<TickView>,
    /// The years, newest first.
    pub lanes: Vec<LaneView>,
    /// The kinds of impact that occur, for the legend.
    pub impacts: Vec<Shared<Term>>,
    /// Whether any bar has an open end, an ongoing end, a planned end, a rough edge.
    pub has_open: bool,
    /// See `has_open`.
    pub has_ongoing: bool,
    /// See `has_open`.
    pub has_planned: bool,
    /// See `has_open`.
    pub has_rough: bool,
}

/// A month on the scale.
#[derive(Debug, Serialize)]
pub struct TickView {
    /// Position in per cent.
    pub x: String,
    /// Width up to the next month, in per cent.
    pub width: String,
    /// The month's short name.
    pub label: String,
}

/// One year.
#[derive(Debug, Serialize)]
pub struct LaneView {
    /// The year as read.
    pub label: String,
    /// Its place in the list beneath, such as `#y-2024`, or on a later page of it; the year's page, or empty, where
    /// nothing of this service began in it. The way to the root is in it.
    pub href: String,
    /// The incidents that began in it, and those that had begun before and went on, in words.
    pub count: String,
    /// How many that neither began nor ended in it aren't drawn, in words: where there are many, the first few stand for
    /// all. Empty where all are drawn.
    pub through: String,
    /// Height in pixels: 28 for each row of bars that overlap.
    pub height: u32,
    /// The inside of the lane's SVG: month lines, then a link for each incident in the order of time (one for all that
    /// stand on later pages of the list), with the stretch
    /// it may have begun in and may have ended in (`rough`), the time it lasted (`bar`), what is beyond a known end
    /// (`tail`, `arrow`), and the mark of its impact at its beginning.
    pub drawing: Placed,
    /// The years before it in which nothing happened and which have no lane, in words; empty where there are none.
    pub left_out: String,
}
