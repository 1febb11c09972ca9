//! Views of the list that people keep.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// A view.
#[derive(Debug)]
#[expect(missing_docs, reason = "the columns of the table views")]
pub struct View {
    pub id: Uuid,
    pub owner: String,
    pub name: String,
    pub query: String,
    pub shared: bool,
    pub created_at: OffsetDateTime,
}

/// Keeps a view; the owner's own of that name is replaced. The id that it has.
pub async fn set(conn: &mut PgConnection, project: Uuid, view: &View) -> sqlx::Result<Uuid> {
    sqlx::query_scalar!(
        "insert into views (project_id, id, owner, name, query, shared, created_at) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (project_id, owner, name) do update set query = excluded.query, shared = excluded.shared
         returning id",
        project,
        view.id,
        view.owner,
        view.name,
        view.query,
        view.shared,
        view.created_at,
    )
    .fetch_one(conn)
    .await
}

/// The views of an owner and those that are shared, by name.
pub async fn list(conn: &mut PgConnection, project: Uuid, owner: &str) -> sqlx::Result<Vec<View>> {
    sqlx::query_as!(
        View,
        "select id, owner, name, query, shared, created_at from views
         where project_id = $1 and (owner = $2 or shared) order by name, id limit 500",
        project,
        owner,
    )
    .fetch_all(conn)
    .await
}

/// Forgets a view of this owner, or anybody's shared one where `any` is set; false when there is none.
pub async fn remove(conn: &mut PgConnection, project: Uuid, id: Uuid, owner: &str, any: bool) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "delete from views where project_id = $1 and id = $2 and (owner = $3 or (shared and $4))",
        project,
        id,
        owner,
        any,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}
