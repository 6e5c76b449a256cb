//! Words of an edition that are read once: those that stand in prose, those of the pages' script.

use serde_json::json;

use super::Edition;
use crate::config::{OptionalOutput, OutputSwitches};
use crate::locale::LanguageTag;
use crate::site::prose::ProseWords;

impl Edition {
    pub(super) fn read_prose_words(&self) -> ProseWords {
        ProseWords {
            source: self.say("source"),
            archived: self.say("source-archived"),
            accessed: self.say("source-accessed"),
            footnotes: self.say("footnotes"),
            back: self.say("prose-back"),
            table: self.say("prose-table"),
            done: self.say("prose-done"),
            open: self.say("prose-open"),
            alerts: ["alert-note", "alert-tip", "alert-important", "alert-warning", "alert-caution"]
                .map(|key| self.say(key)),
        }
    }

    /// What the script of pages says, as JSON, with {0} and {1} where it fills something in.
    pub(super) fn script_words(&self) -> String {
        let around = |key: &str, argument: &str| self.tell(key, &[(argument, "{0}".into())]);
        let words = json!({
            "local": around("local-time", "time"),
            "about": around("moment-approximate-time", "time"),
            "aboutClock": self.tell("moment-approximate-clock", &[("day", "{0}".into()), ("time", "{1}".into())]),
            "uncertain": around("moment-uncertain", "moment"),
            "zone": around("local-zone", "zone"),
            "copy": self.say("copy"),
            "copied": self.say("copied"),
            "byHand": self.say("copy-by-hand"),
        });
        words.to_string()
    }
}

/// The messages that name the page of data and feeds, by what it shows.
pub struct DataWords {
    /// In the navigation.
    pub label: &'static str,
    /// On the page.
    pub heading: &'static str,
    /// What it shows, in a sentence.
    pub lead: &'static str,
}

impl DataWords {
    /// For a site with these outputs.
    pub fn new(outputs: &OutputSwitches) -> Self {
        let has = |one, other| outputs.has(one) || outputs.has(other);
        let to_subscribe = has(OptionalOutput::Feeds, OptionalOutput::Calendars);
        let to_take = has(OptionalOutput::Data, OptionalOutput::Statuspage);
        match (to_subscribe, to_take) {
            (true, false) => Self { label: "data-feeds", heading: "data-feeds", lead: "data-feeds-lead" },
            (false, true) => Self { label: "data-files", heading: "data-files", lead: "data-files-lead" },
            _ => Self { label: "data", heading: "data-heading", lead: "data-lead" },
        }
    }
}

/// The English name of a language, which is what babel and polyglossia call it, where it is one plain word.
pub(super) fn babel_name(language: &LanguageTag) -> String {
    let english = "en".parse().expect("`en` is a language tag");
    let primary = language.primary().parse::<LanguageTag>().ok();
    let name = primary.and_then(|primary| primary.name_in(&english)).unwrap_or_default().to_lowercase();
    if name.bytes().all(|byte| byte.is_ascii_lowercase()) { name } else { String::new() }
}
