//! Removing a tree that is no longer published, without losing what others put there.

use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::target::PRIVATE;
use super::{Manifest, disk};
use crate::site::OutPath;

/// Removes from `tree` what its manifest names, moves to `heir`, the site in its place, what others put there, then
/// removes the empty folders.
/// Gives what could not be moved. Whatever fails stays, with the manifest, for the next build.
pub(super) fn retire(tree: &Path, manifest: &Manifest, heir: Option<&Path>) -> Vec<PathBuf> {
    let folders = real_folders(tree, manifest);
    let paths: Vec<&str> = manifest.paths().collect();
    paths.par_iter().for_each(|path| {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        if folders.contains(folder) {
            let _ = remove_plain(&tree.join(path));
        }
    });
    let left = hand_over(tree, &folders, heir);
    if left.is_empty() {
        let _ = fs::remove_file(tree.join(OutPath::MANIFEST));
    }
    for folder in folders.iter().rev() {
        let _ = fs::remove_dir(tree.join(folder));
    }
    let _ = fs::remove_dir(tree);
    left
}

/// Removes empty folders from `tree`, itself among them; nothing else.
pub(super) fn remove_empty_folders(tree: &Path) {
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

/// Moves what is left to `heir`, unless something else is there.
fn hand_over(tree: &Path, folders: &BTreeSet<&str>, heir: Option<&Path>) -> Vec<PathBuf> {
    let mut left = Vec::new();
    for folder in folders {
        for entry in fs::read_dir(tree.join(folder)).into_iter().flatten().flatten() {
            let inner = Path::new(folder).join(entry.file_name());
            let is_ours = inner.to_str().is_some_and(|inner| folders.contains(inner) || inner == OutPath::MANIFEST);
            if !is_ours && !heir.is_some_and(|heir| move_over(&entry.path(), &heir.join(&inner))) {
                left.push(entry.path());
            }
        }
    }
    left.sort();
    left
}

fn move_over(from: &Path, to: &Path) -> bool {
    let metadata = |path: &Path| -> io::Result<Metadata> { fs::symlink_metadata(path) };
    if let (Ok(one), Ok(other)) = (metadata(from), metadata(to)) {
        return !one.is_dir() && disk::is_same(&one, &other) && fs::remove_file(from).is_ok();
    }
    disk::with_folders(to, || disk::rename_new(from, to)).is_ok()
}
