//! The page of one incident in one language.

use tera::Value;

use super::{Frame, Site};
use crate::archive::{
    AffectedRegion, AffectedService, Amount, Cause, CauseTelling, ClaimValue, End, Facts, Figure, Id, Impact, Incident,
    Justification, LanguageNumber, Moment, Relation, Report, Source, Status, Telling, UNKNOWN_CAUSE, Update,
    UpdateTelling, UpdateText,
};
use crate::derive::{IncidentNumber, Related};
use crate::locale::LanguageTag;
use crate::site::edition::Edition;
use crate::site::prose::Page;
use crate::site::route::Route;
use crate::site::view::{
    AffectedView, AmendmentView, CauseView, ClaimGroup, ClaimValue as ClaimValueView, FigureView, IncidentView,
    JustificationView, LinkView, NoteView, PointView, RelatedGroup, RelatedView, ReportView, ShareView, SourceRef,
    SourceView, Term, UpdateView,
};

impl Site<'_> {
    pub(super) fn incident_page(
        &self,
        edition: &Edition,
        number: IncidentNumber,
        incident: &Incident,
        telling: &Telling,
    ) -> Result<Vec<u8>, String> {
        let writing = Writing { site: self, edition, incident, telling, root: self.root(edition, &route(incident)) };
        edition.render("incident.html", &writing.view(number))
    }
}

fn route(incident: &Incident) -> Route {
    Route::Incident(incident.id.clone())
}

/// One page in the making.
struct Writing<'w> {
    site: &'w Site<'w>,
    edition: &'w Edition,
    incident: &'w Incident,
    telling: &'w Telling,
    root: String,
}

impl Writing<'_> {
    fn view(&self, number: IncidentNumber) -> IncidentView {
        let (incident, facts, edition) = (self.incident, &self.incident.facts, self.edition);
        let (duration, duration_kind) = edition.duration(incident);
        let (prose, footnotes, updates) = self.prose();
        let (newer, older) = self.neighbours(number);
        let end = incident.end.moment();
        IncidentView {
            page: self.shell(),
            id: incident.id.to_string(),
            title: self.telling.title.clone(),
            summary: self.telling.summary.clone().unwrap_or_default(),
            start: edition.time(&incident.start),
            end: end.map(|end| edition.time(end)),
            end_text: edition.end(&incident.end),
            duration_kind,
            duration: end.map(|_| duration),
            status: edition.term("status", incident.status.key()),
            impact: edition.term("impact", facts.impact().key()),
            services: facts.services.iter().map(|affected| self.service(affected)).collect(),
            regions: facts.regions.iter().map(|affected| self.region(affected)).collect(),
            causes: self.causes(),
            prose,
            footnotes,
            updates,
            claims: self.claims(),
            figures: self.figures(&facts.figures, &self.telling.texts.figures),
            reports: facts.reports.iter().map(|report| self.report(report)).collect(),
            sources: self.sources(),
            related: self.related(number),
            tags: facts.tags.iter().map(|tag| self.tag(tag)).collect(),
            languages: self.languages(),
            original: self.original(),
            amendments: self.amendments(),
            citation: self.citation(),
            source_url: self.file_url(self.site.archive.settings.source_url.as_deref()),
            edit_url: self.file_url(self.site.archive.settings.edit_url.as_deref()),
            newer,
            older,
        }
    }

    fn shell(&self) -> crate::site::view::Shell {
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
        let alternates = self.site.incident_alternates(self.edition, self.incident);
        self.site.shell_with(self.edition, frame, alternates)
    }

    /// The prose, its footnotes, and the updates, rendered together so that footnotes and links are known to all.
    fn prose(&self) -> (Value, Value, Vec<UpdateView>) {
        let facts = &self.incident.facts;
        let told = &self.telling.texts.updates;
        let in_body = told.iter().filter_map(|update| match &update.text {
            Some(UpdateText::Body(range)) => Some(range.clone()),
            _ => None,
        });
        let mut pieces = self.telling.prose.clone();
        let prose_pieces = pieces.len();
        pieces.extend(in_body);
        let page = Page { root: &self.root, sources: &facts.sources, prefix: "" };
        let (file, body) = (self.telling.file, self.telling.body.clone());
        let mut written = self.site.written(self.edition, file, body, &pieces, &page);
        let mut body_updates = written.pieces.split_off(prose_pieces.min(written.pieces.len())).into_iter();
        let prose = written.pieces.concat();
        let mut anchors = Anchors::default();
        let mut updates = Vec::with_capacity(facts.updates.len());
        let nothing = UpdateTelling::default();
        for (number, update) in facts.updates.iter().enumerate() {
            let telling = told.get(number).unwrap_or(&nothing);
            let html = match &telling.text {
                Some(UpdateText::Body(_)) => body_updates.next().unwrap_or_default(),
                Some(UpdateText::Typed(text)) => self.typed(text, number),
                None => String::new(),
            };
            updates.push(self.update(update, telling, &html, anchors.next(&update.at)));
        }
        (Value::safe_string(&prose), Value::safe_string(&written.footnotes), updates)
    }

    /// An update's text from the front matter: markdown of its own.
    fn typed(&self, text: &str, number: usize) -> String {
        let prefix = format!("u{}-", number + 1);
        let page = Page { root: &self.root, sources: &self.incident.facts.sources, prefix: &prefix };
        let written = self.site.written_text(self.edition, self.telling.file, text, &page);
        written.pieces.concat() + &written.footnotes
    }

    fn update(&self, update: &Update, telling: &UpdateTelling, html: &str, anchor: String) -> UpdateView {
        let lang = update.lang.as_deref().filter(|lang| *lang != self.edition.language.as_str());
        let lang = lang.filter(|_| self.is_original());
        UpdateView {
            anchor,
            at: self.edition.time(&update.at),
            status: self.edition.term("status", update.status.unwrap_or(Status::Unknown).key()),
            html: Value::safe_string(html),
            by: telling.by.clone().or_else(|| update.by.clone()).unwrap_or_default(),
            sources: update.sources.iter().filter_map(|id| self.reference(id)).collect(),
            dir: lang.map_or("auto", direction_of),
            lang: lang.map(str::to_owned),
        }
    }

    fn is_original(&self) -> bool {
        self.incident.original().file == self.telling.file
    }

    fn reference(&self, id: &Id) -> Option<SourceRef> {
        let (number, source) = self.incident.facts.source(id)?;
        Some(SourceRef {
            number,
            label: self.edition.number_text(number),
            anchor: format!("s-{id}"),
            name: source.short_name(),
        })
    }

    fn optional_reference(&self, id: Option<&Id>) -> Option<SourceRef> {
        id.and_then(|id| self.reference(id))
    }

    fn service(&self, affected: &AffectedService) -> AffectedView {
        let edition = self.edition;
        let mut notes = self.particulars(affected.impact, affected.start.as_ref(), affected.end.as_ref());
        if !affected.regions.is_empty() {
            notes.push(self.region_list(&affected.regions));
        }
        AffectedView {
            href: self.site.router.href(edition.number, &Route::Service(affected.service.clone(), None)),
            name: edition.service(self.site.archive, &affected.service),
            note: notes.join(" · "),
            source: None,
        }
    }

    fn region(&self, affected: &AffectedRegion) -> AffectedView {
        let notes = self.particulars(affected.impact, affected.start.as_ref(), affected.end.as_ref());
        AffectedView {
            href: self.site.router.href(self.edition.number, &Route::Region(affected.region.clone(), None)),
            name: self.edition.region(&affected.region),
            note: notes.join(" · "),
            source: self.optional_reference(affected.source.as_ref()),
        }
    }

    fn region_list(&self, regions: &[Id]) -> String {
        let names: Vec<String> = regions.iter().map(|id| self.edition.region(id)).collect();
        self.edition.locale().list(&names)
    }

    /// What is particular to one service or region.
    fn particulars(&self, impact: Option<Impact>, start: Option<&Moment>, end: Option<&End>) -> Vec<String> {
        let edition = self.edition;
        let impact = impact.map(|impact| edition.say(&format!("impact-{}", impact.key())));
        let start = start.map(|start| edition.time(start).text);
        let time = match (start, end.map(|end| edition.end(end))) {
            (Some(from), Some(to)) => {
                Some(edition.tell("interval", &[("from", from.as_str().into()), ("to", to.as_str().into())]))
            }
            (Some(from), None) => Some(edition.tell("from", &[("moment", from.as_str().into())])),
            (None, Some(to)) if matches!(end, Some(End::Moment(_))) => {
                Some(edition.tell("until", &[("moment", to.as_str().into())]))
            }
            (None, Some(to)) => Some(to),
            (None, None) => None,
        };
        impact.into_iter().chain(time).collect()
    }

    fn causes(&self) -> Vec<CauseView> {
        let facts = &self.incident.facts;
        let nothing = CauseTelling::default();
        let told = |number: usize| self.telling.texts.causes.get(number).unwrap_or(&nothing);
        let mut causes: Vec<CauseView> =
            facts.causes.iter().enumerate().map(|(number, cause)| self.cause(cause, told(number))).collect();
        if causes.is_empty() {
            let unknown = Cause { kind: Id::from(UNKNOWN_CAUSE), certainty: None, by: None, source: None };
            causes.push(self.cause(&unknown, &nothing));
        }
        if let (Some(first), Some(justification)) = (causes.first_mut(), &facts.justification) {
            first.justification = self.justification(justification);
        }
        causes
    }

    fn cause(&self, cause: &Cause, telling: &CauseTelling) -> CauseView {
        let known = *cause.kind != *UNKNOWN_CAUSE;
        let certainty = cause.certainty.filter(|_| known);
        CauseView {
            key: cause.kind.to_string(),
            label: self.edition.cause(self.site.archive, &cause.kind),
            href: self.site.router.href(self.edition.number, &Route::Cause(cause.kind.clone(), None)),
            certainty: certainty.map(|certainty| self.edition.term("certainty", certainty.key())),
            by: telling.by.clone().or_else(|| cause.by.clone()).unwrap_or_default(),
            source: self.optional_reference(cause.source.as_ref()),
            summary: telling.summary.clone().unwrap_or_default(),
            justification: None,
        }
    }

    fn justification(&self, justification: &Justification) -> Option<JustificationView> {
        let text = self.in_best_language(|telling| telling.texts.justification.clone())?;
        Some(JustificationView {
            text,
            by: justification.by.clone().unwrap_or_default(),
            source: self.optional_reference(justification.source.as_ref()),
        })
    }

    /// What sources say otherwise, each beside what the archive follows.
    fn claims(&self) -> Vec<ClaimGroup> {
        let facts = &self.incident.facts;
        let mut groups: Vec<ClaimGroup> = Vec::new();
        for (number, claim) in facts.claims.iter().enumerate() {
            let key = claim.about.key();
            let value = ClaimValueView {
                text: self.claim_text(&claim.value),
                followed: false,
                sources: self.optional_reference(claim.source.as_ref()).into_iter().collect(),
                note: self.note(|telling| &telling.texts.claims, number),
            };
            if let Some(group) = groups.iter_mut().find(|group| group.about.key == key) {
                match group
                    .values
                    .iter_mut()
                    .find(|known| !known.followed && known.text == value.text && known.note == value.note)
                {
                    Some(known) => known.sources.extend(value.sources),
                    None => group.values.push(value),
                }
            } else {
                let followed = self.followed(claim.about);
                groups.push(ClaimGroup { about: self.edition.term("about", key), values: vec![followed, value] });
            }
        }
        groups
    }

    /// What the archive itself says about something.
    fn followed(&self, about: crate::archive::About) -> ClaimValueView {
        use crate::archive::About;
        let (edition, incident) = (self.edition, self.incident);
        let facts = &incident.facts;
        let text = match about {
            About::Date => edition.time(&incident.start).text,
            About::End => edition.end(&incident.end),
            About::Regions => self.regions_text(&facts.regions.iter().map(|r| r.region.clone()).collect::<Vec<_>>()),
            About::Impact => edition.say(&format!("impact-{}", facts.impact().key())),
            About::Cause => self.causes_text(&facts.causes),
            About::Status => edition.say(&format!("status-{}", incident.status.key())),
            About::Figures => self.figures_text(&facts.figures),
        };
        let sources = if about == About::Cause {
            facts.causes.iter().filter_map(|cause| self.optional_reference(cause.source.as_ref())).collect()
        } else {
            Vec::new()
        };
        ClaimValueView { text, followed: true, sources, note: NoteView::default() }
    }

    fn claim_text(&self, value: &ClaimValue) -> String {
        let edition = self.edition;
        match value {
            ClaimValue::Start(start) => edition.time(start).text,
            ClaimValue::Interval(start, end) => {
                let (from, to) = (edition.time(start).text, edition.end(end));
                edition.tell("interval", &[("from", from.as_str().into()), ("to", to.as_str().into())])
            }
            ClaimValue::End(end) => edition.end(end),
            ClaimValue::Regions(regions) => self.regions_text(regions),
            ClaimValue::Impact(impact) => edition.say(&format!("impact-{}", impact.key())),
            ClaimValue::Causes(causes) => self.causes_text(causes),
            ClaimValue::Status(status) => edition.say(&format!("status-{}", status.key())),
            ClaimValue::Figures(figures) => self.figures_text(figures),
        }
    }

    fn regions_text(&self, regions: &[Id]) -> String {
        if regions.is_empty() { self.edition.say("number-not-known") } else { self.region_list(regions) }
    }

    fn causes_text(&self, causes: &[Cause]) -> String {
        let unknown = [Id::from(UNKNOWN_CAUSE)];
        let kinds: Vec<&Id> =
            if causes.is_empty() { unknown.iter().collect() } else { causes.iter().map(|c| &c.kind).collect() };
        let names: Vec<String> = kinds.iter().map(|kind| self.edition.cause(self.site.archive, kind)).collect();
        self.edition.locale().list(&names)
    }

    fn figures_text(&self, figures: &[Figure]) -> String {
        let texts: Vec<String> = self
            .figures(figures, &[])
            .into_iter()
            .map(|figure| format!("{}: {}", figure.label, figure.value))
            .collect();
        if texts.is_empty() { self.edition.say("number-not-known") } else { self.edition.locale().list(&texts) }
    }

    fn figures(&self, figures: &[Figure], notes: &[Option<String>]) -> Vec<FigureView> {
        let has_notes = !notes.is_empty();
        let figure = |(number, figure): (usize, &Figure)| FigureView {
            label: self.figure_name(&figure.what),
            value: self.amount(figure),
            at: figure.at.as_ref().map(|at| self.edition.time(at)),
            source: self.optional_reference(figure.source.as_ref()),
            note: if has_notes { self.note(|telling| &telling.texts.figures, number) } else { NoteView::default() },
        };
        figures.iter().enumerate().map(figure).collect()
    }

    fn figure_name(&self, word: &Id) -> String {
        let name = self.site.archive.names.figures.get(word).map(|names| self.edition.local(names));
        name.filter(|name| !name.is_empty()).unwrap_or_else(|| word.to_string())
    }

    fn amount(&self, figure: &Figure) -> String {
        let edition = self.edition;
        let number = |value: f64| edition.decimal(value);
        let bounded = |key: &str, value: f64| edition.tell(key, &[("value", number(value).as_str().into())]);
        let value = match figure.amount {
            Amount::Exactly(value) => number(value),
            Amount::AtLeast(value) => bounded("figure-at-least", value),
            Amount::AtMost(value) => bounded("figure-at-most", value),
            Amount::Between(from, to) => {
                let (from, to) = (number(from), number(to));
                edition.tell("figure-between", &[("from", from.as_str().into()), ("to", to.as_str().into())])
            }
        };
        match &figure.unit {
            Some(unit) => {
                edition.tell("figure-with-unit", &[("value", value.as_str().into()), ("unit", unit.as_str().into())])
            }
            None => value,
        }
    }

    fn report(&self, report: &Report) -> ReportView {
        let edition = self.edition;
        let largest = report.points.iter().map(|(_, count)| *count).fold(0.0, f64::max).max(1.0);
        let share = |(kind, percent): &(crate::archive::ReportKind, f64)| ShareView {
            label: edition.say(&format!("report-{}", kind.key())),
            text: percent_text(edition, *percent),
            percent: *percent,
        };
        let point = |(at, count): &(Moment, f64)| PointView {
            at: edition.time(at),
            text: edition.decimal(*count),
            share: whole_percent(count / largest),
        };
        ReportView {
            source: self.optional_reference(report.source.as_ref()),
            at: report.at.as_ref().map(|at| edition.time(at)),
            region: report.region.as_ref().map_or_else(String::new, |region| edition.region(region)),
            shares: report.shares.iter().map(share).collect(),
            points: report.points.iter().map(point).collect(),
        }
    }

    fn sources(&self) -> Vec<SourceView> {
        let facts: &Facts = &self.incident.facts;
        let view = |(number, source): (usize, &Source)| {
            let reference = self.reference(&source.id)?;
            let edition = self.edition;
            let tag: Option<LanguageTag> = source.lang.as_deref().and_then(|lang| lang.parse().ok());
            let language = tag.as_ref().map(|tag| tag.name_in(&edition.language).unwrap_or_else(|| tag.endonym()));
            Some(SourceView {
                title: source.title.clone().unwrap_or_else(|| reference.name.clone()),
                reference,
                url: source.url.clone(),
                archived: source.archived.clone(),
                publisher: source.publisher.clone().unwrap_or_default(),
                author: source.author.clone().unwrap_or_default(),
                date: source.date.as_ref().map(|date| edition.time(date)),
                accessed: source.accessed.as_ref().map(|date| edition.time(date)),
                dir: tag.as_ref().map_or("auto", |tag| tag.direction().as_str()),
                lang: source.lang.clone(),
                language: language.unwrap_or_default(),
                role: source.role.map(|role| edition.term("role", role.key())),
                note: self.note(|telling| &telling.texts.sources, number),
            })
        };
        facts.sources.iter().enumerate().filter_map(view).collect()
    }

    fn note(&self, list: impl Fn(&Telling) -> &Vec<Option<String>>, number: usize) -> NoteView {
        self.in_best_language(|telling| list(telling).get(number).cloned().flatten()).unwrap_or_default()
    }

    /// A text in this language, else the original's, marked as such.
    fn in_best_language(&self, text: impl Fn(&Telling) -> Option<String>) -> Option<NoteView> {
        if let Some(text) = text(self.telling) {
            return Some(NoteView { text, lang: None, dir: "auto" });
        }
        let original = self.incident.original();
        let (lang, dir) = self.site.tongue(original.language);
        text(original).map(|text| NoteView { text, lang: Some(lang), dir })
    }

    fn related(&self, number: IncidentNumber) -> Vec<RelatedGroup> {
        let related = self.site.insights.lists.related.get(number as usize).map_or(&[][..], Vec::as_slice);
        let mut groups: Vec<RelatedGroup> = Vec::new();
        for Related { relation, inverse, incident } in related {
            let Some(other) = self.site.incident(*incident) else { continue };
            let vocabulary = if *inverse { "relation-inverse" } else { "relation" };
            let term = relation_term(self.edition, vocabulary, *relation);
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
        let (lang, dir) = self.site.tongue(telling.language);
        RelatedView { href, title: telling.title.clone(), lang, dir, start: self.edition.time(&other.start) }
    }

    fn tag(&self, tag: &Id) -> LinkView {
        self.site.link(self.edition, &Route::Tag(tag.clone(), None), tag.to_string())
    }

    /// The other languages; the original's is told apart.
    fn languages(&self) -> Vec<crate::site::view::Alternate> {
        let original = self.site.tongue(self.incident.original().language).0;
        let alternates = self.site.incident_alternates(self.edition, self.incident);
        let other = |alternate: &crate::site::view::Alternate| {
            alternate.translation && !alternate.current && alternate.lang != original
        };
        alternates.into_iter().filter(other).collect()
    }

    fn original(&self) -> Option<crate::site::view::Alternate> {
        let language: LanguageNumber = self.incident.original().language;
        if self.is_original() {
            return None;
        }
        let other = self.site.editions.get(language)?;
        Some(self.site.alternate(self.edition, other, &route(self.incident), true))
    }

    fn amendments(&self) -> Vec<AmendmentView> {
        let view = |(number, amendment): (usize, &crate::archive::Amendment)| AmendmentView {
            date: self.edition.time(&amendment.date),
            note: self.note(|telling| &telling.texts.amendments, number),
        };
        self.incident.facts.amendments.iter().enumerate().map(view).collect()
    }

    fn citation(&self) -> String {
        let date = self.edition.time(&self.incident.start).text;
        let site = self.edition.local(&self.site.archive.settings.title);
        let base = self.site.options.base_url.as_ref();
        let folder = self.site.router.folder(self.edition.number, &route(self.incident));
        let address = base.map_or_else(|| self.incident.id.to_string(), |base| format!("{base}{folder}"));
        // Between right-to-left words an address would fall apart: first strong isolate (UAX #9).
        let address = if self.edition.direction() == "rtl" { format!("\u{2068}{address}\u{2069}") } else { address };
        let arguments = [
            ("title", self.telling.title.as_str().into()),
            ("site", site.as_str().into()),
            ("date", date.as_str().into()),
            ("id", address.as_str().into()),
        ];
        self.edition.tell("citation", &arguments)
    }

    fn file_url(&self, template: Option<&str>) -> Option<String> {
        let file = self.site.archive.files.get(self.telling.file.0 as usize)?;
        template.map(|template| template.replace("{path}", &file.path))
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
            Some(LinkView { href, label: telling.title.clone(), section: "" })
        };
        let newer = place.checked_sub(1).and_then(|place| list.get(place)).and_then(link);
        (newer, list.get(place + 1).and_then(link))
    }
}

/// Anchors of updates: `u-<moment>`, with `-2`, `-3` where moments repeat.
#[derive(Default)]
struct Anchors {
    last: String,
    repeats: usize,
}

impl Anchors {
    fn next(&mut self, at: &Moment) -> String {
        let anchor = format!("u-{}", at.anchor());
        if anchor == self.last {
            self.repeats += 1;
            return format!("{anchor}-{}", self.repeats);
        }
        self.last.clone_from(&anchor);
        self.repeats = 1;
        anchor
    }
}

fn relation_term(edition: &Edition, vocabulary: &str, relation: Relation) -> Term {
    edition.term(vocabulary, relation.key())
}

fn direction_of(lang: &str) -> &'static str {
    lang.parse::<LanguageTag>().map_or("auto", |tag| tag.direction().as_str())
}

fn percent_text(edition: &Edition, percent: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "a percentage is from 0 to 100")]
    let tenths = (percent * 10.0).round() as i64;
    edition.locale().percent_tenths(tenths)
}

fn whole_percent(fraction: f64) -> u8 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0 to 100")]
    let percent = (fraction * 100.0).clamp(0.0, 100.0).round() as u8;
    percent
}
