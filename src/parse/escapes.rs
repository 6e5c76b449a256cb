//! Which characters the escapes of quoted texts may write: those that may stand there as they are.

use std::ops::Range;

use memchr::{memchr, memchr_iter};

use super::characters::{Kind, Written};
use super::tree::{Node, Value};
use crate::diagnostic::Diagnostics;
use crate::source::FileId;

/// Tells every refused character that an escape writes in keys and values of a tree read from `range` of a file's `text`.
/// Escapes are those of double-quoted scalars of YAML 1.2 (§5.7) and of basic strings of TOML 1.1, which are among them.
pub fn check(file: FileId, text: &str, range: Range<usize>, root: &Node, problems: &mut Diagnostics) {
    if text.get(range).is_none_or(|read| memchr(b'\\', read.as_bytes()).is_none()) {
        return;
    }
    let mut written = Written::new(file, Kind::FrontMatter);
    let mut waiting = vec![root];
    while let Some(node) = waiting.pop() {
        match &node.value {
            Value::Null => {}
            Value::Scalar(scalar) => quoted(text, &node.span, &scalar.text, &mut written),
            Value::Sequence(items) => waiting.extend(items),
            Value::Mapping(entries) => {
                for entry in entries {
                    quoted(text, &entry.key_span, &entry.key, &mut written);
                    waiting.push(&entry.value);
                }
            }
        }
    }
    problems.append(written.finish());
}

/// Reads the escapes of what is typed at `span` and means `value`.
fn quoted(text: &str, span: &Range<usize>, value: &str, written: &mut Written) {
    let Some(typed) = text.get(span.clone()).filter(|typed| typed.starts_with('"')) else { return };
    // A block text may begin with a quote, too: its backslashes stay.
    if backslashes(value) == backslashes(typed) {
        return;
    }
    let mut at = 0;
    while let Some(found) = typed.as_bytes().get(at..).and_then(|rest| memchr(b'\\', rest)) {
        let start = at + found;
        let sign = typed.as_bytes().get(start + 1).copied().unwrap_or_default();
        at = start + 2 + digits(sign);
        if let Some(c) = typed.get(start + 2..at).and_then(|digits| meant(sign, digits)) {
            written.take(c, span.start + start..span.start + at);
        }
    }
    written.end_text();
}

fn backslashes(text: &str) -> usize {
    memchr_iter(b'\\', text.as_bytes()).count()
}

/// How many hexadecimal digits follow the sign after a backslash.
const fn digits(sign: u8) -> usize {
    match sign {
        b'x' => 2,
        b'u' => 4,
        b'U' => 8,
        _ => 0,
    }
}

/// The character that an escape writes, if it may be one that is refused.
fn meant(sign: u8, digits: &str) -> Option<char> {
    Some(match sign {
        b'x' | b'u' | b'U' => return u32::from_str_radix(digits, 16).ok().and_then(char::from_u32),
        b'0' => '\0',
        b'a' => '\u{7}',
        b'b' => '\u{8}',
        b'v' => '\u{b}',
        b'f' => '\u{c}',
        b'e' => '\u{1b}',
        b'N' => '\u{85}',
        b'L' => '\u{2028}',
        b'P' => '\u{2029}',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::yaml;

    fn told(text: &str) -> Vec<(String, String)> {
        let mut problems = Diagnostics::new();
        let front = yaml::read(FileId(0), text, 0..text.len(), &mut problems).expect("a mapping");
        assert!(problems.is_empty(), "{text}: {problems:?}");
        check(FileId(0), text, 0..text.len(), &front.root, &mut problems);
        let told = problems.into_sorted().into_iter();
        told.map(|problem| (text[problem.place.span].to_owned(), problem.message)).collect()
    }

    fn places(text: &str) -> Vec<String> {
        told(text).into_iter().map(|(place, _)| place).collect()
    }

    #[test]
    fn escapes_write_nothing_that_may_not_stand_there() {
        for escape in ["\\0", "\\a", "\\b", "\\v", "\\f", "\\e", "\\N", "\\L", "\\P", "\\x1c", "\\x7F", "\\u202e"] {
            assert_eq!(places(&format!("a: \"b{escape}c\"")), [escape]);
        }
        assert_eq!(
            told("a: \"\\U0000202Eb\""),
            [("\\U0000202E".to_owned(), "the right-to-left override (U+202E) is refused here".to_owned())]
        );
    }

    #[test]
    fn keys_lists_and_each_text_of_a_file_are_looked_at() {
        let text = "\"a\\x01\": \"\\x02\"\nb:\n  - {c: [\"\\x03\", d]}\n  - \"e\\\n    \\x04\"\n";
        assert_eq!(places(text), ["\\x01", "\\x02", "\\x03", "\\x04"]);
    }

    #[test]
    fn other_escapes_and_backslashes_pass() {
        for text in [
            r#"a: "\t \n \r \" \/ \\ \_ \xe9 \u00e9 \U0001F692""#,
            r#"a: "\\x1c \\u202e""#,
            r"a: '\x1c'",
            r"a: \x1c",
            "a: |\n  \"\\x1c\"\n",
            r#"a: "\u2067b\u2069" # \x1c"#,
        ] {
            assert_eq!(told(text), [], "{text}");
        }
    }

    #[test]
    fn isolates_that_escapes_open_are_closed_by_escapes_of_the_same_text() {
        assert_eq!(
            places(
                r#"a: "\u2067b"
c: "\u2069""#
            ),
            ["\\u2067", "\\u2069"]
        );
    }
}
