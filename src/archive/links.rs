//! Links in prose that lead to other files of the project, as they work in any preview of the files.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::document::{Folder, Label, label};
use super::incident::{Id, Incident, InnerLink};
use super::neighbours::Patience;
use super::places::Places;
use super::renamed::{relinked, renamed};
use super::{Names, Prose};
use crate::config::Settings;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Fix, Place, nearest};
use crate::parse::markdown::{HeadingNames, headings_help, inspect, is_of_page};
use crate::source::{Attachment, FileId, SourceFile};

/// What a link in prose leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// Something with a page: its folder and id.
    Told(Folder, Id),
    /// An attachment, by its number in the archive.
    Attachment(usize),
}

/// The files links can lead to.
#[derive(Debug, Default)]
pub struct Links {
    files: BTreeMap<String, LinkTarget>,
    /// Files that are there, but can't be published: that was told of them.
    refused: BTreeSet<String>,
}

impl Links {
    /// Collects the files of a project. A write-up can be named with or without its language.
    pub fn new(
        files: &[SourceFile],
        documents: &[FileId],
        attachments: &[Attachment],
        settings: &Settings,
        incidents: &[Arc<Incident>],
    ) -> Self {
        let mut targets = BTreeMap::new();
        let mut ignored = Diagnostics::new();
        let told = incidents.iter().flat_map(|one| one.tellings.iter().map(|telling| (telling.file, &one.id)));
        let told: BTreeMap<FileId, &Id> = told.collect();
        for number in documents {
            let Some(file) = files.get(number.0 as usize) else { continue };
            let Some(Label { folder, id, .. }) = label(*number, &file.path, settings, &mut ignored) else { continue };
            let directory = file.path.rsplit_once('/').map_or("", |(directory, _)| directory);
            let target = LinkTarget::Told(folder, told.get(number).map_or_else(|| id.clone(), |id| (*id).clone()));
            targets.insert(format!("{directory}/{id}.md"), target.clone());
            targets.insert(file.path.clone(), target);
        }
        for (number, attachment) in attachments.iter().enumerate() {
            targets.insert(attachment.path.clone(), LinkTarget::Attachment(number));
        }
        let is_content = |path: &str| path.strip_prefix(&settings.content).is_some_and(|rest| rest.starts_with('/'));
        let refused =
            files.iter().map(|file| &file.path).filter(|path| is_content(path) && !targets.contains_key(*path));
        Self { refused: refused.cloned().collect(), files: targets }
    }

    /// Where `path`, typed in the file `from`, leads.
    pub fn resolve(&self, from: &str, path: &str) -> Option<&LinkTarget> {
        self.leads_to(&path_from_root(from, path)?)
    }

    /// Where a path from the project's root leads.
    pub fn leads_to(&self, path: &str) -> Option<&LinkTarget> {
        self.files.get(path)
    }

    /// Whether `path`, typed in the file `from`, names a file that is there but can't be published.
    fn is_refused(&self, from: &str, path: &str) -> bool {
        path_from_root(from, path).is_some_and(|path| self.refused.contains(&path))
    }
}

/// The path from the project's root that `path` means in the file `from`; `None` if it climbs out.
pub fn path_from_root(from: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Tells links that lead nowhere; without `drafts` also those that lead to a draft from what isn't one.
pub fn check(
    links: &Links,
    files: &[SourceFile],
    incidents: &[Arc<Incident>],
    names: &Names,
    content: &str,
    drafts: bool,
    problems: &mut Diagnostics,
) {
    let hidden = incidents.iter().filter(|incident| incident.facts.draft && !drafts);
    let hidden: BTreeMap<&str, &Incident> = hidden.map(|incident| (&*incident.id, &**incident)).collect();
    let texts = Texts { incidents, names, by_id: OnceCell::new() };
    let mut checking = Checking {
        links,
        files,
        texts,
        names: BTreeMap::new(),
        content,
        hidden,
        patience: Patience::default(),
        incidents,
        renamed: OnceCell::new(),
        places: Places::new(files),
        problems,
    };
    for incident in incidents {
        for telling in incident.tellings.iter().filter(|telling| drafts || !telling.draft) {
            checking.file(telling.file, &telling.links);
        }
    }
    for Prose { file, links, .. } in names.all_prose() {
        checking.file(*file, links);
    }
}

/// The texts of what has a page.
struct Texts<'a> {
    incidents: &'a [Arc<Incident>],
    names: &'a Names,
    /// Looked up by links with a fragment alone, which are few.
    by_id: OnceCell<BTreeMap<&'a Id, &'a Incident>>,
}

impl Texts<'_> {
    /// The files that tell it, and where in each the text stands.
    fn of(&self, folder: Folder, id: &Id) -> Vec<(FileId, Range<usize>)> {
        let by_id = || self.incidents.iter().map(|incident| (&incident.id, &**incident)).collect();
        let incident = Some(id).filter(|_| folder == Folder::Incidents);
        let incident = incident.and_then(|id| self.by_id.get_or_init(by_id).get(id));
        let told = incident.into_iter().flat_map(|incident| &incident.tellings);
        let told = told.map(|telling| (telling.file, telling.body.clone()));
        told.chain(self.names.prose(folder, id).iter().map(|prose| (prose.file, prose.range.clone()))).collect()
    }
}

/// What the headings of a text are called in addresses.
pub fn heading_names(files: &[SourceFile], file: FileId, range: Range<usize>) -> HeadingNames {
    let text = files.get(file.0 as usize).map_or("", |file| &*file.text);
    inspect(file, text, range, &mut Diagnostics::new()).heading_names()
}

struct Checking<'a> {
    links: &'a Links,
    files: &'a [SourceFile],
    texts: Texts<'a>,
    /// What the headings of files that fragments lead to are called.
    names: BTreeMap<FileId, HeadingNames>,
    /// The content folder.
    content: &'a str,
    /// Drafts that stay hidden.
    hidden: BTreeMap<&'a str, &'a Incident>,
    patience: Patience,
    incidents: &'a [Arc<Incident>],
    /// What has another id by now; looked up by links that lead nowhere alone.
    renamed: OnceCell<BTreeMap<&'a str, &'a Incident>>,
    places: Places<'a>,
    problems: &'a mut Diagnostics,
}

impl Checking<'_> {
    fn file(&mut self, file: FileId, links: &[InnerLink]) {
        let from = self.files.get(file.0 as usize).map_or("", |file| file.path.as_str());
        for link in links {
            let at = Place::new(file, link.span.clone());
            let problem = match self.links.resolve(from, &link.path) {
                None if self.links.is_refused(from, &link.path) => None,
                None => {
                    Some(self.renamed_link(file, from, link, &at).unwrap_or_else(|| self.dead_link(from, link, at)))
                }
                Some(LinkTarget::Told(..)) if link.image => Some(
                    Diagnostic::new(Code::DeadLink, at, format!("`{}` is not an image", link.path))
                        .help("name an image that lies beside the write-up, such as `map.png`"),
                ),
                Some(LinkTarget::Told(folder, id)) => {
                    let hidden = (*folder == Folder::Incidents).then(|| self.hidden_target(file, id, at.clone()));
                    hidden.flatten().or_else(|| self.dead_fragment(link, (*folder, id), at))
                }
                Some(LinkTarget::Attachment(_)) => None,
            };
            self.problems.extend(problem);
        }
    }

    fn hidden_target(&self, from: FileId, id: &Id, at: Place) -> Option<Diagnostic> {
        let draft = *self.hidden.get(&**id)?;
        if draft.tellings.iter().any(|telling| telling.file == from) {
            return None;
        }
        let problem = Diagnostic::new(Code::RelatedDraft, at, format!("the link leads to the draft `{id}`"))
            .label(self.places.of(draft, "draft", 0), "it is marked as a draft here");
        Some(problem.help("publish the other incident, or remove the link until it is"))
    }

    /// A fragment that is the name of no heading, in whatever language the other file is told.
    fn dead_fragment(&mut self, link: &InnerLink, (folder, id): (Folder, &Id), at: Place) -> Option<Diagnostic> {
        let fragment = link.fragment.as_deref().filter(|fragment| !is_of_page(fragment))?;
        let mut called = Vec::new();
        for (file, range) in self.texts.of(folder, id) {
            let names = self.names.entry(file).or_insert_with(|| heading_names(self.files, file, range));
            if names.has(fragment) {
                return None;
            }
            called.extend_from_slice(names.first());
        }
        let message = format!("no heading of `{}` is called `#{fragment}`", link.path);
        Some(Diagnostic::new(Code::DeadLink, at, message).help(headings_help(&called)))
    }

    /// The problem of a link to an incident that has another id by now. What to write is beyond doubt.
    fn renamed_link(&self, file: FileId, from: &str, link: &InnerLink, at: &Place) -> Option<Diagnostic> {
        let renamed = self.renamed.get_or_init(|| renamed(self.incidents));
        let (old, incident, path) = relinked(link, from, renamed, (self.links, self.files))?;
        let message = format!("`{}` leads to no file: the incident `{old}` is `{}` by now", link.path, incident.id);
        let mut problem =
            Diagnostic::new(Code::DeadLink, at.clone(), message).help(format!("write `{path}` for its path"));
        // Where the path stands with escapes, or the new one would need them, its author knows better how.
        let typed = self.files.get(file.0 as usize).and_then(|file| file.text.get(link.dest.clone()));
        let is_plain = |path: &str| path.chars().all(|c| c.is_alphanumeric() || "-_./".contains(c));
        if typed.is_some_and(|typed| typed.split('#').next() == Some(&*link.path)) && is_plain(&path) {
            let span = link.dest.start..link.dest.start + link.path.len();
            problem.fix = Some(Fix { place: Place::new(file, span), replacement: path, is_guess: false });
        }
        Some(problem)
    }

    fn dead_link(&mut self, from: &str, link: &InnerLink, at: Place) -> Diagnostic {
        let problem = Diagnostic::new(Code::DeadLink, at, format!("`{}` leads to no file of the project", link.path));
        if let Some(near) = self.near(from, &link.path) {
            return problem.help(format!("did you mean `{near}`?"));
        }
        let below = from.strip_prefix(self.content).unwrap_or(from).trim_start_matches('/');
        let up = "../".repeat(below.matches('/').count());
        problem
            .help(format!("write the way from this file to another, such as `map.png` or `{up}services/telegram.md`"))
    }

    /// The path that was likely meant: a file of almost the same name in the folder that was named.
    fn near(&mut self, from: &str, typed: &str) -> Option<String> {
        let wanted = path_from_root(from, typed)?;
        let (folder, name) = wanted.rsplit_once('/')?;
        let folder = format!("{folder}/");
        // A page isn't meant by a link on it.
        let own = self.links.files.get(from);
        let inside = self.links.files.range(folder.clone()..).take(NEAREST_OF);
        let inside = inside.map_while(|(path, target)| Some((path.strip_prefix(&folder)?, target)));
        let inside = inside.filter(|(_, target)| Some(*target) != own).map(|(name, _)| name);
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let inside = self.patience.spend(inside);
        let stems = inside.filter_map(|name| name.strip_suffix(ending)?.strip_suffix('.'));
        let near = nearest(stem, stems.filter(|stem| !stem.contains('/')))?;
        let near = format!("{near}.{ending}");
        let before = typed.rsplit_once('/').map_or("", |(before, _)| before);
        Some(if before.is_empty() { near } else { format!("{before}/{near}") })
    }
}

/// So many files of a folder are compared with a name that is not there.
const NEAREST_OF: usize = 2_000;
