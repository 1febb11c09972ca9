//! Answers as they come: what was said so far of one that is not recorded yet, for whoever listens on the node that
//! gives it. Only a convenience: what counts is the record, which listeners on other nodes look at now and then.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;

use crate::domain::id::ConversationId;

/// The conversations of this node that somebody answers or listens to; cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Live(Arc<Mutex<HashMap<ConversationId, Arc<watch::Sender<Draft>>>>>);

/// An answer under way.
#[derive(Debug, Default)]
struct Draft {
    /// Counts the texts that were begun: an answer has several where tools are called in between.
    begun: u64,
    /// What was said so far of the newest; stays when it is over, until the next begins.
    text: String,
    /// How many of them are over: recorded or given up.
    over: u64,
    /// Whether somebody wants no more of it.
    is_stopped: bool,
}

/// Keeps a conversation in the list.
#[derive(Debug)]
struct Place {
    live: Live,
    conversation: ConversationId,
    draft: Arc<watch::Sender<Draft>>,
}

impl Live {
    fn place(&self, conversation: ConversationId) -> Place {
        let mut places = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let draft = Arc::clone(places.entry(conversation).or_default());
        Place { live: self.clone(), conversation, draft }
    }

    /// Listens from now on; to what was said so far of an answer under way, too.
    #[must_use]
    pub fn listen(&self, conversation: ConversationId) -> Listener {
        let place = self.place(conversation);
        let mut seen = place.draft.subscribe();
        let (begun, over) = {
            let draft = seen.borrow_and_update();
            (draft.begun, draft.over)
        };
        // What is over was said before.
        let heard = if over == begun { seen.borrow().text.len() } else { 0 };
        Listener { seen, begun, heard, over, _place: place }
    }

    /// Begins an answer.
    #[must_use]
    pub fn speak(&self, conversation: ConversationId) -> Speaker {
        let place = self.place(conversation);
        place.draft.send_modify(|draft| {
            draft.begun += 1;
            draft.text.clear();
            draft.is_stopped = false;
        });
        Speaker(place)
    }

    /// Has the answer under way end, if there is one here.
    pub fn stop(&self, conversation: ConversationId) {
        let places = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(draft) = places.get(&conversation) {
            draft.send_modify(|draft| draft.is_stopped = true);
        }
    }

    /// Whether nobody answers or listens here.
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut places = self.live.0.lock().unwrap_or_else(PoisonError::into_inner);
        // The list's and this one: nobody else is there, and nobody comes while the list is locked.
        if Arc::strong_count(&self.draft) == 2 {
            places.remove(&self.conversation);
        }
    }
}

/// Says an answer; dropped once it is recorded or given up.
#[derive(Debug)]
pub struct Speaker(Place);

impl Speaker {
    /// More text.
    pub fn say(&self, text: &str) {
        self.0.draft.send_modify(|draft| draft.text.push_str(text));
    }

    /// Begins the next text, what was said so far being on record.
    pub fn turn_over(&self) {
        self.0.draft.send_modify(|draft| {
            draft.over = draft.begun;
            draft.begun += 1;
            draft.text.clear();
        });
    }

    /// Waits until somebody wants no more.
    pub async fn stopped(&self) {
        let mut seen = self.0.draft.subscribe();
        // The sender is held here, so there is always an answer.
        let _stopped = seen.wait_for(|draft| draft.is_stopped).await;
    }
}

impl Drop for Speaker {
    fn drop(&mut self) {
        self.0.draft.send_modify(|draft| draft.over = draft.begun);
    }
}

/// Hears an answer as it comes.
#[derive(Debug)]
pub struct Listener {
    seen: watch::Receiver<Draft>,
    begun: u64,
    /// Bytes of the text that were handed out.
    heard: usize,
    over: u64,
    _place: Place,
}

impl Listener {
    /// Text that came since the last call, of the newest answer.
    pub fn text(&mut self) -> Option<String> {
        let draft = self.seen.borrow_and_update();
        if draft.begun != self.begun {
            self.begun = draft.begun;
            self.heard = 0;
        }
        let new = draft.text.get(self.heard..).filter(|new| !new.is_empty())?.to_owned();
        self.heard = draft.text.len();
        Some(new)
    }

    /// Which answer the text is of that came last; rises with each.
    #[must_use]
    pub fn turn(&self) -> u64 {
        self.begun
    }

    /// Whether something was recorded or given up since the last call.
    pub fn is_over(&mut self) -> bool {
        let over = self.seen.borrow().over;
        std::mem::replace(&mut self.over, over) != over
    }

    /// Waits until there is more to hear.
    pub async fn changed(&mut self) {
        // The sender is held by the place, so there is always an answer.
        let _changed = self.seen.changed().await;
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::{ConversationId, Live};

    const HERE: ConversationId = ConversationId(Uuid::nil());

    #[tokio::test]
    async fn a_listener_hears_each_word_once_and_then_the_end() {
        let live = Live::default();
        let mut early = live.listen(HERE);
        let speaker = live.speak(HERE);
        speaker.say("Hel");
        early.changed().await;
        assert_eq!(early.text().as_deref(), Some("Hel"));
        let mut late = live.listen(HERE);
        speaker.say("lo");
        assert_eq!((early.text().as_deref(), early.text()), (Some("lo"), None));
        assert!(!early.is_over());
        drop(speaker);
        early.changed().await;
        assert!(early.is_over() && !early.is_over());
        assert_eq!(late.text().as_deref(), Some("Hello"), "what was said before it listened");
        let mut latest = live.listen(HERE);
        assert_eq!((latest.text(), latest.is_over()), (None, false), "what is over was not for it");
        let speaker = live.speak(HERE);
        speaker.say("Again");
        assert_eq!(early.text().as_deref(), Some("Again"));
        live.stop(HERE);
        speaker.stopped().await;
        drop((speaker, early, late));
        assert!(!live.is_quiet());
        drop(latest);
        assert!(live.is_quiet());
    }
}
