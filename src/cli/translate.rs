//! `annals translate`: a translation to fill in, beside the original.

use std::path::Path;

use clap::Args;

use super::changes::all_or_nothing;
use super::console::Console;
use super::{Failure, Global, Verdict, named};
use crate::archive::{Archive, judge};
use crate::author::{path_beside, translation};
use crate::diagnostic::one_of;
use crate::locale::LanguageTag;
use crate::project::load;
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
    let loaded = load(&global.root, true, None)?;
    let Some(archive) = &loaded.archive else {
        return Err(Failure("site.toml can't be read: `annals check` tells why".into()));
    };
    let file = file(arguments, &global.root, archive)?;
    if let Some(problem) = judge(&file, archive).into_sorted().first() {
        return Err(Failure(format!("no translation can be made of this: {}", problem.message)));
    }
    let path = global.root.join(&file.path);
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
