//! What can stand behind a key.
//!
//! Front matter keeps every scalar as the text that was typed, so a title may be `2024`: schemas see a number there.

use serde_json::{Value, json};

use super::draft::Definitions;
use super::mapping::{of_keys, reference};
use crate::archive::NOTATION;
use crate::parse::fields::{LONGEST_TEXT, LONGEST_VALUE};
use crate::parse::shape::Takes;

const LANGUAGE: &str = r"^\s*[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*\s*$";
const WEB: &str = r"^\s*[Hh][Tt][Tt][Pp][Ss]?://\S+\s*$";
const ID: &str = r"^\s*[^\sA-Z/\\]+\s*$";
/// Numbers as YAML 1.2 leaves them texts: in quotes, or with `_` between digits.
const NUMBER: &str = r"^\s*[0-9](_?[0-9]){0,14}(\.[0-9]+)?\s*$";
const PERCENTAGE: &str = r"^\s*([0-9]{1,2}(\.[0-9]+)?|100(\.0+)?)\s*$";
const TOO_LARGE: f64 = 9.0e15;

/// The schema of a value.
pub(super) fn of_value(takes: &Takes, definitions: &mut Definitions) -> Value {
    match takes {
        Takes::Text => text(),
        Takes::Prose => typed(&["string", "number", "boolean"], r"\S", LONGEST_TEXT),
        Takes::Reason => typed(&["string", "number"], r"\S", LONGEST_TEXT),
        Takes::Truth => json!({ "type": "boolean" }),
        Takes::Number => {
            json!({ "type": ["number", "string"], "minimum": 0, "exclusiveMaximum": TOO_LARGE, "pattern": NUMBER })
        }
        Takes::Percentage => {
            json!({ "type": ["number", "string"], "minimum": 0, "maximum": 100, "pattern": PERCENTAGE })
        }
        Takes::Moment => moment(&format!(r"^\s*{NOTATION}\s*$")),
        Takes::When => moment(&format!(r"^\s*{NOTATION}(/({NOTATION}|\.\.)?)?\s*$")),
        Takes::End => json!({ "anyOf": [{ "enum": ["unknown", "ongoing"] }, moment(&format!(r"^\s*{NOTATION}\s*$"))] }),
        Takes::Id => typed(&["string", "number", "boolean"], ID, LONGEST_VALUE),
        Takes::Url => typed(&["string"], WEB, LONGEST_VALUE),
        Takes::Language => typed(&["string"], LANGUAGE, LONGEST_VALUE),
        Takes::Name { known, .. } => named(&known()),
        Takes::Words(words) => of_words(words),
        Takes::Listed { list, .. } => json!({ "enum": list() }),
        Takes::Form { pattern, .. } => json!({ "type": "string", "pattern": pattern }),
        Takes::Localized => any_of(vec![text(), by_language()]),
        Takes::Mapping(shape) => reference(shape, definitions),
        Takes::Keyed { keys, .. } => of_keys(&keys(), definitions),
        Takes::MapOf { takes, .. } => json!({ "type": "object", "additionalProperties": of_value(takes, definitions) }),
        Takes::ShortOr(..) | Takes::List { .. } => any_of(alternatives(takes, definitions)),
        Takes::Pair(first, second) => {
            let pair = [of_value(first, definitions), of_value(second, definitions)];
            json!({ "type": "array", "items": pair, "minItems": 2, "maxItems": 2 })
        }
        // What the other key decides is told by a rule of the mapping.
        Takes::By { .. } | Takes::Anything => json!({ "type": ["string", "number", "boolean", "array", "object"] }),
    }
}

/// The forms a value may have, the shortest first.
fn alternatives(takes: &Takes, definitions: &mut Definitions) -> Vec<Value> {
    match takes {
        Takes::ShortOr(short, shape) => vec![of_value(short, definitions), reference(shape, definitions)],
        Takes::List { of, least, most } => {
            let mut list = json!({ "type": "array", "items": of_value(of, definitions), "maxItems": most });
            if let Some(list) = list.as_object_mut().filter(|_| *least > 0) {
                list.insert("minItems".into(), (*least).into());
            }
            let mut forms = if matches!(of, Takes::Pair(..)) { Vec::new() } else { alternatives(of, definitions) };
            forms.push(list);
            forms
        }
        _ => vec![of_value(takes, definitions)],
    }
}

fn any_of(mut forms: Vec<Value>) -> Value {
    if forms.len() == 1 { forms.remove(0) } else { json!({ "anyOf": forms }) }
}

fn typed(types: &[&str], pattern: &str, longest: usize) -> Value {
    let types = if let [only] = types { json!(only) } else { json!(types) };
    json!({ "type": types, "pattern": pattern, "maxLength": longest })
}

fn text() -> Value {
    typed(&["string", "number", "boolean"], r"\S", LONGEST_VALUE)
}

fn moment(pattern: &str) -> Value {
    json!({ "type": ["string", "integer"], "minimum": 1, "maximum": 9999, "pattern": pattern })
}

fn named(known: &[&str]) -> Value {
    if known.is_empty() { text() } else { any_of(vec![json!({ "enum": known }), text()]) }
}

fn of_words(words: &[(&str, &str)]) -> Value {
    let (words, docs): (Vec<_>, Vec<_>) = words.iter().copied().unzip();
    json!({ "enum": words, "enumDescriptions": docs })
}

fn by_language() -> Value {
    let names = json!({ "pattern": LANGUAGE });
    json!({ "type": "object", "minProperties": 1, "propertyNames": names, "additionalProperties": text() })
}
