//! `kubectl get persistentvolumeclaims` (rule U4).

use super::{Printed, View, age, columns};
use crate::api::storage::ClaimPhase;
use crate::api::{Name, PersistentVolumeClaim};
use crate::value::Value;

const UNSET: &str = "<unset>";
/// Where the class stood before there was a field for it; it still counts first.
const BETA_CLASS: &str = "volume.beta.kubernetes.io/storage-class";

impl Printed for PersistentVolumeClaim {
    fn header(view: View) -> Vec<&'static str> {
        let mut usual =
            vec!["NAME", "STATUS", "VOLUME", "CAPACITY", "ACCESS MODES", "STORAGECLASS"];
        if view.release.claims_have_attributes_class_column() {
            usual.push("VOLUMEATTRIBUTESCLASS");
        }
        usual.push("AGE");
        columns(&usual, &["VOLUMEMODE"], view)
    }

    /// A volume is made with just the access modes that were asked for, so they stand for those of
    /// the status.
    fn cells(&self, view: View) -> Vec<String> {
        let bound = !self.spec.volume_name.is_empty();
        let capacity = if bound { self.status.capacity.storage.to_string() } else { String::new() };
        let modes = if bound { access_modes(&self.spec.access_modes) } else { String::new() };
        let mut usual = vec![
            self.metadata.name.to_string(),
            status(self).to_owned(),
            self.spec.volume_name.to_string(),
            capacity,
            modes,
            class(self).to_owned(),
        ];
        if view.release.claims_have_attributes_class_column() {
            usual.push(text(self, "volumeAttributesClassName"));
        }
        usual.push(age(&self.metadata, view));
        columns(&usual, &[text(self, "volumeMode")], view)
    }
}

fn status(claim: &PersistentVolumeClaim) -> &'static str {
    match claim.phase() {
        _ if claim.metadata.is_terminating() => "Terminating",
        ClaimPhase::Pending => "Pending",
        ClaimPhase::Bound => "Bound",
        ClaimPhase::Lost => "Lost",
    }
}

fn class(claim: &PersistentVolumeClaim) -> &str {
    let annotated = claim.metadata.annotation(BETA_CLASS);
    annotated.or(claim.spec.storage_class_name.as_deref()).unwrap_or("")
}

fn text(claim: &PersistentVolumeClaim, field: &str) -> String {
    claim.spec.rest.get(field).and_then(Value::as_str).unwrap_or(UNSET).to_owned()
}

/// `RWO,ROX`: each once, in Kubernetes' order.
fn access_modes(modes: &[Name]) -> String {
    const SHORT: [(&str, &str); 4] = [
        ("ReadWriteOnce", "RWO"),
        ("ReadOnlyMany", "ROX"),
        ("ReadWriteMany", "RWX"),
        ("ReadWriteOncePod", "RWOP"),
    ];
    let given = SHORT.iter().filter(|(mode, _)| modes.iter().any(|given| &**given == *mode));
    given.map(|(_, short)| *short).collect::<Vec<_>>().join(",")
}
