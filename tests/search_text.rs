//! What search sees of a text is what the theme's script sees of it: both are held to the vectors in `tests/search/`.
#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use annals::search::{Kind, each_token, fold, light_arabic, without_proclitic};
use std::fmt::Write;
use std::fs;

fn read(path: &str) -> String {
    fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn character(hex: &str) -> char {
    u32::from_str_radix(hex, 16).ok().and_then(char::from_u32).unwrap()
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Word => "word",
        Kind::Whole => "whole",
        Kind::Pair => "pair",
        Kind::Last => "last",
    }
}

/// The line of a text in tokens.tsv; the script counts places in UTF-16.
fn told(text: &str) -> String {
    let mut line = text.to_owned();
    let place = |bytes: usize| text[..bytes].encode_utf16().count();
    each_token(text, &mut |token| {
        let (start, end) = (place(token.range.start), place(token.range.end));
        write!(line, "\t{}|{}|{start}|{end}|{}", token.text, token.position, kind(token.kind)).unwrap();
    });
    line
}

/// What a character is that folds to itself, found by what tokens it makes.
fn class(character: char) -> &'static str {
    let first = |text: String| {
        let mut found = None;
        each_token(&text, &mut |token| found = found.or(Some(kind(token.kind))));
        found
    };
    match (first(format!("{character}{character}")), first(format!("a{character}a"))) {
        (Some("pair"), _) => "pair",
        (Some("word"), _) => "word",
        (_, Some("whole")) => "joiner",
        _ => "gap",
    }
}

#[test]
fn every_character_folds_as_in_the_script() {
    let vectors = read("tests/search/characters.tsv");
    let mut wrong = Vec::new();
    for line in vectors.lines() {
        let (from, to) = line.split_once('\t').unwrap();
        if let Some((first, last)) = from.split_once("..") {
            let other = |code: &char| fold(&code.to_string()) != code.to_string() || class(*code) != to;
            wrong.extend((character(first)..=character(last)).find(other).map(|code| format!("{line}: {code:?}")));
        } else {
            let expected: String = to.split(' ').filter(|code| !code.is_empty()).map(character).collect();
            let folded = fold(&character(from).to_string());
            if folded != expected {
                wrong.push(format!("{line}: {folded:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(vectors.lines().count() > 6000, "the vectors are not whole");
}

#[test]
fn every_text_is_split_as_in_the_script() {
    let vectors = read("tests/search/tokens.tsv");
    let wrong: Vec<String> = vectors
        .lines()
        .map(|line| (line, told(line.split('\t').next().unwrap())))
        .filter(|(line, told)| line != told)
        .map(|(line, told)| format!("{line}\n{told}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(vectors.matches('|').count() > 4 * 8000, "the vectors are not whole");
}

#[test]
fn every_arabic_word_is_stemmed_as_in_the_script() {
    let vectors = read("tests/search/stems.tsv");
    for line in vectors.lines() {
        let word = line.split('\t').next().unwrap();
        assert_eq!(format!("{word}\t{}\t{}", light_arabic(word), without_proclitic(word).unwrap_or_default()), line);
    }
    assert!(vectors.lines().count() > 2000, "the vectors are not whole");
}

#[test]
fn the_script_holds_the_rules_of_the_table() {
    let script = read("themes/annals/assets/search/1-text.js");
    let table = read("data/fold.tsv");
    let of = |kind: &'static str| table.lines().filter_map(move |line| line.strip_prefix(kind)?.strip_prefix('\t'));
    let escaped = |code: &str| {
        let long = format!("\\u{{{code}}}");
        if code.len() > 4 { long } else { format!("\\u{code}") }.to_lowercase()
    };
    for kind in ["drop", "keep", "split", "pair"] {
        let ranges: Vec<String> =
            of(kind).map(|range| range.split("..").map(escaped).collect::<Vec<_>>().join("-")).collect();
        let line = format!("const {} = /[{}]/u;\n", kind.to_uppercase(), ranges.concat());
        assert!(script.contains(&line), "run `node data/fold.mjs`: {line}");
    }
    let pair = |row: &str| row.split_once('\t').map(|(from, to)| format!("{}{to}", character(from))).unwrap();
    let map = format!("const MAP = new Map(\"{}\".split(", of("map").map(pair).collect::<Vec<_>>().join(" "));
    assert!(script.contains(&map), "run `node data/fold.mjs`: {map}");
}
