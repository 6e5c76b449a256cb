//! Axes of years: empty years among others are shown, for time has no gaps, and long stretches of them told as one.

/// More empty years than this in a row are left out together.
const MOST_EMPTY: i32 = 20;

/// A step of an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearStep {
    /// A year.
    Year(i32),
    /// Empty years that are left out: the first and the last.
    LeftOut(i32, i32),
}

impl YearStep {
    /// Its first year.
    pub const fn first(self) -> i32 {
        match self {
            Self::Year(year) | Self::LeftOut(year, _) => year,
        }
    }
}

/// The axis of some years, which rise.
pub fn axis(years: impl IntoIterator<Item = i32>) -> Vec<YearStep> {
    let mut steps = Vec::new();
    let mut last: Option<i32> = None;
    for year in years {
        let (from, to) = (last.map_or(year, |last| last + 1), year - 1);
        if to - from >= MOST_EMPTY {
            steps.push(YearStep::LeftOut(from, to));
        } else {
            steps.extend((from..=to).map(YearStep::Year));
        }
        steps.push(YearStep::Year(year));
        last = Some(year);
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::YearStep::{LeftOut, Year};
    use super::*;

    #[test]
    fn empty_years_are_there_and_long_stretches_of_them_told() {
        assert_eq!(axis([]), []);
        assert_eq!(axis([2019, 2021]), [Year(2019), Year(2020), Year(2021)]);
        assert_eq!(axis([1858, 2019]), [Year(1858), LeftOut(1859, 2018), Year(2019)]);
        assert_eq!(axis([2000, 2021]).len(), 22);
        assert_eq!(axis([2000, 2022]), [Year(2000), LeftOut(2001, 2021), Year(2022)]);
    }
}
