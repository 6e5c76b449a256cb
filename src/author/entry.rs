//! A write-up or service to begin with: valid as it is, and saying in plain words what could stand in it.

use super::yaml::{list, quoted, word};
use crate::source::Segment;

/// Ids made of titles have at most so many bytes before the date.
const LONGEST_TITLE: usize = 60;

/// What a new write-up is known to be about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriteUp {
    /// The title.
    pub title: String,
    /// When it began, as typed.
    pub date: String,
    /// The ids of services.
    pub services: Vec<String>,
    /// Codes of regions.
    pub regions: Vec<String>,
}

impl WriteUp {
    /// The id: the title and the day; `None` where the title has nothing an address could be made of.
    pub fn id(&self) -> Option<String> {
        let day: String = self.date.chars().take_while(|c| c.is_ascii_digit() || *c == '-').collect();
        Some(format!("{}-{}", slug(&self.title)?, day.trim_end_matches('-')))
    }

    /// The folder of its year.
    pub fn year(&self) -> String {
        self.date.chars().take_while(char::is_ascii_digit).collect()
    }

    /// The text of the file.
    pub fn text(&self) -> String {
        let regions = match self.regions.as_slice() {
            [] => "# regions: [FR, UA]      # where: codes of countries, or names such as northern-africa".to_owned(),
            regions => format!("regions: {}", list(regions)),
        };
        let end = if self.date.contains('/') {
            "# The date above is from when to when; without its second half, `end` could stand here."
        } else {
            "end: unknown             # a moment, unknown, or ongoing"
        };
        format!(
            "---
title: {title}
# summary: \"In a sentence or two, for lists and feeds.\"
# When it began, as exactly as it is known: 2024-10, 2024-10-03, 2024-10-03T10:30Z; with ~ if it is about then.
date: {date}
{end}
services: {services}
{regions}
impact: unknown          # none, minor, major, critical, or maintenance
cause: unknown           # such as power, network, software, government-directed
# Who says so. [^status-page] in the text below cites the source of that id.
# sources:
#   - {{ id: status-page, title: \"What it is called\", url: \"https://example.org/\", role: official }}
# updates:
#   - {{ at: 2024-10-03T10:30Z, status: investigating, text: \"What was said then.\" }}
draft: true              # hidden until you remove this line
---

What happened, to whom, and for how long. Write in Markdown.
",
            title = quoted(&self.title),
            date = date(&self.date),
            services = list(&self.services),
        )
    }
}

/// What a new service is known to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewService {
    /// Its name.
    pub name: String,
}

impl NewService {
    /// The text of the file.
    pub fn text(&self) -> String {
        format!(
            "---
name: {}
# aliases: [other names people search for]
# homepage: https://example.org/
# since: 2013-08         # when it began
---

What it is, in a sentence or two.
",
            quoted(&self.name)
        )
    }
}

/// The part of an address that a title becomes, not too long and cut between words where it can be.
pub fn slug(title: &str) -> Option<String> {
    let title = title.trim();
    let lower: String = title.chars().map(|c| if c == '\'' || c == '’' { '-' } else { c }).collect();
    let whole = Segment::new(&lower).map_or_else(|problem| problem.suggestion(), |whole| Some(whole.to_string()))?;
    let fits = |end: &usize| *end <= LONGEST_TITLE;
    let ends = whole.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(fits);
    let cut = whole.get(..ends.last()?)?;
    let between_words =
        cut.rsplit_once('-').map(|(words, _)| words).filter(|words| cut.len() < whole.len() && words.len() > 20);
    let slug = between_words.unwrap_or(cut).trim_end_matches(['-', '_', '.']);
    Segment::new(slug).ok().map(|slug| slug.to_string())
}

/// A moment or interval as it was typed; only what could be misread is quoted.
fn date(typed: &str) -> String {
    let is_plain = typed.starts_with(|c: char| c.is_ascii_digit())
        && typed
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '+' | '/' | '.' | '~' | '?' | '%'))
        && !typed.ends_with(':');
    if is_plain { typed.to_owned() } else { word(typed) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_become_parts_of_addresses_in_their_own_letters() {
        for (title, expected) in [
            ("Telegram is down", "telegram-is-down"),
            ("Panne de l’Assemblée : « tout » s’arrête", "panne-de-l-assemblée-tout-s-arrête"),
            ("انقطاع الخدمة", "انقطاع-الخدمة"),
            ("a/../b", "a-..-b"),
            ("  CON  x", "con-x"),
            ("Outage: #1 – DNS - again", "outage-1-dns-again"),
            ("İstanbul'da kesinti", "istanbul-da-kesinti"),
        ] {
            assert_eq!(slug(title).as_deref(), Some(expected), "{title}");
        }
        assert_eq!(slug("؟!"), None);
        assert_eq!(slug("\u{202e}"), None);
    }

    #[test]
    fn long_titles_are_cut_between_words() {
        let slug = slug(&"about twelve letters ".repeat(9)).expect("a slug");
        assert!(
            slug.len() <= LONGEST_TITLE
                && slug.ends_with("twelve") | slug.ends_with("about") | slug.ends_with("letters"),
            "{slug}"
        );
    }

    #[test]
    fn ids_hold_the_day_as_far_as_it_is_known() {
        let id = |date: &str| {
            let title = "X".to_owned();
            WriteUp { title, date: date.into(), services: Vec::new(), regions: Vec::new() }.id()
        };
        assert_eq!(id("2024-10-03T10:30Z~").as_deref(), Some("x-2024-10-03"));
        assert_eq!(id("2024-10-03/2024-10-04").as_deref(), Some("x-2024-10-03"));
        assert_eq!(id("2024~").as_deref(), Some("x-2024"));
    }
}
