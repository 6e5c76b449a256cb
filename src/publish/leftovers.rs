//! What a killed run left behind.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::stage::{UNFINISHED, remove_tree};
use super::target::{Found, PRIVATE, manifest_of};
use super::{Failure, Job, retire};

/// Clears what carries our mark; gives what others put there, which stays: a tree that looks like a leftover may have
/// come with the project, and nothing is published that no manifest of this site or output of this build vouches for.
pub(super) fn clear(job: &Job<'_>) -> Result<Vec<PathBuf>, Failure> {
    clear_waiting(job)?;
    let mut left = Vec::new();
    for tree in stages(job) {
        left.extend(clear_stage(job, &tree));
    }
    Ok(left)
}

/// Files that were to be put in place one by one; a first run may have left nothing else.
fn clear_waiting(job: &Job<'_>) -> Result<(), Failure> {
    let waiting = job.target.waiting();
    match fs::remove_dir_all(&waiting) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(Failure::io("clear", &waiting)(error)),
        _ => {}
    }
    if matches!(job.found, Found::Empty) {
        let _ = fs::remove_dir(job.target.private());
    }
    Ok(())
}

fn stages(job: &Job<'_>) -> Vec<PathBuf> {
    let entries = fs::read_dir(&job.target.parent).into_iter().flatten().flatten();
    let stages = entries.filter(|entry| job.target.is_stage(&entry.file_name()));
    let folders = stages.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    let mut paths: Vec<PathBuf> = folders.map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

/// A stage that was never finished goes as a whole: all in it is new, or a second name of what lies in the folder.
/// One that is whole may be an old site with things of others in it.
fn clear_stage(job: &Job<'_>, tree: &Path) -> Vec<PathBuf> {
    let marker = tree.join(PRIVATE).join(UNFINISHED);
    if fs::symlink_metadata(&marker).is_ok_and(|metadata| metadata.is_file()) {
        remove_tree(tree);
        return Vec::new();
    }
    let heir = job.old().map(|_| job.target.folder.as_path());
    let Some(manifest) = manifest_of(tree) else {
        retire::remove_bare(tree);
        return Vec::new();
    };
    retire::retire_found(tree, &manifest, heir)
}
