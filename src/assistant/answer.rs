//! One answer: the model is asked, the tools that it wants are called and recorded, and it is asked again, until it has
//! answered or a limit is reached.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::Instant;

use super::compose::{self, Task};
use super::cost;
use super::history::Turn;
use super::live::Speaker;
use super::reply::Reply;
use super::tools::{self, About, Effect, Outcome};
use super::{AssistantError, Provider, Question, history};
use crate::app::App;
use crate::domain::event::{ConversationRef, Event, EventKind};
use crate::domain::id::MessageId;
use crate::domain::message::Message;
use crate::domain::variable::{Variable, VariableSource};
use crate::recorder::{Claim, Intake};
use crate::signing::Secrets;
use crate::store::answers::{self, Due};

/// An answer, not on record yet.
#[derive(Debug)]
pub(super) struct Answer {
    pub reply: Reply,
    /// What tools of ours have left to do behind it.
    pub effects: Vec<Effect>,
}

/// Answers; nothing when the claim was lost on the way.
pub(super) async fn answer(app: &App, due: &Due, task: &Task, speaker: &Speaker) -> anyhow::Result<Option<Answer>> {
    let (assistant, settings) = (&task.assistant, &task.assistant.settings);
    let whole = |reply, effects| Ok(Some(Answer { reply, effects }));
    let provider = match Provider::of(assistant, &app.sealer) {
        Ok(provider) => provider,
        Err(error) => return whole(Reply::failed(&error, app.now()).by(assistant), Vec::new()),
    };
    let secrets = assistant.signing_secret.as_deref().and_then(|sealed| Secrets::open(&app.sealer, sealed).ok());
    let tariff = cost::of(app, task.project, assistant).await?;
    let (mut question, mut round) = compose::question(app, task).await?;
    let deadline = Instant::now() + Duration::from_secs(settings.limits.seconds.into());
    let mut effects = tools::effects(&question.turns[question.turns.len() - round..], settings);
    let mut tokens = 0;
    loop {
        let most = settings.limits.rounds;
        question.must_say = !question.tools.is_empty() && round >= most as usize;
        let mut reply = compose::ask(app, task, provider.clone(), question.clone(), &tariff, speaker, deadline).await;
        tokens += reply.tokens();
        if reply.calls().is_empty() || reply.error().is_some() {
            return whole(reply, effects);
        }
        if question.must_say {
            reply.fail(&AssistantError::Rounds(most));
            return whole(reply, effects);
        }
        if let Some(most) = settings.limits.tokens.filter(|most| tokens >= *most) {
            reply.fail(&AssistantError::Spent(most));
            return whole(reply, effects);
        }
        let about = About {
            conversation: question.conversation.clone(),
            variables: &question.variables,
            round: format!("{}.{round}", task.heard.id),
            secrets: secrets.as_ref(),
        };
        let asked_at = app.now();
        let outcomes = tools::run(app, settings, &about, reply.calls()).await;
        effects.extend(outcomes.iter().filter_map(|outcome| outcome.effect.clone()));
        let mut message = called(reply, &outcomes, asked_at);
        message.external_id = Some(answers::round(task.heard.id, round));
        question.turns.extend(told(&message));
        if !record(app, due, task, message, &outcomes, &mut question).await? {
            return Ok(None);
        }
        speaker.turn_over();
        round += 1;
    }
}

/// The calls as they are recorded, each with what came of it.
fn called(reply: Reply, outcomes: &[Outcome], asked_at: time::OffsetDateTime) -> Message {
    let mut message = reply.into_message(asked_at);
    "tool_calls".clone_into(&mut message.kind);
    for (call, outcome) in message.tool_calls.iter_mut().filter_map(Value::as_array_mut).flatten().zip(outcomes) {
        call["result"] = outcome.result.clone();
        call["error"] = json!(outcome.error);
        call["duration_ms"] = json!(outcome.duration_ms);
    }
    message
}

/// The calls as the model is told of them.
fn told(message: &Message) -> Option<Turn> {
    let calls = message.tool_calls.as_ref()?.as_array()?;
    Some(Turn::Called { text: message.body.clone(), calls: calls.iter().enumerate().map(history::called).collect() })
}

/// Records a round of calls, and the variables that they set; false when the claim was lost.
async fn record(
    app: &App,
    due: &Due,
    task: &Task,
    message: Message,
    outcomes: &[Outcome],
    question: &mut Question,
) -> anyhow::Result<bool> {
    let set_at = message.sent_at;
    let mut happened = vec![EventKind::Said(Box::new(message))];
    for outcome in outcomes {
        if let Some(Effect::Set(name, value)) = &outcome.effect {
            question.variables.insert(name.clone(), value.clone());
            happened.push(EventKind::VariableSet(Variable {
                name: name.clone(),
                value: value.clone(),
                source: VariableSource::Extracted,
                set_at,
                message: Some(MessageId(task.heard.id)),
            }));
        }
    }
    let place = ConversationRef::Id(task.conversation);
    let event = |kind| Event { project: task.project, conversation: place.clone(), kind };
    let events = happened.into_iter().map(event).collect();
    let intake = Intake { project: task.project, delivery: None, events, received_at: app.now() };
    let recorded = app.recorder.insist(intake, Some(Claim::Answering(*due))).await?;
    Ok(!recorded.written.is_empty())
}
