//! Texts as YAML: quoted so that they read back as they were.

use std::fmt::Write as _;

/// A text in double quotes, on one line. What doesn't show, or a reader takes for the end of a line, is escaped.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            _ if is_hidden(c) => escape(c, &mut out),
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

/// An id, code or moment: as it is where it can't be misread, else quoted.
pub fn word(text: &str) -> String {
    let is_plain = text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && text.ends_with(|c: char| c.is_ascii_alphanumeric())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
        && !text.eq_ignore_ascii_case("null");
    if is_plain { text.to_owned() } else { quoted(text) }
}

/// A list of words on one line.
pub fn list(words: &[String]) -> String {
    let words: Vec<String> = words.iter().map(|text| word(text)).collect();
    format!("[{}]", words.join(", "))
}

fn escape(c: char, out: &mut String) {
    let point = u32::from(c);
    let written = if point > 0xffff { write!(out, "\\U{point:08X}") } else { write!(out, "\\u{point:04X}") };
    written.expect("a text can be written to");
}

/// Characters that hide or reorder what is read, and those that YAML doesn't take unescaped.
const fn is_hidden(c: char) -> bool {
    matches!(c,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{61c}'
        | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff0}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' | '\u{e0000}'..='\u{e0fff}')
        || (c as u32) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::parse::tree::Value;
    use crate::parse::{characters, front_matter, yaml};
    use crate::source::FileId;

    /// What our reader finds under `title`, if it has nothing to tell about it.
    fn read_back(written: &str) -> Result<String, String> {
        let text = format!("---\ntitle: {written}\nlist: [{written}, {written}]\n---\n");
        let mut problems = Diagnostics::new();
        let split = front_matter::split(FileId(0), &text, &mut problems).ok_or("no front matter")?;
        characters::check(FileId(0), &text, split.front.clone(), characters::Kind::FrontMatter, &mut problems);
        let front = yaml::read(FileId(0), &text, split.front, &mut problems).ok_or("no keys")?;
        if let Some(problem) = problems.iter().next() {
            return Err(problem.message.clone());
        }
        let Value::Mapping(entries) = front.root.value else { return Err("no mapping".into()) };
        let [title, list] = entries.as_slice() else { return Err("not two keys".into()) };
        let Value::Scalar(scalar) = &title.value.value else { return Err("no text".into()) };
        let Value::Sequence(items) = &list.value.value else { return Err("no list".into()) };
        let same = |item: &crate::parse::tree::Node| item.value == title.value.value || !scalar.plain;
        if items.len() != 2 || !items.iter().all(same) {
            return Err("the list reads otherwise".into());
        }
        Ok(scalar.text.clone())
    }

    const NAUGHTY: &[&str] = &[
        "",
        " ",
        "null",
        "NULL",
        "~",
        "true",
        "no",
        "on",
        "1.10",
        "0x1F",
        "1e9",
        "-0",
        "NaN",
        ".inf",
        "10:30",
        "2024-10-03",
        "a: b",
        "a #b",
        "#a",
        "- a",
        "? a",
        "-",
        "*a",
        "&a",
        "!a",
        "%a",
        "@a",
        "`a`",
        "|",
        ">",
        "[a]",
        "{a: b}",
        "'a'",
        "\"a\"",
        "\\",
        "\\n",
        "a\\",
        "---",
        "...",
        "--- a",
        "a\nb",
        "a\n---\nb",
        "a\r\nb",
        "\t",
        "\ta",
        " a ",
        "a\u{0}b",
        "\u{1b}[31m",
        "\u{7f}",
        "\u{85}",
        "\u{a0}",
        "\u{ad}",
        "\u{2028}",
        "\u{2029}",
        "\u{202e}txet",
        "\u{2066}a\u{2069}",
        "\u{feff}",
        "\u{fffe}",
        "\u{ffff}",
        "\u{e0041}",
        "\u{10ffff}",
        "انقطاع الخدمة، اليوم",
        "٢٠٢٤",
        "Panne « mondiale »",
        "“smart”",
        "障害",
        "👩‍🚒",
        "e\u{301}",
        "Z\u{350}\u{34d}a",
        "<script>alert(1)</script>",
        "{{ config }}",
        "{% raw %}",
        "${HOME}",
        "$(id)",
        "'; DROP TABLE incidents; --",
        "../../etc/passwd",
        "a,b",
        "a]b",
        "a}b",
        "<<: *a",
        "%YAML 1.2",
        "é",
        "ﷺ",
        "\u{200d}",
    ];

    #[test]
    fn naughty_texts_read_back_as_they_were() {
        for text in NAUGHTY {
            assert_eq!(read_back(&quoted(text)).as_deref(), Ok(*text), "{text:?}");
            assert_eq!(read_back(&word(text)).as_deref(), Ok(*text), "{text:?} as a word");
        }
    }

    proptest! {
        #[test]
        fn any_text_reads_back_as_it_was(text in any::<String>()) {
            prop_assert_eq!(read_back(&quoted(&text)), Ok(text));
        }

        #[test]
        fn any_word_reads_back_as_it_was(text in "[a-zA-Z0-9~_.:#, -]{0,12}") {
            prop_assert_eq!(read_back(&word(&text)), Ok(text));
        }

        #[test]
        fn signs_read_back_as_they_were(text in "([-\\[\\]{}:,#&*!|>'\"%@`? \\\\\n\r\t]|---|: | #){0,12}") {
            prop_assert_eq!(read_back(&quoted(&text)), Ok(text));
        }

        #[test]
        fn the_other_reader_reads_the_same(text in "\\PC{0,30}") {
            let read: String = serde_yaml::from_str(&quoted(&text)).expect("YAML");
            prop_assert_eq!(read, text);
        }
    }
}
