//! Secrets that open something: keys, cookies and links. Only their fingerprints are stored.

use rand::RngExt as _;
use sha2::{Digest, Sha256};

/// 43 of the characters that `\w` matches, 257 bits of chance.
pub fn new_token(random: &mut impl rand::CryptoRng) -> String {
    const SYMBOLS: &[u8; 63] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";
    std::iter::repeat_with(|| char::from(SYMBOLS[random.random_range(0..SYMBOLS.len())])).take(43).collect()
}

/// A new key: `vb_` and a token.
pub fn new_key(random: &mut impl rand::CryptoRng) -> String {
    format!("vb_{}", new_token(random))
}

/// As much of a key as may be stored and shown, to tell keys apart.
#[must_use]
pub fn prefix(key: &str) -> &str {
    key.get(..10).unwrap_or(key)
}

/// What stands for a secret in the database.
#[must_use]
pub fn fingerprint(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng as _;

    #[test]
    fn keys_are_words_and_differ() {
        let mut random = rand::rngs::StdRng::seed_from_u64(1);
        let keys: std::collections::HashSet<String> = (0..100).map(|_| super::new_key(&mut random)).collect();
        assert_eq!(keys.len(), 100);
        for key in keys {
            assert_eq!(key.len(), 46, "{key}");
            assert!(key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'), "{key}");
            assert_eq!(super::prefix(&key).len(), 10);
        }
    }
}
