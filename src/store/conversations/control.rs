//! The switches of a conversation: who answers, whether at all, its tags and its variables.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::customer::{Identity, IdentityKind};

/// A conversation as those who write to it need it.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns of the table conversations")]
pub struct Control {
    pub kind: String,
    pub channel_id: Option<Uuid>,
    pub assistant_id: Option<Uuid>,
    pub ai_enabled: bool,
    pub assignee: Option<String>,
    pub assigned_at: Option<OffsetDateTime>,
    pub status: String,
    pub tags: Vec<String>,
    pub last_activity_at: OffsetDateTime,
    pub ended_at: Option<OffsetDateTime>,
    pub free_entry_expires_at: Option<OffsetDateTime>,
}

/// One conversation of a project.
pub async fn find(conn: &mut PgConnection, project: Uuid, id: Uuid) -> sqlx::Result<Option<Control>> {
    sqlx::query_as!(
        Control,
        "select type as kind, channel_id, assistant_id, ai_enabled, assignee, assigned_at, status, tags,
           last_activity_at, ended_at, free_entry_expires_at
         from conversations where project_id = $1 and id = $2",
        project,
        id,
    )
    .fetch_optional(conn)
    .await
}

/// How the person of a conversation can be written to.
#[derive(Clone, Debug)]
pub struct Reach {
    /// When the customer service window closes, if it was ever open.
    pub window_closes_at: Option<OffsetDateTime>,
    /// The person's aliases of kinds that can be written to, the newest first.
    pub aliases: Vec<Identity>,
}

/// How the person of a conversation can be written to; nothing when there is no conversation.
pub async fn reach(conn: &mut PgConnection, project: Uuid, id: Uuid) -> sqlx::Result<Option<Reach>> {
    let rows = sqlx::query!(
        r#"select c.window_closes_at, i.kind as "kind?", i.value as "value?" from conversations c
           left join customer_identities i on i.project_id = $1 and i.customer_id = c.customer_id
             and i.kind in ('phone', 'wa_user')
           where c.project_id = $1 and c.id = $2 order by i.created_at desc"#,
        project,
        id,
    )
    .fetch_all(conn)
    .await?;
    let Some(window_closes_at) = rows.first().map(|row| row.window_closes_at) else { return Ok(None) };
    let alias = |kind: Option<String>, value: Option<String>| {
        let kind = if kind? == IdentityKind::Phone.as_str() { IdentityKind::Phone } else { IdentityKind::WaUser };
        Identity::new(kind, &value?)
    };
    let aliases = rows.into_iter().filter_map(|row| alias(row.kind, row.value)).collect();
    Ok(Some(Reach { window_closes_at, aliases }))
}

/// Those of these conversations in which an assistant may answer.
pub async fn answered(conn: &mut PgConnection, project: Uuid, ids: &[Uuid]) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "select id from conversations
         where project_id = $1 and id = any ($2) and ai_enabled",
        project,
        ids,
    )
    .fetch_all(conn)
    .await
}

/// Sets whether the assistant answers, the tags, or both; none leaves what is. False when there is no conversation.
pub async fn set(
    conn: &mut PgConnection,
    project: Uuid,
    id: Uuid,
    ai_enabled: Option<bool>,
    tags: Option<&[String]>,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update conversations set ai_enabled = coalesce($3, ai_enabled), tags = coalesce($4, tags)
         where project_id = $1 and id = $2",
        project,
        id,
        ai_enabled,
        tags,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Switches the assistant's answers off.
pub async fn silence(conn: &mut PgConnection, project: Uuid, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("update conversations set ai_enabled = false where project_id = $1 and id = $2", project, id)
        .execute(conn)
        .await?;
    Ok(())
}

/// Gives a conversation to somebody of the staff, or to nobody, and switches its answers; false when there is none.
pub async fn hand(
    conn: &mut PgConnection,
    project: Uuid,
    id: Uuid,
    assignee: Option<(&str, OffsetDateTime)>,
    ai_enabled: bool,
) -> sqlx::Result<bool> {
    let (assignee, since) = assignee.unzip();
    let done = sqlx::query!(
        "update conversations set assignee = $3, assigned_at = $4, ai_enabled = $5 where project_id = $1 and id = $2",
        project,
        id,
        assignee,
        since,
        ai_enabled,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Gives a conversation that has none its assistant, and what it cost so far as well.
pub async fn assign(conn: &mut PgConnection, project: Uuid, id: Uuid, assistant: Uuid) -> sqlx::Result<()> {
    sqlx::query!(
        "with given as (
           update conversations set assistant_id = $3 where project_id = $1 and id = $2 and assistant_id is null
           returning id)
         update daily_costs d set assistant_id = $3 from given g where d.project_id = $1 and d.conversation_id = g.id",
        project,
        id,
        assistant,
    )
    .execute(&mut *conn)
    .await?;
    // The statement above may have waited for a recorder, and then did not see what that wrote.
    sqlx::query!(
        "update daily_costs set assistant_id = $3
         where project_id = $1 and conversation_id = $2 and assistant_id is null",
        project,
        id,
        assistant,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The value that a variable has now.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns of the table variables")]
pub struct Variable {
    pub source: String,
    pub name: String,
    pub value: serde_json::Value,
}

/// All variables of a conversation with their newest values, extracted ones behind given ones.
pub async fn variables(conn: &mut PgConnection, project: Uuid, conversation: Uuid) -> sqlx::Result<Vec<Variable>> {
    sqlx::query_as!(
        Variable,
        "select distinct on (source, name) source, name, value from variables
         where project_id = $1 and conversation_id = $2 order by source desc, name, set_at desc",
        project,
        conversation,
    )
    .fetch_all(conn)
    .await
}

/// What shows whether anything happened in a conversation that those who watch it should know.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the columns of the table conversations")]
pub struct Stamp {
    pub id: Uuid,
    pub message_count: i64,
    pub status: String,
    pub ai_enabled: bool,
    pub assignee: Option<String>,
}

/// The stamps of conversations.
pub async fn stamps(conn: &mut PgConnection, project: Uuid, ids: &[Uuid]) -> sqlx::Result<Vec<Stamp>> {
    sqlx::query_as!(
        Stamp,
        "select id, message_count, status, ai_enabled, assignee from conversations where project_id = $1 and id = any ($2)",
        project,
        ids,
    )
    .fetch_all(conn)
    .await
}

/// The stamps of conversations that were active at this time or later, the latest first.
pub async fn recent(
    conn: &mut PgConnection,
    project: Uuid,
    since: OffsetDateTime,
    limit: i64,
) -> sqlx::Result<Vec<Stamp>> {
    sqlx::query_as!(
        Stamp,
        "select id, message_count, status, ai_enabled, assignee from conversations
         where project_id = $1 and last_activity_at >= $2 order by last_activity_at desc, id desc limit $3",
        project,
        since,
        limit,
    )
    .fetch_all(conn)
    .await
}
