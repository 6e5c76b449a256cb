//! Rendering everything, and telling what differs from the folder, before anything in it is touched.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use rayon::prelude::*;

use super::disk::{self, Standing};
use super::manifest::{Manifest, fingerprint, folders_of};
use super::pieces::{Made, Pieces, Sink};
use super::stage::{self, Opened};
use super::{Failure, Job};
use crate::site::Round;

/// How many files are replaced one by one: up to here that costs less than staging the whole folder.
pub(super) const FEW: usize = 300;

/// How many bytes are held in memory until it is known how many files change.
const HELD_MOST_BYTES: usize = 32 << 20;

/// How many outputs are rendered before they are written: what rendering needs and what the system needs to make a file
/// push each other out of the processor's caches.
const TOGETHER: usize = 8;
/// How many bytes of them wait for that.
const TOGETHER_MOST_BYTES: usize = 256 << 10;

/// How many rounds a thread makes before what they made is put in order.
const ROUNDS_OF_A_THREAD: usize = 4;
/// The most rounds that are made before that, however many threads there are: what they made is held until then.
const MOST_ROUNDS: usize = 32;

/// An output by its number, with its bytes or why there are none.
type Waiting<'o> = (usize, Result<Cow<'o, [u8]>, String>);

/// Rendered outputs that wait in memory; what is made in pieces is made again instead.
pub(super) type Held = Vec<(usize, Option<Vec<u8>>)>;

/// What became of an output.
#[derive(Debug)]
pub(super) enum Outcome {
    /// Its file is right; with its hash if the old manifest may be wrong about it.
    Kept { hash: Option<String> },
    /// It waits, in memory or in the stage; `fresh` if no file was there.
    Written { fresh: bool, hash: String },
}

/// Everything rendered, and where it waits.
pub(super) struct Rendered {
    /// By number.
    pub(super) outcomes: Vec<Outcome>,
    /// What waits in memory; empty once there is a stage.
    pub(super) held: Held,
    /// The stage, if one was needed so far.
    pub(super) opened: Option<Opened>,
    /// Bytes of all outputs together.
    pub(super) bytes: u64,
}

/// Renders all outputs in parallel; a rendered page is compared, put aside if it differs, and dropped.
pub(super) fn run(job: &Job<'_>, progress: &(dyn Fn(usize) + Sync)) -> Result<Rendered, Failure> {
    let pass = Pass::new(job, progress);
    if job.old().is_none() {
        let _ = pass.opened.set(stage::open(job, false)?);
    }
    let mut outcomes: Vec<(usize, Outcome)> = Vec::with_capacity(job.outputs.len());
    for (group, numbers) in job.outputs.groups().into_iter().enumerate() {
        let some = |buffer: &mut Vec<u8>, numbers: &[usize]| pass.some(numbers, buffer);
        let made = numbers.par_chunks(TOGETHER).map_init(Vec::new, some).collect::<Result<Vec<_>, Failure>>()?;
        outcomes.extend(made.into_iter().flatten());
        job.outputs.made(group);
    }
    outcomes.extend(pass.rounds()?);
    let failed = pass.failed.into_inner().unwrap_or_else(PoisonError::into_inner);
    if !failed.is_empty() {
        return Err(Failure::Render(failed.into_iter().collect()));
    }
    outcomes.sort_unstable_by_key(|(number, _)| *number);
    assert!(outcomes.iter().map(|(number, _)| *number).eq(0..job.outputs.len()), "each output is made once");
    let outcomes = outcomes.into_iter().map(|(_, outcome)| outcome).collect();
    let held = pass.held.into_inner().unwrap_or_else(PoisonError::into_inner);
    Ok(Rendered { outcomes, held: held.list, opened: pass.opened.into_inner(), bytes: pass.bytes.into_inner() })
}

#[derive(Default)]
struct Memory {
    list: Held,
    bytes: usize,
}

/// What became of the whole outputs of a round, and the pieces of those that go on.
struct Done {
    whole: Vec<(usize, Outcome)>,
    pieces: Vec<(usize, Vec<u8>)>,
}

struct Pass<'a> {
    job: &'a Job<'a>,
    taken: BTreeSet<&'a str>,
    progress: &'a (dyn Fn(usize) + Sync),
    held: Mutex<Memory>,
    opened: OnceLock<Opened>,
    failed: Mutex<BTreeMap<usize, String>>,
    done: AtomicUsize,
    bytes: AtomicU64,
}

impl<'a> Pass<'a> {
    fn new(job: &'a Job<'a>, progress: &'a (dyn Fn(usize) + Sync)) -> Self {
        Self {
            job,
            taken: taken_folders(job),
            progress,
            held: Mutex::default(),
            opened: OnceLock::new(),
            failed: Mutex::default(),
            done: AtomicUsize::new(0),
            bytes: AtomicU64::new(0),
        }
    }

    /// Renders some outputs. A page that can't be rendered doesn't stop the others: all of them are told at once.
    fn some(&self, numbers: &[usize], buffer: &mut Vec<u8>) -> Result<Vec<(usize, Outcome)>, Failure> {
        let mut outcomes = Vec::with_capacity(numbers.len());
        let mut waiting = Vec::with_capacity(numbers.len());
        let mut bytes_waiting = 0;
        for number in numbers.iter().copied() {
            if let Some(pieces) = self.job.outputs.pieces(number) {
                outcomes.push((number, self.take_pieces(number, pieces, buffer)?));
                self.tell_progress();
                continue;
            }
            let rendered = self.job.outputs.render(number);
            bytes_waiting += rendered.as_ref().map_or(0, |bytes| bytes.len());
            waiting.push((number, rendered));
            if bytes_waiting > TOGETHER_MOST_BYTES {
                self.take_waiting(&mut waiting, &mut outcomes, buffer)?;
                bytes_waiting = 0;
            }
        }
        self.take_waiting(&mut waiting, &mut outcomes, buffer)?;
        Ok(outcomes)
    }

    fn take_waiting(
        &self,
        waiting: &mut Vec<Waiting<'_>>,
        outcomes: &mut Vec<(usize, Outcome)>,
        buffer: &mut Vec<u8>,
    ) -> Result<(), Failure> {
        for (number, rendered) in waiting.drain(..) {
            let outcome = match rendered {
                Ok(bytes) => self.take(number, bytes, buffer)?,
                Err(why) => self.fail(number, why),
            };
            outcomes.push((number, outcome));
            self.tell_progress();
        }
        Ok(())
    }

    fn tell_progress(&self) {
        (self.progress)(self.done.fetch_add(1, Ordering::Relaxed) + 1);
    }

    fn fail(&self, number: usize, why: String) -> Outcome {
        locked(&self.failed).insert(number, why);
        Outcome::Kept { hash: None }
    }

    /// Makes what is made in rounds: some at a time in parallel, and what goes on through all in its order.
    fn rounds(&self) -> Result<Vec<(usize, Outcome)>, Failure> {
        let outputs = self.job.outputs;
        let mut outcomes = Vec::new();
        let mut sinks = BTreeMap::new();
        for number in outputs.through_rounds() {
            sinks.insert(number, self.sink(number)?);
        }
        let all: Vec<usize> = (0..outputs.rounds()).collect();
        let together = (rayon::current_num_threads() * ROUNDS_OF_A_THREAD).min(MOST_ROUNDS);
        let mut buffer = Vec::new();
        for some in all.chunks(together) {
            let done = some.par_iter().map_init(Vec::new, |buffer, round| self.round(*round, buffer));
            for Done { whole, pieces } in done.collect::<Result<Vec<_>, Failure>>()? {
                outcomes.extend(whole);
                for (number, piece) in pieces {
                    sinks.get_mut(&number).expect("it goes through the rounds").add(&piece, &mut buffer)?;
                }
            }
        }
        // Where something failed nothing is published, and what has no end yet is not to be judged.
        if locked(&self.failed).is_empty() {
            let last = sinks.into_par_iter().map(|(number, sink)| {
                let is_new = sink.is_new();
                let outcome = self.outcome_of(number, sink.finish(), is_new)?;
                self.tell_progress();
                Ok((number, outcome))
            });
            outcomes.extend(last.collect::<Result<Vec<_>, Failure>>()?);
        }
        Ok(outcomes)
    }

    fn round(&self, round: usize, buffer: &mut Vec<u8>) -> Result<Done, Failure> {
        let Round { whole, pieces } = match self.job.outputs.round(round) {
            Ok(made) => made,
            Err(why) => {
                locked(&self.failed).insert(self.job.outputs.len() + round, why);
                Round::default()
            }
        };
        let mut done = Done { whole: Vec::with_capacity(whole.len()), pieces };
        for (number, bytes) in whole {
            done.whole.push((number, self.take(number, Cow::Owned(bytes), buffer)?));
            self.tell_progress();
        }
        Ok(done)
    }

    /// Where the pieces of an output go.
    fn sink(&self, number: usize) -> Result<Sink, Failure> {
        let path = self.job.outputs.path(number);
        match self.opened.get().filter(|_| !self.is_known(number)) {
            Some(opened) => opened.stage.sink(path),
            None => Ok(Sink::compare(&path.below(&self.job.target.folder))),
        }
    }

    /// Whether an earlier build wrote the output, where it would be now.
    fn is_known(&self, number: usize) -> bool {
        let path = self.job.outputs.path(number).as_str();
        let is_elsewhere = || !self.taken.is_empty() && folders_of(path).any(|folder| self.taken.contains(folder));
        self.job.old().is_some_and(|old| old.contains(path)) && !is_elsewhere()
    }

    fn take_pieces(&self, number: usize, pieces: Pieces<'_>, buffer: &mut Vec<u8>) -> Result<Outcome, Failure> {
        let sink = self.sink(number)?;
        let is_new = sink.is_new();
        self.outcome_of(number, sink.fill(pieces, buffer)?, is_new)
    }

    /// What became of an output in pieces; where they were only compared, and differ, it is made again.
    fn outcome_of(&self, number: usize, made: Made, is_new: bool) -> Result<Outcome, Failure> {
        let (hash, standing) = match made {
            Made::Failed(why) => return Ok(self.fail(number, why)),
            Made::Whole { bytes, hash, standing } => {
                self.bytes.fetch_add(bytes, Ordering::Relaxed);
                (hash, standing)
            }
        };
        let standing = if self.is_known(number) { standing } else { Standing::Absent };
        if standing == Standing::Same {
            return Ok(Outcome::Kept { hash: Some(hash) });
        }
        if !is_new {
            self.put_aside(number, None)?;
        }
        Ok(Outcome::Written { fresh: standing == Standing::Absent, hash })
    }

    fn take(&self, number: usize, bytes: Cow<'_, [u8]>, buffer: &mut Vec<u8>) -> Result<Outcome, Failure> {
        self.bytes.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        let path = self.job.outputs.path(number);
        let standing = if self.is_known(number) {
            disk::compare(&path.below(&self.job.target.folder), &bytes, buffer)
        } else {
            Standing::Absent
        };
        if standing == Standing::Same {
            let doubtful = self.job.old().is_some_and(Manifest::is_unfinished);
            return Ok(Outcome::Kept { hash: doubtful.then(|| fingerprint(&bytes)) });
        }
        let hash = fingerprint(&bytes);
        self.put_aside(number, Some(bytes))?;
        Ok(Outcome::Written { fresh: standing == Standing::Absent, hash })
    }

    /// Lets an output wait; without bytes, it is made again in pieces.
    fn put_aside(&self, number: usize, bytes: Option<Cow<'_, [u8]>>) -> Result<(), Failure> {
        if let Some(opened) = self.opened.get() {
            return opened.stage.add(self.job, number, bytes);
        }
        let mut held = locked(&self.held);
        if self.opened.get().is_none() {
            let length = bytes.as_ref().map_or(0, |bytes| bytes.len());
            if held.list.len() < FEW && held.bytes + length <= HELD_MOST_BYTES {
                held.bytes += length;
                held.list.push((number, bytes.map(kept)));
                return Ok(());
            }
            let opened = stage::open_with(self.job, std::mem::take(&mut held.list), false)?;
            let _ = self.opened.set(opened);
        }
        drop(held);
        let opened = self.opened.get().expect("set under the lock just released");
        opened.stage.add(self.job, number, bytes)
    }
}

/// Folders of the old site in whose place something else lies: what a link leads to is not the site's, however equal.
fn taken_folders<'a>(job: &'a Job<'_>) -> BTreeSet<&'a str> {
    let folders = job.old().map(Manifest::folders).unwrap_or_default();
    let is_taken =
        |folder: &&str| fs::symlink_metadata(job.target.folder.join(folder)).is_ok_and(|metadata| !metadata.is_dir());
    folders.into_par_iter().filter(is_taken).collect()
}

/// Bytes that wait take no more room than they need.
fn kept(bytes: Cow<'_, [u8]>) -> Vec<u8> {
    let mut bytes = bytes.into_owned();
    bytes.shrink_to_fit();
    bytes
}

/// A panic elsewhere ends the build anyway.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
