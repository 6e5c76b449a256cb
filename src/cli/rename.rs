//! `annals rename`: another id for an incident, in every language, and the old one as an alias.

use std::collections::BTreeMap;
use std::path::Path;

use clap::Args;

use super::changes::{Changes, all_or_nothing};
use super::console::Console;
use super::tell::{errors, refuse};
use super::{Failure, Global, Verdict, named};
use crate::author::{Renaming, renaming};
use crate::diagnostic::count;
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
    // Only where nothing is wrong before can it be told that nothing broke.
    let mut loaded = load(&global.root, true, None)?;
    let problems = errors(sorted(std::mem::take(&mut loaded.problems), loaded.archive.as_ref()));
    let archive = match loaded.archive {
        Some(archive) if problems.is_empty() => archive,
        _ => return Ok(refuse(&problems, loaded.files(), global, console, "nothing was renamed; mend this first")),
    };
    let old = named::incident(&archive, &arguments.old, &global.root)?.id.to_string();
    let renaming = renaming(&archive, &old, &arguments.new).map_err(Failure)?;
    let texts: BTreeMap<&str, &str> = archive.files.iter().map(|file| (file.path.as_str(), &*file.text)).collect();
    all_or_nothing(|changes| {
        make(&renaming, &texts, &global.root, changes)?;
        still_sound(&global.root)
    })?;
    let changed = renaming.texts.keys().filter(|path| !renaming.moves.iter().any(|(old, _)| old == *path)).count();
    let links =
        if changed == 0 { String::new() } else { format!(", and mended links in {}", count(changed, "other file")) };
    console.say(&format!("renamed {}{links}; `{}` leads there", count(renaming.moves.len(), "file"), old));
    Ok(Verdict::Clean)
}

/// Whether nothing broke: the project had no problem, so what it has now is the renaming's.
fn still_sound(root: &Path) -> Result<(), Failure> {
    let mut loaded = load(root, true, None)?;
    let problems = errors(sorted(std::mem::take(&mut loaded.problems), loaded.archive.as_ref()));
    let Some(problem) = problems.first() else { return Ok(()) };
    let path = loaded.files().get(problem.place.file.0 as usize).map_or("site.toml", |file| file.path.as_str());
    Err(Failure(format!("{path} would have a problem then: {}", problem.message)))
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
