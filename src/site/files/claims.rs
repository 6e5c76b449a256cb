//! Which files a site has: those that its settings don't switch off.

use super::{Data, Endpoint, File};
use crate::archive::{Archive, Id};
use crate::config::OptionalOutput;
use crate::derive::Lists;
use crate::site::feeds::{Feed, archives};
use crate::site::route::Route;

/// Every file of a site that is no page, the sitemap and incidents' own apart, with what it is told to be where it clashes with another.
pub(crate) fn all(archive: &Archive, lists: &Lists) -> Vec<(File, &'static str)> {
    let outputs = &archive.settings.outputs;
    let mut files = vec![
        (File::Robots, "the file for robots"),
        (File::Headers, "the file of headers"),
        (File::Redirects, "the file of old addresses"),
    ];
    if outputs.has(OptionalOutput::Data) {
        files.extend(Data::ALL.map(|data| (File::Data(data), "the open data")));
    }
    if outputs.has(OptionalOutput::Statuspage) {
        files.extend(Endpoint::ALL.map(|endpoint| (File::Status(endpoint), "the Statuspage API")));
    }
    for language in 0..archive.settings.languages.len() {
        feeds(&mut files, archive, lists, language);
        if outputs.has(OptionalOutput::Badges) {
            let services = archive.names.services.keys().cloned();
            files.extend(services.map(|service| (File::Badge { language, service }, "the badges")));
        }
    }
    files
}

fn feeds(files: &mut Vec<(File, &'static str)>, archive: &Archive, lists: &Lists, language: usize) {
    let names = &archive.names;
    let is_wanted = |kind: &Feed| archive.settings.outputs.has(kind.output());
    let kinds = [Feed::Atom, Feed::Json, Feed::Updates, Feed::Calendar];
    if !kinds.iter().any(is_wanted) {
        return;
    }
    let mut add = |of: Route| {
        let older = (1..=archives(&of, lists)).map(Feed::Archive);
        let kinds = kinds.into_iter().chain(older).filter(is_wanted);
        files.extend(kinds.map(|kind| (File::Feed { language, of: of.clone(), kind }, "the feeds")));
    };
    add(Route::Home);
    for service in names.services.keys() {
        add(Route::Service(service.clone(), None));
    }
    let regions: std::collections::BTreeSet<&Id> = lists.regions.keys().chain(names.regions.keys()).collect();
    for region in regions {
        add(Route::Region(region.clone(), None));
    }
    let causes: std::collections::BTreeSet<&Id> = lists.causes.keys().chain(names.causes.keys()).collect();
    for cause in causes {
        add(Route::Cause(cause.clone(), None));
    }
}
