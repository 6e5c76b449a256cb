//! Hears of changes to the project's files and reads it anew.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

use notify::event::{EventKind, MetadataKind, ModifyKind};
use notify::{Config, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use super::live::Live;
use super::{Event, Observer};
use crate::project::ProjectFailure;

/// A change is over when nothing more was heard for so long: editors save in several steps.
const QUIET: Duration = Duration::from_millis(15);
/// However restless the files are, they are read after so many changes.
const MOST: usize = 10_000;
/// How often files are looked at where the system doesn't tell of changes.
const INTERVAL: Duration = Duration::from_secs(1);

/// Reads the project now and whenever it changes, for ever. Whether it could be read at first is told before it is
/// waited for changes.
pub(super) fn watch(live: &Live, observer: &Observer, poll: bool, first: impl FnOnce(Result<(), ProjectFailure>)) {
    let (sender, changes) = mpsc::channel();
    let mut watching = Watching::new(live, sender, poll, observer);
    // Folders are watched before they are read, so that no change falls between.
    watching.follow(live, observer);
    first(live.read(observer));
    loop {
        if !watching.follow(live, observer) && !wait(&changes) {
            return;
        }
        live.reread(observer);
    }
}

/// Waits until something has changed and then until it is quiet; `false` if nobody watches any more.
fn wait(changes: &Receiver<()>) -> bool {
    if changes.recv().is_err() {
        return false;
    }
    for _ in 0..MOST {
        if changes.recv_timeout(QUIET).is_err() {
            break;
        }
    }
    true
}

/// The watched folders.
struct Watching {
    watcher: Box<dyn Watcher>,
    sender: Sender<()>,
    polls: bool,
    followed: BTreeSet<PathBuf>,
}

impl Watching {
    fn new(live: &Live, sender: Sender<()>, poll: bool, observer: &Observer) -> Self {
        let native = if poll { None } else { native(live, &sender, observer) };
        let polls = native.is_none();
        let watcher = native.unwrap_or_else(|| polling(live, &sender));
        Self { watcher, sender, polls, followed: BTreeSet::new() }
    }

    /// Watches what the project consists of now; its folders may have come, gone or been named anew. Says whether any
    /// is new.
    fn follow(&mut self, live: &Live, observer: &Observer) -> bool {
        let wanted = folders(live);
        for gone in self.followed.difference(&wanted) {
            drop(self.watcher.unwatch(gone));
        }
        let new: Vec<PathBuf> = wanted.difference(&self.followed).cloned().collect();
        for folder in &new {
            let mode = if *folder == live.root { RecursiveMode::NonRecursive } else { RecursiveMode::Recursive };
            let Err(error) = self.watcher.watch(folder, mode) else { continue };
            if self.polls {
                continue;
            }
            // Such as no watch being left (inotify's limit).
            observer(&Event::Polling(&error.to_string()));
            self.polls = true;
            self.watcher = polling(live, &self.sender);
            self.followed.clear();
            return self.follow(live, observer);
        }
        self.followed = wanted;
        !new.is_empty()
    }
}

fn native(live: &Live, sender: &Sender<()>, observer: &Observer) -> Option<Box<dyn Watcher>> {
    match RecommendedWatcher::new(heard(live, sender), Config::default()) {
        Ok(watcher) => Some(Box::new(watcher)),
        Err(error) => {
            observer(&Event::Polling(&error.to_string()));
            None
        }
    }
}

fn polling(live: &Live, sender: &Sender<()>) -> Box<dyn Watcher> {
    // Times of files are compared by the second, which is too coarse for who saves twice.
    let config = Config::default().with_poll_interval(INTERVAL).with_compare_contents(true);
    Box::new(PollWatcher::new(heard(live, sender), config).expect("looking at intervals needs nothing of the system"))
}

/// Passes on what may change what is read.
fn heard(live: &Live, sender: &Sender<()>) -> impl Fn(notify::Result<notify::Event>) + Send + 'static {
    let (root, sender) = (live.root.clone(), sender.clone());
    move |event| {
        let matters = event.as_ref().map_or(true, |event| {
            event.need_rescan() || is_change(event.kind) && event.paths.iter().any(|path| is_read(&root, path))
        });
        if matters {
            // Nobody listens any more only when the process ends.
            sender.send(()).unwrap_or(());
        }
    }
}

/// Reading a file is no change, nor is what only its record says; when it was written may be all that is told.
const fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Modify(ModifyKind::Metadata(what)) => matches!(what, MetadataKind::WriteTime),
        EventKind::Access(_) => false,
        _ => true,
    }
}

/// Of what lies in the root itself, only site.toml and the folders are read.
fn is_read(root: &Path, path: &Path) -> bool {
    path.parent() != Some(root)
        || path.file_name().is_some_and(|name| name == "site.toml")
        || path.extension().is_none()
}

fn folders(live: &Live) -> BTreeSet<PathBuf> {
    let content = live.content().unwrap_or_else(|| "content".to_owned());
    let below = [live.root.join(content), live.root.join("themes")];
    below.into_iter().filter(|folder| folder.is_dir()).chain([live.root.clone()]).collect()
}
