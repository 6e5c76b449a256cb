//! The same project gives the same bytes, whoever builds it, where, when and how often; what stays of the build before
//! in a folder that was published to before comes on top.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// Two machines that have nothing in common but the project.
const RIYADH: Machine = Machine {
    folder: "one",
    environment: &[
        ("TZ", "Asia/Riyadh"),
        ("LANG", "ar_EG.UTF-8"),
        ("LC_ALL", "ar_EG.UTF-8"),
        ("RAYON_NUM_THREADS", "1"),
    ],
    umask: "077",
    backwards: false,
};
const HALIFAX: Machine = Machine {
    folder: "another/somewhere/else",
    environment: &[("TZ", "America/Halifax"), ("LANG", "C"), ("LC_ALL", "C"), ("RAYON_NUM_THREADS", "2")],
    umask: "022",
    backwards: true,
};

struct Machine {
    folder: &'static str,
    environment: &'static [(&'static str, &'static str)],
    umask: &'static str,
    /// Whether the project's files are created in the opposite order.
    backwards: bool,
}

#[test]
fn the_demo_archive_is_the_same_on_every_machine() {
    let files = demo_archive();
    let room = tempfile::tempdir().expect("a folder");
    let here = build(&room, &RIYADH, &files, &["--base-url", "https://example.org/a/"]);
    let there = build(&room, &HALIFAX, &files, &["--base-url", "https://example.org/a/"]);
    assert_same(&here, &there);
    assert!(bytes_below(&here).len() > 100, "the demo archive has many pages");
}

#[test]
fn a_site_of_one_write_up_is_the_same_on_every_machine() {
    let files = BTreeMap::from([
        ("site.toml".into(), b"title = \"Mail\"\ntime_zone = \"Europe/Paris\"\n".to_vec()),
        ("content/services/mail.md".into(), b"---\nname: Mail\n---\n".to_vec()),
        ("content/incidents/down.md".into(), WRITE_UP.as_bytes().to_vec()),
    ]);
    let room = tempfile::tempdir().expect("a folder");
    let here = build(&room, &RIYADH, &files, &["--portable"]);
    let there = build(&room, &HALIFAX, &files, &["--portable"]);
    assert_same(&here, &there);
}

#[test]
fn a_second_build_writes_no_file() {
    let files = demo_archive();
    let room = tempfile::tempdir().expect("a folder");
    let site = build(&room, &RIYADH, &files, &[]);
    let before = stamps_below(&site);
    assert_eq!(build(&room, &RIYADH, &files, &[]), site);
    assert_eq!(stamps_below(&site), before);
}

#[test]
fn a_build_elsewhere_into_the_same_folder_writes_no_file() {
    let files = demo_archive();
    let room = tempfile::tempdir().expect("a folder");
    let site = build(&room, &RIYADH, &files, &[]);
    let before = stamps_below(&site);
    let project = room.path().join("moved");
    write_project(&project, &files, true);
    run(&HALIFAX, &project, &site, &[]);
    assert_eq!(stamps_below(&site), before);
}

/// What a page that is open asks for lasts until the next change; without it, nobody can tell that there was another
/// site before.
#[test]
fn an_edit_gives_the_site_of_a_first_build_beside_what_open_pages_ask_for() {
    let mut files = demo_archive();
    let room = tempfile::tempdir().expect("a folder");
    let site = build(&room, &RIYADH, &files, &[]);
    let before = bytes_below(&site);
    let edited = "content/incidents/edited.md";
    files.insert(edited.into(), WRITE_UP.replace("[mail]", "[telegram]").replace(":30\n", ":30Z\n").into());
    write_project(&room.path().join(RIYADH.folder).join("project"), &files, false);
    build(&room, &RIYADH, &files, &[]);
    let fresh = bytes_below(&build(&room, &HALIFAX, &files, &[]));
    let after = bytes_below(&site);
    let is_search =
        |path: &Path| path.starts_with("search") && !path.ends_with("root.bin") && !path.ends_with("index.html");
    let gone = before.iter().filter(|(path, _)| !fresh.contains_key(*path));
    let stays: Vec<_> = gone.filter(|(path, _)| is_search(path) || path.starts_with("assets")).collect();
    assert!(stays.iter().any(|(path, _)| is_search(path)), "the edit changes the index");
    for (path, bytes) in before.iter().filter(|(path, _)| is_search(path) || path.starts_with("assets")) {
        assert_eq!(after.get(path), Some(bytes), "{}", path.display());
    }
    assert_eq!(after.len(), fresh.len() + stays.len());
    build(&room, &RIYADH, &files, &["--purge"]);
    assert_same(&site, &room.path().join(HALIFAX.folder).join("site"));
}

const WRITE_UP: &str = "---
title: Mail is down
date: 2024-03-31T01:30
end: 2024-03-31T03:30
services: [mail]
tags: [b, a, c]
---
Nothing was delivered.
";

/// The project's own files that make its site, by path.
fn demo_archive() -> BTreeMap<String, Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = BTreeMap::from([("site.toml".to_owned(), fs::read(root.join("site.toml")).expect("site.toml"))]);
    let content = bytes_below(&root.join("content"));
    files.extend(content.into_iter().map(|(path, bytes)| (format!("content/{}", path.display()), bytes)));
    files
}

/// The folder of the site a machine makes of the files.
fn build(room: &TempDir, machine: &Machine, files: &BTreeMap<String, Vec<u8>>, options: &[&str]) -> PathBuf {
    let project = room.path().join(machine.folder).join("project");
    let site = room.path().join(machine.folder).join("site");
    if !project.exists() {
        write_project(&project, files, machine.backwards);
    }
    run(machine, &project, &site, options);
    site
}

fn write_project(root: &Path, files: &BTreeMap<String, Vec<u8>>, backwards: bool) {
    let mut order: Vec<_> = files.iter().collect();
    if backwards {
        order.reverse();
    }
    for (path, bytes) in order {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
}

fn run(machine: &Machine, project: &Path, site: &Path, options: &[&str]) {
    let done = Command::new("sh")
        .args(["-c", "umask $0; exec \"$@\"", machine.umask, env!("CARGO_BIN_EXE_annals"), "build", "--root"])
        .arg(project)
        .arg("--output-dir")
        .arg(site)
        .args(options)
        .envs(machine.environment.iter().copied())
        .output()
        .expect("annals runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

fn assert_same(one: &Path, other: &Path) {
    let (one, other) = (bytes_below(one), bytes_below(other));
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    let differing: Vec<_> =
        one.iter().filter(|(path, bytes)| other.get(*path) != Some(bytes)).map(|(path, _)| path).collect();
    assert!(differing.is_empty(), "these differ: {differing:?}");
}

fn bytes_below(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    files_below(folder).map(|(name, path)| (name, fs::read(path).expect("a file"))).collect()
}

/// When each file was written, and which it is.
fn stamps_below(folder: &Path) -> BTreeMap<PathBuf, (i64, i64, u64)> {
    let stamp = |path: PathBuf| {
        let metadata = fs::metadata(path).expect("a file");
        (metadata.mtime(), metadata.mtime_nsec(), metadata.ino())
    };
    files_below(folder).map(|(name, path)| (name, stamp(path))).collect()
}

/// Each file below a folder: its path from there, and its whole path.
fn files_below(folder: &Path) -> impl Iterator<Item = (PathBuf, PathBuf)> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("an entry"));
    entries.filter(|entry| entry.file_type().is_file()).map(move |entry| {
        let name = entry.path().strip_prefix(folder).expect("it is below").to_path_buf();
        (name, entry.into_path())
    })
}
