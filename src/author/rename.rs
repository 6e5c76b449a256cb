//! Renaming an incident: which files move, and what changes in the files that name it.

use std::collections::BTreeMap;
use std::ops::Range;

use super::relinking::Relinking;
use super::yaml::word;
use crate::archive::{Archive, Incident, Telling, id_and_language};
use crate::diagnostic::Diagnostics;
use crate::locale::LanguageTag;
use crate::parse::tree::{Entry, Node, Value};
use crate::parse::{front_matter, yaml};
use crate::source::{FileId, Segment};
use crate::text::changed;

/// What a renaming does. Cut short between any two of its changes and asked for again, it is what is left to do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renaming {
    /// The incident's own folder, if everything in it belongs to the incident: old path, new path.
    pub folder: Option<(String, String)>,
    /// Files that move, the original first.
    pub moves: Vec<Move>,
    /// The texts of other files that change, by the path they have before.
    pub texts: BTreeMap<String, String>,
    /// What the original holds in the end: the same as when it is made, and the old id among its aliases.
    pub original: String,
    /// Whether a renaming to the same id was cut short before.
    pub cut_short: bool,
}

/// A file that moves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Move {
    /// The path it has before.
    pub from: String,
    /// The path it gets.
    pub to: String,
    /// What it is made with.
    pub text: String,
    /// Whether it was made before, by a renaming that was cut short.
    pub made: bool,
}

/// Works out how the incident `old` gets the id `new`, or why it can't.
pub fn renaming(archive: &Archive, old: &str, new: &str) -> Result<Renaming, String> {
    let incident = incident_called(archive, old)?;
    is_fit(archive, incident, new)?;
    let half = archive.incidents.iter().find(|other| *other.id == *new).map(|half| &**half);
    let mut edits = Edits { archive, of_file: BTreeMap::new() };
    let folder = own_folder(archive, incident, half, new);
    incident.tellings.iter().for_each(|telling| edits.id(telling, new));
    edits.relations(old, new);
    for (file, span, path) in (Relinking { archive, incident, new, folder: folder.as_ref() }).edits() {
        edits.edit(file, span, path);
    }
    let bare = edits.clone().texts()?;
    edits.alias(incident, old)?;
    if let Some(half) = half.filter(|half| !has_alias(half, old)) {
        edits.alias(half, old)?;
    }
    let mut texts = edits.texts()?;
    let moves = moves(archive, incident, new, &bare);
    if let Some(half) = half {
        is_half(archive, half, old, &moves, &texts)?;
    }
    let original = moves.first().and_then(|first| texts.get(&first.from)).cloned().unwrap_or_default();
    texts
        .retain(|path, _| moves.iter().all(|one| one.from != *path) && moves.first().is_none_or(|one| one.to != *path));
    let is_moved =
        folder.as_ref().is_some_and(|(from, _)| !path_of(archive, incident).starts_with(&format!("{from}/")));
    let cut_short = half.is_some() || is_moved;
    Ok(Renaming { folder: folder.filter(|_| !is_moved), moves, texts, original, cut_short })
}

/// The files of an incident with the paths they get, the original first: without it the others tell no incident.
fn moves(archive: &Archive, incident: &Incident, new: &str, texts: &BTreeMap<String, String>) -> Vec<Move> {
    let original = incident.original().file;
    let others = incident.tellings.iter().map(|telling| telling.file).filter(|file| *file != original);
    let moved = |file: FileId| {
        let from = path(archive, file).to_owned();
        let to = new_path(&from, new, &archive.settings.languages);
        let text = texts.get(&from).cloned().unwrap_or_else(|| archive.text(file).to_owned());
        let made = from != to && tells(archive, new, &to);
        Move { from, to, text, made }
    };
    std::iter::once(original).chain(others).map(moved).collect()
}

/// Whether that file tells the incident of that id.
fn tells(archive: &Archive, id: &str, file: &str) -> bool {
    let called = archive.incidents.iter().filter(|incident| *incident.id == *id);
    called.flat_map(|incident| &incident.tellings).any(|telling| path(archive, telling.file) == file)
}

/// Whether the incident that has the new id is the same as the one that shall get it, and nothing else: then it was
/// made by a renaming that was cut short.
fn is_half(
    archive: &Archive,
    half: &Incident,
    old: &str,
    moves: &[Move],
    texts: &BTreeMap<String, String>,
) -> Result<(), String> {
    let finished = |wanted: &str| {
        let told = || archive.files.iter().find(|file| file.path == *wanted).map(|file| &*file.text);
        texts.get(wanted).map(String::as_str).or_else(told)
    };
    let is_same = |one: &Move| !one.made || finished(&one.from) == finished(&one.to);
    // What has no file under the old id any more was made last: after it only such files go.
    let is_made = |telling: &Telling| {
        has_alias(half, old) || moves.iter().any(|one| one.made && one.to == path(archive, telling.file))
    };
    let is_half = moves.first().is_some_and(|original| original.made);
    if is_half && moves.iter().all(is_same) && half.tellings.iter().all(is_made) {
        return Ok(());
    }
    Err(format!("there is an incident `{}` already", half.id))
}

/// Whether an old id leads to the incident.
pub fn has_alias(incident: &Incident, id: &str) -> bool {
    incident.facts.aliases.iter().any(|(alias, _)| **alias == *id)
}

fn path(archive: &Archive, file: FileId) -> &str {
    archive.files.get(file.0 as usize).map_or("", |file| file.path.as_str())
}

/// The path of the original.
fn path_of<'a>(archive: &'a Archive, incident: &Incident) -> &'a str {
    path(archive, incident.original().file)
}

/// The incident of that id, or the one that was likely meant.
pub fn incident_called<'a>(archive: &'a Archive, id: &str) -> Result<&'a Incident, String> {
    let called = archive.incidents.iter().find(|incident| *incident.id == *id);
    called.map(|incident| &**incident).ok_or_else(|| unknown(archive, id))
}

fn unknown(archive: &Archive, id: &str) -> String {
    let renamed = archive.incidents.iter().find(|one| has_alias(one, id));
    let near = crate::diagnostic::nearest(id, archive.incidents.iter().map(|incident| &*incident.id));
    if archive.names.services.contains_key(id) {
        return format!(
            "`{id}` is a service, not an incident; its file in another language is `{id}.LANG.md` beside it"
        );
    }
    match renamed.map(|incident| &*incident.id).or(near) {
        Some(near) => format!("there is no incident `{id}`; did you mean `{near}`?"),
        None => format!("there is no incident `{id}`: an id is a file's name without language and `.md`"),
    }
}

/// Whether the id can be part of an address, and is no alias; an incident may have it, from a renaming cut short.
fn is_fit(archive: &Archive, incident: &Incident, new: &str) -> Result<(), String> {
    if let Err(problem) = Segment::new(new) {
        let better = problem.suggestion().map_or_else(String::new, |better| format!("; `{better}` would do"));
        return Err(format!("`{new}` {problem}{better}"));
    }
    if *incident.id == *new {
        return Err(format!("there is an incident `{new}` already"));
    }
    match archive.incidents.iter().find(|other| has_alias(other, new)) {
        Some(owner) if owner.id == incident.id => {
            Err(format!("`{new}` is an alias of this incident: remove it from `aliases` first"))
        }
        Some(owner) => Err(format!("`{new}` is an alias of the incident `{}`", owner.id)),
        None => Ok(()),
    }
}

/// The path with another stem; language and ending stay.
pub(super) fn new_path(path: &str, new: &str, languages: &[LanguageTag]) -> String {
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
    let stem = name.strip_suffix(".md").unwrap_or(name);
    let language = id_and_language(stem, languages).map_or_else(String::new, |(_, language)| format!(".{language}"));
    if folder.is_empty() { format!("{new}{language}.md") } else { format!("{folder}/{new}{language}.md") }
}

/// The folder named like the incident, if all that lies in it tells the incident or belongs to that; or the one that a
/// renaming cut short has moved already.
fn own_folder(archive: &Archive, incident: &Incident, half: Option<&Incident>, new: &str) -> Option<(String, String)> {
    let folder = path_of(archive, incident).rsplit_once('/')?.0;
    let (above, name) = folder.rsplit_once('/')?;
    let (old_folder, new_folder) = (format!("{above}/{}", incident.id), format!("{above}/{new}"));
    let is_moved = name == new && !is_there(archive, &old_folder);
    if name != &*incident.id && !is_moved {
        return None;
    }
    let inside = format!("{folder}/");
    let tellings = incident.tellings.iter().chain(half.into_iter().flat_map(|half| &half.tellings));
    let told: Vec<&str> = tellings.map(|telling| path(archive, telling.file)).collect();
    let foreign = |path: &str| path.starts_with(&inside) && path.ends_with(".md") && !told.contains(&path);
    let is_own =
        told.iter().all(|path| path.starts_with(&inside)) && !archive.files.iter().any(|file| foreign(&file.path));
    is_own.then_some((old_folder, new_folder))
}

/// Whether anything lies in the folder.
fn is_there(archive: &Archive, folder: &str) -> bool {
    let lies_in = |path: &str| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
    archive.files.iter().any(|file| lies_in(&file.path)) || archive.attachments.iter().any(|file| lies_in(&file.path))
}

/// What changes in files: stretches and what takes their place.
#[derive(Clone)]
struct Edits<'a> {
    archive: &'a Archive,
    of_file: BTreeMap<FileId, Vec<(Range<usize>, String)>>,
}

impl Edits<'_> {
    fn edit(&mut self, file: FileId, span: Range<usize>, replacement: String) {
        self.of_file.entry(file).or_default().push((span, replacement));
    }

    /// An `id` in a file says what its name says.
    fn id(&mut self, telling: &Telling, new: &str) {
        let front = front_matter_of(self.archive, telling.file);
        if let Some(entry) = front.as_ref().and_then(|(entries, _)| entries.iter().find(|entry| entry.key == "id")) {
            self.edit(telling.file, entry.value.span.clone(), word(new));
        }
    }

    /// The old id goes into the original's `aliases`.
    fn alias(&mut self, incident: &Incident, old: &str) -> Result<(), String> {
        let file = incident.original().file;
        let text = self.archive.text(file);
        let (entries, front) =
            front_matter_of(self.archive, file).ok_or("the original's front matter can't be read")?;
        let (span, replacement) = match entries.iter().find(|entry| entry.key == "aliases") {
            None => {
                let end = if text.get(front.clone()).unwrap_or_default().contains("\r\n") { "\r\n" } else { "\n" };
                (front.end..front.end, format!("aliases: [{}]{end}", word(old)))
            }
            Some(entry) => with_alias(text, &entry.value, old),
        };
        self.edit(file, span, replacement);
        Ok(())
    }

    /// Other incidents name this one among those they are related to.
    fn relations(&mut self, old: &str, new: &str) {
        for incident in &self.archive.incidents {
            for telling in &incident.tellings {
                let Some((entries, _)) = front_matter_of_related(self.archive, incident, telling, old) else {
                    continue;
                };
                let related = entries.iter().filter(|entry| entry.key == "related");
                for span in related.flat_map(|entry| named(&entry.value, old)) {
                    self.edit(telling.file, span, word(new));
                }
            }
        }
    }

    /// The texts with their changes.
    fn texts(self) -> Result<BTreeMap<String, String>, String> {
        let mut texts = BTreeMap::new();
        for (file, mut edits) in self.of_file {
            edits.sort_by_key(|(span, _)| (span.start, span.end));
            edits.dedup();
            let source = self.archive.files.get(file.0 as usize).ok_or("a file has no text")?;
            let changes: Vec<_> =
                edits.iter().map(|(span, replacement)| (span.clone(), replacement.as_str())).collect();
            let made = changed(&source.text, changes);
            if made.count() < edits.len() {
                return Err("two changes touch each other".to_owned());
            }
            texts.insert(source.path.clone(), made.text);
        }
        Ok(texts)
    }
}

/// The keys of a file, and the bytes of its front matter.
fn front_matter_of(archive: &Archive, file: FileId) -> Option<(Vec<Entry>, Range<usize>)> {
    let text = archive.text(file);
    let mut told_before = Diagnostics::new();
    let split = front_matter::split(file, text, &mut told_before)?;
    match yaml::read(file, text, split.front.clone(), &mut told_before)?.root.value {
        Value::Mapping(entries) => Some((entries, split.front)),
        _ => None,
    }
}

/// The same, of a file that may name `old` as related: others aren't read again.
fn front_matter_of_related(
    archive: &Archive,
    incident: &Incident,
    telling: &Telling,
    old: &str,
) -> Option<(Vec<Entry>, Range<usize>)> {
    let names_it = incident.facts.related.iter().any(|related| *related.id == *old);
    names_it.then(|| front_matter_of(archive, telling.file)).flatten()
}

/// Where entries of `related` name `id`.
fn named(value: &Node, id: &str) -> Vec<Range<usize>> {
    let items = match &value.value {
        Value::Sequence(items) => items.as_slice(),
        _ => std::slice::from_ref(value),
    };
    let node = |item: &Node| match &item.value {
        Value::Mapping(entries) => entries.iter().find(|entry| entry.key == "id").map(|entry| entry.value.clone()),
        _ => Some(item.clone()),
    };
    let is_it = |node: &Node| matches!(&node.value, Value::Scalar(scalar) if scalar.text.trim() == id);
    items.iter().filter_map(node).filter(is_it).map(|node| node.span).collect()
}

/// The change that adds an alias to those that stand there, in the way they are written.
fn with_alias(text: &str, value: &Node, old: &str) -> (Range<usize>, String) {
    let typed = text.get(value.span.clone()).unwrap_or_default();
    let Value::Sequence(items) = &value.value else {
        return (value.span.clone(), format!("[{typed}, {}]", word(old)));
    };
    let Some(last) = items.last() else { return (value.span.clone(), format!("[{}]", word(old))) };
    if typed.starts_with('[') {
        return (last.span.end..last.span.end, format!(", {}", word(old)));
    }
    let line = text.get(..last.span.start).map_or(0, |before| before.rfind('\n').map_or(0, |at| at + 1));
    let indent = text.get(line..last.span.start).unwrap_or("- ");
    let end =
        text.get(last.span.end..).and_then(|rest| rest.find(['\r', '\n'])).map_or(text.len(), |at| last.span.end + at);
    let line_end = if text.get(end..).is_some_and(|rest| rest.starts_with('\r')) { "\r\n" } else { "\n" };
    (end..end, format!("{line_end}{indent}{}", word(old)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aliased(front: &str) -> String {
        let mut text = format!("---\n{front}---\n");
        let split = front_matter::split(FileId(0), &text, &mut Diagnostics::new()).expect("front matter");
        let read = yaml::read(FileId(0), &text, split.front, &mut Diagnostics::new()).expect("keys");
        let Value::Mapping(entries) = read.root.value else { panic!("no keys") };
        let entry = entries.iter().find(|entry| entry.key == "aliases").expect("aliases");
        let (span, replacement) = with_alias(&text, &entry.value, "old");
        text.replace_range(span, &replacement);
        text.trim_start_matches("---\n").trim_end_matches("---\n").to_owned()
    }

    #[test]
    fn an_alias_joins_the_others_in_their_style() {
        assert_eq!(aliased("aliases: [a, \"b\" ] # c\n"), "aliases: [a, \"b\", old ] # c\n");
        assert_eq!(aliased("aliases: a # c\n"), "aliases: [a, old] # c\n");
        assert_eq!(aliased("aliases: []\n"), "aliases: [old]\n");
        assert_eq!(
            aliased("aliases:\n  - a\n  - b # c\ntags: [x]\n"),
            "aliases:\n  - a\n  - b # c\n  - old\ntags: [x]\n"
        );
        assert_eq!(aliased("aliases:\r\n- a\r\ntitle: b\r\n"), "aliases:\r\n- a\r\n- old\r\ntitle: b\r\n");
    }

    #[test]
    fn names_keep_folder_language_and_ending() {
        let languages = ["en", "fr", "zh-Hant"].map(|tag| tag.parse().expect("a language"));
        let renamed = |path| new_path(path, "b", &languages);
        assert_eq!(renamed("c/i/a.fr.md"), "c/i/b.fr.md");
        assert_eq!(renamed("a.md"), "b.md");
        assert_eq!(renamed("v1.2.zh-Hant.md"), "b.zh-Hant.md");
        assert_eq!(renamed("a.de.md"), "b.md", "only languages of the site are languages");
    }
}
