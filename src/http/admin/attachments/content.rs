//! What is in a file, so that no browser takes any of it for a page.

use axum::body::Body;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use uuid::Uuid;

use super::super::Refusals;
use crate::app::App;
use crate::domain::attachment::{UNKNOWN, is_inert, safe_name};
use crate::http::auth::Caller;
use crate::http::error::{Error, Problem};
use crate::http::extract::Path;
use crate::media::files::{FileError, Key};
use crate::store::attachments::shown;

/// Strangers made the file: it is to be saved, and where a browser shows it all the same, nothing in it runs.
const SANDBOX: &str = "sandbox; default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// Get a file
///
/// Always as something to be saved: `Content-Disposition: attachment`, never a type that a browser runs.
#[utoipa::path(get, path = "/attachments/{id}/content", operation_id = "attachment_content", tag = "attachments",
    params(("id" = Uuid, Path, description = "The file")),
    responses(
        (status = 200, description = "The file", body = String, content_type = "application/octet-stream"),
        (status = 404, description = "No such file", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "It is not here, or not yet", body = Problem,
            content_type = "application/problem+json"),
        Refusals,
    ))]
pub async fn get(State(app): State<App>, caller: Caller, Path(id): Path<Uuid>) -> Result<Response, Error> {
    let project = caller.project.0;
    let found = shown::find(&mut *app.pool.acquire().await?, project, id).await?;
    let row = found.ok_or(Error::NotFound("file"))?;
    let (Some(size), "stored") = (row.size, row.state.as_str()) else {
        let why = row.error.unwrap_or_else(|| "it is on its way".to_owned());
        return Err(Error::Conflict(format!("The file is not here: {why}.")));
    };
    let body = app.files.read(Key { project, attachment: id }).await.map_err(|error| match error {
        // Deleted since it was looked up, or lost.
        FileError::Missing => Error::NotFound("file"),
        error => {
            tracing::warn!(error = %error, "A file cannot be read.");
            Error::Unavailable(10)
        }
    })?;
    let media_type = row.media_type.filter(|found| is_inert(found)).unwrap_or_else(|| UNKNOWN.to_owned());
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::CONTENT_LENGTH, size.to_string()),
        (header::CONTENT_DISPOSITION, disposition(id, row.name.as_deref())),
        (header::CONTENT_SECURITY_POLICY, SANDBOX.to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    Ok((headers, Body::from_stream(body)).into_response())
}

/// A name that any program understands, and the sender's own for those that know more than ASCII (RFC 6266).
fn disposition(id: Uuid, given: Option<&str>) -> String {
    let plain = format!("attachment; filename=\"attachment-{id}\"");
    let Some(name) = given.and_then(safe_name) else { return plain };
    let encoded = name.bytes().fold(String::new(), |mut text, byte| {
        if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.push('%');
            text.push_str(&hex::encode_upper([byte]));
        }
        text
    });
    format!("{plain}; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::disposition;

    #[test]
    fn a_name_is_a_word_of_the_header_and_nothing_more() {
        let plain = format!("attachment; filename=\"attachment-{}\"", Uuid::nil());
        for (given, want) in [
            (None, plain.clone()),
            (Some("../.."), plain.clone()),
            (Some("bill 1.pdf"), format!("{plain}; filename*=UTF-8''bill%201.pdf")),
            (Some("ü\"\r\nX: y"), format!("{plain}; filename*=UTF-8''%C3%BCX%20y")),
        ] {
            assert_eq!(disposition(Uuid::nil(), given), want);
        }
    }
}
