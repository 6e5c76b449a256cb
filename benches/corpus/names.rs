//! Invented proper nouns: the same entity in Latin and in Arabic letters.

use super::Language;

/// How many entities there are.
pub(crate) const COUNT: usize = 16 * 16 * 12;

const FIRST: [(&str, &str); 16] = [
    ("var", "فار"),
    ("kes", "كيس"),
    ("tol", "تول"),
    ("mar", "مار"),
    ("bel", "بيل"),
    ("dron", "درون"),
    ("sil", "سيل"),
    ("ran", "ران"),
    ("lum", "لوم"),
    ("fen", "فين"),
    ("zar", "زار"),
    ("nov", "نوف"),
    ("cor", "كور"),
    ("hal", "هال"),
    ("wes", "ويس"),
    ("jan", "جان"),
];

const MIDDLE: [(&str, &str); 16] = [
    ("a", "ا"),
    ("i", "ي"),
    ("o", "و"),
    ("ami", "امي"),
    ("eto", "يتو"),
    ("uri", "وري"),
    ("ano", "انو"),
    ("ilo", "يلو"),
    ("ebo", "يبو"),
    ("oma", "وما"),
    ("ula", "ولا"),
    ("isa", "يسا"),
    ("aro", "ارو"),
    ("eni", "يني"),
    ("oka", "وكا"),
    ("ado", "ادو"),
];

const LAST: [(&str, &str); 12] = [
    ("nello", "نيلو"),
    ("strin", "سترين"),
    ("var", "فار"),
    ("dane", "دين"),
    ("mont", "مونت"),
    ("shir", "شير"),
    ("ksen", "كسن"),
    ("bad", "باد"),
    ("ville", "فيل"),
    ("grad", "غراد"),
    ("lis", "ليس"),
    ("tech", "تك"),
];

/// The name of an entity (below `COUNT`) in a language.
pub(crate) fn name(entity: usize, language: Language) -> String {
    // 1103 is coprime to COUNT: neighbours in rank don't share their first syllable.
    let place = entity * 1103 % COUNT;
    let parts = [FIRST[place / 192], MIDDLE[place / 12 % 16], LAST[place % 12]];
    match language {
        Language::Arabic => parts.iter().map(|(_, arabic)| *arabic).collect(),
        Language::English | Language::French => capitalised(&parts.map(|(latin, _)| latin).concat()),
    }
}

/// A text with its first letter in upper case.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
