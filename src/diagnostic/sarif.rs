//! Problems as SARIF 2.1.0 (OASIS), which code hosts and editors read.

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde_json::{Value, json};

use super::located::Files;
use super::unsafe_text::visible_json;
use super::{Code, Diagnostic, Place};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Writes one log with one run. Columns count UTF-16 code units from 1; paths are addresses seen from the project.
pub fn write(diagnostics: &[Diagnostic], files: &Files<'_>, out: &mut dyn Write) -> io::Result<()> {
    let codes: BTreeSet<Code> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    let rules: Vec<Value> = codes.iter().map(|code| rule(*code)).collect();
    let place = |code: Code| codes.iter().position(|known| *known == code);
    let driver =
        json!({ "driver": { "name": "annals", "semanticVersion": env!("CARGO_PKG_VERSION"), "rules": rules } });
    // A result at a time: as one value, a hundred thousand of them would take a gigabyte.
    write!(out, r#"{{"$schema":"{SCHEMA}","runs":[{{"columnKind":"utf16CodeUnits","results":["#)?;
    for (number, diagnostic) in diagnostics.iter().enumerate() {
        let result = serde_json::to_string(&result(diagnostic, place(diagnostic.code), files))?;
        write!(out, "{}{}", if number == 0 { "" } else { "," }, visible_json(&result))?;
    }
    writeln!(out, r#"],"tool":{}}}],"version":"2.1.0"}}"#, visible_json(&serde_json::to_string(&driver)?))
}

fn rule(code: Code) -> Value {
    json!({
        "id": code.number(),
        "name": code.name(),
        "shortDescription": { "text": code.summary() },
        "help": { "text": code.summary(), "markdown": code.explanation() },
        "defaultConfiguration": { "level": code.level().name() },
    })
}

fn result(diagnostic: &Diagnostic, rule: Option<usize>, files: &Files<'_>) -> Value {
    let help = diagnostic.help.as_ref().map_or_else(String::new, |help| format!("\n{help}"));
    let mut result = json!({
        "ruleId": diagnostic.code.number(),
        "ruleIndex": rule,
        "level": diagnostic.level.name(),
        "message": { "text": format!("{}{help}", diagnostic.message) },
        "locations": [location(&diagnostic.place, files)],
    });
    let labels = diagnostic.labels.iter().enumerate();
    let related: Vec<Value> = labels
        .map(|(number, label)| {
            let mut place = location(&label.place, files);
            place["id"] = json!(number + 1);
            place["message"] = json!({ "text": label.text });
            place
        })
        .collect();
    if !related.is_empty() {
        result["relatedLocations"] = related.into();
    }
    if let Some(fix) = &diagnostic.fix {
        result["fixes"] = json!([{
            "description": { "text": diagnostic.help.as_deref().unwrap_or("mend it") },
            "artifactChanges": [{
                "artifactLocation": { "uri": files.address(fix.place.file) },
                "replacements": [{
                    "deletedRegion": region(&fix.place, files),
                    "insertedContent": { "text": fix.replacement },
                }],
            }],
        }]);
    }
    result
}

fn location(place: &Place, files: &Files<'_>) -> Value {
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": files.address(place.file) },
            "region": region(place, files),
        },
    })
}

fn region(place: &Place, files: &Files<'_>) -> Value {
    let (start, end) = (files.utf16(place.file, place.span.start), files.utf16(place.file, place.span.end));
    json!({ "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column })
}
