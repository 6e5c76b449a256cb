//! Markdown typed in the front matter: inspected as a body is, so that nothing in it vanishes without a word.

use std::ops::Range;

use super::footnotes::Footnotes;
use super::values::Values;
use crate::archive::document::{Document, inner_links};
use crate::archive::incident::InnerLink;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::parse::fields::KeyPath;
use crate::parse::markdown;
use crate::parse::tree::Node;

/// What is wrong in such texts of one file, and what they refer to.
#[derive(Debug, Default)]
pub struct MarkedUp {
    /// Apart from those of values: a link that leads nowhere doesn't make the fact unreadable.
    pub problems: Diagnostics,
    /// Links that lead inside the project.
    pub links: Vec<InnerLink>,
    /// Their footnotes.
    pub footnotes: Footnotes,
}

/// Where such a text stands.
struct Stand {
    /// The whole value.
    value: Range<usize>,
    /// Where the text begins in the value, if it stands there as it is.
    start: Option<usize>,
    /// If it doesn't, where each of its bytes stands in the value, and where the last ends; none if escapes write some.
    places: Option<Vec<usize>>,
}

impl Stand {
    fn new(node: &Node, prose: &str, text: &str) -> Self {
        let typed = text.get(node.span.clone()).unwrap_or_default();
        let start = typed.find(prose);
        Self { value: node.span.clone(), start, places: if start.is_none() { places(typed, prose) } else { None } }
    }

    /// A stretch of the text as a stretch of the file; the whole value where that can't be told.
    fn span(&self, span: &Range<usize>) -> Range<usize> {
        let in_value = |at: usize| match self.start {
            Some(start) => Some(start + at),
            None => self.places.as_ref()?.get(at).copied(),
        };
        let place = |at: usize| Some(self.value.start + in_value(at)?);
        place(span.start).zip(place(span.end)).map_or_else(|| self.value.clone(), |(start, end)| start..end)
    }

    fn problem(&self, mut problem: Diagnostic) -> Diagnostic {
        problem.place.span = self.span(&problem.place.span);
        for label in &mut problem.labels {
            label.place.span = self.span(&label.place.span);
        }
        problem.fix = problem.fix.filter(|_| self.start.is_some() || self.places.is_some());
        if let Some(fix) = &mut problem.fix {
            fix.place.span = self.span(&fix.place.span);
        }
        problem
    }
}

/// Where each byte of `prose` stands in `typed`, which it was read from, and where the last ends. Lines may be indented
/// there or folded: blanks stand for any blanks.
fn places(typed: &str, prose: &str) -> Option<Vec<usize>> {
    let quote = typed.chars().next().filter(|quote| matches!(quote, '"' | '\'') && !prose.starts_with(*quote));
    let mut at = quote.map_or(0, char::len_utf8);
    at += blanks(typed.get(at..)?);
    let mut places = Vec::with_capacity(prose.len() + 1);
    let mut read = prose.chars().peekable();
    while let Some(c) = read.next() {
        let rest = typed.get(at..)?;
        if !c.is_whitespace() {
            places.extend(at..at + rest.starts_with(c).then_some(c.len_utf8())?);
            at += c.len_utf8();
            continue;
        }
        places.extend(std::iter::repeat_n(at, c.len_utf8()));
        if read.peek().is_none_or(|next| !next.is_whitespace()) {
            at += Some(blanks(rest)).filter(|blanks| *blanks > 0)?;
        }
    }
    places.push(at);
    Some(places)
}

/// How many bytes of white space a text begins with.
fn blanks(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

impl Values<'_> {
    /// Inspects `prose`, the text of `node`, which stands in the front matter of `document`.
    pub fn inspect_marked_up(&mut self, node: &Node, prose: &str, path: &KeyPath<'_>, document: &Document, text: &str) {
        if markdown::is_plain(prose) {
            return;
        }
        let stand = Stand::new(node, prose, text);
        let mut problems = Diagnostics::new();
        let found = markdown::inspect_beside(document.file, prose, &document.body, &mut problems);
        let told = problems.into_sorted().into_iter();
        self.marked_up.problems.extend(told.map(|problem| stand.problem(problem).key_path(path.to_string())));
        let links = inner_links(&found).into_iter();
        let placed = |link: InnerLink| InnerLink { span: stand.span(&link.span), dest: stand.span(&link.dest), ..link };
        self.marked_up.links.extend(links.map(placed));
        self.marked_up.footnotes.append(&mut Footnotes::of(&found).placed(|span| stand.span(span)));
    }
}

#[cfg(test)]
mod tests {
    use super::places;

    /// What stands in `typed` where `word` stands in `prose`.
    fn found<'t>(typed: &'t str, prose: &str, word: &str) -> Option<&'t str> {
        let at = prose.find(word).expect("it is a word of it");
        let places = places(typed, prose)?;
        typed.get(*places.get(at)?..*places.get(at + word.len())?)
    }

    #[test]
    fn words_are_found_however_their_lines_are_indented_or_folded() {
        for (typed, prose) in [
            ("one two é three", "one two é three"),
            ("\"one two é three\"", "one two é three"),
            ("'one two é three'", "one two é three"),
            ("one two\n    é\n\n    three", "one two é\nthree"),
            ("      one two\n      é\n\n      three\n", "one two\né\n\nthree"),
            ("      one two\r\n      é three\r\n", "one two\né three"),
        ] {
            for word in ["one", "two", "é", "three"] {
                assert_eq!(found(typed, prose, word), Some(word), "{typed:?}");
            }
        }
    }

    #[test]
    fn what_escapes_write_has_no_place() {
        assert_eq!(places("\"a\\tb\"", "a\tb"), None);
        assert_eq!(places("'it''s'", "it's"), None);
        assert_eq!(places("ab", "a b"), None);
        assert_eq!(places("", "a"), None);
    }
}
