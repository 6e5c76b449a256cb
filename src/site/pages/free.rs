//! Free pages.

use super::overviews::Overview;
use super::{Frame, Site};
use crate::archive::Id;
use crate::site::edition::{Edition, Spoken, has_page_of_pages};
use crate::site::route::Route;
use crate::site::view::{Card, CardGroup, MenuLink, PageView};

impl Site<'_> {
    /// All free pages, where there are too many for the navigation.
    pub(super) fn pages_page(&self, edition: &Edition) -> Result<Vec<u8>, String> {
        let card = |MenuLink { href, label: text, lang, dir, .. }| Card::leading(href, Spoken { text, lang, dir });
        let cards = edition.page_links(self.archive, &self.router).into_iter().map(card).collect();
        let groups = vec![CardGroup { cards, ..CardGroup::new(edition.own(String::new())) }];
        self.overview(edition, Overview { route: Route::Pages, section: "pages", note: String::new(), groups })
    }

    pub(super) fn free_page(&self, edition: &Edition, id: &Id) -> Result<Vec<u8>, String> {
        let page = self.archive.names.pages.get(id).ok_or("no such page")?;
        let route = Route::Page(id.clone());
        let heading = edition.local(&page.title);
        let alternates = self.editions.iter().map(|other| {
            let told = page.prose.iter().any(|prose| prose.language == other.number);
            let route = if told { &route } else { &Route::Home };
            self.alternate(edition, other, route, told)
        });
        let alternates: Vec<_> = alternates.collect();
        let frame = Frame {
            route: &route,
            title: heading.clone(),
            description: String::new(),
            section: "pages",
            kind: "page",
            crumbs: self.crumbs(edition, has_page_of_pages(self.archive).then_some((&Route::Pages, "pages"))),
        };
        let prose = self.text(edition, &page.prose, &self.root(edition, &route));
        let view = PageView { page: self.shell_with(edition, frame, &alternates), heading, prose };
        edition.render("page.html", &view)
    }
}
