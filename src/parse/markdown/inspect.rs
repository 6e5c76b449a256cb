//! What stands in a body: sections, footnotes, links, and problems.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd};

use super::cells::{self, Cells};
use super::definitions::{self, Definitions};
use super::destinations::Addresses;
use super::emphasis;
use super::events::{Source, line_too_deep, without_comments};
use super::footnotes;
use super::parsed::Parsed;
use super::references::References;
use super::slug::{HeadingNames, headings_help, is_of_page};
use super::{BODY_BYTES, DEPTH};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::parse::url::{self, Target, target};
use crate::source::FileId;

/// What stands in the body of a file. All places are bytes of the file's text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body {
    /// The body cut at its level-2 headings; what stands before the first has none. Blank stretches are left out.
    pub sections: Vec<Section>,
    /// Headings of every level, in order.
    pub headings: Vec<Heading>,
    /// Footnote references outside code, defined or not.
    pub references: Vec<Footnote>,
    /// Footnotes defined.
    pub definitions: Vec<Footnote>,
    /// Links and images whose address is accepted.
    pub links: Vec<Link>,
    /// How many characters of text it has, markup aside.
    pub text_length: usize,
    /// The body as the parser understood it.
    pub parsed: Arc<Parsed>,
    relative: Vec<RelativeLink>,
    fragments: Vec<Fragment>,
}

/// A stretch of the body that begins with a level-2 heading or at the body's start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The level-2 heading.
    pub heading: Option<Heading>,
    /// The whole stretch, heading included.
    pub range: Range<usize>,
    /// What follows the heading.
    pub content: Range<usize>,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// From 1 to 6.
    pub level: u8,
    /// Its text without markup and footnotes.
    pub text: String,
    /// Where it stands, signs included.
    pub span: Range<usize>,
    /// Labels of the footnotes it refers to, each with its place.
    pub footnotes: Vec<(String, Range<usize>)>,
}

/// What a link to a fragment of its own page names.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Fragment {
    /// The fragment without `#`.
    name: String,
    /// Where the link stands.
    span: Range<usize>,
}

/// A footnote reference or definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Footnote {
    /// The label as typed, without `[^` and `]`.
    pub label: String,
    /// Where it stands.
    pub span: Range<usize>,
}

/// A link or image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The address, free of markdown escapes.
    pub dest: String,
    /// Whether it is an image.
    pub image: bool,
    /// Where it stands, text included.
    pub span: Range<usize>,
}

/// A link or image that leads to another file of the project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelativeLink {
    /// The path, seen from the file it stands in.
    pub path: String,
    /// The part of the page, without `#`.
    pub fragment: Option<String>,
    /// Whether it is an image.
    pub image: bool,
    /// Where it stands.
    pub span: Range<usize>,
    /// Where its address stands, with its fragment; empty if that isn't known.
    pub dest: Range<usize>,
}

impl Body {
    /// Links and images that lead to other files of the project.
    pub fn relative_links(&self) -> &[RelativeLink] {
        &self.relative
    }

    /// What its headings are called in addresses.
    pub fn heading_names(&self) -> HeadingNames {
        HeadingNames::of(self.headings.iter().map(|heading| heading.text.as_str()))
    }

    /// Tells those of `fragments` that name no heading of this body.
    fn tell_dead_fragments(&self, fragments: &[Fragment], file: FileId, problems: &mut Diagnostics) {
        if fragments.is_empty() {
            return;
        }
        let names = self.heading_names();
        for Fragment { name, span } in fragments.iter().filter(|one| !is_of_page(&one.name)) {
            if !names.has(name) {
                let message = format!("no heading of this text is called `#{name}`");
                let problem = Diagnostic::new(Code::DeadLink, Place::new(file, span.clone()), message);
                problems.push(problem.help(headings_help(names.first())));
            }
        }
    }

    /// References without a definition in the body: they can only mean a source.
    pub fn undefined_footnotes(&self) -> Vec<(String, Range<usize>)> {
        let defined: BTreeSet<String> = self.definitions.iter().map(|note| note.label.to_lowercase()).collect();
        let undefined = self.references.iter().filter(|note| !defined.contains(&note.label.to_lowercase()));
        undefined.map(|note| (note.label.clone(), note.span.clone())).collect()
    }
}

/// Reads the body that stands in `range` of a file's `text` and tells its problems.
pub fn inspect(file: FileId, text: &str, range: Range<usize>, problems: &mut Diagnostics) -> Body {
    let body = inspected(file, text, range, problems);
    body.tell_dead_fragments(&body.fragments, file, problems);
    body
}

/// Reads a text that stands on the page of the body `beside`, whose headings its links may name. Places are bytes of
/// `text`.
pub fn inspect_beside(file: FileId, text: &str, beside: &Body, problems: &mut Diagnostics) -> Body {
    let found = inspected(file, text, 0..text.len(), problems);
    beside.tell_dead_fragments(&found.fragments, file, problems);
    found
}

fn inspected(file: FileId, text: &str, range: Range<usize>, problems: &mut Diagnostics) -> Body {
    let Some(body) = text.get(range.clone()) else { return Body::default() };
    if body.len() > BODY_BYTES {
        problems.push(too_large(file, &range));
        return Body::default();
    }
    if let Some(span) = line_too_deep(body) {
        problems.push(too_deep(Place::new(file, range.start + span.start..range.start + span.end)));
        return Body::default();
    }
    let mut inspector = Inspector {
        file,
        body,
        base: range.start,
        found: Body::default(),
        problems,
        depth: 0,
        is_deep_told: false,
        heading: None,
        link: None,
        images: Vec::new(),
        html: None,
        addresses: Addresses::new(body, range.start),
        cells: Cells::default(),
        definitions: Definitions::of(body),
    };
    let source = Source::new(body);
    let mut parsed = Parsed::new(source.may_define());
    let mut references = References::of(file, body, range.start);
    for (event, span) in source.events() {
        parsed.keep(body, &event, &span);
        if let Some(references) = &mut references {
            references.event(&event, &span);
        }
        inspector.event(event, span);
    }
    parsed.finish();
    inspector.addresses.finish(&source, &mut inspector.found.relative);
    for (label, span) in inspector.definitions.unused(&source) {
        let span = inspector.trimmed(range.start + span.start..range.start + span.end);
        inspector.problems.push(definitions::lost(&label, Place::new(file, span)));
    }
    inspector.found.parsed = Arc::new(parsed);
    let body = inspector.finish(&range);
    if let Some(references) = references {
        references.finish(problems);
    }
    body
}

struct Inspector<'a, 'p> {
    file: FileId,
    body: &'a str,
    base: usize,
    found: Body,
    problems: &'p mut Diagnostics,
    depth: usize,
    is_deep_told: bool,
    /// The heading read just now, and whether it is a section's.
    heading: Option<(Heading, bool)>,
    /// The link read just now.
    link: Option<OpenLink>,
    /// The images read just now: whether each has text.
    images: Vec<(bool, Range<usize>)>,
    html: Option<(String, Range<usize>)>,
    addresses: Addresses<'a>,
    cells: Cells,
    definitions: Definitions,
}

/// A link whose end is still to come.
struct OpenLink {
    /// The host it leads to, unless its text is its address.
    host: Option<String>,
    words: String,
    /// Whether it holds an image whose missing text was told.
    is_told: bool,
    span: Range<usize>,
}

impl Inspector<'_, '_> {
    fn event(&mut self, event: Event<'_>, span: Range<usize>) {
        self.addresses.event(&event, &span, &mut self.found.relative);
        self.definitions.event(&event);
        if let Some(lost) = self.cells.lost(&event, &span, self.body) {
            self.problems.push(cells::lost(Place::new(self.file, self.base + lost.start..self.base + lost.end)));
        }
        if let Some(marks) = emphasis::lost(&event, &span, self.body) {
            self.problems.push(emphasis::told(Place::new(self.file, self.base + marks.start..self.base + marks.end)));
        }
        let span = self.base + span.start..self.base + span.end;
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(end) => self.end(end),
            Event::Text(text) | Event::Code(text) => self.text(&text),
            Event::SoftBreak | Event::HardBreak => self.text(" "),
            Event::FootnoteReference(label) => self.reference(label.into_string(), span),
            Event::Html(html) => {
                if let Some((collected, _)) = &mut self.html {
                    collected.push_str(&html);
                }
            }
            Event::InlineHtml(html) => {
                self.words_of_link(&without_comments(&html));
                self.raw_html(&html, span);
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, span: Range<usize>) {
        self.depth += 1;
        if self.depth > DEPTH && !self.is_deep_told {
            self.is_deep_told = true;
            self.problems.push(too_deep(Place::new(self.file, span.start..span.start)));
        }
        match tag {
            Tag::Heading { level, .. } => {
                let span = self.trimmed(span);
                let heading = Heading { level: level as u8, text: String::new(), span, footnotes: Vec::new() };
                self.heading = Some((heading, level == HeadingLevel::H2 && self.depth == 1));
            }
            Tag::FootnoteDefinition(label) => {
                let span = span.start..(span.start + label.len() + 3).min(span.end);
                self.found.definitions.push(Footnote { label: label.into_string(), span });
            }
            Tag::Link { link_type, dest_url, id, .. } => {
                self.link(link_type, &dest_url, span.clone());
                self.addresses.keep_label(link_type, id, &span, &self.found.relative);
            }
            Tag::Image { link_type, dest_url, id, .. } => {
                self.images.push((false, span.clone()));
                self.image(&dest_url, span.clone());
                self.addresses.keep_label(link_type, id, &span, &self.found.relative);
            }
            Tag::HtmlBlock => self.html = Some((String::new(), self.trimmed(span))),
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd) {
        self.depth = self.depth.saturating_sub(1);
        match end {
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::Link => self.end_link(),
            TagEnd::Image => {
                if let Some((false, span)) = self.images.pop() {
                    self.problems.push(missing_alt(Place::new(self.file, span)));
                    self.link.iter_mut().for_each(|link| link.is_told = true);
                }
            }
            TagEnd::HtmlBlock => {
                if let Some((html, span)) = self.html.take() {
                    self.raw_html(&html, span);
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        self.found.text_length += text.chars().count();
        if let Some((heading, _)) = &mut self.heading {
            heading.text.push_str(text);
        }
        self.words_of_link(text);
        if let Some((has_text, _)) = self.images.last_mut() {
            *has_text |= !text.trim().is_empty();
        }
    }

    fn words_of_link(&mut self, words: &str) {
        if let Some(link) = &mut self.link {
            link.words.push_str(words);
        }
    }

    fn reference(&mut self, label: String, span: Range<usize>) {
        if let Some((heading, _)) = &mut self.heading {
            heading.footnotes.push((label.clone(), span.clone()));
        }
        self.found.references.push(Footnote { label, span });
    }

    fn end_heading(&mut self) {
        let Some((mut heading, is_section)) = self.heading.take() else { return };
        heading.text = heading.text.split_whitespace().collect::<Vec<_>>().join(" ");
        if is_section {
            let start = heading.span.start;
            let content = heading.span.end..heading.span.end;
            self.found.sections.push(Section { heading: Some(heading.clone()), range: start..start, content });
        }
        self.found.headings.push(heading);
    }

    fn link(&mut self, link_type: LinkType, dest: &CowStr<'_>, span: Range<usize>) {
        let dest = link_dest(link_type, dest);
        let mut host = None;
        match target(&dest) {
            Ok(Target::Web(web)) => {
                host = (link_type != LinkType::Autolink).then(|| url::host(web).unwrap_or("").to_owned());
            }
            Ok(Target::Mail(_)) => {}
            Ok(Target::Relative { path, fragment }) => self.relative(&path, fragment, false, &span),
            Ok(Target::Fragment(fragment)) => {
                self.found.fragments.push(Fragment { name: fragment.to_owned(), span: span.clone() });
            }
            Err(why) => {
                self.problems.push(refused(Place::new(self.file, span), &dest, &why.to_string(), why.help()));
                return;
            }
        }
        self.link = Some(OpenLink { host, words: String::new(), is_told: false, span: span.clone() });
        self.found.links.push(Link { dest: dest.into_owned(), image: false, span });
    }

    fn image(&mut self, dest: &str, span: Range<usize>) {
        let place = Place::new(self.file, span.clone());
        match target(dest) {
            Ok(Target::Relative { path, fragment }) => {
                self.relative(&path, fragment, true, &span);
                self.found.links.push(Link { dest: dest.to_owned(), image: true, span });
            }
            Ok(_) => {
                let why = "an image must be a file of this project";
                self.problems.push(refused(place, dest, why, url::IMAGE_HELP));
            }
            Err(why) => {
                let help = url::image_help(dest, &why);
                self.problems.push(refused(place, dest, &why.to_string(), help));
            }
        }
    }

    fn relative(&mut self, path: &str, fragment: Option<&str>, image: bool, span: &Range<usize>) {
        let fragment = fragment.map(str::to_owned);
        let (path, span) = (path.to_owned(), span.clone());
        self.found.relative.push(RelativeLink { path, fragment, image, dest: span.start..span.start, span });
    }

    /// Tells a link without text, or whose text is the address of another host than the one it leads to.
    fn end_link(&mut self) {
        let Some(OpenLink { host, words, is_told, span }) = self.link.take() else { return };
        let words = words.trim();
        if words.is_empty() && !is_told {
            self.problems.push(empty_link(Place::new(self.file, span)));
            return;
        }
        let Some(host) = host else { return };
        let shown = match target(words) {
            Ok(Target::Web(web)) => url::host(web),
            _ => words.starts_with("www.").then(|| words.split(['/', '?', '#']).next()).flatten(),
        };
        let bare = |host: &str| host.trim_start_matches("www.").to_lowercase();
        if let Some(shown) = shown.filter(|shown| bare(shown) != bare(&host)) {
            let message = format!("the link reads as `{shown}` but leads to `{host}`");
            self.problems.push(
                Diagnostic::new(Code::MisleadingLink, Place::new(self.file, span), message)
                    .help("describe the page in words, or link to the address shown"),
            );
        }
    }

    fn raw_html(&mut self, html: &str, span: Range<usize>) {
        let shown = without_comments(html);
        if shown.trim().is_empty() {
            return;
        }
        // Markdown takes the whole line of a comment that begins it for HTML, the author's words among it.
        let (message, help) = if html.contains("<!--") && !shown.contains('<') {
            (
                "the words on the line of a comment are shown as they are typed, without markdown",
                "put the comment on a line of its own",
            )
        } else {
            let help = "write markdown instead, or put it in backticks if it is meant to be seen";
            ("raw HTML is shown to readers as it is typed", help)
        };
        self.problems.push(Diagnostic::new(Code::RawHtml, Place::new(self.file, span), message).help(help));
    }

    /// A block's span without the line end and blanks after it.
    fn trimmed(&self, span: Range<usize>) -> Range<usize> {
        let typed = self.body.get(span.start - self.base..span.end - self.base).unwrap_or("");
        span.start..span.start + typed.trim_end().len()
    }

    fn finish(mut self, range: &Range<usize>) -> Body {
        footnotes::check(self.file, &self.found.definitions, &self.found.references, self.problems);
        close_sections(&mut self.found.sections, self.body, range);
        self.found
    }
}

/// A link's address; mail addresses in angle brackets get their scheme.
pub(super) fn link_dest(link_type: LinkType, dest: &str) -> Cow<'_, str> {
    match link_type {
        LinkType::Email => Cow::Owned(format!("mailto:{dest}")),
        _ => Cow::Borrowed(dest),
    }
}

/// Sections reach to the next one; what stands before the first heading is a section if it isn't blank.
fn close_sections(sections: &mut Vec<Section>, body: &str, range: &Range<usize>) {
    let mut end = range.end;
    for section in sections.iter_mut().rev() {
        section.range.end = end;
        section.content.end = end;
        end = section.range.start;
    }
    let opening = range.start..end;
    if !body.get(..opening.len()).unwrap_or("").trim_ascii().is_empty() {
        sections.insert(0, Section { heading: None, range: opening.clone(), content: opening });
    }
}

fn refused(place: Place, dest: &str, why: &str, help: &str) -> Diagnostic {
    let shown: String = dest.chars().take(80).collect();
    Diagnostic::new(Code::RefusedUrl, place, format!("the address `{shown}` is refused: {why}")).help(help)
}

fn missing_alt(place: Place) -> Diagnostic {
    Diagnostic::new(Code::MissingAlt, place, "the image has no text for those who can't see it")
        .help("say what it shows between the brackets: `![…](…)`")
}

fn empty_link(place: Place) -> Diagnostic {
    Diagnostic::new(Code::EmptyLink, place, "the link has no text, so nobody can see or follow it")
        .help("say where it leads between the brackets: `[…](…)`")
}

fn too_large(file: FileId, range: &Range<usize>) -> Diagnostic {
    let message = format!("the text has {} bytes, more than the {BODY_BYTES} allowed", range.len());
    Diagnostic::new(Code::FileTooLarge, Place::new(file, range.start..range.start), message)
        .help("tell it in several write-ups, or put data into an attachment")
}

fn too_deep(place: Place) -> Diagnostic {
    Diagnostic::new(Code::TooDeep, place, format!("lists and quotes lie more than {DEPTH} deep within each other here"))
        .help("nest less: a few levels are all a reader can follow")
}
