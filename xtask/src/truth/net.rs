//! One net of tests: what it is, and its findings as HTML.

use super::html::{code, escape, number};
use serde_json::{Map, Value};

/// One net.
pub struct Net {
    /// The name of its file of findings.
    pub file: &'static str,
    title: &'static str,
    /// What it does, and what a difference would mean.
    says: &'static str,
    /// The first number of all: what is counted, and how many.
    headline: fn(&Value) -> (String, &'static str),
}

/// All of them, in the order to read them.
pub const NETS: &[Net] = &[
    Net {
        file: "conformance",
        title: "Recordings of a real control plane",
        says: "Scenarios played against a real Kubernetes 1.20.2, move by move. The same moves are \
               made here, and after each the whole state, what each controller wrote and every \
               Event have to be the same.",
        headline: |it| (of(&it["recordings"], "agree", "total"), "recordings agree"),
    },
    Net {
        file: "upstream",
        title: "Kubernetes' own tables",
        says: "The tables of Kubernetes' unit tests, and hundreds of single syncs of its real \
               controllers, run against the functions that the page runs.",
        headline: |it| (of(it, "agree", "cases"), "cases agree"),
    },
    Net {
        file: "search",
        title: "Every order of events",
        says: "Small clusters, in which every order of controller turns, kubelet moves and faults \
               is tried. In each state the invariants are checked, and every fair run has to end \
               as wanted, or in one of the traps that real clusters have too.",
        headline: |it| (count(it, "states"), "states visited"),
    },
    Net {
        file: "simulation",
        title: "Random days",
        says: "Random manifests, commands and faults, each from one seed. The invariants are \
               checked after every step; then the faults stop, and everything has to settle.",
        headline: |it| (of(it, "settled", "seeds"), "seeds settle"),
    },
    Net {
        file: "digest",
        title: "The same everywhere",
        says: "One digest over every step of a run. It is the same natively and in the browser, \
               forwards, backwards and replayed from a link.",
        headline: |it| (length(it, "runs"), "runs with one digest"),
    },
    Net {
        file: "lessons",
        title: "The chapters",
        says: "Every task of every chapter is played. Its goals are unmet before and met after, \
               and each prediction has exactly one answer that comes true.",
        headline: |it| (length(it, "chapters"), "chapters hold"),
    },
];

/// What shows that the nets hold: it stands after them.
pub const BROKEN_RULES: Net = Net {
    file: "mutants",
    title: "Rules broken on purpose",
    says: "A test that cannot fail shows nothing. Each of these rules was broken in a copy of \
           this engine, and at least two of the nets above had to see it. \
           `cargo xtask mutants` does it again.",
    headline: |it| (length(it, "rules"), "broken rules are seen"),
};

impl Net {
    /// Its first number.
    pub fn tile(&self, found: &Value) -> String {
        let (count, what) = (self.headline)(found);
        format!("<li><b>{}</b> {what}</li>", escape(&count))
    }

    /// All it found.
    pub fn section(&self, found: &Value) -> String {
        let Self { file, title, says, .. } = self;
        let facts = facts(found);
        let tables = tables(title, found);
        format!(
            "<section aria-labelledby=\"{file}\"><h2 id=\"{file}\">{title}</h2>\
             <p>{}</p>{facts}{tables}</section>\n",
            code(says)
        )
    }
}

/// `109 of 109`.
fn of(found: &Value, some: &str, all: &str) -> String {
    format!("{} of {}", count(found, some), count(found, all))
}

fn count(found: &Value, field: &str) -> String {
    found[field].as_u64().map_or_else(|| "?".to_owned(), number)
}

fn length(found: &Value, field: &str) -> String {
    found[field].as_array().map_or_else(|| "?".to_owned(), |rows| number(rows.len() as u64))
}

/// What a finding says once: numbers, names, and what was counted by name.
fn facts(found: &Value) -> String {
    let fields = found.as_object().into_iter().flatten();
    let is_fact = |value: &Value| match value {
        Value::Array(items) => !items.iter().any(Value::is_object),
        _ => true,
    };
    let facts = fields.filter(|(_, value)| is_fact(value)).map(|(name, value)| {
        format!("<div><dt>{}</dt><dd>{}</dd></div>", escape(&words(name)), shown(value))
    });
    match facts.collect::<String>() {
        facts if facts.is_empty() => facts,
        facts => format!("<dl class=\"truth-facts\">{facts}</dl>"),
    }
}

/// What a finding lists, each list as a table, and what it says beside them as one.
fn tables(title: &str, found: &Value) -> String {
    let Some(fields) = found.as_object() else { return String::new() };
    let rows_of = |value: &Value| -> Option<Vec<Map<String, Value>>> {
        let rows = value.as_array()?.iter().map(|row| row.as_object().cloned());
        rows.collect::<Option<Vec<_>>>().filter(|rows| !rows.is_empty())
    };
    let lists = fields.iter().filter_map(|(name, value)| Some((name, rows_of(value)?)));
    lists.map(|(name, rows)| table(&format!("{title}: {}", words(name)), &rows)).collect()
}

fn table(caption: &str, rows: &[Map<String, Value>]) -> String {
    let mut columns: Vec<&String> = Vec::new();
    for name in rows.iter().flat_map(Map::keys) {
        if !columns.contains(&name) {
            columns.push(name);
        }
    }
    let is_number = |name: &str| rows.iter().all(|row| row.get(name).is_none_or(Value::is_number));
    // What a row is about comes first, then what was counted.
    columns.sort_by_key(|name| is_number(name));
    let mark = |name: &str| if is_number(name) { " data-number" } else { "" };
    let heads = columns
        .iter()
        .map(|name| format!("<th scope=\"col\"{}>{}</th>", mark(name), escape(&words(name))));
    let cell = |row: &Map<String, Value>, name: &str| {
        format!("<td{}>{}</td>", mark(name), row.get(name).map_or_else(String::new, shown))
    };
    let line = |row: &Map<String, Value>| -> String {
        let cells: String = columns.iter().map(|name| cell(row, name)).collect();
        format!("<tr>{cells}</tr>")
    };
    format!(
        "<div class=\"truth-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{caption}\">\
         <table><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>",
        heads.collect::<String>(),
        rows.iter().map(line).collect::<String>()
    )
}

/// A value for people: numbers with their thousands apart, lists with commas, addresses as links.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(is) => if *is { "yes" } else { "no" }.to_owned(),
        Value::Number(it) => it.as_u64().map_or_else(|| it.to_string(), number),
        Value::String(text) if text.starts_with("#/") => {
            format!("<a href=\"./{}\">see it</a>", escape(text))
        }
        Value::String(text) => code(&escape(text)),
        // Sentences stand one below the other.
        Value::Array(items) if items.iter().any(is_sentence) => {
            let lines: String = items.iter().map(|it| format!("<li>{}</li>", shown(it))).collect();
            format!("<ol>{lines}</ol>")
        }
        Value::Array(items) => items.iter().map(shown).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => {
            let pairs = fields.iter().map(|(name, it)| format!("{} {}", words(name), shown(it)));
            pairs.collect::<Vec<_>>().join(", ")
        }
    }
}

fn is_sentence(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.contains(": "))
}

/// `nondeterministicSteps` as `nondeterministic steps`.
fn words(name: &str) -> String {
    let mut words = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
    }
    words.replace('_', " ")
}
