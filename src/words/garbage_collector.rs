//! What the garbage collector decides, in sentences.

use crate::cluster::garbage_collector::Decision;
use crate::language::say;

/// One decision as one sentence.
pub fn sentence(decision: &Decision) -> String {
    match decision {
        Decision::OwnersGone { object, owner } => say!(
            "{kind} `{name}` goes: its owner, {owner_kind} `{owner}`, is gone.",
            kind = object.kind,
            name = object.name,
            owner_kind = owner.kind,
            owner = owner.name
        ),
        Decision::OwnerWaits { object, owner } => say!(
            "{kind} `{name}` goes first: its owner, {owner_kind} `{owner}`, waits for that before \
             it goes itself.",
            kind = object.kind,
            name = object.name,
            owner_kind = owner.kind,
            owner = owner.name
        ),
        Decision::OwnerForgotten { object, owner } => say!(
            "{kind} `{name}` stays, because it has another owner. It forgets {owner_kind} \
             `{owner}`.",
            kind = object.kind,
            name = object.name,
            owner_kind = owner.kind,
            owner = owner.name
        ),
        Decision::SetFree { owner, dependents } => say!(
            "{kind} `{name}` goes alone: {dependents} {dependents|object that it owned stays|\
             objects that it owned stay}, without an owner.",
            kind = owner.kind,
            name = owner.name,
            dependents
        ),
        Decision::LastOneGone { owner } => say!(
            "All that {kind} `{name}` waited for is gone: it goes, too.",
            kind = owner.kind,
            name = owner.name
        ),
    }
}
