//! What validation checks and words differently from release to release.

use crate::api::Release;

impl Release {
    /// Whether a StatefulSet's name must do as the first part of its Pods' host names (rule A4).
    pub(super) const fn stateful_set_name_is_label(self) -> bool {
        self.minor >= 29
    }

    /// Whether Pods are looked at in an older order, with other words for some fields (rule A2).
    pub(super) const fn validates_pods_as_of_old(self) -> bool {
        self.minor < 25
    }

    /// The fields of a StatefulSet's spec that may change, as the API lists them (rule S33).
    pub(super) const fn stateful_set_mutable_fields(self) -> &'static str {
        match self.minor {
            0..=21 => "'replicas', 'template', and 'updateStrategy'",
            22..=25 => "'replicas', 'template', 'updateStrategy' and 'minReadySeconds'",
            26..=33 => {
                "'replicas', 'ordinals', 'template', 'updateStrategy', \
                 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds'"
            }
            _ => {
                "'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', \
                 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds'"
            }
        }
    }

    /// Whether a StatefulSet may change how many old revisions it keeps (rule S33).
    pub(super) const fn stateful_set_history_limit_is_mutable(self) -> bool {
        self.minor >= 34
    }

    /// The fields of a Pod's spec that may change, as the API lists them.
    pub(super) const fn pod_mutable_fields(self) -> &'static str {
        match self.minor {
            0..=21 => {
                "`spec.containers[*].image`, `spec.initContainers[*].image`, \
                 `spec.activeDeadlineSeconds` or `spec.tolerations` (only additions to existing \
                 tolerations)"
            }
            _ => {
                "`spec.containers[*].image`,`spec.initContainers[*].image`,\
                 `spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing \
                 tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it \
                 was previously negative)"
            }
        }
    }

    /// What the API says of a changed claim.
    pub(super) const fn claim_is_immutable(self) -> &'static str {
        match self.minor {
            0..=28 => "spec is immutable after creation except resources.requests for bound claims",
            _ => {
                "spec is immutable after creation except resources.requests and \
                 volumeAttributesClassName for bound claims"
            }
        }
    }

    /// Whether almost anything may be the name of an environment variable
    /// (`RelaxedEnvironmentVariableValidation`, on since 1.32).
    pub(super) const fn has_relaxed_environment_names(self) -> bool {
        self.minor >= 32
    }

    /// Whether init containers may run on beside the others (sidecars).
    pub(super) const fn has_sidecar_containers(self) -> bool {
        self.minor >= 28
    }

    /// Whether hooks may `sleep` (KEP 3960).
    pub(super) const fn has_sleep_hooks(self) -> bool {
        self.minor >= 30
    }

    /// Whether such a sleep may take no time at all (KEP 4818).
    pub(super) const fn sleep_hooks_may_be_zero(self) -> bool {
        self.minor >= 33
    }

    /// Whether claims may be for one Pod alone.
    pub(super) const fn has_read_write_once_pod(self) -> bool {
        self.minor >= 22
    }

    /// Whether errors show refused values as JSON, not in Go's syntax (rule A2).
    pub(super) const fn shows_refused_values_as_json(self) -> bool {
        self.minor >= 34
    }

    /// Whether complaints about names have their newer words: bytes rather than characters, and
    /// dots named. Read in 1.20 and in 1.34; in between it is not known when they came.
    pub(super) const fn newer_name_messages(self) -> bool {
        self.minor >= 34
    }
}
