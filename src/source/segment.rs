//! One part of a path: what an id, a slug or a file's stem may be.

use std::fmt;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The most bytes a segment may have: an Arabic letter takes two.
const MOST_BYTES: usize = 80;

/// One part of a path or address that is safe on every host and file system.
///
/// Letters and digits of any script, lower-cased and in NFC, marks, and `-`, `_`, `.` inside.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Segment(String);

impl Segment {
    /// Checks `text`; what is wrong with it otherwise.
    pub fn new(text: &str) -> Result<Self, SegmentProblem> {
        Self::check(text).map(|()| Self(text.to_owned()))
    }

    /// What is wrong with `text`, if it is no segment.
    pub fn check(text: &str) -> Result<(), SegmentProblem> {
        fault(text).map_or(Ok(()), |fault| Err(SegmentProblem { text: text.to_owned(), fault }))
    }

    /// The text of the segment.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Segment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for Segment {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// Why a text is no segment. Its display reads on from the name of the text: "`Foo` has a capital letter, `F`".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SegmentProblem {
    text: String,
    fault: Fault,
}

impl SegmentProblem {
    /// The nearest text that is a segment, where one exists: lower-cased, NFC, what is refused turned into `-`.
    pub fn suggestion(&self) -> Option<String> {
        let mended = mend(&self.text, MOST_BYTES);
        fault(&mended).is_none().then_some(mended)
    }

    /// The same of a file's name, which keeps its ending however long it is.
    pub fn file_suggestion(&self) -> Option<String> {
        let Some((stem, ending)) = self.text.rsplit_once('.') else { return self.suggestion() };
        let ending = mend(ending, MOST_BYTES);
        let room = MOST_BYTES.checked_sub(ending.len() + 1)?;
        let mended = format!("{}.{ending}", mend(stem, room));
        fault(&mended).is_none().then_some(mended)
    }
}

impl std::error::Error for SegmentProblem {}

impl fmt::Display for SegmentProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.fault {
            Fault::Empty => f.write_str("is empty"),
            Fault::TooLong => {
                write!(f, "has {} bytes, and no more than {MOST_BYTES} make one part of an address", self.text.len())
            }
            Fault::Dots => f.write_str("means a folder itself, not a name"),
            Fault::Capital(c) => write!(f, "has a capital letter, `{c}`"),
            Fault::Space => f.write_str("contains a space"),
            Fault::Refused(c) => write!(f, "contains {}, which has no place in an address", Shown(c)),
            Fault::Composition => f.write_str("is written with separate accents where one character exists (not NFC)"),
            Fault::Begins(c) => write!(f, "begins with {}", Shown(c)),
            Fault::Ends(c) => write!(f, "ends with {}", Shown(c)),
            Fault::Device => f.write_str("is a name that Windows keeps for a device"),
        }
    }
}

/// What two names have in common that some file system or reader takes for the same.
///
/// NFKC with case folded (through upper case and back, so that `ß` and `ẞ` meet `ss`, `ſ` meets `s` and `ı` meets `i`).
/// Stricter than any single file system; never shown, only compared.
pub fn collision_key(text: &str) -> String {
    if text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return text.to_owned();
    }
    let upper = text.nfkc().flat_map(char::to_lowercase).flat_map(char::to_uppercase);
    let folded: String = upper.flat_map(char::to_lowercase).collect();
    folded.nfkc().collect()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    Empty,
    TooLong,
    Dots,
    Capital(char),
    Space,
    Refused(char),
    Composition,
    Begins(char),
    Ends(char),
    Device,
}

fn fault(text: &str) -> Option<Fault> {
    let first = text.chars().next();
    let Some(first) = first else { return Some(Fault::Empty) };
    if text == "." || text == ".." {
        return Some(Fault::Dots);
    }
    let is_plain = text.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.'));
    if !is_plain && let Some(fault) = text.chars().find_map(fault_of_char) {
        return Some(fault);
    }
    if !is_plain && !unicode_normalization::is_nfc(text) {
        return Some(Fault::Composition);
    }
    if text.len() > MOST_BYTES {
        return Some(Fault::TooLong);
    }
    if matches!(first, '.' | '-' | '_') || !first.is_ascii() && is_combining_mark(first) {
        return Some(Fault::Begins(first));
    }
    if let Some(last) = text.chars().next_back().filter(|c| matches!(c, '.' | '-')) {
        return Some(Fault::Ends(last));
    }
    is_device(text).then_some(Fault::Device)
}

fn fault_of_char(c: char) -> Option<Fault> {
    match c {
        'a'..='z' | '0'..='9' | '-' | '_' | '.' => None,
        ' ' => Some(Fault::Space),
        _ if c.is_ascii() && !c.is_ascii_uppercase() => Some(Fault::Refused(c)),
        _ if is_invisible(c) => Some(Fault::Refused(c)),
        _ if !c.to_lowercase().eq([c]) => Some(Fault::Capital(c)),
        _ if c.is_alphanumeric() || is_combining_mark(c) => None,
        _ => Some(Fault::Refused(c)),
    }
}

/// Letters and marks that show as nothing; what is neither letter nor mark is refused anyway.
const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{34f}'                       // combining grapheme joiner
        | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' // Hangul fillers
        | '\u{17b4}' | '\u{17b5}'       // Khmer inherent vowels
        | '\u{180b}'..='\u{180f}'       // Mongolian selectors
        | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' // variation selectors
    )
}

/// The names Windows keeps for devices, whatever follows the first dot.
fn is_device(text: &str) -> bool {
    let stem = text.split('.').next().unwrap_or(text);
    if matches!(stem, "con" | "prn" | "aux" | "nul" | "conin$" | "conout$") {
        return true;
    }
    let port = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    port.is_some_and(|rest| matches!(rest, "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³"))
}

/// The nearest segment to `text` with no more than `room` bytes.
fn mend(text: &str, room: usize) -> String {
    // The small letter of `İ` would keep its dot as a mark of its own.
    let lower: String = text.nfc().flat_map(char::to_lowercase).nfc().collect::<String>().replace("i\u{307}", "i");
    let mut mended = String::with_capacity(lower.len());
    for c in lower.chars() {
        if fault_of_char(c).is_none() && c != '-' {
            mended.push(c);
        } else if !is_invisible(c) && !c.is_control() && !mended.ends_with('-') {
            mended.push('-');
        }
    }
    let inner = mended.trim_matches(|c| matches!(c, '.' | '-' | '_'));
    let inner = inner.trim_start_matches(is_combining_mark);
    shorten(inner, room).trim_end_matches(['.', '-', '_']).to_owned()
}

/// As many whole characters as fit.
fn shorten(text: &str, room: usize) -> &str {
    text.char_indices()
        .map(|(at, c)| at + c.len_utf8())
        .take_while(|end| *end <= room)
        .last()
        .and_then(|end| text.get(..end))
        .unwrap_or("")
}

/// A character as it can be told: itself where it is seen, its number where it is not.
struct Shown(char);

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            '`' => f.write_str("a backtick"),
            c if c.is_ascii_graphic() || c.is_alphanumeric() && !is_invisible(c) => write!(f, "`{c}`"),
            c => write!(f, "U+{:04X}", u32::from(c)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(text: &str) -> String {
        Segment::new(text).map_or_else(|problem| problem.to_string(), |_| "fine".to_owned())
    }

    fn mended(text: &str) -> Option<String> {
        Segment::new(text).expect_err("a problem").suggestion()
    }

    #[test]
    fn takes_letters_digits_and_marks_of_any_script() {
        for text in [
            "a",
            "telegram-2024-10-03",
            "404.html",
            "انقطاع-تيليغرام",
            "panne-générale",
            "障害",
            "हिन्दी",
            "v1.2_x",
            "٢٠٢٤",
        ] {
            assert_eq!(told(text), "fine", "{text}");
        }
    }

    #[test]
    fn says_what_is_wrong() {
        assert_eq!(told(""), "is empty");
        assert_eq!(told(".."), "means a folder itself, not a name");
        assert_eq!(told("Telegram"), "has a capital letter, `T`");
        assert_eq!(told("a b"), "contains a space");
        assert_eq!(told("a/b"), "contains `/`, which has no place in an address");
        assert_eq!(told("a\u{202e}b"), "contains U+202E, which has no place in an address");
        assert_eq!(told("-a"), "begins with `-`");
        assert_eq!(told("_headers"), "begins with `_`");
        assert_eq!(told("a."), "ends with `.`");
        assert_eq!(told("\u{301}a"), "begins with U+0301");
        assert_eq!(told("nul.txt"), "is a name that Windows keeps for a device");
        assert_eq!(told("cafe\u{301}"), "is written with separate accents where one character exists (not NFC)");
        assert_eq!(told(&"ب".repeat(41)), "has 82 bytes, and no more than 80 make one part of an address");
        assert_eq!(told(&"ب".repeat(40)), "fine");
    }

    #[test]
    fn refuses_what_leaves_the_folder_or_hides() {
        for text in [
            "../x",
            "..\\x",
            "%2e%2e",
            "/etc",
            "c:x",
            "a::$data",
            "a?b",
            "a*b",
            "a#b",
            "a&b",
            "a\"b",
            "a<b",
            "a>b",
            "a|b",
            "a\0b",
            "a\nb",
            "a\u{200b}b",
            "a\u{200d}b",
            "a\u{feff}b",
            "a\u{ad}b",
            "a\u{2066}b",
            "a\u{e0041}b",
            "a\u{3164}b",
            "a\u{fe0f}b",
            "a\u{2028}b",
            "a\u{a0}b",
            "~a",
            "a'b",
            "a`b",
            "a$b",
            "a;b",
            "a😀b",
        ] {
            assert_ne!(told(text), "fine", "{text:?}");
        }
    }

    #[test]
    fn refuses_device_names_with_any_ending() {
        for text in ["con", "prn.md", "aux", "nul", "com0", "com9.tar.gz", "lpt1", "com¹", "lpt³.x"] {
            assert_eq!(told(text), "is a name that Windows keeps for a device", "{text}");
        }
        for text in ["console", "com10", "com", "a.con", "lpt", "auxiliary"] {
            assert_eq!(told(text), "fine", "{text}");
        }
    }

    #[test]
    fn suggests_the_nearest_segment() {
        assert_eq!(mended("Panne de Telegram").as_deref(), Some("panne-de-telegram"));
        assert_eq!(mended("_x_").as_deref(), Some("x"));
        assert_eq!(mended("a / b").as_deref(), Some("a-b"));
        assert_eq!(mended("cafe\u{301}").as_deref(), Some("caf\u{e9}"));
        assert_eq!(mended("İzmir").as_deref(), Some("izmir"));
        assert_eq!(mended(&"ب".repeat(150)), Some("ب".repeat(40)));
        assert_eq!(mended(".."), None);
        assert_eq!(mended("CON"), None);
        assert_eq!(mended("؟!"), None);
    }

    #[test]
    fn the_name_of_a_file_keeps_its_ending() {
        let file = |text: &str| Segment::new(text).expect_err("a problem").file_suggestion();
        assert_eq!(file(&format!("{}.PNG", "l".repeat(200))), Some(format!("{}.png", "l".repeat(76))));
        assert_eq!(file(&format!("{}.tar.gz", "ب".repeat(60))), Some(format!("{}.gz", "ب".repeat(38))));
        assert_eq!(file("My map .png").as_deref(), Some("my-map.png"));
        assert_eq!(file("My map").as_deref(), Some("my-map"));
        for text in ["؟.png", "a.!", &format!("a.{}", "l".repeat(200))] {
            assert_eq!(file(text), None, "{text}");
        }
    }

    #[test]
    fn names_that_some_file_system_takes_for_one_share_a_key() {
        for (a, b) in [
            ("straße", "strasse"),
            ("ſ", "s"),
            ("ı", "i"),
            ("a", "A"),
            ("ﬁn", "fin"),
            ("ς", "σ"),
            ("café", "cafe\u{301}"),
            ("\u{622}", "\u{627}\u{653}"),
            ("２", "2"),
        ] {
            assert_eq!(collision_key(a), collision_key(b), "{a} {b}");
        }
        assert_ne!(collision_key("a"), collision_key("b"));
        assert_ne!(collision_key("ا"), collision_key("أ"));
    }

    #[test]
    fn the_key_of_any_character_is_its_own_key() {
        for c in '\0'..='\u{1ffff}' {
            let key = collision_key(c.encode_utf8(&mut [0; 4]));
            assert_eq!(collision_key(&key), key, "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn a_segment_is_one_plain_component(text in "\\PC{0,12}|[a-zA-Z./\\\\:%-]{0,12}") {
            if let Ok(segment) = Segment::new(&text) {
                let components: Vec<_> = std::path::Path::new(segment.as_str()).components().collect();
                prop_assert_eq!(components, [std::path::Component::Normal(text.as_ref())]);
                prop_assert!(unicode_normalization::is_nfc(&text));
                prop_assert_eq!(text.to_lowercase(), text);
            }
        }

        #[test]
        fn a_suggestion_is_a_segment(text in "\\PC{0,60}") {
            if let Err(problem) = Segment::new(&text)
                && let Some(mended) = problem.suggestion() {
                prop_assert!(Segment::new(&mended).is_ok(), "{:?}", mended);
            }
        }

        #[test]
        fn a_suggestion_for_a_file_is_a_segment(text in "\\PC{0,60}|[a-z.]{70,100}") {
            if let Err(problem) = Segment::new(&text)
                && let Some(mended) = problem.file_suggestion() {
                prop_assert!(Segment::new(&mended).is_ok(), "{:?}", mended);
            }
        }

        #[test]
        fn a_key_is_its_own_key(text in "\\PC{0,12}") {
            let key = collision_key(&text);
            prop_assert_eq!(collision_key(&key), key);
        }
    }
}
