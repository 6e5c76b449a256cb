//! What is served now: the last good site, and what is wrong with the content since.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use serde_json::json;
use tokio::sync::watch;

use super::shown::Shown;
use super::{Event, Observer};
use crate::diagnostic::{Diagnostic, Files, json as told};
use crate::project::{ProjectFailure, Reloader, any_error, sorted};
use crate::source::SourceFile;

/// What is served now.
#[derive(Clone)]
pub(super) struct Now {
    /// The last good site; `None` before there was one.
    pub(super) shown: Option<Arc<Shown>>,
    /// Counts the sites that were shown.
    pub(super) version: u64,
    /// What is wrong with the content as it is, as a JSON array.
    pub(super) problems: Arc<str>,
}

/// The project as it is, and as it was when it was last right.
pub(super) struct Live {
    /// The project's folder.
    pub(super) root: PathBuf,
    project: Mutex<Reloader>,
    now: RwLock<Now>,
    changes: watch::Sender<()>,
}

impl Live {
    pub(super) fn new(root: PathBuf, drafts: bool) -> Self {
        let now = RwLock::new(Now { shown: None, version: 0, problems: "[]".into() });
        let project = Mutex::new(Reloader::new(root.clone(), drafts));
        Self { root, project, now, changes: watch::Sender::new(()) }
    }

    /// The folder write-ups lie in, once site.toml was read.
    pub(super) fn content(&self) -> Option<String> {
        self.project.lock().unwrap_or_else(PoisonError::into_inner).content().map(str::to_owned)
    }

    pub(super) fn now(&self) -> Now {
        self.now.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Told whenever what is served changes.
    pub(super) fn changes(&self) -> watch::Receiver<()> {
        self.changes.subscribe()
    }

    /// Reads the project, and shows it if it is right. A failure concerns the project as a whole.
    pub(super) fn read(&self, observer: &Observer) -> Result<(), ProjectFailure> {
        let mut loaded = self.project.lock().unwrap_or_else(PoisonError::into_inner).load()?;
        let mut problems = std::mem::take(&mut loaded.problems);
        let Some(archive) = loaded.archive.take() else {
            self.broken(&sorted(problems, None), loaded.files(), observer);
            return Ok(());
        };
        match Shown::new(archive, std::mem::take(&mut loaded.theme), &mut problems) {
            Ok(shown) => {
                let problems = sorted(problems, Some(shown.archive()));
                if any_error(&problems) {
                    self.broken(&problems, &shown.archive().files, observer);
                } else {
                    self.good(shown, &problems, observer);
                }
            }
            Err(content) => {
                let problems = sorted(problems, Some(&content.archive));
                self.broken(&problems, &content.archive.files, observer);
            }
        }
        Ok(())
    }

    /// [`Live::read`] where a failure, too, leaves what is shown.
    pub(super) fn reread(&self, observer: &Observer) {
        if let Err(failure) = self.read(observer) {
            self.unread(&failure.to_string(), observer);
        }
    }

    fn good(&self, shown: Shown, problems: &[Diagnostic], observer: &Observer) {
        let json = as_json(problems, &shown.archive().files);
        let shown = Arc::new(shown);
        // Taking a whole site apart takes a while: nobody waits for it.
        let mut before = None;
        self.set(|now| {
            before = now.shown.replace(Arc::clone(&shown));
            now.version += 1;
            now.problems = json;
        });
        observer(&Event::Read { problems, files: &shown.archive().files });
    }

    fn broken(&self, problems: &[Diagnostic], files: &[SourceFile], observer: &Observer) {
        self.set(|now| now.problems = as_json(problems, files));
        observer(&Event::Read { problems, files });
    }

    fn unread(&self, why: &str, observer: &Observer) {
        self.set(|now| now.problems = json!([{ "level": "error", "message": why }]).to_string().into());
        observer(&Event::Unread(why));
    }

    fn set(&self, change: impl FnOnce(&mut Now)) {
        change(&mut self.now.write().unwrap_or_else(PoisonError::into_inner));
        self.changes.send_replace(());
    }
}

fn as_json(problems: &[Diagnostic], files: &[SourceFile]) -> Arc<str> {
    let mut json = Vec::new();
    told::write(problems, &Files::new(files, ""), &mut json).expect("memory can be written to");
    String::from_utf8_lossy(&json).into()
}
