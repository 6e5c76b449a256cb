//! Markdown typed in the front matter: inspected as a body is, so that nothing in it vanishes without a word.

use std::ops::Range;

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
    /// References that can only mean a source.
    pub citations: Vec<(String, Range<usize>)>,
}

/// Where such a text stands.
struct Stand {
    /// The whole value.
    value: Range<usize>,
    /// Where the text begins, if it stands there as it is: neither folded nor escaped.
    start: Option<usize>,
}

impl Stand {
    fn new(node: &Node, prose: &str, text: &str) -> Self {
        let at = text.get(node.span.clone()).and_then(|typed| typed.find(prose));
        Self { value: node.span.clone(), start: at.map(|at| node.span.start + at) }
    }

    /// A stretch of the text as a stretch of the file; the whole value where that can't be told.
    fn span(&self, span: &Range<usize>) -> Range<usize> {
        self.start.map_or_else(|| self.value.clone(), |start| start + span.start..start + span.end)
    }

    fn problem(&self, mut problem: Diagnostic) -> Diagnostic {
        problem.place.span = self.span(&problem.place.span);
        for label in &mut problem.labels {
            label.place.span = self.span(&label.place.span);
        }
        problem.fix = problem.fix.filter(|_| self.start.is_some());
        if let Some(fix) = &mut problem.fix {
            fix.place.span = self.span(&fix.place.span);
        }
        problem
    }
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
        self.marked_up.links.extend(links.map(|link| InnerLink { span: stand.span(&link.span), ..link }));
        let citations = found.undefined_footnotes().into_iter();
        self.marked_up.citations.extend(citations.map(|(label, span)| (label, stand.span(&span))));
    }
}
