//! The columns of a CSV export. Every cell is neutralised; a reader takes one leading `'` away.

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::super::messages::Message;
use super::super::record::Conversation;
use crate::domain::money::Nanos;
use crate::domain::spreadsheet::neutralise;

const CONVERSATION: [&str; 30] = [
    "id",
    "type",
    "status",
    "external_identifier",
    "thread_id",
    "assistant_id",
    "assistant_name",
    "customer_phone",
    "customer_name",
    "customer_wa_user_id",
    "customer_username",
    "sender_name",
    "sender_phone",
    "variables",
    "message_count",
    "user_message_count",
    "input_tokens",
    "output_tokens",
    "total_cost",
    "llm_cost",
    "channel_cost",
    "currency",
    "llm_calls",
    "tool_calls",
    "errors",
    "tags",
    "preview",
    "started_at",
    "last_activity_at",
    "ended_at",
];

const MESSAGE: [&str; 12] = [
    "message_id",
    "message_external_id",
    "message_role",
    "message_author",
    "message_kind",
    "message_content",
    "message_created_at",
    "message_status",
    "message_cost",
    "message_channel_cost",
    "message_model",
    "message_error",
];

/// The first row.
pub(super) fn header(messages: bool) -> impl Iterator<Item = String> {
    let further: &[&str] = if messages { &MESSAGE } else { &[] };
    CONVERSATION.into_iter().chain(further.iter().copied()).map(str::to_owned)
}

/// The last row: `#complete` and the number of conversations, as wide as the others.
pub(super) fn end(count: u64, messages: bool) -> impl Iterator<Item = String> {
    let width = CONVERSATION.len() + if messages { MESSAGE.len() } else { 0 };
    ["#complete".to_owned(), count.to_string()].into_iter().chain(std::iter::repeat_n(String::new(), width - 2))
}

/// The cells of a conversation without messages behind its own.
pub(super) fn no_message(messages: bool) -> impl Iterator<Item = String> {
    std::iter::repeat_n(String::new(), if messages { MESSAGE.len() } else { 0 })
}

/// A conversation's cells.
pub(super) fn conversation(of: &Conversation) -> Vec<String> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let sender = of.whatsapp_sender.as_ref();
    let variables =
        if of.variables.is_empty() { String::new() } else { serde_json::Value::from(of.variables.clone()).to_string() };
    vec![
        of.id.to_string(),
        of.r#type.clone(),
        of.status.clone(),
        text(&of.external_identifier),
        of.thread_id.clone(),
        of.assistant_id.map(|id| id.to_string()).unwrap_or_default(),
        text(&of.assistant_name),
        text(&of.customer.phone),
        text(&of.customer.name),
        text(&of.customer.wa_user_id),
        text(&of.customer.username),
        sender.map(|sender| text(&sender.name)).unwrap_or_default(),
        sender.map(|sender| text(&sender.phone)).unwrap_or_default(),
        variables,
        of.message_count.to_string(),
        of.user_message_count.to_string(),
        of.usage.input_tokens.to_string(),
        of.usage.output_tokens.to_string(),
        amount(of.total_cost),
        amount(of.cost.llm),
        amount(of.cost.channel),
        of.cost.currency.clone(),
        of.llm_calls.to_string(),
        of.tool_calls.to_string(),
        of.errors.to_string(),
        of.tags.join(","),
        of.preview.clone(),
        time(of.started_at),
        time(of.last_activity_at),
        of.ended_at.map(time).unwrap_or_default(),
    ]
}

/// A message's cells.
pub(super) fn message(of: &Message) -> Vec<String> {
    vec![
        of.id.to_string(),
        of.external_id.clone().unwrap_or_default(),
        of.role.clone(),
        of.author.clone().unwrap_or_default(),
        of.kind.clone(),
        of.content.clone(),
        time(of.created_at),
        of.status.unwrap_or_default().to_owned(),
        amount(of.cost),
        amount(of.channel_cost),
        of.model.clone().unwrap_or_default(),
        of.error.clone().unwrap_or_default(),
    ]
}

/// Unknown is an empty cell, which is not zero.
fn amount(of: Option<Nanos>) -> String {
    of.map(|amount| amount.to_string()).unwrap_or_default()
}

fn time(at: OffsetDateTime) -> String {
    at.format(&Rfc3339).unwrap_or_default()
}

/// Writes a row.
pub(super) fn write(out: &mut Vec<u8>, cells: impl IntoIterator<Item = String>) -> std::io::Result<()> {
    let mut row = csv::Writer::from_writer(out);
    for cell in cells {
        row.write_field(neutralise(&cell).as_bytes())?;
    }
    row.write_record(None::<&[u8]>)?;
    row.flush()
}
