//! Listing the project's folders: which files there are and what each is by its name.

use std::ffi::OsStr;
use std::fs::FileType;
use std::path::{Component, Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::LoadFailure;
use crate::diagnostic::{Code, one_of};
use crate::source::attachment::AttachmentKind;

/// A project may have this many files.
pub(super) const MOST_FILES: usize = 200_000;

/// A file found, before it is opened.
pub(super) struct Entry {
    /// Path from the project's root, parts joined by `/`.
    pub(super) path: String,
    pub(super) disk: PathBuf,
    pub(super) kind: EntryKind,
}

/// What a file is, by its name and type.
pub(super) enum EntryKind {
    Document,
    Attachment(AttachmentKind),
    /// With the path from the theme's folder.
    Theme {
        path: String,
    },
    Refused(Refusal),
}

/// Why a file is not opened.
pub(super) struct Refusal {
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) help: String,
}

fn refuse(code: Code, message: impl Into<String>, help: impl Into<String>) -> EntryKind {
    EntryKind::Refused(Refusal { code, message: message.into(), help: help.into() })
}

/// The files below the content folder.
pub(super) fn content(folder: &Path, prefix: &str) -> Result<Vec<Entry>, LoadFailure> {
    walk(folder, prefix, |name, _| content_kind(name))
}

/// The files below the folder of a theme.
pub(super) fn theme(folder: &Path, prefix: &str) -> Result<Vec<Entry>, LoadFailure> {
    walk(folder, prefix, |_, below| EntryKind::Theme { path: below.to_owned() })
}

/// The folder `below` the root, nothing if it does not exist. None of its parts may be a link.
pub(super) fn folder_below(root: &Path, below: &str) -> Result<Option<PathBuf>, LoadFailure> {
    let mut folder = root.to_owned();
    let outside = || LoadFailure::FolderOutside(below.to_owned());
    for component in Path::new(below).components() {
        match component {
            Component::Normal(name) => folder.push(name),
            Component::CurDir => continue,
            Component::Prefix(_) | Component::RootDir | Component::ParentDir => return Err(outside()),
        }
        match std::fs::symlink_metadata(&folder) {
            Ok(metadata) if metadata.is_dir() => {}
            Ok(_) => return Err(outside()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(LoadFailure::Unreadable(folder, error)),
        }
    }
    Ok(Some(folder))
}

/// The folders that lie in a folder, by path.
pub(super) fn folders(folder: &Path, prefix: &str) -> Result<Vec<String>, LoadFailure> {
    let unreadable = |error| LoadFailure::Unreadable(folder.to_owned(), error);
    let mut folders = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) && !is_ignored(&entry.file_name()) {
            folders.push(joined(prefix, &entry.file_name().to_string_lossy()));
        }
    }
    folders.sort_unstable();
    Ok(folders)
}

fn walk(folder: &Path, prefix: &str, kind: impl Fn(&str, &str) -> EntryKind) -> Result<Vec<Entry>, LoadFailure> {
    let mut entries = Vec::new();
    let mut files = WalkDir::new(folder).min_depth(1).follow_links(false).follow_root_links(false).into_iter();
    let home = device(folder);
    while let Some(found) = files.next() {
        let found = match found {
            Ok(found) => found,
            Err(error) => {
                entries.push(unlisted(error, folder, prefix)?);
                continue;
            }
        };
        let is_folder = found.file_type().is_dir();
        if is_ignored(found.file_name()) {
            if is_folder {
                files.skip_current_dir();
            }
            continue;
        }
        let below = below(folder, found.path());
        let refusal = refused(&found, home);
        if is_folder && refusal.is_some() {
            files.skip_current_dir();
        }
        if !is_folder || refusal.is_some() {
            let kind = refusal.unwrap_or_else(|| kind(&found.file_name().to_string_lossy(), &below));
            entries.push(Entry { path: joined(prefix, &below), disk: found.into_path(), kind });
        }
        if entries.len() > MOST_FILES {
            return Err(LoadFailure::TooManyFiles(folder.to_owned()));
        }
    }
    Ok(entries)
}

/// A folder that could not be listed is a problem like that of a file, unless it is the outermost.
fn unlisted(error: walkdir::Error, folder: &Path, prefix: &str) -> Result<Entry, LoadFailure> {
    let path = error.path().unwrap_or(folder).to_owned();
    let error = error.into_io_error().unwrap_or_else(|| std::io::ErrorKind::Other.into());
    if path == folder {
        return Err(LoadFailure::Unreadable(path, error));
    }
    let kind = refuse(
        Code::UnreadableFile,
        format!("the folder could not be read: {}", error.kind()),
        "check that you may read it",
    );
    Ok(Entry { path: joined(prefix, &below(folder, &path)), disk: path, kind })
}

/// Why this can't be read, whatever it is called.
fn refused(found: &DirEntry, home: Option<u64>) -> Option<EntryKind> {
    let name = found.file_name().to_string_lossy();
    if found.file_name().to_str().is_none() {
        let message = format!("the name `{name}` is not UTF-8");
        return Some(refuse(Code::FileName, message, "rename it, with letters that UTF-8 has"));
    }
    if found.file_type().is_dir() {
        let elsewhere = device(found.path()) != home;
        return elsewhere.then(|| {
            let message = format!("the folder `{name}` lies on another file system");
            refuse(Code::RefusedFile, message, "move its files into the project")
        });
    }
    let what = special(found.file_type())?;
    let message = format!("`{name}` is {what}, which is not read");
    Some(refuse(Code::RefusedFile, message, "put the file itself in its place, or remove it"))
}

fn special(file_type: FileType) -> Option<&'static str> {
    if file_type.is_file() {
        return None;
    }
    Some(if file_type.is_symlink() { "a symbolic link" } else { "a device, pipe or socket" })
}

fn content_kind(name: &str) -> EntryKind {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    if extension == "md" {
        return EntryKind::Document;
    }
    if let Some(kind) = AttachmentKind::of_extension(extension) {
        return EntryKind::Attachment(kind);
    }
    if matches!(extension.to_lowercase().as_str(), "md" | "markdown" | "mdown" | "mkd" | "mdx") {
        let message = format!("`{name}` is not read: write-ups end in `.md`");
        return refuse(Code::UnexpectedFile, message, format!("rename it to `{stem}.md`"));
    }
    let kinds = one_of(AttachmentKind::EXTENSIONS.iter().map(|(extension, _)| *extension));
    let message = format!("`{name}` is of a kind that may not be published");
    refuse(Code::RefusedAsset, message, format!("attach a file that ends in {kinds}, or remove it"))
}

/// Files that editors and systems leave behind, and everything hidden.
fn is_ignored(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    let lower = name.to_lowercase();
    let left_behind = [".tmp", ".bak", ".orig", ".swp", ".swo", ".part", ".crdownload"];
    name.starts_with(['.', '#'])
        || name.starts_with("~$")
        || name.ends_with('~')
        || matches!(lower.as_str(), "thumbs.db" | "desktop.ini")
        || left_behind.iter().any(|ending| lower.ends_with(ending))
}

fn below(folder: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<_> = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

fn joined(prefix: &str, below: &str) -> String {
    let prefix = prefix.trim_start_matches("./").trim_end_matches('/');
    if prefix.is_empty() || prefix == "." { below.to_owned() } else { format!("{prefix}/{below}") }
}

/// The file system a folder lies on.
#[cfg(unix)]
fn device(folder: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt as _;
    std::fs::symlink_metadata(folder).ok().map(|metadata| metadata.dev())
}

#[cfg(not(unix))]
fn device(_folder: &Path) -> Option<u64> {
    None
}
