//! One run of the program, and what it cost.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::{Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

use wait4::Wait4 as _;
use walkdir::{DirEntry, WalkDir};

/// A value, or the reason why there is none.
pub(crate) type Outcome<T> = Result<T, Box<dyn Error>>;

/// A project and the folder it is built to.
pub(crate) struct Build {
    /// The folder with `site.toml`.
    pub(crate) root: PathBuf,
    /// The folder that is published.
    pub(crate) output: PathBuf,
    /// The threads to use, if not as many as there are cores.
    pub(crate) threads: Option<u32>,
}

/// What one build cost and did.
pub(crate) struct Run {
    /// From start to exit.
    pub(crate) wall: Duration,
    /// CPU time of the program.
    pub(crate) user: Duration,
    /// CPU time of the system on its behalf.
    pub(crate) system: Duration,
    /// The largest resident memory, in bytes.
    pub(crate) peak: u64,
    /// The files created, rewritten and removed.
    pub(crate) touched: Touched,
}

/// How a build changed the published folder.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Touched {
    /// Files that were not there.
    pub(crate) created: usize,
    /// Files with another time of modification.
    pub(crate) rewritten: usize,
    /// Files that are gone.
    pub(crate) removed: usize,
}

impl Build {
    /// Builds once; the program's failure is told with what it printed.
    pub(crate) fn run(&self) -> Outcome<Run> {
        let before = times(&self.output)?;
        settle();
        let mut errors = tempfile::tempfile()?;
        let mut command = self.command(errors.try_clone()?);
        let start = Instant::now();
        let ended = command.spawn()?.wait4()?;
        let wall = start.elapsed();
        if !ended.status.success() {
            errors.rewind()?;
            let mut text = format!("annals build failed ({})\n", ended.status);
            errors.read_to_string(&mut text)?;
            return Err(text.into());
        }
        let after = times(&self.output)?;
        if after.is_empty() {
            return Err("annals build succeeded but published nothing".into());
        }
        let used = ended.rusage;
        Ok(Run { wall, user: used.utime, system: used.stime, peak: used.maxrss, touched: touched(&before, &after) })
    }

    /// Removes what was built.
    pub(crate) fn clear(&self) -> Outcome<()> {
        Ok(fs::remove_dir_all(&self.output)?)
    }

    /// Appends a sentence to the write-up in the middle.
    pub(crate) fn edit(&self) -> Outcome<()> {
        let mut write_ups = Vec::new();
        for entry in WalkDir::new(self.root.join("content/incidents")).sort_by_file_name() {
            write_ups.extend(Some(entry?).filter(|entry| entry.file_type().is_file()).map(DirEntry::into_path));
        }
        let middle = write_ups.get(write_ups.len() / 2).ok_or("the project has no write-up")?;
        Ok(writeln!(File::options().append(true).open(middle)?, "\nA sentence was added.")?)
    }

    fn command(&self, errors: File) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_annals"));
        command.arg("build").arg("--root").arg(&self.root).arg("--output-dir").arg(&self.output);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(errors);
        if let Some(threads) = self.threads {
            command.env("RAYON_NUM_THREADS", threads.to_string());
        }
        command
    }
}

/// The number of files below a folder and their bytes.
pub(crate) fn volume(folder: &Path) -> Outcome<(usize, u64)> {
    let (mut files, mut bytes) = (0, 0);
    for entry in WalkDir::new(folder) {
        let entry = entry?;
        if entry.file_type().is_file() {
            files += 1;
            bytes += entry.metadata()?.len();
        }
    }
    Ok((files, bytes))
}

/// Lets the system write what earlier steps left behind, so that no step pays for another.
pub(crate) fn settle() {
    #[cfg(unix)]
    rustix::fs::sync();
}

/// When each file below a folder was modified. Paths are kept as hashes: what this process
/// holds in memory would count as the child's.
fn times(folder: &Path) -> Outcome<BTreeMap<u64, SystemTime>> {
    let mut times = BTreeMap::new();
    if !folder.try_exists()? {
        return Ok(times);
    }
    for entry in WalkDir::new(folder) {
        let entry = entry?;
        if entry.file_type().is_file() {
            let mut hash = DefaultHasher::new();
            entry.path().hash(&mut hash);
            times.insert(hash.finish(), entry.metadata()?.modified()?);
        }
    }
    Ok(times)
}

fn touched(before: &BTreeMap<u64, SystemTime>, after: &BTreeMap<u64, SystemTime>) -> Touched {
    let kept = after.keys().filter(|path| before.contains_key(path)).count();
    Touched {
        created: after.len() - kept,
        rewritten: after.iter().filter(|(path, time)| before.get(path).is_some_and(|old| old != *time)).count(),
        removed: before.len() - kept,
    }
}
