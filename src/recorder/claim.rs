//! Claims on work: what a worker found is recorded only while its claim holds, in the commit that ends it.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::store;
use crate::store::answers::Due;

/// Under which claim something is recorded.
#[derive(Clone, Copy, Debug)]
pub enum Claim {
    /// A part of an answer; the claim goes on.
    Answering(Due),
    /// An answer, or that there is none; ends the claim.
    Answered {
        /// The claim.
        due: Due,
        /// Whether variables are to be extracted now.
        extracts: bool,
    },
    /// What was extracted; ends the claim.
    Extracted(Due),
}

impl Claim {
    /// The conversation that was claimed.
    pub(super) fn conversation(&self) -> Uuid {
        match self {
            Self::Answering(due) | Self::Answered { due, .. } | Self::Extracted(due) => due.conversation_id,
        }
    }

    /// Whether the claim holds; ends it where it is to end.
    pub(super) async fn holds(&self, conn: &mut PgConnection, now: OffsetDateTime) -> sqlx::Result<bool> {
        match self {
            Self::Answering(due) => store::answers::hold(conn, due).await,
            Self::Answered { due, extracts } => {
                let held = store::answers::finish(conn, due, now).await?;
                if held && *extracts {
                    let (project, conversation) = (due.project_id, due.conversation_id);
                    store::extractions::ask(conn, project, conversation, due.message_id, now).await?;
                }
                Ok(held)
            }
            Self::Extracted(due) => store::extractions::finish(conn, due, now).await,
        }
    }
}
