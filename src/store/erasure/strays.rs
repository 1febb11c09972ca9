//! What may name a person without belonging to a conversation: deliveries that told of none, and notices. Only their
//! text tells, so they are read through.

use sqlx::PgConnection;
use uuid::Uuid;

/// Something to be read through.
#[derive(Debug)]
pub struct Stray {
    /// The delivery or notice.
    pub id: Uuid,
    /// What it says.
    pub body: Vec<u8>,
}

/// Deliveries that speak of no conversation, after `after`, by id.
pub async fn deliveries(conn: &mut PgConnection, project: Uuid, after: Uuid, limit: i64) -> sqlx::Result<Vec<Stray>> {
    sqlx::query_as!(
        Stray,
        "select id, body from deliveries
         where project_id = $1 and conversation_id is null and outcome <> 'erased' and id > $2
         order by id limit $3",
        project,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Notices after `after`, by id.
pub async fn notices(conn: &mut PgConnection, project: Uuid, after: Uuid, limit: i64) -> sqlx::Result<Vec<Stray>> {
    sqlx::query_as!(
        Stray,
        r#"select id, convert_to(content::text, 'UTF8') as "body!" from channel_notices
           where project_id = $1 and id > $2 order by id limit $3"#,
        project,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// The deliveries that brought these notices.
pub async fn deliveries_of_notices(conn: &mut PgConnection, project: Uuid, ids: &[Uuid]) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        r#"select delivery_id as "id!" from channel_notices
           where project_id = $1 and id = any ($2) and delivery_id is not null"#,
        project,
        ids,
    )
    .fetch_all(conn)
    .await
}

/// Deletes notices.
pub async fn delete_notices(conn: &mut PgConnection, project: Uuid, ids: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!("delete from channel_notices where project_id = $1 and id = any ($2)", project, ids)
        .execute(conn)
        .await?;
    Ok(())
}

/// Deletes statuses under these external ids whose message is not ours.
pub async fn delete_statuses(conn: &mut PgConnection, project: Uuid, external_ids: &[String]) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from message_statuses s using channels c, unnest($2::text[]) as t (external_id)
         where c.project_id = $1 and s.project_id = $1 and s.channel_id = c.id and s.external_id = t.external_id
           and not exists (
             select 1 from messages m
             where m.project_id = $1 and m.source_id = s.channel_id and m.external_id = s.external_id)",
        project,
        external_ids,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Deletes how messages under these external ids were billed, if they are not ours.
pub async fn delete_pricing(conn: &mut PgConnection, project: Uuid, external_ids: &[String]) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from message_pricing p using channels c, unnest($2::text[]) as t (external_id)
         where c.project_id = $1 and p.project_id = $1 and p.channel_id = c.id and p.external_id = t.external_id
           and not exists (
             select 1 from messages m
             where m.project_id = $1 and m.source_id = p.channel_id and m.external_id = p.external_id)",
        project,
        external_ids,
    )
    .execute(conn)
    .await?;
    Ok(())
}
