//! Messages, their delivery statuses and what the platform bills for them.

pub mod amend;
pub mod recent;
pub mod record;
pub mod sent;
pub mod statuses;
