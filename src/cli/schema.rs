//! `annals schema`: what files may hold, for editors and programs.

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use super::console::put_out;
use super::{Failure, Verdict};
use crate::schema::Kind;

const EXAMPLES: &str = "\
Examples:
  annals schema > front-matter.json      of the front matter of write-ups
  annals schema service > service.json   of the front matter of services
  annals schema site > site.json         of site.toml
  annals schema check > check.json       of what `check --output-format json` writes";

/// Options of `annals schema`.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// What it is the schema of
    #[arg(value_name = "KIND", default_value = "front-matter")]
    kind: Kind,
    /// Write the tables of the reference, as markdown, in place of the schema
    #[arg(long)]
    markdown: bool,
}

impl ValueEnum for Kind {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

pub(super) fn run(arguments: &Arguments) -> Result<Verdict, Failure> {
    let told = match (arguments.markdown, arguments.kind) {
        (false, kind) => kind.schema(),
        (true, Kind::Check) => return Err(Failure("there is no table of `check`: leave out `--markdown`".into())),
        (true, kind) => kind.reference(),
    };
    put_out(told.as_bytes())?;
    Ok(Verdict::Clean)
}
