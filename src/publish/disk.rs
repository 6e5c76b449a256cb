//! The few things publishing asks of a file system.

use std::ffi::OsStr;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;

/// Calls that some file systems refuse; tests put others in their place.
#[derive(Clone, Copy)]
pub(super) struct Calls {
    /// Exchanges two folders in one call.
    pub(super) exchange: fn(&Path, &Path) -> io::Result<()>,
    /// Gives a file a second name.
    pub(super) link: fn(&Path, &Path) -> io::Result<()>,
    /// Waits until what was written to the file system of a folder is on the medium: one call, not one a file.
    pub(super) settle: fn(&Path) -> io::Result<()>,
}

impl Default for Calls {
    fn default() -> Self {
        Self { exchange, link: |from, to| fs::hard_link(from, to), settle }
    }
}

/// Whether two folders can be exchanged on this system at all.
pub(super) const CAN_EXCHANGE: bool = cfg!(any(target_os = "linux", target_os = "android", target_vendor = "apple"));

/// Whether an error means "not here, not this way", so that another way may still do.
pub(super) fn is_refusal(error: &io::Error) -> bool {
    use io::ErrorKind as Kind;
    matches!(
        error.kind(),
        Kind::InvalidInput
            | Kind::Unsupported
            | Kind::CrossesDevices
            | Kind::ResourceBusy
            | Kind::PermissionDenied
            | Kind::TooManyLinks
    )
}

/// Whether an error says that a folder can't be written to.
pub(super) fn is_read_only(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}

/// How a file on the disk stands to the bytes it should hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Same,
    Different,
    Absent,
}

/// Compares a file with `bytes`; what can't be read, or is no file, is different. `buffer` is used again and again.
pub(super) fn compare(path: &Path, bytes: &[u8], buffer: &mut Vec<u8>) -> Standing {
    match holds(path, bytes, buffer) {
        Ok(true) => Standing::Same,
        Err(error) if is_absent(&error) => Standing::Absent,
        Ok(false) | Err(_) => Standing::Different,
    }
}

/// Whether an error says that there is no such file.
pub(super) fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

fn holds(path: &Path, bytes: &[u8], buffer: &mut Vec<u8>) -> io::Result<bool> {
    let mut file = open_plain(path)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() || metadata.len() != bytes.len() as u64 {
        return Ok(false);
    }
    buffer.resize(bytes.len().max(buffer.len()), 0);
    let Some(part) = buffer.get_mut(..bytes.len()) else { return Ok(false) };
    file.read_exact(part)?;
    Ok(part == bytes)
}

/// Opens a file for reading; not through a link in its place, and never waiting for a pipe's other end.
pub(super) fn open_plain(path: &Path) -> io::Result<File> {
    no_surprises(OpenOptions::new().read(true)).open(path)
}

#[cfg(unix)]
pub(super) fn no_surprises(options: &mut OpenOptions) -> &mut OpenOptions {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;
    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
    options.custom_flags(i32::try_from(flags.bits()).expect("flags of open fit its argument"))
}

#[cfg(not(unix))]
pub(super) fn no_surprises(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

/// Writes a file that must not exist yet, making the folders on the way. A page is most often the first of its folder,
/// which is then made before it is missed.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let (Some("index.html"), Some(folder)) = (path.file_name().and_then(OsStr::to_str), path.parent()) {
        // Whatever stands in the way of it stands in the way of the file as well, and is told then.
        let _ = fs::create_dir(folder);
    }
    let mut file = with_folders(path, || OpenOptions::new().write(true).create_new(true).open(path))?;
    append(&mut file, 0, bytes)
}

/// Writes to the end of a file that has `length` bytes. Where a process may not write files of that size the system
/// would end it without a word, so it isn't asked to.
pub(super) fn append(file: &mut File, length: u64, bytes: &[u8]) -> io::Result<()> {
    if length.saturating_add(bytes.len() as u64) > most_bytes() {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    file.write_all(bytes)
}

/// How large a file may be that this process writes.
#[cfg(unix)]
fn most_bytes() -> u64 {
    use rustix::process::{Resource, getrlimit};
    getrlimit(Resource::Fsize).current.unwrap_or(u64::MAX)
}

#[cfg(not(unix))]
const fn most_bytes() -> u64 {
    u64::MAX
}

/// Does something at `path`, and if its folder is missing, makes that first.
pub(super) fn with_folders<T>(path: &Path, act: impl Fn() -> io::Result<T>) -> io::Result<T> {
    match act() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            path.parent().map_or(Ok(()), fs::create_dir_all)?;
            act()
        }
        other => other,
    }
}

/// Renames without replacing anything, as far as the system can promise that.
pub(super) fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    match rename_no_replace(from, to) {
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => {
            if fs::symlink_metadata(to).is_ok() {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            fs::rename(from, to)
        }
        other => other,
    }
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn rename_no_replace(from: &Path, to: &Path) -> io::Result<()> {
    rename_with(from, to, rustix::fs::RenameFlags::NOREPLACE)
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    rename_with(one, other, rustix::fs::RenameFlags::EXCHANGE)
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn rename_with(from: &Path, to: &Path, flags: rustix::fs::RenameFlags) -> io::Result<()> {
    use rustix::fs::{CWD, renameat_with};
    Ok(renameat_with(CWD, from, CWD, to, flags)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn rename_no_replace(_from: &Path, _to: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn settle(folder: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(File::open(folder)?)?)
}

#[cfg(all(unix, not(any(target_os = "linux", target_os = "android"))))]
fn settle(_folder: &Path) -> io::Result<()> {
    rustix::fs::sync();
    Ok(())
}

/// NTFS keeps its own order of renames.
#[cfg(not(unix))]
fn settle(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Brings the entries of one folder to the medium, where the system can.
pub(super) fn settle_entries(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Whether two names lead to the same file.
#[cfg(unix)]
pub(super) fn is_same(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    one.dev() == other.dev() && one.ino() == other.ino()
}

/// Whether two names lead to the same file: not told here, so nothing is taken for a second name.
#[cfg(not(unix))]
pub(super) fn is_same(_one: &Metadata, _other: &Metadata) -> bool {
    false
}

/// Whether two folders belong to the same owner and group.
#[cfg(unix)]
pub(super) fn is_same_owner(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    one.uid() == other.uid() && one.gid() == other.gid()
}

/// Whether two folders belong to the same owner and group.
#[cfg(not(unix))]
pub(super) fn is_same_owner(_one: &Metadata, _other: &Metadata) -> bool {
    true
}
