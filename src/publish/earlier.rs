//! What stays of the build before: a page that a reader has open, or a cache holds, names its style, its scripts and its
//! search files by names that tell what is in them, and they would be gone with the next build.

use std::fs;

use super::Job;
use super::manifest::folders_of;
use crate::site::is_lasting;

/// Parts the files of the folder that no output has: those of the build before that stay, with their hashes, and those
/// that go. What has stayed once goes.
pub(super) fn parted(job: &Job<'_>) -> (Vec<(String, String)>, Vec<String>) {
    let (mut stay, mut go) = (Vec::new(), Vec::new());
    let Some(old) = job.old() else { return (stay, go) };
    let is_output = |path: &str| job.numbers.contains_key(path);
    for (path, hash) in old.outputs().filter(|(path, _)| !is_output(path)) {
        if !job.purge && is_lasting(path) && is_there(job, path) && !is_in_the_way(job, path) {
            stay.push((path.to_owned(), hash.to_owned()));
        } else {
            go.push(path.to_owned());
        }
    }
    go.extend(old.earlier().filter(|path| !is_output(path)).map(str::to_owned));
    (stay, go)
}

/// Whether the file is one, in folders that are folders: a build that was broken off notes files before they are there.
fn is_there(job: &Job<'_>, path: &str) -> bool {
    let metadata = |path: &str| fs::symlink_metadata(job.target.folder.join(path));
    folders_of(path).all(|folder| metadata(folder).is_ok_and(|metadata| metadata.is_dir()))
        && metadata(path).is_ok_and(|metadata| metadata.is_file())
}

/// Whether an output lies below the path, or on the way to it.
fn is_in_the_way(job: &Job<'_>, path: &str) -> bool {
    let below = format!("{path}/");
    let next = job.numbers.range(below.as_str()..).next();
    next.is_some_and(|(output, _)| output.starts_with(&below))
        || folders_of(path).any(|folder| job.numbers.contains_key(folder))
}
