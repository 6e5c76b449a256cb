//! Documents of all incidents, made some incidents at a time: whole, they would be most of a build's memory.

use std::iter::once;

use serde::Serialize;

use crate::derive::IncidentNumber;

/// The bytes of a document in pieces, or why there are none.
pub(in crate::site) type Pieces<'p> = Box<dyn Iterator<Item = Result<Vec<u8>, String>> + 'p>;

/// How many incidents a piece holds.
const TOGETHER: usize = 64;

/// A piece for every so many incidents; `write` adds one.
pub(super) fn pieces<'p>(
    numbers: Vec<IncidentNumber>,
    separator: &'static str,
    write: impl Fn(IncidentNumber, &mut Vec<u8>) -> Result<(), String> + 'p,
) -> Pieces<'p> {
    let mut usual = 0;
    Box::new((0..numbers.len().div_ceil(TOGETHER)).map(move |part| {
        let mut piece = Vec::with_capacity(usual + usual / 4);
        for (place, number) in numbers.iter().enumerate().skip(part * TOGETHER).take(TOGETHER) {
            if place > 0 {
                piece.extend(separator.bytes());
            }
            write(*number, &mut piece)?;
        }
        usual = piece.len();
        Ok(piece)
    }))
}

/// A JSON document: the fields of `head`, then a list that is called `name`.
pub(super) fn document<'p>(
    head: &impl Serialize,
    name: &str,
    numbers: Vec<IncidentNumber>,
    write: impl Fn(IncidentNumber, &mut Vec<u8>) -> Result<(), String> + 'p,
) -> Pieces<'p> {
    let items = pieces(numbers, ",", write);
    Box::new(once(opening(head, name)).chain(items).chain(once(Ok(CLOSING.to_vec()))))
}

/// The beginning of a JSON document, up to the items of its list.
pub(in crate::site) fn opening(head: &impl Serialize, name: &str) -> Result<Vec<u8>, String> {
    let mut head = serde_json::to_vec(head).map_err(|error| error.to_string())?;
    head.pop();
    head.extend(format!(",\"{name}\":[").bytes());
    Ok(head)
}

/// The end of a JSON document after the items of its list.
pub(in crate::site) const CLOSING: &[u8] = b"]}";

/// Adds items to the list of a JSON document, which `begins` with them or has some already.
pub(in crate::site) fn add_items<'i>(to: &mut Vec<u8>, items: impl Iterator<Item = &'i [u8]> + Clone, begins: bool) {
    to.reserve(items.clone().map(|item| item.len() + 1).sum::<usize>() + CLOSING.len());
    for (place, item) in items.enumerate() {
        if place > 0 || !begins {
            to.push(b',');
        }
        to.extend_from_slice(item);
    }
}

/// Adds a value as JSON.
pub(super) fn add(value: &impl Serialize, to: &mut Vec<u8>) -> Result<(), String> {
    serde_json::to_writer(to, value).map_err(|error| error.to_string())
}

/// The whole of a document.
pub(super) fn whole(pieces: Pieces<'_>) -> Result<Vec<u8>, String> {
    pieces.collect::<Result<Vec<_>, _>>().map(|pieces| pieces.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_make_one_document() {
        for length in [0, 1, 64, 65, 200] {
            let numbers: Vec<IncidentNumber> = (0..length).collect();
            let made = document(&serde_json::json!({ "a": 1 }), "list", numbers.clone(), |number, to| add(&number, to));
            let value: serde_json::Value = serde_json::from_slice(&whole(made).expect("a document")).expect("JSON");
            assert_eq!(value, serde_json::json!({ "a": 1, "list": numbers }));
        }
    }
}
