//! The house stays as ARCHITECTURE.md draws it: arrows one way, each vendor behind one door, no room unnamed.
#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Which folders of `src/` each folder may know.
const ARROWS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("diagnostic", &["text"]),
    ("source", &["diagnostic", "text"]),
    ("parse", &["diagnostic", "source"]),
    ("locale", &[]),
    ("config", &["diagnostic", "locale", "parse", "source"]),
    ("archive", &["config", "diagnostic", "locale", "parse", "source"]),
    ("schema", &["archive", "config", "diagnostic", "parse"]),
    ("author", &["archive", "diagnostic", "locale", "parse", "source", "text"]),
    ("derive", &["archive"]),
    ("search", &[]),
    ("site", &["archive", "config", "derive", "diagnostic", "locale", "parse", "search", "source"]),
    ("publish", &["site", "source"]),
    ("project", &["archive", "config", "diagnostic", "site", "source"]),
    ("serve", &["archive", "derive", "diagnostic", "parse", "project", "site", "source"]),
    (
        "cli",
        &[
            "archive",
            "author",
            "config",
            "derive",
            "diagnostic",
            "locale",
            "project",
            "publish",
            "schema",
            "serve",
            "site",
            "source",
            "text",
        ],
    ),
];

/// The only places that may name a crate others shall not know.
const DOORS: &[(&str, &[&str])] = &[
    ("aho_corasick", &["src/archive/prose/hints.rs"]),
    ("memchr", &["src/parse"]),
    ("simdutf8", &["src/source/decode.rs"]),
    ("saphyr_parser", &["src/parse/yaml"]),
    ("pulldown_cmark", &["src/parse/markdown"]),
    ("linkify", &["src/parse/markdown/bare.rs"]),
    ("toml", &["src/config/syntax/tree.rs"]),
    ("tera", &["src/site"]),
    ("rust_embed", &["src/site/theme.rs"]),
    ("fluent_syntax", &["src/locale/message"]),
    ("annotate_snippets", &["src/diagnostic/text.rs"]),
    ("rapidfuzz", &["src/diagnostic/distance.rs", "src/locale/regions.rs", "src/archive/moment/when.rs"]),
    ("walkdir", &["src/source/load"]),
    ("hyper", &["src/serve"]),
    ("tokio", &["src/serve"]),
    ("notify", &["src/serve/watch.rs"]),
    ("similar", &["src/cli/fix.rs"]),
    ("tempfile", &["src/cli/changes.rs"]),
    ("clap", &["src/cli"]),
    ("clap_complete", &["src/cli/completions.rs"]),
    ("clap_mangen", &["src/cli/man.rs"]),
    ("indicatif", &["src/cli"]),
    ("icu_", &["src/locale"]),
    ("frostem", &["src/search/analysis.rs"]),
    ("zlib_rs", &["src/search/gzip.rs"]),
    ("hashbrown", &["src/locale", "src/search/lexicon.rs", "src/site"]),
    ("rustix", &["src/publish", "src/source/load"]),
    // In `tell.rs` it is a module of our own that has the name.
    ("csv", &["src/site/data/table.rs", "src/diagnostic/csv.rs", "src/cli/tell.rs"]),
    ("http_body_util", &["src/serve"]),
    ("idna", &["src/parse/url.rs"]),
    ("mimalloc", &["src/main.rs"]),
    ("schemars", &["src/diagnostic/json.rs", "src/site/data"]),
    ("self_cell", &["src/serve/shown.rs"]),
    ("twox_hash", &["src/publish"]),
    ("unicode_security", &["src/parse/url.rs"]),
];

/// Crates that any folder may name, and why.
const EVERYWHERE: &[(&str, &str)] = &[
    ("chrono", "dates are what the archive is about"),
    ("chrono_tz", "and so are their zones"),
    ("percent_encoding", "addresses are written in links, feeds, logs and answers"),
    ("rayon", "loops that run in parallel"),
    ("serde", "derives on types that are written"),
    ("serde_json", "values that are written"),
    ("sha2", "one function, for names and identifiers that must be the same for ever"),
    ("unicode_normalization", "one function, wherever texts are compared"),
];

/// Only these touch the disk; the pipeline between them is pure.
const DISK: &[&str] = &["src/source/load", "src/publish", "src/serve/watch.rs", "src/cli"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The source files below `src/`, each with its path from the root and its code without tests and comments.
fn sources() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open = vec![root().join("src")];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
                found.push((name, code(&fs::read_to_string(&path).unwrap())));
            }
        }
    }
    found.sort();
    found
}

/// The lines of a file before its tests, comments left out.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn is_test(path: &str) -> bool {
    path.ends_with("tests.rs") || path.ends_with("properties.rs")
}

/// The names at the root of the crate that a file names: by `crate::`, in groups, or by `super::` as often as it takes.
fn named_at_root(path: &str, code: &str) -> BTreeSet<String> {
    let modules = path.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
    let depth = modules.split('/').count();
    let code: String = code.split_whitespace().collect();
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        names_of(&code[at + "crate::".len()..], depth, depth, &mut found);
    }
    for (at, _) in code.match_indices("super::").filter(|(at, _)| !code[..*at].ends_with("super::")) {
        names_of(&code[at..], 0, depth, &mut found);
    }
    found
}

/// Adds what a path names at the root, where it stands `ups` folders above its file, which lies `depth` below the root.
fn names_of(path: &str, ups: usize, depth: usize, found: &mut BTreeSet<String>) {
    if let Some(rest) = path.strip_prefix("super::") {
        names_of(rest, ups + 1, depth, found);
    } else if let Some(group) = path.strip_prefix('{') {
        let mut open = 0;
        let mut begins = true;
        for (at, c) in group.char_indices() {
            if begins && open == 0 {
                names_of(&group[at..], ups, depth, found);
            }
            begins = c == ',';
            match c {
                '{' => open += 1,
                '}' if open == 0 => break,
                '}' => open -= 1,
                _ => {}
            }
        }
    } else if ups >= depth && path.starts_with(char::is_alphabetic) {
        found.insert(path.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
    }
}

#[test]
fn names_at_the_root_are_seen_however_they_are_written() {
    for (code, expected) in [
        ("use crate::site::Route;", "site"),
        (
            "use crate::{\n    archive::{Archive, Id},\n    site::{self, view::{A, B}},\n    text,\n};",
            "archive site text",
        ),
        ("use super::super::site::Route;", "site"),
        ("use super::{inner::A, super::{site::B, cli}};", "cli site"),
        ("pub(in crate::site) fn f() { crate::cli::main() }", "cli site"),
        ("use super::inner::{A, site};\nuse super::site::B;", ""),
    ] {
        let found = named_at_root("src/derive/lists.rs", code).into_iter().collect::<Vec<_>>().join(" ");
        assert_eq!(found, expected, "{code}");
    }
    assert_eq!(named_at_root("src/derive/mod.rs", "use super::site;").into_iter().next().as_deref(), Some("site"));
}

#[test]
fn arrows_between_folders_go_one_way() {
    let allowed: BTreeMap<&str, &[&str]> = ARROWS.iter().copied().collect();
    let mut wrong = Vec::new();
    for (path, code) in sources().into_iter().filter(|(path, _)| !is_test(path)) {
        let Some(folder) = path.strip_prefix("src/").and_then(|path| path.split_once('/')).map(|(folder, _)| folder)
        else {
            continue;
        };
        let allowed = allowed.get(folder).unwrap_or_else(|| panic!("`{folder}` is not in the table of arrows"));
        let named = named_at_root(&path, &code);
        let others = named.iter().map(String::as_str).filter(|name| *name != folder && !allowed.contains(name));
        for other in others.filter(|name| ARROWS.iter().any(|(folder, _)| folder == name)) {
            wrong.push(format!("{path} knows `{other}`"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_of_arrows_has_no_circle() {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for (folder, known) in ARROWS {
        assert!(known.iter().all(|other| seen.contains(other)), "`{folder}` stands before something it knows");
        seen.insert(folder);
    }
}

#[test]
fn vendors_stay_behind_their_doors() {
    let mut wrong = Vec::new();
    for (path, code) in sources().into_iter().filter(|(path, _)| !is_test(path)) {
        for (vendor, doors) in DOORS {
            let names = |line: &str| {
                let used = line.trim_start().starts_with(&format!("use {vendor}"));
                used || line.contains(&format!(" {vendor}::")) || line.contains(&format!("({vendor}::"))
            };
            if code.lines().any(names) && !doors.iter().any(|door| path.starts_with(door)) {
                wrong.push(format!("{path} names `{vendor}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_vendor_has_a_door_or_a_reason_to_have_none() {
    let manifest: toml::Table = fs::read_to_string(root().join("Cargo.toml")).unwrap().parse().unwrap();
    let behind = |name: &str| DOORS.iter().any(|(door, _)| name.starts_with(door));
    let open = |name: &str| EVERYWHERE.iter().any(|(vendor, _)| *vendor == name);
    let names: Vec<String> =
        manifest["dependencies"].as_table().unwrap().keys().map(|name| name.replace('-', "_")).collect();
    let wrong: Vec<&String> = names.iter().filter(|name| behind(name) == open(name)).collect();
    assert!(wrong.is_empty(), "in neither list, or in both: {wrong:?}");
    let gone = EVERYWHERE.iter().filter(|(vendor, _)| !names.iter().any(|name| name == vendor));
    assert_eq!(gone.count(), 0, "a crate of the list is no dependency");
}

#[test]
fn only_the_edge_touches_the_disk_the_clock_and_the_environment() {
    let touches = [
        "std::fs",
        "fs::read",
        "File::open",
        "std::env::",
        "SystemTime::now",
        "Instant::now",
        "Utc::now",
        "Local::now",
    ];
    let mut wrong = Vec::new();
    for (path, code) in sources() {
        let edge = DISK.iter().any(|door| path.starts_with(door));
        for touch in touches.iter().filter(|touch| !edge && !is_test(&path) && code.contains(**touch)) {
            wrong.push(format!("{path}: `{touch}`"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn authors_texts_are_never_templates_and_never_marked_safe_in_one() {
    for (path, code) in sources() {
        assert!(!code.contains("render_str") && !code.contains("one_off"), "{path} renders a text as a template");
    }
    let mut open = ["annals", "plain"].map(|theme| root().join("themes").join(theme).join("templates")).to_vec();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            let safe = text.replace(' ', "").contains("|safe");
            assert!(!safe, "{} marks a text as safe", path.display());
            assert!(!text.contains(" style=") && !text.contains("<script>"), "{} has something inline", path.display());
        }
    }
}

#[test]
fn every_folder_opens_with_what_it_takes_gives_promises_and_never_does() {
    for (folder, _) in ARROWS {
        let text = fs::read_to_string(root().join("src").join(folder).join("mod.rs")).unwrap();
        let lines: Vec<&str> = text.lines().take(4).collect();
        let heads = ["//! Takes: ", "//! Gives: ", "//! Promises: ", "//! Never: "];
        let told = lines.iter().zip(heads).all(|(line, head)| line.starts_with(head) && line.len() > head.len() + 5);
        assert!(told && lines.len() == 4, "src/{folder}/mod.rs opens with {lines:#?}");
    }
}

#[test]
fn the_code_map_names_every_folder() {
    let map = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let named = |name: &str| map.contains(&format!("`{name}`"));
    for (folder, _) in ARROWS {
        assert!(named(&format!("{folder}/")), "ARCHITECTURE.md doesn't name `{folder}/`");
    }
    let ignored = ["target", "public", "node_modules"];
    for entry in fs::read_dir(root()).unwrap() {
        let path: PathBuf = entry.unwrap().path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let hidden = name.starts_with('.') && name != ".ci";
        if path.is_dir() && !hidden && !ignored.contains(&name.as_str()) && !name.starts_with("public") {
            assert!(named(&format!("{name}/")), "ARCHITECTURE.md doesn't name `{name}/`");
        }
    }
    assert!(Path::new(&root()).join("src").is_dir());
}
