//! What others have put into the published folder.

use std::collections::BTreeSet;
use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::manifest::folders_of;
use super::target::PRIVATE;
use super::{Failure, Job, Manifest};
use crate::source::collision_key;

/// What in the folder is not ours.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// Plain files of others, below folders of ours.
    pub(super) files: Vec<String>,
    /// A folder, link or device of others: it can't be given a second name, so the folder can't be exchanged.
    pub(super) obstacle: Option<String>,
}

/// A thing of others.
struct Foreign {
    path: PathBuf,
    /// Its path in NFC, parts joined by `/`; none if it is no text.
    text: Option<String>,
    is_file: bool,
    is_folder: bool,
}

impl Survey {
    /// Walks the folder, not into folders of others; refuses if one of their things lies where an output goes.
    pub(super) fn of(job: &Job<'_>) -> Result<Self, Failure> {
        let Some(old) = job.old() else { return Ok(Self::default()) };
        let new_folders: BTreeSet<&str> = job.numbers.keys().flat_map(|path| folders_of(path)).collect();
        let folders = old.folders().union(&new_folders).copied().collect();
        let mut foreign = walk(&job.target.folder, old, &folders)?;
        foreign.sort_by(|a, b| a.path.cmp(&b.path));
        let in_the_way: Vec<PathBuf> =
            foreign.iter().filter(|thing| collides(thing, job, &new_folders)).map(|thing| thing.path.clone()).collect();
        if !in_the_way.is_empty() {
            return Err(Failure::InTheWay(in_the_way));
        }
        Ok(sorted_out(foreign))
    }
}

fn sorted_out(foreign: Vec<Foreign>) -> Survey {
    let mut survey = Survey::default();
    for thing in foreign {
        match thing.text {
            Some(text) if thing.is_file => survey.files.push(text),
            _ => drop(survey.obstacle.get_or_insert_with(|| thing.path.display().to_string())),
        }
    }
    survey
}

/// All things of others, level by level.
fn walk(root: &Path, old: &Manifest, folders: &BTreeSet<&str>) -> Result<Vec<Foreign>, Failure> {
    let mut foreign = Vec::new();
    let mut level = vec![String::new()];
    while !level.is_empty() {
        let read = |folder: &String| list(root, folder).map_err(Failure::io("read", &root.join(folder)));
        let things: Vec<Vec<Foreign>> = level.par_iter().map(read).collect::<Result<_, _>>()?;
        level.clear();
        for thing in things.into_iter().flatten() {
            match &thing.text {
                Some(path) if thing.is_folder && path == PRIVATE => {}
                Some(path) if thing.is_folder && folders.contains(path.as_str()) => level.push(path.clone()),
                Some(path) if thing.is_file && old.contains(path) => {}
                _ => foreign.push(thing),
            }
        }
    }
    Ok(foreign)
}

fn list(root: &Path, folder: &str) -> io::Result<Vec<Foreign>> {
    let thing = |entry: io::Result<DirEntry>| -> io::Result<Foreign> {
        let entry = entry?;
        let kind = entry.file_type()?;
        let name = entry.file_name();
        let text =
            name.to_str().map(|name| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") });
        Ok(Foreign {
            path: Path::new(folder).join(&name),
            // Some systems hand names back decomposed.
            text: text.map(|text| if text.is_ascii() { text } else { text.nfc().collect() }),
            is_file: kind.is_file(),
            is_folder: kind.is_dir(),
        })
    };
    fs::read_dir(root.join(folder))?.map(thing).collect()
}

/// Whether the thing lies where an output goes, on the way to one, or below one; in any letter case, for hosts that
/// make no difference.
fn collides(thing: &Foreign, job: &Job<'_>, folders: &BTreeSet<&str>) -> bool {
    let Some(path) = &thing.text else { return false };
    let key = collision_key(path);
    let is_output = |path: &str| job.numbers.contains_key(path);
    let is_folder = |path: &str| folders.contains(path) && !thing.is_folder;
    [path.as_str(), key.as_str()].into_iter().any(|path| is_output(path) || is_folder(path))
        || folders_of(path).any(is_output)
}
