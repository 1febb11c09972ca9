//! Things said, told to the recorder without a platform in between.

use bytes::Bytes;
use time::{Duration, OffsetDateTime};
use verbatim::domain::customer::{Identity, IdentityKind, Profile};
use verbatim::domain::event::{ConversationRef, Event, EventKind};
use verbatim::domain::message::{Message, Role};
use verbatim::domain::window;
use verbatim::recorder::{Delivery, Intake, RecordError, Recorded};

use super::app::{NOON, TestApp};

/// How often a sender comes back before it gives up: longer than any machine is slow, each being answered in seconds.
pub const REPEATS: usize = 20;

/// What a sender waits before it comes back.
pub const PAUSE: std::time::Duration = std::time::Duration::from_millis(50);

/// A message of a customer on the test's WhatsApp sender.
#[derive(Clone, Debug)]
pub struct Said {
    pub identities: Vec<(IdentityKind, String)>,
    pub message: Message,
    pub received_at: Option<OffsetDateTime>,
    pub delivered: bool,
}

impl Said {
    /// A text by the owner of a phone number, `minutes` after noon.
    pub fn by(phone: &str, minutes: i64, text: &str) -> Self {
        let mut message = Message::new(Role::User, "text", text, NOON + Duration::minutes(minutes));
        message.external_id = Some(format!("wamid.{phone}.{minutes}.{text}"));
        Self { identities: vec![(IdentityKind::Phone, phone.to_owned())], message, received_at: None, delivered: false }
    }

    /// The same with a raw delivery that holds the text.
    pub fn delivered(mut self) -> Self {
        self.delivered = true;
        self
    }

    /// The event, as the channel would make it of a delivery received at `received_at`.
    pub fn event(&self, app: &TestApp, received_at: OffsetDateTime) -> Event {
        let mut message = self.message.clone();
        message.source = Some(app.channel);
        if message.role == Role::User && (message.counts() || message.kind == "call") {
            message.window_closes_at = Some(window::closes_at(message.sent_at, received_at, Duration::hours(24)));
        }
        let identities = self.identities.iter().filter_map(|(kind, value)| Identity::new(*kind, value)).collect();
        Event {
            project: app.project,
            conversation: ConversationRef::Customer {
                kind: "whatsapp",
                channel: app.channel,
                assistant: Some(app.assistant),
                profile: Profile { identities, ..Profile::default() },
            },
            kind: EventKind::Said(Box::new(message)),
        }
    }
}

impl TestApp {
    /// Records something said and waits for the commit.
    pub async fn say(&self, said: Said) -> Recorded {
        let received_at = said.received_at.unwrap_or_else(|| self.app.now());
        let delivery = said.delivered.then(|| Delivery {
            channel: "whatsapp",
            body: Bytes::from(said.message.body.clone()),
            notes: Vec::new(),
        });
        let events = vec![said.event(self, received_at)];
        let intake = Intake { project: self.project, delivery, events, received_at };
        self.record(intake).await.unwrap()
    }

    /// Records as a sender does: told to come back, it brings the same again. On a slow machine that is no failure.
    pub async fn record(&self, intake: Intake) -> Result<Recorded, RecordError> {
        for _ in 0..REPEATS {
            match self.app.recorder.record(copy(&intake)).await {
                Err(RecordError::Overloaded | RecordError::Unavailable) => tokio::time::sleep(PAUSE).await,
                answer => return answer,
            }
        }
        self.app.recorder.record(intake).await
    }
}

fn copy(intake: &Intake) -> Intake {
    let delivery = intake.delivery.as_ref().map(|delivery| Delivery {
        channel: delivery.channel,
        body: delivery.body.clone(),
        notes: delivery.notes.clone(),
    });
    Intake { project: intake.project, delivery, events: intake.events.clone(), received_at: intake.received_at }
}
