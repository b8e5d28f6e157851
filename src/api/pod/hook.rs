//! What a container does before it is asked to end.

use super::Container;
use crate::value::Value;

/// A `preStop` hook (rule K6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hook {
    /// `sleep`: the kubelet waits.
    Sleep {
        /// So long.
        seconds: u64,
    },
    /// `exec` or `httpGet`: something runs, and nobody but itself knows how long it takes.
    Runs {
        /// What its command says: `sleep 10`, as nearly all of them do.
        sleeps_seconds: Option<u64>,
    },
    /// `tcpSocket`: the API takes it, the kubelet does not.
    Unsupported,
}

impl Container {
    /// Its `preStop` hook; `None` if it has none.
    pub fn pre_stop(&self) -> Option<Hook> {
        let hook = self.rest.get("lifecycle")?.get("preStop")?.as_object()?;
        let given = |name: &str| hook.get(name).filter(|value| !value.is_null());
        if let Some(exec) = given("exec") {
            Some(Hook::Runs { sleeps_seconds: slept_seconds(&exec["command"]) })
        } else if given("httpGet").is_some() {
            Some(Hook::Runs { sleeps_seconds: None })
        } else if let Some(sleep) = given("sleep") {
            Some(Hook::Sleep { seconds: sleep["seconds"].as_u64().unwrap_or(0) })
        } else {
            given("tcpSocket").map(|_| Hook::Unsupported)
        }
    }
}

/// The number behind `sleep` in a command, as a word of its own or in a line for a shell.
fn slept_seconds(command: &Value) -> Option<u64> {
    let parts = command.as_array()?.iter().filter_map(Value::as_str);
    let line = parts.collect::<Vec<_>>().join(" ");
    let is_border = |c: char| c.is_whitespace() || matches!(c, ';' | '&' | '|' | '(' | ')');
    let mut words = line.split(is_border).filter(|word| !word.is_empty());
    words.find(|word| *word == "sleep" || word.ends_with("/sleep"))?;
    let number = words.next()?;
    number.strip_suffix('s').unwrap_or(number).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::json;

    #[test]
    fn hooks_are_told_apart() {
        let exec = |command: Value| json!({ "exec": { "command": command } });
        let runs = |sleeps_seconds| Some(Hook::Runs { sleeps_seconds });
        for (hook, expected) in [
            (json!({ "sleep": { "seconds": 5 } }), Some(Hook::Sleep { seconds: 5 })),
            (exec(json!(["sleep", "10"])), runs(Some(10))),
            (exec(json!(["/bin/sh", "-c", "/bin/sleep 15s; nginx -s quit"])), runs(Some(15))),
            (exec(json!(["sh", "-c", "nginx -s quit && sleep 3&"])), runs(Some(3))),
            (exec(json!(["sh", "-c", "while asleep 3; do sleep $N; done"])), runs(None)),
            (json!({ "httpGet": { "port": 80 }, "exec": null }), runs(None)),
            (json!({ "tcpSocket": { "port": 80 } }), Some(Hook::Unsupported)),
            (Value::Null, None),
        ] {
            let container = json!({ "name": "web", "lifecycle": { "preStop": hook } });
            let container: Container =
                crate::value::fields::from_value(&container).expect("a container");
            assert_eq!(container.pre_stop(), expected, "{hook}");
        }
        assert_eq!(Container::default().pre_stop(), None);
    }
}
