//! The transcript of a conversation, page by page, each message as it looks after what was done to it later.

use std::collections::HashMap;

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use serde_json::value::RawValue;
use sqlx::PgConnection;
use time::OffsetDateTime;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::super::Refusals;
use super::super::attachments::Attachment;
use super::parameters::{Given, names};
use super::record::Usage;
use crate::app::App;
use crate::domain::money::Nanos;
use crate::domain::page::{Order, Position, Slice};
use crate::domain::status;
use crate::domain::transcript::{self, Annotation, FOLDED, Marks, Reaction};
use crate::http::auth::Caller;
use crate::http::error::{Error, Problem};
use crate::http::extract::Path;
use crate::http::faults::Faults;
use crate::store;
use crate::store::transcripts::{self, Request, Row};

/// Messages of a page where the caller does not say.
const PAGE: usize = 50;

/// Which messages, in which order.
#[derive(Debug, Default, serde::Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct MessageParameters {
    /// `asc` (default), oldest first, or `desc`.
    #[param(example = "asc")]
    order: Option<String>,
    /// Messages of a page, 1 to 100.
    #[param(value_type = Option<u8>, minimum = 1, maximum = 100, default = 50)]
    limit: Option<String>,
    /// `next_cursor` or `prev_cursor` of a page of the same transcript.
    cursor: Option<String>,
    /// `annotations` also lists reactions, edits and revocations as messages of their own.
    #[param(example = "annotations")]
    include: Option<String>,
}

/// A page of messages.
#[derive(Debug, Serialize, ToSchema)]
pub struct Messages {
    /// The messages in the order asked for.
    data: Vec<Message>,
    /// Give it as `cursor` for the page after this one; null at the end.
    next_cursor: Option<String>,
    /// Give it as `cursor` for the page before this one; null at the beginning.
    prev_cursor: Option<String>,
}

/// A message.
#[derive(Debug, Serialize, ToSchema)]
pub struct Message {
    /// Its id.
    pub id: Uuid,
    /// The platform's or caller's id.
    #[schema(example = "wamid.HBgLMTU1NTEyMzAwMDEVAgASGBQ")]
    pub external_id: Option<String>,
    /// Who speaks: `user`, `assistant`, `operator`, `tool` or `system`.
    #[schema(example = "user")]
    pub role: String,
    /// The speaker's name where the role says too little.
    pub author: Option<String>,
    /// `text`, `image`, …
    #[schema(example = "text")]
    pub kind: String,
    /// What was said, as it reads after the newest edit.
    #[schema(example = "Where is my order?")]
    pub content: String,
    /// What was said first; only where it was edited.
    pub original_content: Option<String>,
    /// Whether it was edited.
    pub edited: bool,
    /// When it was edited last.
    #[serde(with = "time::serde::rfc3339::option")]
    pub edited_at: Option<OffsetDateTime>,
    /// Whether its author took it back; the record keeps what was said.
    pub revoked: bool,
    /// When it was taken back.
    #[serde(with = "time::serde::rfc3339::option")]
    pub revoked_at: Option<OffsetDateTime>,
    /// The reactions that stand, oldest first.
    pub reactions: Vec<Reaction>,
    /// The external id of the message that it reacts to, edits or revokes.
    pub target_id: Option<String>,
    /// The external id of the message that it answers.
    pub reply_to: Option<String>,
    /// When it was said, by the platform's clock.
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    /// When it arrived here.
    #[serde(with = "time::serde::rfc3339")]
    pub received_at: OffsetDateTime,
    /// `queued`, `sent`, `delivered`, `read`, `played` or `failed`; null where there is none.
    #[schema(example = "delivered")]
    pub status: Option<&'static str>,
    /// When it got that status.
    #[serde(with = "time::serde::rfc3339::option")]
    pub status_at: Option<OffsetDateTime>,
    /// Tools called, each with name, arguments and result.
    #[schema(value_type = Vec<Object>)]
    pub function_calls: serde_json::Value,
    /// Tokens that it took.
    pub usage: Usage,
    /// What the model cost; null where that is not known.
    #[schema(value_type = Option<f64>, example = 0.0025)]
    pub cost: Option<Nanos>,
    /// What the channel charged for it; null where that is not known, and where nothing is charged for such messages.
    #[schema(value_type = Option<f64>, example = 0.0107)]
    pub channel_cost: Option<Nanos>,
    /// The model that answered.
    pub model: Option<String>,
    /// What went wrong.
    pub error: Option<String>,
    /// The files that came with it.
    pub attachments: Vec<Attachment>,
    /// Everything else that the platform said about it.
    #[schema(value_type = Option<Object>)]
    pub raw: Option<Box<RawValue>>,
}

/// Lists the messages of a conversation, oldest first.
#[utoipa::path(get, path = "/conversations/{id}/messages", tag = "conversations",
    params(("id" = Uuid, Path, description = "The conversation"), MessageParameters),
    responses(
        (status = 200, description = "A page of messages", body = Messages),
        (status = 404, description = "There is none of this id in the key's project", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json"),
        Refusals,
    ))]
pub async fn list(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
    given: Given,
) -> Result<Json<Messages>, Error> {
    let mut faults = Faults::default();
    given.refuse_others(&[names::<MessageParameters>()], &mut faults);
    let parameters: super::PageParameters = given.take();
    let order = parameters.direction(&mut faults).unwrap_or(Order::Ascending);
    let page = parameters.page(given.fingerprint(&format!("messages of {id}")), PAGE, &mut faults);
    let include = given.take::<MessageParameters>().include;
    let form = "must be annotations, or be left out";
    let annotations = faults.read("include", include.as_deref().filter(|word| !word.is_empty()), form, |word| {
        (word == "annotations").then_some(())
    });
    let page = faults.unless(page)?;

    let mut conn = app.pool.acquire().await?;
    let without = if annotations.is_some() { Vec::new() } else { FOLDED.map(str::to_owned).to_vec() };
    let request = Request {
        project: caller.project.0,
        conversation: id,
        without: &without,
        order: page.scan(order),
        after: page.after().and_then(|after| {
            let at = OffsetDateTime::from_unix_timestamp_nanos(i128::from(after.key) * 1000).ok()?;
            Some((at, after.id))
        }),
        limit: i64::try_from(page.limit + 1).unwrap_or(i64::MAX),
    };
    let rows = transcripts::page(&mut conn, &request).await?;
    if rows.is_empty() && !store::facts::exists(&mut conn, caller.project.0, id).await? {
        return Err(Error::NotFound("conversation"));
    }
    let Slice { rows, next_cursor, prev_cursor } = page.cut(rows, |row| Position {
        key: i64::try_from(row.sent_at.unix_timestamp_nanos() / 1000).unwrap_or(i64::MAX),
        id: row.id,
    });
    let data = shown(&mut conn, caller.project.0, id, rows).await?;
    Ok(Json(Messages { data, next_cursor, prev_cursor }))
}

/// Messages as they look after all that was done to them.
pub(crate) async fn shown(
    conn: &mut PgConnection,
    project: Uuid,
    conversation: Uuid,
    rows: Vec<Row>,
) -> sqlx::Result<Vec<Message>> {
    let targets: Vec<String> = rows.iter().filter_map(|row| row.external_id.clone()).collect();
    let about =
        if targets.is_empty() { Vec::new() } else { transcripts::about(conn, project, conversation, &targets).await? };
    let annotations = about.into_iter().map(|about| Annotation {
        id: about.id,
        kind: about.kind,
        target: about.target_id,
        by: about.author.unwrap_or(about.role),
        body: about.body,
        at: about.sent_at,
    });
    let mut marks: HashMap<String, Marks> = transcript::fold(annotations.collect());
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut files: HashMap<Uuid, Vec<Attachment>> = HashMap::new();
    for file in store::attachments::shown::of_messages(conn, project, &ids).await? {
        if let Some(message) = file.message_id {
            files.entry(message).or_default().push(file.into());
        }
    }
    let messages = rows.into_iter().map(|row| {
        let files = files.remove(&row.id).unwrap_or_default();
        let marks = row.external_id.as_ref().and_then(|id| marks.remove(id)).unwrap_or_default();
        Message::of(row, marks, files)
    });
    Ok(messages.collect())
}

impl Message {
    fn of(row: Row, marks: Marks, attachments: Vec<Attachment>) -> Self {
        let (edit, edited_at) = marks.edit.unzip();
        Self {
            id: row.id,
            external_id: row.external_id,
            role: row.role,
            author: row.author,
            kind: row.kind,
            edited: edit.is_some(),
            original_content: edit.is_some().then(|| row.body.clone()),
            content: edit.unwrap_or(row.body),
            edited_at,
            revoked: marks.revoked_at.is_some(),
            revoked_at: marks.revoked_at,
            reactions: marks.reactions,
            target_id: row.target_id,
            reply_to: row.reply_to,
            created_at: row.sent_at,
            received_at: row.received_at,
            status: status::name(row.status),
            status_at: row.status_at,
            function_calls: row.tool_calls.unwrap_or_else(|| serde_json::Value::Array(Vec::new())),
            usage: Usage::of([
                row.input_tokens,
                row.output_tokens,
                row.cache_read_tokens,
                row.cache_write_tokens,
                row.reasoning_tokens,
            ]),
            cost: row.cost_nanos.map(Nanos),
            channel_cost: row.channel_nanos.map(Nanos),
            model: row.model,
            error: row.error,
            attachments,
            raw: row.content.map(|json| json.0),
        }
    }
}
