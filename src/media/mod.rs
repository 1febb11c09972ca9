//! Files of messages: kept in a store of files, fetched from the platforms, and removed with their conversations.

mod arriving;
pub mod fetch;
pub mod files;
pub mod uploads;
