//! What a site may do without.

use std::collections::BTreeMap;
use std::ops::Range;

use super::shapes::OUTPUTS;
use crate::parse::fields::{KeyPath, Reader};
use crate::parse::tree::Node;

/// Something a site has unless its settings switch it off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OptionalOutput {
    /// The search page with its index, and all that leads there.
    Search,
    /// The page of statistics, the lists by duration, and calendars and charts with their files.
    Statistics,
    /// Atom and JSON feeds.
    Feeds,
    /// Calendars.
    Calendars,
    /// Open data: all incidents, each incident, and their schemas.
    Data,
    /// The archive as a Statuspage tells it.
    Statuspage,
    /// A picture of each service's latest incident.
    Badges,
    /// A page of each service for other sites to frame.
    Embeds,
}

impl OptionalOutput {
    /// All of them, in the order of settings.
    pub const ALL: [Self; 8] = [
        Self::Search,
        Self::Statistics,
        Self::Feeds,
        Self::Calendars,
        Self::Data,
        Self::Statuspage,
        Self::Badges,
        Self::Embeds,
    ];

    /// Its key in settings.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Search => "search",
            Self::Statistics => "statistics",
            Self::Feeds => "feeds",
            Self::Calendars => "calendars",
            Self::Data => "data",
            Self::Statuspage => "statuspage",
            Self::Badges => "badges",
            Self::Embeds => "embeds",
        }
    }

    /// What a section of the site shows of these: without all of them there is no such section. Most show none.
    pub fn of_section(section: &str) -> &'static [Self] {
        match section {
            "search" => &[Self::Search],
            "statistics" => &[Self::Statistics],
            "data" => &[Self::Feeds, Self::Calendars, Self::Data, Self::Statuspage],
            _ => &[],
        }
    }
}

/// Which of the optional outputs a site has: all that aren't switched off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutputSwitches {
    /// What is switched off, with its bytes in site.toml.
    off: BTreeMap<OptionalOutput, Range<usize>>,
}

impl OutputSwitches {
    /// Whether the site has it.
    pub fn has(&self, output: OptionalOutput) -> bool {
        !self.off.contains_key(&output)
    }

    /// Whether the site has a section.
    pub fn has_section(&self, section: &str) -> bool {
        let shown = OptionalOutput::of_section(section);
        shown.is_empty() || shown.iter().any(|output| self.has(*output))
    }

    /// Where in site.toml what a section would show is switched off.
    pub fn off_places(&self, section: &str) -> impl Iterator<Item = &Range<usize>> {
        OptionalOutput::of_section(section).iter().filter_map(|output| self.off.get(output))
    }
}

/// Reads the table of switches.
pub(super) fn read_outputs(reader: &mut Reader, node: &Node, path: &KeyPath<'_>) -> OutputSwitches {
    let mut switches = OutputSwitches::default();
    let Some(fields) = reader.mapping(node, path, &OUTPUTS) else { return switches };
    for output in OptionalOutput::ALL {
        let Some(node) = fields.node(output.key()) else { continue };
        if reader.truth(node, &path.key(output.key())) == Some(false) {
            switches.off.insert(output, node.span.clone());
        }
    }
    switches
}
