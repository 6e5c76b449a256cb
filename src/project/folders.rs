//! The folders that site.toml names, told at their place where they aren't there.

use std::ops::Range;
use std::path::Path;

use crate::config::Settings;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, nearest, one_of};
use crate::site::BUILT_IN_THEMES;
use crate::source::{self, LoadFailure, SETTINGS};

/// Where themes lie.
const THEMES: &str = "themes";

/// Which of the folders that site.toml names can be read.
pub(super) struct There {
    pub(super) content: bool,
    /// That of the theme, which may also be one of the binary.
    pub(super) theme: bool,
}

impl There {
    /// Looks for the folders, and tells of those that can't be read from.
    pub(super) fn of(settings: &Settings, root: &Path, problems: &mut Diagnostics) -> Result<Self, LoadFailure> {
        let content = source::has_folder(root, &settings.content);
        let content = taken(content, "content", settings.content_span.clone(), problems)?;
        if content == Some(false) {
            problems.push(no_content(settings, root)?);
        }
        let theme = source::has_files(root, &theme_folder(&settings.theme));
        let theme = taken(theme, "theme", settings.theme_span.clone(), problems)?;
        let is_built_in = BUILT_IN_THEMES.contains(&settings.theme.as_str());
        if theme == Some(false) && !is_built_in {
            problems.push(no_theme(settings, root)?);
        }
        Ok(Self { content: content == Some(true), theme: theme == Some(true) || theme.is_some() && is_built_in })
    }
}

/// Where the files of a theme lie.
pub(super) fn theme_folder(theme: &str) -> String {
    format!("{THEMES}/{theme}")
}

/// Whether a folder is there; a link that leads to one, or a file, is told.
fn taken(
    found: Result<bool, LoadFailure>,
    key: &str,
    span: Option<Range<usize>>,
    problems: &mut Diagnostics,
) -> Result<Option<bool>, LoadFailure> {
    match found {
        Err(failure @ LoadFailure::FolderOutside(_)) => {
            let problem = Diagnostic::new(Code::RefusedFile, place(span), failure.to_string()).key_path(key);
            problems.push(problem.help("put the folder itself in its place"));
            Ok(None)
        }
        found => found.map(Some),
    }
}

fn no_content(settings: &Settings, root: &Path) -> Result<Diagnostic, LoadFailure> {
    let Settings { content, output, .. } = settings;
    let folders = source::folders_beside(root, content)?;
    let is_other = |folder: &&str| ![content.as_str(), output.as_str(), THEMES].contains(folder);
    let help = match nearest(content, folders.iter().map(String::as_str).filter(is_other)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("make the folder `{content}`, or name the one that write-ups lie in: `content = \"…\"`"),
    };
    Ok(missing("content", settings.content_span.clone(), format!("there is no folder `{content}`"), help))
}

fn no_theme(settings: &Settings, root: &Path) -> Result<Diagnostic, LoadFailure> {
    let theme = &settings.theme;
    let folders = source::folders_beside(root, &theme_folder(theme))?;
    let own = folders.iter().filter_map(|folder| folder.strip_prefix(THEMES)?.strip_prefix('/'));
    let help = match nearest(theme, own.chain(BUILT_IN_THEMES).filter(|name| name != theme)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("put files into `{}/`, or write {}", theme_folder(theme), one_of(BUILT_IN_THEMES)),
    };
    Ok(missing("theme", settings.theme_span.clone(), format!("there is no theme `{theme}`"), help))
}

fn missing(key: &str, span: Option<Range<usize>>, message: String, help: String) -> Diagnostic {
    Diagnostic::new(Code::MissingFolder, place(span), message).key_path(key).help(help)
}

/// Where site.toml names it; its start where it has the usual name.
fn place(span: Option<Range<usize>>) -> Place {
    span.map_or(Place::start_of(SETTINGS), |span| Place::new(SETTINGS, span))
}
