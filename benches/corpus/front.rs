//! The front matter of a write-up: facts and texts of an original, texts of a translation.

use std::fmt::Write as _;

use super::Plan;
use super::body::{earlier, handle, scene};
use super::facts::{CAUSES, CauseForm, End, Facts, Update};
use super::grammar::{Grammar, Scene};
use super::moment::{self, Precision};
use super::names;
use super::random::Random;
use super::world;

/// The lines between the `---` of an incident's write-up in the grammar's language.
pub(crate) fn write(plan: &Plan, facts: &Facts, grammar: &Grammar) -> String {
    let mut random = Random::new(plan.seed, facts.core.number, 200 + grammar.language() as u64);
    let scene = scene(facts, grammar, &mut random);
    let mut front = Front { plan, facts, grammar, scene, random, text: String::new() };
    front.title();
    if grammar.language() == facts.core.original {
        front.moments();
        front.impact();
        front.services();
        front.regions();
        front.cause();
        front.sources();
        front.claims();
        front.figures();
        front.reports();
        front.related();
        front.updates();
        front.amendments();
        front.rest();
    } else {
        front.translated();
    }
    front.text
}

const TAGS: [&str; 24] = [
    "mobile",
    "submarine-cable",
    "voip",
    "elections",
    "exams",
    "heatwave",
    "storm",
    "weekend",
    "holiday",
    "rollout",
    "third-party",
    "hijack",
    "throttling",
    "data-loss",
    "login",
    "billing",
    "long-running",
    "repeat",
    "bgp",
    "ipv6",
    "fibre",
    "satellite",
    "emergency-calls",
    "regional",
];

const ROLES: [&str; 4] = ["official", "press", "crowd", "measurement"];

struct Front<'a> {
    plan: &'a Plan,
    facts: &'a Facts,
    grammar: &'a Grammar,
    scene: Scene,
    random: Random,
    text: String,
}

impl Front<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// A phrase as a quoted scalar.
    fn quoted(&mut self, list: &str) -> String {
        quote(&self.grammar.phrase(list, &self.scene, &mut self.random))
    }

    fn source(&mut self) -> String {
        format!("s{}", self.random.index(self.facts.sources) + 1)
    }

    fn title(&mut self) {
        let title = self.quoted("title");
        self.line(&format!("title: {title}"));
        match self.random.below(10) {
            0..5 => {
                let summary = self.quoted("summary");
                self.line(&format!("summary: {summary}"));
            }
            5..7 => {
                let summary = self.grammar.phrase("summary", &self.scene, &mut self.random);
                self.line(&format!("summary: >-\n  {summary}"));
            }
            _ => {}
        }
    }

    fn moments(&mut self) {
        let start = moment::write(self.facts.core.start, self.facts.precision);
        match self.facts.end {
            End::At(at, precision) => self.line(&format!("date: {start}\nend: {}", moment::write(at, precision))),
            End::Interval(at) => self.line(&format!("date: {start}/{}", moment::write(at, Precision::Minute))),
            End::Unknown => self.line(&format!("date: {start}\nend: unknown")),
            End::Ongoing => self.line(&format!("date: {start}\nend: ongoing")),
            End::Absent => self.line(&format!("date: {start}")),
        }
    }

    fn impact(&mut self) {
        if let Some(impact) = self.facts.impact {
            self.line(&format!("impact: {impact}"));
        }
        if self.random.chance(15)
            && let Some(update) = self.facts.updates.last()
        {
            self.line(&format!("status: {}", update.status));
        }
    }

    fn services(&mut self) {
        let all = world::services();
        let first = all[self.facts.core.service].id;
        let mut ids = vec![first];
        let count = *self.random.pick(&[0, 0, 0, 1, 2]);
        let numbers: Vec<_> = (0..all.len()).filter(|number| *number != self.facts.core.service).collect();
        ids.extend(self.random.sample(&numbers, count).into_iter().map(|number| all[number].id));
        if self.random.chance(80) {
            return self.line(&format!("services: [{}]", ids.join(", ")));
        }
        let region = self.facts.regions[0];
        let start = moment::write(self.facts.core.start, Precision::Minute);
        self.line(&format!("services:\n  - {{ id: {first}, impact: major, date: {start}, regions: [{region}] }}"));
        for id in &ids[1..] {
            self.line(&format!("  - {{ id: {id}, impact: minor }}"));
        }
    }

    fn regions(&mut self) {
        if self.random.chance(85) {
            return self.line(&format!("regions: [{}]", self.facts.regions.join(", ")));
        }
        self.line("regions:");
        for region in &self.facts.regions {
            let source = self.source();
            self.line(&format!("  - {{ region: {region}, source: {source} }}"));
        }
    }

    fn cause(&mut self) {
        let kind = self.facts.cause;
        let source = self.source();
        match self.facts.cause_form {
            CauseForm::Absent => {}
            CauseForm::Kind => self.line(&format!("cause: {kind}")),
            CauseForm::Whole => {
                let by = quote(&names::name(self.facts.entities[0], self.grammar.language()));
                self.line(&format!("cause:\n  kind: {kind}\n  certainty: claimed\n  by: {by}\n  source: {source}"));
                if kind == "government-directed" {
                    let text = self.quoted("justification");
                    self.line(&format!("  justification: {{ by: {by}, text: {text}, source: {source} }}"));
                }
            }
            CauseForm::Summary => {
                let summary = self.quoted("cause-summary");
                self.line(&format!(
                    "cause: {{ kind: {kind}, certainty: confirmed, source: {source}, summary: {summary} }}"
                ));
            }
            CauseForm::List => {
                let others: Vec<_> = CAUSES.into_iter().filter(|other| ![kind, "unknown"].contains(other)).collect();
                let other = self.random.pick(&others);
                self.line(&format!("cause:\n  - {{ kind: {kind}, certainty: claimed, source: {source} }}"));
                self.line(&format!("  - {{ kind: {other}, certainty: suspected }}"));
            }
        }
    }

    fn sources(&mut self) {
        self.line("sources:");
        for (number, role) in ROLES.iter().enumerate().take(self.facts.sources) {
            let title = self.quoted("source-title");
            let entity = self.facts.entities[number];
            let publisher = quote(&names::name(entity, self.grammar.language()));
            let site = format!("{}.example/{}", &handle(entity)[1..], self.facts.core.id);
            let date = moment::day(self.facts.core.start + 86_400 * i64::from(self.random.chance(50)));
            let mut fields = vec![
                format!("id: s{}", number + 1),
                format!("title: {title}"),
                format!("publisher: {publisher}"),
                format!("url: \"https://{site}\""),
            ];
            if self.random.chance(60) {
                fields.push(format!("archived: \"https://archive.example/{}/{site}\"", date.replace('-', "")));
            }
            fields.push(format!("date: {date}"));
            fields.push(format!("lang: {}", self.facts.core.original.code()));
            fields.push(format!("role: {role}"));
            self.entry(&fields);
        }
    }

    /// An entry of a list, as a flow mapping or in lines of its own.
    fn entry(&mut self, fields: &[String]) {
        if self.random.chance(60) {
            self.line(&format!("  - {{ {} }}", fields.join(", ")));
        } else {
            self.line(&format!("  - {}", fields.join("\n    ")));
        }
    }

    fn claims(&mut self) {
        if !self.random.chance(25) {
            return;
        }
        let start = self.facts.core.start;
        let (about, value) = match self.random.below(5) {
            0 => ("date", moment::write(start - 480, Precision::Minute)),
            1 => ("end", moment::write(start + 2 * 86_400, Precision::Minute)),
            2 => ("regions", format!("[{}]", self.random.sample(&world::REGIONS, 2).join(", "))),
            3 => ("impact", "critical".to_owned()),
            _ => ("cause", (*self.random.pick(&CAUSES)).to_owned()),
        };
        let (source, note) = (self.source(), self.quoted("claim-note"));
        self.line("claims:");
        self.entry(&[
            format!("about: {about}"),
            format!("value: {value}"),
            format!("source: {source}"),
            format!("note: {note}"),
        ]);
    }

    fn figures(&mut self) {
        for (nth, what) in self.facts.figures.iter().enumerate() {
            if nth == 0 {
                self.line("figures:");
            }
            let count = 100 + self.random.below(900_000);
            let size = match self.random.below(4) {
                0 => format!("at-least: {count}"),
                1 => format!("at-most: {count}"),
                2 => format!("between: [{count}, {}]", count * 2),
                _ => format!("value: {count}"),
            };
            let (source, note) = (self.source(), self.quoted("figure-note"));
            self.entry(&[format!("what: {what}"), size, format!("source: {source}"), format!("note: {note}")]);
        }
    }

    /// A crowd's reports, where the third source is a crowd's.
    fn reports(&mut self) {
        if self.facts.sources < 3 || !self.random.chance(40) {
            return;
        }
        let region = self.facts.regions[0];
        let at = moment::write(self.facts.core.start + 1800, Precision::Minute);
        let first = 30 + self.random.below(40);
        let second = self.random.below(100 - first);
        let other = *self.random.pick(&["sending", "receiving", "login", "app", "website", "other"]);
        let shares = format!("shares: {{ connection: {first}, {other}: {second} }}");
        self.line(&format!("reports:\n  - {{ source: s3, at: {at}, region: {region}, {shares} }}"));
        if self.random.chance(40) {
            let points: Vec<_> = (0..8).map(|step| self.point(step)).collect();
            self.line(&format!("  - {{ source: s3, region: {region}, points: [{}] }}", points.join(", ")));
        }
    }

    fn point(&mut self, step: i64) -> String {
        let at = moment::write(self.facts.core.start + step * 900, Precision::Minute);
        format!("[{at}, {}]", self.random.below(20_000))
    }

    /// Relations lead to earlier incidents only, so no chain of precursors closes.
    fn related(&mut self) {
        let kinds = ["precursor", "follows", "same-cause", "context", "see-also", "not-to-be-confused-with"];
        let count = *self.random.pick(&[0, 0, 0, 1, 1, 2]);
        let mut ids = Vec::new();
        for _ in 0..count {
            ids.extend(earlier(self.plan, self.facts, &mut self.random).map(|core| core.id));
        }
        ids.dedup();
        for (nth, id) in ids.iter().enumerate() {
            let kind = *self.random.pick(&kinds);
            let key = if nth == 0 { "related:\n" } else { "" };
            let entry = if kind == "see-also" { id.clone() } else { format!("{{ id: {id}, as: {kind} }}") };
            self.line(&format!("{key}  - {entry}"));
        }
    }

    fn updates(&mut self) {
        if self.facts.updates_in_body {
            return;
        }
        self.line("updates:");
        for update in &self.facts.updates {
            let said = self.said(update);
            let mut fields = vec![
                format!("at: {}", moment::write(update.at, Precision::Minute)),
                format!("status: {}", update.status),
            ];
            fields.extend(update.source.map(|number| format!("source: s{number}")));
            fields.extend(update.by.map(|entity| format!("by: \"{}\"", handle(entity))));
            fields.push(format!("text: {said}"));
            self.entry(&fields);
        }
    }

    fn said(&mut self, update: &Update) -> String {
        self.quoted(&format!("update.{}", update.status))
    }

    fn amendments(&mut self) {
        for (nth, at) in self.facts.amendments.iter().enumerate() {
            let key = if nth == 0 { "amendments:\n" } else { "" };
            let note = self.quoted("amendment");
            self.line(&format!("{key}  - {{ date: {}, note: {note} }}", moment::day(*at)));
        }
    }

    fn rest(&mut self) {
        let count = self.random.index(4);
        let tags = self.random.sample(&TAGS, count);
        if !tags.is_empty() {
            self.line(&format!("tags: [{}]", tags.join(", ")));
        }
        if self.random.chance(3) {
            self.line(&format!("aliases: [incident-{}]", self.facts.core.number));
        }
        if self.facts.core.withdrawn {
            let reason = self.quoted("amendment");
            self.line(&format!("withdrawn: {reason}"));
        }
        if self.random.chance(10) {
            let ticket = self.random.below(1_000_000);
            self.line(&format!("x:\n  ticket: \"INC-{ticket:06}\"\n  reviewed: true"));
        }
    }

    /// The texts of a translation, beside the facts that tell where they belong.
    fn translated(&mut self) {
        if self.facts.cause_form == CauseForm::Summary {
            let summary = self.quoted("cause-summary");
            self.line(&format!("cause: {{ kind: {}, summary: {summary} }}", self.facts.cause));
        }
        for (nth, what) in self.facts.figures.iter().enumerate() {
            let key = if nth == 0 { "figures:\n" } else { "" };
            let note = self.quoted("figure-note");
            self.line(&format!("{key}  - {{ what: {what}, note: {note} }}"));
        }
        self.translated_updates();
        self.amendments();
    }

    /// Four in five name the moment, the others rely on the order.
    fn translated_updates(&mut self) {
        if self.facts.updates_in_body {
            return;
        }
        let by_moment = self.random.chance(80);
        self.line("updates:");
        for update in &self.facts.updates {
            let said = self.said(update);
            let at = moment::write(update.at, Precision::Minute);
            let at = if by_moment { format!("at: {at}, ") } else { String::new() };
            let _ = writeln!(self.text, "  - {{ {at}text: {said} }}");
        }
    }
}

/// A double-quoted scalar.
fn quote(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
