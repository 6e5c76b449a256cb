//! The filters of templates that are ours: where the template language's own would break what a build promises.

use std::collections::BTreeMap;

use tera::value::Key;
use tera::{Error, Kwargs, Map, State, TeraResult, Value};

/// `group_by(attribute)` of templates: the items of a list by one of their fields, in the order in which its values
/// first come. The template language's own gives them in another order each time, so two builds would differ.
#[expect(clippy::needless_pass_by_value, reason = "templates call filters so")]
pub(super) fn group_by(items: Vec<Value>, given: Kwargs, _: &State) -> TeraResult<Map> {
    let attribute = given.must_get::<&str>("attribute")?;
    let mut groups: Vec<(Key<'static>, Vec<Value>)> = Vec::new();
    let mut places: BTreeMap<Key<'static>, usize> = BTreeMap::new();
    for (number, item) in items.iter().enumerate() {
        let missing = || Error::message(format!("item {number} of the list has no `{attribute}`"));
        let value = item.get_from_path(attribute).ok_or_else(missing)?;
        if !value.is_none() {
            let key = key(value, attribute)?;
            let place = *places.entry(key.clone()).or_insert(groups.len());
            match groups.get_mut(place) {
                Some((_, group)) => group.push(item.clone()),
                None => groups.push((key, vec![item.clone()])),
            }
        }
    }
    Ok(groups.into_iter().map(|(key, group)| (key, group.into())).collect())
}

/// A value as the key of a map: texts, whole numbers and yes or no can be.
fn key(value: &Value, attribute: &str) -> TeraResult<Key<'static>> {
    let text = value.as_str().map(|text| Key::from(text.to_owned()));
    let truth = || value.as_bool().map(Key::Bool);
    let number = || value.as_i128().map(Key::from).or_else(|| value.as_u128().map(Key::from));
    let refused = || Error::message(format!("no group can be named by `{attribute}`, whose kind is {}", value.name()));
    text.or_else(truth).or_else(number).ok_or_else(refused)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(template: &str) -> Result<String, String> {
        let mut tera = tera::Tera::new();
        tera.register_filter("group_by", group_by);
        tera.add_raw_template("x", template).expect("it can be read");
        let told = |error: Error| error.to_string();
        tera.render("x", &tera::Context::new()).map_err(told)
    }

    #[test]
    fn groups_stand_in_the_order_in_which_they_first_come() {
        let names = ["zinc", "iron", "tin", "lead", "gold", "neon", "argon", "radon"];
        let items: Vec<String> = names.iter().chain(&names).map(|name| format!("{{\"name\": \"{name}\"}}")).collect();
        let loops =
            "{% for name, list in items | group_by(attribute=\"name\") %}{{ name }}{{ list | length }} {% endfor %}";
        let expected = names.map(|name| format!("{name}2 ")).concat();
        let template = format!("{{% set items = [{}] %}}{loops}", items.join(", "));
        assert_eq!(written(&template), Ok(expected));
    }

    #[test]
    fn numbers_and_truths_are_keys_and_what_is_none_is_left_out() {
        let template = |list: &str| {
            format!(
                "{{% set items = {list} %}}{{% for k, list in items | group_by(attribute=\"a.b\") %}}{{{{ k }}}}:\
                 {{{{ list | length }}}} {{% endfor %}}"
            )
        };
        let items = "[{\"a\": {\"b\": 7}}, {\"a\": {\"b\": true}}, {\"a\": {\"b\": 7}}, {\"a\": {\"b\": none}}]";
        assert_eq!(written(&template(items)), Ok("7:2 true:1 ".to_owned()));
        assert_eq!(written(&template("[]")), Ok(String::new()));
        let refused = written(&template("[{\"a\": {\"b\": [1]}}]")).unwrap_err();
        assert!(refused.contains("no group can be named by `a.b`, whose kind is array"), "{refused}");
        let missing = written(&template("[{\"a\": {\"b\": 1}}, {\"a\": 1}]")).unwrap_err();
        assert!(missing.contains("item 1 of the list has no `a.b`"), "{missing}");
    }
}
