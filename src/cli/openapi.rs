//! `verbatim openapi`: the document without a running server.

use std::process::ExitCode;

use super::say;
use crate::http::router;

pub(super) fn run() -> anyhow::Result<ExitCode> {
    say(&router::document().to_pretty_json()?);
    Ok(ExitCode::SUCCESS)
}
