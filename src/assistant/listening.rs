//! What customers say in sound, written down beside the file by the model with which their assistant hears, and told to
//! the assistant as if they had written it.

use std::time::Duration;

use bytes::BytesMut;
use futures::TryStreamExt as _;
use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{AssistantError, speech};
use crate::app::App;
use crate::domain::id::ChannelId;
use crate::domain::text;
use crate::media::files::Key;
use crate::store;
use crate::store::assistants::Assistant;
use crate::store::attachments::derived::{self, Due};
use crate::store::messages::recent::{self, Row};

/// Recordings under way at once on one node; each is whole in memory.
const AT_ONCE: usize = 4;

/// Most bytes of a recording: what the common APIs take.
const LARGEST: usize = 25 << 20;

/// Longest that a model may take.
const PATIENCE: Duration = Duration::from_mins(2);

/// After this time without a word a node that is at it is taken for dead.
const LEASE: Duration = Duration::from_mins(3);

/// How often a model is asked where it fails for a reason that passes.
const TRIES: i32 = 4;

/// The wait before the second try; each further one is four times as long.
const PAUSE: Duration = Duration::from_secs(2);

/// How long an answer waits for what was said: some voice notes take ten seconds to be fetched and heard, and somebody who
/// is told nothing for longer than this takes nobody to be there.
const WORTH: Duration = Duration::from_secs(15);

/// Why there is no text.
enum Fault {
    /// There may be one later.
    Passing(String),
    /// There never will.
    Lasting(String),
}

impl From<AssistantError> for Fault {
    fn from(error: AssistantError) -> Self {
        if error.passes() { Self::Passing(error.to_string()) } else { Self::Lasting(error.to_string()) }
    }
}

/// Works until the program is asked to stop.
pub async fn run(app: &App) {
    crate::work::run(app, AT_ONCE, |app, most| async move { claim(&app, most).await }, serve).await;
}

/// Claims up to `most` recordings that are due.
///
/// # Errors
/// When the database does not answer.
pub async fn claim(app: &App, most: i64) -> sqlx::Result<Vec<Due>> {
    let now = app.now();
    derived::claim(&mut *app.lookups.acquire().await?, now, now + LEASE, most).await
}

/// Writes one recording down and notes what became of it.
pub async fn serve(app: App, due: Due) {
    if let Err(error) = settle(&app, &due).await {
        // The claim lapses, and it is tried again.
        tracing::warn!(attachment.id = %due.id, error = format!("{error:#}"), "What was said in a recording was not kept.");
    }
}

async fn settle(app: &App, due: &Due) -> sqlx::Result<()> {
    let assistant = listener(app, due).await?;
    let model = assistant.as_ref().and_then(hears);
    let Some((assistant, model)) = assistant.as_ref().zip(model) else {
        return derived::skip(&mut *app.lookups.acquire().await?, due).await;
    };
    let heard = tokio::time::timeout(PATIENCE, hear(app, due, assistant)).await;
    let heard = heard.unwrap_or_else(|_| Err(Fault::Passing("the model took too long".to_owned())));
    metrics::counter!("verbatim_transcripts_total", "outcome" => if heard.is_ok() { "kept" } else { "failed" })
        .increment(1);
    let mut conn = app.lookups.acquire().await?;
    let (error, passes) = match heard {
        Ok(said) => return derived::keep(&mut conn, due, &text::clean(said.trim()), model).await,
        Err(Fault::Passing(error)) => (error, due.tries < TRIES),
        Err(Fault::Lasting(error)) => (error, false),
    };
    let pause = PAUSE * 4_u32.pow(due.tries.clamp(1, TRIES).unsigned_abs() - 1);
    derived::fail(&mut conn, due, &error, model, passes.then(|| app.now() + pause)).await
}

/// The assistant that answers in the conversation.
async fn listener(app: &App, due: &Due) -> sqlx::Result<Option<Assistant>> {
    let mut conn = app.lookups.acquire().await?;
    let control = store::conversations::control::find(&mut conn, due.project_id, due.conversation_id).await?;
    let of_channel = |channel| app.accounts.find(ChannelId(channel))?.assistant.map(|assistant| assistant.0);
    let id = control.and_then(|control| control.assistant_id.or_else(|| control.channel_id.and_then(of_channel)));
    let Some(id) = id else { return Ok(None) };
    let found = store::assistants::find(&mut conn, due.project_id, id).await?;
    Ok(found.filter(|assistant| assistant.is_enabled))
}

/// The model with which an assistant hears.
fn hears(assistant: &Assistant) -> Option<&str> {
    assistant.settings.speech.as_ref()?.transcription_model.as_deref()
}

async fn hear(app: &App, due: &Due, assistant: &Assistant) -> Result<String, Fault> {
    let lasting = |why: &str| Fault::Lasting(why.to_owned());
    let container = due.media_type.as_deref().and_then(container);
    let container = container.ok_or_else(|| lasting("sound of this type cannot be turned into text"))?;
    if due.size.and_then(|size| usize::try_from(size).ok()).is_none_or(|size| size > LARGEST) {
        return Err(Fault::Lasting(format!("the recording is larger than {} MB", LARGEST >> 20)));
    }
    let stored = |error: &dyn std::fmt::Display| {
        tracing::warn!(error = %error, "A recording cannot be read; it is tried again.");
        Fault::Passing("the store of files failed".to_owned())
    };
    let bytes = app.files.read(Key { project: due.project_id, attachment: due.id }).await;
    let bytes = bytes.map_err(|error| stored(&error))?;
    let whole = bytes.try_fold(BytesMut::new(), |mut whole, bytes| async move {
        whole.extend_from_slice(&bytes);
        Ok(whole)
    });
    let whole = whole.await.map_err(|error| stored(&error))?.freeze();
    let said = speech::transcribe(app, assistant, whole, container).await?;
    said.ok_or_else(|| lasting("the assistant's provider does not hear"))
}

/// The container of a recording, by its type as its content tells it.
fn container(told: &str) -> Option<&'static str> {
    speech::container(match told {
        "audio/opus" => "audio/ogg",
        "audio/m4a" => "audio/mp4",
        "audio/x-wav" => "audio/wav",
        "audio/x-flac" => "audio/flac",
        told => told,
    })
}

/// Whether an assistant's answer is to wait, since what was said in a recording may become known in a moment.
pub(super) async fn is_awaited(
    app: &App,
    assistant: &Assistant,
    project: Uuid,
    conversation: Uuid,
) -> sqlx::Result<bool> {
    if hears(assistant).is_none() {
        return Ok(false);
    }
    derived::is_awaited(&mut *app.lookups.acquire().await?, project, conversation, app.now() - WORTH).await
}

/// The newest messages as an assistant knows them: a recording by what is said in it.
pub(super) async fn newest(
    conn: &mut PgConnection,
    project: Uuid,
    conversation: Uuid,
    until: Option<(OffsetDateTime, Uuid)>,
    most: i64,
) -> sqlx::Result<Vec<Row>> {
    let mut rows = recent::list(conn, project, conversation, until, most).await?;
    let sounds: Vec<Uuid> = rows.iter().filter(|row| row.kind == "audio").map(|row| row.id).collect();
    if sounds.is_empty() {
        return Ok(rows);
    }
    for (message, said) in derived::texts(conn, project, &sounds).await? {
        if let Some(row) = rows.iter_mut().find(|row| row.id == message) {
            if !row.body.is_empty() {
                row.body.push('\n');
            }
            row.body.push_str(&said);
        }
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::container;

    #[test]
    fn a_voice_note_goes_under_the_name_that_an_api_knows() {
        for (told, want) in [
            ("audio/opus", Some("audio/ogg")),
            ("audio/ogg", Some("audio/ogg")),
            ("audio/m4a", Some("audio/mp4")),
            ("audio/x-wav", Some("audio/wav")),
            ("audio/mpeg", Some("audio/mpeg")),
            ("audio/amr", None),
            ("application/octet-stream", None),
        ] {
            assert_eq!(container(told), want, "{told}");
        }
    }
}
