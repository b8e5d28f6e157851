//! A stable sort, for lists of a few thousand at most.

use std::cmp::Ordering;

/// Sorts; what is equal keeps its order.
pub fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, T::cmp);
}

/// Sorts by a key; what is equal keeps its order.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

/// Sorts by a comparison; what is equal keeps its order.
pub fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let order = order(items.len(), &|a, b| compare(&items[a], &items[b]));
    for place in 0..order.len() {
        // What belongs here may have been swapped away, to where what is there now belonged.
        let mut from = order[place];
        while from < place {
            from = order[from];
        }
        items.swap(place, from);
    }
}

/// Which item belongs to each place. It sorts numbers, so that it is compiled only once.
fn order(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order = Vec::with_capacity(count);
    for item in 0..count {
        let at = order.partition_point(|before| compare(*before, item).is_le());
        order.insert(at, item);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_sorts_and_keeps_the_order_of_what_is_equal() {
        for count in 0..200_usize {
            let scattered = (0..count).map(|it| (it * 7919 % 13, it));
            let mut items: Vec<_> = scattered.collect();
            let mut model = items.clone();
            sort_by_key(&mut items, |(key, _)| *key);
            model.sort_by_key(|(key, _)| *key);
            assert_eq!(items, model);
        }
    }
}
