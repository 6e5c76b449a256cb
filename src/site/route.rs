//! Every address of the site. No other place makes one.

use crate::archive::{Archive, Folder, Id};
use crate::config::Links;
use crate::derive::DurationClass;
use crate::locale::DateValue;

/// What an address leads to, apart from its language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Route {
    /// The home page.
    Home,
    /// All incidents.
    Incidents,
    /// One incident, or an old id of one.
    Incident(Id),
    /// All services.
    Services,
    /// One service; a page of its list if not the newest.
    Service(Id, ListPage),
    /// All regions.
    Regions,
    /// One region.
    Region(Id, ListPage),
    /// All causes.
    Causes,
    /// One cause.
    Cause(Id, ListPage),
    /// All tags.
    Tags,
    /// One tag.
    Tag(Id, ListPage),
    /// All years.
    Years,
    /// One year.
    Year(i32),
    /// One month (1 to 12) of a year.
    Month(i32, u32, ListPage),
    /// The incidents of a year of which the month isn't known.
    MonthNotKnown(i32, ListPage),
    /// Incidents that lasted about as long; a page of their list if not the newest.
    Duration(DurationClass, ListPage),
    /// Numbers about all incidents.
    Statistics,
    /// Search.
    Search,
    /// All free pages.
    Pages,
    /// A free page.
    Page(Id),
    /// Downloads and feeds.
    Data,
    /// A service, for other sites to frame.
    Embed(Id),
}

/// A page of a long list: `None` is the one with the newest; others count from the oldest, from 1.
pub type ListPage = Option<usize>;

impl Route {
    /// The address below the language's root: folders, each with a closing `/`; empty for the home page.
    pub fn folder(&self) -> String {
        let mut folder = String::new();
        self.write(&mut folder);
        folder
    }

    /// The first folder of the address, with its closing `/`: what stands in it is of one kind. The home page has none.
    pub const fn section(&self) -> &'static str {
        match self {
            Self::Home => "",
            Self::Incidents | Self::Incident(_) => "incidents/",
            Self::Services | Self::Service(..) => "services/",
            Self::Regions | Self::Region(..) => "regions/",
            Self::Causes | Self::Cause(..) => "causes/",
            Self::Tags | Self::Tag(..) => "tags/",
            Self::Years | Self::Year(_) | Self::Month(..) | Self::MonthNotKnown(..) => "years/",
            Self::Duration(..) => "durations/",
            Self::Statistics => "statistics/",
            Self::Search => "search/",
            Self::Pages | Self::Page(_) => "pages/",
            Self::Data => "data/",
            Self::Embed(_) => "embed/",
        }
    }

    /// Whether pages of other sites may hold this one in a frame.
    pub const fn is_for_frames(&self) -> bool {
        matches!(self, Self::Embed(_))
    }

    /// Adds the address to a text. A site has far more links than pages, so parts are put together, not formatted.
    fn write(&self, to: &mut String) {
        to.push_str(self.section());
        match self {
            Self::Home
            | Self::Incidents
            | Self::Services
            | Self::Regions
            | Self::Causes
            | Self::Tags
            | Self::Years
            | Self::Statistics
            | Self::Search
            | Self::Pages
            | Self::Data => {}
            Self::Incident(id) | Self::Page(id) | Self::Embed(id) => to.extend([id, "/"]),
            Self::Service(id, page) | Self::Cause(id, page) | Self::Tag(id, page) => list(to, id, *page),
            Self::Region(id, page) => list(to, &id.to_lowercase(), *page),
            Self::Year(year) => {
                DateValue::Year(*year).write_machine(to);
                to.push('/');
            }
            Self::Month(year, month, page) => {
                list(to, &DateValue::Month(*year, *month).machine().replace('-', "/"), *page);
            }
            Self::MonthNotKnown(year, page) => list(to, &(DateValue::Year(*year).machine() + "/unknown"), *page),
            Self::Duration(class, page) => list(to, class.key(), *page),
        }
    }

    /// What began in a month of a year, or in one that isn't known.
    pub const fn of_month(year: i32, month: Option<u32>, page: ListPage) -> Self {
        match month {
            Some(month) => Self::Month(year, month, page),
            None => Self::MonthNotKnown(year, page),
        }
    }

    /// The route of something told in a content file.
    pub fn told(folder: Folder, id: &Id) -> Self {
        match folder {
            Folder::Incidents => Self::Incident(id.clone()),
            Folder::Services => Self::Service(id.clone(), None),
            Folder::Regions => Self::Region(id.clone(), None),
            Folder::Causes => Self::Cause(id.clone(), None),
            Folder::Pages => Self::Page(id.clone()),
        }
    }
}

fn list(to: &mut String, id: &str, page: ListPage) {
    to.extend([id, "/"]);
    if let Some(page) = page {
        to.extend(["page/", &page.to_string(), "/"]);
    }
}

/// Makes links between pages.
#[derive(Clone, Debug)]
pub struct Router {
    links: Links,
    /// For each language the folder it lives in: empty for the default one.
    prefixes: Vec<String>,
}

impl Router {
    /// The addresses of an archive's site. Addresses have no capital letters, tags such as `pt-BR` do.
    pub fn new(archive: &Archive, links: Links) -> Self {
        let settings = &archive.settings;
        let prefix = |language: &crate::locale::LanguageTag| {
            if *language == settings.default_language {
                String::new()
            } else {
                format!("{}/", language.as_str().to_lowercase())
            }
        };
        Self { links, prefixes: settings.languages.iter().map(prefix).collect() }
    }

    /// The folder of a page from the site's root, with a closing `/`; empty for the default home page.
    pub fn folder(&self, language: usize, route: &Route) -> String {
        let mut folder = String::with_capacity(48);
        folder.push_str(self.prefixes.get(language).map_or("", String::as_str));
        route.write(&mut folder);
        folder
    }

    /// The output file of a page.
    pub fn file(&self, language: usize, route: &Route) -> String {
        format!("{}index.html", self.folder(language, route))
    }

    /// A link to a page, from the site's root.
    pub fn href(&self, language: usize, route: &Route) -> String {
        match self.links {
            Links::Folders => self.folder(language, route),
            Links::Files => self.file(language, route),
        }
    }

    /// The way from the folder of a page to the site's root: `./` or `../` as often as it takes.
    pub fn root_of(folder: &str) -> String {
        let depth = folder.bytes().filter(|byte| *byte == b'/').count();
        if depth == 0 { "./".into() } else { "../".repeat(depth) }
    }
}

/// The output file of an attachment, from its path below the content folder.
pub fn attachment_file(inside: &str) -> String {
    format!("files/{inside}")
}

/// The output file of a table of numbers: of a service, or of all incidents.
pub fn sheet_file(service: Option<&Id>, name: &str) -> String {
    let page = service.map_or(Route::Statistics, |id| Route::Service(id.clone(), None));
    format!("{}{name}.csv", page.folder())
}

/// The output file of an incident's reports over time.
pub fn reports_file(incident: &Id) -> String {
    format!("{}reports.csv", Route::Incident(incident.clone()).folder())
}

/// The output file of a file of the search index.
pub fn search_file(name: &str, script: bool) -> String {
    format!("search/{name}.{}", if script { "js" } else { "bin" })
}

/// The output file of an asset, in small letters, as all addresses are: its fingerprint is in the name, so that caches
/// never hold an old one. Browsers ask for one at the root of the site.
pub fn asset_file(name: &str, fingerprint: &str) -> String {
    if name == "favicon.ico" {
        return name.to_owned();
    }
    let name = name.to_lowercase();
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("assets/{stem}.{fingerprint}.{ending}"),
        None => format!("assets/{name}.{fingerprint}"),
    }
}

/// Whether an output's name tells what is in it, as those of assets and of most search files do: under this name there
/// is never anything else.
pub fn is_lasting(path: &str) -> bool {
    let of_search = |name: &str| {
        let (stem, _) = name.split_once('.').unwrap_or_default();
        let hash = stem.strip_prefix(|letter: char| letter.is_ascii_lowercase());
        hash.is_some_and(|hash| hash.len() == 12 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
    };
    path.starts_with("assets/") || path.strip_prefix("search/").is_some_and(of_search)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_tell_what_is_in_a_file_last() {
        for path in [asset_file("annals.css", "0a1b"), search_file("k6992ddaafb7d", false), search_file("c0", true)] {
            assert_eq!(is_lasting(&path), !path.ends_with("c0.js"), "{path}");
        }
        for path in ["search/root.bin", "search/index.html", "fr/search/index.html", "favicon.ico", "index.html"] {
            assert!(!is_lasting(path), "{path}");
        }
    }

    #[test]
    fn the_way_to_the_root_has_a_step_for_each_folder() {
        assert_eq!(Router::root_of(""), "./");
        assert_eq!(Router::root_of("fr/"), "../");
        assert_eq!(Router::root_of("fr/services/telegram/page/2/"), "../../../../../");
    }

    #[test]
    fn addresses_are_those_of_the_specification() {
        assert_eq!(Route::Region(Id::from("UA"), None).folder(), "regions/ua/");
        assert_eq!(Route::Month(2024, 3, None).folder(), "years/2024/03/");
        assert_eq!(Route::MonthNotKnown(2024, Some(1)).folder(), "years/2024/unknown/page/1/");
        assert_eq!(Route::Service(Id::from("telegram"), Some(2)).folder(), "services/telegram/page/2/");
        assert_eq!(asset_file("annals.css", "0a1b"), "assets/annals.0a1b.css");
        assert_eq!(asset_file("fonts/Inter-Bold.WOFF2", "0a1b"), "assets/fonts/inter-bold.0a1b.woff2");
    }
}
