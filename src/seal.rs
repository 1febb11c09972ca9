//! Secrets at rest: `ChaCha20-Poly1305` under a key from the settings or from a file in the data directory.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use chacha20poly1305::aead::{Aead, Generate, KeyInit, Nonce};
use chacha20poly1305::{ChaCha20Poly1305, Key};

/// Seals and opens small documents.
pub struct Sealer(ChaCha20Poly1305);

/// Why a secret could not be sealed or opened.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The key file cannot be read or made.
    #[error("the sealing key {path} cannot be used: {reason}")]
    KeyFile {
        /// The file.
        path: String,
        /// What the system said.
        reason: String,
    },
    /// The key in the settings or in the file is not 64 hex digits.
    #[error("the sealing key must be 64 hex digits")]
    KeyForm,
    /// Sealed under another key, or damaged.
    #[error("a stored secret cannot be opened: it was sealed under another key (secrets.key)")]
    Foreign,
}

impl Sealer {
    /// The key from `hex` when it is not empty, else from `secret.key` in `dir`, which is made on first use.
    ///
    /// # Errors
    /// [`SealError`] when the key cannot be had.
    pub fn open(hex: &str, dir: &Path) -> Result<Self, SealError> {
        let text = if hex.is_empty() { key_file(dir)? } else { hex.to_owned() };
        let bytes = ::hex::decode(text.trim()).map_err(|_| SealError::KeyForm)?;
        let key = <[u8; 32]>::try_from(bytes).map_err(|_| SealError::KeyForm)?;
        Ok(Self(ChaCha20Poly1305::new(&Key::from(key))))
    }

    /// The sealed form: 12 bytes of nonce, then the ciphertext.
    ///
    /// # Errors
    /// [`SealError::Foreign`] only if the text is longer than 256 GiB.
    pub fn seal(&self, plain: &[u8]) -> Result<Vec<u8>, SealError> {
        let nonce = Nonce::<ChaCha20Poly1305>::generate();
        let mut sealed = nonce.to_vec();
        sealed.extend(self.0.encrypt(&nonce, plain).map_err(|_| SealError::Foreign)?);
        Ok(sealed)
    }

    /// The plain form.
    ///
    /// # Errors
    /// [`SealError::Foreign`] when it was sealed under another key or damaged.
    pub fn unseal(&self, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        let (nonce, text) = sealed.split_at_checked(12).ok_or(SealError::Foreign)?;
        let nonce = Nonce::<ChaCha20Poly1305>::try_from(nonce).map_err(|_| SealError::Foreign)?;
        self.0.decrypt(&nonce, text).map_err(|_| SealError::Foreign)
    }
}

fn key_file(dir: &Path) -> Result<String, SealError> {
    let path = dir.join("secret.key");
    let fault =
        |error: std::io::Error| SealError::KeyFile { path: path.display().to_string(), reason: error.to_string() };
    match fs::read_to_string(&path) {
        Ok(text) => return Ok(text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => return Err(fault(error)),
    }
    fs::create_dir_all(dir).map_err(fault)?;
    let key = Key::generate();
    // Written beside and linked into place: of two first starts at once, both end with the same key.
    let draft = tempfile_in(dir, &hex::encode(key)).map_err(fault)?;
    let linked = fs::hard_link(&draft, &path);
    fs::remove_file(&draft).map_err(fault)?;
    match linked {
        Ok(()) => {}
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(fault(error)),
    }
    fs::read_to_string(&path).map_err(fault)
}

fn tempfile_in(dir: &Path, text: &str) -> std::io::Result<std::path::PathBuf> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let path = dir.join(format!("secret.key.{}", std::process::id()));
    let mut file = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::{SealError, Sealer};

    #[test]
    fn what_is_sealed_opens_under_the_same_key_only() {
        let dir = tempfile::tempdir().unwrap();
        let sealer = Sealer::open("", dir.path()).unwrap();
        let kept = sealer.seal(b"token").unwrap();
        assert!(!kept.windows(5).any(|w| w == b"token"));
        assert_eq!(Sealer::open("", dir.path()).unwrap().unseal(&kept).unwrap(), b"token");
        let other = Sealer::open(&"ab".repeat(32), dir.path()).unwrap();
        assert!(matches!(other.unseal(&kept), Err(SealError::Foreign)));
        assert!(matches!(sealer.unseal(b"short"), Err(SealError::Foreign)));
    }
}
