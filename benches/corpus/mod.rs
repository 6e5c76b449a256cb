//! A generated project folder: the same bytes for the same size and seed, on every machine.
//!
//! Each incident is drawn from its number alone, so that nothing is kept and any one can be made again.

use std::path::Path;
use std::{fmt, fs, io};

use self::facts::{CAUSES, Facts};
use self::grammar::Grammar;
use self::random::{Random, Zipf};

mod body;
mod facts;
mod front;
mod grammar;
mod moment;
mod names;
mod random;
mod world;

/// What to generate.
pub(crate) struct Corpus {
    /// The number of write-ups: files below `content/incidents/`, translations included.
    pub(crate) count: usize,
    /// Corpora of different seeds share nothing but their shape.
    pub(crate) seed: u64,
}

/// What was generated.
pub(crate) struct Written {
    write_ups: usize,
    incidents: u64,
    files: usize,
    bytes: usize,
}

/// A language of the corpus; its number is its place in tables.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    /// `en`, the default language.
    English,
    /// `fr`.
    French,
    /// `ar`.
    Arabic,
}

/// A file to write, its path relative to the project.
struct File {
    path: String,
    text: String,
}

/// What all incidents share: how many there are and how often things occur.
struct Plan {
    seed: u64,
    incidents: u64,
    services: Zipf,
    causes: Zipf,
    entities: Zipf,
}

impl Corpus {
    /// Writes the project into a folder that is absent or empty.
    pub(crate) fn write(&self, root: &Path) -> io::Result<Written> {
        refuse_occupied(root)?;
        let plan = Plan::new(self);
        let grammars = Language::ALL.map(Grammar::new);
        let mut written = Written { write_ups: 0, incidents: plan.incidents, files: 0, bytes: 0 };
        for file in world::files(&grammars, self.seed) {
            written.add(&file, root)?;
        }
        for number in 0..plan.incidents {
            let files = write_ups(&plan, &grammars, number);
            for file in files.into_iter().take(self.count - written.write_ups) {
                written.write_ups += 1;
                written.add(&file, root)?;
            }
        }
        Ok(written)
    }
}

impl Written {
    fn add(&mut self, file: &File, root: &Path) -> io::Result<()> {
        let path = root.join(&file.path);
        fs::create_dir_all(path.parent().unwrap_or(root))?;
        fs::write(path, &file.text)?;
        self.files += 1;
        self.bytes += file.text.len();
        Ok(())
    }
}

impl fmt::Display for Written {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { write_ups, incidents, files, bytes } = self;
        write!(out, "{write_ups} write-ups of {incidents} incidents; {files} files, {} kB", bytes / 1000)
    }
}

impl Language {
    /// Every language, in the order of tables.
    pub(crate) const ALL: [Self; 3] = [Self::English, Self::French, Self::Arabic];

    /// The tag in file names.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
            Self::Arabic => "ar",
        }
    }
}

impl Plan {
    fn new(corpus: &Corpus) -> Self {
        let mut plan = Self {
            seed: corpus.seed,
            incidents: 0,
            services: Zipf::new(world::services().len(), 5),
            causes: Zipf::new(CAUSES.len(), 3),
            entities: Zipf::new(names::COUNT, 20),
        };
        let mut write_ups = 0;
        while write_ups < corpus.count {
            write_ups += 1 + plan.languages(plan.incidents).1.len();
            plan.incidents += 1;
        }
        plan
    }

    /// The original's language, and those of the translations: three in ten incidents have some.
    fn languages(&self, number: u64) -> (Language, Vec<Language>) {
        let mut random = Random::new(self.seed, number, 0);
        let original = match random.below(100) {
            0..40 => Language::English,
            40..75 => Language::French,
            _ => Language::Arabic,
        };
        let mut others: Vec<_> = Language::ALL.into_iter().filter(|language| *language != original).collect();
        if random.chance(50) {
            others.reverse();
        }
        let count = if random.chance(30) { if random.chance(60) { 1 } else { 2 } } else { 0 };
        others.truncate(count);
        (original, others)
    }
}

/// The files of an incident, the original first.
fn write_ups(plan: &Plan, grammars: &[Grammar; 3], number: u64) -> Vec<File> {
    let facts = Facts::new(plan, number);
    let core = &facts.core;
    std::iter::once(core.original)
        .chain(core.translations.iter().copied())
        .map(|language| {
            let grammar = &grammars[language as usize];
            let front = front::write(plan, &facts, grammar);
            let body = body::write(plan, &facts, grammar);
            File {
                path: format!("content/incidents/{}/{}", core.folder(), core.file(language)),
                text: format!("---\n{front}---\n\n{body}"),
            }
        })
        .collect()
}

fn refuse_occupied(root: &Path) -> io::Result<()> {
    if root.try_exists()? && fs::read_dir(root)?.next().is_some() {
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, "the folder is not empty"));
    }
    Ok(())
}
