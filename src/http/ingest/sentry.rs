//! Sentry's envelopes. A client sends nothing twice: what is refused is lost, so that nothing is refused but what
//! cannot be read.

use std::fmt;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Method};
use serde::{Deserialize, Serialize};
use tower_http::cors::{Any, CorsLayer};

use super::admission::admit;
use super::otlp::unreadable;
use super::{Reporter, record, sdk};
use crate::app::App;
use crate::domain::text;
use crate::http::error::Error;
use crate::http::extract::Body;
use crate::ingest::sentry;

/// The dialect's name in the database.
pub const SOURCE: &str = "sentry";

/// What a client is told; none reads it.
#[derive(Debug, Serialize)]
pub struct Taken {
    id: String,
}

/// What the first line of an envelope says of its sender.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Head {
    event_id: Option<String>,
    sdk: Option<Sdk>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Sdk {
    name: String,
    version: String,
}

impl Head {
    fn of(envelope: &[u8]) -> Self {
        let line = envelope.split(|byte| *byte == b'\n').next().unwrap_or_default();
        serde_json::from_slice(line).unwrap_or_default()
    }
}

impl fmt::Display for Sdk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", text::clean(&self.name), text::clean(&self.version))
    }
}

/// Records the spans of an envelope.
pub async fn envelope(
    State(app): State<App>,
    Path(number): Path<String>,
    reporter: Reporter,
    headers: HeaderMap,
    Body(body): Body,
) -> Result<Json<Taken>, Error> {
    if number.parse() != Ok(reporter.number) {
        return Err(Error::Forbidden(format!(
            "This key is not one of project {number}; take the whole DSN from the page that shows it."
        )));
    }
    let body = admit(&app, &headers, body).await?;
    let (report, head) = body.read(|body| (sentry::envelope(body), Head::of(body))).await?;
    let report = report.map_err(unreadable)?;
    let id = head.event_id.unwrap_or_else(|| app.id().simple().to_string());
    let named = head.sdk.map_or_else(|| sdk(&headers), |sdk| text::cut(&sdk.to_string(), 100).to_owned());
    record(&app, &reporter, SOURCE, named, report).await?;
    Ok(Json(Taken { id }))
}

/// Pages of any site may report, as Sentry's clients in browsers do: the key opens nothing else.
pub(super) fn cross_origin() -> CorsLayer {
    CorsLayer::new().allow_origin(Any).allow_methods([Method::POST]).allow_headers(Any)
}
