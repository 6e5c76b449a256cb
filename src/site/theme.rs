//! The theme: templates, messages and assets, those of the binary with the site's own over them.

mod blame;
mod depth;
mod fault;
mod filters;
mod names;
mod reading;
mod review;
mod tags;

pub use fault::{Fault, ThemeError};
pub(super) use fault::{OwnFile, own_file};
pub(super) use review::review;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_embed::{EmbeddedFile, RustEmbed};
use sha2::{Digest, Sha256};
use tera::Tera;

use super::asked::{AskedBy, Template, scripts_pages, searches};
use super::constants::{Constants, may_bind, written_out};
use super::limits;
use super::route::asset_file;
use super::script::lean;
use crate::config::Settings;
use crate::locale::{Digits, LanguageTag, Locale, Messages};
use crate::parse::escape::escape_shown;
use crate::search::Glossary;
use blame::Sources;

/// The names of the themes in the binary; the first stands behind every theme.
pub const BUILT_IN: [&str; 2] = ["annals", "plain"];

/// The theme that has everything.
#[derive(RustEmbed)]
#[folder = "themes/annals"]
struct Annals;

/// The small one: its templates stand before those of `annals`.
#[derive(RustEmbed)]
#[folder = "themes/plain"]
struct Plain;

/// The file of messages everything falls back to.
const FALLBACK: &str = "i18n/en.ftl";

/// The file of words that find each other in a search.
const GLOSSARY: &str = "i18n/glossary.txt";

/// The script of the search page.
pub(super) const SEARCH_SCRIPT: &str = "search.js";

/// The script of incidents' pages.
const PAGE_SCRIPT: &str = "page.js";

/// Where templates lie.
const TEMPLATES: &str = "templates/";

/// Where messages and the glossary lie.
const MESSAGES: &str = "i18n/";

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Whether the binary has messages in a language; a site may bring those of others.
pub fn speaks(language: &LanguageTag) -> bool {
    let files: Vec<Cow<'static, str>> = Annals::iter().collect();
    language.best_of(&files.iter().filter_map(|path| language_of(path))).is_some()
}

/// The language of a file of messages.
fn language_of(path: &str) -> Option<&str> {
    path.strip_prefix(MESSAGES)?.strip_suffix(".ftl")
}

/// Files of a theme by their path in its folder.
type Files = BTreeMap<String, Cow<'static, [u8]>>;

/// What a site has of its theme.
#[derive(Clone, Debug)]
pub struct ThemeFiles {
    /// The theme's name, which is that of its folder.
    pub name: String,
    /// Its files by their path in that folder.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl ThemeFiles {
    /// No files of its own: the theme of the binary as it is.
    pub fn new() -> Self {
        let [name, ..] = BUILT_IN;
        Self { name: name.to_owned(), files: BTreeMap::new() }
    }
}

impl Default for ThemeFiles {
    fn default() -> Self {
        Self::new()
    }
}

/// A file that pages refer to.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Its name in the theme, such as `annals.css`.
    pub name: String,
    /// Its output file, with a fingerprint in the name.
    pub file: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A theme ready to render with.
#[derive(Debug)]
pub struct Theme {
    /// The built-in theme's files with the site's own over them.
    files: Files,
    /// The paths of the site's own files that differ from those of the binary.
    own: BTreeSet<String>,
    /// The templates of the binary in whose place they stand.
    replaced: Files,
    /// Assets, by name.
    pub assets: Vec<Asset>,
    /// Words that find each other.
    pub glossary: Glossary,
    templates: Tera,
    /// What its templates ask for.
    pub(super) asked: Arc<AskedBy>,
    /// Whether its search page searches.
    pub(super) searches: bool,
    /// Whether its pages need more stack than a thread has.
    pub(super) needs_room: bool,
}

impl Theme {
    /// The theme of that name in the binary, or the first, with the site's files over it.
    pub fn new(theme: ThemeFiles) -> Result<Self, ThemeError> {
        let ThemeFiles { name, files: own } = theme;
        let mut files = Files::new();
        for path in Annals::iter().chain(Plain::iter()) {
            if let Some(file) = embedded(&name, &path) {
                files.insert(path.to_string(), published(&path, file.data));
            }
        }
        // A file that says the same is the built-in one.
        let changed =
            |(path, bytes): &(String, Vec<u8>)| embedded(&name, path).is_none_or(|file| *file.data != **bytes);
        let own =
            own.into_iter().map(|(path, bytes)| if is_read(&path) { (path, unmarked(bytes)) } else { (path, bytes) });
        let changed: Vec<_> = own.filter(changed).collect();
        let own: BTreeSet<String> = changed.iter().map(|(path, _)| path.clone()).collect();
        let replaced: Files =
            own.iter().filter(|path| path.starts_with(TEMPLATES)).filter_map(|path| files.remove_entry(path)).collect();
        files.extend(changed.into_iter().map(|(path, bytes)| (path, Cow::Owned(bytes))));
        let mut faults = Vec::new();
        let sources = Sources { files: &files, own: &own, replaced: &replaced };
        let templates = reading::read_templates(sources).unwrap_or_else(|found| {
            faults.extend(found);
            Tera::default()
        });
        let glossary = fault::glossary(&files).unwrap_or_else(|fault| {
            faults.push(fault);
            Glossary::default()
        });
        let texts: Vec<_> = templates_of(&files, &own).collect();
        let (asked, searches) = (Arc::new(AskedBy::of(&texts)), searches(&texts));
        let mut assets = assets(&files);
        // What no page asks for isn't published either.
        if !scripts_pages(&texts) {
            assets.retain(|asset| asset.name != PAGE_SCRIPT);
        }
        let needs_room = depth::needs_room(Sources { files: &files, own: &own, replaced: &replaced });
        let theme = Self { files, own, replaced, assets, glossary, templates, asked, searches, needs_room };
        faults.extend(theme.message_faults());
        if faults.is_empty() { Ok(theme) } else { Err(ThemeError::with_rest(faults, theme)) }
    }

    /// What can't be read in the site's own files of messages.
    fn message_faults(&self) -> Vec<Fault> {
        let tag = |path: &str| path.strip_prefix("i18n/")?.strip_suffix(".ftl")?.parse::<LanguageTag>().ok();
        let own = self.own.iter().filter_map(|path| Some((path, tag(path)?)));
        let read = own.map(|(path, tag)| self.read_messages(path, Arc::new(Locale::new(&tag)), None));
        read.filter_map(Result::err).flat_map(|error| error.faults).collect()
    }

    /// The output file of an asset.
    pub fn asset(&self, name: &str) -> Option<&str> {
        self.assets.iter().find(|asset| asset.name == name).map(|asset| asset.file.as_str())
    }

    /// The theme for a site without search.
    #[must_use]
    pub(super) fn without_search(mut self) -> Self {
        self.assets.retain(|asset| asset.name != SEARCH_SCRIPT);
        self
    }

    /// A fault that a page showed, at the file of the site's own that brought it about.
    pub(super) fn blamed(&self, fault: Fault) -> Fault {
        Sources { files: &self.files, own: &self.own, replaced: &self.replaced }.at_own_file(fault)
    }

    /// Whether templates are the site's own, of which nobody knows yet whether they ask for what there is.
    pub(super) fn has_own_templates(&self) -> bool {
        self.own.iter().any(|path| path.starts_with(TEMPLATES))
    }

    /// The templates with what is constant in one language written into them.
    pub(super) fn templates(&self, constants: &Constants) -> Tera {
        // They were read without constants; should one lead astray, it is looked up instead.
        let may_bind = templates_of(&self.files, &self.own).any(|one| one.is_own && may_bind(one.text));
        let constants = if may_bind { &Constants::new() } else { constants };
        templates(&self.files, &self.own, constants).unwrap_or_else(|_| self.templates.clone())
    }

    /// The messages of one of a site's languages, with its digits and formats.
    pub(super) fn spoken(&self, language: &LanguageTag, settings: &Settings) -> Result<Messages, ThemeError> {
        let digits = settings.digits.get(language).and_then(|name| name.parse().ok());
        self.messages(language, settings.formats.get(language).unwrap_or(language), digits)
    }

    /// The messages of `language`, or of its main language, over the English ones; dates and numbers in them as in
    /// `format`, such as `en-GB` for a site in `en`.
    pub fn messages(
        &self,
        language: &LanguageTag,
        format: &LanguageTag,
        digits: Option<Digits>,
    ) -> Result<Messages, ThemeError> {
        let locale = Arc::new(Locale::with_digits(format, digits));
        let english = Arc::new(Locale::new(&"en".parse().expect("`en` is a language tag")));
        let fallback = self.read_messages(FALLBACK, Arc::clone(&english), None)?;
        let fallback = if locale.direction() == english.direction() { fallback } else { fallback.isolated() };
        if let Some(path) = self.messages_file(language) {
            return self.read_messages(&path, locale, Some(Arc::new(fallback)));
        }
        let empty: &[&str] = &[];
        Messages::parse(locale, empty, Some(Arc::new(fallback))).map_err(|_| ThemeError::of(Vec::new()))
    }

    /// The file of messages that serves a language.
    fn messages_file(&self, language: &LanguageTag) -> Option<String> {
        let tag = language.best_of(&self.files.keys().filter_map(|path| language_of(path)))?;
        Some(format!("{MESSAGES}{tag}.ftl"))
    }

    /// A site's own file of messages may hold just those it changes: the built-in ones stand behind it.
    fn read_messages(
        &self,
        path: &str,
        locale: Arc<Locale>,
        fallback: Option<Arc<Messages>>,
    ) -> Result<Messages, ThemeError> {
        let built_in = Annals::get(path).map(|file| file.data);
        let own = self.own.get(path).and_then(|path| self.files.get(path));
        let texts: Vec<&str> = [built_in.as_deref(), own.map(|bytes| &**bytes)]
            .into_iter()
            .flatten()
            .map(|bytes| std::str::from_utf8(bytes).map_err(|_| ThemeError::of(vec![Fault::not_text(path)])))
            .collect::<Result<_, _>>()?;
        Messages::parse(locale, &texts, fallback)
            .map_err(|errors| errors.into_iter().map(|error| Fault::of_messages(path, error)).collect())
            .map_err(ThemeError::of)
    }
}

/// A file of a theme of the binary.
fn embedded(theme: &str, path: &str) -> Option<EmbeddedFile> {
    let plain = if theme == "plain" { Plain::get(path) } else { None };
    plain.or_else(|| Annals::get(path))
}

/// Whether a file of a theme is read, not just published.
fn is_read(path: &str) -> bool {
    path.starts_with(TEMPLATES) || path.starts_with(MESSAGES)
}

/// A text without the byte order mark that some editors put before it; faults count from behind it.
fn unmarked(mut text: Vec<u8>) -> Vec<u8> {
    if text.starts_with(BYTE_ORDER_MARK.as_bytes()) {
        text.drain(..BYTE_ORDER_MARK.len());
    }
    text
}

/// A file of the built-in theme as it is published.
fn published(path: &str, bytes: Cow<'static, [u8]>) -> Cow<'static, [u8]> {
    match std::str::from_utf8(&bytes) {
        Ok(script) if path.ends_with(".js") => Cow::Owned(lean(script).into_bytes()),
        Ok(sheet) if path.ends_with(".css") => Cow::Owned(lean_sheet(sheet).into_bytes()),
        _ => bytes,
    }
}

/// A stylesheet of the theme without what a browser doesn't read; none of its texts holds a sign that parts rules.
fn lean_sheet(sheet: &str) -> String {
    let mut pieces = sheet.split("/*");
    let first = pieces.next().unwrap_or_default().to_owned();
    let text = pieces.fold(first, |text, piece| text + piece.split_once("*/").map_or("", |(_, after)| after));
    let closed_up = ["{", "}", ";", ","]
        .iter()
        .fold(text, |text, sign| text.split(sign).map(str::trim).collect::<Vec<_>>().join(sign));
    // Before a colon a blank may stand for "within".
    closed_up.replace(": ", ":").replace(";}", "}")
}

/// The templates in the order of their names.
fn templates_of<'f>(files: &'f Files, own: &BTreeSet<String>) -> impl Iterator<Item = Template<'f>> {
    files.iter().filter_map(|(path, bytes)| {
        let (name, text) = (path.strip_prefix(TEMPLATES)?, std::str::from_utf8(bytes).ok()?);
        Some(Template { name, text, is_own: own.contains(path) })
    })
}

/// The templates as the interpreter takes them. Constants are written into those of the binary alone: a site's own may
/// show one as text.
fn templates(files: &Files, own: &BTreeSet<String>, constants: &Constants) -> Result<Tera, tera::Error> {
    let mut tera = Tera::new();
    tera.autoescape_on(vec![".html", ".xml", ".svg"]);
    tera.set_escape_fn(escape_shown);
    tera.register_function("range", limits::range);
    filters::register(&mut tera);
    let texts = templates_of(files, own).map(|Template { name, text, is_own }| {
        let is_written_out = name.ends_with(".html") && !is_own && !constants.is_empty();
        (name, if is_written_out { written_out(text, constants).into() } else { Cow::Borrowed(text) })
    });
    tera.add_raw_templates(texts.collect::<Vec<_>>())?;
    Ok(tera)
}

/// The first six bytes of the hash, in hexadecimal.
fn fingerprint(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(6).fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

/// The assets; the scripts of a folder are one: those of `search/` are `search.js`.
fn assets(files: &Files) -> Vec<Asset> {
    let mut joined: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for (path, bytes) in files {
        let Some(name) = path.strip_prefix("assets/") else { continue };
        let folder = name.split_once('/').filter(|_| name.ends_with(".js")).map(|(folder, _)| format!("{folder}.js"));
        joined.entry(folder.unwrap_or_else(|| name.to_owned())).or_default().extend_from_slice(bytes);
    }
    let asset = |(name, bytes): (String, Vec<u8>)| Asset { file: asset_file(&name, &fingerprint(&bytes)), name, bytes };
    joined.into_iter().map(asset).collect()
}
