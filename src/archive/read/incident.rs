//! Reading one write-up: the facts it holds and the texts it tells.

use std::ops::Range;
use std::sync::Arc;

use super::affected::CauseRead;
use super::footnotes::Footnotes;
use super::source_ids::SourceIds;
use super::typed::check_typed;
use super::updates::UpdateRead;
use super::values::{UNKNOWN_END, Values};
use crate::archive::document::{Document, inner_links};
use crate::archive::incident::{
    AffectedRegion, AffectedService, Amendment, Claim, Figure, Id, InnerLink, Justification, LanguageNumber, Related,
    Report, Source,
};
use crate::archive::moment::{End, Moment};
use crate::archive::names::Names;
use crate::archive::prose::{Hinted, hinted};
use crate::archive::shapes::{CAUSE_GIVEN, FIGURE, INCIDENT, most};
use crate::archive::words::{Impact, Status};
use crate::config::Settings;
use crate::diagnostic::{Code, Diagnostics};
use crate::parse::fields::{Fields, KeyPath, Reader};
use crate::parse::markdown::Parsed;
use crate::parse::tree::{Node, Value};
use crate::source::FileId;

/// A top-level key that holds a fact.
pub type FactKey = &'static str;

/// One write-up, read but not yet joined with its translations.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The file.
    pub file: FileId,
    /// The incident's id.
    pub id: Id,
    /// The id that the file's name gives.
    pub named: Id,
    /// The id that the file itself gives, if it can be read.
    pub given: Option<Id>,
    /// Where the id is given; empty where it is the file's name.
    pub id_span: Range<usize>,
    /// The language.
    pub language: LanguageNumber,
    /// Title, if it could be read.
    pub title: Option<String>,
    /// A sentence or two.
    pub summary: Option<String>,
    /// The whole body.
    pub body: Range<usize>,
    /// The body as the parser understood it.
    pub parsed: Arc<Parsed>,
    /// Stretches of prose.
    pub prose: Vec<Range<usize>>,
    /// What the body may say of facts.
    pub hinted: Hinted,
    /// Whether all of the front matter could be read.
    pub whole: bool,
    /// Links of the prose that lead inside the project.
    pub links: Vec<InnerLink>,
    /// Its footnotes, and what can only be citations of sources.
    pub footnotes: Footnotes,
    /// Hash of the original.
    pub translated_from: Option<String>,
    /// The facts it holds.
    pub facts: FactsDraft,
    /// Where each fact's key and value stand.
    pub places: Vec<(FactKey, Range<usize>)>,
    /// Where the front matter begins.
    pub front: Range<usize>,
    /// Keys that hold an error of their own: what they were meant to say is not known.
    pub broken: Vec<FactKey>,
    /// Whether every id of its sources is known.
    pub sources_known: bool,
    /// Whether it was read as a translation: what it leaves out is not missed.
    pub is_translation: bool,
    /// Keys that mistyped ones were likely meant as.
    pub meant: Vec<String>,
}

impl Draft {
    /// Where the value of a key stands, else the start of the front matter.
    pub fn place_of(&self, key: &str) -> Range<usize> {
        let found = self.places.iter().find(|(known, _)| *known == key);
        found.map_or(self.front.start..self.front.start, |(_, span)| span.clone())
    }

    /// Whether what the file says under `key` is known.
    pub fn is_readable(&self, key: &str) -> bool {
        self.whole && !self.broken.contains(&key)
    }

    /// Whether a mistyped key was likely meant as this one, so that it isn't missed as well.
    pub fn means(&self, key: &str) -> bool {
        self.meant.iter().any(|meant| meant == key)
    }

    /// Whether the key stands in the file.
    pub fn has(&self, key: &str) -> bool {
        self.places.iter().any(|(known, _)| *known == key)
    }
}

/// Facts as one file holds them; what is absent is empty.
#[derive(Clone, Debug, Default)]
pub struct FactsDraft {
    /// Start, and end if given as an interval.
    pub when: Option<(Moment, Option<End>)>,
    /// End.
    pub end: Option<End>,
    /// Status.
    pub status: Option<Status>,
    /// Impact.
    pub impact: Option<Impact>,
    /// Services.
    pub services: Vec<AffectedService>,
    /// Regions.
    pub regions: Vec<AffectedRegion>,
    /// Causes, each with its summary.
    pub causes: Vec<CauseText>,
    /// Justification and its text.
    pub justification: Option<(Justification, Option<String>)>,
    /// Sources, each with its note.
    pub sources: Vec<(Source, Option<String>)>,
    /// Claims, each with its note.
    pub claims: Vec<(Option<Claim>, Option<String>)>,
    /// Figures, each with its note.
    pub figures: Vec<(Option<Figure>, Option<String>)>,
    /// Crowd reports.
    pub reports: Vec<Report>,
    /// Related incidents.
    pub related: Vec<Related>,
    /// Updates.
    pub updates: Vec<UpdateRead>,
    /// Amendments, each with its note.
    pub amendments: Vec<(Option<Amendment>, Option<String>)>,
    /// Tags.
    pub tags: Vec<Id>,
    /// Old ids.
    pub aliases: Vec<(Id, Range<usize>)>,
    /// Hidden.
    pub draft: Option<bool>,
    /// Withdrawn, and why.
    pub withdrawn: Option<String>,
    /// The author's own data.
    pub extra: Option<Node>,
}

/// A cause and its sentence.
pub type CauseText = (crate::archive::incident::Cause, Option<String>);

/// Reads a write-up. One without `date` can only be a translation; one with it may be, beside a file that holds more.
pub fn read_incident(
    document: &Document,
    text: &str,
    names: &Names,
    settings: &Settings,
    is_translation: bool,
    problems: &mut Diagnostics,
) -> Option<Draft> {
    let mut values = Values::new(Reader::new(document.file), names, settings);
    values.is_translation = is_translation;
    let draft = values.write_up(document, text);
    problems.append(values.reader.problems);
    problems.append(values.marked_up.problems);
    draft
}

impl Values<'_> {
    fn write_up(&mut self, document: &Document, text: &str) -> Option<Draft> {
        let root = KeyPath::ROOT;
        let fields = self.reader.mapping(&document.front, &root, &INCIDENT)?;
        self.is_translation |= !fields.has("date");
        if document.whole {
            self.reader.required(&fields, &root, "title");
        }
        let given = fields.node("id").and_then(|node| self.id(node, &root.key("id")));
        let id_span = fields.node("id").map_or(0..0, |node| node.span.clone());
        let known = |entry: &crate::parse::tree::Entry| {
            INCIDENT.names().find(|key| *key == entry.key).map(|key| (key, entry.value.span.clone()))
        };
        let mut places = Vec::with_capacity(fields.entries().len());
        places.extend(fields.entries().iter().filter_map(known));
        let title = self.optional_text(&fields, &root, "title");
        let summary = self.optional_prose(&fields, &root, "summary");
        check_typed(&mut self.reader, &fields, text, &["title", "summary"]);
        let sources = self.known_sources(&fields, document.whole);
        let sources_known = sources.1;
        let (facts, prose) = self.facts(&fields, document, text, sources);
        let language = self.settings.languages.get(document.label.language);
        let hinted = hinted(language, text.get(document.body_range.clone()).unwrap_or_default());
        let mistyped = self.reader.problems.iter().filter(|problem| problem.code == Code::UnknownKey);
        let meant = mistyped.filter_map(|problem| problem.fix.as_ref().map(|fix| fix.replacement.clone())).collect();
        let broken = self.broken(&places, &document.body_range);
        let mut footnotes = Footnotes::of(&document.body);
        footnotes.append(&mut self.marked_up.footnotes);
        let mut links = inner_links(&document.body);
        links.append(&mut self.marked_up.links);
        if sources_known && !self.is_translation {
            // Those of translations are checked against the original's sources.
            footnotes.tell(document.file, &facts.sources, &mut self.reader.problems);
        }
        Some(Draft {
            file: document.file,
            id: given.as_ref().unwrap_or(&document.label.id).clone(),
            given,
            named: document.label.id.clone(),
            id_span,
            language: document.label.language,
            title,
            summary,
            body: document.body_range.clone(),
            parsed: Arc::clone(&document.body.parsed),
            prose,
            hinted,
            whole: document.whole,
            links,
            footnotes,
            translated_from: self.optional_text(&fields, &root, "translated_from"),
            facts,
            places,
            front: document.front.span.clone(),
            broken,
            sources_known,
            is_translation: self.is_translation,
            meant,
        })
    }

    /// The keys whose values hold an error; updates may be told in the body.
    fn broken(&self, places: &[(FactKey, Range<usize>)], body: &Range<usize>) -> Vec<FactKey> {
        let mut broken = Vec::new();
        for problem in &self.reader.problems {
            let at = problem.place.span.start;
            let key = problem.key_path.split(['.', '[']).next().unwrap_or("");
            let holds =
                |(known, span): &&(FactKey, Range<usize>)| *known == key || (span.start..span.end).contains(&at);
            broken.extend(places.iter().find(holds).map(|(key, _)| *key));
            if at >= body.start {
                broken.push("updates");
            }
        }
        broken
    }

    fn facts(
        &mut self,
        fields: &Fields<'_>,
        document: &Document,
        text: &str,
        (listed, sources_known): (Vec<(Source, Option<String>)>, bool),
    ) -> (FactsDraft, Vec<Range<usize>>) {
        let root = KeyPath::ROOT;
        let mut facts = FactsDraft::default();
        let sources = SourceIds { listed: &listed, any: !sources_known || self.is_translation };
        self.course(fields, &mut facts);
        macro_rules! read {
            ($key:literal, $node:ident => $read:expr) => {
                fields.node($key).map(|$node| $read)
            };
        }
        facts.impact = read!("impact", n => self.reader.word(n, &root.key("impact"), Impact::WORDS)).flatten();
        self.no_impact = (facts.impact == Some(Impact::None) && !self.is_translation)
            .then(|| fields.node("impact").map(|node| node.span.clone()))
            .flatten();
        facts.services = read!("services", n => self.services(n, &root.key("services"))).unwrap_or_default();
        facts.regions =
            read!("regions", n => self.affected_regions(n, &root.key("regions"), &sources)).unwrap_or_default();
        let causes =
            read!("cause", n => self.causes(n, &root.key("cause"), &CAUSE_GIVEN, &sources)).unwrap_or_default();
        self.causes_and_justification(fields, &mut facts, causes, &sources);
        facts.claims = read!("claims", n => self.claims(n, &root.key("claims"), &sources)).unwrap_or_default();
        facts.figures =
            read!("figures", n => self.figures(n, &root.key("figures"), &FIGURE, &sources)).unwrap_or_default();
        facts.reports = read!("reports", n => self.reports(n, &root.key("reports"), &sources)).unwrap_or_default();
        facts.related = read!("related", n => self.related(n, &root.key("related"))).unwrap_or_default();
        facts.amendments =
            read!("amendments", n => self.amendments(n, &root.key("amendments"), &sources)).unwrap_or_default();
        facts.tags = read!("tags", n => self.ids(n, &root.key("tags"), most::NAMES, "tag")).unwrap_or_default();
        facts.aliases = read!("aliases", n => self.aliases(n, &root.key("aliases"))).unwrap_or_default();
        facts.draft = read!("draft", n => self.reader.truth(n, &root.key("draft"))).flatten();
        facts.withdrawn = self.withdrawn(fields);
        facts.extra = fields.node("x").cloned();
        let prose = self.updates_of(fields, document, text, &sources, &mut facts);
        self.updates_not_before_start(&facts);
        facts.sources = listed;
        (facts, prose)
    }

    /// The sources, and whether every id is known; those of a translation the original lists.
    fn known_sources(&mut self, fields: &Fields<'_>, whole: bool) -> (Vec<(Source, Option<String>)>, bool) {
        let path = KeyPath::ROOT.key("sources");
        let read = fields.node("sources").map(|node| self.sources(node, &path, self.is_translation || !whole));
        let (sources, known) = read.unwrap_or((Vec::new(), true));
        (sources, known && whole)
    }

    fn course(&mut self, fields: &Fields<'_>, facts: &mut FactsDraft) {
        let root = KeyPath::ROOT;
        facts.when = fields.node("date").and_then(|node| self.when(node, &root.key("date")));
        self.start = facts.when.map(|(start, _)| start).zip(fields.node("date").map(|node| node.span.clone()));
        facts.end = fields.node("end").and_then(|node| self.end(node, &root.key("end")));
        facts.status =
            fields.node("status").and_then(|node| self.reader.word(node, &root.key("status"), Status::WORDS));
        let told = if facts.end.is_some() { "end" } else { "date" };
        let end = match facts.end.or(facts.when.and_then(|(_, end)| end)) {
            Some(End::Moment(end)) => Some(end),
            _ => None,
        };
        self.end = end.zip(fields.node(told).map(|node| node.span.clone()));
        if let Some((_, Some(_))) = facts.when {
            self.reader.together(fields, &root, "date", "end", "the interval in `date` already tells the end");
        } else if let (Some((start, None)), Some(end), Some(node)) = (&facts.when, &facts.end, fields.node("end")) {
            let start_span = fields.node("date").map(|node| &node.span);
            self.end_not_before(start, end, (&node.span, &root.key("end")), start_span, UNKNOWN_END);
        }
    }

    fn causes_and_justification(
        &mut self,
        fields: &Fields<'_>,
        facts: &mut FactsDraft,
        causes: Vec<CauseRead>,
        sources: &SourceIds<'_>,
    ) {
        let path = KeyPath::ROOT.key("justification");
        let node = fields.node("justification");
        facts.justification = node.and_then(|node| self.justification(node, &path, sources));
        let mut first = facts.justification.is_some().then(|| node.map(|node| node.span.clone())).flatten();
        for read in causes {
            match (read.justification, &first) {
                (Some(_), Some(first)) => self.another_justification(&read.justified_at, first),
                (Some(justification), None) => {
                    facts.justification = Some(justification);
                    first = Some(read.justified_at);
                }
                (None, _) => {}
            }
            facts.causes.push((read.cause, read.summary));
        }
    }

    fn another_justification(&mut self, span: &Range<usize>, first: &Range<usize>) {
        let message = "an incident has one `justification`: this one is not shown".to_owned();
        let problem = self.reader.problem(Code::SecondJustification, span, &KeyPath::ROOT.key("cause"), message);
        let problem = problem.label(self.reader.place(first), "this one is shown");
        self.reader.tell(problem.help("write both into one, or make one of them an update of who stated it"));
    }

    fn withdrawn(&mut self, fields: &Fields<'_>) -> Option<String> {
        let node = fields.node("withdrawn")?;
        let path = KeyPath::ROOT.key("withdrawn");
        if let Value::Scalar(scalar) = &node.value
            && scalar.plain
            && matches!(scalar.text.as_str(), "true" | "false" | "yes" | "no")
        {
            let message = format!("`withdrawn` is `{}`, not a reason", scalar.text);
            let problem = self.reader.problem(Code::WrongShape, &node.span, &path, message);
            self.reader.tell(problem.help("write why in a text: `withdrawn: \"…\"`; or remove the line"));
            return None;
        }
        self.reader.prose(node, &path).map(str::to_owned)
    }

    fn aliases(&mut self, node: &Node, path: &KeyPath<'_>) -> Vec<(Id, Range<usize>)> {
        let items = self.reader.items(node, path, most::NAMES);
        let read = |(index, item): (usize, &Node)| self.id(item, &path.index(index)).map(|id| (id, item.span.clone()));
        items.iter().enumerate().filter_map(read).collect()
    }

    fn updates_of(
        &mut self,
        fields: &Fields<'_>,
        document: &Document,
        text: &str,
        sources: &SourceIds<'_>,
        facts: &mut FactsDraft,
    ) -> Vec<Range<usize>> {
        let path = KeyPath::ROOT.key("updates");
        let typed = fields.entry("updates");
        facts.updates =
            typed.map(|entry| self.updates(&entry.value, &path, sources, (document, text))).unwrap_or_default();
        let (in_body, prose) = self.body_updates(&document.body, text, sources);
        match (typed, in_body.first()) {
            (Some(entry), Some(first)) => {
                let problem = self
                    .reader
                    .problem(
                        Code::BothUpdateForms,
                        &first.span,
                        &path,
                        "updates stand in the front matter and in the body".into(),
                    )
                    .label(self.reader.place(&entry.key_span), "the front matter tells updates here")
                    .help("tell all updates in one of the two places");
                self.reader.tell(problem);
            }
            (None, Some(_)) => facts.updates = in_body,
            (_, None) => {}
        }
        prose
    }

    fn updates_not_before_start(&mut self, facts: &FactsDraft) {
        let Some((start, _)) = &facts.when else { return };
        for (index, update) in facts.updates.iter().enumerate() {
            let Some(at) = &update.at else { continue };
            if at.certainly_before(start) && update.status != Some(Status::Scheduled) {
                let path = KeyPath::ROOT.key("updates");
                let path = path.index(index);
                let message = format!("the update `{at}` lies before the incident's start `{start}`");
                let problem = self
                    .reader
                    .problem(Code::UpdateBeforeStart, &update.at_span, &path.key("at"), message)
                    .help("correct one of the two: the incident began with its first sign, or an earlier incident is meant");
                self.reader.tell(problem);
            }
        }
    }
}
