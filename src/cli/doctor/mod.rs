//! `verbatim doctor`: what keeps this installation from running well, and how to mend it.

mod database;
mod host;
mod secrets;

use std::fmt;
use std::process::ExitCode;

use super::say;
use crate::app::Clock;
use crate::config::{Config, ConfigError};

/// One line of the report.
struct Finding {
    level: Level,
    what: String,
    /// Empty when all is well.
    mend: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    Ok,
    /// Works, but not as it should in production.
    Warn,
    Fail,
}

impl Finding {
    fn ok(what: impl Into<String>) -> Self {
        Self { level: Level::Ok, what: what.into(), mend: String::new() }
    }

    fn warn(what: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { level: Level::Warn, what: what.into(), mend: mend.into() }
    }

    fn fail(what: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { level: Level::Fail, what: what.into(), mend: mend.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let level = match self.level {
            Level::Ok => "ok",
            Level::Warn => "warn",
            Level::Fail => "fail",
        };
        write!(f, "{level}: {}", self.what)?;
        if self.mend.is_empty() { Ok(()) } else { write!(f, " — {}", self.mend) }
    }
}

/// Prints each finding as soon as it is there; fails when one failed.
pub(super) async fn run(config: Result<Config, ConfigError>) -> ExitCode {
    let config = match config {
        Ok(config) => config,
        Err(error) => {
            say(&Finding::fail(error.to_string(), "correct it; config/default.toml shows every setting").to_string());
            return ExitCode::FAILURE;
        }
    };
    let mut failed = false;
    let mut report = |findings: Vec<Finding>| {
        for finding in findings {
            failed |= finding.level == Level::Fail;
            say(&finding.to_string());
        }
    };
    report(vec![Finding::ok("every setting is known and in range")]);
    report(host::data_dir(&config));
    report(database::check(&config, &Clock::system()).await);
    report(host::listen(&config).await);
    report(host::addresses(&config).await);
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
