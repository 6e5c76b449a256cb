//! The schemas and the reader say the same of a file, and what `check` writes for programs is what its schemas say.
//!
//! `ANNALS_CASES=100000 cargo nextest run --release --test schema` tries so many files of each kind.
#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

mod fixture;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use annals::archive::compile;
use annals::config::{Settings, read_settings};
use annals::diagnostic::{Code, Diagnostic, Diagnostics, Level};
use annals::parse::shape::Shape;
use annals::schema::Kind;
use annals::source::{FileId, Project, SourceFile};
use jsonschema::Validator;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Map, Value, json};

const CASES: u32 = 600;

fn config() -> ProptestConfig {
    let cases = std::env::var("ANNALS_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(CASES);
    ProptestConfig { cases, max_shrink_iters: 5_000, failure_persistence: None, ..ProptestConfig::default() }
}

/// The schemas that judge files, ready to use.
static SCHEMAS: LazyLock<BTreeMap<&str, Validator>> = LazyLock::new(|| {
    let validator = |kind: &Kind| jsonschema::draft7::new(&json_of(&kind.schema())).unwrap();
    Kind::ALL.iter().map(|kind| (kind.name(), validator(kind))).collect()
});

fn json_of(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn refusals(kind: Kind, value: &Value) -> Vec<String> {
    SCHEMAS[kind.name()].iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

// ---- what the reader says ------------------------------------------------------------------------------------------

const SITE: &str = "title = \"Test\"\nlanguages = [\"en\", \"fr\", \"ar\"]\n\n[vocabulary]\nusers = \"Users\"\n";
const ORIGINAL: &str = "---\n{\"title\": \"T\", \"date\": \"2024-10-03T10:30Z\", \"services\": [\"telegram\"]}\n---\n";

static SETTINGS: LazyLock<Settings> = LazyLock::new(|| read_settings(FileId(0), SITE, &mut Diagnostics::new()));

/// What is wrong with one file of a project that has what it may refer to.
fn problems(path: &str, front: &Value) -> Vec<Diagnostic> {
    let mut files = vec![
        ("site.toml", SITE.to_owned()),
        (path, format!("---\n{front}\n---\nProse.\n")),
        ("content/incidents/b.md", ORIGINAL.to_owned()),
        ("content/services/telegram.md", "---\nname: Telegram\n---\n".to_owned()),
    ];
    if path == TRANSLATION {
        files.push((ALONE, format!("---\n{}\n---\nProse.\n", write_up())));
    }
    let files: Vec<_> =
        files.into_iter().map(|(path, text)| SourceFile { path: path.to_owned(), text: text.into() }).collect();
    let documents = (1..).map(FileId).take(files.len() - 1).collect();
    let project = Project { files, documents, ..Project::default() };
    let mut problems = Diagnostics::new();
    compile(project, SETTINGS.clone(), true, &mut problems);
    problems.into_sorted().into_iter().filter(|problem| problem.place.file == FileId(1)).collect()
}

fn problems_of_settings(settings: &Value) -> Vec<Diagnostic> {
    let mut problems = Diagnostics::new();
    read_settings(FileId(0), &toml::to_string(settings).unwrap(), &mut problems);
    problems.into_sorted()
}

/// Whether a problem is about the shape of a file. That one number of a range is larger than the other is not.
fn is_about_shape(problem: &Diagnostic) -> bool {
    match problem.code {
        Code::UnknownKey
        | Code::MissingKey
        | Code::WrongShape
        | Code::EmptyValue
        | Code::TooMany
        | Code::KeysTogether
        | Code::UnknownWord => true,
        Code::InvalidNumber => !problem.key_path.ends_with(".between"),
        _ => false,
    }
}

/// The schema refuses all that is misshapen, and nothing that the reader takes.
fn same_verdict(kind: Kind, value: &Value, problems: &[Diagnostic]) -> Result<(), TestCaseError> {
    let refused = refusals(kind, value);
    let misshapen: Vec<_> = problems.iter().filter(|problem| is_about_shape(problem)).collect();
    prop_assert!(
        misshapen.is_empty() || !refused.is_empty(),
        "the schema takes what the reader refuses: {misshapen:#?}"
    );
    let errors = problems.iter().any(|problem| problem.level == Level::Error);
    prop_assert!(refused.is_empty() || errors, "the schema refuses what the reader takes: {refused:#?}");
    Ok(())
}

// ---- files ---------------------------------------------------------------------------------------------------------

const ALONE: &str = "content/incidents/a.md";
const TRANSLATION: &str = "content/incidents/a.fr.md";

/// A file of each kind that uses every key there is, with where it lies.
fn whole(kind: Kind) -> (&'static str, Value) {
    match kind {
        Kind::FrontMatter => (ALONE, write_up()),
        Kind::Service => (
            "content/services/s.md",
            json!({
                "name": { "en": "S", "fr": "S" }, "aliases": ["Ess"], "group": "Group", "part-of": "telegram",
                "provider": "telegram", "homepage": "https://example.org/", "since": 2010, "until": "2020-05",
                "tags": ["one", "two"],
            }),
        ),
        Kind::Region => ("content/regions/r.md", json!({ "name": "R", "within": "europe", "members": ["UA", "PL"] })),
        Kind::Cause => ("content/causes/power.md", json!({ "name": "Power", "family": "physical" })),
        Kind::Page => ("content/pages/p.md", json!({ "title": { "en": "P" }, "order": 2.5 })),
        Kind::Site | Kind::Check => (
            "site.toml",
            json!({
                "title": { "en": "T", "fr": "T" }, "description": "D", "base_url": "https://example.org/a/",
                "authority": "example.org,2024-05", "default_language": "en", "languages": ["en", "fr"],
                "time_zone": "Europe/Paris", "theme": "annals", "content": "content", "output": "public",
                "source_url": "https://example.org/{path}", "edit_url": "https://example.org/e/{path}",
                "contact": "desk@example.org", "licence": { "name": "CC0", "url": "https://example.org/cc0" },
                "logo": "content/logo.png",
                "navigation": ["incidents", { "to": "about", "label": { "en": "About" } }],
                "outputs": {
                    "search": false, "statistics": true, "feeds": false, "calendars": true, "data": false,
                    "statuspage": true, "badges": false, "embeds": true,
                },
                "diagnostics": { "no-source": "off", "A452": "error", "unknown-key": "error" },
                "vocabulary": { "users": "Users", "networks": { "en": "Networks" } }, "digits": { "fr": "latn" },
                "formats": { "en": "en-GB" }, "links": "folders",
            }),
        ),
    }
}

fn write_up() -> Value {
    json!({
        "title": "T", "summary": "S", "date": "2024-10-03T10:30Z~", "end": "unknown", "status": "resolved",
        "impact": "major",
        "services": ["telegram"],
        "regions": ["UA", { "region": "PL", "impact": "minor", "date": "2024-10-03", "end": "ongoing", "source": "one" }],
        "cause": [{
            "kind": "power", "certainty": "claimed", "by": "B", "source": "one", "summary": "S",
            "justification": { "by": "B", "text": "T", "source": "one" },
        }, "dns"],
        "justification": "J",
        "sources": [{
            "id": "one", "title": "T", "url": "https://example.org/", "archived": "https://example.org/a",
            "publisher": "P", "author": "A", "date": "2024", "accessed": "2024-10-04", "lang": "en",
            "role": "press", "note": "N",
        }, "https://example.org/b"],
        "claims": [
            { "about": "date", "value": "2024-10-03/..", "source": "one", "note": "N" },
            { "about": "end", "value": "ongoing" }, { "about": "regions", "value": ["BY"] },
            { "about": "impact", "value": "minor" }, { "about": "status", "value": "resolved" },
            { "about": "cause", "value": { "kind": "dns" } },
            { "about": "figures", "value": [{ "what": "users", "at-most": 9 }] },
        ],
        "figures": [
            { "what": "users", "value": 15_000_000, "unit": "u", "at": "2024-10-03", "source": "one", "note": "N" },
            { "what": "users", "at-least": "78.5" }, { "what": "users", "between": [8000, 9000] },
        ],
        "reports": [
            { "source": "one", "at": "2024-10-03T11:00Z", "region": "UA", "shares": { "connection": 78, "login": 2.5 } },
            { "points": [["2024-10-03T11:00Z", 120], ["2024-10-03T12:00Z", 80]] },
        ],
        "related": ["b", { "id": "b", "as": "precursor" }],
        "updates": [
            "2024-10-03T11:00Z",
            { "at": "2024-10-03T12:00Z", "status": "resolved", "text": "T", "source": ["one"], "by": "B", "lang": "fr" },
        ],
        "amendments": [{ "date": "2024-10-05", "note": "N" }, { "date": "2024-10-06", "about": "impact", "was": "minor" }],
        "tags": ["one"], "aliases": ["old"], "draft": false, "withdrawn": "W", "id": "a", "translated_from": "0",
        "x": { "any": [1, { "thing": true }] },
    })
}

/// A translation that repeats every fact but the date, so that it is one.
fn translation() -> Value {
    let mut value = write_up();
    value.as_object_mut().unwrap().shift_remove("date");
    value
}

#[test]
fn files_with_every_key_are_what_the_schema_and_the_reader_take() {
    for kind in [Kind::FrontMatter, Kind::Service, Kind::Region, Kind::Cause, Kind::Page] {
        let (path, value) = whole(kind);
        assert_eq!(refusals(kind, &value), [""; 0], "{}", kind.name());
        let errors: Vec<_> = problems(path, &value).into_iter().filter(|told| told.level == Level::Error).collect();
        assert!(errors.is_empty(), "{errors:#?}");
        let unused = kind.mappings()[0].names().find(|key| value.get(key).is_none());
        assert_eq!(unused, None, "a key of {} is tried by no file", kind.name());
    }
    let translation = translation();
    assert_eq!(refusals(Kind::FrontMatter, &translation), [""; 0]);
    let errors = problems(TRANSLATION, &translation).into_iter().filter(|told| told.level == Level::Error);
    assert_eq!(errors.count(), 0, "{:#?}", problems(TRANSLATION, &translation));
    let (_, site) = whole(Kind::Site);
    assert_eq!(refusals(Kind::Site, &site), [""; 0]);
    assert!(problems_of_settings(&site).is_empty(), "{:#?}", problems_of_settings(&site));
    assert_eq!(Kind::Site.mappings()[0].names().find(|key| site.get(key).is_none()), None);
}

#[test]
fn an_interval_with_blanks_is_refused_as_the_reader_refuses_it() {
    for (date, is_fit) in [("2024-10-03/2024-10-04", true), ("2024-10-03/", true), ("2024-10-03 / 2024-10-04", false)] {
        let value = json!({ "title": "T", "date": date, "services": ["telegram"] });
        let errors = problems(ALONE, &value).iter().filter(|told| told.level == Level::Error).count();
        assert_eq!((refusals(Kind::FrontMatter, &value).is_empty(), errors == 0), (is_fit, is_fit), "{date}");
    }
}

#[test]
fn the_write_ups_of_the_demo_archive_are_what_the_schemas_say() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut judged = 0;
    for (folder, kind) in [
        ("incidents", Kind::FrontMatter),
        ("services", Kind::Service),
        ("regions", Kind::Region),
        ("causes", Kind::Cause),
        ("pages", Kind::Page),
    ] {
        for path in markdown_below(&root.join("content").join(folder)) {
            let text = std::fs::read_to_string(&path).unwrap();
            let front = text.trim_start_matches("---\n").split("\n---\n").next().unwrap();
            let value: Value = serde_yaml::from_str(front).unwrap();
            assert_eq!(refusals(kind, &value), [""; 0], "{}", path.display());
            judged += 1;
        }
    }
    assert!(judged > 20, "{judged} files were found");
    let site: Value = toml::from_str(&std::fs::read_to_string(root.join("site.toml")).unwrap()).unwrap();
    assert_eq!(refusals(Kind::Site, &site), [""; 0]);
}

fn markdown_below(folder: &Path) -> Vec<PathBuf> {
    let mut open = vec![folder.to_owned()];
    let mut found = Vec::new();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|extension| extension == "md") {
            found.push(path);
        }
    }
    found
}

// ---- files gone wrong ----------------------------------------------------------------------------------------------

/// Values of every shape. Spellings that JSON can't hold, such as `True` or `1e3` without quotes, are left out: to the
/// reader they are texts, to a schema what YAML 1.2 makes of them.
fn values() -> Vec<Value> {
    let words =
        ["telegram", "one", "a", "b", "UA", "major", "resolved", "power", "precursor", "date", "figures", "users"];
    let texts = [
        "",
        " ",
        "unknown",
        "ongoing",
        "unknwon",
        "2024",
        "2024-10",
        "2024-10-03",
        "2024-10-03T10:30Z~",
        "2024-10-03T10:30",
        "2024-10-03/2024-10-04",
        "2024-10-03/..",
        "/",
        "2024-13-45",
        "10:30",
        "15_000_000",
        "-1",
        "1e9",
        "0x10",
        "78.5",
        "https://example.org/",
        "javascript:alert(1)",
        "en",
        "fr",
        "انقطاع",
        "A b",
        "true",
        "no",
        "example.org,2024",
        "example.org,24",
        "Europe/Paris",
        "Europe/Pariss",
        "off",
        "warning",
        "latn",
    ];
    let mut values: Vec<Value> = words.into_iter().chain(texts).map(Value::from).collect();
    values.extend([
        json!(null),
        json!(true),
        json!(false),
        json!(0),
        json!(2024),
        json!(-1),
        json!(78.5),
        json!(101),
        json!(1e16),
        json!([]),
        json!({}),
        json!([null]),
        json!([[]]),
        json!(["UA", "PL"]),
        json!([1, 2]),
        json!([1, 2, 3]),
        json!(["2024-10-03", 1]),
        json!({ "en": "x" }),
        json!({ "en": null }),
        json!({ "kind": "power" }),
        json!({ "id": "one" }),
        json!({ "at": "2024-10-03T11:00Z" }),
        json!({ "about": "end", "value": "unknown" }),
        json!({ "what": "users", "value": 1 }),
        json!({ "title": "T" }),
        json!("x".repeat(2_001)),
        json!("x".repeat(20_001)),
        json!(vec!["UA"; 101]),
        json!(vec!["UA"; 401]),
    ]);
    values
}

static VALUES: LazyLock<Vec<Value>> = LazyLock::new(values);

/// Keys that stand somewhere in a file of this kind, and one that stands nowhere.
fn keys(kind: Kind) -> Vec<&'static str> {
    let known = kind.mappings().into_iter().flat_map(Shape::names);
    known.chain(["telegrma", "connection", "en", "no-source"]).collect()
}

/// A change to a value: where, what kind, and what comes there.
type Change = (Index, u8, Index, Index);

fn changed(mut value: Value, changes: &[Change], kind: Kind) -> Value {
    let keys = keys(kind);
    for (at, how, what, key) in changes {
        let mut left = at.index(count(&value));
        let key = keys[key.index(keys.len())];
        let new = VALUES[what.index(VALUES.len())].clone();
        change(&mut value, &mut left, *how, key, new);
    }
    value
}

/// How many values stand in a value, itself included.
fn count(value: &Value) -> usize {
    1 + inner(value).into_iter().map(count).sum::<usize>()
}

fn inner(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(items) => items.iter().collect(),
        Value::Object(entries) => entries.values().collect(),
        _ => Vec::new(),
    }
}

/// Changes the value that stands `left` places further on.
fn change(value: &mut Value, left: &mut usize, how: u8, key: &str, new: Value) -> bool {
    if *left == 0 {
        change_here(value, how, key, new);
        return true;
    }
    *left -= 1;
    let mut inner: Vec<&mut Value> = match value {
        Value::Array(items) => items.iter_mut().collect(),
        Value::Object(entries) => entries.values_mut().collect(),
        _ => Vec::new(),
    };
    inner.iter_mut().any(|value| change(value, left, how, key, new.clone()))
}

fn change_here(value: &mut Value, how: u8, key: &str, new: Value) {
    match (how % 6, value) {
        (0, Value::Object(entries)) => drop(entries.insert(key.to_owned(), new)),
        (1, Value::Object(entries)) => drop(entries.shift_remove(key)),
        (2, Value::Object(entries)) => *entries = entries.iter().skip(1).map(|(k, v)| (k.clone(), v.clone())).collect(),
        (0 | 1, Value::Array(items)) => items.push(new),
        (2, Value::Array(items)) => drop(items.pop()),
        (3, value) if !value.is_object() => *value = json!([value.take()]),
        (_, value) if !value.is_object() => *value = new,
        (_, value) => {
            if let Some(entry) = value.as_object_mut().and_then(|entries| entries.get_mut(key)) {
                *entry = new;
            }
        }
    }
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    vec(any::<Change>(), 1..5)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn schema_and_reader_agree_on_write_ups(changes in changes()) {
        let value = changed(write_up(), &changes, Kind::FrontMatter);
        // One without a date is read as a translation, if there is something it can be a translation of.
        prop_assume!(value.get("date").is_some() || is_translation(&value));
        let path = if value.get("date").is_some() { ALONE } else { TRANSLATION };
        same_verdict(Kind::FrontMatter, &value, &problems(path, &value))?;
    }

    #[test]
    fn schema_and_reader_agree_on_translations(changes in changes()) {
        let value = changed(translation(), &changes, Kind::FrontMatter);
        prop_assume!(is_translation(&value));
        same_verdict(Kind::FrontMatter, &value, &problems(TRANSLATION, &value))?;
    }

    #[test]
    fn schema_and_reader_agree_on_other_files(
        kind in select(&[Kind::Service, Kind::Region, Kind::Cause, Kind::Page][..]), changes in changes(),
    ) {
        let (path, value) = whole(kind);
        let value = changed(value, &changes, kind);
        same_verdict(kind, &value, &problems(path, &value))?;
    }

    #[test]
    fn schema_and_reader_agree_on_settings(changes in changes()) {
        let value = without_null(changed(whole(Kind::Site).1, &changes, Kind::Site));
        same_verdict(Kind::Site, &value, &problems_of_settings(&value))?;
    }
}

/// Whether the file tells no facts of its own; with another id it would be another incident, without any.
fn is_translation(value: &Value) -> bool {
    value.get("date").is_none() && value.get("id").is_none_or(|id| id == "a")
}

/// TOML has no null.
fn without_null(value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().filter(|item| !item.is_null()).map(without_null).collect(),
        Value::Object(entries) => {
            let entries = entries.into_iter().filter(|(_, value)| !value.is_null());
            Value::Object(entries.map(|(key, value)| (key, without_null(value))).collect::<Map<_, _>>())
        }
        value => value,
    }
}

// ---- the schemas themselves ----------------------------------------------------------------------------------------

#[test]
fn schemas_are_of_draft_07_and_describe_every_key() {
    for kind in Kind::ALL {
        let schema = json_of(&kind.schema());
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
        assert_eq!(schema["$id"], format!("urn:annals:schema:{}", kind.name()));
        let judged = jsonschema::draft7::meta::validate(&schema);
        assert!(judged.is_ok(), "{}: {:?}", kind.name(), judged.err());
        let mut open = vec![&schema];
        while let Some(value) = open.pop() {
            open.extend(inner(value));
            let Some(properties) = value.get("properties").and_then(Value::as_object) else { continue };
            // Conditions repeat keys; what they are for is told where they are listed.
            for (key, property) in properties.iter().filter(|_| value.get("type").is_some()) {
                assert!(property["description"].is_string(), "{}: `{key}` has no description", kind.name());
            }
        }
    }
}

#[test]
fn the_published_schemas_are_those_of_this_version() {
    for kind in Kind::ALL {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("docs/schemas/{}.json", kind.name()));
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, kind.schema()).unwrap();
        }
        let published = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(published == kind.schema(), "{} is old: UPDATE=1 writes it anew", path.display());
    }
}

#[test]
fn the_command_writes_the_schema_of_each_kind() {
    for kind in Kind::ALL {
        let output = Command::new(env!("CARGO_BIN_EXE_annals")).args(["schema", kind.name()]).output().unwrap();
        assert_eq!(String::from_utf8(output.stdout).unwrap(), kind.schema());
    }
}

// ---- what programs read --------------------------------------------------------------------------------------------

const WRONG: &str = "\
//- content/incidents/é-ا.md
---
title: المنصة معطلة 👩‍🚒
date: 2024-05-01
end: 2024-04-01
impcat: minor
status: resolvd
services: [telegram, telegramm]
sources: [{ title: A source }]
---
[a](b.md)
";
const RIGHT: &str = "//- content/incidents/one.md\n---\ntitle: One\ndate: 2024-05-01\nservices: [telegram]\nsources: [{ title: S }]\n---\n";

fn told(project: &str, format: &str) -> Value {
    let root = tempfile::tempdir().unwrap();
    fixture::write(&fixture::files(project), root.path());
    let mut check = Command::new(env!("CARGO_BIN_EXE_annals"));
    let output = check.args(["check", "--output-format", format]).current_dir(root.path()).output().unwrap();
    json_of(&String::from_utf8(output.stdout).unwrap())
}

#[test]
fn json_is_what_its_schema_says() {
    for (project, most) in [(WRONG, usize::MAX), (RIGHT, 0)] {
        let value = told(project, "json");
        assert_eq!(refusals(Kind::Check, &value), [""; 0]);
        let problems = value.as_array().unwrap();
        assert!(problems.len() <= most && (most == 0 || problems.len() > 3), "{problems:#?}");
    }
    let mut value = told(WRONG, "json");
    value[0].as_object_mut().unwrap().shift_remove("code");
    assert_ne!(refusals(Kind::Check, &value), [""; 0], "a problem without a code");
}

#[test]
fn sarif_is_what_the_schema_of_oasis_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas/sarif-2.1.0.json");
    // A `]` that opens nothing is itself in ECMAScript, and an error in Rust.
    let text = std::fs::read_to_string(path).unwrap().replace(r#"]?$""#, r#"\\]?$""#);
    let schema = jsonschema::draft7::new(&json_of(&text)).unwrap();
    for project in [WRONG, RIGHT] {
        let value = told(project, "sarif");
        let refused: Vec<_> =
            schema.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert_eq!(refused, [""; 0]);
    }
    let mut value = told(WRONG, "sarif");
    value["runs"][0]["results"][0]["level"] = "fatal".into();
    assert!(!schema.is_valid(&value), "SARIF has no level `fatal`");
}
