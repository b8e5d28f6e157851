//! What components give each other and the page: shared values, names, shares of a whole.

use crate::api::{Name, ObjectRef};
use std::ops::Deref;
use std::rc::Rc;
use yew::AttrValue;

/// A name as Yew takes it, shared and not copied.
pub fn text(name: &Name) -> AttrValue {
    AttrValue::Rc(name.clone())
}

/// An object in `data-ref`: whatever shows it is lit when something points at it.
pub fn token(object: &ObjectRef) -> String {
    format!("{}/{}", object.kind.as_str().to_ascii_lowercase(), object.name)
}

/// A share of a whole as CSS takes it, `0` to `1`, to four places. Reckoned in whole numbers: what
/// prints floating ones would be the larger download.
pub fn share(part: usize, whole: usize) -> String {
    const PLACES: usize = 10_000;
    let parts = part * PLACES / whole.max(1);
    format!("{}.{:04}", parts / PLACES, parts % PLACES)
}

/// A shared value that compares by identity, so that comparing costs nothing however big it is.
pub struct Shared<T>(pub Rc<T>);

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}
