//! A text that is not a moment, and how to mend it.

use std::error::Error;
use std::fmt;

use crate::diagnostic::Code;

use super::fault::Fault;

/// Why a text is not a moment. `Display` says what is wrong in an author's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MomentProblem {
    text: String,
    fault: Box<Fault>,
    /// What stands before and after the text where it is one side of an interval.
    around: Box<(String, String)>,
}

impl MomentProblem {
    pub(super) fn new(text: &str, fault: Fault) -> Self {
        Self { text: text.to_owned(), fault: Box::new(fault), around: Box::default() }
    }

    /// The same problem of a side of an interval, `before` and `after` which the rest of the interval stands.
    pub(super) fn between(self, before: &str, after: &str) -> Self {
        Self { around: Box::new((before.to_owned(), after.to_owned())), ..self }
    }

    /// The kind of problem it is.
    pub fn code(&self) -> Code {
        self.fault.code()
    }

    /// What to do about it, in words that can be followed literally.
    pub fn help(&self) -> String {
        let help = self.fault.help();
        match self.fault.replacement().zip(self.replacement()) {
            Some((side, whole)) if side != whole => help.replacen(&format!("`{side}`"), &format!("`{whole}`"), 1),
            _ => help,
        }
    }

    /// What can take the place of the whole text, where one mend is safe.
    pub fn replacement(&self) -> Option<String> {
        let (before, after) = self.around.as_ref();
        self.fault.replacement().map(|mended| format!("{before}{mended}{after}"))
    }

    /// The text cut to what a message can hold.
    fn quoted(&self) -> String {
        const LONGEST: usize = 60;
        if self.text.chars().count() <= LONGEST {
            return self.text.clone();
        }
        self.text.chars().take(LONGEST).chain(['…']).collect()
    }
}

impl fmt::Display for MomentProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fault.write_message(&self.quoted(), f)
    }
}

impl Error for MomentProblem {}
