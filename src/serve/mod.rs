//! Takes: a project's folder and an address to listen on.
//! Gives: the site at that address, each page made when it is asked for, and anew once a file has changed.
//! Promises: while the content is broken, the last good site stays; what isn't an address of the site isn't served.
//! Never: writes to the disk; makes a path of what a browser sent; answers other sites.

mod answer;
mod client;
mod gate;
mod listen;
mod live;
mod shown;
mod watch;

use std::error::Error;
use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, mpsc};
use std::thread;

use crate::diagnostic::Diagnostic;
use crate::project::ProjectFailure;
use crate::source::SourceFile;
use live::Live;

/// What is served, and where.
#[derive(Clone, Debug)]
pub struct Options {
    /// The project's folder.
    pub root: PathBuf,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// The address or name to listen at; this machine alone where none is given.
    pub host: Option<String>,
    /// The first port to try.
    pub port: u16,
    /// Whether to look for changes at intervals instead of being told of them.
    pub poll: bool,
}

/// What happened, for whoever started the server.
#[derive(Debug)]
pub enum Event<'e> {
    /// The server listens.
    Listening {
        /// Where.
        address: SocketAddr,
        /// Whether the port asked for was taken.
        moved: bool,
    },
    /// Changes are looked for at intervals, and why.
    Polling(&'e str),
    /// The project was read: it is shown if no problem is an error.
    Read {
        /// What is wrong.
        problems: &'e [Diagnostic],
        /// The files problems point into.
        files: &'e [SourceFile],
    },
    /// The project could not be read; what was shown stays.
    Unread(&'e str),
}

/// Told what happens.
pub type Observer = dyn Fn(&Event<'_>) + Send + Sync;

/// Why nothing can be served.
#[derive(Debug)]
pub enum ServeFailure {
    /// There is no project.
    Project(ProjectFailure),
    /// The address can't be listened at.
    Address(String, io::Error),
    /// The system refused threads or sockets.
    System(io::Error),
}

impl fmt::Display for ServeFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Project(failure) => failure.fmt(f),
            Self::Address(address, error) => write!(f, "could not listen at {address}: {error}"),
            Self::System(error) => write!(f, "could not serve: {error}"),
        }
    }
}

impl Error for ServeFailure {}

/// Serves a project until the process ends.
pub fn serve(options: &Options, observer: &Arc<Observer>) -> Result<(), ServeFailure> {
    let (listener, address, moved) = listen::bind(options.host.as_deref(), options.port)?;
    let live = Arc::new(Live::new(options.root.clone(), options.drafts));
    watch_beside(&live, observer, options.poll)?;
    observer(&Event::Listening { address, moved });
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(ServeFailure::System)?;
    let gate = gate::Gate::new(options.host.as_deref());
    runtime.block_on(listen::accept(listener, live, gate)).map_err(ServeFailure::System)
}

/// Watches the project in a thread of its own, once it was read.
fn watch_beside(live: &Arc<Live>, observer: &Arc<Observer>, poll: bool) -> Result<(), ServeFailure> {
    let (sender, read) = mpsc::channel();
    let (live, observer) = (Arc::clone(live), Arc::clone(observer));
    let first = move |ended| sender.send(ended).unwrap_or(());
    let watching = move || watch::watch(&live, &*observer, poll, first);
    thread::Builder::new().name("watch".into()).spawn(watching).map_err(ServeFailure::System)?;
    let ended = read.recv().unwrap_or(Ok(()));
    ended.map_err(ServeFailure::Project)
}
