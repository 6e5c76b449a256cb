//! The primitives of the files: numbers, texts and sorted lists as bytes.

use std::cmp::Ordering;

/// Adds a number, seven bits a byte, the lowest first.
pub(super) fn number(bytes: &mut Vec<u8>, number: usize) {
    let mut rest = number;
    loop {
        let low = u8::try_from(rest & 0x7f).unwrap_or(0);
        rest >>= 7;
        if rest == 0 {
            return bytes.push(low);
        }
        bytes.push(low | 0x80);
    }
}

/// Adds a number that may be negative: its sign is the lowest bit.
pub(super) fn signed(bytes: &mut Vec<u8>, value: i64) {
    let twisted = (value.cast_unsigned() << 1) ^ (value >> 63).cast_unsigned();
    number(bytes, usize::try_from(twisted).unwrap_or(usize::MAX));
}

/// Reads a number and takes it off the bytes; zero where there is none.
pub(super) fn take_number(bytes: &mut &[u8]) -> usize {
    let mut value = 0;
    let mut shift = 0;
    while let Some((byte, rest)) = bytes.split_first() {
        *bytes = rest;
        value |= usize::from(byte & 0x7f) << shift;
        shift += 7;
        if *byte < 0x80 || shift > 56 {
            break;
        }
    }
    value
}

/// A bit for each document up to the last of some, which come in their order: the first ones in the lowest bits.
pub(super) fn marks(documents: impl Iterator<Item = u32>) -> Vec<u8> {
    let mut marks: Vec<u8> = Vec::new();
    for document in documents {
        let place = (document / 8) as usize;
        if place >= marks.len() {
            marks.resize(place + 1, 0);
        }
        if let Some(byte) = marks.last_mut() {
            *byte |= 1 << (document % 8);
        }
    }
    marks
}

/// Adds a text with its length before it.
pub(super) fn text(bytes: &mut Vec<u8>, text: &str) {
    number(bytes, text.len());
    bytes.extend_from_slice(text.as_bytes());
}

/// Adds a text of a sorted list: how many bytes it shares with the one before, then the rest.
pub(super) fn front_coded(bytes: &mut Vec<u8>, previous: &str, next: &str) {
    let shared = shared(previous, next);
    number(bytes, shared);
    text(bytes, next.get(shared..).unwrap_or_default());
}

/// How many bytes of whole characters two texts begin with alike.
pub(super) fn shared(one: &str, other: &str) -> usize {
    let mut same = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    while !other.is_char_boundary(same) {
        same -= 1;
    }
    same
}

/// The order of texts as the browser's `<` has it, by units of UTF-16: characters outside the first plane, written with
/// surrogates, come before its last ones.
pub(super) fn browser_order(one: &str, other: &str) -> Ordering {
    let rank = |byte: u8| if matches!(byte, 0xee | 0xef) { byte + 0x10 } else { byte };
    let differing = one.bytes().zip(other.bytes()).find(|(a, b)| a != b);
    differing.map_or(one.len().cmp(&other.len()), |(a, b)| rank(a).cmp(&rank(b)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_come_back(value in any::<u32>(), shift in 0_u32..24) {
            let value = (value as usize) << shift;
            let mut bytes = Vec::new();
            number(&mut bytes, value);
            let mut rest = bytes.as_slice();
            prop_assert_eq!((take_number(&mut rest), rest), (value, &[][..]));
        }

        #[test]
        fn texts_are_in_the_order_of_the_browser(one in "[a\u{e000}\u{ffff}\u{10000}é]{0,4}", other in "[a\u{e000}\u{ffff}\u{10000}é]{0,4}") {
            prop_assert_eq!(browser_order(&one, &other), one.encode_utf16().cmp(other.encode_utf16()));
        }

        #[test]
        fn what_texts_share_is_whole_characters(one in "[aéèى]{0,4}", other in "[aéèى]{0,4}") {
            let shared = shared(&one, &other);
            prop_assert_eq!(one.get(..shared), other.get(..shared));
            prop_assert!(one.get(..shared).is_some());
        }
    }

    #[test]
    fn signs_are_the_lowest_bit() {
        let coded = |value| {
            let mut bytes = Vec::new();
            signed(&mut bytes, value);
            bytes
        };
        assert_eq!([0, -1, 1, -2, 64].map(coded), [vec![0], vec![1], vec![2], vec![3], vec![0x80, 1]]);
    }
}
