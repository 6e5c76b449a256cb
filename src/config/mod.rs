//! Takes: the text of site.toml.
//! Gives: the site's settings, resolved.
//! Promises: every problem of the file is told at its place; unknown keys are errors.
//! Never: reads the disk or the environment.

mod addresses;
mod conventions;
mod levels;
mod localized;
mod outputs;
mod read;
mod settings;
pub mod shapes;
mod syntax;

pub use addresses::base_url;
pub use localized::{Localized, read_localized};
pub use outputs::{OptionalOutput, OutputSwitches};
pub use read::read_settings;
pub use settings::{Authority, Contact, Destination, Licence, Links, Logo, NavigationItem, SECTIONS, Settings};
