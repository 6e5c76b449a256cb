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
    earlier: BTreeMap<String, String>,
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
    /// What the build before had and this one has no more, but leaves for pages that readers have open.
    #[serde(default, skip_serializing_if = "is_empty")]
    earlier: Cow<'a, BTreeMap<String, String>>,
}

fn is_empty(files: &BTreeMap<String, String>) -> bool {
    files.is_empty()
}

impl Manifest {
    /// Reads a manifest, which may come from anyone: every path must be one an output may have.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let wire: Wire<'_> = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if wire.generator != GENERATOR || wire.format != FORMAT {
            return Err(format!("it is of format {} by `{}`", wire.format, wire.generator.escape_debug()));
        }
        for (path, hash) in wire.files.iter().chain(wire.earlier.iter()) {
            OutPath::parse(path).map_err(|problem| format!("its path `{}` {problem}", path.escape_debug()))?;
            if path == OutPath::MANIFEST || hash.len() != 32 || !hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                return Err(format!("its entry for `{path}` is not one Annals makes"));
            }
        }
        let (files, earlier) = (wire.files.into_owned(), wire.earlier.into_owned());
        Ok(Self { files, earlier, unfinished: wire.unfinished })
    }

    /// The manifest as it stands in its file.
    pub(super) fn text(&self) -> String {
        let wire = Wire {
            generator: Cow::Borrowed(GENERATOR),
            format: FORMAT,
            unfinished: self.unfinished,
            files: Cow::Borrowed(&self.files),
            earlier: Cow::Borrowed(&self.earlier),
        };
        let mut text = serde_json::to_string_pretty(&wire).expect("a map of texts is JSON");
        text.push('\n');
        text
    }

    /// What is true from the first replaced file to the last: the files of both, with the new hashes. What the old site
    /// had left of the one before it stays apart, so that a run which goes on leaves what an unbroken one does.
    pub(super) fn during_change_from(&self, old: Option<&Self>) -> Self {
        let Self { mut files, mut earlier, .. } = old.cloned().unwrap_or_default();
        files.extend(self.files.clone());
        earlier.retain(|path, _| !files.contains_key(path));
        Self { files, earlier, unfinished: true }
    }

    pub(super) fn insert(&mut self, path: String, hash: String) {
        self.files.insert(path, hash);
    }

    /// Notes a file of the build before that stays.
    pub(super) fn leave(&mut self, path: String, hash: String) {
        self.earlier.insert(path, hash);
    }

    pub(super) fn contains(&self, path: &str) -> bool {
        self.hash(path).is_some()
    }

    /// The XXH3-128 of a file in hexadecimal digits.
    pub(super) fn hash(&self, path: &str) -> Option<&str> {
        self.files.get(path).or_else(|| self.earlier.get(path)).map(String::as_str)
    }

    /// Whether a whole run wrote just the outputs of `other`, whatever either left of the build before.
    pub(super) fn is_of(&self, other: &Self) -> bool {
        !self.unfinished && self.files == other.files
    }

    /// Whether the run that wrote it was broken off: a hash may be that of a file which didn't get there.
    pub(super) const fn is_unfinished(&self) -> bool {
        self.unfinished
    }

    /// All files, the outputs first.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().chain(self.earlier.keys()).map(String::as_str)
    }

    /// The outputs of the build that wrote it.
    pub(super) fn outputs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, hash)| (path.as_str(), hash.as_str()))
    }

    /// What that build left of the one before it.
    pub(super) fn earlier(&self) -> impl ExactSizeIterator<Item = &str> {
        self.earlier.keys().map(String::as_str)
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
        assert!(!text.contains("earlier"), "{text}");
        manifest.leave("assets/a.css".to_owned(), fingerprint(b"a"));
        let text = manifest.text();
        assert!(text.contains("\"06b05ab6733a618578af5f94892f3950\""), "{text}");
        assert_eq!(Manifest::parse(&text), Ok(manifest));
    }

    #[test]
    fn refuses_what_would_reach_out_of_the_folder() {
        assert!(Manifest::parse(&manifest("a/b.html")).is_ok());
        for path in ["../x", "/etc/passwd", "a/../../x", "a//b", "", ".annals/manifest.json", ".git/config"] {
            assert!(Manifest::parse(&manifest(path)).is_err(), "{path}");
            let earlier = manifest(path).replace(r#""files": {"#, r#""files": {}, "earlier": {"#);
            assert!(Manifest::parse(&earlier).is_err(), "{path}");
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
