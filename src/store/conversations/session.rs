//! The conversation of one person on one channel, as those who want to write to that person need it.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// What is known of somebody on a channel.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "columns of the tables conversations and customers")]
pub struct Session {
    pub id: Uuid,
    pub customer_name: Option<String>,
    pub window_closes_at: Option<OffsetDateTime>,
    pub free_entry_expires_at: Option<OffsetDateTime>,
    /// When the customer last said something, by the platform's clock.
    pub last_customer_message_at: Option<OffsetDateTime>,
}

/// The conversation on a channel with whoever has an alias.
pub async fn find(
    conn: &mut PgConnection,
    project: Uuid,
    channel: Uuid,
    kind: &str,
    value: &str,
) -> sqlx::Result<Option<Session>> {
    sqlx::query_as!(
        Session,
        r#"select c.id, u.name as "customer_name?", c.window_closes_at, c.free_entry_expires_at,
             (select m.sent_at from messages m where m.project_id = $1 and m.conversation_id = c.id and m.role = 'user'
              order by m.sent_at desc, m.id desc limit 1) as last_customer_message_at
           from customer_identities i
           join conversations c on c.project_id = $1 and c.customer_id = i.customer_id and c.channel_id = $2
           left join customers u on u.project_id = $1 and u.id = i.customer_id
           where i.project_id = $1 and i.kind = $3 and i.value = $4
           order by c.last_activity_at desc limit 1"#,
        project,
        channel,
        kind,
        value,
    )
    .fetch_optional(conn)
    .await
}
