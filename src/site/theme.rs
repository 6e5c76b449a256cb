//! The theme: templates, messages and assets, those of the binary with the site's own over them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};
use tera::Tera;

use super::constants::{Constants, written_out};
use super::route::asset_file;
use super::script::lean;
use crate::locale::{Digits, FtlError, LanguageTag, Locale, Messages};
use crate::search::{Glossary, GlossaryProblem};

/// The name of the theme in the binary.
pub const BUILT_IN: &str = "annals";

/// The theme in the binary.
#[derive(RustEmbed)]
#[folder = "themes/annals"]
struct BuiltIn;

/// The file of messages everything falls back to.
const FALLBACK: &str = "i18n/en.ftl";

/// The file of words that find each other in a search.
const GLOSSARY: &str = "i18n/glossary.txt";

/// Files of a theme by their path in the theme's folder.
pub type ThemeFiles = BTreeMap<String, Vec<u8>>;

/// A theme that can't be used, with the file and what is wrong in it.
#[derive(Debug)]
pub struct ThemeError {
    /// Path inside the theme's folder.
    pub file: String,
    /// What is wrong.
    pub message: String,
}

impl std::error::Error for ThemeError {}

impl fmt::Display for ThemeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the theme's `{}` can't be used: {}", self.file, self.message)
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
    files: BTreeMap<String, Cow<'static, [u8]>>,
    /// Assets, by name.
    pub assets: Vec<Asset>,
    /// Words that find each other.
    pub glossary: Glossary,
    templates: Tera,
}

impl Theme {
    /// The built-in theme with `own` files over it.
    pub fn new(own: ThemeFiles) -> Result<Self, ThemeError> {
        let mut files: BTreeMap<String, Cow<'static, [u8]>> = BTreeMap::new();
        for path in BuiltIn::iter() {
            if let Some(file) = BuiltIn::get(&path) {
                files.insert(path.to_string(), published(&path, file.data));
            }
        }
        // A file that says the same is the built-in one.
        let changed = |(path, bytes): &(String, Vec<u8>)| BuiltIn::get(path).is_none_or(|file| *file.data != **bytes);
        files.extend(own.into_iter().filter(changed).map(|(path, bytes)| (path, Cow::Owned(bytes))));
        let templates = templates(&files, &Constants::new())?;
        let assets = assets(&files);
        let glossary = glossary(&files)?;
        Ok(Self { files, assets, glossary, templates })
    }

    /// The output file of an asset.
    pub fn asset(&self, name: &str) -> Option<&str> {
        self.assets.iter().find(|asset| asset.name == name).map(|asset| asset.file.as_str())
    }

    /// The templates with what is constant in one language written into them.
    pub(super) fn templates(&self, constants: &Constants) -> Tera {
        // They were read without constants; should one lead astray, it is looked up instead.
        templates(&self.files, constants).unwrap_or_else(|_| self.templates.clone())
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
        let fallback = self.read_messages(FALLBACK, english, None)?;
        for tag in [language.as_str(), language.primary()] {
            let path = format!("i18n/{tag}.ftl");
            if self.files.contains_key(&path) {
                return self.read_messages(&path, locale, Some(Arc::new(fallback)));
            }
        }
        let empty: &[&str] = &[];
        Messages::parse(locale, empty, Some(Arc::new(fallback))).map_err(|errors| ftl_error(FALLBACK, &errors))
    }

    /// A site's own file of messages may hold just those it changes: the built-in ones stand behind it.
    fn read_messages(
        &self,
        path: &str,
        locale: Arc<Locale>,
        fallback: Option<Arc<Messages>>,
    ) -> Result<Messages, ThemeError> {
        let built_in = BuiltIn::get(path).map(|file| file.data);
        let own = self.files.get(path);
        let texts: Vec<&str> = [built_in.as_deref(), own.map(|bytes| &**bytes)]
            .into_iter()
            .flatten()
            .map(|bytes| std::str::from_utf8(bytes).map_err(|_| not_text(path)))
            .collect::<Result<_, _>>()?;
        Messages::parse(locale, &texts, fallback).map_err(|errors| ftl_error(path, &errors))
    }
}

/// A file of the built-in theme as it is published.
fn published(path: &str, bytes: Cow<'static, [u8]>) -> Cow<'static, [u8]> {
    match std::str::from_utf8(&bytes) {
        Ok(script) if path.ends_with(".js") => Cow::Owned(lean(script).into_bytes()),
        Ok(sheet) if path.ends_with(".css") => Cow::Owned(without_comments(sheet).into_bytes()),
        _ => bytes,
    }
}

/// A stylesheet of the theme without comments and empty lines; none of its texts holds the sign of a comment.
fn without_comments(sheet: &str) -> String {
    let mut pieces = sheet.split("/*");
    let first = pieces.next().unwrap_or_default().to_owned();
    let text = pieces.fold(first, |text, piece| text + piece.split_once("*/").map_or("", |(_, after)| after));
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn glossary(files: &BTreeMap<String, Cow<'static, [u8]>>) -> Result<Glossary, ThemeError> {
    let Some(bytes) = files.get(GLOSSARY) else { return Ok(Glossary::default()) };
    let text = std::str::from_utf8(bytes).map_err(|_| not_text(GLOSSARY))?;
    let told = |problem: GlossaryProblem| format!("line {}: {}", problem.line, problem.message);
    Glossary::parse(text).map_err(|problem| ThemeError { file: GLOSSARY.to_owned(), message: told(problem) })
}

fn not_text(path: &str) -> ThemeError {
    ThemeError { file: path.to_owned(), message: "it is not UTF-8 text".into() }
}

fn ftl_error(path: &str, errors: &[FtlError]) -> ThemeError {
    let told: Vec<_> = errors.iter().map(|error| format!("line {}: {}", error.line, error.message)).collect();
    ThemeError { file: path.to_owned(), message: told.join("; ") }
}

fn templates(files: &BTreeMap<String, Cow<'static, [u8]>>, constants: &Constants) -> Result<Tera, ThemeError> {
    let mut tera = Tera::new();
    tera.autoescape_on(vec![".html", ".xml", ".svg"]);
    let mut texts = Vec::new();
    for (path, bytes) in files {
        let Some(name) = path.strip_prefix("templates/") else { continue };
        let text = std::str::from_utf8(bytes).map_err(|_| not_text(path))?;
        let is_html = name.ends_with(".html") && !constants.is_empty();
        texts.push((name, if is_html { written_out(text, constants).into() } else { Cow::Borrowed(text) }));
    }
    tera.add_raw_templates(texts)
        .map_err(|error| ThemeError { file: "templates".into(), message: error.to_string() })?;
    Ok(tera)
}

/// The first six bytes of the hash, in hexadecimal.
fn fingerprint(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(6).fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

/// The assets; the scripts of a folder are one: those of `search/` are `search.js`.
fn assets(files: &BTreeMap<String, Cow<'static, [u8]>>) -> Vec<Asset> {
    let mut joined: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for (path, bytes) in files {
        let Some(name) = path.strip_prefix("assets/") else { continue };
        let folder = name.split_once('/').filter(|_| name.ends_with(".js")).map(|(folder, _)| format!("{folder}.js"));
        joined.entry(folder.unwrap_or_else(|| name.to_owned())).or_default().extend_from_slice(bytes);
    }
    let asset = |(name, bytes): (String, Vec<u8>)| Asset { file: asset_file(&name, &fingerprint(&bytes)), name, bytes };
    joined.into_iter().map(asset).collect()
}
