//! Slips of real authors. Each gives exactly one message, and doing what its help says mends all. A case is a file of
//! `tests/slips/`: the file with the slip, what is said, and the file mended; where nothing is said, it is accepted.
//! `UPDATE=1 cargo nextest run --test slips` writes what is said now.
#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

mod fixture;

use std::fs;
use std::path::{Path, PathBuf};

use annals::cli::{Checked, check_content};
use annals::diagnostic::{Files, text};
use fixture::{Content, File};

const SAYS: &str = "//= says\n";
const MENDED: &str = "//= mended\n";

/// Every slip that must be told or accepted: a case that is removed is missed.
const SLIPS: &[&str] = &[
    "arabic-comma",
    "arabic-comma-services",
    "arabic-date",
    "arabic-digits",
    "arabic-digits-time",
    "arabic-impact",
    "arabic-key",
    "arabic-region-name",
    "arabic-semicolon",
    "at-sign",
    "blank-line-first",
    "bom",
    "bom-and-colon",
    "bom-and-crlf",
    "bracket-not-closed",
    "bracket-opens-title",
    "colon-in-title",
    "crlf",
    "cstate-affected",
    "cstate-keys",
    "day-and-month-swapped",
    "direction-override",
    "direction-override-in-prose",
    "dots-close",
    "duplicate-key",
    "end-before-start",
    "end-of-day",
    "four-hyphens",
    "french-apostrophe",
    "french-date",
    "french-key",
    "french-space-before-colon",
    "french-status",
    "french-time",
    "glued-colon-first",
    "glued-colon-in-braces",
    "glued-colon-in-item",
    "glued-colon-later",
    "glued-colon-of-list",
    "hash-and-blank-in-title",
    "hash-in-title",
    "heading-capital-status",
    "heading-misspelt-status",
    "interval-with-blanks",
    "interval-without-zone",
    "invalid-utf8",
    "isolate-not-closed",
    "key-of-other-tools",
    "language-not-declared",
    "named-zone",
    "no-brackets",
    "no-brackets-tags",
    "no-break-space-after-colon",
    "no-break-space-after-dash",
    "no-break-space-before-first-key",
    "no-break-space-before-item",
    "no-break-space-before-key",
    "no-break-space-between-items",
    "no-break-space-in-block",
    "no-break-spaces-before-items",
    "no-closing-line",
    "no-space-after-dashes",
    "persian-digits",
    "region-misspelt-member",
    "service-not-declared",
    "service-title",
    "settings-backslash",
    "settings-bare-address",
    "settings-bare-item",
    "settings-bare-language",
    "settings-bare-list",
    "settings-bare-with-comment",
    "settings-bare-word",
    "settings-colon-in-table",
    "settings-comma-behind",
    "settings-curly-quotes",
    "settings-digits-beside-bare",
    "settings-disabled",
    "settings-duplicate-key",
    "settings-duplicate-table",
    "settings-list-not-closed",
    "settings-list-without-brackets",
    "settings-long-list-not-closed",
    "settings-long-text-not-closed",
    "settings-missing-beside-bare",
    "settings-missing-comma",
    "settings-missing-comma-in-table",
    "settings-no",
    "settings-no-scheme",
    "settings-no-sign",
    "settings-no-value",
    "settings-no-value-in-table",
    "settings-other-case",
    "settings-other-letters",
    "settings-own-key-other-letters",
    "settings-quotes-in-quotes",
    "settings-table-not-closed",
    "settings-text-and-table",
    "settings-text-not-closed",
    "settings-two-words",
    "settings-yaml-colon",
    "smart-quotes",
    "smart-quotes-date",
    "smart-quotes-without-colon",
    "tab-after-key",
    "tab-indent",
    "thousands",
    "time-without-zone",
    "toml-front-matter",
    "translation-misnamed",
    "unknown-key",
    "unknown-region",
    "unknown-status",
    "update-before-start",
    "wide-colon",
    "wide-comma",
];

fn check(files: &[File]) -> Checked {
    let root = tempfile::tempdir().unwrap();
    fixture::write(files, root.path());
    check_content(root.path(), false).expect("the project can be checked")
}

fn told(checked: &Checked) -> String {
    let mut out = Vec::new();
    if !checked.problems.is_empty() {
        let style = text::Style { colour: false, width: 160 };
        text::write(&checked.problems, &Files::new(checked.files(), ""), style, &mut out).unwrap();
    }
    String::from_utf8(out).unwrap()
}

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/slips").join(name).with_extension("case")
}

/// What is wrong with a case; nothing if all is well.
fn judged(name: &str) -> Option<String> {
    let case = fs::read_to_string(path(name)).unwrap();
    let (opening, rest) = case.split_once(SAYS).unwrap();
    let (says, mended) = rest.split_once(MENDED).unwrap();
    let files = fixture::files(opening);
    let checked = check(&files);
    let said = told(&checked);
    if said != says && std::env::var_os("UPDATE").is_some_and(|value| value == "1") {
        fs::write(path(name), format!("{opening}{SAYS}{said}{MENDED}{mended}")).unwrap();
    } else if said != says {
        return Some(format!("says now:\n{said}"));
    }
    let is_told = !mended.is_empty();
    if checked.problems.len() != usize::from(is_told) {
        return Some(format!("gives {} messages:\n{said}", checked.problems.len()));
    }
    let after = is_told.then(|| told(&check(&fixture::files(mended)))).filter(|after| !after.is_empty());
    if let Some(after) = after {
        return Some(format!("mended, it still says:\n{after}"));
    }
    let offered = with_fix(&files, &checked).map(|files| told(&check(&files))).filter(|after| !after.is_empty());
    offered.map(|after| format!("with the change that is offered, it still says:\n{after}"))
}

/// The files with the change that is offered, if one is.
fn with_fix(files: &[File], checked: &Checked) -> Option<Vec<File>> {
    let fix = checked.problems.first()?.fix.as_ref()?;
    let source = &checked.files()[fix.place.file.0 as usize];
    let mut text = source.text.to_string();
    text.replace_range(fix.place.span.clone(), &fix.replacement);
    let mended = File { path: source.path.clone(), content: Content::Bytes(text.into_bytes()) };
    let kept = files.iter().filter(|file| file.path != mended.path).cloned();
    Some(kept.chain([mended.clone()]).collect())
}

#[test]
fn each_slip_gives_one_message_whose_help_mends_it() {
    let wrong: Vec<String> = SLIPS.iter().filter_map(|name| Some(format!("── {name}\n{}", judged(name)?))).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_case_is_among_the_slips() {
    let folder = fs::read_dir(path("x").parent().unwrap()).unwrap();
    let mut found: Vec<String> =
        folder.map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    found.sort_unstable();
    assert_eq!(found, SLIPS);
}
