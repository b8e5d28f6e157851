//! What the parts of the stage can ask for.

use crate::api::ObjectRef;
use crate::cluster::Command;
use web_sys::Element;
use yew::prelude::*;

/// What the parts of the stage can ask for, and what the person looks at.
#[derive(Clone, PartialEq)]
pub struct Hands {
    /// Something is asked of the cluster.
    pub command: Callback<Command>,
    /// The menu of an object is to be opened at this element.
    pub open: Callback<(ObjectRef, Element)>,
    /// An object is to be looked at closely.
    pub look: Callback<Option<ObjectRef>>,
    /// The object that is looked at closely.
    pub focus: Option<ObjectRef>,
}

impl Hands {
    /// Whether that object is looked at closely.
    pub fn is_on(&self, object: &ObjectRef) -> bool {
        self.focus.as_ref() == Some(object)
    }

    /// Opens the menu of that object at the element that was pressed.
    pub fn opener(&self, object: ObjectRef) -> Callback<MouseEvent> {
        let open = self.open.clone();
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            let pressed = event.target_dyn_into::<Element>();
            let button = pressed.and_then(|it| it.closest("button").ok().flatten());
            if let Some(button) = button {
                open.emit((object.clone(), button));
            }
        })
    }
}
