//! How far channels and conversations are ahead of their pace; whoever holds a row decides what may go.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// A channel or conversation and its pace.
#[derive(Clone, Copy, Debug)]
pub struct Held {
    /// The channel or conversation.
    pub id: Uuid,
    /// When all that was sent would have been sent at an even pace.
    pub even_at: OffsetDateTime,
    /// Of a channel, how many may be sent a second.
    pub messages_per_second: Option<i32>,
}

/// Columns of channels and conversations of projects.
#[derive(Debug, Default)]
#[expect(missing_docs, reason = "the columns of the table send_paces")]
pub struct Names {
    pub project: Vec<Uuid>,
    pub id: Vec<Uuid>,
}

/// Has a row be there for each, which never sent anything where it is new.
pub async fn enrol(conn: &mut PgConnection, names: &Names) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into send_paces (project_id, id, even_at)
         select distinct project_id, id, to_timestamp(0) from unnest($1::uuid[], $2::uuid[]) as t (project_id, id)
         order by project_id, id
         on conflict (project_id, id) do nothing",
        &names.project,
        &names.id,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The rows, which nobody else changes until the transaction ends.
pub async fn hold(conn: &mut PgConnection, names: &Names) -> sqlx::Result<Vec<Held>> {
    sqlx::query_as!(
        Held,
        r#"select p.id, p.even_at, c.messages_per_second as "messages_per_second?"
           from send_paces p
           left join channels c on c.project_id = p.project_id and c.id = p.id
           where (p.project_id, p.id) in (select * from unnest($1::uuid[], $2::uuid[]))
           order by p.project_id, p.id for update of p"#,
        &names.project,
        &names.id,
    )
    .fetch_all(conn)
    .await
}

/// Notes how far each is now.
pub async fn advance(conn: &mut PgConnection, names: &Names, even_at: &[OffsetDateTime]) -> sqlx::Result<()> {
    sqlx::query!(
        "update send_paces p set even_at = t.even_at
         from unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) as t (project_id, id, even_at)
         where p.project_id = t.project_id and p.id = t.id",
        &names.project,
        &names.id,
        even_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Has the pace of `survivor` be the later one of both.
pub async fn merge(conn: &mut PgConnection, project: Uuid, survivor: Uuid, loser: Uuid) -> sqlx::Result<()> {
    sqlx::query!(
        "with gone as (delete from send_paces where project_id = $1 and id = $3 returning even_at)
         insert into send_paces as p (project_id, id, even_at) select $1, $2, even_at from gone
         on conflict (project_id, id) do update set even_at = greatest(p.even_at, excluded.even_at)",
        project,
        survivor,
        loser,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Forgets conversations.
pub async fn delete(conn: &mut PgConnection, project: Uuid, conversations: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!("delete from send_paces where project_id = $1 and id = any ($2)", project, conversations)
        .execute(conn)
        .await?;
    Ok(())
}
