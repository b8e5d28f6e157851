//! Names that stay the same from run to run: `web@1` for a ReplicaSet, `web@1-*` for its Pods.

use cattle_and_pets::api::{Kind, Object, ReplicaSet, Uid};
use cattle_and_pets::cluster::Change;
use cattle_and_pets::cluster::controllers::deployment::revision::REVISION;
use std::collections::BTreeMap;

/// What was seen so far, by name and by identity.
#[derive(Clone, Default)]
pub struct Names {
    by_uid: BTreeMap<Uid, String>,
    texts: Vec<(String, String)>,
    instances: BTreeMap<(Kind, String), u32>,
    instance_of: BTreeMap<Uid, u32>,
    sets: Vec<String>,
}

impl Names {
    /// Takes in what was created.
    pub fn learn(&mut self, change: &Change) {
        let (None, Some(object)) = (&change.before, &change.after) else { return };
        let meta = object.meta();
        let stable = self.stable_name(object);
        let instance = self.instances.entry((object.kind(), stable.clone())).or_default();
        *instance += 1;
        let instance = *instance;
        self.instance_of.insert(meta.uid, instance);
        let numbered = stable != *meta.name && object.kind() == Kind::ReplicaSet;
        let again = numbered && instance > 1;
        let stable = if again { format!("{stable}~{instance}") } else { stable };
        if numbered {
            self.sets.push(stable.clone());
        }
        if stable != *meta.name {
            self.texts.retain(|(name, _)| **name != *meta.name);
            self.texts.push((meta.name.to_string(), stable.clone()));
            self.texts.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        }
        self.by_uid.insert(meta.uid, stable);
    }

    /// The stable name of this object.
    pub fn of(&self, uid: Uid, name: &str) -> String {
        self.by_uid.get(&uid).cloned().unwrap_or_else(|| name.to_owned())
    }

    /// The stable name that stands for this name now.
    pub fn of_name(&self, name: &str) -> String {
        let found = self.texts.iter().find(|(real, _)| real == name);
        found.map_or_else(|| name.to_owned(), |(_, stable)| stable.clone())
    }

    /// The name that the cluster uses for a stable one, the newest if there were several.
    pub fn real(&self, stable: &str) -> String {
        let found = self.texts.iter().rev().find(|(_, it)| it == stable);
        found.map_or_else(|| stable.to_owned(), |(real, _)| real.clone())
    }

    /// 1 for the first object of its name, 2 for the second.
    pub fn instance(&self, uid: Uid) -> u32 {
        self.instance_of.get(&uid).copied().unwrap_or(0)
    }

    /// A text with every changing name replaced, as the recorder did it.
    pub fn text(&self, text: &str) -> String {
        let text = text.replace("default/", "").replace("(combined from similar events): ", "");
        let text = self.texts.iter().fold(text, |text, (real, stable)| text.replace(real, stable));
        self.texts.iter().fold(text, |text, (_, stable)| without_suffix(&text, stable))
    }

    /// The same where ReplicaSets are numbered as they came, whatever their revision was then.
    pub fn counted(&self, text: &str) -> String {
        let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
        self.sets.iter().fold(self.text(text), |text, set| {
            let owner = set.split('@').next().unwrap_or(set);
            let count = counts.entry(owner).or_default();
            *count += 1;
            text.replace(set, &format!("{owner}@{count}"))
        })
    }

    fn stable_name(&self, object: &Object) -> String {
        let meta = object.meta();
        let number = match object {
            Object::ReplicaSet(set) => number(set),
            Object::ControllerRevision(revision) => Some(revision.revision),
            _ => None,
        };
        match (meta.controller(), number) {
            (Some(owner), Some(number)) => format!("{}@{number}", owner.name),
            (Some(owner), None) if owner.kind == Kind::ReplicaSet => {
                format!("{}-*", self.of(owner.uid, &owner.name))
            }
            _ => meta.name.to_string(),
        }
    }
}

/// Names of Pods that were refused are in no list: behind the name of their ReplicaSet they end in
/// five letters of chance.
fn without_suffix(text: &str, replica_set: &str) -> String {
    const SUFFIX: usize = 5;
    let Some((before, after)) = text.split_once(&format!("{replica_set}-")) else {
        return text.to_owned();
    };
    let is_suffix = |letters: &str| letters.bytes().all(|byte| byte.is_ascii_alphanumeric());
    match after.get(..SUFFIX).filter(|letters| is_suffix(letters)) {
        Some(_) => format!("{before}{replica_set}-*{}", &after[SUFFIX..]),
        None => text.to_owned(),
    }
}

fn number(set: &ReplicaSet) -> Option<i64> {
    set.metadata.annotation(REVISION)?.parse().ok()
}
