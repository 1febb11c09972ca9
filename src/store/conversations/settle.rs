//! The number of messages by which lists are ordered, where the recorder left it behind.

use sqlx::PgConnection;
use uuid::Uuid;

/// Sets the listed number of messages right where it differs; returns the conversations that somebody else was writing
/// to, which are passed over rather than waited for and must be asked for again.
pub async fn settle(conn: &mut PgConnection, project: Uuid, conversations: &[Uuid]) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        r#"
with late as materialized (
  select c.project_id, c.id
  from (select $1::uuid as project_id, id from unnest($2::uuid[]) as t (id) offset 0) a
  join conversations c on c.project_id = a.project_id and c.id = a.id
  where c.listed_message_count <> c.message_count
), held as (
  select c.project_id, c.id from late l join conversations c on c.project_id = l.project_id and c.id = l.id
  where c.listed_message_count <> c.message_count
  order by c.id for no key update of c skip locked
), settled as (
  update conversations c set listed_message_count = c.message_count from held h
  where c.project_id = h.project_id and c.id = h.id
  returning c.id
)
select id from late where id not in (select id from settled)
        "#,
        project,
        conversations,
    )
    .fetch_all(conn)
    .await
}
