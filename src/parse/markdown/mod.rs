//! Prose: what stands in it, and its HTML.
//!
//! CommonMark with tables, strikethrough, task lists, footnotes and GitHub's alerts. Raw HTML is text. A footnote
//! reference counts as one whether or not it is defined, so that `[^id]` can cite a source.

mod bare;
mod cells;
mod definitions;
mod destinations;
mod direction;
mod emphasis;
mod events;
mod footnotes;
mod inspect;
mod notes;
mod outline;
mod parsed;
mod passages;
mod pieces;
mod plain;
mod references;
mod render;
mod slug;
mod table;
#[cfg(test)]
mod tests;
mod words;
mod writing;

pub use direction::runs_against;
pub use inspect::{Body, Footnote, Heading, Link, RelativeLink, Section, inspect, inspect_beside};
pub use parsed::Parsed;
pub use plain::{is_plain, plain_html};
pub use render::{render, render_parsed};
pub use slug::{HeadingNames, anchor, headings_help, is_of_page, slug};
pub use words::{plain_text, says_something};
pub use writing::{Citation, Image, Labels, Rendered, Resolve, Writing};

/// The most bytes a body may have.
pub const BODY_BYTES: usize = 1 << 20;
/// The most elements of prose that may lie within each other.
pub const DEPTH: usize = 32;
