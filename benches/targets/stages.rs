//! Where the time of a build goes: each stage by itself, in one process that writes nothing.

use std::path::PathBuf;
use std::time::Duration;

use annals::derive::Insights;
use annals::project::{Loaded, load};
use annals::publish::{Outputs, SiteOutputs};
use annals::site::{Output, OutputKind, Site, SiteOptions, Theme};
use clap::Args;
use rayon::prelude::*;
use rustix::time::{ClockId, clock_gettime};

use crate::{Outcome, line};

/// Builds a project in memory, a kind of output after the other.
#[derive(Args)]
pub struct Stages {
    root: PathBuf,
}

/// A kind of output, by what it is and where it lies.
type Kind = (&'static str, fn(&Output) -> bool);

const KINDS: [Kind; 4] = [
    ("pages of incidents and free pages", |output| output.kind == OutputKind::Page),
    ("lists, services, regions, statistics …", |output| output.path.as_str().ends_with(".html")),
    ("feeds and calendars", is_feed),
    ("tables, Statuspage, sitemap and the rest", |_| true),
];

fn is_feed(output: &Output) -> bool {
    let path = output.path.as_str();
    [".atom", ".ics", "/feed.json"].iter().any(|end| path.ends_with(end))
}

impl Stages {
    /// Prints the CPU time of every stage, all threads together; the system's part, which is small here, included.
    pub fn run(&self) -> Outcome<()> {
        let mut clock = Clock::new();
        let Loaded { archive, theme, mut problems, .. } = load(&self.root, false, None)?;
        let archive = archive.ok_or("site.toml can't be read")?;
        clock.tell("reading, checking and joining");
        let insights = Insights::new(&archive);
        let options = SiteOptions { base_url: archive.settings.base_url.clone(), links: archive.settings.links };
        let site = Site::new(&archive, &insights, Theme::new(theme)?, options, &mut problems)?;
        let outputs = SiteOutputs { site: &site, root: self.root.clone() };
        let groups = outputs.groups();
        clock.tell("deriving and laying out");
        (0..outputs.rounds()).into_par_iter().try_for_each(|round| outputs.round(round).map(drop))?;
        clock.tell("records of incidents, all files that hold them");
        let kind = |number: &usize| {
            let output = site.outputs().get(*number);
            output.and_then(|output| KINDS.iter().position(|(_, is_of)| is_of(output)))
        };
        for (place, (name, _)) in KINDS.iter().enumerate() {
            for (group, numbers) in groups.iter().enumerate() {
                let of_kind: Vec<usize> =
                    numbers.iter().copied().filter(|number| kind(number) == Some(place)).collect();
                of_kind.into_par_iter().try_for_each(|number| make(&outputs, number))?;
                outputs.made(group);
            }
            clock.tell(name);
        }
        let site = site.with_search();
        clock.tell("the search index");
        std::mem::forget(site);
        Ok(())
    }
}

/// Makes an output and drops it.
fn make(outputs: &SiteOutputs<'_>, number: usize) -> Result<(), String> {
    match outputs.pieces(number) {
        Some(mut pieces) => pieces.try_for_each(|piece| piece.map(drop)),
        None => outputs.render(number).map(drop),
    }
}

/// CPU time of this process since the last stage.
struct Clock(Duration);

impl Clock {
    fn new() -> Self {
        Self(spent())
    }

    fn tell(&mut self, stage: &str) {
        let now = spent();
        line(&format!("  {stage}"), &format!("{:.2}", now.saturating_sub(self.0).as_secs_f64()));
        self.0 = now;
    }
}

fn spent() -> Duration {
    clock_gettime(ClockId::ProcessCPUTime).try_into().unwrap_or_default()
}
