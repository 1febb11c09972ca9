//! Fetches the files that customers send, from the platform into the store of files, before the platform forgets them.

use std::time::Duration as Wait;

use reqwest::Method;
use time::Duration;

use super::files::{FileError, Key};
use crate::app::App;
use crate::channels::{self, Channel, MediaPlace};
use crate::domain::account::Account;
use crate::domain::attachment::{Kept, contradicts};
use crate::domain::id::ChannelId;
use crate::domain::outgoing::Question;
use crate::outbound::{Answer, OutboundError};
use crate::store::attachments::fetching::{self, Due};

/// Files under way at once on one node; each has some megabytes in memory.
const AT_ONCE: usize = 4;

/// Longest time for one file. A file may be deleted meanwhile, and is removed when the lease has ended: nobody may write
/// it any more by then.
const PATIENCE: Wait = Wait::from_mins(5);

/// After this time without a word a node that is fetching is taken for dead.
const LEASE: Duration = Duration::minutes(6);

/// The wait after the first failure; each further one is twice as long, up to [`LONGEST`].
const PAUSE: Duration = Duration::seconds(10);

const LONGEST: Duration = Duration::hours(6);

/// How long after its announcement a file can be had.
const HORIZON: Duration = Duration::days(7);

/// How often a file is fetched whose hash is wrong.
const SPOILT: i32 = 3;

/// Most bytes of the answer that says where a file lies.
const PLACE: usize = 64 << 10;

/// Why a file did not come, in words that hold nothing of it.
enum Fault {
    /// It may come later.
    Passing(String),
    /// It will never come.
    Lasting(String),
    /// What came is not what was sent.
    Spoilt,
}

impl From<OutboundError> for Fault {
    fn from(error: OutboundError) -> Self {
        Self::Passing(error.to_string())
    }
}

impl From<FileError> for Fault {
    fn from(error: FileError) -> Self {
        match error {
            FileError::TooLarge(_) => Self::Lasting(error.to_string()),
            FileError::Missing | FileError::Store(_) => {
                tracing::warn!(error = %error, "A file that a customer sent cannot be kept; it is tried again.");
                Self::Passing("the store of files failed".to_owned())
            }
        }
    }
}

/// Works until the program is asked to stop.
pub async fn run(app: &App) {
    crate::work::run(app, AT_ONCE, |app, most| async move { claim(&app, most).await }, serve).await;
}

/// Claims up to `most` files that are due.
///
/// # Errors
/// When the database does not answer.
pub async fn claim(app: &App, most: i64) -> sqlx::Result<Vec<Due>> {
    let now = app.now();
    fetching::claim(&mut *app.lookups.acquire().await?, now, now + LEASE, most).await
}

/// Fetches one file and notes what became of it.
pub async fn serve(app: App, due: Due) {
    if let Err(error) = settle(&app, &due).await {
        // The claim lapses, and the file is fetched again.
        tracing::warn!(attachment.id = %due.id, error = format!("{error:#}"), "What became of a file was not recorded.");
    }
}

async fn settle(app: &App, due: &Due) -> sqlx::Result<()> {
    let fetched = tokio::time::timeout(PATIENCE, fetch(app, due)).await;
    let fetched = fetched.unwrap_or_else(|_| Err(Fault::Passing(OutboundError::TimedOut.to_string())));
    let mut conn = app.lookups.acquire().await?;
    let outcome = match &fetched {
        Ok(_) => "stored",
        Err(Fault::Passing(_)) => "later",
        Err(_) => "spoilt",
    };
    metrics::counter!("verbatim_media_fetched_total", "outcome" => outcome).increment(1);
    let (error, may_come) = match fetched {
        // Deleted meanwhile where it is not noted: the row of its removal stands, and is due after the lease.
        Ok(kept) => return fetching::keep(&mut conn, due, &kept, app.now()).await.map(|_noted| ()),
        Err(Fault::Passing(error)) => (error, app.now() - due.created_at < HORIZON),
        Err(Fault::Lasting(error)) => (error, false),
        Err(Fault::Spoilt) => {
            ("the file is not the one that was sent: its hash is wrong".to_owned(), due.tries < SPOILT)
        }
    };
    let pause = (PAUSE * 2_i32.pow(due.tries.clamp(1, 13).unsigned_abs() - 1)).min(LONGEST);
    // Spread by chance, which an id has in its last bytes, so that not all come back at the same moment.
    let pause = pause * (1.0 + f64::from(due.id.as_bytes()[15]) / 512.0);
    fetching::fail(&mut conn, due, &error, may_come.then(|| app.now() + pause)).await
}

async fn fetch(app: &App, due: &Due) -> Result<Kept, Fault> {
    let passing = |why: &str| Fault::Passing(why.to_owned());
    let account = due.channel_id.and_then(|channel| app.accounts.find(ChannelId(channel)));
    let account = account.ok_or_else(|| passing("the channel is gone or off"))?;
    let channel = channels::find(&account.kind).ok_or_else(|| passing("the channel is gone or off"))?;
    let external_id = due.external_id.as_deref().unwrap_or_default();
    let mut place = locate(app, channel, &account, external_id).await?;
    let mut answer = ask(app, &place.question, app.files.limit()).await?;
    if answer.status().as_u16() == 404 {
        // The address has run out, which it does after five minutes.
        place = locate(app, channel, &account, external_id).await?;
        answer = ask(app, &place.question, app.files.limit()).await?;
    }
    if !answer.status().is_success() {
        return Err(Fault::Passing(format!("the host of the file answered {}", answer.status().as_u16())));
    }
    let key = Key { project: due.project_id, attachment: due.id };
    if due.tries > 1 {
        // What a node that died has left of it.
        app.files.remove(key).await?;
    }
    keep(app, key, answer, [place.sha256.as_deref(), due.declared_sha256.as_deref()]).await
}

/// Asks where a file lies.
async fn locate(app: &App, channel: &dyn Channel, account: &Account, external_id: &str) -> Result<MediaPlace, Fault> {
    let question = channel.ask_for_media(account, external_id).map_err(|why| Fault::Passing(why.to_owned()))?;
    let mut answer = ask(app, &question, PLACE as u64).await?;
    let status = answer.status().as_u16();
    let place = channel.read_media(account, status, &answer.whole().await?).map_err(Fault::Passing)?;
    if place.size.is_some_and(|size| size > app.files.limit()) {
        return Err(FileError::TooLarge(app.files.limit()).into());
    }
    Ok(place)
}

async fn ask(app: &App, question: &Question, most: u64) -> Result<Answer, Fault> {
    let request = app.outbound.request(Method::GET, &question.url)?.bearer_auth(question.token.expose());
    Ok(app.outbound.send(request, usize::try_from(most).unwrap_or(usize::MAX)).await?)
}

/// Writes the file as it comes; it is there only if its hash is right.
async fn keep(app: &App, key: Key, mut answer: Answer, hashes: [Option<&str>; 2]) -> Result<Kept, Fault> {
    let mut arriving = app.files.begin(key);
    let written = async {
        loop {
            match answer.chunk().await {
                Ok(Some(bytes)) => arriving.push(bytes).await?,
                Ok(None) => break,
                Err(OutboundError::TooLarge(_)) => return Err(FileError::TooLarge(app.files.limit()).into()),
                Err(error) => return Err(error.into()),
            }
        }
        let sha256 = arriving.kept().sha256;
        if hashes.into_iter().flatten().any(|written| contradicts(written, &sha256)) {
            return Err(Fault::Spoilt);
        }
        Ok(arriving.finish().await?)
    };
    let written = written.await;
    if written.is_err() {
        arriving.abort().await;
    }
    written
}
