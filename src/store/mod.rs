//! All SQL and nothing but SQL: free functions on a connection; the caller owns the transaction and the time.

pub mod audit;
pub mod channels;
pub mod conversations;
pub mod customers;
pub mod deliveries;
pub mod demo;
pub mod keys;
pub mod listing;
pub mod messages;
pub mod notices;
pub mod projects;
pub mod server;
