//! The filtered list as a file: written while it is read, in batches, so that it may be of any length.

mod table;
mod writer;

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use futures::Stream;
use time::macros::format_description;
use tokio::sync::OwnedSemaphorePermit;
use utoipa::IntoParams;
use uuid::Uuid;

use self::writer::{Format, Writer};
use super::super::Refusals;
use super::messages;
use super::parameters::{self, FilterParameters, Given, PageParameters, names};
use super::record::Conversation;
use crate::app::App;
use crate::domain::filter::Filter;
use crate::domain::page::{Order, Position, Sort};
use crate::domain::transcript::FOLDED;
use crate::http::auth::Caller;
use crate::http::error::{Error, Problem};
use crate::http::faults::Faults;
use crate::store;
use crate::store::listing::Request;
use crate::store::transcripts;

/// Conversations, or messages of one, that are in memory at once.
const BATCH: i64 = 500;

/// Seconds after which to ask again when too many run.
const RETRY: u32 = 10;

/// What the file looks like.
#[derive(Debug, Default, serde::Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct ExportParameters {
    /// `csv`, `json` or `jsonl` (default).
    #[param(example = "csv")]
    format: Option<String>,
    /// `true` adds the messages: a row each in CSV, a list in each conversation otherwise.
    #[param(value_type = Option<bool>)]
    messages: Option<String>,
    /// As in the list.
    #[param(example = "-last_activity")]
    sort: Option<String>,
    /// As in the list.
    #[param(example = "desc")]
    order: Option<String>,
}

/// Exports the conversations that a filter means, as they are at one moment.
///
/// The file has an end mark, so that one that was cut off shows: in CSV a last row `#complete` with the number of
/// conversations, in JSON `"complete": true` behind the list, in JSON Lines a last line `{"complete":true,"count":…}`.
///
/// CSV is safe to open in a spreadsheet: a cell that begins with `=`, `+`, `-`, `@`, a tab, a carriage return, NUL, a
/// full-width form of those signs, or `'` has a `'` put before it. Take one leading `'` away to get the text back. JSON
/// and JSON Lines hold every text as it is.
#[utoipa::path(get, path = "/conversations/export", tag = "conversations",
    params(FilterParameters, ExportParameters),
    responses(
        (status = 200, description = "The file, as an attachment", content(
            (String = "text/csv"), (String = "application/json"), (String = "application/jsonl"))),
        (status = 422, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "As many exports run as may at once; repeat after `Retry-After` seconds", body = Problem,
            content_type = "application/problem+json",
            example = json!({"type": "about:blank", "title": "Too Many Requests", "status": 429,
                "detail": "4 exports run already, as many as may at once. Repeat the same request when one is done."})),
        Refusals,
    ))]
pub async fn export(State(app): State<App>, caller: Caller, given: Given) -> Result<Response, Error> {
    let mut faults = Faults::default();
    given.refuse_others(&[names::<FilterParameters>(), names::<ExportParameters>()], &mut faults);
    let filter = given.take::<FilterParameters>().filter(&mut faults);
    let (sort, order) = given.take::<PageParameters>().sorting(&mut faults);
    let parameters: ExportParameters = given.take();
    let format = faults.read("format", parameters.format.as_deref(), "must be csv, json or jsonl", Format::parse);
    let messages =
        faults.read("messages", parameters.messages.as_deref(), "must be true or false", parameters::boolean);
    let (format, messages) = faults.unless((format.unwrap_or(Format::Lines), messages == Some(true)))?;

    let date = app.now().date().format(format_description!("[year]-[month]-[day]")).unwrap_or_default();
    let disposition = format!("attachment; filename=\"conversations-{date}.{}\"", format.extension());
    let busy = |_| Error::Busy("exports", app.config.database.exports(), RETRY);
    let permit = Arc::clone(&app.exports).try_acquire_owned().map_err(busy)?;
    // The first batch is read before the answer begins, so that a database that is away is a 503 and not a cut file.
    let mut transaction = app.pool.begin().await?;
    store::listing::freeze(&mut transaction).await?;
    let what = What { project: caller.project.0, filter, sort, order, messages };
    let first = what.positions(&mut transaction, None, &app).await?;
    let body = Body::from_stream(file(app, permit, transaction, what, first, Writer::new(format, messages)));
    let headers = [(header::CONTENT_TYPE, format.media_type().to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    Ok((headers, body).into_response())
}

/// What goes into the file.
struct What {
    project: Uuid,
    filter: Filter,
    sort: Sort,
    order: Order,
    messages: bool,
}

impl What {
    async fn positions(
        &self,
        conn: &mut sqlx::PgConnection,
        after: Option<Position>,
        app: &App,
    ) -> sqlx::Result<Vec<Position>> {
        let Self { project, filter, sort, order, .. } = self;
        let request = Request { project: *project, filter, sort: *sort, order: *order, after, limit: BATCH };
        store::listing::positions(conn, &request, app.now()).await
    }
}

/// The pieces of the file. A failure ends them without the end mark. The permit is given back with the connection.
fn file(
    app: App,
    permit: OwnedSemaphorePermit,
    mut transaction: sqlx::Transaction<'static, sqlx::Postgres>,
    what: What,
    first: Vec<Position>,
    mut writer: Writer,
) -> impl Stream<Item = Result<Bytes, std::io::Error>> {
    let broken = |error: sqlx::Error| {
        tracing::warn!(error = %error, "An export broke off.");
        std::io::Error::other("the database does not answer")
    };
    async_stream::try_stream! {
        yield writer.begin()?;
        let mut positions = first;
        while let Some(last) = positions.last().copied() {
            let ids: Vec<Uuid> = positions.iter().map(|position| position.id).collect();
            let rows = store::listing::rows(&mut transaction, what.project, &ids).await.map_err(broken)?;
            for row in rows {
                let conversation = Conversation::at(row, app.now());
                let id = conversation.id;
                writer.open(&conversation)?;
                let mut after = None;
                let mut more = what.messages;
                while more {
                    let page = transcript_page(&mut transaction, what.project, id, after).await.map_err(broken)?;
                    after = page.last().map(|message| (message.created_at, message.id));
                    more = i64::try_from(page.len()).is_ok_and(|messages| messages >= BATCH);
                    for message in &page {
                        writer.message(message)?;
                    }
                    yield writer.take();
                }
                writer.close()?;
            }
            yield writer.take();
            let is_last = i64::try_from(positions.len()).is_ok_and(|rows| rows < BATCH);
            positions = if is_last {
                Vec::new()
            } else {
                what.positions(&mut transaction, Some(last), &app).await.map_err(broken)?
            };
        }
        yield writer.end()?;
        drop(transaction);
        drop(permit);
    }
}

async fn transcript_page(
    conn: &mut sqlx::PgConnection,
    project: Uuid,
    conversation: Uuid,
    after: Option<(time::OffsetDateTime, Uuid)>,
) -> sqlx::Result<Vec<messages::Message>> {
    let without = FOLDED.map(str::to_owned);
    let request =
        transcripts::Request { project, conversation, without: &without, order: Order::Ascending, after, limit: BATCH };
    let rows = transcripts::page(conn, &request).await?;
    messages::shown(conn, project, conversation, rows).await
}
