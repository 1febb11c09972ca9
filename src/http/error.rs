//! Every refusal and failure as `application/problem+json` (RFC 9457), naming the field and how to mend it.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::assistant::chat;
use crate::domain::window::Window;
use crate::recorder::RecordError;

/// One fault in a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Fault {
    /// Where: a path in the body (`messages[2].role`), a query parameter or a header.
    pub field: String,
    /// What was expected and how to mend it.
    pub message: String,
}

/// The body of every error.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Problem {
    /// `about:blank`; the title says it all.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The status in words.
    pub title: &'static str,
    /// The status code.
    pub status: u16,
    /// What happened and what to do.
    pub detail: String,
    /// For programs, where there is more to say than the status does: `SESSION_EXPIRED` or `SENDER_OFFLINE`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<&'static str>,
    /// With `SESSION_EXPIRED`: that a template may be sent all the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requires_template: Option<bool>,
    /// With `SESSION_EXPIRED`: the window as it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<Window>,
    /// The faults one by one, where there are any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<Fault>,
}

/// What a handler may fail with; the only error type that becomes a response.
#[derive(Debug)]
pub enum Error {
    /// 400 or 422: the request cannot be understood or accepted.
    Invalid(Vec<Fault>),
    /// 400: a query in a language of its own cannot be read; the fault says at which character.
    Unread(Fault),
    /// 400: the body cannot be read at all; says why.
    Malformed(String),
    /// 401: no valid key.
    Unauthorised,
    /// 401: the cookie opens no session (any more).
    SignedOut,
    /// 401: no such person with such a password; which of both is not told.
    WrongPassword,
    /// 403: the key may not do this; names what it lacks.
    Forbidden(String),
    /// 404: not there, or not the caller's to see.
    NotFound(&'static str),
    /// 405: the address is right, the method is not.
    MethodNotAllowed,
    /// 408: the body did not arrive within these seconds.
    Slow(u64),
    /// 403: the window is closed, as it stands here; only a template may be sent.
    SessionExpired(Window),
    /// 409: contradicts what is there.
    Conflict(String),
    /// 413: larger than the limit in bytes.
    TooLarge(usize),
    /// 415: another content type is expected.
    Unsupported(&'static str),
    /// 429: so many of these run already as may at once; come back after these seconds.
    Busy(&'static str, usize, u32),
    /// 429: more than one person is to get within a second.
    TooFast,
    /// 502: the model that hears or speaks did not.
    Unspoken,
    /// 401: no token of an open session.
    SessionGone,
    /// 429: more of these than so many in a minute; come back after these seconds.
    TooMany(&'static str, u32, u32),
    /// 503: the channel cannot send; says why.
    SenderOffline(&'static str),
    /// 503: come back after these seconds; nothing was lost, nothing was done twice.
    Unavailable(u32),
    /// 503: not done within these seconds.
    Late(u64),
    /// 500: our fault; says nothing, its cause is logged once.
    Internal(anyhow::Error),
}

impl Error {
    /// One fault in one field.
    #[must_use]
    pub fn field(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Invalid(vec![Fault { field: field.into(), message: message.into() }])
    }

    fn parts(self) -> (StatusCode, String, Vec<Fault>) {
        match self {
            Self::Invalid(faults) => {
                let detail = faults.first().map_or_else(
                    || "The request cannot be accepted.".to_owned(),
                    |fault| format!("{}: {}", fault.field, fault.message),
                );
                (StatusCode::UNPROCESSABLE_ENTITY, detail, faults)
            }
            Self::Unread(fault) => {
                (StatusCode::BAD_REQUEST, format!("{}: {}", fault.field, fault.message), vec![fault])
            }
            Self::Malformed(why) => (StatusCode::BAD_REQUEST, format!("The body cannot be read: {why}."), Vec::new()),
            Self::Unauthorised => {
                (StatusCode::UNAUTHORIZED, "Send a valid key as `Authorization: Bearer vb_…`.".to_owned(), Vec::new())
            }
            Self::SignedOut => {
                (StatusCode::UNAUTHORIZED, "You are not signed in (any more). Sign in again.".to_owned(), Vec::new())
            }
            Self::WrongPassword => {
                (StatusCode::UNAUTHORIZED, "E-mail address or password is wrong.".to_owned(), Vec::new())
            }
            Self::Forbidden(lacks) => (StatusCode::FORBIDDEN, lacks, Vec::new()),
            Self::NotFound(what) => (StatusCode::NOT_FOUND, format!("There is no such {what}."), Vec::new()),
            Self::MethodNotAllowed => (
                StatusCode::METHOD_NOT_ALLOWED,
                "This address does not take that method; /docs lists what it takes.".to_owned(),
                Vec::new(),
            ),
            Self::Slow(seconds) => {
                (StatusCode::REQUEST_TIMEOUT, format!("The body did not arrive within {seconds} s."), Vec::new())
            }
            Self::Conflict(why) => (StatusCode::CONFLICT, why, Vec::new()),
            Self::TooLarge(limit) => {
                (StatusCode::PAYLOAD_TOO_LARGE, format!("The body may have at most {limit} bytes."), Vec::new())
            }
            Self::Unsupported(expected) => {
                (StatusCode::UNSUPPORTED_MEDIA_TYPE, format!("Send the body as {expected}."), Vec::new())
            }
            Self::Busy(what, running, _) => (
                StatusCode::TOO_MANY_REQUESTS,
                format!(
                    "{running} {what} run already, as many as may at once. Repeat the same request when one is done."
                ),
                Vec::new(),
            ),
            Self::SessionExpired(_) => (
                StatusCode::FORBIDDEN,
                "The customer's last message is older than 24 hours: send a template.".to_owned(),
                Vec::new(),
            ),
            Self::TooFast => (
                StatusCode::TOO_MANY_REQUESTS,
                "One customer is sent at most 5 messages a second. Repeat the same request later.".to_owned(),
                Vec::new(),
            ),
            Self::Unspoken => (
                StatusCode::BAD_GATEWAY,
                "Speech does not work just now. Write instead, or try again.".to_owned(),
                Vec::new(),
            ),
            Self::SessionGone => (
                StatusCode::UNAUTHORIZED,
                "This chat session is not open (any more). Begin a new one.".to_owned(),
                Vec::new(),
            ),
            Self::TooMany(what, most, seconds) => (
                StatusCode::TOO_MANY_REQUESTS,
                format!("More than {most} {what} within a minute. Repeat the same request in {seconds} s."),
                Vec::new(),
            ),
            Self::SenderOffline(why) => {
                (StatusCode::SERVICE_UNAVAILABLE, format!("The channel cannot send: {why}."), Vec::new())
            }
            Self::Unavailable(_) => (
                StatusCode::SERVICE_UNAVAILABLE,
                "The database does not answer just now. Repeat the same request later.".to_owned(),
                Vec::new(),
            ),
            Self::Late(seconds) => (
                StatusCode::SERVICE_UNAVAILABLE,
                format!("This took longer than {seconds} s and was given up. Repeat the same request later."),
                Vec::new(),
            ),
            Self::Internal(cause) => {
                tracing::error!(error = format!("{cause:#}"), "A request failed through a fault of ours.");
                (StatusCode::INTERNAL_SERVER_ERROR, "This is our fault; it was logged.".to_owned(), Vec::new())
            }
        }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let retry = match self {
            Self::Busy(_, _, seconds) | Self::TooMany(_, _, seconds) | Self::Unavailable(seconds) => Some(seconds),
            Self::TooFast => Some(1),
            Self::SenderOffline(_) => Some(60),
            Self::Late(_) => Some(2),
            _ => None,
        };
        let (code, window) = match &self {
            Self::SessionExpired(window) => (Some("SESSION_EXPIRED"), Some(window.clone())),
            Self::SenderOffline(_) => (Some("SENDER_OFFLINE"), None),
            _ => (None, None),
        };
        let (status, detail, errors) = self.parts();
        let problem = Problem {
            kind: "about:blank",
            title: status.canonical_reason().unwrap_or("Error"),
            status: status.as_u16(),
            detail,
            code,
            requires_template: window.as_ref().map(|window| window.requires_template),
            window,
            errors,
        };
        let mut response = (status, Json(problem)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Some(seconds) = retry {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

impl From<sqlx::Error> for Error {
    /// Storage that does not answer is 503; a statement that is wrong is our fault.
    fn from(error: sqlx::Error) -> Self {
        if crate::store::is_outage(&error) {
            metrics::counter!("verbatim_storage_outages_total").increment(1);
            tracing::warn!(error = %error, "The database did not answer a read.");
            Self::Unavailable(2)
        } else {
            Self::Internal(error.into())
        }
    }
}

impl From<RecordError> for Error {
    fn from(error: RecordError) -> Self {
        match error {
            RecordError::Overloaded => Self::Unavailable(1),
            RecordError::Unavailable => Self::Unavailable(2),
            RecordError::NoConversation => Self::NotFound("conversation"),
            RecordError::TooFast => Self::TooFast,
            RecordError::Refused(reason) => Self::field("body", reason),
        }
    }
}

impl From<chat::Fault> for Error {
    fn from(fault: chat::Fault) -> Self {
        match fault {
            chat::Fault::Record(error) => error.into(),
            chat::Fault::Storage(error) => error.into(),
            chat::Fault::Stopping => Self::Unavailable(1),
            chat::Fault::Differs => {
                Self::Conflict("This `client_id` was used for another message; give each message its own.".to_owned())
            }
        }
    }
}
