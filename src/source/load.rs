//! The disk: the only place the project's files are read, each once and none beyond its limit.

mod known;
mod open;
mod walk;

pub use known::{KnownTexts, Version};

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::attachment::{Attachment, AttachmentKind, Dimensions, no_text_at};
use super::decode::{self, Decoded};
use super::{FileId, SourceFile};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::text::SharedText;

use known::Text;
use open::ReadFault;
use walk::{Entry, EntryKind, Refusal};

/// The number of site.toml in every project: the first.
pub const SETTINGS: FileId = FileId(0);

/// A text file may have this many bytes.
const TEXT_LIMIT: u64 = 2 << 20;
/// A file of a theme may have this many bytes.
const THEME_LIMIT: u64 = 4 << 20;
/// An attachment may have this many bytes.
const ATTACHMENT_LIMIT: u64 = 32 << 20;

/// The folders site.toml names, from the project's root, parts joined by `/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    /// Where the content lies.
    pub content: String,
    /// Where the files lie that override the theme's; it need not exist.
    pub theme: Option<String>,
}

/// What lies in a project's folder.
#[derive(Clone, Debug, Default)]
pub struct Project {
    /// The project's folder.
    pub root: PathBuf,
    /// Every file that was seen: site.toml, then the others in the order of their paths. `FileId` is the index.
    /// What is no text, or could not be read, stands here with an empty text, so that problems can point at it.
    pub files: Vec<SourceFile>,
    /// The markdown files that were read whole, in the order of their paths.
    pub documents: Vec<FileId>,
    /// The files that are published as they are, in the order of their paths.
    pub attachments: Vec<Attachment>,
    /// The files that override the theme's, in the order of their paths.
    pub theme: Vec<ThemeFile>,
    /// For each file, the version of its text; empty unless the project is read again and again.
    pub versions: Vec<Option<Version>>,
}

/// A file that overrides one of the theme's.
#[derive(Clone, Debug)]
pub struct ThemeFile {
    /// Its number in the project.
    pub file: FileId,
    /// Path from the theme's folder, parts joined by `/`.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Why a project could not be read at all.
#[derive(Debug)]
pub enum LoadFailure {
    /// There is no site.toml in the folder.
    NotAProject(PathBuf),
    /// A folder the settings name is not there.
    NoFolder(PathBuf),
    /// A folder the settings name is a link, or lies outside the project.
    FolderOutside(String),
    /// A folder could not be listed.
    Unreadable(PathBuf, io::Error),
    /// There are more files than a project may have.
    TooManyFiles(PathBuf),
    /// An attachment vanished or became something else while the site was built.
    Changed(String),
}

impl fmt::Display for LoadFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAProject(root) if root == Path::new(".") => f.write_str(
                "there is no site.toml in this folder or above it: `annals init DIR` begins a site, `--root DIR` names one",
            ),
            Self::NotAProject(root) => write!(f, "there is no site.toml in {}", root.display()),
            Self::NoFolder(path) => write!(f, "the folder {} does not exist", path.display()),
            Self::FolderOutside(folder) => {
                write!(f, "the folder `{folder}` must lie in the project and not be reached through a link")
            }
            Self::Unreadable(path, error) => write!(f, "could not read {}: {error}", path.display()),
            Self::Changed(path) => write!(f, "{path} changed while the site was built"),
            Self::TooManyFiles(path) => {
                write!(f, "{} holds more than {} files", path.display(), walk::MOST_FILES)
            }
        }
    }
}

impl Error for LoadFailure {}

/// Reads site.toml. If it is there but can't be read, `problems` says so and its text is empty.
pub fn read_settings(root: &Path, problems: &mut Diagnostics) -> Result<SourceFile, LoadFailure> {
    let path = root.join("site.toml");
    match std::fs::symlink_metadata(&path) {
        Ok(metadata) if metadata.is_dir() => return Err(LoadFailure::NotAProject(root.to_owned())),
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(LoadFailure::NotAProject(root.to_owned())),
        Err(error) => return Err(LoadFailure::Unreadable(path, error)),
    }
    let loaded = read_text(&path, SETTINGS);
    problems.extend(loaded.problem);
    Ok(SourceFile { path: "site.toml".to_owned(), text: loaded.text })
}

/// Whether a folder of the project is there; it must not be reached through a link.
pub fn has_folder(root: &Path, folder: &str) -> Result<bool, LoadFailure> {
    Ok(walk::folder_below(root, folder)?.is_some())
}

/// Whether a folder is there and holds files, of which some may not be readable.
pub fn has_files(root: &Path, folder: &str) -> Result<bool, LoadFailure> {
    let found = walk::folder_below(root, folder)?;
    found.map_or(Ok(false), |found| Ok(!walk::theme(&found, folder)?.is_empty()))
}

/// The folders that lie where one lies or would lie, by their paths from the project's root, in order; none of those
/// that systems and tools keep for themselves.
pub fn folders_beside(root: &Path, folder: &str) -> Result<Vec<String>, LoadFailure> {
    let (above, prefix) = folder.rsplit_once('/').map_or((".", ""), |(above, _)| (above, above));
    let Some(found) = walk::folder_below(root, above)? else { return Ok(Vec::new()) };
    walk::folders(&found, prefix)
}

/// The bytes of an attachment, read when they are published; it must still be what it was when it was looked at, in the
/// project's own folders.
pub fn read_attachment(root: &Path, attachment: &Attachment) -> Result<Vec<u8>, LoadFailure> {
    let changed = || LoadFailure::Changed(attachment.path.clone());
    let bytes = open::read_below(root, &attachment.path, ATTACHMENT_LIMIT).map_err(|_| changed())?;
    if attachment.kind.matches(&bytes) { Ok(bytes) } else { Err(changed()) }
}

/// How many files one thread reads in a row; their texts share memory.
const TOGETHER: usize = 64;

/// Reads everything else: the content, and the files that override the theme's. Texts that are `known` aren't read.
pub fn read_content(
    root: &Path,
    settings: SourceFile,
    folders: &Folders,
    mut known: Option<&mut KnownTexts>,
    problems: &mut Diagnostics,
) -> Result<Project, LoadFailure> {
    let entries = entries(root, folders)?;
    let before = known.as_deref();
    let read = |(index, entry): (usize, &Entry)| {
        let load = || load_entry(entry, file_id(index + 1));
        match before.filter(|_| matches!(entry.kind, EntryKind::Document)) {
            Some(known) => known.text(&entry.path, &entry.disk, load),
            None => Text::new(load()),
        }
    };
    let read_together = |(number, entries): (usize, &[Entry])| {
        let numbers = number * TOGETHER..;
        let mut read: Vec<Text> = numbers.zip(entries).map(read).collect();
        SharedText::share(read.iter_mut().map(|text| &mut text.loaded.text));
        read
    };
    let read: Vec<Text> = entries.par_chunks(TOGETHER).enumerate().flat_map_iter(read_together).collect();
    let files = Vec::with_capacity(entries.len() + 1);
    let mut project = Project { root: root.to_owned(), files, ..Project::default() };
    project.files.push(settings);
    if let Some(known) = &mut known {
        project.versions = known.keep(entries.iter().map(|entry| entry.path.as_str()).zip(&read));
    }
    for (entry, text) in entries.into_iter().zip(read) {
        project.add(entry, text.loaded, problems);
    }
    Ok(project)
}

fn entries(root: &Path, folders: &Folders) -> Result<Vec<Entry>, LoadFailure> {
    let content = walk::folder_below(root, &folders.content)?
        .ok_or_else(|| LoadFailure::NoFolder(root.join(&folders.content)))?;
    let mut entries = walk::content(&content, &folders.content)?;
    if let Some(theme) = &folders.theme
        && let Some(folder) = walk::folder_below(root, theme)?
    {
        entries.extend(walk::theme(&folder, theme)?);
    }
    entries.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(entries)
}

impl Project {
    /// The path of a file from the project's root.
    pub fn path(&self, file: FileId) -> &str {
        usize::try_from(file.0).ok().and_then(|index| self.files.get(index)).map_or("", |file| &file.path)
    }

    fn add(&mut self, entry: Entry, loaded: Loaded, problems: &mut Diagnostics) {
        let file = file_id(self.files.len());
        match loaded.problem {
            Some(problem) => problems.push(problem),
            None => match entry.kind {
                EntryKind::Document => self.documents.push(file),
                EntryKind::Attachment(kind) => self.attachments.push(Attachment {
                    file,
                    path: entry.path.clone(),
                    kind,
                    size: loaded.size,
                    dimensions: loaded.dimensions,
                }),
                EntryKind::Theme { path } => self.theme.push(ThemeFile { file, path, bytes: loaded.bytes }),
                EntryKind::Refused(_) => {}
            },
        }
        self.files.push(SourceFile { path: entry.path, text: loaded.text });
    }
}

/// What came of reading one file.
#[derive(Default)]
struct Loaded {
    text: SharedText,
    bytes: Vec<u8>,
    size: u64,
    dimensions: Option<Dimensions>,
    problem: Option<Diagnostic>,
}

impl Loaded {
    fn refused(problem: Diagnostic) -> Self {
        Self { problem: Some(problem), ..Self::default() }
    }
}

fn load_entry(entry: &Entry, file: FileId) -> Loaded {
    match &entry.kind {
        EntryKind::Document => read_text(&entry.disk, file),
        EntryKind::Theme { path } => match open::read_whole(&entry.disk, THEME_LIMIT) {
            Ok(bytes) => {
                let loaded = if is_text(path) { as_text(&bytes, file) } else { Loaded::default() };
                Loaded { bytes, ..loaded }
            }
            Err(fault) => Loaded::refused(unread(&fault, file, "a file of a theme", THEME_LIMIT)),
        },
        EntryKind::Attachment(kind) => inspect(&entry.disk, &entry.path, *kind, file),
        EntryKind::Refused(Refusal { code, message, help }) => {
            Loaded::refused(Diagnostic::new(*code, Place::start_of(file), message).help(help))
        }
    }
}

fn read_text(path: &Path, file: FileId) -> Loaded {
    let bytes = match open::read_whole(path, TEXT_LIMIT) {
        Ok(bytes) => bytes,
        Err(fault) => return Loaded::refused(unread(&fault, file, "a text", TEXT_LIMIT)),
    };
    as_text(&bytes, file)
}

/// Whether a file of a theme is one that problems point into.
fn is_text(path: &str) -> bool {
    path.starts_with("templates/") || path.starts_with("i18n/")
}

fn as_text(bytes: &[u8], file: FileId) -> Loaded {
    match decode::utf8(bytes) {
        Decoded::Text(text) => Loaded { text, ..Loaded::default() },
        Decoded::Broken { kept, span, message, help } => {
            let problem = Diagnostic::new(Code::InvalidUtf8, Place::new(file, span), message).help(help);
            Loaded { text: kept.into(), problem: Some(problem), ..Loaded::default() }
        }
    }
}

fn inspect(disk: &Path, path: &str, kind: AttachmentKind, file: FileId) -> Loaded {
    let (head, size) = match open::read_head(disk, kind, ATTACHMENT_LIMIT) {
        Ok(read) => read,
        Err(fault) => return Loaded::refused(unread(&fault, file, "an attachment", ATTACHMENT_LIMIT)),
    };
    if kind.matches(&head) {
        return Loaded { size, dimensions: kind.dimensions(&head), ..Loaded::default() };
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    let mut message = format!("`{name}` does not hold what its name says: it is no {} file", kind.name());
    let help = match AttachmentKind::of_content(&head) {
        Some(real) => format!("it is a {} file: let its name end in `.{}`", real.name(), real.extension()),
        None if kind.is_text() => {
            message.push_str(&no_text_line(&head));
            "save it as UTF-8 without control characters, or remove it".to_owned()
        }
        None => format!("save it as {} again, or remove it", kind.name()),
    };
    Loaded::refused(Diagnostic::new(Code::RefusedAsset, Place::start_of(file), message).help(help))
}

/// In which line bytes stop being text.
fn no_text_line(bytes: &[u8]) -> String {
    let before = no_text_at(bytes).and_then(|at| bytes.get(..at)).unwrap_or(bytes);
    format!(", as line {} shows", before.split(|byte| *byte == b'\n').count())
}

fn unread(fault: &ReadFault, file: FileId, what: &str, limit: u64) -> Diagnostic {
    let place = Place::start_of(file);
    match fault {
        ReadFault::TooLarge(size) => {
            let message = format!("the file has {}; {what} may have {}", mebibytes(*size), mebibytes(limit));
            Diagnostic::new(Code::FileTooLarge, place, message).help("make it smaller, or split it into several files")
        }
        ReadFault::NotPlain => Diagnostic::new(Code::RefusedFile, place, "this is not a plain file")
            .help("put the file itself in its place"),
        ReadFault::Io(kind) => {
            Diagnostic::new(Code::UnreadableFile, place, format!("the file could not be read: {kind}"))
                .help("check that the file exists and that you may read it")
        }
    }
}

fn mebibytes(bytes: u64) -> String {
    let tenths = bytes.saturating_mul(10).div_ceil(1 << 20);
    if tenths.is_multiple_of(10) {
        format!("{} MiB", tenths / 10)
    } else {
        format!("{}.{} MiB", tenths / 10, tenths % 10)
    }
}

fn file_id(index: usize) -> FileId {
    FileId(u32::try_from(index).expect("a project has at most some hundred thousand files"))
}

#[cfg(test)]
mod tests;
