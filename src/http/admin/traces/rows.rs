//! Spans as JSON, each with the conversation and the message that it belongs to.

use std::collections::HashMap;

use serde::Serialize;
use sqlx::PgConnection;
use time::OffsetDateTime;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::domain::id::ProjectId;
use crate::domain::money::Nanos;
use crate::domain::span::{Fault, Kind, Span, SpanId};
use crate::domain::tariff::Charging;
use crate::domain::trace::Trace as Tree;
use crate::http::admin::conversations::record::Usage;
use crate::store::traces::link::{self, Link};
use crate::store::traces::spans::{self, Told};
use crate::store::traces::turns::{self, Made};

/// A step of a program that asks models.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Span)]
pub struct SpanRow {
    /// 32 hexadecimal digits.
    #[schema(example = "01a1ff85b57a7ca29928124a930320ad")]
    pub trace_id: String,
    /// 16 hexadecimal digits, or 32.
    #[schema(example = "00f067aa0ba902b7")]
    pub span_id: String,
    /// The span within which it happened; it may not be here, or not yet.
    pub parent_span_id: Option<String>,
    /// Its name.
    #[schema(example = "openai.chat")]
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// When it began.
    #[serde(with = "time::serde::rfc3339::option")]
    pub started_at: Option<OffsetDateTime>,
    /// When it ended; null while it goes on, or where nobody said.
    #[serde(with = "time::serde::rfc3339::option")]
    pub ended_at: Option<OffsetDateTime>,
    /// From one to the other, in milliseconds.
    #[schema(example = 812.5)]
    pub duration_ms: Option<f64>,
    /// Whether it failed.
    pub failed: bool,
    /// What went wrong.
    pub error: Option<Fault>,
    /// The wire it came by: `otlp` or `sentry`.
    #[schema(example = "otlp")]
    pub source: String,
    /// The model.
    #[schema(example = "gpt-4o-2024-08-06")]
    pub model: Option<String>,
    /// Who runs it.
    #[schema(example = "openai")]
    pub provider: Option<String>,
    /// Tokens, where they were told.
    pub usage: Option<Usage>,
    /// What it cost, as its sender said, else by our prices; null where that is not known.
    #[schema(value_type = Option<f64>, example = 0.0025)]
    pub cost: Option<Nanos>,
    /// From the request to the first part of the answer, in milliseconds.
    pub first_token_ms: Option<i64>,
    /// The agent at work.
    pub agent: Option<String>,
    /// The tool that was called.
    #[schema(example = "get_weather")]
    pub tool: Option<String>,
    /// The conversation that it was placed in.
    pub conversation_id: Option<Uuid>,
    /// The message that its turn led to: the assistant's, else the user's.
    pub message_id: Option<Uuid>,
}

/// One trace with where each of its spans belongs.
pub(super) struct Sorted {
    told: Vec<Told>,
    conversations: Vec<Option<Uuid>>,
    messages: Vec<Option<Uuid>>,
}

impl Sorted {
    /// Reads a trace; its spans are in the order in which they began.
    pub(super) async fn read(conn: &mut PgConnection, project: ProjectId, trace: Uuid) -> sqlx::Result<Self> {
        let mut told = spans::of_traces(conn, project.0, &[trace]).await?;
        told.sort_by_key(|told| (told.span.started_at.is_none(), told.span.started_at, told.span.id));
        let links = link::of_traces(conn, project.0, &[trace]).await?;
        let made = turns::of_traces(conn, project.0, &[trace]).await?;
        let conversations = conversations(&told, &links);
        let messages = messages(&told, &conversations, &links, &made);
        Ok(Self { told, conversations, messages })
    }

    /// Whether there is nothing of this trace.
    pub(super) fn is_empty(&self) -> bool {
        self.told.is_empty()
    }

    /// The spans as they are shown: all, or those of one conversation and those of none.
    pub(super) fn rows(&self, of: Option<Uuid>, charging: &Charging, now: OffsetDateTime) -> Vec<SpanRow> {
        let shown = |index: &usize| of.is_none() || self.conversations[*index].is_none_or(|id| Some(id) == of);
        (0..self.told.len()).filter(shown).map(|index| self.row(index, charging, now)).collect()
    }

    /// One span as it is shown.
    pub(super) fn find(&self, id: SpanId, charging: &Charging, now: OffsetDateTime) -> Option<(SpanRow, &Span)> {
        let index = self.told.iter().position(|told| told.span.id == id)?;
        Some((self.row(index, charging, now), &self.told[index].span))
    }

    fn row(&self, index: usize, charging: &Charging, now: OffsetDateTime) -> SpanRow {
        let Told { span, source, .. } = &self.told[index];
        let took = span.started_at.zip(span.ended_at).map(|(began, ended)| (ended - began).as_seconds_f64() * 1000.0);
        SpanRow {
            trace_id: span.trace.to_string(),
            span_id: span.id.to_string(),
            parent_span_id: span.parent.map(|id| id.to_string()),
            name: span.name.clone().unwrap_or_default(),
            kind: span.kind.unwrap_or(Kind::Other),
            started_at: span.started_at,
            ended_at: span.ended_at,
            duration_ms: took.map(|ms| ms.max(0.0)),
            failed: span.failed == Some(true),
            error: span.fault.clone(),
            source: source.clone(),
            model: span.model.clone(),
            provider: span.provider.clone(),
            usage: span.usage.map(|usage| {
                let counts = [
                    usage.input_tokens,
                    usage.output_tokens,
                    usage.cache_read_tokens,
                    usage.cache_write_tokens,
                    usage.reasoning_tokens,
                ];
                Usage::of(counts.map(i64::from))
            }),
            cost: charging.charge(span, now).map(|(cost, _)| cost),
            first_token_ms: span.first_token_ms,
            agent: span.agent.clone(),
            tool: span.tool.as_ref().map(|tool| tool.name.clone()),
            conversation_id: self.conversations[index],
            message_id: self.messages[index],
        }
    }
}

/// Where each span belongs: of a trace of several conversations that is noted with the span, else all go to the one.
fn conversations(told: &[Told], links: &[Link]) -> Vec<Option<Uuid>> {
    match links {
        [] => vec![None; told.len()],
        [only] if !only.shared => vec![Some(only.conversation_id); told.len()],
        _ => told.iter().map(|told| told.conversation).collect(),
    }
}

fn messages(told: &[Told], of: &[Option<Uuid>], links: &[Link], made: &[Made]) -> Vec<Option<Uuid>> {
    let spans: Vec<Span> = told.iter().map(|told| told.span.clone()).collect();
    let tree = Tree::of(&spans);
    let anchors: HashMap<Uuid, &Made> = made.iter().map(|made| (made.anchor_id, made)).collect();
    let mut messages = vec![None; spans.len()];
    for link in links {
        let part: Vec<usize> = (0..spans.len()).filter(|index| of[*index] == Some(link.conversation_id)).collect();
        let turns = tree.turns(&part);
        let told: Vec<Option<Uuid>> = turns
            .iter()
            .map(|turn| {
                let made = turn.spans.iter().find_map(|index| anchors.get(&spans[*index].id.0))?;
                made.answered_id.or(made.asked_id)
            })
            .collect();
        let of_turns = tree.link(&turns);
        for index in part {
            messages[index] = of_turns[index].and_then(|turn| told[turn]);
        }
    }
    messages
}
