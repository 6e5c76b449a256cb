//! What arguments name: files as they are seen from the caller, incidents by their id or one of their files.

use std::path::{Path, PathBuf};

use super::Failure;
use crate::archive::{Archive, Incident};
use crate::author::incident_called;

/// The incident of that id, or the one that this file tells.
pub(super) fn incident<'a>(archive: &'a Archive, typed: &str, root: &Path) -> Result<&'a Incident, Failure> {
    match incident_called(archive, typed) {
        Ok(incident) => Ok(incident),
        Err(_) if typed.ends_with(".md") => told_by(archive, &inside(Path::new(typed), root)?),
        Err(why) => Err(Failure(why)),
    }
}

/// Whether a file, readable or not, may be one that an incident called so is told in.
pub(super) fn may_be(path: &str, typed: &str) -> bool {
    let name = |path: &str| Path::new(path).file_name().map(|name| name.to_string_lossy().into_owned());
    let (file, typed) = (name(path).unwrap_or_default(), name(typed).unwrap_or_default());
    file == typed || file.strip_prefix(&typed).is_some_and(|rest| rest.starts_with('.'))
}

/// A path from the project's root, of one as the caller typed it.
pub(super) fn inside(path: &Path, root: &Path) -> Result<PathBuf, Failure> {
    let path = whole(path)?;
    let inside = path.strip_prefix(whole(root)?).map(Path::to_owned);
    inside.map_err(|_| Failure(format!("{} lies outside the project", path.display())))
}

fn whole(path: &Path) -> Result<PathBuf, Failure> {
    path.canonicalize().map_err(|error| Failure(format!("could not read {}: {error}", path.display())))
}

fn told_by<'a>(archive: &'a Archive, path: &Path) -> Result<&'a Incident, Failure> {
    let is_it = |file: usize| archive.files.get(file).is_some_and(|file| Path::new(&file.path) == path);
    let tells = |incident: &Incident| incident.tellings.iter().any(|telling| is_it(telling.file.0 as usize));
    let found = archive.incidents.iter().map(|incident| &**incident).find(|incident| tells(incident));
    found.ok_or_else(|| Failure(format!("{} tells no incident that can be read", path.display())))
}
