//! The built-in theme says everything in every language it comes in: the files of `i18n/` are its languages.

#![expect(clippy::unwrap_used, reason = "a test may stop where it can't go on")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use annals::locale::{Locale, Messages};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The languages of the theme: one file each.
fn languages() -> Vec<String> {
    let names = fs::read_dir(root().join("themes/annals/i18n")).unwrap();
    let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let languages: Vec<_> = names.filter_map(|name| Some(name.strip_suffix(".ftl")?.to_owned())).collect();
    assert!(languages.len() >= 4, "{languages:?}");
    languages
}

fn messages(language: &str) -> Messages {
    let text = fs::read_to_string(root().join(format!("themes/annals/i18n/{language}.ftl"))).unwrap();
    let locale = Arc::new(Locale::new(&language.parse().unwrap()));
    Messages::parse(locale, &[&text], None).unwrap()
}

fn keys(language: &str) -> BTreeSet<String> {
    messages(language).keys().map(str::to_owned).collect()
}

fn files(folder: &Path, ending: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|found| found == ending) {
                texts.push(fs::read_to_string(path).unwrap());
            }
        }
    }
    texts
}

#[test]
fn every_language_has_the_same_messages_and_asks_for_nothing_else() {
    let english = messages("en");
    for language in languages() {
        let other = messages(&language);
        let (english_keys, keys) = (keys("en"), keys(&language));
        let (missing, unknown) = (english_keys.difference(&keys), keys.difference(&english_keys));
        let (missing, unknown): (Vec<_>, Vec<_>) = (missing.collect(), unknown.collect());
        assert!(missing.is_empty() && unknown.is_empty(), "{language}: missing {missing:?}, unknown {unknown:?}");
        for key in english.keys() {
            // A count always comes with its numeral; a language takes of the two what its grammar needs.
            let mut given = english.variables(key).unwrap().clone();
            if given.contains("count") || given.contains("number") {
                given.extend(["count".to_owned(), "number".to_owned()]);
            }
            assert!(other.variables(key).unwrap().is_subset(&given), "`{key}` in {language}");
        }
    }
}

#[test]
fn plurals_have_every_form_their_language_needs() {
    for language in languages() {
        assert!(messages(&language).plural_gaps().is_empty(), "{language}: {:?}", messages(&language).plural_gaps());
    }
}

#[test]
fn every_message_a_template_names_exists() {
    let known: BTreeSet<String> = keys("en").iter().map(|key| key.replace('-', "_")).collect();
    for text in files(&root().join("themes/annals/templates"), "html") {
        for (at, _) in text.match_indices("t.") {
            let (before, after) = text.split_at(at);
            let name: String = after.chars().skip(2).take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
            let is_message = before.ends_with([' ', '{', '(', '=']) && !name.is_empty();
            assert!(!is_message || known.contains(&name), "`t.{name}`");
        }
    }
}

#[test]
fn every_message_the_code_names_exists() {
    let known = keys("en");
    let calls = [".say(\"", ".tell(\"", ".count(\"", "tell(\"", "length(\"", "link(&route, \""];
    for text in files(&root().join("src/site"), "rs") {
        for call in calls {
            for part in text.split(call).skip(1) {
                let name = part.split('"').next().unwrap();
                assert!(known.contains(name), "`{name}`");
            }
        }
    }
}

/// How messages begin whose names are put together from a vocabulary.
const FAMILIES: &str = "about cause certainty chart column data duration family gap-class impact method relation report role status unknown";

#[test]
fn every_message_is_asked_for() {
    let mut asked = files(&root().join("src/site"), "rs").concat();
    for theme in ["annals", "plain"] {
        let folder = root().join("themes").join(theme).join("templates");
        asked.extend(files(&folder, "html").into_iter().map(|text| text.replace('_', "-")));
    }
    // Names that are put together, such as `cause-{kind}`.
    let families: BTreeSet<&str> = FAMILIES.split(' ').collect();
    let is_asked = |key: &str| {
        let whole = [format!("\"{key}\""), format!("t.{key}")].iter().any(|name| asked.contains(name));
        whole || families.iter().any(|family| key.starts_with(&format!("{family}-")))
    };
    let unasked: Vec<_> = keys("en").into_iter().filter(|key| !is_asked(key)).collect();
    assert!(unasked.is_empty(), "{unasked:?}");
}

#[test]
fn every_word_of_a_vocabulary_has_a_message() {
    use annals::archive::{About, CAUSES, Certainty, Family, Impact, Relation, ReportKind, Role, Status};
    use annals::derive::{DurationClass, GapClass};
    let known = keys("en");
    let mut wanted: Vec<String> = CAUSES.iter().map(|(kind, _)| format!("cause-{kind}")).collect();
    wanted.extend(Impact::WORDS.iter().map(|(key, _)| format!("impact-{key}")));
    wanted.extend(Status::WORDS.iter().map(|(key, _)| format!("status-{key}")));
    wanted.extend(Certainty::WORDS.iter().map(|(key, _)| format!("certainty-{key}")));
    wanted.extend(Family::WORDS.iter().map(|(key, _)| format!("family-{key}")));
    wanted.extend(Role::WORDS.iter().map(|(key, _)| format!("role-{key}")));
    wanted.extend(About::WORDS.iter().map(|(key, _)| format!("about-{key}")));
    wanted.extend(ReportKind::WORDS.iter().map(|(key, _)| format!("report-{key}")));
    wanted.extend(DurationClass::ALL.map(|class| format!("duration-class-{}", class.key())));
    wanted.extend(GapClass::ALL.map(|class| format!("gap-class-{}", class.key())));
    for (key, _) in Relation::WORDS {
        wanted.extend([format!("relation-{key}"), format!("relation-inverse-{key}")]);
    }
    let missing: Vec<&String> = wanted.iter().filter(|key| !known.contains(*key)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
