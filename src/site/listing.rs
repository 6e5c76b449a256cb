//! Long lists in pages. Page 1 holds the oldest, so that a new incident changes the newest page and no other.

use crate::derive::IncidentNumber;

/// How many rows a full page has; the newest page has up to twice as many. With the charts of a service above them they
/// still weigh less than 30 kB.
pub(super) const PAGE: usize = 80;

/// The pages a list of so many has: always the newest (`None`), then the older ones by number.
pub(super) fn pages_of(length: usize) -> impl Iterator<Item = Option<usize>> {
    std::iter::once(None).chain((1..=older_pages(length)).map(Some))
}

/// How many full pages lie behind the newest.
pub(super) const fn older_pages(length: usize) -> usize {
    (length / PAGE).saturating_sub(1)
}

/// The page of a list of so many on which its `place`th entry stands.
pub(super) const fn page_of(length: usize, place: usize) -> Option<usize> {
    let older = older_pages(length) * PAGE;
    let newest = length - older;
    if place < newest { None } else { Some((length - place).div_ceil(PAGE)) }
}

/// The part of a list, newest first, that stands on a page.
pub(super) fn slice(list: &[IncidentNumber], page: Option<usize>) -> &[IncidentNumber] {
    let older = older_pages(list.len()) * PAGE;
    let newest = list.len() - older;
    let range = match page {
        None => 0..newest,
        Some(page) => {
            let end = list.len() - (page.saturating_sub(1) * PAGE).min(list.len());
            end.saturating_sub(PAGE)..end
        }
    };
    list.get(range).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_incident_stands_on_one_page_and_old_pages_keep_theirs() {
        for length in [0_u32, 1, 99, 100, 199, 200, 201, 1000, 1050] {
            let list: Vec<u32> = (0..length).collect();
            let mut seen: Vec<u32> = pages_of(list.len()).flat_map(|page| slice(&list, page).to_vec()).collect();
            seen.sort_unstable();
            assert_eq!(seen, list, "of {length}");
            for number in &list {
                assert!(slice(&list, page_of(list.len(), *number as usize)).contains(number), "{number} of {length}");
            }
        }
        let before: Vec<u32> = (1..=250).collect();
        let after: Vec<u32> = (0..=250).collect();
        assert_eq!(slice(&before, Some(1)), slice(&after, Some(1)));
    }
}
