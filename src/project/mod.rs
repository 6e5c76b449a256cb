//! Takes: a project's folder.
//! Gives: its archive and theme, and what is wrong with them.
//! Promises: what every command says of a project is the same.
//! Never: lays out or publishes a site.

mod folders;

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;
use std::path::{Path, PathBuf};

use crate::archive::{Archive, KeptWriteUps, compile_again};
use crate::config::{Settings, read_settings};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Level};
use crate::site::ThemeFiles;
use crate::source::{self, Folders, KnownTexts, LoadFailure, SETTINGS, SourceFile};
use folders::{There, theme_folder};

/// What could be read of a project.
#[derive(Debug)]
pub struct Loaded {
    /// The archive; `None` if site.toml can't be read or names a folder of content that isn't there, so that nothing
    /// else can be judged.
    pub archive: Option<Archive>,
    /// The theme files of the project.
    pub theme: ThemeFiles,
    /// site.toml, where there is no archive to hold it.
    settings: SourceFile,
    /// What was found so far.
    pub problems: Diagnostics,
}

impl Loaded {
    /// The files problems point into.
    pub fn files(&self) -> &[SourceFile] {
        self.archive.as_ref().map_or(std::slice::from_ref(&self.settings), |archive| &archive.files)
    }
}

/// Why a project can't be judged.
#[derive(Debug)]
pub enum ProjectFailure {
    /// It could not be read.
    Unreadable(LoadFailure),
    /// What was given as the site's address is none, and why.
    NoAddress(String, String),
}

impl fmt::Display for ProjectFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(failure) => failure.fmt(f),
            Self::NoAddress(given, why) => {
                let example = "`https://example.org/annals/`";
                write!(f, "`{given}` is refused as the site's address: {why}; write one such as {example}")
            }
        }
    }
}

impl Error for ProjectFailure {}

impl From<LoadFailure> for ProjectFailure {
    fn from(failure: LoadFailure) -> Self {
        Self::Unreadable(failure)
    }
}

/// Texts that stand in for those of files, by path.
pub type Overlay = BTreeMap<String, String>;

/// Reads the project below `root`; `drafts` as if they were published, and `base_url` over that of site.toml.
pub fn load(root: &Path, drafts: bool, base_url: Option<&str>) -> Result<Loaded, ProjectFailure> {
    Loading { root, drafts, base_url, overlay: &Overlay::new() }.load(None)
}

/// [`load`], as if files held other texts than they do.
pub fn load_with(
    root: &Path,
    drafts: bool,
    base_url: Option<&str>,
    overlay: &Overlay,
) -> Result<Loaded, ProjectFailure> {
    Loading { root, drafts, base_url, overlay }.load(None)
}

/// A project that is read again and again: only what changed is read, and the rest is as it was.
#[derive(Debug)]
pub struct Reloader {
    root: PathBuf,
    drafts: bool,
    memory: Memory,
}

/// What is known of a project from reading it before.
#[derive(Debug, Default)]
struct Memory {
    /// The folder write-ups lie in, as site.toml last said; it need not be there.
    content: Option<String>,
    texts: KnownTexts,
    write_ups: KeptWriteUps,
}

impl Reloader {
    /// Nothing is read yet.
    pub fn new(root: PathBuf, drafts: bool) -> Self {
        Self { root, drafts, memory: Memory::default() }
    }

    /// The folder write-ups lie in, as site.toml last said, whether or not it is there; nothing before it said so.
    pub fn content(&self) -> Option<&str> {
        self.memory.content.as_deref()
    }

    /// The project as it is now.
    pub fn load(&mut self) -> Result<Loaded, ProjectFailure> {
        let overlay = Overlay::new();
        let loading = Loading { root: &self.root, drafts: self.drafts, base_url: None, overlay: &overlay };
        loading.load(Some(&mut self.memory))
    }
}

/// What is to be read, and how.
struct Loading<'l> {
    root: &'l Path,
    drafts: bool,
    base_url: Option<&'l str>,
    overlay: &'l Overlay,
}

impl Loading<'_> {
    fn load(&self, mut memory: Option<&mut Memory>) -> Result<Loaded, ProjectFailure> {
        let mut problems = Diagnostics::new();
        let mut file = source::read_settings(self.root, &mut problems)?;
        overlaid(&mut file, self.overlay);
        let readable = !problems.has_errors();
        let mut settings =
            if readable { read_settings(SETTINGS, &file.text, &mut problems) } else { Settings::default() };
        if !readable || problems.iter().any(|problem| problem.code == Code::TomlSyntax) {
            return Ok(Loaded { archive: None, theme: ThemeFiles::new(), settings: file, problems });
        }
        if let Some(memory) = &mut memory {
            memory.content = Some(settings.content.clone());
        }
        if let Some(url) = self.base_url {
            let address = crate::config::base_url(url).map_err(|why| ProjectFailure::NoAddress(url.to_owned(), why))?;
            settings.base_url = Some(address);
        }
        let there = There::of(&settings, self.root, &mut problems)?;
        if !there.content {
            return Ok(Loaded { archive: None, theme: ThemeFiles::new(), settings: file, problems });
        }
        let folder = there.theme.then(|| theme_folder(&settings.theme));
        let folders = Folders { content: settings.content.clone(), theme: folder };
        let (texts, write_ups) = memory.map(|memory| (&mut memory.texts, &mut memory.write_ups)).unzip();
        let mut project = source::read_content(self.root, file.clone(), &folders, texts, &mut problems)?;
        project.files.iter_mut().for_each(|file| overlaid(file, self.overlay));
        let files = project.theme.iter().map(|file| (file.path.clone(), file.bytes.clone())).collect();
        let theme = ThemeFiles { name: settings.theme.clone(), files };
        let archive = compile_again(project, settings, self.drafts, write_ups, &mut problems);
        Ok(Loaded { archive: Some(archive), theme, settings: file, problems })
    }
}

fn overlaid(file: &mut SourceFile, overlay: &Overlay) {
    if let Some(text) = overlay.get(&file.path) {
        file.text = text.as_str().into();
    }
}

/// The problems as they are told: at the levels the site wants, in order.
pub fn sorted(problems: Diagnostics, archive: Option<&Archive>) -> Vec<Diagnostic> {
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
pub fn any_error(problems: &[Diagnostic]) -> bool {
    problems.iter().any(|problem| problem.level == Level::Error)
}
