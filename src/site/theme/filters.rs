//! The filters of templates that are ours: where the template language's own would break what a build promises.

use std::collections::BTreeMap;

use tera::value::Key;
use tera::{Error, Kwargs, Map, State, StringInput, Tera, TeraResult, Value};

/// Gives them to templates.
pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("group_by", group_by);
    tera.register_filter("escape_html", escape);
    tera.register_filter("escape_xml", escape);
    tera.register_filter("newlines_to_br", newlines_to_br);
}

/// `group_by(attribute)` of templates: the items of a list by one of their fields, in the order in which its values
/// first come. The template language's own gives them in another order each time, so two builds would differ.
#[expect(clippy::needless_pass_by_value, reason = "templates call filters so")]
fn group_by(items: Vec<Value>, given: Kwargs, _: &State) -> TeraResult<Map> {
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

/// `escape_html` and `escape_xml` of templates, which write a text as HTML as `escape` does. What the template language's
/// own give is no HTML to it: it would be escaped once more when it is written, and readers would see references.
#[expect(clippy::needless_pass_by_value, reason = "templates call filters so")]
fn escape(text: StringInput<'_>, _: Kwargs, state: &State) -> TeraResult<Value> {
    html(&text, state).map(|html| Value::safe_string(&html))
}

/// `newlines_to_br` of templates: a text as HTML, with `<br>` for line ends. The template language's own leaves the
/// text as it is, so that its `<br>` would be escaped with it, or nothing would.
#[expect(clippy::needless_pass_by_value, reason = "templates call filters so")]
fn newlines_to_br(text: StringInput<'_>, _: Kwargs, state: &State) -> TeraResult<Value> {
    let html = html(&text, state)?;
    Ok(Value::safe_string(&html.replace("\r\n", "<br>").replace(['\n', '\r'], "<br>")))
}

/// A text as HTML; what is HTML already stays.
fn html(text: &StringInput<'_>, state: &State) -> TeraResult<String> {
    if text.is_safe() { Ok(text.as_str().to_owned()) } else { state.escape(text.as_str()) }
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
        tera.autoescape_on(vec!["x"]);
        register(&mut tera);
        tera.add_raw_template("x", template).expect("it can be read");
        let told = |error: Error| error.to_string();
        tera.render("x", &tera::Context::new()).map_err(told)
    }

    #[test]
    fn what_is_made_html_is_escaped_once() {
        for (filter, expected) in [
            ("newlines_to_br", "&lt;script&gt; &amp;<br>c"),
            ("escape", "&lt;script&gt; &amp;\nc"),
            ("escape_html", "&lt;script&gt; &amp;\nc"),
            ("escape_xml", "&lt;script&gt; &amp;\nc"),
            ("escape_html | newlines_to_br | escape_xml", "&lt;script&gt; &amp;<br>c"),
            ("safe | newlines_to_br", "<script> &<br>c"),
        ] {
            assert_eq!(
                written(&format!("{{{{ \"<script> &\\nc\" | {filter} }}}}")).as_deref(),
                Ok(expected),
                "{filter}"
            );
        }
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
