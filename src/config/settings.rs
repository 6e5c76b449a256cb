//! What a site's author can set.

use std::collections::BTreeMap;

use chrono_tz::Tz;

use super::Localized;
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
    /// The folder of content, from the project's root.
    pub content: String,
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
    pub logo: Option<String>,
    /// The navigation, where it isn't the usual one.
    pub navigation: Option<Vec<NavigationItem>>,
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

/// An entry of the navigation: a section of the site or a free page by id, or any address with a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavigationItem {
    /// A section (`incidents`, `services`, `regions`, `causes`, `tags`, `years`), a page's id, or an address.
    pub target: String,
    /// What it says, where that isn't the section's or page's name.
    pub label: Option<Localized>,
}

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
            content: "content".into(),
            output: "public".into(),
            source_url: None,
            edit_url: None,
            contact: None,
            licence: None,
            logo: None,
            navigation: None,
            levels: BTreeMap::new(),
            vocabulary: BTreeMap::new(),
            digits: BTreeMap::new(),
            formats: BTreeMap::new(),
            links: Links::Folders,
        }
    }
}
