//! The one integration binary: one link, one throwaway cluster.

#![expect(clippy::unwrap_used, reason = "a test fails where it cannot go on")]

mod architecture;
mod cli;
mod crash;
mod database;
mod intake;
mod jobs;
mod parsers;
mod recorder;
mod schema;
mod seed;
mod server;
mod support;
mod window;
