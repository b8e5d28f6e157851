//! What the states of a situation say together: the fewest moves to one of them, and whether a run
//! can go round in circles.

use crate::explore::{Graph, Id};
use std::collections::VecDeque;

/// The fewest moves from the start to each state.
pub struct Ways {
    before: Vec<Id>,
    moves: Vec<u32>,
}

impl Ways {
    /// All of them, breadth first.
    pub fn of(graph: &Graph) -> Self {
        let count = graph.prints.len();
        let mut ways = Self { before: vec![0; count], moves: vec![u32::MAX; count] };
        ways.moves[0] = 0;
        let mut queue = VecDeque::from([0]);
        while let Some(id) = queue.pop_front() {
            for next in graph.successors(id) {
                if ways.moves[next as usize] == u32::MAX {
                    ways.moves[next as usize] = ways.moves[id as usize] + 1;
                    ways.before[next as usize] = id;
                    queue.push_back(next);
                }
            }
        }
        ways
    }

    /// How many moves lead there.
    pub fn moves(&self, id: Id) -> u32 {
        self.moves[id as usize]
    }

    /// The states on the way there, the start left out.
    pub fn to(&self, id: Id) -> Vec<Id> {
        let mut way = Vec::new();
        let mut at = id;
        while at != 0 {
            way.push(at);
            at = self.before[at as usize];
        }
        way.reverse();
        way
    }
}

/// A state that a run without faults can come back to; `None` if every such run is finite.
///
/// States that nothing unfinished leads to are taken away until none is left, or only circles and
/// what lies behind them.
pub fn circle(graph: &Graph) -> Option<Id> {
    let count = graph.prints.len() as Id;
    let mut open = vec![0_u32; count as usize];
    for id in 0..count {
        graph.fates(id).for_each(|next| open[next as usize] += 1);
    }
    let mut free: Vec<Id> = (0..count).filter(|id| open[*id as usize] == 0).collect();
    while let Some(id) = free.pop() {
        for next in graph.fates(id) {
            open[next as usize] -= 1;
            if open[next as usize] == 0 {
                free.push(next);
            }
        }
    }
    (0..count).find(|id| open[*id as usize] > 0)
}
