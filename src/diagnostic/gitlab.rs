//! Problems as a report of GitLab's code quality.
//!
//! Source: GitLab Docs, "Code Quality", "Import code quality results from a CI/CD job".

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::located::Files;
use super::unsafe_text::visible_json;
use super::{Diagnostic, Level};

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
}

/// Writes one JSON array with a problem a line. A problem keeps its fingerprint where only its line changes.
pub fn write(diagnostics: &[Diagnostic], files: &Files<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut repeats: BTreeMap<String, usize> = BTreeMap::new();
    out.write_all(b"[")?;
    for (index, diagnostic) in diagnostics.iter().enumerate() {
        let path = files.path(diagnostic.place.file);
        let about = format!("{path}\0{}\0{}\0{}", diagnostic.code.name(), diagnostic.key_path, diagnostic.message);
        let repeat = repeats.entry(about.clone()).or_default();
        let issue = Issue {
            description: described(diagnostic),
            check_name: diagnostic.code.name(),
            fingerprint: fingerprint(&about, *repeat),
            severity: severity(diagnostic.level),
            location: Location {
                path: &path,
                lines: Lines { begin: files.position(diagnostic.place.file, diagnostic.place.span.start).line },
            },
        };
        *repeat += 1;
        let separator = if index == 0 { "\n" } else { ",\n" };
        write!(out, "{separator}{}", visible_json(&serde_json::to_string(&issue)?))?;
    }
    out.write_all(if diagnostics.is_empty() { b"]\n" } else { b"\n]\n" })
}

fn described(diagnostic: &Diagnostic) -> String {
    let help = diagnostic.help.as_ref().map_or_else(String::new, |help| format!(" ({help})"));
    format!("{}{help}", diagnostic.message)
}

fn fingerprint(about: &str, repeat: usize) -> String {
    let hash = Sha256::digest(format!("{about}\0{repeat}"));
    hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}

const fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "major",
        Level::Warning => "minor",
        Level::Note => "info",
    }
}
