//! Opening and reading one file, never a link, a device or more than its limit.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _};
use std::path::Path;

use crate::source::attachment::AttachmentKind;

/// Why a file was not read.
pub(super) enum ReadFault {
    /// It has this many bytes, or at least as many.
    TooLarge(u64),
    /// It is a link, a folder, a device or a pipe.
    NotPlain,
    /// The system said no.
    Io(io::ErrorKind),
}

impl From<io::Error> for ReadFault {
    fn from(error: io::Error) -> Self {
        Self::Io(error.kind())
    }
}

/// Enough to know any kind of file, and most images' size.
const HEAD: u64 = 4 << 10;
/// A JPEG's size may stand behind its preview.
const LONG_HEAD: u64 = 256 << 10;

/// All bytes of the file, of which there may be `limit`.
pub(super) fn read_whole(path: &Path, limit: u64) -> Result<Vec<u8>, ReadFault> {
    whole(open(path, limit)?, limit)
}

/// All bytes of the file at `path` below `root`, parts joined by `/`, none of which may be a link.
pub(super) fn read_below(root: &Path, path: &str, limit: u64) -> Result<Vec<u8>, ReadFault> {
    whole(plain(open_below(root, path)?, limit)?, limit)
}

fn whole((file, size): (File, u64), limit: u64) -> Result<Vec<u8>, ReadFault> {
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    // The file may grow while it is read.
    let read = file.take(limit + 1).read_to_end(&mut bytes)?;
    let read = u64::try_from(read).unwrap_or(u64::MAX);
    if read > limit { Err(ReadFault::TooLarge(read)) } else { Ok(bytes) }
}

/// The first bytes of the file, as many as its kind and dimensions can be told from, and its size. Text is read whole:
/// what makes it none may stand anywhere.
pub(super) fn read_head(path: &Path, kind: AttachmentKind, limit: u64) -> Result<(Vec<u8>, u64), ReadFault> {
    let (mut file, size) = open(path, limit)?;
    if kind.is_text() {
        return Ok((whole((file, size), limit)?, size));
    }
    let mut head = Vec::new();
    (&mut file).take(HEAD).read_to_end(&mut head)?;
    if kind == AttachmentKind::Jpeg && kind.matches(&head) && kind.dimensions(&head).is_none() {
        file.take(LONG_HEAD - HEAD).read_to_end(&mut head)?;
    }
    Ok((head, size))
}

fn open(path: &Path, limit: u64) -> Result<(File, u64), ReadFault> {
    let file = match plain_only().open(path) {
        Ok(file) => file,
        Err(error) => return Err(if is_link(path) { ReadFault::NotPlain } else { error.into() }),
    };
    plain(file, limit)
}

/// The file and its size, if it is one and may be read.
fn plain(file: File, limit: u64) -> Result<(File, u64), ReadFault> {
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(ReadFault::NotPlain);
    }
    let size = metadata.len();
    if size > limit { Err(ReadFault::TooLarge(size)) } else { Ok((file, size)) }
}

fn is_link(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink())
}

/// A link put in a file's place since the folder was listed is not followed, a pipe does not block.
#[cfg(unix)]
const PLAIN: rustix::fs::OFlags = rustix::fs::OFlags::NOFOLLOW.union(rustix::fs::OFlags::NONBLOCK);

#[cfg(unix)]
fn plain_only() -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt as _;

    let flags = i32::try_from(PLAIN.bits()).unwrap_or(0);
    let mut options = OpenOptions::new();
    options.read(true).custom_flags(flags);
    options
}

#[cfg(not(unix))]
fn plain_only() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true);
    options
}

/// Opens one part of the path after the other, each in the folder just opened: nobody can put a link on the way.
#[cfg(unix)]
fn open_below(root: &Path, path: &str) -> io::Result<File> {
    use rustix::fs::{CWD, Mode, OFlags, openat};

    let mut parts = path.split('/');
    let flags = PLAIN | OFlags::CLOEXEC;
    let first = openat(CWD, root.join(parts.next().unwrap_or_default()), flags, Mode::empty())?;
    let last = parts.try_fold(first, |folder, part| openat(folder, part, flags, Mode::empty()))?;
    Ok(last.into())
}

#[cfg(not(unix))]
fn open_below(root: &Path, path: &str) -> io::Result<File> {
    plain_only().open(root.join(path))
}
