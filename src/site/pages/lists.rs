//! Pages that list incidents: all, of a year or month, region, cause or tag.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::subject::encoded;
use super::times::{Group, OfYear, anchor_of_year, columns};
use super::{Frame, Site};
use crate::archive::{Family, Id, Prose, UNKNOWN_CAUSE, best_prose};
use crate::derive::{DurationClass, IncidentNumber};
use crate::site::edition::{Edition, Spoken, section_of_years};
use crate::site::listing::{PAGE, page_of, slice};
use crate::site::route::{ListPage, Route, Router};
use crate::site::view::{Bar, Card, CardGroup, LinkView, ListingView, Pager, Shared, TextView};

const TEMPLATE: &str = "listing.html";

/// The most other causes of its family that the page of a cause names.
const MOST_CAUSES: usize = 20;

/// What differs between pages that list incidents.
struct Listing<'l> {
    route: Route,
    heading: Spoken,
    eyebrow: &'static str,
    section: &'static str,
    crumbs: Vec<Shared<LinkView>>,
    list: &'l [IncidentNumber],
    prose: TextView,
    note: String,
    around: Vec<CardGroup>,
}

impl Site<'_> {
    pub(super) fn all_incidents_page(&self, edition: &Edition) -> Result<Vec<u8>, String> {
        let listing = Listing {
            route: Route::Incidents,
            heading: edition.own(edition.say("all-incidents")),
            eyebrow: "",
            section: "incidents",
            crumbs: self.crumbs(edition, None),
            list: &self.insights.lists.all,
            prose: TextView::default(),
            note: String::new(),
            around: Vec::new(),
        };
        self.newest_of(edition, listing)
    }

    pub(super) fn year_page(&self, edition: &Edition, year: i32) -> Result<Vec<u8>, String> {
        let list = self.insights.lists.periods.get(&(year, None)).map_or(&[][..], Vec::as_slice);
        let route = Route::Year(year);
        let shown = self.shown_of_year(year, list);
        let groups = self.groups_by_month(edition, year, &shown);
        let listing = Listing {
            heading: edition.own(edition.year(year)),
            eyebrow: "year",
            section: section_of_years(self.archive.settings.navigation.as_deref()),
            crumbs: self.crumbs(edition, Some((&Route::Years, "years"))),
            note: self.year_note(edition, year, shown.len(), list.len()),
            list,
            prose: TextView::default(),
            around: Vec::new(),
            route,
        };
        let bars = self.month_bars(edition, year, None, self.fullest_month(Some(year)));
        self.listing_page(edition, listing, groups, None, &bars)
    }

    /// What began in a month of a year, or is known to have begun in that year and no more.
    pub(super) fn month_page(
        &self,
        edition: &Edition,
        year: i32,
        month: Option<u32>,
        page: ListPage,
    ) -> Result<Vec<u8>, String> {
        let list = self.insights.lists.of_month(year, month);
        let groups = self.groups_by_month(edition, year, slice(list, page));
        let of_year = edition.year(year);
        let heading = match month {
            Some(month) => edition.month(year, month),
            None => edition.tell("month-not-known-in", &[("year", of_year.as_str().into())]),
        };
        let mut crumbs = self.crumbs(edition, Some((&Route::Years, "years")));
        crumbs.push(Shared::new(self.link(edition, &Route::Year(year), of_year)));
        let listing = Listing {
            route: Route::of_month(year, month, page),
            heading: edition.own(heading),
            eyebrow: "month",
            section: section_of_years(self.archive.settings.navigation.as_deref()),
            crumbs,
            list,
            prose: TextView::default(),
            note: String::new(),
            around: Vec::new(),
        };
        let pager = self.pager(edition, list.len(), page, |page| Route::of_month(year, month, page));
        let bars = self.month_bars(edition, year, month, self.fullest_month(Some(year)));
        self.listing_page(edition, listing, groups, pager, &bars)
    }

    /// What the page of a year shows: all, or the newest with a month and the newest without. Those without stand last,
    /// so that the newest of all would hardly ever have one of them, and the page no way to their own.
    fn shown_of_year<'l>(&self, year: i32, list: &'l [IncidentNumber]) -> Cow<'l, [IncidentNumber]> {
        if list.len() < 2 * PAGE {
            return list.into();
        }
        let lists = &self.insights.lists;
        let with_month = list.iter().filter(|number| lists.began(**number).1.is_some()).take(PAGE);
        let without_month = lists.of_month(year, None).iter().take(PAGE);
        with_month.chain(without_month).copied().collect()
    }

    fn year_note(&self, edition: &Edition, year: i32, shown: usize, all: usize) -> String {
        let has_others = self.insights.lists.without_month.contains_key(&year);
        part_note(edition, if has_others { "note-part-of-year-without-month" } else { "note-part-of-year" }, shown, all)
    }

    pub(super) fn region_page(&self, edition: &Edition, id: &Id, page: ListPage) -> Result<Vec<u8>, String> {
        let lists = &self.insights.lists;
        let region = self.archive.names.regions.get(id);
        let has_parts = lists.parts.contains_key(id);
        let listing = Listing {
            route: Route::Region(id.clone(), page),
            heading: edition.region_spoken(id),
            eyebrow: "region",
            section: "regions",
            crumbs: self.crumbs(edition, Some((&Route::Regions, "regions"))),
            list: lists.regions.get(id).map_or(&[], Vec::as_slice),
            prose: self.text(
                edition,
                region.map_or(&[], |region| &region.prose),
                &self.root(edition, &Route::Region(id.clone(), page)),
            ),
            note: if has_parts { edition.say("note-region-within") } else { String::new() },
            around: self.regions_around(edition, id),
        };
        if has_parts {
            return self.newest_of(edition, listing);
        }
        self.paged(edition, listing, page, |page| Route::Region(id.clone(), page))
    }

    pub(super) fn cause_page(&self, edition: &Edition, id: &Id, page: ListPage) -> Result<Vec<u8>, String> {
        let cause = self.archive.names.causes.get(id);
        let route = Route::Cause(id.clone(), page);
        let listing = Listing {
            heading: edition.cause_spoken(self.archive, id),
            eyebrow: "cause",
            section: "causes",
            crumbs: self.crumbs(edition, Some((&Route::Causes, "causes"))),
            list: self.insights.lists.causes.get(id).map_or(&[], Vec::as_slice),
            prose: self.text(edition, cause.map_or(&[], |cause| &cause.prose), &self.root(edition, &route)),
            note: if **id == *UNKNOWN_CAUSE { edition.say("note-cause-unknown") } else { String::new() },
            around: self.causes_around(edition, id),
            route,
        };
        self.paged(edition, listing, page, |page| Route::Cause(id.clone(), page))
    }

    pub(super) fn duration_page(
        &self,
        edition: &Edition,
        class: DurationClass,
        page: ListPage,
    ) -> Result<Vec<u8>, String> {
        let listing = Listing {
            route: Route::Duration(class, page),
            heading: edition.own(edition.say(&format!("duration-class-{}", class.key()))),
            eyebrow: "duration",
            section: "statistics",
            crumbs: self.crumbs(edition, Some((&Route::Statistics, "statistics"))),
            list: self.insights.lists.durations.get(&class).map_or(&[], Vec::as_slice),
            prose: TextView::default(),
            note: if class == DurationClass::Rough { edition.say("note-duration-rough") } else { String::new() },
            around: Vec::new(),
        };
        self.paged(edition, listing, page, |page| Route::Duration(class, page))
    }

    pub(super) fn tag_page(&self, edition: &Edition, id: &Id, page: ListPage) -> Result<Vec<u8>, String> {
        let listing = Listing {
            route: Route::Tag(id.clone(), page),
            heading: edition.own(id.to_string()),
            eyebrow: "tag",
            section: "tags",
            crumbs: self.crumbs(edition, Some((&Route::Tags, "tags"))),
            list: self.insights.lists.tags.get(id).map_or(&[], Vec::as_slice),
            prose: TextView::default(),
            note: String::new(),
            around: Vec::new(),
        };
        self.paged(edition, listing, page, |page| Route::Tag(id.clone(), page))
    }

    /// A list with all its pages.
    fn paged(
        &self,
        edition: &Edition,
        listing: Listing<'_>,
        page: ListPage,
        route: impl Fn(ListPage) -> Route,
    ) -> Result<Vec<u8>, String> {
        let groups = self.groups_by_year(edition, listing.list, slice(listing.list, page));
        let length = listing.list.len();
        let way = |of: OfYear| Some(self.in_list(edition, &route(page_of(length, of.from)), of.year));
        let bars = self.year_bars(edition, (listing.list, slice(listing.list, page)), way);
        let pager = self.pager(edition, length, page, &route);
        self.listing_page(edition, listing, groups, pager, &bars)
    }

    /// The newest of a list whose older entries stand on other lists: of years, or of the regions within.
    fn newest_of(&self, edition: &Edition, mut listing: Listing<'_>) -> Result<Vec<u8>, String> {
        let shown = newest(listing.list);
        let groups = self.groups_by_year(edition, listing.list, shown);
        let note = part_note(edition, "note-newest-of", shown.len(), listing.list.len());
        listing.note = [listing.note, note].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
        let bars = self.year_bars(edition, (listing.list, shown), |of| match &listing.route {
            Route::Region(id, _) if of.to > shown.len() => self.region_in_year(edition, id, of.year),
            Route::Region(..) => Some(self.in_list(edition, &listing.route, of.year)),
            _ => Some(self.year_href(edition, of.year)),
        });
        self.listing_page(edition, listing, groups, None, &bars)
    }

    /// The year's heading on a page of a list.
    fn in_list(&self, edition: &Edition, page: &Route, year: i32) -> String {
        format!("{}#{}", self.router.href(edition.number, page), anchor_of_year(year))
    }

    /// A search for the incidents of a region that began in a year: no page has them alone. Nowhere without search.
    fn region_in_year(&self, edition: &Edition, id: &Id, year: i32) -> Option<String> {
        let page = || self.router.href(edition.number, &Route::Search);
        self.has_search().then(|| format!("{}?region={}&year={year}", page(), encoded(id)))
    }

    fn listing_page(
        &self,
        edition: &Edition,
        listing: Listing<'_>,
        groups: Vec<Group<'_>>,
        pager: Option<Pager>,
        bars: &[Bar],
    ) -> Result<Vec<u8>, String> {
        let count = edition.count("count-incidents", listing.list.len());
        let title = match &pager {
            Some(pager) if pager.newer.is_some() => format!("{} · {}", listing.heading.text, pager.position),
            _ => listing.heading.text.clone(),
        };
        let frame = Frame {
            route: &listing.route,
            title,
            description: edition.fact(&listing.heading.text, &count),
            section: listing.section,
            kind: "listing",
            crumbs: listing.crumbs,
        };
        let root = self.root(edition, &listing.route);
        let own = self.router.href(edition.number, &listing.route);
        let groups = groups.into_iter().map(|group| group.on_page(&own)).collect();
        let listed = self.as_asked(edition, groups, &root, edition.asked.template(TEMPLATE))?;
        let eyebrow = if listing.eyebrow.is_empty() { String::new() } else { edition.say(listing.eyebrow) };
        let view = ListingView {
            page: self.shell(edition, frame),
            heading: listing.heading.text,
            heading_lang: listing.heading.lang,
            heading_dir: listing.heading.dir,
            eyebrow,
            count,
            prose: listing.prose,
            note: listing.note,
            around: listing.around,
            sections: listed.sections,
            groups: listed.groups,
            pager,
            columns: columns(bars, &root),
        };
        edition.render(TEMPLATE, &view)
    }

    pub(super) fn root(&self, edition: &Edition, route: &Route) -> String {
        Router::root_of(&self.router.folder(edition.number, route))
    }

    /// The prose of something in this language, else in the default one, else in any.
    pub(super) fn text(&self, edition: &Edition, prose: &[Prose], root: &str) -> TextView {
        let found = best_prose(prose, edition.number, self.archive.default_language());
        let Some(found) = found else { return TextView::default() };
        let (lang, dir) = self.tongue(found.language);
        let html = self.prose_html(edition, found, root);
        let own = found.language == edition.number;
        TextView { html, lang: (!own).then_some(lang), dir }
    }

    /// The regions a region lies within, and the listed ones within it.
    fn regions_around(&self, edition: &Edition, id: &Id) -> Vec<CardGroup> {
        let lists = &self.insights.lists;
        let nothing = BTreeSet::new();
        let parents = lists.parents.get(id).unwrap_or(&nothing);
        let parts = lists.parts.get(id).unwrap_or(&nothing);
        let listed = |ids: &BTreeSet<Id>| -> Vec<Card> {
            let mut cards: Vec<Card> = ids
                .iter()
                .filter(|id| lists.regions.contains_key(*id))
                .map(|id| self.region_card(edition, id))
                .collect();
            cards.sort_by(|a, b| edition.locale().compare(&a.name, &b.name));
            cards
        };
        let groups = [("region-parts", listed(parts)), ("region-within", listed(parents))];
        card_groups(edition, groups)
    }

    /// The other causes of the family; of many those of most incidents, and the way to all: each has a page, so that to
    /// list all on each would make a site grow with the square of their number.
    fn causes_around(&self, edition: &Edition, id: &Id) -> Vec<CardGroup> {
        let family = self.archive.names.family(id).unwrap_or(Family::Unknown);
        let family = self.insights.lists.families.get(&family).map_or(&[][..], Vec::as_slice);
        let mut shown: Vec<&Id> = family.iter().filter(|other| *other != id).take(MOST_CAUSES).collect();
        shown.sort_unstable();
        let mut cards: Vec<Card> = shown.into_iter().map(|other| self.cause_card(edition, other)).collect();
        let own = usize::from(self.insights.lists.causes.contains_key(id));
        let more = family.len().saturating_sub(cards.len() + own);
        if more > 0 {
            let name = edition.own(edition.count("more-causes", more));
            cards.push(Card::leading(self.router.href(edition.number, &Route::Causes), name));
        }
        card_groups(edition, [("cause-family", cards)])
    }
}

/// The newest of a list, in full if it isn't much longer than a page.
fn newest(list: &[IncidentNumber]) -> &[IncidentNumber] {
    if list.len() < 2 * PAGE { list } else { list.get(..PAGE).unwrap_or(list) }
}

fn card_groups<const N: usize>(edition: &Edition, groups: [(&str, Vec<Card>); N]) -> Vec<CardGroup> {
    let group = |(key, cards): (&str, Vec<Card>)| CardGroup { cards, ..CardGroup::new(edition.own(edition.say(key))) };
    groups.into_iter().filter(|(_, cards)| !cards.is_empty()).map(group).collect()
}

/// Where the rest stands of a list that isn't shown as a whole; nothing of one that is.
fn part_note(edition: &Edition, key: &str, shown: usize, all: usize) -> String {
    if shown == all {
        return String::new();
    }
    let (number, total) = (edition.number_text(shown), edition.number_text(all));
    edition.tell(key, &[("number", number.as_str().into()), ("total", total.as_str().into())])
}
