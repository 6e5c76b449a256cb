//! Gzip: a thread keeps its compressor from one file to the next, for making one takes as long as compressing a file.

use std::cell::RefCell;

use flate2::{Compress, Compression, Crc, FlushCompress, Status};

/// How hard to compress: the most would win three hundredths for a fifth more time.
const LEVEL: u32 = 3;
/// The beginning of every file: no name, no time, no system it was made on.
const HEAD: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];
/// Room for what a file has beside its compressed content, and for content that doesn't compress.
const ROOM: usize = 256;
/// The largest buffer that a thread keeps.
const MOST_KEPT: usize = 1 << 16;

/// A content as a file of its own, always the same for the same content.
pub(super) fn gzip(content: &[u8]) -> Box<[u8]> {
    thread_local! {
        static PACKER: RefCell<Packer> = RefCell::new(Packer::new());
    }
    PACKER.with_borrow_mut(|packer| packer.pack(content))
}

/// A compressor with the buffer it writes into.
struct Packer {
    compress: Compress,
    buffer: Vec<u8>,
}

impl Packer {
    fn new() -> Self {
        Self { compress: Compress::new(Compression::new(LEVEL), false), buffer: Vec::new() }
    }

    fn pack(&mut self, content: &[u8]) -> Box<[u8]> {
        self.compress.reset();
        self.buffer.clear();
        self.buffer.extend(HEAD);
        self.write(content);
        let mut sum = Crc::new();
        sum.update(content);
        self.buffer.extend(sum.sum().to_le_bytes());
        self.buffer.extend(sum.amount().to_le_bytes());
        let packed = self.buffer.as_slice().into();
        self.buffer.clear();
        self.buffer.shrink_to(MOST_KEPT);
        packed
    }

    fn write(&mut self, content: &[u8]) {
        self.buffer.reserve(content.len() + content.len() / 64 + ROOM);
        loop {
            let read = usize::try_from(self.compress.total_in()).unwrap_or(usize::MAX);
            let rest = content.get(read..).unwrap_or_default();
            let status = self.compress.compress_vec(rest, &mut self.buffer, FlushCompress::Finish);
            if status.expect("a compressor that was reset takes any content") == Status::StreamEnd {
                return;
            }
            self.buffer.reserve(ROOM);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;
    use proptest::prelude::*;

    fn content(packed: &[u8]) -> Vec<u8> {
        let mut content = Vec::new();
        flate2::read::GzDecoder::new(packed).read_to_end(&mut content).unwrap();
        content
    }

    #[test]
    fn a_file_does_not_depend_on_the_ones_before() {
        let texts = [b"abc".repeat(90_000), Vec::new(), b"abcabd".repeat(20)];
        let first: Vec<_> = texts.iter().map(|text| Packer::new().pack(text)).collect();
        let mut packer = Packer::new();
        let again: Vec<_> = texts.iter().map(|text| packer.pack(text)).collect();
        assert_eq!(first, again);
        assert!(first.iter().all(|packed| packed.starts_with(&HEAD)));
        assert!(packer.buffer.capacity() <= MOST_KEPT);
    }

    proptest! {
        #[test]
        fn what_is_packed_comes_back(bytes in prop::collection::vec(any::<u8>(), 0..9_000), times in 0_usize..4) {
            let bytes = bytes.repeat(times);
            prop_assert_eq!(content(&gzip(&bytes)), bytes);
        }
    }
}
