//! Where platforms deliver: `GET` is the handshake, `POST` a delivery that is acknowledged after its commit.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::error::Error;
use super::extract::Body;
use crate::app::App;
use crate::channels;
use crate::domain::inbound::{Inbound, Rejected};
use crate::recorder::{Delivery, Intake, RecordError};

/// Answers the platform's question whether we are we.
pub async fn handshake(
    State(app): State<App>,
    Path(name): Path<String>,
    axum::extract::RawQuery(query): axum::extract::RawQuery,
) -> Result<Response, Error> {
    let channel = channels::find(&name).ok_or(Error::NotFound("channel"))?;
    let query: Vec<(String, String)> =
        url::form_urlencoded::parse(query.unwrap_or_default().as_bytes()).into_owned().collect();
    let echo = channel
        .handshake(&query, &app.accounts.of(channel.name()))
        .ok_or_else(|| Error::Forbidden("The verify token is not that of any channel.".to_owned()))?;
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], echo).into_response())
}

/// Keeps a delivery and everything it says; 200 means that it is committed.
pub async fn receive(
    State(app): State<App>,
    Path(name): Path<String>,
    headers: HeaderMap,
    Body(body): Body,
) -> Result<StatusCode, Error> {
    let channel = channels::find(&name).ok_or(Error::NotFound("channel"))?;
    let received_at = app.now();
    let mut signatures = headers.get_all("x-hub-signature-256").iter();
    let signature = match (signatures.next(), signatures.next()) {
        (Some(only), None) => Some(only.as_bytes().to_vec()),
        _ => None,
    };
    let inbound = Inbound { signature, body, received_at };
    let verified = channel.verify(inbound, &app.accounts.of(channel.name())).map_err(|rejected| {
        let outcome = match rejected {
            Rejected::Unsigned => "unsigned",
            Rejected::NotJson => "not_json",
        };
        count(channel.name(), outcome);
        match rejected {
            Rejected::Unsigned => Error::Unauthorised,
            Rejected::NotJson => Error::field("body", "is not JSON; send the JSON document that was signed"),
        }
    })?;
    for intake in intakes(channel, &verified) {
        match app.recorder.record(intake).await {
            Ok(_) => count(channel.name(), "recorded"),
            // The delivery is kept as rejected with its reason; sending it again would not help.
            Err(RecordError::Refused(_)) => count(channel.name(), "rejected"),
            Err(error) => {
                count(channel.name(), "deferred");
                return Err(error.into());
            }
        }
    }
    Ok(StatusCode::OK)
}

/// What a verified delivery asks to be recorded, one intake for each project it speaks to.
#[must_use]
pub fn intakes(channel: &dyn channels::Channel, verified: &crate::domain::inbound::Verified) -> Vec<Intake> {
    let parsed = channel.parse(verified);
    let mut notes = Some(parsed.notes);
    let mut intakes: Vec<Intake> = parsed
        .parts
        .into_iter()
        .map(|part| Intake {
            project: part.project,
            delivery: Some(Delivery {
                channel: channel.name(),
                body: part.body,
                notes: notes.take().unwrap_or_default(),
            }),
            events: part.events,
            received_at: verified.received_at(),
        })
        .collect();
    // Signed, but about nothing of ours: kept with the first account that the secret belongs to.
    if let (true, Some(account)) = (intakes.is_empty(), verified.accounts().first()) {
        intakes.push(Intake {
            project: account.project,
            delivery: Some(Delivery {
                channel: channel.name(),
                body: verified.body().clone(),
                notes: notes.take().unwrap_or_default(),
            }),
            events: Vec::new(),
            received_at: verified.received_at(),
        });
    }
    intakes
}

fn count(channel: &'static str, outcome: &'static str) {
    metrics::counter!("verbatim_intake_total", "source" => channel, "outcome" => outcome).increment(1);
}
