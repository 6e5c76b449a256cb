//! What a site's author can set.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono_tz::Tz;

use super::{Localized, OutputSwitches};
use crate::diagnostic::{Code, Level};
use crate::locale::LanguageTag;

/// The settings of a site, every one resolved.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The site's title.
    pub title: Localized,
    /// What the site holds, in a sentence.
    pub description: Localized,
    /// Where the site will be served, with a closing `/`; without it no absolute links are written.
    pub base_url: Option<String>,
    /// The stable part of feed and calendar ids.
    pub authority: Option<Authority>,
    /// The language at the root of the site.
    pub default_language: LanguageTag,
    /// All languages of the interface, in the order readers are offered them; the default one is among them.
    pub languages: Vec<LanguageTag>,
    /// The zone of clock times without offset; without it such times are errors.
    pub time_zone: Option<Tz>,
    /// The theme's name.
    pub theme: String,
    /// Its bytes in site.toml, if that names one.
    pub theme_span: Option<Range<usize>>,
    /// The folder of content, from the project's root.
    pub content: String,
    /// Its bytes in site.toml, likewise.
    pub content_span: Option<Range<usize>>,
    /// The folder of the finished site, from the project's root.
    pub output: String,
    /// The address of a file's source, with `{path}` in it.
    pub source_url: Option<String>,
    /// The address to edit a file, with `{path}` in it.
    pub edit_url: Option<String>,
    /// How to reach the editors.
    pub contact: Option<Contact>,
    /// The licence of the content.
    pub licence: Option<Licence>,
    /// An image of the content folder to show as logo.
    pub logo: Option<Logo>,
    /// The navigation, where it isn't the usual one.
    pub navigation: Option<Vec<NavigationItem>>,
    /// Which of the outputs that a site may do without it has.
    pub outputs: OutputSwitches,
    /// Levels set for kinds of problems; `None` is off.
    pub levels: BTreeMap<Code, Option<Level>>,
    /// Words of figures with their names.
    pub vocabulary: BTreeMap<String, Localized>,
    /// The numbering system of numbers and dates by language, where it isn't the language's own.
    pub digits: BTreeMap<LanguageTag, String>,
    /// The conventions of dates and numbers by language, where they aren't those of the language's largest country.
    pub formats: BTreeMap<LanguageTag, LanguageTag>,
    /// Whether links name folders or files.
    pub links: Links,
}

/// Whether links lead to `services/telegram/` or to `services/telegram/index.html`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Links {
    /// Folders, as web servers like it.
    Folders,
    /// Files, for `file://`, archives and plain buckets.
    Files,
}

/// A name one owns and a day on which one owned it (RFC 4151, `taggingEntity`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority {
    /// A host name or mail address.
    pub name: String,
    /// The date: `2024`, `2024-05` or `2024-05-31`.
    pub date: String,
}

/// How to reach the editors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Contact {
    /// A mail address, without `mailto:`.
    Mail(String),
    /// The address of a page.
    Page(String),
}

/// A licence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Licence {
    /// Its name.
    pub name: String,
    /// The address of its text.
    pub url: Option<String>,
}

/// A picture by its path from the project's root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    /// The path.
    pub path: String,
    /// Its bytes in site.toml.
    pub span: Range<usize>,
}

/// An entry of the navigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavigationItem {
    /// What it leads to.
    pub target: Destination,
    /// What it says, where that isn't the section's or page's name, or the address.
    pub label: Option<Localized>,
    /// The bytes of the target in site.toml.
    pub span: Range<usize>,
    /// The path of the target's key, such as `navigation[1].to`.
    pub key: String,
}

/// What an entry of the navigation leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// A section of the site: one of [`SECTIONS`].
    Section(&'static str),
    /// A free page, by what may be its id: pages aren't known yet.
    Page(String),
    /// An address elsewhere: of the web, or `mailto:`.
    Elsewhere(String),
}

/// The sections a navigation can name.
pub const SECTIONS: [&str; 10] =
    ["home", "search", "incidents", "services", "regions", "causes", "tags", "years", "statistics", "data"];

impl Default for Settings {
    fn default() -> Self {
        let english: LanguageTag = "en".parse().expect("`en` is a language tag");
        Self {
            title: Localized::plain("Annals"),
            description: Localized::default(),
            base_url: None,
            authority: None,
            default_language: english.clone(),
            languages: vec![english],
            time_zone: None,
            theme: "annals".into(),
            theme_span: None,
            content: "content".into(),
            content_span: None,
            output: "public".into(),
            source_url: None,
            edit_url: None,
            contact: None,
            licence: None,
            logo: None,
            navigation: None,
            outputs: OutputSwitches::default(),
            levels: BTreeMap::new(),
            vocabulary: BTreeMap::new(),
            digits: BTreeMap::new(),
            formats: BTreeMap::new(),
            links: Links::Folders,
        }
    }
}
