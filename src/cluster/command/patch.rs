//! JSON merge patches, and Kubernetes' own that merge lists by key.

use crate::value::Value;

/// RFC 7386: objects are merged, `null` takes away, everything else replaces.
pub fn merge_patch(target: &mut Value, patch: &Value) {
    merge(target, patch, false);
}

/// A strategic merge patch: like a merge patch, but lists whose items have a `name` are merged item
/// by item, and `$patch: replace` replaces a whole object.
pub fn strategic_merge_patch(target: &mut Value, patch: &Value) {
    merge(target, patch, true);
}

/// Brings `live` to what `manifest` says: what `last` said and `manifest` does not is taken away,
/// everything else of `live` stays.
pub fn apply(live: &mut Value, last: &Value, manifest: &Value) {
    prune(live, last, manifest);
    strategic_merge_patch(live, manifest);
}

fn prune(live: &mut Value, last: &Value, manifest: &Value) {
    match (live, last) {
        (Value::Object(live), Value::Object(last)) => {
            for (key, said) in last {
                match (live.get_mut(key), manifest.get(key)) {
                    (_, None) => drop(live.remove(key)),
                    (Some(live), Some(manifest)) => prune(live, said, manifest),
                    (None, Some(_)) => {}
                }
            }
        }
        (Value::Array(live), Value::Array(last)) if are_named(last) && are_named(live) => {
            let of = |list: &Value, name: &Value| {
                list.as_array().and_then(|list| list.iter().find(|it| it["name"] == *name)).cloned()
            };
            for said in last {
                let Some(manifest) = of(manifest, &said["name"]) else {
                    live.retain(|item| item["name"] != said["name"]);
                    continue;
                };
                let item = live.iter_mut().find(|item| item["name"] == said["name"]);
                item.into_iter().for_each(|item| prune(item, said, &manifest));
            }
        }
        _ => {}
    }
}

fn merge(target: &mut Value, patch: &Value, strategic: bool) {
    match patch {
        Value::Object(fields) => {
            if !target.is_object() || fields.get("$patch").is_some_and(|it| it == "replace") {
                *target = Value::Object(Default::default());
            }
            for (key, value) in fields.iter().filter(|(key, _)| !key.starts_with('$')) {
                if value.is_null() {
                    target.as_object_mut().map(|object| object.remove(key));
                } else {
                    merge(&mut target[&**key], value, strategic);
                }
            }
        }
        Value::Array(items) if strategic && target.is_array() && are_named(items) => {
            items.iter().for_each(|item| merge_item(target, item));
        }
        _ => *target = patch.clone(),
    }
}

fn are_named(items: &[Value]) -> bool {
    items.iter().all(|item| item.get("name").is_some())
}

fn merge_item(list: &mut Value, item: &Value) {
    let Some(list) = list.as_array_mut() else { return };
    match list.iter_mut().find(|present| present["name"] == item["name"]) {
        Some(present) => merge(present, item, true),
        None => list.push(item.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::json;

    #[test]
    fn containers_are_merged_by_name_only_in_a_strategic_patch() {
        let target = json!({"c": [{"name": "a", "image": "1", "x": 1}, {"name": "b"}], "d": 1});
        let patch = json!({"c": [{"name": "a", "image": "2"}], "d": null});
        let mut strategic = target.clone();
        strategic_merge_patch(&mut strategic, &patch);
        assert_eq!(strategic, json!({"c": [{"name": "a", "image": "2", "x": 1}, {"name": "b"}]}));
        let mut plain = target;
        merge_patch(&mut plain, &patch);
        assert_eq!(plain, json!({"c": [{"name": "a", "image": "2"}]}));
    }

    #[test]
    fn applying_takes_away_only_what_was_applied_before() {
        let mut live = json!({"c": [{"name": "a", "x": 1, "y": 2}, {"name": "b"}], "d": 1, "e": 2});
        let last = json!({"c": [{"name": "a", "x": 1}, {"name": "b"}], "d": 1});
        let manifest = json!({"c": [{"name": "a", "z": 3}, {"name": "new"}]});
        apply(&mut live, &last, &manifest);
        let containers = json!([{"name": "a", "y": 2, "z": 3}, {"name": "new"}]);
        assert_eq!(live, json!({"c": containers, "e": 2}));
        apply(&mut live, &Value::Null, &json!({"e": 5}));
        assert_eq!(live, json!({"c": containers, "e": 5}));
    }
}
