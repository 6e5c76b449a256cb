//! The page of downloads and feeds.

use super::{Frame, Site};
use crate::site::edition::Edition;
use crate::site::feeds::Feed;
use crate::site::files::{self, Data, Endpoint, File};
use crate::site::route::Route;
use crate::site::view::{DataView, DownloadView, FeedsView};

impl Site<'_> {
    pub(super) fn data_page(&self, edition: &Edition) -> Result<Vec<u8>, String> {
        let route = Route::Data;
        let frame = Frame {
            route: &route,
            title: edition.say("data-heading"),
            description: edition.say("data-lead"),
            section: "data",
            kind: "data",
            crumbs: self.crumbs(edition, None),
        };
        let downloads = [Data::Json, Data::Lines, Data::Table, Data::IncidentSchema, Data::RowSchema, Data::Package];
        let download = |data: Data| {
            let href = File::Data(data).address(&self.router);
            let key = format!("data-{}", data.name().split('.').next_back().unwrap_or_default());
            let key = match data {
                Data::IncidentSchema => "data-incident-schema".to_owned(),
                Data::RowSchema => "data-row-schema".to_owned(),
                Data::Package => "data-package".to_owned(),
                _ => key,
            };
            DownloadView { href, name: data.name().to_owned(), text: edition.say(&key) }
        };
        let endpoint = |endpoint: Endpoint| {
            let href = File::Status(endpoint).address(&self.router);
            DownloadView { name: href.clone(), href, text: String::new() }
        };
        let view = DataView {
            heading: edition.say("data-heading"),
            feeds: self.feeds_view(edition, &Route::Home),
            downloads: downloads.map(download).into(),
            api: Endpoint::ALL.map(endpoint).into(),
            page: self.shell(edition, frame),
        };
        edition.render("data.html", &view)
    }

    /// The feeds of the site, or of a service, region or cause.
    pub(super) fn feeds_view(&self, edition: &Edition, of: &Route) -> FeedsView {
        let href = |kind| files::feed(&self.router, edition.number, of, kind);
        let badge = match of {
            Route::Service(id, _) => Some(files::badge(&self.router, edition.number, id)),
            _ => None,
        };
        let embed = match of {
            Route::Service(id, _) => Some(self.router.href(edition.number, &Route::Embed(id.clone()))),
            _ => None,
        };
        FeedsView {
            atom: href(Feed::Atom),
            json: href(Feed::Json),
            updates: href(Feed::Updates),
            calendar: href(Feed::Calendar),
            badge,
            embed,
        }
    }
}
