//! `annals rename`: another id for an incident, in every language, and the old one as an alias.

use std::collections::BTreeMap;
use std::path::Path;

use clap::Args;

use super::changes::{Changes, all_or_nothing};
use super::console::Console;
use super::{Failure, Global, Verdict, named};
use crate::archive::Archive;
use crate::author::{Renaming, renaming};
use crate::diagnostic::{Level, count};
use crate::project::{load, sorted};

const EXAMPLES: &str = "\
Examples:
  annals rename mail-2024-03-12 mail-power-cut    the files of all languages; the old address leads to the new one";

/// Options of `annals rename`.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The incident's id, or one of its files
    #[arg(value_name = "OLD")]
    old: String,
    /// The id it gets
    #[arg(value_name = "NEW")]
    new: String,
}

pub(super) fn run(arguments: &Arguments, global: &Global, console: &Console) -> Result<Verdict, Failure> {
    let archive = sound(&global.root, "has a problem; mend it before renaming")?;
    let old = named::incident(&archive, &arguments.old, &global.root)?.id.to_string();
    let renaming = renaming(&archive, &old, &arguments.new).map_err(Failure)?;
    let texts: BTreeMap<&str, &str> = archive.files.iter().map(|file| (file.path.as_str(), &*file.text)).collect();
    all_or_nothing(|changes| {
        make(&renaming, &texts, &global.root, changes)?;
        sound(&global.root, "would have a problem then").map(drop)
    })?;
    let changed = renaming.texts.keys().filter(|path| !renaming.moves.iter().any(|(old, _)| old == *path)).count();
    let links =
        if changed == 0 { String::new() } else { format!(", and mended links in {}", count(changed, "other file")) };
    console.say(&format!("renamed {}{links}; `{}` leads there", count(renaming.moves.len(), "file"), old));
    Ok(Verdict::Clean)
}

/// The project as it is now, if nothing is wrong with it: only then can it be told that nothing broke.
fn sound(root: &Path, what: &str) -> Result<Archive, Failure> {
    let loaded = load(root, true, None)?;
    let problems = sorted(loaded.problems, loaded.archive.as_ref());
    if let Some(problem) = problems.iter().find(|problem| problem.level == Level::Error) {
        let file = loaded.archive.as_ref().and_then(|archive| archive.files.get(problem.place.file.0 as usize));
        let path = file.map_or("site.toml", |file| file.path.as_str());
        return Err(Failure(format!("{path} {what}: {}", problem.message)));
    }
    loaded.archive.ok_or_else(|| Failure("site.toml can't be read: `annals check` tells why".into()))
}

fn make(renaming: &Renaming, texts: &BTreeMap<&str, &str>, root: &Path, changes: &mut Changes) -> Result<(), Failure> {
    if let Some((from, to)) = &renaming.folder {
        changes.rename_folder(&root.join(from), &root.join(to))?;
    }
    let now = |path: &str| match &renaming.folder {
        Some((from, to)) if path.starts_with(&format!("{from}/")) => root.join(path.replacen(from, to, 1)),
        _ => root.join(path),
    };
    let text = |path: &str| texts.get(path).copied().unwrap_or_default();
    for (old, new) in &renaming.moves {
        let after = renaming.texts.get(old).map_or_else(|| text(old), String::as_str);
        changes.create(&now(new), after)?;
    }
    for (path, after) in &renaming.texts {
        if !renaming.moves.iter().any(|(old, _)| old == path) {
            changes.replace(&now(path), text(path), after)?;
        }
    }
    renaming.moves.iter().try_for_each(|(old, _)| changes.remove(&now(old), text(old)))
}
