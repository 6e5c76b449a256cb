//! Takes: the process's arguments.
//! Gives: an exit code.
//! Promises: 0 clean, 1 problems in the content, 2 the tool could not work; a closed output ends it quietly.
//! Never: decides what a site is.

mod build;
mod changes;
mod check;
mod completions;
mod console;
mod fix;
mod init;
mod man;
mod named;
mod new;
mod rename;
mod schema;
mod serve;
mod tell;
mod translate;

use std::fmt;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::diagnostic::visible;
pub use check::{Checked, check_content, check_project};
use console::Console;

/// Compiles incident write-ups into a searchable static archive.
#[derive(Debug, Parser)]
#[command(name = "annals", version, about, max_term_width = 100, after_help = EXAMPLES, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    global: Global,
}

const EXAMPLES: &str = "\
Examples:
  annals init archive             begin a site, with samples, in archive/
  annals new \"Mail arrives late\" --service lantern-mail
                                  begin a write-up
  annals check                    tell every problem of the write-ups
  annals serve                    show the site on this machine, anew with every change
  annals build                    make the site in public/
  annals build --portable         make a site that opens from disk, without a server
  annals --root archive build     work on the project in archive/

Exit codes: 0 all is well, 1 the content has problems, 2 the tool could not work.";

/// Options of every command, in any position.
#[derive(Args, Clone, Debug)]
struct Global {
    /// The project's folder: the one that holds site.toml [default: this one, or the next above it that does]
    #[arg(long = "root", global = true, value_name = "DIR")]
    given_root: Option<PathBuf>,
    /// That folder once it is found.
    #[arg(skip)]
    root: PathBuf,
    /// When to use colours; `NO_COLOR` is respected
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: Colour,
    /// Say only what is wrong
    #[arg(short, long, global = true)]
    quiet: bool,
    /// Say more about what is done
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    verbose: bool,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Colour {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Begin a site: finished, with samples, in an empty folder
    Init(init::Arguments),
    /// Begin a write-up or a service: a file to fill in, valid as it is
    New(new::Arguments),
    /// Begin a translation: the original's words as comments, where the translated ones belong
    Translate(translate::Arguments),
    /// Give an incident another id: files, links to it, and the old address leads to the new one
    Rename(rename::Arguments),
    /// Make the site: checked whole, then put in place
    Build(build::Arguments),
    /// Tell every problem of the write-ups and settings, and publish nothing
    Check(check::Arguments),
    /// Show the site on this machine, anew with every change
    Serve(serve::Arguments),
    /// Write the JSON Schema of a kind of file, for editors and programs
    Schema(schema::Arguments),
    /// Write what a shell needs to complete commands and options
    Completions(completions::Arguments),
    /// Write the manual: a page for each command
    Man(man::Arguments),
}

/// How a command ended, apart from failures of the tool itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// All is well.
    Clean,
    /// The content has problems.
    Problems,
}

/// Why the tool could not work, as told to its user: one line, or a list.
#[derive(Debug)]
pub struct Failure(String);

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(visible(&error.to_string()).into_owned())
    }
}

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    report_bugs();
    let mut arguments = Arguments::parse();
    arguments.global.root = root(&arguments);
    let console = Console::new(&arguments.global);
    let ended = match &arguments.command {
        Command::Init(init) => init::run(init, &arguments.global, &console),
        Command::New(new) => new::run(new, &arguments.global, &console),
        Command::Translate(translate) => translate::run(translate, &arguments.global, &console),
        Command::Rename(rename) => rename::run(rename, &arguments.global, &console),
        Command::Build(build) => build::run(build, &arguments.global, &console),
        Command::Check(check) => check::run(check, &arguments.global, &console),
        Command::Serve(options) => serve::run(options, &arguments.global, console.clone()),
        Command::Schema(schema) => schema::run(schema),
        Command::Completions(completions) => completions::run(completions),
        Command::Man(man) => man::run(man, &console),
    };
    match ended {
        Ok(Verdict::Clean) => ExitCode::SUCCESS,
        Ok(Verdict::Problems) => ExitCode::from(1),
        Err(Failure(message)) => {
            console.failure(&message);
            ExitCode::from(2)
        }
    }
}

/// The folder that was named, or the project this folder is part of; a new one begins right here.
fn root(arguments: &Arguments) -> PathBuf {
    let is_new = matches!(arguments.command, Command::Init(_));
    let found = || if is_new { None } else { project_above() };
    arguments.global.given_root.clone().or_else(found).unwrap_or_else(|| PathBuf::from("."))
}

/// The next folder upward that holds site.toml, as it is seen from this one.
fn project_above() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let levels = here.ancestors().position(|folder| folder.join("site.toml").is_file())?;
    Some(if levels == 0 { PathBuf::from(".") } else { std::iter::repeat_n("..", levels).collect() })
}

/// A panic is a bug of ours: it says so, and with which version it happened.
fn report_bugs() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let message = concat!("annals ", env!("CARGO_PKG_VERSION"), " has a bug; please report it with what follows");
        console::complain(message);
        usual(panic);
    }));
}
