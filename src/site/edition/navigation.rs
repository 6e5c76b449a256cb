//! The navigation of an edition: the author's, or every section and free page.

use super::Edition;
use crate::archive::{Archive, Folder, Page};
use crate::config::NavigationItem;
use crate::site::route::{Route, Router};
use crate::site::view::LinkView;

impl Edition {
    /// The navigation the author set, else the sections and the free pages in their order.
    pub(super) fn navigation(&self, archive: &Archive, router: &Router) -> Vec<LinkView> {
        if let Some(items) = &archive.settings.navigation {
            return items.iter().filter_map(|item| self.navigation_link(item, archive, router)).collect();
        }
        let sections = ["search", "incidents", "services", "regions", "causes", "years", "statistics"]
            .map(|section| self.section(section, router));
        let mut links: Vec<LinkView> = sections.into_iter().flatten().collect();
        let mut pages: Vec<_> = archive.names.pages.values().collect();
        let order = |page: &&Page| page.order.unwrap_or(f64::MAX);
        pages.sort_by(|a, b| order(a).total_cmp(&order(b)).then(a.id.cmp(&b.id)));
        links.extend(pages.iter().map(|page| self.page_link(page, archive, router)));
        links
    }

    fn section(&self, name: &str, router: &Router) -> Option<LinkView> {
        let (route, section) = match name {
            "home" => (Route::Home, "home"),
            "search" => (Route::Search, "search"),
            "incidents" => (Route::Incidents, "incidents"),
            "services" => (Route::Services, "services"),
            "regions" => (Route::Regions, "regions"),
            "causes" => (Route::Causes, "causes"),
            "tags" => (Route::Tags, "tags"),
            "years" => (Route::Years, "years"),
            "statistics" => (Route::Statistics, "statistics"),
            _ => return None,
        };
        Some(LinkView { href: router.href(self.number, &route), label: self.say(section), section })
    }

    fn navigation_link(&self, item: &NavigationItem, archive: &Archive, router: &Router) -> Option<LinkView> {
        let id = item.target.strip_prefix("pages/").unwrap_or(&item.target);
        let page = archive.names.pages.get(id).map(|page| self.page_link(page, archive, router));
        let link = self.section(&item.target, router).or(page)?;
        let label = item.label.as_ref().map(|label| self.local(label));
        Some(LinkView { label: label.unwrap_or_else(|| link.label.clone()), ..link })
    }

    fn page_link(&self, page: &Page, archive: &Archive, router: &Router) -> LinkView {
        let href = router.href(self.page_language(page, archive), &Route::told(Folder::Pages, &page.id));
        LinkView { href, label: self.local(&page.title), section: "pages" }
    }
}
