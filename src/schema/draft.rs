//! A whole schema of draft-07.

use serde_json::{Map, Value, json};

use super::mapping::definition;
use crate::parse::shape::{Key, Shape};

const DIALECT: &str = "http://json-schema.org/draft-07/schema#";

/// The mappings a schema has defined so far, by name.
pub(super) struct Definitions {
    /// The definitions.
    pub(super) by_name: Map<String, Value>,
    /// Whether they are those of translations, which may leave facts out.
    pub(super) in_translation: bool,
}

/// The schema of a kind of file.
pub(super) fn of_shape(shape: &Shape, name: &str) -> Value {
    let mut definitions = Definitions { by_name: Map::new(), in_translation: false };
    let original = definition(shape, &mut definitions);
    let mut schema = if shape.keys.iter().any(Key::is_fact) {
        definitions.in_translation = true;
        let translation = definition(shape, &mut definitions);
        json!({ "type": "object", "if": { "required": ["date"] }, "then": original, "else": translation })
    } else {
        original
    };
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("description".into(), shape.doc.into());
        schema.insert("definitions".into(), Value::Object(definitions.by_name));
    }
    identified(schema, name)
}

/// The schema with what it is called.
pub(super) fn identified(schema: Value, name: &str) -> Value {
    let mut whole = Map::new();
    whole.insert("$schema".into(), DIALECT.into());
    whole.insert("$id".into(), format!("urn:annals:schema:{name}").into());
    whole.insert("title".into(), format!("Annals: {name}").into());
    let rest = match schema {
        Value::Object(rest) => rest,
        _ => Map::new(),
    };
    whole.extend(rest.into_iter().filter(|(key, _)| !matches!(key.as_str(), "$schema" | "$id" | "title")));
    Value::Object(whole)
}
