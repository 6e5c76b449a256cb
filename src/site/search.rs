//! What the search index is told of the archive, and its files among the outputs.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;

use super::Site;
use super::edition::{Edition, date_value};
use super::route::Route;
use super::table::search_output;
use crate::archive::{Id, Incident, Telling, UNKNOWN_CAUSE, UpdateText};
use crate::config::{Links, OptionalOutput};
use crate::derive::{DurationClass, IncidentNumber};
use crate::locale::{DateValue, Locale, regions};
use crate::parse::markdown::plain_text;
use crate::search::{self, Document, Facet, Facts, File, Index, Outline, Value, ValueNumber};

impl Site<'_> {
    /// Whether the site can be searched: its settings may switch that off, and its theme may have no script for it.
    pub fn has_search(&self) -> bool {
        self.has(OptionalOutput::Search) && self.theme.searches
    }

    /// Makes the search index: its files join the outputs. A site that is only checked does without; one that has no
    /// search stays as it is.
    #[must_use]
    pub fn with_search(mut self) -> Self {
        if !self.has_search() {
            return self;
        }
        self.documents = self.documents();
        let outline = Surveyor::new(&self).outline(&self.documents);
        self.search = Index::new(outline, &self.theme.glossary, &|number| self.document(number));
        let scripts: &[bool] = if self.options.links == Links::Files { &[false, true] } else { &[false] };
        for script in scripts {
            let outputs = self.search.files.iter().enumerate();
            self.table.extend(outputs.filter_map(|(number, file)| search_output(number, file, *script)));
        }
        self.table.sort_by(|one, other| one.path.cmp(&other.path));
        // It knows outputs by their numbers, which are others now.
        self.made_in_rounds.take();
        self
    }

    /// The files of the search index by name; none before it is made.
    pub fn search_files(&self) -> impl Iterator<Item = (&str, Cow<'_, [u8]>)> {
        self.search.files.iter().map(|file| (file.name.as_str(), self.search_bytes(file)))
    }

    /// The file of the search index with this number, as it is or as a script.
    pub(super) fn search_file(&self, number: usize, script: bool) -> Option<Cow<'_, [u8]>> {
        let file = self.search.files.get(number)?;
        let bytes = self.search_bytes(file);
        Some(if script { Cow::Owned(file.script(&bytes).into_bytes()) } else { bytes })
    }

    fn search_bytes<'s>(&'s self, file: &'s File) -> Cow<'s, [u8]> {
        self.search.bytes(file, &|number| self.document(number))
    }

    /// The incidents that count, from the oldest: one that is added today changes no other's number.
    fn documents(&self) -> Vec<IncidentNumber> {
        let mut documents = self.insights.lists.all.clone();
        let key = |number: &IncidentNumber| {
            self.archive.incidents.get(*number as usize).map(|incident| (incident.start.order_key(), &incident.id))
        };
        documents.sort_by(|one, other| key(one).cmp(&key(other)));
        documents
    }

    fn document(&self, number: u32) -> Document {
        let place = self.documents.get(number as usize);
        let incident = place.and_then(|place| self.archive.incidents.get(*place as usize));
        incident.map(|incident| self.document_of(incident)).unwrap_or_default()
    }

    fn document_of(&self, incident: &Incident) -> Document {
        let facts = &incident.facts;
        let day = match date_value(&incident.start) {
            DateValue::Minute(at) | DateValue::Second(at) => DateValue::Day(at.date_naive()),
            value => value,
        };
        let durations = self.editions.iter().map(|edition| edition.duration(incident));
        let (durations, kinds): (Vec<String>, Vec<&'static str>) = durations.unzip();
        let aliases = facts.aliases.iter().map(|(alias, _)| alias);
        let original = incident.original();
        let translations = incident.tellings.iter().filter(|telling| telling.file != original.file);
        Document {
            ids: std::iter::once(&incident.id).chain(aliases).map(ToString::to_string).collect(),
            machine_day: machine_day(&day),
            days: self.editions.iter().map(|edition| searched_day(edition.locale(), &day)).collect(),
            starts: self.editions.iter().map(|edition| edition.time_text(&incident.start)).collect(),
            durations,
            duration_kind: kinds.first().copied().unwrap_or_default(),
            tags: facts.tags.iter().map(ToString::to_string).collect(),
            tellings: std::iter::once(original).chain(translations).map(|told| self.told(incident, told)).collect(),
        }
    }

    fn told(&self, incident: &Incident, telling: &Telling) -> search::Telling {
        let text = self.archive.text(telling.file);
        let texts = &telling.texts;
        let mut pieces = telling.prose.clone();
        pieces.extend(texts.updates.iter().filter_map(|update| match &update.text {
            Some(UpdateText::Body(range)) => Some(range.clone()),
            _ => None,
        }));
        let mut prose = telling.parsed.plain_texts(text, telling.body.clone(), &pieces);
        let mut updates = prose.split_off(telling.prose.len().min(prose.len()));
        updates.extend(texts.updates.iter().filter_map(|update| match &update.text {
            Some(UpdateText::Typed(text)) => Some(plain_text(text, 0..text.len())),
            _ => None,
        }));
        let causes = texts.causes.iter().filter_map(|cause| cause.summary.as_ref());
        updates.extend(causes.chain(&texts.justification).cloned());
        search::Telling {
            language: telling.language,
            href: self.router.href(telling.language, &Route::Incident(incident.id.clone())),
            title: telling.title.clone(),
            summary: telling.summary.clone().unwrap_or_default(),
            prose: prose.join("\n"),
            updates,
        }
    }
}

/// Numbers the values of facets while it goes through the documents.
struct Surveyor<'s> {
    site: &'s Site<'s>,
    numbers: BTreeMap<Facet, BTreeMap<Id, ValueNumber>>,
    /// The regions each region lies within.
    within: BTreeMap<Id, BTreeSet<Id>>,
}

impl<'s> Surveyor<'s> {
    const fn new(site: &'s Site<'s>) -> Self {
        Self { site, numbers: BTreeMap::new(), within: BTreeMap::new() }
    }

    fn outline(mut self, documents: &[IncidentNumber]) -> Outline {
        let site = self.site;
        let incidents = documents.iter().filter_map(|number| site.archive.incidents.get(*number as usize));
        let facts: Vec<Facts> = incidents.map(|incident| self.facts(incident)).collect();
        let mut values: BTreeMap<Facet, Vec<Value>> =
            Facet::ALL.into_iter().map(|facet| (facet, self.values(facet))).collect();
        count(&facts, &mut values);
        let languages = site.archive.settings.languages.iter().map(ToString::to_string).collect();
        Outline { languages, values, facts }
    }

    fn facts(&mut self, incident: &Incident) -> Facts {
        let facts = &incident.facts;
        let services: Vec<Id> = facts.services.iter().map(|affected| affected.service.clone()).collect();
        let mut regions: Vec<Id> = facts.regions.iter().map(|affected| affected.region.clone()).collect();
        for region in facts.services.iter().flat_map(|service| &service.regions) {
            if !regions.contains(region) {
                regions.push(region.clone());
            }
        }
        let mut causes: Vec<Id> = facts.causes.iter().map(|cause| cause.kind.clone()).collect();
        if causes.is_empty() {
            causes.push(UNKNOWN_CAUSE.into());
        }
        let languages = &self.site.archive.settings.languages;
        let told = incident.tellings.iter().filter_map(|telling| languages.get(telling.language));
        let told = told.map(|language| Id::from(language.as_str())).collect();
        let everywhere = self.with_ancestors(&regions);
        let values = [
            self.number(Facet::Service, services.clone()),
            self.number(Facet::Region, everywhere),
            self.number(Facet::Cause, causes),
            self.number(Facet::Impact, vec![facts.impact().key().into()]),
            self.number(Facet::Status, vec![incident.status.key().into()]),
            self.number(Facet::Language, told),
            self.number(Facet::Duration, vec![DurationClass::of(incident).key().into()]),
        ];
        let (services, regions) = (self.known(Facet::Service, &services), self.known(Facet::Region, &regions));
        Facts::new(incident.start.in_utc().year(), &values, &services, &regions)
    }

    fn with_ancestors(&mut self, regions: &[Id]) -> Vec<Id> {
        let mut all: BTreeSet<Id> = regions.iter().cloned().collect();
        for region in regions {
            let names = &self.site.archive.names;
            let ancestors = self.within.entry(region.clone()).or_insert_with(|| names.ancestors(region));
            all.extend(ancestors.iter().cloned());
        }
        all.into_iter().collect()
    }

    /// The numbers of values, ascending, each once; new ones for values that are new, in the order of their keys.
    fn number(&mut self, facet: Facet, mut keys: Vec<Id>) -> Vec<ValueNumber> {
        let numbers = self.numbers.entry(facet).or_default();
        keys.sort_unstable();
        keys.dedup();
        let mut found = Vec::with_capacity(keys.len());
        for key in keys {
            let next = ValueNumber::try_from(numbers.len()).unwrap_or(ValueNumber::MAX);
            found.push(*numbers.entry(key).or_insert(next));
        }
        found.sort_unstable();
        found
    }

    fn known(&self, facet: Facet, keys: &[Id]) -> Vec<ValueNumber> {
        let numbers = self.numbers.get(&facet);
        keys.iter().filter_map(|key| numbers.and_then(|numbers| numbers.get(key)).copied()).collect()
    }

    fn values(&self, facet: Facet) -> Vec<Value> {
        let Some(numbers) = self.numbers.get(&facet) else { return Vec::new() };
        let mut keys: Vec<(&Id, &ValueNumber)> = numbers.iter().collect();
        keys.sort_unstable_by_key(|(_, number)| **number);
        keys.into_iter().map(|(key, _)| self.value(facet, key)).collect()
    }

    fn value(&self, facet: Facet, key: &Id) -> Value {
        let names = &self.site.archive.names;
        let service = names.services.get(key).filter(|_| facet == Facet::Service);
        let parent = self.parent(key).filter(|_| facet == Facet::Region);
        Value {
            key: key.to_string(),
            labels: self.site.editions.iter().map(|edition| self.label(edition, facet, key)).collect(),
            aliases: service.map(|service| service.aliases.clone()).unwrap_or_default(),
            parent: parent.and_then(|parent| self.numbers.get(&Facet::Region)?.get(&parent)).copied(),
            documents: 0,
        }
    }

    /// The region that a region lies within, the first where there are several.
    fn parent(&self, region: &Id) -> Option<Id> {
        match self.site.archive.names.regions.get(region) {
            Some(own) => own.within.first().map(|(parent, _)| parent.clone()),
            None => regions::find(region)?.parent().map(|parent| parent.code.into()),
        }
    }

    fn label(&self, edition: &Edition, facet: Facet, key: &Id) -> String {
        let archive = self.site.archive;
        match facet {
            Facet::Service => edition.service(archive, key),
            Facet::Region => edition.region(key),
            Facet::Cause => edition.cause(archive, key),
            Facet::Impact => edition.say(&format!("impact-{key}")),
            Facet::Status => edition.say(&format!("status-{key}")),
            Facet::Duration => edition.say(&format!("duration-class-{key}")),
            Facet::Language => {
                let language = archive.settings.languages.iter().position(|language| language.as_str() == &**key);
                language.map_or_else(String::new, |language| self.site.language_name(edition, language))
            }
        }
    }
}

/// A day as machines write it, and its month, by which many ask for it: `2024-10-03 2024-10`.
fn machine_day(day: &DateValue) -> String {
    let month = match day {
        DateValue::Day(day) => Some(DateValue::Month(day.year(), day.month())),
        _ => None,
    };
    std::iter::once(*day).chain(month).map(|value| value.machine()).collect::<Vec<_>>().join(" ")
}

/// A day as it is searched for: in French also as many type the first of a month, `1 octobre`; in Arabic by the month's
/// names in other countries, too; everywhere by its name as it stands alone and its short one, as in `Feb 2024`.
fn searched_day(locale: &Locale, day: &DateValue) -> String {
    let mut text = locale.date(day);
    if let Some(rest) = text.strip_prefix("1er ") {
        text = format!("{text} 1 {rest}");
    }
    let month = match day {
        DateValue::Month(_, month) => *month,
        DateValue::Day(day) => day.month(),
        _ => 0,
    };
    let is_new = |name: &&String| !text.split_whitespace().any(|word| word == **name);
    // Slavic languages write a month of a day in its genitive, which may share no stem with its name: `17 травня`, `травень`.
    let own: Vec<String> =
        if month > 0 { vec![locale.month_name(month), locale.month_short(month)] } else { Vec::new() };
    let others: Vec<&String> = locale.month_names(month).iter().chain(&own).filter(is_new).collect();
    others.iter().fold(text.clone(), |text, name| text + " " + name)
}

/// Counts the documents of each value.
fn count(facts: &[Facts], values: &mut BTreeMap<Facet, Vec<Value>>) {
    for (facet, values) in values {
        for number in facts.iter().flat_map(|facts| facts.values(*facet)) {
            if let Some(value) = values.get_mut(*number as usize) {
                value.documents += 1;
            }
        }
    }
}
