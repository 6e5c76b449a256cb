//! Texts of moments, put together without asking for memory: a site tells its moments many times over.

use super::Offset;

/// A short text of digits and signs.
#[derive(Default)]
pub(super) struct Written {
    /// No moment is longer than `2024-10-03T10:30:00+05:30%`.
    bytes: [u8; 32],
    length: usize,
}

impl Written {
    pub(super) fn as_str(&self) -> &str {
        self.bytes.get(..self.length).and_then(|bytes| str::from_utf8(bytes).ok()).unwrap_or_default()
    }

    #[inline]
    pub(super) fn push(&mut self, sign: u8) {
        if let Some(place) = self.bytes.get_mut(self.length) {
            *place = sign;
            self.length += 1;
        }
    }

    /// Adds a year from 0 to 9999.
    pub(super) fn year(&mut self, year: i32) {
        let year = year.unsigned_abs();
        self.pairs([year / 100, year % 100]);
    }

    /// Adds numbers below 100.
    pub(super) fn pairs(&mut self, numbers: impl IntoIterator<Item = u32>) {
        for number in numbers {
            self.push(digit(number / 10));
            self.push(digit(number));
        }
    }

    /// Adds numbers below 100, each behind a sign.
    pub(super) fn separated(&mut self, sign: u8, numbers: impl IntoIterator<Item = u32>) {
        for number in numbers {
            self.push(sign);
            self.pairs([number]);
        }
    }

    /// Adds `Z` for UTC, `+02:00` otherwise.
    pub(super) fn offset(&mut self, offset: Offset) {
        if offset == Offset::UTC {
            return self.push(b'Z');
        }
        let minutes = u32::from(offset.0.unsigned_abs());
        self.separated(if offset.0 < 0 { b'-' } else { b'+' }, [minutes / 60]);
        self.separated(b':', [minutes % 60]);
    }
}

/// The last digit of a number.
#[inline]
const fn digit(number: u32) -> u8 {
    b'0' + (number % 10).to_le_bytes()[0]
}
