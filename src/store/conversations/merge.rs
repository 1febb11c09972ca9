//! Two conversations that turn out to be the same person's on the same channel become one.

use sqlx::PgConnection;
use uuid::Uuid;

use crate::store::{self, search};

/// Moves everything of `loser` into `survivor` and removes `loser`; both must be locked by the caller's transaction.
pub async fn merge(conn: &mut PgConnection, project: Uuid, survivor: Uuid, loser: Uuid) -> sqlx::Result<()> {
    // A conversation without a document is read as a whole, with all that moves in.
    search::forget(conn, project, &[survivor, loser]).await?;
    sqlx::query!(
        "update messages set conversation_id = $2 where project_id = $1 and conversation_id = $3",
        project,
        survivor,
        loser,
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "with moved as (delete from variables where project_id = $1 and conversation_id = $3 returning *)
         insert into variables (project_id, conversation_id, source, name, set_at, value, message_id)
         select project_id, $2, source, name, set_at, value, message_id from moved
         on conflict (project_id, conversation_id, source, name, set_at) do nothing",
        project,
        survivor,
        loser,
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "with moved as (delete from scores where project_id = $1 and conversation_id = $3 returning *)
         insert into scores (project_id, conversation_id, name, actor, author, message_id, value, category, reason, source, set_at)
         select project_id, $2, name, actor, author, message_id, value, category, reason, source, set_at from moved
         on conflict (project_id, conversation_id, name, actor, message_id) do nothing",
        project,
        survivor,
        loser,
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "with moved as (delete from conversation_traces where project_id = $1 and conversation_id = $3 returning *)
         insert into conversation_traces as t (project_id, conversation_id, trace_id, first_at, spans, shared, continues,
           worded, source, user_id, agents, models)
         select project_id, $2, trace_id, first_at, spans, shared, continues, worded, source, user_id, agents, models
         from moved
         on conflict (project_id, conversation_id, trace_id) do update set spans = t.spans + excluded.spans",
        project,
        survivor,
        loser,
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "with moved as (delete from events where project_id = $1 and conversation_id = $3 returning *)
         insert into events (project_id, id, conversation_id, type, at, data, recorded_at)
         select project_id, id, $2, type, at, data, recorded_at from moved
         on conflict (project_id, conversation_id, type, at) where conversation_id is not null do nothing",
        project,
        survivor,
        loser,
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "with moved as (delete from daily_costs where project_id = $1 and conversation_id = $3 returning *)
         insert into daily_costs as d (project_id, day, conversation_id, model, type, assistant_id, customer_id,
           input_tokens, output_tokens, cost_nanos, channel_nanos)
         select m.project_id, m.day, c.id, m.model, m.type, c.assistant_id, c.customer_id, m.input_tokens,
           m.output_tokens, m.cost_nanos, m.channel_nanos
         from moved m join conversations c on c.project_id = $1 and c.id = $2
         on conflict (project_id, day, conversation_id, model) do update set
           input_tokens = d.input_tokens + excluded.input_tokens,
           output_tokens = d.output_tokens + excluded.output_tokens,
           cost_nanos = d.cost_nanos + excluded.cost_nanos,
           channel_nanos = d.channel_nanos + excluded.channel_nanos",
        project,
        survivor,
        loser,
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!("update deliveries set conversation_id = $1 where conversation_id = $2", survivor, loser)
        .execute(&mut *conn)
        .await?;
    sqlx::query!(
        "with moved as (delete from delivery_conversations where conversation_id = $2 returning delivery_id)
         insert into delivery_conversations (conversation_id, delivery_id) select $1, delivery_id from moved
         on conflict do nothing",
        survivor,
        loser,
    )
    .execute(&mut *conn)
    .await?;
    store::replies::merge(conn, project, survivor, loser).await?;
    store::notes::merge(conn, project, survivor, loser).await?;
    store::answers::merge(conn, project, survivor, loser).await?;
    store::extractions::merge(conn, project, survivor, loser).await?;
    store::outbox::merge(conn, project, survivor, loser).await?;
    store::paces::merge(conn, project, survivor, loser).await?;
    store::webhooks::events::merge(conn, project, survivor, loser).await?;
    store::attachments::merge(conn, project, survivor, loser).await?;
    add_up(conn, project, survivor, loser).await
}

/// Adds the counters of `loser` to `survivor`, keeps the newer and older ends of both, and removes `loser`.
async fn add_up(conn: &mut PgConnection, project: Uuid, survivor: Uuid, loser: Uuid) -> sqlx::Result<()> {
    sqlx::query!(
        r#"
with gone as (delete from conversations where project_id = $1 and id = $3 returning *)
update conversations c set
  tags = array(select distinct unnest(c.tags || g.tags) order by 1),
  ai_enabled = c.ai_enabled and g.ai_enabled,
  assignee = coalesce(c.assignee, g.assignee),
  assigned_at = case when c.assignee is null then g.assigned_at else c.assigned_at end,
  started_at = least(c.started_at, g.started_at),
  last_activity_at = greatest(c.last_activity_at, g.last_activity_at),
  ended_at = greatest(c.ended_at, g.ended_at),
  ended_reason = case when c.ended_at is null or g.ended_at > c.ended_at then g.ended_reason else c.ended_reason end,
  status = case
    when greatest(c.ended_at, g.ended_at) >= greatest(c.last_activity_at, g.last_activity_at) then 'ended'
    when c.last_activity_at >= g.last_activity_at then c.status else g.status end,
  preview = case when c.preview_at is null or (g.preview_at, g.preview collate "C") > (c.preview_at, c.preview collate "C")
    then g.preview else c.preview end,
  preview_at = greatest(c.preview_at, g.preview_at),
  first_input = case when c.first_input_at is null
      or (g.first_input_at, g.first_input collate "C") < (c.first_input_at, c.first_input collate "C")
    then g.first_input else c.first_input end,
  first_input_at = least(c.first_input_at, g.first_input_at),
  last_output = case when c.last_output_at is null
      or (g.last_output_at, g.last_output collate "C") > (c.last_output_at, c.last_output collate "C")
    then g.last_output else c.last_output end,
  last_output_at = greatest(c.last_output_at, g.last_output_at),
  message_count = c.message_count + g.message_count,
  listed_message_count = c.message_count + g.message_count,
  user_message_count = c.user_message_count + g.user_message_count,
  input_tokens = c.input_tokens + g.input_tokens,
  output_tokens = c.output_tokens + g.output_tokens,
  cache_read_tokens = c.cache_read_tokens + g.cache_read_tokens,
  cache_write_tokens = c.cache_write_tokens + g.cache_write_tokens,
  reasoning_tokens = c.reasoning_tokens + g.reasoning_tokens,
  llm_calls = c.llm_calls + g.llm_calls,
  tool_calls = c.tool_calls + g.tool_calls,
  error_count = c.error_count + g.error_count,
  span_count = c.span_count + g.span_count,
  trace_count = c.trace_count + g.trace_count,
  agents = array(select distinct agent from unnest(c.agents || g.agents) as t (agent) order by agent),
  cost_nanos = c.cost_nanos + g.cost_nanos,
  channel_nanos = c.channel_nanos + g.channel_nanos,
  llm_priced = c.llm_priced + g.llm_priced,
  channel_priced = c.channel_priced + g.channel_priced,
  window_closes_at = greatest(c.window_closes_at, g.window_closes_at),
  window_expired_at = greatest(c.window_expired_at, g.window_expired_at),
  free_entry_expires_at = greatest(c.free_entry_expires_at, g.free_entry_expires_at)
from gone g where c.project_id = $1 and c.id = $2
        "#,
        project,
        survivor,
        loser,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A conversation of one customer.
#[derive(Debug)]
#[expect(missing_docs, reason = "columns of the table conversations")]
pub struct Owned {
    pub id: Uuid,
    pub kind: String,
    pub channel_id: Option<Uuid>,
}

/// Locks and lists all conversations of a customer.
pub async fn lock_of_customer(conn: &mut PgConnection, project: Uuid, customer: Uuid) -> sqlx::Result<Vec<Owned>> {
    sqlx::query_as!(
        Owned,
        "select id, type as kind, channel_id from conversations where project_id = $1 and customer_id = $2
         order by id for update",
        project,
        customer,
    )
    .fetch_all(conn)
    .await
}

/// Gives a conversation to another customer, under the thread key that goes with it.
pub async fn hand_over(
    conn: &mut PgConnection,
    project: Uuid,
    id: Uuid,
    customer: Uuid,
    thread_key: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "with given as (
           update conversations set customer_id = $3, thread_key = $4 where project_id = $1 and id = $2 returning id)
         update daily_costs d set customer_id = $3 from given g where d.project_id = $1 and d.conversation_id = g.id",
        project,
        id,
        customer,
        thread_key,
    )
    .execute(conn)
    .await?;
    Ok(())
}
