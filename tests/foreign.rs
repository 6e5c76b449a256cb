//! Write-ups that others published, where a folder of them is named by `ANNALS_FOREIGN`: each is read as an incident
//! without a panic, and every problem told lies in its file. Without the variable there is nothing to try.

use std::path::{Path, PathBuf};

use annals::archive::compile;
use annals::config::read_settings;
use annals::diagnostic::{Diagnostics, Files, json, text};
use annals::source::{FileId, Project, SourceFile};

fn markdown_below(folder: &Path) -> Vec<PathBuf> {
    let mut open = vec![folder.to_owned()];
    let mut found = Vec::new();
    while let Some(path) = open.pop() {
        if path.is_symlink() {
            continue;
        }
        if let Ok(entries) = std::fs::read_dir(&path) {
            open.extend(entries.flatten().map(|entry| entry.path()));
        } else if path.extension().is_some_and(|extension| extension == "md") {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn foreign_write_ups_are_told_about_at_places_inside_them() {
    let Some(folder) = std::env::var_os("ANNALS_FOREIGN") else { return };
    let read = |path: &PathBuf| std::fs::read(path).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let texts = markdown_below(Path::new(&folder)).iter().filter_map(read).collect::<Vec<_>>();
    assert!(!texts.is_empty(), "there is no markdown below {}", folder.display());
    let site = SourceFile { path: "site.toml".into(), text: "title = \"T\"\n".into() };
    let write_ups = texts.iter().enumerate().map(|(number, text)| SourceFile {
        path: format!("content/incidents/{number:05}.md"),
        text: text.as_str().into(),
    });
    let files: Vec<SourceFile> = std::iter::once(site).chain(write_ups).collect();
    let documents = (1..).map(FileId).take(texts.len()).collect();
    let project = Project { files, documents, ..Project::default() };
    let mut problems = Diagnostics::new();
    let settings = read_settings(FileId(0), "title = \"T\"\n", &mut problems);
    let archive = compile(project, settings, true, &mut problems);
    let problems = problems.into_sorted();
    let told: std::collections::BTreeSet<FileId> = problems.iter().map(|problem| problem.place.file).collect();
    assert_eq!(told.len(), texts.len(), "none of them is a write-up of this archive without a change");
    for problem in &problems {
        let labels = problem.labels.iter().map(|label| &label.place);
        for place in labels.chain([&problem.place]).chain(problem.fix.as_ref().map(|fix| &fix.place)) {
            assert!(archive.text(place.file).get(place.span.clone()).is_some(), "outside its file: {problem:?}");
        }
    }
    let files = Files::new(&archive.files, "");
    let mut out = Vec::new();
    text::write(&problems, &files, text::Style { colour: false, width: 120 }, &mut out).unwrap();
    json::write(&problems, &files, &mut out).unwrap();
}
