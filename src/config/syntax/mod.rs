//! From the text of site.toml to a tree of values.
//!
//! Lines that aren't TOML are told and left out, and the rest is read once more: what the parser makes of a mistake to
//! be able to go on, such as `false` of `fr`, is no value of anybody's.

mod fault;
mod meant;
mod scene;
mod tree;
mod twice;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::Diagnostics;
use crate::parse::tree::{Node, Value};
use crate::source::FileId;

use meant::{Stands, is_header, known_keys};
use scene::Scene;
use tree::{Mistake, parsed};

/// What is left out may show further mistakes; it ends after so many rounds.
const ROUNDS: usize = 8;

/// Reads `text` as TOML and says whether that is all of it: what isn't TOML is told, the rest is given.
pub fn read_toml(file: FileId, text: &str, problems: &mut Diagnostics) -> (Node, bool) {
    let mut text = Cow::Borrowed(text);
    for round in 0..ROUNDS {
        let (tree, mistakes) = parsed(&text);
        let (twice, mut mistakes): (Vec<_>, Vec<_>) = mistakes.into_iter().partition(Mistake::is_of_key_twice);
        let scene = Scene::new(&text, &tree);
        mistakes.retain(|mistake| !is_told_as_unknown(mistake, &scene));
        if mistakes.is_empty() {
            problems.extend(twice::told(file, &text, &twice));
            return (tree, round == 0);
        }
        let lines = by_line(mistakes, &scene);
        problems.extend(lines.values().map(|(mistake, _)| fault::told(file, &scene, mistake)));
        text = Cow::Owned(without(&text, lines.into_values().map(|(_, left_out)| left_out)));
    }
    (Node { span: 0..0, value: Value::Mapping(Vec::new()) }, false)
}

/// Whether it is a key of a table whose keys are known: the reader of settings will say that it is none of them.
fn is_told_as_unknown(mistake: &Mistake, scene: &Scene<'_>) -> bool {
    let line = scene.line(mistake.span.start);
    let before = scene.text.get(line.start..mistake.span.start).unwrap_or_default();
    let is_known_table = matches!(scene.stands(line.start), Stands::InTable(table) if known_keys(table).is_some());
    mistake.is_of_key() && is_known_table && !before.contains(['=', '{'])
}

/// The first mistake of each line that has any, by the line's first byte, with the bytes to leave out for it.
fn by_line(mut mistakes: Vec<Mistake>, scene: &Scene<'_>) -> BTreeMap<usize, (Mistake, Range<usize>)> {
    let mut lines = BTreeMap::new();
    if let Some(number) = mistakes.iter().position(Mistake::is_unclosed_value) {
        let unclosed = mistakes.swap_remove(number);
        let span = scene.unclosed().unwrap_or_else(|| unclosed.span.clone());
        let line = scene.line(span.start).start;
        let start = scene.entry(span.start).map_or(line, |entry| entry.start);
        let left_out = start..if unclosed.is_of_text() { scene.text.len() } else { scene.next_entry(span.start) };
        // Whatever follows was read as a part of that value.
        mistakes.retain(|mistake| mistake.span.start < span.start);
        lines.insert(line, (Mistake { span, ..unclosed }, left_out));
    }
    // Behind a key with no value the parser reads no entries: what else is wrong there is seen once that line is left out.
    let end = mistakes.iter().filter(|mistake| mistake.is_key_alone()).map(|mistake| mistake.span.start).min();
    mistakes.retain(|mistake| mistake.is_key_alone() || end.is_none_or(|end| mistake.span.start < end));
    for mistake in mistakes {
        let at = mistake.span.start;
        let line = scene.line(at);
        let is_in_table = matches!(scene.stands(line.start), Stands::InTable(_));
        let left_out = match scene.entry(at) {
            // Nobody knows what the entries below belong to.
            _ if is_in_table && is_header(scene.text.get(line.clone()).unwrap_or_default().trim()) => {
                line.start..scene.next_header(at)
            }
            Some(entry) => entry,
            None => line.clone(),
        };
        lines.entry(line.start).or_insert((mistake, left_out));
    }
    lines
}

/// A text with spaces in place of some of its stretches, which begin and end with lines, so that the rest stays in place.
/// They are in the order of their lines; several may be the same.
fn without(text: &str, stretches: impl Iterator<Item = Range<usize>>) -> String {
    let mut left = text.as_bytes().to_vec();
    let mut done = 0;
    for Range { start, end } in stretches {
        let bytes = left.get_mut(start.max(done)..end).into_iter().flatten();
        done = done.max(end);
        bytes.filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
    }
    String::from_utf8(left).expect("lines were replaced as a whole")
}
