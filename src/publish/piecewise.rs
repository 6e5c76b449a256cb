//! Putting files in place one by one, so that at any moment every page is whole and what it names exists.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::manifest::folders_of;
use super::retire::remove_plain;
use super::stage::Stage;
use super::{Changes, Failure, Job, Manifest, disk};
use crate::site::OutPath;

/// Puts what waits in the stage in place, assets before the pages that name them, then removes stale pages before the
/// assets they named. Gives what is no longer ours to remove.
///
/// From the first step to the last the manifest names the files of both sites, so the next run can finish a broken one.
pub(super) fn put(job: &Job<'_>, stage: Stage, changes: &Changes) -> Result<Vec<PathBuf>, Failure> {
    let stage = if stage.is_beside() { moved_inside(job, &stage, changes)? } else { stage };
    let during = note(&stage, ".during", &changes.manifest.during_change_from(job.old()))?;
    let after = note(&stage, ".after", &changes.manifest)?;
    if job.old().is_some() {
        settle(job, &stage, changes, [&during, &after])?;
    }
    let manifest = job.target.manifest();
    rename(&during, &manifest)?;
    let (in_the_way, mut others) = stale(job, changes);
    let mut left = remove(&job.target.folder, &in_the_way)?;
    place(job, &stage, changes)?;
    others.sort_by_key(|path| order_of_removal(path));
    left.append(&mut remove(&job.target.folder, &others)?);
    rename(&after, &manifest)?;
    Ok(left)
}

/// Brings what was to take the folder's place as a whole to the file system of the folder.
fn moved_inside(job: &Job<'_>, beside: &Stage, changes: &Changes) -> Result<Stage, Failure> {
    let inside = Stage::inside(&job.target)?;
    for (number, _) in &changes.written {
        let path = job.outputs.path(*number);
        let (from, to) = (path.below(beside.root()), path.below(inside.root()));
        let moved = disk::with_folders(&to, || fs::rename(&from, &to));
        let moved = moved.or_else(|error| match error.kind() {
            io::ErrorKind::CrossesDevices => fs::copy(&from, &to).map(|_| ()),
            _ => Err(error),
        });
        moved.map_err(Failure::io("write", &to))?;
    }
    Ok(inside)
}

/// Writes a manifest beside the waiting files, under a name no output can have.
fn note(stage: &Stage, name: &str, manifest: &Manifest) -> Result<PathBuf, Failure> {
    let path = stage.root().join(name);
    disk::write_new(&path, manifest.text().as_bytes()).map_err(Failure::io("write", &path))?;
    Ok(path)
}

/// Brings what waits to the medium before anything is replaced by it: a handful of files for themselves, many with
/// everything else that the file system has not written yet.
fn settle(job: &Job<'_>, stage: &Stage, changes: &Changes, notes: [&PathBuf; 2]) -> Result<(), Failure> {
    const HANDFUL: usize = 32;
    if changes.written.len() > HANDFUL {
        return (job.calls.settle)(stage.root()).map_err(Failure::io("bring to the medium", stage.root()));
    }
    let written = changes.written.iter().map(|(number, _)| job.outputs.path(*number).below(stage.root()));
    let files: Vec<PathBuf> = written.chain(notes.map(Clone::clone)).collect();
    files.par_iter().try_for_each(|file| {
        File::open(file).and_then(|file| file.sync_all()).map_err(Failure::io("bring to the medium", file))
    })
}

fn rename(from: &Path, to: &Path) -> Result<(), Failure> {
    fs::rename(from, to).map_err(Failure::io("replace", to))
}

/// Stale paths: those that must go first, because a folder takes the place of a file or a file that of a folder, and
/// the others.
fn stale<'a>(job: &Job<'_>, changes: &'a Changes) -> (Vec<&'a str>, Vec<&'a str>) {
    let written: BTreeSet<&str> =
        changes.written.iter().map(|(number, _)| job.outputs.path(*number).as_str()).collect();
    let folders: BTreeSet<&str> = written.iter().flat_map(|path| folders_of(path)).collect();
    let is_in_the_way = |path: &&str| folders.contains(path) || folders_of(path).any(|folder| written.contains(folder));
    changes.stale.iter().map(String::as_str).partition(is_in_the_way)
}

/// Pages first, then data, then what pages are made of.
fn order_of_removal(path: &str) -> u8 {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => 0,
        "css" | "js" | "svg" | "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "woff2" => 2,
        _ => 1,
    }
}

fn place(job: &Job<'_>, stage: &Stage, changes: &Changes) -> Result<(), Failure> {
    let mut folders = Folders::of(&job.target.folder);
    for (number, fresh) in &changes.written {
        let path = job.outputs.path(*number);
        folders.make(path)?;
        let (from, to) = (path.below(stage.root()), path.below(&job.target.folder));
        let put = if *fresh { disk::rename_new(&from, &to) } else { fs::rename(&from, &to) };
        put.map_err(Failure::io("replace", &to))?;
    }
    Ok(())
}

/// Removes files, then the folders that this empties. Gives what has become something else than a file of ours.
fn remove(root: &Path, paths: &[&str]) -> Result<Vec<PathBuf>, Failure> {
    let mut folders = Folders::of(root);
    let mut left = Vec::new();
    for path in paths {
        let file = root.join(path);
        let removed =
            if folders.are_real(path) { remove_plain(&file) } else { Err(io::ErrorKind::InvalidInput.into()) };
        match removed {
            Err(error) if error.kind() == io::ErrorKind::InvalidInput => left.push(file),
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(Failure::io("remove", &file)(error)),
            _ => {}
        }
    }
    let emptied: BTreeSet<&str> =
        paths.iter().flat_map(|path| folders_of(path)).filter(|path| folders.is_real(path)).collect();
    for folder in emptied.iter().rev() {
        // One that others use isn't empty, and stays.
        let _ = fs::remove_dir(root.join(folder));
    }
    Ok(left)
}

/// Folders found to be folders, not links to elsewhere; each is looked at once.
struct Folders<'a> {
    root: &'a Path,
    real: BTreeSet<String>,
}

impl<'a> Folders<'a> {
    const fn of(root: &'a Path) -> Self {
        Self { root, real: BTreeSet::new() }
    }

    fn is_real(&self, folder: &str) -> bool {
        self.real.contains(folder)
    }

    /// Whether all folders on the way to `path` are real or missing.
    fn are_real(&mut self, path: &str) -> bool {
        for folder in folders_of(path) {
            if self.real.contains(folder) {
                continue;
            }
            match fs::symlink_metadata(self.root.join(folder)) {
                Ok(metadata) if metadata.is_dir() => drop(self.real.insert(folder.to_owned())),
                Ok(_) => return false,
                Err(_) => return true,
            }
        }
        true
    }

    /// Makes the folders on the way to `path`.
    fn make(&mut self, path: &OutPath) -> Result<(), Failure> {
        if !self.are_real(path.as_str()) {
            return Err(Failure::InTheWay(vec![path.below(self.root)]));
        }
        for folder in path.folders() {
            if !self.real.contains(folder) {
                let full = self.root.join(folder);
                fs::create_dir(&full).map_err(Failure::io("make", &full))?;
                self.real.insert(folder.to_owned());
            }
        }
        Ok(())
    }
}
