use std::fs;
use std::path::Path;

use super::*;

fn project(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    for (path, bytes) in files {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    root
}

fn load(root: &Path) -> Result<(Project, Diagnostics), LoadFailure> {
    let mut problems = Diagnostics::new();
    let settings = read_settings(root, &mut problems)?;
    let folders = Folders { content: "content".to_owned(), theme: Some("themes/mine".to_owned()) };
    let project = read_content(root, settings, &folders, None, &mut problems)?;
    Ok((project, problems))
}

/// Every problem as `path: code message | help`.
fn told(root: &Path) -> Vec<String> {
    let (project, problems) = load(root).unwrap();
    let told = problems.into_sorted();
    told.iter()
        .map(|problem| {
            let help = problem.help.as_deref().unwrap_or("");
            format!("{}: {} {} | {help}", project.path(problem.place.file), problem.code.number(), problem.message)
        })
        .collect()
}

#[test]
fn files_are_numbered_by_path_behind_the_settings() {
    let root = project(&[
        ("site.toml", b"title = 'x'"),
        ("content/incidents/b.md", b"b"),
        ("content/incidents/a/z.md", b"z"),
        ("content/incidents/a.png", b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x02\0\0\0\x01"),
        ("content/.git/HEAD", b"ref"),
        ("content/incidents/b.md~", b"old"),
        ("content/Thumbs.db", b"\0"),
        ("themes/mine/assets/site.css", b"body{}"),
    ]);
    let (project, problems) = load(root.path()).unwrap();
    assert!(problems.is_empty());
    let paths: Vec<_> = project.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "site.toml",
            "content/incidents/a.png",
            "content/incidents/a/z.md",
            "content/incidents/b.md",
            "themes/mine/assets/site.css"
        ]
    );
    assert_eq!(project.documents, [FileId(2), FileId(3)]);
    assert_eq!(&*project.files[3].text, "b");
    let attachment = &project.attachments[0];
    assert_eq!((attachment.file, attachment.size), (FileId(1), 24));
    assert_eq!(attachment.dimensions, Some(Dimensions { width: 2, height: 1 }));
    assert_eq!(
        (project.theme[0].path.as_str(), project.theme[0].bytes.as_slice()),
        ("assets/site.css", &b"body{}"[..])
    );
}

#[test]
fn what_may_not_be_published_is_refused_by_name() {
    let root = project(&[
        ("site.toml", b""),
        ("content/a.svg", b"<svg/>"),
        ("content/b.png", b"<html>"),
        ("content/c.png", b"\xff\xd8\xff\xe0"),
        ("content/d.markdown", b"x"),
        ("content/e.md", b"caf\xe9"),
        ("content/f.md", &vec![b'a'; (2 << 20) + 1]),
        ("content/g.md", &vec![b'a'; 2 << 20]),
    ]);
    assert_eq!(
        told(root.path()),
        [
            "content/a.svg: A108 `a.svg` is of a kind that may not be published | attach a file that ends in `png`, \
             `jpg`, `jpeg`, `gif`, `webp`, `avif`, `pdf`, `txt` or `csv`, or remove it",
            "content/b.png: A108 `b.png` does not hold what its name says: it is no PNG file | save it as PNG again, or \
             remove it",
            "content/c.png: A108 `c.png` does not hold what its name says: it is no PNG file | it is a JPEG file: let its \
             name end in `.jpg`",
            "content/d.markdown: A105 `d.markdown` is not read: write-ups end in `.md` | rename it to `d.md`",
            "content/e.md: A102 the file is not UTF-8: byte 3 is 0xE9 | save it again with the encoding UTF-8; in \
             Windows-1252 the byte is `é`",
            "content/f.md: A103 the file has 2.1 MiB; a text may have 2 MiB | make it smaller, or split it into several \
             files",
        ]
    );
    assert_eq!(load(root.path()).unwrap().0.documents, [FileId(7)]);
}

#[test]
fn a_folder_without_settings_is_no_project() {
    let root = project(&[("content/a.md", b"")]);
    assert!(matches!(load(root.path()), Err(LoadFailure::NotAProject(_))));
    let root = project(&[("site.toml", b"")]);
    assert!(matches!(load(root.path()), Err(LoadFailure::NoFolder(_))));
}

#[test]
fn folders_outside_the_project_are_refused() {
    let root = project(&[("site.toml", b""), ("content/a.md", b"")]);
    for folder in ["../content", "/etc", "content/../..", "site.toml"] {
        let folders = Folders { content: folder.to_owned(), theme: None };
        let settings = SourceFile { path: "site.toml".to_owned(), text: "".into() };
        let read = read_content(root.path(), settings, &folders, None, &mut Diagnostics::new());
        assert!(matches!(read, Err(LoadFailure::FolderOutside(_))), "{folder}");
    }
}

// Pipes and names that are not UTF-8 can be made everywhere on Linux only.
#[cfg(target_os = "linux")]
mod linux {
    use super::*;
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::symlink;

    #[test]
    fn links_and_pipes_are_refused_and_never_opened() {
        let root = project(&[("site.toml", b""), ("content/a.md", b""), ("elsewhere/secret.md", b"secret")]);
        let content = root.path().join("content");
        symlink("../elsewhere/secret.md", content.join("b.md")).unwrap();
        symlink("../elsewhere", content.join("c")).unwrap();
        symlink(".", content.join("loop")).unwrap();
        let mode = rustix::fs::Mode::from_raw_mode(0o600);
        rustix::fs::mknodat(rustix::fs::CWD, content.join("d.md"), rustix::fs::FileType::Fifo, mode, 0).unwrap();
        let help = "put the file itself in its place, or remove it";
        assert_eq!(
            told(root.path()),
            [
                format!("content/b.md: A104 `b.md` is a symbolic link, which is not read | {help}"),
                format!("content/c: A104 `c` is a symbolic link, which is not read | {help}"),
                format!("content/d.md: A104 `d.md` is a device, pipe or socket, which is not read | {help}"),
                format!("content/loop: A104 `loop` is a symbolic link, which is not read | {help}"),
            ]
        );
    }

    #[test]
    fn what_changes_into_a_pipe_or_link_after_the_listing_is_not_read() {
        let root = project(&[("plain", b"text")]);
        symlink("plain", root.path().join("link")).unwrap();
        let mode = rustix::fs::Mode::from_raw_mode(0o600);
        rustix::fs::mknodat(rustix::fs::CWD, root.path().join("pipe"), rustix::fs::FileType::Fifo, mode, 0).unwrap();
        assert!(open::read_whole(&root.path().join("plain"), 4).is_ok());
        assert!(matches!(open::read_whole(&root.path().join("plain"), 3), Err(ReadFault::TooLarge(4))));
        assert!(matches!(open::read_whole(&root.path().join("link"), 9), Err(ReadFault::NotPlain)));
        assert!(matches!(open::read_whole(&root.path().join("pipe"), 9), Err(ReadFault::NotPlain)));
        assert!(matches!(open::read_whole(&root.path().join("gone"), 9), Err(ReadFault::Io(io::ErrorKind::NotFound))));
    }

    #[test]
    fn a_content_folder_that_is_a_link_is_refused() {
        let root = project(&[("site.toml", b""), ("elsewhere/a.md", b"")]);
        symlink("elsewhere", root.path().join("content")).unwrap();
        assert!(matches!(load(root.path()), Err(LoadFailure::FolderOutside(_))));
    }

    #[test]
    fn a_name_that_is_not_utf_8_is_a_problem_of_that_file() {
        let root = project(&[("site.toml", b""), ("content/a.md", b"")]);
        fs::write(root.path().join("content").join(OsStr::from_bytes(b"caf\xe9.md")), b"").unwrap();
        assert_eq!(
            told(root.path()),
            [
                "content/caf\u{fffd}.md: A106 the name `caf\u{fffd}.md` is not UTF-8 | rename it, with letters that UTF-8 has"
            ]
        );
    }
}

#[cfg(unix)]
#[test]
fn an_attachment_is_not_read_through_a_link_put_on_its_way() {
    use std::os::unix::fs::symlink;
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x02\0\0\0\x01";
    let root = project(&[("site.toml", b""), ("content/incidents/pics/p.png", png)]);
    let (loaded, _) = load(root.path()).unwrap();
    let attachment = &loaded.attachments[0];
    assert_eq!(read_attachment(root.path(), attachment).unwrap(), png);
    let outside = tempfile::tempdir().unwrap();
    for folder in ["content/incidents/pics", "content"] {
        let (folder, moved) = (root.path().join(folder), outside.path().join("moved"));
        fs::rename(&folder, &moved).unwrap();
        symlink(&moved, &folder).unwrap();
        assert!(matches!(read_attachment(root.path(), attachment), Err(LoadFailure::Changed(_))));
        fs::remove_file(&folder).unwrap();
        fs::rename(&moved, &folder).unwrap();
    }
    assert_eq!(read_attachment(root.path(), attachment).unwrap(), png);
}
