//! Free pages.

use super::{Frame, Site};
use crate::archive::Id;
use crate::site::edition::Edition;
use crate::site::route::Route;
use crate::site::view::PageView;

impl Site<'_> {
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
            crumbs: self.crumbs(edition, None),
        };
        let prose = self.text(edition, &page.prose, &self.root(edition, &route));
        let view = PageView { page: self.shell_with(edition, frame, &alternates), heading, prose };
        edition.render("page.html", &view)
    }
}
