//! One call of the model: the question is put together from the record, asked, and the answer listened to to its end.

use std::time::Duration;

use futures::StreamExt as _;
use serde_json::{Map, Value, json};
use tokio::time::Instant;

use super::cost::Tariff;
use super::live::Speaker;
use super::reply::{Reply, STOPPED};
use super::{AssistantError, Done, Piece, Provider, Question, history, listening, prompt, tools};
use crate::app::App;
use crate::domain::id::{ConversationId, ProjectId};
use crate::store;
use crate::store::answers;
use crate::store::assistants::Assistant;
use crate::store::messages::recent::{self, Row};

/// How long an answer under way may go on when the program is asked to stop.
const GRACE: Duration = Duration::from_secs(3);

/// A conversation that is to be answered.
#[derive(Debug)]
pub(super) struct Task {
    pub project: ProjectId,
    pub conversation: ConversationId,
    /// The conversation's type.
    pub kind: String,
    pub assistant: Assistant,
    /// The newest message that is answered.
    pub heard: Row,
}

/// What was said up to the message that is answered, and the variables; and how many rounds of tools were called for this
/// answer already, before a crash: they are the last turns.
pub(super) async fn question(app: &App, task: &Task) -> sqlx::Result<(Question, usize)> {
    let (project, conversation, heard) = (task.project.0, task.conversation.0, &task.heard);
    let settings = &task.assistant.settings;
    let mut conn = app.lookups.acquire().await?;
    // Twice as many as are told, since some have no text.
    let most = i64::try_from(2 * history::MESSAGES).unwrap_or(i64::MAX);
    let rows = listening::newest(&mut conn, project, conversation, Some((heard.sent_at, heard.id)), most).await?;
    let mut turns = history::turns(&rows, settings.limits.history_tokens);
    let (first, last) = (format!("round/{}", heard.id), answers::round(heard.id, 99));
    let rounds = recent::rounds(&mut conn, project, conversation, &first, &last).await?;
    let rounds: Vec<_> = rounds.iter().filter_map(history::turn).collect();
    let count = rounds.len();
    turns.extend(rounds);
    let known = store::conversations::control::variables(&mut conn, project, conversation).await?;
    let variables: Map<String, Value> = known.into_iter().map(|variable| (variable.name, variable.value)).collect();
    let question = Question {
        system: prompt::fill(&task.assistant.system_prompt, &variables),
        turns,
        variables,
        id: heard.id.to_string(),
        conversation: json!({"id": conversation, "type": task.kind}),
        options: settings.options,
        tools: tools::described(settings),
        must_say: false,
        format: None,
    };
    Ok((question, count))
}

/// Asks once, aloud; every failure of the model is a reply too, with its error.
pub(super) async fn ask(
    app: &App,
    task: &Task,
    provider: Provider,
    question: Question,
    tariff: &Tariff,
    speaker: &Speaker,
    deadline: Instant,
) -> Reply {
    let mut reply = Reply::begin(provider.model(), app.now()).by(&task.assistant).charged(tariff.clone());
    let mut pieces = provider.answer(&app.outbound, question, app.now());
    let ending = async {
        app.stop.cancelled().await;
        tokio::time::sleep(GRACE).await;
    };
    let (stopped, late) = (speaker.stopped(), tokio::time::sleep_until(deadline));
    tokio::pin!(ending, stopped, late);
    loop {
        let piece = tokio::select! {
            piece = pieces.next() => piece,
            () = &mut ending => Some(Err(AssistantError::Stopped)),
            () = &mut late => Some(Err(AssistantError::Late(task.assistant.settings.limits.seconds))),
            () = &mut stopped => {
                reply.end(Done { finish: Some(STOPPED.to_owned()), ..Done::default() });
                break;
            }
        };
        match piece {
            Some(Ok(Piece::Text(text))) => {
                reply.add(&text, app.now());
                speaker.say(&text);
            }
            Some(Ok(Piece::Done(done))) => reply.end(*done),
            Some(Err(error)) => {
                reply.fail(&error);
                break;
            }
            None => break,
        }
    }
    let (provider, outcome) = (task.assistant.provider.clone(), reply.outcome());
    metrics::counter!("verbatim_answers_total", "provider" => provider, "outcome" => outcome).increment(1);
    reply
}
