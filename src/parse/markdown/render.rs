//! The HTML of prose: an allowlist of elements, everything else as text.

use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, LinkType, Tag, TagEnd};

use super::direction::{Block, Directions};
use super::events::{Source, line_too_deep, without_comments};
use super::inspect::link_dest;
use super::notes::Notes;
use super::outline::Outline;
use super::parsed::Parsed;
use super::pieces::Pieces;
use super::plain::{is_plain, plain};
use super::slug::{Slugs, anchor};
use super::table::Table;
use super::writing::{Rendered, Writing};
use super::{BODY_BYTES, DEPTH};
use crate::parse::escape::escape_into;
use crate::parse::url::{self, Target, href_into, suspicious_host, target};

/// Renders the `pieces` (which begin and end between top-level blocks, in any order) of the body that stands in `range`
/// of `text`; link and footnote definitions of the whole body are known in each. All places are bytes of `text`.
pub fn render(text: &str, range: Range<usize>, pieces: &[Range<usize>], writing: &Writing<'_>) -> Rendered {
    let nothing = || Rendered { pieces: vec![String::new(); pieces.len()], footnotes: String::new() };
    let Some(body) = text.get(range.clone()).filter(|body| body.len() <= BODY_BYTES) else { return nothing() };
    if is_plain(body) {
        let pieces = plain(body, Pieces::new(pieces, range.start), writing.is_rtl);
        return Rendered { pieces, footnotes: String::new() };
    }
    if line_too_deep(body).is_some() {
        return nothing();
    }
    marked_up(body, Pieces::new(pieces, range.start), writing)
}

/// A body of any kind, by its events.
pub(super) fn marked_up(body: &str, pieces: Pieces, writing: &Writing<'_>) -> Rendered {
    let source = Source::new(body);
    let events = || source.events().map(|(event, span)| (event, span.start));
    written(events, source.may_define(), pieces, writing)
}

/// [`render`], of a body that was parsed before.
pub fn render_parsed(
    parsed: &Parsed,
    text: &str,
    range: Range<usize>,
    pieces: &[Range<usize>],
    writing: &Writing<'_>,
) -> Rendered {
    let body = text.get(range.clone()).unwrap_or_default();
    written(|| parsed.events(body), parsed.may_define, Pieces::new(pieces, range.start), writing)
}

fn written<'e, I: Iterator<Item = (Event<'e>, usize)>>(
    events: impl Fn() -> I,
    may_define: bool,
    pieces: Pieces,
    writing: &Writing<'_>,
) -> Rendered {
    let mut writer = Writer::new(writing, pieces);
    if may_define {
        events().for_each(|(event, _)| writer.note_definition(&event));
    }
    for (event, start) in events() {
        writer.event(event, start);
    }
    Rendered { footnotes: writer.notes.list(writing), pieces: writer.pieces.html }
}

/// Adds ` name="value"`, unless the value is empty.
pub(super) fn attribute(out: &mut String, name: &str, value: &str) {
    if !value.is_empty() {
        out.extend([" ", name, "=\""]);
        escape_into(out, value);
        out.push('"');
    }
}

struct Writer<'w> {
    writing: &'w Writing<'w>,
    out: String,
    pieces: Pieces,
    /// The piece of the present top-level block; blocks of none are written to nowhere.
    piece: Option<usize>,
    depth: usize,
    notes: Notes,
    /// The footnotes being written: label, and the output they interrupt.
    outer: Vec<(String, String)>,
    slugs: Slugs,
    outline: Outline,
    /// Where the open heading began, and its text.
    heading: Option<(usize, String)>,
    table: Table,
    directions: Directions,
    image: Option<OpenImage>,
    /// Whether each open link is written.
    links: Vec<bool>,
    html: Option<String>,
}

/// An image whose text is being read.
struct OpenImage {
    dest: String,
    title: String,
    alt: String,
    nested: usize,
}

impl<'w> Writer<'w> {
    fn new(writing: &'w Writing<'w>, pieces: Pieces) -> Self {
        Self {
            writing,
            out: String::new(),
            pieces,
            piece: None,
            depth: 0,
            notes: Notes::default(),
            outer: Vec::new(),
            slugs: Slugs::default(),
            outline: Outline::default(),
            heading: None,
            table: Table::default(),
            directions: Directions::new(writing.is_rtl),
            image: None,
            links: Vec::new(),
            html: None,
        }
    }

    fn note_definition(&mut self, event: &Event<'_>) {
        if let Event::Start(Tag::FootnoteDefinition(label)) = event {
            self.notes.define(label);
        }
    }

    fn event(&mut self, event: Event<'_>, start: usize) {
        if self.depth == 0 {
            self.piece = self.pieces.of(start);
        }
        match event {
            Event::Start(tag) => {
                self.depth += 1;
                if self.image.is_some() {
                    self.nest_image(1);
                } else if self.depth <= DEPTH {
                    self.start(tag);
                }
            }
            Event::End(end) => {
                if self.image.as_ref().is_some_and(|image| image.nested > 0) {
                    self.nest_image(-1);
                } else if self.depth <= DEPTH {
                    self.end(end);
                }
                self.depth = self.depth.saturating_sub(1);
            }
            leaf => self.leaf(leaf),
        }
        if self.depth == 0 {
            self.end_block();
        }
    }

    /// Hands a finished top-level block to its piece.
    fn end_block(&mut self) {
        if let Some(html) = self.piece.and_then(|piece| self.pieces.html.get_mut(piece)) {
            html.push_str(&self.out);
        }
        self.out.clear();
    }

    fn nest_image(&mut self, by: isize) {
        if let Some(image) = &mut self.image {
            image.nested = image.nested.saturating_add_signed(by);
        }
    }

    fn leaf(&mut self, event: Event<'_>) {
        if let Some(image) = &mut self.image {
            match event {
                Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => image.alt.push_str(&text),
                Event::SoftBreak | Event::HardBreak => image.alt.push(' '),
                _ => {}
            }
            return;
        }
        match event {
            Event::Text(text) => {
                self.directions.read(&text);
                self.text(&text);
            }
            Event::Code(code) => {
                self.out.push_str("<code dir=\"ltr\">");
                self.text(&code);
                self.out.push_str("</code>");
            }
            Event::Html(html) => match &mut self.html {
                Some(block) => block.push_str(&html),
                None => self.raw_html(&html),
            },
            Event::InlineHtml(html) => self.raw_html(&html),
            Event::FootnoteReference(label) => self.reference(&label),
            Event::SoftBreak => self.line_break("\n"),
            Event::HardBreak => self.line_break("<br>\n"),
            Event::Rule => self.out.push_str("<hr>\n"),
            Event::TaskListMarker(is_done) => self.task(is_done),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        escape_into(&mut self.out, text);
        if let Some((_, heading)) = &mut self.heading {
            heading.push_str(text);
        }
    }

    fn line_break(&mut self, html: &str) {
        self.out.push_str(html);
        if let Some((_, heading)) = &mut self.heading {
            heading.push(' ');
        }
    }

    fn raw_html(&mut self, html: &str) {
        let shown = without_comments(html);
        self.directions.read(&shown);
        escape_into(&mut self.out, &shown);
    }

    fn start(&mut self, tag: Tag<'_>) {
        let html = match tag {
            Tag::Paragraph => return self.block(Block::Words, "<p"),
            Tag::Heading { .. } => {
                self.directions.open(Block::Words, self.out.len());
                return self.heading = Some((self.out.len(), String::new()));
            }
            Tag::BlockQuote(kind) => return self.quote(kind),
            Tag::CodeBlock(kind) => return self.code_block(&kind),
            Tag::HtmlBlock => return self.html = Some(String::new()),
            Tag::List(first) => return self.list(first),
            Tag::Item => return self.block(Block::Item, "<li"),
            Tag::FootnoteDefinition(label) => {
                self.directions.open(Block::Holder, 0);
                return self.outer.push((label.into_string(), std::mem::take(&mut self.out)));
            }
            Tag::Table(alignments) => {
                let name_end = self.table.open(alignments, &self.writing.labels, &mut self.out);
                return self.directions.open(Block::Holder, name_end);
            }
            Tag::TableHead => return self.table.open_head(&mut self.out),
            Tag::TableRow => return self.table.open_row(&mut self.out),
            Tag::TableCell => {
                let name_end = self.table.open_cell(&mut self.out);
                return self.directions.open(Block::Words, name_end);
            }
            Tag::Emphasis => "<em>",
            Tag::Strong => "<strong>",
            Tag::Strikethrough => "<del>",
            Tag::Link { link_type, dest_url, title, .. } => {
                let is_address = matches!(link_type, LinkType::Autolink | LinkType::Email);
                let is_open = self.link(&link_dest(link_type, &dest_url), &title, is_address);
                return self.links.push(is_open);
            }
            Tag::Image { dest_url, title, .. } => {
                let (dest, title) = (dest_url.into_string(), title.into_string());
                return self.image = Some(OpenImage { dest, title, alt: String::new(), nested: 0 });
            }
            _ => return,
        };
        self.out.push_str(html);
    }

    fn end(&mut self, end: TagEnd) {
        let html = match end {
            TagEnd::Paragraph => self.end_block_of("</p>\n"),
            TagEnd::Heading(level) => return self.end_heading(level as u8),
            TagEnd::BlockQuote(_) => self.end_block_of("</blockquote>\n"),
            TagEnd::CodeBlock => self.end_code_block(),
            TagEnd::HtmlBlock => return self.end_html(),
            TagEnd::List(true) => self.end_block_of("</ol>\n"),
            TagEnd::List(false) => self.end_block_of("</ul>\n"),
            TagEnd::Item => self.end_block_of("</li>\n"),
            TagEnd::FootnoteDefinition => return self.end_definition(),
            TagEnd::Table => {
                self.directions.close(&mut self.out);
                return self.table.close(&mut self.out);
            }
            TagEnd::TableHead => return self.table.close_head(&mut self.out),
            TagEnd::TableRow => "</tr>\n",
            TagEnd::TableCell => {
                self.directions.close(&mut self.out);
                return self.table.close_cell(&mut self.out);
            }
            TagEnd::Emphasis => "</em>",
            TagEnd::Strong => "</strong>",
            TagEnd::Strikethrough => "</del>",
            TagEnd::Link if self.links.pop() == Some(true) => "</a>",
            TagEnd::Image => return self.end_image(),
            _ => return,
        };
        self.out.push_str(html);
    }

    fn list(&mut self, first: Option<u64>) {
        self.container(if first.is_some() { "<ol" } else { "<ul" });
        match first {
            None | Some(1) => self.out.push_str(">\n"),
            Some(first) => _ = writeln!(self.out, " start=\"{first}\">"),
        }
    }

    fn quote(&mut self, kind: Option<BlockQuoteKind>) {
        self.container("<blockquote");
        let [note, tip, important, warning, caution] = self.writing.labels.alerts;
        let (class, word) = match kind {
            None => return self.out.push_str(">\n"),
            Some(BlockQuoteKind::Note) => ("note", note),
            Some(BlockQuoteKind::Tip) => ("tip", tip),
            Some(BlockQuoteKind::Important) => ("important", important),
            Some(BlockQuoteKind::Warning) => ("warning", warning),
            Some(BlockQuoteKind::Caution) => ("caution", caution),
        };
        self.out.extend([" class=\"", class, "\">\n"]);
        self.alert(word);
    }

    /// What kind of alert a quote is, in a word: bold without a stylesheet, too, as feed readers have none.
    fn alert(&mut self, word: &str) {
        if word.is_empty() {
            return;
        }
        self.out.push_str("<p class=\"alert\"");
        if let Some((lang, dir)) = self.writing.labels.alerts_tongue {
            attribute(&mut self.out, "lang", lang);
            attribute(&mut self.out, "dir", dir);
        }
        self.out.push_str("><strong>");
        escape_into(&mut self.out, word);
        self.out.push_str("</strong></p>\n");
    }

    /// Begins the tag of an element that may get a direction once it ends.
    fn container(&mut self, tag: &str) {
        self.out.push_str(tag);
        self.directions.open(Block::Holder, self.out.len());
    }

    /// Begins an element whose direction is known once it ends.
    fn block(&mut self, block: Block, tag: &str) {
        self.out.push_str(tag);
        self.directions.open(block, self.out.len());
        self.out.push('>');
    }

    fn end_block_of(&mut self, tag: &'static str) -> &'static str {
        self.directions.close(&mut self.out);
        tag
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>) {
        self.directions.open(Block::Holder, 0);
        self.out.push_str("<pre dir=\"ltr\" tabindex=\"0\"><code");
        if let CodeBlockKind::Fenced(typed) = kind {
            let language = typed.split_whitespace().next().unwrap_or("").to_lowercase();
            let is_safe = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'+' | b'#' | b'-');
            if (1..=20).contains(&language.len()) && language.bytes().all(is_safe) {
                attribute(&mut self.out, "class", &format!("language-{language}"));
            }
        }
        self.out.push('>');
    }

    fn end_code_block(&mut self) -> &'static str {
        self.directions.leave_out();
        "</code></pre>\n"
    }

    fn end_heading(&mut self, level: u8) {
        let Some((start, text)) = self.heading.take() else { return };
        let dir = self.directions.end();
        if self.piece.is_none() && self.outer.is_empty() {
            self.outline.begin_below(level);
        }
        let level = match self.writing.highest_heading + self.outline.depth(level) {
            ..=1 => "1",
            2 => "2",
            3 => "3",
            4 => "4",
            5 => "5",
            6.. => "6",
        };
        let slug = self.slugs.next(&text);
        let open = ["<h", level, " id=\"", self.writing.prefix, "h-", &slug, "\"", dir, ">"].concat();
        self.out.insert_str(start, &open);
        self.out.extend(["</h", level, ">\n"]);
    }

    fn end_html(&mut self) {
        let Some(html) = self.html.take() else { return };
        let visible = without_comments(&html);
        if !visible.trim().is_empty() {
            self.block(Block::Words, "<p");
            self.directions.read(&visible);
            escape_into(&mut self.out, visible.trim());
            let end = self.end_block_of("</p>\n");
            self.out.push_str(end);
        }
    }

    fn end_definition(&mut self) {
        self.directions.leave_out();
        if let Some((label, outer)) = self.outer.pop() {
            let html = std::mem::replace(&mut self.out, outer);
            self.notes.set(&label, html);
        }
    }

    fn reference(&mut self, label: &str) {
        if self.piece.is_none() && self.outer.is_empty() {
            return;
        }
        if self.notes.is_defined(label) {
            self.notes.mark(label, self.writing, &mut self.out);
        } else if let Some(source) = self.writing.resolve.citation(label) {
            self.out.push_str("<sup class=\"cite\"><a href=\"");
            href_into(&mut self.out, &source.href);
            self.out.push('"');
            attribute(&mut self.out, "title", source.title);
            self.out.push_str(">[");
            escape_into(&mut self.out, source.number);
            self.out.push_str("]</a></sup>");
        } else {
            escape_into(&mut self.out, &format!("[^{label}]"));
        }
    }

    fn task(&mut self, is_done: bool) {
        let (sign, label) = if is_done { ("☑", self.writing.labels.done) } else { ("☐", self.writing.labels.open) };
        self.out.push_str("<span class=\"task\"");
        if !label.is_empty() {
            self.out.push_str(" role=\"img\"");
            attribute(&mut self.out, "aria-label", label);
        }
        self.out.extend([">", sign, "</span> "]);
    }

    /// Opens a link, unless its address is refused or leads nowhere: then its text stands alone.
    fn link(&mut self, dest: &str, title: &str, is_address: bool) -> bool {
        let (href, ascii) = match target(dest) {
            Ok(Target::Web(web)) => {
                self.out.push_str("<a rel=\"noopener noreferrer nofollow ugc\"");
                (web.to_owned(), url::host(web).and_then(suspicious_host))
            }
            Ok(Target::Mail(mail)) => {
                self.out.push_str("<a");
                (mail.to_owned(), None)
            }
            Ok(Target::Fragment(fragment)) => {
                self.out.push_str("<a");
                (format!("#{}", anchor(fragment)), None)
            }
            Ok(Target::Relative { path, fragment }) => {
                let Some(href) = self.writing.resolve.link(&path, fragment) else { return false };
                self.out.push_str("<a");
                (href, None)
            }
            Err(_) => return false,
        };
        self.out.push_str(" href=\"");
        href_into(&mut self.out, &href);
        self.out.push('"');
        attribute(&mut self.out, "title", ascii.as_deref().unwrap_or(title));
        // An address reads from the left, whatever it stands in.
        self.out.push_str(if is_address { " dir=\"ltr\">" } else { ">" });
        true
    }

    fn end_image(&mut self) {
        let Some(OpenImage { dest, title, alt, .. }) = self.image.take() else { return };
        let image = match target(&dest) {
            Ok(Target::Relative { path, .. }) => self.writing.resolve.image(&path),
            _ => None,
        };
        let Some(image) = image else { return self.text(&alt) };
        self.out.push_str("<img src=\"");
        href_into(&mut self.out, &image.src);
        self.out.push_str("\" alt=\"");
        escape_into(&mut self.out, alt.trim());
        self.out.push('"');
        attribute(&mut self.out, "title", &title);
        for (name, value) in [("width", image.width), ("height", image.height)] {
            attribute(&mut self.out, name, &value.map(|pixels| pixels.to_string()).unwrap_or_default());
        }
        self.out.push_str(" loading=\"lazy\" decoding=\"async\">");
    }
}
