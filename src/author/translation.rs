//! A translation to begin with: the original's words as comments, in the places where the translated ones belong.

use std::fmt::Write as _;
use std::ops::Range;

use super::yaml::{quoted, word};
use crate::archive::{Incident, Telling, UpdateText, fingerprint};

/// The text of a translation of `incident`, whose original lies in a file of that `name` with that `text`.
pub fn translation(incident: &Incident, name: &str, text: &str) -> String {
    let told = incident.original();
    let mut out = String::from("---\n");
    let _ = writeln!(out, "# Translates {name}, where the facts stay: dates, services, sources.");
    out.push_str(
        "# Translate the title. The original's other words stand behind `#`: remove the sign and translate what is\n",
    );
    out.push_str("# between the quotes. Those of the text stand in `<!-- -->`, and are not shown.\n");
    let _ = writeln!(out, "title: {}", quoted(&told.title));
    if let Some(summary) = &told.summary {
        let _ = writeln!(out, "# summary: {}", quoted(summary));
    }
    texts_of_facts(incident, told, &mut out);
    updates(incident, told, &mut out);
    let _ = writeln!(out, "translated_from: {}", fingerprint(told, text));
    out.push_str("draft: true # hidden until you remove this line\n---\n");
    body(told, text, &mut out);
    out
}

/// The path of the translation beside the original: the same name with another language.
pub fn path_beside(original: &str, own_suffix: Option<&str>, language: &str) -> String {
    let stem = original.strip_suffix(".md").unwrap_or(original);
    let stem = own_suffix.and_then(|suffix| stem.strip_suffix(suffix)?.strip_suffix('.')).unwrap_or(stem);
    format!("{stem}.{language}.md")
}

fn texts_of_facts(incident: &Incident, told: &Telling, out: &mut String) {
    let (facts, texts) = (&incident.facts, &told.texts);
    let causes = facts.causes.iter().zip(&texts.causes);
    let cause = |(cause, told): (&crate::archive::Cause, &crate::archive::CauseTelling)| {
        (Some(("kind", word(&cause.kind))), told.summary.clone())
    };
    entries("cause", "summary", causes.map(cause).collect(), out);
    if let Some(text) = &texts.justification {
        let _ = writeln!(out, "# justification: {{ text: {} }}", quoted(text));
    }
    let sources = facts.sources.iter().zip(&texts.sources).filter(|(_, note)| note.is_some());
    let sources = sources.map(|(source, note)| (Some(("id", word(&source.id))), note.clone()));
    entries("sources", "note", sources.collect(), out);
    entries("claims", "note", texts.claims.iter().map(|note| (None, note.clone())).collect(), out);
    entries("figures", "note", texts.figures.iter().map(|note| (None, note.clone())).collect(), out);
    let amendments = facts.amendments.iter().zip(&texts.amendments);
    let amendments = amendments.map(|(amendment, note)| (Some(("date", amendment.date.to_string())), note.clone()));
    entries("amendments", "note", amendments.collect(), out);
    if let Some(reason) = &texts.withdrawn {
        let _ = writeln!(out, "# withdrawn: {}", quoted(reason));
    }
}

/// What tells an entry of a list from the others, and its text.
type Entry = (Option<(&'static str, String)>, Option<String>);

/// A list as a comment; none where no entry has a text. Every entry stands there, for they are matched in order.
fn entries(key: &str, text_key: &str, entries: Vec<Entry>, out: &mut String) {
    if entries.iter().all(|(_, text)| text.is_none()) {
        return;
    }
    let _ = writeln!(out, "# {key}:");
    for (known, text) in entries {
        let known = known.map(|(key, value)| format!("{key}: {value}"));
        let text = text.map(|text| format!("{text_key}: {}", quoted(&text)));
        let fields: Vec<String> = known.into_iter().chain(text).collect();
        let fields = if fields.is_empty() { String::new() } else { format!(" {} ", fields.join(", ")) };
        let _ = writeln!(out, "#   - {{{fields}}}");
    }
}

/// Updates of the front matter; those of the body stay there, under their headings.
fn updates(incident: &Incident, told: &Telling, out: &mut String) {
    let typed = |text: &Option<UpdateText>| matches!(text, Some(UpdateText::Typed(_)));
    if !told.texts.updates.iter().any(|update| typed(&update.text)) {
        return;
    }
    out.push_str("updates:\n");
    for (update, telling) in incident.facts.updates.iter().zip(&told.texts.updates) {
        let _ = writeln!(out, "  - at: {}", update.at);
        if let Some(UpdateText::Typed(text)) = &telling.text {
            let _ = writeln!(out, "    # text: {}", quoted(text));
        }
    }
}

/// The body: headings of updates as they are, everything else as comments.
fn body(told: &Telling, text: &str, out: &mut String) {
    let in_body = told.texts.updates.iter().filter_map(|update| match &update.text {
        Some(UpdateText::Body(range)) => Some(range.clone()),
        _ => None,
    });
    let mut worded: Vec<Range<usize>> = told.prose.iter().cloned().chain(in_body).collect();
    worded.sort_by_key(|range| (range.start, range.end));
    let mut at = told.body.start;
    for range in worded.into_iter().chain(std::iter::once(told.body.end..told.body.end)) {
        // What belongs neither to prose nor to an update's text is the heading of one.
        piece(text.get(at..range.start), out, str::to_owned);
        piece(text.get(range.clone()), out, |words| format!("<!--\n{}\n-->", words.replace("-->", "--&gt;")));
        at = range.end.max(at);
    }
}

fn piece(text: Option<&str>, out: &mut String, write: impl Fn(&str) -> String) {
    let text = text.map(|text| text.replace("\r\n", "\n")).unwrap_or_default();
    let text = text.trim_matches(['\n', '\r', ' ', '\t']);
    if !text.is_empty() {
        let _ = write!(out, "\n{}\n", write(text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_translation_lies_beside_its_original() {
        assert_eq!(path_beside("c/a.fr.md", Some("fr"), "ar"), "c/a.ar.md");
        assert_eq!(path_beside("c/a.md", None, "ar"), "c/a.ar.md");
        assert_eq!(path_beside("c/v1.2.md", None, "ar"), "c/v1.2.ar.md");
    }
}
