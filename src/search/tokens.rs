//! Tokens: the words of a text, folded; identifiers whole and in parts; pairs where a script has no spaces.

use std::ops::Range;

use super::fold::{Class, ascii_class, folded_character};

/// A word has at most this many folded characters; the rest of a longer one is left out.
pub const LONGEST_TOKEN: usize = 64;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A word, alone or as part of an identifier.
    Word,
    /// An identifier as a whole, such as `payments-api`; its parts follow.
    Whole,
    /// Two characters of a script without spaces.
    Pair,
    /// The last character of a text in such a script. In a query it matters only if it is also the first.
    Last,
}

/// A token of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token<'t> {
    /// The folded text.
    pub text: &'t str,
    /// The token's number; an identifier has that of its first part.
    pub position: u32,
    /// The bytes of the source.
    pub range: Range<usize>,
    /// What it is.
    pub kind: Kind,
}

/// Calls `found` with every token of a text, in order; gives the position after the last.
pub fn each_token(text: &str, found: &mut impl FnMut(Token<'_>)) -> u32 {
    Tokenizer::default().each(text, 0, found)
}

/// Splits texts; it keeps its buffers from one to the next.
#[derive(Debug, Default)]
pub struct Tokenizer {
    /// The words joined so far, with their joiners.
    joined: String,
    characters: usize,
    parts: Vec<Part>,
    open: bool,
    joiner: Option<char>,
    /// Characters of a script without spaces, one after the other.
    run: String,
    units: Vec<Part>,
    position: u32,
}

/// A part of an identifier, or a character with its marks.
#[derive(Clone, Debug)]
struct Part {
    text: Range<usize>,
    characters: usize,
    source: Range<usize>,
}

impl Tokenizer {
    /// Calls `found` with every token of a text, numbered from `first`; gives the position after the last.
    pub fn each(&mut self, text: &str, first: u32, found: &mut impl FnMut(Token<'_>)) -> u32 {
        self.position = first;
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            at += if byte.is_ascii() { self.ascii(text, at, found) } else { self.character(text, at, found) };
        }
        self.end(found);
        self.position
    }

    /// Reads a run of ASCII letters and digits at once, or one other character; gives how many bytes.
    fn ascii(&mut self, text: &str, at: usize, found: &mut impl FnMut(Token<'_>)) -> usize {
        let rest = text.as_bytes().get(at..).unwrap_or_default();
        let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        if length == 0 {
            let byte = rest.first().copied().unwrap_or(b' ');
            let class = ascii_class(byte);
            if class != Class::Gap || self.open || !self.units.is_empty() {
                self.take(byte.into(), class, at..at + 1, found);
            }
            return 1;
        }
        let word = text.get(at..at + length).unwrap_or_default();
        let ends = rest.get(length).is_none_or(|next| next.is_ascii() && ascii_class(*next) == Class::Gap);
        if ends && !self.open && length <= LONGEST_TOKEN {
            self.plain_word(word, at, found);
        } else {
            self.begin(at, word.chars().next().unwrap_or(' '), found);
            self.letters(word, at);
        }
        length
    }

    /// A word of ASCII alone between gaps, as most are: there is nothing to keep for later.
    fn plain_word(&mut self, word: &str, at: usize, found: &mut impl FnMut(Token<'_>)) {
        self.end_run(found);
        self.joined.push_str(word);
        self.joined.make_ascii_lowercase();
        found(Token { text: &self.joined, position: self.position, range: at..at + word.len(), kind: Kind::Word });
        self.position += 1;
        self.joined.clear();
    }

    /// Adds ASCII letters to the open word.
    fn letters(&mut self, word: &str, at: usize) {
        let Some(part) = self.parts.last_mut() else { return };
        let fitting = word.len().min(LONGEST_TOKEN - part.characters);
        let start = self.joined.len();
        self.joined.push_str(word.get(..fitting).unwrap_or_default());
        self.joined.get_mut(start..).unwrap_or_default().make_ascii_lowercase();
        part.characters += fitting;
        part.text.end = self.joined.len();
        part.source.end = at + word.len();
        self.characters += word.len();
    }

    /// Reads a run of letters beyond ASCII at once, or one other character; gives how many bytes.
    fn character(&mut self, text: &str, at: usize, found: &mut impl FnMut(Token<'_>)) -> usize {
        let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) else { return 1 };
        let source = at..at + character.len_utf8();
        let parts = folded_character(character);
        if let [(letter, Class::Word)] = parts {
            self.begin(at, *letter, found);
            return self.letters_beyond_ascii(text, at);
        }
        if parts.is_empty() {
            self.extend(source.end);
        }
        for (part, class) in parts {
            self.take(*part, *class, source.clone(), found);
        }
        character.len_utf8()
    }

    /// Adds letters to the open word, as many as there are; gives how many bytes.
    fn letters_beyond_ascii(&mut self, text: &str, at: usize) -> usize {
        let mut last = self.last();
        let Some(part) = self.parts.last_mut() else { return 1 };
        let mut end = at;
        for character in text.get(at..).unwrap_or_default().chars().take_while(|character| !character.is_ascii()) {
            let [(letter, Class::Word)] = folded_character(character) else { break };
            if end > at && stand_apart(last, *letter) {
                break;
            }
            last = Some(*letter);
            end += character.len_utf8();
            self.characters += 1;
            if part.characters < LONGEST_TOKEN {
                part.characters += 1;
                self.joined.push(*letter);
            }
        }
        part.text.end = self.joined.len();
        part.source.end = end;
        end - at
    }

    fn take(&mut self, character: char, class: Class, source: Range<usize>, found: &mut impl FnMut(Token<'_>)) {
        match class {
            Class::Word => self.word(character, source, found),
            Class::Joiner if self.open && self.joiner.is_none() => self.joiner = Some(character),
            // In Ukrainian and Belarusian an apostrophe stands within a word: `зв’язок`.
            Class::Gap if self.joiner.is_none() && is_apostrophe(character) && self.last().is_some_and(is_cyrillic) => {
                self.joiner = Some(APOSTROPHE);
            }
            Class::Joiner | Class::Gap => self.end(found),
            Class::PairedMark if !self.units.is_empty() => self.mark(character, source.end),
            Class::Paired | Class::PairedMark => self.unit(character, source, found),
        }
    }

    /// A dropped mark belongs to the word before it.
    fn extend(&mut self, end: usize) {
        let word = if self.joiner.is_none() { self.parts.last_mut() } else { None };
        if let Some(part) = word.or(self.units.last_mut()) {
            part.source.end = end;
        }
    }

    /// The last character of the open word.
    fn last(&self) -> Option<char> {
        self.joined.chars().next_back()
    }

    /// Opens a word that begins with a letter, or the next part of an identifier.
    fn begin(&mut self, at: usize, letter: char, found: &mut impl FnMut(Token<'_>)) {
        let is_apart = match self.joiner {
            None => stand_apart(self.last(), letter),
            Some(joiner) => joiner == APOSTROPHE && !is_cyrillic(letter),
        };
        if is_apart {
            self.end_word(found);
        }
        if self.open && self.joiner.is_none() {
            return;
        }
        self.end_run(found);
        let joiner = self.joiner.take();
        if let Some(joiner) = joiner {
            self.joined.push(joiner);
            self.characters += 1;
        }
        if joiner.is_some() || !self.open {
            let start = self.joined.len();
            self.parts.push(Part { text: start..start, characters: 0, source: at..at });
            self.open = true;
        }
    }

    fn word(&mut self, character: char, source: Range<usize>, found: &mut impl FnMut(Token<'_>)) {
        self.begin(source.start, character, found);
        let Some(part) = self.parts.last_mut() else { return };
        part.source.end = source.end;
        self.characters += 1;
        if part.characters < LONGEST_TOKEN {
            part.characters += 1;
            self.joined.push(character);
            part.text.end = self.joined.len();
        }
    }

    fn unit(&mut self, character: char, source: Range<usize>, found: &mut impl FnMut(Token<'_>)) {
        self.end_word(found);
        let start = self.run.len();
        self.run.push(character);
        self.units.push(Part { text: start..self.run.len(), characters: 1, source });
    }

    fn mark(&mut self, character: char, end: usize) {
        let Some(unit) = self.units.last_mut() else { return };
        unit.source.end = end;
        if unit.characters < LONGEST_TOKEN / 2 {
            unit.characters += 1;
            self.run.push(character);
            unit.text.end = self.run.len();
        }
    }

    fn end(&mut self, found: &mut impl FnMut(Token<'_>)) {
        self.end_word(found);
        self.end_run(found);
    }

    fn end_word(&mut self, found: &mut impl FnMut(Token<'_>)) {
        if !self.open {
            return;
        }
        if let ([first, .., last], true) = (self.parts.as_slice(), self.characters <= LONGEST_TOKEN) {
            let range = first.source.start..last.source.end;
            let text = without_v(&self.joined);
            found(Token { text, position: self.position, range, kind: Kind::Whole });
        }
        for part in self.parts.drain(..) {
            let text = self.joined.get(part.text).unwrap_or_default();
            found(Token { text, position: self.position, range: part.source, kind: Kind::Word });
            self.position += 1;
        }
        self.joined.clear();
        (self.characters, self.open, self.joiner) = (0, false, None);
    }

    fn end_run(&mut self, found: &mut impl FnMut(Token<'_>)) {
        for (number, unit) in self.units.iter().enumerate() {
            let next = self.units.get(number + 1);
            let (end, kind) = next.map_or((unit, Kind::Last), |next| (next, Kind::Pair));
            let text = self.run.get(unit.text.start..end.text.end).unwrap_or_default();
            let range = unit.source.start..end.source.end;
            found(Token { text, position: self.position, range, kind });
            self.position += 1;
        }
        self.units.clear();
        self.run.clear();
    }
}

/// How an apostrophe within a word stands in its token, whatever was typed.
const APOSTROPHE: char = '\'';

const fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '`' | '´' | 'ʹ'..='ˌ' | '‘' | '’' | '‛' | '′' | 'Ꞌ' | 'ꞌ')
}

/// Whether a letter is Cyrillic.
pub(super) const fn is_cyrillic(letter: char) -> bool {
    matches!(letter, '\u{400}'..='\u{52f}')
}

/// Whether a letter begins a word though none ends before it: names in Latin letters stand so within Korean, Arabic and
/// Hebrew texts, with a particle written onto them.
fn stand_apart(last: Option<char>, letter: char) -> bool {
    let is_mixed = |one: char, other: char| takes_particles(one) && other.is_ascii_alphanumeric();
    last.is_some_and(|last| is_mixed(last, letter) || is_mixed(letter, last))
}

/// Letters of Hebrew, Arabic and their like, and of Korean as it is folded.
const fn takes_particles(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{1100}'..='\u{11ff}')
}

/// A version as it is searched for: some write `v1.29.3`, some `1.29.3`.
fn without_v(whole: &str) -> &str {
    let number =
        whole.strip_prefix('v').map(|rest| rest.trim_start_matches(|character: char| character.is_ascii_digit()));
    let is_version = number.is_some_and(|rest| rest.starts_with('.') && rest.len() + 1 < whole.len());
    if is_version { whole.get(1..).unwrap_or(whole) } else { whole }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        let mut told: Vec<String> = Vec::new();
        each_token(text, &mut |token| told.push(format!("{}@{}", token.text, token.position)));
        told.join(" ")
    }

    #[test]
    fn identifiers_are_told_whole_and_in_parts() {
        assert_eq!(told("see INC-000807."), "see@0 inc-000807@1 inc@1 000807@2");
        assert_eq!(told("0x80070005 a--b -c"), "0x80070005@0 a@1 b@2 c@3");
    }

    #[test]
    fn versions_are_whole_without_the_letter_before_them() {
        assert_eq!(told("v1.29.3"), "1.29.3@0 v1@0 29@1 3@2");
        assert_eq!(told("V2.x 1.29.3"), "2.x@0 v2@0 x@1 1.29.3@2 1@2 29@3 3@4");
        assert_eq!(told("v.3 v2-api v2 vm1.2"), "v.3@0 v@0 3@1 v2-api@2 v2@2 api@3 v2@4 vm1.2@5 vm1@5 2@6");
    }

    #[test]
    fn names_in_latin_letters_are_words_where_particles_are_written_onto_them() {
        assert_eq!(told("SKT는"), told("SKT 는"));
        assert_eq!(told("2022년에 Gmail이"), told("2022 년에 Gmail 이"));
        assert_eq!(told("بـGmail وWhatsApp"), told("ب Gmail و WhatsApp"));
        assert_eq!(told("בGmail"), told("ב Gmail"));
        assert_eq!(told("Gmailом é3"), "gmailом@0 e3@1");
    }

    #[test]
    fn an_apostrophe_between_cyrillic_letters_is_within_a_word() {
        assert_eq!(told("зв’язок"), "зв'язок@0 зв@0 язок@1");
        assert_eq!(told("ʼзв'"), "зв@0");
        assert_eq!(told("зв’x об'"), "зв@0 x@1 об@2");
    }

    #[test]
    fn every_apostrophe_splits() {
        for apostrophe in ["'", "’", "‘", "ʼ", "ʻ", "′", "＇", "`", "´", "ꞌ", "‛"] {
            assert_eq!(told(&format!("l{apostrophe}incident")), "l@0 incident@1", "{apostrophe}");
        }
    }

    #[test]
    fn scripts_without_spaces_are_told_in_pairs_with_the_last_character() {
        assert_eq!(told("服务器"), "服务@0 务器@1 器@2");
        assert_eq!(told("abc火 x"), "abc@0 火@1 x@2");
        assert_eq!(told("ที่นี่"), "ที่นี่@0 นี่@1");
    }

    #[test]
    fn a_token_knows_its_place_in_the_source() {
        let text = "Été\u{301}, ½";
        let mut places = Vec::new();
        each_token(text, &mut |token| places.push((token.text.to_owned(), &text[token.range])));
        let half = |digit: &str| (digit.to_owned(), "½");
        assert_eq!(places, [("ete".to_owned(), "Été\u{301}"), half("1"), half("2")]);
    }

    #[test]
    fn a_word_without_end_is_cut() {
        let mut lengths = Vec::new();
        each_token(&"é-x".repeat(5000), &mut |token| lengths.push(token.text.chars().count()));
        each_token(&"x".repeat(5000), &mut |token| lengths.push(token.text.chars().count()));
        assert!(lengths.iter().all(|length| *length <= LONGEST_TOKEN));
        assert_eq!(lengths.last(), Some(&LONGEST_TOKEN));
    }
}
