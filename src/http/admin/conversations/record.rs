//! A conversation as JSON; the same in lists, by itself and in exports.

use serde::Serialize;
use serde_json::{Map, Value};
use time::OffsetDateTime;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::domain::badge::Badge;
use crate::domain::conversation::kind;
use crate::domain::customer::IdentityKind;
use crate::domain::money::Nanos;
use crate::domain::window::Window;
use crate::store::listing::Row;

/// A conversation.
#[derive(Debug, Serialize, ToSchema)]
pub struct Conversation {
    /// Its id.
    pub id: Uuid,
    /// Where it happens: `test`, `widget`, `whatsapp`, `api`, …
    #[schema(example = "whatsapp")]
    pub r#type: String,
    /// How to show the type.
    pub badge: Badge,
    /// `active`, `inactive` or `ended`.
    #[schema(example = "active")]
    pub status: String,
    /// The caller's own id.
    #[schema(example = "order-4821")]
    pub external_identifier: Option<String>,
    /// What makes it one conversation within its type.
    pub thread_id: String,
    /// Who answers.
    pub assistant_id: Option<Uuid>,
    /// Its name.
    #[schema(example = "Demo")]
    pub assistant_name: Option<String>,
    /// The person.
    pub customer: Customer,
    /// The business's side; null where the channel has none.
    pub whatsapp_sender: Option<Sender>,
    /// Values from a form or the caller, by name.
    #[schema(value_type = Object, example = json!({"city": "Oslo"}))]
    pub input_variables: Map<String, Value>,
    /// Values that the assistant extracted, by name.
    #[schema(value_type = Object, example = json!({"order_number": "A4821"}))]
    pub extracted_variables: Map<String, Value>,
    /// Both; where a name is in both, the extracted value.
    #[schema(value_type = Object, example = json!({"city": "Oslo", "order_number": "A4821"}))]
    pub variables: Map<String, Value>,
    /// All messages but reactions, edits and the like.
    pub message_count: i64,
    /// The customer's.
    pub user_message_count: i64,
    /// Tokens of all answers.
    pub usage: Usage,
    /// What it cost.
    pub cost: Cost,
    /// `cost.total` again.
    #[schema(value_type = Option<f64>, example = 0.0339)]
    pub total_cost: Option<Nanos>,
    /// The customer service window now; null where the channel has none.
    pub window: Option<Window>,
    /// The customer's first message, shortened to a line.
    pub first_input: Option<String>,
    /// The assistant's last message, shortened to a line.
    pub last_output: Option<String>,
    /// The newest message, shortened to a line.
    #[schema(example = "Where is my order?")]
    pub preview: String,
    /// Answers by a model.
    pub llm_calls: i64,
    /// Tools called.
    pub tool_calls: i64,
    /// Messages that failed.
    pub errors: i64,
    /// What reviewers marked it with.
    pub tags: Vec<String>,
    /// Whether the assistant answers.
    pub ai_enabled: bool,
    /// Who of the staff has taken it over; null while nobody has.
    pub assignee: Option<Assignee>,
    /// For example `production`.
    pub environment: Option<String>,
    /// The first message.
    #[serde(with = "time::serde::rfc3339")]
    pub started_at: OffsetDateTime,
    /// The newest message.
    #[serde(with = "time::serde::rfc3339")]
    pub last_activity_at: OffsetDateTime,
    /// When it was ended, if it was.
    #[serde(with = "time::serde::rfc3339::option")]
    pub ended_at: Option<OffsetDateTime>,
    /// Why it was: `visitor`, `api`, `tool` or `idle`.
    #[schema(example = "api")]
    pub ended_reason: Option<String>,
    /// Spans of its traces.
    pub span_count: i64,
    /// Traces that belong to it.
    pub trace_count: i64,
    /// The agents that its traces name.
    pub agents: Vec<String>,
    /// Whether its traces say what was said; null where it has none. False tells that the SDK was not to record it.
    pub content_captured: Option<bool>,
}

/// Somebody of the staff who has taken a conversation over.
#[derive(Debug, Serialize, ToSchema)]
pub struct Assignee {
    /// As given when it was taken over.
    #[schema(example = "Maria")]
    pub name: String,
    /// Since when.
    #[serde(with = "time::serde::rfc3339")]
    pub since: OffsetDateTime,
}

/// The person on the other side; any field may be null.
#[derive(Debug, Serialize, ToSchema)]
pub struct Customer {
    /// Digits.
    #[schema(example = "491512345678")]
    pub phone: Option<String>,
    /// Shown name.
    #[schema(example = "Ada Example")]
    pub name: Option<String>,
    /// WhatsApp's id of the person for this business.
    #[schema(example = "DE.13491208655302741918")]
    pub wa_user_id: Option<String>,
    /// With its `@`.
    #[schema(example = "@ada")]
    pub username: Option<String>,
    /// The visitor's or tester's session.
    pub session_id: Option<String>,
    /// As the program that reports traces calls its user.
    pub user_id: Option<String>,
}

/// A business phone number.
#[derive(Debug, Serialize, ToSchema)]
pub struct Sender {
    /// The channel's id.
    pub id: Uuid,
    /// Its name.
    #[schema(example = "Shop")]
    pub name: Option<String>,
    /// Digits.
    #[schema(example = "15550783881")]
    pub phone: Option<String>,
    /// Meta's id of the number.
    #[schema(example = "106540352242922")]
    pub phone_number_id: Option<String>,
}

/// Tokens; cached and reasoning tokens are parts of input and output.
#[derive(Debug, Serialize, ToSchema)]
pub struct Usage {
    /// Sent to models, cached ones included.
    #[schema(example = 800)]
    pub input_tokens: i64,
    /// Produced by models, reasoning included.
    #[schema(example = 160)]
    pub output_tokens: i64,
    /// Read from the provider's cache.
    pub cache_read_tokens: i64,
    /// Written to the provider's cache.
    pub cache_write_tokens: i64,
    /// Spent on reasoning.
    pub reasoning_tokens: i64,
    /// Input and output.
    #[schema(example = 960)]
    pub total_tokens: i64,
}

impl Usage {
    /// Tokens in the order of the columns: input, output, cache read, cache write, reasoning.
    #[must_use]
    pub fn of([input, output, cache_read, cache_write, reasoning]: [i64; 5]) -> Self {
        Self {
            input_tokens: input,
            output_tokens: output,
            cache_read_tokens: cache_read,
            cache_write_tokens: cache_write,
            reasoning_tokens: reasoning,
            total_tokens: input + output,
        }
    }
}

/// What a conversation cost, as far as it is known: unknown is null, and sums leave it out.
#[derive(Debug, Serialize, ToSchema)]
pub struct Cost {
    /// Models; null where answers were given and the price of none is known.
    #[schema(value_type = Option<f64>, example = 0.0125)]
    pub llm: Option<Nanos>,
    /// The channel: the platform's fees, and the project's own price for customers' messages; null where WhatsApp was
    /// sent messages and what it charges is known of none.
    #[schema(value_type = Option<f64>, example = 0.0214)]
    pub channel: Option<Nanos>,
    /// What is known of both; null where a part is unknown and nothing was charged that is known.
    #[schema(value_type = Option<f64>, example = 0.0339)]
    pub total: Option<Nanos>,
    /// ISO 4217.
    #[schema(example = "USD")]
    pub currency: String,
}

impl Cost {
    fn of(row: &Row) -> Self {
        let was_sent = row.kind == kind::WHATSAPP && row.message_count > row.user_message_count;
        let llm = (row.llm_priced > 0 || row.llm_calls == 0).then_some(Nanos(row.cost_nanos - row.channel_nanos));
        let channel = (row.channel_priced > 0 || !was_sent).then_some(Nanos(row.channel_nanos));
        let is_known = row.llm_priced > 0 || row.channel_priced > 0 || (llm.is_some() && channel.is_some());
        Self { llm, channel, total: is_known.then_some(Nanos(row.cost_nanos)), currency: row.currency.clone() }
    }
}

impl Conversation {
    /// A stored conversation as it is at `now`.
    #[must_use]
    pub fn at(row: Row, now: OffsetDateTime) -> Self {
        let cost = Cost::of(&row);
        let (mut input_variables, mut extracted_variables) = (Map::new(), Map::new());
        for (source, name, value) in row.variables.map(|json| json.0).unwrap_or_default() {
            if source == "input" { &mut input_variables } else { &mut extracted_variables }.insert(name, value);
        }
        let mut variables = input_variables.clone();
        variables.extend(extracted_variables.clone());
        let is_whatsapp = row.kind == kind::WHATSAPP;
        let is_session = [kind::TEST, "widget"].contains(&row.kind.as_str());
        let alias = |kind: IdentityKind| Some(row.aliases.as_ref()?[kind.as_str()].as_str()?.to_owned());
        Self {
            id: row.id,
            badge: Badge::of(&row.kind),
            status: row.status,
            external_identifier: row.external_identifier,
            assistant_id: row.assistant_id,
            assistant_name: row.assistant_name,
            customer: Customer {
                phone: alias(IdentityKind::Phone),
                name: row.customer_name,
                wa_user_id: alias(IdentityKind::WaUser),
                username: row.customer_username,
                user_id: alias(IdentityKind::User),
                session_id: is_session.then(|| row.thread_key.clone()),
            },
            whatsapp_sender: row.channel_id.filter(|_| is_whatsapp).map(|id| Sender {
                id,
                name: row.channel_name,
                phone: row.channel_phone,
                phone_number_id: row.phone_number_id,
            }),
            thread_id: row.thread_key,
            r#type: row.kind,
            input_variables,
            extracted_variables,
            variables,
            message_count: row.message_count,
            user_message_count: row.user_message_count,
            usage: Usage::of([
                row.input_tokens,
                row.output_tokens,
                row.cache_read_tokens,
                row.cache_write_tokens,
                row.reasoning_tokens,
            ]),
            total_cost: cost.total,
            cost,
            window: is_whatsapp.then(|| Window::at(now, row.window_closes_at, row.free_entry_expires_at)),
            first_input: row.first_input,
            last_output: row.last_output,
            preview: row.preview,
            llm_calls: row.llm_calls,
            tool_calls: row.tool_calls,
            errors: row.error_count,
            tags: row.tags,
            ai_enabled: row.ai_enabled,
            assignee: row.assignee.zip(row.assigned_at).map(|(name, since)| Assignee { name, since }),
            environment: row.environment,
            started_at: row.started_at,
            last_activity_at: row.last_activity_at,
            ended_at: row.ended_at,
            ended_reason: row.ended_reason,
            span_count: row.span_count,
            trace_count: row.trace_count,
            agents: row.agents,
            content_captured: row.worded,
        }
    }
}
