//! The command line, one file for each subcommand.

mod serve;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::Config;

/// Records what customers say to your assistants, durably, over Postgres alone.
#[derive(Parser)]
#[command(name = "verbatim", version, propagate_version = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run the server, with a Postgres of its own unless `DATABASE_URL` is set.
    Serve,
}

/// Reads the command line and runs what it asks for.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let result = Config::load().map_err(anyhow::Error::from).and_then(|config| {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        runtime.block_on(async {
            match arguments.command {
                Command::Serve => serve::run(config).await,
            }
        })
    });
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            #[expect(clippy::print_stderr, reason = "the one line that says why the program stops")]
            {
                eprintln!("verbatim: {error:#}");
            }
            ExitCode::FAILURE
        }
    }
}
