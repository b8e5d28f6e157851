//! A list that grows at its end.

use super::CHUNK;
use super::own::own;
use std::fmt;
use std::ops::Index;
use std::rc::Rc;

/// A list that grows at its end: a row of chunks, full but for the last, each of them shared with
/// the clones that have the same there.
pub struct List<T> {
    chunks: Rc<Vec<Rc<Vec<T>>>>,
    len: usize,
}

impl<T> List<T> {
    /// An empty list.
    pub fn new() -> Self {
        Self { chunks: Rc::default(), len: 0 }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// What is at that index.
    pub fn get(&self, index: usize) -> Option<&T> {
        self.chunks.get(index / CHUNK)?.get(index % CHUNK)
    }

    /// The last added.
    pub fn last(&self) -> Option<&T> {
        self.chunks.last()?.last()
    }

    /// All, the first added first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> + Clone {
        self.iter_from(0)
    }

    /// All from that index on.
    pub fn iter_from(&self, index: usize) -> impl DoubleEndedIterator<Item = &T> + Clone {
        (index..self.len).map(|index| &self[index])
    }
}

impl<T: Clone> List<T> {
    /// Adds one at the end.
    pub fn push(&mut self, it: T) {
        let chunks = own(&mut self.chunks);
        if self.len.is_multiple_of(CHUNK) {
            chunks.push(Rc::default());
        }
        if let Some(chunk) = chunks.last_mut() {
            own(chunk).push(it);
            self.len += 1;
        }
    }

    /// What is at that index, to change.
    pub fn get_mut(&mut self, index: usize) -> Option<&mut T> {
        own(own(&mut self.chunks).get_mut(index / CHUNK)?).get_mut(index % CHUNK)
    }

    /// Keeps only so many, the first added.
    pub fn truncate(&mut self, len: usize) {
        if len >= self.len {
            return;
        }
        let chunks = own(&mut self.chunks);
        chunks.truncate(len.div_ceil(CHUNK));
        if let (Some(chunk), rest @ 1..) = (chunks.last_mut(), len % CHUNK) {
            own(chunk).truncate(rest);
        }
        self.len = len;
    }
}

impl<T> Index<usize> for List<T> {
    type Output = T;

    fn index(&self, index: usize) -> &T {
        &self.chunks[index / CHUNK][index % CHUNK]
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Clone for List<T> {
    fn clone(&self) -> Self {
        Self { chunks: self.chunks.clone(), len: self.len }
    }
}

impl<T: PartialEq> PartialEq for List<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.chunks, &other.chunks) || self.iter().eq(other.iter())
    }
}

impl<T: fmt::Debug> fmt::Debug for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_does_what_a_vec_does() {
        let (mut list, mut model) = (List::new(), Vec::new());
        for length in [100, 64, 32, 70, 31, 1, 0, 33] {
            list.truncate(length);
            model.truncate(length);
            while model.len() < length {
                list.push(model.len() * length);
                model.push(model.len() * length);
            }
            assert_eq!(list.iter().collect::<Vec<_>>(), model.iter().collect::<Vec<_>>());
            assert_eq!((list.len(), list.get(length)), (length, None));
            assert!(list.iter_from(20).eq(model.iter().skip(20)));
        }
    }

    #[test]
    fn a_clone_stays_as_it_was() {
        let mut list = List::new();
        (0..40).for_each(|it| list.push(it));
        let before = list.clone();
        list.truncate(35);
        list.push(0);
        if let Some(it) = list.get_mut(34) {
            *it = 1;
        }
        assert!(before.iter().copied().eq(0..40));
        assert_eq!((list.len(), list[34], list.last()), (36, 1, Some(&0)));
        assert!(Rc::ptr_eq(&list.chunks[0], &before.chunks[0]));
    }
}
