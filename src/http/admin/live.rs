//! News for the console, as server-sent events: which conversations of the project have any, and of one that is looked
//! at also the answer under way. What is new stands in the record, which the page asks for then.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::time::Duration;

use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures::Stream;
use serde::{Deserialize, Serialize};
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::TryRecvError;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::app::App;
use crate::assistant::live::Listener;
use crate::domain::id::{ConversationId, ProjectId};
use crate::feed::Watcher;
use crate::http::auth::Caller;
use crate::http::error::{Error, Problem};
use crate::http::extract::Query;
use crate::store;
use crate::store::conversations::control;

/// Between two looks; each is one short walk of an index.
const LOOK: Duration = Duration::from_secs(1);

/// How far back is looked for what other nodes recorded.
const OVERLAP: time::Duration = time::Duration::seconds(15);

/// Conversations that are named at once; of more it is said that there are more.
const MOST: usize = 100;

/// Between two signs of life.
const SIGN: Duration = Duration::from_secs(15);

/// After this time the page has to come again and show who it is for.
const LIFE: Duration = Duration::from_hours(1);

/// What is looked at.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Parameters {
    /// A conversation whose answers are to be told as they come.
    conversation: Option<Uuid>,
}

/// Conversations with news.
#[derive(Debug, Serialize, ToSchema)]
pub struct Changed {
    /// At most 100.
    ids: Vec<Uuid>,
    /// Whether there are more: ask for the list anew.
    more: bool,
}

/// A piece of an answer under way.
#[derive(Debug, Serialize, ToSchema)]
pub struct Piece {
    /// Counts the answers on this stream.
    answer: u64,
    /// Where it belongs in the answer, in UTF-16 units.
    from: usize,
    text: String,
}

/// What a stream has told.
struct Told {
    app: App,
    project: ProjectId,
    committed: broadcast::Receiver<std::sync::Arc<[ConversationId]>>,
    /// Stamps of the conversations that were seen of late; none before the first look.
    seen: Option<HashMap<Uuid, u64>>,
    watched: Option<(Watcher, Listener)>,
    /// The answer under way, and how much of it was told.
    piece: (u64, usize),
}

/// News as they come
///
/// `changed` names conversations that have news, within about a second; with `conversation` given, `record` says that
/// its record has, and `piece` brings its answer under way. A stream ends after an hour; a page that comes again asks for
/// what it shows anew.
#[utoipa::path(get, path = "/live", operation_id = "live", tag = "conversations", params(Parameters),
    responses(
        (status = 200, description = "Events `changed`, `record` and `piece`", body = Changed, content_type = "text/event-stream"),
        (status = 404, description = "No such conversation", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn live(
    State(app): State<App>,
    caller: Caller,
    Query(parameters): Query<Parameters>,
) -> Result<Sse<impl Stream<Item = Result<Event, axum::Error>>>, Error> {
    let project = caller.project;
    let watched = match parameters.conversation {
        None => None,
        Some(id) => {
            let mut conn = app.lookups.acquire().await?;
            if !store::facts::exists(&mut conn, project.0, id).await? {
                return Err(Error::NotFound("conversation"));
            }
            let id = ConversationId(id);
            Some((app.feed.watch(project, id), app.live.listen(id)))
        }
    };
    let committed = app.recorder.committed();
    let mut told = Told { app, project, committed, seen: None, watched, piece: (0, 0) };
    let events = async_stream::stream! {
        let stop = told.app.stop.clone();
        let end = tokio::time::Instant::now() + LIFE;
        let mut look = tokio::time::interval(LOOK);
        look.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            while let Some(piece) = told.piece() {
                yield Event::default().event("piece").json_data(piece);
            }
            tokio::select! {
                _ = look.tick() => {
                    // What cannot be read now is read by the stream that the page opens next.
                    let Ok(changed) = told.look().await else { break };
                    if !changed.ids.is_empty() || changed.more {
                        yield Event::default().event("changed").json_data(changed);
                    }
                }
                has_news = told.news() => if has_news {
                    yield Event::default().event("record").json_data(serde_json::json!({}));
                },
                () = tokio::time::sleep_until(end) => break,
                () = stop.cancelled() => break,
            }
        }
    };
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(SIGN)))
}

impl Told {
    /// Waits for something about the conversation that is looked at; true when its record has news.
    async fn news(&mut self) -> bool {
        let Some((watcher, listener)) = &mut self.watched else { return std::future::pending().await };
        tokio::select! {
            () = watcher.changed() => true,
            () = listener.changed() => listener.is_over(),
        }
    }

    /// More of the answer under way.
    fn piece(&mut self) -> Option<Piece> {
        let (_, listener) = self.watched.as_mut()?;
        let text = listener.text()?;
        let answer = listener.turn();
        if self.piece.0 != answer {
            self.piece = (answer, 0);
        }
        let from = self.piece.1;
        self.piece.1 += text.encode_utf16().count();
        Some(Piece { answer, from, text })
    }

    /// Which conversations are not as they were at the last look: those that this node recorded, whenever they were
    /// said, and those of all nodes that were active just now.
    async fn look(&mut self) -> Result<Changed, Error> {
        let mut ids = HashSet::new();
        let mut more = false;
        loop {
            match self.committed.try_recv() {
                Ok(some) => ids.extend(some.iter().map(|id| id.0)),
                Err(TryRecvError::Lagged(_)) => more = true,
                Err(TryRecvError::Empty | TryRecvError::Closed) => break,
            }
        }
        more |= ids.len() > MOST;
        let ids: Vec<Uuid> = ids.into_iter().take(MOST).collect();
        let mut conn = self.app.lookups.acquire().await?;
        let since = self.app.now() - OVERLAP;
        let recent = control::recent(&mut conn, self.project.0, since, i64::try_from(MOST).unwrap_or(i64::MAX)).await?;
        let named = if ids.is_empty() { Vec::new() } else { control::stamps(&mut conn, self.project.0, &ids).await? };
        let mut now = HashMap::new();
        for stamp in recent.into_iter().chain(named) {
            let mut hasher = DefaultHasher::new();
            stamp.hash(&mut hasher);
            now.insert(stamp.id, hasher.finish());
        }
        let changed = match &self.seen {
            // What was there before the page came is on the page.
            None => Vec::new(),
            Some(seen) => now.iter().filter(|(id, stamp)| seen.get(*id) != Some(*stamp)).map(|(id, _)| *id).collect(),
        };
        let more = more && self.seen.is_some();
        self.seen = Some(now);
        Ok(Changed { more: more || changed.len() > MOST, ids: changed.into_iter().take(MOST).collect() })
    }
}
