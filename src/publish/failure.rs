//! Why nothing was published, or not all of it.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why publishing did not come about.
#[derive(Debug)]
pub enum Failure {
    /// The folder is not one to publish into.
    Refused {
        /// The folder as it was named.
        folder: PathBuf,
        /// What speaks against it, and what to do.
        why: String,
    },
    /// Another build is publishing into the folder.
    Busy {
        /// The folder.
        folder: PathBuf,
        /// The other process, where it is known.
        process: Option<u32>,
    },
    /// What lies where the lock goes is something else.
    NotALock(PathBuf),
    /// These outputs could not be rendered, each with the reason; in the order of their numbers.
    Render(Vec<(usize, String)>),
    /// Two outputs share this path, or one takes the publisher's own.
    AddressTaken(String),
    /// These things lie where an output goes, and Annals did not put them there.
    InTheWay(Vec<PathBuf>),
    /// More than half of the published pages would vanish.
    Shrinks {
        /// Pages published now.
        before: usize,
        /// Pages there would be.
        after: usize,
    },
    /// The disk refused.
    Io {
        /// What was being done, such as "write".
        doing: &'static str,
        /// To what.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl Failure {
    /// A function that tells what the system said together with what was being done to `path`.
    pub(super) fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { doing, path: path.to_path_buf(), source }
    }

    pub(super) fn refused(folder: &Path, why: impl Into<String>) -> Self {
        Self::Refused { folder: folder.to_path_buf(), why: why.into() }
    }
}

impl std::error::Error for Failure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { folder, why } => write!(f, "can't publish into `{}`: {why}", shown(folder)),
            Self::Busy { folder, process: Some(process) } => {
                write!(f, "another build is publishing into `{}` (process {process})", shown(folder))
            }
            Self::Busy { folder, process: None } => {
                write!(f, "another build is publishing into `{}`", shown(folder))
            }
            Self::NotALock(path) => {
                write!(f, "`{}` is not the lock of a build; move it away or rename it", shown(path))
            }
            Self::Render(pages) => first_of(f, pages.iter().map(|(_, why)| why.as_str())),
            Self::AddressTaken(path) => write!(f, "two outputs share the address `{path}`"),
            Self::InTheWay(things) => {
                f.write_str("these lie where the site has a file of its own, and Annals did not put them there; ")?;
                f.write_str("move them away or rename them:\n")?;
                let things: Vec<String> = things.iter().map(|path| shown(path)).collect();
                first_of(f, things.iter().map(String::as_str))
            }
            Self::Shrinks { before, after } => {
                write!(f, "only {after} of {before} published pages would be left; ")?;
                f.write_str("if that is meant, build with --allow-shrink")
            }
            Self::Io { doing, path, source } => write!(f, "can't {doing} `{}`: {source}", shown(path)),
        }
    }
}

/// A path on a line of its own, whatever its name holds; the rest is made safe where it is printed.
fn shown(path: &Path) -> String {
    path.display().to_string().replace('\n', "\\u{a}")
}

fn first_of<'a>(f: &mut fmt::Formatter<'_>, mut lines: impl ExactSizeIterator<Item = &'a str>) -> fmt::Result {
    const MOST: usize = 10;
    for (at, line) in lines.by_ref().take(MOST).enumerate() {
        write!(f, "{}{line}", if at == 0 { "" } else { "\n" })?;
    }
    match lines.len() {
        0 => Ok(()),
        rest => write!(f, "\nand {rest} more"),
    }
}
