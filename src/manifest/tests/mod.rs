//! What is said of a text.

mod hostile;
mod round_trip;

use super::*;
use crate::value::json;

/// Each remark as `Severity line:column path | message`.
fn check(text: &str, objects: &[&str], expected: &[&str]) {
    let manifest = read(text, Release::V1_37);
    let names: Vec<String> =
        manifest.objects.iter().map(|object| object.reference().to_string()).collect();
    let said: Vec<String> = manifest.diagnostics.iter().map(line).collect();
    assert_eq!(said, expected, "\n{text}");
    assert_eq!(names, objects, "\n{text}");
}

fn line(it: &Diagnostic) -> String {
    let Diagnostic { severity, line, column, path, message } = it;
    format!("{severity:?} {line}:{column} {path} | {message}")
}

const WEB: &str = "\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
SPEC  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: web
        image: nginx
CONTAINER";

/// A Deployment with more fields of its spec, from line 6 on, and of its container, at the end.
fn deployment(spec: &str, container: &str) -> String {
    WEB.replace("SPEC", spec).replace("CONTAINER", container)
}

#[test]
fn the_demonstration_is_fine() {
    let objects = ["Node/node-a", "Node/node-b", "Node/node-c"].into_iter();
    let objects = objects.chain(["Service/web", "Deployment/web", "Service/db", "StatefulSet/db"]);
    check(DEMO, &objects.collect::<Vec<_>>(), &[]);
}

#[test]
fn unknown_fields_are_errors_with_a_suggestion() {
    check(
        &deployment("  replica: 3\n  containers: []\n", "        Env: []\n"),
        &[],
        &[
            "Error 6:3 spec.replica | unknown field `spec.replica`; did you mean `replicas`?",
            "Error 7:3 spec.containers | unknown field `spec.containers`; did you mean \
             `spec.template.spec.containers`?",
            "Error 19:9 spec.template.spec.containers[0].Env | unknown field \
             `spec.template.spec.containers[0].Env`; did you mean `env`?",
        ],
    );
    check(
        "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nreplicas: 3\nspec: {clusterIP: None}",
        &[],
        &["Error 4:1 replicas | unknown field `replicas`."],
    );
}

#[test]
fn wrong_types_say_what_to_write() {
    check(
        &deployment("  replicas: \"3\"\n  paused: yes\n  minReadySeconds: 1.5\n", ""),
        &[],
        &[
            "Error 6:3 spec.replicas | `replicas` takes a whole number, and here is the text \
             `\"3\"`. Take the quotes off. (Kubernetes: cannot unmarshal string into int32.)",
            "Error 8:3 spec.minReadySeconds | `minReadySeconds` takes a whole number, and here is \
             the number 1.5. (Kubernetes: cannot unmarshal number into int32.)",
        ],
    );
    check(
        &deployment("  replicas: 3000000000\n", "        env:\n        - {name: A, value: no}\n"),
        &[],
        &[
            "Error 6:3 spec.replicas | `replicas` takes numbers up to 2147483647; this is \
             3000000000.",
            "Note 18:9  | `Deployment/web`: kept, but not simulated: `env`.",
            "Error 19:21 spec.template.spec.containers[0].env[0].value | `value` takes text, and \
             here is `no`, which YAML reads as `false`. In quotes it is text: `\"no\"`. \
             (Kubernetes: cannot unmarshal bool into string.)",
        ],
    );
    check(
        &deployment("", "        ports: 80\n        resources: {requests: {cpu: 1kk}}\n"),
        &[],
        &[
            "Error 17:9 spec.template.spec.containers[0].ports | `ports` takes a list, and here is \
             the number 80.",
            "Error 18:32 spec.template.spec.containers[0].resources.requests.cpu | \
             `resources.requests.cpu` takes a quantity such as `500m`, `2` or `10Gi`; `1kk` is \
             none.",
        ],
    );
}

#[test]
fn what_is_not_simulated_is_noted_once_for_an_object() {
    let container = "        env: [{name: A, value: \"1\"}]
        securityContext: {}
        livenessProbe: {tcpSocket: {port: 80}}
        resources: {limits: {cpu: 1}}
";
    check(
        &deployment("", container),
        &["Deployment/web"],
        &["Note 17:9  | `Deployment/web`: kept, but not simulated: `env`, `livenessProbe`, \
           `resources.limits`."],
    );
    let dumped = deployment("  replicas: 1\n", "status: {replicas: 1}\n");
    let dumped =
        dumped.replace("  name: web\nspec", "  name: web\n  uid: a-b\n  generation: 3\nspec");
    check(
        &dumped,
        &["Deployment/web"],
        &["Note 5:3  | `Deployment/web`: left out, because the API server fills it in: `uid`, \
           `generation`, `status`."],
    );
}

#[test]
fn affinity_counts_where_it_is_required() {
    let term = "{labelSelector: {matchLabels: {app: web}}, topologyKey: kubernetes.io/hostname}";
    let anti = |required: &str| {
        let preferred = format!("[{{weight: 1, podAffinityTerm: {term}}}]");
        deployment("", "").replace(
            "    spec:\n",
            &format!(
                "    spec:\n      affinity:\n        podAntiAffinity:\n          \
                 requiredDuringSchedulingIgnoredDuringExecution: [{required}]\n          \
                 preferredDuringSchedulingIgnoredDuringExecution: {preferred}\n"
            ),
        )
    };
    check(
        &anti(term),
        &["Deployment/web"],
        &["Note 17:11  | `Deployment/web`: kept, but not simulated: \
           `affinity.podAntiAffinity.preferredDuring…`."],
    );
    let said: Vec<String> =
        read(&anti("{labelSelector: {}}"), Release::V1_37).diagnostics.iter().map(line).collect();
    assert_eq!(
        said[0],
        "Error 16:60 spec.template.spec.affinity.podAntiAffinity.\
         requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey | Kubernetes refuses this: \
         Required value: can not be empty"
    );
}

#[test]
fn a_status_that_is_left_out_is_named_with_its_place() {
    let text = DEMO.replace(
        "  volumeClaimTemplates:\n  - metadata:",
        "  volumeClaimTemplates:\n  - status: {phase: Pending}\n    metadata:",
    );
    let said: Vec<String> = read(&text, Release::V1_37).diagnostics.iter().map(line).collect();
    assert_eq!(
        said,
        ["Note 122:5  | `StatefulSet/db`: left out, because the API server fills it in: \
          `volumeClaimTemplates.status`."]
    );
}

#[test]
fn kubernetes_own_errors_stand_at_their_line() {
    let text = deployment("  replicas: -1\n", "").replace("        app: web", "        app: wob");
    check(
        &text,
        &[],
        &[
            "Error 6:3 spec.replicas | Kubernetes refuses this: Invalid value: -1: must be greater \
             than or equal to 0",
            "Error 12:7 spec.template.metadata.labels | Kubernetes refuses this: Invalid value: \
             {\"app\":\"wob\"}: `selector` does not match template `labels`",
        ],
    );
    let text = deployment("", "").replace("        app: web", "        app: web\n        a: b c");
    let manifest = read(&text, Release::V1_37);
    let at = &manifest.diagnostics[0];
    assert_eq!((at.line, &*at.path), (11, "spec.template.metadata.labels"));
}

#[test]
fn kinds_and_versions() {
    let simulated = "Simulated are `Deployment`, `StatefulSet`, `ReplicaSet`, `Pod`, `Service`, \
                     `PersistentVolumeClaim`, `PodDisruptionBudget`, `ResourceQuota`, `Node`.";
    check(
        "kind: Deploymnet\n---\nkind: ConfigMap\nmetadata: {name: c}\n---\nkind: Foo\n---\nfoo\n",
        &[],
        &[
            &format!(
                "Error 1:1 kind | There is no kind `Deploymnet` here. Did you mean `Deployment`? \
                 {simulated}"
            ),
            "Note 3:1 kind | `ConfigMap/c` is ignored: this kind is not simulated.",
            &format!("Error 6:1 kind | There is no kind `Foo` here. {simulated}"),
            "Error 8:1  | An object begins with `apiVersion:` and `kind:`; here is the text `foo`.",
        ],
    );
    check(
        "apiVersion: extensions/v1beta1\nkind: Deployment\n---\napiVersion: v1\nkind: StatefulSet\n\
         ---\napiVersion: serving.knative.dev/v1\nkind: Service\n---\nkind: Service\n---\na: 1\n",
        &[],
        &[
            "Error 1:1 apiVersion | `extensions/v1beta1` has no Deployment since Kubernetes 1.16. \
             Write `apiVersion: apps/v1`.",
            "Error 4:1 apiVersion | `v1` has no StatefulSet. Write `apiVersion: apps/v1`.",
            "Note 8:1 kind | This `Service` is ignored: its kind is not simulated.",
            "Error 10:1 apiVersion | `apiVersion` is missing: `v1` for a Service.",
            "Error 12:1 kind | `kind` is missing: `Deployment`, `StatefulSet`, `Service` …",
        ],
    );
    check(
        "apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: {name: db}\nspec:\n  \
         minAvailable: 2\n  selector: {matchLabels: {app: db}}\n",
        &["PodDisruptionBudget/db"],
        &["Note 1:1 apiVersion | `policy/v1beta1` is gone since Kubernetes 1.25; this is read as \
           `policy/v1`."],
    );
}

#[test]
fn objects_among_each_other() {
    let service = |meta: &str| {
        format!("apiVersion: v1\nkind: Service\nmetadata: {meta}\nspec: {{clusterIP: None}}\n")
    };
    let services = ["{name: a, namespace: x}", "{name: a}", "{name: b, namespace: other}", "{}"];
    check(
        &services.map(service).join("---\n"),
        &["Service/a"],
        &[
            "Error 8:12 metadata.name | `Service/a` is here a second time; the first is on line 3 \
             and is the one taken.",
            "Error 13:21 metadata.namespace | There is one namespace in a run, here `x`. This \
             object is in `other` and is left out.",
            "Error 18:1 metadata.name | `metadata.name` is missing.",
        ],
    );
    let list = format!(
        "apiVersion: v1\nkind: List\nitems:\n- {}\n- 3\n",
        service("{name: a}").trim_end().replace('\n', "\n  ")
    );
    check(
        &list,
        &["Service/a"],
        &["Error 8:3  | An object begins with `apiVersion:` and `kind:`; here is the number 3."],
    );
    let twice = [deployment("  replicas: 3000\n", ""), deployment("  replicas: 3000\n", "")];
    check(
        &twice.join("---\n").replacen("name: web", "name: first", 1),
        &["Deployment/first"],
        &["Error 24:3 spec.replicas | With this, 6000 Pods would be wanted together. This \
           simulation stops at 5000, which is no limit of Kubernetes."],
    );
}

#[test]
fn stateful_sets_that_will_make_no_pods() {
    let text = DEMO
        .replace(
            "        - name: data\n          mountPath",
            "        - name: dta\n          mountPath",
        )
        .replace("      accessModes:\n      - ReadWriteOnce\n", "");
    let manifest = read(&text, Release::V1_37);
    let said: Vec<String> = manifest.diagnostics.iter().map(line).collect();
    assert_eq!(
        said,
        [
            "Warning 119:11 spec.template.spec.containers[0].volumeMounts[0].name | Kubernetes \
             takes this, but will refuse the Pods: Not found: \"dta\"",
            "Warning 124:5 spec.volumeClaimTemplates[0].spec.accessModes | Kubernetes takes this, \
             but will refuse the claims: Required value: at least 1 access mode is required",
        ]
    );
    assert_eq!(manifest.objects.len(), 7);
}

#[test]
fn annotations_of_the_simulation() {
    let knobs = "  annotations: {sim/ready: 3 s, sim/read: 3s, sim/stop: 800ms}
spec";
    let text = deployment("", "").replacen("spec", knobs, 1);
    check(
        &text,
        &["Deployment/web"],
        &[
            "Warning 5:17 metadata.annotations.sim/ready | `sim/ready` takes a duration such as \
             `3s`, `800ms` or `never`; `3 s` is none.",
            "Warning 5:33 metadata.annotations.sim/read | The simulation knows no annotation \
             `sim/read`. It reads `sim/pull`, `sim/start`, `sim/ready`, `sim/stop`, \
             `sim/crash`, `sim/prestop`, `sim/accept`, `sim/every`, `sim/answer`, \
             `sim/news`, `sim/needs`.",
        ],
    );
}

#[test]
fn broken_yaml_leaves_the_other_documents_alone() {
    let good = "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {clusterIP: None}\n";
    for (bad, expected) in [
        ("a:\n\tb: 1\n", "Error 7:2  | There is a tab in the indentation. YAML takes blanks only."),
        (
            "a: b: c\n",
            "Error 6:5  | This colon is one too many: the line is indented too far, the line \
             before it has no colon, or the value needs quotes.",
        ),
        (
            "a:\n  b: 1\n c: 2\n",
            "Error 8:2  | The indentation does not fit: this line belongs to none of the levels \
             above it.",
        ),
        ("a: 'x\n", "Error 6:4  | A quote is not closed, or something in it needs another quote."),
        ("a: [1\n", "Error 7:1  | A `[` is not closed, or a comma is missing."),
        ("a: *x\n", "Error 6:4  | No `&` before this gives the name that `*` asks for."),
        (
            "a: 1\nb: 2\na: 3\n",
            "Error 8:1  | `a` stands here a second time; the first is on line 6.",
        ),
        (
            "a: {{ .Values.x }}-1\n",
            "Error 6:5  | This is not YAML yet but a template with `{{ … }}`. Paste what `helm \
             template` makes of it.",
        ),
        ("a: &x [*x]\n", "Error 6:8  | This alias stands inside of what it names."),
        ("a: {<<: 1}\n", "Error 6:5  | `<<` takes the fields of a map, or of a list of maps."),
    ] {
        check(
            &format!("{good}---\n{bad}---\n{}", good.replace(": a", ": b")),
            &["Service/a", "Service/b"],
            &[expected],
        );
    }
}

#[test]
fn aliases_and_merges() {
    let text = "apiVersion: v1\nkind: Service\nmetadata: {name: a, labels: &l {app: a, x: y-}}\n\
                spec:\n  clusterIP: None\n  selector: {<<: *l, x: z}\n";
    let manifest = read(&text.replace("y-", "q"), Release::V1_37);
    assert_eq!(manifest.diagnostics, []);
    let value = manifest.objects[0].to_value();
    assert_eq!(value["spec"]["selector"], json!({ "app": "a", "x": "z" }));
}

#[test]
fn empty_texts_say_nothing() {
    for text in ["", "\n", "---\n---\n", "# only a comment\n", "%YAML 1.2\n---\n", "\u{feff}", "~"]
    {
        check(text, &[], &[]);
    }
}
