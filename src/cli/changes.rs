//! Changes of an author's files: all of them or none, and never over what stands there.

use std::ffi::OsStr;
use std::fs::{self, DirEntry, File, FileType};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::Failure;

/// Changes that were made, so that they can be taken back.
#[derive(Debug, Default)]
pub(super) struct Changes {
    undo: Vec<Undo>,
}

#[derive(Debug)]
enum Undo {
    /// A file was made.
    Remove(PathBuf),
    /// A folder was made.
    RemoveFolder(PathBuf),
    /// A file held this.
    Restore(PathBuf, String, String),
    /// A file is no longer there.
    Create(PathBuf, String),
    /// A folder had another name.
    RenameFolder(PathBuf, PathBuf),
}

impl Changes {
    /// Makes a file that isn't there yet, with the folders it lies in. It is there whole or not at all.
    pub(super) fn create(&mut self, path: &Path, text: &str) -> Result<(), Failure> {
        let told = |error: io::Error| failed("write", path, &error);
        self.create_folders(path.parent().unwrap_or(Path::new(""))).map_err(told)?;
        create_whole(path, text).map_err(told)?;
        self.undo.push(Undo::Remove(path.to_owned()));
        Ok(())
    }

    /// Changes a file that still holds `before`.
    pub(super) fn replace(&mut self, path: &Path, before: &str, after: &str) -> Result<(), Failure> {
        replace(path, before, after).map_err(|error| failed("write", path, &error))?;
        self.undo.push(Undo::Restore(path.to_owned(), after.to_owned(), before.to_owned()));
        Ok(())
    }

    /// Removes a file that still holds `text`.
    pub(super) fn remove(&mut self, path: &Path, text: &str) -> Result<(), Failure> {
        let told = |error: io::Error| failed("remove", path, &error);
        if fs::read(path).map_err(told)? != text.as_bytes() {
            return Err(told(io::Error::other("it changed meanwhile")));
        }
        fs::remove_file(path).map_err(told)?;
        self.undo.push(Undo::Create(path.to_owned(), text.to_owned()));
        Ok(())
    }

    /// Gives a folder another name that is still free.
    pub(super) fn rename_folder(&mut self, from: &Path, to: &Path) -> Result<(), Failure> {
        // Making the folder first claims the name: an empty folder is what a folder may be put in place of.
        // An empty one may be all that a renaming cut short came to.
        match fs::create_dir(to) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && is_empty(to) => {}
            made => made.map_err(|error| failed("make", to, &error))?,
        }
        self.undo.push(Undo::RemoveFolder(to.to_owned()));
        fs::rename(from, to).map_err(|error| failed("rename", from, &error))?;
        self.undo.pop();
        self.undo.push(Undo::RenameFolder(to.to_owned(), from.to_owned()));
        Ok(())
    }

    /// Takes everything back, the last change first; what can't be taken back is said.
    pub(super) fn take_back(self) -> Vec<String> {
        self.undo.into_iter().rev().filter_map(|undo| undo.run().err()).collect()
    }

    fn create_folders(&mut self, folder: &Path) -> io::Result<()> {
        let missing: Vec<&Path> =
            folder.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists()).collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(folder)?;
            self.undo.push(Undo::RemoveFolder(folder.to_owned()));
        }
        Ok(())
    }
}

impl Undo {
    fn run(self) -> Result<(), String> {
        match &self {
            Self::Remove(path) => told(fs::remove_file(path), path),
            Self::RemoveFolder(path) => told(fs::remove_dir(path), path),
            Self::Restore(path, now, before) => told(replace(path, now, before), path),
            Self::Create(path, text) => told(create_whole(path, text), path),
            Self::RenameFolder(now, before) => told(fs::rename(now, before), now),
        }
    }
}

/// Removes what a killed command left of files it was writing, in the project's folder and below its content.
pub(super) fn clear_left(root: &Path, content: &str) {
    let mut open = vec![root.join(content)];
    remove_left(entries(root));
    while let Some(folder) = open.pop() {
        let (folders, files) = entries(&folder).partition::<Vec<_>, _>(|entry| is(entry, FileType::is_dir));
        remove_left(files.into_iter());
        open.extend(folders.into_iter().map(|entry| entry.path()));
    }
}

fn entries(folder: &Path) -> impl Iterator<Item = DirEntry> + use<> {
    fs::read_dir(folder).into_iter().flatten().flatten()
}

fn is(entry: &DirEntry, kind: impl Fn(&FileType) -> bool) -> bool {
    entry.file_type().is_ok_and(|found| kind(&found))
}

/// A file that is being written is locked by who writes it, and no longer once that process has ended, however it did.
fn remove_left(entries: impl Iterator<Item = DirEntry>) {
    for entry in entries.filter(|entry| is_waiting(&entry.file_name()) && is(entry, FileType::is_file)) {
        let is_left = File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok());
        if is_left {
            // What can't be removed does no harm.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// How the names of files begin that wait to be put in a place.
const WAITING: &str = ".annals-";

fn is_waiting(name: &OsStr) -> bool {
    let rest = name.to_str().and_then(|name| name.strip_prefix(WAITING));
    rest.is_some_and(|rest| rest.len() == 6 && rest.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Makes changes that end all together: what `make` fails at leaves nothing behind.
pub(super) fn all_or_nothing(make: impl FnOnce(&mut Changes) -> Result<(), Failure>) -> Result<(), Failure> {
    let mut changes = Changes::default();
    let Err(Failure(message)) = make(&mut changes) else { return Ok(()) };
    let left = changes.take_back();
    if left.is_empty() {
        return Err(Failure(format!("{message}; nothing was changed")));
    }
    Err(Failure(format!("{message}; this could not be taken back: {}", left.join(", "))))
}

fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none())
}

fn told(result: io::Result<()>, path: &Path) -> Result<(), String> {
    result.map_err(|error| format!("{}: {error}", path.display()))
}

fn failed(what: &str, path: &Path, error: &io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::AlreadyExists => Failure(format!("{} exists already", path.display())),
        _ => Failure(format!("could not {what} {}: {error}", path.display())),
    }
}

/// Puts a text in the place of another that must still be there, in one step.
fn replace(path: &Path, before: &str, after: &str) -> io::Result<()> {
    if fs::read(path)? != before.as_bytes() {
        return Err(io::Error::other("it changed since it was checked"));
    }
    let mut file = beside(path)?;
    file.write_all(after.as_bytes())?;
    file.as_file().set_permissions(fs::metadata(path)?.permissions())?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Writes a file beside its place and puts it there, if nothing is.
fn create_whole(path: &Path, text: &str) -> io::Result<()> {
    let mut file = beside(path)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist_noclobber(path).map_err(|error| error.error)?;
    Ok(())
}

/// A hidden file in the folder of another, which goes away unless it is put in a place.
fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // As any new file has them, once the process's mask is taken off.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let file = builder.prefix(WAITING).tempfile_in(folder)?;
    // Where there are no locks, it stays if this process is killed.
    let _ = file.as_file().try_lock();
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(root: &Path) -> Vec<(String, String)> {
        let mut found = Vec::new();
        let mut open = vec![root.to_owned()];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                let text = if path.is_dir() { "folder".to_owned() } else { fs::read_to_string(&path).expect("a text") };
                found.push((path.strip_prefix(root).expect("inside").display().to_string(), text));
                if path.is_dir() {
                    open.push(path);
                }
            }
        }
        found.sort();
        found
    }

    #[test]
    fn what_fails_leaves_everything_as_it_was() {
        let root = tempfile::tempdir().expect("a folder");
        let at = |path: &str| root.path().join(path);
        fs::create_dir(at("own")).expect("a folder");
        for path in ["a", "b", "own/c"] {
            fs::write(at(path), path).expect("a file");
        }
        let before = tree(root.path());
        let failure = all_or_nothing(|changes| {
            changes.create(&at("new/deep/d"), "d")?;
            changes.replace(&at("a"), "a", "A")?;
            changes.remove(&at("b"), "b")?;
            changes.rename_folder(&at("own"), &at("other"))?;
            changes.create(&at("other/c"), "never")
        });
        let Err(Failure(message)) = failure else { panic!("it overwrote a file") };
        assert!(message.ends_with("c exists already; nothing was changed"), "{message}");
        assert_eq!(tree(root.path()), before);
    }

    #[test]
    fn what_changed_meanwhile_is_left_alone() {
        let root = tempfile::tempdir().expect("a folder");
        let file = root.path().join("a");
        fs::write(&file, "mine").expect("a file");
        assert!(all_or_nothing(|changes| changes.replace(&file, "other", "theirs")).is_err());
        assert!(all_or_nothing(|changes| changes.remove(&file, "other")).is_err());
        assert_eq!(fs::read_to_string(&file).expect("a text"), "mine");
    }

    #[test]
    fn what_a_dead_process_left_is_cleared_and_nothing_else() {
        let root = tempfile::tempdir().expect("a folder");
        let at = |path: &str| root.path().join(path);
        fs::create_dir_all(at("content/deep/.annals-folder")).expect("folders");
        let kept = ["content/.annals-notes", "content/.annals-a b c", "content/annals-abcdef", "other/.annals-abcdef"];
        fs::create_dir(at("other")).expect("a folder");
        for path in kept.iter().chain(&["content/deep/.annals-abcdef", ".annals-012345"]) {
            fs::write(at(path), "").expect("a file");
        }
        let written = beside(&at("content/deep/a.md")).expect("a file");
        clear_left(root.path(), "content");
        let left: Vec<_> =
            tree(root.path()).into_iter().map(|(path, _)| path).filter(|path| !path.ends_with("deep")).collect();
        assert!(kept.iter().all(|path| left.contains(&(*path).to_owned())), "{left:?}");
        assert!(written.path().is_file());
        assert_eq!(left.len(), kept.len() + 4, "{left:?}");
    }
}
