//! What a real kubectl printed after each move, against what is printed here.
//!
//! A transcript has the moves of a scenario, and behind each the commands that were typed then with
//! what stood on the terminal. Ages, addresses and the names of volumes are chance; names made from
//! hashes are compared as [`crate::names`] writes them.

use crate::replay::Replay;
use crate::{terminal, typed, ways};
use serde_json::{Value, json};

/// Cells that differ from run to run, by column.
const CHANCE: [(&str, &str); 3] = [("AGE", "AGE"), ("VOLUME", "PV"), ("IP", "IP")];
/// Letters of chance behind the name of a ReplicaSet, and the hyphen before them.
const POD_SUFFIX: usize = 6;

/// One move and the terminal after it.
#[derive(Default)]
struct Scene<'a> {
    step: Value,
    commands: Vec<Typing<'a>>,
}

/// One command, and what stood on the terminal then.
struct Typing<'a> {
    line: &'a str,
    stdin: &'a str,
    output: Vec<&'a str>,
}

/// What differs between a transcript and what is printed here, a line each.
pub fn differences(transcript: &str) -> Vec<String> {
    let options = json!({ "nodes": 3 });
    let mut replay = Replay::new(&options);
    let mut recorded = Recorded::default();
    let (mut all, mut compared) = (Vec::new(), 0);
    for scene in scenes(transcript) {
        let expected: Vec<_> = scene.commands.iter().map(|it| recorded.read(&it.output)).collect();
        let mut first = None;
        for (mut attempt, _) in ways::attempts(&replay, &scene.step) {
            let found = compare(&mut attempt, &scene, &expected);
            let agrees = found.0.is_empty();
            if agrees || first.is_none() {
                first = Some((attempt, found));
            }
            if agrees {
                break;
            }
        }
        let (attempt, (found, count)) = first.expect("there is a pace");
        replay = attempt;
        compared += count;
        let number = &scene.step["step"];
        all.extend(found.into_iter().map(|difference| format!("move {number}: {difference}")));
    }
    if compared == 0 {
        all.push("no command was compared".to_owned());
    }
    all
}

/// The differences after one move, and how many of the commands are known here.
fn compare(
    replay: &mut Replay<'_>,
    scene: &Scene<'_>,
    expected: &[Vec<String>],
) -> (Vec<String>, usize) {
    let (mut found, mut compared) = (Vec::new(), 0);
    for (Typing { line, stdin, .. }, expected) in scene.commands.iter().zip(expected) {
        let words = typed::words(line);
        let Some(printed) = terminal::type_in(replay, &words, stdin) else { continue };
        if printed.is_change {
            replay.quiesce();
        }
        let lines: Vec<&str> = printed.text.lines().collect();
        let got = read(&lines, |cell| replay.names().counted(cell));
        compared += 1;
        if got != *expected {
            found.push(format!("`{line}`\n  expected {expected:#?}\n  got {got:#?}"));
        }
    }
    (found, compared)
}

/// The scenes of a transcript. What stood there before the first move is left out.
fn scenes(transcript: &str) -> Vec<Scene<'_>> {
    let mut scenes: Vec<Scene<'_>> = Vec::new();
    for line in transcript.lines() {
        if let Some(move_line) = line.strip_prefix("##### move ") {
            let (number, a_move) = move_line.split_once(": ").expect("a number and a move");
            let a_move: Value = serde_json::from_str(a_move).expect("a move in JSON");
            let number: u64 = number.parse().expect("a number");
            let step = json!({ "step": number, "move": a_move });
            scenes.push(Scene { step, commands: Vec::new() });
        }
        let Some(scene) = scenes.last_mut() else { continue };
        match line.strip_prefix("$ ") {
            Some(line) => scene.commands.push(Typing { line, stdin: "", output: Vec::new() }),
            None if line.starts_with("##### ") || line.starts_with("[exit ") => {}
            None => scene.commands.last_mut().into_iter().for_each(|typing| {
                match line.strip_prefix("| ") {
                    Some(stdin) => typing.stdin = stdin,
                    None => typing.output.push(line.strip_prefix("[stderr] ").unwrap_or(line)),
                }
            }),
        }
    }
    scenes
}

/// The lines with their cells apart, chance taken out and names made stable; the rows of a table
/// sorted, since names decide their order.
fn read(lines: &[&str], stable: impl Fn(&str) -> String) -> Vec<String> {
    let tables = lines.split(|line| line.is_empty()).filter(|lines| !lines.is_empty());
    let mut all = Vec::new();
    for (header, rows) in tables.filter_map(<[&str]>::split_first) {
        if header.contains(char::is_lowercase) {
            all.extend(messages(header, rows, &stable));
            continue;
        }
        let columns = columns(header);
        let mut rows: Vec<String> = rows
            .iter()
            .map(|row| {
                columns.iter().map(|it| it.cell(row, &stable)).collect::<Vec<_>>().join(" | ")
            })
            .collect();
        rows.sort();
        all.push((*header).split_whitespace().collect::<Vec<_>>().join(" "));
        all.append(&mut rows);
    }
    all
}

/// Lines that are no table. Those of the two outputs were recorded one after the other; kubectl's
/// own memory of what was applied is not kept for what was created in another way.
fn messages(first: &str, others: &[&str], stable: impl Fn(&str) -> String) -> Vec<String> {
    let lines = std::iter::once(&first).chain(others).map(|line| line.trim_end());
    let lines = lines.filter(|line| !line.contains("kubectl.kubernetes.io/last-applied"));
    let mut lines: Vec<String> = lines.map(stable).collect();
    lines.sort();
    lines
}

/// A column of a table, from one byte to another.
struct Column<'a> {
    name: &'a str,
    from: usize,
    to: usize,
}

/// Names of columns may have one space in them, and stand two or more apart.
fn columns(header: &str) -> Vec<Column<'_>> {
    let mut columns: Vec<Column<'_>> = Vec::new();
    let mut from = 0;
    for part in header.split_inclusive("  ") {
        let name = part.trim();
        if !name.is_empty() {
            let from = from + (part.len() - part.trim_start().len());
            columns.iter_mut().last().into_iter().for_each(|it| it.to = from);
            columns.push(Column { name, from, to: usize::MAX });
        }
        from += part.len();
    }
    columns
}

impl Column<'_> {
    fn cell(&self, row: &str, stable: impl Fn(&str) -> String) -> String {
        let text = row.get(self.from..self.to.min(row.len())).unwrap_or_default().trim();
        match CHANCE.iter().find(|(name, _)| *name == self.name) {
            Some((_, instead)) if !text.is_empty() && text != "<none>" => (*instead).to_owned(),
            _ => match text.split_once("pod-template-hash=") {
                Some((before, _)) => format!("{before}pod-template-hash=HASH"),
                None => stable(text),
            },
        }
    }
}

/// `2m18s`.
fn seconds(age: &str) -> u64 {
    let (mut total, mut number) = (0, 0);
    for letter in age.chars() {
        match (letter.to_digit(10), letter) {
            (Some(digit), _) => number = number * 10 + u64::from(digit),
            (None, unit) => {
                total += number * if unit == 'm' { 60 } else { 1 };
                number = 0;
            }
        }
    }
    total
}

/// What the transcript's names stand for.
#[derive(Default)]
struct Recorded {
    names: Vec<(String, String)>,
}

impl Recorded {
    fn read(&mut self, lines: &[&str]) -> Vec<String> {
        lines.iter().for_each(|line| self.learn(line));
        self.learn_by_age(lines);
        read(lines, |cell| self.stable(cell))
    }

    /// A list of ReplicaSets alone does not name their kind. The oldest have the lowest revisions.
    fn learn_by_age(&mut self, lines: &[&str]) {
        let Some((header, rows)) = lines.split_first() else { return };
        let at = |name| header.split_whitespace().position(|it| it == name);
        let (Some(age), Some(_)) = (at("AGE"), at("DESIRED")) else { return };
        let mut rows: Vec<Vec<&str>> =
            rows.iter().map(|row| row.split_whitespace().collect()).collect();
        rows.retain(|row| row.len() > age);
        rows.sort_by_key(|row| std::cmp::Reverse(seconds(row[age])));
        rows.iter().for_each(|row| self.learn(&format!("replicaset.apps/{}", row[0])));
    }

    /// A ReplicaSet is seen when its revision is new, and so is a ControllerRevision.
    fn learn(&mut self, line: &str) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let (name, owner, number) = match words[..] {
            [name, owner, number, _] if owner.starts_with("statefulset.apps/") => {
                (name, owner.rsplit('/').next(), number.to_owned())
            }
            [name, ..] if name.starts_with("replicaset.apps/") => {
                let name = name.rsplit('/').next().unwrap_or_default();
                let owner = name.rsplit_once('-').map(|(owner, _)| owner);
                let of_owner = |(_, it): &&(String, String)| it.split('@').next() == owner;
                let number = self.names.iter().filter(of_owner).count() + 1;
                (name, owner, number.to_string())
            }
            _ => return,
        };
        if !self.names.iter().any(|(known, _)| known == name) {
            let stable = format!("{}@{number}", owner.unwrap_or_default());
            self.names.push((name.to_owned(), stable));
        }
    }

    fn stable(&self, cell: &str) -> String {
        let known = self.names.iter().find(|(name, _)| cell.contains(name));
        let Some((name, stable)) = known else { return cell.to_owned() };
        let (before, after) = cell.split_once(name.as_str()).expect("it contains the name");
        let is_pod = after.len() == POD_SUFFIX && after.starts_with('-');
        format!("{before}{stable}{}", if is_pod { "-*" } else { after })
    }
}
