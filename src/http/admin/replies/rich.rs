//! What staff may say that is neither text nor template: a file, something to tap, a reaction.

use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::domain::text;
use crate::http::faults::Faults;

/// What a file is sent as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum MediaKind {
    /// A JPEG or PNG picture of up to 5 MB.
    Image,
    /// MP4 or 3GP of up to 16 MB.
    Video,
    /// AAC, AMR, MP3, M4A or OGG of up to 16 MB.
    Audio,
    /// Any file of up to 100 MB.
    Document,
    /// A WebP picture of up to 500 KB.
    Sticker,
}

impl MediaKind {
    /// The platform's word.
    fn as_str(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Video => "video",
            Self::Audio => "audio",
            Self::Document => "document",
            Self::Sticker => "sticker",
        }
    }
}

/// A file: one that was uploaded in the conversation, or one that lies on the internet, from where the platform fetches it.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMedia {
    /// The `id` of an upload in this conversation that was not sent yet; this or `link`.
    pub(super) upload_id: Option<Uuid>,
    /// Its address, https, up to 2,048 characters. WhatsApp keeps what it finds there for ten minutes.
    #[schema(example = "https://shop.example.com/bills/48213.pdf")]
    link: Option<String>,
    /// What it is sent as; with a `link`, since the content of an upload tells it.
    kind: Option<MediaKind>,
    /// Words below it, up to 1,024 characters; on WhatsApp not for audio and stickers.
    #[schema(example = "Your bill")]
    pub(super) caption: Option<String>,
    /// The name that the customer sees, up to 240 characters; for documents with a `link`, since an upload has its own.
    #[schema(example = "bill-48213.pdf")]
    filename: Option<String>,
}

impl NewMedia {
    pub(super) fn check(&self, faults: &mut Faults) {
        match (&self.link, self.upload_id) {
            (Some(link), None) => self.check_link(link, faults),
            (None, Some(_)) => {
                for (field, is_given) in [("kind", self.kind.is_some()), ("filename", self.filename.is_some())] {
                    if is_given {
                        faults.add(format!("media.{field}"), "is for a link, an upload has its own; leave it out");
                    }
                }
            }
            _ => faults.add("media.link", "give exactly one of link and upload_id"),
        }
        if let Some(caption) = &self.caption {
            faults.length("media.caption", caption, 1, 1024);
            if matches!(self.kind, Some(MediaKind::Audio | MediaKind::Sticker)) {
                faults.add("media.caption", "is not for audio and stickers; leave it out");
            }
        }
        if let Some(filename) = &self.filename {
            faults.length("media.filename", filename, 1, 240);
            if self.kind.is_some_and(|kind| kind != MediaKind::Document) {
                faults.add("media.filename", "is for documents; leave it out");
            }
        }
    }

    fn check_link(&self, link: &str, faults: &mut Faults) {
        let is_https = url::Url::parse(link).is_ok_and(|link| link.scheme() == "https" && link.has_host());
        if !is_https || link.len() > 2048 {
            faults.add("media.link", "must be an https address of at most 2048 characters, as the platform fetches it");
        }
        if self.kind.is_none() {
            faults.add(
                "media.kind",
                "is missing: say what the link is sent as, image, video, audio, document or sticker",
            );
        }
    }

    /// The platform's word for what a link is sent as.
    pub(super) fn kind(&self) -> &'static str {
        self.kind.map_or("document", MediaKind::as_str)
    }

    /// What stands under its kind, and what a reader of the record sees.
    pub(super) fn content(self) -> (Value, String) {
        let mut value = json!({"link": self.link});
        if let Some(caption) = &self.caption {
            value["caption"] = json!(caption);
        }
        if let Some(filename) = &self.filename {
            value["filename"] = json!(filename);
        }
        let read = self.caption.or(self.filename).unwrap_or_default();
        (value, text::clean(&read))
    }
}

/// A mark on a message of the conversation.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewReaction {
    /// The id (ours) of the message.
    pub(super) message_id: Uuid,
    /// One emoji; empty takes the one before back.
    #[schema(example = "👍")]
    pub(super) emoji: String,
}

impl NewReaction {
    pub(super) fn check(&self, faults: &mut Faults) {
        use unicode_segmentation::UnicodeSegmentation as _;
        let is_one = self.emoji.graphemes(true).count() <= 1 && self.emoji.len() <= 64;
        // What people write with; a letter is refused by the platform.
        if !is_one || self.emoji.chars().any(|letter| letter.is_ascii_alphabetic() || letter.is_whitespace()) {
            faults.add("reaction.emoji", "must be one emoji, or empty to take the one before back");
        }
    }
}
