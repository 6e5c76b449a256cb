//! The folder to publish into, and whether it is one.

use std::ffi::OsString;
use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::{Failure, Manifest, Options, disk};
use crate::site::OutPath;

/// The folder below the published one that is the publisher's own.
pub(super) const PRIVATE: &str = ".annals";

/// The name, in the private folder, of the folder where files wait to be put in place one by one.
pub(super) const WAITING: &str = "stage";

/// A manifest of 100 000 files has about 12 MiB.
const MANIFEST_MOST_BYTES: u64 = 256 << 20;

/// The folder to publish into, without links on the way to it.
#[derive(Clone, Debug)]
pub(super) struct Target {
    pub(super) folder: PathBuf,
    pub(super) parent: PathBuf,
    pub(super) name: OsString,
}

impl Target {
    /// Resolves `folder` and refuses what nobody means to publish into; makes the folders above it.
    pub(super) fn find(folder: &Path, options: &Options) -> Result<Self, Failure> {
        let refuse = |why: &str| Failure::refused(folder, why);
        let real = resolve(folder)?;
        let (Some(parent), Some(name)) = (real.parent(), real.file_name()) else {
            return Err(refuse("it is the root of the file system"));
        };
        if fs::metadata(&real).is_ok_and(|metadata| !metadata.is_dir()) {
            return Err(refuse("it is not a folder"));
        }
        let holds = |path: &PathBuf| resolve(path).is_ok_and(|path| path.starts_with(&real));
        if holds(&options.project_root) {
            return Err(refuse("it is the project's own folder, or holds it; name a folder inside, such as `public`"));
        }
        if options.home.as_ref().is_some_and(holds) {
            return Err(refuse("it is your home folder, or holds it"));
        }
        for content in &options.content {
            if holds(content) || resolve(content).is_ok_and(|content| real.starts_with(content)) {
                return Err(refuse("it is, holds or lies in a folder of the project's own material"));
            }
        }
        fs::create_dir_all(parent).map_err(Failure::io("make", parent))?;
        Ok(Self { parent: parent.to_path_buf(), name: name.to_owned(), folder: real.clone() })
    }

    /// The publisher's own folder below the published one.
    pub(super) fn private(&self) -> PathBuf {
        self.folder.join(PRIVATE)
    }

    /// Where files wait to be put in place one by one: on the file system they go to.
    pub(super) fn waiting(&self) -> PathBuf {
        self.private().join(WAITING)
    }

    pub(super) fn manifest(&self) -> PathBuf {
        self.folder.join(OutPath::MANIFEST)
    }

    /// A hidden name beside the folder: `.public.stage-1`.
    pub(super) fn beside(&self, what: &str) -> PathBuf {
        self.parent.join(self.hidden(what))
    }

    fn hidden(&self, what: &str) -> OsString {
        let mut name = OsString::from(".");
        name.push(&self.name);
        name.push(what);
        name
    }

    /// Whether `name` is that of a stage of this folder.
    pub(super) fn is_stage(&self, name: &std::ffi::OsStr) -> bool {
        let prefix = self.hidden(".stage-");
        let digits = name.as_encoded_bytes().strip_prefix(prefix.as_encoded_bytes());
        digits.is_some_and(|digits| !digits.is_empty() && digits.iter().all(u8::is_ascii_digit))
    }
}

/// The real place of `path`: links resolved as far as it exists, the rest appended.
fn resolve(path: &Path) -> Result<PathBuf, Failure> {
    let io = |source| Failure::Io { doing: "find", path: path.to_path_buf(), source };
    let is_missing = |error: &io::Error| error.kind() == io::ErrorKind::NotFound;
    let absolute = std::path::absolute(path).map_err(io)?;
    let mut existing = absolute.as_path();
    let mut missing = Vec::new();
    while fs::symlink_metadata(existing).is_err_and(|error| is_missing(&error)) {
        let (Some(parent), Some(name)) = (existing.parent(), existing.file_name()) else {
            return Err(Failure::refused(path, "it leads up out of a folder that doesn't exist"));
        };
        missing.push(name);
        existing = parent;
    }
    let real = fs::canonicalize(existing).map_err(|error| {
        if is_missing(&error) { Failure::refused(path, "a link on the way to it leads nowhere") } else { io(error) }
    })?;
    Ok(missing.into_iter().rev().fold(real, |path, name| path.join(name)))
}

/// What lies at the target.
#[derive(Debug)]
pub(super) enum Found {
    /// Nothing: the folder is still to be made.
    Nothing,
    /// A folder with nothing in it, or only what a killed first run left in its private folder.
    Empty,
    /// A site that Annals published.
    Site(Manifest),
}

impl Found {
    /// Looks, and refuses a folder with things in it that Annals did not write.
    pub(super) fn look(target: &Target) -> Result<Self, Failure> {
        let names = match names_in(&target.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::Nothing),
            other => other.map_err(Failure::io("read", &target.folder))?,
        };
        let is_private = metadata(&target.private())?.is_some_and(|metadata| metadata.is_dir());
        if is_private && metadata(&target.manifest())?.is_some() {
            return read_manifest(target).map(Self::Site);
        }
        let is_bare = is_private && is_bare(&target.private())?;
        match names.iter().find(|name| !(is_bare && *name == PRIVATE)) {
            None => Ok(Self::Empty),
            Some(name) => Err(foreign(target, name)),
        }
    }
}

fn foreign(target: &Target, name: &OsString) -> Failure {
    let why = format!(
        "it holds things Annals did not write, such as `{}`; name another folder, or move these away",
        name.to_string_lossy().escape_debug()
    );
    Failure::refused(&target.folder, why)
}

/// What the system says of `path`, nothing if it isn't there. What one may not look at may well be there.
fn metadata(path: &Path) -> Result<Option<Metadata>, Failure> {
    match fs::symlink_metadata(path) {
        Err(error) if disk::is_absent(&error) => Ok(None),
        other => other.map(Some).map_err(Failure::io("read", path)),
    }
}

/// Whether a private folder holds nothing but files waiting to be put in place.
fn is_bare(private: &Path) -> Result<bool, Failure> {
    let names = names_in(private).map_err(Failure::io("read", private))?;
    Ok(names.iter().all(|name| name == WAITING))
}

fn names_in(folder: &Path) -> io::Result<Vec<OsString>> {
    let mut names = fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name())).collect::<io::Result<Vec<_>>>()?;
    names.sort();
    Ok(names)
}

fn read_manifest(target: &Target) -> Result<Manifest, Failure> {
    let path = target.manifest();
    let read = |file: File| -> io::Result<String> {
        if !file.metadata()?.is_file() {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let mut text = String::new();
        file.take(MANIFEST_MOST_BYTES).read_to_string(&mut text)?;
        Ok(text)
    };
    let text = disk::open_plain(&path).and_then(read);
    let manifest = match text {
        Ok(text) => Manifest::parse(&text),
        Err(error) if error.kind() == io::ErrorKind::InvalidData => Err("it is no text".to_owned()),
        Err(error) => return Err(Failure::io("read", &path)(error)),
    };
    manifest.map_err(|why| {
        let manifest = OutPath::MANIFEST;
        let why = format!(
            "its `{manifest}` is not as Annals writes it ({why}), so there is no telling which files are whose; \
             move the folder away and build again"
        );
        Failure::refused(&target.folder, why)
    })
}

/// The manifest of a folder that may be anything.
pub(super) fn manifest_of(folder: &Path) -> Option<Manifest> {
    let target = Target { folder: folder.to_path_buf(), parent: PathBuf::new(), name: OsString::new() };
    match Found::look(&target) {
        Ok(Found::Site(manifest)) => Some(manifest),
        _ => None,
    }
}
