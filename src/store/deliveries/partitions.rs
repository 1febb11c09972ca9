//! Raw deliveries are kept in one partition for each day of their ids, so that old ones go at once.
//!
//! Names of tables cannot be parameters: the statements here are put together, from dates and ids only.

use sqlx::{AssertSqlSafe, PgConnection};
use time::{Date, Duration, Month, OffsetDateTime};
use uuid::Uuid;

use crate::domain::id::floor;

/// The partition of a day (UTC) and the ids that belong there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Partition(Date);

impl Partition {
    /// The partition of ids made at `at`.
    #[must_use]
    pub fn of(at: OffsetDateTime) -> Self {
        Self(at.to_offset(time::UtcOffset::UTC).date())
    }

    fn parse(table: &str) -> Option<Self> {
        let digits = table.strip_prefix("deliveries_").filter(|digits| digits.len() == 8)?;
        let month = Month::try_from(digits.get(4..6)?.parse::<u8>().ok()?).ok()?;
        let day = digits.get(6..8)?.parse().ok()?;
        Date::from_calendar_date(digits.get(0..4)?.parse().ok()?, month, day).ok().map(Self)
    }

    /// The day after.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(Duration::days(1)))
    }

    /// The end of the day.
    #[must_use]
    pub fn ends_at(self) -> OffsetDateTime {
        self.next().0.midnight().assume_utc()
    }

    fn table(self) -> String {
        format!("deliveries_{:04}{:02}{:02}", self.0.year(), u8::from(self.0.month()), self.0.day())
    }

    fn bounds(self) -> (Uuid, Uuid) {
        (floor(self.0.midnight().assume_utc()), floor(self.ends_at()))
    }
}

/// The days that have a partition, oldest first.
pub async fn existing(conn: &mut PgConnection) -> sqlx::Result<Vec<Partition>> {
    let tables = sqlx::query_scalar!(
        r#"select c.relname::text as "name!" from pg_inherits i join pg_class c on c.oid = i.inhrelid
           where i.inhparent = 'deliveries'::regclass order by 1"#,
    )
    .fetch_all(conn)
    .await?;
    Ok(tables.iter().filter_map(|table| Partition::parse(table)).collect())
}

/// Whether deliveries of that day went into the default partition; then it stays their place, since moving them would
/// hold up intake.
pub async fn is_in_default(conn: &mut PgConnection, partition: Partition) -> sqlx::Result<bool> {
    let (from, to) = partition.bounds();
    let found = sqlx::query_scalar!(
        r#"select exists (select 1 from deliveries_default where id >= $1 and id < $2) as "exists!""#,
        from,
        to,
    )
    .fetch_one(conn)
    .await?;
    Ok(found)
}

/// Makes the partition of a day. To be called in a transaction; intake goes on meanwhile.
pub async fn create(conn: &mut PgConnection, partition: Partition) -> sqlx::Result<()> {
    let (table, (from, to)) = (partition.table(), partition.bounds());
    // Attached rather than created in place, which would lock out all intake.
    let make = format!("create table {table} (like deliveries including all)");
    sqlx::raw_sql(AssertSqlSafe(make)).execute(&mut *conn).await?;
    let attach = format!("alter table deliveries attach partition {table} for values from ('{from}') to ('{to}')");
    sqlx::raw_sql(AssertSqlSafe(attach)).execute(conn).await?;
    Ok(())
}

/// Drops the partition of a day with all its deliveries.
pub async fn drop(conn: &mut PgConnection, partition: Partition) -> sqlx::Result<()> {
    let statement = format!("drop table if exists {}", partition.table());
    sqlx::raw_sql(AssertSqlSafe(statement)).execute(conn).await?;
    Ok(())
}

/// Deletes deliveries before `before` that went into the default partition, up to `limit`; returns how many.
pub async fn thin_default(conn: &mut PgConnection, before: OffsetDateTime, limit: i64) -> sqlx::Result<u64> {
    let done = sqlx::query!(
        "delete from deliveries_default
         where id in (select id from deliveries_default where id < $1 order by id limit $2)",
        floor(before),
        limit,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected())
}

/// Deletes what deliveries before `before` said of further conversations, up to `limit`; returns how many.
pub async fn unlink(conn: &mut PgConnection, before: OffsetDateTime, limit: i64) -> sqlx::Result<u64> {
    let done = sqlx::query!(
        "delete from delivery_conversations where (conversation_id, delivery_id) in (
           select conversation_id, delivery_id from delivery_conversations where delivery_id < $1
           order by delivery_id limit $2)",
        floor(before),
        limit,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected())
}

#[cfg(test)]
mod tests {
    use super::Partition;
    use time::macros::datetime;

    #[test]
    fn a_partition_is_named_by_its_day_and_found_by_its_name() {
        let partition = Partition::of(datetime!(2026-03-01 23:59:59 UTC));
        assert_eq!(partition.table(), "deliveries_20260301");
        assert_eq!(partition.ends_at(), datetime!(2026-03-02 00:00 UTC));
        assert_eq!(Partition::parse("deliveries_20260301"), Some(partition));
        for table in ["deliveries_default", "deliveries_2026030", "deliveries_20261301", "deliveries_äöüß"] {
            assert_eq!(Partition::parse(table), None, "{table}");
        }
    }
}
