//! Orders to price anew what is on record, and how far each is.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// An order.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns of the table repricings")]
pub struct Repricing {
    pub project_id: Uuid,
    pub id: Uuid,
    pub actor: String,
    pub requested_at: OffsetDateTime,
    pub is_dry_run: bool,
    pub from_at: Option<OffsetDateTime>,
    pub to_at: Option<OffsetDateTime>,
    pub model: Option<String>,
    pub assistant_id: Option<Uuid>,
    pub tokens: bool,
    pub fees: bool,
    /// `due` or `done`.
    pub state: String,
    pub reached: Uuid,
    pub until: Uuid,
    pub seen: i64,
    pub changed: i64,
    pub before_nanos: i64,
    pub after_nanos: i64,
    pub finished_at: Option<OffsetDateTime>,
}

/// Gives an order.
pub async fn insert(conn: &mut PgConnection, order: &Repricing) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into repricings (project_id, id, actor, requested_at, is_dry_run, from_at, to_at, model, assistant_id,
           tokens, fees, reached, until)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        order.project_id,
        order.id,
        order.actor,
        order.requested_at,
        order.is_dry_run,
        order.from_at,
        order.to_at,
        order.model,
        order.assistant_id,
        order.tokens,
        order.fees,
        order.reached,
        order.until,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// One order.
pub async fn find(conn: &mut PgConnection, project: Uuid, id: Uuid) -> sqlx::Result<Option<Repricing>> {
    sqlx::query_as!(Repricing, "select * from repricings where project_id = $1 and id = $2", project, id)
        .fetch_optional(conn)
        .await
}

/// Orders before `before`, the newest first.
pub async fn list(conn: &mut PgConnection, project: Uuid, before: Uuid, limit: i64) -> sqlx::Result<Vec<Repricing>> {
    sqlx::query_as!(
        Repricing,
        "select * from repricings where project_id = $1 and id < $2 order by id desc limit $3",
        project,
        before,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// The oldest order that is not done and that nobody is at, locked until the transaction ends.
pub async fn claim(conn: &mut PgConnection) -> sqlx::Result<Option<Repricing>> {
    sqlx::query_as!(
        Repricing,
        "select * from repricings where state = 'due' order by requested_at limit 1 for update skip locked",
    )
    .fetch_optional(conn)
    .await
}

/// Notes how far an order is.
pub async fn advance(conn: &mut PgConnection, order: &Repricing) -> sqlx::Result<()> {
    sqlx::query!(
        "update repricings set state = $3, reached = $4, seen = $5, changed = $6, before_nanos = $7, after_nanos = $8,
           finished_at = $9
         where project_id = $1 and id = $2",
        order.project_id,
        order.id,
        order.state,
        order.reached,
        order.seen,
        order.changed,
        order.before_nanos,
        order.after_nanos,
        order.finished_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}
