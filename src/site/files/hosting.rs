//! What hosts and robots read: robots.txt, `_headers`, `_redirects`.

use std::collections::BTreeSet;

use super::{incident_data, percent_encoded};
use crate::archive::Id;
use crate::config::OptionalOutput;
use crate::site::route::Route;
use crate::site::table::Body;
use crate::site::{CONTENT_SECURITY_POLICY, Site};

/// What every answer says, whatever it holds.
const EVERYWHERE: &[(&str, &str)] = &[
    ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
];

/// What programs of other sites may read.
const OPEN: &[(OptionalOutput, &str)] = &[
    (OptionalOutput::Feeds, "*.atom"),
    (OptionalOutput::Calendars, "*.ics"),
    (OptionalOutput::Feeds, "*/feed.json"),
    (OptionalOutput::Feeds, "feed.json"),
    (OptionalOutput::Data, "incidents/*/index.json"),
    (OptionalOutput::Data, "data/*"),
    (OptionalOutput::Statuspage, "api/*"),
];

impl Site<'_> {
    /// What robots may read: everything.
    pub(super) fn robots(&self) -> Vec<u8> {
        let sitemap = self.absolute("sitemap.xml").map_or_else(String::new, |url| format!("\nSitemap: {url}\n"));
        format!("User-agent: *\nDisallow:\n{sitemap}").into_bytes()
    }

    /// Headers as Netlify and Cloudflare Pages read them. Rules that match the same address add up there, and two
    /// policies both hold: so the pages that must not be framed get a second one.
    pub(super) fn headers(&self) -> Vec<u8> {
        let prefix = self.path_prefix();
        let mut text = String::new();
        let mut rule = |pattern: &str, headers: &[(&str, &str)]| {
            text.extend([prefix, pattern, "\n"]);
            text.extend(headers.iter().flat_map(|(name, value)| ["  ", name, ": ", value, "\n"]));
        };
        rule("*", EVERYWHERE);
        let unframed = [("Content-Security-Policy", "frame-ancestors 'none'")];
        rule("404.html", &unframed);
        for (home, sections) in self.homes().zip(self.unframed()) {
            for section in sections {
                if section.is_empty() {
                    // Netlify answers by the name of the file, too.
                    rule(home, &unframed);
                    rule(&format!("{home}index.html"), &unframed);
                } else {
                    rule(&format!("{home}{section}*"), &unframed);
                }
            }
        }
        let open = [("Access-Control-Allow-Origin", "*")];
        let patterns = OPEN.iter().map(|(output, pattern)| (*output, (*pattern).to_owned()));
        let badges = self.homes().map(|home| (OptionalOutput::Badges, format!("{home}badges/*")));
        for (_, pattern) in patterns.chain(badges).filter(|(output, _)| self.has(*output)) {
            rule(&pattern, &open);
        }
        for section in self.sections_with_sheets() {
            rule(&format!("{section}/*.csv"), &open);
        }
        let lasting = [("Cache-Control", "public, max-age=31536000, immutable")];
        rule("assets/*", &lasting);
        for letter in self.lasting_search_files() {
            rule(&format!("search/{letter}*"), &lasting);
        }
        text.into_bytes()
    }

    /// The sections that hold pages no other site may frame: in the default language, and in the others.
    fn unframed(&self) -> [BTreeSet<&'static str>; 2] {
        let mut sections = [BTreeSet::new(), BTreeSet::new()];
        for output in &self.table {
            if let Body::Page { language, route } = &output.body
                && !route.is_for_frames()
            {
                let home = usize::from(*language != self.archive.default_language());
                sections[home].insert(route.section());
            }
        }
        sections
    }

    /// The sections with numbers of charts as CSV. One rule for all such files would add up with that of the open data.
    fn sections_with_sheets(&self) -> BTreeSet<&str> {
        let sheets = self.table.iter().filter(|output| matches!(output.body, Body::Sheet(_)));
        sheets.filter_map(|output| Some(output.path.as_str().split_once('/')?.0)).collect()
    }

    /// The letters that names of files of the search index begin with, where what is in the file never changes: all
    /// but that of the file that names the others.
    fn lasting_search_files(&self) -> BTreeSet<char> {
        let letters = |root: bool| {
            let files = self.search.files.iter().filter(move |file| file.is_root() == root);
            files.filter_map(|file| file.name.chars().next()).collect::<BTreeSet<char>>()
        };
        &letters(false) - &letters(true)
    }

    /// Old addresses of incidents with the new ones. Each has a page as well, for hosts that don't read this.
    pub(super) fn redirects(&self) -> Vec<u8> {
        let mut text = String::new();
        for incident in &self.archive.incidents {
            for (alias, _) in &incident.facts.aliases {
                for telling in &incident.tellings {
                    let page = |id: &Id| self.router.href(telling.language, &Route::Incident(id.clone()));
                    self.redirect(&mut text, &page(alias), &page(&incident.id));
                }
                if !incident.is_withdrawn() && self.has(OptionalOutput::Data) {
                    self.redirect(&mut text, &incident_data(alias), &incident_data(&incident.id));
                }
            }
        }
        text.into_bytes()
    }

    fn redirect(&self, text: &mut String, from: &str, to: &str) {
        let prefix = self.path_prefix();
        let (from, to) = (percent_encoded(from), percent_encoded(to));
        text.extend([prefix, &from, " ", prefix, &to, " 301\n"]);
    }

    /// The folders of home pages, from the site's root. All but that of the default language are one pattern: hosts
    /// take a hundred rules.
    fn homes(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once("").chain((self.editions.len() > 1).then_some(":language/"))
    }

    /// The path the site lies at on its host, with a slash at both ends.
    fn path_prefix(&self) -> &str {
        self.root_path.as_deref().unwrap_or("/")
    }
}
