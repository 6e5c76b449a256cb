//! `annals check`: the forms it tells problems in, what it is asked about, and what it mends.
#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

mod fixture;

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const MIXED: &str = "\
//- content/incidents/2024/one.md
---
title: المنصة معطلة 👩‍🚒, 100%
date: 2024-05-01
impcat: minor
status: resolvd
services: [telegram]
---
A text.
//- content/incidents/2025/two.md
---
title: Two
date: 2025-05-01
services: [telegramm]
sources: [{ title: A source }]
---
";

fn project(text: &str) -> TempDir {
    let root = tempfile::tempdir().unwrap();
    fixture::write(&fixture::files(text), root.path());
    root
}

fn check(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    run(Command::new(env!("CARGO_BIN_EXE_annals")).arg("check").args(arguments).current_dir(folder))
}

fn run(command: &mut Command) -> (i32, String, String) {
    let command = command.stdin(Stdio::null()).env_remove("GITHUB_ACTIONS");
    let Output { status, stdout, stderr } = command.output().unwrap();
    (status.code().unwrap(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

#[test]
fn concise_is_one_line_each() {
    let root = project(MIXED);
    let (code, out, _) = check(root.path(), &["--output-format", "concise"]);
    assert_eq!(code, 1);
    insta::assert_snapshot!(out, @"
    content/incidents/2024/one.md:2:1: warning[A453 no-source]: the incident names no source
    content/incidents/2024/one.md:4:1: error[A204 unknown-key]: there is no key `impcat` here
    content/incidents/2024/one.md:5:9: error[A303 unknown-word]: `resolvd` is not a word `status` takes
    content/incidents/2025/two.md:4:12: error[A403 unknown-service]: there is no service `telegramm`
    ");
}

#[test]
fn github_is_a_command_each() {
    let root = project(MIXED);
    let (code, out, _) = check(root.path(), &["--output-format", "github", "content/incidents/2024"]);
    assert_eq!(code, 1);
    insta::assert_snapshot!(out, @"
    ::warning file=content/incidents/2024/one.md,line=2,endLine=2,col=1,title=A453 no-source::the incident names no source%0Aadd `sources:` with an address or a title for each
    ::error file=content/incidents/2024/one.md,line=4,endLine=4,col=1,endColumn=7,title=A204 unknown-key::there is no key `impcat` here%0Adid you mean `impact`?
    ::error file=content/incidents/2024/one.md,line=5,endLine=5,col=9,endColumn=16,title=A303 unknown-word::`resolvd` is not a word `status` takes%0Adid you mean `resolved`? It takes `investigating`, `identified`, `monitoring`, `resolved`, `unknown`, `scheduled`, `in-progress`, `verifying` or `completed`
    ");
}

#[test]
fn github_is_usual_where_github_runs_it() {
    let root = project(MIXED);
    let mut command = Command::new(env!("CARGO_BIN_EXE_annals"));
    let output = command.arg("check").current_dir(root.path()).env("GITHUB_ACTIONS", "true").output().unwrap();
    assert!(
        String::from_utf8(output.stdout).unwrap().starts_with("::warning file=content/incidents/2024/one.md,line=2,")
    );
}

#[test]
fn gitlab_is_a_report_whose_fingerprints_stay_when_lines_move() {
    let root = project(MIXED);
    let report = || {
        let (_, out, _) = check(root.path(), &["--output-format", "gitlab"]);
        serde_json::from_str::<Vec<Value>>(&out).unwrap()
    };
    let before = report();
    let issue = &before[1];
    assert_eq!(issue["location"]["path"], "content/incidents/2024/one.md");
    assert_eq!(issue["location"]["lines"]["begin"], 4);
    assert_eq!(issue["check_name"], "unknown-key");
    assert_eq!(issue["severity"], "major");
    let path = root.path().join("content/incidents/2024/one.md");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("date:", "tags: [a]\ndate:")).unwrap();
    let after = report();
    let fingerprints = |report: &[Value]| report.iter().map(|issue| issue["fingerprint"].clone()).collect::<Vec<_>>();
    assert_eq!(fingerprints(&before), fingerprints(&after));
    assert_eq!(after[1]["location"]["lines"]["begin"], 5);
}

#[test]
fn sarif_counts_columns_as_editors_do() {
    let root = project(
        "//- content/incidents/é-ا.md\n---\ntitle: x\ndate: 2024-05-01\nservices: [telegram]\ncause: { by: \"👩\", kind: powr }\n---\n",
    );
    let (code, out, _) = check(root.path(), &["--output-format", "sarif"]);
    assert_eq!(code, 1);
    let log: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "utf16CodeUnits");
    for result in run["results"].as_array().unwrap() {
        let rule = &run["tool"]["driver"]["rules"][usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "content/incidents/%C3%A9-%D8%A7.md");
    }
    let unknown = run["results"].as_array().unwrap().iter().find(|result| result["ruleId"] == "A405").unwrap();
    let region = &unknown["locations"][0]["physicalLocation"]["region"];
    assert_eq!(
        (&region["startLine"], &region["startColumn"], &region["endColumn"]),
        (&5.into(), &26.into(), &30.into())
    );
}

#[test]
fn documents_stand_there_when_nothing_is_wrong() {
    let root = project(
        "//- content/incidents/one.md\n---\ntitle: One\ndate: 2024-05-01\nservices: [telegram]\nsources: [{ title: S }]\n---\n",
    );
    for format in ["json", "gitlab", "sarif"] {
        let (code, out, _) = check(root.path(), &["--output-format", format]);
        assert_eq!(code, 0, "{out}");
        serde_json::from_str::<Value>(&out).unwrap();
    }
    assert_eq!(check(root.path(), &["--output-format", "concise"]).1, "checked 1 incident in 3 files: no problems\n");
}

#[test]
fn warnings_fail_where_they_are_denied() {
    let root = project("//- content/incidents/one.md\n---\ntitle: One\ndate: 2024-05-01\nservices: [telegram]\n---\n");
    assert_eq!(check(root.path(), &[]).0, 0);
    assert_eq!(check(root.path(), &["--deny", "warnings"]).0, 1);
}

#[test]
fn only_what_is_asked_about_is_told_by_paths_as_the_caller_sees_them() {
    let root = project(MIXED);
    let folder = root.path().join("content/incidents");
    let (code, out, _) = check(&folder, &["--root", "../..", "--output-format", "concise", "2025"]);
    assert_eq!(code, 1);
    assert!(out.starts_with("../../content/incidents/2025/two.md:4:"), "{out}");
    assert!(!out.contains("one.md"), "{out}");
    let (code, out, _) = check(&folder, &["--root", "../..", "2025/two.md", "--output-format", "concise"]);
    assert!(code == 1 && out.lines().count() == 1, "{out}");
    let (code, _, err) = check(&folder, &["--root", "../..", "missing.md"]);
    assert!(code == 2 && err.contains("missing.md"), "{err}");
    let (code, _, err) = check(&folder, &["--root", "../..", "/"]);
    assert!(code == 2 && err.contains("outside the project"), "{err}");
}

const SLIPS: &str = "\
//- content/incidents/one.md escaped
\\u{feff}---\r
# a comment stays\r
titel: 'One'   # so does its place\r
date:    2024-05-01\r
services: [ telegram ]\r
sources:\r
  - { title:  \"S\" }\r
impact: majr\r
---\r
Text \\u{202e}kept.\r
";

#[test]
fn what_is_beyond_doubt_is_mended_and_all_else_stays() {
    let root = project(SLIPS);
    let path = root.path().join("content/incidents/one.md");
    let before = fs::read_to_string(&path).unwrap();
    let (code, diff, _) = check(root.path(), &["--diff"]);
    assert_eq!(code, 1);
    assert!(diff.starts_with("--- a/content/incidents/one.md\n+++ b/content/incidents/one.md\n"), "{diff}");
    assert_eq!(fs::read_to_string(&path).unwrap(), before, "a diff changes nothing");

    let (code, out, _) = check(root.path(), &["--fix"]);
    assert_eq!(code, 0, "{out}");
    let expected = before.replace("titel", "title").replace("majr", "major");
    assert_eq!(fs::read_to_string(&path).unwrap(), expected.replace('\u{202e}', ""));
    let (code, diff, _) = check(root.path(), &["--diff"]);
    assert_eq!((code, diff.as_str()), (0, ""), "nothing is left to mend");
}

#[test]
fn a_guess_is_not_made() {
    let root = project(MIXED);
    let path = root.path().join("content/incidents/2025/two.md");
    let before = fs::read_to_string(&path).unwrap();
    let (code, out, _) = check(root.path(), &["--fix"]);
    assert!(code == 1 && out.contains("did you mean `telegram`"), "{out}");
    assert_eq!(fs::read_to_string(&path).unwrap(), before);
    let mended = fs::read_to_string(root.path().join("content/incidents/2024/one.md")).unwrap();
    assert!(mended.contains("impact: minor\nstatus: resolved\n"), "{mended}");
}

#[test]
fn settings_that_are_not_toml_are_mended_line_by_line() {
    let broken =
        "\u{feff}title: Outages of ours\r\nlanguages = en, fr\r\nlinks = files\r\ndescription = Ours # or theirs\r
navigation = [{ to: \"incidents\" },\r\n  services, { to: search },\r\n]\r\n[outputs\r\nfeeds = off\r\n";
    let root = project("//- site.toml\n");
    let path = root.path().join("site.toml");
    fs::write(&path, broken).unwrap();
    check(root.path(), &["--fix"]);
    let mended = "\u{feff}title = \"Outages of ours\"\r\nlanguages = [\"en\", \"fr\"]\r\nlinks = \"files\"\r\ndescription = Ours # or theirs\r
navigation = [{ to = \"incidents\" },\r\n  \"services\", { to = \"search\" },\r\n]\r\n[outputs]\r\nfeeds = false\r\n";
    assert_eq!(fs::read_to_string(&path).unwrap(), mended, "what is in doubt stays");
    let (code, diff, _) = check(root.path(), &["--diff"]);
    assert_eq!((code, diff.as_str()), (0, ""), "nothing is left to mend");
}

#[test]
fn a_refused_name_is_told_once_whatever_would_have_it() {
    let root = project(
        "//- content/services/nul.md\n---\nname: N\n---\n//- content/regions/con.md\n---\nname: C\n---\n\
         //- content/causes/aux.md\n---\nname: A\n---\n//- content/incidents/a.en.md\n---\ntitle: A\n\
         date: 2024-10-03\nend: unknown\nservices: [nul]\nregions: [con]\ncause: aux\nsources: [{ title: X }]\n---\n",
    );
    let (code, out, _) = check(root.path(), &["--output-format", "concise"]);
    assert_eq!((code, out.lines().count()), (1, 3), "{out}");
    let files = ["causes/aux.md", "regions/con.md", "services/nul.md"];
    assert!(out.lines().zip(files).all(|(line, file)| line.starts_with(&format!("content/{file}:"))), "{out}");
}

#[cfg(unix)]
#[test]
fn a_mended_file_keeps_its_permissions() {
    use std::os::unix::fs::PermissionsExt as _;
    let root = project(SLIPS);
    let path = root.path().join("content/incidents/one.md");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    check(root.path(), &["--fix"]);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "nothing else is left there");
}

#[test]
fn a_kind_of_problem_is_explained_without_a_project() {
    let empty = tempfile::tempdir().unwrap();
    let (code, by_number, _) = check(empty.path(), &["--explain", "A204"]);
    assert!(code == 0 && by_number.starts_with("# A204 unknown-key\n"), "{by_number}");
    assert_eq!(check(empty.path(), &["--explain", "unknown-key"]).1, by_number);
    assert_eq!(check(empty.path(), &["--color", "never", "--explain", "a204"]).1, by_number);
    let (code, out, err) = check(empty.path(), &["--explain", "unknwon-key"]);
    assert!(code == 2 && out.is_empty() && err.contains("did you mean `unknown-key`?"), "{err}");
    let (code, _, err) = check(empty.path(), &["--explain", "everything"]);
    assert!(code == 2 && err.contains("no problem called `everything`"), "{err}");
}

const OLD: &str = "\
//- content/incidents/one.md
---
title: One
date: 2024-05-01
services: [telegram]
sources:
  - { title: A, url: \"https://example.org/a\" }
  - { title: B, url: \"https://example.org/b\", archived: \"https://web.archive.org/b\" }
cause: unknown
---
";

#[test]
fn an_incident_that_was_left_open_is_told_after_a_month_of_silence() {
    let of = |facts: &str, day: &str| {
        let root = project(&OLD.replace("cause: unknown", facts));
        check(root.path(), &["--output-format", "concise", "--today", day]).1
    };
    let silent = "updates: [{ at: 2024-05-02T10:00Z, status: investigating }]";
    insta::assert_snapshot!(of(silent, "2024-06-10"), @"content/incidents/one.md:3:7: note[A460 left-open]: the incident is told to go on, and nothing was told of it after `2024-05-02T10:00Z`");
    insta::assert_snapshot!(of(&format!("end: ongoing\n{silent}"), "2025-06-10"), @"content/incidents/one.md:8:6: note[A460 left-open]: the incident is told to go on, and nothing was told of it after `2024-05-02T10:00Z`");
    let work = "end: 2024-05-01T14:00Z\nimpact: maintenance\nupdates: [{ at: 2024-05-01T10:02Z, status: in-progress }]";
    insta::assert_snapshot!(of(work, "2024-06-10"), @"content/incidents/one.md:8:6: note[A460 left-open]: the incident is told to go on, and nothing was told of it after `2024-05-01T14:00Z`");
    let plan = "end: 2024-05-01T14:00Z\nstatus: scheduled\nimpact: maintenance";
    insta::assert_snapshot!(of(plan, "2024-06-10"), @"content/incidents/one.md:8:6: note[A460 left-open]: the work is announced, and nothing was told of it after `2024-05-01T14:00Z`");
    let nothing = "checked 1 incident in 3 files: no problems\n";
    assert_eq!(of(work, "2024-05-20"), nothing, "the plan may hold");
    assert_eq!(of(plan, "2024-05-20"), nothing, "somebody may still write it down");
    assert_eq!(of(silent, "2024-06-01"), nothing, "within a month");
    assert_eq!(of(&format!("end: ongoing\n{silent}"), "2024-12-01"), nothing, "the author says so");
    assert_eq!(of(&format!("end: unknown\n{silent}"), "2026-01-01"), nothing, "it ended");
}

#[test]
fn a_date_that_is_yet_to_come_is_told_but_of_announced_work() {
    let of = |facts: &str, day: &str| {
        let root = project(&OLD.replace("cause: unknown", facts));
        check(root.path(), &["--output-format", "concise", "--today", day]).1
    };
    insta::assert_snapshot!(of("end: unknown", "2024-04-20"), @"content/incidents/one.md:3:7: warning[A457 date-ahead]: the incident begins on `2024-05-01`, which is yet to come");
    insta::assert_snapshot!(of("end: 2042-05-03T12:30Z\nstatus: resolved", "2024-06-20"), @"content/incidents/one.md:8:6: warning[A457 date-ahead]: the incident ends on `2042-05-03T12:30Z`, which is yet to come");
    insta::assert_snapshot!(of("end: unknown\nimpact: maintenance\nupdates:\n  - { at: 2024-05-01, status: scheduled }\n  - { at: 2062-05-01, status: completed }", "2024-06-20"), @"content/incidents/one.md:12:5: warning[A457 date-ahead]: the update of `2062-05-01` is yet to come");
    insta::assert_snapshot!(of("end: unknown\n---\n## 2062-05-01 resolved\n\nSaid.\n", "2024-06-20"), @"content/incidents/one.md:10:1: warning[A457 date-ahead]: the update of `2062-05-01` is yet to come");
    // Plans may lie ahead.
    for status in ["scheduled", "in-progress", "verifying"] {
        let plan = format!("end: 2024-07-01T10:00Z\nstatus: {status}\nimpact: maintenance");
        assert_eq!(of(&plan, "2024-05-20"), "checked 1 incident in 3 files: no problems\n", "{status}");
    }
    // It may be tomorrow where it happened.
    for (facts, day) in [("end: unknown", "2024-04-30"), ("impact: maintenance", "2024-04-20")] {
        assert_eq!(of(facts, day), "checked 1 incident in 3 files: no problems\n", "{facts} on {day}");
    }
}

#[test]
fn a_cause_is_asked_for_after_a_year() {
    let update = |status: &str| {
        format!("updates:\n  - {{ at: 2024-05-01, status: {status}, text: Said. }}\nend: unknown\ncause: unknown")
    };
    let root = project(&OLD.replace("cause: unknown", &update("identified")));
    let on = |day| check(root.path(), &["--output-format", "concise", "--today", day]);
    assert_eq!(on("2025-05-01").1, "checked 1 incident in 3 files: no problems\n");
    let (code, out, _) = on("2025-05-10");
    assert_eq!(code, 0);
    insta::assert_snapshot!(out, @"content/incidents/one.md:11:8: note[A456 cause-still-unknown]: an update says that the cause was found, and after over a year it is unknown: maybe a report has appeared");
    // Reports of users say `investigating`, too; the question is for those who run the service.
    let asked = |role: &str| OLD.replace("title: B,", &format!("id: b, title: B, role: {role},"));
    let said = update("investigating").replace("text:", "source: b, text:");
    let root = project(&asked("official").replace("cause: unknown", &said));
    insta::assert_snapshot!(check(root.path(), &["--output-format", "concise", "--today", "2025-05-10"]).1, @"content/incidents/one.md:11:8: note[A456 cause-still-unknown]: those in charge were looking for the cause, unknown after over a year: maybe a report has appeared");
    let root = project(&asked("press").replace("cause: unknown", &said));
    assert_eq!(check(root.path(), &["--today", "2030-01-01"]).1, "checked 1 incident in 3 files: no problems\n");
    // That nobody knows is an answer, and needs no more than the word.
    let settled = update("identified").replace("cause: unknown", "cause: { kind: unknown, certainty: confirmed }");
    for answer in ["end: unknown\ncause: unknown".to_owned(), settled, update("resolved")] {
        let root = project(&OLD.replace("cause: unknown", &answer));
        let (_, out, _) = check(root.path(), &["--today", "2030-01-01"]);
        assert_eq!(out, "checked 1 incident in 3 files: no problems\n");
    }
    let root = project(OLD);
    let (code, _, err) = check(root.path(), &["--today", "tomorrow"]);
    assert!(code == 2 && err.contains("`tomorrow` is not a date"), "{err}");
}

#[test]
fn sources_without_a_copy_are_listed_as_a_table_too() {
    let root = project(OLD);
    let (code, out, _) = check(root.path(), &["--sources", "--output-format", "concise"]);
    assert_eq!(code, 0);
    insta::assert_snapshot!(out, @"content/incidents/one.md:6:5: warning[A454 source-not-archived]: the source `https://example.org/a` has no archived copy");
    let (_, table, _) = check(root.path(), &["--sources", "--output-format", "csv"]);
    insta::assert_snapshot!(table, @r#"
    file,line,column,level,code,name,message,help
    content/incidents/one.md,6,5,warning,A454,source-not-archived,the source `https://example.org/a` has no archived copy,"save the page at https://web.archive.org/save and add the copy’s address, `archived: ""https://…""`"
    "#);
    assert_eq!(check(root.path(), &["--sources", "--deny", "warnings"]).0, 1);
}

#[test]
fn a_reader_that_stops_after_one_line_changes_no_verdict() {
    let keys: Vec<String> = (0..3_000).map(|number| format!("key-{number}: x")).collect();
    let keys = keys.join("\n");
    let root = project(&format!(
        "//- content/incidents/one.md\n---\ntitle: One\ndate: 2024-05-01\nservices: [telegram]\n{keys}\n---\n"
    ));
    for (arguments, expected) in
        [(&["check", "--output-format", "concise"][..], 1), (&["check", "--explain", "A204"], 0)]
    {
        let mut command = Command::new(env!("CARGO_BIN_EXE_annals"));
        command.args(arguments).current_dir(root.path()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert!(line.ends_with('\n'), "{line}");
        let done = child.wait_with_output().unwrap();
        assert_eq!((done.status.code(), String::from_utf8(done.stderr).unwrap().as_str()), (Some(expected), ""));
    }
}

#[test]
fn an_old_id_that_is_taken_is_told_once() {
    let write_up = |name: &str, alias: &str| {
        let facts = "date: 2024-05-01\nservices: [telegram]\nsources: [{ title: A source }]";
        format!("//- content/incidents/{name}.md\n---\ntitle: {name}\n{facts}\naliases: [{alias}]\n---\n")
    };
    let root = project(&[write_up("one", "old"), write_up("two", "old"), write_up("three", "one")].concat());
    let (_, out, _) = check(root.path(), &["--output-format", "concise", "content"]);
    let errors: Vec<_> = out.lines().filter(|line| line.contains(" error[")).collect();
    assert!(errors.len() == 2 && errors.iter().all(|line| line.contains("A408 duplicate-id")), "{out}");
}
