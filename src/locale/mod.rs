//! Takes: a language tag.
//! Gives: direction, names of regions and languages, numbers, dates, lists and messages in that language.
//! Promises: the same text on every machine; a missing message is an error, never an empty string.
//! Never: knows an incident, reads the environment's locale.

mod language;
pub mod regions;
mod tables;

pub use language::{Direction, InvalidLanguageTag, LanguageTag};
