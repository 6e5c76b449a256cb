//! `annals translate`: a translation to fill in, beside the original.

use std::path::Path;

use clap::Args;

use super::changes::{all_or_nothing, clear_left};
use super::console::Console;
use super::new::UNDONE;
use super::tell::{errors, refuse};
use super::{Failure, Global, Verdict, named};
use crate::archive::{Archive, judge};
use crate::author::{path_beside, translation};
use crate::diagnostic::one_of;
use crate::locale::LanguageTag;
use crate::project::{any_error, load, sorted};
use crate::source::SourceFile;

const EXAMPLES: &str = "\
Examples:
  annals translate mail-2024-03-12 --to ar    an Arabic translation, with the original's words as comments";

/// Options of `annals translate`.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The incident's id, or one of its files
    #[arg(value_name = "ID")]
    id: String,
    /// The language to translate into
    #[arg(long, value_name = "LANG")]
    to: LanguageTag,
}

pub(super) fn run(arguments: &Arguments, global: &Global, console: &Console) -> Result<Verdict, Failure> {
    let mut loaded = load(&global.root, true, None)?;
    let problems = sorted(std::mem::take(&mut loaded.problems), loaded.archive.as_ref());
    let Some(archive) = &loaded.archive else {
        return Ok(refuse(&problems, loaded.files(), global, console, UNDONE));
    };
    let of_named = errors(problems)
        .into_iter()
        .filter(|problem| {
            let file = archive.files.get(problem.place.file.0 as usize);
            file.is_some_and(|file| named::may_be(&file.path, &arguments.id))
        })
        .collect::<Vec<_>>();
    let refused = || Ok(refuse(&of_named, &archive.files, global, console, UNDONE));
    let file = match file(arguments, &global.root, archive) {
        // What can't be read is no incident of the archive, and yet there.
        Err(_) if !of_named.is_empty() && named::incident(archive, &arguments.id, &global.root).is_err() => {
            return refused();
        }
        file => file?,
    };
    let unfit = sorted(judge(&file, archive), Some(archive));
    if any_error(&unfit) {
        return if of_named.is_empty() { Ok(refuse(&unfit, &[file], global, console, UNDONE)) } else { refused() };
    }
    let path = global.root.join(&file.path);
    clear_left(&global.root, &archive.settings.content);
    all_or_nothing(|changes| changes.create(&path, &file.text))?;
    console.say(&format!("wrote {}", path.display()));
    Ok(Verdict::Clean)
}

fn file(arguments: &Arguments, root: &Path, archive: &Archive) -> Result<SourceFile, Failure> {
    let incident = named::incident(archive, &arguments.id, root)?;
    let languages = &archive.settings.languages;
    let Some(number) = languages.iter().position(|language| *language == arguments.to) else {
        let names = one_of(languages.iter().map(LanguageTag::as_str));
        let message = format!("`{}` is not one of the site's languages: {names}", arguments.to);
        return Err(Failure(format!("{message}; add it to `languages` in site.toml first")));
    };
    if let Some(telling) = incident.telling(number) {
        let path = archive.files.get(telling.file.0 as usize).map_or("", |file| file.path.as_str());
        return Err(Failure(format!("`{}` is told in that language already: {path}", incident.id)));
    }
    let original = incident.original();
    let source =
        archive.files.get(original.file.0 as usize).ok_or_else(|| Failure("the original has no file".into()))?;
    let own = languages.get(original.language).map(LanguageTag::as_str);
    let name = source.path.rsplit('/').next().unwrap_or(&source.path);
    let path = path_beside(&source.path, own, arguments.to.as_str());
    Ok(SourceFile { path, text: translation(incident, name, &source.text).into() })
}
