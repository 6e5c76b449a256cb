//! `annals man`: the manual, a page for each command.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, CommandFactory as _};
use clap_mangen::Man;

use super::console::{Console, put_out};
use super::{Failure, Verdict};
use crate::diagnostic::count;

const EXAMPLES: &str = "\
Examples:
  annals man ~/.local/share/man/man1   put a page for each command where man finds it
  annals man | man -l -                read the first page";

/// Options of `annals man`.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The folder to put the pages in; without it the page of `annals` itself is written out
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, console: &Console) -> Result<Verdict, Failure> {
    let mut command = super::Arguments::command();
    command.build();
    match &arguments.folder {
        Some(folder) => {
            let pages = pages(&command)?;
            write(folder, &pages).map_err(|error| Failure(format!("could not write {}: {error}", folder.display())))?;
            console.say(&format!("wrote {} in {}", count(pages.len(), "page"), folder.display()));
        }
        None => put_out(&page(&command)?)?,
    }
    Ok(Verdict::Clean)
}

/// Each page with the name of its file.
fn pages(command: &clap::Command) -> io::Result<Vec<(String, Vec<u8>)>> {
    let commands = command.get_subcommands().filter(|command| command.get_name() != "help");
    let all = std::iter::once(command).chain(commands);
    all.map(|command| {
        let name = command.get_display_name().unwrap_or_else(|| command.get_name());
        Ok((format!("{name}.1"), page(command)?))
    })
    .collect()
}

fn page(command: &clap::Command) -> io::Result<Vec<u8>> {
    let mut page = Vec::new();
    Man::new(command.clone())
        .manual("Annals")
        .source(concat!("annals ", env!("CARGO_PKG_VERSION")))
        .render(&mut page)?;
    Ok(page)
}

fn write(folder: &Path, pages: &[(String, Vec<u8>)]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    pages.iter().try_for_each(|(name, page)| fs::write(folder.join(name), page))
}
