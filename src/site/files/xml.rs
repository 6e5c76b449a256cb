//! XML in the making. The only place that knows the XML library.

use std::borrow::Cow;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// A document in memory.
pub(crate) struct Xml(Writer<Vec<u8>>);

/// Attributes by name.
type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Xml {
    /// A document with nothing but its declaration.
    pub fn new() -> Self {
        let mut xml = Self(Writer::new(Vec::new()));
        xml.write(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
        xml.line();
        xml
    }

    /// Begins an element.
    pub fn open(&mut self, name: &str, attributes: Attributes<'_>) {
        self.write(Event::Start(start(name, attributes)));
    }

    /// Ends an element and its line.
    pub fn close(&mut self, name: &str) {
        self.write(Event::End(BytesEnd::new(name)));
        self.line();
    }

    /// An element without content, on a line of its own.
    pub fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        self.write(Event::Empty(start(name, attributes)));
        self.line();
    }

    /// An element that holds text, on a line of its own.
    pub fn element(&mut self, name: &str, attributes: Attributes<'_>, text: &str) {
        self.open(name, attributes);
        self.write(Event::Text(BytesText::new(&allowed(text))));
        self.close(name);
    }

    /// A line break.
    pub fn line(&mut self) {
        self.write(Event::Text(BytesText::from_escaped("\n")));
    }

    /// The bytes of the document.
    pub fn finish(self) -> Vec<u8> {
        self.0.into_inner()
    }

    fn write(&mut self, event: Event<'_>) {
        self.0.write_event(event).expect("memory takes what is written to it");
    }
}

fn start<'a>(name: &'a str, attributes: Attributes<'_>) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (key, value) in attributes {
        start.push_attribute((*key, &*allowed(value)));
    }
    start
}

/// The text without the characters XML 1.0 has no place for.
fn allowed(text: &str) -> Cow<'_, str> {
    let refused = |c: char| (c.is_control() && !matches!(c, '\t' | '\n')) || matches!(c, '\u{fffe}' | '\u{ffff}');
    if text.contains(refused) { text.replace(refused, "").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_escaped_and_hold_no_control() {
        let mut xml = Xml::new();
        xml.open("a", &[("b", "\"<&\u{1}")]);
        xml.line();
        xml.element("c", &[], "x < y & \u{0}\u{85}z");
        xml.close("a");
        let text = String::from_utf8(xml.finish()).expect("text");
        let body = "<a b=\"&quot;&lt;&amp;\">\n<c>x &lt; y &amp; z</c>\n</a>\n";
        assert_eq!(text, format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{body}"));
    }
}
