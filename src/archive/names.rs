//! What incidents refer to by name: services, regions, causes, and the words of figures.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Range;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::document::Folder;
use super::incident::{Id, InnerLink, LanguageNumber};
use super::moment::Moment;
use super::words::{CAUSES, Family};
use crate::config::{Localized, Settings};
use crate::locale::{LanguageTag, regions};
use crate::source::FileId;

/// The prose about a service, region or cause, or of a free page, in one language.
#[derive(Clone, Debug)]
pub struct Prose {
    /// The language.
    pub language: LanguageNumber,
    /// The file.
    pub file: FileId,
    /// The bytes of the prose in it; empty where there is none.
    pub range: Range<usize>,
    /// Links that lead inside the project.
    pub links: Vec<InnerLink>,
}

/// The prose a reader of `language` is shown: theirs, the default language's, any.
pub fn best_prose(prose: &[Prose], language: LanguageNumber, default: LanguageNumber) -> Option<&Prose> {
    let told = |language: usize| prose.iter().find(|prose| prose.language == language && !prose.range.is_empty());
    told(language).or_else(|| told(default)).or_else(|| prose.iter().find(|prose| !prose.range.is_empty()))
}

/// A service incidents happen to.
#[derive(Clone, Debug)]
pub struct Service {
    /// Its id.
    pub id: Id,
    /// Where it is declared.
    pub file: FileId,
    /// Its name.
    pub name: Localized,
    /// Other names.
    pub aliases: Vec<String>,
    /// The group it is listed in.
    pub group: Option<Localized>,
    /// The service it is a part of.
    pub part_of: Option<(Id, Range<usize>)>,
    /// The service it depends on.
    pub provider: Option<(Id, Range<usize>)>,
    /// Its homepage.
    pub homepage: Option<String>,
    /// When it began.
    pub since: Option<Moment>,
    /// When it ended.
    pub until: Option<Moment>,
    /// Tags.
    pub tags: Vec<Id>,
    /// Prose by language.
    pub prose: Vec<Prose>,
}

/// A region the built-in tables lack.
#[derive(Clone, Debug)]
pub struct Region {
    /// Its id.
    pub id: Id,
    /// Where it is declared.
    pub file: FileId,
    /// Its name.
    pub name: Localized,
    /// The regions it lies within.
    pub within: Vec<(Id, Range<usize>)>,
    /// The regions it is made of, where it is a set of others.
    pub members: Vec<(Id, Range<usize>)>,
    /// Prose by language.
    pub prose: Vec<Prose>,
}

/// A kind of cause the built-in list lacks, or prose about one it has.
#[derive(Clone, Debug)]
pub struct CauseKind {
    /// Its id.
    pub id: Id,
    /// Where it is declared.
    pub file: FileId,
    /// Its name; empty for built-in kinds, whose names are messages.
    pub name: Localized,
    /// Its family.
    pub family: Family,
    /// Prose by language.
    pub prose: Vec<Prose>,
}

/// A free page.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its id.
    pub id: Id,
    /// Its file.
    pub file: FileId,
    /// Its title.
    pub title: Localized,
    /// Its place among the pages of the navigation.
    pub order: Option<f64>,
    /// Prose by language.
    pub prose: Vec<Prose>,
}

/// A name without what hands leave out that type it: capitals, accents, more than one blank.
fn folded(name: &str) -> String {
    let bare: String = name.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Everything an incident can name.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Services by id.
    pub services: BTreeMap<Id, Service>,
    /// Own regions by id.
    pub regions: BTreeMap<Id, Region>,
    /// Own causes by id.
    pub causes: BTreeMap<Id, CauseKind>,
    /// Free pages by id.
    pub pages: BTreeMap<Id, Page>,
    /// Words of figures.
    pub figures: BTreeMap<Id, Localized>,
    /// The own regions that are made of others, by each of these.
    sets: BTreeMap<Id, BTreeSet<Id>>,
    called: Asked,
}

/// What things are called, made once somebody asks. It follows from the rest, so it isn't shown.
#[derive(Clone, Default)]
struct Asked(OnceLock<Called>);

impl fmt::Debug for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// What things are called, each name with the first thing that has it.
#[derive(Clone, Debug, Default)]
struct Called {
    services: BTreeMap<String, Id>,
    regions: BTreeMap<String, Id>,
}

impl Called {
    fn new(names: &Names) -> Self {
        let mut called = Self::default();
        for service in names.services.values() {
            let texts = service.name.texts().map(|(_, name)| name).chain(service.aliases.iter().map(String::as_str));
            for name in texts {
                called.services.entry(name.to_owned()).or_insert_with(|| service.id.clone());
            }
        }
        for region in names.regions.values() {
            for (_, name) in region.name.texts() {
                called.regions.entry(name.to_owned()).or_insert_with(|| region.id.clone());
            }
        }
        called
    }
}

impl Names {
    /// The prose about something that isn't an incident, by language.
    pub fn prose(&self, folder: Folder, id: &str) -> &[Prose] {
        let prose = match folder {
            Folder::Incidents => None,
            Folder::Services => self.services.get(id).map(|service| &service.prose),
            Folder::Regions => self.regions.get(id).map(|region| &region.prose),
            Folder::Causes => self.causes.get(id).map(|cause| &cause.prose),
            Folder::Pages => self.pages.get(id).map(|page| &page.prose),
        };
        prose.map_or(&[], Vec::as_slice)
    }

    /// The prose about everything that isn't an incident.
    pub fn all_prose(&self) -> impl Iterator<Item = &Prose> {
        let prose = self.services.values().flat_map(|thing| &thing.prose);
        let prose = prose.chain(self.regions.values().flat_map(|thing| &thing.prose));
        let prose = prose.chain(self.causes.values().flat_map(|thing| &thing.prose));
        prose.chain(self.pages.values().flat_map(|thing| &thing.prose))
    }

    /// Leaves out what these files say.
    pub fn leave_out(&mut self, files: &BTreeSet<FileId>) {
        let keeps = |file: &FileId, prose: &mut Vec<Prose>| {
            prose.retain(|prose| !files.contains(&prose.file));
            !files.contains(file)
        };
        self.services.retain(|_, thing| keeps(&thing.file, &mut thing.prose));
        self.regions.retain(|_, thing| keeps(&thing.file, &mut thing.prose));
        self.sets.values_mut().for_each(|sets| sets.retain(|set| self.regions.contains_key(set)));
        self.causes.retain(|_, thing| keeps(&thing.file, &mut thing.prose));
        self.pages.retain(|_, thing| keeps(&thing.file, &mut thing.prose));
        self.called = Asked::default();
    }

    /// Starts with what the settings declare.
    pub fn new(settings: &Settings) -> Self {
        let figures =
            settings.vocabulary.iter().map(|(word, names)| (Id::from(word.as_str()), names.clone())).collect();
        Self { figures, ..Self::default() }
    }

    /// Adds an own region.
    pub fn add_region(&mut self, region: Region) {
        for (member, _) in &region.members {
            self.sets.entry(member.clone()).or_default().insert(region.id.clone());
        }
        self.regions.insert(region.id.clone(), region);
    }

    /// The service called `id`.
    pub fn service(&self, id: &str) -> Option<&Id> {
        self.services.get_key_value(id).map(|(id, _)| id)
    }

    /// The service that has this for a name. Asked once all services are known.
    pub fn service_called(&self, name: &str) -> Option<&Id> {
        self.called().services.get(name)
    }

    /// The own region that has this for a name, likewise.
    pub fn region_called(&self, name: &str) -> Option<&Id> {
        self.called().regions.get(name)
    }

    /// The regions that have this for a code or name, in whatever case and with whatever accents: own ones, and built-in
    /// ones in these languages.
    pub fn regions_named(&self, name: &str, languages: &[LanguageTag]) -> BTreeSet<Id> {
        let wanted = folded(name);
        let own = self.regions.values().filter(|region| region.name.texts().any(|(_, name)| folded(name) == wanted));
        let known = languages.iter().flat_map(regions::names_in).filter(|(_, name)| folded(name) == wanted);
        let known = known.filter_map(|(code, _)| regions::find(code)).chain(regions::find_loosely(name));
        own.map(|region| region.id.clone()).chain(known.map(|region| Id::from(region.code))).collect()
    }

    /// Made once: many unknown names would look through all that are known.
    fn called(&self) -> &Called {
        self.called.0.get_or_init(|| Called::new(self))
    }

    /// The canonical id of the region typed as `text`: an own one, an ISO 3166 code, an M49 slug or number.
    pub fn region(&self, text: &str) -> Option<Id> {
        if let Some((id, _)) = self.regions.get_key_value(text) {
            return Some(id.clone());
        }
        regions::find(text).map(|region| Id::from(region.code))
    }

    /// The family of the cause called `id`.
    pub fn family(&self, id: &str) -> Option<Family> {
        let own = self.causes.get(id).map(|cause| cause.family);
        own.or_else(|| CAUSES.iter().find(|(kind, _)| *kind == id).map(|(_, family)| *family))
    }

    /// The regions `id` lies directly within, by the tree and by sets it is a member of.
    pub fn parents(&self, id: &str) -> BTreeSet<Id> {
        self.above(id).into_iter().map(|parent| self.region_id(parent)).collect()
    }

    /// Every region `id` lies within, near or far; itself not counted.
    pub fn ancestors(&self, id: &str) -> BTreeSet<Id> {
        let mut found = BTreeSet::new();
        let mut open = self.above(id);
        while let Some(region) = open.pop() {
            if found.insert(region) {
                open.extend(self.above(region));
            }
        }
        found.into_iter().map(|region| self.region_id(region)).collect()
    }

    /// The parents of a region, as they stand here.
    pub(super) fn above(&self, id: &str) -> Vec<&str> {
        let mut parents: Vec<&str> = match self.regions.get(id) {
            Some(region) => region.within.iter().map(|(parent, _)| &**parent).collect(),
            None => regions::find(id).map_or_else(Vec::new, |region| region.parents.clone()),
        };
        parents.extend(self.sets.get(id).into_iter().flatten().map(|set| &**set));
        parents
    }

    fn region_id(&self, id: &str) -> Id {
        self.regions.get_key_value(id).map_or_else(|| Id::from(id), |(id, _)| id.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_gathered_once_and_anew_when_some_are_left_out() {
        let mut names = Names::default();
        let region = |id: &str, file: u32, name: &str| Region {
            id: id.into(),
            file: FileId(file),
            name: Localized::plain(name),
            within: Vec::new(),
            members: Vec::new(),
            prose: Vec::new(),
        };
        names.add_region(region("b", 1, "Same"));
        names.add_region(region("a", 2, "Same"));
        assert_eq!(names.region_called("Same").map(|id| &**id), Some("a"));
        assert!(std::ptr::eq(names.called(), names.called()));
        names.leave_out(&BTreeSet::from([FileId(2)]));
        assert_eq!(names.region_called("Same").map(|id| &**id), Some("b"));
        assert_eq!(names.region_called("same"), None);
    }
}
