//! The first start: a demo project with an assistant and a WhatsApp sender, and a key to look at them with.

use rand::RngExt as _;
use serde_json::json;
use sqlx::PgConnection;

use crate::accounts::ChannelSecrets;
use crate::app::App;
use crate::domain::access::Role;
use crate::domain::assistant;
use crate::domain::id::ProjectId;
use crate::domain::widget::Settings;
use crate::http::admin::widgets;
use crate::http::auth::{self, Scope};
use crate::http::people::invitations;
use crate::{signing, store};

/// Made-up ids, recognisable as such: no number of Meta's looks like this.
pub const PHONE_NUMBER_ID: &str = "100000000000001";
/// As [`PHONE_NUMBER_ID`], of the business account.
pub const WABA_ID: &str = "100000000000002";
/// From the range that is kept free for fiction.
pub const DISPLAY_PHONE_NUMBER: &str = "15550100100";

/// What the demo assistant says first.
const WELCOME: &str = "Hello! I am a demonstration: no model is behind me, and I repeat what you write.";

/// What is secret about the first start.
#[derive(Clone)]
pub struct Secrets {
    /// Signs the webhooks of the demo sender.
    pub app_secret: String,
    /// Presented by the handshake.
    pub verify_token: String,
    /// Opens the admin API.
    pub key: String,
}

impl Secrets {
    /// New ones.
    pub fn generate(random: &mut impl rand::CryptoRng) -> Self {
        let mut hex = || hex::encode(random.random::<[u8; 16]>());
        let (app_secret, verify_token) = (hex(), hex());
        Self { app_secret, verify_token, key: auth::new_key(random) }
    }
}

/// Fills an installation that has no project; true when this call did it. Of two first starts at once one fills and
/// the other waits for it. With `secrets.bootstrap_key` set no further key is made.
///
/// # Errors
/// When the database does not take it or the secrets cannot be sealed.
pub async fn first_start(app: &App, secrets: &Secrets) -> anyhow::Result<bool> {
    let mut tx = app.pool.begin().await?;
    if !store::projects::all(&mut tx).await?.is_empty() {
        return Ok(false);
    }
    let project = store::projects::Row { id: app.id(), number: 1, name: "Demo".to_owned() };
    if !store::projects::insert(&mut tx, &project, app.now()).await? {
        return Ok(false);
    }
    let answering = app.id();
    let answers = assistant::Settings { welcome_text: WELCOME.to_owned(), ..assistant::Settings::default() };
    store::demo::insert_assistant(&mut tx, project.id, answering, "Demo assistant (no model)", &answers, app.now())
        .await?;
    let sealed = ChannelSecrets {
        app_secrets: vec![secrets.app_secret.clone()],
        verify_token: Some(secrets.verify_token.clone()),
        access_token: None,
    }
    .seal(&app.sealer)?;
    let sender = store::demo::Sender {
        id: app.id(),
        name: "Demo WhatsApp sender",
        phone_number_id: PHONE_NUMBER_ID,
        waba_id: WABA_ID,
        display_phone_number: DISPLAY_PHONE_NUMBER,
        secrets: &sealed,
        assistant_id: answering,
    };
    store::demo::insert_sender(&mut tx, project.id, &sender, app.now()).await?;
    let widget = store::widgets::Widget {
        id: app.id(),
        project_id: project.id,
        public_key: widgets::new_key(&mut rand::rng()),
        name: "Demo widget".to_owned(),
        assistant_id: Some(answering),
        enabled: true,
        allowed_origins: Vec::new(),
        secrets: signing::Secrets::generate(&mut rand::rng()).seal(&app.sealer)?,
        settings: sqlx::types::Json(Settings {
            title: "Demo chat".to_owned(),
            suggestions: vec!["What can you do?".to_owned()],
            ..Settings::default()
        }),
        created_at: app.now(),
        updated_at: app.now(),
    };
    store::widgets::insert(&mut tx, &widget).await?;
    if app.config.secrets.bootstrap_key.is_empty() {
        insert_key(app, &mut tx, project.id, "First start", &secrets.key).await?;
    }
    tx.commit().await?;
    app.accounts.refresh(&app.pool, &app.sealer).await?;
    Ok(true)
}

/// Stores `secrets.bootstrap_key`, when it is set and new, as a key of the first project with every scope. One that was
/// revoked stays revoked.
///
/// # Errors
/// When the database does not take it.
pub async fn bootstrap_key(app: &App) -> anyhow::Result<()> {
    let key = &app.config.secrets.bootstrap_key;
    if key.is_empty() {
        return Ok(());
    }
    let mut tx = app.pool.begin().await?;
    if let Some(project) = store::projects::all(&mut tx).await?.first() {
        insert_key(app, &mut tx, project.id, "Bootstrap", key).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// A link that makes whoever opens it the first administrator, while there is nobody who can sign in; the link before it
/// is void then.
///
/// # Errors
/// When the database does not take it.
pub async fn first_link(app: &App) -> anyhow::Result<Option<String>> {
    let (now, token) = (app.now(), auth::new_token(&mut rand::rng()));
    let mut tx = app.pool.begin().await?;
    let projects = store::projects::all(&mut tx).await?;
    let (Some(project), false) = (projects.first(), store::people::any(&mut tx).await?) else { return Ok(None) };
    let new = store::people::invitations::New {
        id: app.id(),
        project_id: project.id,
        email: None,
        role: Role::Owner.as_str(),
        user_id: None,
        token_hash: &auth::fingerprint(&token),
        invited_by: "cli",
        expires_at: now + invitations::LIFE,
    };
    store::people::invitations::insert(&mut tx, &new, now).await?;
    tx.commit().await?;
    Ok(Some(invitations::link(&app.config, &token)))
}

async fn insert_key(
    app: &App,
    conn: &mut PgConnection,
    project: uuid::Uuid,
    name: &str,
    key: &str,
) -> sqlx::Result<()> {
    let row = store::keys::NewKey {
        id: app.id(),
        project_id: project,
        name,
        prefix: auth::prefix(key),
        hash: &auth::fingerprint(key),
        scopes: &Scope::ALL.map(|scope| scope.as_str().to_owned()),
        expires_at: None,
        spans_per_minute: None,
    };
    if !store::keys::insert(conn, &row, app.now()).await? {
        return Ok(());
    }
    let entry = store::audit::Entry {
        project: Some(ProjectId(project)),
        actor: "system".to_owned(),
        action: "key.create".to_owned(),
        subject: row.id.to_string(),
        result: store::audit::Outcome::Done,
        detail: json!({"name": name, "scopes": row.scopes}),
        request_id: None,
    };
    store::audit::insert(conn, app.id(), &entry, app.now()).await
}
