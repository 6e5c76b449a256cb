//! The messages of an interface, from Fluent (FTL) texts.
//!
//! Fluent's syntax is read by its own parser; messages are put together here, because plurals and digits must be those
//! of the [`Locale`], which the runtime of Fluent has no place for. Nothing is wrapped in isolating characters but
//! messages of another direction that stand in: a page isolates with `<bdi>`.

mod compile;
mod plural;

pub use plural::PluralGap;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use hashbrown::HashMap;

use super::{Direction, Locale};

/// The messages of one language, with those of another where it has none.
#[derive(Debug)]
pub struct Messages {
    locale: Arc<Locale>,
    table: HashMap<String, Message>,
    fallback: Option<Arc<Messages>>,
    is_isolated: bool,
}

/// The bytes that most messages with variables fit in, so that they are written without moving.
const USUAL_BYTES: usize = 96;

/// Ends what an isolating character began.
const CLOSING: char = '\u{2069}';

/// What is put in the place of a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// A text, which chooses a variant by its name.
    Text(&'a str),
    /// A number, written by the rules of the language, which chooses a variant by value or plural category.
    Number(i64),
}

/// Why a message can't be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MessageError {
    /// There is no message of that key, in the language or the one behind it.
    Missing {
        /// The key.
        key: String,
    },
    /// The message has a variable for which nothing was given.
    Argument {
        /// The key.
        key: String,
        /// The variable.
        variable: String,
    },
}

/// A mistake in an FTL text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FtlError {
    /// Which of the texts, in the order they were given.
    pub source: usize,
    /// The line, from 1.
    pub line: usize,
    /// Bytes from the start of the text.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
}

/// Where the messages of an FTL text have their names, by key; none of a text that can't be read.
pub fn message_places(text: &str) -> BTreeMap<String, Range<usize>> {
    compile::places(text)
}

impl Messages {
    /// Reads the messages of a language from FTL texts, of which a later one replaces single messages of an earlier.
    pub fn parse(
        locale: Arc<Locale>,
        sources: &[&str],
        fallback: Option<Arc<Messages>>,
    ) -> Result<Self, Vec<FtlError>> {
        let table = compile::compile(sources, &locale)?.into_iter().collect();
        Ok(Self { locale, table, fallback, is_isolated: false })
    }

    /// The same messages to stand among texts of the other direction: isolated (UAX #9), or full stops would go astray.
    #[must_use]
    pub fn isolated(mut self) -> Self {
        let open = self.opening();
        for message in self.table.values_mut() {
            message.fixed = message.fixed.take().map(|text| format!("{open}{text}{CLOSING}"));
        }
        Self { is_isolated: true, ..self }
    }

    /// What isolates a text of the language's direction.
    fn opening(&self) -> char {
        if self.locale.direction() == Direction::Rtl { '\u{2067}' } else { '\u{2066}' }
    }

    /// A message without variables.
    pub fn text(&self, key: &str) -> Result<&str, MessageError> {
        let (message, _) = self.find(key)?;
        message.fixed.as_deref().ok_or_else(|| {
            let variable = message.variables.first().cloned().unwrap_or_default();
            MessageError::Argument { key: key.to_owned(), variable }
        })
    }

    /// A message as plain text.
    pub fn format(&self, key: &str, args: &[(&str, Value)]) -> Result<String, MessageError> {
        let (message, owner) = self.find(key)?;
        let out = String::with_capacity(USUAL_BYTES);
        let mut writer = Writer { locale: &owner.locale, is_isolated: owner.is_isolated, args, out };
        if owner.is_isolated {
            writer.out.push(owner.opening());
        }
        let written = writer.pattern(&message.pattern);
        written.map_err(|variable| MessageError::Argument { key: key.to_owned(), variable: variable.to_owned() })?;
        if owner.is_isolated {
            writer.out.push(CLOSING);
        }
        Ok(writer.out)
    }

    /// The keys of the language's own messages, sorted; an attribute's is `message.attribute`.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        let mut keys: Vec<&str> = self.table.keys().map(String::as_str).collect();
        keys.sort_unstable();
        keys.into_iter()
    }

    /// The variables of a message of the language's own.
    pub fn variables(&self, key: &str) -> Option<&BTreeSet<String>> {
        self.table.get(key).map(|message| &message.variables)
    }

    /// The keys that only the language behind this one has.
    pub fn untranslated(&self) -> impl Iterator<Item = &str> {
        let behind = self.fallback.iter().flat_map(|fallback| fallback.keys());
        behind.filter(|key| !self.table.contains_key(*key))
    }

    /// The plurals that lack a category of the language.
    pub fn plural_gaps(&self) -> Vec<PluralGap> {
        plural::gaps(&self.table.iter().collect(), &self.locale)
    }

    /// The locale whose rules the messages follow.
    pub fn locale(&self) -> &Arc<Locale> {
        &self.locale
    }

    /// The locale whose rules a message follows: its own, where another language stands in.
    pub fn locale_of(&self, key: &str) -> &Locale {
        self.find(key).map_or(&self.locale, |(_, owner)| &owner.locale)
    }

    /// A message and whose it is.
    fn find(&self, key: &str) -> Result<(&Message, &Self), MessageError> {
        if let Some(message) = self.table.get(key) {
            return Ok((message, self));
        }
        match &self.fallback {
            Some(fallback) => fallback.find(key),
            None => Err(MessageError::Missing { key: key.to_owned() }),
        }
    }
}

/// A message ready to be written.
#[derive(Debug)]
struct Message {
    pattern: Vec<Piece>,
    /// The whole text, where there are no variables.
    fixed: Option<String>,
    variables: BTreeSet<String>,
}

#[derive(Debug)]
enum Piece {
    Text(String),
    Variable(String),
    Select(Select),
}

#[derive(Debug)]
struct Select {
    variable: String,
    variants: Vec<(Key, Vec<Piece>)>,
    /// Which variant stands where none is chosen.
    default: usize,
}

#[derive(Debug, PartialEq)]
enum Key {
    Number(i64),
    /// A plural category, or a text.
    Word(String),
}

struct Writer<'a> {
    locale: &'a Locale,
    /// Whether texts are put in isolated: they are of the other direction, most of them.
    is_isolated: bool,
    args: &'a [(&'a str, Value<'a>)],
    out: String,
}

impl<'a> Writer<'a> {
    /// Writes a pattern; fails with the variable it can't write.
    fn pattern<'p>(&mut self, pattern: &'p [Piece]) -> Result<(), &'p str> {
        for piece in pattern {
            match piece {
                Piece::Text(text) => self.out.push_str(text),
                Piece::Variable(variable) => self.variable(variable)?,
                Piece::Select(select) => self.pattern(self.variant(select)?)?,
            }
        }
        Ok(())
    }

    fn variable<'p>(&mut self, variable: &'p str) -> Result<(), &'p str> {
        match self.argument(variable)? {
            Value::Text(text) if self.is_isolated => self.out.extend(["\u{2068}", text, "\u{2069}"]),
            Value::Text(text) => self.out.push_str(text),
            Value::Number(number) => self.out.push_str(&self.locale.integer(number)),
        }
        Ok(())
    }

    fn variant<'p>(&self, select: &'p Select) -> Result<&'p [Piece], &'p str> {
        let value = self.argument(&select.variable)?;
        let word = match value {
            Value::Number(number) => plural::category_name(self.locale.plural(number)),
            Value::Text(text) => text,
        };
        let chosen = |key: &Key| match key {
            Key::Number(number) => value == Value::Number(*number),
            Key::Word(name) => name == word,
        };
        let variant = select.variants.iter().find(|(key, _)| chosen(key));
        let variant = variant.or_else(|| select.variants.get(select.default));
        variant.map(|(_, pattern)| pattern.as_slice()).ok_or(&select.variable)
    }

    fn argument<'p>(&self, variable: &'p str) -> Result<Value<'a>, &'p str> {
        self.args.iter().find(|(name, _)| *name == variable).map(|(_, value)| *value).ok_or(variable)
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Value<'_> {
    fn from(number: u32) -> Self {
        Self::Number(i64::from(number))
    }
}

impl From<usize> for Value<'_> {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl fmt::Display for MessageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { key } => write!(f, "no message `{key}`"),
            Self::Argument { key, variable } => write!(f, "nothing fit to stand for `${variable}` in message `{key}`"),
        }
    }
}

impl std::error::Error for MessageError {}

impl fmt::Display for FtlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for FtlError {}

#[cfg(test)]
mod tests;
