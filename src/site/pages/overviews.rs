//! Overviews: services, regions, causes, tags, years.

use std::collections::{BTreeMap, BTreeSet};

use super::{Frame, Site};
use crate::archive::{Family, Id, Service};
use crate::derive::IncidentNumber;
use crate::locale::regions;
use crate::site::edition::{Edition, Spoken};
use crate::site::route::Route;
use crate::site::view::{Card, CardGroup, CardsView, YearView, YearsView};

/// How deep a card is shown beneath others; what lies deeper stands there, too.
const DEEPEST: u8 = 2;

/// What an overview is called.
pub(super) struct Overview {
    pub route: Route,
    /// The section and the message of its heading.
    pub section: &'static str,
    pub note: String,
    pub groups: Vec<CardGroup>,
}

impl Site<'_> {
    pub(super) fn services_page(&self, edition: &Edition) -> Result<Vec<u8>, String> {
        let groups = self.service_cards(edition);
        self.overview(edition, Overview { route: Route::Services, section: "services", note: String::new(), groups })
    }

    pub(super) fn regions_page(&self, edition: &Edition) -> Result<Vec<u8>, String> {
        let note = edition.say("note-regions");
        let groups = self.region_groups(edition);
        self.overview(edition, Overview { route: Route::Regions, section: "regions", note, groups })
    }

    pub(super) fn causes_page(&self, edition: &Edition) -> Result<Vec<u8>, String> {
        let mut families: BTreeMap<Family, BTreeSet<&Id>> = BTreeMap::new();
        let own = self.archive.names.causes.keys();
        for id in self.insights.lists.causes.keys().chain(own) {
            families.entry(self.archive.names.family(id).unwrap_or(Family::Unknown)).or_default().insert(id);
        }
        let group = |(family, ids): (Family, BTreeSet<&Id>)| {
            let mut cards: Vec<Card> = ids.into_iter().map(|id| self.cause_card(edition, id)).collect();
            cards.sort_by(|a, b| edition.locale().compare(&a.name, &b.name));
            let heading = edition.say(&format!("family-{}", family.key()));
            CardGroup { cards, ..CardGroup::new(edition.own(heading)) }
        };
        let groups = families.into_iter().map(group).collect();
        let note = edition.say("note-causes");
        self.overview(edition, Overview { route: Route::Causes, section: "causes", note, groups })
    }

    pub(super) fn tags_page(&self, edition: &Edition) -> Result<Vec<u8>, String> {
        let card = |(id, list): (&Id, &Vec<IncidentNumber>)| {
            self.card(edition, &Route::Tag(id.clone(), None), edition.own(id.to_string()), Some(list), String::new())
        };
        let cards = self.insights.lists.tags.iter().map(card).collect();
        let groups = vec![CardGroup { cards, ..CardGroup::new(edition.own(String::new())) }];
        self.overview(edition, Overview { route: Route::Tags, section: "tags", note: String::new(), groups })
    }

    pub(super) fn overview(&self, edition: &Edition, overview: Overview) -> Result<Vec<u8>, String> {
        let heading = edition.say(overview.section);
        let frame = Frame {
            route: &overview.route,
            title: heading.clone(),
            description: overview.note.clone(),
            section: overview.section,
            kind: "cards",
            crumbs: self.crumbs(edition, None),
        };
        let page = self.shell(edition, frame);
        edition.render("cards.html", &CardsView { page, heading, note: overview.note, groups: overview.groups })
    }

    pub(super) fn years_page(&self, edition: &Edition) -> Result<Vec<u8>, String> {
        let heading = edition.say("years");
        let frame = Frame {
            route: &Route::Years,
            title: heading.clone(),
            description: String::new(),
            section: "years",
            kind: "years",
            crumbs: self.crumbs(edition, None),
        };
        let periods = &self.insights.lists.periods;
        let most = self.fullest_month(None);
        let year = |year: i32, list: &Vec<IncidentNumber>| YearView {
            label: edition.year(year),
            href: self.router.href(edition.number, &Route::Year(year)),
            count: edition.count("count-incidents", list.len()),
            months: self.month_bars(edition, year, None, most),
        };
        let years = periods.iter().rev().filter(|((_, month), _)| month.is_none());
        let years = years.map(|((number, _), list)| year(*number, list)).collect();
        edition.render("years.html", &YearsView { page: self.shell(edition, frame), heading, years })
    }

    /// A card with the count and newest date of a list.
    pub(super) fn card(
        &self,
        edition: &Edition,
        route: &Route,
        name: Spoken,
        list: Option<&Vec<IncidentNumber>>,
        code: String,
    ) -> Card {
        let count = list.map_or(0, Vec::len);
        let incidents = || list.into_iter().flatten().filter_map(|number| self.incident(*number));
        // Announced work hasn't been; where there is nothing else, it is told as what it is.
        let latest = || incidents().find(|one| !one.is_announced()).map(|one| edition.day(&one.start));
        let planned = || incidents().next().map(|one| edition.planned(&edition.day(&one.start)));
        Card {
            href: self.router.href(edition.number, route),
            name: name.text,
            lang: name.lang,
            dir: name.dir,
            count: edition.count("count-incidents", count),
            number: edition.number_text(count),
            latest: latest().or_else(planned).unwrap_or_default(),
            depth: 0,
            code,
        }
    }

    pub(super) fn cause_card(&self, edition: &Edition, id: &Id) -> Card {
        let list = self.insights.lists.causes.get(id);
        self.card(edition, &Route::Cause(id.clone(), None), edition.cause_spoken(self.archive, id), list, String::new())
    }

    pub(super) fn region_card(&self, edition: &Edition, id: &Id) -> Card {
        let list = self.insights.lists.regions.get(id);
        let code =
            if id.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-') { &**id } else { "" };
        self.card(edition, &Route::Region(id.clone(), None), edition.region_spoken(id), list, code.to_owned())
    }

    /// Services by group, those without a group last; parts beneath the service they are parts of, and in its group.
    pub(super) fn service_cards(&self, edition: &Edition) -> Vec<CardGroup> {
        let mut parts = self.parts_of_services(edition);
        let mut groups: BTreeMap<String, (Spoken, Vec<Card>)> = BTreeMap::new();
        for (_, whole) in parts.remove(&None).unwrap_or_default() {
            let group = whole.group.as_ref().map_or_else(Spoken::default, |group| edition.spoken(group));
            let (_, cards) = groups.entry(group.text.clone()).or_insert_with(|| (group, Vec::new()));
            let mut open = vec![(whole, 0_u8)];
            while let Some((service, depth)) = open.pop() {
                cards.push(Card { depth: depth.min(DEEPEST), ..self.service_card(edition, &service.id) });
                let beneath = parts.remove(&Some(&service.id)).unwrap_or_default();
                open.extend(beneath.into_iter().rev().map(|(_, part)| (part, depth.saturating_add(1))));
            }
        }
        let group = |(heading, cards): (Spoken, Vec<Card>)| CardGroup { cards, ..CardGroup::new(heading) };
        let ungrouped = groups.remove("");
        let mut all: Vec<CardGroup> = groups.into_values().map(group).collect();
        all.sort_by(|a, b| edition.locale().compare(&a.heading, &b.heading));
        all.extend(ungrouped.map(group));
        all
    }

    /// Services with their names by what they are parts of, in the order of their names. None is a part of itself: that
    /// is an error of its file.
    fn parts_of_services<'s>(&'s self, edition: &Edition) -> BTreeMap<Option<&'s Id>, Vec<(String, &'s Service)>> {
        let services = &self.archive.names.services;
        let mut parts: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for service in services.values() {
            let whole = service.part_of.as_ref().map(|(whole, _)| whole).filter(|whole| services.contains_key(*whole));
            parts.entry(whole).or_default().push((edition.service(self.archive, &service.id), service));
        }
        for beside in parts.values_mut() {
            beside.sort_by(|(name, one), (other_name, other)| {
                edition.locale().compare(name, other_name).then_with(|| one.id.cmp(&other.id))
            });
        }
        parts
    }

    fn service_card(&self, edition: &Edition, id: &Id) -> Card {
        let list = self.insights.lists.services.get(id);
        self.card(
            edition,
            &Route::Service(id.clone(), None),
            edition.service_spoken(self.archive, id),
            list,
            String::new(),
        )
    }

    /// Regions under the continents, each level beneath the one it lies within; own sets first.
    fn region_groups(&self, edition: &Edition) -> Vec<CardGroup> {
        let lists = &self.insights.lists;
        let mut own: Vec<Card> = self.archive.names.regions.keys().map(|id| self.region_card(edition, id)).collect();
        own.sort_by(|a, b| edition.locale().compare(&a.name, &b.name));
        let mut groups = Vec::new();
        if !own.is_empty() {
            let heading = edition.say("own-regions");
            groups.push(CardGroup { cards: own, ..CardGroup::new(edition.own(heading)) });
        }
        let mut continents: Vec<&Id> = lists.regions.keys().filter(|id| is_continent(id)).collect();
        continents.sort_by(|a, b| edition.locale().compare(&edition.region(a), &edition.region(b)));
        for continent in continents {
            let card = self.region_card(edition, continent);
            let cards = self.regions_within(edition, continent);
            groups.push(CardGroup { cards, ..headed(card) });
        }
        if lists.regions.contains_key("world") {
            let card = self.region_card(edition, &Id::from("world"));
            groups.push(headed(card));
        }
        groups
    }

    /// The listed regions within one, the tree told by depth. Each stands once, below its first parent.
    fn regions_within(&self, edition: &Edition, top: &Id) -> Vec<Card> {
        let parts = &self.insights.lists.parts;
        let sorted = |id: &Id| -> Vec<&Id> {
            let mut below: Vec<&Id> = parts
                .get(id)
                .into_iter()
                .flatten()
                .filter(|id| !self.archive.names.regions.contains_key(*id))
                .collect();
            below.sort_by(|a, b| edition.locale().compare(&edition.region(b), &edition.region(a)));
            below
        };
        let mut seen: BTreeSet<&Id> = BTreeSet::new();
        let mut open: Vec<(&Id, u8)> = sorted(top).into_iter().map(|id| (id, 0)).collect();
        let mut cards = Vec::new();
        while let Some((id, depth)) = open.pop() {
            if seen.insert(id) {
                cards.push(Card { depth, ..self.region_card(edition, id) });
                open.extend(sorted(id).into_iter().map(|id| (id, depth.saturating_add(1))));
            }
        }
        cards
    }
}

/// A group under what a card is about.
fn headed(card: Card) -> CardGroup {
    let Card { href, name, lang, dir, count, .. } = card;
    CardGroup { heading: name, lang, dir, href: Some(href), count, cards: Vec::new() }
}

/// A built-in region directly below the world.
fn is_continent(id: &Id) -> bool {
    regions::find(id).is_some_and(|region| region.parents.first() == Some(&"world"))
}
