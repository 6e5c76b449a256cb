//! The prose of a write-up: 300 to 500 words of markdown.

use std::fmt::Write as _;

use super::Plan;
use super::facts::{Core, Facts};
use super::grammar::{Grammar, Scene};
use super::moment::{self, Precision};
use super::names;
use super::random::Random;
use super::world;

/// The body of an incident's write-up in the grammar's language.
pub(crate) fn write(plan: &Plan, facts: &Facts, grammar: &Grammar) -> String {
    let mut random = Random::new(plan.seed, facts.core.number, 100 + grammar.language() as u64);
    let scene = scene(facts, grammar, &mut random);
    let mut body = Body { plan, facts, grammar, scene, random, text: String::new(), words: 0 };
    let target = 300 + body.random.index(120);
    let updates = body.updates();
    body.words = words(&updates);
    let start = body.words;
    let share = |part| start + (target - start) * part / 100;
    body.paragraphs(share(25));
    body.heading();
    body.paragraphs(share(45));
    body.list();
    body.link();
    body.heading();
    body.paragraphs(share(70));
    body.extra();
    body.heading();
    body.paragraphs(target);
    body.text + &updates
}

/// What an incident's phrases talk about in a language.
pub(crate) fn scene(facts: &Facts, grammar: &Grammar, random: &mut Random) -> Scene {
    Scene {
        service: world::services()[facts.core.service].names[grammar.language() as usize],
        entities: facts.entities.clone(),
        cause: facts.cause,
        plain: random.chance(40),
    }
}

struct Body<'a> {
    plan: &'a Plan,
    facts: &'a Facts,
    grammar: &'a Grammar,
    scene: Scene,
    random: Random,
    text: String,
    words: usize,
}

impl Body<'_> {
    fn phrase(&mut self, list: &str) -> String {
        self.grammar.phrase(list, &self.scene, &mut self.random)
    }

    fn block(&mut self, text: &str) {
        self.words += words(text);
        self.text.push_str(text);
        self.text.push_str("\n\n");
    }

    /// Paragraphs until the body has so many words.
    fn paragraphs(&mut self, words: usize) {
        while self.words < words {
            let mut paragraph = self.sentence();
            for _ in 0..2 + self.random.index(3) {
                if self.words + self::words(&paragraph) < words {
                    paragraph = format!("{paragraph} {}", self.sentence());
                }
            }
            self.block(&paragraph);
        }
    }

    /// A sentence, every fourth with a citation.
    fn sentence(&mut self) -> String {
        let mut sentence = self.phrase("sentence");
        if self.random.chance(25) {
            sentence.push_str(&self.citation());
        }
        sentence
    }

    fn citation(&mut self) -> String {
        format!("[^s{}]", self.random.index(self.facts.sources) + 1)
    }

    fn heading(&mut self) {
        let heading = self.phrase("heading");
        self.block(&format!("## {heading}"));
    }

    fn list(&mut self) {
        let count = 3 + self.random.index(3);
        let numbered = self.random.chance(30);
        let items = (1..=count).map(|nth| {
            let mark = if numbered { format!("{nth}.") } else { "-".to_owned() };
            format!("{mark} {}", self.phrase("item"))
        });
        let items: Vec<_> = items.collect();
        self.block(&items.join("\n"));
    }

    /// A sentence that links to an earlier incident, to the service or out of the archive.
    fn link(&mut self) {
        let earlier = earlier(self.plan, self.facts, &mut self.random);
        let (list, address) = match self.random.below(3) {
            0 => ("link.service", service_address(self.facts)),
            1 => match earlier {
                Some(core) => {
                    // The phrase is about the other incident's service.
                    self.scene.service = world::services()[core.service].names[self.grammar.language() as usize];
                    ("link.incident", format!("../{}/{}", core.folder(), core.file(core.original)))
                }
                None => ("link.service", service_address(self.facts)),
            },
            _ => ("link.external", format!("https://status.example/{}", self.facts.core.id)),
        };
        let sentence = self.phrase(list);
        self.scene.service = world::services()[self.facts.core.service].names[self.grammar.language() as usize];
        let anchor = self.grammar.words("anchor", &self.scene, &mut self.random);
        self.block(&sentence.replace("{link}", &format!("[{anchor}]({address})")));
    }

    /// A table in a quarter of the write-ups, else a quotation or a footnote in some.
    fn extra(&mut self) {
        match self.random.below(100) {
            0..25 => self.table(),
            25..35 => {
                let quote = self.phrase("quote");
                self.block(&format!("> {quote}"));
            }
            35..40 => {
                let (sentence, note) = (self.phrase("sentence"), self.phrase("footnote"));
                self.block(&format!("{sentence}[^count]"));
                self.block(&format!("[^count]: {note}"));
            }
            _ => {}
        }
    }

    fn table(&mut self) {
        let mut table = format!("| {} |\n|---|---|--:|", self.phrase("table"));
        for _ in 0..3 + self.random.index(3) {
            let (cell, state) = (self.phrase("cell"), self.phrase("state"));
            let share = self.grammar.percent(self.random.below(101), &self.scene);
            let _ = write!(table, "\n| {cell} | {state} | {share} |");
        }
        self.block(&table);
    }

    /// The updates as headings with their text, for the incidents that have them in the body.
    fn updates(&mut self) -> String {
        let facts = self.facts;
        let mut text = String::new();
        for update in facts.updates.iter().filter(|_| facts.updates_in_body) {
            let at = moment::write(update.at, Precision::Minute);
            let by = update.by.map(|entity| format!(" — {}", handle(entity))).unwrap_or_default();
            let source = update.source.map(|number| format!(" [^s{number}]")).unwrap_or_default();
            let said = self.phrase(&format!("update.{}", update.status));
            let _ = write!(text, "## {at} {}{by}{source}\n\n{said}\n\n", update.status);
        }
        text
    }
}

/// Who said something, in every language the same.
pub(crate) fn handle(entity: usize) -> String {
    format!("@{}", names::name(entity, super::Language::English).to_lowercase())
}

/// An incident before this one that can be referred to.
pub(crate) fn earlier(plan: &Plan, facts: &Facts, random: &mut Random) -> Option<Core> {
    let number = facts.core.number;
    let back = 1 + random.below(number.clamp(1, 500));
    number.checked_sub(back).map(|number| Core::new(plan, number)).filter(|core| !core.withdrawn)
}

fn service_address(facts: &Facts) -> String {
    format!("../../services/{}.md", world::services()[facts.core.service].id)
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}
