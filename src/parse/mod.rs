//! Takes: the text of a write-up or of another content file.
//! Gives: its front matter as a tree with positions, and its body, checked but not yet rendered.
//! Promises: every value knows its bytes in the file; cost grows linearly with the text; nothing recurses on its depth.
//! Never: knows which keys an incident has.

pub mod bytes;
pub mod characters;
pub mod escape;
pub mod escapes;
pub mod fields;
pub mod front_matter;
mod lines;
pub mod markdown;
pub mod otherwise;
pub mod shape;
pub mod tree;
pub mod url;
pub mod yaml;
