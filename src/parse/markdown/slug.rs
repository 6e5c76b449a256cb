//! Identifiers of headings.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::char::is_combining_mark;

/// The most bytes of a slug.
const LONGEST: usize = 80;

/// What a heading is called in an address: letters and digits of any script in lower case with their marks (vowels and
/// tones in many scripts), the rest as hyphens.
pub fn slug(heading: &str) -> String {
    let mut out = String::with_capacity(LONGEST);
    for word in heading.split_whitespace() {
        let has_place = push(&mut out, ' ') && word.chars().all(|c| push_lower(&mut out, c));
        if !has_place {
            break;
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    if out.is_empty() { "section".to_owned() } else { out }
}

/// Adds a character of a heading in lower case, unless the slug is full.
fn push_lower(out: &mut String, c: char) -> bool {
    if c.is_ascii() { push(out, c.to_ascii_lowercase()) } else { c.to_lowercase().all(|lower| push(out, lower)) }
}

/// Adds a character of a heading, unless the slug is full.
fn push(out: &mut String, c: char) -> bool {
    if out.len() + c.len_utf8() > LONGEST {
        return false;
    }
    if c.is_alphanumeric() || !c.is_ascii() && is_combining_mark(c) && !out.is_empty() && !out.ends_with('-') {
        out.push(c);
    } else if !out.is_empty() && !out.ends_with('-') {
        out.push('-');
    }
    true
}

/// Whether a fragment names something of the page itself: an update or a footnote by its number, or a heading by its
/// identifier. Any other is the slug of a heading.
pub fn is_of_page(fragment: &str) -> bool {
    let numbered = ["u-", "fn-", "fnref-"].iter().find_map(|prefix| fragment.strip_prefix(prefix));
    fragment.starts_with("h-") || numbered.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// The identifier that a fragment names on the page it leads to.
pub fn anchor(fragment: &str) -> String {
    if is_of_page(fragment) { fragment.to_owned() } else { format!("h-{fragment}") }
}

/// What the headings of a text are called in addresses.
#[derive(Debug, Default)]
pub struct HeadingNames {
    all: BTreeSet<String>,
    /// The first few, in their order.
    first: Vec<String>,
}

impl HeadingNames {
    /// The names of headings with these texts.
    pub(super) fn of<'h>(headings: impl Iterator<Item = &'h str>) -> Self {
        const TOLD: usize = 5;
        let mut slugs = Slugs::default();
        let mut first = Vec::new();
        for heading in headings {
            let name = slugs.next(heading);
            if first.len() < TOLD {
                first.push(name);
            }
        }
        Self { all: slugs.taken, first }
    }

    /// Whether a heading is called so.
    pub fn has(&self, name: &str) -> bool {
        self.all.contains(name)
    }

    /// The first few of them.
    pub fn first(&self) -> &[String] {
        &self.first
    }
}

/// What to do about a fragment that none of the headings is called, of which some are named.
pub fn headings_help<'n>(names: impl IntoIterator<Item = &'n String>) -> String {
    let called: Vec<_> = names.into_iter().map(|name| format!("`#{name}`")).collect();
    match called.as_slice() {
        [] => "add a heading, or link to something else".to_owned(),
        called => format!("its headings are called {}", called.join(", ")),
    }
}

/// Gives every heading of a text a slug of its own.
#[derive(Default)]
pub(super) struct Slugs {
    taken: BTreeSet<String>,
    last: BTreeMap<String, usize>,
}

impl Slugs {
    /// The slug of `heading`, with `-2`, `-3` … where it repeats.
    pub(super) fn next(&mut self, heading: &str) -> String {
        let base = slug(heading);
        if self.taken.insert(base.clone()) {
            return base;
        }
        let last = self.last.entry(base.clone()).or_insert(1);
        loop {
            *last += 1;
            let numbered = format!("{base}-{last}");
            if self.taken.insert(numbered.clone()) {
                return numbered;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_any_script_are_kept() {
        assert_eq!(slug("  What happened? (2018)"), "what-happened-2018");
        assert_eq!(slug("Ce qui s’est passé"), "ce-qui-s-est-passé");
        assert_eq!(slug("ما الذي حدث؟"), "ما-الذي-حدث");
        assert_eq!(slug("क्या हुआ?"), "क्या-हुआ");
        assert_eq!(slug("น้ำท่วม"), "น้ำท่วม");
        assert_eq!(slug("\u{301} e\u{301}"), "e\u{301}");
        assert_eq!(slug("?!"), "section");
        assert!(slug(&"é".repeat(500)).len() <= LONGEST);
    }

    #[test]
    fn repeated_headings_are_numbered_past_taken_names() {
        let mut slugs = Slugs::default();
        let given: Vec<_> = ["A", "a 2", "A", "a!", "a"].iter().map(|heading| slugs.next(heading)).collect();
        assert_eq!(given, ["a", "a-2", "a-3", "a-4", "a-5"]);
    }
}
