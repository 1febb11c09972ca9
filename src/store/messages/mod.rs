//! Messages, their delivery statuses and what the platform bills for them.

pub mod record;
pub mod statuses;
