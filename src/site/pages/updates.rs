//! The prose and the updates of an incident's page. What a translation leaves out stands there in the original's words,
//! marked as such.

use std::ops::Range;

use super::anchors::Anchors;
use super::incident::Writing;
use crate::archive::{Id, Status, Telling, Update, UpdateText};
use crate::parse::escape::escape;
use crate::parse::markdown::plain_html;
use crate::site::prose::Page;
use crate::site::view::{Placed, UpdateView};

/// What begins the ids of the telling that the prose is not taken from.
const OTHER: &str = "o-";

/// What a page takes from the body of one telling.
#[derive(Default)]
struct Taken {
    prose: String,
    footnotes: String,
    /// Updates, in the order of time.
    updates: std::vec::IntoIter<String>,
}

impl<'w> Writing<'w> {
    /// The prose, its footnotes, and the updates. What comes from one body is rendered together, so that footnotes and
    /// links are known to all.
    pub(super) fn prose(&self) -> (Placed, Placed, Vec<UpdateView>) {
        let facts = &self.incident.facts;
        let told = |number| self.site.told_update(self.incident, self.telling, number);
        let told: Vec<_> = (0..facts.updates.len()).map(told).collect();
        let prose = self.incident.text_in(self.telling, |telling| {
            telling.prose.iter().any(|range| self.site.has_words(telling, range)).then_some(())
        });
        let prose = prose.map_or(self.telling, |((), telling)| telling);
        let taken = |telling: &Telling| {
            let in_body = told.iter().flatten().filter(|(_, told)| told.file == telling.file);
            let in_body = in_body.filter_map(|(text, _)| match text {
                UpdateText::Body(range) => Some(range.clone()),
                UpdateText::Typed(_) => None,
            });
            self.taken(telling, telling.file == prose.file, in_body)
        };
        let mut own = taken(self.telling);
        let mut original = if self.is_original() { Taken::default() } else { taken(self.incident.original()) };
        let mut anchors = Anchors::default();
        let mut updates = Vec::with_capacity(facts.updates.len());
        let mut before = None;
        for ((number, update), told) in facts.updates.iter().enumerate().zip(&told) {
            let (lang, dir) = self.language_of_update(update, told.map_or(self.telling, |(_, telling)| telling));
            let html = match told {
                Some((UpdateText::Body(_), telling)) => {
                    let bodies = if telling.file == self.telling.file { &mut own } else { &mut original };
                    bodies.updates.next().unwrap_or_default()
                }
                Some((UpdateText::Typed(text), telling)) => self.typed(text, telling, number, (lang, self.is_rtl(dir))),
                None => String::new(),
            };
            let changed = before.filter(|before| update.status.is_some_and(|status| status != *before));
            let by = self.telling.texts.updates.get(number).and_then(|telling| telling.by.as_deref());
            let status = update.status.unwrap_or(Status::Unknown);
            updates.push(UpdateView {
                anchor: anchors.next(&update.at),
                at: self.edition.time_html(Some(&update.at)),
                status: self.edition.term("status", status.key()),
                stated: update.status.is_some(),
                course: self.course(changed, status),
                html: Placed::new(html),
                by: Placed::new(self.said_by(by.or(update.by.as_deref()), &update.sources)),
                lang: lang.map(str::to_owned),
                dir,
            });
            before = update.status.or(before);
        }
        (Placed::new(own.prose + &original.prose), Placed::new(own.footnotes + &original.footnotes), updates)
    }

    /// Updates of a body, and its prose where the page takes it from there.
    fn taken(&self, telling: &Telling, with_prose: bool, updates: impl Iterator<Item = Range<usize>>) -> Taken {
        let mut pieces = if with_prose { telling.prose.clone() } else { Vec::new() };
        let prose_pieces = pieces.len();
        pieces.extend(updates);
        if pieces.is_empty() {
            return Taken::default();
        }
        let language = self.language_of(telling);
        let page = Page {
            root: &self.root,
            sources: self.references.all(),
            prefix: if with_prose { "" } else { OTHER },
            language: Some(telling.language),
            is_rtl: language.map_or(self.edition.is_rtl(), |(_, dir)| self.is_rtl(dir)),
        };
        let mut written = self.site.told_prose(self.edition, telling, &pieces, &page);
        let updates = written.pieces.split_off(prose_pieces.min(written.pieces.len())).into_iter();
        let prose =
            if written.pieces.len() > 1 { written.pieces.concat() } else { written.pieces.pop().unwrap_or_default() };
        let marked = |class: &str, html: String| match language {
            Some((lang, dir)) if !html.is_empty() => {
                ["<div", class, " lang=\"", &escape(lang), "\" dir=\"", dir, "\">\n", &html, "</div>\n"].concat()
            }
            _ => html,
        };
        // Of the class that what stands around it has: rules for what follows each other hold within as well.
        Taken { prose: marked(" class=\"prose\"", prose), footnotes: marked("", written.footnotes), updates }
    }

    /// Whether a text of that direction is written from the right; the page's where it isn't known.
    fn is_rtl(&self, dir: &str) -> bool {
        if dir == "auto" { self.edition.is_rtl() } else { dir == "rtl" }
    }

    /// The language of an update's text, where that isn't the page's, and its direction.
    fn language_of_update<'u>(&self, update: &'u Update, told: &Telling) -> (Option<&'u str>, &'static str)
    where
        'w: 'u,
    {
        let is_original = told.file == self.incident.original().file;
        match update.lang.as_deref().filter(|_| is_original) {
            Some(lang) if lang == self.edition.language.as_str() => (None, "auto"),
            Some(lang) => (Some(lang), self.edition.tongue(lang).map_or("auto", |tongue| tongue.direction)),
            None => self.language_of(told).map_or((None, "auto"), |(lang, dir)| (Some(lang), dir)),
        }
    }

    /// An update's text from the front matter of a telling: markdown of its own.
    fn typed(&self, text: &str, telling: &Telling, number: usize, (lang, is_rtl): (Option<&str>, bool)) -> String {
        if let Some(html) = plain_html(text, is_rtl) {
            return html;
        }
        let prefix = format!("u{}-", number + 1);
        let languages = &self.site.archive.settings.languages;
        let language = match lang {
            Some(lang) => languages.iter().position(|language| language.as_str() == lang),
            None => Some(self.edition.number),
        };
        let page = Page { root: &self.root, sources: self.references.all(), prefix: &prefix, language, is_rtl };
        let written = self.site.written_text(self.edition, telling.file, text, &page);
        written.pieces.concat() + &written.footnotes
    }

    /// A status in words, with the one before it. Both stand in one message, so that they keep their order where
    /// English stands in on a page that runs from the right.
    fn course(&self, before: Option<Status>, status: Status) -> String {
        let label = |status: Status| self.edition.term("status", status.key()).label.clone();
        let became = label(status);
        let Some(was) = before.map(label) else { return became };
        self.edition.tell("course", &[("was", (&was).into()), ("became", (&became).into())])
    }

    /// Who said it with the numbers of the sources, or the sources by name.
    fn said_by(&self, by: Option<&str>, sources: &[Id]) -> String {
        match by.filter(|by| !by.is_empty()) {
            Some(by) => format!("<bdi>{}</bdi>{}", escape(by), self.references.marks(sources)),
            None => self.references.named(sources),
        }
    }
}
