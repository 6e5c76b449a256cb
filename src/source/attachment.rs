//! Files published as they are: which kinds may be, how each is known, and how large images are.

use super::FileId;

/// A file beside the write-ups that is published as it is. Its bytes stay on the disk until then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its number in the project.
    pub file: FileId,
    /// Path from the project's root, parts joined by `/`.
    pub path: String,
    /// What it is, by its name and its content.
    pub kind: AttachmentKind,
    /// Bytes.
    pub size: u64,
    /// Width and height of an image, where its head tells them.
    pub dimensions: Option<Dimensions>,
}

/// Width and height of an image in pixels, neither of them zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dimensions {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

/// The kinds of files that may be attached: none of them can hold a script that a browser would run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum AttachmentKind {
    Png,
    Jpeg,
    Gif,
    Webp,
    Avif,
    Pdf,
    Text,
    Csv,
}

impl AttachmentKind {
    /// The endings of names, without the dot, and the kinds they stand for.
    pub const EXTENSIONS: &[(&str, Self)] = &[
        ("png", Self::Png),
        ("jpg", Self::Jpeg),
        ("jpeg", Self::Jpeg),
        ("gif", Self::Gif),
        ("webp", Self::Webp),
        ("avif", Self::Avif),
        ("pdf", Self::Pdf),
        ("txt", Self::Text),
        ("csv", Self::Csv),
    ];

    /// The kind a name's ending stands for, in capitals or not.
    pub fn of_extension(extension: &str) -> Option<Self> {
        Self::EXTENSIONS.iter().find(|(known, _)| extension.eq_ignore_ascii_case(known)).map(|(_, kind)| *kind)
    }

    /// The kind whose mark the content opens with.
    pub fn of_content(head: &[u8]) -> Option<Self> {
        [Self::Png, Self::Jpeg, Self::Gif, Self::Webp, Self::Avif, Self::Pdf]
            .into_iter()
            .find(|kind| kind.matches(head))
    }

    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
            Self::Gif => "GIF",
            Self::Webp => "WebP",
            Self::Avif => "AVIF",
            Self::Pdf => "PDF",
            Self::Text => "plain text",
            Self::Csv => "CSV",
        }
    }

    /// The usual ending of its names.
    pub fn extension(self) -> &'static str {
        Self::EXTENSIONS.iter().find(|(_, kind)| *kind == self).map_or("", |(extension, _)| extension)
    }

    /// Whether it is text, which has no mark at its head.
    pub const fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::Csv)
    }

    /// Whether content that opens with `head` is of this kind.
    pub fn matches(self, head: &[u8]) -> bool {
        match self {
            Self::Png => head.starts_with(b"\x89PNG\r\n\x1a\n"),
            Self::Jpeg => head.starts_with(b"\xff\xd8\xff"),
            Self::Gif => head.starts_with(b"GIF87a") || head.starts_with(b"GIF89a"),
            Self::Webp => head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP"),
            Self::Avif => head.get(4..8) == Some(b"ftyp") && is_avif(head),
            Self::Pdf => head.starts_with(b"%PDF-"),
            Self::Text | Self::Csv => no_text_at(head).is_none(),
        }
    }

    /// The size of the image that opens with `head`.
    pub fn dimensions(self, head: &[u8]) -> Option<Dimensions> {
        let (width, height) = match self {
            Self::Png => (be32(head, 16)?, be32(head, 20)?),
            Self::Gif => (le16(head, 6)?, le16(head, 8)?),
            Self::Webp => webp(head)?,
            Self::Jpeg => jpeg(head)?,
            Self::Avif | Self::Pdf | Self::Text | Self::Csv => return None,
        };
        (width > 0 && height > 0).then_some(Dimensions { width, height })
    }
}

/// Whether one of the brands in the first box is AVIF's.
fn is_avif(head: &[u8]) -> bool {
    let length = be32(head, 0).and_then(|length| usize::try_from(length).ok()).unwrap_or(0);
    let brands = head.get(8..length.min(head.len())).unwrap_or_default();
    brands.chunks_exact(4).any(|brand| matches!(brand, b"avif" | b"avis"))
}

/// Where bytes stop being text, which is UTF-8 without control characters.
pub(super) fn no_text_at(bytes: &[u8]) -> Option<usize> {
    let valid = bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    let refused = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}');
    valid.find(refused).or_else(|| (valid.len() < bytes.len()).then_some(valid.len()))
}

fn webp(head: &[u8]) -> Option<(u32, u32)> {
    match head.get(12..16)? {
        b"VP8 " if head.get(23..26) == Some(b"\x9d\x01\x2a") => {
            Some((le16(head, 26)? & 0x3fff, le16(head, 28)? & 0x3fff))
        }
        b"VP8L" if head.get(20) == Some(&0x2f) => {
            let bits = le16(head, 21)? | (le16(head, 23)? << 16);
            Some(((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1))
        }
        b"VP8X" => Some((le24(head, 24)? + 1, le24(head, 27)? + 1)),
        _ => None,
    }
}

/// Steps from segment to segment to the one that opens the frame. Browsers turn a picture as its camera says.
fn jpeg(head: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2_usize;
    let mut is_turned = false;
    loop {
        let marker = *head.get(at + 1).filter(|_| head.get(at) == Some(&0xff))?;
        match marker {
            0xff => at += 1,
            0x01 | 0xd0..=0xd8 => at += 2,
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                let (width, height) = (be16(head, at + 7)?, be16(head, at + 5)?);
                return Some(if is_turned { (height, width) } else { (width, height) });
            }
            0xd9 | 0xda => return None,
            marker => {
                let length = usize::try_from(be16(head, at + 2)?).ok()?;
                let camera = head.get(at + 4..at + 2 + length).and_then(|told| told.strip_prefix(b"Exif\0\0"));
                is_turned |= marker == 0xe1 && camera.is_some_and(|told| orientation(told).is_some_and(is_on_its_side));
                at += 2 + length;
            }
        }
    }
}

/// What a camera tells of how it was held: Exif's tag 0x0112, in the first directory of a TIFF.
fn orientation(tiff: &[u8]) -> Option<u32> {
    type Read = fn(&[u8], usize) -> Option<u32>;
    let (short, long): (Read, Read) = match tiff.get(..4)? {
        b"II*\0" => (le16, le32),
        b"MM\0*" => (be16, be32),
        _ => return None,
    };
    let directory = usize::try_from(long(tiff, 4)?).ok()?;
    let entries = usize::try_from(short(tiff, directory)?).ok()?;
    let place = |entry: usize| directory.checked_add(2 + entry * 12);
    let at = (0..entries).filter_map(place).find(|at| short(tiff, *at) == Some(0x0112))?;
    short(tiff, at.checked_add(8)?)
}

const fn is_on_its_side(orientation: u32) -> bool {
    matches!(orientation, 5..=8)
}

fn be16(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|two| u32::from(u16::from_be_bytes(*two)))
}

fn le16(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|two| u32::from(u16::from_le_bytes(*two)))
}

fn le24(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk::<3>().map(|[low, middle, high]| u32::from_le_bytes([*low, *middle, *high, 0]))
}

fn le32(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|four| u32::from_le_bytes(*four))
}

fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|four| u32::from_be_bytes(*four))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(kind: AttachmentKind, head: &[u8]) -> Option<(u32, u32)> {
        assert!(kind.matches(head));
        assert_eq!(AttachmentKind::of_content(head), Some(kind));
        kind.dimensions(head).map(|size| (size.width, size.height))
    }

    #[test]
    fn images_tell_their_size() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x02\x80\0\0\x01\xe0";
        assert_eq!(size(AttachmentKind::Png, png), Some((640, 480)));
        assert_eq!(size(AttachmentKind::Gif, b"GIF89a\x80\x02\xe0\x01"), Some((640, 480)));
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xff\xc2\0\x11\x08\x01\xe0\x02\x80\x03";
        assert_eq!(size(AttachmentKind::Jpeg, jpeg), Some((640, 480)));
        let lossy = b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a\x80\x02\xe0\x01";
        assert_eq!(size(AttachmentKind::Webp, lossy), Some((640, 480)));
        let lossless = b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f\x7f\xc2\x77\0";
        assert_eq!(size(AttachmentKind::Webp, lossless), Some((640, 480)));
        let extended = b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0\x7f\x02\0\xdf\x01\0";
        assert_eq!(size(AttachmentKind::Webp, extended), Some((640, 480)));
    }

    #[test]
    fn a_picture_from_a_camera_on_its_side_is_turned() {
        let frame = b"\xff\xc0\0\x11\x08\x01\xe0\x02\x80\x03";
        let little = |way| {
            [&b"II*\0\x08\0\0\0\x02\0\x0f\x01\x02\0\0\0\0\0\0\0\0\0\x12\x01\x03\0\x01\0\0\0"[..], &[way, 0, 0, 0]]
                .concat()
        };
        let big = |way| [&b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"[..], &[way, 0, 0]].concat();
        let jpeg = |tiff: Vec<u8>| {
            let length = u8::try_from(tiff.len() + 8).unwrap();
            let picture = [b"\xff\xd8\xff\xe1\0", &[length][..], b"Exif\0\0", &tiff, frame].concat();
            size(AttachmentKind::Jpeg, &picture)
        };
        assert_eq!([jpeg(little(1)), jpeg(little(6))], [Some((640, 480)), Some((480, 640))]);
        assert_eq!([jpeg(big(3)), jpeg(big(8))], [Some((640, 480)), Some((480, 640))]);
        assert_eq!(jpeg(b"MM\0*\xff\xff\xff\xff".to_vec()), Some((640, 480)), "it leads nowhere");
    }

    #[test]
    fn cut_and_empty_images_have_no_size() {
        assert_eq!(size(AttachmentKind::Jpeg, b"\xff\xd8\xff\xe0\xff\xff"), None);
        assert_eq!(size(AttachmentKind::Gif, b"GIF89a\0\0\0\0"), None);
        assert_eq!(size(AttachmentKind::Png, b"\x89PNG\r\n\x1a\n"), None);
    }

    #[test]
    fn text_is_text_and_a_page_is_not_an_image() {
        assert!(AttachmentKind::Csv.matches("é,b\n".as_bytes()));
        assert!(AttachmentKind::Text.matches(b""));
        let first = |bytes: &[u8]| no_text_at(bytes);
        assert_eq!([first(b"a\0b"), first(b"caf\xe9"), first(&"aé".as_bytes()[..2])], [Some(1), Some(3), Some(1)]);
        assert!(!AttachmentKind::Png.matches(b"<html>"));
        assert!(AttachmentKind::Avif.matches(b"\0\0\0\x18ftypmif1\0\0\0\0avifmif1"));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_looked_at_safely(bytes: Vec<u8>, kind in 0..AttachmentKind::EXTENSIONS.len()) {
            let (_, kind) = AttachmentKind::EXTENSIONS[kind];
            let mut head = b"\xff\xd8".to_vec();
            head.extend(&bytes);
            proptest::prop_assert!(kind.dimensions(&bytes).is_none_or(|size| size.width > 0 && size.height > 0));
            proptest::prop_assert!(AttachmentKind::Jpeg.dimensions(&head).is_none_or(|size| size.width > 0));
        }
    }
}
