//! Delivery statuses: every report is a row, the message shows the highest; either may come first.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

/// Columns of a batch of status reports.
#[derive(Debug, Default)]
#[expect(missing_docs, reason = "the columns of the table message_statuses")]
pub struct Statuses {
    pub channel: Vec<Uuid>,
    pub external_id: Vec<String>,
    pub participant: Vec<String>,
    pub status: Vec<String>,
    pub at: Vec<OffsetDateTime>,
    pub rank: Vec<i16>,
    pub error: Vec<Option<String>>,
    pub errors: Vec<Option<serde_json::Value>>,
    pub opaque: Vec<Option<String>>,
    pub delivery: Vec<Option<Uuid>>,
    pub received_at: Vec<OffsetDateTime>,
}

/// Stores reports; tells for each, by its place in the batch, whether it was new.
pub async fn insert(conn: &mut PgConnection, project: Uuid, statuses: &Statuses) -> sqlx::Result<Vec<i64>> {
    sqlx::query_scalar!(
        r#"
with given as (
  select distinct on (channel_id, external_id, participant, status, at) * from unnest(
    $2::uuid[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::smallint[], $8::text[], $9::jsonb[],
    $10::text[], $11::uuid[], $12::timestamptz[]
  ) with ordinality as t (channel_id, external_id, participant, status, at, rank, error, errors, opaque, delivery_id,
    received_at, place)
  order by channel_id, external_id, participant, status, at, place
), inserted as (
  insert into message_statuses (project_id, channel_id, external_id, participant, status, at, rank, error, errors,
    opaque, delivery_id, received_at)
  select $1, channel_id, external_id, participant, status, at, rank, error, errors, opaque, delivery_id, received_at
  from given
  on conflict (project_id, channel_id, external_id, participant, status, at) do nothing
  returning channel_id, external_id, participant, status, at
)
select g.place as "place!" from given g join inserted i using (channel_id, external_id, participant, status, at)
        "#,
        project,
        &statuses.channel,
        &statuses.external_id,
        &statuses.participant,
        &statuses.status,
        &statuses.at,
        &statuses.rank,
        &statuses.error as &[Option<String>],
        &statuses.errors as &[Option<serde_json::Value>],
        &statuses.opaque as &[Option<String>],
        &statuses.delivery as &[Option<Uuid>],
        &statuses.received_at,
    )
    .fetch_all(conn)
    .await
}

/// The conversations of the messages that these reports are about, each with the report's place in the batch.
pub async fn conversations(
    conn: &mut PgConnection,
    project: Uuid,
    statuses: &Statuses,
) -> sqlx::Result<Vec<(i64, Uuid)>> {
    let found = sqlx::query!(
        r#"select t.place as "place!", m.conversation_id
           from unnest($2::uuid[], $3::text[]) with ordinality as t (channel_id, external_id, place)
           join messages m on m.project_id = $1 and m.source_id = any ($2) and m.external_id = any ($3)
             and m.source_id = t.channel_id and m.external_id = t.external_id"#,
        project,
        &statuses.channel,
        &statuses.external_id,
    )
    .fetch_all(conn)
    .await?;
    Ok(found.into_iter().map(|row| (row.place, row.conversation_id)).collect())
}

/// Messages of one conversation and day that failed and had no error before.
#[derive(Debug)]
pub struct Failed {
    /// The conversation.
    pub conversation_id: Uuid,
    /// The day on which they were said (UTC).
    pub day: Date,
    /// How many messages.
    pub messages: i64,
    /// Which.
    pub ids: Vec<Uuid>,
}

/// Messages to be brought together with what was reported of them.
#[derive(Debug, Default)]
pub struct Reported {
    /// The channel of each.
    pub channel: Vec<Uuid>,
    /// The platform's id of each.
    pub external_id: Vec<String>,
    /// Whether its fee may have to be booked: its billing was reported, or it is only now on record, or it failed.
    pub is_owing: Vec<bool>,
}

/// What reports did to messages.
#[derive(Debug, Default)]
pub struct Applied {
    /// Conversations to be told of new failures; a message fails at most once.
    pub failed: Vec<Failed>,
    /// Those of the owing messages whose billing is on record, and all that failed just now.
    pub billed: Vec<Uuid>,
}

/// Gives messages their highest reported status, never a lower one than they have.
pub async fn apply(conn: &mut PgConnection, project: Uuid, reported: &Reported) -> sqlx::Result<Applied> {
    let rows = sqlx::query!(
        r#"
with named as (
  select channel_id, external_id, bool_or(is_owing) as is_owing
  from unnest($2::uuid[], $3::text[], $4::boolean[]) as t (channel_id, external_id, is_owing)
  group by channel_id, external_id
), best as (
  select distinct on (s.channel_id, s.external_id) s.channel_id, s.external_id, s.rank, s.at, s.error
  from named n join message_statuses s
    on s.project_id = $1 and s.channel_id = any ($2) and s.external_id = any ($3)
      and s.channel_id = n.channel_id and s.external_id = n.external_id
  order by s.channel_id, s.external_id, s.rank desc, s.at, s.error
), before as (
  select m.id, m.conversation_id, (m.sent_at at time zone 'utc')::date as day, b.rank, b.at, b.error,
    m.status = 9 or m.error is not null as failed
  from best b join messages m on m.project_id = $1 and m.source_id = any ($2) and m.external_id = any ($3)
    and m.source_id = b.channel_id and m.external_id = b.external_id
  -- What a customer said has no delivery, whatever a status claims.
  where m.role <> 'user' and (b.rank > m.status or (b.rank = m.status and b.at is distinct from m.status_at))
  order by m.id for update of m
), changed as (
  update messages m set status = b.rank, status_at = b.at, error = coalesce(m.error, b.error)
  from before b where m.project_id = $1 and m.id = b.id
)
select conversation_id as "conversation_id!", day as "day!", count(*) as "messages!",
  array_agg(id order by id) as "ids!", false as "is_billed!"
from before where (rank = 9 or error is not null) and not failed
group by conversation_id, day
union all
select m.conversation_id, 'epoch'::date, 0, array[m.id], true
from named n
join message_pricing p on p.project_id = $1 and p.channel_id = any ($2) and p.external_id = any ($3)
  and p.channel_id = n.channel_id and p.external_id = n.external_id
join messages m on m.project_id = $1 and m.source_id = any ($2) and m.external_id = any ($3)
  and m.source_id = n.channel_id and m.external_id = n.external_id
where n.is_owing and m.role <> 'user'
order by 5, 1, 2
        "#,
        project,
        &reported.channel,
        &reported.external_id,
        &reported.is_owing,
    )
    .fetch_all(conn)
    .await?;
    let mut applied = Applied::default();
    for row in rows {
        if row.is_billed {
            applied.billed.extend(row.ids);
        } else {
            let (conversation_id, day, messages, ids) = (row.conversation_id, row.day, row.messages, row.ids);
            applied.billed.extend(&ids);
            applied.failed.push(Failed { conversation_id, day, messages, ids });
        }
    }
    // One that was owing and failed is in both.
    applied.billed.sort();
    applied.billed.dedup();
    Ok(applied)
}

/// Adds failures to the errors of their conversation and day.
pub async fn count_failures(conn: &mut PgConnection, project: Uuid, shard: i16, failed: &Failed) -> sqlx::Result<()> {
    sqlx::query!(
        "with told as (
           update conversations set error_count = error_count + $3 where project_id = $1 and id = $2 returning type)
         insert into daily_totals as d (project_id, day, type, shard, messages, user_messages, input_tokens,
           output_tokens, cost_nanos, errors)
         select $1, $4, type, $5, 0, 0, 0, 0, 0, $3 from told
         on conflict (project_id, day, type, shard) do update set errors = d.errors + excluded.errors",
        project,
        failed.conversation_id,
        failed.messages,
        failed.day,
        shard,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// How one message is billed, as one of its statuses said.
#[derive(Debug)]
#[expect(missing_docs, reason = "the columns of the table message_pricing")]
pub struct Price<'a> {
    pub channel: Uuid,
    pub external_id: &'a str,
    pub model: Option<&'a str>,
    pub kind: Option<&'a str>,
    pub category: Option<&'a str>,
    pub billable: Option<bool>,
    pub at: OffsetDateTime,
    pub rank: i16,
}

/// Books how a message is billed, once for each message; the last word by platform time and rank stands.
pub async fn price(conn: &mut PgConnection, project: Uuid, price: &Price<'_>) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into message_pricing as p (project_id, channel_id, external_id, model, type, category, billable, at, rank)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (project_id, channel_id, external_id) do update set
           model = coalesce(excluded.model, p.model), type = coalesce(excluded.type, p.type),
           category = coalesce(excluded.category, p.category), billable = coalesce(excluded.billable, p.billable),
           at = excluded.at, rank = excluded.rank
         where (excluded.at, excluded.rank) > (p.at, p.rank)",
        project,
        price.channel,
        price.external_id,
        price.model,
        price.kind,
        price.category,
        price.billable,
        price.at,
        price.rank,
    )
    .execute(conn)
    .await?;
    Ok(())
}
