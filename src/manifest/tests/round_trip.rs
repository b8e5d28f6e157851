//! What is printed is read back.

use crate::api::{Kind, Name, Object, Release};
use crate::cluster::rng::Rng;
use crate::collections::Map;
use crate::manifest::schema::{Fate, Schema, Type};
use crate::manifest::{Severity, load, objects, print, read};
use crate::value::{Value, json};

/// Texts that YAML would read as something else, or not at all.
const TEXTS: &[&str] = &[
    "",
    "a",
    "true",
    "Yes",
    "n",
    "~",
    "null",
    "3",
    "-1",
    "0644",
    "1e3",
    ".5",
    "0x1F",
    "1_000",
    "25%",
    "2026-01-01",
    "2026-01-01T00:00:00Z",
    "a: b",
    "a #b",
    "#a",
    "- a",
    "-",
    "? a",
    ":",
    "a:",
    "[a]",
    "{a}",
    "*a",
    "&a",
    "!a",
    "|",
    ">",
    "%a",
    "@a",
    "`a",
    "'",
    "\"",
    "it's",
    "\"a\" 'b'",
    "<<",
    "=",
    " a",
    "a ",
    "---",
    "--- a",
    "...",
    "a\n",
    "a\nb",
    "a\nb\n",
    "a\n\nb\n\n",
    "\n",
    "\na",
    " a\nb",
    "a\n b",
    "a \nb",
    "\ta",
    "a\tb",
    "\r\n",
    "a\rb",
    "\0",
    "\u{7f}",
    "\u{85}",
    "\u{feff}",
    "ünï",
    "\u{2028}",
    "😀",
    "a,b",
    "nginx:1.25",
    "/var/lib",
    "sh -c 'x: $(y)'",
    "key=value",
    "\\",
    "\\n",
];

/// A random value of that type, as the API would have it.
fn random(schema: &Schema, kind: Type, rng: &mut Rng, depth: u32) -> Value {
    let text = |rng: &mut Rng| TEXTS[rng.below(TEXTS.len() as u64) as usize];
    match kind {
        Type::Text => text(rng).into(),
        Type::Int => ((rng.below(1 << 32) as i64) + i64::from(i32::MIN)).into(),
        Type::Long => (rng.below(1 << 62) as i64).into(),
        Type::Natural => (rng.below(1 << 32) as u32).into(),
        Type::Bool => (rng.below(2) == 0).into(),
        Type::Quantity => ["1", "500m", "10Gi", "0.5", "1e3"][rng.below(5) as usize].into(),
        Type::IntOrText if rng.below(2) == 0 => (rng.below(100) as i64).into(),
        Type::IntOrText => text(rng).into(),
        Type::Map | Type::Quantities | Type::Quota => {
            let value = if kind == Type::Map { Type::Text } else { Type::Quantity };
            let entries = (0..rng.below(3))
                .map(|_| (Name::from(text(rng)), random(schema, value, rng, depth)));
            Value::Object(entries.collect())
        }
        Type::List(item) => {
            let item = Type::parse(item);
            (0..rng.below(3)).map(|_| random(schema, item, rng, depth + 1)).collect()
        }
        Type::Any => match rng.below(5) {
            0 => json!([[1, text(rng)], [], [[{}]], {}]),
            1 => json!({ text(rng): { text(rng): [text(rng), { text(rng): true }] } }),
            2 => json!(1.5),
            3 => json!([]),
            _ => text(rng).into(),
        },
        Type::Struct("NodeStatus") => json!({
            "allocatable": random(schema, Type::Quantities, rng, depth),
            "conditions": [{ "type": "Ready", "status": "False" }],
        }),
        Type::Struct(name) => {
            let fields = schema.fields(name).iter();
            let fields = fields.filter(|it| matches!(it.fate, Fate::Kept | Fate::Unsimulated));
            // Deep trees are made of few fields.
            let chosen: Map<Name, Value> = fields
                .filter(|_| rng.below(u64::from(depth) / 2 + 2) == 0 || depth == 0)
                .map(|it| (it.name.into(), it.kind))
                .collect::<Vec<_>>()
                .into_iter()
                .map(|(name, kind)| (name, random(schema, kind, rng, depth + 1)))
                .collect();
            Value::Object(chosen)
        }
    }
}

#[test]
fn what_is_printed_is_read_back() {
    let schema = Schema::new();
    let kinds = [
        Kind::Deployment,
        Kind::ReplicaSet,
        Kind::StatefulSet,
        Kind::Pod,
        Kind::Service,
        Kind::PersistentVolumeClaim,
        Kind::PodDisruptionBudget,
        Kind::ResourceQuota,
        Kind::Node,
    ];
    let mut lines = 0;
    for seed in 0..400 {
        let mut rng = Rng::from_seed(seed);
        let kind = kinds[seed as usize % kinds.len()];
        let mut value = random(&schema, Type::Struct(kind.as_str()), &mut rng, 0);
        value["metadata"]["name"] = "web".into();
        let object = Object::from_value(kind, value).expect("a value of that kind");
        let text = print(&object);
        let (roots, complaints) = load::documents(&text);
        assert_eq!(complaints, [], "seed {seed}\n{text}");
        let mut diagnostics = Vec::new();
        let found = objects::find(&roots, &mut diagnostics);
        diagnostics.retain(|it| it.severity == Severity::Error);
        assert_eq!(diagnostics, [], "seed {seed}\n{text}");
        assert_eq!(found[0].object, object, "seed {seed}\n{text}");
        lines += text.lines().count();
    }
    assert!(lines > 10_000, "only {lines} lines were tried");
}

const WRITTEN: &str = "
apiVersion: v1
kind: Pod
metadata: {name: web, annotations: {b: 'true', a: \"x: y\", c: \"\\0\", d: 'it''s'}}
spec:
  containers:
  - {image: nginx, name: web, command: [sh, -c, \"a\\nb\\n\"]}
  volumes: [{name: tmp, emptyDir: {}}]
";

const PRINTED: &str = "\
apiVersion: v1
kind: Pod
metadata:
  annotations:
    a: 'x: y'
    b: \"true\"
    c: \"\\U00000000\"
    d: it's
  name: web
spec:
  containers:
  - command:
    - sh
    - -c
    - |
      a
      b
    image: nginx
    name: web
    resources: {}
  volumes:
  - emptyDir: {}
    name: tmp
status:
  phase: Pending
";

#[test]
fn yaml_is_printed_as_kubectl_does() {
    let manifest = read(WRITTEN, Release::V1_37);
    assert_eq!(print(&manifest.objects[0]), PRINTED);
}
