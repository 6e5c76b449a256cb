//! `annals check`: every problem, nothing published.

use std::io;

use clap::Args;

use super::console::Console;
use super::project::{OutputFormat, any_error, load, sorted, tell};
use super::{Failure, Global, Verdict};
use crate::diagnostic::count;
use crate::site::layout_problems;

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

pub(super) fn run(arguments: &Arguments, global: &Global, console: &Console) -> Result<Verdict, Failure> {
    let mut loaded = load(global, arguments.drafts, None)?;
    let mut problems = std::mem::take(&mut loaded.problems);
    if let Some(archive) = &loaded.archive {
        layout_problems(archive, std::mem::take(&mut loaded.theme), &mut problems)?;
    }
    let problems = sorted(problems, loaded.archive.as_ref());
    let format = arguments.output_format;
    if !problems.is_empty() || format == OutputFormat::Json {
        tell(&problems, loaded.files(), &global.root, format, console, &mut io::stdout().lock());
    } else if let Some(archive) = &loaded.archive {
        let incidents = count(archive.incidents.len(), "incident");
        console.say(&format!("checked {incidents} in {}: no problems", count(loaded.files().len(), "file")));
    }
    Ok(if any_error(&problems) { Verdict::Problems } else { Verdict::Clean })
}
