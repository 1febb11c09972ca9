//! The audit log: who did what to what, with which result; never content.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::id::ProjectId;

/// How an act ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was done.
    Done,
    /// The caller may not.
    Refused,
    /// It was tried and failed.
    Failed,
}

impl Outcome {
    fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused => "refused",
            Self::Failed => "failed",
        }
    }
}

/// One act.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The project it touched, if one.
    pub project: Option<ProjectId>,
    /// `key:<id>`, `system` or `cli`.
    pub actor: String,
    /// `noun.verb`, for example `conversation.delete`.
    pub action: String,
    /// What it was done to, by id.
    pub subject: String,
    /// How it ended.
    pub result: Outcome,
    /// Counts, ids and settings; never content.
    pub detail: serde_json::Value,
    /// The request that asked for it.
    pub request_id: Option<String>,
}

/// Writes one act down.
pub async fn insert(conn: &mut PgConnection, id: Uuid, entry: &Entry, now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into audit (id, project_id, actor, action, subject, result, detail, at, request_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        id,
        entry.project.map(|project| project.0),
        entry.actor,
        entry.action,
        entry.subject,
        entry.result.as_str(),
        entry.detail,
        now,
        entry.request_id,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// One act as it was written down.
#[derive(Debug)]
#[expect(missing_docs, reason = "the columns of the table audit")]
pub struct Row {
    pub id: Uuid,
    pub actor: String,
    pub action: String,
    pub subject: String,
    pub result: String,
    pub detail: serde_json::Value,
    pub at: OffsetDateTime,
    pub request_id: Option<String>,
}

/// Acts before `before`, newest first; of one action where it is named.
pub async fn list(
    conn: &mut PgConnection,
    project: Uuid,
    before: Uuid,
    action: Option<&str>,
    limit: i64,
) -> sqlx::Result<Vec<Row>> {
    sqlx::query_as!(
        Row,
        "select id, actor, action, subject, result, detail, at, request_id from audit
         where project_id = $1 and id < $2 and ($3::text is null or action = $3) order by id desc limit $4",
        project,
        before,
        action,
        limit,
    )
    .fetch_all(conn)
    .await
}
