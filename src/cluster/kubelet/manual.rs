//! The kubelet that is driven by hand: recordings and lessons say what becomes of each Pod.

use super::{Decision, status};
use crate::api::{Kind, Name, ObjectRef, Pod, Status};
use crate::cluster::{DeleteOptions, KubeletMove, Turn};

/// Carries out one move; one that is not possible for this Pod does nothing.
pub fn apply(turn: &mut Turn, name: &str, a_move: &KubeletMove) -> Result<(), Status> {
    let Some(pod) = turn.cache.get::<Pod>(name).cloned() else { return Ok(()) };
    let ends = *a_move == KubeletMove::Terminated;
    // Until its end a Pod can still become unready, or fail.
    let possible = if ends { pod.is_terminating() } else { !pod.is_finished() };
    if !possible || !pod.is_scheduled() {
        return Ok(());
    }
    turn.decide(Decision::Told { pod: pod.metadata.name.clone(), to: a_move.clone() });
    if ends {
        return turn.delete(&ObjectRef::new(Kind::Pod, name), DeleteOptions::now());
    }
    let address = address_for(turn, &pod);
    let mut pod = (*pod).clone();
    change(&mut pod, a_move, &address, turn);
    turn.update_status(pod).map(drop)
}

fn change(pod: &mut Pod, a_move: &KubeletMove, address: &Name, turn: &Turn) {
    let now = turn.now();
    match a_move {
        KubeletMove::Running => status::run(pod, address, false, now),
        KubeletMove::Ready => status::run(pod, address, true, now),
        KubeletMove::Unready => status::run(pod, address, false, now),
        KubeletMove::Restart(waiting) => {
            status::run(pod, address, true, now);
            status::exit(pod, 1, now);
            status::restart(pod, false, now);
            if let Some(reason) = waiting {
                status::back_off(pod, reason, None, now);
            }
        }
        KubeletMove::ImageError => status::wait(pod, "ImagePullBackOff", None, now),
        KubeletMove::Finished { failed, reason, message } => {
            status::finish(pod, *failed, reason, message, now);
        }
        KubeletMove::Terminated => {}
    }
}

fn address_for(turn: &mut Turn, pod: &Pod) -> Name {
    if pod.status.pod_ip.is_empty() {
        turn.cluster.kubelet.new_address()
    } else {
        pod.status.pod_ip.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::PodPhase;
    use crate::api::pod::{ContainerState, PodConditionType};
    use crate::cluster::staging::{create_pod, delete, manual, pod, settle, tell};
    use crate::value::json;

    #[test]
    fn a_pod_is_led_by_hand_from_pending_to_ready_and_away() {
        let mut cluster = manual(1);
        create_pod(&mut cluster, "web", json!({}));
        settle(&mut cluster);
        assert_eq!(pod(&cluster, "web").status.phase, PodPhase::Pending);
        cluster.advance_to(crate::api::Time(5_000));
        tell(&mut cluster, "web", KubeletMove::Running);
        let running = pod(&cluster, "web").clone();
        assert_eq!((running.status.phase, running.is_ready()), (PodPhase::Running, false));
        assert_eq!(&*running.status.pod_ip, "10.244.0.1");
        let kinds: Vec<_> = running.status.conditions.iter().map(|it| it.kind).collect();
        use PodConditionType::{ContainersReady, Initialized, PodScheduled, Ready};
        assert_eq!(kinds, [PodScheduled, Initialized, ContainersReady, Ready]);
        cluster.advance_to(crate::api::Time(9_000));
        tell(&mut cluster, "web", KubeletMove::Ready);
        assert_eq!(pod(&cluster, "web").ready_since().map(|it| it.0), Some(9));
        assert!(tell(&mut cluster, "web", KubeletMove::Terminated).is_none(), "not terminating");
        delete(&mut cluster, Kind::Pod, "web", DeleteOptions::default());
        assert!(pod(&cluster, "web").is_ready() && pod(&cluster, "web").is_terminating());
        tell(&mut cluster, "web", KubeletMove::Unready);
        assert!(!pod(&cluster, "web").is_ready() && pod(&cluster, "web").is_terminating());
        tell(&mut cluster, "web", KubeletMove::Terminated);
        assert!(cluster.store().get::<Pod>("web").is_none());
        create_pod(&mut cluster, "web", json!({}));
        settle(&mut cluster);
        tell(&mut cluster, "web", KubeletMove::Ready);
        assert_eq!(&*pod(&cluster, "web").status.pod_ip, "10.244.0.2", "a new Pod, a new address");
    }

    #[test]
    fn a_restart_stays_in_the_pod_and_a_failure_ends_it() {
        let mut cluster = manual(1);
        create_pod(&mut cluster, "web", json!({}));
        settle(&mut cluster);
        tell(&mut cluster, "web", KubeletMove::ImageError);
        assert_eq!(pod(&cluster, "web").status.phase, PodPhase::Pending);
        tell(&mut cluster, "web", KubeletMove::Ready);
        tell(&mut cluster, "web", KubeletMove::Restart(Some("CrashLoopBackOff".into())));
        let web = pod(&cluster, "web");
        assert_eq!(
            (web.status.phase, web.is_ready(), web.restarts()),
            (PodPhase::Running, false, 1)
        );
        let state = &web.status.container_statuses[0].state;
        let backing_off = "CrashLoopBackOff";
        assert!(
            matches!(state, ContainerState::Waiting { reason, .. } if &**reason == backing_off)
        );
        tell(&mut cluster, "web", KubeletMove::Ready);
        assert!(pod(&cluster, "web").is_ready());
        let evicted = KubeletMove::Finished {
            failed: true,
            reason: "Evicted".into(),
            message: "The node was low on resource: memory.".into(),
        };
        tell(&mut cluster, "web", evicted);
        let web = pod(&cluster, "web");
        assert_eq!((web.status.phase, &*web.status.reason), (PodPhase::Failed, "Evicted"));
        assert!(!web.is_ready() && tell(&mut cluster, "web", KubeletMove::Ready).is_none());
    }
}
