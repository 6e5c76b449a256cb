//! Links in prose that lead to other files of the project, as they work in any preview of the files.

use std::collections::BTreeMap;

use super::document::{Folder, Label, label};
use super::incident::{Id, Incident, InnerLink};
use super::{Archive, Prose};
use crate::config::Settings;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, nearest};
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
}

impl Links {
    /// Collects the files of a project. A write-up can be named with or without its language.
    pub fn new(
        files: &[SourceFile],
        documents: &[FileId],
        attachments: &[Attachment],
        settings: &Settings,
    ) -> Self {
        let mut targets = BTreeMap::new();
        let mut ignored = Diagnostics::new();
        for number in documents {
            let Some(file) = files.get(number.0 as usize) else { continue };
            let Some(Label { folder, id, .. }) = label(*number, &file.path, settings, &mut ignored) else { continue };
            let directory = file.path.rsplit_once('/').map_or("", |(directory, _)| directory);
            let target = LinkTarget::Told(folder, id.clone());
            targets.insert(format!("{directory}/{id}.md"), target.clone());
            targets.insert(file.path.clone(), target);
        }
        for (number, attachment) in attachments.iter().enumerate() {
            targets.insert(attachment.path.clone(), LinkTarget::Attachment(number));
        }
        Self { files: targets }
    }

    /// Where `path`, typed in the file `from`, leads.
    pub fn resolve(&self, from: &str, path: &str) -> Option<&LinkTarget> {
        self.files.get(&joined(from, path)?)
    }
}

/// The path from the project's root that `path` means in the file `from`; `None` if it climbs out.
fn joined(from: &str, path: &str) -> Option<String> {
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

/// Tells links that lead nowhere.
pub fn check(archive: &Archive, problems: &mut Diagnostics) {
    let drafts: BTreeMap<&str, ()> = archive.incidents.iter().map(|incident: &Incident| (&*incident.id, ())).collect();
    for incident in &archive.incidents {
        for telling in &incident.tellings {
            check_file(archive, telling.file, &telling.links, &drafts, problems);
        }
    }
    let names = &archive.names;
    let prose = names.services.values().flat_map(|thing| &thing.prose);
    let prose = prose.chain(names.regions.values().flat_map(|thing| &thing.prose));
    let prose = prose.chain(names.causes.values().flat_map(|thing| &thing.prose));
    let prose = prose.chain(names.pages.values().flat_map(|thing| &thing.prose));
    for Prose { file, links, .. } in prose {
        check_file(archive, *file, links, &drafts, problems);
    }
}

fn check_file(
    archive: &Archive,
    file: FileId,
    links: &[InnerLink],
    published: &BTreeMap<&str, ()>,
    problems: &mut Diagnostics,
) {
    let from = archive.files.get(file.0 as usize).map_or("", |file| file.path.as_str());
    for link in links {
        let at = Place::new(file, link.span.clone());
        match archive.links.resolve(from, &link.path) {
            Some(LinkTarget::Told(Folder::Incidents, id)) if !published.contains_key(&**id) => problems.push(
                Diagnostic::new(Code::RelatedDraft, at, format!("the link leads to the draft `{id}`"))
                    .help("publish the other incident, or remove the link until it is"),
            ),
            Some(LinkTarget::Told(..)) if link.image => problems.push(
                Diagnostic::new(Code::DeadLink, at, format!("`{}` is not an image", link.path))
                    .help("name an image that lies beside the write-up, such as `map.png`"),
            ),
            Some(_) => {}
            None => problems.push(dead_link(archive, from, link, at)),
        }
    }
}

fn dead_link(archive: &Archive, from: &str, link: &InnerLink, at: Place) -> Diagnostic {
    let problem = Diagnostic::new(Code::DeadLink, at, format!("`{}` leads to no file of the project", link.path));
    let wanted = joined(from, &link.path).unwrap_or_default();
    let directory = from.rsplit_once('/').map_or("", |(directory, _)| directory);
    let near = nearest(&wanted, archive.links.files.keys().map(String::as_str));
    match near.and_then(|near| near.strip_prefix(directory)).and_then(|near| near.strip_prefix('/')) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem.help("write the way from this file to another, such as `map.png` or `../../services/telegram.md`"),
    }
}
