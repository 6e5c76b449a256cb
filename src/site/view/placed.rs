//! HTML that templates place as it is: it goes to its page past their values, which would be copies of it.
//!
//! The lists and texts of a page are most of its bytes. A template of the built-in themes gets a sign for each, and the
//! page being written puts the HTML where the sign comes out. Templates of a site's own get the HTML itself: they may do
//! more with it than place it.

use std::cell::RefCell;

use serde::{Serialize, Serializer};
use tera::Value;

/// Begins a sign; two digits of base 64 follow. No text can forge one: escaping leaves this control out.
const SIGN: u8 = 0x1c;
/// The most signs of a page.
const MOST: usize = 64 * 64;

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
        let html = &mut *self.0.borrow_mut();
        if html.is_empty() {
            return Value::safe_string("").serialize(serializer);
        }
        let number = HELD.with_borrow_mut(|held| {
            let held = held.as_mut().filter(|held| held.len() < MOST)?;
            held.push(std::mem::take(html));
            Some(held.len() - 1)
        });
        match number.map(sign).as_ref().map(|sign| std::str::from_utf8(sign)) {
            Some(Ok(sign)) => Value::safe_string(sign).serialize(serializer),
            _ => Value::safe_string(html).serialize(serializer),
        }
    }
}

/// Makes values with signs for what is placed; gives the values, and what the signs stand for in their order. What a view
/// holds is taken out of it.
pub(in crate::site) fn with_signs<T>(make: impl FnOnce() -> T) -> (T, Vec<String>) {
    let outer = HELD.replace(Some(Vec::new()));
    let made = make();
    (made, HELD.replace(outer).unwrap_or_default())
}

/// The sign of a number below [`MOST`].
#[expect(clippy::cast_possible_truncation, reason = "digits are below 64")]
const fn sign(number: usize) -> [u8; 3] {
    [SIGN, b'0' + (number / 64 % 64) as u8, b'0' + (number % 64) as u8]
}

/// The number of a sign, if `text` is one.
pub(in crate::site) fn signed(text: &[u8]) -> Option<usize> {
    let [SIGN, high, low] = text else { return None };
    Some(usize::from(high.checked_sub(b'0')?) * 64 + usize::from(low.checked_sub(b'0')?))
}

/// Whether a sign stands among other text: a template has done more with it than place it.
pub(in crate::site) fn holds_signs(page: &[u8]) -> bool {
    page.contains(&SIGN)
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
        let signs: Vec<_> =
            value.as_map().unwrap().values().map(|text| signed(text.as_str().unwrap().as_bytes())).collect();
        assert_eq!(signs, [Some(0), None, Some(1)]);
        assert_eq!([0, 63, 64, MOST - 1].map(|number| signed(&sign(number))), [0, 63, 64, MOST - 1].map(Some));
        assert_eq!(signed(b"\x1c"), None);
    }
}
