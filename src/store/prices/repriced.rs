//! Messages that are priced anew, batch by batch in the order of receipt, and what they cost before.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::repricings::Repricing;
use crate::store::messages::amend::{Amendments, Charged};

/// A message with what its price depends on.
#[derive(Debug)]
#[expect(missing_docs, reason = "columns of the tables messages and conversations")]
pub struct Priced {
    pub id: Uuid,
    pub conversation_id: Uuid,
    /// The type of the conversation.
    pub kind: String,
    pub day: Date,
    pub cost_nanos: Option<i64>,
    pub channel_nanos: Option<i64>,
    /// Whether its cost was worked out here, or is not known.
    pub is_ours: bool,
    pub model: Option<String>,
    pub sent_at: OffsetDateTime,
    /// The assistant of ours that gave the answer, as the answer says.
    pub assistant: Option<String>,
    pub input_tokens: i64,
    pub output_tokens: i64,
    pub cache_read_tokens: i64,
    pub cache_write_tokens: i64,
    pub reasoning_tokens: i64,
}

impl Priced {
    /// What it is charged now.
    #[must_use]
    pub fn charged(&self) -> Charged {
        Charged {
            id: self.id,
            conversation_id: self.conversation_id,
            kind: self.kind.clone(),
            day: self.day,
            llm_nanos: self.cost_nanos,
            channel_nanos: self.channel_nanos,
        }
    }
}

/// The next messages of an order's project, at most `limit`; what the order does not mean is among them.
pub async fn next(conn: &mut PgConnection, order: &Repricing, limit: i64) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "select id from messages where project_id = $1 and id > $2 and id <= $3 order by id limit $4",
        order.project_id,
        order.reached,
        order.until,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Those of these messages that an order means, locked.
pub async fn meant(conn: &mut PgConnection, order: &Repricing, messages: &[Uuid]) -> sqlx::Result<Vec<Priced>> {
    sqlx::query_as!(
        Priced,
        r#"
select m.id, m.conversation_id, c.type as kind, (m.sent_at at time zone 'utc')::date as "day!", m.cost_nanos,
  m.channel_nanos, m.cost_nanos is null or m.cost_computed as "is_ours!", m.model, m.sent_at,
  case when m.role <> 'user' and json_typeof(m.content) = 'object' then m.content ->> 'assistant_id' end as assistant,
  m.input_tokens, m.output_tokens, m.cache_read_tokens, m.cache_write_tokens, m.reasoning_tokens
from (select $1::uuid as project_id, id from unnest($2::uuid[]) as t (id) offset 0) a
join messages m on m.project_id = a.project_id and m.id = a.id
join conversations c on c.project_id = m.project_id and c.id = m.conversation_id
where ($3::timestamptz is null or m.sent_at >= $3) and ($4::timestamptz is null or m.sent_at < $4)
  and ($5::text is null or m.model = $5) and ($6::uuid is null or c.assistant_id = $6)
order by m.id for update of m
        "#,
        order.project_id,
        messages,
        order.from_at,
        order.to_at,
        order.model,
        order.assistant_id,
    )
    .fetch_all(conn)
    .await
}

/// Keeps what messages cost before they are amended.
pub async fn keep(
    conn: &mut PgConnection,
    order: &Repricing,
    amendments: &Amendments,
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "with given as (
           select * from unnest($3::uuid[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[])
             as t (id, old_llm, llm, old_channel, channel)
         )
         insert into price_changes (project_id, repricing_id, message_id, part, before_nanos, after_nanos, at)
         select $1::uuid, $2::uuid, id, 'llm', old_llm, llm, $8::timestamptz from given where llm is distinct from old_llm
         union all
         select $1::uuid, $2::uuid, id, 'channel', old_channel, channel, $8::timestamptz from given where channel is distinct from old_channel",
        order.project_id,
        order.id,
        &amendments.id,
        &amendments.old_llm as &[Option<i64>],
        &amendments.llm as &[Option<i64>],
        &amendments.old_channel as &[Option<i64>],
        &amendments.channel as &[Option<i64>],
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What a message cost before and after.
#[derive(Debug)]
#[expect(missing_docs, reason = "the columns of the table price_changes")]
pub struct Change {
    pub message_id: Uuid,
    /// `llm` or `channel`.
    pub part: String,
    pub before_nanos: Option<i64>,
    pub after_nanos: Option<i64>,
    pub at: OffsetDateTime,
}

/// What an order changed behind a place, by message and part.
pub async fn changes(
    conn: &mut PgConnection,
    project: Uuid,
    order: Uuid,
    (message, part): (Uuid, &str),
    limit: i64,
) -> sqlx::Result<Vec<Change>> {
    sqlx::query_as!(
        Change,
        "select message_id, part, before_nanos, after_nanos, at from price_changes
         where project_id = $1 and repricing_id = $2 and (message_id, part) > ($3, $4)
         order by message_id, part limit $5",
        project,
        order,
        message,
        part,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Forgets what the messages of conversations cost before.
pub async fn delete(conn: &mut PgConnection, project: Uuid, conversations: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from price_changes p using messages m
         where m.project_id = $1 and m.conversation_id = any ($2) and p.project_id = $1 and p.message_id = m.id",
        project,
        conversations,
    )
    .execute(conn)
    .await?;
    Ok(())
}
