//! Passwords: made into Argon2id hashes, and compared with them, a few at a time: each takes 19 MiB and some 20 ms.

use anyhow::Context as _;
use argon2::password_hash::{PasswordHash, PasswordHasher as _, PasswordVerifier as _, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use rand::RngExt as _;
use tokio::sync::Semaphore;

/// As many as may be worked on at once.
static DESKS: Semaphore = Semaphore::const_new(2);

/// What OWASP's password storage cheat sheet asks for: 19 MiB, two passes, one lane.
fn argon() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::default())
}

/// The hash of a password, as a PHC string.
///
/// # Errors
/// When the program is about to end.
pub async fn hash(password: String) -> anyhow::Result<String> {
    let salt: [u8; 16] = rand::rng().random();
    work(move || {
        let salt = SaltString::encode_b64(&salt).map_err(|error| anyhow::anyhow!("no salt: {error}"))?;
        let hashed = argon().hash_password(password.as_bytes(), &salt);
        hashed.map(|hash| hash.to_string()).map_err(|error| anyhow::anyhow!("no hash: {error}"))
    })
    .await?
}

/// Whether a password is that of a hash. Without a hash the same work is done for nothing, so that the time tells
/// nobody which addresses have an account.
///
/// # Errors
/// When the program is about to end.
pub async fn verify(password: String, hash: Option<String>) -> anyhow::Result<bool> {
    work(move || {
        if let Some(Ok(hash)) = hash.as_deref().map(PasswordHash::new) {
            return argon().verify_password(password.as_bytes(), &hash).is_ok();
        }
        let mut wasted = [0; 32];
        std::hint::black_box(argon().hash_password_into(password.as_bytes(), b"nobody's salt", &mut wasted).is_ok());
        false
    })
    .await
}

async fn work<T: Send + 'static>(task: impl FnOnce() -> T + Send + 'static) -> anyhow::Result<T> {
    let _desk = DESKS.acquire().await.context("no desk")?;
    tokio::task::spawn_blocking(task).await.context("a password was not worked on")
}
