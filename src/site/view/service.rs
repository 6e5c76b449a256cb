//! The page of one service and its timeline.

use serde::Serialize;

use super::listing::{CardGroup, ListingGroup, Pager};
use super::shell::{Shell, Term, TextView};

/// The page of one service.
#[derive(Debug, Serialize)]
pub struct ServiceView {
    /// The frame.
    pub page: Shell,
    /// Name.
    pub name: String,
    /// Other names, joined; may be empty.
    pub aliases: String,
    /// Group; may be empty.
    pub group: String,
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
    /// The timeline; `None` without incidents.
    pub timeline: Option<TimelineView>,
    /// The same as a list by year, newest first.
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
    pub text: String,
    /// A page about it.
    pub href: Option<String>,
}

/// A number with the method behind it.
#[derive(Debug, Serialize)]
pub struct NumberView {
    /// What is counted.
    pub label: String,
    /// The number in words, or "not known".
    pub value: String,
    /// How it was made and what it leaves out, such as `of 10 incidents; end not known for 4`.
    pub method: String,
    /// Whether there is a value.
    pub known: bool,
}

/// Lanes by year on one time scale. Across, everything is in percent of the year's width, from the left and mirrored
/// in right-to-left, so that a drawing fits any screen undistorted; down, in pixels.
#[derive(Debug, Serialize)]
pub struct TimelineView {
    /// What the picture shows, as a text alternative.
    pub text: String,
    /// Months along the top.
    pub ticks: Vec<TickView>,
    /// The years, newest first.
    pub lanes: Vec<LaneView>,
    /// The kinds of impact that occur, for the legend.
    pub impacts: Vec<Term>,
    /// Whether any bar has an open end, an ongoing end, a rough edge.
    pub has_open: bool,
    /// See `has_open`.
    pub has_ongoing: bool,
    /// See `has_open`.
    pub has_rough: bool,
}

/// A month's beginning on the scale.
#[derive(Debug, Serialize)]
pub struct TickView {
    /// Position.
    pub x: f64,
    /// Width up to the next month.
    pub width: f64,
    /// The month's short name.
    pub label: String,
}

/// One year.
#[derive(Debug, Serialize)]
pub struct LaneView {
    /// The year as read.
    pub label: String,
    /// Its anchor in the list beneath, such as `#y-2024`, or the year's page; empty where nothing
    /// began in it.
    pub href: String,
    /// Incidents in it, in words.
    pub count: String,
    /// Height in pixels: 28 for each row of bars that overlap.
    pub height: u32,
    /// Month lines.
    pub ticks: Vec<f64>,
    /// The bars, in the order of time.
    pub bars: Vec<BarView>,
}

/// One incident, or the part of it that lies in a year.
#[derive(Debug, Serialize)]
pub struct BarView {
    /// The incident's page.
    pub href: String,
    /// Title, time and duration in words: the tooltip.
    pub text: String,
    /// Left edge of the time it is known to have lasted.
    pub x: f64,
    /// Width of that time; 0 where no end is known. May be narrower than can be seen: the mark at its beginning is not.
    pub width: f64,
    /// Where it begins, which is the right edge in right-to-left.
    pub start_x: f64,
    /// Where it ends, as far as known.
    pub end_x: f64,
    /// Top of its row in pixels.
    pub y: u32,
    /// Impact key, which gives the mark its shape.
    pub impact: &'static str,
    /// Stretch in which it may have begun: left edge and width; `None` if exact at this scale.
    pub rough_start: Option<(f64, f64)>,
    /// Stretch in which it may have ended.
    pub rough_end: Option<(f64, f64)>,
    /// The end: `closed`, `open` (not known), `ongoing`, `continues` (into the next year's lane).
    pub end: &'static str,
    /// Whether it comes from the year before.
    pub continued: bool,
}
