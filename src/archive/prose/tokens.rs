//! Words, numbers and signs of a passage, with their places.

use std::borrow::Cow;
use std::ops::Range;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters.
    Word,
    /// A number in any digits, and how many it has.
    Number(u32, usize),
    /// Any other sign but blanks and apostrophes.
    Sign(char),
}

/// A word, a number or a sign.
#[derive(Clone, Debug)]
pub struct Token<'t> {
    /// What it is.
    pub kind: Kind,
    /// In lower case.
    pub word: Cow<'t, str>,
    /// Where it stands.
    pub span: Range<usize>,
    /// Whether it stands between quotation marks: then others say it.
    pub is_quoted: bool,
}

/// The tokens of a passage: stretches of text, each with its begin.
pub fn tokens<'t>(pieces: &[(usize, &'t str)]) -> Vec<Token<'t>> {
    let mut out = Vec::new();
    let mut is_quoted = false;
    for (start, text) in pieces {
        let mut rest = *text;
        while let Some(first) = rest.chars().next() {
            let length = length(rest, first);
            let (typed, after) = rest.split_at(length);
            let at = start + text.len() - rest.len();
            rest = after;
            let Some(kind) = kind(typed, first) else { continue };
            is_quoted = is_quoted_after(first, is_quoted);
            out.push(Token { kind, word: lower(typed), span: at..at + length, is_quoted });
        }
    }
    out
}

fn length(rest: &str, first: char) -> usize {
    let is_same: fn(char) -> bool = match first {
        _ if digit(first).is_some() => |c| digit(c).is_some(),
        _ if is_letter(first) => |c| is_letter(c) && digit(c).is_none(),
        _ => return first.len_utf8(),
    };
    rest.find(|c| !is_same(c)).unwrap_or(rest.len())
}

fn kind(typed: &str, first: char) -> Option<Kind> {
    if digit(first).is_some() {
        let value =
            typed.chars().filter_map(digit).fold(0_u32, |sum, digit| sum.saturating_mul(10).saturating_add(digit));
        return Some(Kind::Number(value, typed.chars().count()));
    }
    if is_letter(first) {
        return Some(Kind::Word);
    }
    let is_passed_over = first.is_whitespace() || matches!(first, '\'' | '’' | '\u{200e}' | '\u{200f}' | '\u{61c}');
    (!is_passed_over).then_some(Kind::Sign(first))
}

const fn is_quoted_after(sign: char, is_quoted: bool) -> bool {
    match sign {
        '“' | '«' | '„' => true,
        '”' | '»' => false,
        '"' => !is_quoted,
        _ => is_quoted,
    }
}

/// Whether a number stands in a text.
pub fn holds_digit(text: &str) -> bool {
    text.contains(|c| digit(c).is_some())
}

/// The value of a European, Arabic or Persian digit.
fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(u32::from(c) - u32::from('0')),
        '\u{660}'..='\u{669}' => Some(u32::from(c) - 0x660),
        '\u{6f0}'..='\u{6f9}' => Some(u32::from(c) - 0x6f0),
        _ => None,
    }
}

/// [`char::is_alphabetic`], which looks most letters but ASCII's up in tables.
fn is_letter(c: char) -> bool {
    is_small_or_arabic(c) || c.is_alphabetic()
}

/// The letters that most texts of our languages are made of; they have no other case to be brought into.
const fn is_small_or_arabic(c: char) -> bool {
    matches!(c, 'a'..='z' | 'ß'..='ö' | 'ø'..='ÿ' | '\u{620}'..='\u{64a}')
}

fn lower(typed: &str) -> Cow<'_, str> {
    if typed.chars().any(|c| !is_small_or_arabic(c) && c.is_uppercase()) {
        Cow::Owned(typed.to_lowercase())
    } else {
        Cow::Borrowed(typed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_are_not_looked_up_are_what_the_tables_say() {
        let known: Vec<char> = ('\0'..=char::MAX).filter(|c| is_small_or_arabic(*c)).collect();
        assert!(known.len() > 90 && known.iter().all(|c| c.is_alphabetic() && !c.is_uppercase()));
    }

    #[test]
    fn words_numbers_and_signs_have_their_places() {
        let text = "L’incident, à 10h30 «UTC+٣».";
        let tokens = tokens(&[(100, text)]);
        let words: Vec<_> = tokens.iter().map(|token| &*token.word).collect();
        assert_eq!(words, ["l", "incident", ",", "à", "10", "h", "30", "«", "utc", "+", "٣", "»", "."]);
        assert_eq!(tokens[10].kind, Kind::Number(3, 1));
        assert!(tokens[8].is_quoted && !tokens[12].is_quoted);
        for token in &tokens {
            assert_eq!(text[token.span.start - 100..token.span.end - 100].to_lowercase(), token.word);
        }
    }
}
