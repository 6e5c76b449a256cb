//! Searches that look at many bytes at once.

/// How many bytes are looked at together: two registers of the smallest machines.
const BLOCK: usize = 32;

/// Where the first byte from `from` on is that `is_sought` takes. Whole blocks are passed over without a branch for each
/// byte, so the compiler makes vectors of them as long as `is_sought` is a few comparisons joined by `|` and `&`.
#[inline]
pub fn position_from(bytes: &[u8], from: usize, is_sought: impl Fn(u8) -> bool) -> Option<usize> {
    let rest = bytes.get(from..)?;
    if rest.len() < BLOCK / 4 {
        return rest.iter().position(|byte| is_sought(*byte)).map(|found| from + found);
    }
    let has = |block: &[u8; BLOCK]| block.iter().fold(0, |found, byte| found | u8::from(is_sought(*byte))) != 0;
    let (blocks, end) = rest.as_chunks::<BLOCK>();
    let block = blocks.iter().position(has);
    if block.is_none() && !rest.last_chunk().map_or_else(|| has(&padded(end)), has) {
        return None;
    }
    let passed = block.unwrap_or(blocks.len()) * BLOCK;
    let found = rest.get(passed..)?.iter().position(|byte| is_sought(*byte))?;
    Some(from + passed + found)
}

/// The bytes of a short text as a whole block. Should the filling be sought, the bytes are looked at one by one.
#[inline]
fn padded(end: &[u8]) -> [u8; BLOCK] {
    let mut block = [b'a'; BLOCK];
    if let Some(begin) = block.get_mut(..end.len()) {
        begin.copy_from_slice(end);
    }
    block
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_first_sought_byte_is_found(bytes in prop::collection::vec(0..60_u8, 0..200), from in 0..220_usize) {
            let plainly = bytes.iter().enumerate().skip(from).find(|(_, byte)| **byte == 7).map(|(at, _)| at);
            prop_assert_eq!(position_from(&bytes, from, |byte| byte == 7), plainly);
        }
    }
}
