//! Write-ups made to exhaust whatever reads them: each is refused with a clear problem, on a small stack.
#![cfg(unix)]

mod fixture;

use std::process::{Command, Output};

use fixture::unescaped;

/// What the name says, the front matter and the body (escaped as in fixtures), and the codes that must be told.
const CASES: &[(&str, &str, &str, &[&str])] = &[
    ("brackets", "x: \\{100000*[}", "", &["too-deep"]),
    ("braces", "x: \\{100000*{a: }", "", &["too-deep"]),
    ("dashes", "x:\n  \\{100000*- }", "", &["too-deep"]),
    ("question marks", "x:\n  \\{100000*? }", "", &["too-deep", "yaml-syntax"]),
    ("bracket pairs", "x: \\{50000*[}\\{50000*]}", "", &["too-deep"]),
    ("a flow of lists", "x: [\\{100000*[],}]", "", &[]),
    ("aliases", "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]", "", &["yaml-syntax"]),
    ("an alias of itself", "a: &a [*a]", "", &["yaml-syntax"]),
    ("tags", "a: \\{100000*!}x", "", &["yaml-syntax"]),
    ("a long line", "summary: \\{1040000*a}", "", &["too-many"]),
    ("a long key", "\\{200000*k}: 1", "", &["yaml-syntax", "unknown-key", "too-many"]),
    ("many keys", "x: {\\{10000*a: 1, }}", "", &["duplicate-key"]),
    ("many updates", "updates:\\{10000*\n  - at: 2024-10-04}", "", &["too-many"]),
    ("many services", "services: [telegram\\{1000*,telegram}]", "", &["duplicate-key", "duplicate-entry", "too-many"]),
    ("quotes", "", "\\{20000*> }x", &["too-deep"]),
    ("lists", "", "\\{20000*- }x", &["too-deep"]),
    ("quotes and lists", "", "\\{20000*> - }x", &["too-deep"]),
    ("brackets in prose", "", "\\{100000*[}x", &[]),
    ("images in prose", "", "\\{50000*![}x", &[]),
    ("emphasis", "", "\\{100000**a _b }", &[]),
    ("backticks", "", "\\{200000*`}x", &[]),
    ("footnotes", "", "\\{5000*[^a]}", &["undefined-footnote"]),
    ("entities", "", "\\{100000*&amp;}", &[]),
    ("a table of many cells", "", "\\{20000*|a}|\n\\{20000*|-}|\n", &[]),
    ("a long paragraph", "", "\\{1000000*a}", &[]),
    ("unclosed HTML", "", "\\{50000*<a }", &[]),
    ("comments", "", "\\{50000*<!--}", &["raw-html"]),
];

fn write_up(front: &str, body: &str) -> Vec<u8> {
    let services = if front.starts_with("services") { "" } else { "services: [telegram]\n" };
    let head =
        format!("---\ntitle: T\ndate: 2024-10-03\n{services}sources: [https://example.org]\n{front}\n---\n{body}\n");
    unescaped(&head)
}

/// The main thread's stack and those of the others have 256 KiB.
fn check_on_a_small_stack(root: &std::path::Path) -> Output {
    Command::new("sh")
        .args([
            "-c",
            "ulimit -s 256; exec \"$0\" --root \"$1\" check --output-format json",
            env!("CARGO_BIN_EXE_annals"),
        ])
        .arg(root)
        .env("RUST_MIN_STACK", "262144")
        .output()
        .expect("a shell can be started")
}

#[test]
fn hostile_write_ups_are_refused_on_a_small_stack() {
    let wrong: Vec<String> = CASES.iter().filter_map(|case| judge(case).err()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn judge((name, front, body, codes): &(&str, &str, &str, &[&str])) -> Result<(), String> {
    let root = tempfile::tempdir().expect("a folder for tests can be made");
    fixture::write(&fixture::files("//- content/incidents/a.md\n"), root.path());
    std::fs::write(root.path().join("content/incidents/a.md"), write_up(front, body)).expect("a file can be written");
    let output = check_on_a_small_stack(root.path());
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    let known = |code: &&str| told.contains(&format!("\"name\":\"{code}\""));
    match output.status.code() {
        Some(0 | 1) if codes.is_empty() || codes.iter().any(known) => Ok(()),
        code => {
            let errors = String::from_utf8_lossy(&output.stderr).chars().take(300).collect::<String>();
            let told = told.chars().take(300).collect::<String>();
            Err(format!("{name}: ended with {code:?} and said {told} {errors}"))
        }
    }
}
