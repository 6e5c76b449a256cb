//! Words for messages: the nearest known name, lists of choices, counts.

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
    candidates
        .into_iter()
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= allowed)
        .map(|candidate| (distance(&lower, candidate), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, candidate)| candidate)
}

fn distance(lower: &str, candidate: &str) -> usize {
    strsim::damerau_levenshtein(lower, &candidate.to_lowercase())
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
