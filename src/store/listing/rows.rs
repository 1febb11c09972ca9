//! Everything that a list or a detail view shows of a conversation, in one statement for a page of them.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

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
    /// Current values by name, in an object by source; an empty source is null.
    pub variables: serde_json::Value,
    pub message_count: i64,
    pub user_message_count: i64,
    pub input_tokens: i64,
    pub output_tokens: i64,
    pub cache_read_tokens: i64,
    pub cache_write_tokens: i64,
    pub reasoning_tokens: i64,
    pub cost_nanos: i64,
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
    pub environment: Option<String>,
    pub started_at: OffsetDateTime,
    pub last_activity_at: OffsetDateTime,
    pub ended_at: Option<OffsetDateTime>,
}

/// The conversations of these ids in the same order; ids of none or of another project are left out.
pub async fn rows(conn: &mut PgConnection, project: Uuid, ids: &[Uuid]) -> sqlx::Result<Vec<Row>> {
    sqlx::query_as!(
        Row,
        // Sub-selects rather than joins, and few of them: this is planned anew for every page.
        r#"
select c.id, c.type as kind, c.thread_key, c.external_identifier, c.status, c.assistant_id,
  (select name from assistants where project_id = $1 and id = c.assistant_id) as assistant_name,
  c.channel_id, h.name as "channel_name?", h.display_phone_number as channel_phone, h.phone_number_id,
  c.customer_id, u.name as customer_name, u.username as customer_username,
  (select jsonb_object_agg(kind, value order by created_at) from customer_identities
   where project_id = $1 and customer_id = c.customer_id) as aliases,
  (select jsonb_build_object(
     'input', jsonb_object_agg(name, value order by set_at) filter (where source = 'input'),
     'extracted', jsonb_object_agg(name, value order by set_at) filter (where source = 'extracted')) from variables
   where project_id = $1 and conversation_id = c.id) as "variables!",
  c.message_count, c.user_message_count, c.input_tokens, c.output_tokens, c.cache_read_tokens, c.cache_write_tokens,
  c.reasoning_tokens, c.cost_nanos, (select currency from projects where id = $1) as "currency!",
  c.window_closes_at, c.free_entry_expires_at, c.first_input, c.last_output, c.preview, c.llm_calls, c.tool_calls,
  c.error_count, c.tags, c.ai_enabled, c.environment, c.started_at, c.last_activity_at, c.ended_at
from unnest($2::uuid[]) with ordinality as o (id, place)
join conversations c on c.project_id = $1 and c.id = o.id
left join channels h on h.project_id = $1 and h.id = c.channel_id
left join customers u on u.project_id = $1 and u.id = c.customer_id
order by o.place
        "#,
        project,
        ids,
    )
    .fetch_all(conn)
    .await
}
