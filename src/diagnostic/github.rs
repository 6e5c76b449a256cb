//! Problems as workflow commands of GitHub Actions, which shows them at their lines.
//!
//! Source: GitHub Docs, "Workflow commands for GitHub Actions"; what is escaped is what `@actions/core` escapes.

use std::io::{self, Write};

use super::located::Files;
use super::unsafe_text::visible;
use super::{Diagnostic, Level};

/// Writes a command for each problem. Lines and columns count from 1, columns in characters.
pub fn write(diagnostics: &[Diagnostic], files: &Files<'_>, out: &mut dyn Write) -> io::Result<()> {
    for diagnostic in diagnostics {
        let place = &diagnostic.place;
        let (start, end) = (files.position(place.file, place.span.start), files.position(place.file, place.span.end));
        let title = format!("{} {}", diagnostic.code.number(), diagnostic.code.name());
        let help = diagnostic.help.as_ref().map_or_else(String::new, |help| format!("\n{help}"));
        let message = format!("{}{help}", diagnostic.message);
        let columns = if start.line == end.line && start.column < end.column {
            format!(",endColumn={}", end.column)
        } else {
            String::new()
        };
        writeln!(
            out,
            "::{} file={},line={},endLine={},col={}{columns},title={}::{}",
            command(diagnostic.level),
            property(&files.path(place.file)),
            start.line,
            end.line,
            start.column,
            property(&title),
            data(&message)
        )?;
    }
    Ok(())
}

const fn command(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    }
}

fn data(text: &str) -> String {
    let escaped = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    visible(&escaped).into_owned()
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
