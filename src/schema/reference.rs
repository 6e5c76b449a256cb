//! The tables of the reference: one for each mapping, in the order they are first named.

use crate::parse::shape::{Key, Need, Rule, Shape, Takes};

/// The tables of a kind of file, as markdown.
pub(super) fn of_shape(shape: &'static Shape) -> String {
    let mut told = Vec::new();
    let mut explained: Vec<Words> = Vec::new();
    for (at, shape) in mappings(shape).into_iter().enumerate() {
        if at > 0 {
            told.push(format!("\n### {}\n\n{}\n", shape.name, shape.doc));
        }
        told.push(table(shape));
        for (key, words) in shape.keys.iter().filter_map(|key| Some((key.name, words_of(&key.takes)?))) {
            if !explained.contains(&words) {
                explained.push(words);
                told.push(meanings(key, words));
            }
        }
    }
    told.concat()
}

/// Words with what they mean.
type Words = &'static [(&'static str, &'static str)];

fn words_of(takes: &Takes) -> Option<Words> {
    match takes {
        Takes::Words(words) => Some(words),
        Takes::MapOf { takes, .. } => words_of(takes),
        _ => None,
    }
}

fn meanings(key: &str, words: Words) -> String {
    let lines: Vec<_> = words.iter().map(|(word, meaning)| format!("- `{word}`: {meaning}")).collect();
    format!("\nThe words of `{key}`:\n\n{}\n", lines.join("\n"))
}

/// A mapping and all that it may hold, each once.
pub(super) fn mappings(shape: &'static Shape) -> Vec<&'static Shape> {
    let mut found = vec![shape];
    let mut at = 0;
    while let Some(shape) = found.get(at).copied() {
        shape.keys.iter().for_each(|key| inner(&key.takes, &mut found));
        at += 1;
    }
    found
}

fn table(shape: &Shape) -> String {
    let rows: Vec<_> = shape.keys.iter().map(row).collect();
    let rules: Vec<_> = shape.rules.iter().filter_map(rule).collect();
    let rules = if rules.is_empty() { String::new() } else { format!("\n{}\n", rules.join(" ")) };
    format!("\n| key | takes | what it tells |\n|---|---|---|\n{}{rules}", rows.concat())
}

fn row(key: &Key) -> String {
    let need = match key.need {
        Need::Optional => "",
        Need::Required => " **Required.**",
        Need::InOriginal => " **Required**, but not in translations.",
    };
    format!("| `{}` | {} | {}{need} |\n", key.name, in_words(&key.takes), cell(key.doc))
}

fn rule(rule: &Rule) -> Option<String> {
    let list = |keys: &[&str]| keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
    match rule {
        Rule::AnyOf { keys, in_translations } => {
            let but = if *in_translations { "" } else { "; translations may leave them out" };
            Some(format!("One of {} must stand{but}.", list(keys)))
        }
        Rule::OneOf(keys) => Some(format!("No two of {} can stand together.", list(keys))),
        Rule::IntervalExcludes(key, other) => Some(format!("`{other}` can't stand where `{key}` is an interval.")),
        Rule::Needs(..) => None,
    }
}

/// The mappings that a value may hold, where they aren't told yet.
fn inner(takes: &Takes, shapes: &mut Vec<&'static Shape>) {
    match takes {
        Takes::Mapping(shape) | Takes::ShortOr(_, shape) if shapes.iter().all(|told| !std::ptr::eq(*told, *shape)) => {
            shapes.push(shape);
        }
        Takes::List { of, .. } => inner(of, shapes),
        Takes::By { cases, .. } => cases.iter().for_each(|(_, takes)| inner(takes, shapes)),
        _ => {}
    }
}

/// What stands behind a key, in words.
fn in_words(takes: &Takes) -> String {
    match takes {
        Takes::Text => "text".into(),
        Takes::Prose => "prose".into(),
        Takes::Reason => "text that says why".into(),
        Takes::Truth => "`true` or `false`".into(),
        Takes::Number => "number".into(),
        Takes::Percentage => "number up to 100".into(),
        Takes::Moment => "moment".into(),
        Takes::When => "moment or interval".into(),
        Takes::End => "moment, `unknown` or `ongoing`".into(),
        Takes::Id => "id".into(),
        Takes::Url => "web address".into(),
        Takes::Language => "language tag".into(),
        Takes::Name { of, known } => name(of, &known()),
        Takes::Words(words) => listed(words.iter().map(|(word, _)| *word)),
        Takes::Listed { of, .. } | Takes::Form { of, .. } => (*of).into(),
        Takes::Localized => "text, or a text for each language".into(),
        Takes::Mapping(shape) => link(shape),
        Takes::Keyed { of, .. } => format!("mapping; keys: {of}"),
        Takes::MapOf { of, takes: inner } => format!("mapping; keys: {of}; values: {}", in_words(inner)),
        Takes::ShortOr(short, shape) => format!("{}, or {}", in_words(short), link(shape)),
        Takes::List { of, least, .. } => {
            let least = if *least > 0 { ", at least one" } else { "" };
            format!("list of: {}{least}", in_words(of))
        }
        Takes::Pair(first, second) => format!("`[{}, {}]`", in_words(first), in_words(second)),
        Takes::By { key, .. } => format!("what the key named by `{key}` takes"),
        Takes::Anything => "anything".into(),
    }
}

fn name(of: &str, known: &[&str]) -> String {
    if known.is_empty() {
        format!("a {of}")
    } else {
        format!("a {of}: {}, or one declared", listed(known.iter().copied()))
    }
}

fn listed<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" ")
}

fn link(shape: &Shape) -> String {
    format!("[{}](#{})", shape.name, shape.name)
}

/// A text in a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
