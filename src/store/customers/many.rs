//! Finding, creating and naming customers, one or those of a whole batch alike.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// An alias and whose it is.
#[derive(Debug)]
#[expect(missing_docs, reason = "the columns of the table customer_identities")]
pub struct Alias {
    pub kind: String,
    pub value: String,
    pub customer_id: Uuid,
}

/// Those of the aliases that belong to somebody.
pub async fn known(
    conn: &mut PgConnection,
    project: Uuid,
    kinds: &[String],
    values: &[String],
) -> sqlx::Result<Vec<Alias>> {
    sqlx::query_as!(
        Alias,
        // `offset 0` keeps the project with each row: as a value of its own it would be a reason to read all its rows.
        "select i.kind, i.value, i.customer_id
         from (select $1::uuid as project_id, kind, value from unnest($2::text[], $3::text[]) as t (kind, value)
           offset 0) t
         join customer_identities i on i.project_id = t.project_id and i.kind = t.kind and i.value = t.value",
        project,
        kinds,
        values,
    )
    .fetch_all(conn)
    .await
}

/// Customers, as columns.
#[derive(Debug, Default)]
#[expect(missing_docs, reason = "the columns of the table customers")]
pub struct Customers {
    pub id: Vec<Uuid>,
    pub name: Vec<Option<String>>,
    pub username: Vec<Option<String>>,
    pub named_at: Vec<Option<OffsetDateTime>>,
}

/// Creates customers.
pub async fn insert(
    conn: &mut PgConnection,
    project: Uuid,
    customers: &Customers,
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into customers (project_id, id, name, username, named_at, created_at)
         select $1, id, name, username, named_at, $6
         from unnest($2::uuid[], $3::text[], $4::text[], $5::timestamptz[]) as t (id, name, username, named_at)",
        project,
        &customers.id,
        &customers.name as &[Option<String>],
        &customers.username as &[Option<String>],
        &customers.named_at as &[Option<OffsetDateTime>],
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Gives customers aliases; returns how many of these belonged to nobody until now.
pub async fn add_identities(
    conn: &mut PgConnection,
    project: Uuid,
    customers: &[Uuid],
    kinds: &[String],
    values: &[String],
    now: OffsetDateTime,
) -> sqlx::Result<u64> {
    let done = sqlx::query!(
        "insert into customer_identities (project_id, kind, value, customer_id, created_at)
         select $1, kind, value, customer_id, $5
         from unnest($2::uuid[], $3::text[], $4::text[]) as t (customer_id, kind, value) order by kind, value
         on conflict (project_id, kind, value) do nothing",
        project,
        customers,
        kinds,
        values,
        now,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected())
}

/// What a customer is called.
#[derive(Debug)]
#[expect(missing_docs, reason = "the columns of the table customers")]
pub struct Called {
    pub id: Uuid,
    pub name: Option<String>,
    pub username: Option<String>,
}

/// Keeps customers from being erased until the transaction ends; returns those that exist.
pub async fn hold(conn: &mut PgConnection, project: Uuid, ids: &[Uuid]) -> sqlx::Result<Vec<Called>> {
    sqlx::query_as!(
        Called,
        "select id, name, username from customers where project_id = $1 and id = any ($2) order by id for key share",
        project,
        ids,
    )
    .fetch_all(conn)
    .await
}
