//! Rows of lists: rendered once a language, used on every list.

use std::sync::OnceLock;

use tera::Value;

use super::edition::Edition;
use super::route::{Route, Router};
use super::view::{LinkView, RowView, Shared};
use crate::archive::{Archive, Certainty, Id, Incident};
use crate::derive::IncidentNumber;

/// Stands in rendered rows where the way to the site's root goes. Authors' texts can't hold it: it is a control.
const ROOT: &str = "\u{1a}";
/// The most regions a row names.
const MOST_REGIONS: usize = 4;

/// The rows of one language, made when first asked for.
#[derive(Debug)]
pub struct Rows {
    rows: Vec<OnceLock<Result<Row, String>>>,
}

/// A row, cut where the way to the site's root goes.
#[derive(Debug)]
struct Row {
    html: String,
    /// The end of each part but the last.
    cuts: Vec<usize>,
}

impl Row {
    fn new(marked: &str) -> Self {
        let mut row = Self { html: String::with_capacity(marked.len()), cuts: Vec::new() };
        for part in marked.split(ROOT) {
            row.html.push_str(part);
            row.cuts.push(row.html.len());
        }
        row.cuts.pop();
        row
    }

    fn write(&self, root: &str, html: &mut String) {
        let mut from = 0;
        for cut in &self.cuts {
            html.push_str(self.html.get(from..*cut).unwrap_or_default());
            html.push_str(root);
            from = *cut;
        }
        html.push_str(self.html.get(from..).unwrap_or_default());
    }

    fn len(&self, root: &str) -> usize {
        self.html.len() + self.cuts.len() * root.len()
    }
}

impl Rows {
    /// Room for the rows of so many incidents.
    pub fn new(incidents: usize) -> Self {
        Self { rows: (0..incidents).map(|_| OnceLock::new()).collect() }
    }

    /// The HTML of the rows of `numbers`, for a page from which `root` leads to the site's root.
    pub fn html(
        &self,
        numbers: &[IncidentNumber],
        root: &str,
        archive: &Archive,
        edition: &Edition,
        router: &Router,
    ) -> Result<Value, String> {
        let mut rows: Vec<&Row> = Vec::with_capacity(numbers.len());
        for number in numbers {
            let Some(row) = self.rows.get(*number as usize) else { continue };
            let made = row.get_or_init(|| render(*number, archive, edition, router));
            rows.push(made.as_ref().map_err(Clone::clone)?);
        }
        let mut html = String::with_capacity(rows.iter().map(|row| row.len(root)).sum());
        for row in rows {
            row.write(root, &mut html);
        }
        Ok(Value::safe_string(&html))
    }
}

fn render(number: IncidentNumber, archive: &Archive, edition: &Edition, router: &Router) -> Result<Row, String> {
    let incident = archive.incidents.get(number as usize).ok_or("no such incident")?;
    let html = edition.render("parts/row.html", &view(incident, archive, edition, router))?;
    Ok(Row::new(&String::from_utf8_lossy(&html)))
}

fn view(incident: &Incident, archive: &Archive, edition: &Edition, router: &Router) -> RowView {
    let telling = incident.best_telling(edition.number, archive.default_language());
    let tag = archive.settings.languages.get(telling.language).unwrap_or(&archive.settings.default_language);
    let other =
        (telling.language != edition.number).then(|| tag.name_in(&edition.language).unwrap_or_else(|| tag.endonym()));
    let (duration, duration_kind) = edition.duration(incident);
    let facts = &incident.facts;
    let more = facts.regions.len().saturating_sub(MOST_REGIONS);
    let service = |id: &Id| edition.service_link(archive, router, id);
    let region = |id: &Id| edition.region_link(router, id);
    RowView {
        root: ROOT,
        href: router.href(telling.language, &Route::Incident(incident.id.clone())),
        title: telling.title.clone(),
        lang: tag.to_string(),
        dir: tag.direction().as_str(),
        language: other.map(|name| edition.tell("language-marker", &[("language", name.as_str().into())])),
        start: edition.time_html(Some(&incident.start)),
        impact: edition.term("impact", facts.impact().key()),
        duration,
        duration_kind,
        services: facts.services.iter().map(|affected| service(&affected.service)).collect(),
        regions: facts.regions.iter().take(MOST_REGIONS).map(|affected| region(&affected.region)).collect(),
        more_regions: if more == 0 { String::new() } else { edition.count("more-regions", more) },
        causes: causes(incident, archive, edition, router),
    }
}

/// Causes with their certainty, where it isn't confirmed.
fn causes(incident: &Incident, archive: &Archive, edition: &Edition, router: &Router) -> Vec<Shared<LinkView>> {
    let link = |cause: &crate::archive::Cause| {
        let link = edition.cause_link(archive, router, &cause.kind);
        match cause.certainty {
            Some(certainty) if certainty != Certainty::Confirmed => {
                let certainty = edition.term("certainty", certainty.key());
                let words = [("cause", link.label.as_str().into()), ("certainty", certainty.label.as_str().into())];
                let label = edition.tell("cause-with-certainty", &words);
                Shared::new(LinkView { label, ..LinkView::clone(&link) })
            }
            _ => link,
        }
    };
    incident.facts.causes.iter().map(link).collect()
}
