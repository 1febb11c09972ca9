//! Customers, who go with their last conversation.

use sqlx::PgConnection;
use uuid::Uuid;

/// The customers of these conversations.
pub async fn of_conversations(
    conn: &mut PgConnection,
    project: Uuid,
    conversations: &[Uuid],
) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        r#"select distinct customer_id as "id!" from conversations
           where project_id = $1 and id = any ($2) and customer_id is not null"#,
        project,
        conversations,
    )
    .fetch_all(conn)
    .await
}

/// The customers called by an alias: of a kind, or by their user name where the kind is `username`; visitors by their
/// site's id of them, whichever of its widgets they used.
pub async fn named(conn: &mut PgConnection, project: Uuid, kind: &str, value: &str) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        r#"select customer_id as "id!" from customer_identities where project_id = $1 and kind = $2 and value = $3
           union
           select customer_id from customer_identities
           where project_id = $1 and $2 = 'visitor' and kind = 'visitor' and substr(value, 38) = $3
           union
           select id from customers where project_id = $1 and $2 = 'username' and username = $3"#,
        project,
        kind,
        value,
    )
    .fetch_all(conn)
    .await
}

/// All conversations of these customers, in the order of their ids.
pub async fn conversations(conn: &mut PgConnection, project: Uuid, customers: &[Uuid]) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "select id from conversations where project_id = $1 and customer_id = any ($2) order by id",
        project,
        customers,
    )
    .fetch_all(conn)
    .await
}

/// The aliases of those of these customers who have no conversation besides `leaving`.
pub async fn parting_aliases(
    conn: &mut PgConnection,
    project: Uuid,
    customers: &[Uuid],
    leaving: &[Uuid],
) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar!(
        r#"with parting as (
             select id, username from customers p where project_id = $1 and id = any ($2) and not exists (
               select 1 from conversations c
               where c.project_id = $1 and c.customer_id = p.id and c.id <> all ($3)))
           select value as "value!" from customer_identities
           where project_id = $1 and customer_id in (select id from parting)
           union
           select username from parting where username is not null"#,
        project,
        customers,
        leaving,
    )
    .fetch_all(conn)
    .await
}

/// Locks customers, so that no conversation begins for them before the transaction ends.
pub async fn lock(conn: &mut PgConnection, project: Uuid, customers: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!(
        "select id from customers where project_id = $1 and id = any ($2) order by id for update",
        project,
        customers,
    )
    .fetch_all(conn)
    .await?;
    Ok(())
}

/// Deletes those of these customers who have no conversation, with their aliases; returns how many.
pub async fn part(conn: &mut PgConnection, project: Uuid, customers: &[Uuid]) -> sqlx::Result<u64> {
    let gone = sqlx::query_scalar!(
        r#"
with gone as (
  delete from customers p where project_id = $1 and id = any ($2)
    and not exists (select 1 from conversations c where c.project_id = $1 and c.customer_id = p.id)
  returning id
), aliases as (
  delete from customer_identities where project_id = $1 and customer_id in (select id from gone)
)
select count(*) as "gone!" from gone
        "#,
        project,
        customers,
    )
    .fetch_one(conn)
    .await?;
    Ok(u64::try_from(gone).unwrap_or(0))
}
