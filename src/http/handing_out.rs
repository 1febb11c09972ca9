//! Files handed out so that no browser takes any of them for a page.

use axum::body::Body;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use uuid::Uuid;

use super::error::Error;
use crate::app::App;
use crate::domain::attachment::{UNKNOWN, is_inert, safe_name};
use crate::domain::id::ProjectId;
use crate::media::files::{FileError, Key};
use crate::store::attachments::shown::Row;

/// Strangers made the file: it is to be saved, and where a browser shows it all the same, nothing in it runs.
const SANDBOX: &str = "sandbox; default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// The file of a row, always as something to be saved.
pub(super) async fn answer(app: &App, project: ProjectId, row: Row) -> Result<Response, Error> {
    let (Some(size), "stored") = (row.size, row.state.as_str()) else {
        let why = row.error.unwrap_or_else(|| "it is on its way".to_owned());
        return Err(Error::Conflict(format!("The file is not here: {why}.")));
    };
    let body = app.files.read(Key { project: project.0, attachment: row.id }).await.map_err(|error| match error {
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
        (header::CONTENT_DISPOSITION, disposition(row.id, row.name.as_deref())),
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
