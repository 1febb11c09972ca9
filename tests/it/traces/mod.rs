//! Traces over HTTP: what programs report becomes conversations, whatever the order in which it comes.

mod chains;
mod doors;
mod joining;
mod langwatch;
mod meaning;
mod reading;
mod searching;
mod sentry;
mod telling;
