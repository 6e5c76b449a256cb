//! Outputs too large to be held: made piece by piece, once to be compared and once more to be written.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;

use twox_hash::XxHash3_128;

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

/// Compares a file with the pieces of an output.
pub(super) fn compare(path: &Path, pieces: Pieces<'_>, buffer: &mut Vec<u8>) -> Made {
    let mut file = disk::open_plain(path).and_then(|file| file.metadata().map(|metadata| (file, metadata)));
    let absent = matches!(&file, Err(error) if disk::is_absent(error));
    let mut hasher = XxHash3_128::new();
    let mut bytes = 0;
    for piece in pieces {
        let piece = match piece {
            Ok(piece) => piece,
            Err(why) => return Made::Failed(why),
        };
        hasher.write(&piece);
        bytes += piece.len() as u64;
        file = file.and_then(|(mut file, metadata)| {
            if begins_with(&mut file, &piece, buffer)? {
                Ok((file, metadata))
            } else {
                Err(io::ErrorKind::Other.into())
            }
        });
    }
    let standing = match file {
        Ok((_, metadata)) if metadata.is_file() && metadata.len() == bytes => Standing::Same,
        _ if absent => Standing::Absent,
        _ => Standing::Different,
    };
    Made::Whole { bytes, hash: hexadecimal(hasher.finish_128()), standing }
}

/// Writes the pieces of an output to a file that must not exist yet.
pub(super) fn write_new(path: &Path, pieces: Pieces<'_>) -> io::Result<Made> {
    let mut file = disk::with_folders(path, || OpenOptions::new().write(true).create_new(true).open(path))?;
    let mut hasher = XxHash3_128::new();
    let mut bytes = 0;
    for piece in pieces {
        let piece = match piece {
            Ok(piece) => piece,
            Err(why) => return Ok(Made::Failed(why)),
        };
        hasher.write(&piece);
        bytes += piece.len() as u64;
        file.write_all(&piece)?;
    }
    Ok(Made::Whole { bytes, hash: hexadecimal(hasher.finish_128()), standing: Standing::Absent })
}

fn begins_with(file: &mut File, piece: &[u8], buffer: &mut Vec<u8>) -> io::Result<bool> {
    buffer.resize(piece.len().max(buffer.len()), 0);
    let Some(part) = buffer.get_mut(..piece.len()) else { return Ok(false) };
    file.read_exact(part)?;
    Ok(part == piece)
}
