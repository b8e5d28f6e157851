//! From `ready db = 3 and not settled` to a fact.

use super::{Compare, Count, Deed, Fact, Over, State, Test};
use crate::api::{Kind, Name, ObjectRef};
use crate::lessons::names;
use crate::manifest::Flaw;
use std::rc::Rc;

impl Fact {
    /// Reads a fact; a flaw says where it is none.
    pub fn parse(text: &str) -> Result<Self, Flaw> {
        let mut words = Words { words: split(text), next: 0, end: text.len() };
        let fact = any(&mut words)?;
        match words.peek() {
            None => Ok(fact),
            Some(word) => Err(words.flaw(&format!("`and` or `or` is expected here, not `{word}`"))),
        }
    }
}

/// Reads `pod/db-1`, at that place of the text.
pub(crate) fn object(text: &str, at: usize) -> Result<ObjectRef, Flaw> {
    let flaw = |message: String| Flaw { at, message };
    let (kind, name) = text
        .split_once('/')
        .filter(|(_, name)| !name.is_empty())
        .ok_or_else(|| flaw(format!("`kind/name` is expected here, not `{text}`")))?;
    names::check(name).map_err(|it| Flaw { at: at + kind.len() + 1 + it.at, ..it })?;
    let kind = Kind::named(kind).ok_or_else(|| flaw(format!("`{kind}` is no kind of object")))?;
    Ok(ObjectRef::new(kind, name))
}

struct Words<'a> {
    words: Vec<(usize, &'a str)>,
    next: usize,
    end: usize,
}

fn split(text: &str) -> Vec<(usize, &str)> {
    let words = text.split_whitespace();
    words.map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word)).collect()
}

impl<'a> Words<'a> {
    fn peek(&self) -> Option<&'a str> {
        self.words.get(self.next).map(|(_, word)| *word)
    }

    /// Takes the next word if it is this one.
    fn takes(&mut self, word: &str) -> bool {
        let found = self.peek() == Some(word);
        self.next += usize::from(found);
        found
    }

    /// The next word, which must not be one that joins facts.
    fn take(&mut self, what: &str) -> Result<&'a str, Flaw> {
        match self.peek() {
            Some(word) if !matches!(word, "and" | "or" | "not") => {
                self.next += 1;
                Ok(word)
            }
            _ => Err(self.flaw(&format!("{what} is expected here"))),
        }
    }

    /// Whether the fact that is being read has more words.
    fn goes_on(&self) -> bool {
        self.peek().is_some_and(|word| !matches!(word, "and" | "or"))
    }

    /// What is wrong with the next word.
    fn flaw(&self, message: &str) -> Flaw {
        let at = self.words.get(self.next).map_or(self.end, |(at, _)| *at);
        Flaw { at, message: message.to_owned() }
    }

    /// What is wrong with the word just taken.
    fn flaw_before(&self, message: &str) -> Flaw {
        let at = self.words.get(self.next.wrapping_sub(1)).map_or(0, |(at, _)| *at);
        Flaw { at, message: message.to_owned() }
    }

    fn name(&mut self, what: &str) -> Result<Name, Flaw> {
        let word = self.take(what)?;
        let is_name = |char: char| char.is_ascii_alphanumeric() || "-.:{}".contains(char);
        if !word.chars().all(is_name) {
            return Err(self.flaw_before(&format!("{what} is expected here, not `{word}`")));
        }
        names::check(word)
            .map_err(|_| self.flaw_before(&format!("`{word}` stands for nothing")))?;
        Ok(word.into())
    }

    fn object(&mut self) -> Result<ObjectRef, Flaw> {
        let word = self.take("`kind/name`")?;
        let at = self.words.get(self.next.wrapping_sub(1)).map_or(0, |(at, _)| *at);
        object(word, at)
    }

    fn test(&mut self) -> Result<Test, Flaw> {
        let word = self.take("`=`, `>=`, `<=`, `>`, `<` or `!=`")?;
        let compare = Compare::ALL.iter().find(|(sign, _)| *sign == word);
        let (_, compare) = compare.ok_or_else(|| {
            self.flaw_before("`=`, `>=`, `<=`, `>`, `<` or `!=` is expected here")
        })?;
        let number = self.take("a number")?;
        let number = number.parse().map_err(|_| self.flaw_before("a number is expected here"))?;
        Ok(Test { compare: *compare, number })
    }
}

fn any(words: &mut Words) -> Result<Fact, Flaw> {
    let mut facts = vec![all(words)?];
    while words.takes("or") {
        facts.push(all(words)?);
    }
    Ok(if facts.len() == 1 { facts.remove(0) } else { Fact::Any(facts) })
}

fn all(words: &mut Words) -> Result<Fact, Flaw> {
    let mut facts = vec![one(words)?];
    while words.takes("and") {
        facts.push(one(words)?);
    }
    Ok(if facts.len() == 1 { facts.remove(0) } else { Fact::All(facts) })
}

fn one(words: &mut Words) -> Result<Fact, Flaw> {
    if words.takes("not") {
        return Ok(Fact::Not(Box::new(one(words)?)));
    }
    let over = match words.peek() {
        Some("always") => Over::Always,
        Some("never") => Over::Never,
        Some("once") => Over::Once,
        _ => return simple(words),
    };
    words.next += 1;
    let flaw = words.flaw("a fact about one moment is expected here");
    let is_negated = words.takes("not");
    let fact = one(words)?;
    if !fact.is_of_a_moment() {
        return Err(flaw);
    }
    let fact = if is_negated { Fact::Not(Box::new(fact)) } else { fact };
    Ok(Fact::Over(over, Rc::new(fact)))
}

/// A fact without `and`, `or`, `not`.
fn simple(words: &mut Words) -> Result<Fact, Flaw> {
    let word = words.take("a fact")?;
    if let Some((_, count)) = Count::ALL.iter().find(|(name, _)| *name == word) {
        return Ok(Fact::Count(*count, workload(words)?, words.test()?));
    }
    Ok(match word {
        "image" => {
            let (of, image) = (workload(words)?, words.take("an image")?.into());
            let test = if words.goes_on() { Some(words.test()?) } else { None };
            Fact::Image(of, image, test)
        }
        "exists" | "gone" => Fact::Exists(words.object()?, word == "exists"),
        "same" | "new" => Fact::Same(words.object()?, word == "same"),
        "state" => {
            let pod = words.name("a Pod")?;
            let state = words.take("a state")?;
            let known = State::ALL.iter().find(|(name, _)| *name == state);
            let (_, state) = known.ok_or_else(|| {
                let all = State::ALL.map(|(name, _)| name).join(", ");
                words.flaw_before(&format!("`{state}` is no state; known are {all}"))
            })?;
            Fact::State(pod, *state)
        }
        "on" => Fact::On(words.name("a Pod")?, words.name("a node")?),
        "condition" => {
            let (of, kind) = (workload(words)?, words.take("a condition")?.into());
            let status = words.take("`True`, `False` or `Unknown`")?;
            if !matches!(status, "True" | "False" | "Unknown") {
                return Err(words.flaw_before("`True`, `False` or `Unknown` is expected here"));
            }
            let reason = if words.goes_on() { Some(words.take("a reason")?.into()) } else { None };
            Fact::Condition(of, kind, status.into(), reason)
        }
        "field" => Fact::Field(
            words.object()?,
            words.take("the path of a field")?.into(),
            words.take("a value, or `absent`")?.into(),
        ),
        "settled" => Fact::Settled,
        "elapsed" => Fact::Elapsed(words.test()?),
        "answered" | "failed" => Fact::Requests(words.object()?, word == "answered", words.test()?),
        "next-created" | "next-deleted" => {
            let of = workload(words)?;
            let pod = words.name("a Pod, or `none`")?;
            Fact::Next(deed(word), of, (&*pod != "none").then_some(pod))
        }
        "order-created" | "order-deleted" => {
            let (of, mut pods) = (workload(words)?, Vec::new());
            while pods.is_empty() || words.goes_on() {
                pods.push(words.name("a Pod")?);
            }
            Fact::Order(deed(word), of, pods)
        }
        _ => return Err(words.flaw_before(&format!("`{word}` is no fact"))),
    })
}

fn workload(words: &mut Words) -> Result<Name, Flaw> {
    words.name("a workload")
}

fn deed(word: &str) -> Deed {
    if word.ends_with("created") { Deed::Created } else { Deed::Deleted }
}

impl Fact {
    /// Whether it asks nothing of what happened before.
    fn is_of_a_moment(&self) -> bool {
        !matches!(
            self,
            Self::Over(..)
                | Self::Next(..)
                | Self::Order(..)
                | Self::Count(Count::Created | Count::Deleted, ..)
        )
    }
}
