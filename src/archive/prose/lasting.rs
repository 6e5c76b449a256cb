//! How long something took, as prose tells it.

use std::ops::Range;

use super::lexicon::Meaning;
use super::reader::Reader;
use crate::archive::moment::DurationRange;

const MINUTE: u64 = 60;
const HOUR: u64 = 3_600;

/// A duration told in prose.
#[derive(Clone, Debug, PartialEq)]
pub struct Lasting {
    /// What it may mean.
    pub range: DurationRange,
    /// The tokens that tell it.
    pub tokens: Range<usize>,
    /// The first number told.
    pub number: u64,
}

/// One number with its unit.
struct Part {
    number: u64,
    seconds: u64,
    /// What it was counted in.
    unit: u64,
    end: usize,
}

impl Reader<'_> {
    /// The duration told from `at` on; nothing where it is a range, a comparison, or not told in words known here.
    pub fn lasting(&self, mut at: usize) -> Option<Lasting> {
        let mut is_about = false;
        while let Some(Meaning::About | Meaning::Filler | Meaning::Same) = self.meaning(at) {
            is_about |= self.meaning(at) == Some(Meaning::About);
            at += 1;
        }
        let first = self.part(at)?;
        let (mut seconds, mut unit, mut end) = (first.seconds, first.unit, first.end);
        let next = if self.meaning(end) == Some(Meaning::And) || self.is_word(end, &["و"]) { end + 1 } else { end };
        if let Some(part) = self.part(next).filter(|part| part.unit < unit) {
            (seconds, unit, end) = (seconds + part.seconds, part.unit, part.end);
        }
        if self.goes_on(end) {
            return None;
        }
        let (below, above) = slack(seconds, unit);
        let more = if is_about { unit.max(seconds / 4) } else { 0 };
        let range = DurationRange {
            min_seconds: seconds.saturating_sub(below + more),
            max_seconds: seconds.saturating_add(above + more),
        };
        Some(Lasting { range, tokens: at..end, number: first.number })
    }

    /// Whether more follows that could make another duration of it: `two hours or three`, `an hour longer than`, `ten
    /// minutes at a time`.
    fn goes_on(&self, end: usize) -> bool {
        self.is_word(end, &["to", "or", "à", "ou", "et", "and", "أو", "إلى", "و"])
            || self.is_sign(end, &['-', '–', '/', '+'])
            || self.is_among(end, self.lexicon.comparing)
            || self.is_word(end, &["de"]) && self.is_among(end + 1, self.lexicon.comparing)
    }

    fn part(&self, at: usize) -> Option<Part> {
        if let Some(Meaning::Two(unit)) = self.meaning(at) {
            return Some(self.with_half(Part { number: 2, seconds: 2 * unit, unit, end: at + 1 }));
        }
        if let Some(Meaning::Unit(unit)) = self.meaning(at).filter(|_| self.lexicon.is_verb_first) {
            return Some(self.with_half(Part { number: 1, seconds: unit, unit, end: at + 1 }));
        }
        let (number, halves, after) = self.amount(at)?;
        let unit = match self.meaning(after)? {
            Meaning::Unit(unit) => unit,
            Meaning::Hour => HOUR,
            _ => return None,
        };
        let seconds = halves.checked_mul(unit)? / 2;
        let counted_in = if halves % 2 == 1 { unit / 2 } else { unit };
        let part = Part { number, seconds, unit: counted_in, end: after + 1 };
        if let Some(minutes) = self.number(after + 1, 2).filter(|_| self.meaning(after) == Some(Meaning::Hour)) {
            return Some(Part { seconds: seconds + u64::from(minutes) * MINUTE, unit: MINUTE, end: after + 2, ..part });
        }
        Some(self.with_half(part))
    }

    /// A number in digits or words, in halves, and the token behind it.
    fn amount(&self, at: usize) -> Option<(u64, u64, usize)> {
        let (number, halves, mut end) = match (self.number(at, 4), self.meaning(at)) {
            (Some(number), _) | (None, Some(Meaning::Number(number))) => {
                (u64::from(number), 2 * u64::from(number), at + 1)
            }
            (None, Some(Meaning::Half)) => (0, 1, at + 1),
            _ => return None,
        };
        let is_half = |at| self.meaning(at) == Some(Meaning::Half);
        if halves == 1 && self.meaning(end) == Some(Meaning::Number(1)) {
            end += 1; // half *an* hour
        } else if halves == 2 && is_half(end) {
            let dash = usize::from(self.is_sign(end + 1, &['-', '‑']));
            return Some((number, 1, end + 1 + dash)); // une *demi*-heure
        } else if self.meaning(end) == Some(Meaning::And) && is_half(end + 2) {
            return Some((number, halves + 1, end + 3)); // two *and a half* hours
        } else if self.is_sign(end, &['.', ',']) && self.number(end + 1, 1) == Some(5) {
            return Some((number, halves + 1, end + 2)); // 2.5 hours
        }
        Some((number, halves, end))
    }

    /// A part with the half that may follow it: `an hour and a half`, `une heure et demie`, `ساعة ونصف`.
    fn with_half(&self, part: Part) -> Part {
        let Part { seconds, unit, end, .. } = part;
        let tokens = match (self.meaning(end), self.meaning(end + 1), self.meaning(end + 2)) {
            (Some(Meaning::AndHalf), ..) => 1,
            (Some(Meaning::And), Some(Meaning::AndHalf), _) => 2,
            (Some(Meaning::And), Some(Meaning::Number(1)), Some(Meaning::Half)) => 3,
            _ => return part,
        };
        Part { seconds: seconds + unit / 2, unit: unit / 2, end: end + tokens, ..part }
    }
}

/// By how much a duration told as `seconds`, counted in `unit`, may be longer or shorter: people round, and leave off
/// what is begun.
const fn slack(seconds: u64, unit: u64) -> (u64, u64) {
    if unit > HOUR {
        return (unit, unit);
    }
    if unit == HOUR {
        return (HOUR / 2, HOUR - 1);
    }
    if seconds.is_multiple_of(HOUR / 2) {
        return (HOUR / 4, HOUR / 4);
    }
    if seconds.is_multiple_of(5 * MINUTE) { (5 * MINUTE, 5 * MINUTE) } else { (MINUTE, MINUTE) }
}
