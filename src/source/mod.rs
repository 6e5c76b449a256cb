//! Takes: a project's folder.
//! Gives: its files as text with positions, and what kind of file each is.
//! Promises: every file is read at most once; links, devices and oversized files are refused by name.
//! Never: understands what a file says.

mod attachment;
mod decode;
mod load;
mod segment;

pub use crate::text::{FileId, SharedText, SourceFile};
pub use attachment::{Attachment, AttachmentKind, Dimensions};
pub use load::{
    Folders, KnownTexts, LoadFailure, Project, SETTINGS, ThemeFile, Version, folders_beside, has_files, has_folder,
    read_attachment, read_content, read_settings,
};
pub use segment::{Segment, SegmentProblem, collision_key};
