//! What the user sees, and whether it is a terminal.

use std::io::{self, IsTerminal, Write};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{Colour, Failure, Global};
use crate::diagnostic::text::Style;
use crate::diagnostic::visible;

/// The user's two outputs.
#[derive(Clone, Debug)]
pub(super) struct Console {
    colour: Colour,
    quiet: bool,
    verbose: bool,
}

/// Columns where the output is no terminal, or its width isn't known.
const WIDTH: usize = 120;

impl Console {
    /// The console as the options and the environment want it.
    pub(super) const fn new(global: &Global) -> Self {
        Self { colour: global.color, quiet: global.quiet, verbose: global.verbose }
    }

    /// How problems are written to an output.
    pub(super) fn style(&self, out: &impl IsTerminal) -> Style {
        let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let colour = match self.colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => wanted && !dumb && out.is_terminal(),
        };
        Style { colour, width: WIDTH }
    }

    /// Says one line on the standard output, unless told to be quiet.
    pub(super) fn say(&self, line: &str) {
        if !self.quiet {
            ignore_closed(writeln!(io::stdout().lock(), "{}", visible(line)));
        }
    }

    /// Says one line about how something is done, if asked to.
    pub(super) fn explain(&self, line: &str) {
        if self.verbose {
            complain(line);
        }
    }

    /// Says why the tool could not work.
    pub(super) fn failure(&self, message: &str) {
        let red = self.style(&io::stderr()).colour;
        let (before, after) = if red { ("\u{1b}[1;31m", "\u{1b}[0m") } else { ("", "") };
        // Names in it may come from anyone: settings, other folders.
        let lines: Vec<_> = message.split('\n').map(visible).collect();
        ignore_closed(writeln!(io::stderr().lock(), "{before}error{after}: {}", lines.join("\n")));
    }

    /// A bar for so many steps: on a terminal only, and not when quiet.
    pub(super) fn progress(&self, steps: usize) -> ProgressBar {
        if self.quiet || !io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::with_draw_target(u64::try_from(steps).ok(), ProgressDrawTarget::stderr());
        bar.set_style(ProgressStyle::default_bar());
        bar
    }
}

/// Says one line on the standard error output.
pub(super) fn complain(line: &str) {
    ignore_closed(writeln!(io::stderr().lock(), "{}", visible(line)));
}

/// Nobody listens any more, or nothing can be written: the exit code still tells how it went.
pub(super) fn ignore_closed(result: io::Result<()>) {
    drop(result);
}

/// Puts what was asked for on the standard output. Whoever reads it may stop; a full disk cuts it short unseen.
pub(super) fn put_out(text: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    is_told(out.write_all(text).and_then(|()| out.flush()))
}

/// Whether what was asked for could be written, or nobody reads on.
pub(super) fn is_told(result: io::Result<()>) -> Result<(), Failure> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure(format!("could not write the output: {error}")))
        }
        _ => Ok(()),
    }
}
