//! Footnotes of a text: their marks, and the list at its end.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::writing::Writing;
use crate::parse::escape::escape_into;

/// Footnotes by their label in lower case.
#[derive(Default)]
pub(super) struct Notes {
    notes: BTreeMap<String, Note>,
    /// Labels in the order they were first referred to.
    order: Vec<String>,
}

#[derive(Default)]
struct Note {
    number: usize,
    references: usize,
    html: String,
}

impl Notes {
    /// Makes a label known before its references come.
    pub(super) fn define(&mut self, label: &str) {
        self.notes.entry(label.to_lowercase()).or_default();
    }

    pub(super) fn is_defined(&self, label: &str) -> bool {
        !self.notes.is_empty() && self.notes.contains_key(&label.to_lowercase())
    }

    /// Takes the rendered text of a footnote; of two for one label the first.
    pub(super) fn set(&mut self, label: &str, html: String) {
        let note = self.notes.entry(label.to_lowercase()).or_default();
        if note.html.is_empty() {
            note.html = html;
        }
    }

    /// Writes the mark that refers to a defined footnote.
    pub(super) fn mark(&mut self, label: &str, writing: &Writing<'_>, out: &mut String) {
        let label = label.to_lowercase();
        let Some(note) = self.notes.get_mut(&label) else { return };
        if note.number == 0 {
            self.order.push(label);
            note.number = self.order.len();
        }
        note.references += 1;
        let (prefix, number) = (writing.prefix, note.number);
        let mark = writing.resolve.note_mark(number);
        let id = reference_id(prefix, number, note.references);
        let _ = write!(out, "<sup class=\"note\"><a href=\"#fn-{prefix}{number}\" id=\"{id}\" role=\"doc-noteref\">");
        escape_into(out, &mark);
        out.push_str("</a></sup>");
    }

    /// The list of all footnotes referred to, each with links back.
    pub(super) fn list(&self, writing: &Writing<'_>) -> String {
        let mut out = String::new();
        if self.order.is_empty() {
            return out;
        }
        out.push_str("<section class=\"footnotes\" role=\"doc-endnotes\"");
        super::render::attribute(&mut out, "aria-label", writing.labels.footnotes);
        out.push_str("><ol>\n");
        for note in self.order.iter().filter_map(|label| self.notes.get(label)) {
            let _ = write!(out, "<li id=\"fn-{}{}\">", writing.prefix, note.number);
            let body = note.html.trim_end();
            let open = body.strip_suffix("</p>");
            out.push_str(open.unwrap_or(body));
            back_links(&mut out, note, writing);
            out.push_str(if open.is_some() { "</p>" } else { "" });
            out.push_str("</li>\n");
        }
        out.push_str("</ol></section>\n");
        out
    }
}

fn back_links(out: &mut String, note: &Note, writing: &Writing<'_>) {
    for reference in 1..=note.references {
        let id = reference_id(writing.prefix, note.number, reference);
        let _ = write!(out, " <a class=\"back\" href=\"#{id}\" role=\"doc-backlink\"");
        super::render::attribute(out, "aria-label", writing.labels.back);
        out.push_str(">↩\u{fe0e}</a>");
    }
}

fn reference_id(prefix: &str, number: usize, reference: usize) -> String {
    match reference {
        1 => format!("fnref-{prefix}{number}"),
        _ => format!("fnref-{prefix}{number}-{reference}"),
    }
}
