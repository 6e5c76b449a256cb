//! Reproducible randomness: integers only, so that every machine draws the same.

/// A generator of pseudo-random numbers, `SplitMix64`.
pub(crate) struct Random(u64);

impl Random {
    /// A generator of its own for one thing (`stream`) and one purpose of it.
    pub(crate) fn new(seed: u64, stream: u64, purpose: u64) -> Self {
        Self(mix(mix(mix(seed) ^ stream) ^ purpose))
    }

    /// A number below `limit`, which is at least 1.
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0) % limit
    }

    /// A position in a list of `length`, which is at least 1.
    pub(crate) fn index(&mut self, length: usize) -> usize {
        usize::try_from(self.below(length as u64)).expect("below a usize")
    }

    /// Whether something happens that does so in `percent` of cases.
    pub(crate) fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of a list, each as likely as the others.
    pub(crate) fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.index(list.len())]
    }

    /// `count` different ones of a list, in the order drawn; all of them if there are fewer.
    pub(crate) fn sample<T: Copy + PartialEq>(&mut self, list: &[T], count: usize) -> Vec<T> {
        let mut chosen = Vec::new();
        while chosen.len() < count.min(list.len()) {
            let one = *self.pick(list);
            if !chosen.contains(&one) {
                chosen.push(one);
            }
        }
        chosen
    }
}

/// Ranks drawn by Zipf's law: rank r with weight 1 / (r + offset).
pub(crate) struct Zipf(Vec<u64>);

impl Zipf {
    /// The law for `length` ranks; a larger `offset` flattens its head.
    pub(crate) fn new(length: usize, offset: u64) -> Self {
        let weights = (0..length as u64).scan(0, |sum, rank| {
            *sum += 1_000_000_000 / (rank + offset);
            Some(*sum)
        });
        Self(weights.collect())
    }

    /// A rank, counted from 0.
    pub(crate) fn draw(&self, random: &mut Random) -> usize {
        let total = self.0.last().copied().unwrap_or(1);
        let drawn = random.below(total);
        self.0.partition_point(|sum| *sum <= drawn)
    }
}

fn mix(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}
