//! Conversations: begun once for each thread, brought up to date with every message, merged when two turn out to be
//! one person's.

pub mod begin;
pub mod change;
pub mod control;
pub mod many;
pub mod merge;
pub mod passing;
pub mod session;
pub mod settle;
