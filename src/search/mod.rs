//! Takes: texts in any language and script, and the facts readers narrow a search by.
//! Gives: the files of the search index: dictionary, lists, positions, cards, columns, tellings.
//! Promises: the same files for the same archive; the theme's script folds and splits a query in just the same way.
//! Never: guesses a language, reads a dictionary to find words, or knows a page.

mod analysis;
mod bytes;
mod cards;
mod chunk;
mod cut;
mod dictionary;
mod document;
mod facets;
mod files;
mod fold;
mod glossary;
mod gzip;
mod lexicon;
mod light_arabic;
mod lists;
mod phrases;
mod postings;
mod spellings;
mod synonyms;
mod tokens;

pub use document::{Document, Facet, Facts, Outline, Telling, Value, ValueNumber};
pub use files::File;
pub use fold::{fold, fold_into};
pub use glossary::{Glossary, GlossaryProblem};
pub use light_arabic::{light_arabic, without_proclitic};
pub use tokens::{Kind, LONGEST_TOKEN, Token, Tokenizer, each_token};

use std::borrow::Cow;
use std::collections::BTreeMap;

use rayon::prelude::*;

use analysis::Analysis;
use bytes::{front_coded, number, signed, text};
use cards::BLOCK;
use chunk::{Chunk, ChunkReader};
use dictionary::Shard;
use facets::Tellings;
use files::{Content, Hash};
use gzip::{Packing, gzip};
use lexicon::{Lexicon, Reader, adopted};
use lists::Lists;
use phrases::Phrases;
use synonyms::Synonyms;

/// Tells the texts of a document by its number.
pub type Tell<'t> = dyn Fn(u32) -> Document + Sync + 't;

/// The version of the files' form.
const VERSION: u8 = 3;
/// Documents read by one thread before what they say is joined with the rest; a multiple of a block.
const CHUNK: usize = 256;
/// The same at first, when every word is new to each thread.
const FIRST_CHUNK: usize = 32;
/// The most documents of an archive whose cards are compressed at once and kept until they are published.
const MOST_KEPT: usize = 20_000;

/// The search index of an archive.
#[derive(Debug, Default)]
pub struct Index {
    /// Its files, sorted by name.
    pub files: Vec<File>,
    /// The values of each facet, in the order of their numbers.
    pub values: BTreeMap<Facet, Vec<Value>>,
    facts: Vec<Facts>,
}

impl Index {
    /// Makes the index. The texts of few documents are in memory at a time.
    pub fn new(outline: Outline, glossary: &Glossary, tell: &Tell<'_>) -> Self {
        let analysis = Analysis::new(&outline.languages);
        let Reading { mut lists, mut files, blocks, .. } = read(&outline, &analysis, tell);
        facets::add_lists(&outline, &mut lists);
        let groups = postings::groups(&lists);
        let synonyms = Synonyms::new(&groups, glossary, &analysis, &outline.languages);
        let (groups, synonyms) = synonyms.bring_together(groups);
        // Before there are files: then what it takes to make the terms is free again.
        let terms = dictionary::terms(&lists, &groups, &synonyms);
        let postings = postings::files(&lists, &groups, u32::try_from(outline.facts.len()).unwrap_or(u32::MAX));
        let shards = dictionary::shards(&terms, &postings.files);
        let mut named = |made: Vec<(File, Hash)>| -> Vec<Hash> {
            let (made, hashes): (Vec<File>, Vec<Hash>) = made.into_iter().unzip();
            files.extend(made);
            hashes
        };
        let tables = named(cards::tables(&blocks));
        let columns = named(facets::columns(&outline.facts));
        let mut bytes = root(&outline, &shards, [&tables, &columns]);
        match Tellings::new(&outline) {
            Tellings::Within(told) => {
                number(&mut bytes, told.len());
                for marks in told {
                    number(&mut bytes, marks.len());
                    bytes.extend(marks);
                }
            }
            Tellings::Beside(made) => hashes(&mut bytes, &named(made)),
        }
        files.push(File::root(&bytes));
        files.extend(postings.outputs);
        files.extend(shards.into_iter().map(|shard| shard.output));
        files.sort_unstable_by(|one, other| one.name.cmp(&other.name));
        // What is the same is the same file, whoever names it.
        files.dedup_by(|one, other| one.name == other.name);
        Self { files, values: outline.values, facts: outline.facts }
    }

    /// The bytes of a file; cards are told once more.
    pub fn bytes<'i>(&'i self, file: &'i File, tell: &Tell<'_>) -> Cow<'i, [u8]> {
        match &file.content {
            Content::Packed(bytes) => Cow::Borrowed(bytes),
            Content::Cards(numbers) => {
                let documents: Vec<(u32, Document)> = numbers.clone().map(|number| (number, tell(number))).collect();
                Cow::Owned(gzip(Packing::Text, &block(&self.facts, &documents)).into_vec())
            }
        }
    }
}

fn block(facts: &[Facts], documents: &[(u32, Document)]) -> Vec<u8> {
    let told = documents.iter().filter_map(|(number, document)| Some((facts.get(*number as usize)?, document)));
    cards::block(&told.collect::<Vec<_>>())
}

/// Reads all documents, a window of them at a time.
fn read<'r>(outline: &'r Outline, analysis: &'r Analysis, tell: &Tell<'_>) -> Reading<'r> {
    let mut reading = Reading::new(outline, analysis);
    let numbers: Vec<u32> = (0..).take(outline.facts.len()).collect();
    let (mut rest, mut chunk) = (numbers.as_slice(), FIRST_CHUNK);
    while !rest.is_empty() {
        let (window, after) = rest.split_at(rest.len().min(chunk * rayon::current_num_threads().max(1) * 2));
        reading.read(window, chunk, tell);
        (rest, chunk) = (after, CHUNK.min(chunk * 2));
    }
    reading.lists.lexicon.forget_surfaces();
    reading
}

/// The documents read so far.
struct Reading<'r> {
    outline: &'r Outline,
    analysis: &'r Analysis,
    phrases: Phrases,
    lists: Lists,
    files: Vec<File>,
    blocks: Vec<Hash>,
}

impl<'r> Reading<'r> {
    fn new(outline: &'r Outline, analysis: &'r Analysis) -> Self {
        let nothing = Lexicon::default();
        let mut reader = Reader::new(analysis, &nothing);
        let mut phrases = Phrases::read(outline, &mut reader);
        let mut lists = Lists::default();
        let numbers = lists.lexicon.adopt(&reader.into_fresh());
        phrases.renumber(|list| adopted(list, &numbers));
        Self { outline, analysis, phrases, lists, files: Vec::new(), blocks: Vec::new() }
    }

    /// Reads some documents in parallel, chunk by chunk, and joins them in their order.
    fn read(&mut self, numbers: &[u32], chunk: usize, tell: &Tell<'_>) {
        let read: Vec<(Chunk, Vec<(File, Hash)>)> =
            numbers.par_chunks(chunk).map(|numbers| self.chunk(numbers, tell)).collect();
        for (chunk, blocks) in read {
            self.lists.adopt(&chunk);
            for (file, hash) in blocks {
                self.files.push(file);
                self.blocks.push(hash);
            }
        }
    }

    /// Cards of a large archive would be most of the memory a build takes.
    fn are_cards_kept(&self) -> bool {
        self.outline.facts.len() <= MOST_KEPT
    }

    fn chunk(&self, numbers: &[u32], tell: &Tell<'_>) -> (Chunk, Vec<(File, Hash)>) {
        let reader = Reader::new(self.analysis, &self.lists.lexicon);
        let first = numbers.first().copied().unwrap_or(0);
        let mut chunk = ChunkReader::new(self.outline, &self.phrases, reader, first);
        let mut blocks = Vec::with_capacity(numbers.len().div_ceil(BLOCK));
        for numbers in numbers.chunks(BLOCK) {
            let documents: Vec<(u32, Document)> = numbers.iter().map(|number| (*number, tell(*number))).collect();
            for (number, document) in &documents {
                chunk.read(*number, document);
            }
            let range = numbers.first().map_or(0..0, |first| *first..first + u32::try_from(numbers.len()).unwrap_or(0));
            let cards = block(&self.outline.facts, &documents);
            blocks.push(if self.are_cards_kept() { File::of('k', &cards) } else { File::of_cards(&cards, range) });
        }
        (chunk.finish(), blocks)
    }
}

/// The file that names the others, but for what is told in which language.
fn root(outline: &Outline, shards: &[Shard], others: [&[Hash]; 2]) -> Vec<u8> {
    let mut bytes = vec![VERSION];
    number(&mut bytes, outline.facts.len());
    number(&mut bytes, outline.languages.len());
    outline.languages.iter().for_each(|language| text(&mut bytes, language));
    write_years(&mut bytes, outline);
    number(&mut bytes, shards.len());
    let mut previous = "";
    for shard in shards {
        front_coded(&mut bytes, previous, &shard.first);
        bytes.extend_from_slice(&shard.hash);
        previous = &shard.first;
    }
    for names in others {
        hashes(&mut bytes, names);
    }
    bytes
}

fn hashes(bytes: &mut Vec<u8>, names: &[Hash]) {
    number(bytes, names.len());
    bytes.extend(names.as_flattened());
}

/// Documents come in the order of years: of each year it suffices how many.
fn write_years(bytes: &mut Vec<u8>, outline: &Outline) {
    let years: Vec<&[Facts]> = outline.facts.chunk_by(|one, other| one.year == other.year).collect();
    number(bytes, years.len());
    let mut previous = 0;
    for facts in years {
        let year = facts.first().map_or(previous, |facts| i64::from(facts.year));
        signed(bytes, year - previous);
        number(bytes, facts.len());
        previous = year;
    }
}
