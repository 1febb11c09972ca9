//! Bodies and queries as handlers take them; what does not fit is a problem that names the field.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use super::error::{Error, Fault};
use super::layers::BodyLimit;

/// Below the deadline of the whole request, so that a slow sender hears what was slow.
const BODY_DEADLINE: Duration = Duration::from_secs(25);

/// A body as it came, whole, within the limit of its group of routes and within 25 s.
pub struct Body(pub Bytes);

impl<S: Send + Sync> FromRequest<S> for Body {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        let limit = request.extensions().get::<BodyLimit>().map_or(0, |limit| limit.0);
        match tokio::time::timeout(BODY_DEADLINE, Bytes::from_request(request, state)).await {
            Ok(Ok(bytes)) => Ok(Self(bytes)),
            Ok(Err(rejection)) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => Err(Error::TooLarge(limit)),
            Ok(Err(_)) => Err(Error::field("body", "did not arrive whole; send it again")),
            Err(_late) => Err(Error::Slow(BODY_DEADLINE.as_secs())),
        }
    }
}

/// A JSON body of a type that refuses unknown fields.
pub struct Json<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        let json =
            request.headers().get(axum::http::header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).is_some_and(
                |value| {
                    let essence = value.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
                    essence == "application/json" || essence.ends_with("+json")
                },
            );
        if !json {
            return Err(Error::Unsupported("application/json"));
        }
        let Body(bytes) = Body::from_request(request, state).await?;
        let mut reader = serde_json::Deserializer::from_slice(&bytes);
        let value = serde_path_to_error::deserialize(&mut reader).map_err(|fault| {
            let path = fault.path().to_string();
            let field = if path == "." { "body".to_owned() } else { path };
            Error::Invalid(vec![Fault { field, message: fault.into_inner().to_string() }])
        })?;
        reader.end().map_err(|_| Error::field("body", "has something after the JSON document; send one document"))?;
        Ok(Self(value))
    }
}

/// Query parameters of a type that refuses unknown ones.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Error> {
        let query = parts.uri.query().unwrap_or("");
        let reader = serde_urlencoded::Deserializer::new(url::form_urlencoded::parse(query.as_bytes()));
        let value = serde_path_to_error::deserialize(reader).map_err(|fault| {
            let path = fault.path().to_string();
            let field = if path == "." { "query".to_owned() } else { path };
            Error::Invalid(vec![Fault { field, message: fault.into_inner().to_string() }])
        })?;
        Ok(Self(value))
    }
}

/// A path parameter; what is not of its form does not exist.
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        match axum::extract::Path::<T>::from_request_parts(parts, state).await {
            Ok(axum::extract::Path(value)) => Ok(Self(value)),
            Err(_) => Err(Error::NotFound("address; ids are UUIDs")),
        }
    }
}
