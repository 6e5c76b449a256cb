//! Reading what is said and by whom: sources, claims, figures, crowd reports, amendments.

use super::source_ids::SourceIds;
use super::values::{Values, is_mapping};
use crate::archive::incident::{Amendment, Amount, Claim, ClaimValue, Correction, Figure, Id, Report, Source};
use crate::archive::moment::Moment;
use crate::archive::shapes::{AMENDMENT, AMOUNTS, CLAIM, CLAIMED_CAUSE, CLAIMED_FIGURE, REPORT, SHARES, SOURCE, most};
use crate::archive::words::{About, Impact, ReportKind, Role, Status};
use crate::diagnostic::{Code, nearest};
use crate::parse::fields::{Fields, KeyPath};
use crate::parse::shape::Shape;
use crate::parse::tree::{Node, Value};

impl Values<'_> {
    /// `sources`: addresses, or mappings; each with its note. In a translation the id alone names the source.
    /// Also says whether every id is known.
    pub fn sources(
        &mut self,
        node: &Node,
        path: &KeyPath<'_>,
        translated: bool,
    ) -> (Vec<(Source, Option<String>)>, bool) {
        let items = self.reader.items(node, path, most::ENTRIES);
        let mut read: Vec<(Source, Option<String>)> = Vec::with_capacity(items.len());
        let mut all_known = true;
        for (index, item) in items.iter().enumerate() {
            let at = path.index(index);
            let before = self.reader.problems.iter().len();
            let found = self.source(item, &at, index, translated);
            let told = self.reader.problems.iter().skip(before);
            all_known &= !told.into_iter().any(|problem| hides_an_id(problem.code));
            let Some((source, note)) = found else { continue };
            if read.iter().any(|(known, _)| known.id == source.id) {
                let message = format!("the source `{}` stands twice", source.id);
                let problem = self
                    .reader
                    .problem(Code::DuplicateEntry, &item.span, &at, message)
                    .help("give one of the two another `id`");
                self.reader.tell(problem);
            } else {
                read.push((source, note));
            }
        }
        (read, all_known)
    }

    fn source(
        &mut self,
        node: &Node,
        path: &KeyPath<'_>,
        index: usize,
        translated: bool,
    ) -> Option<(Source, Option<String>)> {
        let numbered = Id::from(format!("source-{}", index + 1));
        if !is_mapping(node) {
            let url = Some(self.url(node, path)?.into());
            return Some((Source { url, ..empty_source(numbered) }, None));
        }
        let fields = self.reader.mapping(node, path, &SOURCE)?;
        let id = fields.node("id").and_then(|node| self.id(node, &path.key("id"))).unwrap_or(numbered);
        let role = fields.node("role").and_then(|node| self.reader.word(node, &path.key("role"), Role::WORDS));
        let source = Source {
            title: self.optional_text(&fields, path, "title").map(Into::into),
            url: self.optional_url(&fields, path, "url").map(Into::into),
            archived: self.optional_url(&fields, path, "archived").map(Into::into),
            publisher: self.optional_text(&fields, path, "publisher").map(Into::into),
            author: self.optional_text(&fields, path, "author").map(Into::into),
            date: self.optional_moment(&fields, path, "date"),
            accessed: self.optional_moment(&fields, path, "accessed"),
            lang: fields.node("lang").and_then(|node| self.language(node, &path.key("lang"))).map(Into::into),
            role,
            id,
        };
        if !translated && !fields.has("title") && !fields.has("url") {
            let problem = self
                .reader
                .problem(Code::MissingKey, &node.span, path, "a source needs a `title` or a `url`".into())
                .help("add `title: …` or `url: https://…`");
            self.reader.tell(problem);
        }
        Some((source, self.optional_prose(&fields, path, "note")))
    }

    fn optional_url(&mut self, fields: &Fields<'_>, path: &KeyPath<'_>, key: &str) -> Option<String> {
        let node = fields.node(key)?;
        self.url(node, &path.key(key))
    }

    /// `claims`, each with its note.
    pub fn claims(
        &mut self,
        node: &Node,
        path: &KeyPath<'_>,
        sources: &SourceIds<'_>,
    ) -> Vec<(Option<Claim>, Option<String>)> {
        let items = self.reader.items(node, path, most::ENTRIES);
        items.iter().enumerate().map(|(i, item)| self.claim(item, &path.index(i), sources)).collect()
    }

    fn claim(&mut self, node: &Node, path: &KeyPath<'_>, sources: &SourceIds<'_>) -> (Option<Claim>, Option<String>) {
        let Some(fields) = self.reader.mapping(node, path, &CLAIM) else {
            return (None, None);
        };
        let note = self.optional_prose(&fields, path, "note");
        let source = self.optional_source(&fields, path, sources);
        if sources.any && !fields.has("about") && !fields.has("value") {
            return (None, note);
        }
        let about = self.reader.required(&fields, path, "about");
        let about = about.and_then(|node| self.reader.word(node, &path.key("about"), About::WORDS));
        let value = self.reader.required(&fields, path, "value");
        if let Some(node) = value.filter(|node| matches!(&node.value, Value::Sequence(items) if items.is_empty())) {
            self.tell_empty(node, &path.key("value"), "write what is claimed, or remove the claim");
        }
        let claim = about.zip(value).and_then(|(about, node)| {
            let value = self.claim_value(about, node, &path.key("value"), sources)?;
            Some(Claim { about, value, source })
        });
        (claim, note)
    }

    fn claim_value(
        &mut self,
        about: About,
        node: &Node,
        path: &KeyPath<'_>,
        sources: &SourceIds<'_>,
    ) -> Option<ClaimValue> {
        Some(match about {
            About::Date => match self.when(node, path)? {
                (start, None) => ClaimValue::Start(start),
                (start, Some(end)) => ClaimValue::Interval(start, end),
            },
            About::End => ClaimValue::End(self.end(node, path)?),
            About::Regions => ClaimValue::Regions(self.regions(node, path)),
            About::Impact => ClaimValue::Impact(self.reader.word(node, path, Impact::WORDS)?),
            About::Status => ClaimValue::Status(self.reader.word(node, path, Status::WORDS)?),
            About::Cause => ClaimValue::Causes(
                self.causes(node, path, &CLAIMED_CAUSE, sources).into_iter().map(|read| read.cause).collect(),
            ),
            About::Figures => {
                let figures = self.figures(node, path, &CLAIMED_FIGURE, sources);
                ClaimValue::Figures(figures.into_iter().filter_map(|(figure, _)| figure).collect())
            }
        })
    }

    /// `figures`, each with its note.
    pub fn figures(
        &mut self,
        node: &Node,
        path: &KeyPath<'_>,
        shape: &Shape,
        sources: &SourceIds<'_>,
    ) -> Vec<(Option<Figure>, Option<String>)> {
        let items = self.reader.items(node, path, most::ENTRIES);
        items.iter().enumerate().map(|(i, item)| self.figure(item, &path.index(i), shape, sources)).collect()
    }

    fn figure(
        &mut self,
        node: &Node,
        path: &KeyPath<'_>,
        shape: &Shape,
        sources: &SourceIds<'_>,
    ) -> (Option<Figure>, Option<String>) {
        let Some(fields) = self.reader.mapping(node, path, shape) else { return (None, None) };
        let note = self.optional_prose(&fields, path, "note");
        let unit = self.optional_text(&fields, path, "unit");
        let at = self.optional_moment(&fields, path, "at");
        let source = self.optional_source(&fields, path, sources);
        let has_amount = AMOUNTS.iter().any(|key| fields.has(key));
        let what = match fields.node("what") {
            Some(node) => self.figure_word(node, &path.key("what")),
            None if sources.any && !has_amount => None,
            None => self.reader.required(&fields, path, "what").and(None),
        };
        if sources.any && !has_amount {
            return (None, note);
        }
        let amount = self.amount(&fields, path);
        let figure = what.zip(amount).map(|(what, amount)| Figure { what, amount, unit, at, source });
        (figure, note)
    }

    fn figure_word(&mut self, node: &Node, path: &KeyPath<'_>) -> Option<Id> {
        let text = self.reader.text(node, path)?;
        if let Some((word, _)) = self.names.figures.get_key_value(text) {
            return Some(word.clone());
        }
        let message = format!("`{text}` is not in the site's vocabulary");
        let mut problem = self.reader.problem(Code::UnknownFigure, &node.span, path, message);
        problem = match nearest(text, self.names.figures.keys().map(|word| &**word)) {
            Some(near) => problem.help(format!("did you mean `{near}`?")).guess(near),
            None => problem.help(format!("add `{text:?} = \"…\"` below `[vocabulary]` in site.toml")),
        };
        self.reader.tell(problem);
        None
    }

    fn amount(&mut self, fields: &Fields<'_>, path: &KeyPath<'_>) -> Option<Amount> {
        let given: Vec<_> = AMOUNTS.iter().filter(|key| fields.has(key)).collect();
        let key = match given.as_slice() {
            [key] => key,
            [first, second, ..] => {
                self.reader.together(fields, path, first, second, "a figure is one number or one range");
                return None;
            }
            [] => {
                let place = fields.span.start..fields.span.start;
                let message = format!("`{path}` has no number");
                let problem = self
                    .reader
                    .problem(Code::MissingKey, &place, path, message)
                    .help("add `value: …`, `at-least: …`, `at-most: …` or `between: [8000, 9000]` to it");
                self.reader.tell(problem);
                return None;
            }
        };
        let node = fields.node(key)?;
        let at = path.key(key);
        match **key {
            "value" => self.reader.number(node, &at).map(Amount::Exactly),
            "at-least" => self.reader.number(node, &at).map(Amount::AtLeast),
            "at-most" => self.reader.number(node, &at).map(Amount::AtMost),
            _ => self.between(node, &at),
        }
    }

    fn between(&mut self, node: &Node, path: &KeyPath<'_>) -> Option<Amount> {
        let [low, high] = self.reader.pair(node, path, "two numbers, such as `[8000, 9000]`")?;
        let low = self.reader.number(low, &path.index(0));
        let high = self.reader.number(high, &path.index(1));
        let (low, high) = low.zip(high)?;
        if low > high {
            let message = format!("`{path}` begins with the larger number");
            let problem = self
                .reader
                .problem(Code::InvalidNumber, &node.span, path, message)
                .help("write the smaller number first");
            self.reader.tell(problem);
            return None;
        }
        Some(Amount::Between(low, high))
    }

    /// `reports`.
    pub fn reports(&mut self, node: &Node, path: &KeyPath<'_>, sources: &SourceIds<'_>) -> Vec<Report> {
        let items = self.reader.items(node, path, most::ENTRIES);
        items.iter().enumerate().filter_map(|(i, item)| self.report(item, &path.index(i), sources)).collect()
    }

    fn report(&mut self, node: &Node, path: &KeyPath<'_>, sources: &SourceIds<'_>) -> Option<Report> {
        let fields = self.reader.mapping(node, path, &REPORT)?;
        self.reader.together(&fields, path, "shares", "points", "a report holds shares or counts over time");
        let source = self.optional_source(&fields, path, sources);
        let at = self.optional_moment(&fields, path, "at");
        let region = fields.node("region").and_then(|node| self.region(node, &path.key("region")));
        let shares = fields.node("shares").map(|node| self.shares(node, &path.key("shares"))).unwrap_or_default();
        let points = fields.node("points").map(|node| self.points(node, &path.key("points"))).unwrap_or_default();
        if !fields.has("shares") && !fields.has("points") {
            let problem = self
                .reader
                .problem(Code::MissingKey, &node.span, path, "a report needs `shares` or `points`".into())
                .help("add `shares: { connection: 78 }` or `points: [[2024-10-03T10:30Z, 120]]`");
            self.reader.tell(problem);
        }
        Some(Report { source, at, region, shares, points })
    }

    fn shares(&mut self, node: &Node, path: &KeyPath<'_>) -> Vec<(ReportKind, f64)> {
        let Some(fields) = self.reader.mapping(node, path, &SHARES) else { return Vec::new() };
        if fields.entries().is_empty() {
            self.tell_empty(node, path, "name a kind with its share, such as `{ connection: 78 }`");
        }
        let mut read = Vec::new();
        for entry in fields.entries() {
            let at = path.key(&entry.key);
            let kind = ReportKind::WORDS.iter().find(|(word, _)| *word == entry.key);
            let Some((_, kind)) = kind else { continue };
            let Some(share) = self.reader.number(&entry.value, &at) else { continue };
            if share > 100.0 {
                let message = format!("`{at}` is more than 100 per cent");
                let problem = self
                    .reader
                    .problem(Code::InvalidNumber, &entry.value.span, &at, message)
                    .help("write a percentage from 0 to 100");
                self.reader.tell(problem);
                continue;
            }
            read.push((*kind, share));
        }
        read
    }

    fn points(&mut self, node: &Node, path: &KeyPath<'_>) -> Vec<(Moment, f64)> {
        let items = self.reader.items(node, path, most::POINTS);
        if items.is_empty() && node.value != Value::Null {
            self.tell_empty(node, path, "give at least one count, such as `[[2024-10-03T10:30Z, 120]]`");
        }
        let mut read: Vec<_> =
            items.iter().enumerate().filter_map(|(i, item)| self.point(item, &path.index(i))).collect();
        read.sort_by_key(|(moment, _)| moment.order_key());
        read
    }

    /// Tells a list or mapping that holds nothing.
    fn tell_empty(&mut self, node: &Node, path: &KeyPath<'_>, help: &str) {
        let message = format!("`{path}` holds nothing");
        let problem = self.reader.problem(Code::EmptyValue, &node.span, path, message);
        self.reader.tell(problem.help(help));
    }

    fn point(&mut self, node: &Node, path: &KeyPath<'_>) -> Option<(Moment, f64)> {
        let [at, count] = self.reader.pair(node, path, "a moment and a count, such as `[2024-10-03T10:30Z, 120]`")?;
        let at = self.moment(at, &path.index(0));
        let count = self.reader.number(count, &path.index(1));
        at.zip(count)
    }

    /// `amendments`, each with its note; in a translation the note is enough.
    pub fn amendments(
        &mut self,
        node: &Node,
        path: &KeyPath<'_>,
        sources: &SourceIds<'_>,
    ) -> Vec<(Option<Amendment>, Option<String>)> {
        let items = self.reader.items(node, path, most::ENTRIES);
        let mut read = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let at = path.index(index);
            let Some(fields) = self.reader.mapping(item, &at, &AMENDMENT) else { continue };
            let note = self.optional_prose(&fields, &at, "note");
            let was = self.correction(&fields, &at, sources);
            let may_lack_date = sources.any && was.is_none();
            let date = if may_lack_date { fields.node("date") } else { self.reader.required(&fields, &at, "date") };
            let date = date.and_then(|node| self.moment(node, &at.key("date")));
            read.push((date.map(|date| Amendment { date, was }), note));
        }
        read
    }

    /// `about` and `was` of an amendment: both or neither.
    fn correction(&mut self, fields: &Fields<'_>, path: &KeyPath<'_>, sources: &SourceIds<'_>) -> Option<Correction> {
        if !fields.has("about") && !fields.has("was") {
            return None;
        }
        let about = self.reader.required(fields, path, "about");
        let about = about.and_then(|node| self.reader.word(node, &path.key("about"), About::WORDS));
        let (about, was) = about.zip(self.reader.required(fields, path, "was"))?;
        let value = self.claim_value(about, was, &path.key("was"), sources)?;
        Some(Correction { about, value })
    }
}

/// Whether behind such a problem the id of a source may be hidden, so that naming it elsewhere is no mistake.
const fn hides_an_id(code: Code) -> bool {
    matches!(code, Code::InvalidId | Code::UnknownKey | Code::WrongShape | Code::EmptyValue)
}

fn empty_source(id: Id) -> Source {
    Source {
        id,
        title: None,
        url: None,
        archived: None,
        publisher: None,
        author: None,
        date: None,
        accessed: None,
        lang: None,
        role: None,
    }
}
