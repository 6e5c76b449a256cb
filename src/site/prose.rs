//! Prose on a page: links and images resolved, citations numbered.

use std::ops::Range;

use tera::Value;

use super::Site;
use super::edition::Edition;
use super::pages::Reference;
use super::route::{Route, attachment_file};
use crate::archive::{Folder, Id, Incident, LinkTarget, Prose, Telling, UpdateText, best_prose, heading_names};
use crate::parse::markdown::{
    Citation, Image, Labels, Rendered, Resolve, Writing, anchor, is_of_page, render, render_parsed, says_something,
};
use crate::source::FileId;

impl Site<'_> {
    /// Stretches of a telling's body as they stand on a page from which `root` leads to the site's root.
    pub(super) fn told_prose(
        &self,
        edition: &Edition,
        telling: &Telling,
        pieces: &[Range<usize>],
        page: &Page<'_>,
    ) -> Rendered {
        let (text, body) = (self.archive.text(telling.file), telling.body.clone());
        self.with_writing(edition, telling.file, page, |writing| {
            render_parsed(&telling.parsed, text, body, pieces, writing)
        })
    }

    /// What an update says, in a telling or else in the original, and in which of them. A heading without words beneath
    /// says nothing.
    pub(super) fn told_update<'i>(
        &self,
        incident: &'i Incident,
        telling: &'i Telling,
        number: usize,
    ) -> Option<(&'i UpdateText, &'i Telling)> {
        incident.text_in(telling, |told| {
            let text = told.texts.updates.get(number)?.text.as_ref()?;
            let says = match text {
                UpdateText::Typed(text) => says_something(text),
                UpdateText::Body(range) => self.has_words(told, range),
            };
            says.then_some(text)
        })
    }

    /// Whether a stretch of a telling's body says something.
    pub(super) fn has_words(&self, telling: &Telling, range: &Range<usize>) -> bool {
        self.archive.text(telling.file).get(range.clone()).is_some_and(says_something)
    }

    /// A text of its own, such as an update of the front matter of `file`.
    pub(super) fn written_text(&self, edition: &Edition, file: FileId, text: &str, page: &Page<'_>) -> Rendered {
        let whole = 0..text.len();
        self.with_writing(edition, file, page, |writing| {
            render(text, whole.clone(), std::slice::from_ref(&whole), writing)
        })
    }

    /// The prose of a thing without sources: HTML with its footnotes.
    pub(super) fn prose_html(&self, edition: &Edition, prose: &Prose, root: &str) -> Value {
        let is_rtl = self.tongue(prose.language).1 == "rtl";
        let page = Page { root, sources: &[], prefix: "", language: Some(prose.language), is_rtl };
        let (text, body) = (self.archive.text(prose.file), &prose.range);
        let written = self.with_writing(edition, prose.file, &page, |writing| {
            render(text, body.clone(), std::slice::from_ref(body), writing)
        });
        Value::safe_string(&(written.pieces.concat() + &written.footnotes))
    }

    fn with_writing(
        &self,
        edition: &Edition,
        file: FileId,
        page: &Page<'_>,
        write: impl FnOnce(&Writing<'_>) -> Rendered,
    ) -> Rendered {
        let from = self.archive.files.get(file.0 as usize).map_or("", |file| file.path.as_str());
        let resolver = Resolver { site: self, edition, from, page };
        let words = &edition.prose_words;
        // Words that are read with the text are in its language.
        let told = page.language.and_then(|language| self.editions.get(language)).unwrap_or(edition);
        let labels = Labels {
            footnotes: &words.footnotes,
            back: &words.back,
            table: &words.table,
            done: &words.done,
            open: &words.open,
            alerts: told.prose_words.alerts.each_ref().map(String::as_str),
            alerts_tongue: page.language.is_none().then_some((edition.language.as_str(), edition.direction())),
        };
        let Page { prefix, is_rtl, .. } = *page;
        write(&Writing { prefix, highest_heading: 2, is_rtl, labels, resolve: &resolver })
    }
}

/// The page prose stands on.
pub(super) struct Page<'p> {
    /// Leads to the site's root.
    pub root: &'p str,
    /// The sources its citations may name.
    pub sources: &'p [Reference<'p>],
    /// What ids begin with, where several texts stand on a page.
    pub prefix: &'p str,
    /// The language of its text, where that is one of the site's.
    pub language: Option<usize>,
    /// Whether its text is in a language written from the right.
    pub is_rtl: bool,
}

/// Words for those who hear the page.
#[derive(Debug, Default)]
pub(super) struct ProseWords {
    pub source: String,
    pub archived: String,
    pub accessed: String,
    pub footnotes: String,
    pub back: String,
    pub table: String,
    pub done: String,
    pub open: String,
    pub alerts: [String; 5],
}

struct Resolver<'r> {
    site: &'r Site<'r>,
    edition: &'r Edition,
    from: &'r str,
    page: &'r Page<'r>,
}

impl Resolver<'_> {
    fn attachment(&self, number: usize) -> Option<(String, &crate::source::Attachment)> {
        let attachment = self.site.archive.attachments.get(number)?;
        let inside = attachment.path.strip_prefix(&self.site.archive.settings.content)?.strip_prefix('/')?;
        Some((format!("{}{}", self.page.root, attachment_file(inside)), attachment))
    }

    /// Something told, in the language of the page or the one it is told in.
    fn told(&self, folder: Folder, id: &Id) -> String {
        let archive = self.site.archive;
        let route = Route::told(folder, id);
        let language = match &route {
            Route::Incident(id) => {
                let incident =
                    self.site.by_id.get(id).and_then(|number| self.site.archive.incidents.get(*number as usize));
                incident.map(|incident| incident.best_telling(self.edition.number, archive.default_language()).language)
            }
            Route::Page(id) => archive.names.pages.get(id).map(|page| self.edition.page_language(page, archive)),
            _ => None,
        };
        let href = self.site.router.href(language.unwrap_or(self.edition.number), &route);
        format!("{}{href}", self.page.root)
    }
}

impl Resolver<'_> {
    /// Whether the page that readers of this one are led to has what a fragment names: the heading may have another name
    /// in their language, and then the link leads to the page as a whole.
    fn has_fragment(&self, folder: Folder, id: &Id, fragment: &str) -> bool {
        let (site, archive, language) = (self.site, self.site.archive, self.edition.number);
        let default = archive.default_language();
        let text = if folder == Folder::Incidents {
            let incident = site.by_id.get(id).and_then(|number| site.incident(*number));
            let telling = incident.map(|incident| incident.best_telling(language, default));
            telling.map(|telling| (telling.file, telling.body.clone()))
        } else {
            let prose = best_prose(archive.names.prose(folder, id), language, default);
            prose.map(|prose| (prose.file, prose.range.clone()))
        };
        is_of_page(fragment)
            || text.is_some_and(|(file, range)| {
                site.heading_names.get(&file, || heading_names(&archive.files, file, range).into()).has(fragment)
            })
    }
}

impl Resolve for Resolver<'_> {
    fn link(&self, path: &str, fragment: Option<&str>) -> Option<String> {
        match self.site.archive.links.resolve(self.from, path)? {
            LinkTarget::Told(folder, id) => {
                let mut href = self.told(*folder, id);
                if let Some(fragment) = fragment.filter(|fragment| self.has_fragment(*folder, id, fragment)) {
                    href.extend(["#", &anchor(fragment)]);
                }
                Some(href)
            }
            LinkTarget::Attachment(number) => {
                let mut href = self.attachment(*number)?.0;
                href.extend(fragment.into_iter().flat_map(|fragment| ["#", fragment]));
                Some(href)
            }
        }
    }

    fn image(&self, path: &str) -> Option<Image> {
        let LinkTarget::Attachment(number) = self.site.archive.links.resolve(self.from, path)? else { return None };
        let (src, attachment) = self.attachment(*number)?;
        let size = attachment.dimensions;
        Some(Image { src, width: size.map(|size| size.width), height: size.map(|size| size.height) })
    }

    fn citation(&self, label: &str) -> Option<Citation<'_>> {
        let source = self.page.sources.iter().find(|reference| *reference.source.id == *label)?;
        Some(Citation { number: &source.number, href: ["#s-", label].concat(), title: &source.name })
    }

    fn note_mark(&self, number: usize) -> String {
        self.edition.number_text(number)
    }
}
