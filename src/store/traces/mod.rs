//! Spans, the traces they make, and what conversations are made of them.

pub mod chains;
pub mod erase;
pub mod link;
pub mod queue;
pub mod read;
pub mod spans;
pub mod turns;
pub mod walk;
