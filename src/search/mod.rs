//! Takes: texts in any language and script.
//! Gives: what search sees of them: folded characters, tokens, stems.
//! Promises: the theme's script folds and splits a reader's query in just the same way.
//! Never: guesses a language, or reads a dictionary to find words.

mod fold;
mod light_arabic;
mod tokens;

pub use fold::{fold, fold_into};
pub use light_arabic::{light_arabic, without_proclitic};
pub use tokens::{Kind, LONGEST_TOKEN, Token, Tokenizer, each_token};
