//! What is checked: facts about a moment, and about all that happened since a task began.

mod moment;
mod parse;
mod present;
#[cfg(test)]
mod tests;
mod watch;

pub use present::{Missing, Present};
pub use watch::Watch;

pub(super) use parse::object;

use crate::api::{Name, ObjectRef};
use std::rc::Rc;

/// Something that holds at a moment, or does not.
#[derive(Clone, Debug)]
pub enum Fact {
    /// So many of something.
    Count(Count, Name, Test),
    /// So many Pods of a workload have that image; all of them without a test.
    Image(Name, Name, Option<Test>),
    /// An object is there, or is not.
    Exists(ObjectRef, bool),
    /// An object is the one that was there when the task began (`true`), or another of that name.
    Same(ObjectRef, bool),
    /// What a Pod is doing.
    State(Name, State),
    /// The node that a Pod is bound to.
    On(Name, Name),
    /// A condition of a workload: its type, its status, its reason.
    Condition(Name, Name, Name, Option<Name>),
    /// A field of an object; `absent` for none, `unchanged` for what it was when the task began.
    Field(ObjectRef, Name, Name),
    /// Nothing is due any more.
    Settled,
    /// Seconds since the task began.
    Elapsed(Test),
    /// Requests since the task began: answered (`true`), or failed.
    Requests(ObjectRef, bool, Test),
    /// The first Pod of a workload that was created, or whose deletion began; `None` for none.
    Next(Deed, Name, Option<Name>),
    /// All such Pods, in order.
    Order(Deed, Name, Vec<Name>),
    /// A fact of a moment over all moments since the task began.
    Over(Over, Rc<Fact>),
    /// Does not hold.
    Not(Box<Fact>),
    /// All of them hold.
    All(Vec<Fact>),
    /// One of them holds.
    Any(Vec<Fact>),
}

/// What is counted of a workload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// Pods that are neither terminating nor finished.
    Pods,
    /// Those of them that are Ready.
    Ready,
    /// Those of them that are available.
    Available,
    /// Pods on their way out.
    Terminating,
    /// All its Pod objects.
    Existing,
    /// `spec.replicas`.
    Replicas,
    /// Container restarts.
    Restarts,
    /// ReplicaSets that want Pods.
    ReplicaSets,
    /// Claims that its Pods have or had.
    Claims,
    /// Addresses behind the Service of that name.
    Endpoints,
    /// Its Pods' names that are in the DNS.
    Published,
    /// Pods created since the task began.
    Created,
    /// Pods whose deletion began since the task began.
    Deleted,
}

/// What happens to a Pod.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// It is created.
    Created,
    /// Its deletion begins.
    Deleted,
}

/// What a Pod is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Waits for a node.
    Pending,
    /// Image and containers are on their way.
    Starting,
    /// Running, not Ready.
    Running,
    /// Running and Ready.
    Ready,
    /// On its way out.
    Terminating,
    /// Its container ends again and again.
    CrashLooping,
    /// Its image cannot be pulled.
    ImageMissing,
    /// Its node is silent.
    Unknown,
    /// Ended badly.
    Failed,
    /// Ended well.
    Succeeded,
}

/// When a fact has to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// At every moment.
    Always,
    /// At no moment.
    Never,
    /// At one moment at least.
    Once,
}

/// A number compared with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Test {
    /// How.
    pub compare: Compare,
    /// With what.
    pub number: i64,
}

/// How numbers are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compare {
    /// `=`
    Is,
    /// `!=`
    IsNot,
    /// `>=`
    AtLeast,
    /// `<=`
    AtMost,
    /// `>`
    MoreThan,
    /// `<`
    LessThan,
}

impl Default for Fact {
    /// What always holds.
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

impl Test {
    /// Whether the number passes.
    pub fn passes(self, number: i64) -> bool {
        match self.compare {
            Compare::Is => number == self.number,
            Compare::IsNot => number != self.number,
            Compare::AtLeast => number >= self.number,
            Compare::AtMost => number <= self.number,
            Compare::MoreThan => number > self.number,
            Compare::LessThan => number < self.number,
        }
    }
}

impl Compare {
    const ALL: [(&'static str, Self); 6] = [
        ("=", Self::Is),
        ("!=", Self::IsNot),
        (">=", Self::AtLeast),
        ("<=", Self::AtMost),
        (">", Self::MoreThan),
        ("<", Self::LessThan),
    ];
}

impl Count {
    const ALL: [(&'static str, Self); 13] = [
        ("pods", Self::Pods),
        ("ready", Self::Ready),
        ("available", Self::Available),
        ("terminating", Self::Terminating),
        ("existing", Self::Existing),
        ("replicas", Self::Replicas),
        ("restarts", Self::Restarts),
        ("replicasets", Self::ReplicaSets),
        ("claims", Self::Claims),
        ("endpoints", Self::Endpoints),
        ("published", Self::Published),
        ("created", Self::Created),
        ("deleted", Self::Deleted),
    ];
}

impl State {
    const ALL: [(&'static str, Self); 10] = [
        ("pending", Self::Pending),
        ("starting", Self::Starting),
        ("running", Self::Running),
        ("ready", Self::Ready),
        ("terminating", Self::Terminating),
        ("crash-looping", Self::CrashLooping),
        ("image-missing", Self::ImageMissing),
        ("unknown", Self::Unknown),
        ("failed", Self::Failed),
        ("succeeded", Self::Succeeded),
    ];

    /// Its word in facts.
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(_, state)| *state == self).map_or("", |(word, _)| word)
    }
}

impl Fact {
    /// The same fact with other names in it.
    fn renamed(&self, name: &dyn Fn(&Name) -> Name) -> Self {
        let object = |it: &ObjectRef| ObjectRef::new(it.kind, name(&it.name));
        let each = |facts: &[Self]| facts.iter().map(|fact| fact.renamed(name)).collect();
        match self {
            Self::Exists(it, wanted) => Self::Exists(object(it), *wanted),
            Self::Same(it, wanted) => Self::Same(object(it), *wanted),
            Self::State(pod, state) => Self::State(name(pod), *state),
            Self::On(pod, node) => Self::On(name(pod), name(node)),
            Self::Field(it, path, value) => Self::Field(object(it), path.clone(), value.clone()),
            Self::Requests(it, answered, test) => Self::Requests(object(it), *answered, *test),
            Self::Next(deed, of, pod) => Self::Next(*deed, of.clone(), pod.as_ref().map(name)),
            Self::Order(deed, of, pods) => {
                Self::Order(*deed, of.clone(), pods.iter().map(name).collect())
            }
            Self::Over(over, fact) => Self::Over(*over, Rc::new(fact.renamed(name))),
            Self::Not(fact) => Self::Not(Box::new(fact.renamed(name))),
            Self::All(facts) => Self::All(each(facts)),
            Self::Any(facts) => Self::Any(each(facts)),
            Self::Count(..)
            | Self::Image(..)
            | Self::Condition(..)
            | Self::Settled
            | Self::Elapsed(_) => self.clone(),
        }
    }

    /// Whether it looks at the time that has passed: it may hold only after everything is at rest.
    pub fn is_timed(&self) -> bool {
        match self {
            Self::Elapsed(_) => true,
            Self::Not(fact) => fact.is_timed(),
            Self::Over(_, fact) => fact.is_timed(),
            Self::All(facts) | Self::Any(facts) => facts.iter().any(Self::is_timed),
            _ => false,
        }
    }
}
