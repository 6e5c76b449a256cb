//! Takes: the text of a file.
//! Gives: the numbers files go by, lines and columns for byte offsets, and the text with changes made.
//! Promises: one way of counting lines and columns for every stage and every output.
//! Never: reads the disk.

mod change;
mod lines;
mod shared;

pub use change::{Changed, changed};
pub use lines::{LineColumn, LineIndex};
pub use shared::SharedText;

/// A file of the project, by its number: site.toml first, then the others in the order of paths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// One file of the project as text.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Path from the project's root, parts joined by `/`.
    pub path: String,
    /// The text as it stands in the file (byte order mark and line ends included).
    pub text: SharedText,
}
