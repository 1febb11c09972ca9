//! Raw deliveries as the admin API lists and replays them.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::id::floor;

/// A delivery without its body.
#[derive(Debug)]
#[expect(missing_docs, reason = "the columns of the table deliveries")]
pub struct Kept {
    pub id: Uuid,
    pub channel: String,
    pub received_at: OffsetDateTime,
    pub outcome: String,
    pub notes: Vec<String>,
    pub items: i32,
    pub fresh: i32,
    pub conversation_id: Option<Uuid>,
    /// In bytes; 0 once it is erased.
    pub size: i32,
}

/// Which deliveries; every part that is given must hold.
#[derive(Clone, Debug, Default)]
pub struct Which {
    /// How they ended.
    pub outcome: Option<String>,
    /// The channel they came by.
    pub channel: Option<String>,
    /// Received at this time or later.
    pub from: Option<OffsetDateTime>,
    /// Received before this time.
    pub to: Option<OffsetDateTime>,
    /// Speaking of this conversation.
    pub conversation: Option<Uuid>,
}

impl Which {
    /// Ids are made at the time of recording, moments after receipt, in the same order.
    fn range(&self, after: Uuid, before: Uuid) -> (Uuid, Uuid) {
        (self.from.map_or(after, |from| floor(from).max(after)), self.to.map_or(before, |to| floor(to).min(before)))
    }
}

/// Deliveries before `before`, newest first.
pub async fn list(
    conn: &mut PgConnection,
    project: Uuid,
    which: &Which,
    before: Uuid,
    limit: i64,
) -> sqlx::Result<Vec<Kept>> {
    let (from, to) = which.range(Uuid::nil(), before);
    if let Some(conversation) = which.conversation {
        return of_conversation(conn, project, which, conversation, (from, to), limit).await;
    }
    sqlx::query_as!(
        Kept,
        r#"select id, channel, received_at, outcome, notes, items, fresh, conversation_id, length(body) as "size!"
           from deliveries
           where project_id = $1 and id >= $2 and id < $3 and ($4::text is null or outcome = $4)
             and ($5::text is null or channel = $5)
           order by id desc limit $6"#,
        project,
        from,
        to,
        which.outcome,
        which.channel,
        limit,
    )
    .fetch_all(conn)
    .await
}

async fn of_conversation(
    conn: &mut PgConnection,
    project: Uuid,
    which: &Which,
    conversation: Uuid,
    (from, to): (Uuid, Uuid),
    limit: i64,
) -> sqlx::Result<Vec<Kept>> {
    sqlx::query_as!(
        Kept,
        r#"select id, channel, received_at, outcome, notes, items, fresh, conversation_id, length(body) as "size!"
           from deliveries
           where project_id = $1 and id >= $2 and id < $3 and ($4::text is null or outcome = $4)
             and ($5::text is null or channel = $5)
             and id in (select id from deliveries where conversation_id = $6
               union all select delivery_id from delivery_conversations where conversation_id = $6)
           order by id desc limit $7"#,
        project,
        from,
        to,
        which.outcome,
        which.channel,
        conversation,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// The ids of deliveries after `after` that still have a body, oldest first.
pub async fn replayable(
    conn: &mut PgConnection,
    project: Uuid,
    which: &Which,
    after: Uuid,
    limit: i64,
) -> sqlx::Result<Vec<Uuid>> {
    let (from, to) = which.range(after, Uuid::max());
    sqlx::query_scalar!(
        "select id from deliveries
         where project_id = $1 and id >= $2 and id > $3 and id < $4 and outcome <> 'erased'
           and ($5::text is null or outcome = $5) and ($6::text is null or channel = $6)
           and ($7::uuid is null or conversation_id = $7
             or id in (select delivery_id from delivery_conversations where conversation_id = $7))
         order by id limit $8",
        project,
        from,
        after,
        to,
        which.outcome,
        which.channel,
        which.conversation,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// How many of them there are.
pub async fn count_replayable(conn: &mut PgConnection, project: Uuid, which: &Which) -> sqlx::Result<i64> {
    let (from, to) = which.range(Uuid::nil(), Uuid::max());
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from deliveries
           where project_id = $1 and id >= $2 and id < $3 and outcome <> 'erased'
             and ($4::text is null or outcome = $4) and ($5::text is null or channel = $5)
             and ($6::uuid is null or conversation_id = $6
               or id in (select delivery_id from delivery_conversations where conversation_id = $6))"#,
        project,
        from,
        to,
        which.outcome,
        which.channel,
        which.conversation,
    )
    .fetch_one(conn)
    .await?;
    Ok(count)
}

/// One delivery.
pub async fn find(conn: &mut PgConnection, project: Uuid, id: Uuid) -> sqlx::Result<Option<Kept>> {
    sqlx::query_as!(
        Kept,
        r#"select id, channel, received_at, outcome, notes, items, fresh, conversation_id, length(body) as "size!"
           from deliveries where id = $2 and project_id = $1"#,
        project,
        id,
    )
    .fetch_optional(conn)
    .await
}

/// The further conversations that a delivery speaks of.
pub async fn conversations(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "select conversation_id from delivery_conversations where delivery_id = $1 order by conversation_id",
        id,
    )
    .fetch_all(conn)
    .await
}

/// The body of a delivery as it came; nothing where there is no such delivery or its body is erased.
pub async fn body(conn: &mut PgConnection, project: Uuid, id: Uuid) -> sqlx::Result<Option<Vec<u8>>> {
    sqlx::query_scalar!(
        "select body from deliveries where id = $2 and project_id = $1 and outcome <> 'erased'",
        project,
        id,
    )
    .fetch_optional(conn)
    .await
}

/// What a replay made of a delivery.
#[derive(Debug)]
pub struct Replayed {
    /// What was not understood.
    pub notes: Vec<String>,
    /// What was understood.
    pub items: i32,
    /// What was new.
    pub fresh: i32,
    /// The conversation it speaks of.
    pub conversation: Option<Uuid>,
}

/// Brings a delivery up to date after a replay; what was once fresh stays counted.
pub async fn replayed(conn: &mut PgConnection, project: Uuid, id: Uuid, replayed: &Replayed) -> sqlx::Result<()> {
    sqlx::query!(
        "update deliveries set notes = $3, items = $4, fresh = fresh + $5,
           conversation_id = coalesce(conversation_id, $6),
           outcome = case
             when $4 = 0 then case when $3 = '{}'::text[] then 'noted' else 'unknown' end
             when fresh + $5 = 0 then 'repeated'
             else 'recorded' end
         where id = $2 and project_id = $1 and outcome <> 'erased'",
        project,
        id,
        &replayed.notes,
        replayed.items,
        replayed.fresh,
        replayed.conversation,
    )
    .execute(conn)
    .await?;
    Ok(())
}
