//! Measures `annals build` as a whole process: `cargo bench --bench build -- --sizes 1000,10000`.
//! `README.md` beside this file tells what the columns mean.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program of its own that tells what it measured")]

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use annals::config::OptionalOutput;
use clap::{Parser, Subcommand};
use tempfile::TempDir;

use crate::corpus::Corpus;
use crate::floor::Creation;
use crate::measure::{Build, Outcome};
use crate::report::Report;

#[path = "corpus/mod.rs"]
mod corpus;
#[path = "build/floor.rs"]
mod floor;
#[path = "build/measure.rs"]
mod measure;
#[path = "build/report.rs"]
mod report;

/// Builds generated archives with the release binary and prints what that costs.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    part: Option<Part>,
    /// Numbers of write-ups, one table each
    #[arg(long, value_delimiter = ',', default_value = "1000,10000", value_parser = clap::value_parser!(u32).range(2..))]
    sizes: Vec<u32>,
    /// How often each step is measured
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    /// How many builds to throw away first
    #[arg(long, default_value_t = 1)]
    warm: u32,
    /// Where to make the temporary folder (the file system matters)
    #[arg(long, default_value = env!("CARGO_TARGET_TMPDIR"))]
    dir: PathBuf,
    /// Threads of the build (sets `RAYON_NUM_THREADS`)
    #[arg(long)]
    threads: Option<u32>,
    /// Optional outputs to switch off, such as `search,feeds`; `all` of them
    #[arg(long, value_delimiter = ',')]
    without: Vec<String>,
    /// The seed of the generated archive
    #[arg(long, default_value_t = 1)]
    seed: u64,
    // Cargo passes this to every benchmark.
    #[arg(long, hide = true)]
    bench: bool,
}

/// What the benchmark runs itself for, so that its own memory stays small: a child's peak can't be less than its parent's.
#[derive(Subcommand)]
enum Part {
    #[command(hide = true)]
    Create(Creation),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Outcome<()> {
    if let Some(Part::Create(creation)) = &arguments.part {
        println!("{}", creation.run()?.as_nanos());
        return Ok(());
    }
    for size in &arguments.sizes {
        let folder = TempDir::with_prefix_in("annals-bench-", &arguments.dir)?;
        println!("{}", measured(arguments, *size, folder.path())?);
    }
    Ok(())
}

/// Adds to the settings of a project what it does without.
fn switch_off(root: &Path, outputs: &[String]) -> Outcome<()> {
    let all = OptionalOutput::ALL.map(OptionalOutput::key);
    let named = |key: &&str| outputs.iter().any(|output| output == key || output == "all");
    let off: Vec<&str> = all.into_iter().filter(named).collect();
    if let Some(unknown) = outputs.iter().find(|output| *output != "all" && !all.contains(&output.as_str())) {
        return Err(format!("`{unknown}` is none of the optional outputs: {}", all.join(", ")).into());
    }
    if off.is_empty() {
        return Ok(());
    }
    println!("without {}", off.join(", "));
    let mut settings = OpenOptions::new().append(true).open(root.join("site.toml"))?;
    writeln!(settings, "\n[outputs]")?;
    off.iter().try_for_each(|key| Ok(writeln!(settings, "{key} = false")?))
}

/// All steps for an archive of one size.
fn measured(arguments: &Arguments, size: u32, folder: &Path) -> Outcome<Report> {
    let root = folder.join("project");
    let corpus = Corpus { count: usize::try_from(size)?, seed: arguments.seed };
    println!("{}", corpus.write(&root)?);
    switch_off(&root, &arguments.without)?;
    let build = Build { root, output: folder.join("public"), threads: arguments.threads };
    for _ in 0..arguments.warm {
        build.run()?;
        build.clear()?;
    }
    let mut report = Report::new(size, arguments.threads);
    for round in 0..arguments.runs {
        if round > 0 {
            build.clear()?;
        }
        report.first.push(build.run()?);
        report.single.push(floor::measured(&build.output, &folder.join("floor"), 1)?);
        report.double.push(floor::measured(&build.output, &folder.join("floor"), 2)?);
    }
    report.volume = measure::volume(&build.output)?;
    for _ in 0..arguments.runs {
        report.again.push(build.run()?);
    }
    for _ in 0..arguments.runs {
        build.edit()?;
        report.edited.push(build.run()?);
    }
    Ok(report)
}
