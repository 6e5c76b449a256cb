//! One build at a time into one folder.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek};
use std::path::{Path, PathBuf};

use super::{Failure, Target, disk};

/// Held while publishing; the system lets go of it when the process ends, however it ends.
#[derive(Debug)]
pub(super) struct Lock {
    note: Option<PathBuf>,
    _file: File,
}

impl Lock {
    /// Takes the lock beside the folder or, where nothing can be written there, the lock of the folder itself.
    pub(super) fn take(target: &Target) -> Result<Self, Failure> {
        let path = target.beside(".lock");
        loop {
            let file = match open(&path) {
                Err(error) if disk::is_read_only(&error) && target.folder.is_dir() => return Self::of_folder(target),
                other => other.map_err(Failure::io("write", &path))?,
            };
            let mut file = acquire(file, target)?;
            if is_current(&file, &path) {
                if !is_ours(&mut file) {
                    return Err(Failure::NotALock(path));
                }
                // Only for the other's message; a lock that can't be written to still holds.
                let _ = note_process(&mut file);
                return Ok(Self { note: Some(path), _file: file });
            }
        }
    }

    fn of_folder(target: &Target) -> Result<Self, Failure> {
        let file = File::open(&target.folder).map_err(Failure::io("open", &target.folder))?;
        Ok(Self { note: None, _file: acquire(file, target)? })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(note) = &self.note {
            // The next build takes over a file that stays.
            let _ = fs::remove_file(note);
        }
    }
}

fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    let all = disk::no_surprises(options.read(true).write(true).create(true).truncate(false));
    match all.open(path) {
        // Another user's: it can be locked all the same.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied && path.exists() => disk::open_plain(path),
        other => other,
    }
}

fn acquire(mut file: File, target: &Target) -> Result<File, Failure> {
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            Err(Failure::Busy { folder: target.folder.clone(), process: process_in(&mut file) })
        }
        Err(TryLockError::Error(error)) => Err(Failure::io("lock", &target.folder)(error)),
    }
}

fn note_process(file: &mut File) -> io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    disk::append(file, 0, std::process::id().to_string().as_bytes())
}

/// Whether a file is one that a build made: plain, and empty or with a number. Another would be lost.
fn is_ours(file: &mut File) -> bool {
    let mut bytes = Vec::new();
    let is_plain = file.metadata().is_ok_and(|metadata| metadata.is_file());
    let read = is_plain && file.rewind().is_ok() && file.take(20).read_to_end(&mut bytes).is_ok();
    read && bytes.len() < 20 && bytes.iter().all(u8::is_ascii_digit)
}

fn process_in(file: &mut File) -> Option<u32> {
    let mut text = String::new();
    file.rewind().ok()?;
    file.take(20).read_to_string(&mut text).ok()?;
    text.parse().ok()
}

/// Whether the locked file is still the one others find: its owner removes it on leaving.
fn is_current(file: &File, path: &Path) -> bool {
    if cfg!(not(unix)) {
        return true;
    }
    let named = fs::symlink_metadata(path).and_then(|named| Ok((named, file.metadata()?)));
    named.is_ok_and(|(named, own)| disk::is_same(&named, &own))
}
