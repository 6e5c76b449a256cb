//! How the templates of a theme are read, however many of the site's own can't be.

use std::collections::BTreeSet;

use tera::Tera;

use super::blame::Sources;
use super::depth;
use super::fault::Fault;
use super::{TEMPLATES, templates};
use crate::site::constants::Constants;

/// The templates, or everything wrong with the site's own: each that can't be read is left out for the next.
pub(super) fn read_templates(sources: Sources<'_>) -> Result<Tera, Vec<Fault>> {
    let Sources { files: all, own, replaced } = sources;
    let is_text = |path: &&String| all.get(*path).is_none_or(|bytes| std::str::from_utf8(bytes).is_ok());
    let unread = own.iter().filter(|path| path.starts_with(TEMPLATES) && !is_text(path));
    let mut faults: Vec<Fault> = unread.map(|path| Fault::not_text(path)).collect();
    let (mut files, too_deep) = depth::bounded(sources);
    faults.extend(too_deep);
    let mut left = own.clone();
    loop {
        let error = match templates(&files, own, &Constants::new()) {
            Ok(templates) if faults.is_empty() => return Ok(templates),
            Ok(_) => return Err(faults),
            Err(error) => error,
        };
        let now = sources.with(&files);
        let found = Fault::all_of(&error, now);
        // What is asked for in vain only since a file was taken out is there.
        let (there, missing): (Vec<_>, Vec<_>) = found.into_iter().partition(|fault| sources.has(fault));
        let missing = now.at_own_files(missing);
        let concerned = missing.iter().chain(&there).map(Fault::file);
        let broken: BTreeSet<String> = concerned.filter_map(|path| left.take(path)).collect();
        faults.extend(missing.into_iter().map(|fault| fault.with_blocks(all)));
        if broken.is_empty() {
            return Err(faults);
        }
        for path in broken {
            match replaced.get(&path) {
                Some(text) => files.to_mut().insert(path, text.clone()),
                None => files.to_mut().remove(&path),
            };
        }
    }
}
