//! Moves that are requests to the API server, as the recorder or its kubectl made them.

use super::{Replay, text};
use crate::names::Names;
use crate::terminal;
use crate::typed::{Said, Typed};
use cattle_and_pets::api::{Kind, Object, ObjectRef, Reason, Status};
use cattle_and_pets::cluster::{Command, DeleteOptions, Propagation};
use serde_json::{Value, json};

/// What `kubectl rollout restart` writes.
const RESTARTED_AT: &str = "kubectl.kubernetes.io/restartedAt";

impl Replay<'_> {
    pub(super) fn delete_pods(&mut self, a_move: &Value) -> Value {
        let options = match a_move["force"] == true {
            true => DeleteOptions::now(),
            false => DeleteOptions::default(),
        };
        let pods = self.chosen(&a_move["pods"]);
        for pod in &pods {
            let object = ObjectRef::new(Kind::Pod, pod.clone());
            if let Err(status) = self.command(&Command::Delete { object, options }) {
                return refusal(&status, &self.names);
            }
        }
        json!({ "code": 200, "count": pods.len() })
    }

    pub(super) fn evict(&mut self, a_move: &Value) -> Value {
        let pods = self.chosen(&a_move["pods"]);
        let mut answers = Vec::new();
        for (index, pod) in pods.into_iter().enumerate() {
            answers.push(match self.command(&Command::Evict(pod)) {
                Ok(_) => json!({ "code": 201 }),
                Err(status) => refusal(&status, &self.names),
            });
            self.keep_pace(index);
        }
        json!({ "evictions": answers })
    }

    pub(super) fn kubectl(&mut self, a_move: &Value) -> Result<Value, String> {
        let args = a_move["args"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let words: Vec<&str> = std::iter::once("kubectl").chain(args).collect();
        let printed = terminal::type_in(self, &words, text(a_move, "stdin"));
        let printed = printed.ok_or_else(|| format!("nobody here knows `{}`", words.join(" ")))?;
        Ok(printed.response(|text| self.names.text(text)))
    }

    pub(super) fn undo(&mut self, a_move: &Value) -> Result<Value, String> {
        let object = self.object(a_move)?;
        let command = Command::Undo { object, to_revision: a_move["toRevision"].as_i64() };
        let printed = terminal::change(self, &Typed { command, said: Said::AsUsual });
        Ok(printed.response(|text| self.names.text(text)))
    }

    fn object(&self, a_move: &Value) -> Result<ObjectRef, String> {
        let (op, kind) = (text(a_move, "op"), text(a_move, "kind"));
        let kind = match op {
            "pause" | "resume" if kind.is_empty() => Some(Kind::Deployment),
            _ => Kind::parse(kind),
        };
        let kind = kind.ok_or_else(|| format!("`{op}` of something of no known kind"))?;
        Ok(ObjectRef::new(kind, self.names.real(text(a_move, "name"))))
    }

    pub(super) fn request(&mut self, op: &str, a_move: &Value) -> Result<Value, String> {
        let (command, code) = match op {
            "create" => (create(&a_move["object"])?, 201),
            "patch" if !a_move["pods"].is_null() => return Ok(self.patch_pods(a_move)),
            "cordon" => (Command::Cordon(text(a_move, "node").into(), true), 200),
            "uncordon" => (Command::Cordon(text(a_move, "node").into(), false), 200),
            _ => (self.write(op, a_move)?, 200),
        };
        Ok(match self.command(&command) {
            Ok(_) => json!({ "code": code }),
            Err(status) => refusal(&status, &self.names),
        })
    }

    fn write(&self, op: &str, a_move: &Value) -> Result<Command, String> {
        let object = self.object(a_move)?;
        Ok(match op {
            "patch" => Command::Patch {
                object,
                patch: a_move["patch"].clone().into(),
                strategic: a_move["patchType"] == "strategic",
            },
            "scale" => {
                let replicas = a_move["replicas"].as_i64().and_then(|it| i32::try_from(it).ok());
                Command::Scale { object, replicas: replicas.ok_or("`scale` to no number")? }
            }
            "set-image" => Command::SetImage {
                object,
                container: text(a_move, "container").into(),
                image: text(a_move, "image").into(),
            },
            // The recorder asked the API server itself, which has nothing against doing it twice.
            "restart" => {
                let at = text(a_move, "at");
                let annotations = json!({ "annotations": { RESTARTED_AT: at } });
                let template = json!({ "template": { "metadata": annotations } });
                merged(object, json!({ "spec": template }))
            }
            "pause" | "resume" => merged(object, json!({ "spec": { "paused": op == "pause" } })),
            "delete" => Command::Delete { object, options: cascade(text(a_move, "cascade")) },
            other => return Err(format!("nobody here can make the move `{other}`")),
        })
    }

    fn patch_pods(&mut self, a_move: &Value) -> Value {
        for pod in self.chosen(&a_move["pods"]) {
            let object = ObjectRef::new(Kind::Pod, pod);
            let patch = a_move["patch"].clone();
            let command = Command::Patch { object, patch: patch.into(), strategic: false };
            if let Err(status) = self.command(&command) {
                return refusal(&status, &self.names);
            }
        }
        json!({ "code": 200 })
    }
}

fn create(object: &Value) -> Result<Command, String> {
    let kind = text(object, "kind");
    let kind = Kind::parse(kind).ok_or_else(|| format!("nobody here knows the kind `{kind}`"))?;
    Object::from_value(kind, object.clone()).map(Command::Create)
}

fn merged(object: ObjectRef, patch: Value) -> Command {
    Command::Patch { object, patch: patch.into(), strategic: false }
}

fn cascade(word: &str) -> DeleteOptions {
    DeleteOptions::cascading(match word {
        "foreground" => Propagation::Foreground,
        "orphan" => Propagation::Orphan,
        _ => Propagation::Background,
    })
}

/// The recorder kept causes only of evictions.
fn refusal(status: &Status, names: &Names) -> Value {
    let mut value = json!({
        "code": status.code,
        "reason": format!("{:?}", status.reason),
        "message": names.text(&status.message),
    });
    if status.reason == Reason::TooManyRequests {
        value["causes"] = status.causes.iter().map(|cause| names.text(cause)).collect();
    }
    value
}
