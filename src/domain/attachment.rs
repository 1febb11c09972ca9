//! A file that belongs to a message: what was announced of it, what came, and under which name it may be handed out.

/// A file that a platform says is there to be fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announced {
    /// The platform's id of the file.
    pub external_id: String,
    /// The name that the sender gave it.
    pub name: Option<String>,
    /// Its type, as the sender says.
    pub media_type: Option<String>,
    /// Its SHA-256 as the platform spells it.
    pub sha256: Option<String>,
}

/// A file that was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its type, told by its content; `application/octet-stream` where that does not tell.
    pub media_type: &'static str,
    /// Bytes.
    pub size: u64,
    /// Its SHA-256.
    pub sha256: [u8; 32],
}

/// What stands for a file whose content does not tell its type.
pub const UNKNOWN: &str = "application/octet-stream";

/// Longest name of a file that is handed out, in characters.
const LONGEST: usize = 120;

/// The type of a file that begins with these bytes, by what is in them and nothing else.
#[must_use]
pub fn told(head: &[u8]) -> &'static str {
    match infer::get(head) {
        Some(found) => found.mime_type(),
        // What older telephones record.
        None if head.get(4..11) == Some(b"ftyp3gp") => "video/3gpp",
        None if is_text(head) => "text/plain",
        None => UNKNOWN,
    }
}

/// Whether bytes are UTF-8 as people write it; a letter may be cut at their end.
fn is_text(head: &[u8]) -> bool {
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => std::str::from_utf8(&head[..error.valid_up_to()]).unwrap_or(""),
        Err(_) => "",
    };
    !text.is_empty() && !text.chars().any(|letter| letter.is_control() && !matches!(letter, '\t' | '\n' | '\r'))
}

/// Whether a browser that is given a file of this type can run nothing of it.
#[must_use]
pub fn is_inert(media_type: &str) -> bool {
    const PICTURES: [&str; 4] = ["image/jpeg", "image/png", "image/webp", "image/gif"];
    PICTURES.contains(&media_type)
        || media_type == "application/pdf"
        || ["audio/", "video/"].iter().any(|family| media_type.starts_with(family))
}

/// Whether a hash in hex or Base64, as platforms write them, is not this one; what is neither says nothing.
#[must_use]
pub fn contradicts(written: &str, sha256: &[u8; 32]) -> bool {
    use base64::Engine as _;
    use base64::engine::general_purpose::{STANDARD, URL_SAFE};
    let read = match written.trim() {
        text if text.len() == 64 => hex::decode(text).ok(),
        text => STANDARD.decode(text).or_else(|_| URL_SAFE.decode(text)).ok(),
    };
    read.is_some_and(|read| read.len() == 32 && read != sha256)
}

/// A stranger's name of a file without what could lead out of a folder, hide its ending or break a header; nothing
/// where none is left.
#[must_use]
pub fn safe_name(given: &str) -> Option<String> {
    let last = given.rsplit(['/', '\\']).next().unwrap_or(given);
    let is_harmless = |letter: &char| {
        !letter.is_control()
            && !matches!(letter, '"' | '<' | '>' | ':' | '|' | '?' | '*' | ';' | '%' | '\u{ad}' | '\u{feff}')
            // Marks that turn the direction of writing show `cod.exe` as `exe.doc`.
            && !matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
    };
    let clean: String = last.chars().filter(is_harmless).collect();
    let name = clean.trim_matches(|letter: char| letter == '.' || letter.is_whitespace());
    let letters: Vec<char> = name.chars().collect();
    // The ending is what a system goes by, so that the front is what goes.
    let kept: String = letters[letters.len().saturating_sub(LONGEST)..].iter().collect();
    (!kept.is_empty()).then_some(kept)
}

#[cfg(test)]
mod tests {
    use super::{contradicts, is_inert, safe_name, told};

    #[test]
    fn no_name_leads_out_of_a_folder_or_lies_about_its_ending() {
        for (given, want) in [
            ("bill.pdf", Some("bill.pdf")),
            ("../../etc/passwd", Some("passwd")),
            ("..\\..\\boot.ini", Some("boot.ini")),
            ("C:\\Windows\\x.exe", Some("x.exe")),
            ("..", None),
            (".", None),
            ("/", None),
            ("", None),
            (".htaccess", Some("htaccess")),
            ("a\r\nSet-Cookie: x=1", Some("aSet-Cookie x=1")),
            ("a\"; filename=b.html", Some("a filename=b.html")),
            ("x\u{202e}gpj.exe", Some("xgpj.exe")),
            ("a\0.png", Some("a.png")),
            ("%2e%2e%2fa", Some("2e2e2fa")),
            ("Übersicht 2026.docx", Some("Übersicht 2026.docx")),
            ("file. . ", Some("file")),
        ] {
            assert_eq!(safe_name(given).as_deref(), want, "{given:?}");
        }
        let long = safe_name(&format!("{}y", "x".repeat(5000))).unwrap();
        assert!(long.chars().count() == 120 && long.ends_with('y'));
    }

    #[test]
    fn a_hash_is_read_in_either_spelling_and_nonsense_contradicts_nothing() {
        let hash = [7; 32];
        let base64 = |bytes: [u8; 32]| base64::Engine::encode(&base64::engine::general_purpose::STANDARD, bytes);
        for (written, want) in [
            (hex::encode(hash), false),
            (hex::encode(hash).to_uppercase(), false),
            (base64(hash), false),
            (hex::encode([8; 32]), true),
            (base64([8; 32]), true),
            ("x".to_owned(), false),
            (String::new(), false),
        ] {
            assert_eq!(contradicts(&written, &hash), want, "{written}");
        }
    }

    #[test]
    fn a_type_is_told_by_what_is_in_the_file() {
        for (head, want) in [
            (b"%PDF-1.7".as_slice(), "application/pdf"),
            ("Größe;Preis\r\n1;2".as_bytes(), "text/plain"),
            (&"Größe".as_bytes()[..3], "text/plain"),
            (b"\0\0\0\x18ftyp3gp4\0\0", "video/3gpp"),
            (b"<html><body>", "text/html"),
            (b"a\0b", "application/octet-stream"),
            (b"\xff\xfea", "application/octet-stream"),
            (b"", "application/octet-stream"),
        ] {
            assert_eq!(told(head), want, "{head:?}");
        }
    }

    #[test]
    fn what_a_browser_could_run_is_not_inert() {
        for (media_type, want) in [
            ("image/png", true),
            ("application/pdf", true),
            ("video/mp4", true),
            ("audio/ogg", true),
            ("image/svg+xml", false),
            ("text/html", false),
            ("text/xml", false),
            ("application/octet-stream", false),
        ] {
            assert_eq!(is_inert(media_type), want, "{media_type}");
        }
    }
}
