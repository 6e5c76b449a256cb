//! Takes: what an author wants to begin, and the archive it belongs to.
//! Gives: the text and path of the file: a site, a write-up, a service, a translation; or the changes of a renaming.
//! Promises: what is made is valid as it is, and every text in it reads back as it was given.
//! Never: touches the disk, the clock or the terminal.

mod entry;
mod relinking;
mod rename;
mod starter;
mod translation;
mod yaml;

pub use entry::{NewService, WriteUp, slug};
pub use rename::{Renaming, has_alias, incident_called, renaming};
pub use starter::{Host, Starter};
pub use translation::{path_beside, translation};
pub use yaml::quoted;
