//! Texts as they were read before, for a project that is read again and again.

use std::collections::BTreeMap;
use std::path::Path;

use super::Loaded;
use crate::text::SharedText;
use stamp::Stamp;

/// Says that a text of a project is what it was: no two texts read through one [`KnownTexts`], of whatever files, share one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(u64);

/// The texts that are known from reading a project before.
#[derive(Debug, Default)]
pub struct KnownTexts {
    texts: BTreeMap<String, KnownText>,
    versions: u64,
}

#[derive(Debug)]
struct KnownText {
    stamp: Option<Stamp>,
    version: Version,
    text: SharedText,
}

/// A text just read, or found to be the one that is known.
pub(super) struct Text {
    stamp: Option<Stamp>,
    /// Whether it is a text, and could be read.
    is_versioned: bool,
    /// The version, if it is known.
    version: Option<Version>,
    pub(super) loaded: Loaded,
}

impl KnownTexts {
    /// The text of the file at `disk`, which is called `path` in the project; read only if it may have changed.
    pub(super) fn text(&self, path: &str, disk: &Path, read: impl FnOnce() -> Loaded) -> Text {
        // Before it is read: what changes meanwhile has another stamp the next time.
        let stamp = Stamp::of(disk);
        let known = self.texts.get(path);
        if let Some(known) = known.filter(|known| stamp.is_some() && known.stamp == stamp) {
            let loaded = Loaded { text: known.text.clone(), ..Loaded::default() };
            return Text { stamp, is_versioned: true, version: Some(known.version), loaded };
        }
        let loaded = read();
        let is_versioned = loaded.problem.is_none();
        let is_same = |known: &&KnownText| is_versioned && known.text == loaded.text;
        Text { stamp, is_versioned, version: known.filter(is_same).map(|known| known.version), loaded }
    }

    /// Keeps what was read for the next time and forgets all else; gives the version of site.toml, which has none, and
    /// of each text.
    pub(super) fn keep<'r>(&mut self, read: impl Iterator<Item = (&'r str, &'r Text)>) -> Vec<Option<Version>> {
        let mut before = std::mem::take(&mut self.texts);
        let mut versions = vec![None];
        for (path, text) in read {
            versions.push(text.is_versioned.then(|| self.keep_one(path, text, before.remove(path))));
        }
        versions
    }

    fn keep_one(&mut self, path: &str, text: &Text, before: Option<KnownText>) -> Version {
        let known = if let Some(known) = before.filter(|_| text.version.is_some()) {
            KnownText { stamp: text.stamp, ..known }
        } else {
            self.versions += 1;
            KnownText { stamp: text.stamp, version: Version(self.versions), text: text.loaded.text.clone() }
        };
        let version = known.version;
        self.texts.insert(path.to_owned(), known);
        version
    }
}

impl Text {
    /// What came of reading a file that has no version.
    pub(super) fn new(loaded: Loaded) -> Self {
        Self { stamp: None, is_versioned: false, version: None, loaded }
    }
}

#[cfg(unix)]
mod stamp {
    use std::fs::{self, Metadata};
    use std::os::unix::fs::MetadataExt as _;
    use std::path::Path;
    use std::time::{Duration, SystemTime};

    /// A file that changed so short a time ago may change again within the same tick of the system's clock.
    const SETTLED: Duration = Duration::from_secs(2);

    /// What the system says of a file and can't stay the same when the file changes.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(super) struct Stamp {
        file: (u64, u64),
        size: u64,
        modified: (i64, i64),
        changed: (i64, i64),
    }

    impl Stamp {
        /// The stamp of a plain file; `None` where it says nothing, because the file is too young.
        pub(super) fn of(path: &Path) -> Option<Self> {
            let metadata = fs::symlink_metadata(path).ok()?;
            (metadata.is_file() && is_settled(&metadata)).then(|| Self {
                file: (metadata.dev(), metadata.ino()),
                size: metadata.size(),
                modified: (metadata.mtime(), metadata.mtime_nsec()),
                changed: (metadata.ctime(), metadata.ctime_nsec()),
            })
        }
    }

    fn is_settled(metadata: &Metadata) -> bool {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let changed = u64::try_from(metadata.ctime().max(metadata.mtime())).unwrap_or(0);
        Duration::from_secs(changed).saturating_add(SETTLED) < now
    }
}

#[cfg(not(unix))]
mod stamp {
    use std::path::Path;

    /// Elsewhere nothing says for sure that a file is what it was.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(super) struct Stamp;

    impl Stamp {
        pub(super) fn of(_path: &Path) -> Option<Self> {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn loaded(text: &str) -> Loaded {
        Loaded { text: text.into(), ..Loaded::default() }
    }

    fn kept(known: &mut KnownTexts, path: &Path, text: &str) -> Option<Version> {
        let read = known.text("a", path, || loaded(text));
        known.keep([("a", &read)].into_iter()).pop().flatten()
    }

    #[test]
    #[cfg(unix)]
    fn a_file_that_long_stayed_as_it_is_is_not_read_again() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        let mut known = KnownTexts::default();
        let first = kept(&mut known, &path, "read");
        let again = known.text("a", &path, || unreachable!("it is known"));
        assert_eq!((again.version, &*again.loaded.text), (first, "read"));
        assert!(known.text("b", &path, || loaded("other")).version.is_none(), "another file");
    }

    #[test]
    fn a_version_is_that_of_a_text() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a");
        fs::write(&path, "x").expect("a file");
        let mut known = KnownTexts::default();
        let first = kept(&mut known, &path, "x");
        assert!(first.is_some());
        assert_eq!(kept(&mut known, &path, "x"), first, "young files are read, and may be what they were");
        let second = kept(&mut known, &path, "y");
        assert_ne!(second, first);
        assert_ne!(kept(&mut known, &path, "x"), first, "no version comes back");
    }
}
