//! The command line, one file for each subcommand.

mod doctor;
mod files;
mod invite;
mod key;
mod migrate;
mod openapi;
mod serve;
mod simulate;
mod welcome;

use std::path::Path;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::Config;
use crate::database::default_data_dir;
use crate::telemetry;

/// Records what customers say to your assistants, durably, over Postgres alone.
#[derive(Parser)]
#[command(name = "verbatim", version, propagate_version = true, after_help = SETTINGS)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

/// At the foot of `verbatim --help`.
const SETTINGS: &str = "\
Settings come from the file named in VERBATIM_CONFIG and from the environment, the latter wins:
  VERBATIM_LISTEN         where to listen                     (127.0.0.1:8080)
  VERBATIM_DATA_DIR       Postgres, sealing key, files        (./data)
  DATABASE_URL            a Postgres of your own, 15 or later (one in the data directory)
  VERBATIM_BOOTSTRAP_KEY  a first admin key for automation    (one is made and printed once)
Every other setting is VERBATIM__SECTION__KEY; config/default.toml shows them all with their defaults.";

#[derive(Subcommand)]
enum Command {
    /// Run the server, with a Postgres of its own unless `DATABASE_URL` is set.
    ///
    /// The first start makes a demo project and prints a key once. SIGTERM and Ctrl-C finish what was accepted and
    /// end within some 10 seconds; a second signal ends at once. Nothing acknowledged is lost either way.
    Serve,
    /// Bring the database's schema up to date and end; `serve` does the same at its start.
    Migrate,
    /// Make keys for the API.
    #[command(subcommand)]
    Key(key::Command),
    /// Make a link that lets somebody in to the console: a new person, or one who forgot their password.
    Invite(invite::Invite),
    /// Send believable traffic, to look at, to load with, to show.
    #[command(subcommand)]
    Simulate(simulate::Command),
    /// Check settings, database, clock, secrets and addresses, and say what to mend.
    ///
    /// Prints a line for each check, beginning with ok, warn or fail; ends with 1 when one failed.
    Doctor,
    /// Print the OpenAPI document of the admin API, as `/openapi.json` serves it.
    Openapi,
}

/// Reads the command line and runs what it asks for.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    // Only a second call could fail, and there is none.
    rustls::crypto::ring::default_provider().install_default().ok();
    match run(arguments.command) {
        Ok(code) => code,
        Err(error) => {
            #[expect(clippy::print_stderr, reason = "the one line that says why the program stops")]
            {
                eprintln!("verbatim: {error:#}");
            }
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<ExitCode> {
    let command = match command {
        Command::Openapi => return openapi::run(),
        Command::Doctor => return Ok(runtime()?.block_on(doctor::run(settled()))),
        other => other,
    };
    let config = settled()?;
    telemetry::install_logs(&config.log)?;
    runtime()?.block_on(async {
        match command {
            Command::Serve => serve::run(config).await,
            Command::Migrate => migrate::run(&config).await,
            Command::Key(command) => key::run(&config, command).await,
            Command::Invite(wanted) => invite::run(&config, wanted).await,
            Command::Simulate(command) => simulate::run(&config, command).await,
            Command::Doctor | Command::Openapi => Ok(()),
        }
    })?;
    Ok(ExitCode::SUCCESS)
}

fn runtime() -> std::io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()
}

/// The settings, with a data directory that the user who runs Postgres can enter where nobody chose another.
fn settled() -> Result<Config, crate::config::ConfigError> {
    let mut config = Config::load()?;
    if config.database_url.is_empty() && config.data_dir == Path::new("./data") {
        let user = &config.database.pg_user;
        config.data_dir = default_data_dir(&config.data_dir, (!user.is_empty()).then_some(user));
    }
    Ok(config)
}

/// What a command is asked to say, on standard output.
#[expect(clippy::print_stdout, reason = "the answer to a command")]
fn say(text: &str) {
    println!("{text}");
}
