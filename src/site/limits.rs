//! What a page may cost, so that a loop in a site's own template ends.

use std::cell::Cell;
use std::io::{self, ErrorKind, Write};
use std::panic::resume_unwind;
use std::thread;

use tera::{Error, Kwargs, State, TeraResult};

use super::view::{holds_signs, signed};

/// No page may have more bytes: something would be wrong with it, and browsers would suffer.
const LARGEST_PAGE: usize = 8 << 20;

/// The most numbers that `range` gives at once: what pages count has fewer.
const LONGEST_RANGE: u64 = 1000;

/// The most numbers that `range` gives for one page: a loop within a loop within a loop that writes nothing would go on
/// for minutes, and the template language has no other way to stop it.
const MOST_NUMBERS: u64 = 2_000_000;

/// The stack for templates that may stand deep within one another: for 20 calls of a component that comes back to itself
/// by way of 50 templates. What isn't used of it is never taken.
const ROOM: usize = 64 << 20;

thread_local! {
    /// How many numbers `range` has given for the page that is being rendered.
    static GIVEN: Cell<u64> = const { Cell::new(0) };
}

/// A page as it is being written: it takes no more than a page may have.
#[derive(Debug)]
pub(super) struct PageWriter {
    bytes: Vec<u8>,
    /// What goes where signs come out, by their numbers.
    placed: Vec<String>,
    is_full: bool,
}

impl PageWriter {
    /// An empty page with room for so many bytes, and the HTML that signs stand for; what is rendered next on this thread
    /// is that page.
    pub fn new(room: usize, placed: Vec<String>) -> Self {
        GIVEN.set(0);
        Self { bytes: Vec::with_capacity(room), placed, is_full: false }
    }

    /// The page.
    pub fn finish(self) -> Vec<u8> {
        debug_assert!(!holds_signs(&self.bytes), "templates of the built-in themes only place what is placed");
        self.bytes
    }

    /// Whether the page was to get more bytes than it may have.
    pub const fn is_full(&self) -> bool {
        self.is_full
    }
}

impl Write for PageWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes).map(|()| bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        let placed = signed(bytes).and_then(|number| self.placed.get(number));
        let bytes = placed.map_or(bytes, String::as_bytes);
        self.is_full |= bytes.len() > LARGEST_PAGE - self.bytes.len();
        if self.is_full {
            return Err(ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Renders on a thread with room for templates that stand deep within one another.
pub(super) fn with_room<T: Send>(mut render: impl FnMut() -> T + Send) -> T {
    let rendered = thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(ROOM).spawn_scoped(scope, &mut render);
        thread.ok().map(thread::ScopedJoinHandle::join)
    });
    match rendered {
        Some(rendered) => rendered.unwrap_or_else(|panic| resume_unwind(panic)),
        // Where no more threads are to be had, this one may do.
        None => render(),
    }
}

/// What is wrong with a page that has too many bytes.
pub(super) fn too_large() -> String {
    format!("the page is larger than {} MiB", LARGEST_PAGE >> 20)
}

/// `range(start, end, step_by)` of templates: the numbers from `start` up to, not including, `end`.
#[expect(clippy::needless_pass_by_value, reason = "templates call functions so")]
pub(super) fn range(given: Kwargs, _: &State) -> TeraResult<Vec<i64>> {
    let start = given.get::<i64>("start")?.unwrap_or_default();
    let end = given.must_get::<i64>("end")?;
    let step = given.get::<i64>("step_by")?.unwrap_or(1);
    let length = if step > 0 { start.abs_diff(end.max(start)) } else { start.abs_diff(end.min(start)) };
    if step == 0 {
        return Err(Error::message("`range` can't go on by steps of 0"));
    }
    let count = length.div_ceil(step.unsigned_abs());
    if count > LONGEST_RANGE {
        return Err(Error::message(format!("`range` gives up to {LONGEST_RANGE} numbers, not {count}")));
    }
    GIVEN.set(GIVEN.get() + count);
    if GIVEN.get() > MOST_NUMBERS {
        return Err(Error::message(format!("`range` gives up to {MOST_NUMBERS} numbers on a page")));
    }
    let numbers = std::iter::successors(Some(start), |number| number.checked_add(step));
    Ok(numbers.take_while(|number| if step > 0 { *number < end } else { *number > end }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_takes_as_much_as_it_may_have_and_no_more() {
        let mut page = PageWriter::new(0, Vec::new());
        page.write_all(&vec![b'a'; LARGEST_PAGE]).expect("so much fits");
        assert!(!page.is_full());
        assert!(page.write_all(b"a").is_err() && page.is_full());
        assert_eq!(page.finish().len(), LARGEST_PAGE);
    }

    #[test]
    fn a_page_gets_so_many_numbers_and_the_next_as_many() {
        let mut tera = tera::Tera::new();
        tera.register_function("range", range);
        tera.add_raw_template("x", "{% for a in range(end=1000) %}{% endfor %}").expect("it can be read");
        let is_rendered = |page: &mut PageWriter| tera.render_to("x", &tera::Context::new(), page).is_ok();
        let mut page = PageWriter::new(0, Vec::new());
        assert!(is_rendered(&mut page) && GIVEN.get() == 1000);
        GIVEN.set(MOST_NUMBERS - 1500);
        assert!(is_rendered(&mut page) && !is_rendered(&mut page));
        assert!(is_rendered(&mut PageWriter::new(0, Vec::new())));
    }

    #[test]
    fn what_signs_stand_for_is_put_in_their_place() {
        let mut page = PageWriter::new(0, vec!["<b>".to_owned(), "<i>".to_owned()]);
        for piece in ["a", "\u{1c}01", "b", "\u{1c}00", "c"] {
            page.write_all(piece.as_bytes()).expect("it fits");
        }
        assert_eq!(page.finish(), b"a<i>b<b>c");
    }

    #[test]
    fn ranges_are_those_of_the_template_language_with_a_longest() {
        let range = |expression: &str| {
            let mut tera = tera::Tera::new();
            tera.register_function("range", range);
            tera.add_raw_template("x", &format!("{{{{ {expression} | join(sep=\" \") }}}}")).expect("it can be read");
            tera.render("x", &tera::Context::new()).map_err(|error| error.to_string())
        };
        assert_eq!(range("range(end=3)"), Ok("0 1 2".to_owned()));
        assert_eq!(range("range(start=5, end=10, step_by=2)"), Ok("5 7 9".to_owned()));
        assert_eq!(range("range(start=3, end=0, step_by=-1)"), Ok("3 2 1".to_owned()));
        assert_eq!(range("range(start=3, end=1)"), Ok(String::new()));
        assert!(range("range(end=1000)").is_ok());
        for wrong in
            ["range(end=1001)", "range(end=1, step_by=0)", "range(start=-9223372036854775807, end=9223372036854775807)"]
        {
            assert!(range(wrong).is_err(), "{wrong}");
        }
    }
}
