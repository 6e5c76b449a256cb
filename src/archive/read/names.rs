//! Reading services, regions, causes and free pages: one file holds the facts, others translate name and prose.

use std::collections::BTreeMap;
use std::ops::Range;

use super::values::Values;
use crate::archive::document::{Document, Folder, inner_links};
use crate::archive::incident::Id;
use crate::archive::loops::looped;
use crate::archive::moment::End;
use crate::archive::names::{CauseKind, Names, Page, Prose, Region, Service};
use crate::archive::shapes::{self, most};
use crate::archive::words::{CAUSES, Family};
use crate::config::{Localized, Settings, read_localized};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::locale::regions;
use crate::parse::fields::{Fields, KeyPath, Reader};
use crate::parse::shape::Shape;
use crate::parse::tree::{Node, Scalar, Value};
use crate::source::FileId;

/// Ids named by others, checked once all are read.
type References = Vec<Reference>;

struct Reference {
    file: FileId,
    /// What names it.
    own: Id,
    id: Id,
    span: Range<usize>,
    path: String,
    folder: Folder,
}

/// Reads everything incidents can name.
pub fn read_names(documents: &[Document], settings: &Settings, problems: &mut Diagnostics) -> Names {
    let mut names = Names::new(settings);
    let mut groups: BTreeMap<(usize, Id), Vec<&Document>> = BTreeMap::new();
    for document in documents {
        let folder = document.label.folder as usize;
        groups.entry((folder, document.label.id.clone())).or_default().push(document);
    }
    let mut references = References::new();
    for files in groups.values() {
        read_thing(files, settings, &mut names, &mut references, problems);
    }
    check_references(&names, &references, settings, problems);
    check_cycles(&names, problems);
    names
}

/// The file that holds the facts: the one in the default language, else the first.
fn base_of<'d>(files: &[&'d Document], settings: &Settings) -> &'d Document {
    let default = settings.languages.iter().position(|language| *language == settings.default_language);
    let base = files.iter().find(|document| Some(document.label.language) == default);
    base.or(files.first()).expect("a group has a file")
}

fn read_thing(
    files: &[&Document],
    settings: &Settings,
    names: &mut Names,
    references: &mut References,
    problems: &mut Diagnostics,
) {
    let base = base_of(files, settings);
    let folder = base.label.folder;
    let name_key = if folder == Folder::Pages { "title" } else { "name" };
    let nothing = Names::default();
    let mut values = Values::new(Reader::new(base.file), &nothing, settings);
    let Some(fields) = values.reader.mapping(&base.front, &KeyPath::ROOT, shape_of(folder)) else { return };
    let built_in = folder == Folder::Causes && CAUSES.iter().any(|(kind, _)| **kind == *base.label.id);
    let name_node = if built_in || !base.whole {
        fields.node(name_key)
    } else {
        values.reader.required(&fields, &KeyPath::ROOT, name_key)
    };
    let name = name_node.and_then(|node| read_localized(&mut values.reader, node, &KeyPath::ROOT.key(name_key)));
    let name = localize(name.unwrap_or_default(), base, settings, files.len());
    let mut thing = Thing { base, facts: fields, name, prose: Vec::new() };
    thing.add_prose(base);
    match folder {
        Folder::Services => service(&mut values, &fields, thing, files, names, references),
        Folder::Regions => region(&mut values, &fields, thing, files, names, references),
        Folder::Causes => cause(&mut values, &fields, thing, files, names),
        Folder::Pages => page(&mut values, &fields, thing, files, names),
        Folder::Incidents => {}
    }
    problems.append(values.reader.problems);
}

const fn shape_of(folder: Folder) -> &'static Shape {
    match folder {
        Folder::Services => &shapes::SERVICE,
        Folder::Regions => &shapes::REGION,
        Folder::Causes => &shapes::CAUSE,
        Folder::Pages => &shapes::PAGE,
        Folder::Incidents => &shapes::INCIDENT,
    }
}

/// A plain name of a thing told in several files is the name in that file's language, and what others fall back to.
fn localize(mut name: Localized, base: &Document, settings: &Settings, files: usize) -> Localized {
    if files > 1
        && let (Some(text), Some(language)) = (name.any.clone(), settings.languages.get(base.label.language))
    {
        name.by_language.insert(language.clone(), text);
    }
    name
}

/// What all things have.
struct Thing<'d> {
    base: &'d Document,
    facts: Fields<'d>,
    name: Localized,
    prose: Vec<Prose>,
}

impl Thing<'_> {
    fn add_prose(&mut self, document: &Document) {
        self.prose.push(Prose {
            language: document.label.language,
            file: document.file,
            range: document.body_range.clone(),
            links: inner_links(&document.body),
        });
    }

    /// Adds the translations: name and prose, nothing else.
    fn translate(mut self, files: &[&Document], name_key: &str, values: &mut Values<'_>) -> Self {
        let base = self.base.file;
        for document in files.iter().filter(|document| document.file != base) {
            let mut reader = Reader::new(document.file);
            if self.prose.iter().any(|prose| prose.language == document.label.language) {
                reader.tell(
                    Diagnostic::new(
                        Code::DuplicateId,
                        Place::start_of(document.file),
                        format!("`{}` is told twice in one language", document.label.id),
                    )
                    .label(Place::start_of(base), "it is also told here")
                    .help("remove or rename one of the two files"),
                );
            }
            let known = shape_of(document.label.folder);
            if let Some(fields) = reader.mapping(&document.front, &KeyPath::ROOT, known) {
                self.translated_name(&fields, document, name_key, &mut reader, values.settings);
            }
            self.add_prose(document);
            values.reader.problems.append(reader.problems);
        }
        self
    }

    fn translated_name(
        &mut self,
        fields: &Fields<'_>,
        document: &Document,
        name_key: &str,
        reader: &mut Reader,
        settings: &Settings,
    ) {
        let known = shape_of(document.label.folder);
        for entry in fields.entries().iter().filter(|entry| entry.key != name_key && known.knows(&entry.key)) {
            let base = self.facts.entry(&entry.key);
            if base.is_some_and(|base| base.value.is_same(&entry.value)) {
                continue;
            }
            let there = base.map_or(0..0, |base| base.key_span.clone());
            let message = format!("`{}` is a fact: a translation holds only `{name_key}` and prose", entry.key);
            let problem = reader
                .problem(Code::TranslationKey, &entry.key_span, &KeyPath::ROOT.key(&entry.key), message)
                .label(Place::new(self.base.file, there), "the facts stand in this file")
                .help("remove the line here, or repeat what the other file says");
            reader.tell(problem);
        }
        let Some(language) = settings.languages.get(document.label.language) else { return };
        let root = KeyPath::ROOT;
        let name = if document.whole { reader.required(fields, &root, name_key) } else { fields.node(name_key) };
        if let Some(name) = name.and_then(|node| reader.text(node, &KeyPath::ROOT.key(name_key))) {
            self.name.by_language.insert(language.clone(), name.to_owned());
        }
    }
}

fn service(
    values: &mut Values<'_>,
    fields: &Fields<'_>,
    thing: Thing<'_>,
    files: &[&Document],
    names: &mut Names,
    references: &mut References,
) {
    let root = KeyPath::ROOT;
    let file = thing.base.file;
    let id = thing.base.label.id.clone();
    let own = &id;
    let mut reference = |values: &mut Values<'_>, key: &str| {
        let node = fields.node(key)?;
        let id = values.id(node, &root.key(key))?;
        let span = node.span.clone();
        let (named, path) = (id.clone(), key.to_owned());
        references.push(Reference { file, own: own.clone(), id: named, span, path, folder: Folder::Services });
        Some((id, node.span.clone()))
    };
    let part_of = reference(values, "part-of");
    let provider = reference(values, "provider");
    if let Some((_, span)) = provider.as_ref().filter(|(provider, _)| *provider == id) {
        let message = format!("the service `{id}` is its own provider");
        let problem = values.reader.problem(Code::SelfReference, span, &root.key("provider"), message);
        values.reader.tell(problem.help("name the service it depends on, or remove the line"));
    }
    let group = fields.node("group").and_then(|n| read_localized(&mut values.reader, n, &root.key("group")));
    let homepage = fields.node("homepage").and_then(|node| values.url(node, &root.key("homepage")));
    let since = values.optional_moment(fields, &root, "since");
    let until = values.optional_moment(fields, &root, "until");
    if let (Some(since), Some(until), Some(node)) = (&since, &until, fields.node("until")) {
        let since_span = fields.node("since").map(|node| &node.span);
        let unknown = "where nobody knows when it ceased, leave `until` out";
        values.end_not_before(since, &End::Moment(*until), (&node.span, &root.key("until")), since_span, unknown);
    }
    let tags = fields.node("tags").map(|n| values.ids(n, &root.key("tags"), most::NAMES, "tag")).unwrap_or_default();
    let aliases = fields.node("aliases").map(|node| texts(values, node, &root.key("aliases"))).unwrap_or_default();
    let Thing { name, prose, .. } = thing.translate(files, "name", values);
    let service =
        Service { id: id.clone(), file, name, aliases, group, part_of, provider, homepage, since, until, tags, prose };
    names.services.insert(id, service);
}

fn texts(values: &mut Values<'_>, node: &Node, path: &KeyPath<'_>) -> Vec<String> {
    let items = values.reader.items(node, path, most::NAMES);
    let mut read: Vec<String> = Vec::new();
    for (index, item) in items.iter().enumerate() {
        if let Some(text) = values.reader.text(item, &path.index(index)) {
            read.push(text.to_owned());
        }
    }
    read
}

fn region(
    values: &mut Values<'_>,
    fields: &Fields<'_>,
    thing: Thing<'_>,
    files: &[&Document],
    names: &mut Names,
    references: &mut References,
) {
    let file = thing.base.file;
    let id = thing.base.label.id.clone();
    if let Some(known) = regions::find_loosely(&id) {
        let message = format!("the region `{id}` is known already: it is `{}`", known.code);
        let problem = Diagnostic::new(Code::DuplicateId, Place::start_of(file), message)
            .help(format!("remove this file and write `{}` in write-ups", known.code));
        values.reader.tell(problem);
        return;
    }
    let mut list = |values: &mut Values<'_>, key: &str| {
        let Some(node) = fields.node(key) else { return Vec::new() };
        let path = KeyPath::ROOT.key(key);
        let mut read = Vec::new();
        for (index, item) in values.reader.items(node, &path, most::REGIONS).iter().enumerate() {
            let Some(text) = values.reader.text(item, &path.index(index)) else { continue };
            let code = regions::find(text).map_or_else(|| Id::from(text), |known| Id::from(known.code));
            let (span, path) = (item.span.clone(), path.index(index).to_string());
            let (own, id) = (id.clone(), code.clone());
            references.push(Reference { file, own, id, span, path, folder: Folder::Regions });
            read.push((code, item.span.clone()));
        }
        read
    };
    let within = list(values, "within");
    let members = list(values, "members");
    let Thing { name, prose, .. } = thing.translate(files, "name", values);
    names.add_region(Region { id, file, name, within, members, prose });
}

fn cause(values: &mut Values<'_>, fields: &Fields<'_>, thing: Thing<'_>, files: &[&Document], names: &mut Names) {
    let file = thing.base.file;
    let id = thing.base.label.id.clone();
    let built_in = CAUSES.iter().find(|(kind, _)| **kind == *id).map(|(_, family)| *family);
    let path = KeyPath::ROOT.key("family");
    let given = fields.node("family").and_then(|node| values.reader.word(node, &path, Family::WORDS));
    let family = given.or(built_in).unwrap_or(Family::Unknown);
    let Thing { name, prose, .. } = thing.translate(files, "name", values);
    names.causes.insert(id.clone(), CauseKind { id, file, name, family, prose });
}

fn page(values: &mut Values<'_>, fields: &Fields<'_>, thing: Thing<'_>, files: &[&Document], names: &mut Names) {
    let file = thing.base.file;
    let id = thing.base.label.id.clone();
    let order = fields.node("order").and_then(|node| values.reader.number(node, &KeyPath::ROOT.key("order")));
    let Thing { name, prose, .. } = thing.translate(files, "title", values);
    names.pages.insert(id.clone(), Page { id, file, title: name, order, prose });
}

fn check_references(names: &Names, references: &References, settings: &Settings, problems: &mut Diagnostics) {
    for Reference { file, own, id, span, path, folder } in references {
        let mut values = Values { own: Some(own), ..Values::new(Reader::new(*file), names, settings) };
        let scalar = Value::Scalar(Scalar { text: id.to_string(), plain: true });
        let node = Node { span: span.clone(), value: scalar };
        let path = KeyPath::ROOT.key(path);
        if *folder == Folder::Services {
            values.service(&node, &path);
        } else {
            values.region(&node, &path);
        }
        problems.append(values.reader.problems);
    }
}

/// Regions within each other and services that are parts of each other would have no top.
fn check_cycles(names: &Names, problems: &mut Diagnostics) {
    let looped_regions = looped(names.regions.keys().map(|id| &**id), |id| names.above(id));
    for region in names.regions.values().filter(|region| looped_regions.contains(&*region.id)) {
        let span = region.within.first().or(region.members.first()).map_or(0..0, |(_, span)| span.clone());
        let message = format!("the region `{}` lies within itself", region.id);
        problems.push(
            Diagnostic::new(Code::RegionCycle, Place::new(region.file, span), message)
                .help("remove one of the `within` or `members` that close the circle"),
        );
    }
    let part_of = |id: &str| names.services.get(id).and_then(|service| service.part_of.as_ref());
    let above = |id: &str| part_of(id).map(|(whole, _)| &**whole).into_iter().collect();
    for id in looped(names.services.keys().map(|id| &**id), above) {
        let Some((service, (_, span))) = names.services.get(id).zip(part_of(id)) else { continue };
        let message = format!("the service `{id}` is a part of itself");
        problems.push(
            Diagnostic::new(Code::ServiceCycle, Place::new(service.file, span.clone()), message)
                .help("remove one of the `part-of` that close the circle"),
        );
    }
}
