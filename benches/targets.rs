//! Measures what search costs a build and its readers: `cargo bench --bench targets -- --sizes 1000,10000`.
//! `README.md` beside this file tells what the lines mean.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program of its own that tells what it measured")]

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;

use annals::derive::Insights;
use annals::project::{Loaded, load};
use annals::publish::{Options, SiteOutputs, publish};
use annals::site::{Site, SiteOptions, Theme};
use clap::{Args, Parser, Subcommand};
use tempfile::TempDir;
use wait4::Wait4 as _;

use crate::corpus::Corpus;
use crate::stages::Stages;

#[path = "corpus/mod.rs"]
mod corpus;
#[path = "targets/stages.rs"]
mod stages;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Builds generated archives with search and without, and asks them in a browser.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    part: Option<Part>,
    /// Numbers of write-ups, one table each
    #[arg(long, value_delimiter = ',', default_value = "1000,10000", value_parser = clap::value_parser!(u32).range(2..))]
    sizes: Vec<u32>,
    /// Projects to measure instead of generated ones
    #[arg(long, value_delimiter = ',')]
    projects: Vec<PathBuf>,
    /// How often each is built with search and without
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    /// Where to make the temporary folder
    #[arg(long, default_value = env!("CARGO_TARGET_TMPDIR"))]
    dir: PathBuf,
    // Cargo passes this to every benchmark.
    #[arg(long, hide = true)]
    bench: bool,
}

/// What the benchmark runs itself for.
#[derive(Subcommand)]
enum Part {
    #[command(hide = true)]
    Build(Build),
    /// Tells where the time of a build goes
    Stages(Stages),
}

/// One build, as the program does it.
#[derive(Args)]
struct Build {
    root: PathBuf,
    output: PathBuf,
    /// Leave the index out
    #[arg(long)]
    without_search: bool,
}

/// What a build cost.
#[derive(Clone, Copy)]
struct Cost {
    cpu: Duration,
    peak: u64,
}

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Archives up to so many write-ups are also asked from disk, below a folder of a host.
const ASKED_EVERYWHERE: usize = 2_000;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match &arguments.part {
        Some(Part::Build(build)) => build.run(),
        Some(Part::Stages(stages)) => stages.run(),
        None => run(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Outcome<()> {
    for project in &arguments.projects {
        let folder = TempDir::with_prefix_in("annals-targets-", &arguments.dir)?;
        measure(project, folder.path(), arguments.runs)?;
    }
    for size in arguments.sizes.iter().filter(|_| arguments.projects.is_empty()) {
        let folder = TempDir::with_prefix_in("annals-targets-", &arguments.dir)?;
        let project = folder.path().join("project");
        println!("{}", Corpus { count: usize::try_from(*size)?, seed: 1 }.write(&project)?);
        measure(&project, folder.path(), arguments.runs)?;
    }
    if !arguments.projects.is_empty() {
        return Ok(());
    }
    println!("\nhow well a generated archive is searched");
    let report = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/relevance/report.mjs");
    succeed(Command::new("node").arg(report).env("ANNALS", env!("CARGO_BIN_EXE_annals")))
}

/// Prints every line of a project.
fn measure(project: &Path, folder: &Path, runs: u32) -> Outcome<()> {
    let (output, portable) = (folder.join("public"), folder.join("portable"));
    let (without, with) = (costs(project, &output, runs, true)?, costs(project, &output, runs, false)?);
    let seconds = |costs: &[Cost]| median(costs.iter().map(|cost| cost.cpu).collect()).as_secs_f64();
    println!("\n{}: {} write-ups", project.display(), write_ups(project));
    line("CPU-s of the build, search aside", &format!("{:.2}", seconds(&without)));
    succeed(Command::new(std::env::current_exe()?).arg("stages").arg(project))?;
    line("CPU-s of the index on top", &format!("{:.2}", seconds(&with) - seconds(&without)));
    line("peak memory of the build, MB", &megabytes(&with));
    line("the same, search aside, MB", &megabytes(&without));
    let files = fs::read_dir(output.join("search"))?.count();
    line("search files", &files.to_string());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/targets/browser.mjs");
    let mut browser = Command::new("node");
    browser.arg(script).arg(&output);
    if write_ups(project) <= ASKED_EVERYWHERE {
        let mut annals = Command::new(env!("CARGO_BIN_EXE_annals"));
        annals.arg("build").arg("--portable").arg("--root").arg(project).arg("--output-dir").arg(&portable);
        succeed(annals.stderr(Stdio::null()))?;
        browser.arg(&portable);
    }
    succeed(&mut browser)
}

/// Builds so many times; the last site stays.
fn costs(project: &Path, output: &Path, runs: u32, without_search: bool) -> Outcome<Vec<Cost>> {
    (0..runs)
        .map(|_| {
            if output.try_exists()? {
                fs::remove_dir_all(output)?;
            }
            let mut command = Command::new(std::env::current_exe()?);
            command.arg("build").args([project, output]).args(without_search.then_some("--without-search"));
            let ended = command.spawn()?.wait4()?;
            if !ended.status.success() {
                return Err("the build failed".into());
            }
            Ok(Cost { cpu: ended.rusage.utime, peak: ended.rusage.maxrss })
        })
        .collect()
}

impl Build {
    fn run(&self) -> Outcome<()> {
        let Loaded { archive, theme, mut problems, .. } = load(&self.root, false, None)?;
        let archive = archive.ok_or("site.toml can't be read")?;
        let insights = Insights::new(&archive);
        let options = SiteOptions { base_url: archive.settings.base_url.clone(), links: archive.settings.links };
        let site = Site::new(&archive, &insights, Theme::new(theme)?, options, &mut problems)?;
        if problems.has_errors() {
            return Err("the project has errors; `annals check` tells them".into());
        }
        let site = if self.without_search { site } else { site.with_search() };
        let options = Options { project_root: self.root.clone(), ..Options::default() };
        publish(&SiteOutputs { site: &site, root: self.root.clone() }, &self.output, &options, &|_| {})?;
        // As in the program.
        std::mem::forget(site);
        std::mem::forget((insights, archive));
        Ok(())
    }
}

fn write_ups(project: &Path) -> usize {
    let files = walkdir::WalkDir::new(project.join("content/incidents")).into_iter();
    files.filter(|entry| entry.as_ref().is_ok_and(|entry| entry.file_type().is_file())).count()
}

fn succeed(command: &mut Command) -> Outcome<()> {
    if command.status()?.success() { Ok(()) } else { Err(format!("{command:?} failed").into()) }
}

fn median(mut values: Vec<Duration>) -> Duration {
    values.sort_unstable();
    values.get(values.len() / 2).copied().unwrap_or_default()
}

fn megabytes(costs: &[Cost]) -> String {
    let peak = costs.iter().map(|cost| cost.peak).max().unwrap_or(0);
    (peak / 1_000_000).to_string()
}

fn line(what: &str, value: &str) {
    println!("{what:<46}{value:>16}");
}
