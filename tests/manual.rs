//! Completions and man pages: made from the command line itself, and accepted by the programs they are for.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn annals(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_annals")).args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The commands that `annals --help` lists.
fn commands() -> Vec<String> {
    let help = annals(&["--help"]);
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names = listed.filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    let names: Vec<_> = names.filter(|name| !name.is_empty() && *name != "help").map(str::to_owned).collect();
    assert!(names.iter().any(|name| name == "check") && names.len() > 8, "{names:?}");
    names
}

fn bash(script: &str) -> Output {
    Command::new("bash").args(["--norc", "-c", script]).output().unwrap()
}

/// What bash offers for the last of these words.
fn offered(folder: &Path, words: &[&str]) -> Vec<String> {
    let script = folder.join("annals.bash");
    fs::write(&script, annals(&["completions", "bash"])).unwrap();
    let (last, before) = (words.len() - 1, words.len() - 2);
    let asked = format!(
        "source '{}'; COMP_WORDS=({}); COMP_CWORD={last}; _annals annals '{}' '{}'; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
        script.display(),
        words.join(" "),
        words[last],
        words[before],
    );
    let output = bash(&asked);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn bash_takes_the_completions_and_completes_commands_and_options() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(offered(folder.path(), &["annals", "che"]), ["check"]);
    assert_eq!(offered(folder.path(), &["annals", "check", "--out"]), ["--output-format"]);
    assert_eq!(offered(folder.path(), &["annals", "schema", "fr"]), ["front-matter"]);
    let syntax = bash(&format!("bash -n '{}'", folder.path().join("annals.bash").display()));
    assert!(syntax.status.success(), "{}", String::from_utf8_lossy(&syntax.stderr));
}

#[test]
fn completions_of_every_shell_know_every_command() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = annals(&["completions", shell]);
        for command in commands() {
            assert!(script.contains(&command), "{shell} doesn't know `{command}`");
        }
    }
}

#[test]
fn every_command_has_a_man_page_without_errors() {
    let folder = tempfile::tempdir().unwrap();
    let man = folder.path().join("share/man/man1");
    annals(&["man", man.to_str().unwrap()]);
    let mut pages: Vec<_> = fs::read_dir(&man).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.sort();
    let names: Vec<_> = pages.iter().map(|page| page.file_name().unwrap().to_string_lossy().into_owned()).collect();
    let mut wanted: Vec<_> = commands().iter().map(|command| format!("annals-{command}.1")).collect();
    wanted.push("annals.1".into());
    wanted.sort();
    assert_eq!(names, wanted);
    let lint = Command::new("mandoc").args(["-Tlint", "-W", "error"]).args(&pages).output();
    let lint = lint.expect("mandoc is there: on Debian, apt-get install mandoc");
    assert!(lint.status.success(), "{}", String::from_utf8_lossy(&lint.stdout));
    let read = Command::new("mandoc").args(["-Tutf8"]).arg(man.join("annals-check.1")).output().unwrap();
    let read = String::from_utf8(read.stdout).unwrap();
    assert!(overstruck(&read).contains("--output-format"), "{read}");
}

/// A text without the letters that terminals overstrike to make them bold.
fn overstruck(text: &str) -> String {
    let mut kept = String::new();
    for c in text.chars() {
        if c == '\u{8}' {
            kept.pop();
        } else {
            kept.push(c);
        }
    }
    kept
}

#[test]
fn without_a_folder_the_first_page_is_written_out() {
    assert!(annals(&["man"]).contains(".TH annals 1"));
}
