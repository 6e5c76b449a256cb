//! The short way gives the tree of the parser, or none; and what people type takes it.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;

use super::*;
use crate::parse::front_matter;

#[path = "../../../benches/corpus/mod.rs"]
mod corpus;

/// What both ways make of a text; the second only if the short way gives a tree.
fn compare(text: &str, range: Range<usize>) -> Option<(Node, Option<Front>, Vec<Diagnostic>)> {
    let plain = plain::read(text, range.clone())?;
    let mut problems = Diagnostics::new();
    let front = read_any(FileId(0), text, range, TITLE, &mut problems);
    Some((plain, front, problems.into_sorted()))
}

/// Fails where the short way gives a tree that is not the parser's; tells whether it gave one.
fn assert_agrees(text: &str, range: Range<usize>) -> bool {
    let Some((root, front, problems)) = compare(text, range) else { return false };
    assert!(problems.is_empty(), "{text:?} has problems: {problems:#?}");
    assert_eq!(front, Some(Front { root, whole: true }), "{text:?}");
    true
}

fn agrees(text: &str) -> bool {
    assert_agrees(text, 0..text.len())
}

/// The write-ups below a folder: their text and where their front matter stands.
fn write_ups(root: &Path) -> Vec<(PathBuf, String, Range<usize>)> {
    let mut found = Vec::new();
    let files = walkdir::WalkDir::new(root).sort_by_file_name().into_iter().map(|file| file.expect("it can be read"));
    for path in files.map(walkdir::DirEntry::into_path).filter(|path| path.extension().is_some_and(|end| end == "md")) {
        let text = fs::read_to_string(&path).expect("it is text");
        if let Some(split) = front_matter::split(FileId(0), &text, &mut Diagnostics::new()) {
            found.push((path, text, split.front));
        }
    }
    found
}

fn demo() -> Vec<(PathBuf, String, Range<usize>)> {
    write_ups(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"))
}

#[test]
fn the_demo_archive_takes_the_short_way() {
    let demo = demo();
    let long: Vec<_> = demo.iter().filter(|(_, text, front)| !assert_agrees(text, front.clone())).collect();
    assert!(demo.len() >= 20 && long.len() * 10 <= demo.len(), "{} of {} take the long way", long.len(), demo.len());
}

#[test]
fn a_generated_archive_takes_the_short_way() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let root = folder.path().join("project");
    corpus::Corpus { count: 300, seed: 7 }.write(&root).expect("it can be written");
    let all = write_ups(&root);
    let short = all.iter().filter(|(_, text, front)| assert_agrees(text, front.clone())).count();
    assert!(all.len() >= 300 && short * 20 >= all.len() * 19, "{short} of {} take the short way", all.len());
}

#[test]
fn what_people_type_takes_the_short_way() {
    for text in [
        "a: b   # c\nd: \"é x\"  # e\nf: 'it''s' \n",
        "a:\nb: ~\nc:  # d\n",
        "a:\n- b\n-\n- c: d\n  e:\n  - f\n  - g\ni: j",
        "a:\r\n  - b\r\n\r\n  # c\r\n  - d e\r\n",
        "a: [ b , [c], {d: e , f: } ] # g",
        "a: {}\nb: []\nc: { d: [{ e: \"f\\n\\\"g\\\"\" }] }",
        "a: 2024-10-03T10:30Z~\nb: http://example.org/?a=b#c\nc: -1\nd: NULL\ne: [http://x:1/#y, null]",
        "a: { b: \"\", c: '', d: '''', e: }\n",
        "a:\n    b:\n        - c:\n              d: e\n          f: g\n",
        "مرحبا: a".trim_start_matches(|c: char| c != 'a'),
        "a: « b\u{a0}»، c",
        "a: >-\n  b: #c\n  # d\nd: |\n    - e\n    f\n# g\nh:\n  - i: >\n      j\n    k: |-\n      l\r\n      m\n",
    ] {
        assert_eq!(agrees(text), text.contains(':'), "{text:?}");
    }
}

#[test]
fn doubtful_front_matter_takes_the_long_way() {
    for text in [
        "",
        "\n",
        "# a",
        "a",
        "a:b",
        " a: b",
        "- a",
        "a: b\n  c",
        "a: \"b\n  c\"",
        "a: 'b",
        "a: |\n  b",
        "a: |\n",
        "a: >\n b\n",
        "a: >\n  b\n\n  c\n",
        "a: >\n  b\n   c\n",
        "a: >\n  b \n  c\n",
        "a: >+\n  b\n",
        "a: |2\n  b\n",
        "- |\n  b\n",
        "a:\n  - |\n    b\n",
        "a: &b c",
        "a: *b",
        "a: !b c",
        "? a",
        "a: b: c",
        "a: b:",
        "a: b\na: c",
        "a: { b: c, b: d }",
        "a:\tb",
        "a: b\u{1}",
        "a: b\rc: d",
        "a: \u{a0}b",
        "a: \u{feff}b",
        "a: \"\\x41\"",
        "a: \"b\" c",
        "a: [b",
        "a: [b, ]",
        "a: [b: c]",
        "a: {b}",
        "a: {b: c, }",
        "a: [b}",
        "a: [b -]",
        "a: [b] c",
        "a: [b]# c",
        "a: - b",
        "a:\n  - b\n c: d",
        "a:\n- [b]",
        "- - a",
        "a: b\n- c",
        "a: b\n---",
        "a: b\n...",
        "%a",
        "a: @b",
        "a: `b",
        "a: %b",
        "é: b",
        "\"a\": b",
        "<<: b",
    ] {
        assert_eq!(plain::read(text, 0..text.len()), None, "{text:?}");
    }
    let deep = |depth: usize| format!("a: {}{}", "[".repeat(depth - 1), "]".repeat(depth - 1));
    assert!(agrees(&deep(DEPTH)));
    assert!(!agrees(&deep(DEPTH + 1)));
}

#[test]
fn hostile_lengths_are_passed_over_once() {
    let keys = (0..50_000).fold(String::new(), |keys, number| keys + &format!("k{number}: v\n"));
    for text in ["[".repeat(1 << 20), "a: [".repeat(1 << 18), keys, format!("a: {}", "'".repeat(1 << 20))] {
        agrees(&text);
    }
}

/// Cases enough for every day; `PROPTEST_CASES` asks for more.
fn config() -> ProptestConfig {
    let asked = std::env::var_os("PROPTEST_CASES").is_some();
    if asked { ProptestConfig::default() } else { ProptestConfig::with_cases(2_000) }
}

fn text() -> impl Strategy<Value = String> {
    let plain = "[a-z0-9é\u{628}“._~/-][a-zé\u{628} .'\"/_#!?&*|>%@-]{0,9}[a-z:]z";
    let url = "https?://[a-z]{1,5}\\.example/[a-z#?=&-]{0,6}";
    let double = "([a-z é\u{628}:#,'\\[\\]{}-]|\\\\[\\\\\"/nt]){0,9}".prop_map(|text| format!("\"{text}\""));
    let single = "([a-z é\u{628}:#,\"\\\\\\[\\]{}-]|''){0,9}".prop_map(|text| format!("'{text}'"));
    let word = prop::sample::select(vec![
        "~",
        "null",
        "NULL",
        "true",
        ">-\n    b\n",
        "|\n    b\n    # c",
        ">",
        "2024-10-03T10:30Z~",
        "-1",
        "1.10",
        "",
        ".",
        "...",
    ]);
    prop_oneof![plain, url, double, single, word.prop_map(str::to_owned)]
}

/// Lines of keys, dashes and values whose indentation is right more often than not.
fn lines() -> impl Strategy<Value = String> {
    let items = prop::collection::vec(text(), 0..4).prop_map(|items| format!("[{}]", items.join(", "))).boxed();
    let within = prop_oneof![text(), items.clone()];
    let pairs = prop::collection::vec(within, 0..4)
        .prop_map(|values| {
            let pairs: Vec<_> = values.iter().enumerate().map(|(at, value)| format!("k{at}: {value}")).collect();
            format!("{{ {} }}", pairs.join(" , "))
        })
        .boxed();
    let list = prop::collection::vec(pairs.clone(), 1..3).prop_map(|pairs| format!("[ {}]", pairs.join(",")));
    let value = prop_oneof![4 => text(), 1 => items, 1 => pairs, 1 => list, 2 => Just(String::new())];
    let head = prop::sample::select(vec!["", "- ", "-", "-  ", "- - "]);
    let key = prop::sample::select(vec!["", "a: ", "b: ", "c-d:", "e_1:  ", "f: ", "g: ", "H: ", "é: ", "\"i\": "]);
    let tail = prop::sample::select(vec!["\n", "\n", "\n", " \n", " # c\n", "\r\n", "\n\n", "\n  # d\n", "  \n"]);
    let line = (0..5_usize, head, key, value, tail);
    prop::collection::vec(line, 0..9).prop_map(|lines| {
        let mut text = "top:".to_owned();
        text.push('\n');
        for (indent, head, key, value, tail) in lines {
            text.push_str(&[&" ".repeat(indent), head, key, &value, tail].concat());
        }
        text
    })
}

/// Front matter as it is typed, each part below the last one at a right indentation.
fn document() -> impl Strategy<Value = String> {
    let leaf = "[a-z0-9“é][a-z0-9é ./-]{0,9}z|\"[a-zé: #,]{0,9}\"|'[a-z \"]{0,5}'|~|https://[a-z]{1,9}#x";
    let flow = prop::collection::vec(leaf, 0..4).prop_map(|items| format!("[{}]", items.join(", "))).boxed();
    let pair = (leaf, flow.clone()).prop_map(|(leaf, flow)| format!("{{ a: {leaf}, b: {flow}, c: }}"));
    let value = prop_oneof![leaf, flow, pair].boxed();
    let comment = prop::sample::select(vec!["", "", " # c", "\n", "   \n# c"]);
    let entry = (value.clone(), comment, prop::collection::vec(value, 0..3), 0..6_usize, 1..5_usize);
    prop::collection::vec(entry, 1..7).prop_map(|entries| {
        let mut text = String::new();
        for (at, (value, comment, more, form, step)) in entries.into_iter().enumerate() {
            let pad = " ".repeat(step);
            let below = |dash: &str| {
                more.iter().flat_map(|value| [pad.as_str(), dash, value.as_str(), "\n"]).collect::<String>()
            };
            let block = match form {
                0 => format!("k{at}: {value}{comment}\n"),
                1 => format!("k{at}:{comment}\n{}", below("- ")),
                2 => format!("k{at}:\n- x: {value}{comment}\n  y:\n  - z\n  w: {value}\n"),
                3 => format!("k{at}:\n{pad}x:\n{pad}{pad}y: {value}\n{}", below("- ").replace("- ", "z: ")),
                4 => {
                    format!("k{at}:\n{pad}x: >-\n{pad}{pad}  y # z\n{pad}{pad}  {value}\n{pad}w: |\n{pad}{pad}  v: u\n")
                }
                _ => format!("k{at}:\n{pad}- a: {value}\n{pad}  b:{comment}\n{pad}-\n{pad}- {value}\n"),
            };
            text.push_str(&block);
        }
        text
    })
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn typed_front_matter_reads_as_by_the_parser(text in document()) {
        let repeats = text.matches("z: ").count() > 1;
        prop_assert!(agrees(&text) || repeats, "{} takes the long way", text);
    }

    #[test]
    fn lines_put_together_read_as_by_the_parser(text in lines()) {
        agrees(&text);
    }

    #[test]
    fn any_characters_read_as_by_the_parser(text in "(a:[ \n]{1,3})?[\\[\\]{}:,#\"'\\\\\\-?|>&*!%@`~ \n\r\ta-c0é\u{a0}\u{feff}]{0,40}") {
        agrees(&text);
    }

    #[test]
    fn mutilated_demo_files_read_as_by_the_parser(
        which in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0..9_usize, "[\\[\\]{}:,#\"'\\-?|>~ \n\ré]{0,3}"), 1..4),
    ) {
        let demo = DEMO.get_or_init(demo);
        let (_, text, front) = which.get(demo);
        let mut text = text[front.clone()].to_owned();
        for (at, length, put) in changes {
            let at = at.index(text.len() + 1);
            let start = (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            let end = (start + length..text.len()).find(|end| text.is_char_boundary(*end)).unwrap_or(text.len());
            text.replace_range(start..end.max(start), &put);
        }
        agrees(&text);
    }
}

static DEMO: std::sync::OnceLock<Vec<(PathBuf, String, Range<usize>)>> = std::sync::OnceLock::new();
