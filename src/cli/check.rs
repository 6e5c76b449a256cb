//! `annals check`: every problem, nothing published.

use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::changes::clear_left;
use super::console::{Console, is_told, put_out};
use super::fix::Mended;
use super::named::inside;
use super::new::today;
use super::tell::{OutputFormat, prefix, tell};
use super::{Failure, Global, Verdict};
use crate::archive::{Archive, Moment, left_open, open_causes, told_ahead, unarchived_sources};
use crate::diagnostic::{Code, Diagnostic, Level, count, nearest};
use crate::project::{Loaded, Overlay, any_error, load, load_with, sorted};
use crate::site::layout_problems;
use crate::source::SourceFile;

const EXAMPLES: &str = "\
Examples:
  annals check                          every problem with the lines it is about
  annals check content/incidents/2024   only what is wrong there
  annals check --fix                    mend what can be mended without a doubt
  annals check --diff                   show what that would change
  annals check --output-format json     the same for a program
  annals check --deny warnings          fail on warnings, too
  annals check --explain A204           what a problem means, and how it is mended
  annals check --sources                the sources of which no copy is kept";

/// Options of `annals check`.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(super) struct Arguments {
    /// Files and folders to tell the problems of [default: all]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How problems are told [default: full; github on GitHub Actions]
    #[arg(long, value_name = "FORMAT")]
    output_format: Option<OutputFormat>,
    /// Check what drafts would do to the site, too
    #[arg(long)]
    drafts: bool,
    /// Mend what can be mended without a doubt; everything else in the files stays as it is
    #[arg(long)]
    fix: bool,
    /// Show what `--fix` would change, and change nothing
    #[arg(long, conflicts_with = "fix")]
    diff: bool,
    /// Which problems besides errors make the check fail
    #[arg(long, value_name = "WHAT")]
    deny: Option<Deny>,
    /// Tell the sources that have no archived copy, and errors only besides
    #[arg(long, conflicts_with_all = ["fix", "diff", "today"])]
    sources: bool,
    /// Say what a problem means, by its number or name, and check nothing
    #[arg(long, value_name = "CODE", conflicts_with_all = ["paths", "output_format", "drafts", "fix", "diff", "deny", "sources", "today"])]
    explain: Option<String>,
    /// The day that counts as today, for what grows old [default: what the clock says]
    #[arg(long, value_name = "DATE")]
    today: Option<String>,
}

/// Problems besides errors that make the check fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Deny {
    /// Warnings.
    Warnings,
}

/// A project that was checked.
pub struct Checked {
    /// What is wrong, at the levels the site wants, in the order of files and lines.
    pub problems: Vec<Diagnostic>,
    loaded: Loaded,
}

impl Checked {
    fn new(mut loaded: Loaded) -> Self {
        let problems = sorted(std::mem::take(&mut loaded.problems), loaded.archive.as_ref());
        Self { problems, loaded }
    }

    /// The files problems point into.
    pub fn files(&self) -> &[SourceFile] {
        self.loaded.files()
    }

    /// The archive; `None` if site.toml can't be read.
    pub const fn archive(&self) -> Option<&Archive> {
        self.loaded.archive.as_ref()
    }
}

/// Checks what the authors of the project below `root` wrote, `drafts` being told as if they were published.
pub fn check_content(root: &Path, drafts: bool) -> Result<Checked, Failure> {
    Ok(Checked::new(load(root, drafts, None)?))
}

/// Checks the content of the project below `root`, then whether its pages and theme would make a site.
pub fn check_project(root: &Path, drafts: bool) -> Result<Checked, Failure> {
    check_with(root, drafts, &Overlay::new())
}

fn check_with(root: &Path, drafts: bool, overlay: &Overlay) -> Result<Checked, Failure> {
    Ok(Checked::new(load_whole(root, drafts, overlay)?))
}

fn load_whole(root: &Path, drafts: bool, overlay: &Overlay) -> Result<Loaded, Failure> {
    let mut loaded = load_with(root, drafts, None, overlay)?;
    if let Some(archive) = &loaded.archive {
        layout_problems(archive, std::mem::take(&mut loaded.theme), &mut loaded.problems);
    }
    Ok(loaded)
}

/// What a check by hand tells beyond what every command does: what the archive should be looked after for.
fn look_after(mut loaded: Loaded, arguments: &Arguments) -> Result<Loaded, Failure> {
    let Some(archive) = &loaded.archive else { return Ok(loaded) };
    let Archive { incidents, files, settings, .. } = archive;
    if arguments.sources {
        loaded.problems.extend(unarchived_sources(incidents, files));
        return Ok(loaded);
    }
    let given = arguments.today.clone().unwrap_or_else(|| today(archive));
    let today = Moment::parse(given.trim(), settings.time_zone)
        .map_err(|_| Failure(format!("`{given}` is not a date such as 2024-10-03")))?;
    loaded.problems.extend(told_ahead(incidents, files, &today));
    loaded.problems.extend(open_causes(incidents, files, &today));
    loaded.problems.extend(left_open(incidents, files, &today));
    Ok(loaded)
}

pub(super) fn run(arguments: &Arguments, global: &Global, console: &Console) -> Result<Verdict, Failure> {
    if let Some(code) = &arguments.explain {
        return explain(code);
    }
    let wanted = Wanted::new(&arguments.paths, &global.root)?;
    let check = |overlay: &Overlay| {
        let loaded = load_whole(&global.root, arguments.drafts, overlay)?;
        look_after(loaded, arguments).map(Checked::new)
    };
    if !arguments.fix && !arguments.diff {
        return told(&check(&Overlay::new())?, &wanted, arguments, global, console);
    }
    let (mended, checked) = Mended::new(check, |problem, files| wanted.concerns(problem, files))?;
    if arguments.diff {
        put_out(mended.diff(&prefix(&global.root)).as_bytes())?;
        return Ok(if mended.count == 0 { Verdict::Clean } else { Verdict::Problems });
    }
    if let Some(archive) = checked.archive() {
        clear_left(&global.root, &archive.settings.content);
    }
    mended.write(&global.root)?;
    if mended.count > 0 {
        let (problems, files) = (count(mended.count, "problem"), count(mended.after.len(), "file"));
        console.say(&format!("mended {problems} in {files}"));
    }
    told(&checked, &wanted, arguments, global, console)
}

fn told(
    checked: &Checked,
    wanted: &Wanted,
    arguments: &Arguments,
    global: &Global,
    console: &Console,
) -> Result<Verdict, Failure> {
    let concerns = |problem: &&Diagnostic| wanted.concerns(problem, checked.files());
    let is_asked = |problem: &&Diagnostic| {
        !arguments.sources || problem.level == Level::Error || problem.code == Code::SourceNotArchived
    };
    let problems: Vec<Diagnostic> = checked.problems.iter().filter(concerns).filter(is_asked).cloned().collect();
    let format = arguments.output_format.unwrap_or_else(OutputFormat::usual);
    if !problems.is_empty() || format.is_document() {
        is_told(tell(&problems, checked.files(), &global.root, format, console, &mut io::stdout().lock()))?;
    } else if let Some(archive) = checked.archive() {
        let incidents = count(archive.incidents.len(), "incident");
        console.say(&format!("checked {incidents} in {}: no problems", count(checked.files().len(), "file")));
    }
    let is_denied = |problem: &Diagnostic| problem.level == Level::Warning && arguments.deny == Some(Deny::Warnings);
    Ok(if any_error(&problems) || problems.iter().any(is_denied) { Verdict::Problems } else { Verdict::Clean })
}

/// Prints the page of a kind of problem, as the documentation has it.
fn explain(typed: &str) -> Result<Verdict, Failure> {
    if let Some(code) = Code::named(typed) {
        put_out(code.explanation().as_bytes())?;
        return Ok(Verdict::Clean);
    }
    let known = Code::ALL.iter().flat_map(|code| [code.number(), code.name()]);
    let help = match nearest(typed, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "each problem says its number and name, such as `A204 unknown-key`".to_owned(),
    };
    Err(Failure(format!("there is no problem called `{typed}`; {help}")))
}

/// The files whose problems are told.
struct Wanted(Vec<PathBuf>);

impl Wanted {
    /// Paths as the caller typed them, from the project's root.
    fn new(paths: &[PathBuf], root: &Path) -> Result<Self, Failure> {
        paths.iter().map(|path| inside(path, root)).collect::<Result<_, _>>().map(Self)
    }

    fn concerns(&self, problem: &Diagnostic, files: &[SourceFile]) -> bool {
        let lies_in = |path: &str| self.0.iter().any(|wanted| Path::new(path).starts_with(wanted));
        self.0.is_empty() || files.get(problem.place.file.0 as usize).is_some_and(|file| lies_in(&file.path))
    }
}
