//! Generates a project folder for benchmarks: `cargo bench --bench corpus -- --count 10000 --out DIR`.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program of its own that tells what it did")]

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use crate::corpus::Corpus;

#[path = "corpus/mod.rs"]
mod corpus;

/// Generates a project folder of invented incidents, the same for the same count and seed.
#[derive(Parser)]
struct Arguments {
    /// How many write-ups, translations included
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    count: u32,
    /// The folder to write into, absent or empty
    #[arg(long)]
    out: PathBuf,
    /// Another seed gives other incidents
    #[arg(long, default_value_t = 1)]
    seed: u64,
    // Cargo passes this to every benchmark.
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let count = usize::try_from(arguments.count).expect("at most a million");
    match (Corpus { count, seed: arguments.seed }).write(&arguments.out) {
        Ok(written) => {
            println!("{}: {written}", arguments.out.display());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{}: {error}", arguments.out.display());
            ExitCode::FAILURE
        }
    }
}
