//! The page of one incident in one language.

use super::entries::{self, Facts, KeyFacts};
use super::notices::told_title;
use super::references::References;
use super::{Frame, Site};
use crate::archive::{
    AffectedRegion, AffectedService, Cause, End, Id, Impact, Incident, Justification, LanguageNumber, Moment, Telling,
    UNKNOWN_CAUSE,
};
use crate::derive::{IncidentNumber, Related};
use crate::site::asked::Asked;
use crate::site::edition::Edition;
use crate::site::files::path_encoded;
use crate::site::route::Route;
use crate::site::view::{
    AffectedView, Alternate, CauseView, IncidentView, JustificationView, LinkView, RelatedGroup, RelatedView, Shell,
};

impl Site<'_> {
    pub(super) fn incident_page(
        &self,
        edition: &Edition,
        number: IncidentNumber,
        incident: &Incident,
        telling: &Telling,
    ) -> Result<Vec<u8>, String> {
        let writing = Writing {
            site: self,
            edition,
            incident,
            telling,
            root: self.root(edition, &route(incident)),
            references: References::new(&incident.facts.sources, edition),
            asked: edition.asked.template(TEMPLATE),
        };
        edition.render(TEMPLATE, &writing.view(number))
    }
}

const TEMPLATE: &str = "incident.html";

fn route(incident: &Incident) -> Route {
    Route::Incident(incident.id.clone())
}

/// One page in the making.
pub(super) struct Writing<'w> {
    pub site: &'w Site<'w>,
    pub edition: &'w Edition,
    pub incident: &'w Incident,
    pub telling: &'w Telling,
    pub references: References<'w>,
    pub root: String,
    asked: &'w Asked,
}

impl<'w> Writing<'w> {
    fn view(&self, number: IncidentNumber) -> IncidentView {
        let (incident, facts, edition) = (self.incident, &self.incident.facts, self.edition);
        let (duration, duration_kind) = edition.told_duration(&incident.course());
        let (prose, footnotes, updates) = self.prose();
        let known = self.known(&updates);
        let sources = self.sources();
        let (words, asked) = (&edition.entry_words, self.asked);
        let services: Vec<_> = facts.services.iter().map(|affected| self.service(affected)).collect();
        let regions: Vec<_> = facts.regions.iter().map(|affected| self.region(affected)).collect();
        let (causes, figures, claims, related) = (self.causes(), self.figures(), self.claims(), self.related(number));
        let tags: Vec<_> = facts.tags.iter().map(|tag| edition.tag_link(&self.site.router, tag)).collect();
        let beside = self.beside();
        let rows = Facts {
            services: &services,
            regions: &regions,
            causes: &causes,
            figures: &figures,
            tags: &tags,
            beside: &beside,
            root: &self.root,
        };
        let start = edition.time(&incident.start);
        let (citation, [bibtex, csl]) = self.citations(&start.text);
        let (newer, older) = self.neighbours(number);
        let neighbours_of = services.first().filter(|_| newer.is_some() || older.is_some());
        let neighbours_of = words.neighbours_of(neighbours_of.map(|first| &*first.link));
        let end = incident.end.moment().map(|end| edition.time(end));
        let (status, impact) =
            (edition.term("status", incident.status.key()), edition.term("impact", facts.impact().key()));
        let course = KeyFacts {
            start: &start,
            end: end.as_ref(),
            end_text: edition.end(&incident.end),
            duration: end.is_some().then_some(duration),
            duration_kind,
            is_planned: incident.is_end_planned(),
            impact: &impact,
            status: &status,
            beside: &beside,
        };
        let key_facts = self.html("key_facts", || words.key_facts(&course));
        let KeyFacts { end_text, duration, .. } = course;
        let alternates = self.site.incident_alternates(edition, incident);
        let languages = self.languages(&alternates);
        IncidentView {
            page: self.shell(&alternates),
            id: incident.id.to_string(),
            title: self.telling.title.clone(),
            summary: self.told_html(self.in_best_language(|telling| telling.summary.as_deref())),
            key_facts,
            start,
            end,
            end_text,
            duration_kind,
            duration,
            status,
            impact,
            service_names: entries::service_names(&services),
            facts_rows: self.html("facts_rows", || words.facts(&rows)),
            services: asked.list("services", services),
            regions: asked.list("regions", regions),
            causes: asked.list("causes", causes),
            prose,
            footnotes,
            update_items: self.html("update_items", || words.updates(&updates)),
            updates: asked.list("updates", updates),
            claim_groups: self.html("claim_groups", || words.claims(&claims)),
            claims: asked.list("claims", claims),
            figures: asked.list("figures", figures),
            reports: facts.reports.iter().map(|report| self.report(report)).collect(),
            source_items: self.html("source_items", || entries::sources(&sources)),
            sources: asked.list("sources", sources),
            related_rows: self.html("related_rows", || entries::related(&related, &self.root)),
            related: asked.list("related", related),
            tags: asked.list("tags", tags),
            languages,
            original: self.original(),
            is_older: self.telling.is_older,
            known_rows: self.html("known_rows", || words.known(&known)),
            known: asked.list("known", known),
            beside,
            amendments: self.amendments(),
            citation,
            bibtex,
            csl,
            linked_data: self.linked_data(),
            source_url: self.file_url(self.site.archive.settings.source_url.as_deref()),
            edit_url: self.file_url(self.site.archive.settings.edit_url.as_deref()),
            neighbours: self.html("neighbours", || words.neighbours(newer.as_ref(), older.as_ref(), &self.root)),
            neighbours_of,
            newer: newer.filter(|_| asked.has("newer")),
            older: older.filter(|_| asked.has("older")),
        }
    }

    /// A list as HTML, if a template asks for it.
    fn html<H: Default>(&self, name: &str, html: impl FnOnce() -> H) -> H {
        if self.asked.has(name) { html() } else { H::default() }
    }

    fn shell(&self, alternates: &[Alternate]) -> Shell {
        let route = route(self.incident);
        let summary = self.telling.summary.clone().unwrap_or_default();
        let frame = Frame {
            route: &route,
            title: self.telling.title.clone(),
            description: summary,
            section: "incidents",
            kind: "incident",
            crumbs: self.site.crumbs(self.edition, Some((&Route::Incidents, "incidents"))),
        };
        self.site.shell_with(self.edition, frame, alternates)
    }

    pub(super) fn is_original(&self) -> bool {
        self.incident.original().file == self.telling.file
    }

    fn service(&self, affected: &AffectedService) -> AffectedView {
        let edition = self.edition;
        let mut notes = self.particulars(affected.impact, affected.start.as_ref(), affected.end.as_ref());
        if !affected.regions.is_empty() {
            notes.push(self.region_list(&affected.regions));
        }
        AffectedView {
            link: edition.service_link(self.site.archive, &self.site.router, &affected.service),
            note: notes.join(" · "),
            source: self.references.mark(None),
        }
    }

    fn region(&self, affected: &AffectedRegion) -> AffectedView {
        let notes = self.particulars(affected.impact, affected.start.as_ref(), affected.end.as_ref());
        AffectedView {
            link: self.edition.region_link(&self.site.router, &affected.region),
            note: notes.join(" · "),
            source: self.references.mark(affected.source.as_ref()),
        }
    }

    pub(super) fn region_list<'r>(&self, regions: impl IntoIterator<Item = &'r Id>) -> String {
        let name = |id| self.edition.region_link(&self.site.router, id).label.clone();
        let names: Vec<String> = regions.into_iter().map(name).collect();
        self.edition.locale().list(&names)
    }

    /// What is particular to one service or region.
    fn particulars(&self, impact: Option<Impact>, start: Option<&Moment>, end: Option<&End>) -> Vec<String> {
        let edition = self.edition;
        let impact = impact.map(|impact| edition.term("impact", impact.key()).label.clone());
        let bound =
            |key: &str, moment: &Moment| edition.tell(key, &[("moment", edition.time_text(moment).as_str().into())]);
        let time = match (start, end) {
            (Some(from), Some(to)) => Some(edition.interval(from, to)),
            (Some(from), None) => Some(bound("from", from)),
            (None, Some(End::Moment(to))) => Some(bound("until", to)),
            (None, to) => to.map(|to| edition.end(to)),
        };
        impact.into_iter().chain(time).collect()
    }

    fn causes(&self) -> Vec<CauseView> {
        let facts = &self.incident.facts;
        let mut causes: Vec<CauseView> =
            facts.causes.iter().enumerate().map(|(number, cause)| self.cause(cause, Some(number))).collect();
        if causes.is_empty() {
            let unknown = Cause { kind: Id::from(UNKNOWN_CAUSE), certainty: None, by: None, source: None };
            causes.push(self.cause(&unknown, None));
        }
        if let (Some(first), Some(justification)) = (causes.first_mut(), &facts.justification) {
            first.justification = Some(self.justification(justification));
        }
        causes
    }

    /// A cause, which is the incident's by its number.
    fn cause(&self, cause: &Cause, number: Option<usize>) -> CauseView {
        let told = |telling: &'w Telling| telling.texts.causes.get(number?);
        let known = *cause.kind != *UNKNOWN_CAUSE;
        let certainty = cause.certainty.filter(|_| known);
        CauseView {
            key: cause.kind.to_string(),
            link: self.edition.cause_link(self.site.archive, &self.site.router, &cause.kind),
            certainty: certainty.map(|certainty| self.edition.term("certainty", certainty.key())),
            by: self.cause_by(cause, number).unwrap_or_default().to_owned(),
            source: self.references.mark(cause.source.as_ref()),
            summary: self.told_html(self.in_best_language(|telling| told(telling)?.summary.as_deref())),
            justification: None,
        }
    }

    /// Who tells a cause, as this language writes the name.
    pub(super) fn cause_by<'c>(&self, cause: &'c Cause, number: Option<usize>) -> Option<&'c str>
    where
        'w: 'c,
    {
        let told = number.and_then(|number| self.telling.texts.causes.get(number));
        told.and_then(|told| told.by.as_deref()).or(cause.by.as_deref())
    }

    fn justification(&self, justification: &Justification) -> JustificationView {
        let text = self.in_best_language(|telling| telling.texts.justification.as_deref());
        JustificationView {
            text: self.note_html(text),
            by: justification.by.clone().unwrap_or_default(),
            source: self.references.mark(justification.source.as_ref()),
        }
    }

    fn related(&self, number: IncidentNumber) -> Vec<RelatedGroup> {
        let related = self.site.insights.lists.related.get(number as usize).map_or(&[][..], Vec::as_slice);
        let mut groups: Vec<RelatedGroup> = Vec::new();
        for Related { relation, inverse, incident } in related {
            let Some(other) = self.site.incident(*incident) else { continue };
            let vocabulary = if *inverse { "relation-inverse" } else { "relation" };
            let term = self.edition.term(vocabulary, relation.key());
            let view = self.related_incident(other);
            match groups.iter_mut().find(|group| group.relation == term) {
                Some(group) => group.incidents.push(view),
                None => groups.push(RelatedGroup { relation: term, incidents: vec![view] }),
            }
        }
        groups
    }

    fn related_incident(&self, other: &Incident) -> RelatedView {
        let (href, telling) = self.site.incident_href(self.edition, other);
        let (title, language) = told_title(self.edition, other, telling);
        let (lang, dir) = self.site.tongue(language);
        let start = Some(&other.start).filter(|_| !other.is_withdrawn());
        RelatedView { href, title, lang, dir, start: self.edition.time_html(start) }
    }

    /// The other languages; the original's is told apart.
    fn languages(&self, alternates: &[Alternate]) -> Vec<Alternate> {
        let original = self.site.tongue(self.incident.original().language).0;
        let other = |alternate: &&Alternate| alternate.translation && !alternate.current && alternate.lang != original;
        alternates.iter().filter(other).cloned().collect()
    }

    fn original(&self) -> Option<Alternate> {
        let language: LanguageNumber = self.incident.original().language;
        if self.is_original() {
            return None;
        }
        let other = self.site.editions.get(language)?;
        Some(self.site.alternate(self.edition, other, &route(self.incident), true))
    }

    /// The page's address, from the site's root.
    pub(super) fn address(&self) -> String {
        self.site.router.href(self.edition.number, &route(self.incident))
    }

    fn file_url(&self, template: Option<&str>) -> Option<String> {
        let file = self.site.archive.files.get(self.telling.file.0 as usize)?;
        template.map(|template| template.replace("{path}", &path_encoded(&file.path)))
    }

    /// The incidents before and after, of the first service.
    fn neighbours(&self, number: IncidentNumber) -> (Option<LinkView>, Option<LinkView>) {
        let service = self.incident.facts.services.first().map(|affected| &affected.service);
        let list = service.and_then(|service| self.site.insights.lists.services.get(service));
        let Some(list) = list else { return (None, None) };
        // Numbers rise from the newest to the oldest, so a list of them is sorted.
        let Ok(place) = list.binary_search(&number) else { return (None, None) };
        let link = |number: &IncidentNumber| {
            let other = self.site.incident(*number)?;
            let (href, telling) = self.site.incident_href(self.edition, other);
            Some(LinkView::new(href, self.site.title(self.edition, telling)))
        };
        let newer = place.checked_sub(1).and_then(|place| list.get(place)).and_then(link);
        (newer, list.get(place + 1).and_then(link))
    }
}
