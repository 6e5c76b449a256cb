//! The table of one size.

use std::fmt;
use std::thread;
use std::time::Duration;

use crate::measure::{Run, Touched};

/// Everything that was measured for an archive of one size.
pub(crate) struct Report {
    size: u32,
    threads: Option<u32>,
    /// Files published, and their bytes.
    pub(crate) volume: (usize, u64),
    /// Builds into a fresh folder.
    pub(crate) first: Vec<Run>,
    /// Builds with nothing changed.
    pub(crate) again: Vec<Run>,
    /// Builds after one write-up was edited.
    pub(crate) edited: Vec<Run>,
    /// Creating the same files with one thread, after each first build.
    pub(crate) single: Vec<Duration>,
    /// The same with two threads.
    pub(crate) double: Vec<Duration>,
}

impl Report {
    /// An empty report of a build with so many threads, or as many as there are cores.
    pub(crate) fn new(size: u32, threads: Option<u32>) -> Self {
        let (first, again, edited) = (Vec::new(), Vec::new(), Vec::new());
        Self { size, threads, volume: (0, 0), first, again, edited, single: Vec::new(), double: Vec::new() }
    }

    fn builds(&self, out: &mut fmt::Formatter<'_>, step: &str, runs: &[Run]) -> fmt::Result {
        let peaks = Spread::of(runs.iter().map(|run| mega(run.peak)));
        let walls = Spread::of(runs.iter().map(|run| milliseconds(run.wall)));
        let users = Spread::of(runs.iter().map(|run| milliseconds(run.user)));
        let systems = Spread::of(runs.iter().map(|run| milliseconds(run.system)));
        let each = walls.median * 1000.0 / f64::from(self.size);
        writeln!(out, "{step:<18}{walls:>24}{users:>24}{systems:>24}{:>9.1}{each:>9.1}  {}", peaks.high, touched(runs))
    }

    fn creations(&self, out: &mut fmt::Formatter<'_>, step: &str, times: &[Duration]) -> fmt::Result {
        let walls = Spread::of(times.iter().copied().map(milliseconds));
        let each = walls.median * 1000.0 / f64::from(self.size);
        writeln!(out, "{step:<18}{walls:>24}{:>24}{:>24}{:>9}{each:>9.1}", "", "", "")
    }

    /// Build ÷ creation of the same round, so that a slow spell of the machine weighs on both.
    fn ratio(&self, floor: &[Duration]) -> Spread {
        Spread::of(self.first.iter().zip(floor).map(|(run, floor)| run.wall.as_secs_f64() / floor.as_secs_f64()))
    }
}

impl fmt::Display for Report {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (files, bytes) = self.volume;
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let threads = self.threads.map_or("one per core".to_owned(), |threads| threads.to_string());
        writeln!(
            out,
            "{} write-ups → {files} files, {:.1} MB · {} runs · {cores} cores, threads: {threads} · {} {}",
            self.size,
            mega(bytes),
            self.first.len(),
            std::env::consts::OS,
            std::env::consts::ARCH
        )?;
        writeln!(
            out,
            "{:<18}{:>24}{:>24}{:>24}{:>9}{:>9}  files touched",
            "", "wall ms", "user ms", "system ms", "peak MB", "µs each"
        )?;
        self.builds(out, "first build", &self.first)?;
        self.builds(out, "nothing changed", &self.again)?;
        self.builds(out, "one edit", &self.edited)?;
        self.creations(out, "create, 1 thread", &self.single)?;
        self.creations(out, "create, 2 threads", &self.double)?;
        writeln!(out, "first build ÷ create, 1 thread: {:.2}", self.ratio(&self.single))?;
        writeln!(out, "first build ÷ create, 2 threads: {:.2}", self.ratio(&self.double))
    }
}

/// The median of some values, the least and the greatest.
struct Spread {
    low: f64,
    median: f64,
    high: f64,
}

impl Spread {
    fn of(values: impl Iterator<Item = f64>) -> Self {
        let mut values: Vec<_> = values.collect();
        values.sort_by(f64::total_cmp);
        let at = |place: usize| values.get(place).copied().unwrap_or(f64::NAN);
        let half = values.len() / 2;
        let median =
            if values.len().is_multiple_of(2) { f64::midpoint(at(half.wrapping_sub(1)), at(half)) } else { at(half) };
        Self { low: at(0), median, high: at(values.len().wrapping_sub(1)) }
    }
}

impl fmt::Display for Spread {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = out.precision().unwrap_or(0);
        let text = format!("{:.places$} ({:.places$}–{:.places$})", self.median, self.low, self.high);
        match out.width() {
            Some(width) => write!(out, "{text:>width$}"),
            None => out.write_str(&text),
        }
    }
}

/// What the runs did to the published folder, once if they all did the same.
fn touched(runs: &[Run]) -> String {
    let mut kinds: Vec<Touched> = runs.iter().map(|run| run.touched).collect();
    kinds.dedup();
    let kinds =
        kinds.iter().map(|Touched { created, rewritten, removed }| format!("+{created} ~{rewritten} -{removed}"));
    kinds.collect::<Vec<_>>().join(", ")
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

#[expect(clippy::cast_precision_loss, reason = "shown with one decimal")]
fn mega(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
