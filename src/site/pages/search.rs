//! The search page.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::mem;

use serde_json::{Map, Value as Json, json};

use super::{Frame, Site};
use crate::archive::Id;
use crate::derive::{DurationClass, YearStep, axis};
use crate::search::{Facet, Value};
use crate::site::edition::{Edition, Spoken};
use crate::site::route::{Route, Router};
use crate::site::theme::SEARCH_SCRIPT;
use crate::site::view::{ChoiceView, FacetView, LinkView, SearchView, YearChoiceView};

/// The facets of the page, with their names in addresses and the messages that name them.
const FACETS: [(Facet, &str, &str); 7] = [
    (Facet::Impact, "impact", "impact"),
    (Facet::Service, "service", "service"),
    (Facet::Region, "region", "region"),
    (Facet::Cause, "cause", "cause"),
    (Facet::Duration, "duration", "duration"),
    (Facet::Status, "status", "status"),
    (Facet::Language, "lang", "language"),
];

/// Values that have an order of their own.
const IMPACTS: [&str; 6] = ["critical", "major", "minor", "maintenance", "none", "unknown"];

/// The message that counts results.
const COUNT: &str = "count-incidents";
/// How many of the newest incidents stand there before anything is asked.
const LATEST: usize = 10;
/// How far a tree is shown indented.
const DEEPEST: usize = 4;

impl Site<'_> {
    pub(super) fn search_page(&self, edition: &Edition) -> Result<Vec<u8>, String> {
        let heading = edition.say("search");
        let frame = Frame {
            route: &Route::Search,
            title: heading.clone(),
            description: edition.say("search-description"),
            section: "search",
            kind: "search",
            crumbs: self.crumbs(edition, None),
        };
        let all = &self.insights.lists.all;
        let newest = all.get(..LATEST.min(all.len())).unwrap_or_default();
        let root = Router::root_of(&self.router.folder(edition.number, &Route::Search));
        let view = SearchView {
            page: self.shell(edition, frame),
            heading,
            extent: self.extent(edition),
            latest: self.row_html(edition, newest, &root)?,
            script: self.theme.asset(SEARCH_SCRIPT).unwrap_or_default().to_owned(),
            locale: edition.locale().browser_tag(),
            words: self.search_words(edition).to_string(),
            years: self.year_choices(edition),
            facets: self.facet_views(edition),
            ways: self.ways_without_script(edition),
        };
        edition.render("search.html", &view)
    }

    /// What the script says, with {0} and {1} where it fills something in.
    fn search_words(&self, edition: &Edition) -> Json {
        // Words of any direction stand in a sentence of the page's: each is isolated.
        let (word, found) = ("\u{2068}{0}\u{2069}", "\u{2068}{1}\u{2069}");
        let about = |key: &str| edition.tell(key, &[("word", word.into()), ("found", found.into())]);
        let languages: Vec<Json> = self.editions.iter().map(|other| self.search_language(edition, other)).collect();
        json!({
            "own": edition.number,
            "standard": self.archive.default_language(),
            "languages": languages,
            "count": count_words(edition),
            "plural": edition.messages().locale_of(COUNT).language().as_str(),
            "searching": edition.say("search-searching"),
            "failed": edition.say("search-failed"),
            "common": about("search-common"),
            "missing": about("search-missing"),
            "corrected": about("search-corrected"),
            "alike": about("search-alike"),
        })
    }

    /// What the script sets on a text in a language; `title` names it where it isn't the page's.
    fn search_language(&self, edition: &Edition, other: &Edition) -> Json {
        let name = self.language_name(edition, other.number);
        let title = if other.number == edition.number {
            String::new()
        } else {
            edition.tell("language-marker", &[("language", name.as_str().into())])
        };
        json!({ "lang": other.language.as_str(), "dir": other.direction(), "title": title })
    }

    /// The years of the archive and those between. Only those with an incident have a number in the index.
    fn year_choices(&self, edition: &Edition) -> Vec<YearChoiceView> {
        let years = self.insights.lists.periods.iter().filter(|((_, month), _)| month.is_none());
        let counts: BTreeMap<i32, usize> = years.map(|((year, _), list)| (*year, list.len())).collect();
        let numbers: BTreeMap<i32, usize> = counts.keys().copied().zip(0..).collect();
        let mut choices = Vec::new();
        let mut left_out = String::new();
        for step in axis(counts.keys().copied()) {
            match step {
                YearStep::Year(year) => {
                    let count = counts.get(&year).copied().unwrap_or(0);
                    choices.push(YearChoiceView {
                        number: numbers.get(&year).copied().unwrap_or(0),
                        key: year.to_string(),
                        label: edition.year(year),
                        count,
                        counted: edition.number_text(count),
                        left_out: mem::take(&mut left_out),
                    });
                }
                YearStep::LeftOut(from, to) => left_out = edition.years_left_out((from, to)),
            }
        }
        choices
    }

    fn facet_views(&self, edition: &Edition) -> Vec<FacetView> {
        let facet = |(facet, name, label): (Facet, &'static str, &str)| FacetView {
            key: facet.key(),
            name,
            label: edition.say(label),
            choices: self.choices(edition, facet),
        };
        FACETS.into_iter().map(facet).collect()
    }

    /// The values of a facet in the order of reading.
    fn choices(&self, edition: &Edition, facet: Facet) -> Vec<ChoiceView> {
        let values = self.search.values.get(&facet).map(Vec::as_slice).unwrap_or_default();
        let choice = |(number, value): (usize, &Value)| {
            let Spoken { text: label, lang, dir } = self.named(edition, facet, value);
            let (key, count) = (value.key.clone(), value.documents);
            ChoiceView { number, key, label, lang, dir, count, counted: edition.number_text(count), depth: 0 }
        };
        let mut choices: Vec<ChoiceView> = values.iter().enumerate().map(choice).collect();
        let place = |order: &[&str], key: &str| order.iter().position(|known| *known == key);
        match facet {
            Facet::Region => return tree(edition, &choices, values),
            Facet::Impact => choices.sort_by_key(|choice| place(&IMPACTS, &choice.key)),
            Facet::Duration => {
                choices.sort_by_key(|choice| place(&DurationClass::ALL.map(DurationClass::key), &choice.key));
            }
            _ => choices.sort_by(|a, b| by_count(edition, a, b)),
        }
        choices
    }

    /// What readers call a value, with the language where another stands in.
    fn named(&self, edition: &Edition, facet: Facet, value: &Value) -> Spoken {
        let id = Id::from(value.key.as_str());
        match facet {
            Facet::Service => edition.service_spoken(self.archive, &id),
            Facet::Region => edition.region_spoken(&id),
            Facet::Cause => edition.cause_spoken(self.archive, &id),
            _ => edition.own(value.labels.get(edition.number).cloned().unwrap_or_default()),
        }
    }

    fn ways_without_script(&self, edition: &Edition) -> Vec<LinkView> {
        let ways = [
            (Route::Services, "services"),
            (Route::Regions, "regions"),
            (Route::Causes, "causes"),
            (Route::Years, "years"),
        ];
        ways.into_iter().map(|(route, label)| self.link(edition, &route, edition.say(label))).collect()
    }
}

/// The words for a count of results, by plural category, and for none.
fn count_words(edition: &Edition) -> Map<String, Json> {
    let counts = (0..=200).chain([1_000, 1_000_000]);
    let locale = edition.messages().locale_of(COUNT);
    let mut words = Map::new();
    for count in counts {
        let category = locale.plural(count);
        let text = || edition.tell(COUNT, &[("count", count.into()), ("number", "{0}".into())]);
        if count > 0 {
            words.entry(format!("{category:?}").to_lowercase()).or_insert_with(|| text().into());
        }
    }
    words.insert("0".to_owned(), edition.say("search-none").into());
    words
}

fn by_count(edition: &Edition, a: &ChoiceView, b: &ChoiceView) -> std::cmp::Ordering {
    Reverse(a.count).cmp(&Reverse(b.count)).then_with(|| edition.locale().compare(&a.label, &b.label))
}

/// Values with those within them after them.
fn tree(edition: &Edition, choices: &[ChoiceView], values: &[Value]) -> Vec<ChoiceView> {
    let mut within: BTreeMap<Option<u32>, Vec<&ChoiceView>> = BTreeMap::new();
    for (choice, value) in choices.iter().zip(values) {
        within.entry(value.parent).or_default().push(choice);
    }
    // What stands last is taken first.
    for parts in within.values_mut() {
        parts.sort_by(|a, b| by_count(edition, b, a));
    }
    let mut open: Vec<(usize, &ChoiceView)> =
        within.remove(&None).unwrap_or_default().into_iter().map(|top| (0, top)).collect();
    let mut ordered = Vec::with_capacity(choices.len());
    while let Some((depth, choice)) = open.pop() {
        ordered.push(ChoiceView { depth: depth.min(DEEPEST), ..choice.clone() });
        let number = u32::try_from(choice.number).ok();
        open.extend(within.remove(&number).unwrap_or_default().into_iter().map(|part| (depth + 1, part)));
    }
    ordered
}
