//! Takes: a project's folder.
//! Gives: its files as text with positions, and what kind of file each is.
//! Promises: every file is read at most once; links, devices and oversized files are refused by name.
//! Never: understands what a file says.

mod attachment;
mod decode;
mod lines;
mod load;
mod segment;

pub use attachment::{Attachment, AttachmentKind, Dimensions};
pub use lines::{LineColumn, LineIndex};
pub use load::{Folders, LoadFailure, Project, SETTINGS, ThemeFile, read_attachment, read_content, read_settings};
pub use segment::{Segment, SegmentProblem, collision_key};

/// A file of the project, by its number: site.toml first, then the others in the order of paths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// One file of the project as text.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Path from the project's root, parts joined by `/`.
    pub path: String,
    /// The text as it stands in the file (byte order mark and line ends included).
    pub text: String,
}
