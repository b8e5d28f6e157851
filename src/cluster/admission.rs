//! What the API server makes of a new object before it stores it (`PrepareForCreate` of each kind,
//! and the admission plugins that are simulated).

use super::api_server::PVC_PROTECTION;
use crate::api::node::Taint;
use crate::api::pod::{ConditionStatus, Toleration};
use crate::api::storage::ClaimStatus;
use crate::api::{Kind, Name, Node, Object, PersistentVolumeClaim, Pod, Resource, Service};
use std::rc::Rc;

/// Seconds that a Pod bears a node that fails, unless its manifest says otherwise (rule N2).
const DEFAULT_TOLERATION_SECONDS: u32 = 300;

/// The object as it is stored first: the API server's own fields set, the status its clients gave
/// taken away.
pub(super) fn prepare_for_create(object: Object) -> Object {
    let generation = u64::from(matches!(
        object.kind(),
        Kind::Deployment | Kind::ReplicaSet | Kind::StatefulSet | Kind::PodDisruptionBudget
    ));
    let object = object.with_meta(|meta| meta.generation = generation);
    match object {
        Object::PersistentVolumeClaim(claim) => Object::PersistentVolumeClaim(protected(&claim)),
        Object::Pod(pod) => Object::Pod(admitted(Rc::unwrap_or_clone(pod))),
        Object::Node(node) => Object::Node(joined(Rc::unwrap_or_clone(node))),
        Object::Deployment(it) => without_status(it, |it| it.status = Default::default()),
        Object::ReplicaSet(it) => without_status(it, |it| it.status = Default::default()),
        Object::StatefulSet(it) => without_status(it, |it| it.status = Default::default()),
        Object::PodDisruptionBudget(it) => without_status(it, |it| it.status = Default::default()),
        Object::Service(it) => Object::Service(addressed(Rc::unwrap_or_clone(it))),
        other => other,
    }
}

/// Clients cannot say how something new is doing, not even in a manifest that was read from a
/// cluster with its status (`PrepareForCreate` of each kind).
fn without_status<T: Resource>(object: Rc<T>, clear: fn(&mut T)) -> Object {
    let mut object = Rc::unwrap_or_clone(object);
    clear(&mut object);
    T::wrap(Rc::new(object))
}

/// A new Pod bears a node that fails for a while, whatever else its manifest says (rule N2).
fn admitted(mut pod: Pod) -> Rc<Pod> {
    pod.status = Default::default();
    for key in ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"] {
        let taint = Taint { key: key.into(), effect: "NoExecute".into(), ..Taint::default() };
        if !pod.tolerates(&taint) {
            let Taint { key, effect, .. } = taint;
            let toleration_seconds = Some(DEFAULT_TOLERATION_SECONDS);
            let (operator, value) = ("Exists".into(), Name::default());
            let toleration = Toleration { key, operator, value, effect, toleration_seconds };
            Rc::make_mut(&mut pod.spec).tolerations.push(toleration);
        }
    }
    Rc::new(pod)
}

/// A node joins with its kubelet, which says at once that all is well.
fn joined(mut node: Node) -> Rc<Node> {
    if node.status.ready == ConditionStatus::Unknown {
        node.status.ready = ConditionStatus::True;
    }
    Rc::new(node)
}

/// A Service gets a virtual address, unless it is headless or only an alias (rule E3). It follows
/// from the identity: the same run gives the same addresses.
fn addressed(mut service: Service) -> Rc<Service> {
    service.status = Default::default();
    if service.has_cluster_ip() && service.spec.cluster_ip.is_empty() {
        let [.., subnet, host] = service.metadata.uid.0.to_be_bytes();
        service.spec.cluster_ip = format!("10.96.{subnet}.{}", host.clamp(1, 254)).into();
    }
    Rc::new(service)
}

/// What the API server gave an object and its clients need not repeat.
pub(super) fn keep_given(object: Object, old: &Object) -> Object {
    match (object, old) {
        (Object::Service(new), Object::Service(old))
            if new.spec.cluster_ip.is_empty() && new.has_cluster_ip() =>
        {
            let mut new = Rc::unwrap_or_clone(new);
            new.spec.cluster_ip = old.spec.cluster_ip.clone();
            Object::Service(Rc::new(new))
        }
        (object, _) => object,
    }
}

fn protected(claim: &PersistentVolumeClaim) -> Rc<PersistentVolumeClaim> {
    let mut claim = claim.clone();
    let finalizers = &mut claim.metadata.finalizers;
    if !finalizers.iter().any(|it| **it == *PVC_PROTECTION) {
        finalizers.push(PVC_PROTECTION.into());
    }
    claim.status = ClaimStatus { phase: Some(Default::default()), ..ClaimStatus::default() };
    Rc::new(claim)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::json;

    #[test]
    fn what_a_manifest_says_of_the_status_counts_for_nothing() {
        let ingress = json!([{ "ip": "2.3.4.5" }]);
        for (kind, status) in [
            (Kind::Deployment, json!({ "readyReplicas": 3 })),
            (Kind::ReplicaSet, json!({ "readyReplicas": 3 })),
            (Kind::StatefulSet, json!({ "readyReplicas": 3 })),
            (Kind::Pod, json!({ "phase": "Running" })),
            (Kind::PodDisruptionBudget, json!({ "currentHealthy": 3 })),
            (Kind::Service, json!({ "loadBalancer": { "ingress": ingress } })),
            (Kind::PersistentVolumeClaim, json!({ "capacity": { "storage": "1Gi" } })),
        ] {
            let created = |status| {
                let object = Object::from_value(kind, json!({ "status": status }));
                prepare_for_create(object.expect("an object"))
            };
            assert_eq!(created(status), created(json!({})), "{kind}");
        }
    }

    #[test]
    fn a_service_keeps_the_address_that_it_was_given() {
        let service = |spec| {
            let tree = json!({ "metadata": { "name": "web",
                "uid": "00000001-0000-4000-a000-000100000105" }, "spec": spec });
            Object::from_value(Kind::Service, tree).expect("a Service")
        };
        let address = |object: &Object| match object {
            Object::Service(service) => service.spec.cluster_ip.to_string(),
            _ => String::new(),
        };
        let created = prepare_for_create(service(json!({ "type": "ClusterIP" })));
        assert_eq!(address(&created), "10.96.1.5");
        assert_eq!(address(&keep_given(service(json!({})), &created)), "10.96.1.5");
        let headless = prepare_for_create(service(json!({ "clusterIP": "None" })));
        assert_eq!(address(&headless), "None");
        let alias = prepare_for_create(service(json!({ "type": "ExternalName" })));
        assert_eq!(address(&alias), "");
    }
}
