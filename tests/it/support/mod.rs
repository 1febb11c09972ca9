//! What the tests stand on.

pub mod app;
pub mod cluster;
pub mod facts;
pub mod said;
