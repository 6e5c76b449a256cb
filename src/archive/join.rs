//! From the drafts of one incident to the incident: the original's facts, everybody's texts.

use std::cmp::Reverse;
use std::sync::Arc;

use super::compare::{Comparison, is_unknown_cause};
use super::incident::{Cause, CauseTelling, Incident, Telling, Texts, UpdateTelling};
use super::moment::{End, Moment};
use super::order::in_order_of_time;
use super::origin::mark_older;
use super::parted::parted;
use super::places::Places;
use super::read::{Draft, FactKey, UpdateRead};
use super::words::Status;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::source::SourceFile;

/// An incident joined from its files.
#[derive(Clone, Debug)]
pub struct Joined {
    /// The incident.
    pub incident: Arc<Incident>,
    /// Whether it is fit for the archive; if not, it is here only so that all its problems are told.
    pub usable: bool,
}

/// Joins the drafts of one incident. Problems are told.
pub fn join(mut drafts: Vec<Draft>, files: &[SourceFile], problems: &mut Diagnostics) -> Option<Joined> {
    drafts = one_a_language(drafts, problems);
    let number = original_of(drafts.iter())?;
    missing_facts(&drafts, drafts.get(number)?, problems);
    let start = drafts.get(number)?.facts.when.map(|(start, _)| start);
    let stand_in = || Moment::parse("0001", None).ok();
    let known = start.or_else(stand_in)?;
    let original = drafts.remove(number);
    let mut joining = Joining { files, problems, original: &original, order: order(&original.facts.updates) };
    let (end, status) = joining.course();
    let translated = drafts.iter().filter(|draft| draft.translated_from.is_some());
    let made_from: Vec<Place> =
        translated.map(|draft| Place::new(draft.file, draft.place_of("translated_from"))).collect();
    let mut tellings = Vec::with_capacity(drafts.len() + 1);
    for mut draft in drafts {
        let texts = joining.translated_texts(&draft, end, status);
        tellings.push(telling(&mut draft, texts));
    }
    let order = joining.order;
    let whole = original.whole;
    let mut incident = incident(original, &order, known, (end, status), tellings);
    if whole && !made_from.is_empty() {
        mark_older(&mut incident, &made_from, files, problems);
    }
    Some(Joined { incident: Arc::new(incident), usable: start.is_some() })
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

/// The draft that holds the facts: of those with a date, not itself a translation, the one that lists sources, then
/// the one with most facts.
pub fn original_of<'d>(drafts: impl Iterator<Item = &'d Draft>) -> Option<usize> {
    let weight =
        |draft: &Draft| (draft.has("date"), draft.translated_from.is_none(), draft.has("sources"), draft.places.len());
    let numbered = drafts.enumerate();
    numbered.max_by_key(|(number, draft)| (weight(draft), Reverse(*number))).map(|(number, _)| number)
}

/// Tells that nobody says when it was, or what it happened to, unless that may stand in what could not be read.
fn missing_facts(drafts: &[Draft], original: &Draft, problems: &mut Diagnostics) {
    let place = || Place::new(original.file, original.front.start..original.front.start);
    let all_read = drafts.iter().all(|draft| draft.whole);
    if !original.has("date") && original.means("date") {
        return;
    }
    let is_lone = !original.has("date") && !original.has("services") && !original.means("services");
    if is_lone && drafts.len() == 1 && all_read {
        problems.push(lone(place()));
        return;
    }
    if !original.has("date") && drafts.len() > 1 {
        if all_read {
            problems.push(no_original(drafts, original, place()));
        }
        return;
    }
    if !original.has("date") && all_read {
        problems.push(
            Diagnostic::new(Code::MissingKey, place(), "the front matter has no `date`")
                .key_path("date")
                .help("add a line `date: …`, such as `date: 2024-10-03` or `date: 2024-10-03T10:30Z`"),
        );
    }
    if !original.has("services") && !original.means("services") && original.whole {
        problems.push(
            Diagnostic::new(Code::MissingKey, place(), "the front matter has no `services`")
                .key_path("services")
                .help("add a line `services: [id]` that names at least one service"),
        );
    }
}

/// A file with texts only is a translation that lost its original, or the beginning of a write-up.
fn lone(place: Place) -> Diagnostic {
    Diagnostic::new(Code::NoOriginal, place, "the file holds no facts, and no other file of this name does").help(
        "add `date` and `services`; or, if it is a translation, name it like its original, with its own language: `ID.fr.md`",
    )
}

fn no_original(drafts: &[Draft], original: &Draft, place: Place) -> Diagnostic {
    let message = format!("no file of the incident `{}` holds its facts", original.id);
    let problem = Diagnostic::new(Code::NoOriginal, place, message)
        .help("add `date` and `services` to the original, in whatever language it is");
    let others = drafts.iter().filter(|other| other.file != original.file);
    others.fold(problem, |problem, other| problem.label(Place::start_of(other.file), "nor does this file"))
}

/// The numbers of updates in the order of time; those without a moment are left out.
fn order(updates: &[UpdateRead]) -> Vec<usize> {
    let dated = || updates.iter().enumerate().filter_map(|(number, update)| Some((number, update.at?)));
    let (numbers, moments): (Vec<usize>, Vec<Moment>) = dated().unzip();
    in_order_of_time(&moments).into_iter().filter_map(|place| numbers.get(place).copied()).collect()
}

/// The incident whose facts `original` holds. What drafts hold becomes what incidents hold, and is not copied: all
/// drafts stand in memory at once.
fn incident(
    mut original: Draft,
    order: &[usize],
    start: Moment,
    (end, status): (End, Status),
    mut tellings: Vec<Telling>,
) -> Incident {
    let (facts, texts) = parted(std::mem::take(&mut original.facts), order);
    let own = telling(&mut original, texts);
    tellings.push(Telling { draft: facts.draft, ..own });
    tellings.sort_by_key(|telling| telling.language);
    let place = tellings.iter().position(|telling| telling.file == original.file).unwrap_or(0);
    Incident { id: original.id, facts, start, end, status, tellings, original: place }
}

/// Whether a status says that it goes on of what has an end; of work under way a moment is when it is planned to end.
fn is_told_open(status: Status, end: End) -> bool {
    match status {
        Status::Investigating | Status::Identified => true,
        Status::InProgress | Status::Verifying => end == End::Unknown,
        _ => false,
    }
}

struct Joining<'a> {
    files: &'a [SourceFile],
    problems: &'a mut Diagnostics,
    original: &'a Draft,
    /// For each update in the order of time, its number in the original's list.
    order: Vec<usize>,
}

impl Joining<'_> {
    /// When the incident ended, and where it stands; what is doubtful in the original is told.
    fn course(&mut self) -> (End, Status) {
        let facts = &self.original.facts;
        let given_end = facts.end.or(facts.when.and_then(|(_, end)| end));
        let last = self.order.iter().rev().find_map(|number| facts.updates.get(*number)?.status);
        let status = facts.status.or(last).unwrap_or(Status::Unknown);
        let end = given_end.unwrap_or(if status.is_open() { End::Ongoing } else { End::Unknown });
        if self.original.whole && self.original.has("date") {
            self.warn(given_end.is_none() && self.original.is_readable("end"), status);
            self.problems.extend(given_end.and_then(|end| self.status_against(end, status)));
        }
        // Nothing goes on of what is only announced.
        let is_plan = status == Status::Scheduled && end == End::Ongoing;
        (if is_plan { End::Unknown } else { end }, status)
    }

    /// A status that is given and an end that is given, of which only one can be true.
    fn status_against(&self, end: End, status: Status) -> Option<Diagnostic> {
        let message = match end {
            End::Ongoing if status.is_over() || status == Status::Scheduled => {
                format!("the incident is `{}`, but its `end` says that it goes on", status.key())
            }
            // What an update said may have been true then; a status of the whole is the last word.
            End::Moment(_) | End::Unknown if self.original.has("status") && is_told_open(status, end) => {
                format!("the incident has an `end`, but its `status` is `{}`", status.key())
            }
            _ => return None,
        };
        let over = if matches!(status, Status::InProgress | Status::Verifying) { "completed" } else { "resolved" };
        let at = |key: &str| Place::new(self.original.file, self.original.place_of(key));
        let told = if self.original.has("end") { "end" } else { "date" };
        let problem =
            Diagnostic::new(Code::StatusAgainstEnd, Place::new(self.original.file, self.place_of_status()), message);
        Some(problem.label(at(told), "the end is told here").help(match end {
            End::Ongoing if status == Status::Scheduled => {
                "write the moment it is planned to end, or no `end`; or correct the status".to_owned()
            }
            End::Ongoing => "write when it ended, or `end: unknown` if nobody knows; or correct the status".to_owned(),
            _ => format!("write `status: {over}`; or `end: ongoing` if it goes on"),
        }))
    }

    fn warn(&mut self, is_end_open: bool, status: Status) {
        let file = self.original.file;
        if status.is_over() && is_end_open {
            let place = Place::new(file, self.place_of_status());
            self.problems.push(
                Diagnostic::new(Code::ResolvedWithoutEnd, place, "the incident is over, but no `end` is given")
                    .help("add `end:` with the moment it ended, or `end: unknown` if nobody knows"),
            );
        }
        // Who has just begun a draft knows; it is told before it is published.
        let is_begun = self.original.facts.draft == Some(true);
        if self.original.facts.sources.is_empty() && self.original.is_readable("sources") && !is_begun {
            let place = Place::new(file, self.original.front.start..self.original.front.start);
            self.problems.push(
                Diagnostic::new(Code::NoSource, place, "the incident names no source")
                    .help("add `sources:` with an address or a title for each"),
            );
        }
        self.problems.extend(self.original.facts.when.and_then(|(start, _)| self.long_ago(&start)));
        let reads: Vec<&UpdateRead> = self.original.facts.updates.iter().collect();
        for pair in reads.windows(2) {
            let [before, after] = pair else { continue };
            if let (Some(first), Some(second)) = (&before.at, &after.at)
                && second.certainly_before(first)
            {
                let message = format!("the update `{second}` stands after the later one of `{first}`");
                self.problems.push(
                    Diagnostic::new(Code::UpdatesOutOfOrder, Place::new(file, after.at_span.clone()), message)
                        .label(Place::new(file, before.at_span.clone()), "the later update")
                        .help("put updates in the order of time, oldest first"),
                );
            }
        }
    }

    /// A start before anything that this is an archive of: years of other calendars look like that.
    fn long_ago(&self, start: &Moment) -> Option<Diagnostic> {
        const EARLIEST: i32 = 1800;
        let place = Place::new(self.original.file, self.original.place_of("date"));
        (start.year() < EARLIEST).then(|| {
            Diagnostic::new(Code::DateLongAgo, place, format!("the incident begins in the year {}", start.year()))
                .key_path("date")
                .help("write the date of the Gregorian calendar, such as `2024-10-03`")
        })
    }

    /// Where the original says how the incident stands: its `status`, else the last update that has one.
    fn place_of_status(&self) -> std::ops::Range<usize> {
        if self.original.has("status") {
            return self.original.place_of("status");
        }
        let updates = self.order.iter().rev().filter_map(|number| self.original.facts.updates.get(*number));
        let last = updates.into_iter().find(|update| update.status.is_some());
        last.map_or_else(|| self.original.place_of("updates"), |update| update.span.clone())
    }

    fn comparison<'s>(&'s mut self, draft: &'s Draft, end: End, status: Status) -> Comparison<'s, 's> {
        Comparison {
            places: Places::new(self.files),
            problems: self.problems,
            draft,
            original: self.original,
            end,
            status,
        }
    }

    fn translated_texts(&mut self, draft: &Draft, end: End, status: Status) -> Texts {
        let original = &self.original.facts;
        let facts = &draft.facts;
        self.comparison(draft, end, status).tell();
        let updates = self.translated_updates(draft);
        let causes = is_unknown_cause(original) && is_unknown_cause(facts)
            || self.in_order(draft, "cause", original.causes.len(), facts.causes.len());
        let claims = self.in_order(draft, "claims", original.claims.len(), facts.claims.len());
        let figures = self.in_order(draft, "figures", original.figures.len(), facts.figures.len());
        let amendments = self.in_order(draft, "amendments", original.amendments.len(), facts.amendments.len());
        let notes = |matched: bool, list: Vec<Option<String>>, len: usize| {
            if matched { list } else { vec![None; len] }
        };
        Texts {
            updates,
            causes: if causes && facts.causes.len() == original.causes.len() {
                facts.causes.iter().map(cause_telling).collect()
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
        if translated != 0 && translated != original && self.is_readable(draft, key) {
            let entries = if translated == 1 { "1 entry".to_owned() } else { format!("{translated} entries") };
            let message = format!("`{key}` has {entries} here and {original} in the original");
            self.problems.push(
                Diagnostic::new(Code::UnmatchedText, Place::new(draft.file, draft.place_of(key)), message)
                    .key_path(key)
                    .label(Place::new(self.original.file, self.original.place_of(key)), "the original's entries")
                    .help(format!("give `{key}` as many entries as the original has, in its order")),
            );
        }
        translated == original
    }

    fn is_readable(&self, draft: &Draft, key: FactKey) -> bool {
        draft.is_readable(key) && self.original.is_readable(key)
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
                None if !self.original.sources_known || !draft.sources_known => {}
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
        let originals = self.original.facts.updates.as_slice();
        let is_readable = self.is_readable(draft, "updates");
        let mut matched: Vec<Option<&UpdateRead>> = vec![None; originals.len()];
        let same_count = originals.len() == draft.facts.updates.len();
        for (index, read) in draft.facts.updates.iter().enumerate() {
            let number = match &read.at {
                Some(at) => originals.iter().enumerate().position(|(number, original)| {
                    let same = original.at.is_some_and(|other| other == *at);
                    same && matched.get(number).is_some_and(Option::is_none)
                }),
                None => Some(index).filter(|_| same_count && matched.get(index).is_some_and(Option::is_none)),
            };
            match number.and_then(|number| Some((matched.get_mut(number)?, originals.get(number)?))) {
                Some((slot, original)) => {
                    *slot = Some(read);
                    let mut comparison = self.comparison(draft, End::Unknown, Status::Unknown);
                    comparison.update(read, original);
                    comparison.update_sources(read);
                }
                None if is_readable => {
                    self.unmatched_update(draft, read, originals.get(index).filter(|_| same_count));
                }
                None => {}
            }
        }
        let telling = |read: &UpdateRead| UpdateTelling { text: read.text.clone(), by: read.by.clone() };
        self.order
            .iter()
            .map(|number| matched.get(*number).copied().flatten().map(telling).unwrap_or_default())
            .collect()
    }

    fn unmatched_update(&mut self, draft: &Draft, read: &UpdateRead, partner: Option<&UpdateRead>) {
        let place = Place::new(draft.file, read.at_span.clone());
        let problem = match (&read.at, partner) {
            (Some(at), Some(partner)) => {
                let told = partner.at.map_or_else(String::new, |at| at.to_string());
                Diagnostic::new(
                    Code::Contradiction,
                    place,
                    format!("the update is of `{at}` here and of `{told}` in the original"),
                )
                .label(Place::new(self.original.file, partner.at_span.clone()), "the original's update")
                .help(format!("write `{told}`, or correct the original"))
            }
            (Some(at), None) => {
                Diagnostic::new(Code::UnmatchedText, place, format!("the original has no update of `{at}`"))
                    .label(self.original_updates(), "the original's updates")
                    .help("tell each update under the moment the original gives it")
            }
            (None, _) => Diagnostic::new(
                Code::UnmatchedText,
                place,
                "it can't be told which update of the original this text belongs to",
            )
            .label(self.original_updates(), "the original's updates")
            .help("give it `at:` with the moment of the original's update"),
        };
        self.problems.push(problem.key_path("updates"));
    }

    /// Where the original tells its updates.
    fn original_updates(&self) -> Place {
        let updates = &self.original.facts.updates;
        let span = match updates.first().zip(updates.last()) {
            Some((first, last)) => first.span.start..last.span.end.max(first.span.end),
            None => self.original.place_of("updates"),
        };
        Place::new(self.original.file, span)
    }
}

fn cause_telling((cause, summary): &(Cause, Option<String>)) -> CauseTelling {
    CauseTelling { summary: summary.clone(), by: cause.by.clone() }
}

/// The telling that a draft holds with its texts.
fn telling(draft: &mut Draft, texts: Texts) -> Telling {
    Telling {
        language: draft.language,
        file: draft.file,
        title: draft.title.take().unwrap_or_default(),
        summary: draft.summary.take(),
        body: draft.body.clone(),
        parsed: Arc::clone(&draft.parsed),
        prose: std::mem::take(&mut draft.prose),
        hinted: draft.hinted,
        links: std::mem::take(&mut draft.links),
        texts,
        translated_from: draft.translated_from.take(),
        is_older: false,
        draft: draft.facts.draft.unwrap_or(false),
    }
}
