//! How long conversations of each type are kept.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::json;
use sqlx::Connection as _;
use time::OffsetDateTime;
use utoipa::ToSchema;

use crate::app::App;
use crate::http::auth::Caller;
use crate::http::error::{Error, Problem};
use crate::http::extract;
use crate::jobs::retention::{GRACE, before};
use crate::store;
use crate::store::retention as rules;

/// All rules of the project.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RetentionRules)]
pub struct Rules {
    /// By type; a type without a rule is kept for ever.
    data: Vec<Rule>,
}

/// The rule of one type.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RetentionRule)]
pub struct Rule {
    /// The type of conversation.
    #[serde(rename = "type")]
    #[schema(example = "test")]
    kind: String,
    /// Days since the last activity after which a conversation is deleted.
    #[schema(example = 30)]
    days: i32,
    /// From when on it is applied: a day after it was set, so that a slip can be mended.
    #[serde(with = "time::serde::rfc3339")]
    effective_at: OffsetDateTime,
}

impl Rule {
    fn of(rule: rules::Rule) -> Self {
        Self { kind: rule.kind, days: rule.days, effective_at: rule.set_at + GRACE }
    }
}

/// How long to keep.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RetentionTerm)]
pub struct Term {
    /// Days since the last activity, 1 to 36500.
    #[schema(example = 30, minimum = 1, maximum = 36500)]
    days: i32,
}

/// Which rules to try.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RetentionTrial)]
pub struct Trial {
    /// Days for each type; the rules that are set if left out.
    #[schema(example = json!({"test": 30, "whatsapp": 365}))]
    rules: Option<BTreeMap<String, i32>>,
}

/// What rules would delete now.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RetentionOutlook)]
pub struct Outlook {
    /// By type.
    data: Vec<Due>,
}

/// What one rule would delete now.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RetentionDue)]
pub struct Due {
    /// The type of conversation.
    #[serde(rename = "type")]
    #[schema(example = "test")]
    kind: String,
    /// The days tried.
    #[schema(example = 30)]
    days: i32,
    /// Conversations that saw nothing for so long.
    #[schema(example = 41)]
    conversations: i64,
}

fn check(field: &str, kind: &str, days: i32) -> Result<(), Error> {
    if kind.is_empty() || kind.len() > 40 || !kind.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') {
        return Err(Error::field("type", "must be a type of conversation such as test, whatsapp or api"));
    }
    if !(1..=36_500).contains(&days) {
        return Err(Error::field(field, "must be 1 to 36500; without a rule a type is kept for ever"));
    }
    Ok(())
}

/// Lists all rules.
#[utoipa::path(get, path = "/retention", tag = "retention",
    responses((status = 200, description = "The rules", body = Rules)))]
pub async fn list(State(app): State<App>, caller: Caller) -> Result<Json<Rules>, Error> {
    let mut conn = app.pool.acquire().await?;
    let found = rules::list(&mut conn, caller.project.0).await?;
    Ok(Json(Rules { data: found.into_iter().map(Rule::of).collect() }))
}

/// Shows the rule of a type.
#[utoipa::path(get, path = "/retention/{type}", tag = "retention",
    params(("type" = String, Path, description = "The type of conversation", example = "test")),
    responses(
        (status = 200, description = "The rule", body = Rule),
        (status = 404, description = "This type is kept for ever", body = Problem,
            content_type = "application/problem+json"),
    ))]
pub async fn get(
    State(app): State<App>,
    caller: Caller,
    extract::Path(kind): extract::Path<String>,
) -> Result<Json<Rule>, Error> {
    let mut conn = app.pool.acquire().await?;
    let found = rules::find(&mut conn, caller.project.0, &kind).await?;
    found.map(|rule| Json(Rule::of(rule))).ok_or(Error::NotFound("retention rule; this type is kept for ever"))
}

/// Sets the rule of a type; it is applied a day later. Try it first.
#[utoipa::path(put, path = "/retention/{type}", tag = "retention",
    request_body(content = Term, example = json!({"days": 30})),
    params(("type" = String, Path, description = "The type of conversation", example = "test")),
    responses((status = 200, description = "The rule", body = Rule)))]
pub async fn set(
    State(app): State<App>,
    caller: Caller,
    extract::Path(kind): extract::Path<String>,
    extract::Json(term): extract::Json<Term>,
) -> Result<Json<Rule>, Error> {
    check("days", &kind, term.days)?;
    let (now, project) = (app.now(), caller.project.0);
    let mut conn = app.pool.acquire().await?;
    let mut tx = conn.begin().await?;
    let set_at = rules::set(&mut tx, project, &kind, term.days, now).await?;
    let detail = json!({"days": term.days});
    let entry = caller.does("retention.set", format!("type:{kind}"), detail);
    store::audit::insert(&mut tx, app.id(), &entry, now).await?;
    tx.commit().await?;
    Ok(Json(Rule::of(rules::Rule { kind, days: term.days, set_at })))
}

/// Removes the rule of a type, which is then kept for ever.
#[utoipa::path(delete, path = "/retention/{type}", tag = "retention",
    params(("type" = String, Path, description = "The type of conversation", example = "test")),
    responses(
        (status = 204, description = "There is no rule any more"),
        (status = 404, description = "There was none", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn remove(
    State(app): State<App>,
    caller: Caller,
    extract::Path(kind): extract::Path<String>,
) -> Result<StatusCode, Error> {
    let mut conn = app.pool.acquire().await?;
    let mut tx = conn.begin().await?;
    if !rules::remove(&mut tx, caller.project.0, &kind).await? {
        return Err(Error::NotFound("retention rule"));
    }
    let entry = caller.does("retention.remove", format!("type:{kind}"), json!({}));
    store::audit::insert(&mut tx, app.id(), &entry, app.now()).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Counts what rules would delete now; nothing is deleted.
#[utoipa::path(post, path = "/retention/dry-run", tag = "retention",
    request_body(content = Trial, example = json!({"rules": {"test": 30, "whatsapp": 365}})),
    responses((status = 200, description = "The counts", body = Outlook)))]
pub async fn dry_run(
    State(app): State<App>,
    caller: Caller,
    extract::Json(trial): extract::Json<Trial>,
) -> Result<Json<Outlook>, Error> {
    let (now, project) = (app.now(), caller.project.0);
    let mut conn = app.pool.acquire().await?;
    let tried = match trial.rules {
        Some(tried) => tried,
        None => rules::list(&mut conn, project).await?.into_iter().map(|rule| (rule.kind, rule.days)).collect(),
    };
    let mut data = Vec::with_capacity(tried.len());
    for (kind, days) in tried {
        check(&format!("rules.{kind}"), &kind, days)?;
        let conversations = rules::count(&mut conn, project, &kind, before(now, days)).await?;
        data.push(Due { kind, days, conversations });
    }
    Ok(Json(Outlook { data }))
}
