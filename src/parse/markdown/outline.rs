//! The levels of headings on a page, whatever levels were typed.

/// The headings that are open where the writer stands, by the levels they were typed on: each a deeper one.
#[derive(Default)]
pub(super) struct Outline {
    open: Vec<u8>,
}

impl Outline {
    /// How deep a heading typed on `level` stands, the first at 0: one deeper than the nearest one before it of a higher
    /// level. Text that begins with `###`, as imported text does, skips no level so.
    pub fn depth(&mut self, level: u8) -> u8 {
        while self.open.pop_if(|above| *above >= level).is_some() {}
        self.open.push(level);
        u8::try_from(self.open.len()).unwrap_or(u8::MAX) - 1
    }

    /// Begins again below a heading typed on `level` that the page writes itself.
    pub fn begin_below(&mut self, level: u8) {
        self.open.clear();
        self.open.push(level);
    }
}
