//! An address as a whole: which page, and what on it.

use super::escape::{escape, unescape};
use super::query::{acts, pairs, position, set, write_acts, write_position};
use super::{Act, Link, given};
use crate::api::Name;
use crate::app::{Page, Position};
use crate::timeline::Timeline;

/// Where an address leads.
#[derive(Clone, Debug, PartialEq)]
pub enum Route {
    /// To where the person left off.
    Home,
    /// Into the tutorial.
    Learn(Spot),
    /// Into the laboratory, to a moment of a run or to what is there.
    Lab(Option<Link>),
    /// To a page that has no places of its own.
    Page(Page),
    /// Nowhere.
    Nowhere,
}

/// A spot in the tutorial, as an address names it: nobody knows whether it exists.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spot {
    /// The chapter; where the person left off without.
    pub chapter: Option<Name>,
    /// The task; its first one without.
    pub task: Option<Name>,
    /// The moment of the run; the task's beginning without.
    pub moment: Option<Moment>,
}

/// A moment of a chapter's run, told by what led to it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Moment {
    /// The index of the frame at which the task began.
    pub from: usize,
    /// What was done, each with the index of the frame at which it was done.
    pub acts: Vec<(usize, Act)>,
    /// Where the person looks.
    pub at: Position,
    /// Whether parts of it were not understood.
    pub is_broken: bool,
}

impl Route {
    /// Reads an address's `#` and what stands behind it.
    pub fn parse(hash: &str) -> Self {
        let rest = hash.strip_prefix('#').unwrap_or(hash);
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let mut steps = path.splitn(3, '/').map(|step| unescape(step.trim_end_matches('/')));
        let mut name = || steps.next().flatten().filter(|name| !name.is_empty());
        match name().as_deref() {
            None if path.is_empty() => Self::Home,
            Some("learn") => Self::Learn(Spot {
                chapter: name().map(Name::from),
                task: name().map(Name::from),
                moment: Moment::read(query),
            }),
            Some("lab") if query.is_empty() => Self::Lab(None),
            Some("lab") => Self::Lab(Some(Link::read(query))),
            Some("cheat-sheet") => Self::Page(Page::CheatSheet),
            _ => Self::Nowhere,
        }
    }
}

impl Spot {
    /// The address that leads there.
    pub fn write(&self) -> String {
        let steps = [&self.chapter, &self.task].into_iter().flatten();
        let path: Vec<String> = steps.map(|step| format!("/{}", escape(step))).collect();
        let query = self.moment.as_ref().map(Moment::write).unwrap_or_default();
        format!("{}{}{query}", Page::Learn.address(), path.concat())
    }
}

impl Moment {
    /// The moment of this run.
    pub fn of(timeline: &Timeline, from: usize, at: Position) -> Self {
        Self { from, acts: given(timeline), at, is_broken: false }
    }

    fn read(query: &str) -> Option<Self> {
        let (mut moment, mut known) = (Self::default(), true);
        for (key, value) in pairs(query) {
            match key {
                "from" => known &= set(&mut moment.from, value.parse().ok()),
                "do" => known &= acts(value, &mut moment.acts),
                "at" => known &= set(&mut moment.at, position(value)),
                _ => {}
            }
        }
        moment.is_broken = !known;
        (moment != Self::default()).then_some(moment)
    }

    fn write(&self) -> String {
        let from = (self.from > 0).then(|| format!("from={}", self.from));
        let pairs = [from, write_acts(&self.acts), write_position(self.at)];
        let pairs: Vec<String> = pairs.into_iter().flatten().collect();
        if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::{Kind, ObjectRef};
    use crate::cluster::Command;

    #[test]
    fn an_address_leads_to_a_page() {
        for hash in ["", "#", "#/"] {
            assert_eq!(Route::parse(hash), Route::Home, "{hash}");
        }
        assert_eq!(Route::parse("#/lab"), Route::Lab(None));
        assert!(matches!(Route::parse("#/lab?seed=2"), Route::Lab(Some(Link { seed: 2, .. }))));
        assert_eq!(Route::parse("#/cheat-sheet"), Route::Page(Page::CheatSheet));
        for hash in ["#/nowhere", "#main", "#//", "#/%zz", "#/laboratory"] {
            assert_eq!(Route::parse(hash), Route::Nowhere, "{hash}");
        }
    }

    #[test]
    fn a_spot_comes_back_as_it_was() {
        let restart = Command::Restart(ObjectRef::new(Kind::Deployment, "web"));
        let at = Position { frame: 9, writes: Some(2) };
        let moment =
            Moment { from: 3, acts: vec![(4, Act::Command(restart))], at, is_broken: false };
        let named = |chapter: &str, task: Option<&str>| Spot {
            chapter: Some(chapter.into()),
            task: task.map(Name::from),
            moment: None,
        };
        for spot in [
            Spot::default(),
            named("scale-up", None),
            named("names", Some("a task/of ours")),
            Spot { moment: Some(moment), ..named("names", Some("delete")) },
        ] {
            let text = spot.write();
            assert_eq!(Route::parse(&text), Route::Learn(spot), "{text}");
        }
        assert_eq!(Route::parse("#/learn/names/"), Route::Learn(named("names", None)));
        assert_eq!(named("names", Some("delete")).write(), "#/learn/names/delete");
    }
}
