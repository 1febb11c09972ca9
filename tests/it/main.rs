//! The one integration binary: one link, one throwaway cluster.

mod database;
mod recorder;
mod support;
