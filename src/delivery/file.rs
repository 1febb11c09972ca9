//! Hands the file of a message over to the platform, which gives it an id that the message then names.
//!
//! Meanwhile the message is not being sent: its place in the outbox says `due` with the time at which it may be claimed
//! anew, so that a node that dies now leaves nothing in doubt. A file that the platform has twice harms nobody.

use std::time::Duration;

use reqwest::Method;
use reqwest::multipart::{Form, Part};
use uuid::Uuid;

use super::{ANSWER, LEASE};
use crate::app::App;
use crate::channels::Channel;
use crate::domain::account::Account;
use crate::domain::attachment::safe_name;
use crate::domain::outgoing::{File, Verdict};
use crate::media::files::{FileError, Key};
use crate::outbound::OutboundError;
use crate::store::attachments::shown::{self, Row};
use crate::store::outbox::{self, Due};

/// Longest time for a small file.
const PATIENCE: Duration = Duration::from_secs(30);

/// Bytes that give a file a second more: some 2 Mbit a second.
const SECOND: u64 = 256 << 10;

/// The wait after a time that failed without a word of the platform.
const PAUSE: Duration = Duration::from_secs(10);

/// The platform's id of a file, or what is to be noted in its place; nothing when the claim was lost meanwhile.
pub(super) async fn hand_over(
    app: &App,
    due: &Due,
    channel: &dyn Channel,
    account: &Account,
    file: Uuid,
) -> sqlx::Result<Option<Result<String, Verdict>>> {
    let mut conn = app.lookups.acquire().await?;
    let row = shown::find(&mut conn, due.project_id, file).await?;
    let here = row.filter(|row| row.conversation_id == due.conversation_id && row.state == "stored");
    let Some(row) = here else { return Ok(Some(Err(gone()))) };
    let size = row.size.and_then(|size| u64::try_from(size).ok()).unwrap_or_default();
    let patience = PATIENCE + Duration::from_secs(size / SECOND);
    if !outbox::put_aside(&mut conn, due, app.now() + patience + LEASE).await? {
        return Ok(None);
    }
    drop(conn);
    let handed = upload(app, due, channel, account, (row, size), patience).await;
    metrics::counter!("verbatim_files_handed_over_total", "outcome" => if handed.is_ok() { "accepted" } else { "not" })
        .increment(1);
    let mut conn = app.lookups.acquire().await?;
    Ok(outbox::take_up(&mut conn, due, app.now() + LEASE).await?.then_some(handed))
}

fn gone() -> Verdict {
    Verdict::Refused { error: "the file of the message is not here any more".to_owned() }
}

async fn upload(
    app: &App,
    due: &Due,
    channel: &dyn Channel,
    account: &Account,
    (row, size): (Row, u64),
    patience: Duration,
) -> Result<String, Verdict> {
    let refused = |error: &str| Verdict::Refused { error: error.to_owned() };
    let file = File { media_type: row.media_type.unwrap_or_default() };
    let call = channel.upload(account, &file).map_err(refused)?;
    let stored = app.files.read(Key { project: due.project_id, attachment: row.id }).await;
    let bytes = stored.map_err(|error| match error {
        FileError::Missing => gone(),
        error => {
            tracing::warn!(error = %error, "A file that is to be sent cannot be read; it is tried again.");
            Verdict::Later { error: "the store of files failed".to_owned(), after: PAUSE }
        }
    })?;
    // The platform shows it to the customer and goes by its ending, which only some senders give.
    let name = row.name.as_deref().and_then(safe_name).unwrap_or_else(|| row.id.to_string());
    let part = Part::stream_with_length(reqwest::Body::wrap_stream(bytes), size).file_name(name);
    let part = part.mime_str(call.media_type).map_err(|_| refused("the type of the file is none"))?;
    let form = call.fields.into_iter().fold(Form::new(), |form, (name, value)| form.text(name, value));
    let request = app.outbound.request(Method::POST, &call.url).map_err(|error| refused(&error.to_string()))?;
    let request = request.bearer_auth(call.token.expose()).multipart(form.part(call.part, part));
    let exchange = async {
        let mut answer = app.outbound.send_within(request, ANSWER, patience).await?;
        let status = answer.status().as_u16();
        Ok::<_, OutboundError>((status, answer.beginning(ANSWER).await))
    };
    let outcome = tokio::time::timeout(patience, exchange).await.unwrap_or(Err(OutboundError::TimedOut));
    match outcome {
        Ok((status, body)) => channel.uploaded(status, &body, due.tries.unsigned_abs().saturating_sub(1)),
        Err(error @ (OutboundError::Private | OutboundError::NotHttp)) => Err(refused(&error.to_string())),
        Err(error) => Err(Verdict::Later { error: error.to_string(), after: PAUSE }),
    }
}
