//! `annals serve`: the site on this machine, anew with every change.

use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use clap::Args;

use super::console::{Console, complain, ignore_closed};
use super::tell::{OutputFormat, tell};
use super::{Failure, Global, Verdict};
use crate::diagnostic::{Level, text, visible};
use crate::serve::{Event, Observer, Options, serve};

const EXAMPLES: &str = "\
Examples:
  annals serve                 show the site at http://localhost:4000/
  annals serve --open          and open it in the browser
  annals serve -p 8080         at another port, or the next free one
  annals serve --host 0.0.0.0  to others on the network, too";

/// Options of `annals serve`.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The port; the next free one if it is taken
    #[arg(short, long, value_name = "PORT", default_value_t = 4000)]
    port: u16,
    /// Open the site in the browser
    #[arg(short = 'O', long)]
    open: bool,
    /// The address or name to listen at [default: this machine alone]
    #[arg(long, value_name = "HOST")]
    host: Option<String>,
    /// Leave out drafts, as the published site does
    #[arg(long)]
    no_drafts: bool,
    /// Look for changes every second, where the system doesn't tell of them
    #[arg(long)]
    poll: bool,
}

pub(super) fn run(arguments: &Arguments, global: &Global, console: Console) -> Result<Verdict, Failure> {
    let options = Options {
        // Changes are told by whole paths.
        root: global.root.canonicalize().unwrap_or_else(|_| global.root.clone()),
        drafts: !arguments.no_drafts,
        host: arguments.host.clone(),
        port: arguments.port,
        poll: arguments.poll,
    };
    let terminal = Terminal { console, root: global.root.clone(), open: arguments.open, port: arguments.port };
    let observer: Arc<Observer> = Arc::new(move |event: &Event<'_>| terminal.hear(event));
    serve(&options, &observer)?;
    Ok(Verdict::Clean)
}

/// Tells what happens.
struct Terminal {
    console: Console,
    root: PathBuf,
    open: bool,
    port: u16,
}

impl Terminal {
    fn hear(&self, event: &Event<'_>) {
        match event {
            Event::Listening { address, moved } => self.listening(*address, *moved),
            Event::Polling(why) => complain(&format!("warning: looking for changes every second: {why}")),
            Event::Read { problems, files } => {
                let errors: Vec<_> = problems.iter().filter(|problem| problem.level == Level::Error).cloned().collect();
                if errors.is_empty() {
                    self.console.explain(&format!("read {} files", files.len()));
                    let told = if problems.is_empty() { "no problems".to_owned() } else { text::summary(problems) };
                    self.console.say(&format!("the site is up to date: {told}"));
                } else {
                    let mut out = io::stderr().lock();
                    ignore_closed(tell(&errors, files, &self.root, OutputFormat::Full, &self.console, &mut out));
                    drop(out);
                    complain("the site stays as it was");
                }
            }
            Event::Unread(why) => self.console.failure(&visible(why)),
        }
    }

    fn listening(&self, address: SocketAddr, moved: bool) {
        if moved {
            complain(&format!("port {} is taken", self.port));
        }
        if !address.ip().is_loopback() {
            complain("warning: others on the network can see the site, drafts included");
        }
        let url = if address.ip().is_loopback() || address.ip().is_unspecified() {
            format!("http://localhost:{}/", address.port())
        } else {
            format!("http://{address}/")
        };
        self.console.say(&format!("serving {} at {url} (stop with Ctrl+C)", shown(&self.root)));
        if self.open {
            open(&url);
        }
    }
}

fn shown(root: &Path) -> String {
    if root == Path::new(".") {
        return "this folder".to_owned();
    }
    // `../..` says nothing to a reader.
    let is_above = root.starts_with("..");
    let whole = if is_above { root.canonicalize().ok() } else { None };
    whole.as_deref().unwrap_or(root).display().to_string()
}

/// Opens an address by the system's own command; where there is none, the address was told.
fn open(url: &str) {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("cmd", &["/C", "start", ""])
    } else {
        ("xdg-open", &[])
    };
    let quiet = || Stdio::null();
    let started = Command::new(program).args(arguments).arg(url).stdin(quiet()).stdout(quiet()).stderr(quiet()).spawn();
    if let Err(error) = started {
        complain(&format!("warning: could not open the browser: {error}"));
    }
}
