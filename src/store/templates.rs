//! Message templates as the platform last listed them, and when they are listed next.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::template::Template;

/// A list that a node is to fetch.
#[derive(Clone, Debug)]
pub struct Due {
    /// Whose.
    pub project_id: Uuid,
    /// Of which business account.
    pub waba_id: String,
    /// Tries that failed since the last one that did not.
    pub failures: i32,
}

/// How the fetching of a list went last.
#[derive(Clone, Debug)]
pub struct Synced {
    /// When the list came last.
    pub synced_at: Option<OffsetDateTime>,
    /// Why the last try failed, if it did.
    pub error: Option<String>,
}

/// Has the list of every business account that a channel names be fetched, from now on.
pub async fn enrol(conn: &mut PgConnection, now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into template_syncs (project_id, waba_id, due_at)
         select distinct project_id, waba_id, $1::timestamptz from channels where enabled and waba_id is not null
         on conflict (project_id, waba_id) do nothing",
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Makes the lists of a project due, or the one of a business account.
pub async fn hasten(
    conn: &mut PgConnection,
    project: Uuid,
    waba_id: Option<&str>,
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into template_syncs as s (project_id, waba_id, due_at)
         select distinct project_id, waba_id, $3::timestamptz from channels
         where project_id = $1 and waba_id is not null and ($2::text is null or waba_id = $2)
         on conflict (project_id, waba_id) do update set due_at = least(s.due_at, excluded.due_at)",
        project,
        waba_id,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Claims one list that is due, until `until`.
pub async fn claim(conn: &mut PgConnection, now: OffsetDateTime, until: OffsetDateTime) -> sqlx::Result<Option<Due>> {
    sqlx::query_as!(
        Due,
        "update template_syncs s set due_at = $2
         from (select project_id, waba_id from template_syncs where due_at <= $1
               order by due_at limit 1 for update skip locked) d
         where s.project_id = d.project_id and s.waba_id = d.waba_id
         returning s.project_id, s.waba_id, s.failures",
        now,
        until,
    )
    .fetch_optional(conn)
    .await
}

/// Notes how a claim until `until` ended, to be taken again at `next`, or at once where it was hastened meanwhile.
pub async fn finish(
    conn: &mut PgConnection,
    due: &Due,
    until: OffsetDateTime,
    next: OffsetDateTime,
    error: Option<&str>,
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update template_syncs set due_at = case when due_at = $3 then $4 else due_at end, error = $5,
           synced_at = case when $5::text is null then $6 else synced_at end,
           failures = case when $5::text is null then 0 else failures + 1 end
         where project_id = $1 and waba_id = $2",
        due.project_id,
        due.waba_id,
        until,
        next,
        error,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Puts a whole list in the place of the one before.
pub async fn replace(
    conn: &mut PgConnection,
    due: &Due,
    templates: &[Template],
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    let column =
        |of: fn(&Template) -> &String| templates.iter().map(|template| of(template).clone()).collect::<Vec<_>>();
    let external_ids: Vec<Option<String>> = templates.iter().map(|template| template.external_id.clone()).collect();
    let qualities: Vec<Option<String>> = templates.iter().map(|template| template.quality.clone()).collect();
    let components: Vec<serde_json::Value> = templates.iter().map(|template| template.components.clone()).collect();
    sqlx::query!(
        "with listed as (
           select distinct on (name, language) * from unnest(
             $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::jsonb[])
             as t (name, language, external_id, status, category, quality, components)
           order by name, language
         ), gone as (
           delete from templates o where o.project_id = $1 and o.waba_id = $2
             and not exists (select from listed l where l.name = o.name and l.language = o.language)
         )
         insert into templates (project_id, waba_id, name, language, external_id, status, category, quality, components,
           synced_at)
         select $1, $2, name, language, external_id, status, category, quality, components, $10 from listed
         on conflict (project_id, waba_id, name, language) do update set external_id = excluded.external_id,
           status = excluded.status, category = excluded.category, quality = excluded.quality,
           components = excluded.components, synced_at = excluded.synced_at",
        due.project_id,
        due.waba_id,
        &column(|template| &template.name),
        &column(|template| &template.language),
        &external_ids as &[Option<String>],
        &column(|template| &template.status),
        &column(|template| &template.category),
        &qualities as &[Option<String>],
        &components,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The templates of a business account in one status or any, by name and language.
pub async fn list(
    conn: &mut PgConnection,
    project: Uuid,
    waba_id: &str,
    status: Option<&str>,
) -> sqlx::Result<Vec<Template>> {
    sqlx::query_as!(
        Template,
        "select name, language, external_id, status, category, quality, components from templates
         where project_id = $1 and waba_id = $2 and ($3::text is null or status = $3) order by name, language",
        project,
        waba_id,
        status,
    )
    .fetch_all(conn)
    .await
}

/// One template.
pub async fn find(
    conn: &mut PgConnection,
    project: Uuid,
    waba_id: &str,
    name: &str,
    language: &str,
) -> sqlx::Result<Option<Template>> {
    sqlx::query_as!(
        Template,
        "select name, language, external_id, status, category, quality, components from templates
         where project_id = $1 and waba_id = $2 and name = $3 and language = $4",
        project,
        waba_id,
        name,
        language,
    )
    .fetch_optional(conn)
    .await
}

/// How the fetching of a list went last; nothing when it was never due.
pub async fn synced(conn: &mut PgConnection, project: Uuid, waba_id: &str) -> sqlx::Result<Option<Synced>> {
    sqlx::query_as!(
        Synced,
        "select synced_at, error from template_syncs where project_id = $1 and waba_id = $2",
        project,
        waba_id,
    )
    .fetch_optional(conn)
    .await
}
