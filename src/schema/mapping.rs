//! Mappings: their keys, which of them must stand, and what holds between them.

use serde_json::{Map, Value, json};

use super::draft::Definitions;
use super::value::of_value;
use crate::parse::shape::{Key, Need, Rule, Shape, Takes};

/// A reference to the definition of a mapping, which is made if there is none yet.
pub(super) fn reference(shape: &Shape, definitions: &mut Definitions) -> Value {
    let suffix = if definitions.in_translation { "-in-translation" } else { "" };
    let name = format!("{}{suffix}", shape.name);
    if !definitions.by_name.contains_key(&name) {
        let body = definition(shape, definitions);
        definitions.by_name.insert(name.clone(), body);
    }
    json!({ "$ref": format!("#/definitions/{name}") })
}

/// What a mapping may hold.
pub(super) fn definition(shape: &Shape, definitions: &mut Definitions) -> Value {
    let in_translation = definitions.in_translation;
    let required: Vec<_> = shape.keys.iter().filter(|key| key.must_stand(in_translation)).map(|key| key.name).collect();
    let mut body = of_keys(shape.keys, definitions);
    if let Some(body) = body.as_object_mut() {
        body.insert("description".into(), shape.doc.into());
        if !required.is_empty() {
            body.insert("required".into(), required.into());
        }
        let rules = rules(shape, definitions);
        if !rules.is_empty() {
            body.insert("allOf".into(), rules.into());
        }
    }
    body
}

/// A mapping of these keys and no others.
pub(super) fn of_keys(keys: &[Key], definitions: &mut Definitions) -> Value {
    let mut properties = Map::new();
    for key in keys {
        properties.insert(key.name.to_owned(), property(key, definitions));
    }
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

fn property(key: &Key, definitions: &mut Definitions) -> Value {
    // Beside `$ref` draft-07 ignores everything else.
    let value = match of_value(&key.takes, definitions) {
        Value::Object(value) if value.contains_key("$ref") => json!({ "allOf": [value] }),
        value => value,
    };
    let mut described = Map::new();
    described.insert("description".into(), key.doc.into());
    described.extend(value.as_object().cloned().unwrap_or_default());
    Value::Object(described)
}

fn rules(shape: &Shape, definitions: &mut Definitions) -> Vec<Value> {
    let in_translation = definitions.in_translation;
    let mut told: Vec<Value> = shape.rules.iter().filter_map(|rule| of_rule(rule, in_translation)).collect();
    for key in shape.keys {
        if let Takes::By { key: by, cases } = key.takes {
            told.extend(cases.iter().map(|(word, takes)| case(key.name, by, word, takes, definitions)));
        }
    }
    told
}

fn of_rule(rule: &Rule, in_translation: bool) -> Option<Value> {
    let all = |keys: &[&str]| json!({ "required": keys });
    Some(match rule {
        Rule::AnyOf { in_translations: false, .. } if in_translation => return None,
        Rule::AnyOf { keys, .. } => json!({ "anyOf": keys.iter().map(|key| all(&[key])).collect::<Vec<_>>() }),
        Rule::OneOf(keys) => {
            let pairs = keys.iter().enumerate().flat_map(|(at, a)| keys.iter().skip(at + 1).map(move |b| all(&[a, b])));
            json!({ "not": { "anyOf": pairs.collect::<Vec<_>>() } })
        }
        Rule::Needs(key, other) => json!({ "if": all(&[key]), "then": all(&[other]) }),
        Rule::IntervalExcludes(key, other) => {
            let interval = json!({ (*key): { "type": "string", "pattern": "/" } });
            json!({ "not": { "required": [key, other], "properties": interval } })
        }
    })
}

/// What `key` takes where `by` is `word`.
fn case(key: &str, by: &str, word: &str, takes: &Takes, definitions: &mut Definitions) -> Value {
    let value = of_value(takes, definitions);
    json!({
        "if": { "required": [by], "properties": { by: { "const": word } } },
        "then": { "properties": { key: value } },
    })
}

impl Key {
    /// Whether the key must stand in an original or in a translation.
    fn must_stand(&self, in_translation: bool) -> bool {
        self.need == Need::Required || (self.is_fact() && !in_translation)
    }

    /// Whether it must stand only where the facts do.
    pub(super) fn is_fact(&self) -> bool {
        self.need == Need::InOriginal
    }
}
