//! `make bench`: what the program does beside what Postgres alone does, in one run on a cluster of its own.
//!
//! Ratios within the run and processor time for each message are what to compare; absolute times swing with the
//! machine.

mod answers;
mod cluster;
mod intake;
mod load;
mod process;
mod scale;
mod table;

use std::path::PathBuf;

/// How long and how large; smaller for a quick look: `make bench QUICK=1`.
struct Extent {
    seconds: f64,
    repetitions: usize,
    conversations: Vec<u64>,
}

fn main() -> anyhow::Result<()> {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let quick = std::env::var_os("QUICK").is_some();
    let extent = if quick {
        Extent { seconds: 2.0, repetitions: 2, conversations: vec![10_000, 50_000] }
    } else {
        Extent { seconds: 5.0, repetitions: 5, conversations: vec![10_000, 1_000_000] }
    };
    let binary = PathBuf::from(env!("CARGO_BIN_EXE_verbatim"));
    let only = std::env::var("ONLY").unwrap_or_default();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let cluster = cluster::Cluster::start().await?;
        if only.is_empty() || only == "intake" {
            intake::run(&cluster, &binary, &extent).await?;
        }
        if only.is_empty() || only == "answers" {
            answers::run(&cluster, &binary, &extent).await?;
        }
        if only.is_empty() || only == "scale" {
            scale::run(&cluster, &binary, &extent).await?;
        }
        cluster.stop().await;
        Ok(())
    })
}
