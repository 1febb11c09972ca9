//! Why an uploaded file is not taken, said to whoever sent it.

use super::error::Error;
use crate::media::files::FileError;
use crate::media::uploads::UploadError;

/// The refusal of an upload where files of `words` are taken.
pub(super) fn refused(error: UploadError, words: &'static str) -> Error {
    match error {
        UploadError::Type => Error::Unsupported(words),
        UploadError::BrokeOff => Error::field("body", "did not arrive whole; send it again"),
        UploadError::File(FileError::TooLarge(limit)) => Error::TooLarge(usize::try_from(limit).unwrap_or(usize::MAX)),
        UploadError::File(error) => {
            tracing::warn!(error = %error, "A file cannot be kept.");
            Error::Unavailable(10)
        }
        UploadError::Storage(error) => error.into(),
    }
}
