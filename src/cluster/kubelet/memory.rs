//! What the kubelets know beyond the API: images, volumes, and where each Pod stands.

use super::backoff::Failures;
use crate::api::{Name, ObjectRef, Pod, Time, Uid};
use crate::collections::{Map, Set};
use std::rc::Rc;

/// Addresses in one part of the Pod network: `10.244.x.1` to `10.244.x.254`.
const ADDRESSES_IN_A_SUBNET: u32 = 254;
/// Parts of the Pod network: `10.244.0.x` to `10.244.255.x`.
const SUBNETS: u32 = 256;

/// What the kubelets know beyond the API.
#[derive(Clone, Default)]
pub struct Memory {
    addresses: u32,
    /// By node and image: when it is there. In the future while it is pulled.
    images: Map<(Name, Name), Time>,
    broken_images: Set<Name>,
    broken_next: Set<ObjectRef>,
    /// By volume: the node that it is attached to.
    attachments: Map<Name, Name>,
    /// By Pod name.
    workers: Map<Name, Rc<Worker>>,
}

/// Where one Pod stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Worker {
    /// The Pod's identity: another Pod of the same name starts anew.
    pub uid: Uid,
    /// What happens now.
    pub stage: Stage,
    /// When it is over; `None` if it takes something else than time.
    pub due: Option<Time>,
    /// Since when the application is silent because somebody said so.
    pub silent_from: Option<Time>,
    /// Crashes.
    pub crashes: Failures,
    /// Failed pulls.
    pub pulls: Failures,
}

/// The stages of a Pod's life on its node.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Stage {
    /// Another node has the volume (rule V3).
    Attaching,
    /// The image is on its way.
    Pulling {
        /// Since when.
        since: Time,
    },
    /// The image did not come; the status says so until the next look.
    PullFailed {
        /// When it is tried again.
        retry_at: Time,
    },
    /// The image is tried again later.
    PullBackOff,
    /// The containers are created.
    Creating,
    /// The containers run.
    Running(Running),
    /// A container has ended; the kubelet has not looked yet.
    Exited {
        /// When it ended.
        at: Time,
    },
    /// A container has ended and is started again later.
    CrashBackOff,
    /// The containers still run, and their `preStop` hooks too.
    PreStop {
        /// What is known of the containers.
        running: Running,
        /// When the grace period is over.
        grace_ends: Time,
        /// Seconds they were given, as the API has it.
        grace_seconds: u32,
    },
    /// The containers were asked to end.
    Stopping {
        /// When: SIGTERM.
        asked_at: Time,
        /// When they are made to: SIGKILL.
        kill_at: Time,
        /// Seconds they were given, as the API has it.
        grace_seconds: u32,
    },
}

/// What is known of containers that run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Running {
    /// Since when.
    pub started: Time,
    /// From when on the application answers its probes; `None` for never.
    pub answers_from: Option<Time>,
    /// When the application crashes by itself.
    pub crashes_at: Option<Time>,
    /// What the probes said last.
    pub ready: bool,
    /// Whether an event has told of a failing probe since they said something else.
    pub complained: bool,
}

impl Worker {
    pub(super) fn new(uid: Uid, stage: Stage) -> Self {
        let failures = Failures::default();
        Self { uid, stage, due: None, silent_from: None, crashes: failures, pulls: failures }
    }
}

impl Memory {
    /// Whether no node can pull this image.
    pub fn is_broken(&self, image: &str) -> bool {
        self.broken_images.contains(image)
    }

    /// The images that no node can pull, by name.
    pub fn broken_images(&self) -> impl Iterator<Item = &Name> {
        self.broken_images.iter()
    }

    /// Whether the next image of this workload is going to be broken.
    pub fn breaks_next_image(&self, workload: &ObjectRef) -> bool {
        self.broken_next.contains(workload)
    }

    /// Whether somebody has made the Pod's application silent to its readiness probes.
    pub fn is_silenced(&self, pod: &Pod) -> bool {
        self.worker(pod).is_some_and(|worker| worker.silent_from.is_some())
    }

    pub(super) fn set_broken(&mut self, image: &Name, broken: bool) {
        if broken {
            self.broken_images.insert(image.clone());
        } else {
            self.broken_images.remove(image);
        }
    }

    pub(super) fn set_breaks_next_image(&mut self, workload: &ObjectRef, on: bool) {
        if on {
            self.broken_next.insert(workload.clone());
        } else {
            self.broken_next.remove(workload);
        }
    }

    /// An address that no Pod had before: a new Pod never gets an old one's (rule K7).
    pub(super) fn new_address(&mut self) -> Name {
        let (subnet, host) =
            (self.addresses / ADDRESSES_IN_A_SUBNET, self.addresses % ADDRESSES_IN_A_SUBNET);
        self.addresses = self.addresses.wrapping_add(1);
        format!("10.244.{}.{}", subnet % SUBNETS, host + 1).into()
    }

    /// When the node has the image; `None` if it does not even try.
    pub(super) fn image_there_at(&self, node: &Name, image: &Name) -> Option<Time> {
        self.images.get(&(node.clone(), image.clone())).copied()
    }

    pub(super) fn set_image_there_at(&mut self, node: &Name, image: &Name, at: Time) {
        self.images.insert((node.clone(), image.clone()), at);
    }

    pub(super) fn forget_image(&mut self, node: &Name, image: &Name) {
        self.images.remove(&(node.clone(), image.clone()));
    }

    pub(super) fn attached_to(&self, volume: &Name) -> Option<&Name> {
        self.attachments.get(volume)
    }

    pub(super) fn attach(&mut self, volume: &Name, node: &Name) {
        if self.attachments.get(volume) != Some(node) {
            self.attachments.insert(volume.clone(), node.clone());
        }
    }

    /// A volume is nowhere attached any more.
    pub(in crate::cluster) fn detach(&mut self, volume: &str) {
        if self.attachments.contains_key(volume) {
            self.attachments.remove(volume);
        }
    }

    /// All volumes are taken from a node.
    pub(in crate::cluster) fn detach_all(&mut self, node: &str) {
        let attached = self.attachments.iter().filter(|(_, there)| ***there == *node);
        let volumes: Vec<Name> = attached.map(|(volume, _)| volume.clone()).collect();
        volumes.iter().for_each(|volume| self.detach(volume));
    }

    /// The Pods that wait for a volume.
    pub(in crate::cluster) fn attaching(&self) -> impl Iterator<Item = &Name> {
        let attaching = self.workers.iter().filter(|(_, it)| it.stage == Stage::Attaching);
        attaching.map(|(pod, _)| pod)
    }

    pub(super) fn worker(&self, pod: &Pod) -> Option<&Worker> {
        let worker = self.workers.get(&pod.metadata.name)?;
        (worker.uid == pod.metadata.uid).then_some(&**worker)
    }

    pub(super) fn keep(&mut self, pod: &Name, worker: Worker) {
        self.workers.insert(pod.clone(), Rc::new(worker));
    }

    pub(super) fn forget(&mut self, pod: &str) {
        if self.workers.contains_key(pod) {
            self.workers.remove(pod);
        }
    }
}
