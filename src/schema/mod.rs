//! Takes: the tables of what files may hold, which the reader follows as well.
//! Gives: JSON Schemas (draft-07) for editors and programs, and the tables of the reference.
//! Promises: a schema refuses exactly what the reader finds misshapen, as far as JSON can tell it.
//! Never: reads a file, or holds a list of keys of its own.

mod draft;
mod mapping;
mod reference;
mod value;

use serde_json::Value;

use crate::archive::shapes;
use crate::config::shapes::SITE;
use crate::diagnostic::json;
use crate::parse::shape::Shape;

/// What there is a schema of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The front matter of a write-up.
    FrontMatter,
    /// The front matter of a service.
    Service,
    /// The front matter of a region.
    Region,
    /// The front matter of a cause.
    Cause,
    /// The front matter of a free page.
    Page,
    /// site.toml.
    Site,
    /// What `annals check --output-format json` writes.
    Check,
}

impl Kind {
    /// Every kind there is.
    pub const ALL: &[Self] =
        &[Self::FrontMatter, Self::Service, Self::Region, Self::Cause, Self::Page, Self::Site, Self::Check];

    /// What it is called, in addresses and as an argument.
    pub const fn name(self) -> &'static str {
        match self {
            Self::FrontMatter => "front-matter",
            Self::Service => "service",
            Self::Region => "region",
            Self::Cause => "cause",
            Self::Page => "page",
            Self::Site => "site",
            Self::Check => "check",
        }
    }

    /// The table it is made of; what `check` writes is told by its own types.
    pub const fn shape(self) -> Option<&'static Shape> {
        Some(match self {
            Self::FrontMatter => &shapes::INCIDENT,
            Self::Service => &shapes::SERVICE,
            Self::Region => &shapes::REGION,
            Self::Cause => &shapes::CAUSE,
            Self::Page => &shapes::PAGE,
            Self::Site => &SITE,
            Self::Check => return None,
        })
    }

    /// The mappings it is made of, its own first.
    pub fn mappings(self) -> Vec<&'static Shape> {
        self.shape().map(reference::mappings).unwrap_or_default()
    }

    /// The schema, as JSON on lines.
    pub fn schema(self) -> String {
        let schema = match self.shape() {
            Some(shape) => draft::of_shape(shape, self.name()),
            None => draft::identified(json::schema(), self.name()),
        };
        pretty(&schema)
    }

    /// The tables of the reference, as markdown; empty where there is no table.
    pub fn reference(self) -> String {
        self.shape().map(reference::of_shape).unwrap_or_default()
    }
}

fn pretty(schema: &Value) -> String {
    format!("{schema:#}\n")
}
