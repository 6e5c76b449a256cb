//! Problems as JSON for programs: one array, an object for each.

use std::io::{self, Write};

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde::Serialize;

use super::located::Files;
use super::unsafe_text::visible_json;
use super::{Diagnostic, Place};

/// Writes one JSON array with a problem a line. Lines and columns count from 1, columns in characters; offsets are
/// bytes from the start of the file.
pub fn write(diagnostics: &[Diagnostic], files: &Files<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"[")?;
    for (index, diagnostic) in diagnostics.iter().enumerate() {
        let separator = if index == 0 { "\n" } else { ",\n" };
        let json = serde_json::to_string(&Told::new(diagnostic, files))?;
        write!(out, "{separator}{}", visible_json(&json))?;
    }
    out.write_all(if diagnostics.is_empty() { b"]\n" } else { b"\n]\n" })
}

/// The JSON Schema (draft-07) of what is written.
pub fn schema() -> serde_json::Value {
    let settings = SchemaSettings::draft07().for_serialize();
    SchemaGenerator::new(settings).into_root_schema_for::<Vec<Told<'_>>>().into()
}

/// A problem.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Problem")]
struct Told<'a> {
    /// The stable number of its kind, such as `A204`.
    code: &'static str,
    /// The stable name of its kind, such as `unknown-key`.
    name: &'static str,
    /// `error`, `warning` or `note`.
    level: &'static str,
    /// What is wrong, in a line.
    message: &'a str,
    /// What to do about it.
    help: Option<&'a str>,
    /// The value it is about, such as `updates[2].at`.
    key_path: Option<&'a str>,
    #[serde(flatten)]
    place: Stretch,
    /// Other places it has to do with.
    labels: Vec<Labelled<'a>>,
    /// A change that mends it.
    fix: Option<Change<'a>>,
}

/// A stretch of a file.
#[derive(Serialize, JsonSchema)]
struct Stretch {
    /// The file, seen from where the check was called.
    file: String,
    /// Where it begins.
    start: Position,
    /// Where it ends: the first character behind it.
    end: Position,
}

/// A place in a file.
#[derive(Serialize, JsonSchema)]
struct Position {
    /// The line, from 1.
    line: usize,
    /// The character of the line, from 1.
    column: usize,
    /// The byte of the file, from 0.
    offset: usize,
}

/// Another place.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Label")]
struct Labelled<'a> {
    #[serde(flatten)]
    place: Stretch,
    /// What it has to do with the problem.
    message: &'a str,
}

/// A change of a text.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Fix")]
struct Change<'a> {
    #[serde(flatten)]
    place: Stretch,
    /// What takes the place of the stretch.
    replacement: &'a str,
    /// Whether it is a guess, which `--fix` doesn't make.
    guess: bool,
}

impl<'a> Told<'a> {
    fn new(diagnostic: &'a Diagnostic, files: &Files<'_>) -> Self {
        let labelled = |label: &'a super::Label| Labelled { place: stretch(&label.place, files), message: &label.text };
        Self {
            code: diagnostic.code.number(),
            name: diagnostic.code.name(),
            level: diagnostic.level.name(),
            message: &diagnostic.message,
            help: diagnostic.help.as_deref(),
            key_path: Some(diagnostic.key_path.as_str()).filter(|path| !path.is_empty()),
            place: stretch(&diagnostic.place, files),
            labels: diagnostic.labels.iter().map(labelled).collect(),
            fix: diagnostic.fix.as_ref().map(|fix| Change {
                place: stretch(&fix.place, files),
                replacement: &fix.replacement,
                guess: fix.is_guess,
            }),
        }
    }
}

fn stretch(place: &Place, files: &Files<'_>) -> Stretch {
    let position = |offset: usize| {
        let at = files.position(place.file, offset);
        Position { line: at.line, column: at.column, offset }
    };
    Stretch { file: files.path(place.file), start: position(place.span.start), end: position(place.span.end) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::text::{FileId, SourceFile};

    #[test]
    fn a_problem_is_an_object_with_all_it_knows() {
        let text = "\u{feff}---\r\ntitle: مرحبا\r\nx: 1\r\n";
        let files = [SourceFile { path: "content/a.md".to_owned(), text: text.into() }];
        let at = |part: &str| {
            let start = text.find(part).unwrap();
            Place::new(FileId(0), start..start + part.len())
        };
        let problems = [
            Diagnostic::new(Code::UnknownKey, at("x"), "`x\u{202e}` is no key")
                .key_path("x")
                .help("remove it")
                .label(at("مرحبا"), "here")
                .fix("tags"),
            Diagnostic::new(Code::MissingKey, Place::new(FileId(0), text.len()..text.len()), "`date` is missing"),
        ];
        let mut out = Vec::new();
        write(&problems, &Files::new(&files, "p/"), &mut out).unwrap();
        let out = String::from_utf8(out).unwrap();
        insta::assert_snapshot!(out, @r#"
    [
    {"code":"A204","name":"unknown-key","level":"error","message":"`x\u202e` is no key","help":"remove it","key_path":"x","file":"p/content/a.md","start":{"line":3,"column":1,"offset":27},"end":{"line":3,"column":2,"offset":28},"labels":[{"file":"p/content/a.md","start":{"line":2,"column":8,"offset":15},"end":{"line":2,"column":13,"offset":25},"message":"here"}],"fix":{"file":"p/content/a.md","start":{"line":3,"column":1,"offset":27},"end":{"line":3,"column":2,"offset":28},"replacement":"tags","guess":false}},
    {"code":"A206","name":"missing-key","level":"error","message":"`date` is missing","help":null,"key_path":null,"file":"p/content/a.md","start":{"line":4,"column":1,"offset":33},"end":{"line":4,"column":1,"offset":33},"labels":[],"fix":null}
    ]
    "#);
        let read: serde_json::Value = serde_json::from_str(&out).unwrap();
        assert_eq!(read[0]["message"], "`x\u{202e}` is no key");
    }

    #[test]
    fn nothing_found_is_an_empty_array() {
        let mut out = Vec::new();
        write(&[], &Files::new(&[], ""), &mut out).unwrap();
        assert_eq!(out, b"[]\n");
    }
}
