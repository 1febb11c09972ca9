//! Files that are sent on WhatsApp: what Meta takes, the call that hands one over, and what its answer means (spec:
//! WhatsApp media).

use serde_json::Value;

use super::graph::{VERSION, verdict};
use crate::domain::account::Account;
use crate::domain::carriage::{Carriage, Carriages, called, plain};
use crate::domain::outgoing::{File, Upload, Verdict};
use crate::domain::text;

const IMAGE: u64 = 5 << 20;
const STICKER: u64 = 500 << 10;
const SOUND: u64 = 16 << 20;
const DOCUMENT: u64 = 100 << 20;

/// Seconds before a file is handed over once more, where it is not known what became of the last time.
const PAUSE: std::time::Duration = std::time::Duration::from_secs(10);

/// What Meta takes.
pub(super) const TAKEN: Carriages = Carriages {
    words: "a JPEG or PNG picture of up to 5 MB, AAC, AMR, MP3, M4A or OGG audio or MP4 or 3GP video of up to 16 MB, a \
        WebP sticker of up to 500 KB, or a PDF, an Office document or plain text of up to 100 MB",
    list: &[
        plain("image", "image/jpeg", IMAGE),
        plain("image", "image/png", IMAGE),
        plain("sticker", "image/webp", STICKER),
        plain("audio", "audio/aac", SOUND),
        plain("audio", "audio/amr", SOUND),
        plain("audio", "audio/mpeg", SOUND),
        plain("audio", "audio/ogg", SOUND),
        called("audio/ogg", plain("audio", "audio/opus", SOUND)),
        called("audio/mp4", plain("audio", "audio/m4a", SOUND)),
        plain("video", "video/mp4", SOUND),
        plain("video", "video/3gpp", SOUND),
        called("video/mp4", plain("video", "video/x-m4v", SOUND)),
        plain("document", "application/pdf", DOCUMENT),
        plain("document", "application/msword", DOCUMENT),
        plain("document", "application/vnd.ms-excel", DOCUMENT),
        plain("document", "application/vnd.ms-powerpoint", DOCUMENT),
        plain("document", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", DOCUMENT),
        plain("document", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", DOCUMENT),
        plain("document", "application/vnd.openxmlformats-officedocument.presentationml.presentation", DOCUMENT),
        plain("document", "text/plain", DOCUMENT),
    ],
};

/// The call that hands a file over.
pub(super) fn upload(account: &Account, file: &File) -> Result<Upload, &'static str> {
    let Carriage { media_type, .. } = TAKEN.of(&file.media_type).ok_or("Meta takes no file of this type")?;
    let number = account.phone_number_id.as_deref().ok_or("the channel has no phone_number_id")?;
    let token = account.access_token.clone().ok_or("the channel has no access_token")?;
    let url = format!("{}/{VERSION}/{number}/media", account.api_url.trim_end_matches('/'));
    let fields = vec![("messaging_product", "whatsapp"), ("type", media_type)];
    Ok(Upload { url, token, fields, part: "file", media_type })
}

/// The id by which messages name the file. Whatever is not known to have failed for good is tried again: a file that
/// Meta has twice is seen by nobody.
pub(super) fn uploaded(status: u16, body: &[u8], tries: u32) -> Result<String, Verdict> {
    let id = serde_json::from_slice(body).ok().and_then(|body: Value| Some(text::key(body["id"].as_str()?)));
    if let (200..300, Some(id)) = (status, id.filter(|id| !id.is_empty())) {
        return Ok(id);
    }
    let later = |error| Verdict::Later { error, after: PAUSE };
    match verdict(status, body, tries) {
        Verdict::Accepted { .. } => Err(later(format!("Meta answered {status} without the id of the file"))),
        Verdict::Unclear { error } => Err(later(error)),
        known => Err(known),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{TAKEN, uploaded};
    use crate::domain::outgoing::Verdict;

    #[test]
    fn a_file_goes_under_metas_name_of_its_type() {
        for (told, want) in [
            ("audio/opus", Some(("audio", "audio/ogg"))),
            ("audio/m4a", Some(("audio", "audio/mp4"))),
            ("image/webp", Some(("sticker", "image/webp"))),
            ("application/pdf", Some(("document", "application/pdf"))),
            ("image/gif", None),
            ("application/zip", None),
        ] {
            assert_eq!(TAKEN.of(told).map(|found| (found.kind, found.media_type)), want, "{told}");
        }
    }

    #[test]
    fn a_file_is_handed_over_again_unless_meta_will_never_take_it() {
        let error = |code: i64| json!({"error": {"code": code}}).to_string();
        for (status, body, want) in [
            (200, json!({"id": "77"}).to_string(), "77"),
            (200, "{}".to_owned(), "later"),
            (200, json!({"messages": [{"id": "wamid.1"}]}).to_string(), "later"),
            (502, "bad gateway".to_owned(), "later"),
            (500, error(131_000), "later"),
            (400, error(131_053), "refused"),
            (401, error(190), "refused"),
        ] {
            let found = match uploaded(status, body.as_bytes(), 0) {
                Ok(id) => id,
                Err(Verdict::Later { .. }) => "later".to_owned(),
                Err(Verdict::Refused { .. }) => "refused".to_owned(),
                Err(other) => panic!("{other:?}"),
            };
            assert_eq!(found, want, "{status} {body}");
        }
    }
}
