//! From the project's folder to the archive: what every command begins with.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::Failure;
use super::console::{Console, ignore_closed};
use crate::archive::{Archive, compile};
use crate::config::{Settings, read_settings};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Files, Level, json, text};
use crate::site::{BUILT_IN_THEME, ThemeFiles};
use crate::source::{self, Folders, SETTINGS, SourceFile};

/// What could be read of a project.
pub(super) struct Loaded {
    /// The archive; `None` if site.toml can't be read, so that nothing else can be judged.
    pub(super) archive: Option<Archive>,
    /// The theme files of the project.
    pub(super) theme: ThemeFiles,
    /// site.toml, where there is no archive to hold it.
    settings: SourceFile,
    /// What was found so far.
    pub(super) problems: Diagnostics,
}

impl Loaded {
    /// The files problems point into.
    pub(super) fn files(&self) -> &[SourceFile] {
        self.archive.as_ref().map_or(std::slice::from_ref(&self.settings), |archive| &archive.files)
    }
}

/// Reads the project below the root.
pub(super) fn load(root: &Path, drafts: bool, base_url: Option<&str>) -> Result<Loaded, Failure> {
    let mut problems = Diagnostics::new();
    let file = source::read_settings(root, &mut problems)?;
    let readable = !problems.has_errors();
    let mut settings = if readable { read_settings(SETTINGS, &file.text, &mut problems) } else { Settings::default() };
    if !readable || problems.iter().any(|problem| problem.code == Code::TomlSyntax) {
        return Ok(Loaded { archive: None, theme: ThemeFiles::new(), settings: file, problems });
    }
    if let Some(url) = base_url {
        settings.base_url = Some(
            crate::config::base_url(url)
                .ok_or_else(|| Failure(format!("`{url}` is not an address such as `https://example.org/annals/`")))?,
        );
    }
    let theme_folder = format!("themes/{}", settings.theme);
    let folders = Folders { content: settings.content.clone(), theme: Some(theme_folder.clone()) };
    let project = source::read_content(root, file.clone(), &folders, &mut problems)?;
    if settings.theme != BUILT_IN_THEME && project.theme.is_empty() {
        return Err(Failure(format!("there is no theme in {}", root.join(theme_folder).display())));
    }
    let theme = project.theme.iter().map(|file| (file.path.clone(), file.bytes.clone())).collect();
    let archive = compile(project, settings, drafts, &mut problems);
    Ok(Loaded { archive: Some(archive), theme, settings: file, problems })
}

/// The problems as they are told: at the levels the site wants, in order.
pub(super) fn sorted(problems: Diagnostics, archive: Option<&Archive>) -> Vec<Diagnostic> {
    let mut list = problems.into_sorted();
    if let Some(archive) = archive {
        let levels = &archive.settings.levels;
        list.retain_mut(|problem| match levels.get(&problem.code) {
            None => true,
            Some(None) => false,
            Some(Some(level)) => {
                problem.level = *level;
                true
            }
        });
    }
    list
}

/// Whether any problem keeps the site from being published.
pub(super) fn any_error(problems: &[Diagnostic]) -> bool {
    problems.iter().any(|problem| problem.level == Level::Error)
}

/// How problems are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum OutputFormat {
    /// With excerpts, for people.
    #[default]
    Full,
    /// As one JSON array, for programs.
    Json,
}

/// Tells problems on an output.
pub(super) fn tell(
    problems: &[Diagnostic],
    files: &[SourceFile],
    root: &Path,
    format: OutputFormat,
    console: &Console,
    out: &mut (impl Write + io::IsTerminal),
) {
    let prefix = if root == Path::new(".") { String::new() } else { format!("{}/", root.display()) };
    let prefix = prefix.replace("//", "/");
    let files = Files::new(files, &prefix);
    let style = console.style(out);
    let mut out = BufWriter::new(out);
    let told = match format {
        OutputFormat::Full => text::write(problems, &files, style, &mut out),
        OutputFormat::Json => json::write(problems, &files, &mut out),
    };
    ignore_closed(told.and_then(|()| out.flush()));
}
