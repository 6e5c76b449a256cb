//! What mappings may hold. One table of these serves the reader, the schemas and the reference.

/// A mapping: its keys and what ties them together.
#[derive(Debug)]
pub struct Shape {
    /// What it is called in schemas, in one word.
    pub name: &'static str,
    /// What it tells, in a sentence.
    pub doc: &'static str,
    /// The keys it may have, in the order they are offered.
    pub keys: &'static [Key],
    /// What holds between them.
    pub rules: &'static [Rule],
}

/// A key of a mapping.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// The key as typed.
    pub name: &'static str,
    /// What can stand behind it.
    pub takes: Takes,
    /// Whether it must stand.
    pub need: Need,
    /// What it tells, in a sentence.
    pub doc: &'static str,
}

/// Whether a key must stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It may be left out.
    Optional,
    /// It must stand in every file.
    Required,
    /// It must stand in the file that holds the facts; a translation may leave it out.
    InOriginal,
}

/// What holds between keys of one mapping.
#[derive(Clone, Copy, Debug)]
pub enum Rule {
    /// At least one of these stands; of a translation only where `in_translations`.
    AnyOf {
        /// The keys.
        keys: &'static [&'static str],
        /// Whether it holds for translations, too.
        in_translations: bool,
    },
    /// No two of these stand together.
    OneOf(&'static [&'static str]),
    /// Where the first stands, the second does.
    Needs(&'static str, &'static str),
    /// Where the first is an interval, the second doesn't stand.
    IntervalExcludes(&'static str, &'static str),
}

/// What can stand behind a key, or in a list.
#[derive(Clone, Copy, Debug)]
pub enum Takes {
    /// A short text.
    Text,
    /// A text of prose.
    Prose,
    /// A text of prose, which `true` is not.
    Reason,
    /// `true` or `false`.
    Truth,
    /// A number that isn't negative.
    Number,
    /// A number from 0 to 100.
    Percentage,
    /// A date or time.
    Moment,
    /// A moment or an interval.
    When,
    /// A moment, `unknown` or `ongoing`.
    End,
    /// A part of an address, as segments are.
    Id,
    /// An address on the web.
    Url,
    /// A language tag.
    Language,
    /// The name of a thing told elsewhere.
    Name {
        /// What kind of thing.
        of: &'static str,
        /// Names that are known everywhere.
        known: fn() -> Vec<&'static str>,
    },
    /// One of a set of words, each with what it means.
    Words(&'static [(&'static str, &'static str)]),
    /// One of a long list.
    Listed {
        /// What is listed.
        of: &'static str,
        /// The list.
        list: fn() -> Vec<&'static str>,
    },
    /// A text of a given form.
    Form {
        /// The form in words.
        of: &'static str,
        /// The form as a regular expression.
        pattern: &'static str,
    },
    /// A text, or a text for each of some languages.
    Localized,
    /// A mapping with these keys.
    Mapping(&'static Shape),
    /// A mapping with keys listed elsewhere.
    Keyed {
        /// What it holds.
        of: &'static str,
        /// The keys.
        keys: fn() -> Vec<Key>,
    },
    /// A mapping whose keys are the author's own.
    MapOf {
        /// What the keys are.
        of: &'static str,
        /// What stands behind each.
        takes: &'static Takes,
    },
    /// The short form of a mapping, or the mapping.
    ShortOr(&'static Takes, &'static Shape),
    /// A list; a single value counts as a list of one, unless it is a list itself.
    List {
        /// What its items are.
        of: &'static Takes,
        /// The fewest there may be.
        least: usize,
        /// The most there may be.
        most: usize,
    },
    /// Two values in a list.
    Pair(&'static Takes, &'static Takes),
    /// What another key of the mapping decides.
    By {
        /// That key.
        key: &'static str,
        /// For each of its words.
        cases: &'static [(&'static str, Takes)],
    },
    /// Anything.
    Anything,
}

impl Shape {
    /// Whether a mapping may have this key.
    pub fn knows(&self, key: &str) -> bool {
        self.keys.iter().any(|known| known.name == key)
    }

    /// The keys as typed, in the order they are offered.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + Clone {
        self.keys.iter().map(|key| key.name)
    }
}

impl Key {
    /// A key that may be left out.
    pub const fn new(name: &'static str, takes: Takes, doc: &'static str) -> Self {
        Self { name, takes, need: Need::Optional, doc }
    }

    /// The same key, which must stand.
    #[must_use]
    pub const fn required(self) -> Self {
        Self { need: Need::Required, ..self }
    }

    /// The same key, which must stand where the facts do.
    #[must_use]
    pub const fn in_original(self) -> Self {
        Self { need: Need::InOriginal, ..self }
    }
}

impl Takes {
    /// A list of at most so many.
    pub const fn list(of: &'static Self, most: usize) -> Self {
        Self::List { of, least: 0, most }
    }

    /// The name of a thing that only the archive itself knows.
    pub const fn name(of: &'static str) -> Self {
        Self::Name { of, known: Vec::new }
    }
}
