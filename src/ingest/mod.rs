//! Where machines report: readers of each wire make [`raw::RawSpan`]s, and [`meaning`] understands them all by one table.
//!
//! # Adding a wire
//! A folder with a reader from bytes to a [`raw::Report`]; its paths and its answer are in `http::ingest`. What its
//! attributes are called goes into the table of [`meaning`], whatever wire they came by.

mod bag;
#[cfg(test)]
mod hostile;
pub mod inflate;
mod json;
pub mod meaning;
pub mod otlp;
pub mod raw;
pub mod sentry;
