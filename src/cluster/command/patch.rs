//! JSON merge patches, and Kubernetes' own that merge lists by key.

use crate::value::Value;

/// How a patch is merged.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// As RFC 7386 says.
    Plain,
    /// As Kubernetes does it.
    Strategic,
    /// The same, where the patch is a manifest: it may say implicitly which fields stay.
    Applied,
}

/// RFC 7386: objects are merged, `null` takes away, everything else replaces.
pub fn merge_patch(target: &mut Value, patch: &Value) {
    merge(target, patch, Way::Plain);
}

/// A strategic merge patch: like a merge patch, but some lists are merged item by item. The
/// directives `$patch` and `$retainKeys` are followed, others are passed over.
pub fn strategic_merge_patch(target: &mut Value, patch: &Value) {
    merge(target, patch, Way::Strategic);
}

/// Brings `live` to what `manifest` says: what `last` said and `manifest` does not is taken away,
/// everything else of `live` stays.
pub fn apply(live: &mut Value, last: &Value, manifest: &Value) {
    prune(live, last, manifest);
    merge(live, manifest, Way::Applied);
}

fn prune(live: &mut Value, last: &Value, manifest: &Value) {
    let (Value::Object(live), Value::Object(last)) = (live, last) else { return };
    for (field, said) in last {
        match (live.get_mut(field), manifest.get(field)) {
            (_, None) => drop(live.remove(field)),
            (Some(live), Some(manifest)) => match (live, said) {
                (Value::Array(live), Value::Array(last)) => {
                    prune_items(field, live, last, manifest);
                }
                (live, said) => prune(live, said, manifest),
            },
            (None, Some(_)) => {}
        }
    }
}

fn prune_items(field: &str, live: &mut Vec<Value>, last: &[Value], manifest: &Value) {
    let Some(key) = merge_key(field, last).filter(|key| has_key(live, key)) else { return };
    for said in last {
        let is_it = |item: &&Value| item[key] == said[key];
        let Some(manifest) = manifest.as_array().and_then(|list| list.iter().find(is_it)) else {
            live.retain(|item| item[key] != said[key]);
            continue;
        };
        let item = live.iter_mut().find(|item| item[key] == said[key]);
        item.into_iter().for_each(|item| prune(item, said, manifest));
    }
}

fn merge(target: &mut Value, patch: &Value, way: Way) {
    let Value::Object(fields) = patch else {
        *target = patch.clone();
        return;
    };
    let is_directive = |field: &str| way != Way::Plain && field.starts_with('$');
    if !target.is_object() || way != Way::Plain && directs(patch, "replace") {
        *target = Value::Object(Default::default());
    }
    let kept = patch.get("$retainKeys").filter(|_| way != Way::Plain).and_then(Value::as_array);
    if let Some(kept) = kept {
        retain(target, |field| kept.iter().any(|kept| *kept == *field));
    }
    for (field, value) in fields.iter().filter(|(field, _)| !is_directive(field)) {
        match value {
            Value::Null => take_away(target, field),
            value if way != Way::Plain && directs(value, "delete") => take_away(target, field),
            Value::Array(items) if way != Way::Plain => {
                merge_list(field, &mut target[&**field], items, way);
            }
            value => {
                let target = &mut target[&**field];
                exclude(field, target, value, way);
                merge(target, value, way);
            }
        }
    }
}

fn directs(patch: &Value, what: &str) -> bool {
    patch.get("$patch").is_some_and(|directive| *directive == *what)
}

fn take_away(target: &mut Value, field: &str) {
    target.as_object_mut().map(|object| object.remove(field));
}

fn retain(target: &mut Value, keep: impl Fn(&str) -> bool) {
    let fields = target.as_object().into_iter().flatten();
    let others: Vec<_> = fields.map(|(field, _)| field.clone()).filter(|it| !keep(it)).collect();
    others.iter().for_each(|field| take_away(target, field));
}

/// Where one field rules out others (`patchStrategy: retainKeys` in the API's types), kubectl lets
/// those go that a manifest does not speak of once it says something else, even if they came from a
/// default.
fn exclude(field: &str, live: &mut Value, manifest: &Value, way: Way) {
    if way != Way::Applied || !matches!(field, "strategy" | "volumes") {
        return;
    }
    let mut said = manifest.as_object().into_iter().flatten();
    let is_news = said.any(|(field, value)| match live.get(field) {
        Some(live) => !value.is_object() && live != value,
        None => true,
    });
    if is_news {
        retain(live, |field| manifest.get(field).is_some());
    }
}

/// The field that tells the items of a list apart (`patchMergeKey` in the API's types); `None` for
/// a list that is replaced as a whole.
fn merge_key(field: &str, items: &[Value]) -> Option<&'static str> {
    let key = match field {
        "containers" | "initContainers" | "env" | "volumes" | "imagePullSecrets" => "name",
        // Those of a container, and those of a Service.
        "ports" if has_key(items, "containerPort") => "containerPort",
        "ports" => "port",
        "volumeMounts" => "mountPath",
        "volumeDevices" => "devicePath",
        "topologySpreadConstraints" => "topologyKey",
        "hostAliases" => "ip",
        "ownerReferences" => "uid",
        _ => return None,
    };
    has_key(items, key).then_some(key)
}

fn has_key(items: &[Value], key: &str) -> bool {
    items.iter().all(|item| item.get(key).is_some())
}

/// What the patch speaks of stands in its order, and the rest where it stood, as far as that goes:
/// what is new comes first (`mergeSortedSlice`).
fn merge_list(field: &str, target: &mut Value, items: &[Value], way: Way) {
    let Some(key) = merge_key(field, items) else {
        *target = Value::Array(items.to_vec());
        return;
    };
    let before = target.as_array().cloned().unwrap_or_default();
    let is_other = |(_, present): &(usize, &Value)| {
        !items.iter().any(|item: &Value| item[key] == present[key])
    };
    let mut others = before.iter().enumerate().filter(is_other).peekable();
    let mut list = Vec::new();
    for item in items.iter().filter(|item| !directs(item, "delete")) {
        let place = before.iter().position(|present| present[key] == item[key]);
        let stands_before = |(other, _): &(usize, &Value)| place.is_some_and(|at| *other < at);
        while let Some((_, other)) = others.next_if(stands_before) {
            list.push(other.clone());
        }
        let mut merged = place.map_or(Value::Null, |at| before[at].clone());
        exclude(field, &mut merged, item, way);
        merge(&mut merged, item, way);
        list.push(merged);
    }
    list.extend(others.map(|(_, other)| other.clone()));
    *target = Value::Array(list);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::json;

    #[test]
    fn containers_are_merged_by_name_only_in_a_strategic_patch() {
        let both = json!([{"name": "a", "image": "1", "x": 1}, {"name": "b"}]);
        let target = json!({"containers": both, "d": 1});
        let patch = json!({"containers": [{"name": "a", "image": "2"}], "d": null});
        let mut strategic = target.clone();
        strategic_merge_patch(&mut strategic, &patch);
        let both = json!([{"name": "a", "image": "2", "x": 1}, {"name": "b"}]);
        assert_eq!(strategic, json!({"containers": both}));
        let mut plain = target;
        merge_patch(&mut plain, &patch);
        assert_eq!(plain, json!({"containers": [{"name": "a", "image": "2"}]}));
    }

    #[test]
    fn each_list_has_its_own_key() {
        let ports = json!([{"containerPort": 80, "name": "a"}, {"containerPort": 81, "name": "b"}]);
        let mounts = json!([{"name": "x", "mountPath": "/a"}, {"name": "x", "mountPath": "/b"}]);
        let mut target = json!({"ports": ports, "volumeMounts": mounts, "args": ["a"],
            "tolerations": [{"key": "a"}]});
        let patch = json!({"ports": [{"containerPort": 81, "name": "c"}], "args": ["b"],
            "volumeMounts": [{"mountPath": "/a", "$patch": "delete"}],
            "tolerations": [{"key": "b"}]});
        strategic_merge_patch(&mut target, &patch);
        let ports = json!([{"containerPort": 80, "name": "a"}, {"containerPort": 81, "name": "c"}]);
        let mounts = json!([{"name": "x", "mountPath": "/b"}]);
        assert_eq!(
            target,
            json!({"ports": ports, "volumeMounts": mounts, "args": ["b"],
                "tolerations": [{"key": "b"}]})
        );
    }

    #[test]
    fn what_is_new_comes_before_what_the_patch_does_not_speak_of() {
        for (patch, expected) in
            [("n", "nabc"), ("b", "abc"), ("bn", "abnc"), ("cb", "acb"), ("nc", "nabc")]
        {
            let list = |names: &str| {
                let items = names.chars().map(|name| json!({"name": name.to_string()}));
                json!({"containers": items.collect::<Value>()})
            };
            let mut target = list("abc");
            strategic_merge_patch(&mut target, &list(patch));
            assert_eq!(target, list(expected), "{patch}");
        }
    }

    #[test]
    fn directives_replace_delete_and_retain() {
        for (patch, expected) in [
            (json!({"a": {"$patch": "replace", "z": 3}}), json!({"a": {"z": 3}, "b": 1})),
            (json!({"a": {"$patch": "delete"}}), json!({"b": 1})),
            (json!({"a": {"$retainKeys": ["y"], "y": 4}}), json!({"a": {"y": 4}, "b": 1})),
            (json!({"$setElementOrder/c": [1], "b": 2}), json!({"a": {"x": 1, "y": 2}, "b": 2})),
        ] {
            let mut target = json!({"a": {"x": 1, "y": 2}, "b": 1});
            strategic_merge_patch(&mut target, &patch);
            assert_eq!(target, expected);
        }
    }

    #[test]
    fn a_default_goes_when_a_manifest_says_what_rules_it_out() {
        let rolling = json!({"type": "RollingUpdate", "rollingUpdate": {"maxSurge": 5}});
        for (strategy, expected) in [
            (json!({"type": "Recreate"}), json!({"type": "Recreate"})),
            (json!({"type": "RollingUpdate"}), rolling.clone()),
            (json!({}), rolling.clone()),
        ] {
            let mut live = json!({"spec": {"strategy": rolling}});
            apply(&mut live, &Value::Null, &json!({"spec": {"strategy": strategy}}));
            assert_eq!(live, json!({"spec": {"strategy": expected}}));
        }
        let mut live = json!({"volumes": [{"name": "tmp", "emptyDir": {}}, {"name": "other"}]});
        apply(&mut live, &Value::Null, &json!({"volumes": [{"name": "tmp", "hostPath": {}}]}));
        let volumes = json!([{"name": "tmp", "hostPath": {}}, {"name": "other"}]);
        assert_eq!(live, json!({"volumes": volumes}));
    }

    #[test]
    fn applying_takes_away_only_what_was_applied_before() {
        let both = json!([{"name": "b"}, {"name": "a", "x": 1, "y": 2}]);
        let mut live = json!({"containers": both, "d": 1, "e": 2});
        let last = json!({"containers": [{"name": "a", "x": 1}, {"name": "b"}], "d": 1});
        let manifest = json!({"containers": [{"name": "new"}, {"name": "a", "z": 3}]});
        apply(&mut live, &last, &manifest);
        let containers = json!([{"name": "new"}, {"name": "a", "y": 2, "z": 3}]);
        assert_eq!(live, json!({"containers": containers, "e": 2}));
        apply(&mut live, &Value::Null, &json!({"e": 5}));
        assert_eq!(live, json!({"containers": containers, "e": 5}));
    }
}
