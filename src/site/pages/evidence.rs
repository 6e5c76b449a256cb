//! What the page of an incident shows of its evidence: claims that disagree, figures, sources.

use super::incident::Writing;
use super::references::{Reference, outside_link, sentence};
use crate::archive::{About, Amount, Cause, Certainty, ClaimValue, Figure, Id, Moment, Source, Telling, UNKNOWN_CAUSE};
use crate::parse::escape::{escape, escape_into};
use crate::parse::markdown::runs_against;
use crate::site::edition::{Edition, Tongue};
use crate::site::view::{ClaimGroup, ClaimValue as ClaimValueView, FigureView, Placed, SourceView};

/// A text of the author's with its language and direction, where these aren't the page's.
type Note<'n> = (&'n str, Option<(&'n str, &'static str)>);

/// What is said about one thing, by whom; the archive's own reading says it first.
pub(super) struct Said<'s> {
    pub text: String,
    followed: bool,
    sources: Vec<&'s Id>,
    note: Option<Note<'s>>,
}

impl<'w> Writing<'w> {
    /// What sources say otherwise, each beside what the archive follows.
    pub(super) fn claims(&self) -> Vec<ClaimGroup> {
        let mut groups: Vec<(About, Vec<Said<'w>>)> = Vec::new();
        for (number, claim) in self.incident.facts.claims.iter().enumerate() {
            let said = Said {
                text: self.claim_text(&claim.value),
                followed: false,
                sources: claim.source.iter().collect(),
                note: self.note_text(|telling| &telling.texts.claims, number),
            };
            match groups.iter_mut().find(|(about, _)| *about == claim.about) {
                Some((_, values)) => add(values, said),
                None => groups.push((claim.about, vec![self.followed(claim.about), said])),
            }
        }
        groups.into_iter().map(|(about, values)| self.claim_group(about, values)).collect()
    }

    fn claim_group(&self, about: About, values: Vec<Said<'_>>) -> ClaimGroup {
        let value = |said: Said<'_>| ClaimValueView {
            text: said.text,
            followed: said.followed,
            sources: Placed::new(self.references.named(said.sources)),
            note: self.note_html(said.note),
        };
        let values = values.into_iter().map(value).collect();
        ClaimGroup { about: self.edition.term("about", about.key()), values }
    }

    /// What the archive itself says about something.
    pub(super) fn followed(&self, about: About) -> Said<'w> {
        let (edition, incident) = (self.edition, self.incident);
        let facts = &incident.facts;
        let text = match about {
            About::Date => edition.time_text(&incident.start),
            About::End => edition.end(&incident.end),
            About::Regions => self.regions_text(facts.regions.iter().map(|affected| &affected.region)),
            About::Impact => edition.term("impact", facts.impact().key()).label.clone(),
            About::Cause => self.causes_text(&facts.causes),
            About::Status => edition.term("status", incident.status.key()).label.clone(),
            About::Figures => self.figures_text(&facts.figures),
        };
        let source = match about {
            About::Cause => of_all(facts.causes.iter().map(|cause| cause.source.as_ref())),
            About::Regions => of_all(facts.regions.iter().map(|affected| affected.source.as_ref())),
            About::Figures => of_all(facts.figures.iter().map(|figure| figure.source.as_ref())),
            About::Date | About::End | About::Impact | About::Status => None,
        };
        Said { text, followed: true, sources: source.into_iter().collect(), note: None }
    }

    pub(super) fn claim_text(&self, value: &ClaimValue) -> String {
        let edition = self.edition;
        match value {
            ClaimValue::Start(start) => edition.time_text(start),
            ClaimValue::Interval(start, end) => edition.interval(start, end),
            ClaimValue::End(end) => edition.end(end),
            ClaimValue::Regions(regions) => self.regions_text(regions),
            ClaimValue::Impact(impact) => edition.term("impact", impact.key()).label.clone(),
            ClaimValue::Causes(causes) => self.causes_text(causes),
            ClaimValue::Status(status) => edition.term("status", status.key()).label.clone(),
            ClaimValue::Figures(figures) => self.figures_text(figures),
        }
    }

    fn regions_text<'r>(&self, regions: impl IntoIterator<Item = &'r Id>) -> String {
        let mut regions = regions.into_iter().peekable();
        if regions.peek().is_none() { self.edition.say("number-not-known") } else { self.region_list(regions) }
    }

    fn causes_text(&self, causes: &[Cause]) -> String {
        let unknown = Id::from(UNKNOWN_CAUSE);
        let kinds = causes.iter().map(|cause| (&cause.kind, cause.certainty));
        let kinds = kinds.chain(causes.is_empty().then_some((&unknown, None)));
        let names: Vec<String> = kinds.map(|(kind, certainty)| self.cause_text(kind, certainty)).collect();
        self.edition.locale().list(&names)
    }

    /// A cause with how sure it is, where that is told.
    fn cause_text(&self, kind: &Id, certainty: Option<Certainty>) -> String {
        let name = self.edition.cause(self.site.archive, kind);
        match certainty {
            Some(certainty) => format!("{name} ({})", self.edition.term("certainty", certainty.key()).label),
            None => name,
        }
    }

    fn figures_text(&self, figures: &[Figure]) -> String {
        let text = |figure: &Figure| format!("{}: {}", self.figure_name(&figure.what), self.amount(figure));
        let texts: Vec<String> = figures.iter().map(text).collect();
        if texts.is_empty() { self.edition.say("number-not-known") } else { self.edition.locale().list(&texts) }
    }

    /// Figures with the notes of this telling.
    pub(super) fn figures(&self) -> Vec<FigureView> {
        let figure = |(number, figure): (usize, &Figure)| FigureView {
            label: self.figure_name(&figure.what),
            value: self.amount(figure),
            at: self.edition.time_html(figure.at.as_ref()),
            source: self.references.mark(figure.source.as_ref()),
            note: self.note(|telling| &telling.texts.figures, number),
        };
        self.incident.facts.figures.iter().enumerate().map(figure).collect()
    }

    fn figure_name(&self, word: &Id) -> String {
        let name = self.site.archive.names.figures.get(word).map(|names| self.edition.local(names));
        name.filter(|name| !name.is_empty()).unwrap_or_else(|| word.to_string())
    }

    fn amount(&self, figure: &Figure) -> String {
        let edition = self.edition;
        let measured = |value: f64| measured(edition, value, figure.unit.as_deref());
        let bounded = |key: &str, value: f64| edition.tell(key, &[("value", measured(value).as_str().into())]);
        match figure.amount {
            Amount::Exactly(value) => measured(value),
            Amount::AtLeast(value) => bounded("figure-at-least", value),
            Amount::AtMost(value) => bounded("figure-at-most", value),
            Amount::Between(from, to) => {
                let least = edition.decimal(from);
                if least == edition.decimal(to) {
                    return measured(from);
                }
                let (from, to) = (least, measured(to));
                edition.tell("figure-between", &[("from", from.as_str().into()), ("to", to.as_str().into())])
            }
        }
    }

    /// The sources as references lead to them.
    pub(super) fn sources(&self) -> Vec<SourceView> {
        let view = |(number, reference): (usize, &Reference<'_>)| {
            let tongue = reference.source.lang.as_deref().and_then(|lang| self.edition.tongue(lang));
            SourceView {
                number: reference.number.clone(),
                anchor: format!("s-{}", reference.source.id),
                title: reference.title(tongue.as_ref()),
                details: self.details(reference.source, tongue.as_ref()),
                note: self.note(|telling| &telling.texts.sources, number),
            }
        };
        self.references.all().iter().enumerate().map(view).collect()
    }

    /// What is known of a source.
    fn details(&self, source: &Source, tongue: Option<&Tongue>) -> Vec<Placed> {
        let (edition, words) = (self.edition, &self.edition.prose_words);
        let accessed =
            |date: &Moment| Placed::new([&escape(&words.accessed), " ", &edition.time_markup(date)].concat());
        let details = [
            source.publisher.as_deref().map(isolated),
            source.author.as_deref().map(isolated),
            source.date.as_ref().map(|date| Placed::new(edition.time_markup(date))),
            source.role.map(|role| Placed::new(escape(&edition.term("role", role.key()).label))),
            tongue.map(|tongue| Placed::new(escape(&tongue.name))),
            source.archived.as_deref().map(|url| outside_link(url, &words.archived)),
            source.accessed.as_ref().map(accessed),
        ];
        details.into_iter().flatten().collect()
    }

    /// A note of this telling, else of the original.
    pub(super) fn note(&self, list: impl Fn(&Telling) -> &Vec<Option<String>>, number: usize) -> Placed {
        self.note_html(self.note_text(list, number))
    }

    /// A note as templates take it; empty where there is none.
    pub(super) fn note_html(&self, note: Option<Note<'_>>) -> Placed {
        note.map(|(text, language)| sentence(text, language, self.edition.is_rtl())).unwrap_or_default()
    }

    pub(super) fn note_text(&self, list: impl Fn(&Telling) -> &Vec<Option<String>>, number: usize) -> Option<Note<'w>> {
        self.in_best_language(|telling| list(telling).get(number).and_then(Option::as_deref))
    }

    /// A text as templates take it: marked where it is in another language, else as it is; empty where there is none.
    pub(super) fn told_html(&self, text: Option<Note<'_>>) -> Placed {
        match text {
            Some((text, None)) => Placed::new(escape(text)),
            told => self.note_html(told),
        }
    }

    /// A text in this language, else the original's, marked as such.
    pub(super) fn in_best_language(&self, text: impl Fn(&'w Telling) -> Option<&'w str>) -> Option<Note<'w>> {
        let (text, told) = self.incident.text_in(self.telling, text)?;
        Some((text, self.language_of(told)))
    }

    /// The language of a telling with its direction, where that isn't the page's.
    pub(super) fn language_of(&self, told: &Telling) -> Option<(&'w str, &'static str)> {
        let other = self.site.editions.get(told.language).filter(|_| told.file != self.telling.file)?;
        Some((other.language.as_str(), other.direction()))
    }
}

/// A number with its unit. One of the other direction, such as `Gbit/s` in Arabic, keeps its number on its own side
/// (first strong isolate, UAX #9).
fn measured(edition: &Edition, value: f64, unit: Option<&str>) -> String {
    let number = edition.decimal(value);
    let Some(unit) = unit else { return number };
    let text = edition.tell("figure-with-unit", &[("value", number.as_str().into()), ("unit", unit.into())]);
    if runs_against(unit, edition.is_rtl()) { format!("\u{2068}{text}\u{2069}") } else { text }
}

/// A name of the author's in a direction of its own.
fn isolated(name: &str) -> Placed {
    let mut html = String::with_capacity(name.len() + 24);
    html.push_str("<bdi>");
    escape_into(&mut html, name);
    html.push_str("</bdi>");
    Placed::new(html)
}

/// Sources that say the same with the same note stand together.
fn add<'s>(values: &mut Vec<Said<'s>>, said: Said<'s>) {
    match values.iter_mut().find(|known| !known.followed && known.text == said.text && known.note == said.note) {
        Some(known) => known.sources.extend(said.sources),
        None => values.push(said),
    }
}

/// A percentage as read, with at most a tenth.
pub(super) fn percent_text(edition: &Edition, percent: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "a percentage is from 0 to 100")]
    let tenths = (percent * 10.0).round() as i64;
    edition.locale().percent_tenths(tenths)
}

pub(super) fn whole_percent(fraction: f64) -> u8 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0 to 100")]
    let percent = (fraction * 100.0).clamp(0.0, 100.0).round() as u8;
    percent
}

/// The source that all of them name: one that names some of them says nothing of the rest.
fn of_all<'s>(sources: impl IntoIterator<Item = Option<&'s Id>>) -> Option<&'s Id> {
    let mut sources = sources.into_iter();
    let first = sources.next()??;
    sources.all(|source| source == Some(first)).then_some(first)
}
