//! Scripts of the theme as they are published: without comments, and without the spaces that only people need.

/// A script without what a browser doesn't read. Ends of lines stay where they may end a statement.
///
/// It knows strings, patterns and comments, but no template within a template: the theme has none.
pub fn lean(script: &str) -> String {
    let mut lean = Lean { rest: script, written: String::with_capacity(script.len()), space: None };
    while let Some(next) = lean.rest.chars().next() {
        lean.step(next);
    }
    lean.written.push('\n');
    lean.written
}

struct Lean<'s> {
    rest: &'s str,
    written: String,
    /// The space since what was written last.
    space: Option<char>,
}

impl Lean<'_> {
    fn step(&mut self, next: char) {
        if next.is_whitespace() {
            self.space = if next == '\n' { Some('\n') } else { self.space.or(Some(' ')) };
            self.skip(next.len_utf8());
        } else if self.rest.starts_with("//") {
            self.skip(self.rest.find('\n').unwrap_or(self.rest.len()));
        } else if self.rest.starts_with("/*") {
            self.skip(self.rest.find("*/").map_or(self.rest.len(), |end| end + 2));
        } else if matches!(next, '"' | '\'' | '`') {
            self.copy(closing(self.rest, next));
        } else if next == '/' && self.begins_a_pattern() {
            self.copy(end_of_pattern(self.rest));
        } else if let Some(name) = lone_parameter(self.rest).filter(|_| !self.written.ends_with(is_word)) {
            self.skip(1);
            self.copy(name);
            self.skip(1);
        } else {
            self.copy(next.len_utf8());
        }
    }

    fn skip(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }

    fn copy(&mut self, bytes: usize) {
        let (piece, rest) = self.rest.split_at_checked(bytes).unwrap_or((self.rest, ""));
        if piece == "}" && self.written.ends_with(';') {
            self.written.pop();
        }
        let (before, after) = (self.written.chars().next_back(), piece.chars().next());
        if let (Some(space), Some(before), Some(after)) = (self.space.take(), before, after)
            && is_needed(space, before, after)
        {
            self.written.push(space);
        }
        self.written.push_str(piece);
        self.rest = rest;
    }

    /// A slash divides after a value, and begins a pattern after anything else.
    fn begins_a_pattern(&self) -> bool {
        let before = self.written.trim_end();
        let value = before.ends_with(|last: char| is_word(last) || matches!(last, ')' | ']' | '}' | '"' | '`'));
        !value || before.ends_with("return")
    }
}

fn is_needed(space: char, before: char, after: char) -> bool {
    if space == '\n' {
        return !matches!(before, '{' | '(' | '[' | ',' | ';' | '=' | '>' | '?' | ':' | '&' | '|')
            && !matches!(after, ')' | ']' | '}' | '.' | '?' | ':');
    }
    (is_word(before) && is_word(after)) || (before == after && matches!(before, '+' | '-' | '/'))
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '$' | '\\')
}

/// The length of the name where a function with a single parameter begins: it needs no parentheses.
fn lone_parameter(text: &str) -> Option<usize> {
    let text = text.strip_prefix('(')?;
    let name = text.find(|character| !is_word(character)).filter(|length| *length > 0)?;
    text.get(name..)?.strip_prefix(')')?.trim_start().starts_with("=>").then_some(name)
}

/// Where a text in quotes ends.
fn closing(text: &str, quote: char) -> usize {
    let mut escaped = true;
    for (place, character) in text.char_indices() {
        if character == quote && !escaped {
            return place + 1;
        }
        escaped = character == '\\' && !escaped;
    }
    text.len()
}

/// Where a pattern ends: at a slash that isn't escaped nor in a set.
fn end_of_pattern(text: &str) -> usize {
    let (mut escaped, mut set) = (true, false);
    for (place, character) in text.char_indices() {
        match character {
            '/' if !escaped && !set => return place + 1,
            '[' if !escaped => set = true,
            ']' if !escaped => set = false,
            _ => {}
        }
        escaped = character == '\\' && !escaped;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_people_read_goes() {
        let script = "// A comment.\nconst a = b + c; /* another */\n\nif (a) {\n  return a / 2; // half\n}\n";
        assert_eq!(lean(script), "const a=b+c;if(a){return a/2}\n");
    }

    #[test]
    fn a_lone_parameter_has_no_parentheses() {
        assert_eq!(lean("f((one) => one, (a, b) => a)\n"), "f(one=>one,(a,b)=>a)\n");
        assert_eq!(lean("const f = async (one) =>\n  ({ one });"), "const f=async(one)=>({one});\n");
        assert_eq!(lean("x = (one) + f(two) + \"(three) =>\""), "x=(one)+f(two)+\"(three) =>\"\n");
    }

    #[test]
    fn texts_and_patterns_stay() {
        for kept in
            ["x=\"a // b  c\"", "x='it\\'s // so'", "x=`a  ${b} // c`", "x=/[/]\\/ \"/u.test(y)", "return/a  b/"]
        {
            assert_eq!(lean(kept), format!("{kept}\n"));
        }
    }

    #[test]
    fn what_would_become_something_else_keeps_its_space() {
        for kept in ["a+ +b", "a- -b", "in b", "let x\nlet y", "a\n++b"] {
            assert_eq!(lean(kept), format!("{kept}\n"));
        }
    }
}
