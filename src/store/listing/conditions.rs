//! What a filter demands of a row, as parameters of one text that every statement of the list shares.

use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::filter::{Filter, Keys, ScoreIs, VariableIs, WindowIs};
use crate::domain::window;

/// Parameters $2 to $29; an absent one demands nothing, and since reads are planned for their parameters, costs
/// nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct Conditions {
    pub types: Option<Vec<String>>,
    pub without_test: bool,
    pub assistant: Option<Uuid>,
    pub status: Option<&'static str>,
    pub errors: Option<bool>,
    /// The least and the greatest cost, in billionths.
    pub cost: (Option<i64>, Option<i64>),
    pub from: Option<OffsetDateTime>,
    pub to: Option<OffsetDateTime>,
    pub tags: Option<Vec<String>>,
    pub agent: Option<String>,
    pub external_identifier: Option<String>,
    pub thread: Option<Keys>,
    /// The window closes after this time.
    pub closes_after: Option<OffsetDateTime>,
    /// The window closes before this time.
    pub closes_before: Option<OffsetDateTime>,
    pub customers: Option<Vec<Uuid>>,
    /// Customers too many to name: kinds of alias and their range.
    pub aliases: Option<(Vec<String>, Keys)>,
    pub score: Option<ScoreIs>,
    pub variable: Option<VariableIs>,
    /// Each must be met by some part of the conversation, in the language of `tsquery`.
    pub texts: Option<Vec<String>>,
    pub ids: Option<Vec<Uuid>>,
}

impl Conditions {
    /// What can be asked of a row alone.
    pub fn of(filter: &Filter, now: OffsetDateTime) -> Self {
        let (closes_after, closes_before) = match filter.window {
            None => (None, None),
            Some(WindowIs::Open) => (Some(now), None),
            Some(WindowIs::Expiring) => (Some(now), Some(now + window::EXPIRING)),
            // Closed at this very microsecond is closed.
            Some(WindowIs::Closed) => (None, Some(now + time::Duration::microseconds(1))),
        };
        Self {
            types: (!filter.types.is_empty()).then(|| filter.types.clone()),
            without_test: filter.without_test,
            assistant: filter.assistant,
            status: filter.status.map(crate::domain::conversation::Status::as_str),
            errors: filter.has_error,
            cost: (filter.min_cost.map(|cost| cost.0), filter.max_cost.map(|cost| cost.0)),
            from: filter.from,
            to: filter.to,
            tags: (!filter.tags.is_empty()).then(|| filter.tags.clone()),
            agent: filter.agent.clone(),
            external_identifier: filter.external_identifier.clone(),
            closes_after,
            closes_before,
            ..Self::default()
        }
    }

    /// Those that a row answers by its own columns, for which the planner may know an index.
    pub fn of_the_row(&self) -> Self {
        Self { aliases: None, score: None, variable: None, texts: None, ..self.clone() }
    }

    /// Whether every row meets them.
    pub fn is_empty(&self) -> bool {
        !self.without_test
            && self.types.is_none()
            && self.assistant.is_none()
            && self.status.is_none()
            && self.errors.is_none()
            && self.cost == (None, None)
            && self.from.is_none()
            && self.to.is_none()
            && self.tags.is_none()
            && self.agent.is_none()
            && self.external_identifier.is_none()
            && self.thread.is_none()
            && self.closes_after.is_none()
            && self.closes_before.is_none()
            && self.customers.is_none()
            && self.aliases.is_none()
            && self.score.is_none()
            && self.variable.is_none()
            && self.texts.is_none()
            && self.ids.is_none()
    }
}

/// A checked statement: what stands before the conditions on a row `c`, what stands after them, and its arguments
/// beyond theirs, which begin at $30.
///
/// `offset 0` keeps the planner from gathering all there are before it looks at the first row.
macro_rules! checked {
    ([$($before:tt)+] [$($after:tt)+] $project:expr, $conditions:expr, $($further:expr),+) => {{
        let conditions: &$crate::store::listing::conditions::Conditions = $conditions;
        let (thread, aliases) = (conditions.thread.as_ref(), conditions.aliases.as_ref());
        let (score, variable) = (conditions.score.as_ref(), conditions.variable.as_ref());
        sqlx::query_as!(
            $crate::store::listing::Found,
            $($before)+ + "
  ($2::text[] is null or c.type = any($2))
  and (not $3::boolean or c.type <> 'test')
  and ($4::uuid is null or c.assistant_id = $4)
  and ($5::text is null or c.status = $5)
  and ($6::boolean is null or (c.error_count > 0) = $6)
  and ($7::timestamptz is null or c.started_at >= $7)
  and ($8::timestamptz is null or c.started_at < $8)
  and ($9::text[] is null or (c.tags @> $9 and c.tags <> '{}'))
  and ($10::text is null or c.external_identifier = $10)
  and ($11::text is null or (c.thread_key >= $11 and c.thread_key < $12)
    or (c.external_identifier >= $11 and c.external_identifier < $12))
  and ($13::timestamptz is null
    or (c.window_closes_at > $13 and c.window_expired_at is distinct from c.window_closes_at))
  and ($14::timestamptz is null or c.window_closes_at < $14)
  and ($15::uuid[] is null or c.customer_id = any($15))
  and ($16::text[] is null or exists (
    select from customer_identities i where i.project_id = $1 and i.customer_id = c.customer_id
      and i.kind = any($16) and i.value >= $17 and i.value < $18 offset 0))
  and ($19::text is null or exists (
    select from scores s where s.project_id = $1 and s.conversation_id = c.id and s.name = $19
      and s.value between $20 and $21 and s.value is distinct from $22 offset 0))
  and ($23::text is null or exists (
    select from variables v where v.project_id = $1 and v.conversation_id = c.id and v.name = $23
      and v.value #>> '{}' = $24
      and not exists (
        select from variables n where n.project_id = $1 and n.conversation_id = c.id and n.source = v.source
          and n.name = $23 and n.set_at > v.set_at) offset 0))
  and ($25::text[] is null or not exists (
    select from unnest($25) as t (wanted) where not exists (
      select from search_documents d where d.project_id = $1 and d.conversation_id = c.id
        and d.words @@ t.wanted::tsquery offset 0) offset 0))
  and ($26::uuid[] is null or c.id = any($26))
  and ($27::bigint is null or c.cost_nanos >= $27)
  and ($28::bigint is null or c.cost_nanos <= $28)
  and ($29::text is null or (c.agents @> array[$29] and c.agents <> '{}'))
" + $($after)+,
            $project,
            conditions.types.as_deref(),
            conditions.without_test,
            conditions.assistant,
            conditions.status,
            conditions.errors,
            conditions.from,
            conditions.to,
            conditions.tags.as_deref(),
            conditions.external_identifier.as_deref(),
            thread.map(|keys| keys.from.as_str()),
            thread.map(|keys| keys.until.as_str()),
            conditions.closes_after,
            conditions.closes_before,
            conditions.customers.as_deref(),
            aliases.map(|(kinds, _)| kinds.as_slice()),
            aliases.map(|(_, keys)| keys.from.as_str()),
            aliases.map(|(_, keys)| keys.until.as_str()),
            score.map(|score| score.name.as_str()),
            score.map(|score| score.min),
            score.map(|score| score.max),
            score.and_then(|score| score.except),
            variable.map(|variable| variable.name.as_str()),
            variable.map(|variable| variable.value.as_str()),
            conditions.texts.as_deref(),
            conditions.ids.as_deref(),
            conditions.cost.0,
            conditions.cost.1,
            conditions.agent.as_deref(),
            $($further),+
        )
    }};
}
pub(super) use checked;
