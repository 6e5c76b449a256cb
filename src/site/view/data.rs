//! Downloads, feeds, and the page for frames.

use serde::Serialize;

use super::shell::{Html, Shell};

/// The page of downloads and feeds.
#[derive(Debug, Serialize)]
pub struct DataView {
    /// The frame.
    pub page: Shell,
    /// What it is called, by what it shows.
    pub heading: String,
    /// What it shows, in a sentence.
    pub lead: String,
    /// The feeds of the whole site; `None` where there are none.
    pub feeds: Option<FeedsView>,
    /// That identifiers last, for those who subscribe.
    pub identity_note: String,
    /// Files of open data with their schemas; empty where the site does without.
    pub downloads: Vec<DownloadView>,
    /// Resources of the Statuspage API; empty where the site does without.
    pub api: Vec<DownloadView>,
}

/// A file to take away.
#[derive(Debug, Serialize)]
pub struct DownloadView {
    /// Its address from the site's root.
    pub href: String,
    /// Its name.
    pub name: String,
    /// What it holds; may be empty.
    pub text: String,
}

/// What can be subscribed to, each an address from the site's root. Each may be missing, but not all.
#[derive(Debug, Serialize)]
pub struct FeedsView {
    /// Incidents, as Atom.
    pub atom: Option<String>,
    /// Incidents, as JSON Feed.
    pub json: Option<String>,
    /// Updates, as Atom.
    pub updates: Option<String>,
    /// Incidents, as a calendar.
    pub calendar: Option<String>,
    /// The badge, of a service.
    pub badge: Option<String>,
    /// The page for frames, of a service.
    pub embed: Option<String>,
}

/// A service in a frame on another site.
#[derive(Debug, Serialize)]
pub struct EmbedView {
    /// The frame of the page.
    pub page: Shell,
    /// The service's name.
    pub name: String,
    /// The name's language, where that is known and isn't the page's.
    pub name_lang: Option<String>,
    /// The direction of that language.
    pub name_dir: &'static str,
    /// Its page.
    pub href: String,
    /// How many incidents there are, in words.
    pub count: String,
    /// The rows of the latest.
    pub rows: Html,
}
