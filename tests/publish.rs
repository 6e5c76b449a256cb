//! Publishing into real folders.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use annals::publish::{Failure, Kind, Mode, Options, Outputs, Pieces, Summary, publish};
use annals::site::{OutPath, Round};
use tempfile::TempDir;

/// Outputs by path; what runs before a page is rendered stands for the world outside.
#[derive(Default)]
struct Site {
    pages: Vec<(OutPath, String)>,
    broken: Vec<usize>,
    before: Option<Box<dyn Fn(usize) + Sync>>,
}

impl Site {
    fn of(pages: impl IntoIterator<Item = (String, String)>) -> Self {
        let path = |path: String| OutPath::parse(&path).expect("a path");
        Self { pages: pages.into_iter().map(|(name, text)| (path(name), text)).collect(), ..Self::default() }
    }

    fn small(pages: &[(&str, &str)]) -> Self {
        Self::of(pages.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())))
    }

    /// So many that the whole folder is exchanged when they change.
    fn large(text: &str) -> Self {
        Self::of((0..MANY).map(|number| (format!("incidents/{number}/index.html"), format!("{number} {text}"))))
    }

    fn and(mut self, path: &str, text: &str) -> Self {
        self.pages.push((OutPath::parse(path).expect("a path"), text.to_owned()));
        self
    }
}

const MANY: usize = 400;

impl Outputs for Site {
    fn len(&self) -> usize {
        self.pages.len()
    }

    fn path(&self, number: usize) -> &OutPath {
        &self.pages[number].0
    }

    fn kind(&self, number: usize) -> Kind {
        if self.path(number).as_str().starts_with("assets/") { Kind::Asset } else { Kind::Page }
    }

    fn render(&self, number: usize) -> Result<Cow<'_, [u8]>, String> {
        if let Some(before) = &self.before {
            before(number);
        }
        let (path, text) = &self.pages[number];
        if self.broken.contains(&number) { Err(format!("`{path}` is broken")) } else { Ok(text.as_bytes().into()) }
    }

    /// Every fourth output is rendered, comes in pieces, is made whole in a round, or goes on through all rounds, so
    /// that each test below is one of all four ways.
    fn pieces(&self, number: usize) -> Option<Pieces<'_>> {
        let pieces = || -> Pieces<'_> {
            match self.render(number) {
                Ok(bytes) => {
                    let pieces: Vec<_> = bytes.chunks(2).map(|piece| Ok(piece.to_vec())).collect();
                    Box::new(pieces.into_iter())
                }
                Err(why) => Box::new([Ok(b"the beginning".to_vec()), Err(why)].into_iter()),
            }
        };
        (number % 2 == 1).then(pieces)
    }

    fn groups(&self) -> Vec<Vec<usize>> {
        vec![(0..self.len()).filter(|number| number % 4 < 2).collect()]
    }

    fn rounds(&self) -> usize {
        ROUNDS
    }

    fn through_rounds(&self) -> Vec<usize> {
        (0..self.len()).filter(|number| number % 4 == 3).collect()
    }

    fn round(&self, round: usize) -> Result<Round, String> {
        let in_this_round = |number: &usize| number % 4 == 2 && number / 4 % ROUNDS == round;
        let whole = (0..self.len()).filter(in_this_round).map(|number| Ok((number, self.render(number)?.into_owned())));
        let piece = |number: usize| {
            let bytes = if round == 0 { self.render(number)? } else { self.pages[number].1.as_bytes().into() };
            let end = if round + 1 == ROUNDS { bytes.len() } else { bytes.len().min(round + 1) };
            Ok((number, bytes[bytes.len().min(round)..end].to_vec()))
        };
        let pieces = self.through_rounds().into_iter().map(piece);
        Ok(Round { whole: whole.collect::<Result<_, String>>()?, pieces: pieces.collect::<Result<_, String>>()? })
    }
}

/// How many rounds there are, each with a byte of what goes on, and the last with the rest.
const ROUNDS: usize = 30;

/// A project's folder with a place for the site.
struct Project {
    root: TempDir,
}

impl Project {
    fn new() -> Self {
        let root = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(root.path().join("content/incidents")).expect("content");
        Self { root }
    }

    fn out(&self) -> PathBuf {
        self.root.path().join("public")
    }

    fn options(&self) -> Options {
        Options {
            project_root: self.root.path().to_path_buf(),
            content: vec![self.root.path().join("content")],
            ..Options::default()
        }
    }

    fn publish(&self, site: &Site) -> Result<Summary, Failure> {
        publish(site, &self.out(), &self.options(), &|_| {})
    }

    fn published(&self, site: &Site) -> Summary {
        self.publish(site).expect("published")
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.out().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }

    fn tree(&self) -> BTreeMap<String, String> {
        tree(&self.out())
    }

    fn manifest(&self) -> String {
        fs::read_to_string(self.out().join(OutPath::MANIFEST)).expect("a manifest")
    }

    /// What lies beside the published folder and wasn't there before.
    fn strays(&self) -> Vec<String> {
        let names = fs::read_dir(self.root.path()).expect("a folder").map(|entry| entry.expect("an entry").file_name());
        let names = names.map(|name| name.to_string_lossy().into_owned());
        names.filter(|name| !matches!(name.as_str(), "public" | "content")).collect()
    }
}

/// Files by path with their text, empty folders ending in `/`; without the manifest.
fn tree(root: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(root).min_depth(1) {
        let entry = entry.expect("an entry");
        let path = entry.path().strip_prefix(root).expect("below").to_str().expect("text").to_owned();
        if entry.file_type().is_dir() {
            if fs::read_dir(entry.path()).expect("a folder").next().is_none() {
                files.insert(format!("{path}/"), String::new());
            }
        } else if path != OutPath::MANIFEST {
            files.insert(path, fs::read_to_string(entry.path()).unwrap_or_else(|_| "?".to_owned()));
        }
    }
    files
}

fn files(site: &Site) -> BTreeMap<String, String> {
    site.pages.iter().map(|(path, text)| (path.to_string(), text.clone())).collect()
}

fn with(mut files: BTreeMap<String, String>, more: &[(&str, &str)]) -> BTreeMap<String, String> {
    files.extend(more.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())));
    files
}

/// Everything about the files that a needless write would change.
#[cfg(unix)]
fn stamps(root: &Path) -> BTreeMap<PathBuf, (u64, i64, i64, i64, i64)> {
    use std::os::unix::fs::MetadataExt;
    let entries = walkdir::WalkDir::new(root).into_iter().map(|entry| entry.expect("an entry"));
    let stamp = |entry: walkdir::DirEntry| {
        let data = entry.metadata().expect("metadata");
        (entry.into_path(), (data.ino(), data.mtime(), data.mtime_nsec(), data.ctime(), data.ctime_nsec()))
    };
    entries.map(stamp).collect()
}

const SMALL: [(&str, &str); 4] =
    [("index.html", "home"), ("assets/style.1.css", "body {}"), ("incidents/a/index.html", "a"), (".nojekyll", "")];

#[test]
fn a_first_build_makes_the_folder_and_those_above_it() {
    let project = Project::new();
    let site = Site::small(&SMALL);
    let out = project.root.path().join("x/y/public");
    let summary = publish(&site, &out, &project.options(), &|_| {}).expect("published");
    assert_eq!(tree(&out), files(&site));
    assert_eq!((summary.created, summary.mode, summary.bytes), (4, Mode::Whole, 12));
    assert_eq!(fs::read_dir(project.root.path().join("x/y")).expect("a folder").count(), 1);
}

#[test]
fn a_first_build_fills_an_empty_folder() {
    let project = Project::new();
    fs::create_dir(project.out()).expect("made");
    let site = Site::small(&SMALL);
    assert_eq!(project.published(&site).mode, Mode::Whole);
    assert_eq!(project.tree(), files(&site));
    assert!(project.strays().is_empty());
}

#[cfg(unix)]
#[test]
fn a_second_build_touches_nothing() {
    let project = Project::new();
    for site in [Site::small(&SMALL), Site::large("old")] {
        project.published(&site);
        let before = stamps(&project.out());
        let summary = project.published(&site);
        assert_eq!((summary.mode, summary.kept, summary.created), (Mode::Untouched, site.len(), 0));
        assert_eq!(stamps(&project.out()), before);
    }
}

#[cfg(unix)]
#[test]
fn an_edit_touches_only_what_changes() {
    let project = Project::new();
    project.published(&Site::large("old").and("index.html", "home"));
    let before = stamps(&project.out().join("incidents"));
    let summary = project.published(&Site::large("old").and("index.html", "new home"));
    assert_eq!((summary.mode, summary.replaced, summary.kept), (Mode::FileByFile, 1, MANY));
    assert_eq!(summary.reason, None);
    assert_eq!(stamps(&project.out().join("incidents")), before);
}

#[cfg(unix)]
#[test]
fn an_exchange_keeps_the_times_of_what_stays_the_same() {
    use std::os::unix::fs::MetadataExt;
    let project = Project::new();
    project.published(&Site::large("old").and("about/index.html", "about"));
    let about = project.out().join("about/index.html");
    let before = fs::metadata(&about).expect("there");
    let summary = project.published(&Site::large("new").and("about/index.html", "about"));
    assert_eq!((summary.mode, summary.replaced, summary.kept), (Mode::Whole, MANY, 1));
    let after = fs::metadata(&about).expect("there");
    assert_eq!((after.ino(), after.mtime_nsec(), after.nlink()), (before.ino(), before.mtime_nsec(), 1));
}

#[test]
fn stale_files_and_the_folders_they_empty_go() {
    let project = Project::new();
    project.published(&Site::large("old").and("gone/a/index.html", "x").and("gone.css", "x"));
    let few = Site::large("old");
    assert_eq!(project.published(&few).removed, 2);
    assert_eq!(project.tree(), files(&few));
    project.published(&Site::large("old").and("gone/a/index.html", "x"));
    let many = Site::large("new");
    assert_eq!((project.published(&many).mode, project.tree()), (Mode::Whole, files(&many)));
}

const STYLES: [(&str, &str); 3] =
    [("assets/a.0a0a0a0a0a0a.css", "a"), ("assets/b.0b0b0b0b0b0b.css", "b"), ("search/k0c0c0c0c0c0c.bin", "c")];

/// What a page that a reader has open asks for.
#[cfg(unix)]
#[test]
fn what_a_name_tells_stays_for_one_more_change() {
    let [a, b, c] = STYLES;
    for mode in [Mode::FileByFile, Mode::Whole] {
        let site = |text: &str, style: (&str, &str)| match mode {
            Mode::Whole => Site::large(text).and(style.0, style.1),
            _ => Site::large("same").and("index.html", text).and(style.0, style.1),
        };
        let project = Project::new();
        project.published(&site("1", a));
        let summary = project.published(&site("2", b));
        assert_eq!((summary.mode, summary.removed, summary.earlier), (mode, 0, 1));
        assert_eq!(project.tree(), with(files(&site("2", b)), &[a]));
        let before = stamps(&project.out());
        let summary = project.published(&site("2", b));
        assert_eq!((summary.mode, summary.removed, summary.earlier), (Mode::Untouched, 0, 1));
        assert_eq!(stamps(&project.out()), before);
        let summary = project.published(&site("3", c));
        assert_eq!((summary.mode, summary.removed, summary.earlier), (mode, 1, 1));
        assert_eq!(project.tree(), with(files(&site("3", c)), &[b]));
        // What comes back is an output again, and nobody writes it twice.
        let summary = project.published(&site("4", b));
        assert_eq!((summary.created, summary.removed, summary.earlier), (0, 0, 1));
        assert_eq!(project.tree(), with(files(&site("4", b)), &[c]));
        let summary = project.published(&site("5", b));
        assert_eq!((summary.removed, summary.earlier), (1, 0));
        assert_eq!(project.tree(), files(&site("5", b)));
        let fresh = Project::new();
        fresh.published(&site("5", b));
        assert_eq!(project.manifest(), fresh.manifest());
        assert!(project.strays().is_empty());
    }
}

#[test]
fn a_purge_leaves_nothing_of_the_build_before() {
    let [a, b, _] = STYLES;
    let site = |style: (&str, &str)| Site::large("same").and(style.0, style.1);
    let project = Project::new();
    let options = Options { purge: true, ..project.options() };
    let purged = |style| publish(&site(style), &project.out(), &options, &|_| {}).expect("published");
    project.published(&site(a));
    assert_eq!((purged(b).removed, project.tree()), (1, files(&site(b))));
    project.published(&site(a));
    assert_eq!(project.tree(), with(files(&site(a)), &[b]));
    let summary = purged(a);
    assert_eq!((summary.kept, summary.removed, summary.earlier), (MANY + 1, 1, 0));
    assert_eq!(project.tree(), files(&site(a)));
    assert_eq!(purged(a).mode, Mode::Untouched);
}

#[test]
fn what_would_stay_gives_way_where_it_is_gone_or_in_the_way() {
    let [a, b, _] = STYLES;
    let site = |text: &str, path: &str| Site::large("same").and("index.html", text).and(path, "x");
    let project = Project::new();
    project.published(&site("1", a.0));
    let below = format!("{}/index.html", a.0);
    assert_eq!(project.published(&site("2", &below)).earlier, 0);
    assert_eq!(project.tree(), files(&site("2", &below)));
    project.published(&site("3", b.0));
    fs::remove_file(project.out().join(b.0)).expect("removed");
    assert_eq!(project.published(&site("4", "x.html")).earlier, 0);
    assert_eq!(project.tree(), files(&site("4", "x.html")));
}

#[test]
fn foreign_files_stay_in_every_mode() {
    let project = Project::new();
    project.published(&Site::large("0"));
    project.put("CNAME", "example.org");
    project.put("incidents/7/note.txt", "mine");
    let foreign = [("CNAME", "example.org"), ("incidents/7/note.txt", "mine")];
    let edited = Site::large("0").and("index.html", "1");
    assert_eq!(project.published(&edited).mode, Mode::FileByFile);
    assert_eq!(project.tree(), with(files(&edited), &foreign));
    let whole = Site::large("2");
    assert_eq!((project.published(&whole).mode, project.tree()), (Mode::Whole, with(files(&whole), &foreign)));

    project.put(".well-known/acme/token", "secret");
    project.put(".git/HEAD", "ref");
    let foreign = [&foreign[..], &[(".well-known/acme/token", "secret"), (".git/HEAD", "ref")]].concat();
    let piecewise = Site::large("3");
    let summary = project.published(&piecewise);
    assert_eq!((summary.mode, summary.replaced), (Mode::FileByFile, MANY));
    assert_eq!(summary.reason.as_deref(), Some("`.git` in it is not Annals'"));
    assert_eq!(project.tree(), with(files(&piecewise), &foreign));
    assert!(project.strays().is_empty());
}

#[test]
fn both_ways_give_the_same_tree() {
    let (whole, piecewise) = (Project::new(), Project::new());
    let last = Site::large("new").and("x/y.html", "x").and("z", "now a file");
    for (project, foreign) in [(&whole, false), (&piecewise, true)] {
        project.published(
            &Site::large("old").and("x", "a file").and("z/index.html", "z").and("old.css", "x").and("assets/a", "x"),
        );
        if foreign {
            project.put("mine/x", "mine");
        }
        let mode = project.published(&last).mode;
        assert_eq!(mode, if foreign { Mode::FileByFile } else { Mode::Whole });
    }
    fs::remove_dir_all(piecewise.out().join("mine")).expect("removed");
    assert_eq!(whole.tree(), piecewise.tree());
    assert_eq!(whole.manifest(), piecewise.manifest());
}

#[test]
fn a_page_that_fails_publishes_nothing_and_all_that_fail_are_told_in_order() {
    for (old, new) in
        [(None, Site::small(&SMALL)), (Some("old"), Site::large("new")), (Some("new"), Site::large("new"))]
    {
        let project = Project::new();
        if let Some(old) = old {
            project.published(&Site::large(old));
        }
        let before = project.tree_if_any();
        let broken = Site { broken: vec![3, 1], ..new };
        let failure = project.publish(&broken).expect_err("broken");
        assert!(matches!(&failure, Failure::Render(pages) if pages.len() == 2), "{failure}");
        assert!(failure.to_string().starts_with(&format!("`{}` is broken\n", broken.path(1))), "{failure}");
        assert_eq!(project.tree_if_any(), before);
        assert!(project.strays().is_empty());
    }
}

impl Project {
    fn tree_if_any(&self) -> Option<BTreeMap<String, String>> {
        self.out().exists().then(|| self.tree())
    }
}

#[test]
fn a_panic_while_rendering_leaves_the_site_and_no_stage() {
    let project = Project::new();
    project.published(&Site::large("old"));
    let site = Site { before: Some(Box::new(|number| assert_ne!(number, 390, "meant"))), ..Site::large("new") };
    let panic = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| project.publish(&site)));
    assert!(panic.is_err());
    assert_eq!(project.tree(), files(&Site::large("old")));
    assert!(project.strays().is_empty());
}

#[test]
fn progress_counts_every_output_once() {
    let project = Project::new();
    let (calls, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let progress = |done: usize| {
        calls.fetch_add(1, Ordering::Relaxed);
        most.fetch_max(done, Ordering::Relaxed);
    };
    publish(&Site::large("x"), &project.out(), &project.options(), &progress).expect("published");
    assert_eq!((calls.into_inner(), most.into_inner()), (MANY, MANY));
}

#[test]
fn a_damaged_page_is_written_again() {
    let project = Project::new();
    let site = Site::small(&SMALL);
    project.published(&site);
    project.put("index.html", "HOME");
    fs::remove_file(project.out().join("incidents/a/index.html")).expect("removed");
    let summary = project.published(&site);
    assert_eq!((summary.replaced, summary.created, summary.kept), (1, 1, 2));
    assert_eq!(project.tree(), files(&site));
}

#[test]
fn a_foreign_file_in_the_way_is_named_and_kept() {
    let project = Project::new();
    project.published(&Site::small(&SMALL));
    let before = project.tree();
    for (mine, theirs) in
        [("about/index.html", "about/index.html"), ("a/b.html", "a"), ("a", "a/b"), ("about.html", "About.html")]
    {
        project.put(theirs, "mine");
        for next in [Site::small(&SMALL).and(mine, "x"), Site::large("x").and(mine, "x")] {
            let failure = publish(&next, &project.out(), &Options { allow_shrink: true, ..project.options() }, &|_| {});
            let failure = failure.expect_err("in the way");
            assert!(matches!(&failure, Failure::InTheWay(things) if things.len() == 1), "{mine}: {failure}");
            assert_eq!(project.tree(), with(before.clone(), &[(theirs, "mine")]));
        }
        let mut top = Path::new(theirs);
        top = top.parent().filter(|parent| *parent != Path::new("")).unwrap_or(top);
        let top = project.out().join(top);
        let _ = if top.is_dir() { fs::remove_dir_all(top) } else { fs::remove_file(top) };
    }
    assert!(project.strays().is_empty());
}

#[test]
fn a_site_does_not_shrink_by_accident() {
    let project = Project::new();
    project.published(&Site::large("x"));
    let half = |many: usize| Site { pages: Site::large("x").pages.split_off(MANY - many), ..Site::default() };
    let failure = project.publish(&half(MANY / 2 - 1)).expect_err("shrinks");
    assert_eq!(
        failure.to_string(),
        "only 199 of 400 published pages would be left; if that is meant, build with --allow-shrink"
    );
    assert_eq!(project.tree().len(), MANY);
    assert_eq!(project.published(&half(MANY / 2)).removed, MANY / 2);
    let options = Options { allow_shrink: true, ..project.options() };
    publish(&half(1), &project.out(), &options, &|_| {}).expect("meant");
    assert_eq!(project.tree().len(), 1);
    project.published(&half(0));
    assert_eq!(project.tree().len(), 0);
}

#[test]
fn folders_nobody_means_are_refused() {
    let project = Project::new();
    let root = project.root.path();
    fs::write(root.join("file"), "x").expect("written");
    fs::create_dir(root.join("full")).expect("made");
    fs::write(root.join("full/thesis.doc"), "years of work").expect("written");
    let options = Options { home: Some(root.join("home/me")), ..project.options() };
    fs::create_dir_all(root.join("home/me")).expect("made");
    let before = tree(root);
    for (folder, why) in [
        (PathBuf::from("/"), "the root of the file system"),
        (root.to_path_buf(), "the project's own folder"),
        (root.join("content/.."), "the project's own folder"),
        (root.join(".."), "the project's own folder"),
        (root.join("content"), "the project's own material"),
        (root.join("content/incidents/public"), "the project's own material"),
        (root.join("home"), "your home folder"),
        (root.join("home/me"), "your home folder"),
        (root.join("file"), "not a folder"),
        (root.join("full"), "such as `thesis.doc`"),
        (root.join("missing/../public"), "a folder that doesn't exist"),
    ] {
        let failure = publish(&Site::small(&SMALL), &folder, &options, &|_| {}).expect_err("refused");
        assert!(matches!(failure, Failure::Refused { .. }), "{failure}");
        assert!(failure.to_string().contains(why), "{failure}");
    }
    assert_eq!(tree(root), before);
}

#[cfg(unix)]
#[test]
fn a_link_leads_to_where_it_leads() {
    use std::os::unix::fs::symlink;
    let project = Project::new();
    let root = project.root.path();
    fs::create_dir(root.join("real")).expect("made");
    symlink(root.join("real"), root.join("to-real")).expect("linked");
    symlink(root.join("content"), root.join("to-content")).expect("linked");
    symlink(root.join("nowhere"), root.join("to-nowhere")).expect("linked");
    let site = Site::large("x");
    publish(&site, &root.join("to-real"), &project.options(), &|_| {}).expect("published");
    assert_eq!(tree(&root.join("real")), files(&site));
    assert!(root.join("to-real").is_symlink());
    for link in ["to-content", "to-nowhere", "to-nowhere/public"] {
        publish(&site, &root.join(link), &project.options(), &|_| {}).expect_err("refused");
    }
}

#[test]
fn a_manifest_that_reaches_out_or_is_broken_is_refused() {
    let project = Project::new();
    project.published(&Site::small(&SMALL));
    fs::write(project.root.path().join("precious"), "x").expect("written");
    let manifest = project.out().join(OutPath::MANIFEST);
    let good = fs::read_to_string(&manifest).expect("a manifest");
    for bad in [
        good.replace("index.html", "../precious"),
        good.replace("\"index.html", "\"/etc/passwd"),
        String::new(),
        "{".into(),
    ] {
        fs::write(&manifest, bad).expect("written");
        let before = tree(project.root.path());
        let failure = project.publish(&Site::small(&[("new.html", "x")])).expect_err("refused").to_string();
        assert!(failure.contains("move the folder away and build again"), "{failure}");
        assert_eq!(tree(project.root.path()), before);
    }
    fs::remove_file(&manifest).expect("removed");
    let failure = project.publish(&Site::small(&SMALL)).expect_err("refused").to_string();
    assert!(failure.contains("it holds things Annals did not write"), "{failure}");
}

#[cfg(unix)]
#[test]
fn nothing_is_written_or_removed_through_a_link() {
    use std::os::unix::fs::symlink;
    let project = Project::new();
    let elsewhere = project.root.path().join("content");
    fs::create_dir(elsewhere.join("a")).expect("made");
    fs::write(elsewhere.join("a/index.html"), "precious").expect("written");
    project.published(&Site::small(&SMALL));
    fs::remove_dir_all(project.out().join("incidents")).expect("removed");
    symlink(&elsewhere, project.out().join("incidents")).expect("linked");
    let failure = project.publish(&Site::small(&SMALL)).expect_err("in the way");
    assert!(matches!(failure, Failure::InTheWay(_)), "{failure}");
    fs::write(elsewhere.join("a/index.html"), "a").expect("written");
    let failure = project.publish(&Site::small(&SMALL)).expect_err("in the way, though nothing differs");
    assert!(matches!(failure, Failure::InTheWay(_)), "{failure}");
    fs::write(elsewhere.join("a/index.html"), "precious").expect("written");
    let summary = project.published(&Site::small(&SMALL[..2]));
    assert_eq!(summary.left, [project.out().canonicalize().expect("real").join("incidents/a/index.html")]);
    assert_eq!(fs::read_to_string(elsewhere.join("a/index.html")).expect("kept"), "precious");
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_stays_as_it_was() {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::new();
    let site = Site::large("old");
    project.published(&site);
    let allow = |mode| fs::set_permissions(project.out(), fs::Permissions::from_mode(mode)).expect("set");
    allow(0o555);
    let result = project.publish(&Site::large("old").and("index.html", "x"));
    let is_root = fs::write(project.out().join("probe"), "").is_ok();
    allow(0o755);
    if !is_root {
        assert!(matches!(result, Err(Failure::Io { .. }) | Ok(Summary { mode: Mode::Whole, .. })), "{result:?}");
        assert_eq!(project.tree(), files(&site));
    }
}

#[cfg(unix)]
#[test]
fn a_private_folder_one_may_not_look_into_is_told_as_such() {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::new();
    project.published(&Site::small(&SMALL));
    let private = project.out().join(".annals");
    // Nothing is forbidden to the superuser.
    for mode in [0o000, 0o444] {
        fs::set_permissions(&private, fs::Permissions::from_mode(mode)).expect("set");
        let is_forbidden = fs::metadata(private.join("manifest.json")).is_err();
        let published = project.publish(&Site::small(&SMALL));
        fs::set_permissions(&private, fs::Permissions::from_mode(0o755)).expect("set");
        assert_eq!(published.is_err(), is_forbidden);
        if let Err(failure) = published {
            let is_denied =
                matches!(&failure, Failure::Io { source, .. } if source.kind() == std::io::ErrorKind::PermissionDenied);
            assert!(is_denied, "{failure}");
        }
    }
}

#[cfg(unix)]
#[test]
fn the_permissions_of_the_folder_survive_an_exchange() {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::new();
    fs::create_dir(project.out()).expect("made");
    fs::set_permissions(project.out(), fs::Permissions::from_mode(0o711)).expect("set");
    for text in ["a", "b"] {
        assert_eq!(project.published(&Site::large(text)).mode, Mode::Whole);
        assert_eq!(fs::metadata(project.out()).expect("there").permissions().mode() & 0o777, 0o711);
    }
}

#[test]
fn a_folder_that_vanishes_or_appears_meanwhile_is_a_failure_and_nothing_is_lost() {
    let project = Project::new();
    project.published(&Site::large("old"));
    let out = project.out();
    let gone = out.clone();
    let vanish = move |number| {
        if number == 5 {
            fs::remove_dir_all(&gone).unwrap_or_default();
        }
    };
    let site = Site { before: Some(Box::new(vanish)), ..Site::large("new") };
    project.publish(&site).expect_err("gone");
    assert!(project.strays().is_empty());

    let _ = fs::remove_dir_all(&out);
    let there = out.clone();
    let appear = move |number| {
        if number == 5 {
            fs::create_dir_all(&there).and_then(|()| fs::write(there.join("mine"), "mine")).expect("made");
        }
    };
    let site = Site { before: Some(Box::new(appear)), ..Site::large("new") };
    project.publish(&site).expect_err("appeared");
    assert_eq!(project.tree(), with(BTreeMap::new(), &[("mine", "mine")]));
    assert!(project.strays().is_empty());
}

#[test]
fn what_others_add_during_a_build_is_not_lost() {
    let project = Project::new();
    project.published(&Site::large("old"));
    let out = project.out();
    let add = move |number| {
        if number == MANY - 1 {
            fs::write(out.join("late.txt"), "late").expect("written");
            fs::create_dir_all(out.join("late/folder")).expect("made");
        }
    };
    let site = Site { before: Some(Box::new(add)), ..Site::large("new") };
    project.published(&site);
    assert_eq!(project.tree(), with(files(&Site::large("new")), &[("late.txt", "late"), ("late/folder/", "")]));
    assert!(project.strays().is_empty());
}

#[test]
fn two_builds_never_interleave() {
    let project = Project::new();
    let (out, options) = (project.out(), project.options());
    let second = move |_| {
        let failure = publish(&Site::small(&SMALL), &out, &options, &|_| {}).expect_err("busy").to_string();
        assert!(failure.contains(&format!("(process {})", std::process::id())), "{failure}");
    };
    project.published(&Site { before: Some(Box::new(second)), ..Site::small(&SMALL) });
    project.published(&Site::small(&SMALL));
}

#[test]
fn a_file_of_others_where_the_lock_goes_is_left_alone() {
    let project = Project::new();
    let lock = project.root.path().join(".public.lock");
    for theirs in ["dear diary", "12 34", "12345678901234567890"] {
        fs::write(&lock, theirs).expect("written");
        let failure = project.publish(&Site::small(&SMALL)).expect_err("it is no lock").to_string();
        assert!(failure.contains(".public.lock` is not the lock of a build"), "{failure}");
        assert_eq!(fs::read_to_string(&lock).expect("kept"), theirs);
        assert!(!project.out().exists());
    }
    for left_by_a_killed_build in ["", "4711"] {
        fs::write(&lock, left_by_a_killed_build).expect("written");
        project.published(&Site::small(&SMALL));
        assert!(project.strays().is_empty());
    }
}

#[test]
fn the_bytes_do_not_depend_on_where_or_how_often() {
    let projects = [Project::new(), Project::new()];
    let texts = projects.map(|project| {
        project.published(&Site::large("x"));
        fs::read_to_string(project.out().join(OutPath::MANIFEST)).expect("a manifest")
    });
    assert_eq!(texts[0], texts[1]);
    assert!(
        texts[0].starts_with("{\n  \"generator\": \"annals\",\n  \"format\": 1,\n  \"files\": {\n"),
        "{}",
        texts[0]
    );
}

#[test]
fn outputs_that_share_an_address_are_refused() {
    let project = Project::new();
    for site in [Site::small(&[("a.html", "1"), ("a.html", "2")]), Site::small(&[(OutPath::MANIFEST, "{}")])] {
        assert!(matches!(project.publish(&site), Err(Failure::AddressTaken(_))));
    }
    assert!(!project.out().exists());
}

#[test]
fn what_a_killed_run_left_is_cleared_and_nothing_else() {
    let project = Project::new();
    project.published(&Site::large("old"));
    let root = project.root.path();
    let write = |path: &str, text: &str| {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    };
    write(".public.stage-1/.annals/unfinished", "");
    write(".public.stage-1/incidents/1/index.html", "half");
    fs::create_dir_all(root.join(".public.stage-2/.annals")).expect("made");
    // An old site that was exchanged but not yet removed, with a file someone put there at the last moment.
    let old = Project::new();
    old.published(&Site::large("older"));
    old.put("late.txt", "late");
    fs::rename(old.out(), root.join(".public.stage-3")).expect("moved");
    write("public/.annals/stage/index.html", "waiting");
    write(".public.stage-mine/thesis", "mine");
    write(".public.stage-4/thesis", "mine");
    // Things of others that move along have a second name in the old site.
    project.put("CNAME", "example.org");
    fs::hard_link(project.out().join("CNAME"), root.join(".public.stage-3/CNAME")).expect("linked");
    let strays = || {
        let mut strays = project.strays();
        strays.sort();
        strays
    };
    let late = root.canonicalize().expect("real").join(".public.stage-3/late.txt");
    for _ in 0..2 {
        assert_eq!(project.published(&Site::large("old")).left, std::slice::from_ref(&late));
        assert_eq!(strays(), [".public.stage-3", ".public.stage-4", ".public.stage-mine"]);
        assert_eq!(tree(&root.join(".public.stage-3")), with(BTreeMap::new(), &[("late.txt", "late")]));
        assert_eq!(project.tree(), with(files(&Site::large("old")), &[("CNAME", "example.org")]));
    }
    fs::remove_file(late).expect("removed");
    assert!(project.published(&Site::large("old")).left.is_empty());
    assert_eq!(strays(), [".public.stage-4", ".public.stage-mine"]);
}

#[test]
fn nothing_that_came_with_the_project_gets_into_the_site() {
    let project = Project::new();
    let site = Site::small(&SMALL);
    project.published(&site);
    // As it may lie in a repository: it looks like the old site that a killed build left.
    let tree = project.root.path().join(".public.stage-1");
    fs::create_dir_all(tree.join(".annals")).expect("made");
    fs::copy(project.out().join(OutPath::MANIFEST), tree.join(OutPath::MANIFEST)).expect("copied");
    fs::create_dir(tree.join("incidents")).expect("made");
    for path in ["evil.html", "incidents/evil.html", "index.html"] {
        fs::write(tree.join(path), "evil").expect("written");
    }
    let style = &SMALL[1..2];
    for (next, earlier) in [(site, &[][..]), (Site::small(&[("index.html", "new")]), style), (Site::large("all"), &[])]
    {
        let summary = project.published(&next);
        let theirs = tree.canonicalize().expect("there");
        assert_eq!(summary.left, [theirs.join("evil.html"), theirs.join("incidents/evil.html")]);
        assert_eq!(project.tree(), with(files(&next), earlier));
    }
}

#[test]
fn a_run_broken_off_between_files_is_finished_by_the_next() {
    let project = Project::new();
    project.published(&Site::small(&SMALL));
    let next = Site::small(&[("index.html", "new"), ("assets/style.2.css", "p {}"), ("incidents/a/index.html", "a")]);
    // As it stands after the first asset: the manifest names both sites, with the hashes to be.
    let other = Project::new();
    other.published(&next);
    let mut both: serde_json::Value = serde_json::from_str(&project.manifest()).expect("JSON");
    let new: serde_json::Value = serde_json::from_str(&other.manifest()).expect("JSON");
    both["files"].as_object_mut().expect("files").extend(new["files"].as_object().expect("files").clone());
    both["unfinished"] = true.into();
    let break_off = || {
        fs::write(project.out().join(OutPath::MANIFEST), both.to_string()).expect("written");
        project.put("assets/style.2.css", "p {}");
        project.put(".annals/stage/index.html", "new");
    };

    break_off();
    project.published(&next);
    let unbroken = Project::new();
    unbroken.published(&Site::small(&SMALL));
    unbroken.published(&next);
    assert_eq!((project.tree(), project.manifest()), (unbroken.tree(), unbroken.manifest()));

    // Going back is possible as well as going on: hashes follow what is there, not what was meant.
    break_off();
    project.published(&Site::small(&SMALL));
    unbroken.published(&Site::small(&SMALL));
    assert_eq!((project.tree(), project.manifest()), (unbroken.tree(), unbroken.manifest()));
}
