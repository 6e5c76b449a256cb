//! The lists on the page of an incident as HTML: its facts, updates, claims, sources and what is related.
//!
//! They are most of what a template would do for a page, and its interpreter takes ten times as long for an entry.

use tera::Value;

use crate::archive::Status;
use crate::parse::escape::{escape, escape_into};
use crate::site::edition::{Edition, open_bdi};
use crate::site::view::{
    AffectedView, BesideView, CauseView, ClaimGroup, ClaimValue, FigureView, Html, JustificationView, KnownView,
    LinkView, Placed, RelatedGroup, Shared, SourceView, Term, TimeView, UpdateView,
};

/// Words that stand in entries, escaped.
#[derive(Debug, Default)]
pub(in crate::site) struct EntryWords {
    link_to_update: String,
    known_amended: String,
    known_until: String,
    service: Counted,
    region: Counted,
    cause: Counted,
    /// Beginning, end and duration.
    course: [String; 3],
    /// The same of what is announced.
    planned: [String; 3],
    ongoing: String,
    duration_unknown: String,
    impact: String,
    status: String,
    according_to: String,
    justification: String,
    tags: String,
    claim_followed: String,
    claim_sources: String,
    /// With braces where the service goes.
    neighbours: String,
    newer: String,
    older: String,
}

/// What one thing and what several of its kind are called.
#[derive(Debug, Default)]
struct Counted {
    one: String,
    several: String,
}

impl Counted {
    fn of<T>(&self, list: &[T]) -> &str {
        if list.len() > 1 { &self.several } else { &self.one }
    }
}

/// When an incident was, and how grave.
pub(super) struct KeyFacts<'f> {
    pub start: &'f TimeView,
    pub end: Option<&'f TimeView>,
    pub end_text: String,
    pub duration: Option<String>,
    pub duration_kind: &'static str,
    /// Whether its end is a plan.
    pub is_planned: bool,
    pub impact: &'f Term,
    pub status: &'f Term,
    pub beside: &'f BesideView,
}

/// The facts of an incident that stand in rows: what, and all of it.
pub(super) struct Facts<'f> {
    pub services: &'f [AffectedView],
    pub regions: &'f [AffectedView],
    pub causes: &'f [CauseView],
    pub figures: &'f [FigureView],
    pub tags: &'f [Shared<LinkView>],
    pub beside: &'f BesideView,
    /// Leads to the site's root.
    pub root: &'f str,
}

impl EntryWords {
    pub(in crate::site) fn new(edition: &Edition) -> Self {
        let word = |key| escape(&edition.say(key));
        let counted = |one, several| Counted { one: word(one), several: word(several) };
        Self {
            link_to_update: word("link-to-update"),
            known_amended: word("known-amended"),
            known_until: word("known-until"),
            service: counted("service", "services"),
            region: counted("region", "regions"),
            cause: counted("cause", "causes"),
            course: ["began", "ended", "lasted"].map(word),
            planned: ["planned-start", "planned-end", "planned-duration"].map(word),
            ongoing: word("ongoing"),
            duration_unknown: word("duration-unknown"),
            impact: word("impact"),
            status: word("status"),
            according_to: word("cause-according-to"),
            justification: word("justification"),
            tags: word("tags"),
            claim_followed: word("claim-followed"),
            claim_sources: word("claim-sources"),
            neighbours: escape(&edition.tell("neighbours", &[("service", "{0}".into())])),
            newer: word("newer"),
            older: word("older"),
        }
    }

    /// Beginning, end, duration, impact and status as the boxes of a strip.
    pub(super) fn key_facts(&self, facts: &KeyFacts<'_>) -> Placed {
        let KeyFacts { start, end, end_text, duration, duration_kind, is_planned, impact, status, beside } = facts;
        let vague = |time: Option<&TimeView>| if time.is_some_and(|time| time.rough) { " vague" } else { "" };
        let [_, ended, lasted] = if *is_planned { &self.planned } else { &self.course };
        let [began, ..] = if status.key == Status::Scheduled.key() { &self.planned } else { &self.course };
        let mut html = String::with_capacity(1024);
        html.extend(["\n<div class=\"from", vague(Some(start)), "\"><dt>", began, "</dt><dd data-local>"]);
        add(&mut html, &start.html);
        close_box(&mut html, &beside.date);
        html.extend(["\n<div class=\"to ", duration_kind, vague(*end), "\"><dt>", ended, "</dt><dd data-local>"]);
        match end {
            Some(end) => add(&mut html, &end.html),
            None => escape_into(&mut html, end_text),
        }
        close_box(&mut html, &beside.end);
        html.extend(["\n<div class=\"", duration_kind, "\"><dt>", lasted, "</dt><dd>"]);
        match duration.as_deref().filter(|duration| !duration.is_empty()) {
            Some(duration) => escape_into(&mut html, duration),
            None if *duration_kind == "ongoing" => html.push_str(&self.ongoing),
            None => html.push_str(&self.duration_unknown),
        }
        html.extend(["</dd></div>\n<div><dt>", &self.impact, "</dt><dd><svg class=\"mark ", impact.key]);
        html.push_str("\" viewBox=\"-8 -8 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\"><use href=\"#i-");
        html.extend([impact.key, "\"/></svg>"]);
        escape_into(&mut html, &impact.label);
        close_box(&mut html, &beside.impact);
        html.extend(["\n<div><dt>", &self.status, "</dt><dd>"]);
        escape_into(&mut html, &status.label);
        close_box(&mut html, &beside.status);
        Placed::new(html)
    }

    /// Services, regions, causes, figures and tags as the rows of a list of terms.
    pub(super) fn facts(&self, facts: &Facts<'_>) -> Placed {
        let Facts { services, regions, causes, figures, tags, beside, root } = facts;
        let mut html = String::with_capacity(2048);
        open_row(&mut html, self.service.of(services));
        services.iter().for_each(|service| affected(&mut html, service, root));
        html.push_str(CLOSE_ROW);
        if !regions.is_empty() {
            open_row(&mut html, self.region.of(regions));
            regions.iter().for_each(|region| affected(&mut html, region, root));
            add_beside(&mut html, &beside.regions);
            html.push_str(CLOSE_ROW);
        }
        open_row(&mut html, self.cause.of(causes));
        causes.iter().for_each(|cause| self.cause(&mut html, cause, root));
        add_beside(&mut html, &beside.cause);
        html.push_str(CLOSE_ROW);
        for (number, figure) in (1..).zip(*figures) {
            add_figure(&mut html, figure);
            if number == figures.len() {
                add_beside(&mut html, &beside.figures);
            }
            html.push_str(CLOSE_ROW);
        }
        if !tags.is_empty() {
            open_row(&mut html, &self.tags);
            for tag in *tags {
                html.push_str("\n<dd>");
                add_link(&mut html, tag, root, true);
                html.push_str("</dd>");
            }
            html.push_str(CLOSE_ROW);
        }
        Placed::new(html)
    }

    fn cause(&self, html: &mut String, cause: &CauseView, root: &str) {
        html.push_str("\n<dd>");
        add_link(html, &cause.link, root, false);
        if let Some(certainty) = &cause.certainty {
            html.extend([" <span class=\"certainty ", certainty.key, "\">"]);
            escape_into(html, &certainty.label);
            html.push_str("</span>");
        }
        self.said_by(html, &cause.by, &cause.source);
        if !cause.summary.is_empty() {
            html.push_str(" <span class=\"line\">");
            cause.summary.add_to(html);
            html.push_str("</span>");
        }
        if let Some(JustificationView { text, by, source }) = &cause.justification {
            html.extend(["\n<span class=\"line stated\"><span class=\"label\">", &self.justification, "</span> "]);
            text.add_to(html);
            self.said_by(html, by, source);
            html.push_str("</span>");
        }
        html.push_str("</dd>");
    }

    /// Who says so, and where; nothing where neither is known.
    fn said_by(&self, html: &mut String, by: &str, source: &Placed) {
        if by.is_empty() && source.is_empty() {
            return;
        }
        html.push_str(" <span class=\"aside\">");
        if !by.is_empty() {
            html.extend([&self.according_to, " <bdi>"]);
            escape_into(html, by);
            html.push_str("</bdi>");
        }
        source.add_to(html);
        html.push_str("</span>");
    }

    /// The incidents before and after, as links; empty where there is neither.
    pub(super) fn neighbours(&self, newer: Option<&LinkView>, older: Option<&LinkView>, root: &str) -> Placed {
        let mut html = String::new();
        let links = [("newer\" rel=\"prev", &self.newer, newer), ("older\" rel=\"next", &self.older, older)];
        for (class, word, link) in links {
            let Some(link) = link else { continue };
            let LinkView { href, label, .. } = link;
            html.reserve(160 + href.len() + label.len());
            html.extend(["\n<a class=\"", class, "\" href=\"", root]);
            escape_into(&mut html, href);
            html.extend(["\"><small>", word, "</small> "]);
            open_name(&mut html, link);
            escape_into(&mut html, label);
            html.push_str("</bdi></a>");
        }
        Placed::new(html)
    }

    /// Whose incidents those before and after are; empty where there are none.
    pub(super) fn neighbours_of(&self, service: Option<&LinkView>) -> Html {
        let Some(service) = service else { return Value::safe_string("") };
        let mut name = String::with_capacity(service.label.len() + 32);
        open_name(&mut name, service);
        escape_into(&mut name, &service.label);
        name.push_str("</bdi>");
        Value::safe_string(&self.neighbours.replacen("{0}", &name, 1))
    }

    /// Claims, each group as a heading and a list.
    pub(super) fn claims(&self, groups: &[ClaimGroup]) -> Placed {
        let mut html = String::with_capacity(groups.len() * 1024);
        for ClaimGroup { about, values } in groups {
            html.extend(["\n<h3 id=\"c-", about.key, "\">"]);
            escape_into(&mut html, &about.label);
            html.push_str("</h3>\n<ul class=\"claims\">");
            for value in values {
                self.claim(&mut html, value);
            }
            html.push_str("\n</ul>");
        }
        Placed::new(html)
    }

    fn claim(&self, html: &mut String, value: &ClaimValue) {
        html.push_str(if value.followed { "\n<li class=\"followed\">" } else { "\n<li>" });
        html.push_str("\n<p class=\"value\">");
        escape_into(html, &value.text);
        html.push_str("</p>");
        if value.followed {
            html.extend(["\n<p class=\"label\">", &self.claim_followed, "</p>"]);
        }
        if !value.sources.is_empty() {
            html.extend(["\n<p class=\"by\">", &self.claim_sources, " "]);
            value.sources.add_to(html);
            html.push_str("</p>");
        }
        place_within(html, "\n<p class=\"aside\">", &value.note, "</p>");
        html.push_str("\n</li>");
    }

    /// Updates as the items of a list.
    pub(super) fn updates(&self, updates: &[UpdateView]) -> Placed {
        let mut html = String::with_capacity(updates.len() * 512);
        for update in updates {
            self.update(&mut html, update);
        }
        Placed::new(html)
    }

    fn update(&self, html: &mut String, update: &UpdateView) {
        html.extend(["\n<li id=\"", &update.anchor, "\" class=\"s-", update.status.key, "\">\n"]);
        html.extend([
            "<p class=\"at\" data-local><a href=\"#",
            &update.anchor,
            "\" title=\"",
            &self.link_to_update,
            "\">",
        ]);
        add(html, &update.at);
        html.push_str("</a>");
        if update.stated {
            html.push_str(" <span class=\"state\">");
            escape_into(html, &update.course);
            html.push_str("</span>");
        }
        html.push_str("</p>\n<div class=\"said\"");
        if let Some(lang) = &update.lang {
            html.extend([" lang=\"", &escape(lang), "\" dir=\"", update.dir, "\""]);
        }
        html.push('>');
        update.html.add_to(html);
        html.push_str("</div>");
        place_within(html, "\n<p class=\"by\">", &update.by, "</p>");
        html.push_str("\n</li>");
    }

    /// What was known from each moment on, as the rows of a table.
    pub(super) fn known(&self, steps: &[KnownView]) -> Placed {
        let mut html = String::with_capacity(steps.len() * 320);
        for step in steps {
            self.step(&mut html, step);
        }
        Placed::new(html)
    }

    fn step(&self, html: &mut String, step: &KnownView) {
        html.extend(["\n<tr><th scope=\"row\"><a href=\"", &step.href, "\">"]);
        add(html, &step.at);
        html.push_str("</a>");
        if step.amended {
            html.extend([" <span class=\"line aside\">", &self.known_amended, "</span>"]);
        } else if !step.elapsed.is_empty() {
            html.push_str(" <span class=\"line aside\">");
            escape_into(html, &step.elapsed);
            html.push_str("</span>");
        }
        html.push_str("</th>\n<td>");
        if let Some(status) = &step.status {
            escape_into(html, &status.label);
        }
        for fact in &step.corrected {
            html.push_str(" <span class=\"line aside\">");
            escape_into(html, &fact.given);
            html.extend([" (", &self.known_until, " <a href=\"", &fact.href, "\">"]);
            add(html, &fact.at);
            html.push_str("</a>)</span>");
        }
        html.push_str("</td></tr>");
    }
}

/// The names of services in a row.
pub(super) fn service_names(services: &[AffectedView]) -> Html {
    let mut html = String::with_capacity(services.len() * 48);
    for (number, service) in services.iter().enumerate() {
        html.push_str(if number == 0 { "" } else { " · " });
        open_name(&mut html, &service.link);
        escape_into(&mut html, &service.link.label);
        html.push_str("</bdi>");
    }
    Html::safe_string(&html)
}

/// Related incidents as the rows of a list of terms: the relation, and all that stand in it.
pub(super) fn related(groups: &[RelatedGroup], root: &str) -> Placed {
    let mut html = String::with_capacity(groups.len() * 512);
    for RelatedGroup { relation, incidents } in groups {
        open_row(&mut html, &escape(&relation.label));
        for other in incidents {
            html.extend(["\n<dd><a href=\"", root]);
            escape_into(&mut html, &other.href);
            html.extend(["\" lang=\"", &other.lang, "\" dir=\"", other.dir, "\">"]);
            escape_into(&mut html, &other.title);
            html.push_str("</a>");
            add_within(&mut html, " <span class=\"aside\">", &other.start, "</span>");
            html.push_str("</dd>");
        }
        html.push_str(CLOSE_ROW);
    }
    Placed::new(html)
}

/// Sources as the items of a list.
pub(super) fn sources(sources: &[SourceView]) -> Placed {
    let mut html = String::with_capacity(sources.len() * 1024);
    for source in sources {
        html.push_str("\n<li id=\"");
        escape_into(&mut html, &source.anchor);
        html.push_str("\"><span class=\"n\">");
        escape_into(&mut html, &source.number);
        html.push_str("</span>\n<div>\n<p class=\"title\">");
        source.title.add_to(&mut html);
        html.push_str("</p>\n<ul class=\"tags\">");
        for detail in &source.details {
            html.push_str("<li>");
            detail.add_to(&mut html);
            html.push_str("</li>");
        }
        html.push_str("</ul>");
        place_within(&mut html, "\n<p class=\"aside\">", &source.note, "</p>");
        html.push_str("\n</div>\n</li>");
    }
    Placed::new(html)
}

/// Ends a box of the strip with what stands beside its fact.
fn close_box(html: &mut String, beside: &Html) {
    add_within(html, "<span class=\"beside\">", beside, "</span>");
    html.push_str("</dd></div>");
}

const CLOSE_ROW: &str = "\n</div>";

/// Begins a row of a list of terms; the term is HTML.
fn open_row(html: &mut String, term: &str) {
    html.extend(["\n<div><dt>", term, "</dt>"]);
}

fn affected(html: &mut String, affected: &AffectedView, root: &str) {
    html.push_str("\n<dd>");
    add_link(html, &affected.link, root, true);
    if !affected.note.is_empty() {
        html.push_str(" <span class=\"aside\">");
        escape_into(html, &affected.note);
        html.push_str("</span>");
    }
    affected.source.add_to(html);
    html.push_str("</dd>");
}

/// Begins what a link is called, apart from its neighbours; its language is told where that isn't the page's.
pub(in crate::site) fn open_name(html: &mut String, link: &LinkView) {
    open_bdi(html, link.lang.as_deref(), link.dir);
}

/// A link; a name of the author's stands in a direction of its own.
fn add_link(html: &mut String, link: &LinkView, root: &str, isolated: bool) {
    html.extend(["<a href=\"", root]);
    escape_into(html, &link.href);
    html.push_str("\">");
    let isolated = isolated || link.lang.is_some();
    if isolated {
        open_name(html, link);
    }
    escape_into(html, &link.label);
    html.push_str(if isolated { "</bdi></a>" } else { "</a>" });
}

fn add_figure(html: &mut String, figure: &FigureView) {
    html.push_str("\n<div class=\"figure\"><dt>");
    add(html, &figure.label);
    html.push_str("</dt>\n<dd><span class=\"big\">");
    escape_into(html, &figure.value);
    html.push_str("</span>");
    figure.source.add_to(html);
    add_within(html, " <span class=\"line aside\">", &figure.at, "</span>");
    place_within(html, " <span class=\"line aside\">", &figure.note, "</span>");
    html.push_str("</dd>");
}

/// What stands beside a fact: that sources disagree, when it was corrected.
fn add_beside(html: &mut String, beside: &Html) {
    add_within(html, "<dd class=\"beside\">", beside, "</dd>");
}

/// Adds what a template writes for a text.
pub(in crate::site) fn add(html: &mut String, text: &Html) {
    let safe = text.is_safe();
    let text = text.as_str().unwrap_or_default();
    if safe { html.push_str(text) } else { escape_into(html, text) }
}

/// Adds a text between two others, unless it is empty.
fn add_within(html: &mut String, before: &str, text: &Html, after: &str) {
    if text.as_str().is_some_and(|text| !text.is_empty()) {
        html.push_str(before);
        add(html, text);
        html.push_str(after);
    }
}

/// The same with HTML to be placed.
fn place_within(html: &mut String, before: &str, text: &Placed, after: &str) {
    if !text.is_empty() {
        html.push_str(before);
        text.add_to(html);
        html.push_str(after);
    }
}
