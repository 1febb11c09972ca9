//! Which files may be sent where, as what each is shown, and how large it may be.

/// A type of file that can be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Carriage {
    /// The type as its content tells it, see [`super::attachment::told`].
    pub told: &'static str,
    /// What a message with it is: `image`, `video`, `audio`, `document` or `sticker`.
    pub kind: &'static str,
    /// The type as the platform spells it.
    pub media_type: &'static str,
    /// Bytes of the largest one.
    pub most: u64,
}

/// All types that can be sent in one place.
#[derive(Clone, Copy, Debug)]
pub struct Carriages {
    /// The same in words, for whoever sends another one.
    pub words: &'static str,
    /// Each type once.
    pub list: &'static [Carriage],
}

impl Carriages {
    /// How a file of a type is sent; nothing where it cannot be.
    #[must_use]
    pub fn of(&self, told: &str) -> Option<&'static Carriage> {
        self.list.iter().find(|carriage| carriage.told == told)
    }
}

/// A type that is sent as it is told.
#[must_use]
pub const fn plain(kind: &'static str, told: &'static str, most: u64) -> Carriage {
    Carriage { told, kind, media_type: told, most }
}

/// A type that the platform has another word for.
#[must_use]
pub const fn called(media_type: &'static str, of: Carriage) -> Carriage {
    Carriage { media_type, ..of }
}

/// In conversations that no platform carries, the store of files alone sets the size.
const ANY: u64 = u64::MAX;

/// What staff may send in such conversations: what people look at, listen to and read, nothing that runs.
pub const OWN: Carriages = Carriages {
    words: "a picture (JPEG, PNG, WebP, GIF), audio, video, a PDF, an office document or plain text",
    list: &[
        plain("image", "image/jpeg", ANY),
        plain("image", "image/png", ANY),
        plain("image", "image/webp", ANY),
        plain("image", "image/gif", ANY),
        plain("audio", "audio/mpeg", ANY),
        plain("audio", "audio/m4a", ANY),
        plain("audio", "audio/ogg", ANY),
        plain("audio", "audio/opus", ANY),
        plain("audio", "audio/aac", ANY),
        plain("audio", "audio/amr", ANY),
        plain("audio", "audio/x-wav", ANY),
        plain("audio", "audio/x-flac", ANY),
        plain("video", "video/mp4", ANY),
        plain("video", "video/webm", ANY),
        plain("video", "video/quicktime", ANY),
        plain("video", "video/x-m4v", ANY),
        plain("document", "application/pdf", ANY),
        plain("document", "application/msword", ANY),
        plain("document", "application/vnd.ms-excel", ANY),
        plain("document", "application/vnd.ms-powerpoint", ANY),
        plain("document", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ANY),
        plain("document", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ANY),
        plain("document", "application/vnd.openxmlformats-officedocument.presentationml.presentation", ANY),
        plain("document", "application/vnd.oasis.opendocument.text", ANY),
        plain("document", "application/vnd.oasis.opendocument.spreadsheet", ANY),
        plain("document", "application/vnd.oasis.opendocument.presentation", ANY),
        plain("document", "application/rtf", ANY),
        plain("document", "text/plain", ANY),
    ],
};

#[cfg(test)]
mod tests {
    use super::OWN;

    #[test]
    fn nothing_that_runs_is_sent() {
        for (told, want) in [
            ("image/png", Some("image")),
            ("audio/opus", Some("audio")),
            ("application/pdf", Some("document")),
            ("text/html", None),
            ("text/xml", None),
            ("application/x-executable", None),
            ("application/octet-stream", None),
        ] {
            assert_eq!(OWN.of(told).map(|carriage| carriage.kind), want, "{told}");
        }
    }
}
