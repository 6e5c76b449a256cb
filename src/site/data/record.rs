//! An incident as open data: what is known, in every language it is told in, and what isn't known and why.
//!
//! The types are the schema. A field that isn't known is `null`; `unknown` says why.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::extra::Extra;
use super::texts::Texts;

/// An incident.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Incident")]
pub(super) struct Record<'r> {
    /// Its identifier in the archive.
    pub id: &'r str,
    /// A URI that stays whatever becomes of its title, its address or its translations. Feeds use it, too.
    pub uri: String,
    /// Its page, where the address of the site is known.
    pub url: Option<String>,
    /// Its page, seen from the site's root.
    pub path: String,
    /// Earlier identifiers.
    pub aliases: Vec<&'r str>,
    /// When it began.
    pub start: MomentRecord,
    /// When it ended.
    pub end: EndRecord,
    /// How long it took.
    pub duration: DurationRecord,
    /// Where it stands, as last known.
    pub status: &'static str,
    /// How grave it was; null is not known, which is not the same as `none`.
    pub impact: Option<&'static str>,
    /// The services concerned.
    pub services: Vec<ServiceRecord<'r>>,
    /// The regions concerned.
    pub regions: Vec<RegionRecord<'r>>,
    /// Causes. None given is a cause not known.
    pub causes: Vec<CauseRecord<'r>>,
    /// What was stated as the reason, if that isn't the cause.
    pub justification: Option<JustificationRecord<'r>>,
    /// Sources, in the order they are numbered in.
    pub sources: Vec<SourceRecord<'r>>,
    /// What sources claim other than what the archive follows.
    pub claims: Vec<ClaimRecord<'r>>,
    /// Figures somebody gives.
    pub figures: Vec<FigureRecord<'r>>,
    /// Reports by users: how many complained, not how many were affected.
    pub reports: Vec<ReportRecord<'r>>,
    /// Other incidents.
    pub related: Vec<RelatedRecord<'r>>,
    /// What was said as it went on, in the order of time.
    pub updates: Vec<UpdateRecord<'r>>,
    /// Changes to the article.
    pub amendments: Vec<AmendmentRecord<'r>>,
    /// Tags.
    pub tags: Vec<&'r str>,
    /// What its authors say about it in each language.
    pub tellings: Vec<TellingRecord<'r>>,
    /// The authors' own data.
    pub x: Option<Extra<'r>>,
    /// What is not known, and why.
    pub unknown: Vec<UnknownRecord>,
}

/// A moment, as exact as it is known and no more.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Moment")]
pub(super) struct MomentRecord {
    /// As EDTF (ISO 8601-2), level 1; times in UTC. `~` is approximate, `?` uncertain, `%` both.
    pub edtf: String,
    /// The unit it is known to: year, month, day, minute or second.
    pub precision: &'static str,
    /// Whether it is approximate.
    pub approximate: bool,
    /// Whether it is uncertain.
    pub uncertain: bool,
    /// The first second it may mean, wherever on Earth a date was meant.
    pub earliest: String,
    /// The last second it may mean, likewise.
    pub latest: String,
}

/// An end.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "End")]
pub(super) struct EndRecord {
    /// `known`, `planned` (of the end of work that is announced or under way, whether it is told or not), `unknown` (it ended, nobody knows when) or
    /// `ongoing` (as far as the archive tells).
    pub status: &'static str,
    /// When, if known.
    pub moment: Option<MomentRecord>,
}

/// A length of time.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Duration")]
pub(super) struct DurationRecord {
    /// `known`, `between` (known between bounds, or doubted as a moment with `?` is), `planned`, `unknown` or `ongoing`.
    pub status: &'static str,
    /// It took at least so many seconds.
    pub min_seconds: Option<u64>,
    /// It took at most so many seconds.
    pub max_seconds: Option<u64>,
}

/// A service as the incident concerned it. What is null is as for the whole incident.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "AffectedService")]
pub(super) struct ServiceRecord<'r> {
    /// Its identifier.
    pub id: &'r str,
    /// Its name.
    pub name: Texts<'r>,
    /// How grave for it.
    pub impact: Option<&'static str>,
    /// When for it.
    pub start: Option<MomentRecord>,
    /// When it ended for it.
    pub end: Option<EndRecord>,
    /// Where for it.
    pub regions: Vec<&'r str>,
}

/// A region as the incident concerned it. What is null is as for the whole incident.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "AffectedRegion")]
pub(super) struct RegionRecord<'r> {
    /// ISO 3166-1 or 3166-2 code, or the name of a group or of a region of the archive's own.
    pub code: &'r str,
    /// How grave there.
    pub impact: Option<&'static str>,
    /// When there.
    pub start: Option<MomentRecord>,
    /// When it ended there.
    pub end: Option<EndRecord>,
    /// The source that says so.
    pub source: Option<&'r str>,
}

/// A cause.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Cause")]
pub(super) struct CauseRecord<'r> {
    /// Its kind.
    pub kind: &'r str,
    /// The family of the kind.
    pub family: Option<&'static str>,
    /// How sure.
    pub certainty: Option<&'static str>,
    /// Who says so.
    pub by: Option<&'r str>,
    /// The source.
    pub source: Option<&'r str>,
    /// In a sentence.
    pub summary: Texts<'r>,
}

/// A reason that was stated.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Justification")]
pub(super) struct JustificationRecord<'r> {
    /// Who stated it.
    pub by: Option<&'r str>,
    /// The source.
    pub source: Option<&'r str>,
    /// What was stated.
    pub text: Texts<'r>,
}

/// A source.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Source")]
pub(super) struct SourceRecord<'r> {
    /// Its identifier in the incident.
    pub id: &'r str,
    /// Title.
    pub title: Option<&'r str>,
    /// Address.
    pub url: Option<&'r str>,
    /// An archived copy.
    pub archived: Option<&'r str>,
    /// Publisher.
    pub publisher: Option<&'r str>,
    /// Author.
    pub author: Option<&'r str>,
    /// When it was published.
    pub date: Option<MomentRecord>,
    /// When it was read.
    pub accessed: Option<MomentRecord>,
    /// Its language.
    pub lang: Option<&'r str>,
    /// `official`, `press`, `crowd`, `measurement`, `regulator` or `other`.
    pub role: Option<&'static str>,
    /// A note.
    pub note: Texts<'r>,
}

/// A claim.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Claim")]
pub(super) struct ClaimRecord<'r> {
    /// What about: `date`, `end`, `regions`, `impact`, `cause`, `status` or `figures`.
    pub about: &'static str,
    /// What is claimed.
    pub value: ClaimValueRecord<'r>,
    /// Who claims it.
    pub source: Option<&'r str>,
    /// A note.
    pub note: Texts<'r>,
}

/// What is claimed: the one field that fits what the claim is about, or two for an interval.
#[derive(Debug, Default, Serialize, JsonSchema)]
#[schemars(rename = "ClaimValue")]
pub(super) struct ClaimValueRecord<'r> {
    /// A beginning.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<MomentRecord>,
    /// An end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<EndRecord>,
    /// Regions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub regions: Option<Vec<&'r str>>,
    /// An impact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub impact: Option<&'static str>,
    /// Causes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub causes: Option<Vec<CauseRecord<'r>>>,
    /// A status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<&'static str>,
    /// Figures.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figures: Option<Vec<FigureRecord<'r>>>,
}

/// A figure.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Figure")]
pub(super) struct FigureRecord<'r> {
    /// A word of the archive's vocabulary.
    pub what: &'r str,
    /// What the word means.
    pub name: Texts<'r>,
    /// It is so many or more.
    pub at_least: Option<f64>,
    /// It is so many or fewer. Both alike: exactly so many.
    pub at_most: Option<f64>,
    /// Its unit.
    pub unit: Option<&'r str>,
    /// When it held.
    pub at: Option<MomentRecord>,
    /// The source.
    pub source: Option<&'r str>,
    /// A note.
    pub note: Texts<'r>,
}

/// Reports by users.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Report")]
pub(super) struct ReportRecord<'r> {
    /// Who collected them.
    pub source: Option<&'r str>,
    /// When.
    pub at: Option<MomentRecord>,
    /// Where.
    pub region: Option<&'r str>,
    /// Shares by kind of complaint, in per cent.
    pub shares: BTreeMap<&'static str, f64>,
    /// Counts over time.
    pub points: Vec<PointRecord>,
}

/// A count of reports.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Point")]
pub(super) struct PointRecord {
    /// When.
    pub at: MomentRecord,
    /// How many.
    pub count: f64,
}

/// Another incident.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Related")]
pub(super) struct RelatedRecord<'r> {
    /// Its identifier.
    pub id: &'r str,
    /// How it relates: `precursor` says that it came before and announced this one.
    #[serde(rename = "as")]
    pub relation: &'static str,
}

/// An update.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Update")]
pub(super) struct UpdateRecord<'r> {
    /// The fragment of the page it stands at.
    pub anchor: String,
    /// When.
    pub at: MomentRecord,
    /// Status then, if said.
    pub status: Option<&'static str>,
    /// Where it was said.
    pub sources: Vec<&'r str>,
    /// Who said it.
    pub by: Option<&'r str>,
    /// The language it was said in, if not the write-up's.
    pub lang: Option<&'r str>,
    /// What it says, in CommonMark.
    pub text: Texts<'r>,
}

/// A change to the article.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Amendment")]
pub(super) struct AmendmentRecord<'r> {
    /// When.
    pub date: MomentRecord,
    /// The fact that was corrected: `date`, `end`, `regions`, `impact`, `cause`, `status` or `figures`.
    pub about: Option<&'static str>,
    /// What the article gave until then.
    pub was: Option<ClaimValueRecord<'r>>,
    /// What.
    pub note: Texts<'r>,
}

/// What is told in one language.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Telling")]
pub(super) struct TellingRecord<'r> {
    /// The language (BCP 47).
    pub language: &'r str,
    /// Whether the others are translations of it.
    pub original: bool,
    /// Its page, where the address of the site is known.
    pub url: Option<String>,
    /// Its page, seen from the site's root.
    pub path: String,
    /// Title.
    pub title: &'r str,
    /// A sentence or two.
    pub summary: Option<&'r str>,
    /// The prose, in CommonMark with tables and footnotes; a footnote that names a source cites it.
    pub body: String,
}

/// Something that is not known.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Unknown")]
pub(super) struct UnknownRecord {
    /// `end`, `duration`, `impact`, `status`, `cause` or `regions`.
    pub fact: &'static str,
    /// `not-stated` (the article is silent), `not-known` (the article says so), `ongoing`, or `imprecise` (known
    /// between bounds only).
    pub why: &'static str,
}
