//! Words for messages: the nearest known name, lists of choices, counts.

use super::distance::Typed;

/// The one of `candidates` that `word` is most likely a mistyping of, if any is near enough.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const LONGEST: usize = 64;
    if word.is_empty() || word.chars().count() > LONGEST {
        return None;
    }
    let lower = word.to_lowercase();
    // A third of the letters may be wrong, so that `ends` finds `end` and `a` finds nothing.
    let allowed = (lower.chars().count() + 1) / 3;
    let length = lower.chars().count();
    let typed = Typed::new(&lower);
    candidates
        .into_iter()
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= allowed)
        .filter_map(|candidate| Some((typed.distance(candidate, allowed)?, candidate)))
        .filter(|(_, candidate)| !is_opposite(&lower, candidate))
        .min()
        .map(|(_, candidate)| candidate)
}

/// The one of `candidates` that `word` surely is: the same but for the case and what parts its words, or the only one
/// that a single slip of the fingers makes of it.
pub fn surely<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str> + Clone) -> Option<&'a str> {
    const SHORTEST: usize = 4;
    let bare = |text: &str| text.to_lowercase().replace([' ', '_', '-'], "");
    if let Some(same) = candidates.clone().into_iter().find(|candidate| bare(candidate) == bare(word)) {
        return Some(same);
    }
    let lower = word.to_lowercase();
    let typed = Typed::new(&lower);
    let is_slip = |candidate: &&str| {
        let is_long = candidate.chars().count() >= SHORTEST;
        is_long && typed.distance(candidate, 1) == Some(1) && !is_opposite(&lower, candidate)
    };
    let mut slips = candidates.into_iter().filter(is_slip);
    slips.next().filter(|_| slips.next().is_none())
}

/// Whether one of two words denies the other: `unresolved` is no mistyped `resolved`.
fn is_opposite(lower: &str, candidate: &str) -> bool {
    const DENIALS: [&str; 5] = ["un", "non", "not", "no", "dis"];
    let denies = |long: &str, short: &str| {
        let before = long.strip_suffix(short).map(|before| before.trim_end_matches([' ', '_', '-']));
        before.is_some_and(|before| DENIALS.contains(&before))
    };
    let candidate = candidate.to_lowercase();
    denies(lower, &candidate) || denies(&candidate, lower)
}

/// The choices as a list: `` `a` ``, `` `a` or `b` ``, `` `a`, `b` or `c` ``.
pub fn one_of<'a>(choices: impl IntoIterator<Item = &'a str>) -> String {
    let mut quoted: Vec<String> = choices.into_iter().map(|choice| format!("`{choice}`")).collect();
    match quoted.pop() {
        Some(last) if quoted.is_empty() => last,
        Some(last) => format!("{} or {last}", quoted.join(", ")),
        None => String::new(),
    }
}

/// A number with its noun: `1 error`, `3 errors`.
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_probably_meant() {
        let keys = ["title", "date", "end", "services", "sources"];
        for (word, found) in [
            ("titel", Some("title")),
            ("Title", Some("title")),
            ("service", Some("services")),
            ("ned", Some("end")),
            ("titlе", Some("title")),
            ("a", None),
            ("", None),
            ("severity", None),
        ] {
            assert_eq!(nearest(word, keys), found, "{word}");
        }
    }

    #[test]
    fn the_opposite_of_a_word_is_not_meant() {
        let words = ["resolved", "critical", "official", "unknown", "none"];
        for word in ["unresolved", "non-critical", "noncritical", "not resolved", "Unofficial", "known"] {
            assert_eq!((nearest(word, words), surely(word, words)), (None, None), "{word}");
        }
    }

    #[test]
    fn only_one_slip_is_beyond_doubt() {
        let words = ["minor", "major", "in-progress", "resolved", "at"];
        for (word, meant) in [
            ("resolvd", Some("resolved")),
            ("Resolved", Some("resolved")),
            ("in_progress", Some("in-progress")),
            ("In Progress", Some("in-progress")),
            ("resovled", Some("resolved")),
            ("rezolvd", None),
            ("mijor", None),
            ("as", None),
        ] {
            assert_eq!(surely(word, words), meant, "{word}");
        }
    }

    #[test]
    fn the_nearest_is_the_same_whatever_the_order() {
        assert_eq!(nearest("cat", ["bat", "cut"]), nearest("cat", ["cut", "bat"]));
    }

    #[test]
    fn lists_choices_and_counts() {
        assert_eq!(one_of([]), "");
        assert_eq!(one_of(["a"]), "`a`");
        assert_eq!(one_of(["a", "b", "c"]), "`a`, `b` or `c`");
        assert_eq!((count(1, "error"), count(0, "error")), ("1 error".to_owned(), "0 errors".to_owned()));
    }
}
