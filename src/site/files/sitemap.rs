//! The sitemap: every page with its real translations; in parts where it is long.

use super::Xml;
use crate::archive::{LanguageNumber, Precision};
use crate::site::Site;
use crate::site::route::Route;
use crate::site::table::{Body, Output};

const SITEMAP: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// The most pages a sitemap may name.
const MOST: usize = 50_000;
/// So many addresses of usual length stay below the 50 MiB a sitemap may have.
const MOST_ADDRESSES: usize = 200_000;

/// How many pages a part names in a site of so many languages.
pub(crate) const fn pages_of_part(languages: usize) -> usize {
    let fitting = MOST_ADDRESSES / (languages + 1);
    if fitting < MOST { fitting } else { MOST }
}

impl Site<'_> {
    /// The sitemap, or where its parts are.
    pub(super) fn sitemap(&self) -> Vec<u8> {
        let parts = self.listed().count().div_ceil(self.pages_of_part());
        if parts <= 1 {
            return self.sitemap_part(1);
        }
        let mut xml = Xml::new();
        xml.open("sitemapindex", &[("xmlns", SITEMAP)]);
        xml.line();
        for part in 1..=parts {
            xml.open("sitemap", &[]);
            xml.element("loc", &[], &self.absolute(&format!("sitemaps/{part}.xml")).unwrap_or_default());
            xml.close("sitemap");
        }
        xml.close("sitemapindex");
        xml.finish()
    }

    /// A part of the sitemap, from 1.
    pub(super) fn sitemap_part(&self, part: usize) -> Vec<u8> {
        let mut xml = Xml::new();
        xml.open("urlset", &[("xmlns", SITEMAP), ("xmlns:xhtml", XHTML)]);
        xml.line();
        let most = self.pages_of_part();
        for (language, route) in self.listed().skip(part.saturating_sub(1) * most).take(most) {
            self.sitemap_page(&mut xml, language, route);
        }
        xml.close("urlset");
        xml.finish()
    }

    fn pages_of_part(&self) -> usize {
        pages_of_part(self.editions.len())
    }

    /// The pages search engines shall know.
    fn listed(&self) -> impl Iterator<Item = (LanguageNumber, &Route)> {
        self.table.iter().filter(|output| output.listed).filter_map(|Output { body, .. }| match body {
            Body::Page { language, route } => Some((*language, route)),
            _ => None,
        })
    }

    fn sitemap_page(&self, xml: &mut Xml, language: LanguageNumber, route: &Route) {
        let address = |language| self.absolute(&self.router.href(language, route)).unwrap_or_default();
        xml.open("url", &[]);
        xml.element("loc", &[], &address(language));
        if let Some(day) = self.last_day(route) {
            xml.element("lastmod", &[], &day);
        }
        let languages = self.languages_of(route);
        if languages.len() > 1 {
            for other in languages {
                let tag = self.tongue(other).0;
                let href = address(other);
                xml.empty("xhtml:link", &[("rel", "alternate"), ("hreflang", &tag), ("href", &href)]);
            }
        }
        xml.close("url");
    }

    /// The languages a page really is in, in the order of the settings.
    fn languages_of(&self, route: &Route) -> Vec<LanguageNumber> {
        let mut languages: Vec<LanguageNumber> = match route {
            Route::Incident(id) => {
                let tellings = self.incident_by_id(id).map(|(_, incident)| &incident.tellings);
                tellings.into_iter().flatten().map(|telling| telling.language).collect()
            }
            Route::Page(id) => {
                let page = self.archive.names.pages.get(id);
                page.into_iter().flat_map(|page| &page.prose).map(|prose| prose.language).collect()
            }
            _ => (0..self.editions.len()).collect(),
        };
        languages.sort_unstable();
        languages
    }

    /// The day of the last change to what an incident tells, where that is known to the day.
    fn last_day(&self, route: &Route) -> Option<String> {
        let Route::Incident(id) = route else { return None };
        let last = self.incident_by_id(id)?.1.last_change()?.in_utc();
        if last.precision() < Precision::Day {
            return None;
        }
        Some(format!("{:04}-{:02}-{:02}", last.year(), last.month()?, last.day()?))
    }
}
