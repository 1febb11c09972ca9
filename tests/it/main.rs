//! The one integration binary: one link, one throwaway cluster.

mod database;
mod support;
