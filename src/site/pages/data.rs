//! The page of downloads and feeds.

use super::{Frame, Site};
use crate::archive::Id;
use crate::config::OptionalOutput;
use crate::site::edition::{DataWords, Edition};
use crate::site::feeds::Feed;
use crate::site::files::{self, Data, Endpoint, File};
use crate::site::route::Route;
use crate::site::view::{DataView, DownloadView, FeedsView};

impl Site<'_> {
    pub(super) fn data_page(&self, edition: &Edition) -> Result<Vec<u8>, String> {
        let words = DataWords::new(&self.archive.settings.outputs);
        let (heading, lead) = (edition.say(words.heading), edition.say(words.lead));
        let frame = Frame {
            route: &Route::Data,
            title: heading.clone(),
            description: lead.clone(),
            section: "data",
            kind: "data",
            crumbs: self.crumbs(edition, None),
        };
        let view = DataView {
            heading,
            lead,
            feeds: self.feeds_view(edition, &Route::Home),
            identity_note: edition.say(self.identity_note()),
            downloads: self.downloads(edition),
            api: self.api(),
            page: self.shell(edition, frame),
        };
        edition.render("data.html", &view)
    }

    /// The message that identifiers last: it names feeds, calendars and data only where a site has all of them.
    fn identity_note(&self) -> &'static str {
        let named = [OptionalOutput::Feeds, OptionalOutput::Calendars, OptionalOutput::Data];
        if named.into_iter().all(|output| self.has(output)) { "data-identity-note" } else { "data-identity-lasts" }
    }

    fn downloads(&self, edition: &Edition) -> Vec<DownloadView> {
        if !self.has(OptionalOutput::Data) {
            return Vec::new();
        }
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
        downloads.map(download).into()
    }

    fn api(&self) -> Vec<DownloadView> {
        let endpoint = |endpoint: &Endpoint| {
            let href = File::Status(*endpoint).address(&self.router);
            DownloadView { name: href.clone(), href, text: String::new() }
        };
        let endpoints = Endpoint::ALL.iter().filter(|_| self.has(OptionalOutput::Statuspage));
        endpoints.map(endpoint).collect()
    }

    /// The feeds of the site, or of a service, region or cause; `None` where it has none of them.
    pub(super) fn feeds_view(&self, edition: &Edition, of: &Route) -> Option<FeedsView> {
        let feed = |kind: Feed| self.has(kind.output()).then(|| files::feed(&self.router, edition.number, of, kind));
        let service = match of {
            Route::Service(id, _) => Some(id),
            _ => None,
        };
        let badge = |id| files::badge(&self.router, edition.number, id);
        let embed = |id: &Id| self.router.href(edition.number, &Route::Embed(id.clone()));
        let view = FeedsView {
            atom: feed(Feed::Atom),
            json: feed(Feed::Json),
            updates: feed(Feed::Updates),
            calendar: feed(Feed::Calendar),
            badge: service.filter(|_| self.has(OptionalOutput::Badges)).map(badge),
            embed: service.filter(|_| self.has(OptionalOutput::Embeds)).map(embed),
        };
        let shows_any = [&view.atom, &view.calendar, &view.badge, &view.embed].into_iter().any(Option::is_some);
        shows_any.then_some(view)
    }
}
