//! A text that may differ by language.

use std::collections::BTreeMap;

use crate::diagnostic::Code;
use crate::locale::LanguageTag;
use crate::parse::fields::{KeyPath, Reader};
use crate::parse::tree::{Node, Value};

/// A text for all languages, or one for each of some.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Localized {
    /// The text where no language has its own.
    pub any: Option<String>,
    /// Texts by language.
    pub by_language: BTreeMap<LanguageTag, String>,
}

impl Localized {
    /// One text for all languages.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { any: Some(text.into()), by_language: BTreeMap::new() }
    }

    /// The text in `language` itself, if there is one.
    pub fn exact(&self, language: &LanguageTag) -> Option<&str> {
        self.by_language.get(language).map(String::as_str)
    }

    /// The text for a reader of `language`: its own, else the one for all, else that of `default`, else the English
    /// one, as for names that tables lack, else any.
    pub fn get(&self, language: &LanguageTag, default: &LanguageTag) -> Option<&str> {
        self.told(language, default).map(|(_, text)| text)
    }

    /// [`get`](Self::get) with the language of the text; none of the one for all.
    pub fn told(&self, language: &LanguageTag, default: &LanguageTag) -> Option<(Option<&LanguageTag>, &str)> {
        let told = |(tag, text)| (Some(tag), String::as_str(text));
        let exact = |language| self.by_language.get_key_value(language).map(told);
        exact(language)
            .or_else(|| self.any.as_deref().map(|text| (None, text)))
            .or_else(|| exact(default))
            .or_else(|| self.by_language.iter().find(|(tag, _)| tag.as_str() == "en").map(told))
            .or_else(|| self.by_language.iter().next().map(told))
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.any.is_none() && self.by_language.is_empty()
    }

    /// Every text with the language it is in, as far as that is known.
    pub fn texts(&self) -> impl Iterator<Item = (Option<&LanguageTag>, &str)> {
        let own = self.by_language.iter().map(|(language, text)| (Some(language), text.as_str()));
        own.chain(self.any.as_deref().map(|text| (None, text)))
    }
}

/// Reads a text, or a mapping of languages to texts.
pub fn read_localized(reader: &mut Reader, node: &Node, path: &KeyPath<'_>) -> Option<Localized> {
    if matches!(node.value, Value::Scalar(_)) {
        return reader.text(node, path).map(Localized::plain);
    }
    let fields = reader.any_mapping(node, path)?;
    if fields.entries().is_empty() {
        let message = format!("`{path}` holds no text");
        let problem = reader.problem(Code::EmptyValue, &node.span, path, message);
        reader.tell(problem.help("write one text for all languages, or one for each"));
    }
    let mut localized = Localized::default();
    for entry in fields.entries() {
        let at = path.key(&entry.key);
        if entry.value.value == Value::Null {
            reader.empty(entry, path);
        }
        match entry.key.parse::<LanguageTag>() {
            Ok(language) => {
                if let Some(text) = reader.text(&entry.value, &at) {
                    localized.by_language.insert(language, text.to_owned());
                }
            }
            Err(_) => reader.tell(
                reader
                    .problem(Code::InvalidLanguage, &entry.key_span, &at, format!("`{}` is not a language", entry.key))
                    .help("write a language tag such as `en`, `fr` or `ar`"),
            ),
        }
    }
    Some(localized)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_gets_the_own_text_or_the_nearest() {
        let tag = |tag: &str| -> LanguageTag { tag.parse().expect("it is a tag") };
        let told = |tags: &[&str], any: Option<&str>| {
            let by_language = tags.iter().map(|language| (tag(language), (*language).to_owned())).collect();
            let text = Localized { any: any.map(str::to_owned), by_language };
            text.get(&tag("fr"), &tag("ru")).map(str::to_owned)
        };
        assert_eq!(told(&["ar", "en", "fr", "ru"], Some("all")).as_deref(), Some("fr"));
        assert_eq!(told(&["ar", "en", "ru"], Some("all")).as_deref(), Some("all"));
        assert_eq!(told(&["ar", "en", "ru"], None).as_deref(), Some("ru"));
        assert_eq!(told(&["ar", "en"], None).as_deref(), Some("en"));
        assert_eq!(told(&["ar", "de"], None).as_deref(), Some("ar"));
        assert_eq!(told(&[], None), None);
    }
}
