//! `tests/mutants/*.txt`: which rules are broken, how, and who has to see it.

use super::net::Net;
use crate::sh;
use std::fs;
use std::path::PathBuf;

/// A rule, and how it is broken.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mutant {
    /// What is done instead of what the rule says.
    pub what: String,
    /// The rule, as the reference numbers it.
    pub rule: String,
    /// The file that follows it.
    pub file: String,
    /// Lines of that file as they stand there, once.
    pub before: String,
    /// What is put in their place.
    pub after: String,
    /// The nets that have to see it.
    pub seen: Vec<Net>,
    /// The situations that are searched, by letters of their names; none are without.
    pub search: Option<String>,
}

/// All of them.
pub fn read() -> Result<Vec<Mutant>, String> {
    let folder = sh::root().join("tests/mutants");
    let entries = fs::read_dir(&folder).map_err(|why| format!("{}: {why}", folder.display()))?;
    let paths = entries.filter_map(|entry| entry.ok().map(|it| it.path()));
    let mut paths: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|it| it == "txt")).collect();
    paths.sort();
    let mut all = Vec::new();
    for path in paths {
        let told = |why: String| format!("{}: {why}", path.display());
        let text = fs::read_to_string(&path).map_err(|why| told(why.to_string()))?;
        all.extend(parse(&text).map_err(told)?);
    }
    Ok(all)
}

/// One mutant a paragraph.
fn parse(text: &str) -> Result<Vec<Mutant>, String> {
    let mut all = Vec::new();
    let paragraphs = text.split("\n\n").map(|it| it.trim_matches('\n'));
    for paragraph in paragraphs.filter(|it| !it.is_empty() && !it.starts_with('#')) {
        all.push(one(paragraph).map_err(|why| format!("{why}, in\n{paragraph}"))?);
    }
    Ok(all)
}

/// First what is done, then its fields, then lines as in a diff.
fn one(paragraph: &str) -> Result<Mutant, String> {
    let mut lines = paragraph.lines();
    let what = lines.next().unwrap_or_default().to_owned();
    let mut mutant = Mutant { what, ..Mutant::default() };
    for line in lines {
        if let Some(line) = line.strip_prefix('-') {
            mutant.before += &format!("{line}\n");
        } else if let Some(line) = line.strip_prefix('+') {
            mutant.after += &format!("{line}\n");
        } else {
            let (field, value) = line.split_once(' ').ok_or("a field without a value")?;
            match field {
                "rule" => mutant.rule = value.to_owned(),
                "file" => mutant.file = value.to_owned(),
                "search" => mutant.search = Some(value.to_owned()),
                "seen" => {
                    let nets = value.split(' ').map(Net::parse);
                    mutant.seen = nets.collect::<Result<_, _>>()?;
                }
                _ => return Err(format!("there is no field `{field}`")),
            }
        }
    }
    Ok(mutant)
}

impl Mutant {
    /// The text of its file with the rule broken.
    pub fn break_rule(&self, text: &str) -> Result<String, String> {
        let Self { what, file, before, .. } = self;
        match text.matches(&**before).count() {
            1 if !before.is_empty() => Ok(text.replacen(&**before, &self.after, 1)),
            count => Err(format!("{file}: what `{what}` changes stands there {count} times")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_broken_still_stands_where_it_is_broken() {
        let all = read().expect("tables that can be read");
        assert!(!all.is_empty());
        let problems = all.iter().filter_map(|mutant| {
            let text = fs::read_to_string(sh::root().join(&mutant.file));
            let broken = text.map_err(|why| format!("{}: {why}", mutant.file));
            broken.and_then(|text| mutant.break_rule(&text)).err()
        });
        let problems: Vec<String> = problems.collect();
        assert!(problems.is_empty(), "{}", problems.join("\n"));
    }

    #[test]
    fn two_nets_have_to_see_each() {
        for mutant in read().expect("tables that can be read") {
            let Mutant { what, rule, seen, search, .. } = mutant;
            assert!(!rule.is_empty() && seen.len() >= super::super::ENOUGH, "{what}");
            assert_eq!(seen.contains(&Net::Search), search.is_some(), "{what}");
        }
    }

    #[test]
    fn a_paragraph_is_a_mutant() {
        let text = "# A rule.\n\nno it is not\nrule D1\nfile a.rs\nseen recordings search\n\
                    search Recreate: one\n-    a(\n-    b)\n+    c\n\n";
        let mutant = Mutant {
            what: "no it is not".to_owned(),
            rule: "D1".to_owned(),
            file: "a.rs".to_owned(),
            before: "    a(\n    b)\n".to_owned(),
            after: "    c\n".to_owned(),
            seen: vec![Net::Recordings, Net::Search],
            search: Some("Recreate: one".to_owned()),
        };
        assert_eq!(parse(text), Ok(vec![mutant.clone()]));
        assert_eq!(mutant.break_rule("x\n    a(\n    b)\ny\n"), Ok("x\n    c\ny\n".to_owned()));
        assert!(mutant.break_rule("x\n").is_err());
        assert!(parse("no\nrule D1\nwhere a.rs\n").is_err());
        assert!(parse("no\nseen nobody\n").is_err());
    }
}
