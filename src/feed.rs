//! Tells whoever watches a conversation that there is news of it, and nothing else: what is new stands in the record.
//!
//! What this node records is told with its commit. What other nodes record, and switches that are set beside the
//! recorder, are seen by a look at all watched conversations once a second: one statement, however many watch, and
//! nothing that intake would have to pay for.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::broadcast::error::RecvError;
use tokio::sync::watch;
use uuid::Uuid;

use crate::app::App;
use crate::domain::id::{ConversationId, ProjectId};
use crate::store::conversations::control::{self, Stamp};

/// How long news from elsewhere may take.
const LOOK: Duration = Duration::from_secs(1);

/// Most conversations that one look asks for.
const AT_ONCE: usize = 1000;

/// The conversations of this node that somebody watches; cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Feed(Arc<Mutex<HashMap<ConversationId, Watched>>>);

#[derive(Debug)]
struct Watched {
    project: ProjectId,
    news: watch::Sender<()>,
    /// What the last look saw.
    stamp: Option<u64>,
}

/// Watches one conversation.
#[derive(Debug)]
pub struct Watcher {
    feed: Feed,
    conversation: ConversationId,
    news: watch::Receiver<()>,
}

impl Feed {
    /// Watches from now on.
    #[must_use]
    pub fn watch(&self, project: ProjectId, conversation: ConversationId) -> Watcher {
        let mut places = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let new = || Watched { project, news: watch::Sender::new(()), stamp: None };
        let news = places.entry(conversation).or_insert_with(new).news.subscribe();
        Watcher { feed: self.clone(), conversation, news }
    }

    /// How many conversations are watched here.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// Whether nobody watches here.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Tells those who watch these.
    fn tell(&self, conversations: &[ConversationId]) {
        let places = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if places.is_empty() {
            return;
        }
        for place in conversations.iter().filter_map(|conversation| places.get(conversation)) {
            place.news.send_replace(());
        }
    }

    /// Everything that is watched, by project.
    fn watched(&self) -> HashMap<ProjectId, Vec<Uuid>> {
        let places = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut watched: HashMap<ProjectId, Vec<Uuid>> = HashMap::new();
        for (conversation, place) in places.iter() {
            watched.entry(place.project).or_default().push(conversation.0);
        }
        watched
    }

    /// Tells those who watch something that is not as it was at the last look.
    fn compare(&self, seen: Vec<Stamp>) {
        let mut places = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for row in seen {
            let Some(place) = places.get_mut(&ConversationId(row.id)) else { continue };
            let mut hasher = DefaultHasher::new();
            row.hash(&mut hasher);
            let stamp = Some(hasher.finish());
            if std::mem::replace(&mut place.stamp, stamp) != stamp {
                place.news.send_replace(());
            }
        }
    }
}

impl Watcher {
    /// Waits until there is news, of which there may turn out to be none.
    pub async fn changed(&mut self) {
        // The sender lives as long as somebody watches.
        let _changed = self.news.changed().await;
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        let mut places = self.feed.0.lock().unwrap_or_else(PoisonError::into_inner);
        // This one is still counted.
        if places.get(&self.conversation).is_some_and(|place| place.news.receiver_count() == 1) {
            places.remove(&self.conversation);
        }
    }
}

/// Tells of what is recorded until the program is asked to stop.
pub async fn run(app: &App) {
    let mut committed = app.recorder.committed();
    let mut look = tokio::time::interval(LOOK);
    look.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = app.stop.cancelled() => return,
            told = committed.recv() => match told {
                Ok(conversations) => app.feed.tell(&conversations),
                // The look finds what was missed.
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return,
            },
            _ = look.tick() => {
                if let Err(error) = look_at_all(app).await {
                    tracing::warn!(error = %error, "News of conversations cannot be looked for; it is tried again.");
                }
            }
        }
    }
}

async fn look_at_all(app: &App) -> sqlx::Result<()> {
    for (project, conversations) in app.feed.watched() {
        for some in conversations.chunks(AT_ONCE) {
            let mut conn = app.lookups.acquire().await?;
            app.feed.compare(control::stamps(&mut conn, project.0, some).await?);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use futures::FutureExt as _;

    use super::*;

    const HERE: ConversationId = ConversationId(Uuid::nil());

    #[test]
    fn whoever_watches_is_told_once_and_leaves_no_trace() {
        let feed = Feed::default();
        let project = ProjectId(Uuid::nil());
        let (mut one, mut two) = (feed.watch(project, HERE), feed.watch(project, HERE));
        feed.tell(&[ConversationId(Uuid::max())]);
        assert!(one.changed().now_or_never().is_none(), "that was another conversation");
        feed.tell(&[HERE, HERE]);
        assert!(one.changed().now_or_never().is_some() && one.changed().now_or_never().is_none());
        drop(one);
        assert!(two.changed().now_or_never().is_some());
        let stamp = |status: &str| Stamp {
            id: HERE.0,
            message_count: 1,
            status: status.to_owned(),
            ai_enabled: true,
            assignee: None,
        };
        feed.compare(vec![stamp("active")]);
        assert!(two.changed().now_or_never().is_some(), "the first look");
        feed.compare(vec![stamp("active")]);
        assert!(two.changed().now_or_never().is_none());
        feed.compare(vec![stamp("ended")]);
        assert!(two.changed().now_or_never().is_some());
        drop(two);
        assert!(feed.is_empty());
    }
}
