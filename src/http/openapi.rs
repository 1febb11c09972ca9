//! What all operations of the admin API have in common, said once in the document rather than at each handler.

use utoipa::openapi::content::ContentBuilder;
use utoipa::openapi::path::Operation;
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{self, PathItem, Ref, RefOr, Response, ResponseBuilder};
use utoipa::{Modify, OpenApi};
use utoipa_axum::router::OpenApiRouter;

use super::auth::Scope;
use super::error::{Fault, Problem};
use crate::app::App;
use crate::domain::conversation::Status;

const PROBLEM: &str = "application/problem+json";

/// The frame that the operations are nested into.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Verbatim",
        description = "Records what customers say to assistants. Every operation takes a key as \
            `Authorization: Bearer vb_…` and sees the project of that key only. Lists are pages: `next_cursor` of an \
            answer is the `cursor` of the next request. Every refusal is `application/problem+json` and names the \
            field and how to mend it; a 503 may be repeated without harm.",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
    ),
    components(schemas(Problem, Fault, Status)),
    modifiers(&Key),
)]
pub(super) struct Document;

struct Key;

impl Modify for Key {
    fn modify(&self, document: &mut openapi::OpenApi) {
        let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("vb_…").build();
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("key", SecurityScheme::Http(scheme));
        let cookie =
            ApiKeyValue::with_description("verbatim", "Of whoever is signed in; `__Host-verbatim` over https.");
        components.add_security_scheme("cookie", SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
    }
}

/// Adds to each operation of a group the key or cookie with its scope, and the answers that any of them may give.
pub(super) fn guarded(mut routes: OpenApiRouter<App>, scope: Scope) -> OpenApiRouter<App> {
    for operation in all(&mut routes) {
        operation.security =
            Some(["key", "cookie"].map(|scheme| SecurityRequirement::new(scheme, [scope.as_str()])).into());
        add(operation, &[("401", "The key is missing or unknown."), ("403", "The key lacks the scope.")]);
    }
    answering(routes)
}

/// Adds to each operation the cookie of whoever is signed in, and the answers that any of them may give.
pub(super) fn signed_in(mut routes: OpenApiRouter<App>) -> OpenApiRouter<App> {
    for operation in all(&mut routes) {
        operation.security = Some(vec![SecurityRequirement::new("cookie", [""; 0])]);
        add(operation, &[("401", "Nobody is signed in."), ("403", "Another site's page asked.")]);
    }
    answering(routes)
}

/// Adds to each operation the answers that any may give, whoever asks.
pub(super) fn answering(mut routes: OpenApiRouter<App>) -> OpenApiRouter<App> {
    for operation in all(&mut routes) {
        add(
            operation,
            &[
                ("422", "A field cannot be accepted; `errors` names it."),
                ("503", "The database does not answer just now; repeat the same request."),
            ],
        );
        if operation.request_body.is_some() {
            add(
                operation,
                &[
                    ("408", "The body did not arrive in time."),
                    ("413", "The body is too large."),
                    ("415", "The body is not JSON."),
                ],
            );
        }
    }
    routes
}

fn add(operation: &mut Operation, answers: &[(&str, &str)]) {
    for (status, description) in answers {
        operation.responses.responses.entry((*status).to_owned()).or_insert_with(|| problem(description));
    }
}

fn all(routes: &mut OpenApiRouter<App>) -> impl Iterator<Item = &mut Operation> {
    routes.get_openapi_mut().paths.paths.values_mut().flat_map(operations)
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [&mut item.get, &mut item.put, &mut item.post, &mut item.delete, &mut item.patch].into_iter().flatten()
}

fn problem(description: &str) -> RefOr<Response> {
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    ResponseBuilder::new().description(description).content(PROBLEM, content).build().into()
}
