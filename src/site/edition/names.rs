//! What readers of an edition call things, and in which language where that isn't theirs.

use super::Edition;
use crate::archive::{Archive, Id};
use crate::config::Localized;
use crate::locale::{LanguageTag, Value as Argument, regions};
use crate::parse::escape::{escape, escape_into};
use crate::site::view::Html;

/// A text of the author's or of a table, with its language where another stands in.
#[derive(Clone, Debug, Default)]
pub(in crate::site) struct Spoken {
    /// The text; empty where there is none.
    pub text: String,
    /// The language, where it is known and isn't the reader's.
    pub lang: Option<String>,
    /// The direction of that language; of the reader's where that isn't known.
    pub dir: &'static str,
}

/// Stands in a message where HTML goes. Authors' texts can't hold it: it is a control.
const PLACE: &str = "\u{1c}";

impl Spoken {
    /// As HTML: in an element of its own where the language isn't the page's.
    pub fn html(&self) -> String {
        if self.lang.is_none() {
            return escape(&self.text);
        }
        let mut html = String::with_capacity(self.text.len() + 32);
        open_bdi(&mut html, self.lang.as_deref(), self.dir);
        escape_into(&mut html, &self.text);
        html.push_str("</bdi>");
        html
    }
}

/// Begins what keeps to itself; its language is told where that isn't the page's.
pub(in crate::site) fn open_bdi(html: &mut String, lang: Option<&str>, dir: &str) {
    match lang {
        Some(lang) => html.extend(["<bdi lang=\"", &escape(lang), "\" dir=\"", dir, "\">"]),
        None => html.push_str("<bdi>"),
    }
}

impl Edition {
    /// A message as HTML, with a text for `name` that tells its language.
    pub(in crate::site) fn tell_with(
        &self,
        key: &str,
        (name, text): (&str, &Spoken),
        others: &[(&str, Argument<'_>)],
    ) -> Html {
        let arguments: Vec<_> = [(name, PLACE.into())].into_iter().chain(others.iter().copied()).collect();
        let told = self.tell(key, &arguments);
        let around: Vec<String> = told.split(PLACE).map(escape).collect();
        Html::safe_string(&around.join(&text.html()))
    }

    /// A text of the author's in this language, or in the one that stands in.
    pub fn local(&self, text: &Localized) -> String {
        text.get(&self.language, &self.default).unwrap_or("").to_owned()
    }

    /// The same with the language that stands in. A name for all may be of no language.
    pub(in crate::site) fn spoken(&self, text: &Localized) -> Spoken {
        let (language, text) = text.told(&self.language, &self.default).unwrap_or_default();
        self.spoken_in(text, language.unwrap_or(&self.language))
    }

    /// The same of a text about the site, which is in the default language if it is for all.
    pub(in crate::site) fn spoken_of_site(&self, text: &Localized) -> Spoken {
        let (language, text) = text.told(&self.language, &self.default).unwrap_or_default();
        self.spoken_in(text, language.unwrap_or(&self.default))
    }

    /// A text in a language.
    pub(in crate::site) fn spoken_in(&self, text: &str, language: &LanguageTag) -> Spoken {
        if *language == self.language {
            return Spoken { text: text.to_owned(), lang: None, dir: self.direction };
        }
        let dir = language.direction().as_str();
        Spoken { text: text.to_owned(), lang: Some(language.to_string()), dir }
    }

    /// A text in this language.
    pub(in crate::site) fn own(&self, text: String) -> Spoken {
        Spoken { text, lang: None, dir: self.direction }
    }

    /// The name of a region.
    pub fn region(&self, id: &Id) -> String {
        self.region_spoken(id).text
    }

    /// The same with its language: the author's name, else that of a table.
    pub(in crate::site) fn region_spoken(&self, id: &Id) -> Spoken {
        if let Some(own) = self.region_names.get(id).filter(|name| !name.text.is_empty()) {
            return own.clone();
        }
        if let Some(name) = self.locale().region_name(id) {
            return self.own(name.to_owned());
        }
        let english: LanguageTag = "en".parse().expect("`en` is a language tag");
        let elsewhere = |language: &LanguageTag| Some(self.spoken_in(regions::name(id, language)?, language));
        elsewhere(&self.default).or_else(|| elsewhere(&english)).unwrap_or_else(|| self.own(id.to_string()))
    }

    /// The name of a cause.
    pub fn cause(&self, archive: &Archive, id: &Id) -> String {
        self.cause_spoken(archive, id).text
    }

    /// The same with its language, as far as that is known.
    pub(in crate::site) fn cause_spoken(&self, archive: &Archive, id: &Id) -> Spoken {
        let own = archive.names.causes.get(id).map(|cause| self.spoken(&cause.name));
        let own = own.filter(|name| !name.text.is_empty());
        own.unwrap_or_else(|| self.own(self.say(&format!("cause-{id}"))))
    }

    /// The name of a service.
    pub fn service(&self, archive: &Archive, id: &Id) -> String {
        self.service_spoken(archive, id).text
    }

    /// The same with its language, as far as that is known.
    pub(in crate::site) fn service_spoken(&self, archive: &Archive, id: &Id) -> Spoken {
        let name = archive.names.services.get(id).map(|service| self.spoken(&service.name));
        name.filter(|name| !name.text.is_empty()).unwrap_or_else(|| self.own(id.to_string()))
    }
}
