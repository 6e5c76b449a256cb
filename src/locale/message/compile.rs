//! From FTL texts to messages ready to be written: references are followed, what can't be kept is refused.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Resource, Variant, VariantKey};
use fluent_syntax::parser;
use fluent_syntax::unicode::unescape_unicode_to_string;

use super::{FtlError, Key, Message, Piece, Select};
use crate::locale::Locale;

/// Braces and calls within one another; the parser and what follows it go as deep as these.
const DEEPEST: usize = 32;
/// Pieces of one message, when all it refers to stands in it.
const MOST_PIECES: usize = 2_000;

/// Compiles all messages of some texts, or tells every mistake in them.
pub(super) fn compile(sources: &[&str], locale: &Locale) -> Result<BTreeMap<String, Message>, Vec<FtlError>> {
    let mut errors = Vec::new();
    let mut resources = Vec::new();
    for (source, text) in sources.iter().enumerate() {
        match read(text) {
            Ok(resource) => resources.push((source, *text, resource)),
            Err(found) => errors.extend(found.into_iter().map(|(line, message)| FtlError { source, line, message })),
        }
    }
    let mut entries = BTreeMap::new();
    for (source, text, resource) in &resources {
        collect(*source, text, resource, &mut entries, &mut errors);
    }
    let mut table = BTreeMap::new();
    for (key, entry) in entries.iter().filter(|(key, _)| !key.starts_with('-')) {
        let mut compiler = Compiler { entries: &entries, locale, open: vec![key.clone()], pieces: 0 };
        match compiler.pattern(entry.pattern) {
            Ok(pattern) => drop(table.insert(key.clone(), message(pattern))),
            Err(message) => errors.push(FtlError { source: entry.source, line: entry.line(), message }),
        }
    }
    errors.sort();
    if errors.is_empty() { Ok(table) } else { Err(errors) }
}

struct Found<'a> {
    source: usize,
    text: &'a str,
    /// The message or term, of which this is the value or an attribute.
    id: String,
    pattern: &'a Pattern<&'a str>,
}

impl Found<'_> {
    fn line(&self) -> usize {
        let starts = |line: &str| line.strip_prefix(self.id.as_str()).is_some_and(|rest| rest.starts_with([' ', '=']));
        self.text.lines().position(starts).map_or(1, |line| line + 1)
    }
}

fn read(text: &str) -> Result<Resource<&str>, Vec<(usize, String)>> {
    if let Some(line) = too_deep(text) {
        return Err(vec![(line, format!("placeables lie more than {DEEPEST} deep within one another"))]);
    }
    parser::parse(text).map_err(|(_, errors)| {
        let line = |at: usize| 1 + text.bytes().take(at).filter(|byte| *byte == b'\n').count();
        errors.iter().map(|error| (line(error.pos.start), error.kind.to_string())).collect()
    })
}

/// The line where braces and calls lie too deep, for the parser goes down with them.
fn too_deep(text: &str) -> Option<usize> {
    let (mut braces, mut calls) = (0_usize, 0_usize);
    for (number, line) in text.lines().enumerate() {
        // The literals for braces open nothing.
        for c in line.replace("\"{\"", "").replace("\"}\"", "").chars() {
            match c {
                '{' => braces += 1,
                '}' => braces = braces.saturating_sub(1),
                '(' if braces > 0 => calls += 1,
                ')' => calls = calls.saturating_sub(1),
                _ => {}
            }
            if braces == 0 {
                calls = 0;
            }
            if braces + calls > DEEPEST {
                return Some(number + 1);
            }
        }
    }
    None
}

/// Adds a text's entries to those of earlier texts.
fn collect<'a>(
    source: usize,
    text: &'a str,
    resource: &'a Resource<&'a str>,
    entries: &mut BTreeMap<String, Found<'a>>,
    errors: &mut Vec<FtlError>,
) {
    for entry in &resource.body {
        let (id, value, attributes) = match entry {
            Entry::Message(message) => (message.id.name.to_owned(), message.value.as_ref(), &message.attributes),
            Entry::Term(term) => (format!("-{}", term.id.name), Some(&term.value), &term.attributes),
            _ => continue,
        };
        let value = value.map(|pattern| (id.clone(), pattern));
        let attributes = attributes.iter().map(|attribute| (format!("{id}.{}", attribute.id.name), &attribute.value));
        for (key, pattern) in value.into_iter().chain(attributes) {
            let found = Found { source, text, id: id.clone(), pattern };
            if entries.insert(key.clone(), found).is_some_and(|earlier| earlier.source == source) {
                let line = entries.get(&key).map_or(1, Found::line);
                errors.push(FtlError { source, line, message: format!("`{key}` is here twice") });
            }
        }
    }
}

fn message(pattern: Vec<Piece>) -> Message {
    let mut variables = BTreeSet::new();
    gather(&pattern, &mut variables);
    let fixed = match pattern.as_slice() {
        [] => Some(String::new()),
        [Piece::Text(text)] => Some(text.clone()),
        _ => None,
    };
    Message { pattern, fixed, variables }
}

fn gather(pattern: &[Piece], variables: &mut BTreeSet<String>) {
    for piece in pattern {
        match piece {
            Piece::Text(_) => {}
            Piece::Variable(variable) => drop(variables.insert(variable.clone())),
            Piece::Select(select) => {
                variables.insert(select.variable.clone());
                select.variants.iter().for_each(|(_, pattern)| gather(pattern, variables));
            }
        }
    }
}

struct Compiler<'a> {
    entries: &'a BTreeMap<String, Found<'a>>,
    locale: &'a Locale,
    /// The messages being compiled, each referred to by the one before.
    open: Vec<String>,
    pieces: usize,
}

impl Compiler<'_> {
    fn pattern(&mut self, pattern: &Pattern<&str>) -> Result<Vec<Piece>, String> {
        let mut pieces = Vec::new();
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => push_text(&mut pieces, value),
                PatternElement::Placeable { expression } => {
                    for piece in self.expression(expression)? {
                        match piece {
                            Piece::Text(text) => push_text(&mut pieces, &text),
                            other => pieces.push(other),
                        }
                    }
                }
            }
        }
        self.pieces += pieces.len();
        if self.pieces > MOST_PIECES {
            return Err(format!("`{}` is too long with all it refers to", self.open[0]));
        }
        Ok(pieces)
    }

    fn expression(&mut self, expression: &Expression<&str>) -> Result<Vec<Piece>, String> {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => Ok(vec![Piece::Select(self.select(selector, variants)?)]),
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&str>) -> Result<Vec<Piece>, String> {
        if let Some(variable) = variable_of(inline) {
            return Ok(vec![Piece::Variable(variable.to_owned())]);
        }
        match inline {
            InlineExpression::StringLiteral { value } => {
                Ok(vec![Piece::Text(unescape_unicode_to_string(value).into_owned())])
            }
            InlineExpression::NumberLiteral { value } => {
                Ok(vec![Piece::Text(self.locale.decimal(value).unwrap_or_else(|| (*value).to_owned()))])
            }
            InlineExpression::MessageReference { id, attribute } => {
                let attribute = attribute.as_ref().map(|attribute| format!(".{}", attribute.name));
                self.reference(format!("{}{}", id.name, attribute.unwrap_or_default()))
            }
            InlineExpression::TermReference { id, attribute: None, arguments: None } => {
                self.reference(format!("-{}", id.name))
            }
            InlineExpression::TermReference { id, .. } => {
                Err(format!("the term `-{}` takes no arguments and shows no attributes here", id.name))
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
            InlineExpression::FunctionReference { id, .. } => {
                Err(format!("`{}` is not known here; only `NUMBER($variable)` is", id.name))
            }
            InlineExpression::VariableReference { id } => Ok(vec![Piece::Variable(id.name.to_owned())]),
        }
    }

    fn reference(&mut self, key: String) -> Result<Vec<Piece>, String> {
        if self.open.contains(&key) || self.open.len() > DEEPEST {
            return Err(format!("`{key}` refers to itself"));
        }
        let entry = self.entries.get(&key).ok_or_else(|| format!("there is no `{key}` to refer to"))?;
        self.open.push(key);
        let pieces = self.pattern(entry.pattern)?;
        self.open.pop();
        Ok(pieces)
    }

    fn select(&mut self, selector: &InlineExpression<&str>, variants: &[Variant<&str>]) -> Result<Select, String> {
        let variable = variable_of(selector).ok_or("only a variable can choose between variants")?.to_owned();
        let default = variants.iter().position(|variant| variant.default).unwrap_or(0);
        let variants = variants.iter().map(|variant| Ok((key(&variant.key)?, self.pattern(&variant.value)?)));
        Ok(Select { variable, variants: variants.collect::<Result<_, String>>()?, default })
    }
}

fn key(key: &VariantKey<&str>) -> Result<Key, String> {
    match key {
        VariantKey::Identifier { name } => Ok(Key::Word((*name).to_owned())),
        VariantKey::NumberLiteral { value } => {
            value.parse().map(Key::Number).map_err(|_| format!("the variant `[{value}]` is not a whole number"))
        }
    }
}

/// The variable of `$variable` or `NUMBER($variable)`: a number is one by its kind, so both say the same.
fn variable_of<'a>(inline: &InlineExpression<&'a str>) -> Option<&'a str> {
    match inline {
        InlineExpression::VariableReference { id } => Some(id.name),
        InlineExpression::FunctionReference { id, arguments } if id.name == "NUMBER" && arguments.named.is_empty() => {
            match arguments.positional.as_slice() {
                [InlineExpression::VariableReference { id }] => Some(id.name),
                _ => None,
            }
        }
        _ => None,
    }
}

fn push_text(pieces: &mut Vec<Piece>, text: &str) {
    match pieces.last_mut() {
        Some(Piece::Text(last)) => last.push_str(text),
        _ => pieces.push(Piece::Text(text.to_owned())),
    }
}
