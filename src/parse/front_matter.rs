//! Where the front matter of a file ends and its body begins.

use std::ops::Range;

use memchr::memmem;

use super::lines::{Line, lines_from};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Fix, Place};
use crate::source::FileId;

/// The two parts of a content file, as bytes of its text; the fences belong to neither.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// The YAML between the fences.
    pub front: Range<usize>,
    /// All that follows the line of the closing fence.
    pub body: Range<usize>,
}

/// What files of most kinds hold at least, as help names it.
pub const TITLE: &str = "`title: …`";

/// Splits `text` at its fences, see [`split_of`], where what it holds at least isn't asked.
pub fn split(file: FileId, text: &str, problems: &mut Diagnostics) -> Option<Split> {
    split_of(file, text, TITLE, problems)
}

/// Splits `text`, which holds the keys `least` at least, at its fences: a first line `---` and the next line that is `---`, both from the first column.
/// A byte order mark and any line end are accepted. An indented `---`, say in a block text, is no fence;
/// at the first column it always is one.
pub fn split_of(file: FileId, text: &str, least: &str, problems: &mut Diagnostics) -> Option<Split> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let Some(opening) = lines_from(text, start).next().filter(|line| is_fence(&text[line.span.clone()])) else {
        problems.push(no_opening(file, text, start, least));
        return None;
    };
    let Some(closing) = next_fence(text, opening.next) else {
        problems.push(no_closing(file, text, opening.span, opening.next));
        return None;
    };
    let front = opening.next..closing.span.start;
    if text[front.clone()].trim().is_empty() {
        let between = Place::new(file, opening.span.start..closing.span.end);
        problems.push(no_key(between, "the front matter is empty", least));
        return None;
    }
    Some(Split { front, body: closing.next..text.len() })
}

/// The first line from `from` on that is a fence. Only lines that begin like one are looked at.
fn next_fence(text: &str, from: usize) -> Option<Line> {
    let places = memmem::find_iter(text.get(from..)?.as_bytes(), "---").map(|at| from + at);
    let begins_line = |at: &usize| *at == from || matches!(text.as_bytes().get(at - 1), Some(b'\n' | b'\r'));
    let mut begun = places.filter(begins_line).filter_map(|at| lines_from(text, at).next());
    begun.find(|line| is_fence(&text[line.span.clone()]))
}

fn is_fence(line: &str) -> bool {
    line.strip_prefix("---").is_some_and(|rest| rest.bytes().all(|byte| matches!(byte, b' ' | b'\t')))
}

/// Whether a line was likely meant as a fence: dashes of any kind, or the `...` other tools end with.
fn looks_like_fence(line: &str) -> bool {
    let line = line.trim();
    let dashes = line.chars().filter(|c| is_dash(*c)).count();
    line == "..." || (dashes > 0 && (dashes > 1 || line == "—") && line.chars().all(|c| is_dash(c) || c == ' '))
}

const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn no_opening(file: FileId, text: &str, start: usize, least: &str) -> Diagnostic {
    let problem = |span, message: &str| Diagnostic::new(Code::MissingFrontMatter, Place::new(file, span), message);
    let Some(first) = lines_from(text, start).find(|line| !text[line.span.clone()].trim().is_empty()) else {
        return problem(start..start, "the file is empty")
            .help(format!("begin with a line `---`, then at least {least}, then another line `---`"));
    };
    let line = &text[first.span.clone()];
    if is_fence(line) {
        let mut found = problem(first.span.clone(), "the front matter opens below blank lines")
            .help("remove the blank lines above `---`, so that it is the first line");
        found.fix =
            Some(Fix { place: Place::new(file, start..first.span.start), replacement: String::new(), is_guess: false });
        return found;
    }
    if line.trim_end() == "+++" {
        return problem(first.span, "the front matter is fenced as TOML (`+++`), but Annals reads YAML")
            .help("fence it with lines `---` instead of `+++`, and write `key: value` instead of `key = value`");
    }
    if line.starts_with("---") && !looks_like_fence(line) {
        return problem(first.span, "the line that opens the front matter holds more than `---`")
            .help("leave only `---` on the first line and move the rest to the next line");
    }
    if looks_like_fence(line) {
        return problem(
            first.span,
            format!("the first line is `{}` where `---` should open the front matter", line.trim()).as_str(),
        )
        .help("make the first line exactly `---`: three hyphens")
        .fix("---");
    }
    problem(first.span.start..first.span.start, "the file does not open with front matter").help(format!(
        "begin the file with a line `---`, then at least {least}, then another line `---`, then the text"
    ))
}

fn no_closing(file: FileId, text: &str, opening: Range<usize>, from: usize) -> Diagnostic {
    let near = lines_from(text, from).find(|line| looks_like_fence(&text[line.span.clone()]));
    let opened = Place::new(file, opening);
    let Some(near) = near else {
        return Diagnostic::new(Code::MissingFrontMatter, opened, "the front matter opened here does not end")
            .help("add a line `---` after the last key, from the first column");
    };
    let line = text[near.span.clone()].trim();
    let message = format!("the front matter does not end: this line is `{line}`, indented or unlike `---`");
    Diagnostic::new(Code::MissingFrontMatter, Place::new(file, near.span), message)
        .label(opened, "opened here")
        .help("make this line exactly `---`: three hyphens from the first column")
        .fix("---")
}

/// Front matter without a key.
pub(super) fn no_key(place: Place, message: &str, least: &str) -> Diagnostic {
    Diagnostic::new(Code::MissingFrontMatter, place, message)
        .help(format!("write at least {least} between the lines `---`"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_next_fence_is_the_first_line_that_is_one(text in "(-{1,4}| ---|--- |---\t|a|é|\n|\r\n?){0,12}") {
            let plainly = lines_from(&text, 0).find(|line| is_fence(&text[line.span.clone()]));
            prop_assert_eq!(next_fence(&text, 0), plainly, "{:?}", text);
        }
    }

    fn parts(text: &str) -> Option<(&str, &str)> {
        let split = split(FileId(0), text, &mut Diagnostics::new())?;
        Some((&text[split.front], &text[split.body]))
    }

    fn problem(text: &str) -> Diagnostic {
        let mut problems = Diagnostics::new();
        assert_eq!(split(FileId(0), text, &mut problems), None, "{text:?} has no front matter");
        let mut found = problems.into_sorted();
        assert_eq!(found.len(), 1);
        found.remove(0)
    }

    #[test]
    fn fences_are_found_whatever_ends_the_lines() {
        assert_eq!(parts("---\na: b\n---\nbody\n"), Some(("a: b\n", "body\n")));
        assert_eq!(parts("---\r\na: b\r\n---\r\nbody"), Some(("a: b\r\n", "body")));
        assert_eq!(parts("---\ra: b\r---\rbody"), Some(("a: b\r", "body")));
        assert_eq!(parts("\u{feff}---  \na: b\n---\t\n"), Some(("a: b\n", "")));
        assert_eq!(parts("---\na: b\n---"), Some(("a: b\n", "")));
    }

    #[test]
    fn an_indented_fence_belongs_to_the_text() {
        assert_eq!(parts("---\na: |\n  ---\n  x\n---\n---\n"), Some(("a: |\n  ---\n  x\n", "---\n")));
    }

    #[test]
    fn what_is_wrong_with_an_opening_is_told_at_its_place() {
        let cases = [
            ("", "the file is empty", 0..0),
            ("\u{feff}", "the file is empty", 3..3),
            ("\n\n---\na: b\n---\n", "the front matter opens below blank lines", 2..5),
            ("+++\na = 1\n+++\n", "the front matter is fenced as TOML (`+++`), but Annals reads YAML", 0..3),
            ("--- a: b\n---\n", "the line that opens the front matter holds more than `---`", 0..8),
            ("—\na: b\n---\n", "the first line is `—` where `---` should open the front matter", 0..3),
            ("----\na: b\n---\n", "the first line is `----` where `---` should open the front matter", 0..4),
            ("title: x\n", "the file does not open with front matter", 0..0),
        ];
        for (text, message, span) in cases {
            let found = problem(text);
            assert_eq!((found.message.as_str(), found.place.span), (message, span), "{text:?}");
            assert_eq!(found.code, Code::MissingFrontMatter);
            assert!(found.help.is_some(), "{text:?} is told without help");
        }
    }

    #[test]
    fn a_missing_end_points_at_the_line_that_was_meant() {
        assert_eq!(problem("---\na: b\n").place.span, 0..3);
        assert_eq!(problem("---\na: b\n ---\n").place.span, 9..13);
        assert_eq!(problem("---\na: b\n...\nx").place.span, 9..12);
        assert_eq!(problem("---\na: b\n-–-\nx").fix.map(|fix| fix.replacement), Some("---".to_owned()));
    }

    #[test]
    fn nothing_between_the_fences_is_an_error() {
        assert_eq!(problem("---\n \n---\nx").message, "the front matter is empty");
        assert_eq!(problem("---\n---\nx").place.span, 0..7);
    }

    #[test]
    fn the_offered_change_mends_the_file() {
        for text in ["\n\n---\na: b\n---\n", "----\na: b\n---\n", "---\na: b\n ---\n", "---\na: b\n...\n"] {
            let fix = problem(text).fix.expect("a change is offered");
            let mut mended = text.to_owned();
            mended.replace_range(fix.place.span, &fix.replacement);
            assert_eq!(parts(&mended), Some(("a: b\n", "")), "{mended:?}");
        }
    }
}
