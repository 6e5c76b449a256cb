//! What becomes of links to a renamed incident, and to what lies in its folder.

use std::ops::Range;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::rename::new_path;
use crate::archive::{Archive, Folder, Incident, InnerLink, LinkTarget, id_and_language, path_from_root};
use crate::parse::url::{Target, target};
use crate::source::FileId;

/// An incident that gets another id, and its own folder if that moves: old path, new path.
pub(super) struct Relinking<'a> {
    pub archive: &'a Archive,
    pub incident: &'a Incident,
    pub new: &'a str,
    pub folder: Option<&'a (String, String)>,
}

impl<'a> Relinking<'a> {
    /// What changes in links: the file, where the path stands, and the new one.
    pub fn edits(&self) -> impl Iterator<Item = (FileId, Range<usize>, String)> {
        self.links().filter_map(|(file, link)| {
            let from = self.archive.files.get(file.0 as usize)?.path.as_str();
            let leads_to = self.leads_to(from, &link.path)?;
            let (span, path) = self.relinked(file, from, link, &leads_to)?;
            Some((file, span, path))
        })
    }

    fn links(&self) -> impl Iterator<Item = (FileId, &'a InnerLink)> + use<'a> {
        let told = self.archive.incidents.iter().flat_map(|one| &one.tellings);
        let told = told.flat_map(|telling| telling.links.iter().map(|link| (telling.file, link)));
        let prose = self.archive.names.all_prose();
        told.chain(prose.flat_map(|prose| prose.links.iter().map(|link| (prose.file, link))))
    }

    /// Where a path leads, or led before a renaming that was cut short moved the folder or removed a file.
    fn leads_to(&self, from: &str, path: &str) -> Option<LinkTarget> {
        let links = &self.archive.links;
        if let Some(target) = links.resolve(from, path) {
            return Some(target.clone());
        }
        let path = path_from_root(from, path)?;
        let moved = self.folder.and_then(|(old, new)| Some(format!("{new}{}", lies_in(&path, old)?)));
        let path = moved.unwrap_or(path);
        let is_it = || LinkTarget::Told(Folder::Incidents, self.incident.id.clone());
        links.leads_to(&path).cloned().or_else(|| self.was_it(&path).then(is_it))
    }

    /// Whether a path that leads nowhere is that of one of the incident's files in another language.
    fn was_it(&self, path: &str) -> bool {
        let languages = &self.archive.settings.languages;
        let without_language = |path: &str| {
            let stem = path.strip_suffix(".md")?;
            Some(id_and_language(stem, languages).map_or(stem, |(stem, _)| stem).to_owned())
        };
        let files = self.incident.tellings.iter().filter_map(|told| self.archive.files.get(told.file.0 as usize));
        let wanted = without_language(path);
        wanted.is_some() && files.map(|file| without_language(&file.path)).any(|own| own == wanted)
    }

    fn relinked(
        &self,
        file: FileId,
        from: &str,
        link: &InnerLink,
        leads_to: &LinkTarget,
    ) -> Option<(Range<usize>, String)> {
        let is_it = matches!(leads_to, LinkTarget::Told(Folder::Incidents, id) if *id == self.incident.id);
        let moved = self.folder.filter(|folder| is_it || self.lies_below(leads_to, folder));
        if !is_it && moved.is_none() {
            return None;
        }
        let span = self.typed_path(file, link)?;
        let typed = self.archive.text(file).get(span.clone())?;
        let mut parts: Vec<String> = typed.split('/').map(str::to_owned).collect();
        if let Some((old, new)) = moved
            && let Some(Some(named)) = named_by(from, &link.path).get(old.matches('/').count())
        {
            replace(parts.get_mut(*named)?, new.rsplit('/').next()?);
        }
        if is_it {
            let name = link.path.rsplit('/').next()?;
            replace(parts.last_mut()?, &new_path(name, self.new, &self.archive.settings.languages));
        }
        Some((span, parts.join("/"))).filter(|(_, path)| path != typed)
    }

    /// Whether an attachment lies in the folder, under either name.
    fn lies_below(&self, leads_to: &LinkTarget, (old, new): &(String, String)) -> bool {
        let LinkTarget::Attachment(number) = leads_to else { return false };
        let attachment = self.archive.attachments.get(*number);
        attachment.is_some_and(|one| [old, new].iter().any(|folder| lies_in(&one.path, folder).is_some()))
    }

    /// Where the path of a link stands, if what stands there is that path, each part of it by itself.
    fn typed_path(&self, file: FileId, link: &InnerLink) -> Option<Range<usize>> {
        let typed = self.archive.text(file).get(link.dest.clone())?;
        // No path holds a backslash: those that are typed stand before signs of markdown.
        let unescaped = typed.replace('\\', "");
        let Ok(Target::Relative { path, .. }) = target(&unescaped) else { return None };
        let typed_path = typed.split('#').next()?;
        let is_alike = path == link.path && typed_path.matches('/').count() == path.matches('/').count();
        is_alike.then(|| link.dest.start..link.dest.start + typed_path.len())
    }
}

/// The rest of a path that lies in a folder, with the slash before it.
fn lies_in<'p>(path: &'p str, folder: &str) -> Option<&'p str> {
    path.strip_prefix(folder).filter(|rest| rest.starts_with('/'))
}

/// For each part of the path from the root that `path`, typed in the file `from`, means: which part of `path` names it.
fn named_by(from: &str, path: &str) -> Vec<Option<usize>> {
    let mut parts = vec![None; from.matches('/').count()];
    for (number, part) in path.split('/').enumerate() {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            _ => parts.push(Some(number)),
        }
    }
    parts
}

/// Puts a name in the place of another, percent-encoded if that was.
fn replace(part: &mut String, name: &str) {
    const ENCODED: &percent_encoding::AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    *part = if part.contains('%') { utf8_percent_encode(name, ENCODED).to_string() } else { name.to_owned() };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_path_are_named_by_what_is_typed() {
        assert_eq!(named_by("c/i/b.md", "old/p.txt"), [None, None, Some(0), Some(1)]);
        assert_eq!(named_by("c/i/old/b.md", "p.txt"), [None, None, None, Some(0)]);
        assert_eq!(named_by("c/i/old/b.md", "../x/.././old/p.txt"), [None, None, Some(4), Some(5)]);
    }

    #[test]
    fn a_name_is_encoded_as_the_one_before_was() {
        let replaced = |part: &str| {
            let mut part = part.to_owned();
            replace(&mut part, "été.fr.md");
            part
        };
        assert_eq!(replaced("caf%C3%A9.fr.md"), "%C3%A9t%C3%A9.fr.md");
        assert_eq!(replaced("café.fr.md"), "été.fr.md");
    }
}
