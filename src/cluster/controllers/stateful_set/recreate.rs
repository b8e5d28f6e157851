//! The strategy `Recreate` (rule S29, KEP 3541), an alpha feature: all old Pods go, and only when
//! they are gone the new ones come, as `podManagementPolicy` says.

use super::Decision;
use super::control::{Control, Exit};
use super::members::Member;
use super::waiting::Wait;
use crate::api::pod::ConditionStatus;
use crate::api::stateful_set::StatefulSetCondition;
use crate::api::{Name, Status};

const PROGRESSING: &str = "Progressing";
const IN_PROGRESS: &str = "RecreateInProgress";
const COMPLETE: &str = "RecreateComplete";

impl Control<'_, '_> {
    /// Deletes what is old, those that are too many included. Whether anything old is left, so that
    /// nothing else may happen.
    pub(super) fn clear_old(&mut self) -> Result<Exit, Status> {
        let old: Vec<Member> = self.members.all().filter(|it| !it.is_updated).cloned().collect();
        if old.is_empty() {
            if self.members.replicas.iter().all(Option::is_some) {
                self.note(COMPLETE, "all Pods have the new template");
            }
            return Ok(false);
        }
        let standing = old.iter().filter(|member| !member.is_terminating());
        let pods: Vec<Name> = standing.clone().map(|it| it.pod.metadata.name.clone()).collect();
        if pods.is_empty() {
            let pods = old.iter().map(|member| member.pod.metadata.name.clone());
            self.wait = Some(Wait::OldPods { pods: pods.collect() });
            return Ok(true);
        }
        self.note(IN_PROGRESS, "all Pods of older templates go before new ones come");
        let object = self.reference();
        self.turn.normal(object, "RecreateStarted", "Deleting all pods for Recreate update");
        for member in standing {
            self.delete(&member.pod)?;
            self.status.current_replicas -= i32::from(member.is_current);
        }
        let to = self.revisions.update.metadata.name.clone();
        self.turn.decide(Decision::OldPodsDeleted { pods, to });
        Ok(true)
    }

    fn note(&mut self, reason: &str, message: &str) {
        let conditions = &mut self.status.conditions;
        if conditions.iter().any(|it| &*it.kind == PROGRESSING && &*it.reason == reason) {
            return;
        }
        conditions.retain(|it| &*it.kind != PROGRESSING);
        conditions.push(StatefulSetCondition {
            kind: PROGRESSING.into(),
            status: ConditionStatus::True,
            reason: reason.into(),
            message: message.into(),
            last_transition_time: self.turn.now().timestamp(),
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::api::{Kind, Object, ObjectRef, Pod, Release, StatefulSet};
    use crate::cluster::staging::{cluster, create, pod, run_for_ms, said, tell};
    use crate::cluster::{Cluster, Command, Config, KubeletDriver, KubeletMove};
    use serde_json::{Value, json};

    fn tree() -> Value {
        json!({ "metadata": { "name": "db" }, "spec": {
            "replicas": 3, "serviceName": "db", "updateStrategy": { "type": "Recreate" },
            "selector": { "matchLabels": { "app": "db" } },
            "template": { "metadata": { "labels": { "app": "db" } },
                "spec": { "containers": [{ "name": "main", "image": "one" }] } } } })
    }

    /// All Pods ready, one after the other.
    fn ready(cluster: &mut Cluster) {
        for ordinal in 0..3 {
            run_for_ms(cluster, 2_000);
            tell(cluster, &format!("db-{ordinal}"), KubeletMove::Ready);
        }
        run_for_ms(cluster, 2_000);
    }

    fn names(cluster: &Cluster) -> Vec<(String, bool)> {
        let pods = cluster.store().list::<Pod>();
        pods.map(|pod| (pod.metadata.name.to_string(), pod.is_terminating())).collect()
    }

    fn reason(cluster: &Cluster) -> String {
        let set = cluster.store().get::<StatefulSet>("db").expect("it is there");
        set.status.conditions.iter().map(|it| it.reason.to_string()).collect()
    }

    #[test]
    fn all_old_pods_are_gone_before_a_new_one_comes() {
        let (release, kubelet) = (Release::V1_37_ALPHA, KubeletDriver::Manual);
        let mut cluster = cluster(Config { release, kubelet, ..Config::default() }, 1);
        create(&mut cluster, Kind::StatefulSet, tree());
        ready(&mut cluster);
        assert_eq!(reason(&cluster), "RecreateComplete");
        // What is broken goes as well: no trap for this strategy.
        tell(&mut cluster, "db-1", KubeletMove::Unready);
        let object = ObjectRef::new(Kind::StatefulSet, "db");
        let command = Command::SetImage { object, container: "*".into(), image: "two".into() };
        cluster.command(&command).expect("the image may be set");
        run_for_ms(&mut cluster, 2_000);
        let all = ["db-0", "db-1", "db-2"].map(|name| (name.to_owned(), true));
        assert_eq!(names(&cluster), all);
        assert_eq!(reason(&cluster), "RecreateInProgress");
        assert_eq!(said(&cluster, "RecreateStarted").len(), 1);
        tell(&mut cluster, "db-0", KubeletMove::Terminated);
        tell(&mut cluster, "db-1", KubeletMove::Terminated);
        run_for_ms(&mut cluster, 2_000);
        assert_eq!(names(&cluster), [("db-2".to_owned(), true)], "the last old one is still there");
        tell(&mut cluster, "db-2", KubeletMove::Terminated);
        run_for_ms(&mut cluster, 2_000);
        assert_eq!(names(&cluster), [("db-0".to_owned(), false)], "in their order");
        ready(&mut cluster);
        assert_eq!(
            (pod(&cluster, "db-2").image(), reason(&cluster)),
            ("two", "RecreateComplete".into())
        );
        let status = &cluster.store().get::<StatefulSet>("db").expect("it is there").status;
        assert_eq!(status.current_revision, status.update_revision);
    }

    #[test]
    fn where_the_gate_is_off_the_strategy_is_refused() {
        let create = |release| {
            let object = Object::from_value(Kind::StatefulSet, tree()).expect("a StatefulSet");
            let mut cluster = Cluster::new(Config { release, ..Config::default() });
            cluster.command(&Command::Create(object)).map(drop)
        };
        assert_eq!(create(Release::V1_37_ALPHA), Ok(()));
        let refused = create(Release::V1_37).expect_err("off").message;
        assert!(refused.ends_with("must be 'RollingUpdate' or 'OnDelete'"), "{refused}");
    }
}
