//! Problems one a line, as compilers tell them: `path:line:column: error[A204 unknown-key]: …`.

use std::io::{self, Write};

use super::Diagnostic;
use super::located::Files;
use super::unsafe_text::visible;

/// Writes a line for each problem. Lines and columns count from 1, columns in characters.
pub fn write(diagnostics: &[Diagnostic], files: &Files<'_>, out: &mut dyn Write) -> io::Result<()> {
    for diagnostic in diagnostics {
        let at = files.position(diagnostic.place.file, diagnostic.place.span.start);
        let (path, code) = (files.path(diagnostic.place.file), diagnostic.code);
        let (level, message) = (diagnostic.level.name(), visible(&diagnostic.message));
        let (number, name) = (code.number(), code.name());
        writeln!(out, "{}:{}:{}: {level}[{number} {name}]: {message}", visible(&path), at.line, at.column)?;
    }
    Ok(())
}
