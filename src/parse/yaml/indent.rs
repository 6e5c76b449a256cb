//! Lines indented with spaces that YAML doesn't take for spaces: to authors they look right, to YAML they are text.

use std::ops::Range;

use super::slips::{is_odd_space, odd_space};
use crate::diagnostic::{Diagnostic, Fix, Place};
use crate::parse::lines::lines_from;
use crate::source::FileId;

/// What is wrong with the indentation of front matter.
pub(super) struct OddIndent {
    /// Where the key begins whose lines are concerned: what stands before can be read.
    pub(super) readable_to: usize,
    /// The one problem to tell.
    pub(super) problem: Diagnostic,
}

/// The first lines whose indentation, or what follows their dash, holds odd spaces where a key or an item begins.
pub(super) fn odd_indent(file: FileId, text: &str, range: Range<usize>) -> Option<OddIndent> {
    let front = text.get(range.clone())?;
    let mut odd = Vec::new();
    let mut key_start = 0;
    let mut readable_to = None;
    let mut block: Option<usize> = None;
    for line in lines_from(front, 0) {
        let typed = &front[line.span.clone()];
        let indent = typed.len() - typed.trim_start_matches(' ').len();
        if block.is_some_and(|of| indent > of || typed.trim().is_empty()) {
            continue;
        }
        block = opens_block(typed).then_some(indent);
        if indent == 0 && !typed.starts_with(|c| matches!(c, '-' | '#') || is_odd_space(c)) {
            key_start = line.span.start;
        }
        let found = odd_spaces(typed);
        if !found.is_empty() {
            readable_to.get_or_insert(key_start);
            odd.extend(found.into_iter().map(|at| range.start + line.span.start + at));
        }
    }
    let opens = text.get(range.start..*odd.first()?).is_some_and(|before| before.trim().is_empty());
    let problem = told(file, text, &odd, opens)?;
    Some(OddIndent { readable_to: range.start + readable_to?, problem })
}

/// Whether a text of whole lines follows: `text: |`.
fn opens_block(typed: &str) -> bool {
    let sign = typed.trim_end().trim_end_matches(['+', '-', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    sign.strip_suffix(['|', '>']).is_some_and(|before| before.ends_with([' ', '\t']))
}

/// The odd spaces before the key or item of a line; none where the line goes on with a text.
fn odd_spaces(typed: &str) -> Vec<usize> {
    let mut odd = Vec::new();
    let mut rest = typed;
    loop {
        let content = rest.trim_start_matches(|c| c == ' ' || is_odd_space(c));
        let at = typed.len() - rest.len();
        let blanks = rest[..rest.len() - content.len()].char_indices();
        odd.extend(blanks.filter(|(_, c)| is_odd_space(*c)).map(|(before, _)| at + before));
        match content.strip_prefix('-') {
            Some(item) if item.starts_with(|c| c == ' ' || is_odd_space(c)) => rest = item,
            _ => {
                let is_item = at > 0;
                let is_key = content.split_once(':').is_some_and(|(key, value)| {
                    !key.contains(['"', '\'']) && (value.is_empty() || value.starts_with(|c: char| c.is_whitespace()))
                });
                return if is_item || is_key { odd } else { Vec::new() };
            }
        }
    }
}

/// The problem at the first of the odd spaces, with a change that mends all of them: they become ordinary spaces, but go
/// from the very first key, which is not indented.
fn told(file: FileId, text: &str, odd: &[usize], opens: bool) -> Option<Diagnostic> {
    let (first, last) = (*odd.first()?, *odd.last()?);
    let end = last + text.get(last..)?.chars().next()?.len_utf8();
    let mut replacement = String::new();
    for (at, c) in text.get(first..end)?.char_indices() {
        match c {
            _ if odd.binary_search(&(first + at)).is_err() => replacement.push(c),
            '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
            _ if opens && before_first_key(text, first, first + at) => {}
            _ => replacement.push(' '),
        }
    }
    let mut problem = odd_space(file, text, first);
    problem.help = Some(match odd.len() {
        1 if opens => "remove it: the first key is not indented".to_owned(),
        1 => "replace it by an ordinary space".to_owned(),
        count => format!("replace it, and {} more below, by ordinary spaces: `annals check --fix` does", count - 1),
    });
    problem.fix = Some(Fix { place: Place::new(file, first..end), replacement, is_guess: false });
    Some(problem)
}

fn before_first_key(text: &str, first: usize, at: usize) -> bool {
    text.get(first..at).is_some_and(|before| !before.contains('\n'))
}
