//! Problems as text for people: what is wrong, the lines it is about, what to do.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::iter;

use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level as Heading, Origin, Renderer, Snippet};

use super::located::{Excerpt, Files};
use super::suggestion::count;
use super::unsafe_text::visible;
use super::{Diagnostic, Level, Place};
use crate::text::FileId;

/// How text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether the output understands colours.
    pub colour: bool,
    /// Columns of the output, to which lines of excerpts are cut.
    pub width: usize,
}

/// Writes every problem with excerpts, then a line that counts them; nothing where there are none.
pub fn write(diagnostics: &[Diagnostic], files: &Files<'_>, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() }.term_width(style.width);
    for diagnostic in diagnostics {
        let told = renderer.render(&[group(diagnostic, files)]);
        writeln!(out, "{}\n", without_marks(&told))?;
    }
    if diagnostics.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}", summary(diagnostics))
}

/// How many problems of which level were found: `found 3 errors and 1 warning in 2 files`.
pub fn summary(diagnostics: &[Diagnostic]) -> String {
    let of = |level: Level| diagnostics.iter().filter(|diagnostic| diagnostic.level == level).count();
    let mut counts: Vec<String> = [Level::Error, Level::Warning, Level::Note]
        .into_iter()
        .filter(|level| of(*level) > 0)
        .map(|level| count(of(level), level.name()))
        .collect();
    let files: BTreeSet<FileId> = diagnostics.iter().map(|diagnostic| diagnostic.place.file).collect();
    let last = counts.pop().unwrap_or_else(|| "nothing".to_owned());
    let all = if counts.is_empty() { last } else { format!("{} and {last}", counts.join(", ")) };
    format!("found {all} in {}", count(files.len(), "file"))
}

fn group<'a>(diagnostic: &Diagnostic, files: &Files<'_>) -> Group<'a> {
    let heading = match diagnostic.level {
        Level::Error => Heading::ERROR,
        Level::Warning => Heading::WARNING,
        Level::Note => Heading::NOTE,
    };
    let id = format!("{} {}", diagnostic.code.number(), diagnostic.code.name());
    let title = heading.primary_title(clipped(&diagnostic.message)).id(id);
    let mut group = Group::with_title(title).elements(excerpts(diagnostic, files));
    if !diagnostic.key_path.is_empty() {
        group = group.element(Heading::NOTE.with_name("key").message(clipped(&diagnostic.key_path)));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Heading::HELP.message(clipped(help)));
    }
    group
}

/// The parts of files to show: places of one file together, unless they are far apart or lie in long lines. A file
/// without text is only named.
fn excerpts<'a>(diagnostic: &Diagnostic, files: &Files<'_>) -> Vec<Element<'a>> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    let mut named = None;
    let mut notes = Vec::new();
    let labels = diagnostic.labels.iter().map(|label| (&label.place, Some(label.text.as_str())));
    for (place, label) in iter::once((&diagnostic.place, None)).chain(labels) {
        match (files.excerpt(place), label) {
            (Some(excerpt), label) => add(&mut blocks, place, Spot { excerpt, label }),
            (None, None) => named = Some(Origin::path(visible(&files.path(place.file)).into_owned())),
            (None, Some(label)) => {
                notes.push(Heading::NOTE.message(clipped(&format!("{}: {label}", files.path(place.file)))));
            }
        }
    }
    let named = named.map(Element::from);
    let shown = blocks.iter().map(|block| Element::from(block.snippet(files)));
    named.into_iter().chain(shown).chain(notes.into_iter().map(Element::from)).collect()
}

fn add<'a>(blocks: &mut Vec<Block<'a>>, place: &'a Place, spot: Spot<'a>) {
    match blocks.iter_mut().find(|block| block.takes(place, &spot)) {
        Some(block) => block.spots.push(spot),
        None => blocks.push(Block { file: place.file, place, spots: vec![spot] }),
    }
}

/// One place to mark; without a label it is what the problem is about.
struct Spot<'a> {
    excerpt: Excerpt<'a>,
    label: Option<&'a str>,
}

/// Lines of one file that are shown together.
struct Block<'a> {
    file: FileId,
    /// The first of the places, which the block is found by.
    place: &'a Place,
    spots: Vec<Spot<'a>>,
}

/// Places further apart are shown apart.
const FURTHEST: usize = 500;

/// Ends the path of a snippet: what the renderer adds behind it is dropped.
const MARK: char = '\u{1}';

impl<'a> Block<'a> {
    fn takes(&self, place: &Place, spot: &Spot<'_>) -> bool {
        let whole = |excerpt: &Excerpt<'_>| !excerpt.cut_before && !excerpt.cut_after;
        self.file == place.file
            && whole(&spot.excerpt)
            && self
                .spots
                .iter()
                .all(|other| whole(&other.excerpt) && other.excerpt.line.abs_diff(spot.excerpt.line) <= FURTHEST)
    }

    /// The renderer gets only the lines to show, escaped and cut, so that its cost does not grow with the file. It
    /// would count columns in those, so the path it is given has the true line and column in it already.
    fn snippet<'b>(&self, files: &Files<'_>) -> Snippet<'b, Annotation<'b>> {
        let numbers = self.spots.iter().map(|spot| spot.excerpt.line);
        let first = numbers.clone().min().unwrap_or(1);
        let last = numbers.max().unwrap_or(1);
        let mut source = String::new();
        let mut annotations = Vec::new();
        for number in first..=last {
            if number > first {
                source.push('\n');
            }
            annotations.extend(self.spots_of(number).map(|spot| spot.annotation(source.len())));
            source.push_str(&self.shown(number, files));
        }
        let at = files.position(self.file, self.place.span.start);
        let path = format!("{}:{}:{}{MARK}", visible(&files.path(self.file)), at.line, at.column);
        Snippet::source(source).line_start(first).path(path).annotations(annotations)
    }

    fn spots_of(&self, line: usize) -> impl Iterator<Item = &Spot<'a>> {
        self.spots.iter().filter(move |spot| spot.excerpt.line == line)
    }

    /// A line as it is shown; those far from every place will be left out, so they can be empty.
    fn shown(&self, line: usize, files: &Files<'_>) -> String {
        if let Some(spot) = self.spots_of(line).next() {
            return spot.line();
        }
        let near = self.spots.iter().any(|spot| spot.excerpt.line.abs_diff(line) <= 2);
        if near { visible(files.line(self.file, line)).into_owned() } else { String::new() }
    }
}

const CUT: &str = "…";

impl Spot<'_> {
    fn line(&self) -> String {
        let before = if self.excerpt.cut_before { CUT } else { "" };
        let after = if self.excerpt.cut_after { CUT } else { "" };
        format!("{before}{}{after}", visible(self.excerpt.text))
    }

    /// The mark under the place, in a source where the line begins at `line_start`.
    fn annotation<'b>(&self, line_start: usize) -> Annotation<'b> {
        let Excerpt { text, span, cut_before, .. } = &self.excerpt;
        let length = |part: Option<&str>| visible(part.unwrap_or("")).len();
        let cut = if *cut_before { CUT.len() } else { 0 };
        let start = line_start + cut + length(text.get(..span.start));
        let end = start + length(text.get(span.clone()));
        match self.label {
            None => AnnotationKind::Primary.span(start..end),
            Some(label) => AnnotationKind::Context.span(start..end).label(clipped(label)),
        }
    }
}

/// The rendered text without what stands behind the marks.
fn without_marks(rendered: &str) -> String {
    let lines: Vec<&str> = rendered.lines().map(|line| line.split(MARK).next().unwrap_or(line)).collect();
    lines.join("\n")
}

/// A text made safe for a terminal, and cut where an author's value in it is very long.
fn clipped(text: &str) -> String {
    const LONGEST: usize = 600;
    let safe = visible(text);
    match safe.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}{CUT}", safe.get(..end).unwrap_or("")),
        None => safe.into_owned(),
    }
}

#[cfg(test)]
mod tests;
