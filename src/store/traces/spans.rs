//! Spans as they are told: written as they come, and read back without what only people look at.

use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::money::Nanos;
use crate::domain::span::{Fault, Kind, Span, SpanId, ToolCall, TraceId};
use crate::domain::usage::Usage;

/// What few spans have, kept as one JSON object.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the fields of domain::span::Span")]
pub struct Facts {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tool: Option<ToolCall>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub calls: Vec<ToolCall>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finish: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_token_ms: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub environment: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub release: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
}

/// Columns of spans that are told; no span twice.
#[derive(Debug, Default)]
struct Columns<'a> {
    trace: Vec<Uuid>,
    id: Vec<Uuid>,
    parent: Vec<Option<Uuid>>,
    name: Vec<Option<&'a str>>,
    kind: Vec<Option<&'static str>>,
    started_at: Vec<Option<OffsetDateTime>>,
    ended_at: Vec<Option<OffsetDateTime>>,
    failed: Vec<Option<bool>>,
    fault: Vec<Option<String>>,
    thread: Vec<Option<&'a str>>,
    user: Vec<Option<&'a str>>,
    segment: Vec<Option<Uuid>>,
    model: Vec<Option<&'a str>>,
    provider: Vec<Option<&'a str>>,
    input_tokens: Vec<Option<i64>>,
    output_tokens: Vec<Option<i64>>,
    cache_read_tokens: Vec<Option<i64>>,
    cache_write_tokens: Vec<Option<i64>>,
    reasoning_tokens: Vec<Option<i64>>,
    cost: Vec<Option<i64>>,
    agent: Vec<Option<&'a str>>,
    asked: Vec<Option<&'a str>>,
    answered: Vec<Option<&'a str>>,
    continues: Vec<bool>,
    facts: Vec<String>,
    raw: Vec<String>,
}

impl<'a> Columns<'a> {
    fn push(&mut self, span: &'a Span) {
        self.trace.push(span.trace.0);
        self.id.push(span.id.0);
        self.parent.push(span.parent.map(|id| id.0));
        self.name.push(span.name.as_deref());
        self.kind.push(span.kind.map(Kind::as_str));
        self.started_at.push(span.started_at);
        self.ended_at.push(span.ended_at);
        self.failed.push(span.failed);
        self.fault.push(span.fault.as_ref().map(json));
        self.thread.push(span.thread.as_deref());
        self.user.push(span.user.as_deref());
        self.segment.push(span.segment.map(|id| id.0));
        self.model.push(span.model.as_deref());
        self.provider.push(span.provider.as_deref());
        let tokens = |of: fn(&Usage) -> u32| span.usage.as_ref().map(|usage| i64::from(of(usage)));
        self.input_tokens.push(tokens(|usage| usage.input_tokens));
        self.output_tokens.push(tokens(|usage| usage.output_tokens));
        self.cache_read_tokens.push(tokens(|usage| usage.cache_read_tokens));
        self.cache_write_tokens.push(tokens(|usage| usage.cache_write_tokens));
        self.reasoning_tokens.push(tokens(|usage| usage.reasoning_tokens));
        self.cost.push(span.cost.map(|cost| cost.0));
        self.agent.push(span.agent.as_deref());
        self.asked.push(span.asked.as_deref());
        self.answered.push(span.answered.as_deref());
        self.continues.push(span.continues);
        self.facts.push(json(&Facts {
            tool: span.tool.clone(),
            calls: span.calls.clone(),
            finish: span.finish.clone(),
            response: span.response.clone(),
            previous: span.previous.clone(),
            first_token_ms: span.first_token_ms,
            environment: span.environment.clone(),
            release: span.release.clone(),
            tags: span.tags.clone(),
        }));
        self.raw.push(json(&span.raw));
    }
}

/// As JSON; text and maps of text cannot fail to become it.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| "{}".to_owned())
}

/// Writes spans, none of them twice. Of one that was told before, each field keeps what is known: a report that knows the end wins over one
/// that does not, what a span says itself over a part that came apart from it, and else the later over the earlier;
/// what a report does not carry erases nothing.
pub async fn upsert(
    conn: &mut PgConnection,
    project: Uuid,
    source: &str,
    spans: &[&Span],
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    let mut rows = Columns::default();
    for span in spans {
        rows.push(span);
    }
    sqlx::query!(
        r#"
insert into spans as s (project_id, source, received_at, trace_id, id, parent_id, name, kind, started_at, ended_at,
  failed, fault, thread, user_id, segment_id, model, provider, input_tokens, output_tokens, cache_read_tokens,
  cache_write_tokens, reasoning_tokens, cost_nanos, agent, asked, answered, continues, facts, raw)
select $1, $2, $3, trace_id, id, parent_id, name, kind, started_at, ended_at, failed, fault::json, thread, user_id,
  segment_id, model, provider, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens,
  cost_nanos, agent, asked, answered, continues, facts::json, raw::json
from unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::text[], $8::text[], $9::timestamptz[], $10::timestamptz[],
  $11::boolean[], $12::text[], $13::text[], $14::text[], $15::uuid[], $16::text[], $17::text[], $18::bigint[],
  $19::bigint[], $20::bigint[], $21::bigint[], $22::bigint[], $23::bigint[], $24::text[], $25::text[], $26::text[],
  $27::boolean[], $28::text[], $29::text[]
) as t (trace_id, id, parent_id, name, kind, started_at, ended_at, failed, fault, thread, user_id, segment_id, model,
  provider, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, cost_nanos, agent,
  asked, answered, continues, facts, raw)
on conflict (project_id, trace_id, id) do update set (
  parent_id, name, kind, started_at, ended_at, failed, fault, thread, user_id, segment_id, model, provider,
  input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, cost_nanos, agent, asked,
  answered, continues, facts, raw
) = (
  select
    coalesce(a.parent_id, b.parent_id), coalesce(a.name, b.name), coalesce(a.kind, b.kind),
    coalesce(a.started_at, b.started_at), coalesce(a.ended_at, b.ended_at), coalesce(a.failed, b.failed),
    coalesce(a.fault, b.fault), coalesce(a.thread, b.thread), coalesce(a.user_id, b.user_id),
    coalesce(a.segment_id, b.segment_id), coalesce(a.model, b.model), coalesce(a.provider, b.provider),
    coalesce(a.input_tokens, b.input_tokens), coalesce(a.output_tokens, b.output_tokens),
    coalesce(a.cache_read_tokens, b.cache_read_tokens), coalesce(a.cache_write_tokens, b.cache_write_tokens),
    coalesce(a.reasoning_tokens, b.reasoning_tokens), coalesce(a.cost_nanos, b.cost_nanos),
    coalesce(a.agent, b.agent), coalesce(a.asked, b.asked), coalesce(a.answered, b.answered),
    a.continues or b.continues,
    (b.facts::jsonb || a.facts::jsonb)::json,
    (b.raw::jsonb || a.raw::jsonb || jsonb_build_object('attributes',
      coalesce(b.raw::jsonb -> 'attributes', '{}') || coalesce(a.raw::jsonb -> 'attributes', '{}')))::json
  from (select
    excluded.kind is not null and (s.kind is null or excluded.ended_at is not null or s.ended_at is null) as is_better
  ) w
  cross join lateral (select excluded.* where w.is_better union all select s.* where not w.is_better) a
  cross join lateral (select s.* where w.is_better union all select excluded.* where not w.is_better) b
)
        "#,
        project,
        source,
        now,
        &rows.trace,
        &rows.id,
        &rows.parent as &[Option<Uuid>],
        &rows.name as &[Option<&str>],
        &rows.kind as &[Option<&str>],
        &rows.started_at as &[Option<OffsetDateTime>],
        &rows.ended_at as &[Option<OffsetDateTime>],
        &rows.failed as &[Option<bool>],
        &rows.fault as &[Option<String>],
        &rows.thread as &[Option<&str>],
        &rows.user as &[Option<&str>],
        &rows.segment as &[Option<Uuid>],
        &rows.model as &[Option<&str>],
        &rows.provider as &[Option<&str>],
        &rows.input_tokens as &[Option<i64>],
        &rows.output_tokens as &[Option<i64>],
        &rows.cache_read_tokens as &[Option<i64>],
        &rows.cache_write_tokens as &[Option<i64>],
        &rows.reasoning_tokens as &[Option<i64>],
        &rows.cost as &[Option<i64>],
        &rows.agent as &[Option<&str>],
        &rows.asked as &[Option<&str>],
        &rows.answered as &[Option<&str>],
        &rows.continues,
        &rows.facts,
        &rows.raw,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A span as it is read back, and the wire it came by.
#[derive(Debug)]
pub struct Told {
    /// The span; `raw` is empty.
    pub span: Span,
    /// The dialect.
    pub source: String,
    /// Of a trace of several conversations: to which it was placed.
    pub conversation: Option<Uuid>,
}

/// All spans of these traces, by trace, without what came raw.
pub async fn of_traces(conn: &mut PgConnection, project: Uuid, traces: &[Uuid]) -> sqlx::Result<Vec<Told>> {
    let rows = sqlx::query_as!(
        Row,
        // `offset 0` keeps the project with each trace, as in all statements of traces: as a value of its own it would be
        // a reason to read all its rows, as long as the planner knows of few.
        r#"select s.trace_id, s.id, parent_id, source, name, kind, started_at, ended_at, failed, fault::text, thread, user_id,
             segment_id, model, provider, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens,
             reasoning_tokens, cost_nanos, agent, asked, answered, continues, facts::text as "facts!", conversation_id
           from (select $1::uuid as project_id, trace_id as id from unnest($2::uuid[]) as t (trace_id) offset 0) n
           join spans s on s.project_id = n.project_id and s.trace_id = n.id order by s.trace_id, s.id"#,
        project,
        traces,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(Row::told).collect())
}

/// A span with everything that came of it.
pub async fn find(
    conn: &mut PgConnection,
    project: Uuid,
    trace: Uuid,
    span: Uuid,
) -> sqlx::Result<Option<serde_json::Value>> {
    let raw = sqlx::query_scalar!(
        "select raw from spans where project_id = $1 and trace_id = $2 and id = $3",
        project,
        trace,
        span,
    )
    .fetch_optional(conn)
    .await?;
    Ok(raw)
}

struct Row {
    trace_id: Uuid,
    id: Uuid,
    parent_id: Option<Uuid>,
    source: String,
    name: Option<String>,
    kind: Option<String>,
    started_at: Option<OffsetDateTime>,
    ended_at: Option<OffsetDateTime>,
    failed: Option<bool>,
    fault: Option<String>,
    thread: Option<String>,
    user_id: Option<String>,
    segment_id: Option<Uuid>,
    model: Option<String>,
    provider: Option<String>,
    input_tokens: Option<i64>,
    output_tokens: Option<i64>,
    cache_read_tokens: Option<i64>,
    cache_write_tokens: Option<i64>,
    reasoning_tokens: Option<i64>,
    cost_nanos: Option<i64>,
    agent: Option<String>,
    asked: Option<String>,
    answered: Option<String>,
    continues: bool,
    facts: String,
    conversation_id: Option<Uuid>,
}

impl Row {
    fn told(self) -> Told {
        let facts: Facts = serde_json::from_str(&self.facts).unwrap_or_default();
        let tokens = |count: Option<i64>| count.and_then(|count| u32::try_from(count).ok()).unwrap_or(0);
        let usage = (self.input_tokens.is_some() || self.output_tokens.is_some()).then(|| Usage {
            input_tokens: tokens(self.input_tokens),
            output_tokens: tokens(self.output_tokens),
            cache_read_tokens: tokens(self.cache_read_tokens),
            cache_write_tokens: tokens(self.cache_write_tokens),
            reasoning_tokens: tokens(self.reasoning_tokens),
        });
        let fault = self.fault.and_then(|fault| serde_json::from_str::<Fault>(&fault).ok());
        let span = Span {
            parent: self.parent_id.map(SpanId),
            name: self.name,
            kind: self.kind.as_deref().map(Kind::known),
            started_at: self.started_at,
            ended_at: self.ended_at,
            failed: self.failed,
            fault,
            thread: self.thread,
            user: self.user_id,
            segment: self.segment_id.map(SpanId),
            model: self.model,
            provider: self.provider,
            usage,
            cost: self.cost_nanos.map(Nanos),
            first_token_ms: facts.first_token_ms,
            finish: facts.finish,
            response: facts.response,
            previous: facts.previous,
            agent: self.agent,
            tool: facts.tool,
            calls: facts.calls,
            asked: self.asked,
            answered: self.answered,
            continues: self.continues,
            environment: facts.environment,
            release: facts.release,
            tags: facts.tags,
            ..Span::new(TraceId(self.trace_id), SpanId(self.id))
        };
        Told { span, source: self.source, conversation: self.conversation_id }
    }
}
