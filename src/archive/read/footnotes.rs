//! Footnotes beside the sources of their incident: one that is not defined is a citation, and both share their names.

use std::ops::Range;

use super::source_ids::NewSource;
use crate::archive::incident::Source;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, nearest};
use crate::parse::markdown::{self, Body};
use crate::source::FileId;

/// A label with its place.
type Labelled = (String, Range<usize>);

/// The footnotes of a file.
#[derive(Clone, Debug, Default)]
pub struct Footnotes {
    /// References that no definition of the file answers: citations of sources.
    citations: Vec<Labelled>,
    /// Definitions.
    defined: Vec<Labelled>,
}

impl Footnotes {
    /// Those of a body.
    pub fn of(body: &Body) -> Self {
        let defined = |note: &markdown::Footnote| (note.label.clone(), note.span.clone());
        Self { citations: body.undefined_footnotes(), defined: body.definitions.iter().map(defined).collect() }
    }

    /// The same with other places.
    pub fn placed(mut self, place: impl Fn(&Range<usize>) -> Range<usize>) -> Self {
        for (_, span) in self.citations.iter_mut().chain(&mut self.defined) {
            *span = place(span);
        }
        self
    }

    /// Takes those of another text of the file.
    pub fn append(&mut self, other: &mut Self) {
        self.citations.append(&mut other.citations);
        self.defined.append(&mut other.defined);
    }

    /// Tells citations of what is no source, and notes that take the place of one.
    pub fn tell(&self, file: FileId, sources: &[(Source, Option<String>)], problems: &mut Diagnostics) {
        let ids: Vec<&str> = sources.iter().map(|(source, _)| &*source.id).collect();
        let place = |span: &Range<usize>| Place::new(file, span.clone());
        let undefined = self.citations.iter().filter(|(label, _)| !ids.contains(&label.as_str()));
        problems.extend(undefined.map(|(label, span)| undefined_footnote(place(span), label, &ids)));
        // Notes are found whatever the case of their letters.
        let hiding = self.defined.iter().filter(|(label, _)| ids.contains(&&*label.to_lowercase()));
        problems.extend(hiding.map(|(label, span)| hidden_source(place(span), label, &ids)));
    }
}

/// The problem of a footnote that is neither defined nor a source.
fn undefined_footnote(place: Place, label: &str, sources: &[&str]) -> Diagnostic {
    let message = format!("`[^{label}]` is neither a source id nor a footnote defined in the text");
    let problem = Diagnostic::new(Code::UndefinedFootnote, place, message);
    if let Some(near) = nearest(label, sources.iter().copied()) {
        return problem.help(format!("did you mean `[^{near}]`?"));
    }
    problem.help(match NewSource::new(label, &sources.iter().copied()) {
        Some(NewSource { id, item }) => {
            let cited = if id == label { String::new() } else { format!(" and cite it as `[^{id}]`") };
            format!("add `{item}` to `sources`{cited}, or define it with a line `[^{label}]: …`")
        }
        None => format!("define it with a line `[^{label}]: …`"),
    })
}

/// The problem of a footnote that is shown where its label might cite a source.
fn hidden_source(place: Place, label: &str, sources: &[&str]) -> Diagnostic {
    let mut other = format!("{label}-note");
    while sources.contains(&&*other) {
        other.push('s');
    }
    let message = format!("the footnote `[^{label}]` takes the place of the source `{}`", label.to_lowercase());
    Diagnostic::new(Code::DuplicateFootnote, place, message)
        .help(format!("give the footnote another label, such as `[^{other}]`, here and wherever it is meant"))
}
