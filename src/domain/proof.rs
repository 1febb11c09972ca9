//! A little work that a browser does before it may begin a chat, so that a robot that begins thousands pays for them.

use sha2::{Digest as _, Sha256};
use time::{Duration, OffsetDateTime};

/// How long a task may take.
const PATIENCE: Duration = Duration::minutes(10);

/// The work asked for: zero bits that a hash must begin with; some 16,000 hashes on average.
pub const BITS: u32 = 14;

/// A task for a visitor of the widget, good for ten minutes; only who knows `secret` can set one.
#[must_use]
pub fn task(secret: &[u8], widget: &str, now: OffsetDateTime) -> String {
    text(secret, widget, (now + PATIENCE).unix_timestamp())
}

/// Whether `counter` solves a task that was set for this widget and is not too old.
#[must_use]
pub fn is_solved(secret: &[u8], widget: &str, task: &str, counter: &str, now: OffsetDateTime) -> bool {
    let until = task.split('.').next().and_then(|until| until.parse::<i64>().ok());
    until.is_some_and(|until| until >= now.unix_timestamp() && task == text(secret, widget, until))
        && counter.len() <= 20
        && zeros(&Sha256::digest(format!("{task}.{counter}"))) >= BITS
}

/// The seal is hashed twice, each time behind the secret, so that none can be made longer without it.
fn text(secret: &[u8], widget: &str, until: i64) -> String {
    let said = format!("proof of work/{widget}/{until}");
    let inner = Sha256::digest([secret, said.as_bytes()].concat());
    format!("{until}.{}", hex::encode(Sha256::digest([secret, &inner].concat())))
}

fn zeros(hash: &[u8]) -> u32 {
    let whole = hash.iter().take_while(|byte| **byte == 0).count();
    let rest = hash.get(whole).map_or(0, |byte| byte.leading_zeros());
    u32::try_from(whole).unwrap_or(0) * 8 + rest
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn only_the_work_that_was_asked_for_counts() {
        let now = datetime!(2026-03-01 12:00 UTC);
        let set = task(b"secret", "pub_a", now);
        let solves = |counter: &u32| is_solved(b"secret", "pub_a", &set, &counter.to_string(), now);
        let counter = (0_u32..2_000_000).find(solves).unwrap().to_string();
        for (what, secret, widget, set, counter, now, want) in [
            ("solved", "secret", "pub_a", set.as_str(), counter.as_str(), now, true),
            ("in time", "secret", "pub_a", &set, &counter, now + PATIENCE, true),
            ("too late", "secret", "pub_a", &set, &counter, now + PATIENCE + Duration::SECOND, false),
            ("for another widget", "secret", "pub_b", &set, &counter, now, false),
            ("set by somebody else", "guess", "pub_a", &set, &counter, now, false),
            ("not solved", "secret", "pub_a", &set, "", now, false),
            ("no task", "secret", "pub_a", "", &counter, now, false),
            ("spelt otherwise", "secret", "pub_a", &format!("+{set}"), &counter, now, false),
        ] {
            assert_eq!(is_solved(secret.as_bytes(), widget, set, counter, now), want, "{what}");
        }
    }
}
