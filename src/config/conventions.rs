//! How the languages of the site write numbers and dates, where it isn't as usual.

use super::read::SettingsReader;
use super::shapes::DIGITS;
use crate::diagnostic::Code;
use crate::locale::LanguageTag;
use crate::parse::fields::KeyPath;
use crate::parse::tree::Entry;

impl SettingsReader<'_, '_> {
    pub(super) fn read_formats(&mut self) {
        let Some(node) = self.fields.node("formats") else { return };
        let path = KeyPath::ROOT.key("formats");
        let Some(fields) = self.reader.any_mapping(node, &path) else { return };
        for entry in fields.entries() {
            let at = path.key(&entry.key);
            let Some(format) = self.language(&entry.value, &at) else { continue };
            match entry.key.parse::<LanguageTag>() {
                Ok(language) if language.primary() == format.primary() => {
                    if self.is_of_site(&language, entry, &at) {
                        self.settings.formats.insert(language, format);
                    }
                }
                _ => {
                    let message = format!("`{format}` does not say how `{}` is written", entry.key);
                    let help = "write the same language with a region, such as `en = \"en-GB\"`";
                    self.wrong_language(entry, &at, message, help);
                }
            }
        }
    }

    pub(super) fn read_digits(&mut self) {
        let Some(node) = self.fields.node("digits") else { return };
        let path = KeyPath::ROOT.key("digits");
        let systems: Vec<_> = DIGITS.iter().map(|(name, _)| (*name, *name)).collect();
        let Some(fields) = self.reader.any_mapping(node, &path) else { return };
        for entry in fields.entries() {
            let at = path.key(&entry.key);
            let system = self.reader.word(&entry.value, &at, &systems);
            let Ok(language) = entry.key.parse::<LanguageTag>() else {
                let message = format!("`{}` is not a language", entry.key);
                self.wrong_language(entry, &at, message, "write a language tag such as `ar`");
                continue;
            };
            let is_of_site = self.is_of_site(&language, entry, &at);
            if let Some(system) = system.filter(|_| is_of_site) {
                self.settings.digits.insert(language, system.to_owned());
            }
        }
    }

    /// Whether the site has the language, as far as the file can be read; that it hasn't is told.
    fn is_of_site(&mut self, language: &LanguageTag, entry: &Entry, at: &KeyPath<'_>) -> bool {
        let is_of_site = !self.is_whole || self.settings.languages.contains(language);
        if !is_of_site {
            let message = format!("`{language}` is not one of the site's languages");
            self.wrong_language(entry, at, message, &format!("add `{language}` to `languages`, or remove this"));
        }
        is_of_site
    }

    fn wrong_language(&mut self, entry: &Entry, at: &KeyPath<'_>, message: String, help: &str) {
        let problem = self.reader.problem(Code::InvalidLanguage, &entry.key_span, at, message);
        self.reader.tell(problem.help(help));
    }
}
