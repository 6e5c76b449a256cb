//! Problems as a table, for spreadsheets.

use std::io::{self, Write};

use super::Diagnostic;
use super::located::Files;
use super::unsafe_text::visible;

/// Writes a row for each problem below a row of names. Lines and columns count from 1, columns in characters.
pub fn write(diagnostics: &[Diagnostic], files: &Files<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = csv::Writer::from_writer(out);
    rows.write_record(["file", "line", "column", "level", "code", "name", "message", "help"])?;
    for diagnostic in diagnostics {
        let at = files.position(diagnostic.place.file, diagnostic.place.span.start);
        rows.write_record([
            &*visible(&files.path(diagnostic.place.file)),
            &at.line.to_string(),
            &at.column.to_string(),
            diagnostic.level.name(),
            diagnostic.code.number(),
            diagnostic.code.name(),
            &*visible(&diagnostic.message),
            &*visible(diagnostic.help.as_deref().unwrap_or_default()),
        ])?;
    }
    rows.flush()
}
