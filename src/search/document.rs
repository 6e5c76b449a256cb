//! What the index is told: of the archive once, of each incident when it is its turn.

use std::collections::BTreeMap;

/// What is known of an archive before any of its texts is read.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// The site's languages, as tags, in the site's order.
    pub languages: Vec<String>,
    /// The values of each facet, in the order in which documents first have them.
    pub values: BTreeMap<Facet, Vec<Value>>,
    /// The facts of each document, from the oldest.
    pub facts: Vec<Facts>,
}

/// By what readers narrow a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    /// Services.
    Service,
    /// Regions, each with those it lies within.
    Region,
    /// Causes.
    Cause,
    /// How grave.
    Impact,
    /// Where it stands.
    Status,
    /// Languages it is told in.
    Language,
    /// How long, roughly.
    Duration,
}

impl Facet {
    /// Every facet, in the order of the files.
    pub const ALL: [Self; 7] =
        [Self::Service, Self::Region, Self::Cause, Self::Impact, Self::Status, Self::Language, Self::Duration];

    /// The name of the facet in files and addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::Region => "region",
            Self::Cause => "cause",
            Self::Impact => "impact",
            Self::Status => "status",
            Self::Language => "language",
            Self::Duration => "duration",
        }
    }
}

/// A value of a facet.
#[derive(Clone, Debug, Default)]
pub struct Value {
    /// What stands in addresses.
    pub key: String,
    /// What readers see, one text a language.
    pub labels: Vec<String>,
    /// Other names it is found by, in no particular language.
    pub aliases: Vec<String>,
    /// The number of the value it lies within.
    pub parent: Option<u32>,
    /// How many documents have it.
    pub documents: usize,
}

/// A value of a facet by its place.
pub type ValueNumber = u32;

/// What is true of a document in every language. An archive has as many of these as documents in memory, so all numbers
/// are in one list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The year it began in.
    pub year: i32,
    numbers: Box<[ValueNumber]>,
    /// Where the values of each facet end, then the services and regions as the author named them.
    ends: [u32; FACETS + 2],
}

const FACETS: usize = Facet::ALL.len();

impl Facts {
    /// The facts of a document: its values of each facet in the order of `Facet::ALL`, ascending, regions with those
    /// they lie within; then services and regions as the author named them.
    pub fn new(
        year: i32,
        values: &[Vec<ValueNumber>; FACETS],
        services: &[ValueNumber],
        regions: &[ValueNumber],
    ) -> Self {
        let mut numbers = Vec::new();
        let mut ends = [0; FACETS + 2];
        let parts = values.iter().map(Vec::as_slice).chain([services, regions]);
        for (end, part) in ends.iter_mut().zip(parts) {
            numbers.extend_from_slice(part);
            *end = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        }
        Self { year, numbers: numbers.into(), ends }
    }

    /// Its values of a facet, ascending; of regions also those it lies within.
    pub fn values(&self, facet: Facet) -> &[ValueNumber] {
        self.part(facet as usize)
    }

    /// The services, in the author's order.
    pub fn services(&self) -> &[ValueNumber] {
        self.part(FACETS)
    }

    /// The regions named by itself, in the author's order.
    pub fn regions(&self) -> &[ValueNumber] {
        self.part(FACETS + 1)
    }

    fn part(&self, place: usize) -> &[ValueNumber] {
        let start = place.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(place).copied().unwrap_or(0);
        self.numbers.get(start as usize..end as usize).unwrap_or_default()
    }
}

/// The texts of a document.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Its identifier, and old ones.
    pub ids: Vec<String>,
    /// The day it began as machines write it, with its month.
    pub machine_day: String,
    /// The day it began, one text a language.
    pub days: Vec<String>,
    /// When it began as a result shows it, one text a language.
    pub starts: Vec<String>,
    /// How long it took, one text a language.
    pub durations: Vec<String>,
    /// How sure that is: `known`, `rough`, `unknown` or `ongoing`.
    pub duration_kind: &'static str,
    /// Tags.
    pub tags: Vec<String>,
    /// The tellings, the original first.
    pub tellings: Vec<Telling>,
}

/// A document in one language.
#[derive(Clone, Debug, Default)]
pub struct Telling {
    /// The language's number.
    pub language: usize,
    /// Its page, from the site's root.
    pub href: String,
    /// Title.
    pub title: String,
    /// Summary.
    pub summary: String,
    /// The words of the prose.
    pub prose: String,
    /// The words of the updates.
    pub updates: Vec<String>,
}

/// Where in a document a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    Identifier,
    Service,
    Name,
    Ancestor,
    Date,
    Summary,
    Update,
    Prose,
}

/// A weight of one.
pub(super) const ONE: u32 = 1 << 10;

impl Field {
    /// What a word in it weighs.
    const fn weight(self) -> u32 {
        match self {
            Self::Title => 8 * ONE,
            Self::Identifier => 6 * ONE,
            Self::Service => 5 * ONE,
            Self::Name | Self::Date | Self::Summary => 3 * ONE,
            Self::Ancestor | Self::Prose => ONE,
            Self::Update => ONE + ONE / 2,
        }
    }

    /// How many words it usually has; a field that isn't prose has none too many.
    const fn usual_length(self) -> Option<usize> {
        match self {
            Self::Title => Some(8),
            Self::Summary | Self::Update => Some(24),
            Self::Prose => Some(320),
            _ => None,
        }
    }

    /// What a word weighs in a text of so many. Half of it doesn't depend on the length; the length counts in steps of
    /// a factor of two, so that a sentence more rarely changes what all the other words weigh.
    pub(super) fn weight_among(self, words: usize) -> u32 {
        let Some(usual) = self.usual_length() else { return self.weight() };
        let (mut length, mut step) = (usual, 2);
        while length * 3 / 2 < words && step < 16 {
            length *= 2;
            step *= 2;
        }
        if words * 3 / 2 < usual {
            step = 1;
        }
        // Twice the weight over one and the length in units of the usual one.
        self.weight() * 4 / (2 + step)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_long_texts_weigh_less_and_those_of_titles_most() {
        let prose = |words| Field::Prose.weight_among(words);
        assert!(prose(100) > prose(300) && prose(300) > prose(1000) && prose(1000) > prose(100_000));
        assert_eq!((prose(300), prose(301)), (ONE, ONE), "a word more changes nothing");
        assert!(prose(usize::MAX / 4) > 0);
        assert!(Field::Title.weight_among(8) > Field::Identifier.weight_among(1));
    }
}
