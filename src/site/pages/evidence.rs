//! What the page of an incident shows of its evidence: claims that disagree, figures, sources.

use super::incident::Writing;
use super::references::{Reference, outside_link, sentence};
use crate::archive::{Amount, Cause, ClaimValue, Figure, Id, Moment, Source, Telling, UNKNOWN_CAUSE};
use crate::parse::escape::{escape, escape_into};
use crate::parse::markdown::runs_against;
use crate::site::edition::{Edition, Spoken, Tongue};
use crate::site::view::{ClaimGroup, ClaimValue as ClaimValueView, FigureView, Html, Placed, SourceView};

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
        let mut groups: Vec<(&'static str, Vec<Said<'w>>)> = Vec::new();
        for (number, claim) in self.incident.facts.claims.iter().enumerate() {
            let said = Said {
                text: self.claim_text(&claim.value),
                followed: false,
                sources: claim.sources(),
                note: self.note_text(|telling| &telling.texts.claims, number),
            };
            let about = claim.value.key();
            match groups.iter_mut().find(|(known, _)| *known == about) {
                Some((_, values)) => add(values, said),
                None => groups.push((about, vec![self.followed(&claim.value), said])),
            }
        }
        groups.into_iter().map(|(about, values)| self.claim_group(about, values)).collect()
    }

    fn claim_group(&self, about: &'static str, values: Vec<Said<'_>>) -> ClaimGroup {
        let value = |said: Said<'_>| ClaimValueView {
            text: said.text,
            followed: said.followed,
            sources: Placed::new(self.references.named(said.sources)),
            note: self.note_html(said.note),
        };
        let values = values.into_iter().map(value).collect();
        ClaimGroup { about: self.edition.term("about", about), values }
    }

    /// What the archive itself says of that which a value is about.
    pub(super) fn followed(&self, value: &ClaimValue) -> Said<'w> {
        let (edition, incident) = (self.edition, self.incident);
        let facts = &incident.facts;
        let text = match value {
            ClaimValue::Start(_) => edition.time_text(&incident.start),
            ClaimValue::Interval(..) => edition.interval(&incident.start, &incident.end),
            ClaimValue::End(_) => edition.end(&incident.end),
            ClaimValue::Regions(_) => self.regions_text(facts.regions.iter().map(|affected| &affected.region)),
            ClaimValue::Impact(_) => edition.term("impact", facts.impact().key()).label.clone(),
            ClaimValue::Causes(_) => {
                let causes = facts.causes.iter().enumerate();
                self.causes_text(causes.map(|(number, cause)| (cause, self.cause_by(cause, Some(number)))))
            }
            ClaimValue::Status(_) => edition.term("status", incident.status.key()).label.clone(),
            ClaimValue::Figures(_) => self.figures_text(&facts.figures),
        };
        let source = match value {
            ClaimValue::Causes(_) => of_all(facts.causes.iter().map(|cause| cause.source.as_ref())),
            ClaimValue::Regions(_) => of_all(facts.regions.iter().map(|affected| affected.source.as_ref())),
            ClaimValue::Figures(_) => of_all(facts.figures.iter().map(|figure| figure.source.as_ref())),
            _ => None,
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
            ClaimValue::Causes(causes) => {
                self.causes_text(causes.iter().map(|cause| (cause, self.cause_by(cause, None))))
            }
            ClaimValue::Status(status) => edition.term("status", status.key()).label.clone(),
            ClaimValue::Figures(figures) => self.figures_text(figures),
        }
    }

    fn regions_text<'r>(&self, regions: impl IntoIterator<Item = &'r Id>) -> String {
        let mut regions = regions.into_iter().peekable();
        if regions.peek().is_none() { self.edition.say("number-not-known") } else { self.region_list(regions) }
    }

    /// Causes, each with who says so.
    fn causes_text<'c>(&self, causes: impl IntoIterator<Item = (&'c Cause, Option<&'c str>)>) -> String {
        let names: Vec<String> = causes.into_iter().map(|(cause, by)| self.cause_text(cause, by)).collect();
        if names.is_empty() {
            return self.edition.cause(self.site.archive, &Id::from(UNKNOWN_CAUSE));
        }
        self.edition.locale().list(&names)
    }

    /// A cause with how sure it is and who says so, where that is told.
    fn cause_text(&self, cause: &Cause, by: Option<&str>) -> String {
        let edition = self.edition;
        let name = edition.cause(self.site.archive, &cause.kind);
        let certainty = cause.certainty.map(|certainty| edition.term("certainty", certainty.key()));
        let by = by.map(|by| kept_apart(by.to_owned(), by, edition.is_rtl()));
        let key = match (&certainty, &by) {
            (None, None) => return name,
            (Some(_), None) => "cause-with-certainty",
            (None, Some(_)) => "cause-said-by",
            (Some(_), Some(_)) => "cause-with-certainty-said-by",
        };
        let certainty = certainty.as_ref().map(|certainty| ("certainty", certainty.label.as_str().into()));
        let by = by.as_ref().map(|by| ("by", by.as_str().into()));
        let arguments: Vec<_> = [("cause", name.as_str().into())].into_iter().chain(certainty).chain(by).collect();
        edition.tell(key, &arguments)
    }

    fn figures_text(&self, figures: &[Figure]) -> String {
        let texts: Vec<String> = figures.iter().map(|figure| self.figure_text(figure)).collect();
        if texts.is_empty() { self.edition.say("number-not-known") } else { self.edition.locale().list(&texts) }
    }

    /// A figure with when it held, where that is told.
    fn figure_text(&self, figure: &Figure) -> String {
        let text = self.edition.fact(&self.figure_name(&figure.what).text, &self.amount(figure));
        let Some(at) = &figure.at else { return text };
        let at = self.edition.time_text(at);
        self.edition.tell("figure-at", &[("figure", text.as_str().into()), ("moment", at.as_str().into())])
    }

    /// Figures with the notes of this telling.
    pub(super) fn figures(&self) -> Vec<FigureView> {
        let figure = |(number, figure): (usize, &Figure)| FigureView {
            label: Html::safe_string(&self.figure_name(&figure.what).html()),
            value: self.amount(figure),
            at: self.edition.time_html(figure.at.as_ref()),
            source: self.references.mark(figure.source.as_ref()),
            note: self.note(|telling| &telling.texts.figures, number),
        };
        self.incident.facts.figures.iter().enumerate().map(figure).collect()
    }

    fn figure_name(&self, word: &Id) -> Spoken {
        let name = self.site.archive.names.figures.get(word).map(|names| self.edition.spoken(names));
        name.filter(|name| !name.text.is_empty()).unwrap_or_else(|| self.edition.own(word.to_string()))
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

/// A number with its unit. One of the other direction, such as `Gbit/s` in Arabic, keeps its number on its own side.
fn measured(edition: &Edition, value: f64, unit: Option<&str>) -> String {
    let number = edition.decimal(value);
    let Some(unit) = unit else { return number };
    let text = edition.tell("figure-with-unit", &[("value", number.as_str().into()), ("unit", unit.into())]);
    kept_apart(text, unit, edition.is_rtl())
}

/// A text of which a part of the other direction keeps to itself what stands beside it (first strong isolate, UAX #9).
fn kept_apart(text: String, part: &str, is_rtl: bool) -> String {
    if runs_against(part, is_rtl) { format!("\u{2068}{text}\u{2069}") } else { text }
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
        Some(known) => {
            let more: Vec<&Id> = said.sources.into_iter().filter(|source| !known.sources.contains(source)).collect();
            known.sources.extend(more);
        }
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
