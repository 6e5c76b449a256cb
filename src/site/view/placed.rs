//! HTML that templates place as it is: it goes to its page past their values, which would be copies of it.
//!
//! The lists and texts of a page are most of its bytes. A template of the built-in themes gets a sign for each, and the
//! page being written puts the HTML where the sign comes out. Templates of a site's own get the HTML itself: they may do
//! more with it than place it.

use std::cell::RefCell;

use serde::{Serialize, Serializer};
use tera::Value;

use crate::parse::bytes::position_from;

/// Begins and ends a sign. Authors' texts can't hold it: it is a control.
const SIGN: char = '\u{1c}';

thread_local! {
    /// What signs stand for, while a view is being made into values for a template that gets signs.
    static HELD: RefCell<Option<Vec<String>>> = const { RefCell::new(None) };
}

/// HTML for one place of one page.
#[derive(Debug, Default)]
pub struct Placed(RefCell<String>);

impl Placed {
    /// Holds some HTML.
    pub const fn new(html: String) -> Self {
        Self(RefCell::new(html))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }

    /// Adds it to other HTML.
    pub fn add_to(&self, html: &mut String) {
        html.push_str(&self.0.borrow());
    }
}

impl Serialize for Placed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let html = self.0.take();
        if html.is_empty() {
            return Value::safe_string("").serialize(serializer);
        }
        let number = HELD.with_borrow(|held| held.as_ref().map(Vec::len));
        let Some(number) = number else {
            let value = Value::safe_string(&html);
            self.0.replace(html);
            return value.serialize(serializer);
        };
        HELD.with_borrow_mut(|held| held.as_mut().map(|held| held.push(html)));
        Value::safe_string(&format!("{SIGN}{number}{SIGN}")).serialize(serializer)
    }
}

/// Makes values with signs for what is placed; gives the values, and what the signs stand for in their order. What a view
/// holds is taken out of it.
pub(in crate::site) fn with_signs<T>(make: impl FnOnce() -> T) -> (T, Vec<String>) {
    let outer = HELD.replace(Some(Vec::new()));
    let made = make();
    (made, HELD.replace(outer).unwrap_or_default())
}

/// Cuts a text at its first sign: what stands before, the number, and what stands behind.
pub(in crate::site) fn cut_at_sign(text: &[u8]) -> Option<(&[u8], usize, &[u8])> {
    let sign = |byte: u8| byte == SIGN as u8;
    let opens = position_from(text, 0, sign)?;
    let closes = position_from(text, opens + 1, sign)?;
    let number = std::str::from_utf8(text.get(opens + 1..closes)?).ok()?.parse().ok()?;
    Some((text.get(..opens)?, number, text.get(closes + 1..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct View {
        first: Placed,
        none: Placed,
        last: Placed,
    }

    fn view() -> View {
        View { first: Placed::new("<b>".into()), none: Placed::default(), last: Placed::new("<i>".into()) }
    }

    #[test]
    fn templates_of_a_site_get_the_html() {
        let view = view();
        for _ in 0..2 {
            let value = Value::from_serializable(&view);
            assert_eq!(value.to_string(), r#"{"first": "<b>", "none": "", "last": "<i>"}"#);
        }
    }

    #[test]
    fn a_sign_stands_for_each_that_is_not_empty() {
        let (value, held) = with_signs(|| Value::from_serializable(&view()));
        assert_eq!(held, ["<b>", "<i>"]);
        let text = value.as_map().and_then(|map| map.values().next_back()?.as_str()).unwrap();
        assert_eq!(cut_at_sign(format!("a{text}b").as_bytes()), Some((&b"a"[..], 1, &b"b"[..])));
        assert_eq!(cut_at_sign(b"none \x1c here"), None);
    }
}
