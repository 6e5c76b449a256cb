//! Where an output lies below the published folder.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::source::{Segment, SegmentProblem, collision_key};

/// The most bytes a whole path may have.
const MOST_BYTES: usize = 200;

/// The most parts a path may have, the file's name among them.
const MOST_PARTS: usize = 8;

/// Names of our own that are no segments, as whole paths.
const OWN: [&str; 4] = [".nojekyll", "_headers", "_redirects", OutPath::MANIFEST];

/// A relative path of an output, its parts joined by `/`; joined to a folder it stays below it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutPath(String);

impl OutPath {
    /// Where the publisher notes what it wrote; no output may take it.
    pub const MANIFEST: &'static str = ".annals/manifest.json";

    /// The path through `segments`, the last of which names the file.
    pub fn new<'a>(segments: impl IntoIterator<Item = &'a Segment>) -> Result<Self, OutPathProblem> {
        let parts: Vec<&str> = segments.into_iter().map(Segment::as_str).collect();
        measured(parts.join("/"))
    }

    /// Checks a path from anywhere, be it hostile: each part a segment, or the whole one of our own names.
    pub fn parse(text: &str) -> Result<Self, OutPathProblem> {
        if OWN.contains(&text) {
            return Ok(Self(text.to_owned()));
        }
        if text.is_empty() || text.len() > MOST_BYTES {
            return measured(text.to_owned());
        }
        for part in text.split('/') {
            Segment::check(part).map_err(|problem| OutPathProblem::Part(part.to_owned(), problem))?;
        }
        measured(text.to_owned())
    }

    /// The path as text, parts joined by `/`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path below `folder`, in the form of this system.
    pub fn below(&self, folder: &Path) -> PathBuf {
        let mut path = folder.to_path_buf();
        path.extend(self.0.split('/'));
        path
    }

    /// The folders the output lies in, the outermost first, without the published folder itself.
    pub fn folders(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.match_indices('/').filter_map(|(at, _)| self.0.get(..at))
    }

    /// What it shares with every path that some file system takes for the same.
    pub fn collision_key(&self) -> String {
        collision_key(&self.0)
    }
}

impl fmt::Display for OutPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a text is no output path. Its display reads on from the name of the path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutPathProblem {
    /// There is no path.
    Empty,
    /// The path has this many bytes.
    TooLong(usize),
    /// The path has this many parts.
    TooDeep(usize),
    /// This part is no segment.
    Part(String, SegmentProblem),
}

impl std::error::Error for OutPathProblem {}

impl fmt::Display for OutPathProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("is empty"),
            Self::TooLong(bytes) => write!(f, "has {bytes} bytes, and an address may have no more than {MOST_BYTES}"),
            Self::TooDeep(parts) => write!(f, "has {parts} parts, and an address may have no more than {MOST_PARTS}"),
            Self::Part(part, problem) => write!(f, "can't be an address: `{}` {problem}", part.escape_debug()),
        }
    }
}

fn measured(path: String) -> Result<OutPath, OutPathProblem> {
    let parts = path.split('/').count();
    if path.is_empty() {
        Err(OutPathProblem::Empty)
    } else if path.len() > MOST_BYTES {
        Err(OutPathProblem::TooLong(path.len()))
    } else if parts > MOST_PARTS {
        Err(OutPathProblem::TooDeep(parts))
    } else {
        Ok(OutPath(path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::path::Component;

    fn told(text: &str) -> String {
        OutPath::parse(text).map_or_else(|problem| problem.to_string(), |_| "fine".to_owned())
    }

    #[test]
    fn takes_pages_assets_and_our_own_names() {
        for text in [
            "index.html",
            "ar/incidents/انقطاع/index.html",
            "assets/style.3fa9c1.css",
            "feed.atom",
            ".nojekyll",
            "_headers",
            "_redirects",
            ".annals/manifest.json",
        ] {
            assert_eq!(told(text), "fine", "{text}");
        }
    }

    #[test]
    fn refuses_what_could_leave_the_folder() {
        for text in [
            "",
            "/",
            "/etc/passwd",
            "../x",
            "a/../../x",
            "a//b",
            "a/",
            "./a",
            "a/.",
            "c:/x",
            "a\\b",
            "..\\x",
            "%2e%2e/x",
            "a\0b",
            ".annals/other",
            ".annals/manifest.json/x",
            "a/.nojekyll",
            "x/_headers",
            ".git/config",
            "a::$data",
        ] {
            assert_ne!(told(text), "fine", "{text:?}");
        }
    }

    #[test]
    fn says_what_is_wrong() {
        assert_eq!(told("a/../b"), "can't be an address: `..` means a folder itself, not a name");
        assert_eq!(told(""), "is empty");
        assert_eq!(told("a/b/c/d/e/f/g/h/i"), "has 9 parts, and an address may have no more than 8");
        assert_eq!(told("a/b/c/d/e/f/g/h"), "fine");
        let long = |last: usize| format!("{}/{}/{}", "a".repeat(80), "b".repeat(80), "c".repeat(last));
        assert_eq!(told(&long(38)), "fine");
        assert_eq!(told(&long(39)), "has 201 bytes, and an address may have no more than 200");
    }

    #[test]
    fn tells_its_folders_from_the_outermost() {
        let path = OutPath::parse("a/b/c.html").expect("a path");
        assert_eq!(path.folders().collect::<Vec<_>>(), ["a", "a/b"]);
        assert_eq!(OutPath::parse("c.html").expect("a path").folders().count(), 0);
    }

    #[test]
    fn joins_checked_segments() {
        let segments = ["services", "telegram", "index.html"].map(|part| Segment::new(part).expect("a segment"));
        assert_eq!(OutPath::new(&segments).expect("a path").as_str(), "services/telegram/index.html");
        assert_eq!(OutPath::new([]), Err(OutPathProblem::Empty));
    }

    proptest! {
        #[test]
        fn stays_below_any_folder(text in "[a-c./\\\\:~_%-]{0,14}|\\PC{0,14}", root in "/|/srv/site|public|\\./x") {
            if let Ok(path) = OutPath::parse(&text) {
                let root = Path::new(&root);
                let joined = path.below(root);
                let rest = joined.strip_prefix(root).expect("below the root");
                prop_assert!(rest.components().all(|part| matches!(part, Component::Normal(_))));
                prop_assert_eq!(rest.components().count(), text.split('/').count());
            }
        }
    }
}
