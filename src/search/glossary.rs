//! The glossary of a theme: words of different languages, or of one, that mean the same in an archive of incidents.

use super::tokens::{Kind, each_token};

/// Rows of words that find each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Glossary {
    /// Each row's words, each with the tag of its language.
    pub(super) rows: Vec<Vec<(String, String)>>,
}

/// A line of a glossary that can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GlossaryProblem {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

impl Glossary {
    /// Reads rows such as `en: certificate | fr: certificat | ar: شهادة`. Words of one language are separated by commas;
    /// each is a single word: a phrase is found by the word that carries its meaning.
    pub fn parse(text: &str) -> Result<Self, GlossaryProblem> {
        let mut rows = Vec::new();
        for (number, line) in (1..).zip(text.lines()) {
            let line = line.trim();
            if !line.is_empty() && !line.starts_with('#') {
                rows.push(row(line).map_err(|message| GlossaryProblem { line: number, message })?);
            }
        }
        Ok(Self { rows })
    }
}

fn row(line: &str) -> Result<Vec<(String, String)>, String> {
    let mut words = Vec::new();
    for cell in line.split('|') {
        let Some((language, listed)) = cell.split_once(':') else {
            return Err(format!("`{}` doesn't begin with a language, as in `fr: panne`", cell.trim()));
        };
        for word in listed.split(',').map(str::trim) {
            let mut tokens = 0;
            each_token(word, &mut |token| tokens += if token.kind == Kind::Word { 1 } else { 2 });
            if tokens != 1 {
                return Err(format!("`{word}` is not a single word"));
            }
            words.push((language.trim().to_owned(), word.to_owned()));
        }
    }
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_hold_words_of_languages() {
        let glossary = Glossary::parse("# words\n\nen: outage, downtime | fr: panne\n").unwrap();
        let word = |language: &str, word: &str| (language.to_owned(), word.to_owned());
        assert_eq!(glossary.rows, [vec![word("en", "outage"), word("en", "downtime"), word("fr", "panne")]]);
    }

    #[test]
    fn what_cannot_be_read_is_told_with_its_line() {
        let told = |text| Glossary::parse(text).unwrap_err();
        assert_eq!(
            told("en: a\noutage"),
            GlossaryProblem { line: 2, message: "`outage` doesn't begin with a language, as in `fr: panne`".into() }
        );
        assert_eq!(told("en: power cut").message, "`power cut` is not a single word");
        assert_eq!(told("en: ,").message, "`` is not a single word");
    }
}
