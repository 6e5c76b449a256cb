//! What the tags of templates say of them.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Files, TEMPLATES};

/// A tag of a template.
#[derive(Clone, Debug)]
pub(super) struct Tag<'f> {
    /// What stands within `{%` and `%}`.
    pub(super) text: &'f str,
    /// The bytes of the tag, with these signs.
    pub(super) span: Range<usize>,
}

impl<'f> Tag<'f> {
    /// What the tag names behind that word, as `block` does with its name; without quotes.
    pub(super) fn named_by(&self, word: &str) -> Option<&'f str> {
        let is_apart = |rest: &&str| rest.starts_with(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`'));
        let rest = self.text.strip_prefix(word).filter(is_apart)?.trim_start();
        let quoted = rest.strip_prefix(['"', '\'', '`']).and_then(|rest| rest.split(['"', '\'', '`']).next());
        let bare = || rest.split(|c: char| c == '(' || c.is_whitespace()).next();
        quoted.or_else(bare).filter(|name| !name.is_empty())
    }
}

/// The text of a template; empty where there is none.
pub(super) fn text_of<'f>(path: &str, files: &'f Files) -> &'f str {
    files.get(path).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
}

/// The tags of a template, but those in its comments, texts and what is shown raw.
pub(super) fn tags<'f>(path: &str, files: &'f Files) -> Vec<Tag<'f>> {
    let text = text_of(path, files);
    let (mut tags, mut at) = (Vec::new(), 0);
    while let Some(start) = text.get(at..).and_then(|rest| rest.find('{')).map(|found| at + found) {
        let rest = text.get(start + 2..).unwrap_or_default();
        let inner = match text.as_bytes().get(start + 1) {
            Some(b'%') => up_to(rest, "%}"),
            Some(b'{') => up_to(rest, "}}"),
            Some(b'#') => rest.split("#}").next().unwrap_or_default(),
            _ => {
                at = start + 1;
                continue;
            }
        };
        at = (start + inner.len() + 4).min(text.len());
        if text.as_bytes().get(start + 1) == Some(&b'%') {
            let tag = inner.trim_matches('-').trim();
            tags.push(Tag { text: tag, span: start..at });
            if tag == "raw" {
                at += text.get(at..).and_then(raw).unwrap_or_default();
            }
        }
    }
    tags
}

/// What stands before `close`, which may stand in quotes, too; all where nothing is closed.
fn up_to<'f>(rest: &'f str, close: &str) -> &'f str {
    let (mut quote, mut is_escaped) = (None, false);
    for (at, byte) in rest.bytes().enumerate() {
        match quote {
            Some(_) if is_escaped => is_escaped = false,
            Some(_) if byte == b'\\' => is_escaped = true,
            Some(open) if byte == open => quote = None,
            None if matches!(byte, b'"' | b'\'' | b'`') => quote = Some(byte),
            None if rest.as_bytes().get(at..).is_some_and(|rest| rest.starts_with(close.as_bytes())) => {
                return rest.get(..at).unwrap_or_default();
            }
            Some(_) | None => {}
        }
    }
    rest.split(close).next().unwrap_or_default()
}

/// How long what is shown raw is, if it ends.
fn raw(rest: &str) -> Option<usize> {
    let is_end = |at: &usize| {
        let tag = rest.get(at + 2..).unwrap_or_default();
        tag.strip_prefix('-').unwrap_or(tag).trim_start().starts_with("endraw")
    };
    rest.match_indices("{%").map(|(at, _)| at).find(is_end)
}

/// The path of the template that another extends.
fn parent(path: &str, files: &Files) -> Option<String> {
    let name = tags(path, files).iter().find_map(|tag| tag.named_by("extends"))?;
    Some(format!("{TEMPLATES}{name}"))
}

/// The paths of the templates that one extends, the nearest first.
pub(super) fn above(path: &str, files: &Files) -> Vec<String> {
    let mut above: Vec<String> = Vec::new();
    let mut next = parent(path, files);
    while let Some(path) = next.filter(|next| next != path && !above.contains(next)) {
        next = parent(&path, files);
        above.push(path);
    }
    above
}

/// The blocks of a template.
pub(super) fn blocks<'f>(path: &str, files: &'f Files) -> Vec<&'f str> {
    tags(path, files).iter().filter_map(|tag| tag.named_by("block")).collect()
}

/// The blocks of the templates that the one of that path extends, those of the nearest first.
pub(super) fn blocks_above(path: &str, files: &Files) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let above = above(path, files);
    let blocks = above.iter().flat_map(|path| blocks(path, files));
    blocks.filter(|name| seen.insert(*name)).map(str::to_owned).collect()
}

/// The components a template defines, each with the tag that does.
pub(super) fn components<'f>(path: &str, files: &'f Files) -> Vec<(&'f str, Tag<'f>)> {
    tags(path, files).into_iter().filter_map(|tag| Some((tag.named_by("component")?, tag))).collect()
}

/// The tag that is still open where a template ends, and the word that would close it.
pub(super) fn left_open<'f>(path: &str, files: &'f Files) -> Option<(Tag<'f>, &'f str)> {
    let mut open: Vec<(Tag<'f>, &'f str)> = Vec::new();
    for tag in tags(path, files) {
        let word = tag.text.split_whitespace().next().unwrap_or_default();
        let is_pair = ["if", "for", "block", "component", "filter", "raw"].contains(&word);
        if is_pair || (word == "set" && !tag.text.contains('=')) {
            open.push((tag, word));
        } else if word.strip_prefix("end").is_some_and(|ended| open.last().is_some_and(|(_, word)| *word == ended)) {
            open.pop();
        }
    }
    open.pop()
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;

    fn files(texts: &[(&str, &'static str)]) -> Files {
        texts.iter().map(|(name, text)| (format!("{TEMPLATES}{name}"), Cow::Borrowed(text.as_bytes()))).collect()
    }

    #[test]
    fn tags_are_those_outside_comments() {
        let files = files(&[("a", "{ {{ x }}{# {% block no %} #}{%- extends \"b\" -%}\n{% block yes %}{% if")]);
        let tags = tags("templates/a", &files);
        let texts: Vec<_> = tags.iter().map(|tag| (tag.text, tag.span.clone())).collect();
        assert_eq!(texts, [("extends \"b\"", 29..48), ("block yes", 49..64), ("if", 64..69)]);
        assert_eq!((tags[0].named_by("extends"), tags[1].named_by("block")), (Some("b"), Some("yes")));
        assert_eq!((tags[1].named_by("bloc"), tags[2].named_by("if")), (None, None));
    }

    #[test]
    fn tags_are_not_in_texts_or_what_is_raw() {
        for (text, expected) in [
            ("{{ \"{#\" }}{% include\"a\" %}", &["include\"a\""][..]),
            ("{% if a == '%}{# \\'' %}{% include 'b' %}", &["if a == '%}{# \\''", "include 'b'"]),
            ("{%- raw -%}{% if %}{{ ' {%-endraw %}{{ it's }}{% if b %}", &["raw", "endraw", "if b"]),
            ("{% raw %}{% if b %}", &["raw", "if b"]),
        ] {
            let files = files(&[("a", text)]);
            assert_eq!(tags("templates/a", &files).iter().map(|tag| tag.text).collect::<Vec<_>>(), expected, "{text}");
        }
        assert_eq!(parent("templates/a", &files(&[("a", "{% extends'b' %}")])).as_deref(), Some("templates/b"));
    }

    #[test]
    fn templates_above_are_followed_even_in_circles() {
        let files = files(&[("a", "{% extends 'b' %}"), ("b", "{% extends 'c' %}"), ("c", "{% extends 'b' %}")]);
        assert_eq!(above("templates/a", &files), ["templates/b", "templates/c"]);
        assert_eq!(above("templates/b", &files), ["templates/c"]);
    }

    #[test]
    fn the_innermost_tag_left_open_is_found() {
        for (text, word) in [
            ("{% if a %}{% for b in c %}{% endfor %}", Some("if")),
            ("{% set a = 1 %}{% set b %}", Some("set")),
            ("{% block a %}{% endblock a %}", None),
            ("{% component a(b) %}{% if b %}", Some("if")),
        ] {
            assert_eq!(left_open("templates/a", &files(&[("a", text)])).map(|(_, word)| word), word, "{text}");
        }
    }
}
