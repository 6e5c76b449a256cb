//! Files of the index: compressed, and named by what is in them.

use std::fmt::Write as _;
use std::ops::Range;

use sha2::{Digest, Sha256};

use super::gzip::{Packing, gzip};

/// A file of the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name without folder and ending.
    pub name: String,
    pub(super) content: Content,
}

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// These bytes, compressed.
    Packed(Box<[u8]>),
    /// The cards of these documents: most of the index, and quickly made again.
    Cards(Range<u32>),
}

/// What a file is called after its kind, as other files of the index say it.
pub(super) type Hash = [u8; 6];

impl File {
    /// A file whose name says what is in it, with the part of the name that is its hash.
    pub(super) fn of(kind: char, content: &[u8]) -> (Self, Hash) {
        let (name, hash) = name(kind, content);
        let packing = if kind == 'q' { Packing::Numbers } else { Packing::Text };
        (Self { name, content: Content::Packed(gzip(packing, content)) }, hash)
    }

    /// A file of cards that is made again when it is asked for.
    pub(super) fn of_cards(content: &[u8], documents: Range<u32>) -> (Self, Hash) {
        let (name, hash) = name('k', content);
        (Self { name, content: Content::Cards(documents) }, hash)
    }

    /// The file that names the others.
    pub(super) fn root(content: &[u8]) -> Self {
        Self { name: ROOT.to_owned(), content: Content::Packed(gzip(Packing::Text, content)) }
    }

    /// Its bytes, where they are kept.
    pub(super) fn packed(&self) -> &[u8] {
        match &self.content {
            Content::Packed(bytes) => bytes,
            Content::Cards(_) => &[],
        }
    }

    /// Whether it is the file that names the others, whose own name never changes.
    pub fn is_root(&self) -> bool {
        self.name == ROOT
    }

    /// The bytes of the file as a script, for sites opened from disk: there scripts may load what may not be fetched.
    pub fn script(&self, bytes: &[u8]) -> String {
        let length = self.name.len() + bytes.len().div_ceil(3) * 4 + 32;
        let mut script = String::with_capacity(length);
        script.extend(["annalsSearch(\"", &self.name, "\",\""]);
        base64(bytes, &mut script);
        script.push_str("\")\n");
        script
    }
}

const ROOT: &str = "root";

fn name(kind: char, content: &[u8]) -> (String, Hash) {
    let digest = Sha256::digest(content);
    let hash: Hash = digest.first_chunk().copied().unwrap_or_default();
    let mut name = String::from(kind);
    for byte in hash {
        let _ = write!(name, "{byte:02x}");
    }
    (name, hash)
}

fn base64(bytes: &[u8], to: &mut String) {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digit = |bits: u32| char::from(DIGITS.get((bits & 63) as usize).copied().unwrap_or(b'='));
    for three in bytes.chunks(3) {
        let byte = |place: usize| u32::from(three.get(place).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        let digits = [18, 12, 6, 0].map(|shift| digit(bits >> shift));
        to.extend(digits.iter().take(three.len() + 1));
        to.extend(std::iter::repeat_n('=', 3 - three.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_in_scripts_are_base64() {
        let coded = |bytes: &[u8]| {
            let mut text = String::new();
            base64(bytes, &mut text);
            text
        };
        let words: [&[u8]; 4] = [b"", b"f", b"fo", b"foo\xff\xfe"];
        assert_eq!(words.map(coded), ["", "Zg==", "Zm8=", "Zm9v//4="]);
    }

    #[test]
    fn the_same_content_is_the_same_file() {
        let (one, hash) = File::of('p', b"abc");
        assert_eq!((one.clone(), hash), File::of('p', b"abc"));
        assert_eq!(one.name, "pba7816bf8f01");
        assert!(matches!(one.content, Content::Packed(bytes) if bytes.starts_with(&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0])));
    }
}
