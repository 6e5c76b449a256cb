//! Where values stand in front matters. Trees aren't kept, so a file of which a problem is told is read again, once.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;

use super::incident::Incident;
use crate::diagnostic::{Diagnostics, Place};
use crate::parse::tree::{Node, Value};
use crate::parse::{front_matter, yaml};
use crate::source::{FileId, SourceFile};

/// The values of files, read when they are asked for.
#[derive(Debug)]
pub struct Places<'a> {
    files: &'a [SourceFile],
    read: RefCell<BTreeMap<FileId, BTreeMap<String, Standing>>>,
}

/// Where a value stands.
#[derive(Debug)]
enum Standing {
    Alone(Range<usize>),
    /// The items of a list.
    Listed(Vec<Range<usize>>),
}

impl<'a> Places<'a> {
    /// The places in these files.
    pub const fn new(files: &'a [SourceFile]) -> Self {
        Self { files, read: RefCell::new(BTreeMap::new()) }
    }

    /// The text of a file.
    pub fn text(&self, file: FileId) -> &'a str {
        self.files.get(file.0 as usize).map_or("", |file| &*file.text)
    }

    /// Where the item `index` of the list stands that `key` holds, or its value if it is none.
    pub fn item(&self, file: FileId, key: &str, index: usize) -> Option<Range<usize>> {
        let mut read = self.read.borrow_mut();
        match read.entry(file).or_insert_with(|| standing(file, self.text(file))).get(key)? {
            Standing::Alone(span) => Some(span.clone()),
            Standing::Listed(items) => items.get(index).cloned(),
        }
    }

    /// The same in the original of an incident; the start of the file where it isn't there.
    pub fn of(&self, incident: &Incident, key: &str, index: usize) -> Place {
        let file = incident.original().file;
        Place::new(file, self.item(file, key, index).unwrap_or(0..0))
    }
}

fn standing(file: FileId, text: &str) -> BTreeMap<String, Standing> {
    let mut told_before = Diagnostics::new();
    let read = front_matter::split(file, text, &mut told_before)
        .and_then(|split| yaml::read(file, text, split.front, &mut told_before));
    match read.map(|read| read.root.value) {
        // Of a key that stands twice the first counts.
        Some(Value::Mapping(entries)) => {
            entries.into_iter().rev().map(|entry| (entry.key, place_of(&entry.value))).collect()
        }
        _ => BTreeMap::new(),
    }
}

fn place_of(node: &Node) -> Standing {
    match &node.value {
        Value::Sequence(items) => Standing::Listed(items.iter().map(|item| item.span.clone()).collect()),
        _ => Standing::Alone(node.span.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_once_however_many_values_are_asked_for() {
        let text = "---\ntitle: T\ntags: [a, b]\n---\n";
        let files = [SourceFile { path: "a.md".into(), text: text.into() }];
        let places = Places::new(&files);
        let found = |key: &str, index: usize| places.item(FileId(0), key, index).map(|span| &text[span]);
        assert_eq!(
            [found("title", 0), found("title", 3), found("tags", 1), found("tags", 2), found("end", 0)],
            [Some("T"), Some("T"), Some("b"), None, None]
        );
        assert_eq!(places.read.borrow().len(), 1);
        assert_eq!(places.item(FileId(7), "title", 0), None);
    }
}
