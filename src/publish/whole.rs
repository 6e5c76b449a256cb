//! Putting a whole folder in place in one call.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::stage::Stage;
use super::target::Found;
use super::{Changes, Failure, Job, disk, retire};
use crate::site::OutPath;

/// What came of it.
pub(super) enum Put {
    /// The stage is the site now; what others left in the old folder and could not be moved lies here.
    Done { left: Vec<PathBuf> },
    /// The file system refuses it; the stage holds what is to be written, and the site is as it was.
    Refused { stage: Stage, reason: String },
}

/// Completes the stage and exchanges it with the folder, or moves it there where nothing was.
pub(super) fn put(job: &Job<'_>, stage: Stage, changes: &Changes, carried: &[String]) -> Result<Put, Failure> {
    let folder = &job.target.folder;
    match complete(job, &stage, changes, carried) {
        Err(Failure::Io { source, .. }) if disk::is_refusal(&source) => {
            return Ok(Put::Refused { stage, reason: format!("files can't be given a second name: {source}") });
        }
        other => other?,
    }
    match take_place(job, stage.root()) {
        Ok(()) => Ok(Put::Done { left: clear_old(job, stage) }),
        Err(error) if disk::is_refusal(&error) && !matches!(job.found, Found::Nothing) => {
            Ok(Put::Refused { stage, reason: format!("it can't be exchanged as a whole: {error}") })
        }
        Err(error) => Err(Failure::io("put the site in place at", folder)(error)),
    }
}

/// Adds what stays the same under a second name, and what says that the stage is whole.
fn complete(job: &Job<'_>, stage: &Stage, changes: &Changes, carried: &[String]) -> Result<(), Failure> {
    let kept = changes.kept.par_iter().map(|number| job.outputs.path(*number).as_str());
    let others = carried.par_iter().chain(&changes.earlier).map(String::as_str);
    kept.chain(others).try_for_each(|path| link(job, stage.root(), path))?;
    let manifest = stage.root().join(OutPath::MANIFEST);
    disk::write_new(&manifest, changes.manifest.text().as_bytes()).map_err(Failure::io("write", &manifest))?;
    fs::remove_file(stage.marker()).map_err(Failure::io("remove", &stage.marker()))?;
    if job.old().is_some() {
        (job.calls.settle)(stage.root()).map_err(Failure::io("bring to the medium", stage.root()))?;
    }
    Ok(())
}

fn link(job: &Job<'_>, stage: &Path, path: &str) -> Result<(), Failure> {
    let (old, new) = (job.target.folder.join(path), stage.join(path));
    disk::with_folders(&new, || (job.calls.link)(&old, &new)).map_err(Failure::io("link", &old))
}

fn take_place(job: &Job<'_>, stage: &Path) -> io::Result<()> {
    match job.found {
        // An empty folder is replaced by a rename; one that isn't empty any more refuses.
        Found::Nothing | Found::Empty => fs::rename(stage, &job.target.folder),
        Found::Site(_) => (job.calls.exchange)(stage, &job.target.folder),
    }
}

/// The site is in place: whatever goes wrong from here on is left for the next build to clear.
fn clear_old(job: &Job<'_>, stage: Stage) -> Vec<PathBuf> {
    let old_tree = stage.into_root();
    let _ = disk::settle_entries(&job.target.parent);
    match job.old() {
        Some(old) => retire::retire(&old_tree, old, &job.target.folder),
        None => Vec::new(),
    }
}
