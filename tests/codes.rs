//! The pages of `docs/codes/`: one for each kind of problem, true to what the program says. `UPDATE=1 cargo nextest run
//! --test codes` writes their index.
#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

#[expect(dead_code, reason = "projects as one text, which pages are not")]
mod fixture;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use annals::cli::{Checked, check_content, check_project};
use annals::diagnostic::{Code, Level};
use fixture::{Content, File, unescaped};

/// Kinds whose examples can't be shown as text, or can't be judged without more than a project.
const WITHOUT_EXAMPLE: &[(Code, &str)] = &[
    (Code::UnreadableFile, "is about the disk"),
    (Code::FileTooLarge, "would be two megabytes long"),
    (Code::RefusedFile, "is about links of the file system"),
    (Code::CauseStillUnknown, "needs a day that counts as today; tested with the command"),
    (Code::DateAhead, "needs a day that counts as today; tested with the command"),
    (Code::LeftOpen, "needs a day that counts as today; tested with the command"),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/codes")
}

fn for_each_code(judge: impl Fn(Code) -> Result<(), String>) {
    let judged = Code::ALL.iter().filter_map(|code| judge(*code).err().map(|why| format!("{}: {why}", code.name())));
    let wrong: Vec<String> = judged.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_page_says_of_its_kind_what_the_program_says() {
    for_each_code(|code| {
        let page = code.explanation();
        let opening = format!("# {} {}\n\n{}\n\n", code.number(), code.name(), code.summary());
        if !page.starts_with(&opening) {
            return Err(format!("the page does not open with\n{opening}"));
        }
        let level = page.split_once("\n## Level\n\n").ok_or("the page has no part `## Level`")?.1;
        let expected = if code.level() == Level::Error {
            "Always an error: with it the archive would be wrong, and nothing is published.\n".to_owned()
        } else {
            format!(
                "A {}, unless `site.toml` says otherwise (`error`, `warning`, `note` or `off`):\n\n```toml\n[diagnostics]\n{} = \"off\"\n```\n",
                code.level().name(),
                code.name()
            )
        };
        if level == expected { Ok(()) } else { Err(format!("the part `## Level` is not\n{expected}")) }
    });
}

#[test]
fn examples_have_the_problem_and_are_mended() {
    for_each_code(|code| {
        let is_without = WITHOUT_EXAMPLE.iter().any(|(known, _)| *known == code);
        let page = code.explanation();
        match (part(page, "Wrong", "Mended"), part(page, "Mended", "Level")) {
            (None, None) if is_without => Ok(()),
            (Some(wrong), Some(mended)) if !is_without => judge(code, wrong, mended),
            _ => Err("has an example where it can't, or none where it can".into()),
        }
    });
}

fn judge(code: Code, wrong: &str, mended: &str) -> Result<(), String> {
    let found = check(&files(wrong), code);
    let told: BTreeSet<&str> = found.problems.iter().map(|problem| problem.code.name()).collect();
    let allowed = [code.name(), Code::NoSource.name()];
    if !told.contains(code.name()) || told.iter().any(|name| !allowed.contains(name)) {
        return Err(format!("the wrong example gives {told:?}"));
    }
    let found = check(&files(mended), code);
    let left = found.problems.iter().filter(|problem| problem.code == code || problem.code != Code::NoSource);
    let left: Vec<_> = left.map(|problem| &problem.message).collect();
    if left.is_empty() { Ok(()) } else { Err(format!("the mended example still gives {left:?}")) }
}

fn check(files: &[File], code: Code) -> Checked {
    let root = tempfile::tempdir().unwrap();
    fixture::write(files, root.path());
    let judge = if code.number() >= "A7" { check_project } else { check_content };
    judge(root.path(), false).expect("the project can be checked")
}

/// What stands between two headings; examples may have headings, too.
fn part<'p>(page: &'p str, heading: &str, next: &str) -> Option<&'p str> {
    let below = page.split_once(&format!("\n## {heading}\n"))?.1;
    below.split_once(&format!("\n## {next}\n")).map(|(part, _)| part)
}

/// The files of an example: a path in backticks on a line that ends in a colon, then a block of code. Where the line
/// says that something stands for a character or byte, the block is escaped.
fn files(example: &str) -> Vec<File> {
    let mut files = Vec::new();
    let mut rest = example;
    while let Some((before, block)) = rest.split_once("\n```") {
        let heading = before.trim_end().lines().last().unwrap();
        let path = heading.split('`').nth(1).expect("a path in backticks stands above the block");
        let (_, text) = block.split_once('\n').unwrap();
        let (text, after) = text.split_once("\n```").expect("a block of code ends");
        let text = format!("{text}\n");
        let is_escaped = heading.contains(" stands for ");
        let bytes = if is_escaped { unescaped(&text) } else { text.into_bytes() };
        files.push(File { path: path.to_owned(), content: Content::Bytes(bytes) });
        rest = after;
    }
    assert!(!files.is_empty(), "an example has files:\n{example}");
    files
}

#[test]
fn there_is_a_page_for_each_kind_and_an_index_of_all() {
    let pages = Code::ALL.iter().map(|code| format!("{}-{}.md", code.number(), code.name()));
    let expected: BTreeSet<String> = pages.chain(["README.md".to_owned()]).collect();
    let found = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(found.collect::<BTreeSet<String>>(), expected);
    let path = folder().join("README.md");
    if std::env::var_os("UPDATE").is_some_and(|value| value == "1") {
        fs::write(&path, index()).unwrap();
    }
    assert_eq!(fs::read_to_string(path).unwrap(), index());
}

const GROUPS: &[(&str, &str)] = &[
    ("A1", "Files"),
    ("A2", "Front matter and settings"),
    ("A3", "Values"),
    ("A4", "What is told"),
    ("A5", "Translations"),
    ("A6", "Prose"),
    ("A7", "Addresses"),
    ("A8", "Themes"),
];

fn index() -> String {
    let mut out = "# Problems Annals tells\n\n`annals check` names each problem by a number and a name that never change their meaning. What stands here is also what\n`annals check --explain A204` prints.\n".to_owned();
    for (prefix, name) in GROUPS {
        write!(out, "\n## {name}\n\n| | | level | |\n|---|---|---|---|\n").unwrap();
        for code in Code::ALL.iter().filter(|code| code.number().starts_with(prefix)) {
            let (number, name, level, summary) = (code.number(), code.name(), code.level().name(), code.summary());
            writeln!(out, "| {number} | [{name}]({number}-{name}.md) | {level} | {summary} |").unwrap();
        }
    }
    out
}
