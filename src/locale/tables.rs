//! Reads the generated tables of `data/`: lines of fields between tabs, sorted by the first.

use super::LanguageTag;

/// The rows of a table, without the line that names its columns.
pub(super) fn rows(text: &'static str) -> impl Iterator<Item = impl Iterator<Item = &'static str>> {
    text.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t'))
}

/// The rows that a table of many locales has for one, without their first field; none where no locale serves.
pub(super) fn rows_of(text: &'static str, language: &LanguageTag) -> impl Iterator<Item = &'static str> {
    let keyed = text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    let best = language.best_of(&keyed.clone().map(|(locale, _)| locale));
    keyed.filter(move |(locale, _)| Some(*locale) == best).map(|(_, fields)| fields)
}

/// One table for each of several languages.
pub(super) struct ByLanguage {
    /// Tag and text of each table.
    pub(super) tables: &'static [(&'static str, &'static str)],
}

impl ByLanguage {
    /// The table for a language, by script where one language is written in several; `None` where none fits.
    pub(super) fn text(&self, language: &LanguageTag) -> Option<&'static str> {
        language.best_of(&self.tables.iter().map(|(tag, _)| *tag)).and_then(|best| self.get(best))
    }

    fn get(&self, tag: &str) -> Option<&'static str> {
        self.tables.iter().find(|(name, _)| *name == tag).map(|(_, text)| *text)
    }
}

/// The fields after the key in a sorted table, found by halving the text.
pub(super) fn lookup(text: &'static str, key: &str) -> Option<&'static str> {
    let mut rest = text;
    while !rest.is_empty() {
        let middle = line_start(rest, rest.len() / 2);
        let (before, from) = rest.split_at(middle);
        let (line, after) = from.split_once('\n').unwrap_or((from, ""));
        let (first, fields) = line.split_once('\t').unwrap_or((line, ""));
        match first.cmp(key) {
            std::cmp::Ordering::Equal => return Some(fields),
            std::cmp::Ordering::Less => rest = after,
            std::cmp::Ordering::Greater => rest = before,
        }
    }
    None
}

/// Where the line around a byte starts.
fn line_start(text: &str, at: usize) -> usize {
    text.as_bytes().iter().take(at).rposition(|&byte| byte == b'\n').map_or(0, |newline| newline + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "# key\tvalue\nAD\tAndorra\nAD-02\tCanillo\neurope\tEurope\tother\n";

    #[test]
    fn a_row_is_found_by_its_whole_key() {
        let found = ["AD", "AD-02", "europe", "A", "AD-0", "zz", "", "#"].map(|key| lookup(TABLE, key));
        assert_eq!(found, [Some("Andorra"), Some("Canillo"), Some("Europe\tother"), None, None, None, None, None]);
    }

    #[test]
    fn rows_leave_out_the_head() {
        let first: Vec<_> = rows(TABLE).filter_map(|mut row| row.next()).collect();
        assert_eq!(first, ["AD", "AD-02", "europe"]);
    }
}
