//! From FTL texts to messages ready to be written: references are followed, what can't be kept is refused.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Resource, Variant, VariantKey};
use fluent_syntax::parser;
use fluent_syntax::unicode::unescape_unicode_to_string;

use super::{FtlError, Key, Message, Piece, Select};
use crate::locale::Locale;

/// Braces and calls within one another, and references behind one another; the parser and what follows it go as deep.
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
            Err(found) => errors.extend(found.into_iter().map(|(span, message)| mistake(source, span, message))),
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
            Err(message) => errors.push(mistake(entry.source, place(entry.text, entry.id), message)),
        }
    }
    if errors.is_empty() { Ok(table) } else { Err(in_order(errors, sources)) }
}

/// Where the names of a text's messages and their attributes stand; none of a text that can't be read.
pub(super) fn places(text: &str) -> BTreeMap<String, Range<usize>> {
    let Ok(resource) = read(text) else { return BTreeMap::new() };
    let mut entries = BTreeMap::new();
    collect(0, text, &resource, &mut entries, &mut Vec::new());
    let messages = entries.into_iter().filter(|(key, _)| !key.starts_with('-'));
    messages.map(|(key, entry)| (key, place(text, entry.id))).collect()
}

struct Found<'a> {
    source: usize,
    text: &'a str,
    /// The name of the message, term or attribute, in the text.
    id: &'a str,
    pattern: &'a Pattern<&'a str>,
}

/// Where a part of a text stands in it.
fn place(text: &str, part: &str) -> Range<usize> {
    let start = (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    start..start + part.len()
}

/// A mistake of which the line isn't known yet.
fn mistake(source: usize, span: Range<usize>, message: String) -> FtlError {
    FtlError { source, line: 0, span, message }
}

/// Mistakes in the order of their places, with their lines: counted from one to the next, as there may be many.
fn in_order(mut errors: Vec<FtlError>, sources: &[&str]) -> Vec<FtlError> {
    errors.sort_by_key(|error| (error.source, error.span.start));
    for of_source in errors.chunk_by_mut(|one, next| one.source == next.source) {
        let (mut line, mut at) = (1, 0);
        for error in of_source {
            let text = sources.get(error.source).map_or("", |text| *text);
            let passed = text.get(at..error.span.start).unwrap_or_default();
            line += passed.matches('\n').count();
            (error.line, at) = (line, error.span.start);
        }
    }
    errors
}

fn read(text: &str) -> Result<Resource<&str>, Vec<(Range<usize>, String)>> {
    if let Some(line) = too_deep(text) {
        return Err(vec![(place(text, line), format!("placeables lie more than {DEEPEST} deep within one another"))]);
    }
    parser::parse(text)
        .map_err(|(_, errors)| errors.iter().map(|error| (whole(text, &error.pos), error.kind.to_string())).collect())
}

/// A stretch that begins and ends between characters.
fn whole(text: &str, span: &Range<usize>) -> Range<usize> {
    let before = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    before(span.start)..before(span.end).max(before(span.start))
}

/// The line where braces and calls lie too deep, for the parser goes down with them.
fn too_deep(text: &str) -> Option<&str> {
    let (mut braces, mut calls) = (0_usize, 0_usize);
    for line in text.lines() {
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
                return Some(line);
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
        let (key, id, value, attributes) = match entry {
            Entry::Message(message) => {
                (message.id.name.to_owned(), message.id.name, message.value.as_ref(), &message.attributes)
            }
            Entry::Term(term) => (format!("-{}", term.id.name), term.id.name, Some(&term.value), &term.attributes),
            _ => continue,
        };
        let value = value.map(|pattern| (key.clone(), id, pattern));
        let attributes = attributes
            .iter()
            .map(|attribute| (format!("{key}.{}", attribute.id.name), attribute.id.name, &attribute.value));
        for (key, id, pattern) in value.into_iter().chain(attributes) {
            let found = Found { source, text, id, pattern };
            if entries.insert(key.clone(), found).is_some_and(|earlier| earlier.source == source) {
                errors.push(mistake(source, place(text, id), format!("`{key}` is here twice")));
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
                PatternElement::TextElement { value } => push_text(&mut pieces, without_controls(value)?),
                PatternElement::Placeable { expression } => {
                    for piece in self.expression(expression)? {
                        match piece {
                            Piece::Text(text) => push_text(&mut pieces, without_controls(&text)?),
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
        if self.open.contains(&key) {
            return Err(format!("`{key}` refers to itself"));
        }
        if self.open.len() > DEEPEST {
            return Err(format!("messages refer more than {DEEPEST} deep"));
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

/// A text as it is, unless HTML has no place for one of its characters.
fn without_controls(text: &str) -> Result<&str, String> {
    match text.chars().find(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r')) {
        Some(control) => Err(format!("it holds a control character (U+{:04X})", u32::from(control))),
        None => Ok(text),
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
