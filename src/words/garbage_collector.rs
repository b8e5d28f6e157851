//! What the garbage collector decides, in sentences.

use crate::cluster::garbage_collector::Decision;

/// One decision as one sentence.
pub fn sentence(decision: &Decision) -> String {
    match decision {
        Decision::OwnersGone { object, owner } => format!(
            "{} `{}` goes: its owner, {} `{}`, is gone.",
            object.kind, object.name, owner.kind, owner.name
        ),
        Decision::OwnerWaits { object, owner } => format!(
            "{} `{}` goes first: its owner, {} `{}`, waits for that before it goes itself.",
            object.kind, object.name, owner.kind, owner.name
        ),
        Decision::OwnerForgotten { object, owner } => format!(
            "{} `{}` stays, because it has another owner. It forgets {} `{}`.",
            object.kind, object.name, owner.kind, owner.name
        ),
        Decision::SetFree { owner, dependents } => format!(
            "{} `{}` goes alone: {} that it owned stay{}, without an owner.",
            owner.kind,
            owner.name,
            if *dependents == 1 {
                "one object".to_owned()
            } else {
                format!("{dependents} objects")
            },
            if *dependents == 1 { "s" } else { "" },
        ),
        Decision::LastOneGone { owner } => {
            format!("All that {} `{}` waited for is gone: it goes, too.", owner.kind, owner.name)
        }
    }
}
