//! A move as a few words, and back: what stands in links.

use super::{KubeletMove, Move};
use crate::api::Name;
use crate::cluster::actor::{Actor, WorkKey};
use crate::cluster::agenda::Why;
use crate::cluster::command::{named, reference};

impl Move {
    /// The move as words: `kubelet`, `db-0`, `ready`. None of the verbs is a command's.
    pub fn words(&self) -> Vec<String> {
        let (verb, rest) = match self {
            Self::Next => ("next", Vec::new()),
            Self::Wake(key, why) => {
                let actor = key.actor.component().to_owned();
                ("wake", vec![actor, named(&key.object), why.as_str().to_owned()])
            }
            Self::Kubelet(pod, to) => ("kubelet", [vec![pod.to_string()], kubelet(to)].concat()),
            Self::BindClaim(claim) => ("bind", vec![claim.to_string()]),
            Self::Heartbeats(node, alive) => {
                ("heartbeats", vec![node.to_string(), if *alive { "on" } else { "off" }.to_owned()])
            }
        };
        [verb.to_owned()].into_iter().chain(rest).collect()
    }

    /// Reads what [`Move::words`] wrote; `None` for anything else.
    pub fn from_words<S: AsRef<str>>(words: &[S]) -> Option<Self> {
        let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
        Some(match words[..] {
            ["next"] => Self::Next,
            ["wake", actor, object, why] => {
                let actor = Actor::ALL.iter().find(|it| it.component() == actor)?;
                let why = Why::ALL.iter().find(|it| it.as_str() == why)?;
                Self::Wake(WorkKey::new(*actor, reference(object)?), *why)
            }
            ["kubelet", pod, ref to @ ..] => Self::Kubelet(pod.into(), kubelet_from(to)?),
            ["bind", claim] => Self::BindClaim(claim.into()),
            ["heartbeats", node, "on"] => Self::Heartbeats(node.into(), true),
            ["heartbeats", node, "off"] => Self::Heartbeats(node.into(), false),
            _ => return None,
        })
    }
}

fn kubelet(to: &KubeletMove) -> Vec<String> {
    let (word, rest): (&str, Vec<&Name>) = match to {
        KubeletMove::Running => ("running", vec![]),
        KubeletMove::Ready => ("ready", vec![]),
        KubeletMove::Unready => ("unready", vec![]),
        KubeletMove::Restart(waiting) => ("restart", waiting.iter().collect()),
        KubeletMove::ImageError => ("noimage", vec![]),
        KubeletMove::Finished { failed, reason, message } => {
            (if *failed { "failed" } else { "succeeded" }, vec![reason, message])
        }
        KubeletMove::Terminated => ("terminated", vec![]),
    };
    [word.to_owned()].into_iter().chain(rest.into_iter().map(|it| it.to_string())).collect()
}

fn kubelet_from(words: &[&str]) -> Option<KubeletMove> {
    Some(match *words {
        ["running"] => KubeletMove::Running,
        ["ready"] => KubeletMove::Ready,
        ["unready"] => KubeletMove::Unready,
        ["restart"] => KubeletMove::Restart(None),
        ["restart", waiting] => KubeletMove::Restart(Some(waiting.into())),
        ["noimage"] => KubeletMove::ImageError,
        [how @ ("failed" | "succeeded"), reason, message] => KubeletMove::Finished {
            failed: how == "failed",
            reason: reason.into(),
            message: message.into(),
        },
        ["terminated"] => KubeletMove::Terminated,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::{Kind, ObjectRef};
    use crate::cluster::Command;

    #[test]
    fn every_move_comes_back_as_it_was_and_none_is_a_command() {
        let key = |actor| WorkKey::new(actor, ObjectRef::new(Kind::ReplicaSet, "web-1"));
        let finished = |failed| KubeletMove::Finished {
            failed,
            reason: "Evicted".into(),
            message: "The node was low, on memory".into(),
        };
        let to = [
            KubeletMove::Running,
            KubeletMove::Ready,
            KubeletMove::Unready,
            KubeletMove::Restart(None),
            KubeletMove::Restart(Some("CrashLoopBackOff".into())),
            KubeletMove::ImageError,
            finished(true),
            finished(false),
            KubeletMove::Terminated,
        ];
        let actors = Actor::ALL.iter().map(|actor| Move::Wake(key(*actor), Why::Change));
        let whys = Why::ALL.iter().map(|why| Move::Wake(key(Actor::ReplicaSet), *why));
        let others = [
            Move::Next,
            Move::BindClaim("data-db-0".into()),
            Move::Heartbeats("node-a".into(), true),
            Move::Heartbeats("node-a".into(), false),
        ];
        let by_hand = to.into_iter().map(|to| Move::Kubelet("db-0".into(), to));
        for a_move in actors.chain(whys).chain(others).chain(by_hand) {
            let words = a_move.words();
            assert_eq!(Move::from_words(&words).as_ref(), Some(&a_move), "{words:?}");
            assert!(Command::from_words(&words).is_err(), "{words:?}");
        }
    }

    #[test]
    fn other_words_are_no_move() {
        for words in ["", "kubelet", "kubelet db-0", "kubelet db-0 flies", "wake", "next please"] {
            let words: Vec<&str> = words.split(' ').collect();
            assert_eq!(Move::from_words(&words), None, "{words:?}");
        }
        for (object, why) in [("pod/db-0", "soon"), ("db-0", "change"), ("thing/db-0", "change")] {
            assert_eq!(Move::from_words(&["wake", "kubelet", object, why]), None);
        }
        assert_eq!(Move::from_words(&["wake", "nobody", "pod/db-0", "change"]), None);
    }
}
