//! Phrases of a language that fill each other's gaps.

use std::collections::BTreeMap;

use super::Language;
use super::names::{self, capitalised};
use super::random::{Random, Zipf};

/// The lists of phrases of one language.
pub(crate) struct Grammar {
    language: Language,
    lists: BTreeMap<&'static str, Phrases>,
}

struct Phrases {
    lines: Vec<&'static str>,
    law: Zipf,
}

/// What the phrases of one write-up talk about.
pub(crate) struct Scene {
    /// The service's name in the language.
    pub(crate) service: &'static str,
    /// The entities that occur, the most frequent first.
    pub(crate) entities: Vec<usize>,
    /// The kind of cause.
    pub(crate) cause: &'static str,
    /// Whether it is typed plainly: straight apostrophes, ASCII digits.
    pub(crate) plain: bool,
}

impl Grammar {
    /// The grammar of a language.
    pub(crate) fn new(language: Language) -> Self {
        let text = match language {
            Language::English => include_str!("grammar/en.txt"),
            Language::French => include_str!("grammar/fr.txt"),
            Language::Arabic => include_str!("grammar/ar.txt"),
        };
        let lists = lists(text).into_iter().map(|(list, lines)| {
            let law = Zipf::new(lines.len(), 2);
            (list, Phrases { lines, law })
        });
        Self { language, lists: lists.collect() }
    }

    /// The language it is of.
    pub(crate) fn language(&self) -> Language {
        self.language
    }

    /// A phrase of a list, its first letter in upper case; `{link}` stays as it is.
    pub(crate) fn phrase(&self, list: &str, scene: &Scene, random: &mut Random) -> String {
        capitalised(&self.words(list, scene, random))
    }

    /// A phrase of a list as it stands inside a sentence.
    pub(crate) fn words(&self, list: &str, scene: &Scene, random: &mut Random) -> String {
        let mut text = String::new();
        self.expand(list, scene, random, &mut text);
        if self.language == Language::French {
            text = text.replace(" que un", " qu’un");
        }
        if scene.plain { text.replace('’', "'") } else { text }
    }

    fn expand(&self, list: &str, scene: &Scene, random: &mut Random, out: &mut String) {
        let phrases = self.lists.get(list).expect("a phrase names a list of its grammar");
        let mut rest = phrases.lines[phrases.law.draw(random)];
        while let Some((before, (gap, after))) =
            rest.split_once('{').and_then(|(before, tail)| Some((before, tail.split_once('}')?)))
        {
            out.push_str(before);
            self.fill(gap, scene, random, out);
            rest = after;
        }
        out.push_str(rest);
    }

    fn fill(&self, gap: &str, scene: &Scene, random: &mut Random, out: &mut String) {
        match gap {
            "link" => out.push_str("{link}"),
            "service" => out.push_str(scene.service),
            "name" => {
                let entity = scene.entities[random.index(scene.entities.len()).min(random.index(scene.entities.len()))];
                out.push_str(&names::name(entity, self.language));
            }
            "cause" => self.expand(&format!("cause.{}", scene.cause), scene, random, out),
            "number" => out.push_str(&self.number(10 + random.below(9_990), scene)),
            "percent" => out.push_str(&self.percent(1 + random.below(98), scene)),
            "identifier" => out.push_str(&identifier(random)),
            list => self.expand(list, scene, random, out),
        }
    }

    /// A share in percent, as the language sets it.
    pub(crate) fn percent(&self, value: u64, scene: &Scene) -> String {
        let number = self.number(value, scene);
        match self.language {
            Language::English => format!("{number}%"),
            Language::French => format!("{number}\u{a0}%"),
            Language::Arabic => format!("{number}٪"),
        }
    }

    fn number(&self, value: u64, scene: &Scene) -> String {
        let digits = value.to_string();
        if self.language != Language::Arabic || scene.plain {
            return digits;
        }
        digits.chars().filter_map(|digit| "٠١٢٣٤٥٦٧٨٩".chars().nth(digit.to_digit(10)? as usize)).collect()
    }
}

fn identifier(random: &mut Random) -> String {
    let number = random.below(1_000_000);
    match random.below(5) {
        0 => format!("INC-{number:06}"),
        1 => format!("v{}.{}.{}", number % 9, number % 37, number % 11),
        2 => format!("10.{}.{}.{}", number % 256, number / 256 % 256, number % 199),
        3 => format!("0x8007{:04x}", number % 65_536),
        _ => format!("{}-{}", random.pick(&["payments", "edge", "auth", "core", "media"]), number % 1_000),
    }
}

/// The lists of a grammar file, in which `[name]` opens a list and `#` a comment.
fn lists(text: &'static str) -> BTreeMap<&'static str, Vec<&'static str>> {
    let mut lists: BTreeMap<_, Vec<_>> = BTreeMap::new();
    let mut list = "";
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            Some(name) => list = name,
            None => lists.entry(list).or_default().push(line),
        }
    }
    lists
}
