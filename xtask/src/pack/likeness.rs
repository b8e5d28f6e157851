//! An order in which pieces of code that look alike follow each other.

use std::collections::{BTreeMap, HashMap};

/// Bytes that are compared at once.
const GRAM: usize = 5;
/// What more pieces than that have in common says nothing.
const COMMON: usize = 400;
/// An order of the pieces: each is followed by the one most like it of those that are left.
pub fn order(pieces: &[&[u8]]) -> Vec<usize> {
    let grams: Vec<Vec<&[u8]>> = pieces.iter().map(|piece| grams(piece)).collect();
    let having = having(&grams);
    let mut is_left = vec![true; pieces.len()];
    let mut order = Vec::with_capacity(pieces.len());
    let mut next = (!pieces.is_empty()).then_some(0);
    while let Some(at) = next {
        is_left[at] = false;
        order.push(at);
        next = most_alike(&grams, &having, &is_left, at)
            .or_else(|| is_left.iter().position(|is_left| *is_left));
    }
    order
}

/// Each sequence of so many bytes once.
fn grams(piece: &[u8]) -> Vec<&[u8]> {
    let mut grams: Vec<&[u8]> = piece.windows(GRAM).collect();
    grams.sort_unstable();
    grams.dedup();
    grams
}

/// The pieces that have a sequence, for each that several but not many have.
fn having<'a>(grams: &[Vec<&'a [u8]>]) -> HashMap<&'a [u8], Vec<usize>> {
    let mut having: HashMap<&[u8], Vec<usize>> = HashMap::new();
    for (at, grams) in grams.iter().enumerate() {
        for gram in grams {
            having.entry(gram).or_default().push(at);
        }
    }
    having.retain(|_, pieces| (2..=COMMON).contains(&pieces.len()));
    having
}

/// Of those that are left, the one with most in common, measured by the size of both. What is rare
/// counts more.
fn most_alike(
    grams: &[Vec<&[u8]>],
    having: &HashMap<&[u8], Vec<usize>>,
    is_left: &[bool],
    at: usize,
) -> Option<usize> {
    let mut shared: BTreeMap<usize, f32> = BTreeMap::new();
    for pieces in grams[at].iter().filter_map(|gram| having.get(gram)) {
        let weight = 1.0 / (pieces.len() as f32 + 1.0).ln();
        for piece in pieces.iter().filter(|piece| is_left[**piece]) {
            *shared.entry(*piece).or_default() += weight;
        }
    }
    let alike = |(piece, shared): (usize, f32)| {
        (shared / (grams[piece].len() + grams[at].len()) as f32, piece)
    };
    let best = shared.into_iter().map(alike).max_by(|a, b| a.0.total_cmp(&b.0));
    best.map(|(_, piece)| piece)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_alike_stands_side_by_side() {
        let pieces: [&[u8]; 4] =
            [b"the quick brown fox", b"0123456789", b"the quick red fox", b"012345678"];
        assert_eq!(order(&pieces), [0, 2, 1, 3]);
        assert!(order(&[]).is_empty());
    }
}
