//! The one integration binary: one link, one throwaway cluster.

#![expect(clippy::unwrap_used, reason = "a test fails where it cannot go on")]

mod administration;
mod answers;
mod api_conversations;
mod architecture;
mod cli;
mod cost;
mod crash;
mod database;
mod deliveries;
mod erasure;
mod import_costs;
mod intake;
mod jobs;
mod media;
mod operators;
mod outbound;
mod parsers;
mod people;
mod reading;
mod recorder;
mod schema;
mod sdk;
mod seed;
mod server;
mod supply;
mod support;
mod test_chat;
mod traces;
mod webhooks;
mod widget;
mod window;
