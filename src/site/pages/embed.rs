//! A service in a frame on another site: its latest incidents, without scripts.

use super::{Frame, Site};
use crate::archive::Id;
use crate::site::edition::{Edition, Spoken};
use crate::site::route::Route;
use crate::site::view::EmbedView;

/// How many incidents it shows.
const SHOWN: usize = 5;

impl Site<'_> {
    pub(super) fn embed_page(&self, edition: &Edition, id: &Id) -> Result<Vec<u8>, String> {
        let list = self.insights.lists.services.get(id).map_or(&[][..], Vec::as_slice);
        let route = Route::Embed(id.clone());
        let root = self.root(edition, &route);
        let Spoken { text: name, lang: name_lang, dir: name_dir } = edition.service_spoken(self.archive, id);
        let frame = Frame {
            route: &route,
            title: name.clone(),
            description: String::new(),
            section: "services",
            kind: "embed",
            crumbs: Vec::new(),
        };
        let mut page = self.shell(edition, frame);
        page.noindex = true;
        let shown = list.get(..SHOWN.min(list.len())).unwrap_or_default();
        let view = EmbedView {
            page,
            href: self.router.href(edition.number, &Route::Service(id.clone(), None)),
            count: edition.count("count-incidents", list.len()),
            rows: self.row_html(edition, shown, &root)?,
            name,
            name_lang,
            name_dir,
        };
        edition.render("embed.html", &view)
    }
}
