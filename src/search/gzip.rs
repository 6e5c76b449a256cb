//! Gzip: a thread keeps its compressors from one file to the next, for making one takes as long as compressing a file.

use std::cell::RefCell;

use zlib_rs::crc32::crc32;
use zlib_rs::{Deflate, DeflateConfig, DeflateFlush, Method, Status, Strategy};

/// What a content is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    /// It repeats itself, as texts and sorted lists do.
    Text,
    /// It is numbers among which smaller ones are the more frequent: to look for what repeats would take twice the time
    /// and win three hundredths.
    Numbers,
}

/// How hard to compress: the most would win three hundredths for a fifth more time.
const LEVEL: i32 = 3;
/// The beginning of every file: no name, no time, no system it was made on.
const HEAD: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];
/// Room for content that doesn't compress.
const ROOM: usize = 1 << 10;
/// The largest buffer that a thread keeps.
const MOST_KEPT: usize = 1 << 16;

/// A content as a file of its own, always the same for the same content.
pub(super) fn gzip(packing: Packing, content: &[u8]) -> Box<[u8]> {
    thread_local! {
        static TEXT: RefCell<Packer> = RefCell::new(Packer::new(Packing::Text));
        static NUMBERS: RefCell<Packer> = RefCell::new(Packer::new(Packing::Numbers));
    }
    let packer = match packing {
        Packing::Text => &TEXT,
        Packing::Numbers => &NUMBERS,
    };
    packer.with_borrow_mut(|packer| packer.pack(content))
}

/// A compressor with the buffer it writes into.
struct Packer {
    deflate: Deflate,
    buffer: Vec<u8>,
}

impl Packer {
    fn new(packing: Packing) -> Self {
        let strategy = match packing {
            Packing::Text => Strategy::Default,
            Packing::Numbers => Strategy::HuffmanOnly,
        };
        // A negative size of the window stands for no head of another format.
        let config = DeflateConfig { level: LEVEL, method: Method::Deflated, window_bits: -15, mem_level: 8, strategy };
        Self { deflate: Deflate::new_with_config(config), buffer: Vec::new() }
    }

    fn pack(&mut self, content: &[u8]) -> Box<[u8]> {
        self.deflate.reset();
        let length = self.write(content);
        let body = self.buffer.get(..length).unwrap_or_default();
        let mut packed = Vec::with_capacity(HEAD.len() + length + 8);
        packed.extend(HEAD);
        packed.extend_from_slice(body);
        packed.extend(crc32(0, content).to_le_bytes());
        // The format has the length modulo 2³².
        packed.extend(content.len().to_le_bytes().iter().take(4));
        self.buffer.truncate(MOST_KEPT);
        self.buffer.shrink_to(MOST_KEPT);
        packed.into()
    }

    /// Compresses into the buffer; gives how many bytes.
    fn write(&mut self, content: &[u8]) -> usize {
        let place = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
        loop {
            let (read, written) = (place(self.deflate.total_in()), place(self.deflate.total_out()));
            let least = written + content.len() - read + ROOM;
            self.buffer.resize(least.max(self.buffer.len()), 0);
            let rest = content.get(read..).unwrap_or_default();
            let to = self.buffer.get_mut(written..).unwrap_or_default();
            let status = self.deflate.compress(rest, to, DeflateFlush::Finish);
            if status.expect("a compressor that was reset takes any content") == Status::StreamEnd {
                return place(self.deflate.total_out());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;
    use proptest::prelude::*;

    const PACKINGS: [Packing; 2] = [Packing::Text, Packing::Numbers];

    fn content(packed: &[u8]) -> Vec<u8> {
        let mut content = Vec::new();
        flate2::read::GzDecoder::new(packed).read_to_end(&mut content).unwrap();
        content
    }

    #[test]
    fn a_file_does_not_depend_on_the_ones_before() {
        let texts = [b"abc".repeat(90_000), Vec::new(), (0..=255).collect::<Vec<u8>>().repeat(900)];
        for packing in PACKINGS {
            let first: Vec<_> = texts.iter().map(|text| Packer::new(packing).pack(text)).collect();
            let mut packer = Packer::new(packing);
            let again: Vec<_> = texts.iter().map(|text| packer.pack(text)).collect();
            assert_eq!(first, again);
            assert!(first.iter().all(|packed| packed.starts_with(&HEAD)));
            assert!(packer.buffer.capacity() <= MOST_KEPT);
        }
    }

    proptest! {
        #[test]
        fn what_is_packed_comes_back(bytes in prop::collection::vec(any::<u8>(), 0..9_000), times in 0_usize..40) {
            let bytes = bytes.repeat(times);
            for packing in PACKINGS {
                prop_assert_eq!(content(&gzip(packing, &bytes)), &bytes[..]);
            }
        }
    }
}
