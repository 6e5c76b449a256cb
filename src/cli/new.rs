//! `annals new`: a write-up or a service to fill in.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::SystemTime;

use chrono::{DateTime, Utc};
use clap::{Args, ValueEnum};

use super::changes::{all_or_nothing, clear_left};
use super::console::Console;
use super::tell::refuse;
use super::{Failure, Global, Verdict};
use crate::archive::{Archive, Folder, Incident, When, judge};
use crate::author::{NewService, WriteUp, slug};
use crate::diagnostic::{nearest, one_of};
use crate::locale::{LanguageTag, regions};
use crate::project::{any_error, load, sorted};
use crate::source::{Segment, SourceFile};

const EXAMPLES: &str = "\
Examples:
  annals new \"Mail arrives late\" --service lantern-mail --edit
                                              a write-up of today, opened in the editor
  annals new \"Panne\" --date 2024-10-03T10:30Z~ --service lantern-mail --region FR --lang fr
  annals new --service \"Lantern Photos\"       a service: without a title, that's what is made
  annals new --kind service \"Lantern Music\"   the same of another";

/// What is said of a command that writes files and couldn't.
pub(super) const UNDONE: &str = "nothing was written";

/// Options of `annals new`.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The title of the incident, or the name of the service
    #[arg(value_name = "TITLE", required_unless_present = "service")]
    title: Option<String>,
    /// What is made
    #[arg(long, value_name = "KIND", default_value = "incident")]
    kind: Kind,
    /// When it began, as exactly as it is known [default: today]
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// The service concerned, by its id, more than once if need be; without TITLE, the name of a service to make
    #[arg(long, value_name = "SERVICE")]
    service: Vec<String>,
    /// A region concerned, by code or name; more than once if need be
    #[arg(long, value_name = "REGION")]
    region: Vec<String>,
    /// The language it is written in [default: the site's]
    #[arg(long, value_name = "TAG")]
    lang: Option<LanguageTag>,
    /// The id, if not one made of title and date
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// Open the file in the editor: $VISUAL, or else $EDITOR
    #[arg(short, long)]
    edit: bool,
    /// The day that counts as today
    #[arg(long, value_name = "DATE", hide = true)]
    today: Option<String>,
}

/// What can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// A write-up of an incident.
    Incident,
    /// A service.
    Service,
}

pub(super) fn run(arguments: &Arguments, global: &Global, console: &Console) -> Result<Verdict, Failure> {
    let editor = if arguments.edit { Some(editor()?) } else { None };
    let mut loaded = load(&global.root, true, None)?;
    let Some(archive) = loaded.archive.take() else {
        let problems = sorted(std::mem::take(&mut loaded.problems), None);
        return Ok(refuse(&problems, loaded.files(), global, console, UNDONE));
    };
    let file = match (arguments.kind, &arguments.title, arguments.service.as_slice()) {
        (Kind::Service, Some(name), []) | (_, None, [name]) => service(arguments, name, &archive)?,
        (Kind::Incident, Some(title), _) => write_up(arguments, title, &archive)?,
        _ => return Err(Failure("give one name for the service to make".into())),
    };
    let problems = sorted(judge(&file, &archive), Some(&archive));
    if any_error(&problems) {
        return Ok(refuse(&problems, &[file], global, console, UNDONE));
    }
    let path = global.root.join(&file.path);
    clear_left(&global.root, &archive.settings.content);
    all_or_nothing(|changes| changes.create(&path, &file.text))?;
    console.say(&format!("wrote {}", path.display()));
    if let Some(editor) = editor {
        open(&editor, &path)?;
    }
    Ok(Verdict::Clean)
}

fn write_up(arguments: &Arguments, title: &str, archive: &Archive) -> Result<SourceFile, Failure> {
    let date = date(arguments, archive)?;
    let services = services(&arguments.service, archive)?;
    let mut regions = Vec::new();
    for typed in &arguments.region {
        let region = region(typed.trim(), archive)?;
        if !regions.contains(&region) {
            regions.push(region);
        }
    }
    let write_up = WriteUp { title: sound(title)?, date, services, regions };
    let id = id(arguments, write_up.id())?;
    let is_taken =
        |other: &Arc<Incident>| *other.id == *id || other.facts.aliases.iter().any(|(alias, _)| **alias == *id);
    if archive.incidents.iter().any(is_taken) {
        return Err(Failure(format!("there is an incident `{id}` already; give another `--id`")));
    }
    let suffix = suffix(arguments, archive, Folder::Incidents)?;
    let path = format!("{}/incidents/{}/{id}{suffix}.md", archive.settings.content, write_up.year());
    Ok(SourceFile { path, text: write_up.text().into() })
}

/// When it began, as it was typed: folder and id are made of it, so it is read before anything else.
fn date(arguments: &Arguments, archive: &Archive) -> Result<String, Failure> {
    let date = match (&arguments.date, &arguments.today) {
        (Some(date), _) | (None, Some(date)) => date.trim().to_owned(),
        (None, None) => return Ok(today(archive)),
    };
    match When::parse(&date, archive.settings.time_zone) {
        Ok(_) => Ok(date),
        Err(problem) => Err(Failure(format!("`--date`: {problem}; {}", problem.help()))),
    }
}

fn service(arguments: &Arguments, name: &str, archive: &Archive) -> Result<SourceFile, Failure> {
    if arguments.date.is_some() || !arguments.region.is_empty() {
        return Err(Failure("`--date` and `--region` are of incidents; a service has a name only".into()));
    }
    let name = sound(name)?;
    let id = id(arguments, slug(&name))?;
    if archive.names.services.contains_key(id.as_str()) {
        let incident = format!("for an incident of it: annals new TITLE --service {id}");
        return Err(Failure(format!("there is a service `{id}` already; {incident}")));
    }
    let suffix = suffix(arguments, archive, Folder::Services)?;
    let path = format!("{}/services/{id}{suffix}.md", archive.settings.content);
    Ok(SourceFile { path, text: NewService { name }.text().into() })
}

/// A title as it may stand in a file: on one line, without what hides or reorders letters.
fn sound(title: &str) -> Result<String, Failure> {
    let title = title.trim();
    let refused = title.chars().find(|c| {
        c.is_control()
            || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
    });
    match refused {
        Some(c) => {
            Err(Failure(format!("the title holds U+{:04X}, a character that doesn't show; leave it out", u32::from(c))))
        }
        None if title.is_empty() => Err(Failure("the title is empty".into())),
        None => Ok(title.to_owned()),
    }
}

fn id(arguments: &Arguments, made: Option<String>) -> Result<String, Failure> {
    let Some(given) = &arguments.id else {
        return made.ok_or_else(|| Failure("no address can be made of the title; give one with `--id`".into()));
    };
    Segment::new(given).map(|id| id.to_string()).map_err(|problem| {
        let better = problem.suggestion().map_or_else(String::new, |better| format!("; `--id {better}` would do"));
        Failure(format!("`{given}` {problem}{better}"))
    })
}

/// What stands before `.md`: the language, where the site has several. A service's first file is in the default one.
fn suffix(arguments: &Arguments, archive: &Archive, folder: Folder) -> Result<String, Failure> {
    let settings = &archive.settings;
    let language = arguments.lang.as_ref().unwrap_or(&settings.default_language);
    if !settings.languages.contains(language) {
        let languages = one_of(settings.languages.iter().map(LanguageTag::as_str));
        return Err(Failure(format!("`{language}` is not one of the site's languages: {languages}")));
    }
    let is_bare = settings.languages.len() == 1 || folder == Folder::Services && *language == settings.default_language;
    Ok(if is_bare { String::new() } else { format!(".{language}") })
}

/// The services concerned; where the site has but one, that.
fn services(named: &[String], archive: &Archive) -> Result<Vec<String>, Failure> {
    let known = || archive.names.services.keys().map(|id| &**id);
    let list = || one_of(known().take(20));
    if let Some(unknown) = named.iter().find(|name| !archive.names.services.contains_key(name.as_str())) {
        let help = match nearest(unknown, known()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("make it first: annals new --service {unknown:?}"),
        };
        return Err(Failure(format!("there is no service `{}`; {help}", unknown.escape_debug())));
    }
    match (named, archive.names.services.len()) {
        ([], 0) => Err(Failure("the site has no service yet; make one first: annals new --service NAME".into())),
        ([], 1) => Ok(known().map(str::to_owned).collect()),
        ([], _) => Err(Failure(format!("which service was it? Give `--service` with {}", list()))),
        _ => Ok(named.to_vec()),
    }
}

/// The id or code of the region that was typed, by that or by name.
fn region(typed: &str, archive: &Archive) -> Result<String, Failure> {
    let names = &archive.names;
    if let Some(id) = names.region(typed) {
        return Ok(id.to_string());
    }
    let found = names.regions_named(typed, &archive.settings.languages);
    let shown = typed.escape_debug();
    match found.first() {
        Some(only) if found.len() == 1 => Ok(only.to_string()),
        Some(_) => {
            let codes = one_of(found.iter().map(|id| &**id));
            Err(Failure(format!("several regions are called `{shown}`; give {codes}")))
        }
        None => {
            let near = nearest(typed, names.regions.keys().map(|id| &**id)).map(|id| (id, id));
            let near = near.or_else(|| regions::suggest(typed).map(|(region, name)| (region.code, name)));
            let help = match near {
                Some((code, name)) if code == name => format!("did you mean `{code}`?"),
                Some((code, name)) => format!("did you mean `{code}` ({name})?"),
                None => "give an ISO 3166 code such as `UA`, a group such as `eastern-europe`, or a name".to_owned(),
            };
            Err(Failure(format!("there is no region `{shown}`; {help}")))
        }
    }
}

/// Today where the site is, in UTC where it doesn't say.
pub(super) fn today(archive: &Archive) -> String {
    let now: DateTime<Utc> = SystemTime::now().into();
    match archive.settings.time_zone {
        Some(zone) => now.with_timezone(&zone).format("%Y-%m-%d").to_string(),
        None => now.format("%Y-%m-%d").to_string(),
    }
}

fn editor() -> Result<OsString, Failure> {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
    set("VISUAL")
        .or_else(|| set("EDITOR"))
        .ok_or_else(|| Failure("set $VISUAL or $EDITOR to the editor to open".into()))
}

/// Opens the file; what follows the first word of the setting are the editor's own options.
fn open(editor: &OsString, path: &PathBuf) -> Result<(), Failure> {
    let mut command = if Path::new(editor).is_file() {
        Command::new(editor)
    } else {
        let mut words = words(&editor.to_string_lossy()).into_iter();
        let mut command = Command::new(words.next().unwrap_or_default());
        command.args(words);
        command
    };
    let status = command.arg(path).status();
    let told = |why: String| Failure(format!("the editor `{}` {why}", editor.to_string_lossy().escape_debug()));
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(told(format!("ended with {status}"))),
        Err(error) => Err(told(format!("could not be started: {error}"))),
    }
}

/// The words of a setting; what stands between quotes is one, such as a path with spaces.
fn words(setting: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut open = None;
    for c in setting.chars() {
        match open {
            Some(quote) if c == quote => open = None,
            None if matches!(c, '"' | '\'') => {
                open = Some(c);
                word.get_or_insert_default();
            }
            None if c.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_of_an_editor_may_be_quoted() {
        assert_eq!(words("code --wait  -n"), ["code", "--wait", "-n"]);
        assert_eq!(words("'/Applications/A B/subl' -w"), ["/Applications/A B/subl", "-w"]);
        assert_eq!(words(r#"vim -c "set tw=80" ''"#), ["vim", "-c", "set tw=80", ""]);
        assert_eq!(words("   "), Vec::<String>::new());
    }
}
