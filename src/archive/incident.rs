//! An incident: its facts, told once, and its tellings, one a language.

use std::ops::Range;
use std::sync::Arc;

use super::moment::{DurationRange, End, Moment};
use super::prose::Hinted;
use super::words::{About, Certainty, Impact, Relation, ReportKind, Role, Status, UNKNOWN_CAUSE};
use crate::parse::markdown::Parsed;
use crate::parse::tree::Node;
use crate::source::FileId;

/// A stable identifier: of an incident, service, region, cause, page or source.
pub type Id = Arc<str>;

/// A language of the site, by its number in the settings.
pub type LanguageNumber = usize;

/// An incident with all its tellings.
#[derive(Clone, Debug)]
pub struct Incident {
    /// Stable identifier, unique in the archive.
    pub id: Id,
    /// What is true of it in every language.
    pub facts: Facts,
    /// When it began.
    pub start: Moment,
    /// When it ended.
    pub end: End,
    /// Where it stands, as last known.
    pub status: Status,
    /// The texts, one a language, in the order of the site's languages.
    pub tellings: Vec<Telling>,
    /// Which of the tellings is the original.
    pub original: usize,
}

impl Incident {
    /// How long it took; `None` where the end isn't known or it goes on.
    pub fn duration(&self) -> Option<DurationRange> {
        self.course().duration()
    }

    /// The id feeds and calendars know it by for ever: the first it ever had. Old ids are listed oldest first.
    pub fn first_id(&self) -> &Id {
        self.facts.aliases.first().map_or(&self.id, |(alias, _)| alias)
    }

    /// The last moment it tells of: of its beginning, its end, its updates and its amendments.
    pub fn last_moment(&self) -> Moment {
        let updates = self.facts.updates.iter().map(|update| update.at);
        let amendments = self.facts.amendments.iter().map(|amendment| amendment.date);
        let moments = updates.chain(amendments).chain(self.end.moment().copied());
        moments
            .max_by_key(Moment::order_key)
            .filter(|last| last.order_key() > self.start.order_key())
            .unwrap_or(self.start)
    }

    /// The telling in `language`.
    pub fn telling(&self, language: LanguageNumber) -> Option<&Telling> {
        self.tellings.iter().find(|telling| telling.language == language)
    }

    /// The original telling.
    pub fn original(&self) -> &Telling {
        self.tellings.get(self.original).or(self.tellings.first()).expect("an incident has at least one telling")
    }

    /// The telling that fits a reader of `language` best: their own, the default language's, the original.
    pub fn best_telling(&self, language: LanguageNumber, default: LanguageNumber) -> &Telling {
        self.telling(language).or_else(|| self.telling(default)).unwrap_or_else(|| self.original())
    }

    /// What a telling says, else what the original does, with the telling that says it.
    pub fn text_in<'i, T>(
        &'i self,
        telling: &'i Telling,
        text: impl Fn(&'i Telling) -> Option<T>,
    ) -> Option<(T, &'i Telling)> {
        [telling, self.original()].into_iter().find_map(|told| Some((text(told)?, told)))
    }

    /// The summary in a telling, else that of the original, with the telling it stands in.
    pub fn summary<'i>(&'i self, telling: &'i Telling) -> Option<(&'i str, &'i Telling)> {
        self.text_in(telling, |told| told.summary.as_deref())
    }

    /// Whether its text is withdrawn.
    pub const fn is_withdrawn(&self) -> bool {
        self.facts.withdrawn.is_some()
    }

    /// Whether it is the same incident as another and so isn't counted.
    pub fn is_duplicate(&self) -> bool {
        self.facts.related.iter().any(|related| related.relation == Relation::Duplicate)
    }
}

/// What is true of an incident in every language. Texts inside facts are in the tellings.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// How grave.
    pub impact: Option<Impact>,
    /// The services concerned.
    pub services: Vec<AffectedService>,
    /// The regions concerned.
    pub regions: Vec<AffectedRegion>,
    /// Causes; none given is an unknown cause.
    pub causes: Vec<Cause>,
    /// What was stated as the reason, if that isn't the cause.
    pub justification: Option<Justification>,
    /// Sources.
    pub sources: Vec<Source>,
    /// What sources claim otherwise.
    pub claims: Vec<Claim>,
    /// Figures.
    pub figures: Vec<Figure>,
    /// Crowd reports.
    pub reports: Vec<Report>,
    /// Related incidents as named here.
    pub related: Vec<Related>,
    /// Updates in the order of time.
    pub updates: Vec<Update>,
    /// Changes to the article.
    pub amendments: Vec<Amendment>,
    /// Tags.
    pub tags: Vec<Id>,
    /// Old identifiers whose addresses lead here.
    pub aliases: Vec<(Id, Range<usize>)>,
    /// Hidden until it is finished.
    pub draft: bool,
    /// Why the text was withdrawn, as the original says it.
    pub withdrawn: Option<String>,
    /// The author's own data.
    pub extra: Option<Node>,
}

impl Facts {
    /// How grave; unknown if not said.
    pub fn impact(&self) -> Impact {
        self.impact.unwrap_or(Impact::Unknown)
    }

    /// Whether somebody has stated a cause, whoever else doesn't know one.
    pub fn is_cause_known(&self) -> bool {
        self.causes.iter().any(|cause| *cause.kind != *UNKNOWN_CAUSE)
    }

    /// The source with `id` and its number from 1.
    pub fn source(&self, id: &str) -> Option<(usize, &Source)> {
        self.sources.iter().enumerate().find(|(_, source)| *source.id == *id).map(|(i, source)| (i + 1, source))
    }
}

/// A service as an incident concerned it.
#[derive(Clone, Debug, PartialEq)]
pub struct AffectedService {
    /// The service.
    pub service: Id,
    /// How grave for it, if that differs.
    pub impact: Option<Impact>,
    /// When for it, if that differs.
    pub start: Option<Moment>,
    /// When it ended for it, if that differs.
    pub end: Option<End>,
    /// Where for it, if that differs.
    pub regions: Vec<Id>,
}

/// A region as an incident concerned it.
#[derive(Clone, Debug, PartialEq)]
pub struct AffectedRegion {
    /// The region.
    pub region: Id,
    /// How grave there, if that differs.
    pub impact: Option<Impact>,
    /// When there, if that differs.
    pub start: Option<Moment>,
    /// When it ended there, if that differs.
    pub end: Option<End>,
    /// Who says so.
    pub source: Option<Id>,
}

/// A cause, with who says so.
#[derive(Clone, Debug, PartialEq)]
pub struct Cause {
    /// The kind.
    pub kind: Id,
    /// How sure; not said is `None`.
    pub certainty: Option<Certainty>,
    /// Who says so.
    pub by: Option<String>,
    /// Where.
    pub source: Option<Id>,
}

/// What was stated as the reason; its text is in the tellings.
#[derive(Clone, Debug, PartialEq)]
pub struct Justification {
    /// Who stated it.
    pub by: Option<String>,
    /// Where.
    pub source: Option<Id>,
}

/// A source.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Its id in the write-up, made from its number where none is given.
    pub id: Id,
    /// Title.
    pub title: Option<Box<str>>,
    /// Address.
    pub url: Option<Box<str>>,
    /// An archived copy.
    pub archived: Option<Box<str>>,
    /// Publisher.
    pub publisher: Option<Box<str>>,
    /// Author.
    pub author: Option<Box<str>>,
    /// Date of publication.
    pub date: Option<Moment>,
    /// Date it was read.
    pub accessed: Option<Moment>,
    /// Its language.
    pub lang: Option<Box<str>>,
    /// What kind of source.
    pub role: Option<Role>,
}

impl Source {
    /// The short name: publisher, else title, else host of the address, else id.
    pub fn short_name(&self) -> String {
        let host = self.url.as_deref().and_then(crate::parse::url::host);
        let name = self.publisher.as_deref().or(self.title.as_deref());
        name.or(host.map(|host| host.trim_start_matches("www."))).unwrap_or(&self.id).to_owned()
    }
}

/// What a source claims, other than what the archive follows.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// What about.
    pub about: About,
    /// The value claimed.
    pub value: ClaimValue,
    /// Who claims it.
    pub source: Option<Id>,
}

/// A value claimed.
#[derive(Clone, Debug, PartialEq)]
pub enum ClaimValue {
    /// A start.
    Start(Moment),
    /// A start and an end.
    Interval(Moment, End),
    /// An end.
    End(End),
    /// Regions.
    Regions(Vec<Id>),
    /// An impact.
    Impact(Impact),
    /// Causes.
    Causes(Vec<Cause>),
    /// A status.
    Status(Status),
    /// Figures.
    Figures(Vec<Figure>),
}

/// A number somebody gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The word of the site's vocabulary.
    pub what: Id,
    /// The number.
    pub amount: Amount,
    /// Its unit.
    pub unit: Option<String>,
    /// When it held.
    pub at: Option<Moment>,
    /// Who says so.
    pub source: Option<Id>,
}

/// How exactly a number is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Amount {
    /// So many.
    Exactly(f64),
    /// So many or more.
    AtLeast(f64),
    /// So many or fewer.
    AtMost(f64),
    /// From so many to so many.
    Between(f64, f64),
}

/// Reports of users; how many complain, not how many are affected.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Who collected them.
    pub source: Option<Id>,
    /// When.
    pub at: Option<Moment>,
    /// Where.
    pub region: Option<Id>,
    /// Shares by kind of problem, in per cent.
    pub shares: Vec<(ReportKind, f64)>,
    /// Counts over time.
    pub points: Vec<(Moment, f64)>,
}

/// A related incident as named by this one.
#[derive(Clone, Debug, PartialEq)]
pub struct Related {
    /// The other.
    pub id: Id,
    /// How it relates.
    pub relation: Relation,
    /// Where it is named.
    pub span: Range<usize>,
}

/// An update; its text is in the tellings.
#[derive(Clone, Debug, PartialEq)]
pub struct Update {
    /// When.
    pub at: Moment,
    /// Status then, if said.
    pub status: Option<Status>,
    /// Where it was said.
    pub sources: Vec<Id>,
    /// Who said it.
    pub by: Option<Box<str>>,
    /// The language it was said in, if not the write-up's.
    pub lang: Option<Box<str>>,
}

/// A change to the article; its note is in the tellings.
#[derive(Clone, Debug, PartialEq)]
pub struct Amendment {
    /// When.
    pub date: Moment,
    /// What the article gave until then, where the change corrected a fact.
    pub was: Option<Correction>,
}

/// A fact as an article gave it before it was corrected.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    /// What about.
    pub about: About,
    /// What was given.
    pub value: ClaimValue,
}

/// The texts of an incident in one language.
#[derive(Clone, Debug)]
pub struct Telling {
    /// The language.
    pub language: LanguageNumber,
    /// The file it is in.
    pub file: FileId,
    /// Title.
    pub title: String,
    /// A sentence or two.
    pub summary: Option<String>,
    /// The whole body of the file.
    pub body: Range<usize>,
    /// The body as the parser understood it.
    pub parsed: Arc<Parsed>,
    /// The prose: stretches of the body.
    pub prose: Vec<Range<usize>>,
    /// What the body may say of facts.
    pub hinted: Hinted,
    /// Links of the prose that lead inside the project.
    pub links: Vec<InnerLink>,
    /// Texts of facts.
    pub texts: Texts,
    /// Hash of the original it was translated from.
    pub translated_from: Option<String>,
    /// Whether it was translated from other words than the original holds now.
    pub is_older: bool,
    /// Whether this file is marked as a draft.
    pub draft: bool,
}

/// A link or image in prose that leads to another file of the project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InnerLink {
    /// The path as typed, without fragment.
    pub path: String,
    /// The part of the page, without `#`.
    pub fragment: Option<Box<str>>,
    /// Whether it is an image.
    pub image: bool,
    /// Where it stands.
    pub span: Range<usize>,
    /// Where its address stands, with its fragment; empty if that isn't known.
    pub dest: Range<usize>,
}

/// Texts of facts, each list as long as the facts it belongs to; `None` where this language has no text.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    /// What updates say, and who says it if this language spells that otherwise.
    pub updates: Vec<UpdateTelling>,
    /// Causes in a sentence, likewise.
    pub causes: Vec<CauseTelling>,
    /// What was stated as justification.
    pub justification: Option<String>,
    /// Notes to claims.
    pub claims: Vec<Option<String>>,
    /// Notes to figures.
    pub figures: Vec<Option<String>>,
    /// Notes to sources.
    pub sources: Vec<Option<String>>,
    /// Notes to amendments.
    pub amendments: Vec<Option<String>>,
    /// Why the text was withdrawn.
    pub withdrawn: Option<String>,
}

/// An update in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UpdateTelling {
    /// What it says.
    pub text: Option<UpdateText>,
    /// Who said it, as this language writes the name.
    pub by: Option<Box<str>>,
}

/// A cause in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CauseTelling {
    /// In a sentence.
    pub summary: Option<String>,
    /// Who says so, as this language writes the name.
    pub by: Option<String>,
}

/// What an update says, as markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UpdateText {
    /// In the front matter.
    Typed(String),
    /// A stretch of the file's body.
    Body(Range<usize>),
}
