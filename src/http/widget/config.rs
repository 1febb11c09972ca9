//! What a page needs to know of a widget to show it.

use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use serde_json::Map;

use super::{begin, files, gate};
use crate::app::App;
use crate::domain::colour::Colour;
use crate::domain::proof;
use crate::domain::widget::form::Form;
use crate::domain::widget::{Consent, Mode, Position, Scheme};
use crate::http::error::Error;
use crate::http::extract::Query;
use crate::http::widget::messages::LONGEST;
use crate::signing::Secrets;
use crate::store;

/// Which widget.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Which {
    widget: String,
}

#[derive(Serialize)]
struct Config {
    widget: String,
    name: String,
    mode: Mode,
    position: Position,
    theme: Theme,
    launcher: Launcher,
    welcome: Option<String>,
    suggestions: Vec<String>,
    form: Option<Form>,
    consent: Option<Consent>,
    locale: Option<String>,
    always_fresh: bool,
    captures_page: bool,
    /// Of one message.
    max_characters: usize,
    /// What files visitors may send; null for none.
    files: Option<Files>,
    /// What the server does of hearing and speaking; null where visitors write.
    voice: Option<Voice>,
    challenge: Option<Challenge>,
}

#[derive(Serialize)]
struct Theme {
    accent: String,
    on_accent: String,
    scheme: Scheme,
}

#[derive(Serialize)]
struct Launcher {
    label: Option<String>,
}

#[derive(Serialize)]
struct Files {
    types: [&'static str; 5],
    max_bytes: u64,
}

#[derive(Serialize)]
struct Voice {
    transcription: bool,
    speech: bool,
}

/// Work to be done before a session is begun; see [`proof`].
#[derive(Serialize)]
struct Challenge {
    text: String,
    bits: u32,
}

/// Tells how the widget looks and what it asks.
pub(super) async fn get(
    State(app): State<App>,
    headers: HeaderMap,
    Query(which): Query<Which>,
) -> Result<impl IntoResponse, Error> {
    let origin = gate::origin(&headers)?;
    let mut conn = app.lookups.acquire().await?;
    let widget = store::widgets::by_key(&mut conn, &which.widget).await?.ok_or(Error::NotFound("widget"))?;
    drop(conn);
    gate::admit(&app, &widget, &origin)?;
    let assistant = begin::assistant(&app, &widget).await?;
    let welcome = begin::welcome(assistant.as_ref(), &Map::new());
    let speech = assistant.and_then(|assistant| assistant.settings.0.speech);
    let challenge = if widget.settings.asks_for_work {
        let secrets = Secrets::open(&app.sealer, &widget.secrets).map_err(|error| Error::Internal(error.into()))?;
        let text = proof::task(secrets.current().as_bytes(), &widget.public_key, app.now());
        Some(Challenge { text, bits: proof::BITS })
    } else {
        None
    };
    let settings = widget.settings.0;
    let accent = Colour::parse(&settings.theme.accent).unwrap_or(Colour::BLACK);
    let config = Config {
        widget: widget.public_key,
        name: settings.title,
        mode: settings.mode,
        position: settings.position,
        theme: Theme {
            on_accent: settings.theme.on_accent.unwrap_or_else(|| accent.text().to_string()),
            accent: settings.theme.accent,
            scheme: settings.theme.scheme,
        },
        launcher: Launcher { label: settings.launcher_label },
        welcome,
        suggestions: settings.suggestions,
        form: settings.form,
        consent: settings.consent,
        locale: settings.locale,
        always_fresh: settings.always_fresh,
        captures_page: settings.captures_page,
        max_characters: LONGEST,
        files: settings.takes_files.then(|| Files { types: files::TYPES, max_bytes: files::largest(&app) }),
        voice: (settings.mode == Mode::VoiceChat).then(|| Voice {
            transcription: speech.as_ref().is_some_and(|speech| speech.transcription_model.is_some()),
            speech: speech.is_some_and(|speech| speech.speech_model.is_some()),
        }),
        challenge,
    };
    // A page of another origin must not be answered from what this one was told.
    let headers = [(header::CACHE_CONTROL, "private, max-age=60"), (header::VARY, "Origin, Referer")];
    Ok((headers, axum::Json(config)))
}
