//! Takes: the archive, what was derived from it, and a theme.
//! Gives: a table from output path to page, each rendered when asked for.
//! Promises: no two pages share an address; a page is rendered without the others.
//! Never: writes to the disk.

pub mod view;
