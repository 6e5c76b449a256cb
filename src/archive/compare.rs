//! A translation may repeat a fact, but not with another value: every contradiction is told with both places.

use std::borrow::Cow;
use std::ops::Range;

use super::incident::{Amendment, Cause, Id};
use super::moment::End;
use super::places::Places;
use super::read::{Draft, FactKey, FactsDraft, UpdateRead};
use super::words::{Impact, Relation, Status, UNKNOWN_CAUSE};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::parse::fields::{KeyPath, Reader};

/// One translation beside its original.
pub struct Comparison<'a, 'p> {
    /// Where values stand, as they were typed.
    pub places: Places<'a>,
    /// Where contradictions go.
    pub problems: &'p mut Diagnostics,
    /// The translation.
    pub draft: &'a Draft,
    /// The file that holds the facts.
    pub original: &'a Draft,
    /// The end of the incident, told or derived.
    pub end: End,
    /// Its status, told or derived.
    pub status: Status,
}

impl<'a> Comparison<'a, '_> {
    /// Tells every fact the translation repeats with another value.
    pub fn tell(&mut self) {
        for (key, same) in self.facts() {
            if self.draft.has(key) && self.is_readable(key) && !same {
                self.contradiction(key, None);
            }
        }
        for (key, index) in self.entries() {
            if self.is_readable(key) {
                self.contradiction(key, Some(index));
            }
        }
        self.citations();
    }

    fn is_readable(&self, key: FactKey) -> bool {
        self.draft.is_readable(key) && self.original.is_readable(key)
    }

    /// Facts told under one key, and whether the translation agrees.
    fn facts(&self) -> [(FactKey, bool); 15] {
        let (a, b) = (&self.draft.facts, &self.original.facts);
        let when = match (a.when, b.when) {
            (Some((x, x_end)), Some((y, _))) => x == y && x_end.is_none_or(|end| end == self.end),
            (x, _) => x.is_none(),
        };
        [
            ("id", self.draft.given.as_ref().is_none_or(|id| *id == self.original.id)),
            ("date", when),
            ("end", a.end.is_none_or(|end| end == self.end)),
            ("status", a.status.is_none_or(|status| status == self.status)),
            ("impact", a.impact.unwrap_or(Impact::Unknown) == b.impact.unwrap_or(Impact::Unknown)),
            ("services", same_set(&a.services, &b.services)),
            ("regions", same_set(&a.regions, &b.regions)),
            ("cause", same_causes(a, b)),
            ("justification", same_justification(a, b)),
            ("reports", a.reports == b.reports),
            ("related", same_set(&related(a), &related(b))),
            ("tags", same_set(&a.tags, &b.tags)),
            ("aliases", same_set(&alias_ids(a), &alias_ids(b))),
            ("withdrawn", b.withdrawn.is_some()),
            ("x", a.extra.as_ref().zip(b.extra.as_ref()).is_some_and(|(x, y)| x.is_same(y))),
        ]
    }

    /// Entries of lists that say otherwise than the original's.
    fn entries(&self) -> Vec<(FactKey, usize)> {
        let (a, b) = (&self.draft.facts, &self.original.facts);
        let mut differ: Vec<(FactKey, usize)> = Vec::new();
        differ.extend(differing(&a.claims, &b.claims).map(|index| ("claims", index)));
        differ.extend(differing(&a.figures, &b.figures).map(|index| ("figures", index)));
        differ.extend(differing_amendments(a, b).map(|index| ("amendments", index)));
        for (index, (x, _)) in a.sources.iter().enumerate() {
            let Some((y, _)) = b.sources.iter().find(|(y, _)| y.id == x.id) else { continue };
            let same = agrees(x.title.as_ref(), y.title.as_ref())
                && agrees(x.publisher.as_ref(), y.publisher.as_ref())
                && agrees(x.author.as_ref(), y.author.as_ref())
                && agrees(x.url.as_ref(), y.url.as_ref())
                && agrees(x.archived.as_ref(), y.archived.as_ref())
                && agrees(x.date.as_ref(), y.date.as_ref())
                && agrees(x.accessed.as_ref(), y.accessed.as_ref())
                && agrees(x.lang.as_ref(), y.lang.as_ref())
                && agrees(x.role.as_ref(), y.role.as_ref());
            differ.extend((!same).then_some(("sources", index)));
        }
        differ
    }

    /// Tells a fact that differs: a whole value, or the entry `index` of a list.
    fn contradiction(&mut self, key: FactKey, index: Option<usize>) {
        let name = index.map_or_else(|| key.to_owned(), |index| format!("{key}[{index}]"));
        let there_index = index.map(|index| self.index_in_original(key, index));
        let (here, there) = (self.span(self.draft, key, index), self.span(self.original, key, there_index));
        let there_place = Place::new(self.original.file, there.clone());
        let (here_typed, there_typed) = (self.typed(self.draft, &here), self.typed(self.original, &there));
        let stands_there = self.original.has(key);
        let message = match (here_typed.as_deref(), there_typed.as_deref()) {
            (Some(here), _) if !stands_there => format!("`{name}` is `{here}` here, and the original does not say so"),
            (Some(here), Some(there)) => format!("`{name}` is `{here}` here and `{there}` in the original"),
            _ if !stands_there => format!("`{name}` stands here, and the original does not say so"),
            _ => format!("`{name}` contradicts the original"),
        };
        let help = match there_typed.as_deref().filter(|_| stands_there) {
            Some(there) if index.is_none() => format!("remove `{key}` here, or write `{key}: {there}`"),
            Some(there) => format!("keep only texts in `{name}` here, or write `{there}`"),
            None if stands_there && index.is_none() => format!("remove `{key}` here, or repeat the original's value"),
            None if stands_there => format!("keep only texts in `{name}` here, or repeat the original's values"),
            None => format!("remove `{key}` here, or move it to the original"),
        };
        self.problems.push(
            Diagnostic::new(Code::Contradiction, Place::new(self.draft.file, here), message)
                .key_path(name)
                .label(there_place, "the original")
                .help(help),
        );
    }

    /// Sources are matched by id, other lists in order.
    fn index_in_original(&self, key: FactKey, index: usize) -> usize {
        let id = self.draft.facts.sources.get(index).map(|(source, _)| &source.id).filter(|_| key == "sources");
        let found = id.and_then(|id| self.original.facts.sources.iter().position(|(source, _)| source.id == *id));
        found.unwrap_or(index)
    }

    fn span(&self, draft: &Draft, key: FactKey, index: Option<usize>) -> Range<usize> {
        let item = index.and_then(|index| self.places.item(draft.file, key, index));
        item.unwrap_or_else(|| draft.place_of(key))
    }

    /// A short value as it stands in its file, or as it could stand behind its key.
    fn typed(&self, draft: &Draft, span: &Range<usize>) -> Option<Cow<'a, str>> {
        let text = self.places.text(draft.file).get(span.clone())?;
        if text.is_empty() || text.len() > 60 || text.contains(['\n', '\r']) { None } else { in_one_line(text, false) }
    }

    /// Tells what an update repeats with another value.
    pub fn update(&mut self, read: &UpdateRead, original: &UpdateRead) {
        let differs = (read.status.is_some() && read.status != original.status).then_some("status");
        let differs = differs.or((!read.sources.is_empty() && read.sources != original.sources).then_some("source"));
        let differs = differs.or((read.lang.is_some() && read.lang != original.lang).then_some("lang"));
        let Some(what) = differs else { return };
        self.problems.push(
            Diagnostic::new(
                Code::Contradiction,
                Place::new(self.draft.file, read.span.clone()),
                format!("the `{what}` of this update contradicts the original's"),
            )
            .key_path("updates")
            .label(Place::new(self.original.file, original.span.clone()), "the original says otherwise here")
            .help(format!("leave `{what}` out of the translation, or make both say the same")),
        );
    }

    /// Footnotes and sources of updates name the original's sources.
    fn citations(&mut self) {
        if !self.draft.is_translation || !self.original.sources_known {
            return;
        }
        self.draft.footnotes.tell(self.draft.file, &self.original.facts.sources, self.problems);
    }
}

impl Comparison<'_, '_> {
    /// Tells sources of a translation's updates that the original does not have.
    pub fn update_sources(&mut self, read: &UpdateRead) {
        let known = |id: &Id| self.original.facts.sources.iter().any(|(source, _)| source.id == *id);
        if !self.draft.is_translation || !self.original.sources_known {
            return;
        }
        let reader = Reader::new(self.draft.file);
        for id in read.sources.iter().filter(|id| !known(id)) {
            let message = format!("the original has no source `{id}`");
            let path = KeyPath::ROOT;
            let problem = reader.problem(Code::UnknownSource, &read.span, &path.key("updates"), message);
            self.problems.push(problem.help("name one of the original's sources, or leave `source` out"));
        }
    }
}

/// Whether what is repeated is the same; what is left out agrees.
fn agrees<T: PartialEq>(here: Option<&T>, there: Option<&T>) -> bool {
    here.is_none() || here == there
}

/// A fact of a list, if it was told, with its note.
type Entry<T> = (Option<T>, Option<String>);

fn differing<T: PartialEq>(here: &[Entry<T>], there: &[Entry<T>]) -> impl Iterator<Item = usize> {
    let pairs = here.iter().zip(there).enumerate();
    pairs.filter(|(_, ((x, _), (y, _)))| !agrees(x.as_ref(), y.as_ref())).map(|(index, _)| index)
}

/// A translation may repeat the date of an amendment alone: what was corrected is the original's to say.
fn differing_amendments(here: &FactsDraft, there: &FactsDraft) -> impl Iterator<Item = usize> {
    let pairs = here.amendments.iter().zip(&there.amendments).enumerate();
    let differ = |(index, ((x, _), (y, _))): (usize, (&Entry<Amendment>, &Entry<Amendment>))| {
        let (x, y) = (x.as_ref(), y.as_ref());
        let same = agrees(x.map(|x| x.date).as_ref(), y.map(|y| y.date).as_ref())
            && agrees(x.and_then(|x| x.was.as_ref()), y.and_then(|y| y.was.as_ref()));
        (!same).then_some(index)
    };
    pairs.filter_map(differ)
}

fn same_set<T: PartialEq>(a: &[T], b: &[T]) -> bool {
    a.len() == b.len() && a.iter().all(|item| b.contains(item))
}

fn related(facts: &FactsDraft) -> Vec<(&Id, Relation)> {
    facts.related.iter().map(|related| (&related.id, related.relation)).collect()
}

fn alias_ids(facts: &FactsDraft) -> Vec<&Id> {
    facts.aliases.iter().map(|(id, _): &(Id, Range<usize>)| id).collect()
}

/// Causes agree if what is repeated is the same; kinds may be left out. Lists of different length are told as such.
fn same_causes(a: &FactsDraft, b: &FactsDraft) -> bool {
    a.causes.len() != b.causes.len() || a.causes.iter().zip(&b.causes).all(|((x, _), (y, _))| same_cause(x, y))
}

fn same_cause(x: &Cause, y: &Cause) -> bool {
    (x.kind.is_empty() || x.kind == y.kind)
        && agrees(x.certainty.as_ref(), y.certainty.as_ref())
        && agrees(x.by.as_ref(), y.by.as_ref())
        && agrees(x.source.as_ref(), y.source.as_ref())
}

/// Whether causes that are not listed alike are still the same: an unknown cause may be left unsaid.
pub fn is_unknown_cause(facts: &FactsDraft) -> bool {
    facts.causes.iter().all(|(cause, summary)| *cause.kind == *UNKNOWN_CAUSE && summary.is_none())
}

fn same_justification(a: &FactsDraft, b: &FactsDraft) -> bool {
    match (&a.justification, &b.justification) {
        (Some((x, _)), Some((y, _))) => {
            agrees(x.by.as_ref(), y.by.as_ref()) && agrees(x.source.as_ref(), y.source.as_ref())
        }
        (here, _) => here.is_none(),
    }
}

/// A value of one line as it may stand behind its key: what is indented or listed below a key is put in brackets, if
/// it can stand there as it is.
fn in_one_line(typed: &str, in_brackets: bool) -> Option<Cow<'_, str>> {
    let is_closed = [('"', '"'), ('\'', '\''), ('[', ']'), ('{', '}')].into_iter().any(|pair| is_between(typed, pair));
    if is_closed {
        return Some(typed.into());
    }
    if let Some(item) = typed.strip_prefix("- ") {
        return Some(format!("[{}]", in_one_line(item.trim_start(), true)?).into());
    }
    if let Some((key, value)) = typed.split_once(": ") {
        return Some(format!("{{ {key}: {} }}", in_one_line(value.trim_start(), true)?).into());
    }
    (!in_brackets || !typed.contains([',', '[', ']', '{', '}'])).then(|| typed.into())
}

fn is_between(typed: &str, (open, close): (char, char)) -> bool {
    typed.strip_prefix(open).is_some_and(|rest| rest.ends_with(close))
}

#[cfg(test)]
mod tests {
    use super::in_one_line;

    #[test]
    fn values_below_their_key_are_put_in_brackets() {
        for (typed, shown) in [
            ("2024-10-03T10:30Z", Some("2024-10-03T10:30Z")),
            ("[a, b]", Some("[a, b]")),
            ("One, two", Some("One, two")),
            ("- FR", Some("[FR]")),
            ("-  - \"a, b\"", Some("[[\"a, b\"]]")),
            ("kind: power", Some("{ kind: power }")),
            ("\"kind\": power", Some("{ \"kind\": power }")),
            ("- id: telegram", Some("[{ id: telegram }]")),
            ("- { id: a, impact: minor }", Some("[{ id: a, impact: minor }]")),
            ("- One, two", None),
        ] {
            assert_eq!(in_one_line(typed, false).as_deref(), shown, "{typed}");
        }
    }
}
