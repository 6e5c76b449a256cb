//! Compares the pages of a site with the budgets they have: `cargo bench --bench budgets -- --count 10000`.
//! `README.md` beside this file tells what the lines mean.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program of its own that tells what it measured")]

use std::collections::BTreeSet;
use std::error::Error;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use annals::archive::Archive;
use annals::derive::Insights;
use annals::locale::LanguageTag;
use annals::project::load;
use annals::site::{Output, Site, SiteOptions, Theme};
use clap::Parser;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::corpus::Corpus;

#[path = "corpus/mod.rs"]
mod corpus;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Renders every page of a generated archive, or of a project, and compares its compressed size with its budget.
#[derive(Parser)]
struct Arguments {
    /// How many write-ups to generate
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(1..))]
    count: u32,
    /// A project to judge instead of a generated one
    #[arg(long)]
    project: Option<PathBuf>,
    // Cargo passes this to every benchmark.
    #[arg(long, hide = true)]
    bench: bool,
}

/// What a reader loads, with what it may weigh, in kB of 1000 bytes after `gzip -6`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Home,
    Incident,
    Service,
    OtherPage,
    Stylesheet,
    Script,
}

impl Kind {
    const ALL: [Self; 6] = [Self::Home, Self::Incident, Self::Service, Self::OtherPage, Self::Stylesheet, Self::Script];

    const fn name(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Incident => "incident",
            Self::Service => "service",
            Self::OtherPage => "any other page",
            Self::Stylesheet => "stylesheets together",
            Self::Script => "scripts together, search aside",
        }
    }

    const fn budget(self) -> u32 {
        match self {
            Self::Home | Self::Service | Self::OtherPage => 30,
            Self::Incident => 12,
            Self::Stylesheet => 8,
            Self::Script => 3,
        }
    }

    /// Whether a page loads all of them.
    const fn adds_up(self) -> bool {
        matches!(self, Self::Stylesheet | Self::Script)
    }
}

/// How much the files of a kind weigh.
#[derive(Default)]
struct Weight {
    files: usize,
    total: usize,
    most: usize,
    largest: String,
}

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("budgets: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Says whether every budget is kept.
fn run(arguments: &Arguments) -> Outcome<bool> {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let root = arguments.project.clone().unwrap_or_else(|| folder.path().join("project"));
    if arguments.project.is_none() {
        println!("{}", Corpus { count: usize::try_from(arguments.count)?, seed: 1 }.write(&root)?);
    }
    let loaded = load(&root, false, None)?;
    let (mut problems, theme) = (loaded.problems, loaded.theme);
    let archive = loaded.archive.ok_or("site.toml can't be read")?;
    let insights = Insights::new(&archive);
    let options = SiteOptions { base_url: archive.settings.base_url.clone(), links: archive.settings.links };
    let site = Site::new(&archive, &insights, Theme::new(theme)?, options, &mut problems)?;
    println!("{:<32}{:>8}{:>12}{:>12}{:>10}", "gzipped, kB", "files", "mean", "most", "budget");
    let weights = weights(&archive, &site)?;
    let kept = Kind::ALL.into_iter().zip(&weights).map(|(kind, weight)| tell(kind, weight));
    Ok(kept.collect::<Vec<_>>().into_iter().all(|kept| kept))
}

fn weights(archive: &Archive, site: &Site<'_>) -> Outcome<Vec<Weight>> {
    let incidents: BTreeSet<&str> = archive.incidents.iter().map(|incident| &*incident.id).collect();
    let services: BTreeSet<&str> = archive.names.services.keys().map(|id| &**id).collect();
    let languages: BTreeSet<&str> = archive.settings.languages.iter().map(LanguageTag::as_str).collect();
    let mut weights: Vec<Weight> = Kind::ALL.iter().map(|_| Weight::default()).collect();
    for output in site.outputs() {
        let mut parts: Vec<&str> = output.path.as_str().split('/').collect();
        if parts.len() > 1 && parts.first().is_some_and(|part| languages.contains(part)) {
            parts.remove(0);
        }
        let kind = match parts.as_slice() {
            ["index.html"] => Kind::Home,
            ["incidents", id, "index.html"] if incidents.contains(id) => Kind::Incident,
            ["services", id, "index.html"] if services.contains(id) => Kind::Service,
            [.., "search", _] => continue,
            [.., name] if name.ends_with(".html") => Kind::OtherPage,
            [.., name] if name.ends_with(".css") => Kind::Stylesheet,
            [.., name] if name.ends_with(".js") && !name.starts_with("search") => Kind::Script,
            _ => continue,
        };
        let place = Kind::ALL.iter().position(|one| *one == kind);
        let weight = place.and_then(|place| weights.get_mut(place)).ok_or("a kind without a place")?;
        weight.add(output, gzipped(&site.render(output)?)?);
    }
    Ok(weights)
}

impl Weight {
    fn add(&mut self, output: &Output, bytes: usize) {
        self.files += 1;
        self.total += bytes;
        if bytes > self.most {
            self.most = bytes;
            self.largest = output.path.as_str().to_owned();
        }
    }
}

fn gzipped(bytes: &[u8]) -> Outcome<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(6));
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

/// Prints a line, and says whether the budget is kept.
fn tell(kind: Kind, weight: &Weight) -> bool {
    let most = if kind.adds_up() { weight.total } else { weight.most };
    let kept = most <= kind.budget() as usize * 1_000;
    let kilobytes = |bytes: usize| format!("{}.{}", bytes / 1_000, bytes % 1_000 / 100);
    let mean = kilobytes(weight.total / weight.files.max(1));
    let verdict = if kept { String::new() } else { format!("  over: {}", weight.largest) };
    println!("{:<32}{:>8}{mean:>12}{:>12}{:>10}{verdict}", kind.name(), weight.files, kilobytes(most), kind.budget());
    kept
}
