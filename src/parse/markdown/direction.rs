//! The direction of what holds paragraphs: `dir="auto"` looks past children that have a `dir` of their own.

/// The lists, quotes and tables that are open. Each stands as the page does, unless all its words run the other way.
pub(super) struct Directions {
    is_rtl: bool,
    open: Vec<Open>,
}

/// An open element: where in the output its name ends, and the letters it holds.
struct Open {
    name_end: usize,
    with_page: bool,
    against_page: bool,
}

impl Directions {
    pub(super) const fn new(is_rtl: bool) -> Self {
        Self { is_rtl, open: Vec::new() }
    }

    pub(super) fn open(&mut self, name_end: usize) {
        self.open.push(Open { name_end, with_page: false, against_page: false });
    }

    /// Takes note of the letters of a text; after the first of the page's direction there is nothing to find.
    pub(super) fn read(&mut self, text: &str) {
        let Some(open) = self.open.last_mut().filter(|open| !open.with_page) else { return };
        for c in text.chars().filter(|c| c.is_alphabetic()) {
            if is_rtl(c) == self.is_rtl {
                open.with_page = true;
                return;
            }
            open.against_page = true;
        }
    }

    /// Closes the innermost element and writes its direction, if it isn't the page's.
    pub(super) fn close(&mut self, out: &mut String) {
        let Some(closed) = self.open.pop() else { return };
        if closed.against_page && !closed.with_page {
            out.insert_str(closed.name_end, if self.is_rtl { " dir=\"ltr\"" } else { " dir=\"rtl\"" });
        }
        if let Some(outer) = self.open.last_mut() {
            outer.with_page |= closed.with_page;
            outer.against_page |= closed.against_page;
        }
    }

    /// Closes the innermost element, whose text says nothing about those around it.
    pub(super) fn leave_out(&mut self) {
        self.open.pop();
    }
}

/// Whether a letter stands in a block that Unicode keeps for scripts written from the right.
const fn is_rtl(letter: char) -> bool {
    matches!(
        letter,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}'
    )
}
