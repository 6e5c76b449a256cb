//! `annals init`: a finished small site to begin with.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, BufRead as _, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::changes::all_or_nothing;
use super::console::{Console, complain, ignore_closed};
use super::{Failure, Global, Verdict};
use crate::author::{Host, Starter};
use crate::locale::{InvalidLanguageTag, LanguageTag};
use crate::site::speaks;

const EXAMPLES: &str = "\
Examples:
  annals init                               a site in this folder, which must be empty
  annals init archive --lang en,fr,ar       in English, French and Arabic, below archive/
  annals init archive --host github --yes   with what publishes it on GitHub Pages, without asking";

/// Options of `annals init`.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The folder of the site; it may hold nothing but hidden files
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
    /// The site's languages, the default one first
    #[arg(long, value_name = "TAGS", value_delimiter = ',', default_value = "en", value_parser = language)]
    lang: Vec<LanguageTag>,
    /// Add what publishes the site there
    #[arg(long, value_name = "HOST")]
    host: Option<HostName>,
    /// Write without asking
    #[arg(short, long)]
    yes: bool,
}

/// Where a site can be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum HostName {
    /// GitHub Pages, by GitHub Actions.
    Github,
    /// GitLab Pages.
    Gitlab,
    /// Netlify.
    Netlify,
    /// Cloudflare, by wrangler.
    Cloudflare,
    /// A server of one's own with nginx.
    Nginx,
    /// A bucket of Amazon S3.
    S3,
}

impl HostName {
    const fn host(self) -> Host {
        match self {
            Self::Github => Host::GitHub,
            Self::Gitlab => Host::GitLab,
            Self::Netlify => Host::Netlify,
            Self::Cloudflare => Host::Cloudflare,
            Self::Nginx => Host::Nginx,
            Self::S3 => Host::S3,
        }
    }
}

pub(super) fn run(arguments: &Arguments, global: &Global, console: &Console) -> Result<Verdict, Failure> {
    let folder = global.root.join(&arguments.folder);
    refuse_full(&folder)?;
    let starter = starter(arguments);
    let (files, kept) = plan(&folder, starter.files())?;
    if !arguments.yes && !agreed(&folder, &files)? {
        complain("nothing was written");
        return Ok(Verdict::Clean);
    }
    all_or_nothing(|changes| files.iter().try_for_each(|(path, text)| changes.create(&folder.join(path), text)))?;
    for path in kept {
        console.say(&format!("kept {}, which was there", folder.join(path).display()));
    }
    console.say(&format!("made a site of {} files in {}", files.len(), folder.display()));
    for line in stand_ins(&starter) {
        console.say(&line);
    }
    let here = if folder.components().eq(Path::new(".").components()) { String::new() } else { entering(&folder) };
    console.say(&format!("look at it: {here}annals serve --open"));
    Ok(Verdict::Clean)
}

/// Blanks may stand beside the commas of a list.
fn language(typed: &str) -> Result<LanguageTag, InvalidLanguageTag> {
    typed.trim().parse()
}

fn starter(arguments: &Arguments) -> Starter {
    let mut seen = BTreeSet::new();
    let languages: Vec<LanguageTag> = arguments.lang.iter().filter(|tag| seen.insert(tag.as_str())).cloned().collect();
    let unspoken = languages.iter().filter(|language| !speaks(language)).cloned().collect();
    Starter { languages, unspoken, host: arguments.host.map(HostName::host) }
}

/// What is English because a language lacks it.
fn stand_ins(starter: &Starter) -> impl Iterator<Item = String> {
    let listed = |languages: Vec<&LanguageTag>| languages.iter().map(|tag| format!("`{tag}`")).collect::<Vec<_>>();
    let untold = listed(starter.untold().collect()).join(", ");
    let unspoken = listed(starter.unspoken.iter().collect()).join(", ");
    let samples =
        format!("there are no samples in {untold} yet: write your own beside those there are, or in their place");
    let messages = format!("pages speak English in {unspoken} until site.toml's last lines are followed");
    [(untold, samples), (unspoken, messages)].into_iter().filter(|(tags, _)| !tags.is_empty()).map(|(_, line)| line)
}

/// The command that goes to a folder; names a shell would take apart are quoted.
fn entering(folder: &Path) -> String {
    let shown = folder.strip_prefix(".").unwrap_or(folder).display().to_string();
    let is_plain = shown.chars().all(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_'));
    if is_plain { format!("cd {shown} && ") } else { format!("cd '{}' && ", shown.replace('\'', "'\\''")) }
}

/// How many names of files are told.
const TOLD: usize = 10;

/// A folder that holds anything but hidden files is somebody's work.
fn refuse_full(folder: &Path) -> Result<(), Failure> {
    let told = |error: io::Error| Failure(format!("could not read {}: {error}", folder.display()));
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries.map_err(told)?,
    };
    let mut names = BTreeSet::new();
    for entry in entries {
        names.insert(entry.map_err(told)?.file_name().to_string_lossy().into_owned());
    }
    names.retain(|name| !name.starts_with('.'));
    if names.is_empty() {
        return Ok(());
    }
    let shown: Vec<String> = names.iter().take(TOLD).map(|name| format!("`{}`", name.escape_debug())).collect();
    let more = names.len().saturating_sub(TOLD);
    let more = if more == 0 { String::new() } else { format!(" and {more} more") };
    let is_here = folder.components().eq(Path::new(".").components());
    let told = if is_here { "this folder".to_owned() } else { folder.display().to_string() };
    let message = format!("{told} is not empty: it holds {}{more}", shown.join(", "));
    Err(Failure(format!("{message}; give an empty folder, or a new one: annals init NAME")))
}

/// Paths with what is written there, and paths that stay.
type Plan = (Vec<(String, String)>, Vec<String>);

/// What is written, and what stays: hidden files may be there, such as a `.gitignore` the code host made.
fn plan(folder: &Path, files: Vec<(String, String)>) -> Result<Plan, Failure> {
    let (there, files): (Vec<_>, Vec<_>) =
        files.into_iter().partition(|(path, _)| fs::symlink_metadata(folder.join(path)).is_ok());
    let there: Vec<String> = there.into_iter().map(|(path, _)| path).collect();
    match there.iter().find(|path| *path != ".gitignore") {
        Some(path) => Err(Failure(format!("{} exists already", folder.join(path).display()))),
        None => Ok((files, there)),
    }
}

fn agreed(folder: &Path, files: &[(String, String)]) -> Result<bool, Failure> {
    if !io::stdin().is_terminal() {
        return Err(Failure("there is nobody to ask; give `--yes` to write the site without asking".into()));
    }
    let mut out = io::stderr().lock();
    for (path, _) in files {
        ignore_closed(writeln!(out, "  {}", folder.join(path).display()));
    }
    ignore_closed(write!(out, "Write these {} files? [Y/n] ", files.len()).and_then(|()| out.flush()));
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "" | "y" | "yes"))
}
