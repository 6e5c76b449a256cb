//! Texts that share their memory.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// A text that is cheap to clone. Many small ones may stand in one block: allocators round sizes up, which for a large
/// archive's files is a tenth of all they take.
#[derive(Clone, Default)]
pub struct SharedText {
    block: Arc<String>,
    start: u32,
    end: u32,
}

/// The bytes of a block: a size that allocators need not round up.
const BLOCK: usize = 1 << 16;
/// Longer texts keep the memory they have.
const LONGEST: usize = BLOCK / 4;

impl SharedText {
    /// Puts texts that nobody else has into as few blocks as their order allows.
    pub fn share<'t>(texts: impl Iterator<Item = &'t mut Self>) {
        let (mut together, mut size) = (Vec::new(), 0);
        for text in texts.filter(|text| text.len() <= LONGEST && Arc::strong_count(&text.block) == 1) {
            if size + text.len() > BLOCK {
                into_block(&mut together);
                size = 0;
            }
            size += text.len();
            together.push(text);
        }
        into_block(&mut together);
    }
}

/// Moves texts into a block of their own.
fn into_block(texts: &mut Vec<&mut SharedText>) {
    let mut block = String::with_capacity(texts.iter().map(|text| text.len()).sum());
    block.extend(texts.iter().map(|text| &***text));
    let block = Arc::new(block);
    let mut start = 0;
    for text in texts.drain(..) {
        let end = start + (text.end - text.start);
        *text = SharedText { block: Arc::clone(&block), start, end };
        start = end;
    }
}

impl Deref for SharedText {
    type Target = str;

    fn deref(&self) -> &str {
        self.block.get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}

impl From<String> for SharedText {
    fn from(text: String) -> Self {
        let end = u32::try_from(text.len()).expect("files of texts are far smaller than 4 GiB");
        Self { block: text.into(), start: 0, end }
    }
}

impl From<&str> for SharedText {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl PartialEq for SharedText {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for SharedText {}

impl fmt::Debug for SharedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_in_blocks_are_what_they_were() {
        let lengths = [0, 1, 3, LONGEST, LONGEST + 1, 7_000, 7_001, LONGEST, LONGEST, LONGEST, 5];
        let given: Vec<String> =
            lengths.iter().map(|length| "é".repeat(*length / 2) + &"x".repeat(*length % 2)).collect();
        let mut texts: Vec<SharedText> = given.iter().map(|text| text.as_str().into()).collect();
        let known = texts[5].clone();
        SharedText::share(texts.iter_mut());
        assert_eq!(texts.iter().map(|text| text.to_string()).collect::<Vec<_>>(), given);
        assert!(Arc::ptr_eq(&texts[0].block, &texts[3].block) && !Arc::ptr_eq(&texts[3].block, &texts[10].block));
        assert!(Arc::ptr_eq(&texts[5].block, &known.block), "what somebody else has stays");
        assert!(texts.iter().all(|text| text.block.len() <= BLOCK));
    }
}
