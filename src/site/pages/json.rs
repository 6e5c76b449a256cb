//! JSON that stands in a `<script>`, written field by field: nothing in it ends the element.

use std::fmt::Write as _;

use crate::parse::bytes::position_from;

/// The fields of an object in the making.
pub(super) struct Json(String);

impl Json {
    /// The text of an object with the fields that `fields` writes.
    pub(super) fn object(fields: impl FnOnce(&mut Self)) -> String {
        let mut json = Self(String::with_capacity(2048));
        json.within('{', '}', fields);
        json.0
    }

    /// A text under a name that needs no escapes.
    pub(super) fn text(&mut self, name: &'static str, text: &str) {
        self.name(name);
        self.0.push('"');
        self.escape(text);
        self.0.push('"');
    }

    /// A text, where there is one.
    pub(super) fn optional(&mut self, name: &'static str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(name, text);
        }
    }

    /// An object within this one.
    pub(super) fn inner(&mut self, name: &'static str, fields: impl FnOnce(&mut Self)) {
        self.name(name);
        self.within('{', '}', fields);
    }

    /// A list of objects, unless it is empty.
    pub(super) fn list<T>(
        &mut self,
        name: &'static str,
        items: impl IntoIterator<Item = T>,
        fields: impl Fn(&mut Self, T),
    ) {
        let mut items = items.into_iter().peekable();
        if items.peek().is_none() {
            return;
        }
        self.name(name);
        self.within('[', ']', |json| {
            for item in items {
                json.comma();
                json.within('{', '}', |json| fields(json, item));
            }
        });
    }

    fn name(&mut self, name: &'static str) {
        self.comma();
        self.0.extend(["\"", name, "\":"]);
    }

    /// What stands before anything but the first.
    fn comma(&mut self) {
        if !self.0.ends_with(['{', '[']) {
            self.0.push(',');
        }
    }

    fn within(&mut self, open: char, close: char, inside: impl FnOnce(&mut Self)) {
        self.0.push(open);
        inside(self);
        self.0.push(close);
    }

    fn escape(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = position_from(rest.as_bytes(), 0, may_need_escape) {
            let (plain, special) = rest.split_at(at);
            self.0.push_str(plain);
            let Some(first) = special.chars().next() else { break };
            self.character(first);
            rest = special.get(first.len_utf8()..).unwrap_or_default();
        }
        self.0.push_str(rest);
    }

    fn character(&mut self, c: char) {
        match c {
            '"' => self.0.push_str("\\\""),
            '\\' => self.0.push_str("\\\\"),
            '\n' => self.0.push_str("\\n"),
            '\r' => self.0.push_str("\\r"),
            '\t' => self.0.push_str("\\t"),
            '\u{8}' => self.0.push_str("\\b"),
            '\u{c}' => self.0.push_str("\\f"),
            '\0'..='\u{1f}' | '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                _ = write!(self.0, "\\u{:04x}", u32::from(c));
            }
            _ => self.0.push(c),
        }
    }
}

/// Whether a byte may begin what needs an escape in JSON or ends an element or a line of a script: the separators of
/// lines begin as quotation marks and dashes do.
#[expect(clippy::needless_bitwise_bool, reason = "without branches the compiler makes vectors of it")]
const fn may_need_escape(byte: u8) -> bool {
    let is_of_json = (byte < 0x20) | (byte == b'"') | (byte == b'\\');
    is_of_json | (byte == b'<') | (byte == b'>') | (byte == b'&') | (byte == 0xe2)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn objects_and_lists_stand_within_each_other() {
        let json = Json::object(|json| {
            json.text("a", "1");
            json.optional("none", None);
            json.inner("b", |json| json.optional("c", Some("2")));
            json.list("d", ["3", "4"], |json, text| json.text("e", text));
            json.list("none", [""; 0], |json, text| json.text("e", text));
        });
        assert_eq!(json, r#"{"a":"1","b":{"c":"2"},"d":[{"e":"3"},{"e":"4"}]}"#);
    }

    #[test]
    fn nothing_in_a_text_ends_the_script() {
        let json = Json::object(|json| json.text("a", "‘</script>’—<!--&\u{2028}ع\u{2029}{"));
        assert_eq!(json, r#"{"a":"‘\u003c/script\u003e’—\u003c!--\u0026\u2028ع\u2029{"}"#);
    }

    proptest! {
        #[test]
        fn texts_are_read_back_and_escaped_as_usual(text in "([\"\\\\<>&’\\u{2028}]|[\\x00-\\x20\\x7f]|\\PC|[a-z]{0,40}){0,12}") {
            let (ours, usual) = (Json::object(|json| json.text("a", &text)), serde_json::json!({ "a": text }));
            let as_usual = usual.to_string();
            let ends_scripts = ['<', '>', '&', '\u{2028}', '\u{2029}'];
            prop_assert_eq!(&serde_json::from_str::<serde_json::Value>(&ours).unwrap(), &usual);
            prop_assert!(!ours.contains(ends_scripts));
            prop_assert!(text.contains(ends_scripts) || ours == as_usual);
        }
    }
}
