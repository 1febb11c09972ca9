//! One answer: the question is put together from the record, the model is asked, and listened to to the end.

use std::time::Duration;

use futures::StreamExt as _;

use super::cost::Tariff;
use super::live::Speaker;
use super::reply::{Reply, STOPPED};
use super::{AssistantError, Done, Piece, Provider, Question, history, prompt};
use crate::app::App;
use crate::domain::id::{ConversationId, ProjectId};
use crate::store;
use crate::store::assistants::Assistant;
use crate::store::messages::recent::{self, Row};

/// How long an answer under way may go on when the program is asked to stop.
const GRACE: Duration = Duration::from_secs(3);

/// Answers a conversation up to the message that was heard, aloud. Every
/// failure of the model is a reply too, with its error; without an assistant there is nothing else.
pub(super) async fn compose(
    app: &App,
    project: ProjectId,
    conversation: ConversationId,
    assistant: Option<&Assistant>,
    heard: &Row,
    speaker: &Speaker,
) -> sqlx::Result<Reply> {
    let Some(assistant) = assistant else { return Ok(Reply::failed(&AssistantError::Gone, app.now())) };
    let provider = match Provider::of(assistant, &app.sealer) {
        Ok(provider) => provider,
        Err(error) => return Ok(Reply::failed(&error, app.now())),
    };
    let question = question(app, project, conversation, assistant, heard).await?;
    let tariff = Tariff::of(app, project, assistant).await?;
    let mut reply = Reply::begin(provider.model(), app.now()).charged(tariff);
    let mut pieces = provider.answer(&app.outbound, question);
    let ending = async {
        app.stop.cancelled().await;
        tokio::time::sleep(GRACE).await;
    };
    let stopped = speaker.stopped();
    tokio::pin!(ending, stopped);
    loop {
        let piece = tokio::select! {
            piece = pieces.next() => piece,
            () = &mut ending => Some(Err(AssistantError::Stopped)),
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
    let outcome = reply.outcome();
    metrics::counter!("verbatim_answers_total", "provider" => assistant.provider.clone(), "outcome" => outcome)
        .increment(1);
    Ok(reply)
}

async fn question(
    app: &App,
    project: ProjectId,
    conversation: ConversationId,
    assistant: &Assistant,
    heard: &Row,
) -> sqlx::Result<Question> {
    let mut conn = app.pool.acquire().await?;
    let until = Some((heard.sent_at, heard.id));
    // Twice as many as are told, since some have no text.
    let most = i64::try_from(2 * history::MESSAGES).unwrap_or(i64::MAX);
    let rows = recent::list(&mut conn, project.0, conversation.0, until, most).await?;
    let known = store::conversations::control::variables(&mut conn, project.0, conversation.0).await?;
    let variables = known.into_iter().map(|variable| (variable.name, variable.value)).collect();
    Ok(Question { system: prompt::fill(&assistant.system_prompt, &variables), turns: history::turns(&rows), variables })
}
