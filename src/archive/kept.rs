//! Write-ups as they were read before, for a project that is read again and again.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use super::incident::Incident;
use super::join::Joined;
use super::reading::Read;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{FileId, SharedText, SourceFile, Version};

/// What is kept of write-ups from one reading to the next.
#[derive(Debug, Default)]
pub struct KeptWriteUps {
    /// What the reading of every write-up depends on.
    ground: Ground,
    /// The versions of the files, as they are now.
    versions: Vec<Option<Version>>,
    reads: RwLock<BTreeMap<Key, (Version, Arc<Read>)>>,
    /// Incidents, and what was found while they were joined from these files.
    joined: RwLock<BTreeMap<Texts, (Option<Joined>, Diagnostics)>>,
    /// What was found in the prose of incidents, by the files they were joined from.
    prose: RwLock<BTreeMap<Texts, Vec<Diagnostic>>>,
}

/// The files of an incident, as they were.
type Texts = Vec<(FileId, Version)>;

/// A file, and whether it was read as a translation.
pub(super) type Key = (FileId, bool);

/// The settings, and the files that name services, regions, causes and pages.
#[derive(Debug, Default, PartialEq, Eq)]
struct Ground {
    settings: SharedText,
    names: Vec<(FileId, Option<Version>)>,
}

impl KeptWriteUps {
    /// Forgets what no longer holds: everything if the settings or names are others, else what other texts said.
    pub(super) fn begin(
        &mut self,
        files: &[SourceFile],
        versions: &[Option<Version>],
        names: impl Iterator<Item = FileId>,
    ) {
        versions.clone_into(&mut self.versions);
        let settings = files.first().map(|file| file.text.clone()).unwrap_or_default();
        let ground = Ground { settings, names: names.map(|file| (file, self.version(file))).collect() };
        let is_same = ground == self.ground;
        self.ground = ground;
        let versions = &self.versions;
        let holds = |(file, _): &Key, version| versions.get(file.0 as usize).copied().flatten() == Some(version);
        let reads = self.reads.get_mut().unwrap_or_else(PoisonError::into_inner);
        reads.retain(|key, (version, _)| is_same && holds(key, *version));
        let all_hold = |files: &Texts| is_same && files.iter().all(|(file, version)| holds(&(*file, false), *version));
        let joined = self.joined.get_mut().unwrap_or_else(PoisonError::into_inner);
        joined.retain(|files, _| all_hold(files));
        let prose = self.prose.get_mut().unwrap_or_else(PoisonError::into_inner);
        prose.retain(|files, _| all_hold(files));
    }

    /// The incident that files tell of, with what was found in them, made unless it is known.
    pub(super) fn joined(
        &self,
        files: impl Iterator<Item = FileId>,
        make: impl FnOnce() -> (Option<Joined>, Diagnostics),
    ) -> (Option<Joined>, Diagnostics) {
        known_or(&self.joined, self.texts(files), make)
    }

    /// What is found in the prose of an incident, made unless it is known. Its facts and texts are those of its files.
    pub(super) fn prose(&self, incident: &Incident, make: impl FnOnce() -> Vec<Diagnostic>) -> Vec<Diagnostic> {
        known_or(&self.prose, self.texts(incident.tellings.iter().map(|telling| telling.file)), make)
    }

    /// The files as they are; none if one of them has no version.
    fn texts(&self, files: impl Iterator<Item = FileId>) -> Option<Texts> {
        files.map(|file| Some((file, self.version(file)?))).collect()
    }

    /// What was read of the file as it is now.
    pub(super) fn get(&self, key: Key) -> Option<Arc<Read>> {
        let reads = self.reads.read().unwrap_or_else(PoisonError::into_inner);
        reads.get(&key).map(|(_, read)| Arc::clone(read))
    }

    /// Keeps what was read of a file.
    pub(super) fn keep(&self, key: Key, read: &Arc<Read>) {
        let Some(version) = self.version(key.0) else { return };
        self.reads.write().unwrap_or_else(PoisonError::into_inner).insert(key, (version, Arc::clone(read)));
    }

    fn version(&self, file: FileId) -> Option<Version> {
        self.versions.get(file.0 as usize).copied().flatten()
    }
}

/// What is known of files, else what is made and known from then on.
fn known_or<T: Clone>(known: &RwLock<BTreeMap<Texts, T>>, files: Option<Texts>, make: impl FnOnce() -> T) -> T {
    let Some(files) = files else { return make() };
    if let Some(known) = known.read().unwrap_or_else(PoisonError::into_inner).get(&files) {
        return known.clone();
    }
    let made = make();
    known.write().unwrap_or_else(PoisonError::into_inner).insert(files, made.clone());
    made
}
