//! The table of addresses with their owners, made before anything is rendered.

use std::cell::OnceCell;
use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap, HashSet};

use super::edition::has_page_of_pages;
use super::files::{self, File};
use super::listing::pages_of;
use super::out_path::{OutPath, OutPathProblem};
use super::route::{Route, Router, attachment_file, search_file};
use super::sheets::{Chart, Sheet, has_points};
use super::theme::{Asset, OwnFile, Theme, own_file};
use crate::archive::{Archive, Id, Incident, Places};
use crate::config::OptionalOutput;
use crate::derive::{DurationClass, IncidentNumber, Insights, Lists};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::search::File as SearchFile;
use crate::source::{FileId, Segment, collision_key};

/// One address of the site.
#[derive(Debug)]
pub struct Output {
    /// The file, from the published folder.
    pub path: OutPath,
    /// What it is, for the order of publishing.
    pub kind: OutputKind,
    pub(super) body: Body,
    /// Whether search engines shall know it.
    pub(super) listed: bool,
    owner: Owner,
}

impl Output {
    /// The number of the language that the output is in, if it is in one.
    pub fn language(&self) -> Option<usize> {
        match &self.body {
            Body::Page { language, .. } => Some(*language),
            Body::File(file) => file.language(),
            _ => None,
        }
    }
}

/// What an output is, for the order of publishing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutputKind {
    /// Named by pages, and named anew when it changes.
    Asset,
    /// A file that isn't a page.
    Data,
    /// A page about one thing.
    Page,
    /// A page that lists others.
    Index,
}

/// What stands at an address.
#[derive(Clone, Debug)]
pub(super) enum Body {
    /// A page in a language.
    Page { language: usize, route: Route },
    /// The page for addresses that don't exist.
    NotFound,
    /// An asset of the theme.
    Asset(usize),
    /// An attachment.
    Attachment(usize),
    /// The facts and texts of one incident, for programs.
    Record(IncidentNumber),
    /// A file that is no page.
    File(File),
    /// The numbers behind a chart.
    Sheet(Sheet),
    /// A file of the search index, as it is or as a script.
    Search { number: usize, script: bool },
    /// A text that is always the same.
    Fixed(&'static str),
}

/// Who an address belongs to: the file of an author, a tag with the newest incident that has it, or Annals itself.
#[derive(Clone, Debug)]
enum Owner {
    File(FileId),
    Tag(Id, IncidentNumber),
    Annals(String),
}

/// Every address of the site, sorted, with what is wrong: a second claim to one is told and left out.
pub(super) fn table(
    archive: &Archive,
    insights: &Insights,
    theme: &Theme,
    router: &Router,
) -> (Vec<Output>, Diagnostics) {
    // A page and a record for each incident, and as many others as some archives have incidents.
    let claims = HashMap::with_capacity(3 * archive.incidents.len());
    let mut table = Table {
        claims,
        archive,
        ids: OnceCell::new(),
        aliases: BTreeSet::new(),
        router,
        told: HashSet::new(),
        problems: Diagnostics::new(),
    };
    table.own_files(theme);
    for language in 0..archive.settings.languages.len() {
        table.sections(language, &insights.lists);
        table.names(language, &insights.lists);
        table.lists(language, &insights.lists);
    }
    for (number, incident) in (0..).zip(&archive.incidents) {
        table.incident(number, incident);
    }
    table.attachments();
    table.files(&insights.lists);
    table.sitemap();
    table.sheets(&insights.lists);
    table.folders();
    let mut outputs: Vec<Output> = table.claims.into_values().collect();
    outputs.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    (outputs, table.problems)
}

struct Table<'a> {
    /// By what file systems that fold letters take for the same; their order shows nowhere.
    claims: HashMap<String, Output>,
    archive: &'a Archive,
    /// The ids of incidents; asked for by aliases alone, which few archives have.
    ids: OnceCell<HashSet<&'a Id>>,
    /// Old ids that lead to an incident by now.
    aliases: BTreeSet<Id>,
    router: &'a Router,
    /// Whose addresses were told to meet: once for all languages.
    told: HashSet<(Place, Place)>,
    problems: Diagnostics,
}

impl Table<'_> {
    /// Whether the address is its owner's now.
    fn claim(&mut self, file: &str, kind: OutputKind, body: Body, owner: Owner) -> bool {
        self.claim_as(file, kind, body, owner, false)
    }

    /// The same; search engines shall know of what is `listed`.
    fn claim_as(&mut self, file: &str, kind: OutputKind, body: Body, owner: Owner, listed: bool) -> bool {
        let path = match OutPath::parse(file) {
            Ok(path) => path,
            // Of what belongs to no file only an id of a service, region or cause may be refused: that of a file which
            // the archive has told of, and left out.
            Err(OutPathProblem::Part(..)) if matches!(owner, Owner::Annals(_)) => return false,
            Err(problem) => {
                let place = place(self.archive, &owner);
                let message = format!("`{file}` {problem}");
                self.problems.push(
                    Diagnostic::new(Code::FileName, place, message).help("give the file a shorter or simpler name"),
                );
                return false;
            }
        };
        match self.claims.entry(path.collision_key()) {
            Entry::Vacant(free) => {
                free.insert(Output { path, kind, body, listed, owner });
                true
            }
            Entry::Occupied(taken) => {
                let other = taken.get().owner.clone();
                let message = format!("the address `{file}` belongs to {} already", name(self.archive, &other));
                self.tell_meeting(&owner, &other, message);
                false
            }
        }
    }

    fn tell_meeting(&mut self, owner: &Owner, other: &Owner, message: String) {
        let (place, other_place) = (place(self.archive, owner), place(self.archive, other));
        if self.told.insert((place.clone(), other_place.clone())) {
            self.problems.push(
                Diagnostic::new(Code::AddressTaken, place, message)
                    .label(other_place, "the address belongs to this")
                    .help("give one of the two another name"),
            );
        }
    }

    /// Tells files that stand where others need a folder. Each file's name has a dot, and few folders have one.
    fn folders(&mut self) {
        let mut meetings = Vec::new();
        for output in self.claims.values().filter(|output| output.path.folders().any(|folder| folder.contains('.'))) {
            let taken = output.path.folders().find_map(|folder| self.claims.get(&collision_key(folder)));
            meetings.extend(
                taken.map(|other| (output.path.clone(), output.owner.clone(), other.owner.clone(), other.path.clone())),
            );
        }
        meetings.sort_unstable_by(|one, other| one.0.cmp(&other.0));
        for (path, owner, other, file) in meetings {
            let message = format!(
                "the address `{path}` needs a folder where {} has the file `{file}`",
                name(self.archive, &other)
            );
            self.tell_meeting(&owner, &other, message);
        }
    }

    /// A page that lists others.
    fn index(&mut self, language: usize, route: Route, owner: Owner) {
        self.page(language, route, OutputKind::Index, owner, true);
    }

    /// `listed` is a page worth finding: not one that only leads elsewhere, nor a frame for other sites.
    fn page(&mut self, language: usize, route: Route, kind: OutputKind, owner: Owner, listed: bool) -> bool {
        let file = self.router.file(language, &route);
        self.claim_as(&file, kind, Body::Page { language, route }, owner, listed)
    }

    fn own_files(&mut self, theme: &Theme) {
        let own = |what: &str| Owner::Annals(what.to_owned());
        for (number, asset) in theme.assets.iter().enumerate() {
            let file = own_file(self.archive, &format!("assets/{}", asset.name));
            if let Some(file) = file
                && let Some(problem) = unaddressable(asset, file)
            {
                self.problems.push(problem);
                continue;
            }
            let owner = file.map_or_else(|| own("the theme"), |file| Owner::File(file.id));
            self.claim(&asset.file, OutputKind::Asset, Body::Asset(number), owner);
        }
        self.claim("404.html", OutputKind::Index, Body::NotFound, own("the page for what isn't found"));
        // GitHub Pages would else leave out folders whose names begin with an underscore.
        self.claim(".nojekyll", OutputKind::Data, Body::Fixed(""), own("the mark for GitHub Pages"));
    }

    fn sections(&mut self, language: usize, lists: &Lists) {
        let mut sections =
            vec![Route::Home, Route::Incidents, Route::Services, Route::Regions, Route::Causes, Route::Years];
        let optional = [("search", Route::Search), ("data", Route::Data), ("statistics", Route::Statistics)];
        let outputs = &self.archive.settings.outputs;
        sections.extend(optional.into_iter().filter(|(name, _)| outputs.has_section(name)).map(|(_, route)| route));
        if outputs.has(OptionalOutput::Statistics) {
            let pages = |(class, list): (&DurationClass, &Vec<IncidentNumber>)| {
                let class = *class;
                pages_of(list.len()).map(move |page| Route::Duration(class, page))
            };
            sections.extend(lists.durations.iter().flat_map(pages));
        }
        if !lists.tags.is_empty() {
            sections.push(Route::Tags);
        }
        if has_page_of_pages(self.archive) {
            sections.push(Route::Pages);
        }
        for route in sections {
            self.index(language, route, Owner::Annals("a section of the site".into()));
        }
    }

    /// Pages of what has a file of its own.
    fn names(&mut self, language: usize, lists: &Lists) {
        let names = &self.archive.names;
        let many = |list: Option<&Vec<u32>>| pages_of(list.map_or(0, Vec::len));
        for service in names.services.values() {
            for page in many(lists.services.get(&service.id)) {
                let route = Route::Service(service.id.clone(), page);
                self.index(language, route, Owner::File(service.file));
            }
            if self.archive.settings.outputs.has(OptionalOutput::Embeds) {
                let embed = Route::Embed(service.id.clone());
                self.page(language, embed, OutputKind::Index, Owner::File(service.file), false);
            }
        }
        for page in names.pages.values() {
            if page.prose.iter().any(|prose| prose.language == language) {
                self.page(language, Route::Page(page.id.clone()), OutputKind::Page, Owner::File(page.file), true);
            }
        }
        for region in names.regions.values().filter(|region| !lists.regions.contains_key(&region.id)) {
            self.index(language, Route::Region(region.id.clone(), None), Owner::File(region.file));
        }
        for cause in names.causes.values().filter(|cause| !lists.causes.contains_key(&cause.id)) {
            self.index(language, Route::Cause(cause.id.clone(), None), Owner::File(cause.file));
        }
    }

    /// Pages of what incidents name.
    fn lists(&mut self, language: usize, lists: &Lists) {
        let archive = self.archive;
        let owner = |file: Option<FileId>, what: &str, id: &Id| {
            file.map_or_else(|| Owner::Annals(format!("the {what} `{id}`")), Owner::File)
        };
        for (id, list) in &lists.regions {
            let file = archive.names.regions.get(id).map(|region| region.file);
            for page in pages_of(if lists.parts.contains_key(id) { 0 } else { list.len() }) {
                self.index(language, Route::Region(id.clone(), page), owner(file, "region", id));
            }
        }
        for (id, list) in &lists.causes {
            let file = archive.names.causes.get(id).map(|cause| cause.file);
            for page in pages_of(list.len()) {
                self.index(language, Route::Cause(id.clone(), page), owner(file, "cause", id));
            }
        }
        for (id, list) in &lists.tags {
            for page in pages_of(list.len()) {
                let newest = list.first().copied().unwrap_or_default();
                self.index(language, Route::Tag(id.clone(), page), Owner::Tag(id.clone(), newest));
            }
        }
        self.periods(language, lists);
    }

    /// Pages of years, of their months, and of what is known to the year alone.
    fn periods(&mut self, language: usize, lists: &Lists) {
        let owner = |year: i32| Owner::Annals(format!("the year {year}"));
        for ((year, month), list) in &lists.periods {
            match month {
                None => self.index(language, Route::Year(*year), owner(*year)),
                Some(month) => {
                    for page in pages_of(list.len()) {
                        self.index(language, Route::Month(*year, *month, page), owner(*year));
                    }
                }
            }
        }
        for (year, list) in &lists.without_month {
            for page in pages_of(list.len()) {
                self.index(language, Route::MonthNotKnown(*year, page), owner(*year));
            }
        }
    }

    /// A page a telling, one in the default language that leads to the original where it isn't told in that,
    /// one for each old id, and the facts for programs.
    fn incident(&mut self, number: IncidentNumber, incident: &Incident) {
        let default = self.archive.default_language();
        let original = incident.original().file;
        let route = Route::Incident(incident.id.clone());
        let aliases = self.free_aliases(incident);
        let (mut own, listed) = (true, !incident.is_withdrawn());
        for telling in &incident.tellings {
            let owner = Owner::File(telling.file);
            own &= self.page(telling.language, route.clone(), OutputKind::Page, owner, listed);
        }
        if own && !incident.is_withdrawn() && self.archive.settings.outputs.has(OptionalOutput::Data) {
            for id in aliases.iter().chain([&incident.id]) {
                let file = files::incident_data(id);
                self.claim(&file, OutputKind::Data, Body::Record(number), Owner::File(original));
            }
        }
        if incident.telling(default).is_none() {
            self.page(default, route, OutputKind::Page, Owner::File(original), false);
        }
        for alias in aliases {
            let old = Route::Incident(alias);
            for telling in &incident.tellings {
                self.page(telling.language, old.clone(), OutputKind::Page, Owner::File(original), false);
            }
            if incident.telling(default).is_none() {
                self.page(default, old, OutputKind::Page, Owner::File(original), false);
            }
        }
    }

    /// The old ids that are no other incident's: the archive has told of those that are.
    fn free_aliases(&mut self, incident: &Incident) -> Vec<Id> {
        let aliases = incident.facts.aliases.iter().map(|(alias, _)| alias);
        let archive = self.archive;
        let ids = || archive.incidents.iter().map(|incident| &incident.id).collect();
        let is_taken = |alias: &Id| self.ids.get_or_init(ids).contains(alias);
        let free = aliases.filter(|alias| !is_taken(alias) && self.aliases.insert((*alias).clone()));
        free.cloned().collect()
    }

    /// Feeds, open data and what hosts read.
    fn files(&mut self, lists: &Lists) {
        let archive = self.archive;
        for (file, what) in files::all(archive, lists) {
            self.claim(&file.address(self.router), OutputKind::Data, Body::File(file), Owner::Annals(what.into()));
        }
    }

    /// The sitemap, in parts if it is long. It has none but absolute addresses.
    fn sitemap(&mut self) {
        if self.archive.settings.base_url.is_none() {
            return;
        }
        let pages = self.claims.values().filter(|output| output.listed).count();
        let parts = pages.div_ceil(files::pages_of_part(self.archive.settings.languages.len()));
        let parts = (1..=parts).filter(|_| parts > 1).map(File::SitemapPart);
        for file in std::iter::once(File::Sitemap).chain(parts) {
            let address = file.address(self.router);
            self.claim(&address, OutputKind::Data, Body::File(file), Owner::Annals("the sitemap".into()));
        }
    }

    /// The numbers behind charts.
    fn sheets(&mut self, lists: &Lists) {
        let archive = self.archive;
        let is_drawn = |chart: &Chart| chart.output().is_none_or(|output| archive.settings.outputs.has(output));
        let of_all = Chart::OF_ALL.into_iter().filter(is_drawn).map(|chart| Sheet::Chart(None, chart));
        let of_service = Chart::OF_SERVICE.into_iter().filter(is_drawn);
        let of_services =
            lists.services.keys().flat_map(|id| of_service.clone().map(|chart| Sheet::Chart(Some(id.clone()), chart)));
        let incidents = (0..).zip(&archive.incidents);
        let reports = incidents.filter(|(_, incident)| has_points(incident) && !incident.is_withdrawn());
        let reports = reports.map(|(number, _)| Sheet::Reports(number));
        for sheet in of_all.chain(of_services).chain(reports) {
            let id = |number: u32| archive.incidents.get(number as usize).map(|incident| incident.id.clone());
            let Some(file) = sheet.file(id) else { continue };
            self.claim(&file, OutputKind::Data, Body::Sheet(sheet), Owner::Annals("the numbers of a chart".into()));
        }
    }

    fn attachments(&mut self) {
        let archive = self.archive;
        let folder = format!("{}/", archive.settings.content);
        for number in archive.shown.iter().copied() {
            let Some(attachment) = archive.attachments.get(number) else { continue };
            let inside = attachment.path.strip_prefix(&folder).unwrap_or(&attachment.path);
            if inside.split('/').any(|part| Segment::check(part).is_err()) {
                continue; // the archive has told of it
            }
            let file = attachment_file(inside);
            self.claim(&file, OutputKind::Asset, Body::Attachment(number), Owner::File(attachment.file));
        }
    }
}

/// Why a file of the site's own theme can't be published, told by the name its author gave it.
fn unaddressable(asset: &Asset, file: OwnFile<'_>) -> Option<Diagnostic> {
    // Small letters are what it is published under; behind the fingerprint it may be too long.
    let own = OutPath::parse(&format!("assets/{}", asset.name.to_lowercase())).err();
    let suggested = match &own {
        Some(OutPathProblem::Part(_, problem)) => problem.file_suggestion(),
        _ => None,
    };
    let problem = own.or_else(|| OutPath::parse(&asset.file).err())?;
    let usual = "give the file a shorter or simpler name";
    let help = suggested.map_or_else(|| usual.to_owned(), |name| format!("rename it to `{name}`"));
    let message = format!("`assets/{}` {problem}", asset.name);
    Some(Diagnostic::new(Code::FileName, file.start(), message).help(help))
}

/// A file of the search index. No author's file and no page has an address like it.
pub(super) fn search_output(number: usize, file: &SearchFile, script: bool) -> Option<Output> {
    let path = OutPath::parse(&search_file(&file.name, script)).ok()?;
    // The one that names the others keeps its name, so it is put in place after them.
    let kind = if file.is_root() { OutputKind::Data } else { OutputKind::Asset };
    let owner = Owner::Annals("the search index".to_owned());
    Some(Output { path, kind, body: Body::Search { number, script }, listed: false, owner })
}

fn name(archive: &Archive, owner: &Owner) -> String {
    match owner {
        Owner::File(file) => {
            let path = archive.files.get(file.0 as usize).map_or("", |file| file.path.as_str());
            format!("`{path}`")
        }
        Owner::Tag(id, _) => format!("the tag `{id}`"),
        Owner::Annals(what) => what.clone(),
    }
}

fn place(archive: &Archive, owner: &Owner) -> Place {
    match owner {
        Owner::File(file) => Place::start_of(*file),
        Owner::Tag(id, number) => {
            let incident = archive.incidents.get(*number as usize);
            let tag = |incident: &Incident| incident.facts.tags.iter().position(|tag| tag == id);
            let place = |incident| Some(Places::new(&archive.files).of(incident, "tags", tag(incident)?));
            incident.and_then(|incident| place(incident)).unwrap_or(Place::start_of(crate::source::SETTINGS))
        }
        Owner::Annals(_) => Place::start_of(crate::source::SETTINGS),
    }
}
