//! The sources of a write-up as its facts name them: by their ids.

use crate::archive::incident::{Id, Source};
use crate::diagnostic::nearest;
use crate::parse::url::{Target, host, target};
use crate::source::Segment;

/// The ids of a write-up's sources.
pub struct SourceIds<'s> {
    /// The sources in the order of the list, each with its note.
    pub listed: &'s [(Source, Option<String>)],
    /// Whether the list stands in another file (this one is a translation), so that any id may be meant;
    /// it is compared with the original's once both are read.
    pub any: bool,
}

impl<'s> SourceIds<'s> {
    /// The id itself, if the write-up has such a source.
    pub fn find(&self, text: &str) -> Option<Id> {
        if self.any { Some(Id::from(text)) } else { self.ids().find(|id| ***id == *text).cloned() }
    }

    /// The id that was likely meant by `text`: of a source that it is the address, title or publisher of, or a similar one.
    pub fn meant(&self, text: &str) -> Option<&'s str> {
        let is_named = |source: &&Source| {
            let names = [&source.url, &source.title, &source.publisher];
            names.into_iter().any(|name| name.as_deref() == Some(text))
        };
        let named = self.listed.iter().map(|(source, _)| source).find(is_named).map(|source| &*source.id);
        named.or_else(|| nearest(text, self.ids().map(|id| &**id)))
    }

    /// How to add a source that the list lacks.
    pub fn how_to_add(&self, text: &str) -> String {
        let Some(NewSource { id, item }) = NewSource::new(text, &self.ids().map(|id| &**id)) else {
            return "add it to `sources` with an `id` of lower-case letters, digits and hyphens, and write that here"
                .into();
        };
        let here = if id == text { String::new() } else { format!(", and write `{id}` here") };
        format!("add it to `sources`: `{item}`{here}")
    }

    fn ids(&self) -> impl Iterator<Item = &'s Id> + Clone + use<'s> {
        let listed = self.listed;
        listed.iter().map(|(source, _)| &source.id)
    }
}

/// A source that a list lacks, made of what it was called.
pub struct NewSource {
    /// An id that may stand.
    pub id: String,
    /// The source as an item of the list.
    pub item: String,
}

impl NewSource {
    /// Of a name or an address; `None` where no id can be made of it. Ids that are `taken` are numbered on.
    pub fn new<'i>(text: &str, taken: &(impl Iterator<Item = &'i str> + Clone)) -> Option<Self> {
        let is_url = matches!(target(text), Ok(Target::Web(_))) && !text.contains(['"', '\\']);
        let name = if is_url { host(text)?.trim_start_matches("www.") } else { text };
        let id = Segment::new(name).map_or_else(|why| why.suggestion(), |id| Some(id.to_string()))?;
        let numbered = (2..).map(|number| format!("{id}-{number}"));
        let id = std::iter::once(id.clone()).chain(numbered).find(|id| taken.clone().all(|taken| taken != id))?;
        let known_by = if is_url { format!("url: \"{text}\"") } else { "title: …".to_owned() };
        let item = format!("- {{ id: {id}, {known_by} }}");
        Some(Self { id, item })
    }
}
