//! Brings the schema up to date with the migrations inside the binary.

use sqlx::{Connection, PgConnection};

use super::error::DatabaseError;

/// Applies what is missing, in order, under a lock that lets several nodes start at once. Needs a direct connection: the
/// lock belongs to the session, which a pooler in transaction mode hands around.
pub async fn migrate(url: &str) -> Result<(), DatabaseError> {
    let mut connection = PgConnection::connect(url).await.map_err(DatabaseError::Connect)?;
    // It asks for its own table each time and would be told each time that it is there.
    sqlx::query("set client_min_messages = warning").execute(&mut connection).await.map_err(DatabaseError::Connect)?;
    sqlx::migrate!("./migrations").run(&mut connection).await.map_err(DatabaseError::Migrate)?;
    connection.close().await.map_err(DatabaseError::Connect)
}
