//! What a translation was made from: a fingerprint of the original's words, and whether they have changed since.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use super::incident::{Incident, Telling, UpdateText};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::source::{FileId, SourceFile};

/// So many hexadecimal digits tell one version of a text from the others.
const DIGITS: usize = 16;

/// The fingerprint of what a translation of `told` translates: title, summary, body and the texts inside facts.
/// The ends of lines don't count: a checkout may change them.
pub fn fingerprint(told: &Telling, file: &str) -> String {
    let mut hash = Sha256::new();
    for part in words(told, file) {
        for line in part.trim().lines() {
            hash.update(line.trim_end());
            hash.update("\n");
        }
        // No text holds this character, so one part never reads like two.
        hash.update("\0");
    }
    let mut digits = String::new();
    for byte in hash.finalize().iter().take(DIGITS / 2) {
        write!(digits, "{byte:02x}").expect("a text can be written to");
    }
    digits
}

/// The texts, in an order that stays; what isn't told is an empty one.
fn words<'t>(told: &'t Telling, file: &'t str) -> Vec<&'t str> {
    let texts = &told.texts;
    let body = file.get(told.body.clone()).unwrap_or_default();
    let mut words = vec![told.title.as_str(), told.summary.as_deref().unwrap_or_default(), body];
    words.extend(texts.updates.iter().map(|update| match &update.text {
        Some(UpdateText::Typed(text)) => text.as_str(),
        Some(UpdateText::Body(_)) | None => "",
    }));
    let notes = [&texts.claims, &texts.figures, &texts.sources, &texts.amendments].into_iter().flatten();
    let facts = texts.causes.iter().map(|cause| &cause.summary).chain([&texts.justification]);
    words.extend(facts.chain(notes).chain([&texts.withdrawn]).map(|text| text.as_deref().unwrap_or_default()));
    words
}

/// Marks and tells the translations that were made from other words than the original holds now; `made_from` has the
/// places where they say what they were made from.
pub fn mark_older(incident: &mut Incident, made_from: &[Place], files: &[SourceFile], problems: &mut Diagnostics) {
    let original = incident.original();
    let file = original.file;
    let now = fingerprint(original, files.get(file.0 as usize).map_or("", |file| &*file.text));
    for telling in &mut incident.tellings {
        let Some(place) = made_from.iter().find(|place| place.file == telling.file) else { continue };
        telling.is_older = telling.translated_from.as_ref() != Some(&now);
        if telling.is_older {
            problems.push(older(place.clone(), file, &now));
        }
    }
}

fn older(place: Place, original: FileId, now: &str) -> Diagnostic {
    Diagnostic::new(Code::OlderThanOriginal, place, "the original has changed since this was translated from it")
        .key_path("translated_from")
        .label(Place::start_of(original), "the original")
        .help(format!("translate what has changed, then write `translated_from: {now}`"))
        .guess(now)
}
