//! Takes: the archive, what was derived from it, and a theme.
//! Gives: a table from output path to page, each rendered when asked for.
//! Promises: no two pages share an address; a page is rendered without the others.
//! Never: writes to the disk.

mod asked;
mod constants;
mod data;
mod edition;
mod feeds;
mod files;
mod kept;
mod limits;
mod listing;
mod marked;
mod out_path;
mod pages;
mod prose;
mod rounds;
mod route;
mod rows;
mod script;
mod search;
mod sheets;
mod table;
mod theme;
mod trial;
pub mod view;

pub use edition::CONTENT_SECURITY_POLICY;
pub use out_path::{OutPath, OutPathProblem};
pub use rounds::Round;
pub use route::{Route, is_lasting};
pub use table::{Output, OutputKind};
pub use theme::{BUILT_IN as BUILT_IN_THEMES, Theme, ThemeError, ThemeFiles, speaks};

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::archive::{Archive, Id, Incident, Moment, OrderKey};
use crate::config::{Links, OptionalOutput};
use crate::derive::{Breakdown, Breakdowns, IncidentNumber, Insights, Numbers, Statistics};
use crate::diagnostic::Diagnostics;
use crate::parse::markdown::HeadingNames;
use crate::search::Index;
use crate::source::FileId;
use data::Pieces;
use edition::Edition;
use feeds::{Entries, Identity, Room};
use kept::{Kept, Shelf};
use rounds::MadeInRounds;
use route::Router;
use rows::Rows;
use table::Body;
use trial::Trial;

/// How a site is made, apart from what it says.
#[derive(Clone, Debug)]
pub struct SiteOptions {
    /// The address the site will be served at, with a closing `/`.
    pub base_url: Option<String>,
    /// What links name.
    pub links: Links,
}

/// The whole site: every address with what is rendered there when asked for.
#[derive(Debug)]
pub struct Site<'a> {
    archive: &'a Archive,
    insights: &'a Insights,
    theme: Theme,
    options: SiteOptions,
    /// The path the site lies at on its host, as it is asked for, with a slash at both ends; where it is known.
    root_path: Option<String>,
    router: Router,
    editions: Vec<Edition>,
    /// By language.
    rows: Vec<Shelf<Rows>>,
    /// By language.
    entries: Vec<Shelf<Entries>>,
    room: Arc<Room>,
    identity: Identity,
    /// Looked up alone, by pages and links of every incident: their order shows nowhere.
    by_id: HashMap<&'a Id, IncidentNumber>,
    by_alias: HashMap<&'a Id, IncidentNumber>,
    table: Vec<Output>,
    /// What services and the whole are in numbers, made when the first is asked for.
    numbers: OnceLock<Numbers>,
    /// The numbers of charts, likewise.
    breakdowns: OnceLock<Breakdowns>,
    /// When the last update of each incident was, if it has any; made when first asked for.
    last_updates: OnceLock<Vec<Option<OrderKey>>>,
    /// The last moment any incident that counts tells of, found when first asked for.
    last_change: OnceLock<Option<Moment>>,
    /// What headings are called that links of other files name, by file.
    heading_names: Kept<FileId, Arc<HeadingNames>>,
    /// What is made in rounds, looked up when first asked for.
    made_in_rounds: OnceLock<MadeInRounds>,
    /// The search index; empty before it is made.
    search: Index,
    /// The incident of each document of the index.
    documents: Vec<IncidentNumber>,
}

impl<'a> Site<'a> {
    /// Lays out the site; nothing is rendered yet but to try a theme's own templates. Two claims to one address are
    /// told, with both owners, and so is what is odd in the theme.
    pub fn new(
        archive: &'a Archive,
        insights: &'a Insights,
        theme: Theme,
        options: SiteOptions,
        problems: &mut Diagnostics,
    ) -> Result<Self, ThemeError> {
        let mut site = Self::laid_out(archive, insights, theme, options, problems)?;
        site.try_templates(Trial::Brief, problems);
        Ok(site)
    }

    fn laid_out(
        archive: &'a Archive,
        insights: &'a Insights,
        theme: Theme,
        options: SiteOptions,
        problems: &mut Diagnostics,
    ) -> Result<Self, ThemeError> {
        let has_search = archive.settings.outputs.has(OptionalOutput::Search) && theme.searches;
        let theme = if has_search { theme } else { theme.without_search() };
        let router = Router::new(archive, options.links);
        let ((table, taken), editions) = rayon::join(
            || table::table(archive, insights, &theme, &router),
            || {
                let languages = (0..archive.settings.languages.len()).into_par_iter();
                languages.map(|number| Edition::new(archive, number, &theme, &router)).collect::<Vec<_>>()
            },
        );
        let editions: Vec<Edition> = editions.into_iter().collect::<Result<_, _>>()?;
        problems.append(taken);
        let spoken = editions.iter().map(|edition| (&edition.language, edition.messages()));
        theme::review(&theme, archive, spoken, problems);
        let rows = editions.iter().map(|_| Shelf::default()).collect();
        let entries = editions.iter().map(|_| Shelf::default()).collect();
        let numbered = || (0..).zip(&archive.incidents);
        let by_id = numbered().map(|(number, incident)| (&incident.id, number)).collect();
        let aliases = numbered()
            .flat_map(|(number, incident)| incident.facts.aliases.iter().map(move |(alias, _)| (alias, number)));
        let by_alias = aliases.collect();
        Ok(Self {
            archive,
            insights,
            theme,
            root_path: options.base_url.as_deref().map(files::path_of),
            options,
            router,
            editions,
            rows,
            entries,
            room: Arc::default(),
            by_id,
            by_alias,
            table,
            identity: Identity::new(archive),
            numbers: OnceLock::new(),
            breakdowns: OnceLock::new(),
            last_updates: OnceLock::new(),
            last_change: OnceLock::new(),
            heading_names: Kept::default(),
            made_in_rounds: OnceLock::new(),
            search: Index::default(),
            documents: Vec::new(),
        })
    }

    /// The same site on a host that has nothing else, whatever its address will be once it is published.
    #[must_use]
    pub fn at_root_of_host(mut self) -> Self {
        self.root_path = Some("/".to_owned());
        self
    }

    /// Every output of the site, in the order of addresses.
    pub fn outputs(&self) -> &[Output] {
        &self.table
    }

    /// How many languages the site has.
    pub fn languages(&self) -> usize {
        self.editions.len()
    }

    /// What stands at an output, made now. An attachment's bytes are on the disk: it gives none.
    pub fn render(&self, output: &Output) -> Result<Cow<'_, [u8]>, String> {
        let bytes = match &output.body {
            Body::Page { language, route } => self.page(*language, route)?,
            Body::NotFound => self.not_found()?,
            Body::Asset(number) => {
                return Ok(self
                    .theme
                    .assets
                    .get(*number)
                    .map_or(Cow::Borrowed(&[]), |asset| Cow::Borrowed(&asset.bytes)));
            }
            Body::Search { number, script } => {
                return self
                    .search_file(*number, *script)
                    .ok_or_else(|| "the search index has no such file".to_owned());
            }
            Body::Sheet(sheet) => self.sheet(sheet).into_bytes(),
            Body::Attachment(_) => Vec::new(),
            Body::Record(number) => return self.incident_json(*number).map(Cow::Owned),
            Body::File(file) => return self.file(file).map(Cow::Owned),
            Body::Fixed(text) => text.as_bytes().to_vec(),
        };
        Ok(Cow::Owned(bytes))
    }

    /// What stands at an output in pieces, if it may be too large to be held.
    pub fn pieces(&self, output: &Output) -> Option<Pieces<'_>> {
        match &output.body {
            Body::File(file) => self.file_pieces(file),
            _ => None,
        }
    }

    /// The file of an attachment that is published as it is, from the project's root.
    pub fn attachment(&self, output: &Output) -> Option<&crate::source::Attachment> {
        match output.body {
            Body::Attachment(number) => self.archive.attachments.get(number),
            _ => None,
        }
    }

    /// Drops what only outputs of a language share: they are all made. Should one be asked for again, it is made again.
    pub fn forget(&self, language: usize) {
        self.rows.get(language).into_iter().for_each(Shelf::clear);
        self.entries.get(language).into_iter().for_each(Shelf::clear);
    }

    /// The rows of lists in a language.
    fn rows(&self, language: usize) -> Result<Arc<Rows>, String> {
        let shelf = self.rows.get(language).ok_or_else(|| format!("there is no language {language}"))?;
        Ok(shelf.get(|| Rows::new(self.archive.incidents.len())))
    }

    /// What feeds in a language share.
    fn entries(&self, language: usize) -> Result<Arc<Entries>, String> {
        let shelf = self.entries.get(language).ok_or_else(|| format!("there is no language {language}"))?;
        Ok(shelf.get(|| Entries::new(self.archive.incidents.len(), Arc::clone(&self.room))))
    }

    /// Whether the site has this of the outputs that it may do without.
    fn has(&self, output: OptionalOutput) -> bool {
        self.archive.settings.outputs.has(output)
    }

    fn breakdowns(&self) -> &Breakdowns {
        self.breakdowns.get_or_init(|| Breakdowns::new(&self.insights.lists))
    }

    fn last_updates(&self) -> &[Option<OrderKey>] {
        self.last_updates.get_or_init(|| {
            let last =
                |incident: &Arc<Incident>| incident.facts.updates.iter().map(|update| update.at.order_key()).max();
            self.archive.incidents.iter().map(last).collect()
        })
    }

    /// The last change to what any incident that counts tells, none in an empty archive.
    fn last_change(&self) -> Option<Moment> {
        let last = |number: &IncidentNumber| self.incident(*number)?.last_change();
        *self.last_change.get_or_init(|| self.insights.lists.all.iter().filter_map(last).max_by_key(Moment::order_key))
    }

    /// The numbers of a service, or of all incidents; none for a service without any.
    fn statistics(&self, service: Option<&Id>) -> Option<&Statistics> {
        let numbers = self.numbers.get_or_init(|| Numbers::new(self.archive, &self.insights.lists));
        service.map_or(Some(&numbers.whole), |id| numbers.services.get(id))
    }

    /// The numbers of charts of a service, or of all incidents; none for a service without any.
    fn breakdown(&self, service: Option<&Id>) -> Option<&Breakdown> {
        let breakdowns = self.breakdowns();
        service.map_or(Some(&breakdowns.whole), |id| breakdowns.services.get(id))
    }

    fn edition(&self, language: usize) -> Result<&Edition, String> {
        self.editions.get(language).ok_or_else(|| format!("there is no language {language}"))
    }
}

/// Lays out the site of an archive without making it, to tell what is wrong with its addresses and its theme.
pub fn layout_problems(archive: &Archive, theme: ThemeFiles, problems: &mut Diagnostics) {
    let insights = Insights::new(archive);
    let options = SiteOptions { base_url: archive.settings.base_url.clone(), links: archive.settings.links };
    let laid = Theme::new(theme).and_then(|theme| Site::laid_out(archive, &insights, theme, options, problems));
    match laid {
        Ok(mut site) => site.try_templates(Trial::Thorough, problems),
        Err(error) => error.tell(archive, problems),
    }
}
