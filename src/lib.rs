//! Verbatim records what customers say to assistants, durably, over Postgres alone.
//!
//! Read `docs/architecture.md` for the floors; in short: adapters turn bytes into [`domain::event::Event`]s,
//! the recorder writes them in batches, and what must follow is a row written in the same transaction.

pub mod accounts;
pub mod app;
pub mod assistant;
pub mod channels;
pub mod cli;
pub mod config;
pub mod database;
pub mod delivery;
pub mod domain;
pub mod erasure;
pub mod feed;
pub mod http;
pub mod ingest;
pub mod jobs;
pub mod media;
pub mod notify;
pub mod outbound;
pub mod pacing;
pub mod password;
pub mod recorder;
pub mod seal;
pub mod seed;
pub mod settling;
pub mod shutdown;
pub mod signing;
pub mod start;
pub mod store;
pub mod telemetry;
pub mod work;
