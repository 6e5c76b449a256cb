//! Which plural categories a language needs, and which a message has.

use std::collections::{BTreeMap, BTreeSet};

use icu_plurals::PluralCategory;

use super::{Key, Message, Piece, Select};
use crate::locale::Locale;

/// A choice by number that lacks a plural category of its language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PluralGap {
    /// The message.
    pub key: String,
    /// The variable that chooses.
    pub variable: String,
    /// The categories without a variant.
    pub missing: Vec<&'static str>,
}

pub(super) fn gaps(table: &BTreeMap<&String, &Message>, locale: &Locale) -> Vec<PluralGap> {
    let needed = categories_of_counts(locale);
    let mut gaps = Vec::new();
    for (key, message) in table {
        let mut selects = Vec::new();
        gather(&message.pattern, &mut selects);
        for select in selects.into_iter().filter(|select| is_plural(select)) {
            let has = |category: &&str| select.variants.iter().any(|(key, _)| is_word(key, category));
            let missing: Vec<_> = needed.iter().copied().filter(|category| !has(category)).collect();
            if !missing.is_empty() {
                gaps.push(PluralGap { key: (*key).clone(), variable: select.variable.clone(), missing });
            }
        }
    }
    gaps
}

/// The categories that whole numbers have; others are for fractions, such as Russian's `other`. Rules look at the last two
/// digits, and at whether there are millions.
fn categories_of_counts(locale: &Locale) -> Vec<&'static str> {
    let counted: BTreeSet<PluralCategory> =
        (0..=200).chain([1_000, 1_000_000, 1_000_000_000]).map(|count| locale.plural(count)).collect();
    locale.plural_categories().filter(|category| counted.contains(category)).map(category_name).collect()
}

/// The name CLDR has for a category.
pub(super) const fn category_name(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

/// Whether numbers choose: by value, or by nothing but plural categories. `other` is the default of words as well.
fn is_plural(select: &Select) -> bool {
    let category = |key: &Key| matches!(key, Key::Word(word) if PluralCategory::get_for_cldr_string(word).is_some());
    let number = |key: &Key| matches!(key, Key::Number(_));
    select.variants.iter().all(|(key, _)| category(key) || number(key))
}

fn is_word(key: &Key, wanted: &str) -> bool {
    matches!(key, Key::Word(word) if word == wanted)
}

fn gather<'a>(pattern: &'a [Piece], selects: &mut Vec<&'a Select>) {
    for piece in pattern {
        if let Piece::Select(select) = piece {
            selects.push(select);
            select.variants.iter().for_each(|(_, pattern)| gather(pattern, selects));
        }
    }
}
