//! Annals turns incident write-ups (markdown with front matter) into a static archive.
//!
//! The modules stand in the order a build passes through them:
//! `source` → `config` → `parse` → `archive` → `derive` → `search` → `site` → `publish`.

pub mod cli;

pub mod diagnostic;
pub mod schema;
pub mod text;

pub mod source;

pub mod parse;

pub mod config;

pub mod locale;

pub mod archive;

pub mod author;

pub mod derive;

pub mod search;

pub mod site;

pub mod project;

pub mod publish;

pub mod serve;
