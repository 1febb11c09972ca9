//! What messages cost, changed after they were recorded: message, conversation and day together, so that sums stay
//! exact.

use sqlx::PgConnection;
use time::Date;
use uuid::Uuid;

/// What a message is charged, and where that counts.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "columns of the tables messages and conversations")]
pub struct Charged {
    pub id: Uuid,
    pub conversation_id: Uuid,
    /// The type of the conversation.
    pub kind: String,
    /// The day on which it was said (UTC).
    pub day: Date,
    pub llm_nanos: Option<i64>,
    pub channel_nanos: Option<i64>,
}

/// Columns of messages whose charge changes.
#[derive(Debug, Default)]
pub struct Amendments {
    pub(in crate::store) id: Vec<Uuid>,
    conversation: Vec<Uuid>,
    kind: Vec<String>,
    day: Vec<Date>,
    pub(in crate::store) llm: Vec<Option<i64>>,
    pub(in crate::store) channel: Vec<Option<i64>>,
    pub(in crate::store) old_llm: Vec<Option<i64>>,
    pub(in crate::store) old_channel: Vec<Option<i64>>,
}

impl Amendments {
    /// How many there are.
    #[must_use]
    pub fn count(&self) -> i64 {
        i64::try_from(self.id.len()).unwrap_or(i64::MAX)
    }

    /// What all of them cost before and after, in nano-units; the unknown counts as nothing.
    #[must_use]
    pub fn sums(&self) -> (i64, i64) {
        let sum = |columns: [&Vec<Option<i64>>; 2]| columns.into_iter().flatten().flatten().sum();
        (sum([&self.old_llm, &self.old_channel]), sum([&self.llm, &self.channel]))
    }

    /// The conversations, each once, in the order of their ids.
    #[must_use]
    pub fn conversations(&self) -> Vec<Uuid> {
        let mut conversations = self.conversation.clone();
        conversations.sort();
        conversations.dedup();
        conversations
    }

    /// One more, unless nothing changes; true when something does.
    pub fn add(&mut self, charged: &Charged, llm: Option<i64>, channel: Option<i64>) -> bool {
        if (charged.llm_nanos, charged.channel_nanos) == (llm, channel) {
            return false;
        }
        self.id.push(charged.id);
        self.conversation.push(charged.conversation_id);
        self.kind.push(charged.kind.clone());
        self.day.push(charged.day);
        self.llm.push(llm);
        self.channel.push(channel);
        self.old_llm.push(charged.llm_nanos);
        self.old_channel.push(charged.channel_nanos);
        true
    }
}

/// Writes what messages are charged from now on; they must be locked since their old charge was read.
pub async fn write(conn: &mut PgConnection, project: Uuid, shard: i16, amendments: &Amendments) -> sqlx::Result<()> {
    if amendments.id.is_empty() {
        return Ok(());
    }
    sqlx::query!(
        r#"
with given as materialized (
  select $1::uuid as project_id, *,
    coalesce(llm, 0) - coalesce(old_llm, 0) as llm_more,
    coalesce(channel, 0) - coalesce(old_channel, 0) as channel_more
  from unnest($2::uuid[], $3::uuid[], $4::text[], $5::date[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[])
    as t (id, conversation_id, type, day, llm, channel, old_llm, old_channel)
), charged as (
  update messages m set cost_nanos = g.llm, channel_nanos = g.channel,
    -- Only what was worked out here changes.
    cost_computed = case when g.llm is distinct from g.old_llm then g.llm is not null else m.cost_computed end
  from given g where m.project_id = g.project_id and m.id = g.id
  returning m.id, coalesce(m.model, '') as model
), sums as (
  select project_id, conversation_id, sum(llm_more + channel_more)::bigint as more,
    sum(channel_more)::bigint as channel_more,
    count(llm) - count(old_llm) as llm_priced, count(channel) - count(old_channel) as channel_priced
  from given group by project_id, conversation_id order by conversation_id
), told as (
  update conversations c set cost_nanos = c.cost_nanos + s.more, channel_nanos = c.channel_nanos + s.channel_more,
    llm_priced = c.llm_priced + s.llm_priced, channel_priced = c.channel_priced + s.channel_priced
  from sums s where c.project_id = s.project_id and c.id = s.conversation_id
  returning c.id, c.assistant_id, c.customer_id
), costs as (
  insert into daily_costs as d (project_id, day, conversation_id, model, type, assistant_id, customer_id, input_tokens,
    output_tokens, cost_nanos, channel_nanos)
  select $1, g.day, g.conversation_id, m.model, g.type, c.assistant_id, c.customer_id, 0, 0,
    sum(g.llm_more + g.channel_more)::bigint, sum(g.channel_more)::bigint
  from given g join charged m on m.id = g.id join told c on c.id = g.conversation_id
  group by 2, 3, 4, 5, 6, 7
  on conflict (project_id, day, conversation_id, model) do update set
    cost_nanos = d.cost_nanos + excluded.cost_nanos, channel_nanos = d.channel_nanos + excluded.channel_nanos
)
insert into daily_totals as d (project_id, day, type, shard, messages, user_messages, input_tokens, output_tokens,
  cost_nanos, errors, channel_nanos)
select $1, day, type, $10, 0, 0, 0, 0, sum(llm_more + channel_more)::bigint, 0, sum(channel_more)::bigint
from given group by day, type order by day, type
on conflict (project_id, day, type, shard) do update set
  cost_nanos = d.cost_nanos + excluded.cost_nanos, channel_nanos = d.channel_nanos + excluded.channel_nanos
        "#,
        project,
        &amendments.id,
        &amendments.conversation,
        &amendments.kind,
        &amendments.day,
        &amendments.llm as &[Option<i64>],
        &amendments.channel as &[Option<i64>],
        &amendments.old_llm as &[Option<i64>],
        &amendments.old_channel as &[Option<i64>],
        shard,
    )
    .execute(conn)
    .await?;
    Ok(())
}
