//! Signatures as Standard Webhooks have them: HMAC-SHA256 over id, time and body, under a secret that can be changed
//! without a gap.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use rand::RngExt as _;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use time::OffsetDateTime;

use crate::seal::{SealError, Sealer};

/// What a secret begins with.
const PREFIX: &str = "whsec_";

/// The secrets of one who signs.
#[derive(Clone, Serialize, Deserialize)]
pub struct Secrets {
    /// The one that signs, `whsec_` and base64.
    current: String,
    /// The one before it.
    previous: Option<Previous>,
}

impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secrets(…)")
    }
}

#[derive(Clone, Serialize, Deserialize)]
struct Previous {
    secret: String,
    /// Until then it signs too.
    #[serde(with = "time::serde::rfc3339")]
    until: OffsetDateTime,
}

impl Secrets {
    /// A new secret of 32 random bytes and nothing before it.
    pub fn generate(random: &mut impl rand::CryptoRng) -> Self {
        let bytes: [u8; 32] = random.random();
        Self { current: format!("{PREFIX}{}", STANDARD.encode(bytes)), previous: None }
    }

    /// A new secret; the one so far signs beside it until `until`.
    #[must_use]
    pub fn rotate(self, random: &mut impl rand::CryptoRng, until: OffsetDateTime) -> Self {
        let previous = Some(Previous { secret: self.current, until });
        Self { previous, ..Self::generate(random) }
    }

    /// The secret that signs, to be shown once.
    #[must_use]
    pub fn current(&self) -> &str {
        &self.current
    }

    /// Those that count at `now`, the newest first.
    #[must_use]
    pub fn valid(&self, now: OffsetDateTime) -> Vec<&str> {
        let previous = self.previous.as_ref().filter(|previous| now < previous.until);
        std::iter::once(&self.current).chain(previous.map(|previous| &previous.secret)).map(String::as_str).collect()
    }

    /// Opens what [`Secrets::seal`] made.
    ///
    /// # Errors
    /// [`SealError::Foreign`] when it was sealed under another key.
    pub fn open(sealer: &Sealer, document: &[u8]) -> Result<Self, SealError> {
        serde_json::from_slice(&sealer.unseal(document)?).map_err(|_| SealError::Foreign)
    }

    /// The form in the database.
    ///
    /// # Errors
    /// As [`Sealer::seal`].
    pub fn seal(&self, sealer: &Sealer) -> Result<Vec<u8>, SealError> {
        sealer.seal(&serde_json::to_vec(self).map_err(|_| SealError::Foreign)?)
    }

    /// The header `webhook-signature`: one signature, during a rotation two.
    #[must_use]
    pub fn sign(&self, id: &str, seconds: &str, body: &[u8], now: OffsetDateTime) -> String {
        let signatures = self.valid(now).into_iter().filter_map(|secret| signature(secret, id, seconds, body));
        signatures.collect::<Vec<_>>().join(" ")
    }
}

fn signature(secret: &str, id: &str, seconds: &str, body: &[u8]) -> Option<String> {
    let key = STANDARD.decode(secret.strip_prefix(PREFIX)?).ok()?;
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).ok()?;
    for part in [id.as_bytes(), b".", seconds.as_bytes(), b".", body] {
        mac.update(part);
    }
    Some(format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes())))
}

#[cfg(test)]
mod tests {
    use time::Duration;
    use time::macros::datetime;

    use super::{Secrets, signature};

    #[test]
    fn the_signature_is_that_of_the_published_example() {
        // The test vector of the Standard Webhooks libraries.
        let signed = signature(
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            "1614265330",
            br#"{"test": 2432232314}"#,
        );
        assert_eq!(signed.unwrap(), "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[test]
    fn a_changed_secret_signs_beside_the_old_one_for_a_while() {
        let now = datetime!(2026-03-01 12:00 UTC);
        let old = Secrets::generate(&mut rand::rng());
        let new = old.clone().rotate(&mut rand::rng(), now + Duration::hours(24));
        assert_ne!(old.current(), new.current());
        let alone = old.sign("id", "1", b"{}", now);
        let both = new.sign("id", "1", b"{}", now);
        assert_eq!(both.split(' ').collect::<Vec<_>>()[1], alone);
        let later = new.sign("id", "1", b"{}", now + Duration::hours(24));
        assert_eq!(later, both.split(' ').next().unwrap());
    }
}
