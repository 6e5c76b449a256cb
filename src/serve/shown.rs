//! A site that is shown: the archive of one moment and its pages.

use std::borrow::Cow;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use self_cell::self_cell;

use crate::archive::Archive;
use crate::derive::Insights;
use crate::diagnostic::Diagnostics;
use crate::site::{Output, Site, SiteOptions, Theme, ThemeError, ThemeFiles};
use crate::source::read_attachment;

/// An archive with what follows from it.
#[derive(Debug)]
pub(super) struct Content {
    pub(super) archive: Archive,
    insights: Insights,
}

self_cell!(
    struct Laid {
        owner: Arc<Content>,
        #[not_covariant]
        dependent: Site,
    }
);

/// A site of which any page can be made.
pub(super) struct Shown {
    content: Arc<Content>,
    theme: ThemeFiles,
    laid: Laid,
    /// The same site with its index, once somebody searches.
    searchable: OnceLock<Laid>,
}

impl Shown {
    /// Lays out the site of an archive. What is wrong with the theme is told, and the archive comes back without one.
    pub(super) fn new(archive: Archive, theme: ThemeFiles, problems: &mut Diagnostics) -> Result<Self, Arc<Content>> {
        let insights = Insights::new(&archive);
        let content = Arc::new(Content { archive, insights });
        match lay(Arc::clone(&content), theme.clone(), problems) {
            Ok(laid) => Ok(Self { content, theme, laid, searchable: OnceLock::new() }),
            Err(error) => {
                error.tell(&content.archive, problems);
                Err(content)
            }
        }
    }

    /// The archive.
    pub(super) fn archive(&self) -> &Archive {
        &self.content.archive
    }

    /// Whether the site has an output at this path.
    pub(super) fn has(&self, path: &str) -> bool {
        self.laid(path).with_dependent(|_, site| at(site, path).is_some())
    }

    /// The output at a path, or why it can't be made; `None` where the site has none.
    pub(super) fn render(&self, path: &str, root: &Path) -> Option<Result<Vec<u8>, String>> {
        self.laid(path).with_dependent(|_, site| Some(bytes(site, at(site, path)?, root)))
    }

    /// The site that has the output at a path, if one has it.
    fn laid(&self, path: &str) -> &Laid {
        let is_search = path.split('/').any(|part| part == "search");
        if is_search && self.laid.with_dependent(|_, site| site.has_search()) {
            self.searchable.get_or_init(|| self.searchable())
        } else {
            &self.laid
        }
    }

    /// The index takes longer than all the rest, and few who write search.
    fn searchable(&self) -> Laid {
        Laid::new(Arc::clone(&self.content), |content| {
            let theme = Theme::new(self.theme.clone()).expect("the theme was laid out with before");
            let site = Site::new(&content.archive, &content.insights, theme, options(content), &mut Diagnostics::new());
            site.expect("the site was laid out before").at_root_of_host().with_search()
        })
    }
}

fn lay(content: Arc<Content>, theme: ThemeFiles, problems: &mut Diagnostics) -> Result<Laid, ThemeError> {
    Laid::try_new(content, |content| {
        let site = Site::new(&content.archive, &content.insights, Theme::new(theme)?, options(content), problems);
        site.map(Site::at_root_of_host)
    })
}

fn options(content: &Content) -> SiteOptions {
    let settings = &content.archive.settings;
    SiteOptions { base_url: settings.base_url.clone(), links: settings.links }
}

/// The output at a path from the site's root; outputs stand in the order of their paths.
fn at<'s>(site: &'s Site<'_>, path: &str) -> Option<&'s Output> {
    let outputs = site.outputs();
    let place = outputs.binary_search_by(|output| output.path.as_str().cmp(path)).ok()?;
    outputs.get(place)
}

fn bytes(site: &Site<'_>, output: &Output, root: &Path) -> Result<Vec<u8>, String> {
    if let Some(attachment) = site.attachment(output) {
        return read_attachment(root, attachment).map_err(|error| error.to_string());
    }
    site.render(output).map(Cow::into_owned)
}
