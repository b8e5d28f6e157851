//! The parts of the picture that a text can point at.

macro_rules! parts {
    ($($part:ident, $word:literal, $what:literal;)*) => {
        /// A part of the picture, of whatever workload.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Part {
            $(#[doc = $what] $part,)*
        }

        impl Part {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$part,)*];

            /// Its word in texts, behind `part:`.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$part => $word,)* }
            }
        }
    };
}

parts! {
    Deployment, "deployment", "A Deployment's lane.";
    StatefulSet, "statefulset", "A StatefulSet's lane.";
    ReplicaSet, "replicaset", "The frame of a ReplicaSet.";
    Pod, "pod", "The card of a Pod.";
    Slot, "slot", "The place of an ordinal.";
    Name, "name", "The name plate of a slot, with its padlock.";
    Claim, "claim", "A claim under its slot.";
    Service, "service", "A Service's line.";
    Endpoints, "endpoints", "The number of addresses behind a Service.";
    Dns, "dns", "The names in the DNS.";
    Gate, "gate", "The gate between two slots.";
    Bounds, "bounds", "The line that states how many Pods there may be.";
    Surge, "surge", "An empty place for one more Pod.";
    Settings, "settings", "The settings of a workload.";
    Node, "node", "A node.";
    Requests, "requests", "The requests that clients send.";
    Player, "player", "The player.";
    Tracks, "tracks", "The actors' tracks.";
    Why, "why", "The panel that says why.";
    Events, "events", "The Events.";
    Objects, "objects", "The live objects.";
}

impl Part {
    /// The part of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|part| part.as_str() == word)
    }
}
