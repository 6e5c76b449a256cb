//! Reads the files of a search index, as the theme's script does.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use annals::search::Facet;
use flate2::read::GzDecoder;
use sha2::{Digest, Sha256};

/// The files of an index, compressed, by name.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The files of an index, inflated, by name.
pub struct Index {
    pub files: BTreeMap<String, Vec<u8>>,
    pub root: Root,
    /// The terms of each shard.
    shards: BTreeMap<String, Vec<Term>>,
    /// The groups of each file of lists.
    groups: BTreeMap<String, Vec<Group>>,
}

/// The file that names the others.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Root {
    pub documents: usize,
    pub languages: Vec<String>,
    /// Years with their documents.
    pub years: Vec<(i64, usize)>,
    /// First terms of shards, with their names.
    pub shards: Vec<(String, String)>,
    pub tables: Vec<String>,
    pub columns: Vec<String>,
    /// What is told in each language, or the name of the file that says it; none where there is only one.
    pub tellings: Vec<Result<Vec<u8>, String>>,
}

/// A term of the dictionary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    pub text: String,
    pub documents: usize,
    pub groups: Vec<Place>,
}

/// Where a group is: its files and its place in them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub lists: String,
    pub positions: String,
    pub number: usize,
}

/// A group of forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub language: usize,
    pub documents: usize,
    pub forms: Vec<Form>,
}

/// A form with the documents it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    pub text: String,
    /// Documents with their impacts.
    pub documents: Vec<(u32, u8)>,
}

impl Index {
    pub fn new(files: &Files) -> Self {
        let inflated = files.iter().map(|(name, bytes)| (name.clone(), inflate(bytes))).collect();
        let (shards, groups) = (BTreeMap::new(), BTreeMap::new());
        let mut index = Self { files: inflated, root: Root::default(), shards, groups };
        index.root = root(&mut Bytes(index.file("root")));
        index.shards = index.root.shards.iter().map(|(_, name)| (name.clone(), index.read_terms(name))).collect();
        let lists: BTreeSet<String> =
            index.shards.values().flatten().flat_map(|term| &term.groups).map(|place| place.lists.clone()).collect();
        index.groups = lists.into_iter().map(|name| (name.clone(), index.read_groups(&name))).collect();
        index
    }

    /// Every term of the dictionary, in order.
    pub fn every_term(&self) -> impl Iterator<Item = &Term> {
        self.root.shards.iter().flat_map(|(_, shard)| &self.shards[shard])
    }

    pub fn file(&self, name: &str) -> &[u8] {
        self.files.get(name).map(Vec::as_slice).expect("a file that is named exists")
    }

    /// The shard a term would be in.
    pub fn shard_of(&self, text: &str) -> Option<&str> {
        let is_after = |first: &str| first.encode_utf16().gt(text.encode_utf16());
        let shard = self.root.shards.iter().rfind(|(first, _)| !is_after(first));
        shard.map(|(_, shard)| shard.as_str())
    }

    fn read_terms(&self, shard: &str) -> Vec<Term> {
        let mut bytes = Bytes(self.file(shard));
        let mut places = Vec::new();
        for _ in 0..bytes.number() {
            let groups = bytes.number();
            let (lists, positions) = (bytes.name('p'), bytes.name('q'));
            let place = |number| Place { lists: lists.clone(), positions: positions.clone(), number };
            places.extend((0..groups).map(place));
        }
        let (mut last, mut previous) = (0, String::new());
        let mut terms = Vec::new();
        for _ in 0..bytes.number() {
            previous = bytes.front_coded(&previous);
            let documents = bytes.number();
            let mut groups = Vec::new();
            for _ in 0..bytes.number() {
                last += bytes.signed();
                groups.push(places[usize::try_from(last).unwrap()].clone());
            }
            terms.push(Term { text: previous.clone(), documents, groups });
        }
        bytes.end();
        terms
    }

    /// A term, looked up as the script does it.
    pub fn find(&self, text: &str) -> Option<&Term> {
        self.shards[self.shard_of(text)?].iter().find(|term| term.text == text)
    }

    fn read_groups(&self, lists: &str) -> Vec<Group> {
        let mut bytes = Bytes(self.file(lists));
        let mut groups = Vec::new();
        while !bytes.0.is_empty() {
            let length = bytes.number();
            let mut rest = Bytes(bytes.take(length));
            groups.push(group(&mut rest));
            rest.end();
        }
        groups
    }

    /// Every group of a file of lists.
    pub fn groups(&self, lists: &str) -> &[Group] {
        &self.groups[lists]
    }

    pub fn group(&self, place: &Place) -> &Group {
        &self.groups[&place.lists][place.number]
    }

    /// The positions of a group: for each form and document.
    pub fn positions(&self, place: &Place) -> Vec<Vec<Vec<u32>>> {
        let mut bytes = Bytes(self.file(&place.positions));
        for _ in 0..place.number {
            let length = bytes.number();
            bytes.take(length);
        }
        let length = bytes.number();
        let mut rest = Bytes(bytes.take(length));
        let forms = &self.group(place).forms;
        let read = forms.iter().map(|form| form.documents.iter().map(|_| positions(&mut rest)).collect()).collect();
        rest.end();
        read
    }

    /// The values of a facet, a set for each document.
    pub fn column(&self, facet: Facet) -> Vec<Vec<u32>> {
        let mut column = Vec::new();
        for (segment, name) in self.root.columns.iter().enumerate() {
            let documents = (self.root.documents - segment * 4096).min(4096);
            let mut bytes = Bytes(self.file(name));
            for own in Facet::ALL {
                let sets: Vec<Vec<u32>> = (0..bytes.number()).map(|_| set(&mut bytes)).collect();
                let numbers: Vec<usize> = (0..documents).map(|_| bytes.number()).collect();
                if own == facet {
                    column.extend(numbers.into_iter().map(|number| sets[number].clone()));
                }
            }
            bytes.end();
        }
        column
    }

    /// The documents that are told in each language.
    pub fn told(&self) -> Vec<Vec<u32>> {
        let marks = |told: &Result<Vec<u8>, String>| match told {
            Ok(marks) => marked(marks),
            Err(name) => marked(self.file(name)),
        };
        self.root.tellings.iter().map(marks).collect()
    }

    /// The cards, in the order of documents.
    pub fn cards(&self) -> Vec<serde_json::Value> {
        let hashes = self.root.tables.iter().flat_map(|table| self.file(table).chunks(6));
        let blocks = hashes.map(|hash| serde_json::from_slice::<Vec<_>>(self.file(&name('k', hash))).expect("cards"));
        blocks.flatten().collect()
    }

    /// Whether the files are named by what is in them, and each is named by another.
    pub fn check_names(&self) {
        for (name, bytes) in self.files.iter().filter(|(name, _)| *name != "root") {
            let digest = Sha256::digest(bytes);
            assert_eq!(*name, self::name(name.chars().next().unwrap(), &digest[..6]));
        }
        let mut named: Vec<String> = vec!["root".into()];
        named.extend(self.root.tables.iter().chain(&self.root.columns).cloned());
        named.extend(self.root.tellings.iter().filter_map(|told| told.clone().err()));
        named.extend(self.root.tables.iter().flat_map(|table| self.file(table).chunks(6)).map(|hash| name('k', hash)));
        for (_, shard) in &self.root.shards {
            named.push(shard.clone());
        }
        for place in self.every_term().flat_map(|term| &term.groups) {
            named.extend([place.lists.clone(), place.positions.clone()]);
        }
        let named: BTreeSet<&String> = named.iter().collect();
        assert_eq!(named, self.files.keys().collect());
    }
}

pub fn inflate(bytes: &[u8]) -> Vec<u8> {
    let mut inflated = Vec::new();
    GzDecoder::new(bytes).read_to_end(&mut inflated).expect("gzip");
    inflated
}

fn root(bytes: &mut Bytes<'_>) -> Root {
    assert_eq!(bytes.take(1), [3], "the version");
    let documents = bytes.number();
    let languages = (0..bytes.number()).map(|_| bytes.text()).collect();
    let mut year = 0;
    let mut next_year = |bytes: &mut Bytes<'_>| {
        year += bytes.signed();
        (year, bytes.number())
    };
    let years = (0..bytes.number()).map(|_| next_year(bytes)).collect();
    let mut first = String::new();
    let mut next_shard = |bytes: &mut Bytes<'_>| {
        first = bytes.front_coded(&first);
        (first.clone(), bytes.name('d'))
    };
    let shards = (0..bytes.number()).map(|_| next_shard(bytes)).collect();
    let tables = (0..bytes.number()).map(|_| bytes.name('t')).collect();
    let columns = (0..bytes.number()).map(|_| bytes.name('c')).collect();
    let telling = |bytes: &mut Bytes<'_>| {
        if documents > 4096 {
            return Err(bytes.name('l'));
        }
        let length = bytes.number();
        Ok(bytes.take(length).to_vec())
    };
    let tellings = (0..bytes.number()).map(|_| telling(bytes)).collect();
    bytes.end();
    Root { documents, languages, years, shards, tables, columns, tellings }
}

fn group(bytes: &mut Bytes<'_>) -> Group {
    let (language, documents) = (bytes.number(), bytes.number());
    let mut text = String::new();
    let mut forms = Vec::new();
    for _ in 0..bytes.number() {
        text = bytes.front_coded(&text);
        let number = bytes.number();
        let (count, is_dense) = (number / 2, number % 2 == 1);
        let mut last = 0;
        let numbers: Vec<u32> = if is_dense {
            let length = bytes.number();
            marked(bytes.take(length))
        } else {
            (0..count).map(|_| add(&mut last, bytes.number())).collect()
        };
        assert_eq!(numbers.len(), count);
        let impacts = bytes.take(count).to_vec();
        forms.push(Form { text: text.clone(), documents: numbers.into_iter().zip(impacts).collect() });
    }
    Group { language, documents, forms }
}

/// The places of the bits that are set.
fn marked(bits: &[u8]) -> Vec<u32> {
    (0..).take(bits.len() * 8).filter(|bit: &u32| bits[*bit as usize / 8] >> (bit % 8) & 1 == 1).collect()
}

fn positions(bytes: &mut Bytes<'_>) -> Vec<u32> {
    let mut last = 0;
    (0..bytes.number()).map(|_| add(&mut last, bytes.number())).collect()
}

fn set(bytes: &mut Bytes<'_>) -> Vec<u32> {
    positions(bytes)
}

fn add(last: &mut u32, distance: usize) -> u32 {
    *last += u32::try_from(distance).unwrap();
    *last
}

fn name(kind: char, hash: &[u8]) -> String {
    hash.iter().fold(String::from(kind), |name, byte| name + &format!("{byte:02x}"))
}

struct Bytes<'b>(&'b [u8]);

impl<'b> Bytes<'b> {
    fn take(&mut self, length: usize) -> &'b [u8] {
        let (taken, rest) = self.0.split_at(length);
        self.0 = rest;
        taken
    }

    fn number(&mut self) -> usize {
        let mut value = 0;
        for shift in (0..).step_by(7) {
            let byte = self.take(1)[0];
            value |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                break;
            }
        }
        value
    }

    fn signed(&mut self) -> i64 {
        let number = i64::try_from(self.number()).unwrap();
        (number >> 1) ^ -(number & 1)
    }

    fn text(&mut self) -> String {
        let length = self.number();
        String::from_utf8(self.take(length).to_vec()).expect("UTF-8")
    }

    fn front_coded(&mut self, previous: &str) -> String {
        let shared = self.number();
        previous.get(..shared).expect("a boundary").to_owned() + &self.text()
    }

    fn name(&mut self, kind: char) -> String {
        name(kind, self.take(6))
    }

    fn end(&self) {
        assert!(self.0.is_empty(), "{} bytes are left", self.0.len());
    }
}
