//! The page of one incident in one language.

use serde::Serialize;

use super::placed::Placed;
use super::shared::Shared;
use super::shell::{Alternate, Html, LinkView, Shell, Term, TimeView};

/// The page of one incident in one language.
#[derive(Debug, Serialize)]
pub struct IncidentView {
    /// The frame.
    pub page: Shell,
    /// Stable identifier.
    pub id: String,
    /// Title.
    pub title: String,
    /// A sentence or two, marked where it is in another language than the page; may be empty.
    pub summary: Placed,
    /// Beginning, end, duration, impact and status as `<div>`s of a `<dl>`, with what stands beside them.
    pub key_facts: Placed,
    /// When it began.
    pub start: TimeView,
    /// When it ended; `None` where that is not known or it goes on.
    pub end: Option<TimeView>,
    /// The end in words: the moment, "end not known" or "ongoing".
    pub end_text: String,
    /// `known`, `rough`, `unknown` or `ongoing`.
    pub duration_kind: &'static str,
    /// How long; `None` where the end is not known.
    pub duration: Option<String>,
    /// Status as last known.
    pub status: Shared<Term>,
    /// Impact.
    pub impact: Shared<Term>,
    /// The names of the services, in a row.
    pub service_names: Html,
    /// Services, regions, causes, figures and tags as rows of a `<dl>`, with what stands beside them.
    pub facts_rows: Placed,
    /// Services, with their own impact, time or regions in words where these differ.
    pub services: Vec<AffectedView>,
    /// Regions, likewise.
    pub regions: Vec<AffectedView>,
    /// Causes; one with the key `unknown` where none is known.
    pub causes: Vec<CauseView>,
    /// Prose before the updates.
    pub prose: Placed,
    /// Footnotes of the prose.
    pub footnotes: Placed,
    /// The updates, in the order of time.
    pub updates: Vec<UpdateView>,
    /// The same as `<li>`s.
    pub update_items: Placed,
    /// Where sources disagree, by what they disagree about.
    pub claims: Vec<ClaimGroup>,
    /// The same as headings, each with a list.
    pub claim_groups: Placed,
    /// Figures.
    pub figures: Vec<FigureView>,
    /// Crowd reports.
    pub reports: Vec<ReportView>,
    /// Sources, numbered from 1.
    pub sources: Vec<SourceView>,
    /// The same as `<li>`s.
    pub source_items: Placed,
    /// Related incidents of both directions, by relation.
    pub related: Vec<RelatedGroup>,
    /// The same as rows of a `<dl>`.
    pub related_rows: Placed,
    /// Tags.
    pub tags: Vec<Shared<LinkView>>,
    /// Other languages it is told in.
    pub languages: Vec<Alternate>,
    /// The original, where this page is a translation.
    pub original: Option<Alternate>,
    /// Whether the original has changed since this was translated from it.
    pub is_older: bool,
    /// What was known from each dated moment on, in the order of time; empty where there is one moment at most.
    pub known: Vec<KnownView>,
    /// The same as rows of a table: the moment, and what was known.
    pub known_rows: Placed,
    /// What stands beside facts: that sources disagree, when they were corrected.
    pub beside: Shared<BesideView>,
    /// Changes to this article, in the order of time.
    pub amendments: Vec<AmendmentView>,
    /// How to cite it, in words.
    pub citation: Html,
    /// The same as an entry for BibTeX (biber).
    pub bibtex: String,
    /// The same as a list of one item of CSL-JSON.
    pub csl: String,
    /// The page for programs, as JSON-LD that may stand in a `<script type="application/ld+json">`.
    pub linked_data: Placed,
    /// The file's source, where the site names one.
    pub source_url: Option<String>,
    /// Where the file can be edited, where the site names that.
    pub edit_url: Option<String>,
    /// The two that follow, as links; empty where there is neither.
    pub neighbours: Placed,
    /// Whose incidents they are, as a heading of theirs; empty where there is neither.
    pub neighbours_of: Html,
    /// Newer and older incident of the same first service.
    pub newer: Option<LinkView>,
    /// See `newer`.
    pub older: Option<LinkView>,
}

/// A service or region as this incident concerned it.
#[derive(Debug, Serialize)]
pub struct AffectedView {
    /// Its name, with its page.
    pub link: Shared<LinkView>,
    /// What is particular here, such as `minor · until 12:50 UTC`; may be empty.
    pub note: String,
    /// The number of the source that says so, linked; may be empty.
    pub source: Placed,
}

/// A cause, who says so and how sure that is.
#[derive(Debug, Serialize)]
pub struct CauseView {
    /// Kind key, such as `cooling`.
    pub key: String,
    /// Kind in words, with the cause's page.
    pub link: Shared<LinkView>,
    /// Certainty; `None` for an unknown cause.
    pub certainty: Option<Shared<Term>>,
    /// Who says so; may be empty.
    pub by: String,
    /// The number of the source that says so, linked; may be empty.
    pub source: Placed,
    /// In a sentence, marked where it is in another language than the page; may be empty.
    pub summary: Placed,
    /// What was stated as justification: text, who, where.
    pub justification: Option<JustificationView>,
}

/// What was given as the reason, which is not the cause.
#[derive(Debug, Serialize)]
pub struct JustificationView {
    /// What was stated, marked where it is in another language than the page.
    pub text: Placed,
    /// Who stated it; may be empty.
    pub by: String,
    /// The number of the source that says so, linked; may be empty.
    pub source: Placed,
}

/// One update.
#[derive(Debug, Serialize)]
pub struct UpdateView {
    /// The anchor, such as `u-20241003T1030Z`.
    pub anchor: String,
    /// When, as a `<time>`.
    pub at: Html,
    /// Status then; `unknown` where none was stated.
    pub status: Shared<Term>,
    /// Whether a status was stated.
    pub stated: bool,
    /// The status in words, behind the one stated last before it where that was another: `Investigating → Resolved`.
    pub course: String,
    /// What was said.
    pub html: Placed,
    /// Who said it with the numbers of the sources, or the sources by name; may be empty.
    pub by: Placed,
    /// Language, direction and language name of the text, where it isn't the page's.
    pub lang: Option<String>,
    /// See `lang`.
    pub dir: &'static str,
}

/// What sources say about one thing, the archive's own reading first.
#[derive(Debug, Serialize)]
pub struct ClaimGroup {
    /// What it is about: a key such as `date` with its label.
    pub about: Shared<Term>,
    /// The values, the one this archive follows first.
    pub values: Vec<ClaimValue>,
}

/// One value claimed.
#[derive(Debug, Serialize)]
pub struct ClaimValue {
    /// The value in words.
    pub text: String,
    /// Whether the archive follows it.
    pub followed: bool,
    /// The sources that say so, by name and linked number; may be empty.
    pub sources: Placed,
    /// A note, marked where it is in another language than the page; may be empty.
    pub note: Placed,
}

/// A figure, such as a number of users.
#[derive(Debug, Serialize)]
pub struct FigureView {
    /// What is counted.
    pub label: Html,
    /// The number in words, such as `at least 15,000,000`.
    pub value: String,
    /// When it held, as a `<time>`; may be empty.
    pub at: Html,
    /// The number of the source that says so, linked; may be empty.
    pub source: Placed,
    /// A note, marked where it is in another language than the page; may be empty.
    pub note: Placed,
}

/// Reports by users, always labelled as self-reported.
#[derive(Debug, Serialize)]
pub struct ReportView {
    /// Who collected them, by name and linked number; may be empty.
    pub source: Html,
    /// When, as a `<time>`; may be empty.
    pub at: Html,
    /// Where; may be empty.
    pub region: String,
    /// The language of that name, where it is known and isn't the page's.
    pub region_lang: Option<String>,
    /// The direction of that language.
    pub region_dir: &'static str,
    /// Shares by kind of problem.
    pub shares: Vec<ShareView>,
    /// Counts over time: when and how many.
    pub points: Vec<PointView>,
    /// The counts as a picture; `None` without any.
    pub curve: Option<CurveView>,
}

/// Counts over time as a picture: the inside of an SVG of any size, with a line for what was counted at a moment and a
/// rectangle for what was counted over a day or longer. Mirrored in right-to-left.
#[derive(Debug, Serialize)]
pub struct CurveView {
    /// The greatest count and when it was, in words.
    pub peak: String,
    /// The greatest count: where the picture's upper edge stands.
    pub most: String,
    /// When it begins.
    pub from: Html,
    /// When it ends.
    pub to: Html,
    /// The picture.
    pub drawing: Html,
    /// The counts as CSV, from the site's root.
    pub csv: String,
}

/// One kind of problem and its share.
#[derive(Debug, Serialize)]
pub struct ShareView {
    /// The kind in words.
    pub label: String,
    /// The percentage in words.
    pub text: String,
    /// The percentage as a number for `<meter>` or a bar, from 0 to 100.
    pub percent: f64,
}

/// A count at a moment.
#[derive(Debug, Serialize)]
pub struct PointView {
    /// When, as a `<time>`.
    pub at: Html,
    /// How many, in words.
    pub text: String,
    /// Share of the largest, from 0 to 100.
    pub share: u8,
}

/// One source.
#[derive(Debug, Serialize)]
pub struct SourceView {
    /// Its number as read in the page's language.
    pub number: String,
    /// The anchor references lead to, such as `s-downdetector`.
    pub anchor: String,
    /// Its title, else its address, linked where it has one.
    pub title: Placed,
    /// Publisher, author, date, role, language, archived copy, date it was read: those that are known.
    pub details: Vec<Placed>,
    /// A note, marked where it is in another language than the page; may be empty.
    pub note: Placed,
}

/// Related incidents of one relation.
#[derive(Debug, Serialize)]
pub struct RelatedGroup {
    /// The relation as seen from this page.
    pub relation: Shared<Term>,
    /// The incidents.
    pub incidents: Vec<RelatedView>,
}

/// A related incident.
#[derive(Debug, Serialize)]
pub struct RelatedView {
    /// Its page.
    pub href: String,
    /// Its title.
    pub title: String,
    /// The title's language.
    pub lang: String,
    /// The title's direction.
    pub dir: &'static str,
    /// When it began, as a `<time>`; empty where it was withdrawn, of which nothing else is told.
    pub start: Html,
}

/// A change to the article.
#[derive(Debug, Serialize)]
pub struct AmendmentView {
    /// The anchor, such as `a-1`.
    pub anchor: String,
    /// When, as a `<time>`.
    pub date: Html,
    /// What, marked where it is in another language than the page; may be empty.
    pub note: Placed,
    /// The fact it corrected, with what was given before, the numbers of the sources of that, and what was given after, such
    /// as `Impact: Minor → Major`; may be empty.
    pub change: Placed,
}

/// What was known from a moment on.
#[derive(Debug, Serialize)]
pub struct KnownView {
    /// The moment, as a `<time>`.
    pub at: Html,
    /// The update or amendment of that moment, on the page.
    pub href: String,
    /// Whether it is a change to the article, not an update.
    pub amended: bool,
    /// The status stated last by then; `None` before any was.
    pub status: Option<Shared<Term>>,
    /// How long it had been going on, in words; empty where one of the two has no clock time.
    pub elapsed: String,
    /// Facts of which the page gave something else until a later amendment.
    pub corrected: Vec<CorrectedView>,
}

/// A fact that was corrected later.
#[derive(Debug, Serialize)]
pub struct CorrectedView {
    /// The fact as it was given until then, such as `Impact: Minor`.
    pub given: String,
    /// The amendment, on the page.
    pub href: String,
    /// When, as a `<time>`.
    pub at: Html,
}

/// What stands beside facts, as links to where the page says more: that sources disagree, when the fact was corrected.
/// Each may be empty.
#[derive(Clone, Debug, Serialize)]
pub struct BesideView {
    /// Beside the beginning.
    pub date: Html,
    /// Beside the end.
    pub end: Html,
    /// Beside the regions.
    pub regions: Html,
    /// Beside the impact.
    pub impact: Html,
    /// Beside the causes.
    pub cause: Html,
    /// Beside the status.
    pub status: Html,
    /// Beside the figures.
    pub figures: Html,
}
