//! People who sign in, and what they may do in which project.

pub mod invitations;
pub mod sessions;

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// Somebody who can sign in.
#[derive(Debug)]
#[expect(missing_docs, reason = "the columns of the table users")]
pub struct User {
    pub id: Uuid,
    pub email: String,
    pub name: String,
    pub password: String,
}

/// Somebody of a project.
#[derive(Debug)]
#[expect(missing_docs, reason = "the columns of the tables users and members")]
pub struct Member {
    pub id: Uuid,
    pub email: String,
    pub name: String,
    pub role: String,
    pub since: OffsetDateTime,
    pub last_seen_at: Option<OffsetDateTime>,
}

/// A project that somebody may look at.
#[derive(Debug)]
#[expect(missing_docs, reason = "the columns of the tables projects and members")]
pub struct Membership {
    pub project_id: Uuid,
    pub project: String,
    pub role: String,
}

/// Whether anybody can sign in at all.
pub async fn any(conn: &mut PgConnection) -> sqlx::Result<bool> {
    sqlx::query_scalar!("select exists (select from users) as \"any!\"").fetch_one(conn).await
}

/// Has others who would add people wait until the transaction ends, so that of two first administrators one is.
pub async fn hold(conn: &mut PgConnection) -> sqlx::Result<()> {
    sqlx::query!("lock table users in share row exclusive mode").execute(conn).await?;
    Ok(())
}

/// Whoever has this address of mail, in lower case.
pub async fn by_email(conn: &mut PgConnection, email: &str) -> sqlx::Result<Option<User>> {
    sqlx::query_as!(User, "select id, email, name, password from users where email = $1", email)
        .fetch_optional(conn)
        .await
}

/// Somebody by id.
pub async fn find(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Option<User>> {
    sqlx::query_as!(User, "select id, email, name, password from users where id = $1", id).fetch_optional(conn).await
}

/// Somebody new.
pub async fn insert(conn: &mut PgConnection, user: &User, now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into users (id, email, name, password, created_at) values ($1, $2, $3, $4, $5)",
        user.id,
        user.email,
        user.name,
        user.password,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Another name or password; what is none stays.
pub async fn update(conn: &mut PgConnection, id: Uuid, name: Option<&str>, password: Option<&str>) -> sqlx::Result<()> {
    sqlx::query!(
        "update users set name = coalesce($2, name), password = coalesce($3, password) where id = $1",
        id,
        name,
        password,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Makes somebody a member of a project; one who is has the new role.
pub async fn join(
    conn: &mut PgConnection,
    project: Uuid,
    user: Uuid,
    role: &str,
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into members (project_id, user_id, role, since) values ($1, $2, $3, $4)
         on conflict (project_id, user_id) do update set role = excluded.role",
        project,
        user,
        role,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What somebody is in a project, held until the transaction ends.
pub async fn role(conn: &mut PgConnection, project: Uuid, user: Uuid) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar!("select role from members where project_id = $1 and user_id = $2 for update", project, user)
        .fetch_optional(conn)
        .await
}

/// How many owners a project has, held until the transaction ends.
pub async fn owners(conn: &mut PgConnection, project: Uuid) -> sqlx::Result<usize> {
    let owners = sqlx::query_scalar!(
        "select user_id from members where project_id = $1 and role = 'owner' order by user_id for update",
        project,
    );
    Ok(owners.fetch_all(conn).await?.len())
}

/// Ends a membership; who is in no project any more is forgotten, with all their sessions.
pub async fn leave(conn: &mut PgConnection, project: Uuid, user: Uuid) -> sqlx::Result<()> {
    sqlx::query!("delete from members where project_id = $1 and user_id = $2", project, user)
        .execute(&mut *conn)
        .await?;
    sqlx::query!("delete from user_sessions where project_id = $1 and user_id = $2", project, user)
        .execute(&mut *conn)
        .await?;
    sqlx::query!("delete from users where id = $1 and not exists (select from members where user_id = $1)", user)
        .execute(conn)
        .await?;
    Ok(())
}

/// Everybody of a project, in the order they came.
pub async fn members(conn: &mut PgConnection, project: Uuid) -> sqlx::Result<Vec<Member>> {
    sqlx::query_as!(
        Member,
        "select u.id, u.email, u.name, m.role, m.since,
           (select max(s.last_seen_at) from user_sessions s where s.user_id = u.id) as last_seen_at
         from members m join users u on u.id = m.user_id where m.project_id = $1 order by m.since, u.id",
        project,
    )
    .fetch_all(conn)
    .await
}

/// The projects of somebody, in the order they were made.
pub async fn memberships(conn: &mut PgConnection, user: Uuid) -> sqlx::Result<Vec<Membership>> {
    sqlx::query_as!(
        Membership,
        "select m.project_id, p.name as project, m.role from members m join projects p on p.id = m.project_id
         where m.user_id = $1 order by p.number",
        user,
    )
    .fetch_all(conn)
    .await
}
