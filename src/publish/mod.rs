//! Takes: a table of outputs, each rendered when asked for, and a folder.
//! Gives: the folder holding exactly these outputs beside whatever else lay there.
//! Promises: a failed build leaves the published site as it was; unchanged files are not touched; nothing foreign is removed.
//! Never: decides what a page says.
