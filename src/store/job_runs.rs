//! Who runs which slot of which job: a slot is claimed by inserting its row, and by taking over a lease that ran out.
//!
//! These commits do not wait for the disk, where intake waits already: a claim that a crash forgets is a job that runs
//! once more, which every job may.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// One slot of one job, as a node claims it.
#[derive(Clone, Copy, Debug)]
pub struct Claim {
    /// The job's name.
    pub name: &'static str,
    /// The time for which the job was due.
    pub slot: OffsetDateTime,
    /// Who claims it.
    pub node: Uuid,
}

/// Claims a slot until `lease_until`; true for exactly one node.
pub async fn claim(conn: &mut PgConnection, claim: Claim, lease_until: OffsetDateTime) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "insert into job_runs (name, slot, node, lease_until)
         select $1, $2, $3, $4 where set_config('synchronous_commit', 'off', true) = 'off'
         on conflict (name, slot) do nothing",
        claim.name,
        claim.slot,
        claim.node,
        lease_until,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The newest slot of a job if nobody finished it and its lease ran out; older ones are made good by newer ones.
pub async fn abandoned(
    conn: &mut PgConnection,
    name: &str,
    now: OffsetDateTime,
) -> sqlx::Result<Option<OffsetDateTime>> {
    sqlx::query_scalar!(
        "select slot from (select slot, lease_until, done_at from job_runs where name = $1 order by slot desc limit 1) newest
         where done_at is null and lease_until <= $2",
        name,
        now,
    )
    .fetch_optional(conn)
    .await
}

/// Takes over a slot whose lease ran out; true for exactly one node.
pub async fn take_over(
    conn: &mut PgConnection,
    claim: Claim,
    now: OffsetDateTime,
    lease_until: OffsetDateTime,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update job_runs set node = $3, lease_until = $5
         where name = $1 and slot = $2 and done_at is null and lease_until <= $4",
        claim.name,
        claim.slot,
        claim.node,
        now,
        lease_until,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Marks a slot as done, unless another node has taken it over.
pub async fn finish(conn: &mut PgConnection, claim: Claim, count: u64, now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "update job_runs set done_at = $4, outcome = $5 where name = $1 and slot = $2 and node = $3
           and set_config('synchronous_commit', 'off', true) = 'off'",
        claim.name,
        claim.slot,
        claim.node,
        now,
        count.to_string(),
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Forgets slots before `before` but the newest of each job; returns how many.
pub async fn prune(conn: &mut PgConnection, before: OffsetDateTime, limit: i64) -> sqlx::Result<u64> {
    let done = sqlx::query!(
        "delete from job_runs where (name, slot) in (
           select name, slot from job_runs r
           where slot < $1 and exists (select 1 from job_runs n where n.name = r.name and n.slot > r.slot)
           limit $2)",
        before,
        limit,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected())
}
