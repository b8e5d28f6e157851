//! What is so instead of what should be.

use super::moment::{Look, condition};
use super::{Deed, Fact, State};
use crate::api::{Name, Pod};

/// A fact that does not hold, and what is so instead.
#[derive(Clone, Debug)]
pub struct Missing<'a> {
    /// The fact.
    pub fact: &'a Fact,
    /// What is so instead.
    pub present: Present,
}

/// What is so at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Present {
    /// Just not that.
    Otherwise,
    /// What it speaks of is not there.
    Absent,
    /// A number.
    Number(i64),
    /// So many of so many.
    Share(i64, i64),
    /// What a Pod is doing.
    State(State),
    /// A value as the API writes it.
    Value(String),
    /// Pods, in order.
    Pods(Vec<Name>),
}

impl Look<'_> {
    /// What of a fact does not hold.
    pub(super) fn missing<'a>(&self, fact: &'a Fact, missing: &mut Vec<Missing<'a>>) {
        match fact {
            _ if fact.holds(self) => {}
            Fact::All(facts) => facts.iter().for_each(|it| self.missing(it, missing)),
            _ => missing.push(Missing { fact, present: self.present(fact) }),
        }
    }

    fn present(&self, fact: &Fact) -> Present {
        let value = |text: String| Present::Value(text);
        match fact {
            Fact::Count(count, workload, _) => Present::Number(self.count(*count, workload)),
            Fact::Image(workload, image, _) => {
                let (with, all) = self.image(workload, image);
                Present::Share(with, all)
            }
            Fact::Same(object, _) if self.is_same(object).is_none() => Present::Absent,
            Fact::State(pod, _) => self.state(pod).map_or(Present::Absent, Present::State),
            Fact::On(pod, _) => match self.store().get::<Pod>(pod) {
                Some(pod) if pod.is_scheduled() => value(pod.spec.node_name.to_string()),
                _ => Present::Absent,
            },
            Fact::Condition(workload, kind, ..) => match condition(self.store(), workload, kind) {
                Some((status, reason)) => value(format!("{status} ({reason})")),
                None => Present::Absent,
            },
            Fact::Field(object, path, _) => match &*self.field(object, path) {
                "absent" => Present::Absent,
                text => value(text.to_owned()),
            },
            Fact::Elapsed(_) => Present::Number(self.elapsed()),
            Fact::Requests(object, answered, _) => {
                Present::Number(self.requests(object, *answered))
            }
            Fact::Next(deed, workload, _) => {
                Present::Pods(self.deeds(*deed, workload).take(1).collect())
            }
            Fact::Order(deed, workload, _) => Present::Pods(self.deeds(*deed, workload).collect()),
            _ => Present::Otherwise,
        }
    }

    fn deeds(&self, deed: Deed, workload: &str) -> impl Iterator<Item = Name> {
        self.tally.pods(deed, workload).cloned()
    }
}
