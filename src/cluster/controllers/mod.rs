//! The three controllers that make Pods.

pub mod adoption;
pub mod deployment;
pub mod replica_set;
pub mod slow_start;
pub mod stateful_set;
