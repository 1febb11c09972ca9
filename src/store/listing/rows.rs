//! Everything that a list or a detail view shows of a conversation, in one statement for a page of them.
//!
//! These statements name keys and are planned once, so they belong on a connection for lookups.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use super::Request;
use super::walk::{number_of, time_of};
use crate::domain::page::{Order, Position, Sort};

/// A conversation with the names that go with it.
#[derive(Debug)]
#[expect(missing_docs, reason = "the columns of the table conversations and of those it refers to")]
pub struct Row {
    pub id: Uuid,
    pub kind: String,
    pub thread_key: String,
    pub external_identifier: Option<String>,
    pub status: String,
    pub assistant_id: Option<Uuid>,
    pub assistant_name: Option<String>,
    pub channel_id: Option<Uuid>,
    pub channel_name: Option<String>,
    pub channel_phone: Option<String>,
    pub phone_number_id: Option<String>,
    pub customer_id: Option<Uuid>,
    pub customer_name: Option<String>,
    pub customer_username: Option<String>,
    /// Aliases by kind, the newest of each; null when there are none.
    pub aliases: Option<serde_json::Value>,
    /// Source, name and value of each ever set, oldest first; null when there are none.
    pub variables: Option<sqlx::types::Json<Vec<(String, String, serde_json::Value)>>>,
    pub message_count: i64,
    /// May lag behind by seconds; the list by messages is in its order.
    pub listed_message_count: i64,
    pub user_message_count: i64,
    pub input_tokens: i64,
    pub output_tokens: i64,
    pub cache_read_tokens: i64,
    pub cache_write_tokens: i64,
    pub reasoning_tokens: i64,
    pub cost_nanos: i64,
    /// The channel's part of it.
    pub channel_nanos: i64,
    /// Messages of which the model's cost is known.
    pub llm_priced: i64,
    /// Messages of which the channel's price is known.
    pub channel_priced: i64,
    pub currency: String,
    pub window_closes_at: Option<OffsetDateTime>,
    pub free_entry_expires_at: Option<OffsetDateTime>,
    pub first_input: Option<String>,
    pub last_output: Option<String>,
    pub preview: String,
    pub llm_calls: i64,
    pub tool_calls: i64,
    pub error_count: i64,
    pub tags: Vec<String>,
    pub ai_enabled: bool,
    pub assignee: Option<String>,
    pub assigned_at: Option<OffsetDateTime>,
    pub environment: Option<String>,
    pub started_at: OffsetDateTime,
    pub last_activity_at: OffsetDateTime,
    pub ended_at: Option<OffsetDateTime>,
    pub ended_reason: Option<String>,
    pub span_count: i64,
    pub trace_count: i64,
    pub agents: Vec<String>,
    /// Whether any turn of its traces has words; null where there are no traces.
    pub worded: Option<bool>,
}

impl Row {
    /// Its place in a list of this order.
    #[must_use]
    pub fn position(&self, sort: Sort) -> Position {
        let microseconds = |at: OffsetDateTime| i64::try_from(at.unix_timestamp_nanos() / 1000).unwrap_or(i64::MAX);
        let key = match sort {
            Sort::LastActivity => microseconds(self.last_activity_at),
            Sort::Started => microseconds(self.started_at),
            Sort::Cost => self.cost_nanos,
            Sort::Messages => self.listed_message_count,
        };
        Position { key, id: self.id }
    }
}

/// A checked statement: which conversations `c`, in what order, and its arguments; the project is $1.
macro_rules! shown {
    ([$($from:tt)+] [$($order:tt)+] $($arguments:expr),+) => {
        sqlx::query_as!(
            Row,
            // `json` rather than `jsonb`, which sorts what is sorted again on arrival; of a name that comes twice, the
            // reader keeps the last.
            "
select c.id, c.type as kind, c.thread_key, c.external_identifier, c.status, c.assistant_id,
  (select name from assistants where project_id = $1 and id = c.assistant_id) as assistant_name,
  c.channel_id, h.name as \"channel_name?\", h.display_phone_number as \"channel_phone?\",
  h.phone_number_id as \"phone_number_id?\",
  c.customer_id, u.name as \"customer_name?\", u.username as \"customer_username?\",
  (select json_object_agg(kind, value order by created_at) from customer_identities
   where project_id = $1 and customer_id = c.customer_id) as aliases,
  (select json_agg(json_build_array(source, name, value) order by set_at) from variables
   where project_id = $1 and conversation_id = c.id) as \"variables: _\",
  c.message_count, c.listed_message_count, c.user_message_count, c.input_tokens, c.output_tokens, c.cache_read_tokens,
  c.cache_write_tokens, c.reasoning_tokens, c.cost_nanos, c.channel_nanos, c.llm_priced, c.channel_priced,
  (select currency from projects where id = $1) as \"currency!\",
  c.window_closes_at, c.free_entry_expires_at, c.first_input, c.last_output, c.preview, c.llm_calls, c.tool_calls,
  c.error_count, c.tags, c.ai_enabled, c.assignee, c.assigned_at, c.environment, c.started_at, c.last_activity_at, c.ended_at,
  c.ended_reason, c.span_count, c.trace_count, c.agents,
  case when c.span_count > 0 then exists (
    select from conversation_traces where project_id = $1 and conversation_id = c.id and worded) end as worded
from " + $($from)+ + "
left join channels h on h.project_id = $1 and h.id = c.channel_id
left join customers u on u.project_id = $1 and u.id = c.customer_id
order by " + $($order)+,
            $($arguments),+
        )
    };
}

/// The conversations of these ids in the same order; ids of none or of another project are left out.
pub async fn rows(conn: &mut PgConnection, project: Uuid, ids: &[Uuid]) -> sqlx::Result<Vec<Row>> {
    shown!(
        ["unnest($2::uuid[]) with ordinality as o (id, place) join conversations c on c.project_id = $1 and c.id = o.id"]
        ["o.place"]
        project,
        ids
    )
    .fetch_all(conn)
    .await
}

/// The conversations that are asked for, whatever the request's filter says; for when it says nothing.
pub async fn unfiltered(conn: &mut PgConnection, request: &Request<'_>) -> sqlx::Result<Vec<Row>> {
    match (request.sort, request.order) {
        (Sort::LastActivity, Order::Descending) => by_activity_down(conn, request).await,
        (Sort::LastActivity, Order::Ascending) => by_activity_up(conn, request).await,
        (Sort::Started, Order::Descending) => by_start_down(conn, request).await,
        (Sort::Started, Order::Ascending) => by_start_up(conn, request).await,
        (Sort::Cost, Order::Descending) => by_cost_down(conn, request).await,
        (Sort::Cost, Order::Ascending) => by_cost_up(conn, request).await,
        (Sort::Messages, Order::Descending) => by_messages_down(conn, request).await,
        (Sort::Messages, Order::Ascending) => by_messages_up(conn, request).await,
    }
}

/// One function for each order. The beginning of a list is a place before every row rather than none: a plan for both
/// would read all the rows before the page.
macro_rules! pages {
    ($($name:ident $column:tt $type:tt $comparison:tt $direction:tt $position:ident $beginning:tt;)+) => {$(
        async fn $name(conn: &mut PgConnection, request: &Request<'_>) -> sqlx::Result<Vec<Row>> {
            shown!(
                ["(
  select c.* from conversations c
  where c.project_id = $1 and (c." + $column + ", c.id) " + $comparison + " (coalesce($2::" + $type + ", " + $beginning + "), $3)
  order by c." + $column + " " + $direction + ", c.id " + $direction + " limit $4
) c"]
                ["c." + $column + " " + $direction + ", c.id " + $direction]
                request.project,
                request.after.map($position),
                request.after.map_or(if $comparison == "<" { Uuid::max() } else { Uuid::nil() }, |after| after.id),
                request.limit
            )
            .fetch_all(conn)
            .await
        }
    )+};
}

pages! {
    by_activity_down "last_activity_at" "timestamptz" "<" "desc" time_of "'infinity'";
    by_activity_up "last_activity_at" "timestamptz" ">" "asc" time_of "'-infinity'";
    by_start_down "started_at" "timestamptz" "<" "desc" time_of "'infinity'";
    by_start_up "started_at" "timestamptz" ">" "asc" time_of "'-infinity'";
    by_cost_down "cost_nanos" "bigint" "<" "desc" number_of "9223372036854775807";
    by_cost_up "cost_nanos" "bigint" ">" "asc" number_of "-1";
    by_messages_down "listed_message_count" "bigint" "<" "desc" number_of "9223372036854775807";
    by_messages_up "listed_message_count" "bigint" ">" "asc" number_of "-1";
}
