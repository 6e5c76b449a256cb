//! Rows of lists: rendered once a language, used on every list.

use std::sync::OnceLock;

use tera::Value;

use super::edition::Edition;
use super::kept::Kept;
use super::marked::{Marked, ROOT};
use super::pages::{add, open_name};
use super::route::{Route, Router};
use super::view::{Html, LinkView, RowView, Term};
use crate::archive::{Archive, Certainty, Id, Incident};
use crate::derive::IncidentNumber;
use crate::parse::escape::{escape, escape_into};

/// The bytes that most rows fit in.
pub const USUAL_BYTES: usize = 1024;

/// The most regions a row names.
const MOST_REGIONS: usize = 4;
/// The most services or causes a row names, and each of a feed's entries: what they name has lists and feeds with them in
/// it, so that to name all would make a site grow with the square of an incident's own list. The incident's page has all.
pub(super) const MOST_NAMES: usize = 10;

/// The rows of one language, made when first asked for.
#[derive(Debug)]
pub struct Rows {
    rows: Vec<OnceLock<Result<Marked, String>>>,
    links: LinkHtml,
}

/// Links to what many rows name, as HTML in which the way to the root is marked.
#[derive(Debug, Default)]
struct LinkHtml {
    services: Kept<Id, Html>,
    regions: Kept<Id, Html>,
    causes: Kept<(Id, Option<Certainty>), Html>,
    marks: Kept<String, Html>,
}

impl Rows {
    /// Room for the rows of so many incidents.
    pub fn new(incidents: usize) -> Self {
        Self { rows: (0..incidents).map(|_| OnceLock::new()).collect(), links: LinkHtml::default() }
    }

    /// Adds the HTML of the rows of `numbers`, for a page from which `root` leads to the site's root.
    pub fn add(
        &self,
        numbers: &[IncidentNumber],
        root: &str,
        archive: &Archive,
        edition: &Edition,
        router: &Router,
        html: &mut String,
    ) -> Result<(), String> {
        let making = Making { links: &self.links, archive, edition, router };
        let mut rows: Vec<&Marked> = Vec::with_capacity(numbers.len());
        for number in numbers {
            let Some(row) = self.rows.get(*number as usize) else { continue };
            let made = row.get_or_init(|| making.row(*number));
            rows.push(made.as_ref().map_err(Clone::clone)?);
        }
        html.reserve(rows.iter().map(|row| row.len(root)).sum());
        for row in rows {
            row.write(root, html);
        }
        Ok(())
    }
}

/// Writes rows, if a theme has it.
pub(super) const TEMPLATE: &str = "parts/row.html";

/// What a row is made from.
struct Making<'m> {
    links: &'m LinkHtml,
    archive: &'m Archive,
    edition: &'m Edition,
    router: &'m Router,
}

/// The telling that fits the reader of a row best.
struct Told<'t> {
    href: String,
    title: &'t str,
    lang: &'t str,
    dir: &'static str,
    /// The language, where it isn't the page's.
    language: Option<String>,
}

impl Making<'_> {
    fn row(&self, number: IncidentNumber) -> Result<Marked, String> {
        let incident = self.archive.incidents.get(number as usize).ok_or("no such incident")?;
        if !self.edition.asked.knows(TEMPLATE) {
            return Ok(Marked::new(&self.html(incident)));
        }
        let html = self.edition.render(TEMPLATE, &self.view(incident))?;
        Ok(Marked::new(std::str::from_utf8(&html).map_err(|error| error.to_string())?))
    }

    /// A row of the built-in theme: an archive has so many that a template would take as long as for all else on lists.
    fn html(&self, incident: &Incident) -> String {
        let Told { href, title, lang, dir, language } = self.told(incident);
        let (duration, duration_kind) = self.edition.duration(incident);
        let impact = self.edition.term("impact", incident.facts.impact().key());
        let mut html = String::with_capacity(USUAL_BYTES);
        html.push_str("<li class=\"row\">\n<p class=\"what\">");
        add(&mut html, &self.links.marks.get(impact.key, || mark(self.edition, &impact)));
        html.extend(["<a href=\"", ROOT]);
        escape_into(&mut html, &href);
        html.extend(["\" lang=\"", lang, "\" dir=\"", dir, "\">"]);
        escape_into(&mut html, title);
        html.push_str("</a>");
        if let Some(language) = &language {
            html.push_str(" <span class=\"tongue\">");
            escape_into(&mut html, language);
            html.push_str("</span>");
        }
        html.push_str("</p>\n<div class=\"time\"><p class=\"when\">");
        add(&mut html, &self.edition.time_html(Some(&incident.start)));
        html.extend(["</p>\n<p class=\"span ", duration_kind, "\">"]);
        escape_into(&mut html, &duration);
        html.push_str("</p></div>\n<ul class=\"tags\">");
        for tag in self.tags(incident) {
            html.push_str("<li>");
            add(&mut html, &tag);
            html.push_str("</li>");
        }
        html.push_str("</ul>\n</li>\n");
        html
    }

    fn view(&self, incident: &Incident) -> RowView {
        let edition = self.edition;
        let Told { href, title, lang, dir, language } = self.told(incident);
        let (duration, duration_kind) = edition.duration(incident);
        RowView {
            root: ROOT,
            href,
            title: title.to_owned(),
            lang: lang.to_owned(),
            dir,
            language,
            start: edition.time_html(Some(&incident.start)),
            impact: edition.term("impact", incident.facts.impact().key()),
            duration,
            duration_kind,
            tags: self.tags(incident),
        }
    }

    fn told<'t>(&'t self, incident: &'t Incident) -> Told<'t> {
        let (archive, edition) = (self.archive, self.edition);
        let telling = incident.best_telling(edition.number, archive.default_language());
        let tag = archive.settings.languages.get(telling.language).unwrap_or(&archive.settings.default_language);
        let tongue = edition.tongue(tag.as_str());
        let dir = tongue.as_ref().map_or("auto", |tongue| tongue.direction);
        let tongue = tongue.filter(|_| telling.language != edition.number);
        Told {
            href: self.router.href(telling.language, &Route::Incident(incident.id.clone())),
            title: &telling.title,
            lang: tag.as_str(),
            dir,
            language: tongue.map(|tongue| edition.tell("language-marker", &[("language", (&*tongue.name).into())])),
        }
    }

    fn tags(&self, incident: &Incident) -> Vec<Html> {
        let facts = &incident.facts;
        let more = |key, all: usize, most| {
            let more = all.saturating_sub(most);
            (more > 0).then(|| Value::normal_string(&self.edition.count(key, more)))
        };
        let services = facts.services.iter().take(MOST_NAMES).map(|affected| self.service(&affected.service));
        let regions = facts.regions.iter().take(MOST_REGIONS).map(|affected| self.region(&affected.region));
        let causes = facts.causes.iter().take(MOST_NAMES).map(|cause| self.cause(&cause.kind, cause.certainty));
        let services = services.chain(more("more-services", facts.services.len(), MOST_NAMES));
        let regions = regions.chain(more("more-regions", facts.regions.len(), MOST_REGIONS));
        services.chain(regions).chain(causes).chain(more("more-causes", facts.causes.len(), MOST_NAMES)).collect()
    }

    fn service(&self, id: &Id) -> Html {
        self.links.services.get(id, || link_html(&self.edition.service_link(self.archive, self.router, id)))
    }

    fn region(&self, id: &Id) -> Html {
        self.links.regions.get(id, || link_html(&self.edition.region_link(self.router, id)))
    }

    /// A cause with its certainty, where it isn't confirmed.
    fn cause(&self, id: &Id, certainty: Option<Certainty>) -> Html {
        let doubt = certainty.filter(|certainty| *certainty != Certainty::Confirmed);
        self.links.causes.get(&(id.clone(), doubt), || {
            let link = self.edition.cause_link(self.archive, self.router, id);
            let Some(doubt) = doubt else { return link_html(&link) };
            let cause = self.edition.cause_spoken(self.archive, id);
            let doubt = self.edition.term("certainty", doubt.key());
            let doubt = [("certainty", doubt.label.as_str().into())];
            let told = self.edition.tell_with("cause-with-certainty", ("cause", &cause), &doubt);
            let mut html = format!("<a href=\"{ROOT}{}\"><bdi>", escape(&link.href));
            add(&mut html, &told);
            html.push_str("</bdi></a>");
            Value::safe_string(&html)
        })
    }
}

/// The sign of an impact, and its name for those who don't see it.
fn mark(edition: &Edition, impact: &Term) -> Html {
    let (key, label) = (impact.key, escape(&edition.fact(&edition.say("impact"), &impact.label)));
    Value::safe_string(&format!(
        "<svg class=\"mark {key}\" viewBox=\"-8 -8 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\">\
         <use href=\"#i-{key}\"/></svg><span class=\"vh\">{label} – </span>"
    ))
}

fn link_html(link: &LinkView) -> Html {
    let mut html = format!("<a href=\"{ROOT}{}\">", escape(&link.href));
    open_name(&mut html, link);
    html.extend([&escape(&link.label), "</bdi></a>"]);
    Value::safe_string(&html)
}
