//! Hears of changes to the project's files and reads it anew.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

use notify::event::{EventKind, MetadataKind, ModifyKind};
use notify::{Config, ErrorKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use super::live::Live;
use super::{Event, Observer};
use crate::project::ProjectFailure;

/// A change is over when nothing more was heard for so long: editors save in several steps.
const QUIET: Duration = Duration::from_millis(15);
/// However restless the files are, they are read after so many changes.
const MOST: usize = 10_000;
/// How often files are looked at where the system doesn't tell of changes, and a missing project is looked for.
const INTERVAL: Duration = Duration::from_secs(1);

/// Reads the project now and whenever it changes, for ever. Whether it could be read at first is told before it is
/// waited for changes.
pub(super) fn watch(live: &Live, observer: &Observer, poll: bool, first: impl FnOnce(Result<(), ProjectFailure>)) {
    let mut watching = Watching::new(poll);
    // Folders are watched before they are read, so that no change falls between.
    watching.follow(live, observer);
    first(live.read(observer));
    loop {
        if watching.follow(live, observer) || watching.wait(live) {
            live.reread(observer);
        }
    }
}

/// What was heard of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    /// Something that is read.
    Content,
    /// A folder that is watched came, went or gave way to another of its name, or there is no telling.
    Folder,
}

/// The folders of a project: those in which only some names matter, and those read with all that is in them.
type Places = BTreeMap<PathBuf, RecursiveMode>;

/// The watched folders.
struct Watching {
    watcher: Option<Box<dyn Watcher>>,
    sender: Sender<Change>,
    changes: Receiver<Change>,
    polls: bool,
    /// `None` if the folders of these names may be others than those that are watched.
    followed: Option<Places>,
}

impl Watching {
    fn new(polls: bool) -> Self {
        let (sender, changes) = mpsc::channel();
        Self { watcher: None, sender, changes, polls, followed: None }
    }

    /// Watches what the project consists of now; its folders may have come, gone, been replaced or been named anew.
    /// Then all are watched anew: the system tells of folders, not of their names. Says whether they are.
    fn follow(&mut self, live: &Live, observer: &Observer) -> bool {
        let places = places(live);
        let there: Places =
            places.iter().filter(|(folder, _)| folder.is_dir()).map(|(f, mode)| (f.clone(), *mode)).collect();
        if self.followed.as_ref() == Some(&there) {
            return false;
        }
        match self.watcher(live, places, &there) {
            Ok(watcher) => {
                self.watcher = Some(watcher);
                self.followed = Some(there);
                true
            }
            // One of the folders went meanwhile: what there is then is to be looked at.
            Err(error) if is_gone(&error) => {
                self.followed = None;
                false
            }
            // Such as no watch being left (inotify's limit).
            Err(error) => {
                observer(&Event::Polling(&error.to_string()));
                self.polls = true;
                self.follow(live, observer)
            }
        }
    }

    fn watcher(&self, live: &Live, places: Places, there: &Places) -> notify::Result<Box<dyn Watcher>> {
        let heard = heard(live.root.clone(), places, self.sender.clone());
        if self.polls {
            // Times of files are compared by the second, which is too coarse for who saves twice.
            let config = Config::default().with_poll_interval(INTERVAL).with_compare_contents(true);
            let mut watcher = PollWatcher::new(heard, config)?;
            // What can't be looked at now is looked for again once something is heard of it.
            for (folder, mode) in there {
                drop(watcher.watch(folder, *mode));
            }
            return Ok(Box::new(watcher));
        }
        let mut watcher = RecommendedWatcher::new(heard, Config::default())?;
        if let Some(above) = live.root.parent() {
            // A folder that is some process's own goes without a word of itself. That above may be one not to be read.
            drop(watcher.watch(above, RecursiveMode::NonRecursive));
        }
        there.iter().try_for_each(|(folder, mode)| watcher.watch(folder, *mode))?;
        Ok(Box::new(watcher))
    }

    /// Waits until something has changed and then until it is quiet. Says whether it is time to read; else it is to
    /// look at the folders.
    fn wait(&mut self, live: &Live) -> bool {
        let is_whole = self.followed.as_ref().is_some_and(|followed| followed.contains_key(&live.root));
        let first = if is_whole { self.changes.recv().ok() } else { self.changes.recv_timeout(INTERVAL).ok() };
        let Some(mut heard) = first else { return false };
        for _ in 0..MOST {
            let Ok(change) = self.changes.recv_timeout(QUIET) else { break };
            heard = heard.max(change);
        }
        if heard == Change::Folder {
            self.followed = None;
        }
        heard == Change::Content
    }
}

fn is_gone(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(error) => error.kind() == io::ErrorKind::NotFound,
        _ => false,
    }
}

/// Passes on what may change what is read.
fn heard(
    root: PathBuf,
    places: Places,
    sender: Sender<Change>,
) -> impl Fn(notify::Result<notify::Event>) + Send + 'static {
    move |event| {
        if let Some(change) = change(&root, &places, event.as_ref().ok()) {
            // Nobody listens any more only when the process ends.
            sender.send(change).unwrap_or(());
        }
    }
}

/// What an event means; without one something went wrong, so that anything may have changed.
fn change(root: &Path, places: &Places, event: Option<&notify::Event>) -> Option<Change> {
    let Some(event) = event.filter(|event| !event.need_rescan()) else { return Some(Change::Folder) };
    let of = |path: &PathBuf| {
        if places.contains_key(path) || root.parent() == Some(path) {
            return comes_or_goes(event.kind).then_some(Change::Folder);
        }
        is_read(root, places, path).then_some(Change::Content)
    };
    event.paths.iter().filter(|_| is_change(event.kind)).filter_map(of).max()
}

/// Reading a file is no change, nor is what only its record says; when it was written may be all that is told.
const fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Modify(ModifyKind::Metadata(what)) => matches!(what, MetadataKind::WriteTime),
        EventKind::Access(_) => false,
        _ => true,
    }
}

/// Whether there may be another thing of this name now, or none.
const fn comes_or_goes(kind: EventKind) -> bool {
    !matches!(kind, EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Metadata(_)))
}

/// Of what lies in the root itself and on the way to the content, only site.toml is read.
fn is_read(root: &Path, places: &Places, path: &Path) -> bool {
    let above = path.parent();
    let is_on_the_way = above.is_some_and(|above| places.get(above) == Some(&RecursiveMode::NonRecursive));
    let is_beside_root = above == root.parent();
    !is_on_the_way && !is_beside_root || path == root.join("site.toml")
}

/// The folders of the project, whether or not they are there.
fn places(live: &Live) -> Places {
    let content = live.root.join(live.content().unwrap_or_else(|| "content".to_owned()));
    let way = content.ancestors().skip(1).take_while(|folder| folder.starts_with(&live.root));
    let mut places: Places = way.map(|folder| (folder.to_owned(), RecursiveMode::NonRecursive)).collect();
    places.insert(content, RecursiveMode::Recursive);
    places.insert(live.root.join("themes"), RecursiveMode::Recursive);
    places
}

#[cfg(test)]
mod tests {
    use notify::event::{AccessKind, CreateKind, DataChange, Flag, RemoveKind, RenameMode};

    use super::*;

    const CREATED: EventKind = EventKind::Create(CreateKind::Any);
    const WRITTEN: EventKind = EventKind::Modify(ModifyKind::Data(DataChange::Any));
    const MOVED: EventKind = EventKind::Modify(ModifyKind::Name(RenameMode::From));

    fn heard_of(kind: EventKind, path: &str) -> Option<Change> {
        let live = Live::new("/work/site".into(), false);
        let mut places = places(&live);
        places.insert("/work/site/docs".into(), RecursiveMode::NonRecursive);
        places.insert("/work/site/docs/other".into(), RecursiveMode::Recursive);
        change(&live.root, &places, Some(&notify::Event::new(kind).add_path(path.into())))
    }

    #[test]
    fn only_what_is_read_matters() {
        for kind in [CREATED, WRITTEN, MOVED] {
            for path in
                ["/work/site/log", "/work/site/public", "/work/site/docs/note.md", "/work/else", "/work/site.toml"]
            {
                assert_eq!(heard_of(kind, path), None, "{kind:?} {path}");
            }
            for path in ["/work/site/site.toml", "/work/site/content/a/b.md", "/work/site/docs/other/c"] {
                assert_eq!(heard_of(kind, path), Some(Change::Content), "{kind:?} {path}");
            }
        }
        assert_eq!(heard_of(EventKind::Access(AccessKind::Any), "/work/site/site.toml"), None);
    }

    #[test]
    fn a_folder_that_may_be_another_is_told() {
        for path in [
            "/work",
            "/work/site",
            "/work/site/content",
            "/work/site/themes",
            "/work/site/docs",
            "/work/site/docs/other",
        ] {
            for kind in [CREATED, MOVED, EventKind::Remove(RemoveKind::Folder)] {
                assert_eq!(heard_of(kind, path), Some(Change::Folder), "{kind:?} {path}");
            }
            assert_eq!(heard_of(WRITTEN, path), None, "{path}");
        }
        let lost = notify::Event::new(EventKind::Other).set_flag(Flag::Rescan);
        for event in [None, Some(&lost)] {
            assert_eq!(change(Path::new("/work/site"), &Places::new(), event), Some(Change::Folder));
        }
    }
}
