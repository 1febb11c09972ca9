//! What search knows a conversation by beside what was said in it.

use std::collections::BTreeMap;

use sqlx::PgConnection;
use uuid::Uuid;

/// A conversation without its customer and variables.
#[derive(Debug)]
pub struct Known {
    /// The conversation.
    pub id: Uuid,
    /// Its type.
    pub kind: String,
    /// What makes it one within its type.
    pub thread_key: String,
    /// The caller's own id.
    pub external_identifier: Option<String>,
    /// Whose it is.
    pub customer_id: Option<Uuid>,
}

/// Those conversations that exist.
pub async fn known(conn: &mut PgConnection, project: Uuid, conversations: &[Uuid]) -> sqlx::Result<Vec<Known>> {
    sqlx::query_as!(
        Known,
        "select id, type as kind, thread_key, external_identifier, customer_id from conversations
         where project_id = $1 and id = any($2)",
        project,
        conversations,
    )
    .fetch_all(conn)
    .await
}

/// A customer as search knows one.
#[derive(Debug)]
pub struct Person {
    /// The customer.
    pub id: Uuid,
    /// Shown name.
    pub name: Option<String>,
    /// User name with its `@`.
    pub username: Option<String>,
    /// Digits.
    pub telephones: Vec<String>,
    /// Ids that the platform gave.
    pub users: Vec<String>,
}

/// The customers of these ids.
pub async fn people(
    conn: &mut PgConnection,
    project: Uuid,
    customers: &[Uuid],
) -> sqlx::Result<BTreeMap<Uuid, Person>> {
    let rows = sqlx::query_as!(
        Person,
        r#"select c.id, c.name, c.username,
             array(select value from customer_identities
               where project_id = $1 and customer_id = c.id and kind = 'phone') as "telephones!",
             array(select value from customer_identities
               where project_id = $1 and customer_id = c.id and kind <> 'phone') as "users!"
           from customers c where c.project_id = $1 and c.id = any($2)"#,
        project,
        customers,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|person| (person.id, person)).collect())
}

/// The current values of the variables of conversations; former ones were indexed when they were current.
pub async fn values(
    conn: &mut PgConnection,
    project: Uuid,
    conversations: &[Uuid],
) -> sqlx::Result<Vec<(Uuid, serde_json::Value)>> {
    let rows = sqlx::query!(
        "select distinct on (conversation_id, source, name) conversation_id, value from variables
         where project_id = $1 and conversation_id = any($2) order by conversation_id, source, name, set_at desc",
        project,
        conversations,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.conversation_id, row.value)).collect())
}
