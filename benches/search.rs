//! Measures the search index of a project: `cargo bench --bench search -- DIR`.
//! `README.md` beside this file tells what the lines mean.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program of its own that tells what it measured")]
#![expect(clippy::unwrap_used, reason = "the reader of the tests stops at what is wrong")]

use std::collections::BTreeMap;
use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use annals::cli::check_project;
use annals::derive::Insights;
use annals::diagnostic::Diagnostics;
use annals::site::{Site, SiteOptions, Theme, ThemeFiles};
use clap::Parser;
use rustix::time::{ClockId, clock_gettime};

use reader::{Files, Index};

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[path = "../tests/search/reader.rs"]
#[expect(dead_code, reason = "the tests look at more of the index")]
mod reader;

/// Makes the search index of a project in memory and prints what that costs and how large its files are.
#[derive(Parser)]
struct Arguments {
    /// The folder with `site.toml`
    root: PathBuf,
    /// How often the index is made
    #[arg(long, default_value_t = 3)]
    runs: u32,
    // Cargo passes this to every benchmark.
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let checked = check_project(&arguments.root, false).map_err(|failure| failure.to_string())?;
    let archive = checked.archive().ok_or("site.toml can't be read")?;
    let insights = Insights::new(archive);
    let mut files = Files::new();
    for _ in 0..arguments.runs {
        let theme = Theme::new(ThemeFiles::default())?;
        let options = SiteOptions { base_url: None, links: archive.settings.links };
        let site = Site::new(archive, &insights, theme, options, &mut Diagnostics::new())?;
        let (before, peak) = (cpu(), peak());
        let site = site.with_search();
        println!(
            "index: {:.2} CPU-s, peak {} MB before, {} MB after",
            cpu().saturating_sub(before).as_secs_f64(),
            peak,
            self::peak()
        );
        let before = cpu();
        files = site.search_files().map(|(name, bytes)| (name.to_owned(), bytes.into_owned())).collect();
        println!("cards told once more and compressed: {:.2} CPU-s", cpu().saturating_sub(before).as_secs_f64());
    }
    report(&files);
    Ok(())
}

/// What the index weighs, and what a reader's first word costs.
fn report(files: &Files) {
    println!("{:>8} {:>8} {:>12} {:>10}", "kind", "files", "bytes", "largest");
    let mut kinds: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (name, bytes) in files {
        let kind = if name == "root" { "root" } else { name.get(..1).unwrap_or_default() };
        kinds.entry(kind).or_default().push(bytes.len());
    }
    for (kind, sizes) in &kinds {
        let (sum, most) = (sizes.iter().sum::<usize>(), sizes.iter().max().copied().unwrap_or(0));
        println!("{kind:>8} {:>8} {sum:>12} {most:>10}", sizes.len());
    }
    println!("files: {}", files.len());
    let mut words = words(files);
    words.sort_unstable();
    let at = |share: usize| words.get((words.len() - 1) * share / 1000).expect("there are words");
    println!("terms: {}", words.len());
    for (name, share) in [("half of the words", 500), ("99 %", 990), ("99.9 %", 999), ("the costliest", 1000)] {
        let (bytes, files, word) = at(share);
        println!("cold, {name}: at most {bytes} bytes (`{word}`, {files} files)");
    }
}

/// For each term the bytes and files that its first search loads: root, the term's shard, and its lists.
fn words(files: &Files) -> Vec<(usize, usize, String)> {
    let index = Index::new(files);
    let sizes: BTreeMap<&str, usize> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.len())).collect();
    let mut words = Vec::new();
    for term in index.every_term().filter(|term| !term.text.starts_with('\u{1}')) {
        let mut named: Vec<&str> = term.groups.iter().map(|place| place.lists.as_str()).collect();
        named.extend(index.shard_of(&term.text).into_iter().chain(["root"]));
        named.sort_unstable();
        named.dedup();
        words.push((named.iter().map(|name| sizes[name]).sum(), named.len(), term.text.clone()));
    }
    words
}

/// The CPU time of this process so far.
fn cpu() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(u64::try_from(time.tv_sec).unwrap_or(0), u32::try_from(time.tv_nsec).unwrap_or(0))
}

/// The most memory this process had so far, in megabytes; zero where the system doesn't say.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1000
}
