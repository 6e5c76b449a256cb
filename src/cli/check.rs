//! `annals check`: every problem, nothing published.

use std::io;
use std::path::Path;

use clap::Args;

use super::console::Console;
use super::tell::{OutputFormat, tell};
use super::{Failure, Global, Verdict};
use crate::archive::Archive;
use crate::diagnostic::{Diagnostic, count};
use crate::project::{Loaded, any_error, load, sorted};
use crate::site::layout_problems;
use crate::source::SourceFile;

const EXAMPLES: &str = "\
Examples:
  annals check                          every problem with the lines it is about
  annals check --output-format json     the same for a program
  annals check --drafts                 drafts too";

/// Options of `annals check`.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// How problems are told
    #[arg(long, value_name = "FORMAT", default_value = "full")]
    output_format: OutputFormat,
    /// Check what drafts would do to the site, too
    #[arg(long)]
    drafts: bool,
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
    let mut loaded = load(root, drafts, None)?;
    if let Some(archive) = &loaded.archive {
        layout_problems(archive, std::mem::take(&mut loaded.theme), &mut loaded.problems)?;
    }
    Ok(Checked::new(loaded))
}

pub(super) fn run(arguments: &Arguments, global: &Global, console: &Console) -> Result<Verdict, Failure> {
    let checked = check_project(&global.root, arguments.drafts)?;
    let problems = checked.problems.as_slice();
    let format = arguments.output_format;
    if !problems.is_empty() || format == OutputFormat::Json {
        tell(problems, checked.files(), &global.root, format, console, &mut io::stdout().lock());
    } else if let Some(archive) = checked.archive() {
        let incidents = count(archive.incidents.len(), "incident");
        console.say(&format!("checked {incidents} in {}: no problems", count(checked.files().len(), "file")));
    }
    Ok(if any_error(problems) { Verdict::Problems } else { Verdict::Clean })
}
