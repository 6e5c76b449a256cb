//! Lists as a sentence holds them: "A, B and C".

use std::fmt::{self, Write};

use icu_list::options::{ListFormatterOptions, ListLength};
use icu_list::{ListFormatter, ListFormatterPreferences, parts};
use writeable::{Part, PartsWrite, Writeable};

use super::LanguageTag;
use super::escape::escape_html;

/// Formats lists of one locale.
#[derive(Debug)]
pub(super) struct Lists {
    and: ListFormatter,
    units: ListFormatter,
    units_short: ListFormatter,
}

impl Lists {
    pub(super) fn new(language: &LanguageTag) -> Self {
        let preferences = ListFormatterPreferences::from(&language.identifier());
        let wide = ListFormatterOptions::default().with_length(ListLength::Wide);
        let short = ListFormatterOptions::default().with_length(ListLength::Short);
        let known = "root has lists for every locale";
        Self {
            and: ListFormatter::try_new_and(preferences, wide).expect(known),
            units: ListFormatter::try_new_unit(preferences, wide).expect(known),
            units_short: ListFormatter::try_new_unit(preferences, short).expect(known),
        }
    }

    pub(super) fn and<T: AsRef<str>>(&self, items: &[T]) -> String {
        self.and.format(items.iter().map(AsRef::as_ref)).to_string()
    }

    pub(super) fn and_html<T: AsRef<str>, H: AsRef<str>>(&self, items: &[(T, H)]) -> String {
        let mut page = Fragments { items: items.iter().map(|(_, html)| html.as_ref()), out: String::new() };
        let list = self.and.format(items.iter().map(|(text, _)| text.as_ref()));
        list.write_to_parts(&mut page).expect("a string takes every text");
        page.out
    }

    pub(super) fn units(&self, items: &[String], short: bool) -> String {
        let formatter = if short { &self.units_short } else { &self.units };
        formatter.format(items.iter().map(String::as_str)).to_string()
    }
}

/// Writes a list with each element's text exchanged for its HTML, and what joins them escaped.
struct Fragments<'a, I: Iterator<Item = &'a str>> {
    items: I,
    out: String,
}

impl<'a, I: Iterator<Item = &'a str>> Write for Fragments<'a, I> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        escape_html(text, &mut self.out);
        Ok(())
    }
}

impl<'a, I: Iterator<Item = &'a str>> PartsWrite for Fragments<'a, I> {
    type SubPartsWrite = Self;

    fn with_part(&mut self, part: Part, mut write: impl FnMut(&mut Self) -> fmt::Result) -> fmt::Result {
        if part != parts::ELEMENT {
            return write(self);
        }
        let start = self.out.len();
        write(self)?;
        self.out.truncate(start);
        self.out.push_str(self.items.next().unwrap_or_default());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lists(language: &str) -> Lists {
        Lists::new(&language.parse().unwrap())
    }

    #[test]
    fn lists_are_joined_by_locale() {
        let joined = ["en", "en-GB", "fr", "ar", "zh"].map(|language| lists(language).and(&["A", "B", "C"]));
        assert_eq!(joined, ["A, B, and C", "A, B and C", "A, B et C", "A وB وC", "A、B和C"]);
    }

    #[test]
    fn short_lists_are_lists_too() {
        let en = lists("en");
        assert_eq!([en.and::<&str>(&[]), en.and(&["A"]), en.and(&["A", "B"])], ["", "A", "A and B"]);
    }

    #[test]
    fn fragments_keep_their_markup() {
        let items = [("A&B", "<b>A&amp;B</b>"), ("Irán", "<i>Irán</i>")];
        assert_eq!(lists("en").and_html(&items), "<b>A&amp;B</b> and <i>Irán</i>");
        assert_eq!(lists("es").and_html(&items), "<b>A&amp;B</b> e <i>Irán</i>");
        assert_eq!(lists("ar").and_html(&items), "<b>A&amp;B</b> و<i>Irán</i>");
    }
}
