//! `annals check`: every problem, nothing published.

use std::io;
use std::path::Path;

use clap::Args;

use super::console::Console;
use super::project::{Loaded, OutputFormat, any_error, load, sorted, tell};
use super::{Failure, Global, Verdict};
use crate::archive::Archive;
use crate::diagnostic::{Diagnostic, count};
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
    /// The files problems point into.
    pub fn files(&self) -> &[SourceFile] {
        self.loaded.files()
    }

    /// The archive; `None` if site.toml can't be read.
    pub const fn archive(&self) -> Option<&Archive> {
        self.loaded.archive.as_ref()
    }
}

/// Checks the project below `root`, with `drafts` also what drafts would do to the site.
pub fn check_project(root: &Path, drafts: bool) -> Result<Checked, Failure> {
    let mut loaded = load(root, drafts, None)?;
    let mut problems = std::mem::take(&mut loaded.problems);
    if let Some(archive) = &loaded.archive {
        layout_problems(archive, std::mem::take(&mut loaded.theme), &mut problems)?;
    }
    Ok(Checked { problems: sorted(problems, loaded.archive.as_ref()), loaded })
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
