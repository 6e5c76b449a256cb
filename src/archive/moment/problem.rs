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
}

impl MomentProblem {
    pub(super) fn new(text: &str, fault: Fault) -> Self {
        Self { text: text.to_owned(), fault: Box::new(fault) }
    }

    /// The same problem where each text it offers is put into a larger one.
    pub(super) fn within(self, place: impl Fn(&str) -> String) -> Self {
        Self { fault: Box::new(self.fault.within(place)), ..self }
    }

    pub(super) const fn fault(&self) -> &Fault {
        &self.fault
    }

    /// The kind of problem it is.
    pub fn code(&self) -> Code {
        self.fault.code()
    }

    /// What to do about it, in words that can be followed literally.
    pub fn help(&self) -> String {
        self.fault.help()
    }

    /// What can take the place of the whole text, where one mend is safe.
    pub fn replacement(&self) -> Option<String> {
        self.fault.replacement().map(str::to_owned)
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
