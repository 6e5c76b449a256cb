//! Reading what an incident concerned: services, regions, causes, related incidents.

use std::ops::Range;

use super::source_ids::SourceIds;
use super::values::{UNKNOWN_END, Values, is_mapping};
use crate::archive::incident::{AffectedRegion, AffectedService, Cause, Id, Justification, Related};
use crate::archive::moment::{End, Moment};
use crate::archive::shapes::{AFFECTED_REGION, AFFECTED_SERVICE, JUSTIFICATION, RELATED, most};
use crate::archive::words::{Certainty, Impact, Relation, UNKNOWN_CAUSE};
use crate::diagnostic::Code;
use crate::parse::fields::{Fields, KeyPath};
use crate::parse::shape::Shape;
use crate::parse::tree::{Node, Value};

/// A cause with its texts.
pub struct CauseRead {
    /// The cause.
    pub cause: Cause,
    /// In a sentence.
    pub summary: Option<String>,
    /// The justification given with it, and its text.
    pub justification: Option<(Justification, Option<String>)>,
    /// Where that stands.
    pub justified_at: Range<usize>,
}

impl CauseRead {
    /// Whether it is the same cause, as sure, told by the same, in the same words if any.
    fn says_no_more_than(&self, other: &Self) -> bool {
        self.cause == other.cause && self.summary == other.summary && self.justification == other.justification
    }
}

impl Values<'_> {
    /// `services`: ids, or mappings with what is particular to one.
    pub fn services(&mut self, node: &Node, path: &KeyPath<'_>) -> Vec<AffectedService> {
        let items = self.reader.items(node, path, most::SERVICES);
        if items.is_empty() && node.value != Value::Null {
            self.reader.tell(
                self.reader
                    .problem(Code::EmptyValue, &node.span, path, format!("`{path}` names no service"))
                    .help("name at least one, such as `services: [telegram]`"),
            );
        }
        let mut read: Vec<AffectedService> = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            let Some(service) = self.affected_service(item, &path.index(index)) else { continue };
            if self.is_first(item, path, "service", &service.service, read.iter().map(|s| &s.service)) {
                read.push(service);
            }
        }
        read
    }

    fn affected_service(&mut self, node: &Node, path: &KeyPath<'_>) -> Option<AffectedService> {
        if !is_mapping(node) {
            let service = self.service(node, path)?;
            return Some(AffectedService { service, impact: None, start: None, end: None, regions: Vec::new() });
        }
        let fields = self.reader.mapping(node, path, &AFFECTED_SERVICE)?;
        let (impact, start, end) = self.own_course(&fields, path);
        let regions = fields.node("regions").map(|node| self.regions(node, &path.key("regions"))).unwrap_or_default();
        let id = self.reader.required(&fields, path, "id")?;
        let service = self.service(id, &path.key("id"))?;
        Some(AffectedService { service, impact, start, end, regions })
    }

    /// `regions`: codes, or mappings with what is particular to one.
    pub fn affected_regions(
        &mut self,
        node: &Node,
        path: &KeyPath<'_>,
        sources: &SourceIds<'_>,
    ) -> Vec<AffectedRegion> {
        let items = self.reader.items(node, path, most::REGIONS);
        let mut read: Vec<AffectedRegion> = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            let Some(region) = self.affected_region(item, &path.index(index), sources) else { continue };
            if self.is_first(item, path, "region", &region.region, read.iter().map(|r| &r.region)) {
                read.push(region);
            }
        }
        read
    }

    fn affected_region(&mut self, node: &Node, path: &KeyPath<'_>, sources: &SourceIds<'_>) -> Option<AffectedRegion> {
        if !is_mapping(node) {
            let region = self.region(node, path)?;
            return Some(AffectedRegion { region, impact: None, start: None, end: None, source: None });
        }
        let fields = self.reader.mapping(node, path, &AFFECTED_REGION)?;
        let (impact, start, end) = self.own_course(&fields, path);
        let source = self.optional_source(&fields, path, sources);
        let region = self.reader.required(&fields, path, "region")?;
        let region = self.region(region, &path.key("region"))?;
        Some(AffectedRegion { region, impact, start, end, source })
    }

    fn own_course(&mut self, fields: &Fields<'_>, path: &KeyPath<'_>) -> (Option<Impact>, Option<Moment>, Option<End>) {
        let impact = fields.node("impact").and_then(|n| self.reader.word(n, &path.key("impact"), Impact::WORDS));
        self.beside_no_impact(fields, path, impact);
        let start = self.optional_moment(fields, path, "date");
        let end = fields.node("end").and_then(|node| self.end(node, &path.key("end")));
        let own_start = start.zip(fields.node("date").map(|node| node.span.clone()));
        let from = own_start.or_else(|| self.start.clone());
        if let (Some((from, from_span)), Some(end), Some(node)) = (&from, &end, fields.node("end")) {
            self.end_not_before(from, end, (&node.span, &path.key("end")), Some(from_span), UNKNOWN_END);
        }
        self.beside_the_whole(fields, path, start.as_ref(), end);
        (impact, start, end)
    }

    /// Tells an impact on something concerned where the incident as a whole has none.
    fn beside_no_impact(&mut self, fields: &Fields<'_>, path: &KeyPath<'_>, impact: Option<Impact>) {
        let is_graver = matches!(impact, Some(Impact::Minor | Impact::Major | Impact::Critical));
        let (Some(whole), Some(node), true) = (self.no_impact.clone(), fields.node("impact"), is_graver) else {
            return;
        };
        let message = "there was an impact here, though the incident as a whole has none".to_owned();
        let problem = self.reader.problem(Code::ImpactOfPart, &node.span, &path.key("impact"), message);
        let problem = problem.label(self.reader.place(&whole), "the incident as a whole");
        self.reader.tell(problem.help("correct one of the two: an incident is as grave as where it was worst"));
    }

    /// Tells a time of something concerned that the time of the incident as a whole contradicts.
    fn beside_the_whole(&mut self, fields: &Fields<'_>, path: &KeyPath<'_>, start: Option<&Moment>, end: Option<End>) {
        let date = start.zip(fields.node("date"));
        if let (Some((own, node)), Some((whole, span))) = (date, self.start.clone())
            && own.certainly_before(&whole)
        {
            let message = format!("`{own}` lies before the start of the incident as a whole");
            self.outside(Code::OutsideIncident, message, node, &path.key("date"), &span);
        }
        let Some((whole, span)) = self.end.clone() else { return };
        match (end.zip(fields.node("end")), date) {
            (Some((End::Moment(own), node)), _) if whole.certainly_before(&own) => {
                let message = format!("`{own}` lies after the end of the incident as a whole");
                self.outside(Code::OutsideIncident, message, node, &path.key("end"), &span);
            }
            (Some((End::Ongoing, node)), _) => {
                let message = "it goes on here, though the incident as a whole is over".to_owned();
                self.outside(Code::OutsideIncident, message, node, &path.key("end"), &span);
            }
            // Without an end of its own it ended with the whole.
            (None, Some((own, node))) if whole.certainly_before(own) => {
                let message = format!("`{own}` lies after the end of the incident as a whole");
                self.outside(Code::EndBeforeStart, message, node, &path.key("date"), &span);
            }
            _ => {}
        }
    }

    /// Tells that something was concerned when the incident had not begun or was over.
    fn outside(&mut self, code: Code, message: String, node: &Node, path: &KeyPath<'_>, whole: &Range<usize>) {
        let problem = self.reader.problem(code, &node.span, path, message);
        let problem = problem.label(self.reader.place(whole), "the incident as a whole");
        self.reader
            .tell(problem.help("correct one of the two: an incident lasts from the first it concerned to the last"));
    }

    fn is_first<'i>(
        &mut self,
        node: &Node,
        path: &KeyPath<'_>,
        what: &str,
        id: &Id,
        mut earlier: impl Iterator<Item = &'i Id>,
    ) -> bool {
        if !earlier.any(|known| known == id) {
            return true;
        }
        let message = format!("the {what} `{id}` stands twice in `{path}`");
        let problem =
            self.reader.problem(Code::DuplicateEntry, &node.span, path, message).help("remove one of the two");
        self.reader.tell(problem);
        false
    }

    /// `cause`: a kind, a mapping, or a list of those.
    pub fn causes(
        &mut self,
        node: &Node,
        path: &KeyPath<'_>,
        shape: &Shape,
        sources: &SourceIds<'_>,
    ) -> Vec<CauseRead> {
        if !matches!(node.value, Value::Sequence(_)) {
            return self.one_cause(node, path, shape, sources).into_iter().collect();
        }
        let items = self.reader.items(node, path, most::CAUSES);
        let mut read: Vec<(&Node, CauseRead)> = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            let Some(cause) = self.one_cause(item, &path.index(index), shape, sources) else { continue };
            // In a translation an entry may hold texts alone, and its kind is the original's.
            if cause.cause.kind.is_empty() || !read.iter().any(|(_, earlier)| cause.says_no_more_than(earlier)) {
                read.push((item, cause));
                continue;
            }
            let message = format!("the cause `{}` stands twice in `{path}`", cause.cause.kind);
            let problem = self.reader.problem(Code::DuplicateEntry, &item.span, path, message);
            self.reader.tell(problem.help("remove one of the two"));
        }
        self.unknown_beside_others(&read, path);
        read.into_iter().map(|(_, cause)| cause).collect()
    }

    /// Tells a cause that is not known beside one that is, where nobody is named who doesn't know it.
    fn unknown_beside_others(&mut self, read: &[(&Node, CauseRead)], path: &KeyPath<'_>) {
        let kinds = || read.iter().map(|(_, cause)| &*cause.cause.kind);
        if self.is_translation || !kinds().any(|kind| kind != UNKNOWN_CAUSE) {
            return;
        }
        let is_plain = |read: &CauseRead| read.cause.by.is_none() && read.cause.source.is_none();
        for (node, _) in read.iter().filter(|(_, read)| *read.cause.kind == *UNKNOWN_CAUSE && is_plain(read)) {
            let message = "the cause is `unknown` beside one that is known".to_owned();
            let problem = self.reader.problem(Code::UnknownBesideCause, &node.span, path, message);
            let help = "remove it, or say who doesn't know it: `{ kind: unknown, by: … }`";
            self.reader.tell(problem.help(help));
        }
    }

    fn one_cause(
        &mut self,
        node: &Node,
        path: &KeyPath<'_>,
        shape: &Shape,
        sources: &SourceIds<'_>,
    ) -> Option<CauseRead> {
        if !is_mapping(node) {
            let kind = self.cause(node, path)?;
            let cause = Cause { kind, certainty: None, by: None, source: None };
            return Some(CauseRead { cause, summary: None, justification: None, justified_at: 0..0 });
        }
        let fields = self.reader.mapping(node, path, shape)?;
        let certainty =
            fields.node("certainty").and_then(|n| self.reader.word(n, &path.key("certainty"), Certainty::WORDS));
        let by = self.optional_text(&fields, path, "by");
        let source = self.optional_source(&fields, path, sources);
        let summary = self.optional_prose(&fields, path, "summary");
        let justified = fields.node("justification");
        let justified_at = justified.map_or(0..0, |node| node.span.clone());
        let justification = justified.and_then(|n| self.justification(n, &path.key("justification"), sources));
        let kind = match fields.node("kind") {
            Some(node) => self.cause(node, &path.key("kind"))?,
            None if sources.any => Id::from(""),
            None => {
                self.reader.required(&fields, path, "kind");
                return None;
            }
        };
        Some(CauseRead { cause: Cause { kind, certainty, by, source }, summary, justification, justified_at })
    }

    /// `justification`: what was stated as the reason.
    pub fn justification(
        &mut self,
        node: &Node,
        path: &KeyPath<'_>,
        sources: &SourceIds<'_>,
    ) -> Option<(Justification, Option<String>)> {
        if !is_mapping(node) {
            let text = self.reader.prose(node, path)?.to_owned();
            return Some((Justification { by: None, source: None }, Some(text)));
        }
        let fields = self.reader.mapping(node, path, &JUSTIFICATION)?;
        let by = self.optional_text(&fields, path, "by");
        let source = self.optional_source(&fields, path, sources);
        if !self.is_translation {
            self.reader.required(&fields, path, "text");
        }
        Some((Justification { by, source }, self.optional_prose(&fields, path, "text")))
    }

    /// `related`: ids, or mappings with the relation.
    pub fn related(&mut self, node: &Node, path: &KeyPath<'_>) -> Vec<Related> {
        let items = self.reader.items(node, path, most::RELATED);
        let mut read: Vec<Related> = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let Some(related) = self.one_related(item, &path.index(index)) else { continue };
            let same = read.iter().filter(|r| r.relation == related.relation).map(|r| &r.id);
            if self.is_first(item, path, "incident", &related.id, same) {
                read.push(related);
            }
        }
        read
    }

    fn one_related(&mut self, node: &Node, path: &KeyPath<'_>) -> Option<Related> {
        if !is_mapping(node) {
            let id = self.id(node, path)?;
            return Some(Related { id, relation: Relation::SeeAlso, span: node.span.clone() });
        }
        let fields = self.reader.mapping(node, path, &RELATED)?;
        let relation = match fields.node("as") {
            Some(node) => self.reader.word(node, &path.key("as"), Relation::WORDS)?,
            None => Relation::SeeAlso,
        };
        let node = self.reader.required(&fields, path, "id")?;
        let id = self.id(node, &path.key("id"))?;
        Some(Related { id, relation, span: node.span.clone() })
    }
}
