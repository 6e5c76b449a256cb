//! Light stemming for Arabic: articles and conjunctions off the front, endings off the back.
//!
//! The rules are those of light10 (Larkey, Ballesteros and Connell 2007), on folded text: ة is ه and ى is ي. The
//! theme's script has the same, so that a form that stands nowhere in the archive is found.

const PREFIXES: [&str; 7] = ["ال", "وال", "بال", "كال", "فال", "لل", "و"];
const SUFFIXES: [&str; 8] = ["ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"];
const PROCLITICS: [char; 6] = ['و', 'ف', 'ب', 'ل', 'ك', 'س'];

/// The stem of a folded Arabic word; any other word is its own stem.
pub fn light_arabic(folded: &str) -> &str {
    let mut stem = PREFIXES.iter().find_map(|prefix| without_prefix(folded, prefix)).unwrap_or(folded);
    for suffix in SUFFIXES {
        stem = stem.strip_suffix(suffix).filter(|rest| longer_than(rest, 1)).unwrap_or(stem);
    }
    stem
}

/// The word without a particle of one letter written onto its front, such as "in" or "for". Many words merely begin
/// with such a letter: only where the rest is a known word is this more than a guess.
pub fn without_proclitic(folded: &str) -> Option<&str> {
    folded.strip_prefix(PROCLITICS).filter(|rest| longer_than(rest, 2) && rest.starts_with(is_arabic))
}

fn without_prefix<'w>(word: &'w str, prefix: &str) -> Option<&'w str> {
    let least = if prefix == "و" { 2 } else { 1 };
    word.strip_prefix(prefix).filter(|rest| longer_than(rest, least))
}

fn longer_than(text: &str, characters: usize) -> bool {
    text.chars().nth(characters).is_some()
}

fn is_arabic(character: char) -> bool {
    ('\u{621}'..='\u{6D3}').contains(&character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_conjunctions_and_endings_come_off() {
        let same = [
            ("الشبكه", "شبك"),
            ("والشبكات", "شبك"),
            ("شبكه", "شبك"),
            ("بالخدمه", "خدم"),
            ("للمستخدمين", "مستخدم"),
            ("وانقطاع", "انقطاع"),
            ("من", "من"),
            ("incident", "incident"),
        ];
        for (word, stem) in same {
            assert_eq!(light_arabic(word), stem);
        }
    }

    #[test]
    fn a_particle_of_one_letter_is_told_apart() {
        assert_eq!(without_proclitic("لانقطاع"), Some("انقطاع"));
        assert_eq!(without_proclitic("بعد"), None);
        assert_eq!(without_proclitic("bug"), None);
    }
}
