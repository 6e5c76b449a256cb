//! What is wrong with the footnotes a body defines.

use std::collections::{BTreeMap, BTreeSet};

use super::inspect::Footnote;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::source::FileId;

/// Tells footnotes that are defined twice, and those that nothing refers to: no reader would see them.
pub(super) fn check(file: FileId, definitions: &[Footnote], references: &[Footnote], problems: &mut Diagnostics) {
    if definitions.is_empty() {
        return;
    }
    let referred: BTreeSet<String> = references.iter().map(|note| note.label.to_lowercase()).collect();
    let mut first: BTreeMap<String, &Footnote> = BTreeMap::new();
    for note in definitions {
        let label = note.label.to_lowercase();
        if let Some(earlier) = first.get(&label) {
            problems.push(twice(file, note, earlier));
            continue;
        }
        if !referred.contains(&label) {
            problems.push(unused(file, note));
        }
        first.insert(label, note);
    }
}

fn twice(file: FileId, note: &Footnote, earlier: &Footnote) -> Diagnostic {
    let message = format!("the footnote `[^{}]` is defined twice", note.label);
    Diagnostic::new(Code::DuplicateFootnote, Place::new(file, note.span.clone()), message)
        .label(Place::new(file, earlier.span.clone()), "first here")
        .help("give one of the two another label, here and where it is referred to")
}

fn unused(file: FileId, note: &Footnote) -> Diagnostic {
    let label = &note.label;
    let message = format!("nothing refers to the footnote `[^{label}]`, so no reader sees it");
    Diagnostic::new(Code::UnusedFootnote, Place::new(file, note.span.clone()), message)
        .help(format!("write `[^{label}]` in the text where it belongs, or remove it"))
}
