//! Ground floor: the words everything else speaks; pure, no I/O, no clock, no log.

pub mod account;
pub mod badge;
pub mod conversation;
pub mod customer;
pub mod document;
pub mod event;
pub mod filter;
pub mod id;
pub mod inbound;
pub mod json;
pub mod message;
pub mod money;
pub mod outgoing;
pub mod page;
pub mod price;
pub mod price_table;
pub mod search;
pub mod spreadsheet;
pub mod status;
pub mod template;
pub mod text;
pub mod tokens;
pub mod transcript;
pub mod usage;
pub mod variable;
pub mod window;
