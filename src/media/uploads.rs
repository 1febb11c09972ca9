//! Files that somebody uploads: streamed into the store, told by their content, and given up where nobody sends them.

use bytes::Bytes;
use futures::{Stream, StreamExt as _};
use time::Duration;
use uuid::Uuid;

use super::files::{FileError, Key};
use crate::app::App;
use crate::domain::attachment::Kept;
use crate::domain::id::{ConversationId, ProjectId};
use crate::store::attachments::uploads;

/// How long an upload may take.
const PATIENCE: Duration = Duration::minutes(30);

/// How long a file waits to be sent.
const UNSENT: Duration = Duration::DAY;

/// Why a file was not taken.
#[derive(Debug, thiserror::Error)]
pub enum UploadError {
    /// Its content is of none of the types that are taken.
    #[error("the file is of none of the types that are taken")]
    Type,
    /// It did not come whole.
    #[error("the file did not arrive whole")]
    BrokeOff,
    /// Too large, or the store failed.
    #[error(transparent)]
    File(#[from] FileError),
    /// The database did not take it.
    #[error(transparent)]
    Storage(#[from] sqlx::Error),
}

/// Takes a file of which `most` says how large one of its type may be, and nothing for types that are not taken; it is
/// there when this returns.
///
/// # Errors
/// [`UploadError`]; nothing of the file stays then.
pub async fn receive<E>(
    app: &App,
    (project, conversation): (ProjectId, ConversationId),
    name: Option<&str>,
    most: impl Fn(&str) -> Option<u64>,
    body: impl Stream<Item = Result<Bytes, E>> + Unpin,
) -> Result<(Uuid, Kept), UploadError> {
    let (id, now) = (app.id(), app.now());
    let mut conn = app.lookups.acquire().await?;
    uploads::begin(&mut conn, project.0, conversation.0, id, name, (now, now + PATIENCE)).await?;
    drop(conn);
    let written = write(app, Key { project: project.0, attachment: id }, most, body).await;
    let mut conn = app.lookups.acquire().await?;
    match written {
        Ok(kept) if uploads::finish(&mut conn, project.0, id, &kept, app.now() + UNSENT).await? => Ok((id, kept)),
        Ok(_given_up) => Err(UploadError::BrokeOff),
        Err(error) => {
            uploads::give_up(&mut conn, project.0, id, app.now()).await?;
            Err(error)
        }
    }
}

async fn write<E>(
    app: &App,
    key: Key,
    most: impl Fn(&str) -> Option<u64>,
    mut body: impl Stream<Item = Result<Bytes, E>> + Unpin,
) -> Result<Kept, UploadError> {
    let mut arriving = app.files.begin(key);
    let mut size = 0;
    let result = loop {
        match body.next().await {
            Some(Ok(bytes)) => {
                size += bytes.len() as u64;
                if let Err(error) = arriving.push(bytes).await {
                    break Err(error.into());
                }
                if let Some(most) = most(arriving.media_type()).filter(|most| size > *most) {
                    break Err(FileError::TooLarge(most).into());
                }
            }
            Some(Err(_)) => break Err(UploadError::BrokeOff),
            None if most(arriving.media_type()).is_some() => break Ok(()),
            None => break Err(UploadError::Type),
        }
    };
    match result {
        Ok(()) => Ok(arriving.finish().await?),
        Err(error) => {
            arriving.abort().await;
            Err(error)
        }
    }
}
