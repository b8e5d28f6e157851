//! A map in the order of its keys.

mod differences;

use super::CHUNK;
use super::own::own;
use std::borrow::Borrow;
use std::fmt;
use std::rc::Rc;

/// A map in the order of its keys: a row of chunks, each of them shared with the clones that have
/// the same there. A write copies one chunk and the row.
pub struct Map<K, V> {
    /// None is empty.
    chunks: Rc<Vec<Chunk<K, V>>>,
    len: usize,
}

/// How many count as a few.
const FEW: usize = 8;

type Chunk<K, V> = Rc<Vec<(K, V)>>;

/// Where a key is or would be: the chunk, and the place in it.
type Place = (usize, usize);

impl<K, V> Map<K, V> {
    /// An empty map.
    pub fn new() -> Self {
        Self { chunks: Rc::default(), len: 0 }
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// All entries, by key.
    pub fn iter(&self) -> Iter<'_, K, V> {
        Iter { map: self, next: (0, 0) }
    }

    /// All keys, in order.
    pub fn keys(&self) -> impl Iterator<Item = &K> + Clone {
        self.iter().map(|(key, _)| key)
    }

    /// All values, by key.
    pub fn values(&self) -> impl Iterator<Item = &V> + Clone {
        self.iter().map(|(_, value)| value)
    }

    /// The first entry.
    pub fn first(&self) -> Option<(&K, &V)> {
        self.iter().next()
    }

    /// The last entry.
    pub fn last(&self) -> Option<(&K, &V)> {
        let (key, value) = self.chunks.last()?.last()?;
        Some((key, value))
    }
}

impl<K: Ord, V> Map<K, V> {
    fn find<Q: Ord + ?Sized>(&self, key: &Q) -> Result<Place, Place>
    where
        K: Borrow<Q>,
    {
        let others = self.chunks.get(1..).unwrap_or_default();
        let chunk = others.partition_point(|chunk| chunk[0].0.borrow() <= key);
        let entries = self.chunks.get(chunk).map_or(&[][..], |entries| entries);
        let at = entries.partition_point(|(it, _)| it.borrow() < key);
        match entries.get(at) {
            Some((it, _)) if it.borrow() == key => Ok((chunk, at)),
            _ => Err((chunk, at)),
        }
    }

    /// The value of a key.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        // Of a few it is sooner seen which is the same than which is less.
        if let [few] = &self.chunks[..]
            && few.len() <= FEW
        {
            return few.iter().find(|(it, _)| it.borrow() == key).map(|(_, value)| value);
        }
        let (chunk, at) = self.find(key).ok()?;
        Some(&self.chunks[chunk][at].1)
    }

    /// The values of keys that come in their order: each is looked for beside the one before.
    pub fn get_in_order<'a, Q: Ord + ?Sized + 'a>(
        &'a self,
        keys: impl Iterator<Item = &'a Q>,
    ) -> impl Iterator<Item = &'a V>
    where
        K: Borrow<Q>,
    {
        let mut rest = self.iter();
        keys.filter_map(move |key| {
            let beside = rest.next().filter(|(it, _)| (*it).borrow() == key);
            let (_, value) = beside.or_else(|| {
                rest = self.iter_from(key);
                rest.next().filter(|(it, _)| (*it).borrow() == key)
            })?;
            Some(value)
        })
    }

    /// The key itself, and its value.
    pub fn get_key_value<Q: Ord + ?Sized>(&self, key: &Q) -> Option<(&K, &V)>
    where
        K: Borrow<Q>,
    {
        self.find(key).ok().map(|(chunk, at)| {
            let (key, value) = &self.chunks[chunk][at];
            (key, value)
        })
    }

    /// The entries from a key on, by key.
    pub fn iter_from<Q: Ord + ?Sized>(&self, key: &Q) -> Iter<'_, K, V>
    where
        K: Borrow<Q>,
    {
        let (Ok(next) | Err(next)) = self.find(key);
        Iter { map: self, next }
    }

    /// Whether there is such a key.
    pub fn contains_key<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.find(key).is_ok()
    }
}

impl<K: Ord + Clone, V: Clone> Map<K, V> {
    /// The value of a key, to change.
    pub fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        let place = self.find(key).ok()?;
        Some(self.value_mut(place))
    }

    /// The value of a key, to change; put there first if there is none.
    pub fn get_or_insert(&mut self, key: K, value: V) -> &mut V {
        let place = self.find(&key).unwrap_or_else(|place| self.add(place, (key, value)));
        self.value_mut(place)
    }

    /// The value of a key, to change; the default is put there first if there is none.
    pub fn get_or_default(&mut self, key: K) -> &mut V
    where
        V: Default,
    {
        self.get_or_insert(key, V::default())
    }

    /// Sets the value of a key, and returns the one that it had.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.find(&key) {
            Ok(place) => Some(std::mem::replace(self.value_mut(place), value)),
            Err(place) => {
                self.add(place, (key, value));
                None
            }
        }
    }

    /// Takes a key out, and returns the value that it had.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let (chunk, at) = self.find(key).ok()?;
        self.len -= 1;
        let chunks = own(&mut self.chunks);
        let entries = own(&mut chunks[chunk]);
        let (_, value) = entries.remove(at);
        if entries.is_empty() {
            chunks.remove(chunk);
        }
        Some(value)
    }

    fn value_mut(&mut self, (chunk, at): Place) -> &mut V {
        &mut own(&mut own(&mut self.chunks)[chunk])[at].1
    }

    /// Adds an entry at the place where it belongs; where it is then.
    fn add(&mut self, (chunk, at): Place, entry: (K, V)) -> Place {
        self.len += 1;
        let chunks = own(&mut self.chunks);
        if chunks.is_empty() {
            chunks.push(Rc::default());
        }
        let entries = own(&mut chunks[chunk]);
        if entries.len() < CHUNK {
            // Most are kept for as long as the run is: none takes more than it needs.
            entries.reserve_exact(1);
            entries.insert(at, entry);
            return (chunk, at);
        }
        // What comes in order leaves full chunks behind.
        let half = if at == CHUNK { CHUNK } else { CHUNK / 2 };
        let rest = entries.split_off(half);
        chunks.insert(chunk + 1, Rc::new(rest));
        self.len -= 1;
        self.add(if at < half { (chunk, at) } else { (chunk + 1, at - half) }, entry)
    }
}

/// The entries of a [`Map`], by key.
pub struct Iter<'a, K, V> {
    map: &'a Map<K, V>,
    next: Place,
}

impl<K, V> Clone for Iter<'_, K, V> {
    fn clone(&self) -> Self {
        Self { ..*self }
    }
}

impl<'a, K, V> Iterator for Iter<'a, K, V> {
    type Item = (&'a K, &'a V);

    fn next(&mut self) -> Option<Self::Item> {
        let (chunk, at) = self.next;
        let entries = self.map.chunks.get(chunk)?;
        self.next = if at + 1 < entries.len() { (chunk, at + 1) } else { (chunk + 1, 0) };
        match entries.get(at) {
            Some((key, value)) => Some((key, value)),
            None => self.next(),
        }
    }
}

impl<'a, K, V> IntoIterator for &'a Map<K, V> {
    type Item = (&'a K, &'a V);
    type IntoIter = Iter<'a, K, V>;

    fn into_iter(self) -> Iter<'a, K, V> {
        self.iter()
    }
}

impl<K: Ord + Clone, V: Clone> Extend<(K, V)> for Map<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) {
        for (key, value) in entries {
            self.insert(key, value);
        }
    }
}

impl<K: Ord + Clone, V: Clone> FromIterator<(K, V)> for Map<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut map = Self::new();
        map.extend(entries);
        map
    }
}

impl<K: Ord + Clone, V: Clone, const N: usize> From<[(K, V); N]> for Map<K, V> {
    fn from(entries: [(K, V); N]) -> Self {
        entries.into_iter().collect()
    }
}

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K, V> Clone for Map<K, V> {
    fn clone(&self) -> Self {
        Self { chunks: self.chunks.clone(), len: self.len }
    }
}

impl<K: PartialEq, V: PartialEq> PartialEq for Map<K, V> {
    fn eq(&self, other: &Self) -> bool {
        let same = Rc::ptr_eq(&self.chunks, &other.chunks);
        same || self.len == other.len && self.iter().eq(other)
    }
}

impl<K: Eq, V: Eq> Eq for Map<K, V> {}

impl<K: fmt::Debug, V: fmt::Debug> fmt::Debug for Map<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// Numbers that look like chance and are the same every time.
    pub(super) fn scattered(count: u32) -> impl Iterator<Item = u32> {
        (0..count).map(|it| it.wrapping_mul(2_654_435_761) >> 22)
    }

    #[test]
    fn it_does_what_a_btree_map_does() {
        let (mut map, mut model) = (Map::new(), BTreeMap::new());
        for (at, key) in scattered(3000).enumerate() {
            if at % 3 == 2 {
                assert_eq!(map.remove(&key), model.remove(&key));
            } else {
                assert_eq!(map.insert(key, at), model.insert(key, at));
            }
            *map.get_or_default(key / 2) += 1;
            *model.entry(key / 2).or_default() += 1;
            assert_eq!((map.len(), map.get(&key)), (model.len(), model.get(&key)));
        }
        assert!(map.iter().eq(&model));
        assert!(map.iter_from(&500).eq(model.range(500..)));
        assert_eq!((map.first(), map.last()), (model.first_key_value(), model.last_key_value()));
        while let Some(key) = model.keys().nth(model.len() / 2).copied() {
            assert_eq!(map.remove(&key), model.remove(&key));
        }
        assert_eq!((map.len(), map.iter().next()), (0, None));
    }

    #[test]
    fn keys_in_order_are_found_whether_or_not_there_are_others_between() {
        let map: Map<u32, u32> = (0..300).map(|it| (it * 2, it)).collect();
        let keys: Vec<u32> = (0..600).filter(|it| it % 7 != 3).collect();
        let found: Vec<u32> = map.get_in_order(keys.iter()).copied().collect();
        let wanted: Vec<u32> = keys.iter().filter_map(|key| map.get(key).copied()).collect();
        assert_eq!(found, wanted);
        assert_eq!(map.get_in_order([7, 4].iter()).count(), 1);
    }

    #[test]
    fn a_clone_stays_as_it_was() {
        let mut map: Map<u32, u32> = (0..100).map(|it| (it, it)).collect();
        let before = map.clone();
        map.insert(50, 0);
        map.remove(&7);
        assert_eq!((before.get(&50), before.get(&7), before.len()), (Some(&50), Some(&7), 100));
        assert_eq!((map.get(&50), map.get(&7), map.len()), (Some(&0), None, 99));
    }

    #[test]
    fn a_write_leaves_the_other_chunks_shared() {
        let mut map: Map<u32, u32> = (0..100).map(|it| (it, it)).collect();
        let before = map.clone();
        map.insert(50, 0);
        let pairs = map.chunks.iter().zip(before.chunks.iter());
        assert_eq!(pairs.filter(|(a, b)| !Rc::ptr_eq(a, b)).count(), 1);
        assert_eq!(map.chunks.len(), 100_usize.div_ceil(CHUNK));
    }
}
