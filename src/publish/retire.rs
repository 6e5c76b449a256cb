//! Removing a tree that is no longer published, without losing what others put there.

use std::collections::BTreeSet;
use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::target::PRIVATE;
use super::{Manifest, disk};
use crate::site::OutPath;

/// Removes the tree that this build took out of `heir`'s place, and moves to `heir` what others put there meanwhile.
/// Gives what could not be moved.
pub(super) fn retire(tree: &Path, manifest: &Manifest, heir: &Path) -> Vec<PathBuf> {
    remove(tree, manifest, |thing, path| move_over(thing, &heir.join(path)))
}

/// Removes a tree that looks like one a killed build took out of `heir`'s place. Nobody knows who made it: nothing of
/// it is published. Gives what others put there, unless it has a second name in `heir`.
pub(super) fn retire_found(tree: &Path, manifest: &Manifest, heir: Option<&Path>) -> Vec<PathBuf> {
    remove(tree, manifest, |thing, path| heir.is_some_and(|heir| remove_second(thing, &heir.join(path))))
}

/// Removes from `tree` what its manifest names, then the empty folders; `takes` takes a thing of others, which has
/// this path in the tree, away from there. Gives what it could not take. Whatever fails stays, with the manifest, for
/// the next build.
fn remove(tree: &Path, manifest: &Manifest, takes: impl Fn(&Path, &Path) -> bool) -> Vec<PathBuf> {
    let folders = real_folders(tree, manifest);
    let paths: Vec<&str> = manifest.paths().collect();
    paths.par_iter().for_each(|path| {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        if folders.contains(folder) {
            let _ = remove_plain(&tree.join(path));
        }
    });
    let left = clear_foreign(tree, manifest, &folders, takes);
    let removed = |folder: &&str| fs::remove_dir(tree.join(folder)).is_ok();
    let inner = folders.iter().rev().filter(|folder| !matches!(**folder, "" | PRIVATE));
    let kept = inner.filter(|folder| !removed(folder)).count();
    // The manifest goes last but for the two folders it lies in: until then the next build can go on from here.
    if left.is_empty() && kept == 0 {
        let _ = fs::remove_file(tree.join(OutPath::MANIFEST));
        remove_bare(tree);
    }
    left
}

/// Removes a tree that has nothing in it but perhaps an empty private folder.
pub(super) fn remove_bare(tree: &Path) {
    for folder in [tree.join(PRIVATE).as_path(), tree] {
        let _ = fs::remove_dir(folder);
    }
}

/// Removes a file, but nothing that isn't one.
pub(super) fn remove_plain(path: &Path) -> io::Result<()> {
    let metadata = fs::symlink_metadata(path)?;
    if metadata.is_file() { fs::remove_file(path) } else { Err(io::ErrorKind::InvalidInput.into()) }
}

/// The folders of the manifest that are folders, not links, all the way from `tree`; the outer before the inner.
fn real_folders<'a>(tree: &Path, manifest: &'a Manifest) -> BTreeSet<&'a str> {
    let mut real = BTreeSet::from([""]);
    for folder in manifest.folders().into_iter().chain([PRIVATE]) {
        let outer = folder.rsplit_once('/').map_or("", |(outer, _)| outer);
        if real.contains(outer) && fs::symlink_metadata(tree.join(folder)).is_ok_and(|metadata| metadata.is_dir()) {
            real.insert(folder);
        }
    }
    real
}

/// Has things of others taken away; gives those that were not.
fn clear_foreign(
    tree: &Path,
    manifest: &Manifest,
    folders: &BTreeSet<&str>,
    takes: impl Fn(&Path, &Path) -> bool,
) -> Vec<PathBuf> {
    // A file of ours that is still there could not be removed.
    let is_ours = |entry: &DirEntry, path: &str| {
        let is_file = || entry.file_type().is_ok_and(|kind| kind.is_file());
        folders.contains(path) || path == OutPath::MANIFEST || manifest.contains(path) && is_file()
    };
    let mut left = Vec::new();
    for folder in folders {
        for entry in fs::read_dir(tree.join(folder)).into_iter().flatten().flatten() {
            let inner = Path::new(folder).join(entry.file_name());
            let is_foreign = !inner.to_str().is_some_and(|path| is_ours(&entry, path));
            if is_foreign && !takes(&entry.path(), &inner) {
                left.push(entry.path());
            }
        }
    }
    left.sort();
    left
}

/// Moves a thing to where nothing is yet, or where it has a second name.
fn move_over(from: &Path, to: &Path) -> bool {
    if fs::symlink_metadata(to).is_ok() {
        return remove_second(from, to);
    }
    disk::with_folders(to, || disk::rename_new(from, to)).is_ok()
}

/// Removes `one` if `other` is another name of the same file.
fn remove_second(one: &Path, other: &Path) -> bool {
    let (Ok(first), Ok(second)) = (fs::symlink_metadata(one), fs::symlink_metadata(other)) else { return false };
    !first.is_dir() && disk::is_same(&first, &second) && fs::remove_file(one).is_ok()
}
