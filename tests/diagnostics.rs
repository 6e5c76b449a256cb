//! Every problem `annals check` can tell: the file that has it, what is said, and the file that was mended by doing
//! what the help says. A case is a file of `tests/diagnostics/`; `UPDATE=1 cargo nextest run diagnostics` writes
//! what is said now into all of them.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that can't go on has failed")]

mod fixture;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use annals::cli::{check_content, check_project};
use annals::diagnostic::{Code, Diagnostic, Files, Level, json, text};
use annals::source::SourceFile;
use fixture::{Content, File};

const SAYS: &str = "//= says\n";
const MENDED: &str = "//= mended\n";

/// Kinds of problems a project in one text can't have.
const ELSEWHERE: &[(Code, &str)] = &[
    (Code::UnreadableFile, "needs a file one may not read; tested with the reading of files"),
    (Code::CauseStillUnknown, "needs a day that counts as today; tested with the command"),
    (Code::DateAhead, "needs a day that counts as today; tested with the command"),
    (Code::LeftOpen, "needs a day that counts as today; tested with the command"),
];

struct Case {
    path: PathBuf,
    name: String,
    about: String,
    broken: String,
    says: String,
    mended: String,
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "case"));
    paths.sort();
    paths.into_iter().map(case).collect()
}

fn case(path: PathBuf) -> Case {
    let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
    let text = fs::read_to_string(&path).unwrap();
    let (broken, rest) = text.split_once(SAYS).unwrap_or_else(|| panic!("{name} has no part `{}`", SAYS.trim()));
    let (says, mended) = rest.split_once(MENDED).unwrap_or_else(|| panic!("{name} has no part `{}`", MENDED.trim()));
    let (about, broken) = broken.split_at(broken.find("//- ").unwrap_or(broken.len()));
    Case { name, about: about.into(), broken: broken.into(), says: says.into(), mended: mended.into(), path }
}

/// What `annals check` finds in a project.
struct Found {
    problems: Vec<Diagnostic>,
    sources: Vec<SourceFile>,
}

impl Found {
    fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.level == Level::Error)
    }

    fn codes(&self) -> BTreeSet<Code> {
        self.problems.iter().map(|problem| problem.code).collect()
    }

    fn text(&self) -> String {
        let mut out = Vec::new();
        let style = text::Style { colour: false, width: 160 };
        text::write(&self.problems, &Files::new(&self.sources, ""), style, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }
}

/// Addresses and the theme, which take a while to lay out, are judged where a case is about them.
fn check(files: &[File], code: Code) -> Found {
    let root = tempfile::tempdir().unwrap();
    fixture::write(files, root.path());
    let is_of_layout = code.number().starts_with("A7") || code.number().starts_with("A8");
    let judge = if is_of_layout { check_project } else { check_content };
    let checked = judge(root.path(), false).expect("the project can be checked");
    Found { sources: checked.files().to_vec(), problems: checked.problems }
}

/// Runs `judge` over all cases and shows everything that is wrong with any of them.
fn for_each_case(judge: impl Fn(&Case) -> Result<(), String>) {
    let cases = cases();
    assert!(cases.len() > 50, "the cases were not found");
    let wrong: Vec<String> =
        cases.iter().filter_map(|case| judge(case).err().map(|why| format!("── {}\n{why}", case.name))).collect();
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn each_case_is_told_as_it_says_and_mended_by_what_its_help_says() {
    let update = std::env::var_os("UPDATE").is_some_and(|value| value == "1");
    for_each_case(|case| {
        let code = code_of(case)?;
        let files = fixture::files(&case.broken);
        let found = check(&files, code);
        let said = found.text();
        if said != case.says && update {
            let text = format!("{}{}{SAYS}{said}{MENDED}{}", case.about, case.broken, case.mended);
            fs::write(&case.path, text).map_err(|error| error.to_string())?;
        } else if said != case.says {
            return Err(format!("says now:\n{said}\nthe case has:\n{}", case.says));
        }
        if !found.codes().contains(&code) {
            return Err(format!("has no problem `{}`", code.name()));
        }
        each_has_help_and_a_place(&found)?;
        let mended = check(&changed(&files, &fixture::files(&case.mended)), code);
        if mended.has_errors() || mended.codes().contains(&code) {
            return Err(format!("mended, it still says:\n{}", mended.text()));
        }
        Ok(())
    });
}

fn each_has_help_and_a_place(found: &Found) -> Result<(), String> {
    for problem in &found.problems {
        if problem.help.is_none() {
            return Err(format!("no help: {}", problem.message));
        }
        let labels = problem.labels.iter().map(|label| &label.place);
        for place in labels.chain([&problem.place]).chain(problem.fix.as_ref().map(|fix| &fix.place)) {
            let text = &found.sources[place.file.0 as usize].text;
            if text.get(place.span.clone()).is_none() {
                return Err(format!("a place outside its file: {}", problem.message));
            }
        }
    }
    let mut out = Vec::new();
    json::write(&found.problems, &Files::new(&found.sources, ""), &mut out).map_err(|error| error.to_string())?;
    serde_json::from_slice::<serde_json::Value>(&out).map(drop).map_err(|error| error.to_string())
}

#[test]
fn every_kind_of_problem_has_a_case() {
    let told: BTreeSet<Code> = cases().iter().filter_map(|case| code_of(case).ok()).collect();
    let missing = |code: &&Code| !told.contains(code) && !ELSEWHERE.iter().any(|(known, _)| known == *code);
    let missing: Vec<_> = Code::ALL.iter().filter(missing).map(|code| code.name()).collect();
    assert!(missing.is_empty(), "no case of {}", missing.join(", "));
}

fn code_of(case: &Case) -> Result<Code, String> {
    let name = case.name.split_once("--").map_or(case.name.as_str(), |(name, _)| name);
    let code = Code::ALL.iter().find(|code| code.name() == name);
    code.copied().ok_or_else(|| format!("`{name}` is no kind of problem"))
}

/// A change that is offered as safe must mend what it is offered for.
#[test]
fn every_offered_change_mends_its_problem() {
    for_each_case(|case| {
        let code = code_of(case)?;
        let files = fixture::files(&case.broken);
        let found = check(&files, code);
        for problem in found.problems.iter().filter(|problem| problem.fix.is_some()) {
            let again = check(&with_fix(&files, &found, problem), code);
            let same = |other: &&Diagnostic| other.code == problem.code;
            let (before, after) =
                (found.problems.iter().filter(same).count(), again.problems.iter().filter(same).count());
            if after >= before {
                return Err(format!("the change offered for `{}` leaves:\n{}", problem.message, again.text()));
            }
        }
        Ok(())
    });
}

fn with_fix(files: &[File], found: &Found, problem: &Diagnostic) -> Vec<File> {
    let fix = problem.fix.as_ref().expect("a problem with a fix");
    let source = &found.sources[fix.place.file.0 as usize];
    let mut text = source.text.to_string();
    text.replace_range(fix.place.span.clone(), &fix.replacement);
    changed(files, &[File { path: source.path.clone(), content: Content::Bytes(text.into_bytes()) }])
}

/// `files` as changed by `changes`: replaced, added or removed.
fn changed(files: &[File], changes: &[File]) -> Vec<File> {
    let is_changed = |file: &&File| !changes.iter().any(|change| change.path == file.path);
    let kept = files.iter().filter(is_changed).cloned();
    kept.chain(changes.iter().filter(|change| change.content != Content::Removed).cloned()).collect()
}
