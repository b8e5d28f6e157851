//! From trees to objects: which kind each is, and every field of it.

use super::check::Check;
use super::node::{Content, Node};
use super::schema::Schema;
use super::{Diagnostic, Severity, suggest, words};
use crate::api::pod::ConditionStatus;
use crate::api::{Kind, Object};
use std::rc::Rc;

/// An object, and the tree that it was read from.
pub(super) struct Found {
    pub(super) object: Object,
    pub(super) node: Rc<Node>,
}

/// The kinds that a manifest may ask for.
const SIMULATED: [Kind; 9] = [
    Kind::Deployment,
    Kind::StatefulSet,
    Kind::ReplicaSet,
    Kind::Pod,
    Kind::Service,
    Kind::PersistentVolumeClaim,
    Kind::PodDisruptionBudget,
    Kind::ResourceQuota,
    Kind::Node,
];

/// Kinds that stand in many manifests and have no place here.
const IGNORED: &str = "\
    APIService CertificateSigningRequest ClusterRole ClusterRoleBinding ConfigMap \
    ControllerRevision CronJob CSIDriver CustomResourceDefinition DaemonSet Endpoints \
    EndpointSlice Event FlowSchema Gateway GatewayClass GRPCRoute HorizontalPodAutoscaler \
    HTTPRoute Ingress IngressClass Job Kustomization Lease LimitRange \
    MutatingWebhookConfiguration Namespace NetworkPolicy PersistentVolume PodMonitor PodTemplate \
    PriorityClass PrometheusRule ReplicationController Role RoleBinding RuntimeClass Secret \
    ServiceAccount ServiceMonitor StorageClass ValidatingAdmissionPolicy \
    ValidatingWebhookConfiguration VerticalPodAutoscaler VolumeSnapshot VolumeSnapshotClass";

/// Groups and versions of old, the kinds that they had, and since when they do not have them.
const RETIRED: [(&str, &[Kind], &str); 4] = [
    ("extensions/v1beta1", &[Kind::Deployment, Kind::ReplicaSet], "1.16"),
    ("apps/v1beta1", &[Kind::Deployment, Kind::StatefulSet], "1.16"),
    ("apps/v1beta2", &[Kind::Deployment, Kind::StatefulSet, Kind::ReplicaSet], "1.16"),
    ("policy/v1beta1", &[Kind::PodDisruptionBudget], "1.25"),
];

/// How many Lists may stand inside each other.
const MAX_LISTS: usize = 4;

/// Every object in these trees that can be read.
pub(super) fn find(roots: &[Rc<Node>], diagnostics: &mut Vec<Diagnostic>) -> Vec<Found> {
    let mut finder = Finder { schema: Schema::new(), diagnostics, found: Vec::new() };
    for root in roots {
        finder.take(root, 0);
    }
    finder.found
}

struct Finder<'a> {
    schema: Schema,
    diagnostics: &'a mut Vec<Diagnostic>,
    found: Vec<Found>,
}

impl Finder<'_> {
    fn take(&mut self, node: &Rc<Node>, lists: usize) {
        if !matches!(node.content, Content::Map(_)) {
            return self.tell(Severity::Error, node, "", words::is_no_object(node));
        }
        let Some(kind) = node.text("kind") else {
            return self.tell(Severity::Error, node, "kind", words::no_kind());
        };
        if kind.ends_with("List") && lists < MAX_LISTS {
            return self.take_items(node, lists);
        }
        let Some(kind) = self.simulated(node, kind) else { return };
        if self.has_right_version(node, kind) {
            self.read(node, kind);
        }
    }

    fn take_items(&mut self, node: &Node, lists: usize) {
        match node.get("items").map(|items| &items.content) {
            Some(Content::List(items)) => items.iter().for_each(|item| self.take(item, lists + 1)),
            _ => self.tell(Severity::Error, node, "items", words::no_items()),
        }
    }

    /// The kind, if it is simulated; otherwise says so.
    fn simulated(&mut self, node: &Node, kind: &str) -> Option<Kind> {
        let group = node.text("apiVersion").and_then(|it| it.rsplit_once('/')).map(|it| it.0);
        // `serving.knative.dev/v1` has a Service too, which is another kind altogether.
        let is_foreign = group.is_some_and(|group| group.contains('.'));
        let simulated = SIMULATED.iter().copied().find(|it| it.as_str() == kind);
        if simulated.is_some() && !is_foreign {
            return simulated;
        }
        if is_foreign || IGNORED.split(' ').any(|known| known == kind) {
            let name = node.get("metadata").and_then(|metadata| metadata.text("name"));
            self.tell(Severity::Note, node, "kind", words::ignored_kind(kind, name));
            return None;
        }
        let names: Vec<&str> = SIMULATED.iter().map(|kind| kind.as_str()).collect();
        let known = names.iter().copied().chain(IGNORED.split(' '));
        let meant = match self.diagnostics.len() < suggest::MAX_SUGGESTIONS {
            true => suggest::closest(kind, known),
            false => None,
        };
        self.tell(Severity::Error, node, "kind", words::unknown_kind(kind, &names, meant));
        None
    }

    fn has_right_version(&mut self, node: &Node, kind: Kind) -> bool {
        let (name, right) = (kind.as_str(), kind.api_version());
        let Some(given) = node.text("apiVersion") else {
            let message = words::no_api_version(name, right);
            self.tell(Severity::Error, node, "apiVersion", message);
            return false;
        };
        if given == right {
            return true;
        }
        let retired = RETIRED.iter().find(|(old, kinds, _)| *old == given && kinds.contains(&kind));
        let (severity, message) = match retired {
            // Its fields mean what they mean today.
            Some((_, _, since)) if kind == Kind::PodDisruptionBudget => {
                (Severity::Note, words::read_as(given, right, since))
            }
            Some((_, _, since)) => {
                (Severity::Error, words::retired_api_version(name, given, right, since))
            }
            None => (Severity::Error, words::wrong_api_version(name, given, right)),
        };
        self.tell(severity, node, "apiVersion", message);
        severity != Severity::Error
    }

    fn read(&mut self, node: &Rc<Node>, kind: Kind) {
        let mut check = Check::new(&self.schema, kind.as_str());
        let value = check.object(node);
        let metadata = node.get("metadata");
        let name = metadata.and_then(|it| it.text("name").or_else(|| it.text("generateName")));
        check.fold_notes(&format!("{kind}/{}", name.unwrap_or_default()));
        let is_fine = check.diagnostics.iter().all(|it| it.severity != Severity::Error);
        self.diagnostics.append(&mut check.diagnostics);
        if name.is_none() {
            return self.tell(Severity::Error, node, "metadata.name", words::no_name());
        }
        if !is_fine {
            return;
        }
        match Object::from_value(kind, value) {
            Ok(object) => {
                let object = with_ready_node(object, node);
                self.found.push(Found { object, node: node.clone() });
            }
            Err(error) => self.tell(Severity::Error, node, "", words::unreadable(&error)),
        }
    }

    fn tell(&mut self, severity: Severity, node: &Node, path: &str, message: String) {
        let at = node.locate(path);
        self.diagnostics.push(Diagnostic::new(severity, at, path, message));
    }
}

/// A Node that does not say whether it is ready is: nobody writes that down by hand.
fn with_ready_node(object: Object, node: &Node) -> Object {
    let says_so = node.get("status").is_some_and(|status| status.get("conditions").is_some());
    match object {
        Object::Node(it) if !says_so => {
            let mut it = (*it).clone();
            it.status.ready = ConditionStatus::True;
            Object::Node(Rc::new(it))
        }
        other => other,
    }
}
