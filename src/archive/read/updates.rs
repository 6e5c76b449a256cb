//! Reading updates: from the front matter, or from headings of the body.

use std::collections::BTreeSet;
use std::ops::Range;

use super::source_ids::SourceIds;
use super::values::{Values, is_mapping};
use crate::archive::document::Document;
use crate::archive::incident::{Id, UpdateText};
use crate::archive::moment::Moment;
use crate::archive::shapes::{UPDATE, most};
use crate::archive::words::Status;
use crate::diagnostic::{Code, nearest, one_of, surely};
use crate::parse::fields::{KeyPath, Reader};
use crate::parse::markdown::{Body, Heading, Section};
use crate::parse::otherwise;
use crate::parse::tree::{Node, Value};

/// An update as one file tells it; a translation may give only the text.
#[derive(Clone, Debug)]
pub struct UpdateRead {
    /// When.
    pub at: Option<Moment>,
    /// Status.
    pub status: Option<Status>,
    /// Where it was said.
    pub sources: Vec<Id>,
    /// Who said it.
    pub by: Option<Box<str>>,
    /// The language it was said in.
    pub lang: Option<Box<str>>,
    /// What it says.
    pub text: Option<UpdateText>,
    /// Where it stands.
    pub span: Range<usize>,
    /// Where its moment stands.
    pub at_span: Range<usize>,
}

impl Values<'_> {
    /// `updates` of the front matter.
    pub fn updates(
        &mut self,
        node: &Node,
        path: &KeyPath<'_>,
        sources: &SourceIds<'_>,
        (document, text): (&Document, &str),
    ) -> Vec<UpdateRead> {
        let items = self.reader.items(node, path, most::UPDATES);
        let mut read = Vec::with_capacity(items.len());
        for (number, item) in items.iter().enumerate() {
            let path = path.index(number);
            let update = self.update(item, &path, sources);
            if let (Some(text_node), Some(UpdateText::Typed(prose))) =
                (text_of(item), update.as_ref().and_then(|update| update.text.as_ref()))
            {
                self.inspect_marked_up(text_node, prose, &path.key("text"), document, text);
            }
            read.extend(update);
        }
        read
    }

    fn update(&mut self, node: &Node, path: &KeyPath<'_>, sources: &SourceIds<'_>) -> Option<UpdateRead> {
        let mut read = UpdateRead {
            at: None,
            status: None,
            sources: Vec::new(),
            by: None,
            lang: None,
            text: None,
            span: node.span.clone(),
            at_span: node.span.clone(),
        };
        if !is_mapping(node) {
            read.at = Some(self.moment(node, path)?);
            return Some(read);
        }
        let fields = self.reader.mapping(node, path, &UPDATE)?;
        read.at = self.optional_moment(&fields, path, "at");
        read.at_span = fields.node("at").map_or(read.at_span, |node| node.span.clone());
        read.status = fields.node("status").and_then(|node| self.reader.word(node, &path.key("status"), Status::WORDS));
        read.sources = self.update_sources(fields.node("source"), &path.key("source"), sources);
        read.by = self.optional_text(&fields, path, "by").map(Into::into);
        read.lang = fields.node("lang").and_then(|node| self.language(node, &path.key("lang"))).map(Into::into);
        read.text = self.optional_prose(&fields, path, "text").map(UpdateText::Typed);
        if !fields.has("at") && !sources.any {
            self.reader.required(&fields, path, "at");
            return None;
        }
        (fields.has("at") == read.at.is_some()).then_some(read)
    }

    fn update_sources(&mut self, node: Option<&Node>, path: &KeyPath<'_>, sources: &SourceIds<'_>) -> Vec<Id> {
        let Some(node) = node else { return Vec::new() };
        let items = self.reader.items(node, path, most::UPDATE_SOURCES);
        items.iter().enumerate().filter_map(|(i, item)| self.source_id(item, &path.index(i), sources)).collect()
    }

    /// Updates told as level-2 headings of the body, and the stretches of prose between them.
    pub fn body_updates(
        &mut self,
        body: &Body,
        text: &str,
        sources: &SourceIds<'_>,
    ) -> (Vec<UpdateRead>, Vec<Range<usize>>) {
        let mut updates = Vec::with_capacity(body.sections.len());
        let mut prose: Vec<Range<usize>> = Vec::with_capacity(1);
        let mut headings: Vec<&Heading> = Vec::new();
        for section in &body.sections {
            match section.heading.as_ref().map(|heading| self.update_heading(heading, section, text, sources)) {
                Some(Heard::Update(update)) => {
                    updates.push(*update);
                    headings.extend(&section.heading);
                }
                Some(Heard::Broken) => {}
                Some(Heard::Heading) | None => match prose.last_mut() {
                    Some(last) if last.end == section.range.start => last.end = section.range.end,
                    _ => prose.push(section.range.clone()),
                },
            }
        }
        self.lost_in_headings(body, &headings);
        self.updates_on_other_levels(body);
        if updates.len() > most::UPDATES {
            let message = format!("the body holds more than {} updates", most::UPDATES);
            let span = updates.first().map_or(0..0, |update| update.span.clone());
            let problem = self.reader.problem(Code::TooMany, &span, &KeyPath::ROOT, message).help("tell fewer updates");
            self.reader.tell(problem);
        }
        // Drafts of all write-ups stand in memory at once.
        updates.shrink_to_fit();
        (updates, prose)
    }

    fn update_heading(&mut self, heading: &Heading, section: &Section, text: &str, sources: &SourceIds<'_>) -> Heard {
        let words: Vec<&str> = heading.text.split_whitespace().collect();
        let Some(opening) = Opening::of(&words) else { return Heard::Heading };
        let at_span = span_of(&opening.moment, heading, text);
        let place = at_span.as_ref().unwrap_or(&heading.span);
        let Some(status) = opening.status else { return self.almost_update(&opening, at_span, heading, text) };
        let typed = opening.moment.join(" ");
        let Some(at) = self.heading_moment(&typed, place, at_span.is_some()) else { return Heard::Broken };
        let by = opening.rest.join(" ");
        let by = by.trim_start_matches(['—', '–', '-', ':', ' ']).trim();
        let by = by.strip_prefix("by ").unwrap_or(by).trim();
        let at_span = place.clone();
        // A footnote that is no source is told with those of the prose.
        let sources = heading.footnotes.iter().filter_map(|(label, _)| sources.find(label));
        Heard::Update(Box::new(UpdateRead {
            at: Some(at),
            status: Some(status),
            sources: sources.collect(),
            by: (!by.is_empty() && by != "by").then(|| by.into()),
            lang: None,
            text: Some(UpdateText::Body(section.content.clone())),
            span: heading.span.clone(),
            at_span,
        }))
    }

    /// The moment a heading opens with; a change is offered only where the moment's own bytes are known.
    fn heading_moment(&mut self, typed: &str, place: &Range<usize>, is_exact: bool) -> Option<Moment> {
        let mut values = Values::new(Reader::new(self.reader.file), self.names, self.settings);
        let read = values.moment_text(typed, place, &KeyPath::ROOT.key("updates"));
        for mut problem in values.reader.problems.into_sorted() {
            problem.fix = problem.fix.filter(|_| is_exact);
            self.reader.tell(problem);
        }
        read
    }

    /// A heading that opens with a moment and a word that is almost a status, or with a time of day and anything else,
    /// is meant as an update.
    fn almost_update(
        &mut self,
        opening: &Opening<'_>,
        at_span: Option<Range<usize>>,
        heading: &Heading,
        text: &str,
    ) -> Heard {
        let known = || Status::WORDS.iter().map(|(key, _)| *key);
        let near = nearest(opening.word, known()).or_else(|| {
            let meant = otherwise::word(opening.word)?;
            known().find(|key| *key == meant)
        });
        if near.is_none() && !opening.has_time {
            return Heard::Heading;
        }
        let (word, title) = (opening.word, &heading.text);
        let span = at_span.filter(|_| !word.is_empty()).and_then(|moment| {
            let start = moment.end + text.get(moment.end..heading.span.end)?.find(word)?;
            Some(start..start + word.len())
        });
        let message = if word.is_empty() {
            format!("the heading `{title}` opens like an update, but tells no status")
        } else {
            format!("the heading `{title}` opens like an update, but `{word}` is not a status")
        };
        let problem =
            self.reader.problem(Code::UpdateHeading, span.as_ref().unwrap_or(&heading.span), &KeyPath::ROOT, message);
        self.reader.tell(match near {
            Some(near) => {
                let problem = problem.help(format!("write `{near}` in place of `{word}`"));
                match span {
                    Some(_) if surely(word, known()) == Some(near) => problem.fix(near),
                    Some(_) => problem.guess(near),
                    None => problem,
                }
            }
            None => problem.help(format!(
                "write {} after the moment; if it is no update, begin the heading with another word",
                one_of(known())
            )),
        });
        Heard::Broken
    }

    /// Tells what stands in headings of updates and no page shows: the words become moment, status and author, and a
    /// footnote of the text has no place there.
    fn lost_in_headings(&mut self, body: &Body, headings: &[&Heading]) {
        let mut lose = |span: &Range<usize>, what: &str| {
            let message = format!("{what} in the heading of an update is not shown");
            let problem = self.reader.problem(Code::LostInHeading, span, &KeyPath::ROOT, message);
            self.marked_up.problems.push(problem.help("move it into the text of the update"));
        };
        for link in &body.links {
            let next = headings.partition_point(|heading| heading.span.end <= link.span.start);
            if headings.get(next).is_some_and(|heading| heading.span.contains(&link.span.start)) {
                lose(&link.span, if link.image { "the picture" } else { "where the link leads" });
            }
        }
        if body.definitions.is_empty() {
            return;
        }
        let defined: BTreeSet<String> = body.definitions.iter().map(|note| note.label.to_lowercase()).collect();
        for (label, span) in headings.iter().flat_map(|heading| &heading.footnotes) {
            if defined.contains(&label.to_lowercase()) {
                lose(span, &format!("the footnote `[^{label}]`"));
            }
        }
    }

    /// Tells headings that read as updates but stand on another level than updates do.
    fn updates_on_other_levels(&mut self, body: &Body) {
        for heading in body.headings.iter().filter(|heading| heading.level != 2) {
            let words: Vec<&str> = heading.text.split_whitespace().collect();
            if Opening::of(&words).is_none_or(|opening| opening.status.is_none() || !opening.has_time) {
                continue;
            }
            let message =
                format!("the heading `{}` reads as an update, but stands on level {}", heading.text, heading.level);
            let problem = self.reader.problem(Code::UpdateHeading, &heading.span, &KeyPath::ROOT, message);
            self.reader.tell(problem.help("begin it with `## `, as all updates"));
        }
    }
}

/// The text of an update.
fn text_of(update: &Node) -> Option<&Node> {
    let Value::Mapping(entries) = &update.value else { return None };
    entries.iter().find(|entry| entry.key == "text").map(|entry| &entry.value)
}

/// How a heading begins that is, or was meant as, an update.
struct Opening<'w> {
    /// The words that make the moment, without signs between it and the status.
    moment: Vec<&'w str>,
    /// Whether it tells a time of day: no other heading begins like that.
    has_time: bool,
    /// The word where the status should stand; empty where nothing does.
    word: &'w str,
    /// The status.
    status: Option<Status>,
    /// What follows it.
    rest: &'w [&'w str],
}

impl<'w> Opening<'w> {
    fn of(words: &'w [&'w str]) -> Option<Self> {
        let bare = |word: &'w str| word.trim_matches(['[', ']', '(', ')']);
        let first = bare(words.first()?);
        let dated = first.get(..4).is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()))
            && first.chars().nth(4).is_none_or(|c| !c.is_alphabetic());
        let numbered = first.starts_with(char::is_numeric) && first.contains([':', '/', '-', '.']);
        if !dated && !numbered {
            return None;
        }
        // A moment typed with spaces, such as `2024-10-03 10:30 UTC`, is told of, not passed over as prose.
        let between = words.iter().skip(1).take(4).take_while(|word| is_part_of_moment(bare(word))).count();
        let (before, after) = words.split_at(1 + between);
        let is_said = |word: &&str| word.contains(char::is_alphanumeric);
        let mut moment: Vec<&str> = before.iter().copied().map(bare).filter(is_said).collect();
        if let Some(last) = moment.last_mut() {
            *last = last.trim_end_matches([':', ',', ';', '–', '—']);
        }
        let is_clock = |word: &&str| {
            let clock = word.split_once('T').map_or(*word, |(_, clock)| clock);
            clock.starts_with(|c: char| c.is_ascii_digit()) && clock.contains(':')
        };
        let has_time = dated && moment.iter().any(is_clock);
        let word = after.first().map_or("", |word| word.trim_end_matches([',', ':', ';']));
        let status = Status::WORDS.iter().find(|(key, _)| *key == word).map(|(_, status)| *status);
        // `12:20 Resolved` would be an update, were the word in small letters.
        let is_status = Status::WORDS.iter().any(|(key, _)| key.eq_ignore_ascii_case(word));
        let is_meant = is_status || has_time || (dated && between == 0 && !word.is_empty());
        let rest = after.get(1..).unwrap_or_default();
        is_meant.then_some(Self { moment, has_time, word, status, rest })
    }
}

fn is_part_of_moment(word: &str) -> bool {
    word.starts_with(char::is_numeric)
        || !word.contains(char::is_alphanumeric)
        || matches!(word, "UTC" | "GMT" | "Z" | "AM" | "PM" | "am" | "pm" | "at" | "à")
}

/// Where words of a heading stand, if they are typed one after the other without markup between them.
fn span_of(words: &[&str], heading: &Heading, text: &str) -> Option<Range<usize>> {
    let typed = text.get(heading.span.clone())?;
    let start = typed.find(words.first()?)?;
    let mut end = start;
    for word in words {
        end += typed.get(end..)?.find(word)? + word.len();
    }
    Some(heading.span.start + start..heading.span.start + end)
}

/// What a level-2 heading is.
enum Heard {
    Update(Box<UpdateRead>),
    Broken,
    Heading,
}
