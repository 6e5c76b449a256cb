//! A text in some languages.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};

/// A text by language (BCP 47), in the order of the tags: a map, mostly of one, that needs no tree.
#[derive(Clone, Debug, Default)]
pub(super) struct Texts<'t>(Vec<(&'t str, &'t str)>);

impl<'t> FromIterator<(&'t str, &'t str)> for Texts<'t> {
    fn from_iter<I: IntoIterator<Item = (&'t str, &'t str)>>(texts: I) -> Self {
        let mut texts: Vec<_> = texts.into_iter().collect();
        texts.sort_unstable_by_key(|(language, _)| *language);
        Self(texts)
    }
}

impl Serialize for Texts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}

impl JsonSchema for Texts<'_> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Texts".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        BTreeMap::<&str, &str>::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_stand_in_the_order_of_their_tags() {
        let texts: Texts<'_> = [("fr", "un"), ("ar", "واحد"), ("en", "one")].into_iter().collect();
        assert_eq!(serde_json::to_string(&texts).expect("JSON"), r#"{"ar":"واحد","en":"one","fr":"un"}"#);
    }
}
