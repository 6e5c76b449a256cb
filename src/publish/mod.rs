//! Takes: a table of outputs, each rendered when asked for, and a folder.
//! Gives: the folder holding exactly these outputs beside whatever else lay there.
//! Promises: nothing is touched before all is rendered; unchanged files are not touched; nothing foreign is removed.
//! Never: decides what a page says.
//!
//! If publishing fails or is killed, the site is untouched (a whole folder is put in place in one call), or, file by
//! file, every page is whole, old or new, and every asset it names exists. The next run clears what a killed one left
//! behind and repairs the rest; that is why no signal is caught here.

mod disk;
mod earlier;
mod failure;
mod leftovers;
mod lock;
mod manifest;
mod outputs;
mod pass;
mod pieces;
mod piecewise;
mod retire;
mod stage;
mod survey;
mod target;
mod whole;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub use failure::Failure;
pub use outputs::{Kind, Outputs, SiteOutputs};
pub use pieces::Pieces;

use crate::site::OutPath;
use disk::Calls;
use lock::Lock;
use manifest::Manifest;
use pass::{Outcome, Rendered};
use stage::Opened;
use target::{Found, Target};

/// What publishing must know besides the outputs.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Whether more than half of the published pages may vanish.
    pub allow_shrink: bool,
    /// Whether nothing of the build before may stay, not even for pages that readers have open.
    pub purge: bool,
    /// The project's folder: neither it nor a folder that holds it is published into.
    pub project_root: PathBuf,
    /// The author's folders: nothing is published over, around or into them.
    pub content: Vec<PathBuf>,
    /// The user's own folder, where it is known: not published over either.
    pub home: Option<PathBuf>,
}

/// How the outputs came into their folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Nothing had changed.
    Untouched,
    /// The whole folder was put in place in one call.
    Whole,
    /// Files were replaced one by one, each in one call.
    FileByFile,
}

/// What publishing did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Files that weren't there.
    pub created: usize,
    /// Files whose bytes changed.
    pub replaced: usize,
    /// Files left as they were.
    pub kept: usize,
    /// Files of an earlier build that no output has any more.
    pub removed: usize,
    /// Files of the build before that no output has any more either, left for pages that readers have open.
    pub earlier: usize,
    /// Bytes of all outputs together.
    pub bytes: u64,
    /// How it was done.
    pub mode: Mode,
    /// Why files were replaced one by one although so many changed.
    pub reason: Option<String>,
    /// What others left where it neither belongs nor could be moved from: it lies here.
    pub left: Vec<PathBuf>,
}

/// Makes `folder` hold the outputs; `progress` is told how many are rendered so far.
///
/// Nothing in the folder is touched before everything is rendered, and what Annals did not write is never removed.
pub fn publish(
    outputs: &dyn Outputs,
    folder: &Path,
    options: &Options,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Summary, Failure> {
    publish_with(Calls::default(), outputs, folder, options, progress)
}

/// One publication: what goes where, and what is there already.
struct Job<'a> {
    outputs: &'a dyn Outputs,
    numbers: BTreeMap<&'a str, usize>,
    target: Target,
    found: Found,
    calls: Calls,
    purge: bool,
}

impl Job<'_> {
    fn old(&self) -> Option<&Manifest> {
        match &self.found {
            Found::Site(manifest) => Some(manifest),
            Found::Nothing | Found::Empty => None,
        }
    }
}

fn publish_with(
    calls: Calls,
    outputs: &dyn Outputs,
    folder: &Path,
    options: &Options,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Summary, Failure> {
    let numbers = numbers(outputs)?;
    let target = Target::find(folder, options)?;
    let _lock = Lock::take(&target)?;
    let found = Found::look(&target)?;
    let job = Job { outputs, numbers, target, found, calls, purge: options.purge };
    let left = leftovers::clear(&job)?;
    if !options.allow_shrink {
        refuse_shrinking(&job)?;
    }
    let rendered = pass::run(&job, progress)?;
    let mut summary = put(&job, rendered)?;
    summary.left.splice(0..0, left);
    Ok(summary)
}

fn numbers(outputs: &dyn Outputs) -> Result<BTreeMap<&str, usize>, Failure> {
    let mut numbers = BTreeMap::new();
    for number in 0..outputs.len() {
        let path = outputs.path(number).as_str();
        if path == OutPath::MANIFEST || numbers.insert(path, number).is_some() {
            return Err(Failure::AddressTaken(path.to_owned()));
        }
    }
    Ok(numbers)
}

/// A mistyped content folder must not wipe out a site.
fn refuse_shrinking(job: &Job<'_>) -> Result<(), Failure> {
    const SMALL: usize = 10;
    let Some(old) = job.old() else { return Ok(()) };
    let before = old.outputs().filter(|(path, _)| is_page(path)).count();
    let after = job.numbers.keys().filter(|path| is_page(path)).count();
    if before >= SMALL && after * 2 < before { Err(Failure::Shrinks { before, after }) } else { Ok(()) }
}

fn is_page(path: &str) -> bool {
    matches!(path.rsplit_once('.'), Some((_, "html")))
}

/// What differs between the folder and the outputs.
struct Changes {
    /// Numbers of outputs to write, in the order of kinds, and whether their place is free.
    written: Vec<(usize, bool)>,
    /// Numbers of outputs whose file is right.
    kept: Vec<usize>,
    /// Paths of an earlier build that no output has and that go.
    stale: Vec<String>,
    /// Such paths of the build before that stay.
    earlier: Vec<String>,
    /// The manifest to be.
    manifest: Manifest,
}

impl Changes {
    fn of(job: &Job<'_>, outcomes: Vec<Outcome>) -> Self {
        let (mut written, mut kept, mut manifest) = (Vec::new(), Vec::new(), Manifest::default());
        for (number, outcome) in outcomes.into_iter().enumerate() {
            let path = job.outputs.path(number).as_str();
            let hash = match outcome {
                Outcome::Written { fresh, hash } => {
                    written.push((number, fresh));
                    hash
                }
                Outcome::Kept { hash } => {
                    kept.push(number);
                    hash.or_else(|| job.old()?.hash(path).map(str::to_owned)).unwrap_or_default()
                }
            };
            manifest.insert(path.to_owned(), hash);
        }
        written.sort_by_key(|(number, _)| (job.outputs.kind(*number), *number));
        let (earlier, stale) = earlier::parted(job);
        for (path, hash) in &earlier {
            manifest.leave(path.clone(), hash.clone());
        }
        let earlier = earlier.into_iter().map(|(path, _)| path).collect();
        Self { written, kept, stale, earlier, manifest }
    }

    /// Whether the folder holds the outputs already, and nothing that is to go at once.
    fn are_none(&self, job: &Job<'_>) -> bool {
        let stays = |old: &Manifest| old.is_of(&self.manifest) && !(job.purge && old.earlier().len() > 0);
        self.written.is_empty() && job.old().is_some_and(stays)
    }

    /// Whether replacing files one by one is less work than staging the whole folder.
    fn are_few(&self) -> bool {
        let many = self.written.len() + self.stale.len();
        many <= pass::FEW && many <= self.kept.len()
    }

    fn summary(&self, bytes: u64, mode: Mode) -> Summary {
        let created = self.written.iter().filter(|(_, fresh)| *fresh).count();
        Summary {
            created,
            replaced: self.written.len() - created,
            kept: self.kept.len(),
            removed: self.stale.len(),
            earlier: self.earlier.len(),
            bytes,
            mode,
            reason: None,
            left: Vec::new(),
        }
    }
}

/// Brings what was rendered into the folder, in the way the change and the file system ask for.
fn put(job: &Job<'_>, rendered: Rendered) -> Result<Summary, Failure> {
    let Rendered { outcomes, held, opened, bytes } = rendered;
    let changes = Changes::of(job, outcomes);
    if changes.are_none(job) {
        // What the last change left for readers stays until the next one.
        let earlier = job.old().map_or(0, |old| old.earlier().len());
        return Ok(Summary { removed: 0, earlier, ..changes.summary(bytes, Mode::Untouched) });
    }
    let few = changes.are_few();
    let opened = opened.map_or_else(|| stage::open_with(job, held, few), Ok)?;
    let Opened { stage, carried, reason } = opened;
    if !stage.is_beside() {
        let left = piecewise::put(job, stage, &changes)?;
        return Ok(Summary { reason, left, ..changes.summary(bytes, Mode::FileByFile) });
    }
    match whole::put(job, stage, &changes, &carried)? {
        whole::Put::Done { left } => Ok(Summary { left, ..changes.summary(bytes, Mode::Whole) }),
        whole::Put::Refused { stage, reason } => {
            let left = piecewise::put(job, stage, &changes)?;
            Ok(Summary { reason: Some(reason), left, ..changes.summary(bytes, Mode::FileByFile) })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::Cow;
    use std::fs;
    use std::io;

    struct Pages(Vec<(OutPath, String)>);

    impl Pages {
        fn of(text: &str) -> Self {
            let page = |number| {
                let path = OutPath::parse(&format!("{}/{number}/index.html", number % 7)).expect("a path");
                (path, format!("{number} {}", if number == 0 { "same" } else { text }))
            };
            Self((0..pass::FEW + 50).map(page).collect())
        }
    }

    impl Outputs for Pages {
        fn len(&self) -> usize {
            self.0.len()
        }

        fn path(&self, number: usize) -> &OutPath {
            &self.0[number].0
        }

        fn kind(&self, _number: usize) -> Kind {
            Kind::Page
        }

        fn render(&self, number: usize) -> Result<Cow<'_, [u8]>, String> {
            Ok(self.0[number].1.as_bytes().into())
        }
    }

    fn refused<const NUMBER: i32>(_one: &Path, _other: &Path) -> io::Result<()> {
        Err(io::Error::from_raw_os_error(NUMBER))
    }

    /// Publishes twice into one folder, the second time with other calls.
    fn second(mut calls: Calls) -> (tempfile::TempDir, Result<Summary, Failure>) {
        let root = tempfile::tempdir().expect("a folder");
        let run = |calls, text| {
            publish_with(calls, &Pages::of(text), &root.path().join("public"), &Options::default(), &|_| {})
        };
        calls.settle = |_| Ok(());
        run(Calls::default(), "old").expect("published");
        fs::write(root.path().join("public/CNAME"), "example.org").expect("written");
        let summary = run(calls, "new");
        (root, summary)
    }

    fn assert_holds(root: &tempfile::TempDir, text: &str) {
        let folder = root.path().join("public");
        for (path, text) in Pages::of(text).0 {
            assert_eq!(fs::read_to_string(path.below(&folder)).expect("a page"), text);
        }
        assert_eq!(fs::read_to_string(folder.join("CNAME")).expect("kept"), "example.org");
        assert!(!folder.join(".annals/stage").exists());
        assert_eq!(fs::read_dir(root.path()).expect("a folder").count(), 1);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn where_an_exchange_is_refused_files_are_replaced_one_by_one() {
        // EPERM, EACCES, EBUSY, EXDEV, EINVAL, ENOSYS, EOPNOTSUPP
        for exchange in
            [refused::<1>, refused::<13>, refused::<16>, refused::<18>, refused::<22>, refused::<38>, refused::<95>]
        {
            let (root, summary) = second(Calls { exchange, ..Calls::default() });
            let summary = summary.expect("published");
            assert_eq!((summary.mode, summary.kept), (Mode::FileByFile, 1));
            assert!(summary.reason.expect("a reason").starts_with("it can't be exchanged as a whole: "));
            assert_holds(&root, "new");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn where_files_get_no_second_name_they_are_replaced_one_by_one() {
        // EPERM, EXDEV, EMLINK
        for link in [refused::<1>, refused::<18>, refused::<31>] {
            let (root, summary) = second(Calls { link, ..Calls::default() });
            assert_eq!(summary.expect("published").mode, Mode::FileByFile);
            assert_holds(&root, "new");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_disk_that_fails_leaves_the_old_site() {
        // EIO, ENOSPC, EDQUOT, EROFS
        for fails in [refused::<5>, refused::<28>, refused::<122>, refused::<30>] {
            for calls in [Calls { exchange: fails, ..Calls::default() }, Calls { link: fails, ..Calls::default() }] {
                let (root, summary) = second(calls);
                assert!(matches!(summary, Err(Failure::Io { .. })), "{summary:?}");
                assert_holds(&root, "old");
            }
        }
    }
}
