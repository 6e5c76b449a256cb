//! Outputs too large to be held: made piece by piece, once to be compared and once more to be written.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use twox_hash::XxHash3_128;

use super::Failure;
use super::disk::{self, Standing};
use super::manifest::hexadecimal;

/// The bytes of an output in pieces, or why there are none.
pub type Pieces<'p> = Box<dyn Iterator<Item = Result<Vec<u8>, String>> + 'p>;

/// What became of the pieces of an output.
pub(super) enum Made {
    /// All of them were made: how many bytes, their fingerprint, and how a file stands to them.
    Whole { bytes: u64, hash: String, standing: Standing },
    /// One could not be made.
    Failed(String),
}

/// Where the pieces of an output go, one after the other.
pub(super) struct Sink {
    end: End,
    hasher: XxHash3_128,
    bytes: u64,
}

enum End {
    /// A new file, and where it is.
    New(File, PathBuf),
    /// A file they are compared with, while it is the same; or how it stands to them.
    Old(Result<(File, Metadata), Standing>),
}

impl Sink {
    /// To a file that must not exist yet.
    pub(super) fn new_file(path: PathBuf) -> Result<Self, Failure> {
        let made = disk::with_folders(&path, || OpenOptions::new().write(true).create_new(true).open(&path));
        let file = made.map_err(Failure::io("write", &path))?;
        Ok(Self::to(End::New(file, path)))
    }

    /// To be compared with a file.
    pub(super) fn compare(path: &Path) -> Self {
        let opened = disk::open_plain(path).and_then(|file| file.metadata().map(|metadata| (file, metadata)));
        let standing = |error| if disk::is_absent(&error) { Standing::Absent } else { Standing::Different };
        Self::to(End::Old(opened.map_err(standing)))
    }

    fn to(end: End) -> Self {
        Self { end, hasher: XxHash3_128::new(), bytes: 0 }
    }

    /// Whether the pieces are written and not only compared.
    pub(super) const fn is_new(&self) -> bool {
        matches!(self.end, End::New(..))
    }

    /// Takes the next piece. `buffer` is used again and again.
    pub(super) fn add(&mut self, piece: &[u8], buffer: &mut Vec<u8>) -> Result<(), Failure> {
        self.hasher.write(piece);
        match &mut self.end {
            End::New(file, path) => disk::append(file, self.bytes, piece).map_err(Failure::io("write", path))?,
            End::Old(old) => {
                if let Ok((file, _)) = old
                    && !begins_with(file, piece, buffer).unwrap_or(false)
                {
                    *old = Err(Standing::Different);
                }
            }
        }
        self.bytes += piece.len() as u64;
        Ok(())
    }

    /// What became of the pieces: there are no more.
    pub(super) fn finish(self) -> Made {
        let standing = match self.end {
            End::New(..) => Standing::Absent,
            End::Old(Err(standing)) => standing,
            End::Old(Ok((_, metadata))) if metadata.is_file() && metadata.len() == self.bytes => Standing::Same,
            End::Old(Ok(_)) => Standing::Different,
        };
        Made::Whole { bytes: self.bytes, hash: hexadecimal(self.hasher.finish_128()), standing }
    }

    /// Takes all pieces of an output.
    pub(super) fn fill(mut self, pieces: Pieces<'_>, buffer: &mut Vec<u8>) -> Result<Made, Failure> {
        for piece in pieces {
            match piece {
                Ok(piece) => self.add(&piece, buffer)?,
                Err(why) => return Ok(Made::Failed(why)),
            }
        }
        Ok(self.finish())
    }
}

fn begins_with(file: &mut File, piece: &[u8], buffer: &mut Vec<u8>) -> io::Result<bool> {
    buffer.resize(piece.len().max(buffer.len()), 0);
    let Some(part) = buffer.get_mut(..piece.len()) else { return Ok(false) };
    file.read_exact(part)?;
    Ok(part == piece)
}
