//! A service's badge: its name, and what goes on there or its latest incident, as a small picture. Announced work is
//! none yet.

use crate::archive::{Id, Impact, Status};
use crate::derive::GoingOn;
use crate::parse::escape::escape;
use crate::site::Site;

/// The height of a badge and the space around its texts, in pixels.
const HEIGHT: usize = 20;
const MARGIN: usize = 6;

impl Site<'_> {
    /// The badge of a service in a language.
    pub(super) fn badge(&self, language: usize, service: &Id) -> Result<Vec<u8>, String> {
        let edition = self.edition(language)?;
        let name = edition.service(self.archive, service);
        let list = self.insights.lists.services.get(service).map_or(&[][..], Vec::as_slice);
        let begun = || list.iter().filter_map(|number| self.incident(*number)).filter(|one| !one.is_announced());
        let going_on = begun().filter(|incident| incident.goes_on_for_service(service));
        let gravities = going_on.map(|incident| GoingOn::of(incident.course_for(service).impact));
        // What goes on is what readers ask for first, however long ago it began.
        let (text, colour) = match (gravities.reduce(GoingOn::and), begun().next()) {
            (Some(all), _) => {
                let impact = all.told().unwrap_or(Impact::Unknown).key();
                (edition.fact(&edition.say("ongoing"), &edition.term("impact", impact).label), colour(impact))
            }
            (None, None) if !list.is_empty() => {
                (edition.term("status", Status::Scheduled.key()).label.clone(), colour(Impact::Maintenance.key()))
            }
            (None, None) => (edition.count("count-incidents", 0), "#5a5d60"),
            (None, Some(incident)) => {
                let day = edition.day(&incident.start);
                (edition.tell("badge-latest", &[("moment", day.as_str().into())]), "#2f4858")
            }
        };
        let label = edition.fact(&name, &text);
        Ok(drawing(&label, [&name, &text], colour, edition.language.as_str(), edition.direction()).into_bytes())
    }
}

/// Dark enough for white letters on all of them; no green, since no incident known is no proof of health.
fn colour(impact: &str) -> &'static str {
    match impact {
        "critical" => "#8f0f14",
        "major" => "#b03a1b",
        "minor" => "#85590a",
        "maintenance" => "#2f6690",
        _ => "#5a5d60",
    }
}

/// Two fields beside each other, the name first in the direction of reading.
fn drawing(label: &str, [name, text]: [&str; 2], colour: &str, lang: &str, dir: &str) -> String {
    let (first, second) = (width(name) + 2 * MARGIN, width(text) + 2 * MARGIN);
    let whole = first + second;
    let (name_at, text_at) = if dir == "rtl" { (second, 0) } else { (0, first) };
    let label = escape(label);
    let field = |at: usize, wide: usize, fill: &str, words: &str| {
        format!(
            "<rect x=\"{at}\" width=\"{wide}\" height=\"{HEIGHT}\" fill=\"{fill}\"/><text x=\"{}\" y=\"14\" \
             textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\">{}</text>",
            at + wide / 2,
            wide - 2 * MARGIN,
            escape(words),
        )
    };
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{whole}\" height=\"{HEIGHT}\" role=\"img\" lang=\"{lang}\" \
         aria-label=\"{label}\"><title>{label}</title><g fill=\"#fff\" text-anchor=\"middle\" direction=\"{dir}\" \
         font-family=\"Verdana,'DejaVu Sans','Noto Sans Arabic',sans-serif\" font-size=\"11\">{}{}</g></svg>\n",
        field(name_at, first, "#17191b", name),
        field(text_at, second, colour, text),
    )
}

/// About how wide a text is at eleven pixels; the drawing stretches it to just that.
fn width(text: &str) -> usize {
    let tenths = |c: char| match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | ' ' => 40,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 105,
        'A'..='Z' => 78,
        '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{2066}'..='\u{2069}' => 0,
        '\u{590}'..='\u{8ff}' => 60,
        '\u{2e80}'..='\u{ffdc}' => 110,
        _ => 68,
    };
    (text.chars().map(tenths).sum::<usize>() / 10).max(MARGIN)
}
