//! Calls in batches of 1, 2, 4, 8 …: many at once, but few when the first ones fail (rule R3).

/// What came of the calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlowStart<E> {
    /// How many calls were made in each batch.
    pub batches: Vec<u32>,
    /// How many calls succeeded.
    pub successes: u32,
    /// The first error: no batch was begun after it.
    pub error: Option<E>,
}

impl<E> SlowStart<E> {
    /// How many calls were made.
    pub fn calls(&self) -> u32 {
        self.batches.iter().sum()
    }
}

/// Calls `call` for 0 … `count` − 1. The calls of one batch are all made, whatever becomes of them.
pub fn slow_start<E>(count: u32, mut call: impl FnMut(u32) -> Result<(), E>) -> SlowStart<E> {
    let mut outcome = SlowStart { batches: Vec::new(), successes: 0, error: None };
    let (mut next, mut size) = (0, 1);
    while next < count && outcome.error.is_none() {
        let batch = size.min(count - next);
        for index in next..next + batch {
            match call(index) {
                Ok(()) => outcome.successes += 1,
                Err(error) => outcome.error = outcome.error.or(Some(error)),
            }
        }
        outcome.batches.push(batch);
        next += batch;
        size = 2 * batch;
    }
    outcome
}
