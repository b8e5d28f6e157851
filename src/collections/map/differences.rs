//! Where two maps differ.

use super::{Chunk, Iter, Map};
use std::cmp::Ordering;
use std::rc::Rc;

impl<K: Ord, V> Map<K, V> {
    /// Shows, by key, where a map differs from an earlier one: the value then, and the value now.
    /// Chunks that both have are passed over, so that of clones only what was written costs.
    pub fn differences<'a>(
        &'a self,
        earlier: &'a Self,
        is_same: impl Fn(&V, &V) -> bool,
        mut show: impl FnMut(Option<&'a V>, Option<&'a V>),
    ) {
        let (mut then, mut now) = (earlier.iter(), self.iter());
        loop {
            if then.skip_shared(&mut now) {
                continue;
            }
            let order = match (then.peek(), now.peek()) {
                (None, None) => return,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some((a, _)), Some((b, _))) => a.cmp(b),
            };
            let before = if order.is_le() { then.next() } else { None };
            let after = if order.is_ge() { now.next() } else { None };
            match (before, after) {
                (Some((_, before)), Some((_, after))) if is_same(before, after) => {}
                (before, after) => show(before.map(|it| it.1), after.map(|it| it.1)),
            }
        }
    }
}

impl<'a, K, V> Iter<'a, K, V> {
    fn peek(&self) -> Option<(&'a K, &'a V)> {
        self.clone().next()
    }

    /// Passes over a chunk that is next in both. Whether there was one.
    fn skip_shared(&mut self, other: &mut Self) -> bool {
        let (next, others) = (self.whole_chunk(), other.whole_chunk());
        let is_shared = next.zip(others).is_some_and(|(a, b)| Rc::ptr_eq(a, b));
        if is_shared {
            self.next = (self.next.0 + 1, 0);
            other.next = (other.next.0 + 1, 0);
        }
        is_shared
    }

    /// The chunk that is next, if none of it has been shown.
    fn whole_chunk(&self) -> Option<&'a Chunk<K, V>> {
        let (chunk, at) = self.next;
        self.map.chunks.get(chunk).filter(|_| at == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::scattered;
    use super::*;
    use crate::collections::CHUNK;
    use std::cell::Cell;
    use std::collections::BTreeMap;

    #[test]
    fn differences_are_what_was_written_in_between() {
        let mut maps = vec![Map::new()];
        for (at, key) in scattered(600).enumerate() {
            let mut map = maps[at].clone();
            match at % 3 {
                2 => drop(map.remove(&key)),
                _ => drop(map.insert(key, at)),
            }
            maps.push(map);
        }
        for at in 0..maps.len() {
            let (map, earlier) = (&maps[at], &maps[at * 7919 % maps.len()]);
            let mut seen = Vec::new();
            map.differences(earlier, usize::eq, |before, after| seen.push((before, after)));
            let all: BTreeMap<_, _> = earlier.iter().chain(map).collect();
            let sides = all.into_keys().map(|key| (earlier.get(key), map.get(key)));
            assert_eq!(seen, sides.filter(|(a, b)| a != b).collect::<Vec<_>>());
        }
    }

    #[test]
    fn of_clones_only_the_chunks_that_were_written_are_compared() {
        let earlier: Map<u32, u32> = (0..300).map(|it| (it, it)).collect();
        let mut map = earlier.clone();
        map.insert(150, 0);
        map.remove(&7);
        let compared = Cell::new(0);
        let is_same = |a: &u32, b: &u32| {
            compared.set(compared.get() + 1);
            a == b
        };
        let mut seen = Vec::new();
        map.differences(&earlier, is_same, |before, after| seen.push((before, after)));
        assert_eq!(seen, [(Some(&7), None), (Some(&150), Some(&0))]);
        assert!(compared.get() < 2 * CHUNK, "{} of 300", compared.get());
    }
}
