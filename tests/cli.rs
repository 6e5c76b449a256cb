//! The command line as its users and their scripts meet it.
#![cfg(unix)]

use std::ffi::OsStr;
use std::fs::{self, OpenOptions};
use std::io::Read;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const SOUND: &str = "---\ntitle: Mail is down\ndate: 2024-05-01\nservices: [mail]\nsources: [{ id: s, title: Status page }]\n---\nIt was down.[^s]\n";
const BROKEN: &str = "---\ntitle: Mail is down\ndate: 2024-02-30\nservices: [mail]\n---\nIt was down.\n";

/// A project with one write-up, and another folder to work from.
struct Project {
    root: TempDir,
}

impl Project {
    fn new(write_up: &str) -> Self {
        let root = tempfile::tempdir().expect("a folder");
        for (path, text) in [
            ("site.toml", "title = \"Mail\"\n"),
            ("content/services/mail.md", "---\nname: Mail\n---\n"),
            ("content/incidents/down.md", write_up),
        ] {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        Self { root }
    }

    fn path(&self) -> &Path {
        self.root.path()
    }

    /// The binary, in the project's folder.
    fn annals(&self, arguments: &[&str]) -> Command {
        let mut command = annals(arguments);
        command.current_dir(self.path());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.annals(arguments).output().expect("annals runs")
    }

    fn is_built(&self) -> bool {
        self.path().join("public/index.html").is_file()
    }
}

fn annals(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_annals"));
    command.args(arguments).stdin(Stdio::null()).env_remove("NO_COLOR").env("TERM", "xterm");
    command
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("it ended by itself")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("text")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("text")
}

#[test]
fn a_build_that_succeeds_says_one_line_and_exits_with_0() {
    let project = Project::new(SOUND);
    let done = project.run(&["build"]);
    assert_eq!(code(&done), 0, "{}", err(&done));
    assert_eq!(out(&done).lines().count(), 1, "{}", out(&done));
    assert!(out(&done).starts_with("built "));
    assert_eq!(err(&done), "");
    assert!(project.is_built());
}

#[test]
fn a_check_that_finds_nothing_says_one_line_and_exits_with_0() {
    let done = Project::new(SOUND).run(&["check"]);
    assert_eq!(code(&done), 0);
    assert_eq!(out(&done), "checked 1 incident in 3 files: no problems\n");
    assert_eq!(err(&done), "");
}

#[test]
fn problems_in_the_content_exit_with_1_and_publish_nothing() {
    let project = Project::new(BROKEN);
    let checked = project.run(&["check"]);
    assert_eq!(code(&checked), 1);
    assert!(out(&checked).contains("content/incidents/down.md:3:"), "{}", out(&checked));
    let built = project.run(&["build"]);
    assert_eq!(code(&built), 1);
    assert_eq!(out(&built), "");
    assert!(err(&built).contains("content/incidents/down.md:3:") && err(&built).contains("nothing was published"));
    assert!(!project.path().join("public").exists());
}

#[test]
fn json_is_one_array_whether_or_not_there_are_problems() {
    for (write_up, expected) in [(SOUND, 0), (BROKEN, 1)] {
        let done = Project::new(write_up).run(&["check", "--output-format", "json"]);
        assert_eq!(code(&done), expected);
        let problems: Vec<serde_json::Value> = serde_json::from_str(&out(&done)).expect("an array");
        assert_eq!(problems.is_empty(), expected == 0);
    }
}

#[test]
fn a_folder_that_is_no_project_exits_with_2_and_names_what_is_missing() {
    let empty = tempfile::tempdir().expect("a folder");
    for command in ["check", "build"] {
        let done = annals(&[command]).current_dir(empty.path()).output().expect("annals runs");
        assert_eq!(code(&done), 2);
        assert!(err(&done).contains("site.toml"), "{}", err(&done));
        assert_eq!(err(&done).lines().count(), 1, "{}", err(&done));
        assert_eq!(out(&done), "");
    }
    assert_eq!(fs::read_dir(empty.path()).expect("a folder").count(), 0, "nothing was made");
}

#[test]
fn mistakes_on_the_command_line_exit_with_2_and_show_the_way() {
    for (arguments, hint) in [
        (&["biuld"][..], "'build'"),
        (&["build", "--potable"], "'--portable'"),
        (&["check", "--output-format", "xml"], "json"),
        (&["build", "--base-url", "example"], "https://example.org"),
        (&["build", "--base-url", "https://example.org:99999/"], "ports end at 65535"),
        (&["build", "--base-url", "https://example.org//x/"], "a part of its path is empty"),
        (&["build", "--quiet", "--verbose"], "--verbose"),
        (&["check", "--sources", "--today", "2024-10-03"], "'--today <DATE>'"),
        (&["check", "--explain", "A204", "--today", "garbage"], "'--today <DATE>'"),
    ] {
        let done = Project::new(SOUND).run(arguments);
        assert_eq!(code(&done), 2, "{arguments:?}");
        assert!(err(&done).contains(hint), "{arguments:?}: {}", err(&done));
    }
}

#[test]
fn global_options_go_before_and_after_the_command() {
    let project = Project::new(SOUND);
    let elsewhere = tempfile::tempdir().expect("a folder");
    let root = project.path().to_str().expect("text");
    for arguments in
        [["--root", root, "--quiet", "check"], ["check", "--quiet", "--root", root], ["-q", "check", "--root", root]]
    {
        let done = annals(&arguments).current_dir(elsewhere.path()).output().expect("annals runs");
        assert_eq!((code(&done), out(&done), err(&done)), (0, String::new(), String::new()), "{arguments:?}");
    }
}

#[test]
fn the_output_lies_in_the_project_and_what_is_named_where_one_stands() {
    let project = Project::new(SOUND);
    let elsewhere = tempfile::tempdir().expect("a folder");
    let root = project.path().to_str().expect("text");
    for arguments in [&["build", "--root", root][..], &["build", "--root", root, "--output-dir", "site"]] {
        assert!(annals(arguments).current_dir(elsewhere.path()).status().expect("annals runs").success());
    }
    assert!(project.is_built());
    assert!(elsewhere.path().join("site/index.html").is_file());
}

#[test]
fn quiet_says_nothing_but_problems() {
    let done = Project::new(SOUND).run(&["build", "--quiet"]);
    assert_eq!((code(&done), out(&done), err(&done)), (0, String::new(), String::new()));
    let done = Project::new(BROKEN).run(&["build", "--quiet"]);
    assert_eq!(code(&done), 1);
    assert!(err(&done).contains("down.md:3:"));
}

#[test]
fn colours_are_for_terminals_unless_asked_for() {
    let project = Project::new(BROKEN);
    let coloured = |command: &mut Command| out(&command.output().expect("annals runs")).contains('\u{1b}');
    assert!(!coloured(&mut project.annals(&["check"])));
    assert!(coloured(&mut project.annals(&["check", "--color", "always"])));
    assert!(coloured(project.annals(&["check", "--color", "always"]).env("NO_COLOR", "1")));
    assert!(!coloured(&mut project.annals(&["check", "--color", "never"])));
}

#[test]
fn a_title_can_send_no_escape_sequence_to_the_terminal() {
    let write_up = "---\ntitle: \"a\\u001b[31mb\\u202ec\"\ndate: 2024-05-01\nservices: [mail]\n---\nx \u{1b}[2J y\n";
    let done = Project::new(write_up).run(&["check"]);
    assert_eq!(code(&done), 1);
    assert!(!out(&done).contains(['\u{1b}', '\u{202e}']), "{}", out(&done).escape_debug());
}

#[test]
fn names_in_failures_can_send_no_escape_sequence_either() {
    let project = Project::new(SOUND);
    let told = |arguments: &[&str]| {
        let done = project.run(arguments);
        let told = format!("{}{}", out(&done), err(&done));
        assert!(!told.contains(['\u{1b}', '\u{7}']), "{}", told.escape_debug());
        assert!(!told.lines().any(|line| line.trim_start().starts_with("::")), "{}", told.escape_debug());
        told
    };
    for key in ["theme", "content", "output"] {
        let settings = format!("title = \"Mail\"\n{key} = \"x\\u001b[31m\\u0007\"\n");
        fs::write(project.path().join("site.toml"), settings).expect("written");
        assert!(key == "output" || told(&["build"]).contains("x\\u{1b}[31m\\u{7}"));
        // A line of its own would be a command of GitHub Actions.
        let settings = format!("title = \"Mail\"\n{key} = \"x\\n::warning::y\"\n");
        fs::write(project.path().join("site.toml"), settings).expect("written");
        assert!(told(&["build"]).contains("x\\u{a}::warning::y"), "{key}");
    }
    fs::write(project.path().join("x\n::warning::y/.annals/manifest.json"), "{}").expect("written");
    assert!(told(&["build"]).contains("can't publish into `"));

    fs::write(project.path().join("site.toml"), "title = \"Mail\"\n").expect("written");
    told(&["build"]);
    std::os::unix::fs::symlink("/", project.path().join("public/a\u{1b}[31mb")).expect("linked");
    fs::write(project.path().join("site.toml"), "title = \"Post\"\n").expect("written");
    assert!(told(&["build", "--verbose"]).contains("`a\\u{1b}[31mb` in it is not Annals'"));
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let many = "x <b>\n\n".repeat(20_000);
    let project = Project::new(&format!("{SOUND}\n{many}"));
    let mut child =
        project.annals(&["check"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("annals runs");
    let mut first = [0; 1];
    child.stdout.take().expect("an output").read_exact(&mut first).expect("a byte");
    let done = child.wait_with_output().expect("it ends");
    assert!(matches!(code(&done), 0 | 1));
    assert_eq!(err(&done), "");
}

#[test]
fn a_closed_output_does_not_change_the_verdict_and_a_full_one_cuts_nothing_short_unseen() {
    for (write_up, expected) in [(SOUND, 0), (BROKEN, 1)] {
        let project = Project::new(write_up);
        let full = || OpenOptions::new().write(true).open("/dev/full").expect("/dev/full");
        for command in ["check", "build"] {
            let status = project.annals(&[command]).stdout(full()).stderr(full()).status().expect("annals runs");
            // What `build` says is no output anybody asked for; a list of problems that lacks its end is not told.
            let cut = if command == "check" && expected == 1 { 2 } else { expected };
            assert_eq!(status.code(), Some(cut), "{command} into a full device");
            let closing = "exec \"$0\" \"$1\" >&- 2>&-";
            let status = Command::new("sh")
                .args(["-c", closing, env!("CARGO_BIN_EXE_annals"), command])
                .current_dir(project.path())
                .status()
                .expect("annals runs");
            assert_eq!(status.code(), Some(expected), "{command} with closed outputs");
        }
    }
    let project = Project::new(SOUND);
    for arguments in [&["check", "--output-format", "sarif"][..], &["schema"], &["completions", "zsh"], &["man"]] {
        let full = OpenOptions::new().write(true).open("/dev/full").expect("/dev/full");
        let done = project.annals(arguments).stdout(full).output().expect("annals runs");
        assert_eq!(code(&done), 2, "{arguments:?}");
        assert!(err(&done).contains("could not write the output"), "{arguments:?}: {}", err(&done));
    }
}

#[test]
fn a_project_is_found_from_the_folders_within() {
    let project = Project::new(BROKEN);
    let within = project.path().join("content/incidents");
    let run = |arguments: &[&str]| project.annals(arguments).current_dir(&within).output().expect("annals runs");
    let done = run(&["check", "--output-format", "concise"]);
    assert_eq!(code(&done), 1);
    assert!(out(&done).starts_with("../../content/incidents/"), "{}", out(&done));
    // `--root` names a folder exactly, and outside of any project nothing is found.
    let done = run(&["check", "--root", "."]);
    assert!(code(&done) == 2 && err(&done).contains("no site.toml"), "{}", err(&done));
    let elsewhere = tempfile::tempdir().expect("a folder");
    let done = project.annals(&["check"]).current_dir(elsewhere.path()).output().expect("annals runs");
    assert!(code(&done) == 2 && err(&done).contains("`annals init DIR` begins a site"), "{}", err(&done));
    let done = project.annals(&["init", "new", "--yes"]).current_dir(&within).output().expect("annals runs");
    assert!(code(&done) == 0 && within.join("new/site.toml").is_file(), "{}", err(&done));
}

#[test]
fn arguments_and_environment_that_are_no_text_are_no_panic() {
    let project = Project::new(SOUND);
    let odd = OsStr::from_bytes(b"od\xffd");
    for arguments in [&["build", "--base-url"][..], &["build", "--output-dir"], &["--root"], &[]] {
        let done = project.annals(arguments).arg(odd).env("LANG", odd).env("HOME", odd).output().expect("annals runs");
        assert!(matches!(code(&done), 0 | 2), "{arguments:?}");
        let told = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(!told.contains("panicked"), "{told}");
    }
}

#[test]
fn it_works_without_a_home_and_an_environment() {
    let project = Project::new(SOUND);
    let done = project.annals(&["build"]).env_clear().output().expect("annals runs");
    assert_eq!(code(&done), 0, "{}", err(&done));
}

#[test]
fn the_version_is_the_packages() {
    let done = annals(&["--version"]).output().expect("annals runs");
    assert_eq!((code(&done), out(&done)), (0, format!("annals {}\n", env!("CARGO_PKG_VERSION"))));
}

#[test]
fn help_shows_examples_of_every_command() {
    for arguments in [&["--help"][..], &["build", "--help"], &["check", "--help"]] {
        let done = annals(arguments).output().expect("annals runs");
        assert_eq!(code(&done), 0);
        assert!(out(&done).contains("Examples:\n  annals "), "{arguments:?}");
    }
}

#[test]
fn without_a_command_the_help_is_shown_and_the_exit_code_is_2() {
    let done = annals(&[]).output().expect("annals runs");
    assert_eq!(code(&done), 2);
    assert!(err(&done).contains("Usage: annals"));
}

#[test]
fn dangerous_output_folders_are_refused_and_left_alone() {
    let project = Project::new(SOUND);
    let home = tempfile::tempdir().expect("a folder");
    let foreign = tempfile::tempdir().expect("a folder");
    fs::write(foreign.path().join("thesis.txt"), "years of work").expect("a file");
    fs::write(project.path().join("a-file"), "").expect("a file");
    let text = |path: &Path| path.to_str().expect("text").to_owned();
    let before = listing(project.path());
    for (folder, why) in [
        ("/".to_owned(), "root of the file system"),
        (text(home.path()), "home"),
        (text(project.path()), "project"),
        (text(project.path().parent().expect("a folder")), "project"),
        (text(&project.path().join("content")), "material"),
        (text(&project.path().join("content/incidents/site")), "material"),
        (text(foreign.path()), "thesis.txt"),
        (text(&project.path().join("a-file")), "not a folder"),
    ] {
        let done =
            project.annals(&["build", "--output-dir", &folder]).env("HOME", home.path()).output().expect("annals runs");
        assert_eq!(code(&done), 2, "{folder}: {}", out(&done));
        assert!(err(&done).contains(why), "{folder}: {}", err(&done));
    }
    assert_eq!(listing(project.path()), before);
    assert_eq!(fs::read_to_string(foreign.path().join("thesis.txt")).expect("it is there"), "years of work");
    assert_eq!(listing(home.path()), Vec::<String>::new());
}

#[test]
fn files_larger_than_the_system_allows_are_told_and_leave_the_site_as_it_was() {
    let project = Project::new(SOUND);
    let limited = || {
        let mut shell = Command::new("sh");
        shell.args(["-c", "ulimit -f 8; exec \"$0\" build", env!("CARGO_BIN_EXE_annals")]);
        shell.current_dir(project.path()).output().expect("a shell runs")
    };
    for published in [false, true] {
        if published {
            assert_eq!(code(&project.run(&["build"])), 0);
            let settings = "title = \"A title that changes every page\"\n";
            fs::write(project.path().join("site.toml"), settings).expect("written");
        }
        let before = listing(project.path());
        let done = limited();
        assert_eq!(done.status.code(), Some(2), "{}", err(&done));
        assert!(err(&done).starts_with("error: can't write `") && err(&done).ends_with(": file too large\n"));
        assert_eq!(listing(project.path()), before);
        let home = fs::read_to_string(project.path().join("public/index.html"));
        assert!(home.is_ok() == published && !home.unwrap_or_default().contains("A title that changes"));
    }
}

fn listing(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = walkdir::WalkDir::new(folder)
        .min_depth(1)
        .into_iter()
        .map(|entry| entry.expect("an entry").path().display().to_string())
        .collect();
    names.sort();
    names
}

#[test]
fn what_a_template_asks_for_in_vain_on_one_of_many_pages_is_told_alike_by_check_and_build() {
    let project = Project::new(SOUND);
    for number in 10..50 {
        let path = project.path().join(format!("content/incidents/n{number}.md"));
        fs::write(path, SOUND.replace("Mail is down", &format!("Mail {number} is down"))).expect("a file");
    }
    let templates = project.path().join("themes/annals/templates");
    fs::create_dir_all(&templates).expect("a folder");
    fs::write(templates.join("incident.html"), "{{ title }}\n{% if id == \"n33\" %}{{ titel }}{% endif %}\n")
        .expect("a file");
    let (checked, built) = (project.run(&["check", "--output-format", "full"]), project.run(&["build"]));
    assert_eq!((code(&checked), code(&built)), (1, 1), "{}{}", err(&checked), err(&built));
    let told = |text: &str| {
        let from = text.find("error[A801").unwrap_or_else(|| panic!("nothing of a template: {text}"));
        text[from..].split("\n\n").next().expect("a piece").to_owned()
    };
    let of_check = told(&out(&checked));
    let wrong = "variable `titel` is not defined, on the page `incidents/n33/index.html`";
    assert!(of_check.contains(wrong), "{of_check}");
    assert!(of_check.contains("themes/annals/templates/incident.html:2:24"), "{of_check}");
    assert_eq!(of_check, told(&err(&built)));
    assert!(err(&built).ends_with("nothing was published\n") && !project.is_built(), "{}", err(&built));
}
