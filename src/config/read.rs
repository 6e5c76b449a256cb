//! From the text of site.toml to the settings.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::addresses;
use super::localized::{Localized, read_localized};
use super::outputs::read_outputs;
use super::settings::{Authority, Destination, Licence, Links, Logo, NavigationItem, SECTIONS, Settings};
use super::shapes::{LICENCE, MOST_LANGUAGES, MOST_NAVIGATION, NAVIGATION_ITEM, SITE};
use super::syntax::read_toml;
use crate::diagnostic::{Code, Diagnostics, nearest};
use crate::locale::LanguageTag;
use crate::parse::fields::{Fields, KeyPath, Reader};
use crate::parse::tree::{Node, Value};
use crate::parse::url::{self, RefusedUrl, Target};
use crate::parse::{characters, escapes};
use crate::source::FileId;

/// What to write instead of an address that doesn't tell where files lie.
const FILES_HELP: &str = "write an address such as `https://example.org/source/{path}`";

/// Reads site.toml. Problems are added to `problems`; what can't be read has its usual value.
pub fn read_settings(file: FileId, text: &str, problems: &mut Diagnostics) -> Settings {
    let (tree, is_whole) = read_toml(file, text, problems);
    // A byte order mark begins the file, as some editors write it; the TOML parser passes over it, too.
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    characters::check(file, text, start..text.len(), characters::Kind::FrontMatter, problems);
    escapes::check(file, text, 0..text.len(), &tree, problems);
    let mut reader = Reader::new(file);
    let root = KeyPath::ROOT;
    let mut settings = Settings::default();
    if let Some(fields) = reader.mapping(&tree, &root, &SITE) {
        reader.required(&fields, &root, "title");
        SettingsReader { reader: &mut reader, fields, settings: &mut settings, is_whole }.read();
    }
    // What is missing may stand on a line that isn't TOML.
    let found = reader.problems.into_sorted().into_iter();
    problems.extend(found.filter(|problem| is_whole || problem.code != Code::MissingKey));
    settings
}

pub(super) struct SettingsReader<'r, 'n> {
    pub reader: &'r mut Reader,
    pub fields: Fields<'n>,
    pub settings: &'r mut Settings,
    /// Whether all of the file could be read.
    pub is_whole: bool,
}

impl<'n> SettingsReader<'_, 'n> {
    fn read(mut self) {
        self.read_languages();
        self.read_texts();
        self.read_folders();
        self.read_addresses();
        self.settings.authority = self.text("authority").and_then(|text| self.authority(text));
        self.settings.time_zone = self.text("time_zone").and_then(|name| self.time_zone(name));
        self.settings.licence = self.licence();
        self.settings.navigation = self.navigation();
        if let Some(node) = self.fields.node("outputs") {
            self.settings.outputs = read_outputs(self.reader, node, &KeyPath::ROOT.key("outputs"));
        }
        self.read_levels();
        self.read_vocabulary();
        self.read_digits();
        self.read_formats();
        if let Some(node) = self.fields.node("links") {
            let words = [("folders", Links::Folders), ("files", Links::Files)];
            self.settings.links = self.reader.word(node, &KeyPath::ROOT.key("links"), &words).unwrap_or(Links::Folders);
        }
    }

    fn text(&mut self, key: &str) -> Option<&'n str> {
        let node = self.fields.node(key)?;
        self.reader.text(node, &KeyPath::ROOT.key(key))
    }

    fn problem(&mut self, code: Code, key: &str, message: String, help: &str) {
        let Some(node) = self.fields.node(key) else { return };
        let problem = self.reader.problem(code, &node.span, &KeyPath::ROOT.key(key), message).help(help);
        self.reader.tell(problem);
    }

    fn read_texts(&mut self) {
        let mut localized = |key| {
            let node = self.fields.node(key)?;
            read_localized(self.reader, node, &KeyPath::ROOT.key(key))
        };
        if let Some(title) = localized("title") {
            self.settings.title = title;
        }
        self.settings.description = localized("description").unwrap_or_default();
    }

    fn read_languages(&mut self) {
        let mut languages = self.listed_languages();
        let named = self.fields.node("default_language");
        let named = named.and_then(|node| self.language(node, &KeyPath::ROOT.key("default_language")));
        if let Some(default) = named.or_else(|| languages.first().cloned()) {
            self.settings.default_language = default;
        }
        if !languages.contains(&self.settings.default_language) {
            languages.insert(0, self.settings.default_language.clone());
        }
        self.settings.languages = languages;
    }

    fn listed_languages(&mut self) -> Vec<LanguageTag> {
        let mut languages = Vec::new();
        if let Some(node) = self.fields.node("languages") {
            let path = KeyPath::ROOT.key("languages");
            for (index, item) in self.reader.items(node, &path, MOST_LANGUAGES).iter().enumerate() {
                let Some(tag) = self.language(item, &path.index(index)) else { continue };
                if languages.contains(&tag) {
                    let message = format!("the language `{tag}` stands twice");
                    let problem = self.reader.problem(Code::DuplicateEntry, &item.span, &path.index(index), message);
                    self.reader.tell(problem.help("remove one of the two"));
                } else {
                    languages.push(tag);
                }
            }
        }
        languages
    }

    pub fn language(&mut self, node: &Node, path: &KeyPath<'_>) -> Option<LanguageTag> {
        let text = self.reader.text(node, path)?;
        let tag = text.parse().ok();
        if tag.is_none() {
            let problem = self
                .reader
                .problem(Code::InvalidLanguage, &node.span, path, format!("`{text}` is not a language"))
                .help("write a language tag such as `en`, `pt-BR` or `ar`");
            self.reader.tell(problem);
        }
        tag
    }

    fn read_folders(&mut self) {
        for key in ["theme", "content", "output", "logo"] {
            if key == "output" && self.fields.node(key).is_some_and(|node| matches!(node.value, Value::Mapping(_))) {
                let message = "`output` is a folder, not a mapping".to_owned();
                self.problem(Code::WrongShape, key, message, "for what a site may do without, write `[outputs]`");
                continue;
            }
            let Some(text) = self.text(key) else { continue };
            if key != "output" && !is_below(text) {
                let example = if key == "logo" { "content/logo.png" } else { key };
                let help = format!("write a path below the project's folder, such as `{example}`");
                self.problem(
                    Code::RefusedUrl,
                    key,
                    format!("`{text}` is not a path below the project's folder"),
                    &help,
                );
                continue;
            }
            let span = self.fields.node(key).map(|node| node.span.clone());
            match key {
                "theme" => (self.settings.theme, self.settings.theme_span) = (plain_path(text), span),
                "content" => (self.settings.content, self.settings.content_span) = (plain_path(text), span),
                "output" => text.trim_end_matches('/').clone_into(&mut self.settings.output),
                _ => self.settings.logo = Some(Logo { path: plain_path(text), span: span.unwrap_or_default() }),
            }
        }
        self.judge_output();
    }

    /// The publisher would refuse such a folder: its site would be read as material, or take the place of it.
    fn judge_output(&mut self) {
        let output = without_steps_back(&plain_path(&self.settings.output));
        let overlaps = |folder: &str| lies_in(&output, folder) || lies_in(folder, &output);
        let folders = [self.settings.content.as_str(), "themes"];
        let message = match folders.into_iter().find(|folder| overlaps(folder)) {
            _ if output.is_empty() => "the site would go to the project's own folder".to_owned(),
            _ if output.split('/').all(|part| part == "..") => {
                format!("the site would go to `{output}`, a folder that holds the project")
            }
            Some(folder) => format!("the site would go to `{output}`, and material of the project lies in `{folder}`"),
            None => return,
        };
        let help = "give each a folder of its own, such as `public` for the site";
        let key = if self.fields.has("output") { "output" } else { "content" };
        self.problem(Code::RefusedUrl, key, message, help);
    }

    fn read_addresses(&mut self) {
        if let Some(text) = self.text("base_url") {
            match addresses::base_url(text) {
                Ok(url) => self.settings.base_url = Some(url),
                Err(why) => self.refuse("base_url", text, &why, addresses::BASE_HELP),
            }
        }
        for key in ["source_url", "edit_url"] {
            let Some(url) = self.text(key) else { continue };
            if let Some((why, _)) = addresses::web_fault(url) {
                self.refuse(key, url, &why, FILES_HELP);
            } else if !url.contains("{path}") {
                let message = format!("`{url}` is not an address with `{{path}}` in it");
                self.problem(Code::RefusedUrl, key, message, FILES_HELP);
            } else if key == "source_url" {
                self.settings.source_url = Some(url.to_owned());
            } else {
                self.settings.edit_url = Some(url.to_owned());
            }
        }
        if let Some(text) = self.text("contact") {
            match addresses::contact(text) {
                Ok(contact) => self.settings.contact = Some(contact),
                Err(Some((why, help))) => self.refuse("contact", text, &why, help),
                Err(None) => {
                    let message = format!("`{text}` is neither a mail address nor a web address");
                    let help = "write `desk@example.org` or `https://example.org/contact`";
                    self.problem(Code::RefusedUrl, "contact", message, help);
                }
            }
        }
    }

    fn refuse(&mut self, key: &str, text: &str, why: &str, help: &str) {
        self.problem(Code::RefusedUrl, key, format!("`{text}` is refused as `{key}`: {why}"), help);
    }

    fn authority(&mut self, text: &str) -> Option<Authority> {
        let authority = text.split_once(',').filter(|(name, date)| is_authority_name(name) && is_authority_date(date));
        if authority.is_none() {
            self.problem(
                Code::WrongShape,
                "authority",
                format!("`{text}` is not a name with a date"),
                "write a name you own and a year, month or day in which you owned it, such as `example.org,2024`",
            );
        }
        authority.map(|(name, date)| Authority { name: name.to_owned(), date: date.to_owned() })
    }

    fn time_zone(&mut self, name: &str) -> Option<Tz> {
        let zone = name.parse::<Tz>().ok();
        if zone.is_none() {
            let near = nearest(name, chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()));
            let help = near
                .map_or_else(|| "write a name such as `Europe/Paris`".into(), |near| format!("did you mean `{near}`?"));
            self.problem(
                Code::UnknownWord,
                "time_zone",
                format!("`{name}` is not a time zone of the IANA list"),
                &help,
            );
        }
        zone
    }

    fn licence(&mut self) -> Option<Licence> {
        let node = self.fields.node("licence")?;
        let path = KeyPath::ROOT.key("licence");
        if !matches!(node.value, crate::parse::tree::Value::Mapping(_)) {
            return self.reader.text(node, &path).map(|name| Licence { name: name.to_owned(), url: None });
        }
        let fields = self.reader.mapping(node, &path, &LICENCE)?;
        let name = self.reader.required(&fields, &path, "name")?;
        let name = self.reader.text(name, &path.key("name"))?.to_owned();
        let node = fields.node("url");
        let url = node.and_then(|node| self.reader.text(node, &path.key("url")));
        let fault = url.and_then(addresses::web_fault);
        if let (Some(node), Some(url), Some((why, help))) = (node, url, fault) {
            let at = path.key("url");
            let message = format!("`{url}` is refused as `{at}`: {why}");
            let problem = self.reader.problem(Code::RefusedUrl, &node.span, &at, message);
            self.reader.tell(problem.help(help));
            return None;
        }
        Some(Licence { name, url: url.map(str::to_owned) })
    }

    fn navigation(&mut self) -> Option<Vec<NavigationItem>> {
        let node = self.fields.node("navigation")?;
        let path = KeyPath::ROOT.key("navigation");
        let items = self.reader.items(node, &path, MOST_NAVIGATION);
        Some(items.iter().enumerate().filter_map(|(i, item)| self.navigation_item(item, &path.index(i))).collect())
    }

    fn navigation_item(&mut self, node: &Node, path: &KeyPath<'_>) -> Option<NavigationItem> {
        if matches!(node.value, crate::parse::tree::Value::Scalar(_)) {
            return self.destination(node, path, None);
        }
        let fields = self.reader.mapping(node, path, &NAVIGATION_ITEM)?;
        let target = self.reader.required(&fields, path, "to")?;
        let label = fields.node("label").and_then(|node| read_localized(self.reader, node, &path.key("label")));
        self.destination(target, &path.key("to"), label)
    }

    fn destination(&mut self, node: &Node, path: &KeyPath<'_>, label: Option<Localized>) -> Option<NavigationItem> {
        let text = self.reader.text(node, path)?;
        let section = SECTIONS.into_iter().find(|section| *section == text);
        let target = match (section, url::target(text)) {
            (Some(section), _) => Destination::Section(section),
            (None, Ok(Target::Web(url) | Target::Mail(url))) if !url.contains(char::is_whitespace) => {
                Destination::Elsewhere(url.to_owned())
            }
            // Whatever has no scheme may be a slip of a section's or page's name.
            (None, Ok(Target::Relative { .. } | Target::Fragment(_)) | Err(RefusedUrl::FromRoot)) => {
                Destination::Page(text.to_owned())
            }
            (None, refused) => {
                let why = refused.err().map_or_else(|| "it holds a space".to_owned(), |why| why.to_string());
                let message = format!("the address `{text}` is refused: {why}");
                let problem = self.reader.problem(Code::RefusedUrl, &node.span, path, message);
                let help =
                    "write an address that begins with `https://`, `http://` or `mailto:`, a section or a page's id";
                self.reader.tell(problem.help(help));
                return None;
            }
        };
        Some(NavigationItem { target, label, span: node.span.clone(), key: path.to_string() })
    }

    fn read_vocabulary(&mut self) {
        let Some(node) = self.fields.node("vocabulary") else { return };
        let path = KeyPath::ROOT.key("vocabulary");
        let Some(fields) = self.reader.any_mapping(node, &path) else { return };
        for entry in fields.entries() {
            if let Some(names) = read_localized(self.reader, &entry.value, &path.key(&entry.key)) {
                self.settings.vocabulary.insert(entry.key.clone(), names);
            }
        }
    }
}

/// Whether a path names something below the project's folder.
fn is_below(text: &str) -> bool {
    let climbs = text.split(['/', '\\']).any(|part| part == "..");
    !climbs && !text.starts_with(['/', '~']) && !text.contains([':', '\\']) && !plain_path(text).is_empty()
}

/// Whether a plain path is a folder, or lies below it.
fn lies_in(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A path without the parts that say nothing: `./content/` is `content`.
fn plain_path(text: &str) -> String {
    let says_something = |(at, part): &(usize, &str)| *part != "." && (*at == 0 || !part.is_empty());
    let parts: Vec<_> = text.split('/').enumerate().filter(says_something).map(|(_, part)| part).collect();
    parts.join("/")
}

/// A plain path in which a folder and the `..` after it are left out.
fn without_steps_back(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match (part, parts.last()) {
            ("..", Some(last)) if !matches!(*last, "" | "..") => _ = parts.pop(),
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

fn is_authority_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || ".-_@".contains(c))
}

/// Whether it is a year, a month or a day that exists (RFC 4151).
fn is_authority_date(date: &str) -> bool {
    let day = format!("{date}{}", "-01".repeat(2_usize.saturating_sub(date.matches('-').count())));
    let is_plain = date.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    is_plain && matches!(date.len(), 4 | 7 | 10) && day.len() == 10 && day.parse::<NaiveDate>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_back_takes_away_the_folder_before_it() {
        for (path, plain) in [
            ("public", "public"),
            ("public/../content", "content"),
            ("a/b/../../content/c", "content/c"),
            ("public/..", ""),
            ("../archive/public", "../archive/public"),
            ("a/../../b", "../b"),
            ("/srv/../www", "/www"),
            ("/..", "/.."),
        ] {
            assert_eq!(without_steps_back(path), plain);
        }
    }
}
