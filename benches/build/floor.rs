//! The floor of a build: creating the files it publishes, from memory.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, fs, io, thread};

use clap::Args;
use walkdir::WalkDir;

use crate::measure::{Outcome, settle};

/// A copy of a tree, made by a process of its own.
#[derive(Args)]
pub(crate) struct Creation {
    from: PathBuf,
    to: PathBuf,
    threads: usize,
}

/// How long it takes to create the files of `from` below `to`, which is removed afterwards.
pub(crate) fn measured(from: &Path, to: &Path, threads: usize) -> Outcome<Duration> {
    settle();
    let creation =
        Command::new(env::current_exe()?).arg("create").args([from, to]).arg(threads.to_string()).output()?;
    if !creation.status.success() {
        return Err(String::from_utf8_lossy(&creation.stderr).into());
    }
    fs::remove_dir_all(to)?;
    Ok(Duration::from_nanos(String::from_utf8(creation.stdout)?.trim().parse()?))
}

impl Creation {
    /// Reads everything, then creates it; the time of the creation alone.
    pub(crate) fn run(&self) -> io::Result<Duration> {
        let mut folders = Vec::new();
        let mut files = Vec::new();
        for entry in WalkDir::new(&self.from).sort_by_file_name() {
            let entry = entry?;
            let path = self.to.join(entry.path().strip_prefix(&self.from).map_err(io::Error::other)?);
            if entry.file_type().is_dir() {
                folders.push(path);
            } else {
                files.push((path, fs::read(entry.path())?));
            }
        }
        let start = Instant::now();
        for folder in &folders {
            fs::create_dir(folder)?;
        }
        create(&files, self.threads)?;
        Ok(start.elapsed())
    }
}

fn create(files: &[(PathBuf, Vec<u8>)], threads: usize) -> io::Result<()> {
    let part = files.len().div_ceil(threads.max(1)).max(1);
    thread::scope(|scope| {
        let writers = files.chunks(part).map(|files| scope.spawn(|| write(files)));
        let writers: Vec<_> = writers.collect();
        writers.into_iter().try_for_each(|writer| writer.join().expect("a writer only returns errors"))
    })
}

fn write(files: &[(PathBuf, Vec<u8>)]) -> io::Result<()> {
    files.iter().try_for_each(|(path, bytes)| fs::write(path, bytes))
}
