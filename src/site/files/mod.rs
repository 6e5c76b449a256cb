//! Takes: the site and the name of a file that is no page.
//! Gives: the file's bytes: feeds, open data, badges, and what hosts and search engines ask for.
//! Promises: a file is made without the others, when asked for; its address depends on nothing but what it is.
//! Never: tells an unknown as a number.

mod badge;
mod claims;
mod hosting;
mod sitemap;
mod xml;

pub(super) use claims::all;
pub(super) use sitemap::pages_of_part;
pub(super) use xml::Xml;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::Site;
use super::data::Pieces;
use super::feeds::Feed;
use super::route::{Route, Router};
use crate::archive::Id;

/// A file of the site that is no page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum File {
    /// What robots may read.
    Robots,
    /// Headers, for hosts that take them from a file.
    Headers,
    /// Old addresses with the new ones, likewise.
    Redirects,
    /// Every page with its translations, or where the parts of that list are.
    Sitemap,
    /// A part of the sitemap, from 1.
    SitemapPart(usize),
    /// What happens to the site, or to a service, region or cause, in a language.
    Feed { language: usize, of: Route, kind: Feed },
    /// Open data.
    Data(Data),
    /// The archive as a Statuspage tells it.
    Status(Endpoint),
    /// A picture of a service's latest incident.
    Badge { language: usize, service: Id },
}

impl File {
    /// The number of the language it is in, if it is in one.
    pub const fn language(&self) -> Option<usize> {
        match self {
            Self::Feed { language, .. } | Self::Badge { language, .. } => Some(*language),
            _ => None,
        }
    }
}

/// A file of open data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Data {
    /// All incidents as one JSON document.
    Json,
    /// All incidents, one a line.
    Lines,
    /// A row for each incident, service and region.
    Table,
    /// The schema of an incident.
    IncidentSchema,
    /// The schema of the document of all incidents.
    IncidentsSchema,
    /// The schema of a row of the table.
    RowSchema,
    /// What the files are, for programs (Frictionless Data Package).
    Package,
}

impl Data {
    pub const ALL: [Self; 7] = [
        Self::Json,
        Self::Lines,
        Self::Table,
        Self::IncidentSchema,
        Self::IncidentsSchema,
        Self::RowSchema,
        Self::Package,
    ];

    /// Its name in the folder of open data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Json => "incidents.json",
            Self::Lines => "incidents.ndjson",
            Self::Table => "incidents.csv",
            Self::IncidentSchema => "incident.schema.json",
            Self::IncidentsSchema => "incidents.schema.json",
            Self::RowSchema => "row.schema.json",
            Self::Package => "datapackage.json",
        }
    }
}

/// A resource of Statuspage's public API, version 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Endpoint {
    Summary,
    Status,
    Components,
    Incidents,
    Unresolved,
    Maintenances,
    Upcoming,
    Active,
}

impl Endpoint {
    pub const ALL: [Self; 8] = [
        Self::Summary,
        Self::Status,
        Self::Components,
        Self::Incidents,
        Self::Unresolved,
        Self::Maintenances,
        Self::Upcoming,
        Self::Active,
    ];

    /// Its name below `api/v2/`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Summary => "summary.json",
            Self::Status => "status.json",
            Self::Components => "components.json",
            Self::Incidents => "incidents.json",
            Self::Unresolved => "incidents/unresolved.json",
            Self::Maintenances => "scheduled-maintenances.json",
            Self::Upcoming => "scheduled-maintenances/upcoming.json",
            Self::Active => "scheduled-maintenances/active.json",
        }
    }
}

impl Site<'_> {
    /// The bytes of a file that is no page.
    pub(super) fn file(&self, file: &File) -> Result<Vec<u8>, String> {
        match file {
            File::Robots => Ok(self.robots()),
            File::Headers => Ok(self.headers()),
            File::Redirects => Ok(self.redirects()),
            File::Sitemap => Ok(self.sitemap()),
            File::SitemapPart(part) => Ok(self.sitemap_part(*part)),
            File::Feed { language, of, kind } => self.feed(*language, of, *kind),
            File::Data(data) => self.data(*data),
            File::Status(endpoint) => self.statuspage(*endpoint),
            File::Badge { language, service } => self.badge(*language, service),
        }
    }

    /// The same in pieces, for files that hold every incident.
    pub(super) fn file_pieces(&self, file: &File) -> Option<Pieces<'_>> {
        match file {
            File::Data(data) => self.data_pieces(*data),
            File::Status(endpoint) => self.statuspage_pieces(*endpoint),
            _ => None,
        }
    }

    /// The absolute address of what lies at `path`, which is seen from the site's root; where the site's address is
    /// known.
    pub(super) fn absolute(&self, path: &str) -> Option<String> {
        let base = self.options.base_url.as_deref()?;
        Some(percent_encoded(&format!("{base}{path}")))
    }

    /// The absolute address of the home page.
    pub(super) fn home_address(&self) -> Option<String> {
        self.absolute(&self.router.href(self.archive.default_language(), &Route::Home))
    }
}

impl File {
    /// Where it lies, from the site's root.
    pub fn address(&self, router: &Router) -> String {
        match self {
            Self::Robots => "robots.txt".into(),
            Self::Headers => "_headers".into(),
            Self::Redirects => "_redirects".into(),
            Self::Sitemap => "sitemap.xml".into(),
            Self::SitemapPart(part) => format!("sitemaps/{part}.xml"),
            Self::Feed { language, of, kind } => feed(router, *language, of, *kind),
            Self::Data(data) => format!("data/{}", data.name()),
            Self::Status(endpoint) => format!("api/v2/{}", endpoint.name()),
            Self::Badge { language, service } => badge(router, *language, service),
        }
    }
}

/// The address of a feed: beside the page of what it is about.
pub(super) fn feed(router: &Router, language: usize, of: &Route, kind: Feed) -> String {
    let folder = router.folder(language, of);
    match kind {
        Feed::Atom => folder + "feed.atom",
        Feed::Json => folder + "feed.json",
        Feed::Updates => folder + "updates.atom",
        Feed::Calendar => folder + "calendar.ics",
        Feed::Archive(number) => format!("{folder}archive/{number}.atom"),
    }
}

/// The address of an incident's facts and texts: one for all languages.
pub(super) fn incident_data(id: &Id) -> String {
    Route::Incident(id.clone()).folder() + "index.json"
}

/// The address of a service's badge.
pub(super) fn badge(router: &Router, language: usize, service: &Id) -> String {
    format!("{}badges/{service}.svg", router.folder(language, &Route::Home))
}

/// Bytes that URIs allow: graphic characters of ASCII but quotes, angles, braces, the backslash, `^` and `|`.
const IN_ADDRESSES: [bool; 256] = {
    let mut allowed = [false; 256];
    let mut byte = b' ';
    while byte < 0x7f {
        allowed[byte as usize] =
            matches!(byte, b'!' | b'#'..=b';' | b'=' | b'?'..=b'[' | b']' | b'_' | b'a'..=b'z' | b'~');
        byte += 1;
    }
    allowed
};

/// An address in which only what URIs allow is left as it is. What is encoded already stays so.
pub(super) fn percent_encoded(address: &str) -> String {
    let is_allowed = |byte: u8| IN_ADDRESSES[usize::from(byte)];
    if address.bytes().all(is_allowed) {
        return address.to_owned();
    }
    let mut out = String::with_capacity(address.len() * 2);
    for byte in address.bytes() {
        if is_allowed(byte) {
            out.push(char::from(byte));
        } else {
            let digit = |half: u8| char::from_digit(half.into(), 16).unwrap_or('0').to_ascii_uppercase();
            out.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
    out
}

/// The path of an address of a site, as it is asked for.
pub(super) fn path_of(base_url: &str) -> String {
    let rest = base_url.split_once("://").map_or(base_url, |(_, rest)| rest);
    percent_encoded(rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/"))
}

/// The path of a file as a part of an address, whatever characters its names have.
pub(super) fn path_encoded(path: &str) -> String {
    const PART: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');
    utf8_percent_encode(path, PART).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 3986: unreserved and reserved characters, and the sign of what is encoded already.
    #[test]
    fn only_what_uris_allow_stays() {
        for byte in 0..=0x7f_u8 {
            let c = char::from(byte);
            let is_allowed = c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c);
            let expected = if is_allowed { c.to_string() } else { format!("%{byte:02X}") };
            assert_eq!(percent_encoded(&c.to_string()), expected, "{c:?}");
        }
        assert_eq!(percent_encoded("a/é b"), "a/%C3%A9%20b");
    }

    #[test]
    fn a_path_in_an_address_is_only_a_path() {
        assert_eq!(path_encoded("C# outages/50%?é~.md"), "C%23%20outages/50%25%3F%C3%A9~.md");
    }
}
