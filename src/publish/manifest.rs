//! The publisher's note of what it wrote: the only files it may ever remove.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use twox_hash::XxHash3_128;

use crate::site::OutPath;

const GENERATOR: &str = "annals";
const FORMAT: u32 = 1;

/// Files by path, with the XXH3-128 of what was written there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    files: BTreeMap<String, String>,
    unfinished: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire<'a> {
    generator: Cow<'a, str>,
    format: u32,
    /// A run that replaces files one by one hasn't come to its end: hashes may be those of files not yet there.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    unfinished: bool,
    files: Cow<'a, BTreeMap<String, String>>,
}

impl Manifest {
    /// Reads a manifest, which may come from anyone: every path must be one an output may have.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let wire: Wire<'_> = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if wire.generator != GENERATOR || wire.format != FORMAT {
            return Err(format!("it is of format {} by `{}`", wire.format, wire.generator.escape_debug()));
        }
        for (path, hash) in wire.files.iter() {
            OutPath::parse(path).map_err(|problem| format!("its path `{}` {problem}", path.escape_debug()))?;
            if path == OutPath::MANIFEST || hash.len() != 32 || !hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                return Err(format!("its entry for `{path}` is not one Annals makes"));
            }
        }
        Ok(Self { files: wire.files.into_owned(), unfinished: wire.unfinished })
    }

    /// The manifest as it stands in its file.
    pub(super) fn text(&self) -> String {
        let wire = Wire {
            generator: Cow::Borrowed(GENERATOR),
            format: FORMAT,
            unfinished: self.unfinished,
            files: Cow::Borrowed(&self.files),
        };
        let mut text = serde_json::to_string_pretty(&wire).expect("a map of texts is JSON");
        text.push('\n');
        text
    }

    /// What is true from the first replaced file to the last: the files of both, with the new hashes.
    pub(super) fn during_change_from(&self, old: Option<&Self>) -> Self {
        let mut files = old.map(|old| old.files.clone()).unwrap_or_default();
        files.extend(self.files.clone());
        Self { files, unfinished: true }
    }

    pub(super) fn insert(&mut self, path: String, hash: String) {
        self.files.insert(path, hash);
    }

    pub(super) fn contains(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// The XXH3-128 of a file in hexadecimal digits.
    pub(super) fn hash(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Whether the run that wrote it was broken off: a hash may be that of a file which didn't get there.
    pub(super) const fn is_unfinished(&self) -> bool {
        self.unfinished
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// All folders the files lie in.
    pub(super) fn folders(&self) -> BTreeSet<&str> {
        self.paths().flat_map(folders_of).collect()
    }
}

/// The folders on the way to `path`, the outermost first.
pub(super) fn folders_of(path: &str) -> impl DoubleEndedIterator<Item = &str> {
    path.match_indices('/').filter_map(move |(at, _)| path.get(..at))
}

/// XXH3-128 in hexadecimal digits. It tells one file from another, not a friend from a foe: who can write to the
/// published folder can write this note too. A cryptographic hash of every page was a twentieth of a build.
pub(super) fn fingerprint(bytes: &[u8]) -> String {
    hexadecimal(XxHash3_128::oneshot(bytes))
}

/// A fingerprint as it is noted.
pub(super) fn hexadecimal(hash: u128) -> String {
    format!("{hash:032x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(path: &str) -> String {
        format!(r#"{{"generator": "annals", "format": 1, "files": {{"{path}": "{}"}}}}"#, fingerprint(b""))
    }

    #[test]
    fn reads_what_it_wrote() {
        let mut manifest = Manifest::default();
        manifest.insert("a/index.html".to_owned(), fingerprint(b"abc"));
        manifest.insert(".nojekyll".to_owned(), fingerprint(b""));
        let text = manifest.text();
        assert!(text.contains("\"06b05ab6733a618578af5f94892f3950\""), "{text}");
        assert_eq!(Manifest::parse(&text), Ok(manifest));
    }

    #[test]
    fn refuses_what_would_reach_out_of_the_folder() {
        assert!(Manifest::parse(&manifest("a/b.html")).is_ok());
        for path in ["../x", "/etc/passwd", "a/../../x", "a//b", "", ".annals/manifest.json", ".git/config"] {
            assert!(Manifest::parse(&manifest(path)).is_err(), "{path}");
        }
    }

    #[test]
    fn refuses_what_is_no_manifest() {
        for text in ["", "{}", "[]", r#"{"generator": "hugo", "format": 1, "files": {}}"#] {
            assert!(Manifest::parse(text).is_err(), "{text}");
        }
        assert!(Manifest::parse(&manifest("a.html").replace("1,", "2,")).is_err());
        assert!(Manifest::parse(&manifest("a.html").replace("99aa", "zzzz")).is_err());
    }
}
