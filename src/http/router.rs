//! The table of contents: every route once, grouped by who calls it and what they must be allowed to do.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::admin::{
    assistants, attachments, audit, channels, controls, conversations, deletion, deliveries, imports, insights, keys,
    live, notes, outbox, persons, prices, projects, rate_card, replies, retention, tags, takeover, test_chat, traces,
    views, webhooks as told, widgets,
};
use super::auth::{self, Scope};
use super::error::Error;
use super::people::{invitations, me, members, sessions};
use super::{assets, compat, console, demo, docs, health, ingest, layers, openapi, webhooks, widget};
use crate::app::App;

/// The admin API, in groups that demand a scope each.
fn groups() -> [(Scope, OpenApiRouter<App>); 6] {
    [
        (Scope::Read, reading()),
        (Scope::Review, reviewing()),
        (Scope::Test, testing()),
        (Scope::Write, writing()),
        (Scope::Delete, deleting()),
        (Scope::Manage, managing()),
    ]
}

fn reading() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(conversations::list))
        .routes(routes!(conversations::counts))
        .routes(routes!(live::live))
        .routes(routes!(conversations::export::export))
        .routes(routes!(conversations::get))
        .routes(routes!(conversations::messages::list))
        .routes(routes!(conversations::variables::list))
        .routes(routes!(conversations::scores::list))
        .routes(routes!(conversations::models::list))
        .routes(routes!(traces::list))
        .routes(routes!(traces::spans::of_trace))
        .routes(routes!(traces::spans::of_conversation))
        .routes(routes!(traces::span::get))
        .routes(routes!(traces::sources::get))
        .routes(routes!(notes::list))
        .routes(routes!(tags::list))
        .routes(routes!(views::list, views::create))
        .routes(routes!(views::remove))
        .routes(routes!(attachments::list))
        .routes(routes!(attachments::content::get))
        .routes(routes!(channels::session::get))
        .routes(routes!(channels::templates::list))
        .routes(routes!(deliveries::list))
        .routes(routes!(deliveries::get))
        .routes(routes!(deliveries::body))
        .routes(routes!(outbox::list))
        .routes(routes!(retention::list))
        .routes(routes!(retention::get))
        .routes(routes!(channels::list))
        .routes(routes!(assistants::list))
        .routes(routes!(assistants::versions::list))
        .routes(routes!(told::list))
        .routes(routes!(told::events::list))
        .routes(routes!(widgets::list))
        .routes(routes!(widgets::get))
        .routes(routes!(rate_card::get))
        .routes(routes!(prices::messages::list))
        .routes(routes!(prices::models::list))
        .routes(routes!(prices::reprice::list))
        .routes(routes!(prices::reprice::get))
        .routes(routes!(prices::changes::list))
        .routes(routes!(insights::costs))
        .routes(routes!(projects::list))
}

fn reviewing() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(notes::create))
        .routes(routes!(notes::edit, notes::remove))
        .routes(routes!(conversations::scores::set, conversations::scores::remove))
        .routes(routes!(tags::change))
}

fn testing() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(test_chat::sessions::create))
        .routes(routes!(test_chat::sessions::end))
        .routes(routes!(test_chat::messages::send, test_chat::messages::list))
        .routes(routes!(test_chat::messages::stop))
}

fn writing() -> OpenApiRouter<App> {
    // Streamed, counted and bounded by its handler.
    let uploads = OpenApiRouter::new().routes(routes!(replies::uploads::create)).layer(DefaultBodyLimit::disable());
    OpenApiRouter::new()
        .routes(routes!(imports::create))
        .routes(routes!(imports::append))
        .routes(routes!(controls::change))
        .routes(routes!(controls::end))
        .routes(routes!(controls::set_variables))
        .routes(routes!(replies::create))
        .routes(routes!(replies::send))
        .routes(routes!(channels::templates::sync))
        .routes(routes!(takeover::take_over))
        .routes(routes!(takeover::hand_back))
        .routes(routes!(deliveries::replay::one))
        .routes(routes!(deliveries::replay::many))
        .routes(routes!(outbox::resend))
        .routes(routes!(outbox::discard))
        .routes(routes!(told::events::replay))
        .routes(routes!(told::events::replay_many))
        .merge(uploads)
}

fn deleting() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(deletion::one))
        .routes(routes!(deletion::many))
        .routes(routes!(persons::erase))
        .routes(routes!(retention::set, retention::remove))
        .routes(routes!(retention::dry_run))
}

fn managing() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(channels::create))
        .routes(routes!(channels::change, channels::remove))
        .routes(routes!(assistants::create))
        .routes(routes!(assistants::change, assistants::remove))
        .routes(routes!(assistants::versions::rotate))
        .routes(routes!(told::create))
        .routes(routes!(told::change, told::remove))
        .routes(routes!(told::rotate))
        .routes(routes!(told::test))
        .routes(routes!(widgets::create))
        .routes(routes!(widgets::change, widgets::remove))
        .routes(routes!(widgets::rotate))
        .routes(routes!(rate_card::set))
        .routes(routes!(prices::messages::set, prices::messages::remove))
        .routes(routes!(prices::models::set, prices::models::remove))
        .routes(routes!(prices::reprice::begin))
        .routes(routes!(keys::list, keys::create))
        .routes(routes!(keys::revoke))
        .routes(routes!(keys::rotate))
        .routes(routes!(traces::sources::change))
        .routes(routes!(members::list))
        .routes(routes!(members::change, members::remove))
        .routes(routes!(invitations::list, invitations::create))
        .routes(routes!(invitations::remove))
        .routes(routes!(audit::list))
}

/// Open to all: what makes somebody signed in, or asks who is.
fn doors() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(sessions::state))
        .routes(routes!(sessions::begin, sessions::end))
        .routes(routes!(invitations::look))
        .routes(routes!(invitations::accept))
}

/// For whoever is signed in, about themselves: each handler takes a [`auth::SignedIn`], which nobody else has.
fn own() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(sessions::get))
        .routes(routes!(sessions::turn))
        .routes(routes!(me::change))
        .routes(routes!(me::sessions, me::end_others))
        .routes(routes!(me::end))
}

/// The admin API, each group behind the scope that its routes demand.
fn admin(app: &App) -> Router<App> {
    groups()
        .into_iter()
        .map(|(scope, routes)| routes.layer(from_fn_with_state((app.clone(), scope), auth::require)))
        .fold(doors().merge(own()), OpenApiRouter::merge)
        .layer(layers::body_limit(app.config.http.api_body_limit))
        .split_for_parts()
        .0
}

/// The document that describes the admin API, with what the routes of a group have in common.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    let groups = groups().into_iter().map(|(scope, routes)| openapi::guarded(routes, scope));
    let others = openapi::answering(doors()).merge(openapi::signed_in(own()));
    let api = groups.fold(others, OpenApiRouter::merge);
    OpenApiRouter::with_openapi(openapi::Document::openapi())
        .nest("/api/v1", api)
        .nest("/api", openapi::guarded(compat::documented(), Scope::Read))
        .split_for_parts()
        .1
}

/// Every route with its state.
pub fn router(app: App) -> Router {
    let platforms = Router::new()
        .route("/webhooks/{channel}", get(webhooks::handshake).post(webhooks::receive))
        .layer(layers::body_limit(app.config.http.webhook_body_limit));
    let monitors = Router::new()
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
        .route("/metrics", get(health::metrics));
    Router::new()
        .nest("/api/v1", admin(&app))
        .nest("/api", compat::routes(&app))
        .merge(docs::routes(&document()))
        .merge(assets::routes())
        .merge(console::routes())
        .route("/demo", get(demo::page))
        .route("/demo/host.css", get(demo::style))
        .nest("/widget/v1", widget::routes(&app))
        .merge(ingest::routes(&app))
        .merge(platforms)
        .merge(monitors)
        .fallback(console::page)
        .method_not_allowed_fallback(|| async { Error::MethodNotAllowed })
        .layer(from_fn_with_state(app.clone(), layers::surround))
        .with_state(app)
}
