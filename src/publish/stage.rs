//! Where outputs wait until all of them are rendered.

use std::borrow::Cow;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::pass::Held;
use super::pieces::{Made, Sink};
use super::survey::Survey;
use super::target::{Found, PRIVATE};
use super::{Failure, Job, Target, disk};
use crate::site::OutPath;

/// The name, in a stage's private folder, of the file that says it is not whole yet.
pub(super) const UNFINISHED: &str = "unfinished";

/// A tree of outputs that is removed again unless it is put in place; its root is empty once it is.
#[derive(Debug)]
pub(super) struct Stage {
    root: PathBuf,
    is_beside: bool,
}

/// A stage, and what has to be known to finish it.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) stage: Stage,
    /// Plain files of others that move along.
    pub(super) carried: Vec<String>,
    /// Why the stage can't take the folder's place as a whole.
    pub(super) reason: Option<String>,
}

/// Opens the stage the change asks for, after making sure that nothing foreign is in the way.
pub(super) fn open(job: &Job<'_>, few: bool) -> Result<Opened, Failure> {
    let survey = Survey::of(job)?;
    let reason = if few { None } else { obstacle(job, &survey) };
    if !few && reason.is_none() {
        match Stage::beside(job) {
            Ok(stage) => return Ok(Opened { stage, carried: survey.files, reason: None }),
            Err(error) if disk::is_refusal(&error) || disk::is_read_only(&error) => {
                return inside(job, Some(format!("no folder can be made beside it: {error}")));
            }
            Err(error) => return Err(Failure::io("make a folder in", &job.target.parent)(error)),
        }
    }
    inside(job, reason)
}

/// Opens a stage and puts into it what was held in memory so far.
pub(super) fn open_with(job: &Job<'_>, held: Held, few: bool) -> Result<Opened, Failure> {
    let opened = open(job, few)?;
    for (number, bytes) in held {
        opened.stage.add(job, number, bytes.map(Cow::Owned))?;
    }
    Ok(opened)
}

fn obstacle(job: &Job<'_>, survey: &Survey) -> Option<String> {
    if let Some(thing) = &survey.obstacle {
        return Some(format!("`{thing}` in it is not Annals'"));
    }
    let can_move = disk::CAN_EXCHANGE || matches!(job.found, Found::Nothing);
    (!can_move).then(|| "folders can't be exchanged on this system".to_owned())
}

fn inside(job: &Job<'_>, reason: Option<String>) -> Result<Opened, Failure> {
    let stage = Stage::inside(&job.target)?;
    Ok(Opened { stage, carried: Vec::new(), reason })
}

impl Stage {
    /// A stage beside the folder, to take its place: same file system, same permissions.
    fn beside(job: &Job<'_>) -> io::Result<Self> {
        let root = make_beside(&job.target)?;
        let stage = Self { root, is_beside: true };
        fs::create_dir(stage.root.join(PRIVATE))?;
        fs::File::create_new(stage.marker())?;
        if !matches!(job.found, Found::Nothing) {
            let (old, new) = (fs::metadata(&job.target.folder)?, fs::metadata(&stage.root)?);
            if !disk::is_same_owner(&old, &new) {
                return Err(io::Error::new(io::ErrorKind::Unsupported, "it would have another owner"));
            }
            fs::set_permissions(&stage.root, old.permissions())?;
        }
        Ok(stage)
    }

    /// A stage in the private folder, from where files are put in place one by one.
    pub(super) fn inside(target: &Target) -> Result<Self, Failure> {
        let root = target.waiting();
        fs::create_dir_all(&root).map_err(Failure::io("make", &root))?;
        Ok(Self { root, is_beside: false })
    }

    /// Whether the stage can take the folder's place as a whole.
    pub(super) const fn is_beside(&self) -> bool {
        self.is_beside
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Keeps what is there now: after an exchange that is the old site.
    pub(super) fn into_root(mut self) -> PathBuf {
        std::mem::take(&mut self.root)
    }

    /// The file that says the stage is not whole yet.
    pub(super) fn marker(&self) -> PathBuf {
        self.root.join(PRIVATE).join(UNFINISHED)
    }

    /// Adds an output; without bytes, it is made in pieces.
    pub(super) fn add(&self, job: &Job<'_>, number: usize, bytes: Option<Cow<'_, [u8]>>) -> Result<(), Failure> {
        let path = job.outputs.path(number);
        match (bytes, job.outputs.pieces(number)) {
            (None, Some(pieces)) => match self.sink(path)?.fill(pieces, &mut Vec::new())? {
                Made::Failed(why) => Err(Failure::Render(vec![(number, why)])),
                Made::Whole { .. } => Ok(()),
            },
            (bytes, _) => self.write(path, &bytes.expect("what isn't held comes in pieces")),
        }
    }

    /// Stages are new, so the file can't be there yet.
    fn write(&self, path: &OutPath, bytes: &[u8]) -> Result<(), Failure> {
        let file = path.below(&self.root);
        disk::write_new(&file, bytes).map_err(Failure::io("write", &file))
    }

    /// Where the pieces of an output go.
    pub(super) fn sink(&self, path: &OutPath) -> Result<Sink, Failure> {
        Sink::new_file(path.below(&self.root))
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        if !self.root.as_os_str().is_empty() {
            remove_tree(&self.root);
        }
    }
}

/// Removes a stage, what marks it as one last; what can't be removed is cleared by the next build.
pub(super) fn remove_tree(root: &Path) {
    for entry in fs::read_dir(root).into_iter().flatten().flatten() {
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if !is_folder {
            let _ = fs::remove_file(entry.path());
        } else if entry.file_name() != PRIVATE {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
    let _ = fs::remove_dir_all(root);
}

fn make_beside(target: &Target) -> io::Result<PathBuf> {
    const TRIES: u32 = 100;
    let first = std::process::id();
    let mut result = Err(io::ErrorKind::AlreadyExists.into());
    for number in first..first.saturating_add(TRIES) {
        let root = target.beside(&format!(".stage-{number}"));
        result = fs::create_dir(&root).map(|()| root);
        if !matches!(&result, Err(error) if error.kind() == io::ErrorKind::AlreadyExists) {
            break;
        }
    }
    result
}
