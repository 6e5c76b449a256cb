//! From documents to meaning, field by field.

mod affected;
mod evidence;
mod footnotes;
mod incident;
mod marked_up;
mod names;
mod source_ids;
mod typed;
mod unknown;
mod updates;
mod values;

pub use incident::{Draft, FactKey, FactsDraft, read_incident};
pub use names::read_names;
pub use updates::UpdateRead;
