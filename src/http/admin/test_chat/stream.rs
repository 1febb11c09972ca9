//! A turn of the test chat as server-sent events.

use axum::response::sse::{Event, KeepAlive, Sse};
use futures::Stream;
use serde::Serialize;
use serde_json::json;

use super::super::said::SaidMessage;
use crate::assistant::chat::{Progress, Turn};

#[derive(Serialize)]
struct Heard {
    message: SaidMessage,
}

#[derive(Serialize)]
struct Answered {
    answer: Option<SaidMessage>,
}

/// The events of a turn whose message is recorded; the last is `done` or `error`.
pub(super) fn answer(mut turn: Turn) -> Sse<impl Stream<Item = Result<Event, axum::Error>>> {
    let events = async_stream::stream! {
        yield event("message", &Heard { message: turn.heard().clone().into() });
        loop {
            match turn.next().await {
                Ok(None) => break,
                Ok(Some(Progress::Text(text))) => yield event("delta", &json!({"text": text})),
                Ok(Some(Progress::Called(row))) => yield event("tool_calls", &Heard { message: (*row).into() }),
                Ok(Some(Progress::Answered(answer))) => {
                    let name = if answer.as_ref().is_some_and(|answer| answer.error.is_some()) { "error" } else { "done" };
                    yield event(name, &Answered { answer: answer.map(|row| SaidMessage::from(*row)) });
                }
                Err(_) => {
                    let detail = "The answer will be recorded, but cannot be told now. Send the same message with the same client_id again.";
                    yield event("error", &json!({"title": "Service Unavailable", "status": 503, "detail": detail}));
                    break;
                }
            }
        }
    };
    Sse::new(events).keep_alive(KeepAlive::default())
}

fn event(name: &'static str, data: &impl Serialize) -> Result<Event, axum::Error> {
    Event::default().event(name).json_data(data)
}
