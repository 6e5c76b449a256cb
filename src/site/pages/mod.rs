//! One page each: what is known becomes a view, the view becomes HTML.

mod anchors;
mod charts;
mod citation;
mod data;
mod embed;
mod entries;
mod evidence;
mod free;
mod heat;
mod home;
mod incident;
mod known;
mod linked_data;
mod lists;
mod matrix;
mod notices;
mod numbers;
mod overviews;
mod references;
mod reports;
mod search;
mod service;
mod statistics;
mod subject;
mod timeline;
mod times;
mod updates;

pub(super) use anchors::Anchors;
pub(super) use entries::{EntryWords, add, open_name};
pub(super) use linked_data::{LinkedData, certain};
pub(super) use references::Reference;

use tera::Value;

use super::Site;
use super::edition::{Edition, Spoken};
use super::route::Route;
use super::view::{Alternate, FeedsView, Html, LinkView, Shared, Shell};
use crate::archive::{Incident, Telling};
use crate::parse::escape::escape_into;

/// What a page says about itself, apart from its content.
pub(super) struct Frame<'f> {
    pub route: &'f Route,
    pub title: String,
    pub description: String,
    pub section: &'static str,
    pub kind: &'static str,
    pub crumbs: Vec<Shared<LinkView>>,
}

impl Site<'_> {
    /// The page of `route` in a language.
    pub(super) fn page(&self, language: usize, route: &Route) -> Result<Vec<u8>, String> {
        let edition = self.edition(language)?;
        match route {
            Route::Home => self.home_page(edition),
            Route::Incidents => self.all_incidents_page(edition),
            Route::Incident(id) => self.incident_or_notice(edition, id),
            Route::Services => self.services_page(edition),
            Route::Service(id, page) => self.service_page(edition, id, *page),
            Route::Regions => self.regions_page(edition),
            Route::Region(id, page) => self.region_page(edition, id, *page),
            Route::Causes => self.causes_page(edition),
            Route::Cause(id, page) => self.cause_page(edition, id, *page),
            Route::Tags => self.tags_page(edition),
            Route::Tag(id, page) => self.tag_page(edition, id, *page),
            Route::Years => self.years_page(edition),
            Route::Year(year) => self.year_page(edition, *year),
            Route::Month(year, month, page) => self.month_page(edition, *year, Some(*month), *page),
            Route::MonthNotKnown(year, page) => self.month_page(edition, *year, None, *page),
            Route::Duration(class, page) => self.duration_page(edition, *class, *page),
            Route::Statistics => self.statistics_page(edition),
            Route::Search => self.search_page(edition),
            Route::Pages => self.pages_page(edition),
            Route::Page(id) => self.free_page(edition, id),
            Route::Data => self.data_page(edition),
            Route::Embed(id) => self.embed_page(edition, id),
        }
    }

    /// The frame of a page that exists in every language.
    pub(super) fn shell(&self, edition: &Edition, frame: Frame<'_>) -> Shell {
        let alternates = self.all_languages(edition, frame.route);
        self.shell_with(edition, frame, &alternates)
    }

    /// A page that exists in every language.
    fn all_languages(&self, edition: &Edition, route: &Route) -> Vec<Alternate> {
        self.editions.iter().map(|other| self.alternate(edition, other, route, true)).collect()
    }

    /// The frame of a page that is told in some languages; the others lead to their list of all incidents.
    pub(super) fn shell_with(&self, edition: &Edition, frame: Frame<'_>, alternates: &[Alternate]) -> Shell {
        let root = self.root(edition, frame.route);
        self.shell_at(root, edition, frame, alternates)
    }

    /// The frame of a page from which `root` leads to the site's root.
    fn shell_at(&self, root: String, edition: &Edition, frame: Frame<'_>, alternates: &[Alternate]) -> Shell {
        let href = self.router.href(edition.number, frame.route);
        let is_free = frame.section == "pages";
        let free_page = if is_free { edition.entry_of_page(&self.router, &href) } else { String::new() };
        let parts = edition.frame(frame.section, &free_page, &root);
        let base = self.options.base_url.as_ref();
        Shell {
            lang: edition.language.to_string(),
            dir: edition.direction(),
            hreflang: hreflang(alternates),
            tongues: tongues(alternates, &root),
            crumbs: crumbs(&frame.crumbs, &root),
            root,
            canonical: base.map(|base| format!("{base}{href}")),
            title: frame.title,
            description: frame.description,
            section: frame.section,
            noindex: false,
            kind: frame.kind,
            feeds: self.own_feeds(edition, frame.route),
            links: parts.links,
            navigation: parts.navigation,
            footer: parts.footer,
        }
    }

    /// The feeds of what a page is about, where that has its own.
    fn own_feeds(&self, edition: &Edition, route: &Route) -> Option<FeedsView> {
        let of = match route {
            Route::Service(id, _) => Route::Service(id.clone(), None),
            Route::Region(id, _) => Route::Region(id.clone(), None),
            Route::Cause(id, _) => Route::Cause(id.clone(), None),
            _ => return None,
        };
        self.feeds_view(edition, &of)
    }

    /// The link to `route` in another language, from a page of `edition`.
    pub(super) fn alternate(&self, edition: &Edition, other: &Edition, route: &Route, translation: bool) -> Alternate {
        let base = self.options.base_url.as_ref().filter(|_| translation);
        let href = self.router.href(other.number, route);
        Alternate {
            lang: other.language.to_string(),
            dir: other.direction(),
            name: other.name.clone(),
            url: base.map(|base| format!("{base}{href}")),
            href,
            translation,
            current: other.number == edition.number,
        }
    }

    /// A link in a language.
    pub(super) fn link(&self, edition: &Edition, route: &Route, label: String) -> LinkView {
        LinkView::new(self.router.href(edition.number, route), edition.own(label))
    }

    /// The way from the home page to a section.
    pub(super) fn crumbs(&self, edition: &Edition, section: Option<(&Route, &str)>) -> Vec<Shared<LinkView>> {
        let home = (&Route::Home, "home");
        let link = |(route, key): (&Route, &str)| edition.section_link(&self.router, route, key);
        std::iter::once(home).chain(section).map(link).collect()
    }

    /// The link to an incident in the telling that fits the readers of `edition` best, with that telling.
    pub(super) fn incident_href<'i>(&self, edition: &Edition, incident: &'i Incident) -> (String, &'i Telling) {
        let telling = incident.best_telling(edition.number, self.archive.default_language());
        (self.router.href(telling.language, &Route::Incident(incident.id.clone())), telling)
    }

    /// The title of a telling, as one in its language among the words of `edition`.
    pub(super) fn title(&self, edition: &Edition, telling: &Telling) -> Spoken {
        let told = self.editions.get(telling.language).map_or(&edition.language, |told| &told.language);
        edition.spoken_in(&telling.title, told)
    }

    /// The tag of a language of the site.
    pub(super) fn language_tag(&self, language: usize) -> &str {
        self.editions.get(language).map_or("", |edition| edition.language.as_str())
    }

    /// The language tag and direction of a language of the site.
    pub(super) fn tongue(&self, language: usize) -> (String, &'static str) {
        let edition = self.editions.get(language);
        edition.map_or((String::new(), "auto"), |edition| (edition.language.to_string(), edition.direction()))
    }

    /// The name of a language of the site, as readers of `edition` call it.
    pub(super) fn language_name(&self, edition: &Edition, language: usize) -> String {
        let named =
            |other: &Edition| other.language.name_in(&edition.language).unwrap_or_else(|| other.language.endonym());
        self.editions.get(language).map_or_else(String::new, named)
    }
}

fn hreflang(alternates: &[Alternate]) -> Html {
    let mut html = String::new();
    for alternate in alternates.iter().filter(|alternate| alternate.translation) {
        if let Some(url) = &alternate.url {
            html.extend(["\n<link rel=\"alternate\" hreflang=\"", &alternate.lang, "\" href=\""]);
            escape_into(&mut html, url);
            html.push_str("\">");
        }
    }
    Value::safe_string(&html)
}

fn tongues(alternates: &[Alternate], root: &str) -> Html {
    let mut html = String::with_capacity(alternates.len() * 192);
    for Alternate { lang, dir, name, href, current, .. } in alternates.iter().filter(|_| alternates.len() > 1) {
        html.extend(["\n<li><a href=\"", root]);
        escape_into(&mut html, href);
        html.extend(["\" lang=\"", lang, "\" dir=\"", dir, "\" hreflang=\"", lang, "\""]);
        html.push_str(if *current { " aria-current=\"true\">" } else { ">" });
        escape_into(&mut html, name);
        html.push_str("</a></li>");
    }
    Value::safe_string(&html)
}

fn crumbs(crumbs: &[Shared<LinkView>], root: &str) -> Html {
    let mut html = String::with_capacity(crumbs.len() * 128);
    for crumb in crumbs {
        html.extend(["\n<li><a href=\"", root]);
        escape_into(&mut html, &crumb.href);
        html.push_str("\"><bdi>");
        escape_into(&mut html, &crumb.label);
        html.push_str("</bdi></a></li>");
    }
    Value::safe_string(&html)
}
