//! How problems are told.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::console::{Console, complain, ignore_closed};
use super::{Global, Verdict};
use crate::diagnostic::{Diagnostic, Files, Level, concise, csv, github, gitlab, json, sarif, text};
use crate::source::SourceFile;

/// How problems are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum OutputFormat {
    /// With excerpts, for people.
    #[default]
    Full,
    /// One line each.
    Concise,
    /// As a table, for spreadsheets.
    Csv,
    /// As one JSON array, for programs.
    Json,
    /// As commands of GitHub Actions [default there].
    Github,
    /// As a code quality report of GitLab.
    Gitlab,
    /// As SARIF 2.1.0.
    Sarif,
}

impl OutputFormat {
    /// What is told where nothing was said: people read logs, and GitHub shows its commands at their lines.
    pub(super) fn usual() -> Self {
        if std::env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true") { Self::Github } else { Self::Full }
    }

    /// Whether it is one document, which stands there even if nothing is wrong.
    pub(super) const fn is_document(self) -> bool {
        matches!(self, Self::Csv | Self::Json | Self::Gitlab | Self::Sarif)
    }
}

/// Tells problems on an output.
pub(super) fn tell(
    problems: &[Diagnostic],
    files: &[SourceFile],
    root: &Path,
    format: OutputFormat,
    console: &Console,
    out: &mut (impl Write + io::IsTerminal),
) -> io::Result<()> {
    let prefix = prefix(root);
    let files = Files::new(files, &prefix);
    let style = console.style(out);
    let mut out = BufWriter::new(out);
    let told = match format {
        OutputFormat::Full => text::write(problems, &files, style, &mut out),
        OutputFormat::Concise => concise::write(problems, &files, &mut out),
        OutputFormat::Csv => csv::write(problems, &files, &mut out),
        OutputFormat::Json => json::write(problems, &files, &mut out),
        OutputFormat::Github => github::write(problems, &files, &mut out),
        OutputFormat::Gitlab => gitlab::write(problems, &files, &mut out),
        OutputFormat::Sarif => sarif::write(problems, &files, &mut out),
    };
    told.and_then(|()| out.flush())
}

/// Tells the problems that keep a command from its work, and that it did none.
pub(super) fn refuse(
    problems: &[Diagnostic],
    files: &[SourceFile],
    global: &Global,
    console: &Console,
    undone: &str,
) -> Verdict {
    ignore_closed(tell(problems, files, &global.root, OutputFormat::Full, console, &mut io::stderr().lock()));
    complain(undone);
    Verdict::Problems
}

/// The problems that no site is published with.
pub(super) fn errors(problems: Vec<Diagnostic>) -> Vec<Diagnostic> {
    problems.into_iter().filter(|problem| problem.level == Level::Error).collect()
}

/// What stands before the paths of files, so that they are seen from where the caller is.
pub(super) fn prefix(root: &Path) -> String {
    if root == Path::new(".") { String::new() } else { format!("{}/", root.display()).replace("//", "/") }
}
