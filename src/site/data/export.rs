//! From an incident to its record.

use super::extra::Extra;
use super::record::{
    AmendmentRecord, CauseRecord, ClaimRecord, ClaimValueRecord, DurationRecord, EndRecord, FigureRecord,
    JustificationRecord, MomentRecord, PointRecord, Record, RegionRecord, RelatedRecord, ReportRecord, ServiceRecord,
    SourceRecord, TellingRecord, UnknownRecord, UpdateRecord,
};
use super::texts::Texts;
use crate::archive::{
    Amount, Cause, Claim, ClaimValue, Course, End, Figure, Id, Impact, Incident, Moment, Precision, Report, Source,
    Telling, UpdateText,
};
use crate::config::Localized;
use crate::derive::{Unknown, unknowns};
use crate::site::Site;
use crate::site::feeds::Identity;
use crate::site::pages::Anchors;
use crate::site::route::Route;

/// What the records of a site are made from.
pub(super) struct Exporter<'x> {
    pub site: &'x Site<'x>,
    pub identity: Identity,
}

impl<'x> Exporter<'x> {
    pub fn new(site: &'x Site<'x>) -> Self {
        Self { site, identity: Identity::new(site.archive) }
    }

    /// Everything about an incident.
    pub fn record(&self, incident: &'x Incident) -> Record<'x> {
        let facts = &incident.facts;
        let one = OneIncident { site: self.site, incident };
        let best = incident.best_telling(self.site.archive.default_language(), self.site.archive.default_language());
        let path = one.path(best);
        Record {
            id: &incident.id,
            uri: self.identity.uri(incident.first_id()),
            url: self.site.absolute(&path),
            path,
            aliases: facts.aliases.iter().map(|(alias, _)| &**alias).collect(),
            start: moment(&incident.start),
            end: EndRecord { status: end_status(&incident.course()), moment: incident.end.moment().map(moment) },
            duration: duration(&incident.course()),
            status: incident.status.key(),
            impact: known(facts.impact),
            services: one.services(),
            regions: one.regions(),
            causes: facts.causes.iter().enumerate().map(|(number, cause)| one.cause(cause, Some(number))).collect(),
            justification: one.justification(),
            sources: facts.sources.iter().enumerate().map(|(number, source)| one.source(source, number)).collect(),
            claims: facts.claims.iter().enumerate().map(|(number, claim)| one.claim(claim, number)).collect(),
            figures: facts
                .figures
                .iter()
                .enumerate()
                .map(|(number, figure)| one.figure(figure, Some(number)))
                .collect(),
            reports: facts.reports.iter().map(report).collect(),
            related: facts
                .related
                .iter()
                .map(|other| RelatedRecord { id: &other.id, relation: other.relation.key() })
                .collect(),
            updates: one.updates(),
            amendments: one.amendments(),
            tags: facts.tags.iter().map(|tag| &**tag).collect(),
            tellings: incident.tellings.iter().map(|telling| one.telling(telling)).collect(),
            x: facts.extra.as_ref().map(Extra),
            unknown: unknowns(incident).into_iter().map(|Unknown { fact, why }| UnknownRecord { fact, why }).collect(),
        }
    }
}

/// One incident in the making.
struct OneIncident<'x> {
    site: &'x Site<'x>,
    incident: &'x Incident,
}

impl<'x> OneIncident<'x> {
    fn path(&self, telling: &Telling) -> String {
        self.site.router.href(telling.language, &Route::Incident(self.incident.id.clone()))
    }

    fn language(&self, telling: &Telling) -> &'x str {
        self.site.archive.settings.languages.get(telling.language).map_or("und", |language| language.as_str())
    }

    /// A text of each telling that has it.
    fn texts(&self, text: impl Fn(&'x Telling) -> Option<&'x str>) -> Texts<'x> {
        let told = |telling: &'x Telling| Some((self.language(telling), text(telling)?));
        self.incident.tellings.iter().filter_map(told).collect()
    }

    fn notes(&self, list: impl Fn(&'x Telling) -> &'x [Option<String>], number: Option<usize>) -> Texts<'x> {
        self.texts(|telling| list(telling).get(number?)?.as_deref())
    }

    fn services(&self) -> Vec<ServiceRecord<'x>> {
        let services = &self.site.archive.names.services;
        let record = |affected: &'x crate::archive::AffectedService| ServiceRecord {
            id: &affected.service,
            name: services.get(&affected.service).map(|service| localized(&service.name)).unwrap_or_default(),
            impact: known(affected.impact),
            start: affected.start.as_ref().map(moment),
            end: affected.end.as_ref().map(end),
            regions: affected.regions.iter().map(|region| &**region).collect(),
        };
        self.incident.facts.services.iter().map(record).collect()
    }

    fn regions(&self) -> Vec<RegionRecord<'x>> {
        let record = |affected: &'x crate::archive::AffectedRegion| RegionRecord {
            code: &affected.region,
            impact: known(affected.impact),
            start: affected.start.as_ref().map(moment),
            end: affected.end.as_ref().map(end),
            source: affected.source.as_deref(),
        };
        self.incident.facts.regions.iter().map(record).collect()
    }

    fn cause(&self, cause: &'x Cause, number: Option<usize>) -> CauseRecord<'x> {
        CauseRecord {
            kind: &cause.kind,
            family: self.site.archive.names.family(&cause.kind).map(crate::archive::Family::key),
            certainty: cause.certainty.map(crate::archive::Certainty::key),
            by: cause.by.as_deref(),
            source: cause.source.as_deref(),
            summary: self.texts(|telling| telling.texts.causes.get(number?)?.summary.as_deref()),
        }
    }

    fn justification(&self) -> Option<JustificationRecord<'x>> {
        let justification = self.incident.facts.justification.as_ref()?;
        Some(JustificationRecord {
            by: justification.by.as_deref(),
            source: justification.source.as_deref(),
            text: self.texts(|telling| telling.texts.justification.as_deref()),
        })
    }

    fn source(&self, source: &'x Source, number: usize) -> SourceRecord<'x> {
        SourceRecord {
            id: &source.id,
            title: source.title.as_deref(),
            url: source.url.as_deref(),
            archived: source.archived.as_deref(),
            publisher: source.publisher.as_deref(),
            author: source.author.as_deref(),
            date: source.date.as_ref().map(moment),
            accessed: source.accessed.as_ref().map(moment),
            lang: source.lang.as_deref(),
            role: source.role.map(crate::archive::Role::key),
            note: self.notes(|telling| &telling.texts.sources, Some(number)),
        }
    }

    fn claim(&self, claim: &'x Claim, number: usize) -> ClaimRecord<'x> {
        let note = self.notes(|telling| &telling.texts.claims, Some(number));
        let value = self.claim_value(&claim.value);
        ClaimRecord { about: claim.about.key(), value, source: claim.source.as_deref(), note }
    }

    fn claim_value(&self, value: &'x ClaimValue) -> ClaimValueRecord<'x> {
        let nothing = ClaimValueRecord::default();
        match value {
            ClaimValue::Start(start) => ClaimValueRecord { start: Some(moment(start)), ..nothing },
            ClaimValue::Interval(from, to) => {
                ClaimValueRecord { start: Some(moment(from)), end: Some(end(to)), ..nothing }
            }
            ClaimValue::End(to) => ClaimValueRecord { end: Some(end(to)), ..nothing },
            ClaimValue::Regions(regions) => ClaimValueRecord { regions: Some(ids(regions)), ..nothing },
            ClaimValue::Impact(impact) => ClaimValueRecord { impact: Some(impact.key()), ..nothing },
            ClaimValue::Causes(causes) => {
                let causes = causes.iter().map(|cause| self.cause(cause, None)).collect();
                ClaimValueRecord { causes: Some(causes), ..nothing }
            }
            ClaimValue::Status(status) => ClaimValueRecord { status: Some(status.key()), ..nothing },
            ClaimValue::Figures(figures) => {
                let figures = figures.iter().map(|figure| self.figure(figure, None)).collect();
                ClaimValueRecord { figures: Some(figures), ..nothing }
            }
        }
    }

    fn figure(&self, figure: &'x Figure, number: Option<usize>) -> FigureRecord<'x> {
        let (at_least, at_most) = match figure.amount {
            Amount::Exactly(number) => (Some(number), Some(number)),
            Amount::AtLeast(number) => (Some(number), None),
            Amount::AtMost(number) => (None, Some(number)),
            Amount::Between(least, most) => (Some(least), Some(most)),
        };
        let name = self.site.archive.names.figures.get(&figure.what);
        FigureRecord {
            what: &figure.what,
            name: name.map(|name| localized(name)).unwrap_or_default(),
            at_least,
            at_most,
            unit: figure.unit.as_deref(),
            at: figure.at.as_ref().map(moment),
            source: figure.source.as_deref(),
            note: self.notes(|telling| &telling.texts.figures, number),
        }
    }

    fn updates(&self) -> Vec<UpdateRecord<'x>> {
        let mut anchors = Anchors::default();
        let text = |number: usize| {
            self.texts(|telling| match telling.texts.updates.get(number)?.text.as_ref()? {
                UpdateText::Typed(text) => Some(text),
                UpdateText::Body(range) => self.site.archive.text(telling.file).get(range.clone()).map(str::trim),
            })
        };
        let record = |(number, update): (usize, &'x crate::archive::Update)| UpdateRecord {
            anchor: anchors.next(&update.at),
            at: moment(&update.at),
            status: update.status.map(crate::archive::Status::key),
            sources: ids(&update.sources),
            by: update.by.as_deref(),
            lang: update.lang.as_deref(),
            text: text(number),
        };
        self.incident.facts.updates.iter().enumerate().map(record).collect()
    }

    fn amendments(&self) -> Vec<AmendmentRecord<'x>> {
        let record = |(number, amendment): (usize, &'x crate::archive::Amendment)| AmendmentRecord {
            date: moment(&amendment.date),
            about: amendment.was.as_ref().map(|was| was.about.key()),
            was: amendment.was.as_ref().map(|was| self.claim_value(&was.value)),
            note: self.notes(|telling| &telling.texts.amendments, Some(number)),
        };
        self.incident.facts.amendments.iter().enumerate().map(record).collect()
    }

    fn telling(&self, telling: &'x Telling) -> TellingRecord<'x> {
        let path = self.path(telling);
        let text = self.site.archive.text(telling.file);
        let prose = telling.prose.iter().filter_map(|range| text.get(range.clone())).map(str::trim);
        TellingRecord {
            language: self.language(telling),
            original: self.incident.original().file == telling.file,
            url: self.site.absolute(&path),
            path,
            title: &telling.title,
            summary: telling.summary.as_deref(),
            body: prose.collect::<Vec<_>>().join("\n\n"),
        }
    }
}

/// A name by language; the one for all languages stands under `und`, "undetermined".
pub(super) fn localized<'x>(name: &'x Localized) -> Texts<'x> {
    let text = |(language, text): (Option<&'x crate::locale::LanguageTag>, &'x str)| {
        (language.map_or("und", |language| language.as_str()), text)
    };
    name.texts().map(text).collect()
}

/// An impact that is known.
pub(super) fn known(impact: Option<Impact>) -> Option<&'static str> {
    impact.filter(|impact| *impact != Impact::Unknown).map(Impact::key)
}

pub(super) fn moment(moment: &Moment) -> MomentRecord {
    MomentRecord {
        edtf: moment.in_utc().text(),
        precision: precision(moment.precision()),
        approximate: moment.is_approximate(),
        uncertain: moment.is_uncertain(),
        earliest: moment.earliest().text(),
        latest: moment.latest().text(),
    }
}

pub(super) const fn precision(precision: Precision) -> &'static str {
    match precision {
        Precision::Year => "year",
        Precision::Month => "month",
        Precision::Day => "day",
        Precision::Minute => "minute",
        Precision::Second => "second",
    }
}

fn end(end: &End) -> EndRecord {
    EndRecord { status: status_of(end), moment: end.moment().map(moment) }
}

/// What is known of an end that may be a plan.
pub(super) const fn end_status(course: &Course) -> &'static str {
    match course.end {
        _ if course.is_end_planned => "planned",
        end => status_of(&end),
    }
}

const fn status_of(end: &End) -> &'static str {
    match end {
        End::Moment(_) => "known",
        End::Unknown => "unknown",
        End::Ongoing => "ongoing",
    }
}

/// A length of time: no number without an end.
pub(super) fn duration(course: &Course) -> DurationRecord {
    let range = course.duration();
    let status = match range {
        _ if course.is_end_planned => "planned",
        Some(range) if range.exact().is_some() && !course.is_doubted() => "known",
        Some(_) => "between",
        None => status_of(&course.end),
    };
    let (min_seconds, max_seconds) = (range.map(|range| range.min_seconds), range.map(|range| range.max_seconds));
    DurationRecord { status, min_seconds, max_seconds }
}

fn report(report: &Report) -> ReportRecord<'_> {
    let point = |(at, count): &(Moment, f64)| PointRecord { at: moment(at), count: *count };
    ReportRecord {
        source: report.source.as_deref(),
        at: report.at.as_ref().map(moment),
        region: report.region.as_deref(),
        shares: report.shares.iter().map(|(kind, share)| (kind.key(), *share)).collect(),
        points: report.points.iter().map(point).collect(),
    }
}

fn ids(ids: &[Id]) -> Vec<&str> {
    ids.iter().map(|id| &**id).collect()
}
