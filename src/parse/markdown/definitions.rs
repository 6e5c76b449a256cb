//! Definitions of links that nothing refers to: no reader sees what they say.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag};

use super::events::Source;
use crate::diagnostic::{Code, Diagnostic, Place};

/// Follows the links of a body whose addresses stand in definitions.
pub(super) struct Definitions {
    /// Whether there may be any.
    are_asked: bool,
    /// What links call them.
    referred: BTreeSet<String>,
}

impl Definitions {
    pub(super) fn of(body: &str) -> Self {
        Self { are_asked: may_define(body), referred: BTreeSet::new() }
    }

    /// Takes note of an event.
    pub(super) fn event(&mut self, event: &Event<'_>) {
        if self.are_asked
            && let Event::Start(Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. }) = event
            && matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut)
        {
            self.referred.insert(id.to_string());
        }
    }

    /// Labels and places in the body of the definitions that nothing refers to.
    pub(super) fn unused(&self, source: &Source<'_>) -> Vec<(String, Range<usize>)> {
        if self.are_asked { source.definitions_beside(&self.referred) } else { Vec::new() }
    }
}

/// Whether something in brackets with a colon behind it is no footnote.
fn may_define(body: &str) -> bool {
    if !body.contains("]:") {
        return false;
    }
    let bytes = body.as_bytes();
    let mut is_note = false;
    bytes.iter().zip(bytes.iter().skip(1)).any(|(byte, next)| {
        if *byte == b'[' {
            is_note = *next == b'^';
        }
        *byte == b']' && *next == b':' && !is_note
    })
}

/// Says that a definition is lost.
pub(super) fn lost(label: &str, place: Place) -> Diagnostic {
    let shown: String = label.chars().take(80).collect();
    let message = format!("nothing refers to `[{shown}]`, so no reader sees this line");
    Diagnostic::new(Code::UnusedDefinition, place, message)
        .help(format!("write `[{shown}]` in the text where the link belongs, or `\\[{shown}]:` here if it is none"))
}
