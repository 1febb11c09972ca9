//! What the platform, or the project itself, charges for messages: each with its billing and the rate that goes with it.

use sqlx::PgConnection;
use time::Date;
use uuid::Uuid;

use crate::domain::billing::Billing;
use crate::domain::money::Nanos;
use crate::store::messages::amend::Charged;

/// A message with what it is charged and what it should be.
#[derive(Debug)]
pub struct Owed {
    /// As it is on record.
    pub charged: Charged,
    source: Source,
}

#[derive(Debug)]
enum Source {
    /// A customer's, at the project's own price.
    Own(Option<i64>),
    /// Ours, as the platform bills it.
    Platform {
        model: Option<String>,
        kind: Option<String>,
        billable: Option<bool>,
        has_failed: bool,
        rate: Option<i64>,
    },
}

impl Owed {
    /// What the channel should charge; None where that is not known.
    #[must_use]
    pub fn fee(&self) -> Option<Nanos> {
        match &self.source {
            Source::Own(price) => price.map(Nanos),
            Source::Platform { model, kind, billable, has_failed, rate } => {
                let (model, kind) = (model.as_deref(), kind.as_deref());
                Billing { model, kind, billable: *billable, has_failed: *has_failed }.fee(rate.map(Nanos))
            }
        }
    }
}

/// A row of the statement.
#[derive(Debug)]
struct Row {
    id: Uuid,
    conversation_id: Uuid,
    type_of: String,
    day: Date,
    llm_nanos: Option<i64>,
    channel_nanos: Option<i64>,
    is_own: bool,
    price: Option<i64>,
    model: Option<String>,
    kind: Option<String>,
    billable: Option<bool>,
    has_failed: bool,
    rate: Option<i64>,
}

/// Locks those of these messages for which a channel may charge and reads what it should: customers' by the project's
/// price for the type of conversation, ours by the rate of the recipient's market on the day of the billing.
pub async fn owed(conn: &mut PgConnection, project: Uuid, messages: &[Uuid]) -> sqlx::Result<Vec<Owed>> {
    let rows = sqlx::query_as!(
        Row,
        r#"
with asked as materialized (
  -- What is shown is what was locked, which may be newer than what this statement began with.
  select m.project_id, m.id, m.conversation_id, m.source_id, m.external_id, m.role, m.kind, m.sent_at, m.status,
    m.cost_nanos, m.channel_nanos
  from (select $1::uuid as project_id, id from unnest($2::uuid[]) as t (id) offset 0) a
  join messages m on m.project_id = a.project_id and m.id = a.id
  order by m.id for update of m
)
select m.id, m.conversation_id, c.type as type_of, (m.sent_at at time zone 'utc')::date as "day!",
  m.cost_nanos as llm_nanos, m.channel_nanos, m.role = 'user' as "is_own!", own.nanos as "price?",
  p.model as "model?", p.type as "kind?", p.billable as "billable?", m.status = 9 as "has_failed!",
  rate.nanos as "rate?"
from asked m
join conversations c on c.project_id = m.project_id and c.id = m.conversation_id
left join message_pricing p on p.project_id = m.project_id and p.channel_id = m.source_id
  and p.external_id = m.external_id and m.role <> 'user'
left join lateral (
  select o.nanos from message_prices o
  where o.project_id = $1 and o.type = c.type and m.role = 'user' and m.kind <> all ($3)
    and o.from_day <= (m.sent_at at time zone 'utc')::date
  order by o.from_day desc limit 1
) own on true
left join lateral (
  -- The number where it is known, else the country that a user id begins with.
  select i.kind, i.value from customer_identities i
  where i.project_id = $1 and i.customer_id = c.customer_id and i.kind in ('phone', 'wa_user') and p.at is not null
  order by i.kind, i.created_at desc limit 1
) person on true
left join lateral (
  select r.prefix from rates r
  where r.project_id = $1 and r.prefix = any (case person.kind
    when 'phone' then array(select left(person.value, n) from generate_series(1, 7) n)
    else array[upper(split_part(person.value, '.', 1))] end)
  order by length(r.prefix) desc limit 1
) market on true
left join lateral (
  select r.nanos from rates r
  where r.project_id = $1 and r.prefix = market.prefix and r.category = replace(lower(p.category), '-', '_')
    and r.from_day <= (p.at at time zone 'utc')::date
    and r.currency = (select currency from projects where id = $1)
  order by r.from_day desc limit 1
) rate on true
where m.role = 'user' or p.at is not null
order by m.id
        "#,
        project,
        messages,
        &crate::domain::message::ANNOTATIONS.map(str::to_owned),
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(Owed::from).collect())
}

impl From<Row> for Owed {
    fn from(row: Row) -> Self {
        let source = if row.is_own {
            Source::Own(row.price)
        } else {
            Source::Platform {
                model: row.model,
                kind: row.kind,
                billable: row.billable,
                has_failed: row.has_failed,
                rate: row.rate,
            }
        };
        let charged = Charged {
            id: row.id,
            conversation_id: row.conversation_id,
            kind: row.type_of,
            day: row.day,
            llm_nanos: row.llm_nanos,
            channel_nanos: row.channel_nanos,
        };
        Self { charged, source }
    }
}
