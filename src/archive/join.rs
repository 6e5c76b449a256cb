//! From the drafts of one incident to the incident: the original's facts, everybody's texts.

use std::ops::Range;

use super::incident::{CauseTelling, Facts, Id, Incident, Telling, Texts, Update, UpdateTelling};
use super::moment::{End, Moment};
use super::read::{Draft, FactKey, UpdateRead, undefined_footnote};
use super::words::Status;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::parse::fields::{KeyPath, Reader};
use crate::source::SourceFile;

/// Joins the drafts of one incident; `None` if it has no usable facts. Problems are told.
pub fn join(drafts: Vec<Draft>, files: &[SourceFile], problems: &mut Diagnostics) -> Option<Incident> {
    let drafts = one_a_language(drafts, problems);
    let original = original_of(&drafts)?;
    let Some((start, _)) = drafts.get(original)?.facts.when else {
        return without_date(&drafts, original, problems);
    };
    let mut joining = Joining { files, problems, drafts: &drafts, original: drafts.get(original)?, order: Vec::new() };
    joining.missing_services();
    let incident = joining.incident(start, original);
    Some(incident)
}

/// One draft a language; a second one is told and left out.
fn one_a_language(drafts: Vec<Draft>, problems: &mut Diagnostics) -> Vec<Draft> {
    let mut kept: Vec<Draft> = Vec::new();
    for draft in drafts {
        if let Some(first) = kept.iter().find(|known| known.language == draft.language) {
            problems.push(
                Diagnostic::new(
                    Code::DuplicateId,
                    Place::new(draft.file, draft.id_span.clone()),
                    format!("the incident `{}` is told twice in one language", draft.id),
                )
                .label(Place::new(first.file, first.id_span.clone()), "it is also told here")
                .help("give one of the two another file name, or another `id`"),
            );
        } else {
            kept.push(draft);
        }
    }
    kept
}

/// The draft that holds the facts: of those with a date, not itself a translation, the one with most facts.
fn original_of(drafts: &[Draft]) -> Option<usize> {
    let weight = |draft: &Draft| (draft.has("date"), draft.translated_from.is_none(), draft.places.len());
    let mut best: Option<usize> = None;
    for (number, draft) in drafts.iter().enumerate() {
        if best.and_then(|best| drafts.get(best)).is_none_or(|best| weight(draft) > weight(best)) {
            best = Some(number);
        }
    }
    best
}

fn without_date(drafts: &[Draft], original: usize, problems: &mut Diagnostics) -> Option<Incident> {
    let draft = drafts.get(original)?;
    if draft.has("date") || drafts.iter().any(|draft| !draft.whole) {
        return None;
    }
    let place = Place::new(draft.file, draft.front.start..draft.front.start);
    let problem = if drafts.len() == 1 {
        Diagnostic::new(Code::MissingKey, place, "the front matter has no `date`")
            .key_path("date")
            .help("add a line `date: …`, such as `date: 2024-10-03` or `date: 2024-10-03T10:30Z`")
    } else {
        let others = drafts.iter().filter(|other| other.file != draft.file);
        let problem =
            Diagnostic::new(Code::NoOriginal, place, format!("no file of the incident `{}` holds its facts", draft.id))
                .help("add `date` and `services` to the original, in whatever language it is");
        others.fold(problem, |problem, other| problem.label(Place::start_of(other.file), "nor does this file"))
    };
    problems.push(problem);
    None
}

struct Joining<'a> {
    files: &'a [SourceFile],
    problems: &'a mut Diagnostics,
    drafts: &'a [Draft],
    original: &'a Draft,
    /// For each update in the order of time, its number in the original's list.
    order: Vec<usize>,
}

impl Joining<'_> {
    fn missing_services(&mut self) {
        if !self.original.has("services") && self.original.whole {
            let place = Place::new(self.original.file, self.original.front.start..self.original.front.start);
            self.problems.push(
                Diagnostic::new(Code::MissingKey, place, "the front matter has no `services`")
                    .key_path("services")
                    .help("add a line `services: [id]` that names at least one service"),
            );
        }
    }

    fn incident(&mut self, start: Moment, original: usize) -> Incident {
        let facts = self.facts();
        let given_end = self.original.facts.end.or(self.original.facts.when.and_then(|(_, end)| end));
        let last = facts.updates.iter().rev().find_map(|update| update.status);
        let status = self.original.facts.status.or(last).unwrap_or(Status::Unknown);
        let end = given_end.unwrap_or(if status.is_open() { End::Ongoing } else { End::Unknown });
        self.warn(&facts, end, status);
        let mut tellings: Vec<Telling> = Vec::new();
        for (number, draft) in self.drafts.iter().enumerate() {
            if number != original {
                self.compare(draft);
            }
            let texts = if number == original { self.own_texts() } else { self.translated_texts(draft) };
            tellings.push(telling(draft, texts));
        }
        tellings.sort_by_key(|telling| telling.language);
        let original = tellings.iter().position(|telling| telling.file == self.original.file).unwrap_or(0);
        Incident { id: self.original.id.clone(), facts, start, end, status, tellings, original }
    }

    fn facts(&mut self) -> Facts {
        let draft = &self.original.facts;
        let mut updates: Vec<(usize, Update)> = Vec::new();
        for (number, read) in draft.updates.iter().enumerate() {
            if let Some(update) = update(read) {
                updates.push((number, update));
            }
        }
        updates.sort_by_key(|(number, update)| (update.at.order_key(), *number));
        self.order = updates.iter().map(|(number, _)| *number).collect();
        Facts {
            impact: draft.impact,
            services: draft.services.clone(),
            regions: draft.regions.clone(),
            causes: draft.causes.iter().map(|(cause, _)| cause.clone()).collect(),
            justification: draft.justification.as_ref().map(|(justification, _)| justification.clone()),
            sources: draft.sources.iter().map(|(source, _)| source.clone()).collect(),
            claims: draft.claims.iter().filter_map(|(claim, _)| claim.clone()).collect(),
            figures: draft.figures.iter().filter_map(|(figure, _)| figure.clone()).collect(),
            reports: draft.reports.clone(),
            related: draft.related.clone(),
            updates: updates.into_iter().map(|(_, update)| update).collect(),
            amendments: draft.amendments.iter().filter_map(|(amendment, _)| amendment.clone()).collect(),
            tags: draft.tags.clone(),
            aliases: draft.aliases.clone(),
            draft: draft.draft.unwrap_or(false),
            withdrawn: draft.withdrawn.clone(),
            extra: draft.extra.clone(),
        }
    }

    fn warn(&mut self, facts: &Facts, end: End, status: Status) {
        let file = self.original.file;
        if status.is_over() && !self.original.has("end") && end == End::Unknown {
            let key = if self.original.has("status") { "status" } else { "updates" };
            let place = Place::new(file, self.original.place_of(key));
            self.problems.push(
                Diagnostic::new(Code::ResolvedWithoutEnd, place, "the incident is over, but no `end` is given")
                    .help("add `end:` with the moment it ended, or `end: unknown` if nobody knows"),
            );
        }
        if facts.sources.is_empty() {
            let place = Place::new(file, self.original.front.start..self.original.front.start);
            self.problems.push(
                Diagnostic::new(Code::NoSource, place, "the incident names no source")
                    .help("add `sources:` with an address or a title for each"),
            );
        }
        let reads: Vec<&UpdateRead> = self.original.facts.updates.iter().collect();
        for pair in reads.windows(2) {
            let [before, after] = pair else { continue };
            if let (Some(first), Some(second)) = (&before.at, &after.at)
                && second.certainly_before(first)
            {
                let message = format!("the update `{second}` stands after the later one of `{first}`");
                self.problems.push(
                    Diagnostic::new(Code::UpdatesOutOfOrder, Place::new(file, after.span.clone()), message)
                        .label(Place::new(file, before.span.clone()), "the later update")
                        .help("put updates in the order of time, oldest first"),
                );
            }
        }
    }

    fn own_texts(&self) -> Texts {
        let draft = &self.original.facts;
        let own = |read: &UpdateRead| UpdateTelling { text: read.text.clone(), by: None };
        Texts {
            updates: self.order.iter().filter_map(|number| draft.updates.get(*number)).map(own).collect(),
            causes: draft
                .causes
                .iter()
                .map(|(_, summary)| CauseTelling { summary: summary.clone(), by: None })
                .collect(),
            justification: draft.justification.as_ref().and_then(|(_, text)| text.clone()),
            claims: known_notes(&draft.claims),
            figures: known_notes(&draft.figures),
            sources: draft.sources.iter().map(|(_, note)| note.clone()).collect(),
            amendments: known_notes(&draft.amendments),
            withdrawn: draft.withdrawn.clone(),
        }
    }

    fn translated_texts(&mut self, draft: &Draft) -> Texts {
        let original = &self.original.facts;
        let facts = &draft.facts;
        let updates = self.translated_updates(draft);
        let causes = self.in_order(draft, "cause", original.causes.len(), facts.causes.len());
        let claims = self.in_order(draft, "claims", original.claims.len(), facts.claims.len());
        let figures = self.in_order(draft, "figures", original.figures.len(), facts.figures.len());
        let amendments = self.in_order(draft, "amendments", original.amendments.len(), facts.amendments.len());
        let notes = |matched: bool, list: Vec<Option<String>>, len: usize| {
            if matched { list } else { vec![None; len] }
        };
        Texts {
            updates,
            causes: if causes {
                let telling = |(cause, summary): &(super::incident::Cause, Option<String>)| CauseTelling {
                    summary: summary.clone(),
                    by: cause.by.clone(),
                };
                facts.causes.iter().map(telling).collect()
            } else {
                vec![CauseTelling::default(); original.causes.len()]
            },
            justification: facts.justification.as_ref().and_then(|(_, text)| text.clone()),
            claims: notes(claims, facts.claims.iter().map(|(_, note)| note.clone()).collect(), original.claims.len()),
            figures: notes(
                figures,
                facts.figures.iter().map(|(_, note)| note.clone()).collect(),
                original.figures.len(),
            ),
            sources: self.source_notes(draft),
            amendments: notes(
                amendments,
                facts.amendments.iter().map(|(_, note)| note.clone()).collect(),
                original.amendments.len(),
            ),
            withdrawn: facts.withdrawn.clone(),
        }
    }

    /// Whether a translation's list belongs to the original's entry by entry; told where it can't.
    fn in_order(&mut self, draft: &Draft, key: FactKey, original: usize, translated: usize) -> bool {
        if translated != 0 && translated != original {
            let message = format!("`{key}` has {translated} entries here and {original} in the original");
            self.problems.push(
                Diagnostic::new(Code::UnmatchedText, Place::new(draft.file, draft.place_of(key)), message)
                    .key_path(key)
                    .label(Place::new(self.original.file, self.original.place_of(key)), "the original's entries")
                    .help(format!("give `{key}` as many entries as the original has, in its order")),
            );
        }
        translated == original
    }

    fn source_notes(&mut self, draft: &Draft) -> Vec<Option<String>> {
        let original = &self.original.facts.sources;
        let mut notes = vec![None; original.len()];
        for (source, note) in &draft.facts.sources {
            match original.iter().position(|(known, _)| known.id == source.id) {
                Some(number) => {
                    if let Some(slot) = notes.get_mut(number) {
                        slot.clone_from(note);
                    }
                }
                None => self.problems.push(
                    Diagnostic::new(
                        Code::UnmatchedText,
                        Place::new(draft.file, draft.place_of("sources")),
                        format!("the original has no source `{}`", source.id),
                    )
                    .key_path("sources")
                    .label(Place::new(self.original.file, self.original.place_of("sources")), "the original's sources")
                    .help("a translation names sources by the original's ids; add new ones to the original"),
                ),
            }
        }
        notes
    }

    fn translated_updates(&mut self, draft: &Draft) -> Vec<UpdateTelling> {
        let originals = &self.original.facts.updates;
        let mut matched: Vec<Option<&UpdateRead>> = vec![None; originals.len()];
        let same_count = originals.len() == draft.facts.updates.len();
        for (index, read) in draft.facts.updates.iter().enumerate() {
            let same_moment = |(number, original): (usize, &UpdateRead)| {
                let same = read.at.zip(original.at).is_some_and(|(a, b)| a.is_same(&b));
                (same && matched.get(number).is_some_and(Option::is_none)).then_some(number)
            };
            let by_moment = originals.iter().enumerate().find_map(same_moment);
            let number = if read.at.is_none() && same_count { Some(index) } else { by_moment };
            match number.and_then(|number| originals.get(number).map(|original| (number, original))) {
                Some((number, original)) => {
                    self.compare_update(draft, read, original);
                    if let Some(slot) = matched.get_mut(number) {
                        *slot = Some(read);
                    }
                }
                None => self.unmatched_update(draft, read, originals.get(index).filter(|_| same_count)),
            }
        }
        let telling = |read: &UpdateRead| UpdateTelling { text: read.text.clone(), by: read.by.clone() };
        self.order.iter().map(|number| matched.get(*number).copied().flatten().map(telling).unwrap_or_default()).collect()
    }

    fn unmatched_update(&mut self, draft: &Draft, read: &UpdateRead, partner: Option<&UpdateRead>) {
        let place = Place::new(draft.file, read.span.clone());
        let problem = match (&read.at, partner) {
            (Some(at), Some(partner)) => {
                let told = partner.at.map_or_else(String::new, |at| at.to_string());
                Diagnostic::new(
                    Code::Contradiction,
                    place,
                    format!("the update is of `{at}` here and of `{told}` in the original"),
                )
                .label(Place::new(self.original.file, partner.span.clone()), "the original's update")
                .help(format!("write `{told}`, or correct the original"))
            }
            (Some(at), None) => {
                Diagnostic::new(Code::UnmatchedText, place, format!("the original has no update of `{at}`"))
                    .label(Place::new(self.original.file, self.original.place_of("updates")), "the original's updates")
                    .help("tell each update under the moment the original gives it")
            }
            (None, _) => Diagnostic::new(
                Code::UnmatchedText,
                place,
                "it can't be told which update of the original this text belongs to",
            )
            .label(Place::new(self.original.file, self.original.place_of("updates")), "the original's updates")
            .help("give it `at:` with the moment of the original's update"),
        };
        self.problems.push(problem.key_path("updates"));
    }

    fn compare_update(&mut self, draft: &Draft, read: &UpdateRead, original: &UpdateRead) {
        let differs = (read.status.is_some() && read.status != original.status).then_some("status");
        let differs = differs.or((!read.sources.is_empty() && read.sources != original.sources).then_some("source"));
        let Some(what) = differs else { return };
        self.problems.push(
            Diagnostic::new(
                Code::Contradiction,
                Place::new(draft.file, read.span.clone()),
                format!("the `{what}` of this update contradicts the original's"),
            )
            .key_path("updates")
            .label(Place::new(self.original.file, original.span.clone()), "the original says otherwise here")
            .help(format!("leave `{what}` out of the translation, or make both say the same")),
        );
    }

    /// Tells every fact a translation repeats with another value.
    fn compare(&mut self, draft: &Draft) {
        let (a, b) = (&draft.facts, &self.original.facts);
        let moment = |x: Option<End>, y: Option<End>| match (x, y) {
            (Some(End::Moment(x)), Some(End::Moment(y))) => x.is_same(&y),
            (x, y) => x == y,
        };
        let when = match (a.when, b.when) {
            (Some((x, x_end)), Some((y, y_end))) => x.is_same(&y) && (x_end.is_none() || moment(x_end, y_end.or(b.end))),
            (x, _) => x.is_none(),
        };
        let end = moment(a.end, b.end.or(b.when.and_then(|(_, end)| end)));
        let facts: [(FactKey, bool); 11] = [
            ("date", when),
            ("end", end),
            ("status", a.status == b.status),
            ("impact", a.impact == b.impact),
            ("services", same_set(&a.services, &b.services)),
            ("regions", same_set(&a.regions, &b.regions)),
            ("cause", same_causes(draft, self.original)),
            ("reports", a.reports == b.reports),
            ("related", same_set(&related(a), &related(b))),
            ("tags", same_set(&a.tags, &b.tags)),
            ("aliases", same_set(&alias_ids(a), &alias_ids(b))),
        ];
        for (key, same) in facts {
            if draft.has(key) && !same {
                self.contradiction(draft, key);
            }
        }
        self.compare_entries(draft);
        self.citations(draft);
    }

    fn compare_entries(&mut self, draft: &Draft) {
        let (a, b) = (&draft.facts, &self.original.facts);
        let claims = a.claims.iter().zip(&b.claims).all(|((x, _), (y, _))| x.is_none() || x == y);
        let figures = a.figures.iter().zip(&b.figures).all(|((x, _), (y, _))| x.is_none() || x == y);
        let amendments = a.amendments.iter().zip(&b.amendments).all(|((x, _), (y, _))| x.is_none() || x == y);
        let sources = a.sources.iter().all(|(x, _)| {
            let original = b.sources.iter().find(|(y, _)| y.id == x.id);
            original.is_none_or(|(y, _)| {
                (x.url.is_none() || x.url == y.url)
                    && (x.date.is_none() || x.date == y.date)
                    && (x.role.is_none() || x.role == y.role)
            })
        });
        let entries =
            [("claims", claims), ("figures", figures), ("amendments", amendments), ("sources", sources)];
        for (key, same) in entries {
            if !same {
                self.contradiction(draft, key);
            }
        }
    }

    fn contradiction(&mut self, draft: &Draft, key: FactKey) {
        let here = self.typed(draft, key);
        let there = self.typed(self.original, key);
        let message = match (here, there) {
            (Some(here), Some(there)) => format!("`{key}` is `{here}` here and `{there}` in the original"),
            (Some(here), None) => format!("`{key}` is `{here}` here, and the original does not say so"),
            _ => format!("`{key}` contradicts the original"),
        };
        let span = if self.original.has(key) { self.original.place_of(key) } else { 0..0 };
        let help = match self.typed(self.original, key) {
            Some(there) => format!("remove `{key}` here, or write `{key}: {there}`"),
            None => format!("remove `{key}` here, or move it to the original"),
        };
        self.problems.push(
            Diagnostic::new(Code::Contradiction, Place::new(draft.file, draft.place_of(key)), message)
                .key_path(key)
                .label(Place::new(self.original.file, span), "the original")
                .help(help),
        );
    }

    /// A short value as it stands in its file.
    fn typed(&self, draft: &Draft, key: FactKey) -> Option<&str> {
        let file = self.files.get(draft.file.0 as usize)?;
        let text = draft.has(key).then(|| file.text.get(draft.place_of(key)))??;
        (text.len() <= 60 && !text.contains('\n')).then_some(text)
    }

    fn citations(&mut self, draft: &Draft) {
        let ids: Vec<&str> = self.original.facts.sources.iter().map(|(source, _)| &*source.id).collect();
        let reader = Reader::new(draft.file);
        for (label, span) in &draft.citations {
            if !draft.has("date") && !ids.contains(&label.as_str()) {
                self.problems.push(undefined_footnote(&reader, label, span, &ids));
            }
        }
        let path = KeyPath::ROOT;
        let update_sources = draft.facts.updates.iter().flat_map(|update| {
            update.sources.iter().map(|id| (id.clone(), update.span.clone())).collect::<Vec<_>>()
        });
        for (id, span) in update_sources {
            if !ids.contains(&&*id) {
                let message = format!("the original has no source `{id}`");
                let problem = reader.problem(Code::UnknownSource, &span, &path.key("updates"), message);
                self.problems.push(problem.help("name one of the original's sources, or leave `source` out"));
            }
        }
    }
}

/// The notes of the entries that could be read.
fn known_notes<T>(entries: &[(Option<T>, Option<String>)]) -> Vec<Option<String>> {
    entries.iter().filter(|(fact, _)| fact.is_some()).map(|(_, note)| note.clone()).collect()
}

fn telling(draft: &Draft, texts: Texts) -> Telling {
    Telling {
        language: draft.language,
        file: draft.file,
        title: draft.title.clone().unwrap_or_default(),
        summary: draft.summary.clone(),
        body: draft.body.clone(),
        prose: draft.prose.clone(),
        links: draft.links.clone(),
        texts,
        translated_from: draft.translated_from.clone(),
        draft: draft.facts.draft.unwrap_or(false),
    }
}

fn update(read: &UpdateRead) -> Option<Update> {
    Some(Update {
        at: read.at?,
        status: read.status,
        sources: read.sources.clone(),
        by: read.by.clone(),
        lang: read.lang.clone(),
    })
}

fn same_set<T: PartialEq>(a: &[T], b: &[T]) -> bool {
    a.len() == b.len() && a.iter().all(|item| b.contains(item))
}

fn related(facts: &super::read::FactsDraft) -> Vec<(&Id, super::words::Relation)> {
    facts.related.iter().map(|related| (&related.id, related.relation)).collect()
}

fn alias_ids(facts: &super::read::FactsDraft) -> Vec<&Id> {
    facts.aliases.iter().map(|(id, _): &(Id, Range<usize>)| id).collect()
}

/// Causes of a translation agree if what they repeat is the same; kinds may be left out.
fn same_causes(draft: &Draft, original: &Draft) -> bool {
    let (a, b) = (&draft.facts.causes, &original.facts.causes);
    a.len() != b.len()
        || a.iter().zip(b).all(|((x, _), (y, _))| {
            (x.kind.is_empty() || x.kind == y.kind)
                && (x.certainty.is_none() || x.certainty == y.certainty)
                && (x.source.is_none() || x.source == y.source)
        })
}
