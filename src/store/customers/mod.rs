//! Customers and the aliases under which they reach us.

pub mod many;

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// The customers known by any of these aliases, oldest first.
pub async fn known(
    conn: &mut PgConnection,
    project: Uuid,
    kinds: &[String],
    values: &[String],
) -> sqlx::Result<Vec<Uuid>> {
    let mut ids: Vec<Uuid> =
        many::known(conn, project, kinds, values).await?.into_iter().map(|alias| alias.customer_id).collect();
    ids.sort();
    ids.dedup();
    Ok(ids)
}

/// Keeps customers from being erased, written to or begun a conversation with until the transaction ends; tells how many
/// of them exist.
pub async fn lock(conn: &mut PgConnection, project: Uuid, ids: &[Uuid]) -> sqlx::Result<usize> {
    let locked = sqlx::query_scalar!(
        "select id from customers where project_id = $1 and id = any ($2) order by id for update",
        project,
        ids,
    )
    .fetch_all(conn)
    .await?;
    Ok(locked.len())
}

/// Keeps customers from being erased, or renamed by another, until the transaction ends: to be asked before any of their
/// conversations is written to, since whoever deletes locks in this order too.
pub async fn claim(conn: &mut PgConnection, project: Uuid, ids: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!(
        "select id from customers where project_id = $1 and id = any ($2) order by id for no key update",
        project,
        ids,
    )
    .fetch_all(conn)
    .await?;
    Ok(())
}

/// Takes over a name and user name, each only if given, unless the customer said something later: that came with the
/// name of its time. True when anything changed.
pub async fn rename(
    conn: &mut PgConnection,
    project: Uuid,
    customer: Uuid,
    name: Option<&str>,
    username: Option<&str>,
    at: OffsetDateTime,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update customers set name = coalesce($3, name), username = coalesce($4, username), named_at = $5
         where project_id = $1 and id = $2 and (named_at is null or named_at <= $5)
           and (name is distinct from coalesce($3, name) or username is distinct from coalesce($4, username))
           and not exists (
             select 1 from conversations c join messages m on m.project_id = c.project_id and m.conversation_id = c.id
             where c.project_id = $1 and c.customer_id = $2 and m.role = 'user' and m.sent_at > $5)",
        project,
        customer,
        name,
        username,
        at,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Moves the aliases of `loser` to `survivor`, keeps the newer name, and removes `loser`, whose conversations must
/// have been handed over before.
pub async fn merge(conn: &mut PgConnection, project: Uuid, survivor: Uuid, loser: Uuid) -> sqlx::Result<()> {
    sqlx::query!(
        "update customer_identities set customer_id = $2 where project_id = $1 and customer_id = $3",
        project,
        survivor,
        loser,
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "with gone as (delete from customers where project_id = $1 and id = $3 returning *)
         update customers c set
           name = case when c.named_at is null or g.named_at > c.named_at then coalesce(g.name, c.name)
             else coalesce(c.name, g.name) end,
           username = case when c.named_at is null or g.named_at > c.named_at then coalesce(g.username, c.username)
             else coalesce(c.username, g.username) end,
           named_at = greatest(c.named_at, g.named_at),
           created_at = least(c.created_at, g.created_at)
         from gone g where c.project_id = $1 and c.id = $2",
        project,
        survivor,
        loser,
    )
    .execute(conn)
    .await?;
    Ok(())
}
