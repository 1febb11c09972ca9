//! What a project is charged by, beside the table that is shipped: the platform's rates and prices of its own.

pub mod fees;
pub mod messages;
pub mod models;
pub mod rates;
pub mod repriced;
pub mod repricings;
