//! How problems are told.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::console::{Console, ignore_closed};
use crate::diagnostic::{Diagnostic, Files, json, text};
use crate::source::SourceFile;

/// How problems are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum OutputFormat {
    /// With excerpts, for people.
    #[default]
    Full,
    /// As one JSON array, for programs.
    Json,
}

/// Tells problems on an output.
pub(super) fn tell(
    problems: &[Diagnostic],
    files: &[SourceFile],
    root: &Path,
    format: OutputFormat,
    console: &Console,
    out: &mut (impl Write + io::IsTerminal),
) {
    let prefix = if root == Path::new(".") { String::new() } else { format!("{}/", root.display()) };
    let prefix = prefix.replace("//", "/");
    let files = Files::new(files, &prefix);
    let style = console.style(out);
    let mut out = BufWriter::new(out);
    let told = match format {
        OutputFormat::Full => text::write(problems, &files, style, &mut out),
        OutputFormat::Json => json::write(problems, &files, &mut out),
    };
    ignore_closed(told.and_then(|()| out.flush()));
}
