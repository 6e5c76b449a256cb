//! What is odd in the files a site has of its theme: messages that are missing, or that nothing asks for.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::fault::{OwnFile, own_file};
use super::{Annals, BUILT_IN, FALLBACK, TEMPLATES, Theme};
use crate::archive::Archive;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, count, nearest, one_of};
use crate::locale::{LanguageTag, Locale, Messages, PluralGap, message_places};
use crate::site::rows;
use crate::source::SETTINGS;

/// How many missing messages are named.
const NAMED: usize = 10;

/// Tells what is odd; `spoken` are the site's languages with their messages, in the order of the settings.
pub(in crate::site) fn review<'m>(
    theme: &Theme,
    archive: &Archive,
    spoken: impl Iterator<Item = (&'m LanguageTag, &'m Messages)>,
    problems: &mut Diagnostics,
) {
    let spoken: Vec<_> = spoken.collect();
    let review = Review { theme, archive, asked: asked(theme) };
    review.spoken(&spoken, problems);
    let languages: Vec<_> = spoken.iter().map(|(language, _)| *language).collect();
    problems.extend(theme.own.iter().filter_map(|path| review.file(path, &languages)));
}

/// Tells what is odd in messages alone, where not all of a theme can be read: which files are asked for is then unsure.
pub(super) fn review_messages(theme: &Theme, archive: &Archive, problems: &mut Diagnostics) {
    let review = Review { theme, archive, asked: asked(theme) };
    for language in &archive.settings.languages {
        // Those that can't be read are told already.
        if let Ok(messages) = theme.spoken(language, &archive.settings) {
            review.spoken(&[(language, &messages)], problems);
        }
    }
}

/// What templates name, as they name it: the site's own may name messages of its own.
fn asked(theme: &Theme) -> BTreeSet<String> {
    let own = theme.own.iter().filter(|path| path.starts_with(TEMPLATES));
    let texts = own.filter_map(|path| std::str::from_utf8(theme.files.get(path)?).ok());
    let names = texts.flat_map(|text| text.match_indices("t.").filter_map(|(at, _)| text.get(at + 2..)));
    names.map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()).collect()
}

/// The messages that those of a file refer to, as in `{ key }`.
fn referred_to(text: &str) -> BTreeSet<&str> {
    let is_of_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let key = |rest: &'_ str| rest.find(|c| !is_of_key(c)).unwrap_or(rest.len());
    let behind = text.split('{').skip(1).map(str::trim_start);
    let split = behind.map(|rest| rest.split_at(key(rest)));
    split.filter(|(_, after)| after.trim_start().starts_with('}')).map(|(key, _)| key).collect()
}

struct Review<'r> {
    theme: &'r Theme,
    archive: &'r Archive,
    asked: BTreeSet<String>,
}

impl Review<'_> {
    fn spoken(&self, spoken: &[(&LanguageTag, &Messages)], problems: &mut Diagnostics) {
        for (language, messages) in spoken {
            problems.extend(self.missing(language, messages));
            if let Some(file) = self.theme.messages_file(language).filter(|file| self.theme.own.contains(file)) {
                self.messages(&file, messages, problems);
            }
        }
    }

    /// The messages a language lacks, if it does.
    fn missing(&self, language: &LanguageTag, messages: &Messages) -> Option<Diagnostic> {
        let missing: Vec<&str> = messages.untranslated().collect();
        let folder = format!("themes/{}", self.archive.settings.theme);
        if missing.is_empty() || self.is_stood_in_for(&folder) {
            return None;
        }
        let Some(file) = self.theme.messages_file(language) else {
            let message = format!("the theme has no messages in `{language}`, and pages speak English there");
            let help = format!("put them into `{folder}/i18n/{language}.ftl`, or leave the language out");
            return Some(Diagnostic::new(Code::MissingMessage, self.named_in_settings(language), message).help(help));
        };
        let named: Vec<String> = missing.iter().take(NAMED).map(|key| format!("`{key}`")).collect();
        let more = missing.len().saturating_sub(NAMED);
        let more = if more == 0 { String::new() } else { format!(" and {more} more") };
        let lacks = count(missing.len(), "message");
        let message = format!("`{language}` lacks {lacks}, and English stands in: {}{more}", named.join(", "));
        let own = own_file(self.archive, &file);
        let place = own.map_or_else(|| self.named_in_settings(language), OwnFile::start);
        let help = format!("add what is missing to `{folder}/{file}`");
        Some(Diagnostic::new(Code::MissingMessage, place, message).help(help))
    }

    /// Whether the theme that site.toml names isn't there, so that nobody knows which messages it has.
    fn is_stood_in_for(&self, folder: &str) -> bool {
        let is_in_it = |path: &str| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        !BUILT_IN.contains(&self.archive.settings.theme.as_str())
            && !self.archive.files.iter().any(|file| is_in_it(&file.path))
    }

    /// Where site.toml names a language.
    fn named_in_settings(&self, language: &LanguageTag) -> Place {
        let text = self.archive.files.first().map_or("", |file| &*file.text);
        let quoted = format!("\"{language}\"");
        let at = text.find(&quoted);
        at.map_or(Place::start_of(SETTINGS), |at| Place::new(SETTINGS, at..at + quoted.len()))
    }

    /// What is odd in the site's own file of messages.
    fn messages(&self, path: &str, messages: &Messages, problems: &mut Diagnostics) {
        let Some(own) = own_file(self.archive, path) else { return };
        let places = message_places(own.text);
        let english = built_in_english(messages.locale());
        let known = english.iter().flat_map(Messages::keys).collect::<BTreeSet<_>>();
        let referred_to = referred_to(own.text);
        for (key, span) in &places {
            if !known.contains(key.as_str()) && !referred_to.contains(key.as_str()) {
                problems.extend(self.unknown(key, own.place(span.clone()), &known));
            }
            if let (Some(used), Some(given)) = (messages.variables(key), given(english.as_ref(), key)) {
                let odd = used.difference(&given);
                let place = |variable| in_message(own, span, variable);
                problems.extend(odd.map(|variable| not_given(key, variable, &given, place(variable))));
            }
        }
        let gaps = messages.plural_gaps();
        let placed = gaps.iter().filter_map(|gap| Some((gap, places.get(&gap.key)?)));
        problems.extend(placed.map(|(gap, span)| lacks_forms(gap, own.place(span.clone()))));
    }

    fn unknown(&self, key: &str, place: Place, known: &BTreeSet<&str>) -> Option<Diagnostic> {
        if self.asked.contains(&key.replace('-', "_")) {
            return None;
        }
        let message = format!("nothing asks for the message `{key}`");
        let help = match nearest(key, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "remove it, or name it in a template of the theme".to_owned(),
        };
        Some(Diagnostic::new(Code::UnknownMessage, place, message).help(help))
    }

    /// A file that nothing asks for; what lies beside the three folders, such as a README, is the site's own affair.
    fn file(&self, path: &str, languages: &[&LanguageTag]) -> Option<Diagnostic> {
        let own = own_file(self.archive, path)?;
        let (message, help) = match path.split_once('/') {
            Some(("assets", _) | ("i18n", "glossary.txt")) => return None,
            Some(("i18n", name)) if is_spoken(name, languages) => return None,
            Some(("i18n", _)) => {
                let help = "name it after a language of site.toml, as in `i18n/fr.ftl`, or add the language there";
                (format!("`{path}` holds messages of no language of the site"), help.to_owned())
            }
            Some(("templates", name)) if self.is_template(name) => return None,
            Some(("templates", name)) => {
                let known: Vec<_> =
                    Annals::iter().filter_map(|path| path.strip_prefix(TEMPLATES).map(str::to_owned)).collect();
                let near = nearest(name, known.iter().map(String::as_str).chain([rows::TEMPLATE]));
                let usual = || "remove it, or name it where another template extends or includes it".to_owned();
                let help = near.map_or_else(usual, |near| format!("did you mean `{TEMPLATES}{near}`?"));
                (format!("nothing asks for the template `{path}`"), help)
            }
            Some(_) => {
                let help = "a theme has the folders `templates/`, `assets/` and `i18n/`";
                (format!("nothing asks for the file `{path}`"), help.to_owned())
            }
            None => {
                let meant = Annals::iter().find(|known| known.rsplit('/').next() == Some(path))?;
                (format!("nothing asks for the file `{path}`"), format!("did you mean `{meant}`?"))
            }
        };
        Some(Diagnostic::new(Code::ThemeFile, own.start(), message).help(help))
    }

    /// Whether a page is made from a template, or another template names it.
    fn is_template(&self, name: &str) -> bool {
        let quoted = [format!("\"{name}\""), format!("'{name}'")];
        let names = |bytes: &[u8]| std::str::from_utf8(bytes).is_ok_and(|text| quoted.iter().any(|q| text.contains(q)));
        let templates = self.theme.files.iter().filter(|(path, _)| path.starts_with(TEMPLATES));
        // The one of rows is a theme's own: `annals` makes them without a template.
        let is_known = name == rows::TEMPLATE || Annals::get(&format!("{TEMPLATES}{name}")).is_some();
        is_known || templates.into_iter().any(|(_, bytes)| names(bytes))
    }
}

/// Whether a file of messages is of a language of the site; the English one stands behind all.
fn is_spoken(name: &str, languages: &[&LanguageTag]) -> bool {
    let is_of = |stem: &str| languages.iter().any(|tag| tag.as_str() == stem || tag.primary() == stem);
    name.strip_suffix(".ftl").is_some_and(|stem| stem == "en" || is_of(stem))
}

fn lacks_forms(gap: &PluralGap, place: Place) -> Diagnostic {
    let PluralGap { key, variable, missing } = gap;
    let forms = missing.iter().map(|form| format!("`[{form}]`")).collect::<Vec<_>>().join(", ");
    let help = format!("add the forms to the choice by `${variable}`; till then the one with `*` is used");
    Diagnostic::new(Code::PluralForm, place, format!("`{key}` lacks plural forms of its language: {forms}")).help(help)
}

/// The messages of the binary: they ask for exactly what they are given.
fn built_in_english(locale: &Arc<Locale>) -> Option<Messages> {
    let file = Annals::get(FALLBACK)?;
    Messages::parse(Arc::clone(locale), &[std::str::from_utf8(&file.data).ok()?], None).ok()
}

/// The variables a message of the binary is given; a count comes with its numeral.
fn given(english: Option<&Messages>, key: &str) -> Option<BTreeSet<String>> {
    let mut given = english?.variables(key)?.clone();
    if given.contains("count") || given.contains("number") {
        given.extend(["count".to_owned(), "number".to_owned()]);
    }
    Some(given)
}

fn not_given(key: &str, variable: &str, given: &BTreeSet<String>, place: Place) -> Diagnostic {
    let names: Vec<String> = given.iter().map(|name| format!("${name}")).collect();
    let help = match names.as_slice() {
        [] => "nothing is put into this message: write a text without variables".to_owned(),
        names => format!("it may have {}", one_of(names.iter().map(String::as_str))),
    };
    Diagnostic::new(Code::Messages, place, format!("nothing is given for `${variable}` in the message `{key}`"))
        .help(help)
}

/// Where a variable stands in a message; the message's name where it comes from one it refers to.
fn in_message(file: OwnFile<'_>, name: &Range<usize>, variable: &str) -> Place {
    let wanted = format!("${variable}");
    let rest = file.text.get(name.end..).unwrap_or_default();
    let next = rest
        .match_indices('\n')
        .map(|(at, _)| at + 1)
        .find(|at| rest.get(*at..).is_some_and(|line| line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-')));
    let own = rest.get(..next.unwrap_or(rest.len())).unwrap_or_default();
    let found = own.find(&wanted).map(|at| name.end + at);
    file.place(found.map_or(name.clone(), |at| at..at + wanted.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_referred_to_with_and_without_blanks() {
        let referred_to = referred_to("a = { b }{c} {  d.e\n } { $f } { \"g\" } {h { -i } { j ->\n *[k] { l-m } }");
        assert_eq!(referred_to.into_iter().collect::<Vec<_>>(), ["-i", "b", "c", "d.e", "l-m"]);
    }
}
