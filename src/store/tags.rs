//! Tags of conversations.

use sqlx::PgConnection;
use uuid::Uuid;

/// Adds and removes tags of many conversations, and keeps the others in their order; how many had it coming. One that
/// would have more than `most` stays as it is.
pub async fn change(
    conn: &mut PgConnection,
    project: Uuid,
    conversations: &[Uuid],
    add: &[String],
    remove: &[String],
    most: i32,
) -> sqlx::Result<u64> {
    let done = sqlx::query!(
        "with wanted as (
           select c.id, c.tags, array(select t from unnest(c.tags) with ordinality as old (t, place) where t <> all ($4) order by place)
             || array(select t from unnest($3::text[]) with ordinality as new (t, place)
                      where t <> all (c.tags) or t = any ($4) order by place) as after
           from conversations c where c.project_id = $1 and c.id = any ($2) order by c.id for update)
         update conversations c set tags = w.after from wanted w
         where c.project_id = $1 and c.id = w.id and w.after <> w.tags and cardinality(w.after) <= $5",
        project,
        conversations,
        add,
        remove,
        most,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected())
}

/// The tags of at most `looks` tagged conversations, the most used first, and how many of those have them.
pub async fn list(conn: &mut PgConnection, project: Uuid, looks: i64) -> sqlx::Result<Vec<(String, i64)>> {
    let rows = sqlx::query!(
        r#"select tag as "tag!", count(*) as "conversations!"
           from (select tags from conversations where project_id = $1 and tags <> '{}' limit $2) as c, unnest(c.tags) as tag
           group by tag order by count(*) desc, tag limit 500"#,
        project,
        looks,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.tag, row.conversations)).collect())
}
