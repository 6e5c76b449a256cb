//! The navigation of an edition: the author's, or every section and the first free pages.

use super::words::DataWords;
use super::{Edition, Spoken};
use crate::archive::{Archive, Folder, Page};
use crate::config::{Destination, NavigationItem, OutputSwitches};
use crate::locale::LanguageTag;
use crate::site::route::{Route, Router};
use crate::site::view::MenuLink;

/// The most free pages that stand in the usual navigation, which all pages have; of more, the last entry leads to all.
const MOST_PAGES: usize = 12;

/// Whether there is a page of all free pages: the author set no navigation, and the usual one can't name them all.
pub(in crate::site) fn has_page_of_pages(archive: &Archive) -> bool {
    archive.settings.navigation.is_none() && archive.names.pages.len() > MOST_PAGES
}

impl Edition {
    /// The navigation the author set, else the sections and the first free pages in their order.
    pub(super) fn navigation(&self, archive: &Archive, router: &Router) -> Vec<MenuLink> {
        if let Some(items) = &archive.settings.navigation {
            return items.iter().filter_map(|item| self.menu_link(item, archive, router)).collect();
        }
        let sections = ["search", "incidents", "services", "regions", "causes", "years", "statistics"]
            .map(|section| self.section(section, archive, router));
        let mut links: Vec<MenuLink> = sections.into_iter().flatten().collect();
        links.extend(in_order(archive).iter().take(MOST_PAGES).map(|page| self.page_link(page, archive, router)));
        if has_page_of_pages(archive) {
            let href = router.href(self.number, &Route::Pages);
            links.push(MenuLink::new(href, self.own(self.say("all-pages")), "pages"));
        }
        links
    }

    /// All free pages in their order.
    pub(in crate::site) fn page_links(&self, archive: &Archive, router: &Router) -> Vec<MenuLink> {
        in_order(archive).iter().map(|page| self.page_link(page, archive, router)).collect()
    }

    fn section(&self, name: &'static str, archive: &Archive, router: &Router) -> Option<MenuLink> {
        let outputs = &archive.settings.outputs;
        let route = match name {
            _ if !outputs.has_section(name) => return None,
            "home" => Route::Home,
            "search" => Route::Search,
            "incidents" => Route::Incidents,
            "services" => Route::Services,
            "regions" => Route::Regions,
            "causes" => Route::Causes,
            "tags" if has_tags(archive) => Route::Tags,
            "years" => Route::Years,
            "statistics" => Route::Statistics,
            "data" => Route::Data,
            _ => return None,
        };
        let href = router.href(self.number, &route);
        Some(MenuLink::new(href, self.own(self.section_name(name, outputs)), name))
    }

    /// What readers call a section.
    pub(super) fn section_name(&self, name: &str, outputs: &OutputSwitches) -> String {
        self.say(if name == "data" { DataWords::new(outputs).label } else { name })
    }

    fn menu_link(&self, item: &NavigationItem, archive: &Archive, router: &Router) -> Option<MenuLink> {
        let link = match &item.target {
            Destination::Section(name) => self.section(name, archive, router)?,
            Destination::Page(id) => self.page_link(archive.names.pages.get(id.as_str())?, archive, router),
            Destination::Elsewhere(url) => {
                let link = MenuLink::new(String::new(), self.own(short(url).to_owned()), "");
                MenuLink { url: Some(url.clone()), ..link }
            }
        };
        Some(match &item.label {
            Some(label) => link.called(self.spoken_of_site(label)),
            None => link,
        })
    }

    fn page_link(&self, page: &Page, archive: &Archive, router: &Router) -> MenuLink {
        let told = self.page_language(page, archive);
        let href = router.href(told, &Route::told(Folder::Pages, &page.id));
        let language = archive.settings.languages.get(told).unwrap_or(&self.language);
        let hreflang = (*language != self.language).then(|| language.to_string());
        MenuLink { hreflang, ..MenuLink::new(href, self.page_title(page, language), "pages") }
    }

    /// What a page is called: in the reader's language, else in the one it is told in.
    fn page_title(&self, page: &Page, told: &LanguageTag) -> Spoken {
        if let Some(own) = page.title.exact(&self.language) {
            return self.own(own.to_owned());
        }
        let (language, title) = page.title.told(told, &self.default).unwrap_or_default();
        self.spoken_in(title, language.unwrap_or(told))
    }
}

fn in_order(archive: &Archive) -> Vec<&Page> {
    let mut pages: Vec<_> = archive.names.pages.values().collect();
    let order = |page: &&Page| page.order.unwrap_or(f64::MAX);
    pages.sort_by(|a, b| order(a).total_cmp(&order(b)).then(a.id.cmp(&b.id)));
    pages
}

/// The section of the pages of years and months: their own where readers have an entry for it, else that of incidents.
pub(in crate::site) fn section_of_years(navigation: Option<&[NavigationItem]>) -> &'static str {
    let is_years = |item: &NavigationItem| matches!(&item.target, Destination::Section("years"));
    if navigation.is_none_or(|items| items.iter().any(is_years)) { "years" } else { "incidents" }
}

/// Whether there is a page of tags.
fn has_tags(archive: &Archive) -> bool {
    archive.incidents.iter().any(|incident| !incident.is_withdrawn() && !incident.facts.tags.is_empty())
}

/// An address as readers say it: without scheme, a closing `/`, and what a mail address carries beside the address.
fn short(url: &str) -> &str {
    let rest = url.split_once(':').map_or(url, |(_, rest)| rest);
    match rest.strip_prefix("//") {
        Some(web) => web.trim_end_matches('/'),
        None => rest.split('?').next().unwrap_or(rest),
    }
}
