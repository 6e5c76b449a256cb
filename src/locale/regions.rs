//! Countries, UN M49 groups and subdivisions, with their names, from the tables of `data/`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use hashbrown::HashMap;
use rapidfuzz::distance::osa;

use super::LanguageTag;
use super::tables::{ByLanguage, lookup, rows};

/// What a region is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RegionKind {
    /// A country or territory of ISO 3166-1, or Kosovo.
    Country,
    /// A group of UN M49, from the world down to Polynesia.
    Group,
    /// A part of a country, from ISO 3166-2.
    Subdivision,
}

/// A region that every archive knows.
#[derive(Debug)]
pub struct BuiltinRegion {
    /// The code it goes by: `UA`, `NL-NH`, or the name of an M49 group such as `eastern-europe`.
    pub code: &'static str,
    /// What it is.
    pub kind: RegionKind,
    /// The UN M49 number, three digits; subdivisions and Kosovo have none.
    pub m49: Option<&'static str>,
    /// The ISO 3166-1 code of three letters of a country.
    pub alpha3: Option<&'static str>,
    /// What it lies in directly: its place in the tree first, then groups that overlap the tree.
    pub parents: Vec<&'static str>,
}

impl BuiltinRegion {
    /// What the region lies in, in the tree; `None` of the world.
    pub fn parent(&self) -> Option<&'static BuiltinRegion> {
        self.parents.first().and_then(|code| find(code))
    }
}

/// Every region, by code.
pub fn all() -> impl Iterator<Item = &'static BuiltinRegion> {
    index().regions.iter()
}

/// The region of a code exactly as it is written: `UA`, `NL-NH`, `151`, `eastern-europe`; `US-PR` is `PR`.
pub fn find(code: &str) -> Option<&'static BuiltinRegion> {
    index().named(code).or_else(|| alias(code, "same"))
}

/// The region of a code in whatever case, or of one that ISO has given up or made of three letters.
pub fn find_loosely(code: &str) -> Option<&'static BuiltinRegion> {
    let upper = code.to_uppercase();
    let slug = code.to_lowercase().replace([' ', '_'], "-");
    find(&upper)
        .or_else(|| find(&slug))
        .or_else(|| alias(&upper, "former"))
        .or_else(|| all().find(|region| region.alpha3 == Some(upper.as_str())))
}

/// The name of a region in a language; `None` where the tables lack the code, the language, or the name.
pub fn name(code: &str, language: &LanguageTag) -> Option<&'static str> {
    Names::of(language).get(code)
}

/// Every name that regions have in a language, with their codes.
pub fn names_in(language: &LanguageTag) -> impl Iterator<Item = (&'static str, &'static str)> {
    let tables = [&REGIONS, &SUBDIVISIONS].into_iter().filter_map(|names| names.text(language));
    tables.flat_map(rows).flat_map(named_by)
}

/// The code of a row with each of its names.
fn named_by(mut fields: impl Iterator<Item = &'static str>) -> impl Iterator<Item = (&'static str, &'static str)> {
    let code = fields.next().unwrap_or_default();
    fields.map(move |name| (code, name))
}

/// The region an author meant by what is no code: a code in another case, a name, or nearly one. Also says
/// which code or name that was.
pub fn suggest(text: &str) -> Option<(&'static BuiltinRegion, &'static str)> {
    let text = text.trim();
    if let Some(region) = find_loosely(text) {
        return Some((region, region.code));
    }
    let folded = text.to_lowercase();
    let exact = names().get(folded.as_str()).copied();
    exact.or_else(|| nearest(&folded)).and_then(|(code, name)| Some((find(code)?, name)))
}

/// The tables of names for one language, chosen once.
#[derive(Clone, Copy, Debug)]
pub(super) struct Names {
    regions: Option<&'static str>,
    subdivisions: Option<&'static str>,
}

impl Names {
    pub(super) fn of(language: &LanguageTag) -> Self {
        Self { regions: REGIONS.text(language), subdivisions: SUBDIVISIONS.text(language) }
    }

    pub(super) fn get(&self, code: &str) -> Option<&'static str> {
        let table = if is_subdivision(code) { self.subdivisions } else { self.regions };
        lookup(table?, code)?.split('\t').next()
    }
}

struct Index {
    /// In the order of their codes.
    regions: Vec<BuiltinRegion>,
    /// By code and by M49 number: where it stands. Each mention of a region is looked up.
    places: HashMap<&'static str, usize>,
}

impl Index {
    fn named(&self, code: &str) -> Option<&BuiltinRegion> {
        self.places.get(code).and_then(|place| self.regions.get(*place))
    }
}

fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| {
        let mut regions: Vec<BuiltinRegion> = rows(TABLE).map(region).collect();
        regions.sort_unstable_by_key(|region| region.code);
        let names = |region: &BuiltinRegion| [Some(region.code), region.m49].into_iter().flatten();
        let places =
            regions.iter().enumerate().flat_map(|(place, region)| names(region).map(move |name| (name, place)));
        Index { places: places.collect(), regions }
    })
}

fn region(mut fields: impl Iterator<Item = &'static str>) -> BuiltinRegion {
    let mut field = || fields.next().filter(|field| !field.is_empty());
    BuiltinRegion {
        code: field().unwrap_or_default(),
        kind: match field() {
            Some("country") => RegionKind::Country,
            Some("group") => RegionKind::Group,
            _ => RegionKind::Subdivision,
        },
        parents: field().map(|parents| parents.split(' ').collect()).unwrap_or_default(),
        m49: field(),
        alpha3: field(),
    }
}

/// Names by which a region may be asked for, in lower case, with its code and the name as it is written: countries and
/// groups before subdivisions, English first.
fn names() -> &'static BTreeMap<String, (&'static str, &'static str)> {
    static NAMES: OnceLock<BTreeMap<String, (&'static str, &'static str)>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let mut names = BTreeMap::new();
        for (code, name) in [&REGIONS, &SUBDIVISIONS].into_iter().flat_map(named) {
            names.entry(name.to_lowercase()).or_insert((code, name));
        }
        names
    })
}

/// Codes with each of their names in English, French and Arabic, which tables of regions begin with.
fn named(tables: &'static ByLanguage) -> impl Iterator<Item = (&'static str, &'static str)> {
    tables.tables.iter().take(3).flat_map(|(_, table)| rows(table)).flat_map(named_by)
}

fn alias(code: &str, reason: &str) -> Option<&'static BuiltinRegion> {
    let (why, target) = lookup(ALIASES, code)?.split_once('\t')?;
    if why == reason { index().named(target) } else { None }
}

/// Only subdivisions have a hyphen behind two capitals.
fn is_subdivision(code: &str) -> bool {
    code.as_bytes().get(2) == Some(&b'-') && code.starts_with(|c: char| c.is_ascii_uppercase())
}

/// The nearest name, or code of a group, if it is near enough to be a slip of the pen; of the many subdivisions only
/// those that begin alike are tried.
fn nearest(folded: &str) -> Option<(&'static str, &'static str)> {
    let length = folded.chars().count();
    let reach = (length / 4).min(3);
    let (typed, within) = (osa::BatchComparator::new(folded.chars()), osa::Args::default().score_cutoff(reach));
    let index = index();
    let groups = index.regions.iter().filter(|region| region.kind == RegionKind::Group);
    let slugs = groups.map(|region| (region.code, (region.code, region.code)));
    let first = folded.chars().next()?;
    let written = names().iter().map(|(name, found)| (name.as_str(), *found));
    slugs
        .chain(written)
        .filter(|(name, (code, _))| !is_subdivision(code) || name.starts_with(first))
        .filter(|(name, _)| name.chars().count().abs_diff(length) <= reach)
        .filter_map(|(name, found)| Some((typed.distance_with_args(name.chars(), &within)?, found)))
        .min_by_key(|(distance, (code, _))| (*distance, index.named(code).map(|region| region.kind), *code))
        .map(|(_, found)| found)
}

const TABLE: &str = include_str!("../../data/regions.tsv");
const ALIASES: &str = include_str!("../../data/aliases.tsv");

static SUBDIVISIONS: ByLanguage = ByLanguage { tables: include!("../../data/names/subdivisions.rs") };
static REGIONS: ByLanguage = ByLanguage { tables: include!("../../data/names/regions.rs") };

#[cfg(test)]
mod tests {
    use super::*;

    fn called(code: &str, language: &str) -> Option<&'static str> {
        name(code, &language.parse().unwrap())
    }

    fn up(code: &str) -> Vec<&'static str> {
        std::iter::successors(find(code), |region| region.parent()).map(|region| region.code).collect()
    }

    fn suggested(text: &str) -> Option<(&'static str, &'static str)> {
        suggest(text).map(|(region, name)| (region.code, name))
    }

    #[test]
    fn the_tree_leads_up_to_the_world() {
        assert_eq!(up("UA"), ["UA", "eastern-europe", "europe", "world"]);
        assert_eq!(up("NL-NH"), ["NL-NH", "NL", "western-europe", "europe", "world"]);
        assert_eq!(up("GP"), ["GP", "caribbean", "latin-america-and-the-caribbean", "americas", "world"]);
        assert_eq!(up("KE"), ["KE", "eastern-africa", "sub-saharan-africa", "africa", "world"]);
        assert_eq!(up("EG"), ["EG", "northern-africa", "africa", "world"]);
        assert_eq!(up("BE-VAN"), ["BE-VAN", "BE-VLG", "BE", "western-europe", "europe", "world"]);
        assert_eq!(up("AQ"), ["AQ", "world"]);
    }

    #[test]
    fn every_region_lies_in_the_world() {
        for region in all() {
            assert_eq!(up(region.code).last(), Some(&"world"), "{}", region.code);
            assert!(region.parents.iter().all(|parent| find(parent).is_some()), "{}", region.code);
        }
    }

    #[test]
    fn north_america_overlaps_the_tree() {
        assert_eq!(find("caribbean").unwrap().parents, ["latin-america-and-the-caribbean", "north-america"]);
        assert_eq!(find("northern-america").unwrap().parents, ["americas", "north-america"]);
        assert_eq!(find("north-america").unwrap().parents, ["americas"]);
    }

    #[test]
    fn the_countries_are_those_of_iso_and_kosovo() {
        let countries: Vec<_> = all().filter(|region| region.kind == RegionKind::Country).collect();
        let unnumbered: Vec<_> = countries.iter().filter(|region| region.m49.is_none()).map(|r| r.code).collect();
        assert_eq!((countries.len(), unnumbered), (250, vec!["XK"]));
        assert_eq!(all().filter(|region| region.kind == RegionKind::Group).count(), 31);
        for code in ["EU", "UN", "EZ", "AC", "QO", "SU"] {
            assert!(find(code).is_none(), "{code}");
        }
    }

    #[test]
    fn regions_are_found_by_code_number_and_slug_as_written() {
        let found = ["UA", "804", "150", "europe", "NL-NH", "US-PR", "ua", "Europe", "UKR", "CN-11", "", "15"]
            .map(|code| find(code).map(|region| region.code));
        let expected = ["UA", "UA", "europe", "europe", "NL-NH", "PR"].map(Some).into_iter().chain([None; 6]);
        assert_eq!(found.to_vec(), expected.collect::<Vec<_>>());
    }

    #[test]
    fn other_ways_to_write_a_code_are_understood_when_asked_loosely() {
        let found = ["ua", "Eastern Europe", "ukr", "CN-11", "nl-nh", "us-pr", "zz"]
            .map(|code| find_loosely(code).map(|region| region.code));
        assert_eq!(
            found,
            [Some("UA"), Some("eastern-europe"), Some("UA"), Some("CN-BJ"), Some("NL-NH"), Some("PR"), None]
        );
    }

    #[test]
    fn regions_have_names_in_the_languages_of_the_interface() {
        let names = |code| ["en", "fr", "ar"].map(|language| called(code, language).unwrap());
        assert_eq!(names("UA"), ["Ukraine", "Ukraine", "أوكرانيا"]);
        assert_eq!(names("europe"), ["Europe", "Europe", "أوروبا"]);
        assert_eq!(names("eastern-europe"), ["Eastern Europe", "Europe de l’Est", "شرق أوروبا"]);
        assert_eq!(names("world"), ["World", "Monde", "العالم"]);
        assert_eq!(names("PS"), ["Palestine", "Palestine", "فلسطين"]);
        assert_eq!(names("GB"), ["United Kingdom", "Royaume-Uni", "المملكة المتحدة"]);
        assert_eq!(names("GB-ENG"), ["England", "Angleterre", "إنجلترا"]);
        assert_eq!(names("EG-C"), ["Cairo", "Gouvernorat du Caire", "محافظة القاهرة"]);
        let german = ["CI", "MM", "northern-africa", "US-CA"].map(|code| called(code, "de").unwrap());
        assert_eq!(german, ["Côte d’Ivoire", "Myanmar", "Nordafrika", "Kalifornien"]);
    }

    #[test]
    fn codes_that_iso_gave_to_another_place_have_its_name() {
        let names = ["IR-07", "IR-22", "IR-23", "MA-06", "UG-331"].map(|code| called(code, "en").unwrap());
        assert_eq!(names, ["Fars", "Hormozgan", "Tehran", "Casablanca-Settat", "Omoro"]);
    }

    #[test]
    fn a_language_without_a_table_has_no_names() {
        assert_eq!(called("UA", "sv"), None);
        assert_eq!(called("UA", "zh-TW"), Some("烏克蘭"));
        assert_eq!(called("UA", "en-GB"), Some("Ukraine"));
        assert_eq!(called("zz", "en"), None);
    }

    #[test]
    fn every_country_and_group_has_a_name_in_every_table() {
        for region in all().filter(|region| region.kind != RegionKind::Subdivision) {
            for (language, table) in REGIONS.tables {
                assert!(lookup(table, region.code).is_some_and(|name| !name.is_empty()), "{} {language}", region.code);
            }
        }
    }

    #[test]
    fn every_subdivision_has_an_english_name() {
        let nameless: Vec<_> = all().filter(|region| called(region.code, "en").is_none()).map(|r| r.code).collect();
        assert_eq!(nameless, Vec::<&str>::new());
    }

    #[test]
    fn a_name_or_nearly_a_name_suggests_the_code() {
        assert_eq!(suggested("Ukrane"), Some(("UA", "Ukraine")));
        assert_eq!(suggested("ukraine"), Some(("UA", "Ukraine")));
        assert_eq!(suggested("أوكرانيا"), Some(("UA", "أوكرانيا")));
        assert_eq!(suggested("Allemagne"), Some(("DE", "Allemagne")));
        assert_eq!(suggested("Turkey"), Some(("TR", "Turkey")));
        assert_eq!(suggested("UK"), Some(("GB", "UK")));
        assert_eq!(suggested("estern-europe"), Some(("eastern-europe", "eastern-europe")));
        assert_eq!(suggested("Latin America"), Some(("latin-america-and-the-caribbean", "Latin America")));
        assert_eq!(suggested("Khuzestn"), Some(("IR-06", "Khuzestan")));
        assert_eq!(suggested("nl-nh"), Some(("NL-NH", "NL-NH")));
        assert_eq!(suggested("atlantis"), None);
        assert_eq!(suggested("X"), None);
    }
}
