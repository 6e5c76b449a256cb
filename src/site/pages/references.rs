//! References to sources and texts of the author's, as small pieces of HTML that a page repeats often.

use crate::archive::{Id, Source};
use crate::parse::escape::{escape, escape_into};
use crate::parse::markdown::runs_against;
use crate::site::edition::{Edition, Tongue, open_bdi};
use crate::site::view::Placed;

/// The sources of an incident as a page refers to them.
pub(super) struct References<'s> {
    sources: Vec<Reference<'s>>,
}

/// One source: its number in the page's language, its name and both as HTML.
pub(in crate::site) struct Reference<'s> {
    pub source: &'s Source,
    pub number: String,
    pub name: String,
    /// The language and direction of the name, where it is a title in another than the page's.
    lang: Option<String>,
    dir: &'static str,
    /// `<a href="#s-id" title="name">1</a>`.
    mark: String,
}

impl<'s> References<'s> {
    /// The sources, numbered from 1.
    pub(super) fn new(sources: &'s [Source], edition: &Edition) -> Self {
        let word = escape(&edition.prose_words.source);
        let reference = |(number, source): (usize, &'s Source)| {
            let (number, name) = (edition.number_text(number), source.short_name());
            let mut mark = String::with_capacity(96 + source.id.len() + name.len());
            mark.extend(["<a href=\"#s-", &source.id, "\" title=\""]);
            escape_into(&mut mark, &name);
            mark.extend(["\"><span class=\"vh\">", &word, " </span>"]);
            escape_into(&mut mark, &number);
            mark.push_str("</a>");
            let (lang, dir) = language_of_name(source, edition);
            Reference { source, number, name, lang, dir, mark }
        };
        Self { sources: (1..).zip(sources).map(reference).collect() }
    }

    /// All of them, in their order.
    pub(super) fn all(&self) -> &[Reference<'s>] {
        &self.sources
    }

    fn find(&self, id: &Id) -> Option<&Reference<'s>> {
        self.sources.iter().find(|reference| reference.source.id == *id)
    }

    /// Linked numbers; empty where there is no source.
    pub(super) fn marks<'i>(&self, ids: impl IntoIterator<Item = &'i Id>) -> String {
        let mut html = String::new();
        for reference in ids.into_iter().filter_map(|id| self.find(id)) {
            html.push_str(if html.is_empty() { "<span class=\"refs\">" } else { "" });
            html.push_str(&reference.mark);
        }
        html.push_str(if html.is_empty() { "" } else { "</span>" });
        html
    }

    /// The linked number of one source, as templates take it.
    pub(super) fn mark(&self, id: Option<&Id>) -> Placed {
        Placed::new(self.marks(id))
    }

    /// Names, each with its linked number.
    pub(super) fn named<'i>(&self, ids: impl IntoIterator<Item = &'i Id>) -> String {
        let mut html = String::new();
        for reference in ids.into_iter().filter_map(|id| self.find(id)) {
            html.push_str(if html.is_empty() { "" } else { " · " });
            open_bdi(&mut html, reference.lang.as_deref(), reference.dir);
            escape_into(&mut html, &reference.name);
            html.extend(["</bdi><span class=\"refs\">", &reference.mark, "</span>"]);
        }
        html
    }
}

impl Reference<'_> {
    /// The source's title, else its name, linked to where it stands.
    pub(super) fn title(&self, tongue: Option<&Tongue>) -> Placed {
        let Source { title, url, lang, .. } = self.source;
        let title = title.as_deref().unwrap_or(&self.name);
        let mut html = String::with_capacity(title.len() + url.as_deref().map_or(0, str::len) + 128);
        if let Some(url) = url {
            open_outside_link(&mut html, url);
        }
        html.push_str("<bdi");
        if let Some(lang) = lang {
            html.push_str(" lang=\"");
            escape_into(&mut html, lang);
            html.extend(["\" dir=\"", tongue.map_or("auto", |tongue| tongue.direction), "\""]);
        }
        html.push('>');
        escape_into(&mut html, title);
        html.push_str(if url.is_some() { "</bdi></a>" } else { "</bdi>" });
        Placed::new(html)
    }
}

/// The language of a source's name with its direction, where that isn't the page's. It is known of titles: publishers
/// and hosts are called the same everywhere.
fn language_of_name(source: &Source, edition: &Edition) -> (Option<String>, &'static str) {
    let is_title = source.publisher.is_none() && source.title.is_some();
    let tag = source.lang.as_deref().filter(|tag| is_title && *tag != edition.language.as_str());
    match tag.and_then(|tag| Some((tag, edition.tongue(tag)?))) {
        Some((tag, tongue)) => (Some(tag.to_owned()), tongue.direction),
        None => (None, edition.direction()),
    }
}

/// A link that leads out of the site and vouches for nothing there.
pub(super) fn outside_link(url: &str, text: &str) -> Placed {
    let mut html = String::with_capacity(url.len() + text.len() + 80);
    open_outside_link(&mut html, url);
    escape_into(&mut html, text);
    html.push_str("</a>");
    Placed::new(html)
}

fn open_outside_link(html: &mut String, url: &str) {
    html.push_str("<a class=\"out\" href=\"");
    escape_into(html, url);
    html.push_str("\" rel=\"noopener noreferrer nofollow ugc\">");
}

/// A sentence of the author's: in a language of its own where that isn't the page's, set apart from its neighbours always.
pub(super) fn sentence(text: &str, language: Option<(&str, &str)>, is_rtl: bool) -> Placed {
    let mut html = String::with_capacity(text.len() + 40);
    match language {
        Some((lang, dir)) => html.extend(["<span lang=\"", &escape(lang), "\" dir=\"", dir, "\">"]),
        None if runs_against(text, is_rtl) == is_rtl => html.push_str("<span dir=\"ltr\">"),
        None => html.push_str("<span dir=\"rtl\">"),
    }
    escape_into(&mut html, text);
    html.push_str("</span>");
    Placed::new(html)
}
