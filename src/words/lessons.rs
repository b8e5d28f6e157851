//! What is checked in a chapter, in a few words, and what is still missing.

use super::grammar::listed;
use crate::api::Kind;
use crate::language::say;
use crate::lessons::fact::{Compare, Count, Deed, Fact, Missing, Over, Present, State, Test};

/// A goal in a few words.
pub fn goal(fact: &Fact) -> String {
    match fact {
        Fact::Count(count, name, test) => counted(*count, name, *test),
        Fact::Image(name, image, None) => say!("`{name}`: all Pods at `{image}`", name, image),
        Fact::Image(name, image, Some(test)) => {
            say!("`{name}`: {count} at `{image}`", name, image, count = number(*test))
        }
        Fact::Exists(object, true) => say!("`{object}` is there", object = called(object)),
        Fact::Exists(object, false) => say!("`{object}` is gone", object = called(object)),
        Fact::Same(object, true) => say!("`{object}` is still the same", object = called(object)),
        Fact::Same(object, false) => say!("`{object}` is a new one", object = called(object)),
        Fact::State(pod, state) => say!("`{pod}` is {state}", pod, state = doing(*state)),
        Fact::On(pod, node) => say!("`{pod}` is on `{node}`", pod, node),
        Fact::Condition(name, kind, status, reason) => condition(name, kind, status, reason),
        Fact::Field(object, path, value) if &**value == "absent" => {
            say!("`{object}` has no `{path}`", object = called(object), path)
        }
        Fact::Field(object, path, value) if &**value == "unchanged" => {
            say!("`{object}`: `{path}` is what it was", object = called(object), path)
        }
        Fact::Field(object, path, value) => {
            say!("`{object}`: `{path}` is `{value}`", object = called(object), path, value)
        }
        Fact::Settled => say!("Nothing is due any more"),
        Fact::Elapsed(test) => say!("Seconds since the start: {count}", count = number(*test)),
        Fact::Requests(object, true, test) => {
            say!("`{object}` answered: {count}", object = called(object), count = number(*test))
        }
        Fact::Requests(object, false, test) => {
            say!("`{object}` failed: {count}", object = called(object), count = number(*test))
        }
        Fact::Next(deed, name, pod) => next(*deed, name, pod.as_deref()),
        Fact::Order(Deed::Created, name, pods) => {
            say!("`{name}`: created in this order: {pods}", name, pods = listed(pods))
        }
        Fact::Order(Deed::Deleted, name, pods) => {
            say!("`{name}`: deleted in this order: {pods}", name, pods = listed(pods))
        }
        Fact::Over(Over::Always, fact) => say!("At every moment: {goal}", goal = goal(fact)),
        Fact::Over(Over::Never, fact) => match never(fact) {
            Some(always) => say!("At every moment: {goal}", goal = goal(&always)),
            None => say!("At no moment: {goal}", goal = goal(fact)),
        },
        Fact::Over(Over::Once, fact) => say!("At some moment: {goal}", goal = goal(fact)),
        Fact::Not(fact) => say!("Not: {goal}", goal = goal(fact)),
        Fact::All(facts) => facts.iter().map(goal).collect::<Vec<_>>().join(" · "),
        Fact::Any(facts) => {
            let either = facts.iter().map(goal).collect::<Vec<_>>();
            either.join(&say!(" or "))
        }
    }
}

/// What always holds if this never does, where that is easier to read: never fewer than 3 is always
/// at least 3.
fn never(fact: &Fact) -> Option<Fact> {
    let Fact::Count(count, name, test) = fact else { return None };
    let compare = match test.compare {
        Compare::LessThan => Compare::AtLeast,
        Compare::MoreThan => Compare::AtMost,
        _ => return None,
    };
    Some(Fact::Count(*count, name.clone(), Test { compare, ..*test }))
}

/// What is so instead of what should be.
pub fn missing(missing: &Missing) -> String {
    match (missing.fact, &missing.present) {
        (Fact::Exists(object, false), _) => {
            say!("`{object}` is still there", object = called(object))
        }
        (Fact::Exists(object, true) | Fact::Same(object, _), Present::Absent)
        | (Fact::Exists(object, true), _) => {
            say!("`{object}` is not there", object = called(object))
        }
        (_, Present::Absent) => say!("it is not there"),
        (Fact::Same(object, true), _) => say!("`{object}` is another one", object = called(object)),
        (Fact::Same(object, false), _) => {
            say!("`{object}` is still the same", object = called(object))
        }
        (Fact::Settled, _) => say!("the controllers are at work"),
        (Fact::Over(Over::Once, _), _) => say!("not yet"),
        (Fact::Over(..), _) => say!("it was otherwise at some moment: start again"),
        (_, Present::Number(number)) => say!("now {number}", number),
        (_, Present::Share(some, all)) => say!("now {some} of {all}", some, all),
        (_, Present::State(state)) => say!("now {state}", state = doing(*state)),
        (_, Present::Value(value)) => say!("now `{value}`", value),
        (_, Present::Pods(pods)) if pods.is_empty() => say!("none yet"),
        (_, Present::Pods(pods)) => say!("now {pods}", pods = listed(pods)),
        (_, Present::Otherwise) => say!("not yet"),
    }
}

/// An object's name: what kind it is, too, unless it stands on the stage under its name alone.
fn called(object: &crate::api::ObjectRef) -> String {
    match object.kind {
        Kind::Pod | Kind::PersistentVolumeClaim => object.name.to_string(),
        kind => format!("{}/{}", kind.as_str().to_ascii_lowercase(), object.name),
    }
}

fn number(test: Test) -> String {
    let number = test.number;
    match test.compare {
        Compare::Is => number.to_string(),
        Compare::IsNot => say!("not {number}", number),
        Compare::AtLeast => say!("at least {number}", number),
        Compare::AtMost => say!("at most {number}", number),
        Compare::MoreThan => say!("more than {number}", number),
        Compare::LessThan => say!("fewer than {number}", number),
    }
}

fn counted(count: Count, name: &str, test: Test) -> String {
    let (wanted, number) = (number(test), test.number);
    match count {
        Count::Pods => say!("`{name}`: {wanted} {number|Pod|Pods}", name, wanted, number),
        Count::Ready => say!("`{name}`: {wanted} Ready", name, wanted),
        Count::Available => say!("`{name}`: {wanted} available", name, wanted),
        Count::Terminating => say!("`{name}`: {wanted} terminating", name, wanted),
        Count::Existing => say!("`{name}`: {wanted} in all, terminating ones too", name, wanted),
        Count::Replicas => {
            say!("`{name}`: {wanted} {number|replica|replicas} wanted", name, wanted, number)
        }
        Count::Restarts => {
            say!("`{name}`: {wanted} container {number|restart|restarts}", name, wanted, number)
        }
        Count::ReplicaSets => {
            say!("`{name}`: {wanted} {number|ReplicaSet|ReplicaSets} in use", name, wanted, number)
        }
        Count::Claims => say!("`{name}`: {wanted} {number|claim|claims}", name, wanted, number),
        Count::Endpoints => {
            say!("`{name}`: {wanted} {number|endpoint|endpoints}", name, wanted, number)
        }
        Count::Published => {
            say!("`{name}`: {wanted} {number|name|names} in the DNS", name, wanted, number)
        }
        Count::Created => say!("`{name}`: {wanted} created", name, wanted),
        Count::Deleted => say!("`{name}`: {wanted} deleted", name, wanted),
    }
}

fn condition<T: std::fmt::Display>(
    name: &str,
    kind: &str,
    status: &str,
    reason: &Option<T>,
) -> String {
    match reason {
        Some(reason) => {
            say!("`{name}`: `{kind}` is `{status}` (`{reason}`)", name, kind, status, reason)
        }
        None => say!("`{name}`: `{kind}` is `{status}`", name, kind, status),
    }
}

fn next(deed: Deed, name: &str, pod: Option<&str>) -> String {
    match (deed, pod) {
        (Deed::Created, Some(pod)) => say!("`{name}`: `{pod}` is created first", name, pod),
        (Deed::Created, None) => say!("`{name}`: no Pod is created", name),
        (Deed::Deleted, Some(pod)) => say!("`{name}`: `{pod}` is deleted first", name, pod),
        (Deed::Deleted, None) => say!("`{name}`: no Pod is deleted", name),
    }
}

fn doing(state: State) -> String {
    match state {
        State::Pending => say!("waiting for a node"),
        State::Starting => say!("starting"),
        State::Running => say!("running, not Ready"),
        State::Ready => say!("Ready"),
        State::Terminating => say!("terminating"),
        State::CrashLooping => say!("crashing again and again"),
        State::ImageMissing => say!("without its image"),
        State::Unknown => say!("on a silent node"),
        State::Failed => say!("failed"),
        State::Succeeded => say!("done"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goals_and_what_is_missing_are_said() {
        let many = |names: [&str; 2]| Present::Pods(names.map(Into::into).into());
        for (text, present, said, but) in [
            ("ready db = 3", Present::Number(2), "`db`: 3 Ready", "now 2"),
            ("pods web >= 1", Present::Number(0), "`web`: at least 1 Pod", "now 0"),
            ("pods web = 1", Present::Number(0), "`web`: 1 Pod", "now 0"),
            ("exists po/a", Present::Otherwise, "`a` is there", "`a` is not there"),
            ("gone pod/a", Present::Otherwise, "`a` is gone", "`a` is still there"),
            ("new pod/a", Present::Absent, "`a` is a new one", "`a` is not there"),
            (
                "state a running",
                Present::State(State::Ready),
                "`a` is running, not Ready",
                "now Ready",
            ),
            ("image a b:1", Present::Share(1, 3), "`a`: all Pods at `b:1`", "now 1 of 3"),
            ("on a b", Present::Value("c".to_owned()), "`a` is on `b`", "now `c`"),
            ("next-deleted a none", many(["b", "c"]), "`a`: no Pod is deleted", "now `b` and `c`"),
            (
                "never ready db < 2",
                Present::Otherwise,
                "At every moment: `db`: at least 2 Ready",
                "it was otherwise at some moment: start again",
            ),
            (
                "settled",
                Present::Otherwise,
                "Nothing is due any more",
                "the controllers are at work",
            ),
        ] {
            let fact = Fact::parse(text).expect("a fact");
            let but_it_is = missing(&Missing { fact: &fact, present });
            assert_eq!((&*goal(&fact), &*but_it_is), (said, but));
        }
    }
}
