//! The site in one language: its words, numbers, dates, and its templates with them.

mod moments;
mod names;
mod navigation;
mod site;
mod words;

pub use moments::date_value;
pub(super) use names::{Spoken, open_bdi};
pub(super) use navigation::{has_page_of_pages, section_of_years};
pub(super) use words::DataWords;

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use serde::Serialize;
use tera::{Tera, Value};

use super::asked::{AskedBy, FRAME};
use super::constants::Constants;
use super::kept::Kept;
use super::limits::{self, PageWriter};
use super::pages::{EntryWords, LinkedData};
use super::prose::ProseWords;
use super::route::{Route, Router};
use super::theme::{Fault, Theme, ThemeError};
use super::view::{FrameView, Html, LinkView, Shared, Term, context, with_signs};
use crate::archive::{Archive, Id, LanguageNumber, Page};
use crate::locale::{DateValue, LanguageTag, Locale, Messages, Value as Argument};

/// What every page is protected by. `'self'` alone: nothing is inline and nothing comes from elsewhere.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
    font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; \
    require-trusted-types-for 'script'; trusted-types annals";

/// The bytes that rows, parts of frames and small pages fit in, so that they are written without moving.
const USUAL_BYTES: usize = 16 << 10;
/// The most bytes that are made ready for a page because the last one had as many.
const MOST_BYTES: usize = 1 << 20;

thread_local! {
    /// How many bytes the last large page of this thread had: its neighbours are like it.
    static LAST: Cell<usize> = const { Cell::new(0) };
}

/// The site in one language.
#[derive(Debug)]
pub struct Edition {
    /// The language's number in the settings.
    pub number: LanguageNumber,
    /// The language.
    pub language: LanguageTag,
    /// The language's own name for itself.
    pub name: String,
    direction: &'static str,
    /// The language texts fall back to.
    default: LanguageTag,
    messages: Messages,
    templates: Tera,
    /// The first message that could not be written: a page that needed it is not published.
    failure: OnceLock<String>,
    /// What templates asked for in vain.
    faults: Mutex<Vec<Fault>>,
    region_names: BTreeMap<Id, Spoken>,
    /// The language's name as packages for TeX know it, such as `french`; empty where it is more than a word.
    pub(super) babel: String,
    /// Words that stand in prose.
    pub(super) prose_words: ProseWords,
    /// Words that stand in entries of long lists.
    pub(super) entry_words: EntryWords,
    /// What templates ask for.
    pub(super) asked: Arc<AskedBy>,
    /// Whether templates only place what is made for them, which those of a site's own may not.
    places: bool,
    /// Whether its templates need more stack than a thread has.
    needs_room: bool,
    terms: Kept<TermKey, Shared<Term>>,
    /// What the data of many pages say.
    pub(super) linked: LinkedData,
    /// Messages about counts, which lists share; by their key.
    counts: Kept<(&'static str, usize), Arc<str>>,
    links: Links,
    /// By tag, which may be none.
    tongues: Kept<String, Option<Tongue>>,
    /// Where the navigation leads to free pages.
    menu: Vec<String>,
    /// By section, entry of a free page and way to the root.
    frames: Kept<[String; 3], FrameParts>,
}

/// A vocabulary and a word of it, by where these names lie in the program: they are asked for too often to be compared.
/// The same names in two places are two keys for the same.
type TermKey = [(usize, usize); 2];

/// Links to what many incidents name.
#[derive(Debug, Default)]
struct Links {
    sections: Kept<Route, Shared<LinkView>>,
    services: Kept<Id, Shared<LinkView>>,
    regions: Kept<Id, Shared<LinkView>>,
    causes: Kept<Id, Shared<LinkView>>,
    tags: Kept<Id, Shared<LinkView>>,
}

/// A language as readers of an edition call it.
#[derive(Clone, Debug)]
pub(super) struct Tongue {
    pub name: Arc<str>,
    pub direction: &'static str,
}

/// The parts of the frame that pages of one section and depth share.
#[derive(Clone, Debug)]
pub(super) struct FrameParts {
    pub links: Html,
    pub navigation: Html,
    pub footer: Html,
}

impl Edition {
    /// The site of `archive` in its language `number`.
    pub fn new(archive: &Archive, number: LanguageNumber, theme: &Theme, router: &Router) -> Result<Self, ThemeError> {
        Self::with(archive, number, theme, router, true)
    }

    /// The same with templates as they stand in their files, which see all there is: slower, and right about places in
    /// them and about what they may ask for.
    pub(super) fn plainly(
        archive: &Archive,
        number: LanguageNumber,
        theme: &Theme,
        router: &Router,
    ) -> Result<Self, ThemeError> {
        Self::with(archive, number, theme, router, false)
    }

    fn with(
        archive: &Archive,
        number: LanguageNumber,
        theme: &Theme,
        router: &Router,
        written_out: bool,
    ) -> Result<Self, ThemeError> {
        let settings = &archive.settings;
        let language = settings.languages.get(number).unwrap_or(&settings.default_language).clone();
        let messages = theme.spoken(&language, settings)?;
        let mut edition = Self {
            number,
            name: language.endonym(),
            babel: words::babel_name(&language),
            direction: language.direction().as_str(),
            language,
            default: settings.default_language.clone(),
            messages,
            templates: Tera::default(),
            failure: OnceLock::new(),
            faults: Mutex::default(),
            region_names: BTreeMap::new(),
            prose_words: ProseWords::default(),
            entry_words: EntryWords::default(),
            asked: if written_out { Arc::clone(&theme.asked) } else { theme.asked.everything().into() },
            places: written_out && !theme.has_own_templates(),
            needs_room: theme.needs_room,
            terms: Kept::default(),
            linked: LinkedData::default(),
            counts: Kept::default(),
            links: Links::default(),
            tongues: Kept::default(),
            menu: Vec::new(),
            frames: Kept::default(),
        };
        edition.prose_words = edition.read_prose_words();
        edition.entry_words = EntryWords::new(&edition);
        edition.region_names =
            archive.names.regions.values().map(|r| (r.id.clone(), edition.spoken(&r.name))).collect();
        let site = edition.site_view(archive, theme, router);
        let free = site.navigation.iter().filter(|link| link.section == "pages");
        edition.menu = free.map(|link| link.href.clone()).collect();
        let texts = edition.fixed_texts();
        let mut constants = Constants::new();
        if written_out {
            constants = site::constants(&site);
            constants.extend(texts.iter().map(|(key, text)| (format!("t.{key}"), (*text).to_owned())));
            let of_frame = [("lang", edition.language.as_str()), ("dir", edition.direction)];
            constants.extend(of_frame.map(|(field, text)| (format!("{FRAME}.{field}"), text.to_owned())));
        }
        let texts = Value::from_serializable(&texts);
        edition.templates = theme.templates(&constants);
        let globals = edition.templates.global_context();
        globals.insert("site", &site);
        globals.insert_value("t", texts);
        Ok(edition)
    }

    /// Renders a template with a view.
    pub fn render(&self, template: &str, view: &impl Serialize) -> Result<Vec<u8>, String> {
        let values = || context(view, self.asked.template(template));
        let (context, placed) = if self.places { with_signs(values) } else { (values(), Vec::new()) };
        let context = context.map_err(|error| error.to_string())?;
        let room = LAST.get() + LAST.get() / 4;
        let mut page = PageWriter::new(room.clamp(USUAL_BYTES, MOST_BYTES), placed);
        let mut write = || self.templates.render_to(template, &context, &mut page);
        let written = if self.needs_room { limits::with_room(write) } else { write() };
        if let Err(error) = written {
            // It may as well be a text that is too long: the template is named only where it is the site's own.
            let told =
                self.fault(if page.is_full() { Fault::too_large(template) } else { Fault::rendered(&error, template) });
            return Err(if page.is_full() { limits::too_large() } else { told });
        }
        let html = page.finish();
        if html.len() > USUAL_BYTES {
            LAST.set(html.len());
        }
        self.failure.get().map_or(Ok(html), |failure| Err(failure.clone()))
    }

    fn fault(&self, fault: Fault) -> String {
        let told = fault.to_string();
        self.faults.lock().unwrap_or_else(PoisonError::into_inner).push(fault);
        told
    }

    /// What templates asked for in vain since this was last asked.
    pub(super) fn faults(&self) -> Vec<Fault> {
        std::mem::take(&mut *self.faults.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The messages.
    pub(super) fn messages(&self) -> &Messages {
        &self.messages
    }

    /// The entry of the navigation that a free page stands under: its own, else that of all of them. Pages without one of
    /// their own share their frame.
    pub(super) fn entry_of_page(&self, router: &Router, href: &str) -> String {
        if self.menu.iter().any(|entry| entry == href) {
            return href.to_owned();
        }
        router.href(self.number, &Route::Pages)
    }

    /// The parts of the frame of a page in `section` from which `root` leads to the site's root.
    pub(super) fn frame(&self, section: &str, free_page: &str, root: &str) -> FrameParts {
        self.frames.get(&[section, free_page, root].map(str::to_owned), || {
            let view = FrameView { root, section, free_page };
            let part = |template: &str| Value::safe_string(&self.part(template, &view));
            FrameParts {
                links: part("parts/links.html"),
                navigation: part("parts/navigation.html"),
                footer: part("parts/footer.html"),
            }
        })
    }

    fn part(&self, template: &str, view: &impl Serialize) -> String {
        let html = self.render(template, view).map(|html| String::from_utf8_lossy(&html).into_owned());
        html.unwrap_or_else(|failure| {
            self.failure.set(failure).unwrap_or(());
            String::new()
        })
    }

    /// The rules of the language.
    pub fn locale(&self) -> &Locale {
        self.messages.locale()
    }

    /// The direction of the language, as HTML writes it.
    pub fn direction(&self) -> &'static str {
        self.direction
    }

    /// Whether its language is written from the right.
    pub(super) fn is_rtl(&self) -> bool {
        self.direction == "rtl"
    }

    /// A message without arguments.
    pub fn say(&self, key: &str) -> String {
        self.checked(self.messages.text(key).map(str::to_owned))
    }

    /// A message with arguments.
    pub fn tell(&self, key: &str, arguments: &[(&str, Argument<'_>)]) -> String {
        self.checked(self.messages.format(key, arguments))
    }

    fn checked(&self, text: Result<String, crate::locale::MessageError>) -> String {
        text.unwrap_or_else(|error| {
            let failure = format!("in `{}`: {error}", self.language);
            self.failure.set(failure).unwrap_or(());
            String::new()
        })
    }

    /// A message about a count: `count` chooses the plural, `number` is the numeral.
    pub fn count(&self, key: &'static str, count: usize) -> String {
        let make = || {
            let number = self.number_text(count);
            self.tell(key, &[("count", count.into()), ("number", number.as_str().into())]).into()
        };
        self.counts.get(&(key, count), make).to_string()
    }

    /// What something is, after its name: languages have their own signs between the two.
    pub(super) fn fact(&self, name: &str, value: &str) -> String {
        self.tell("fact-given", &[("fact", name.into()), ("value", value.into())])
    }

    /// A whole number as read.
    pub fn number_text(&self, number: usize) -> String {
        self.locale().integer(i64::try_from(number).unwrap_or(i64::MAX))
    }

    /// A year as read: without grouping.
    pub fn year(&self, year: i32) -> String {
        self.locale().date(&DateValue::Year(year))
    }

    /// A month as read, with its year.
    pub fn month(&self, year: i32, month: u32) -> String {
        self.locale().date(&DateValue::Month(year, month))
    }

    /// A word of a vocabulary, by the vocabulary's name and the word's key.
    pub fn term(&self, vocabulary: &'static str, key: &'static str) -> Shared<Term> {
        let make = || Shared::new(Term { key, label: self.say(&format!("{vocabulary}-{key}")) });
        self.terms.get(&[vocabulary, key].map(|name| (name.as_ptr().addr(), name.len())), make)
    }

    /// The link to a section, called by the message `key`.
    pub fn section_link(&self, router: &Router, route: &Route, key: &str) -> Shared<LinkView> {
        self.links.sections.get(route, || self.link(router, route, self.own(self.say(key))))
    }

    /// The link to a service.
    pub fn service_link(&self, archive: &Archive, router: &Router, id: &Id) -> Shared<LinkView> {
        let make = || self.link(router, &Route::Service(id.clone(), None), self.service_spoken(archive, id));
        self.links.services.get(id, make)
    }

    /// The link to a region.
    pub fn region_link(&self, router: &Router, id: &Id) -> Shared<LinkView> {
        self.links.regions.get(id, || self.link(router, &Route::Region(id.clone(), None), self.region_spoken(id)))
    }

    /// The link to a cause.
    pub fn cause_link(&self, archive: &Archive, router: &Router, id: &Id) -> Shared<LinkView> {
        let make = || self.link(router, &Route::Cause(id.clone(), None), self.cause_spoken(archive, id));
        self.links.causes.get(id, make)
    }

    /// The link to a tag.
    pub fn tag_link(&self, router: &Router, id: &Id) -> Shared<LinkView> {
        self.links.tags.get(id, || self.link(router, &Route::Tag(id.clone(), None), self.own(id.to_string())))
    }

    fn link(&self, router: &Router, route: &Route, label: Spoken) -> Shared<LinkView> {
        Shared::new(LinkView::new(router.href(self.number, route), label))
    }

    /// A text to stand among others of this language: between words from the right, one from the left would fall apart
    /// (first strong isolate, UAX #9).
    pub(super) fn apart(&self, text: &str) -> String {
        if self.direction == "rtl" { format!("\u{2068}{text}\u{2069}") } else { text.to_owned() }
    }

    /// A language by its tag; `None` where that is no tag.
    pub(super) fn tongue(&self, tag: &str) -> Option<Tongue> {
        self.tongues.get(tag, || {
            let tag: LanguageTag = tag.parse().ok()?;
            let name = tag.name_in(&self.language).unwrap_or_else(|| tag.endonym());
            Some(Tongue { name: name.into(), direction: tag.direction().as_str() })
        })
    }

    /// A number with the precision it was given in.
    pub fn decimal(&self, number: f64) -> String {
        self.locale().decimal(&number.to_string()).unwrap_or_else(|| number.to_string())
    }

    /// The messages without arguments, as templates name them: hyphens are underscores.
    fn fixed_texts(&self) -> BTreeMap<String, &str> {
        let keys = self.messages.keys().chain(self.messages.untranslated());
        keys.filter_map(|key| Some((key.replace('-', "_"), self.messages.text(key).ok()?))).collect()
    }

    /// The language a free page is shown in to readers of this one: theirs, the default one, any it is told in.
    pub(super) fn page_language(&self, page: &Page, archive: &Archive) -> LanguageNumber {
        let told = |language| page.prose.iter().find(move |prose| prose.language == language);
        let prose = told(self.number).or_else(|| told(archive.default_language())).or(page.prose.first());
        prose.map_or(self.number, |prose| prose.language)
    }
}
