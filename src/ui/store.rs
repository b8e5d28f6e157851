//! The one store: the state as it was when this render began, and the way to change it.

use super::shared::Shared;
use crate::app::{Action, AppState, update};
use std::rc::Rc;
use yew::prelude::*;

/// What panels get from [`use_store`].
#[derive(Clone, PartialEq)]
pub struct Store {
    /// The state.
    pub state: Shared<AppState>,
    dispatcher: UseReducerDispatcher<Model>,
}

/// The state as Yew keeps it.
#[derive(Clone)]
pub struct Model(Rc<AppState>);

impl Reducible for Model {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut state = (*self.0).clone();
        update(&mut state, action);
        Rc::new(Self(Rc::new(state)))
    }
}

impl Store {
    /// Does one thing.
    pub fn dispatch(&self, action: Action) {
        self.dispatcher.dispatch(action);
    }

    /// A callback that does one thing, made from what it is called with.
    pub fn callback<T>(&self, action: impl Fn(T) -> Action + 'static) -> Callback<T> {
        let dispatcher = self.dispatcher.clone();
        Callback::from(move |it| dispatcher.dispatch(action(it)))
    }

    /// A callback for something pressed that always means the same.
    pub fn on(&self, action: Action) -> Callback<MouseEvent> {
        self.callback(move |_| action.clone())
    }
}

/// Makes the store; only the root does.
#[hook]
pub fn use_new_store(first: impl FnOnce() -> Rc<AppState>) -> Store {
    let handle = use_reducer(|| Model(first()));
    Store { state: Shared(handle.0.clone()), dispatcher: handle.dispatcher() }
}

/// A callback that does one thing, and stays the same from render to render: what gets it is not
/// drawn anew because of it.
#[hook]
pub fn use_action<T: 'static>(store: &Store, action: fn(T) -> Action) -> Callback<T> {
    use_callback(store.dispatcher.clone(), move |it, dispatcher| dispatcher.dispatch(action(it)))
}

/// The store, for panels.
#[hook]
pub fn use_store() -> Store {
    use_context::<Store>().expect("the root provides the store")
}
