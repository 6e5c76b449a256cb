//! `annals rename`: another id for an incident, in every language, and the old one as an alias.

use std::collections::BTreeMap;
use std::path::Path;

use clap::Args;

use super::changes::{Changes, all_or_nothing, clear_left};
use super::console::Console;
use super::tell::{errors, refuse};
use super::{Failure, Global, Verdict, named};
use crate::archive::Archive;
use crate::author::{Renaming, has_alias, renaming};
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
    // Only where nothing is wrong before can it be told that nothing broke: but for what a renaming that was cut short
    // left half done.
    let mut loaded = load(&global.root, true, None)?;
    let problems = errors(sorted(std::mem::take(&mut loaded.problems), loaded.archive.as_ref()));
    let refused = |undone: &str| Ok(refuse(&problems, loaded.files(), global, console, undone));
    let Some(archive) = &loaded.archive else { return refused(UNDONE) };
    if problems.is_empty() && is_done(archive, arguments) {
        console.say(&format!("`{}` is renamed already; `{}` leads there", arguments.new, arguments.old));
        return Ok(Verdict::Clean);
    }
    let planned = plan(archive, arguments, &global.root);
    let (old, renaming) = match planned {
        Ok((old, renaming)) if problems.is_empty() || renaming.cut_short => (old, renaming),
        Err(failure) if problems.is_empty() => return Err(failure),
        _ => return refused(UNDONE),
    };
    let texts: BTreeMap<&str, &str> = archive.files.iter().map(|file| (file.path.as_str(), &*file.text)).collect();
    clear_left(&global.root, &archive.settings.content);
    let done = all_or_nothing(|changes| {
        make(&renaming, &texts, &global.root, changes)?;
        still_sound(&global.root)
    });
    match done {
        // What was wrong before has its place and its help.
        Err(Failure(message)) if !problems.is_empty() => return refused(&message),
        done => done?,
    }
    let changed = renaming.texts.len();
    let links =
        if changed == 0 { String::new() } else { format!(", and mended links in {}", count(changed, "other file")) };
    console.say(&format!("renamed {}{links}; `{}` leads there", count(renaming.moves.len(), "file"), old));
    Ok(Verdict::Clean)
}

const UNDONE: &str = "nothing was renamed; mend this first";

/// Whether the same was done before.
fn is_done(archive: &Archive, Arguments { old, new }: &Arguments) -> bool {
    let is_gone = archive.incidents.iter().all(|incident| *incident.id != **old);
    is_gone && archive.incidents.iter().any(|incident| *incident.id == **new && has_alias(incident, old))
}

/// The id that the incident has, and what is to be done.
fn plan(archive: &Archive, arguments: &Arguments, root: &Path) -> Result<(String, Renaming), Failure> {
    let old = named::incident(archive, &arguments.old, root)?.id.to_string();
    let renaming = renaming(archive, &old, &arguments.new).map_err(Failure)?;
    Ok((old, renaming))
}

/// Whether nothing broke: the project had no problem, so what it has now is the renaming's.
fn still_sound(root: &Path) -> Result<(), Failure> {
    let mut loaded = load(root, true, None)?;
    let problems = errors(sorted(std::mem::take(&mut loaded.problems), loaded.archive.as_ref()));
    let Some(problem) = problems.first() else { return Ok(()) };
    let path = loaded.files().get(problem.place.file.0 as usize).map_or("site.toml", |file| file.path.as_str());
    Err(Failure(format!("{path} would have a problem then: {}", problem.message)))
}

/// Makes the changes in an order that can be taken up again after each of them: the new files stand before links lead
/// to them, the old id is an alias once all links do, and the original is the last to go. So the project can be built
/// almost at any time between, and it is always seen what is left to do.
fn make(renaming: &Renaming, texts: &BTreeMap<&str, &str>, root: &Path, changes: &mut Changes) -> Result<(), Failure> {
    if let Some((from, to)) = &renaming.folder {
        changes.rename_folder(&root.join(from), &root.join(to))?;
    }
    let now = |path: &str| match &renaming.folder {
        Some((from, to)) if path.starts_with(&format!("{from}/")) => root.join(path.replacen(from, to, 1)),
        _ => root.join(path),
    };
    let text = |path: &str| texts.get(path).copied().unwrap_or_default();
    for one in renaming.moves.iter().filter(|one| !one.made) {
        changes.create(&now(&one.to), &one.text)?;
    }
    for (path, after) in &renaming.texts {
        changes.replace(&now(path), text(path), after)?;
    }
    if let Some(original) = renaming.moves.first() {
        let before = if original.made { text(&original.to) } else { &original.text };
        if before != renaming.original {
            changes.replace(&now(&original.to), before, &renaming.original)?;
        }
    }
    renaming.moves.iter().rev().try_for_each(|one| changes.remove(&now(&one.from), text(&one.from)))
}
