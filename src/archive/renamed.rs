//! Incidents that have another id by now: what still names the old one is told with the new one.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::incident::{Incident, InnerLink};
use super::links::{Links, path_from_root};
use crate::source::SourceFile;

/// Old ids, each with the incident it leads to; those that two things have lead nowhere for sure.
pub fn renamed(incidents: &[Arc<Incident>]) -> BTreeMap<&str, &Incident> {
    let mut owners: BTreeMap<&str, Option<&Incident>> = BTreeMap::new();
    for incident in incidents {
        for (alias, _) in &incident.facts.aliases {
            owners.entry(alias).and_modify(|owner| *owner = None).or_insert(Some(incident));
        }
    }
    if !owners.is_empty() {
        for incident in incidents {
            owners.remove(&*incident.id);
        }
    }
    owners.into_iter().filter_map(|(alias, owner)| Some((alias, owner?))).collect()
}

/// The old id that a link in the file `from` names, the incident that has another by now, and the path that leads to
/// it: to the telling in the language that was named, if one was.
pub fn relinked<'a>(
    link: &'a InnerLink,
    from: &str,
    renamed: &BTreeMap<&str, &'a Incident>,
    (links, files): (&Links, &[SourceFile]),
) -> Option<(&'a str, &'a Incident, String)> {
    let (before, name) = link.path.rsplit_once('/').unwrap_or(("", &link.path));
    let stem = name.strip_suffix(".md").filter(|_| !link.image)?;
    let with_tag = || stem.rsplit_once('.').and_then(|(id, tag)| Some((id, Some(tag), *renamed.get(id)?)));
    let whole = renamed.get(stem).map(|incident| (stem, None, *incident));
    let (old, tag, incident) = whole.or_else(with_tag)?;
    let path = |file| files.get(file as usize).map(|file| file.path.as_str());
    let mut told = incident.tellings.iter().filter_map(|telling| path(telling.file.0));
    let named = tag.and_then(|tag| told.find(|path| path.ends_with(&format!(".{tag}.md"))));
    let original = path(incident.original().file.0)?;
    let folder = original.rsplit_once('/').map_or("", |(folder, _)| folder);
    let without_language = format!("{folder}/{}.md", incident.id);
    let is_there = links.leads_to(&without_language).is_some();
    let to = named.unwrap_or(if is_there { &without_language } else { original });
    let typed_folder = path_from_root(from, before)?;
    let way = match to.strip_prefix(&format!("{typed_folder}/")).filter(|rest| !rest.contains('/')) {
        Some(name) if before.is_empty() => name.to_owned(),
        Some(name) => format!("{before}/{name}"),
        None => way(from, to),
    };
    Some((old, incident, way))
}

/// The way from one file to another, both as paths from the project's root.
fn way(from: &str, to: &str) -> String {
    let (from, to): (Vec<&str>, Vec<&str>) = (from.split('/').collect(), to.split('/').collect());
    let most = from.len().min(to.len()) - 1;
    let shared = from.iter().zip(&to).take(most).take_while(|(one, other)| one == other).count();
    let up = std::iter::repeat_n("..", from.len() - 1 - shared);
    up.chain(to.into_iter().skip(shared)).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::way;

    #[test]
    fn a_way_climbs_no_further_than_it_must() {
        assert_eq!(way("c/i/a.md", "c/i/b.md"), "b.md");
        assert_eq!(way("c/i/a.md", "c/i/2024/b.md"), "2024/b.md");
        assert_eq!(way("c/i/a/a.md", "c/i/b/b.md"), "../b/b.md");
        assert_eq!(way("c/s/a.md", "c/i/b.md"), "../i/b.md");
        assert_eq!(way("c/c/a.md", "c/c.md"), "../c.md");
    }
}
