//! The platform's rate card of a project, kept as it was imported.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

/// Columns of a card; a line of the card has a row for each of its prefixes.
#[derive(Debug, Default)]
#[expect(missing_docs, reason = "the columns of the table rates")]
pub struct Rates {
    pub prefix: Vec<String>,
    pub category: Vec<String>,
    pub from_day: Vec<Date>,
    pub line: Vec<i32>,
    pub market: Vec<String>,
    pub currency: Vec<String>,
    pub nanos: Vec<i64>,
    pub tier: Vec<Option<String>>,
}

/// Takes the card away.
pub async fn clear(conn: &mut PgConnection, project: Uuid) -> sqlx::Result<()> {
    sqlx::query!("delete from rates where project_id = $1", project).execute(conn).await?;
    Ok(())
}

/// Adds rows.
pub async fn insert(conn: &mut PgConnection, project: Uuid, rates: &Rates, now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into rates (project_id, prefix, category, from_day, line, market, currency, nanos, tier, imported_at)
         select $1, *, $10 from unnest($2::text[], $3::text[], $4::date[], $5::integer[], $6::text[], $7::text[],
           $8::bigint[], $9::text[])",
        project,
        &rates.prefix,
        &rates.category,
        &rates.from_day,
        &rates.line,
        &rates.market,
        &rates.currency,
        &rates.nanos,
        &rates.tier as &[Option<String>],
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A line of the card.
#[derive(Debug)]
#[expect(missing_docs, reason = "columns of the table rates")]
pub struct Line {
    pub line: i32,
    pub market: String,
    pub prefixes: Vec<String>,
    pub category: String,
    pub currency: String,
    pub nanos: i64,
    pub from_day: Date,
    pub tier: Option<String>,
    pub imported_at: OffsetDateTime,
}

/// The card in the order of its lines.
pub async fn list(conn: &mut PgConnection, project: Uuid) -> sqlx::Result<Vec<Line>> {
    sqlx::query_as!(
        Line,
        r#"select line, market, array_agg(prefix order by prefix) as "prefixes!", category, currency, nanos, from_day,
             tier, imported_at
           from rates where project_id = $1
           group by line, market, category, currency, nanos, from_day, tier, imported_at order by line"#,
        project,
    )
    .fetch_all(conn)
    .await
}

/// What a number used of its free allowance.
#[derive(Debug)]
pub struct Used {
    /// The channel.
    pub channel_id: Uuid,
    /// Its name.
    pub name: String,
    /// Its number, digits.
    pub phone: Option<String>,
    /// Messages that the platform did not charge because of it.
    pub messages: i64,
}

/// The messages that each number of the project sent for nothing since a time, counted up to `most`.
pub async fn used(conn: &mut PgConnection, project: Uuid, since: OffsetDateTime, most: i64) -> sqlx::Result<Vec<Used>> {
    sqlx::query_as!(
        Used,
        r#"select c.id as channel_id, c.name, c.display_phone_number as phone, (
             select count(*) from (
               select from message_pricing p where p.project_id = $1 and p.channel_id = c.id
                 and p.type = 'free_customer_service' and p.category = 'service' and p.at >= $2 limit $3) f
           ) as "messages!"
           from channels c where c.project_id = $1 and c.type = 'whatsapp' order by c.created_at"#,
        project,
        since,
        most,
    )
    .fetch_all(conn)
    .await
}
