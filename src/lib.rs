//! Kubernetes' Deployment and StatefulSet control loops as a deterministic value, and the page that
//! shows them.
//!
//! The layers only look downwards: `ui` → `app` → `lessons` → `scene` → `timeline` → `manifest` →
//! `cluster` → `api` → `value` → `collections`. Everything but `ui` is pure and builds without the
//! feature of that name.

pub mod api;
pub mod app;
pub mod cluster;
pub mod collections;
pub mod kubectl;
pub mod language;
pub mod lessons;
pub mod manifest;
pub mod scene;
pub mod timeline;
#[cfg(feature = "ui")]
pub mod ui;
pub mod value;
pub mod words;
