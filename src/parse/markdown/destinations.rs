//! Where in a text the address of a link stands, so that another can be put there.

use std::ops::Range;

/// Where the address of an inline link stands whose words end at byte `from` of `text`.
pub(super) fn inline(text: &str, from: usize) -> Option<Range<usize>> {
    let opened = text.get(from..)?.find("](")?;
    address(text, from + opened + 2)
}

/// Where the address stands in the definition of a link that begins at byte `from` of `text`.
pub(super) fn defined(text: &str, from: usize) -> Option<Range<usize>> {
    let definition = text.get(from..)?;
    let is_bare = |at: &usize| !definition.get(..*at).is_some_and(|before| before.ends_with('\\'));
    let colon = definition.match_indices("]:").map(|(at, _)| at).find(is_bare)?;
    address(text, from + colon + 2)
}

/// The address that begins at byte `from`, after blanks: up to a blank or the parenthesis that is closed but was not
/// opened in it, or between angle brackets.
fn address(text: &str, from: usize) -> Option<Range<usize>> {
    let rest = text.get(from..)?;
    let typed = rest.trim_start();
    let start = from + rest.len() - typed.len();
    Some(match typed.strip_prefix('<') {
        Some(inside) => start + 1..start + 1 + end_in_brackets(inside),
        None => start..start + end(typed),
    })
}

fn end_in_brackets(inside: &str) -> usize {
    unescaped(inside).find(|(_, c)| *c == '>').map_or(inside.len(), |(at, _)| at)
}

fn end(typed: &str) -> usize {
    let mut open = 0_usize;
    let ends = |(_, c): &(usize, char)| match c {
        '(' => {
            open += 1;
            false
        }
        ')' => match open.checked_sub(1) {
            Some(still) => {
                open = still;
                false
            }
            None => true,
        },
        c => c.is_ascii_whitespace(),
    };
    unescaped(typed).find(ends).map_or(typed.len(), |(at, _)| at)
}

/// The characters that no backslash stands before.
fn unescaped(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut is_escaped = false;
    text.char_indices().filter(move |(_, c)| {
        let is_shown = !is_escaped;
        is_escaped = is_shown && *c == '\\';
        is_shown
    })
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Diagnostics;
    use crate::parse::markdown::inspect;
    use crate::source::FileId;

    fn addresses(text: &str) -> Vec<&str> {
        let body = inspect(FileId(0), text, 0..text.len(), &mut Diagnostics::new());
        body.relative_links().iter().map(|link| &text[link.dest.clone()]).collect()
    }

    #[test]
    fn the_address_is_found_and_not_what_looks_like_it() {
        for (text, found) in [
            ("[a.md](a.md \"a.md\")", "a.md"),
            ("é [*a*](  a.md#b 'a.md' )", "a.md#b"),
            ("[`](x)`](a.md)", "a.md"),
            ("[a\\](x](a.md)", "a.md"),
            ("[](a.md)", "a.md"),
            ("[a](<b c.md> \"t\")", "b c.md"),
            ("[a](<b\\>c.md>)", "b\\>c.md"),
            ("[a](a(1).md)", "a(1).md"),
            ("[a](caf%C3%A9.md)", "caf%C3%A9.md"),
            ("> [a\n> b](a.md)", "a.md"),
            ("![a](a.png \"a.png\")", "a.png"),
            ("[a.md]\n\n[A.md]:  a.md 'a.md'", "a.md"),
            ("[b][a\\]:c]\n\n[a\\]:c]: <a.md>", "a.md"),
            ("a[^1] [b][]\n\n[b]:\na.md\n\n[^1]: c", "a.md"),
        ] {
            assert_eq!(addresses(text), [found], "{text}");
        }
    }

    #[test]
    fn a_link_and_the_image_in_it_have_their_own() {
        assert_eq!(addresses("[![a](b.png) c ![d](e.png)](f.md)"), ["f.md", "b.png", "e.png"]);
    }
}
